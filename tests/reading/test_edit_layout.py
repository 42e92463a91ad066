from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.errors import TranscriptError
from podcast.model import Debate, Direction, Heading, Paragraph, Speaker, Turn
from podcast.reading import read_debate
from podcast.reading.edit_layout import read_layout, write_layout
from tests.reading.test_corpus import SPOKEN

HERE = Path("debate.edit.txt")

_TEXT = (
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_TRICKY = st.sampled_from(
    ["@ Nom", "# titre", "// note", "{{rires}}", "\\", "\\{", "a {{b", "}} c", "- liste", "turns:"]
)
_LINE = st.one_of(_TEXT, _TRICKY)
_NAME = (
    st.text("ABCéabc -.", min_size=1, max_size=15).map(lambda t: " ".join(t.split())).filter(bool)
)


@st.composite
def debates(draw: st.DrawFn) -> Debate:
    names = draw(st.lists(_NAME, min_size=1, max_size=4, unique=True))
    turns: list[Turn] = []
    headings: list[Heading] = []
    directions: list[Direction] = []
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from(names))
        if turns and turns[-1].speaker == name:
            continue
        paragraphs = tuple(
            Paragraph(text, 1) for text in draw(st.lists(_LINE, min_size=1, max_size=3))
        )
        turns.append(Turn(len(turns) + 1, name, 1, paragraphs))
        for number, paragraph in enumerate(paragraphs, start=1):
            if draw(st.booleans()):
                headings.append(
                    Heading(draw(_LINE), 1, len(turns), number, draw(st.integers(1, 6)))
                )
            if draw(st.booleans()):
                offsets = draw(st.lists(st.integers(0, len(paragraph.text)), max_size=3))
                directions += [
                    Direction(draw(_LINE), 1, len(turns), number, at) for at in sorted(offsets)
                ]
    heard = {turn.speaker for turn in turns}
    speakers = tuple(
        Speaker(
            name,
            draw(st.none() | _TEXT),
            draw(_TEXT) if name not in heard else draw(st.none() | _TEXT),
            draw(st.booleans()),
            draw(st.none() | st.just("female")),
            draw(st.none() | st.just("Mme")),
        )
        for name in names
    )
    return Debate(
        draw(_TEXT), draw(st.none() | _TEXT), draw(st.none() | st.just("2024-05")), None, "fr",
        speakers, tuple(turns), (), tuple(headings), tuple(directions),
        introduction=tuple(Paragraph(text, 1) for text in draw(st.lists(_LINE, max_size=2))),
    )  # fmt: skip


def without_lines(debate: Debate) -> Debate:
    """The debate but for where it stands in its file."""
    return replace(
        debate,
        title="" if debate.untitled else debate.title,  # then it is the file's name
        turns=tuple(
            replace(t, line=0, paragraphs=tuple(replace(p, line=0) for p in t.paragraphs))
            for t in debate.turns
        ),
        headings=tuple(replace(h, line=0) for h in debate.headings),
        directions=tuple(replace(d, line=0) for d in debate.directions),
        introduction=tuple(replace(p, line=0) for p in debate.introduction),
        left_out=(),
        doubts=(),
    )


@settings(max_examples=150, deadline=None)
@given(debates())
def test_round_trip(debate: Debate) -> None:
    assert without_lines(read_layout(write_layout(debate), HERE)) == without_lines(debate)


@pytest.mark.parametrize("path", SPOKEN, ids=lambda p: p.name)
def test_round_trip_of_transcripts(path: Path) -> None:
    debate = read_debate(path)
    assert without_lines(read_layout(write_layout(debate), HERE)) == without_lines(debate)


EDITED = """podcast transcript, version 1
title: Un titre

speakers:
- Ada
  role: maire
  voice: female

turns:

## Début
@ Ada
Une ligne
et la suite. {{Rires}}

Un autre paragraphe.

// une note
@ Bob
Bien.
"""


def test_written_by_hand() -> None:
    debate = read_layout(EDITED, HERE)
    assert [s.name for s in debate.speakers] == ["Ada", "Bob"]
    assert (debate.speakers[0].role, debate.speakers[0].voice) == ("maire", "female")
    assert [[p.text for p in t.paragraphs] for t in debate.turns] == [
        ["Une ligne et la suite.", "Un autre paragraphe."],
        ["Bien."],
    ]
    assert [h.text for h in debate.headings] == ["Début"]
    assert debate.directions == (Direction("Rires", 13, 1, 1, 22),)
    assert debate.language == "fr"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("version 1", "version 9", 1, "can read version 1"),
        ("title: Un titre", "titel: Un titre", 2, "“titel” is not understood"),
        ("  role: maire", "  rôle: maire", 6, "known are role"),
        ("@ Bob\n", "@\n", 19, "followed by who speaks"),
        ("## Début\n@ Ada\n", "", 11, "nobody says this"),
        ("- Ada\n", "- Ada\n- Ada\n", 6, "listed twice"),
        ("title: Un titre", "date: demain", 2, "2024-05-28"),
    ],
)
def test_mistakes_are_told_with_their_line(old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(TranscriptError, match=says) as caught:
        read_layout(EDITED.replace(old, new, 1), HERE)
    assert caught.value.line == line


def test_checked_settles_doubts() -> None:
    doubtful = EDITED.replace("Bien.", "Je rejoins Bob Martin, enfin Bob.").replace(
        "- Ada\n", "- Ada\n- Luc\n  listed under: Témoins\n"
    )
    assert read_layout(doubtful, HERE).doubts
    assert not read_layout(doubtful.replace("\nspeakers", "checked: yes\nspeakers"), HERE).doubts
