import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.errors import PodcastError, TranscriptError
from podcast.model import Debate
from podcast.reading import read_debate
from tests.conftest import DEMO, transcripts

SAMPLE = """JOURNÉES DU FLEUVE 2023

12 juin

À qui appartient l'eau ?

Animateur :
- **Paul ÉRABLE**
Journaliste

Intervenants :
- **Zoé TILLEUL**
Directrice de l'agence « Eau vive » · Bassin du Nord
- **Rémi de LA HAIE**
Éleveur

Paul ERABLE

Bonjour. Zoé TILLEUL, à qui appartient l'eau de la rivière qui

coule sous nos pieds ?

Zoé TILLEUL

À personne. Voir [notre carte](#) et la suite]. On a
coupé cette ligne sans raison.

**Rémi de La Haie :**

Et à tout le monde, donc.

Rémi DE LA HAIE

J'ajoute un mot.

Lou FRÊNE

Et les poissons ?
"""


def read(tmp_path: Path, text: str | bytes, **options: str) -> Debate:
    path = tmp_path / "debate.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_debate(path, **options)


def test_title_event_and_date(tmp_path: Path) -> None:
    debate = read(tmp_path, SAMPLE)
    assert debate.title == "À qui appartient l'eau ?"
    assert debate.subtitle == "Journées du fleuve 2023"
    assert debate.date == "2023-06-12"
    assert debate.date_text == "12 juin 2023"
    assert debate.language == "fr"


def test_people_with_roles(tmp_path: Path) -> None:
    people = {s.name: (s.role, s.declared, s.moderator) for s in read(tmp_path, SAMPLE).speakers}
    assert people == {
        "Paul Érable": ("Journaliste", "Animateur", True),
        "Zoé Tilleul": (
            "Directrice de l'agence « Eau vive » · Bassin du Nord",
            "Intervenants",
            False,
        ),
        "Rémi de La Haie": ("Éleveur", "Intervenants", False),
        "Lou Frêne": (None, None, False),
    }


def test_turns_mended_and_joined(tmp_path: Path) -> None:
    turns = [
        (turn.speaker, turn.line, [paragraph.text for paragraph in turn.paragraphs])
        for turn in read(tmp_path, SAMPLE).turns
    ]
    assert turns == [
        (
            "Paul Érable",
            17,
            [
                "Bonjour. Zoé TILLEUL, à qui appartient l'eau de la rivière qui coule sous nos"
                " pieds ?"
            ],
        ),
        (
            "Zoé Tilleul",
            23,
            ["À personne. Voir notre carte et la suite. On a coupé cette ligne sans raison."],
        ),
        ("Rémi de La Haie", 28, ["Et à tout le monde, donc.", "J'ajoute un mot."]),
        ("Lou Frêne", 36, ["Et les poissons ?"]),
    ]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "mac_roman", "cp850"],
)
def test_encodings_give_the_same_debate(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, SAMPLE.encode(encoding)) == read(tmp_path, SAMPLE)


def test_windows_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path, SAMPLE.replace("\n", "\r\n")) == read(tmp_path, SAMPLE)


def test_english(tmp_path: Path) -> None:
    text = """Who owns the river?
March 3, 2024

Moderator: Ann Alder, journalist
Speakers:
- Bob Birch (farmer)

Ann Alder

Who owns the water that runs under our feet? That is what we want to know tonight.

Bob Birch

Nobody does, and everybody drinks it. That is the whole trouble, if you ask me.
"""
    debate = read(tmp_path, text)
    assert (debate.title, debate.date, debate.language) == (
        "Who owns the river?",
        "2024-03-03",
        "en",
    )
    assert [(s.name, s.role, s.moderator) for s in debate.speakers] == [
        ("Ann Alder", "journalist", True),
        ("Bob Birch", "farmer", False),
    ]
    assert [turn.speaker for turn in debate.turns] == ["Ann Alder", "Bob Birch"]


