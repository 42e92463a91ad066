"""Dates and clocks that chats and machines write, and marks before a name."""

from pathlib import Path

import pytest

from podcast.reading.read import read_bytes

TALK = [
    ("Ada Lind", "Shall we open the gate before noon? I have the key."),
    ("Bo Ferris", "No. The hens are still out, and the fox was seen by the mill."),
    ("Ada Lind", "Then we wait until the hens are in."),
    ("Bo Ferris", "Thank you. It takes ten minutes at most."),
]
LAYOUTS = {
    "phone": "[12/03/2024, 10:04:1{n}] {who}: {said}",
    "android": "3/12/24, 10:0{n} AM - {who}: {said}",
    "desk": "{who}  [10:0{n} AM]\n{said}",
    "iso": "2024-03-12 10:0{n} {who}: {said}",
    "arrow": "0:{n}:7.11 --> 0:{n}:9.48\n{who}\n{said}\n",
    "sbv": "0:0{n}:07.000,0:0{n}:09.500\n{who}: {said}\n",
    "picture": "🎙 {who} : {said}",
    "bullet": "● {who}: {said}",
    "tabs": "{who}\t10:0{n}\t{said}",
    "section": "§ {n} {who} : {said}",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str) -> None:
    lines = (LAYOUTS[layout].format(n=n, who=w, said=s) for n, (w, s) in enumerate(TALK, start=1))
    debate = read_bytes("\n".join(lines).encode(), Path("x.txt"))
    assert [(turn.speaker, turn.paragraphs[0].text) for turn in debate.turns] == TALK


def test_a_nickname_with_its_sign() -> None:
    text = "\n\n".join(f"@{who.split()[0].lower()} : {said}" for who, said in TALK)
    speakers = [turn.speaker.lower() for turn in read_bytes(text.encode(), Path("x.txt")).turns]
    assert speakers == ["ada", "bo", "ada", "bo"]


def test_an_hour_that_is_said_stays() -> None:
    ends = [f"{who}: We begin at {hour}:30 p.m." for hour, (who, _) in enumerate(TALK, start=1)]
    debate = read_bytes("\n\n".join(ends).encode(), Path("x.txt"))
    assert debate.turns[0].paragraphs[0].text == "We begin at 1:30 p.m."
