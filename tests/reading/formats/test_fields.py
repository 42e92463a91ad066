"""Texts that stand in the fields of a content system."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from podcast.reading.formats.fields import take_fields
from podcast.reading.read import read_bytes

ASKED = ("Quel est votre métier ?", "Depuis quand ?", "Et en hiver, que faites-vous ?")
SAID = (
    "Je mesure l'eau de la rivière, le matin surtout, et je note ce que je trouve dans un cahier"
    " que mon père tenait avant moi, quand il était garde, et que je tiens depuis quarante ans.",
    "Depuis que l'on a fermé le barrage, où je travaillais : nous étions six, puis trois, puis"
    " plus personne, et il a bien fallu que quelqu'un regarde ce que devenait cette eau-là.",
    "J'écris, je répare les sondes, et je vais parler aux enfants de l'école, qui posent de"
    " meilleures questions que vous, si vous me permettez, car ils demandent où va la rivière.",
)
HEAD = """\
---
title: >-
  Entretien avec Odile Marchetti
url: "/entretien/"
search:
  body: >-
    <p>%s</p>
contents:
"""


def spoken(text: str) -> list[tuple[str, str, int]]:
    debate = read_bytes(text.encode(), Path("x.html"), language="fr")
    return [(turn.speaker, turn.paragraphs[0].text, turn.line) for turn in debate.turns]


def test_titles_and_texts_of_blocks_are_questions_and_answers_once() -> None:
    copy = "<br>".join(part for pair in zip(ASKED, SAID, strict=True) for part in pair)
    text = HEAD % copy
    for asked, said in zip(ASKED, SAID, strict=True):
        text += f"  - kind: block\n    template: title\n    title: >-\n      {asked}\n"
        text += f"  - kind: block\n    data:\n      text: >-\n        <p>{said}</p>\n"
    turns = spoken(text + "---\n")
    assert [said for _, said, _ in turns] == [
        part for pair in zip(ASKED, SAID, strict=True) for part in pair
    ]
    assert {who for who, _, _ in turns[1::2]} == {"Odile Marchetti"}
    assert [text.split("\n")[line - 1].strip() for _, _, line in turns[::2]] == list(ASKED)


def test_one_field_may_hold_the_whole_interview() -> None:
    whole = "".join(f"<p><b>{q}</b></p><p>{a}</p>" for q, a in zip(ASKED, SAID, strict=True))
    text = HEAD % " ".join(SAID) + f"  - data:\n      text: >-\n        {whole}\n---\n\n"
    assert [who for who, _, _ in spoken(text)] == ["Journaliste", "Odile Marchetti"] * 3


def test_fields_between_dashes_are_no_speech_but_the_longest() -> None:
    talk = "\n\n".join(f"{'Ilse' if n % 2 else 'Marc'}: {said}" for n, said in enumerate(SAID * 2))
    text = (
        f"Titre: Trois visites\n----\nType: Entretien\n----\nDisponible: oui\n----\nTexte:\n{talk}"
    )
    debate = read_bytes(text.encode(), Path("x.txt"), language="fr")
    assert debate.title == "Trois visites"
    assert [turn.speaker for turn in debate.turns] == ["Marc", "Ilse"] * 3
    assert ("front matter", "Type: Entretien") in [(o.kind, o.text) for o in debate.left_out]


def test_a_field_of_json_blocks_is_read_as_json_is() -> None:
    blocks = [
        {"content": {"text": f"<p>{said}</p>", "citation": who}, "type": "quote"}
        for asked, answer in zip(ASKED, SAID, strict=True)
        for who, said in (("Marc", asked), ("Ilse", answer))
    ]
    text = f"Title: Trois visites\n\n----\n\nText: {json.dumps(blocks)}\n\n----\n\nCover: a.jpg"
    debate = read_bytes(text.encode(), Path("x.txt"), language="fr")
    assert debate.title == "Trois visites"
    assert [turn.speaker for turn in debate.turns] == ["Marc", "Ilse"] * 3
    assert debate.turns[1].paragraphs[0].text == SAID[0]


def test_a_text_below_a_front_matter_is_the_text() -> None:
    text = "---\ntitle: >-\n  Au bord : de l'eau\n---\n\nMarc: Oui.\n\nIlse: Non.\n\nMarc: Si.\n"
    assert take_fields(text) == (text, [])
    assert read_bytes(text.encode(), Path("x.md"), language="fr").title == "Au bord : de l'eau"


@given(
    st.lists(st.sampled_from(["---", "----", "a: >-", "  b: |", "   c d.", "", "T: x", "  - e"]))
)
def test_lines_keep_their_places_and_none_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    taken, left_out = take_fields(text)
    assert len(taken.split("\n")) == len(text.split("\n"))
    aside = {one.line for one in left_out}
    for number, (before, after) in enumerate(zip(lines, taken.split("\n"), strict=False), start=1):
        assert bool(after.strip()) or not before.strip() or number in aside or taken == text
