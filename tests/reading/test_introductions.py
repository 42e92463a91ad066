"""What an author says of a debate before anybody speaks: the narrator reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading.formats.saved import debate_from_json, debate_to_json
from podcast.reading.read import read_bytes

PORTRAIT = (
    "Odile Vauquelin tresse l'osier depuis trente ans dans un village au bord du fleuve.",
    "Elle a formé la moitié des vanniers du pays, et ne compte pas en rester là.",
)
ASKED = ("Comment êtes-vous venue à l'osier ?", "Et demain, que ferez-vous ?", "Un regret ?")
SAID = (
    "Par ma grand-mère. Elle coupait les brins en hiver, et je portais les bottes.",
    "Je voudrais planter une oseraie, et y travailler avec des écoliers du bourg.",
    "Aucun. Peut-être de ne pas avoir commencé plus tôt, quand il y avait dix ateliers.",
)
INTERVIEW = "".join(f"**{asked}**\n\n{said}\n\n" for asked, said in zip(ASKED, SAID, strict=True))
LABELLED = "".join(
    f"Odile Vauquelin : {said}\n\nPaul Bay : {asked}\n\n"
    for asked, said in zip(ASKED, SAID, strict=True)
)


def read(text: str, name: str = "x.md") -> Debate:
    return read_bytes(text.encode(), Path(name), language="fr")


def told(debate: Debate) -> list[str]:
    return [paragraph.text for paragraph in debate.introduction]


@pytest.mark.parametrize("talk", [INTERVIEW, LABELLED])
def test_a_portrait_above_is_an_introduction(talk: str) -> None:
    debate = read("# L'osier\n\n" + "\n\n".join(PORTRAIT) + "\n\n" + talk)
    assert told(debate) == list(PORTRAIT)
    assert all(part not in {piece.text for piece in debate.left_out} for part in PORTRAIT)
    assert "Elle coupait" in debate.turns[1 if talk is INTERVIEW else 0].paragraphs[0].text


def test_its_lines_are_joined_and_what_is_no_sentence_stays_out() -> None:
    portrait = PORTRAIT[0].replace(" dans", "\ndans") + " " + PORTRAIT[1].replace(" et", "\net")
    debate = read(f"# L'osier\n\n{portrait}\n\nPhotos de Zoé Cam, archives du bourg et du fleuve, "
                  f"musée de la vannerie, 2019, salle des outils\n\n{INTERVIEW}")  # fmt: skip
    assert told(debate) == [" ".join(PORTRAIT)]


@pytest.mark.parametrize(
    "above",
    ["Un entretien court.", "Lieu : salle neuve\n\n12 rue du Moulin", "https://example.org/osier"],
)
def test_a_line_or_fields_are_none(above: str) -> None:
    assert told(read(f"# L'osier\n\n{above}\n\n{INTERVIEW}")) == []


def test_prose_above_labels_that_speaks_of_nobody_below_is_none() -> None:
    prose = "Je vous remercie d'être venus si nombreux ce soir, malgré la pluie et le froid."
    assert told(read(f"# L'osier\n\n{prose}\n\n{LABELLED}")) == []


def test_json_has_it() -> None:
    debate = read("# L'osier\n\n" + "\n\n".join(PORTRAIT) + "\n\n" + INTERVIEW)
    data = json.loads(json.dumps(debate_to_json(debate)))
    assert data["introduction"] == [
        {"line": line, "text": text} for line, text in zip((3, 5), PORTRAIT, strict=True)
    ]
    assert debate_from_json(data).introduction == debate.introduction
    del data["introduction"]
    assert debate_from_json(data).introduction == ()


def test_restructured_text_says_its_notes_and_neither_comments_nor_pictures() -> None:
    note = f".. note:: {' '.join(PORTRAIT)}\n\n"
    note += ".. figure:: osier.jpg\n   :width: 3\n\n   L'atelier.\n\n"
    hidden = ".. **Et la retraite ?**\n\n.. Jamais de la vie, voyons.\n\n"
    talk = INTERVIEW.replace("Aucun.", "Aucun, dit `le carnet <https://example.org/a_b>`_.")
    debate = read(f"L'osier\n=======\n\n{note}{talk.replace('**Un', hidden + '**Un')}", "x.rst")
    assert told(debate) == [" ".join(PORTRAIT)]
    said = " ".join(p.text for turn in debate.turns for p in turn.paragraphs)
    assert "Aucun, dit le carnet." in said
    assert not {"retraite", "Jamais", "atelier.", "osier.jpg"} & set(said.split())
    assert {piece.kind for piece in debate.left_out} >= {"commented out", "template tag"}