def test_title_given(tmp_path: Path) -> None:
    assert read(tmp_path, SAMPLE, title="Autre", language="en").title == "Autre"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        (b"%PDF-1.7 whatever", "a PDF"),
        (bytes(range(256)) * 20, "not text"),
        ("Il était une fois un texte où personne ne parlait.\n".encode(), "nobody speaks"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(tmp_path, content)


def test_nobody_speaks_shows_the_start(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="Il était une fois") as caught:
        read(tmp_path, "Il était une fois un roi.\n\nPuis deux.\n")
    assert "names alone on a line" in str(caught.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="no such file"):
        read_debate(tmp_path / "nothing.txt")
    with pytest.raises(TranscriptError, match="a folder"):
        read_debate(tmp_path)


def test_a_heading_or_a_thank_you_is_nobody(tmp_path: Path) -> None:
    text = SAMPLE.replace("J'ajoute un mot.", "J'ajoute un mot.\n\nConclusion\n\nMerci.\n\nVoilà.")
    assert {s.name for s in read(tmp_path, text).speakers} == {
        s.name for s in read(tmp_path, SAMPLE).speakers
    }


def test_doubts_about_a_missing_label(tmp_path: Path) -> None:
    text = SAMPLE.replace(
        "Et à tout le monde, donc.",
        "Oui.\n\nJe rejoins Rémi DE LA HAIE sur ce point.\n\nMoi, Rémi, non.",
    )
    doubts = read(tmp_path, text).doubts
    assert [(d.kind, d.turn, d.paragraph) for d in doubts] == [("self-named", 3, 2)]


def test_doubts_about_who_never_speaks(tmp_path: Path) -> None:
    text = SAMPLE.replace("Éleveur\n", "Éleveur\n- **Luc MUET**\nTémoin\n")
    assert [d.kind for d in read(tmp_path, text).doubts] == ["never-speaks"]


def test_who_is_listed_and_silent_is_no_doubt_where_all_others_are_listed(tmp_path: Path) -> None:
    text = (
        "Speakers: Ada Roe, Paul Bay, Zoe Cam\n\nAda Roe: Welcome to you all.\n\n"
        "Paul Bay: Thank you.\n\nAda Roe: Let us begin.\n\nPaul Bay: Gladly, yes.\n"
    )
    assert read(tmp_path, text).doubts == ()
    assert "never-speaks" in {d.kind for d in read(tmp_path, f"{text}\nZo Camm: So do I.\n").doubts}


def test_names_that_are_alike_are_one_doubt(tmp_path: Path) -> None:
    names = ("M. Lolouard", "M. Lolouart", "M. Lolouarl", "Mme Bay")
    text = "".join(
        f"{name} : Je parle de l’eau et du moulin, et c’est tout.\n\n" for name in names * 2
    )
    (doubt,) = read(tmp_path, text).doubts
    assert doubt.message.startswith("“M. Lolouard”, “M. Lolouart” and “M. Lolouarl” are nearly")


def test_a_stamp_beside_a_name_leaves_no_doubt_that_it_is_one(tmp_path: Path) -> None:
    roles = ("Une élue", "Le maire", "Personne chargée du moulin", "Une élue", "Le maire") * 2
    text = "".join(
        f"00:0{i}:10 {role}\nJe parle de l’eau, et du moulin.\n\n" for i, role in enumerate(roles)
    )
    debate = read(tmp_path, text)
    assert [turn.speaker for turn in debate.turns] == list(roles)
    assert debate.doubts == ()


def test_prose_before_the_first_label_is_no_doubt_unless_long(tmp_path: Path) -> None:
    talk = "Ada Roe: Welcome to you all.\n\nPaul Bay: Thank you.\n\n" * 3
    story = "The mill stood by the river and nobody had mended it in years.\n\n"

    def doubted(text: str) -> bool:
        return any(doubt.kind == "left-out" for doubt in read(tmp_path, text).doubts)

    assert not doubted(f"# The mill\n\n{story * 9}Short\n\n{talk}")
    assert doubted(f"# The mill\n\n{story * 60}Short\n\n{talk}")
    assert doubted(f"# The mill\n\n{story * 60}Short\n\n{talk * 200}")  # however long the talk


_pieces = st.sampled_from(
    [*SAMPLE.splitlines(), "", "Intervenants :", "12", "- ", "**", "A B", "Nom PRÉNOM", "x" * 300]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_pieces, st.text(max_size=40)), max_size=40).map("\n".join))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "debate.txt"
    path.write_text(text, encoding="utf-8", errors="replace", newline="")
    try:
        debate = read_debate(path, language="fr")
    except PodcastError:
        return
    assert debate.turns
    assert all(turn.paragraphs for turn in debate.turns)
    assert all(a.speaker != b.speaker for a, b in zip(debate.turns, debate.turns[1:], strict=False))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text("abcé ,.A1", min_size=1, max_size=30), max_size=3), min_size=1))
def test_no_word_is_lost(tmp_path_factory: pytest.TempPathFactory, turns: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("words") / "debate.txt"
    names = ["Ada PREMIER", "Bob SECOND"]
    parts = ["Intervenants :", *(f"- **{name}**" for name in names), ""]
    said = []
    for number, paragraphs in enumerate(turns):
        parts += [names[number % 2], ""]
        for paragraph in ["Oui.", *paragraphs]:
            paragraph = " ".join(paragraph.split())  # a wide gap may part a name from what it says
            parts += [f"z{paragraph}z.", ""]
            said.append(f"z{paragraph}z.")
    path.write_text("\n".join(parts), encoding="utf-8")
    debate = read_debate(path, language="fr")
    heard = "".join(p.text for turn in debate.turns for p in turn.paragraphs)
    assert heard.replace(" ", "") == "".join(said).replace(" ", "")


def test_the_demo() -> None:
    debate = read_debate(DEMO)
    assert len(debate.speakers) == 5
    assert [s.name for s in debate.speakers if s.declared is None] == ["Marcel Tchikaye"]
    assert 12 <= len(debate.turns) <= 20
    assert debate.doubts == ()


def test_the_real_round_table(round_table: Path) -> None:
    truth = json.loads((transcripts() / "table-ronde-ia-2024.json").read_text(encoding="utf-8"))
    debate = read_debate(round_table)
    assert [(s.name, s.role, s.declared) for s in debate.speakers] == [
        (s["name"], s["role"], s["declared"]) for s in truth["speakers"]
    ]
    assert [(t.index, t.speaker, t.line, t.words) for t in debate.turns] == [
        (t["index"], t["speaker"], t["line"], t["words"]) for t in truth["turns"]
    ]
    for turn, true in zip(debate.turns, truth["turns"], strict=True):
        assert turn.paragraphs[0].text.startswith(true["first_words"])
    assert [(d.turn, d.kind) for d in debate.doubts] == [(29, "self-named"), (32, "self-named")]


def test_quotes_and_dashes_of_windows_are_those(tmp_path: Path) -> None:
    said = "I don’t know – “perhaps” – what Mr Bérenger… said."
    text = f"Ann Alder: {said}\n\nBob Birch: Neither do I, Mr Bérenger.\n\nAnn Alder: Oh…\n"
    assert read(tmp_path, text.encode("cp1252")) == read(tmp_path, text)
