"""Who is listed on one line, as minutes do, and what that leaves for the title."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.reading.lines import SourceLine
from podcast.reading.participants import find_participants, split_people
from podcast.reading.read import read_bytes

SAID = """

Nora QUILL — Bonsoir à tous. Nous avons trois points ce soir, et peu de temps.

Ali VERDON — Les travaux commencent en mars, si tout va bien.

Paul LE DUC — Et les arbres ? Personne n'en parle jamais ici.

Nora QUILL — Nous y viendrons.
"""


@pytest.mark.parametrize(
    ("line", "people"),
    [
        (
            "Mme Nora Quill (maire), M. Ali Verdon (adjoint à la culture et au vélo), 30 habitants",
            [("Mme Nora Quill", "maire"), ("M. Ali Verdon", "adjoint à la culture et au vélo")],
        ),
        (
            "Nora Quill, maire de Valbrune, Ali Verdon et Paul Le Duc, jardiniers",
            [
                ("Nora Quill", "maire de Valbrune"),
                ("Ali Verdon", None),
                ("Paul Le Duc", "jardiniers"),
            ],
        ),
        ("Nora Quill, maire de Valbrune, Alpes", [("Nora Quill", "maire de Valbrune, Alpes")]),
        (
            "Nora Quill (Chair), Ali Verdon and about twenty residents",
            [("Nora Quill", "Chair"), ("Ali Verdon", None)],
        ),
    ],
)
def test_people_on_one_line(line: str, people: list[tuple[str, str | None]]) -> None:
    assert split_people(line) == people


def test_minutes() -> None:
    head = """Compte rendu du conseil des jardins
Séance du lundi 4 mars 2024, salle Neuve

Étaient présents : Nora Quill (maire), Ali Verdon, adjoint, Paul Le Duc, une dizaine de voisins.
Excusée : Mme Lise Aubron"""
    debate = read_bytes((head + SAID).encode(), Path("debate.txt"))
    assert debate.title == "Compte rendu du conseil des jardins"
    roles = {speaker.name: speaker.role for speaker in debate.speakers}
    assert roles == {"Nora Quill": "maire", "Ali Verdon": "adjoint", "Paul Le Duc": None}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Compte rendu de la réunion\nComité du vélo\n3 mai 2023", "Comité du vélo"),
        (
            "Procès-verbal du comité du vélo\nRéunion du 3 mai 2023",
            "Procès-verbal du comité du vélo",
        ),
        ("Comité du vélo\nExcusés : Lise Aubron, Ida Brun et Karl Ost", "Comité du vélo"),
    ],
)
def test_title(lines: str, title: str) -> None:
    assert read_bytes((lines + SAID).encode(), Path("debate.txt")).title == title


@pytest.mark.parametrize("above", ["Autour des tables :", "#### Qui est venu", "Il y avait là :"])
def test_a_list_of_nothing_but_people_is_one_whatever_stands_above(above: str) -> None:
    here = "".join(
        f"- {one}\n"
        for one in (
            "Anne-Lise Roux - Les Abeilles, Vence",
            "Paul Bay (Le Bief) - adjoint",
            "Zoé - maraîchère",
            "Omar Diallo - Les Abeilles",
        )
    )
    said = (
        "Zoé - maraîchère : on sème trop tard, et la terre est sèche.\n\n"
        "Anne-Lise - Les Abeilles : les ruches ont passé l'hiver, presque toutes.\n\n"
        "Paul - Le Bief : nous avons rouvert la vanne en mars, sans bruit.\n\n"
        "Zoé - maraîchère : et personne ne nous a prévenus.\n\n"
    )
    debate = read_bytes(f"# La journée\n\n{above}\n\n{here}\n{said}".encode(), Path("x.md"))
    assert [turn.speaker for turn in debate.turns] == ["Zoé", "Anne-Lise Roux", "Paul Bay", "Zoé"]
    roles = {speaker.name: speaker.role for speaker in debate.speakers}
    assert roles["Paul Bay"] == "Le Bief, adjoint"
    assert roles["Anne-Lise Roux"] == "Les Abeilles, Vence"
    assert debate.turns[0].paragraphs[0].text.startswith("on sème")


def test_what_somebody_says_below_a_name_begins_no_list() -> None:
    said = ["Vous venez du moulin ?", "Oui, j'en viens."] * 10
    said[13] = "Avec ?"
    turns = "\n\n".join(f"{('ZOÉ', 'OMAR')[n % 2]}\n\n{text}" for n, text in enumerate(said))
    text = f"# Le moulin\n\n{turns}\n\nVOIX-OFF\n\nCe qui précède est une fiction."
    debate = read_bytes(text.encode(), Path("x.md"))
    assert [turn.speaker for turn in debate.turns] == [*["Zoé", "Omar"] * 10, "Voix-off"]


@pytest.mark.parametrize(
    ("line", "listed"),
    [("Animatrice : Anne Roux, maire", ["Anne Roux"]), ("Animatrice : Anne Roux, merci !", [])],
)
def test_who_is_spoken_to_is_not_listed(line: str, listed: list[str]) -> None:
    lines = (SourceLine(line, 1, True), SourceLine("Paul Bay : La digue tient.", 3, True))
    assert [entry.name for entry in find_participants(lines).declared] == listed
