"""A plan that is written, read and written again is the same, whatever stands in the debate."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.model import Debate, Doubt, Paragraph, Speaker, Turn
from podcast.planfile import PlanError, PlanFile, apply_plan, parse_plan
from podcast.planfile.writing import Findings, write_plan
from podcast.store.toml import toml_comment, toml_text
from podcast.themes import Themes

HOSTILE = [
    'He said "no"',
    "it's \\ back\\slash\\",
    "]]\n[[passage]]",
    "# not a comment",
    "#- kept",
    "tab\tand\x00nul\x1b[31m\x7f",
    "🙂👩‍👩‍👧",
    "أهلا وسهلا",
    "\u202eRTL\u202c \u2066x\u2069",
    "a\u2028b\u0085c\ufeffd",
    "N" * 500,
    "../../../etc/passwd",
    '"""',
    "'''",
    "\ud800 half",
    "x @3fa2c1.8b1c",
    "= [ { }",
    "speaker = 'x'",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
words = texts.map(lambda t: " ".join(t.split())).filter(bool)


@st.composite
def debates(draw: st.DrawFn) -> Debate:
    names = draw(
        st.lists(
            words | st.sampled_from(["Ann", "ANN", "ann"]), min_size=1, max_size=4, unique=True
        )
    )
    turns: list[Turn] = []
    line = 1
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=8)):
        if turns and turns[-1].speaker == name:
            continue
        said = draw(st.lists(words, min_size=1, max_size=3))
        spoken = tuple(Paragraph(text, line + n) for n, text in enumerate(said, start=1))
        turns.append(Turn(len(turns) + 1, name, line, spoken))
        line += 1 + len(said)
    doubts = (Doubt("self-named", draw(texts), line=2, turn=1, paragraph=1),)
    speakers = tuple(Speaker(name, role=draw(st.none() | words)) for name in names)
    return Debate(
        draw(words), draw(st.none() | words), None, None, "fr", speakers, tuple(turns), doubts
    )


def findings(debate: Debate, plan: PlanFile | None) -> Findings:
    applied = apply_plan(plan or PlanFile(Path("plan.toml"), ""), debate)
    chapters = {(turn.index, 1): f"{turn.speaker} !" for turn in applied.debate.turns}
    voices = {speaker.name: "Basile" for speaker in debate.speakers}
    return Findings(debate, applied, voices, chapters, Themes((), ()))


def written(debate: Debate, plan: PlanFile | None = None) -> str:
    return write_plan("../a.txt", "0123456789abcdef", findings(debate, plan), plan)[0]


@settings(deadline=None, max_examples=120)
@given(debates())
def test_write_read_write(debate: Debate) -> None:
    text = written(debate)
    plan = parse_plan(text, Path("plan.toml"))
    assert not plan.touched
    assert all(not entry.decided for entry in (*plan.speakers, *plan.passages))
    assert written(debate, plan) == text
    applied = apply_plan(plan, debate)
    assert applied.notes == ()
    assert replace(applied.debate, speakers=debate.speakers) == debate
    assert not applied.titles


@settings(deadline=None, max_examples=120)
@given(debates(), st.data())
def test_decisions_stand(debate: Debate, data: st.DataObject) -> None:
    plan = parse_plan(written(debate), Path("plan.toml"))
    title, chapter, speaker = (
        data.draw(words),
        data.draw(words),
        data.draw(st.sampled_from(debate.speakers)),
    )
    place = data.draw(st.sampled_from(plan.passages))
    decided = f"speaker = {toml_text(speaker.name)}\nchapter = {toml_text(chapter)}  # why\n"
    begins = f"begins = {toml_text(str(place.begins))}\n"
    text = written(debate).replace(begins, begins + decided)
    text = text.replace("\n# title", f"\ntitle = {toml_text(title)}\n# title", 1)
    first = parse_plan(text, Path("plan.toml"))
    again = written(debate, first)
    second = parse_plan(again, Path("plan.toml"))
    assert written(debate, second) == again
    assert "  # why\n" in again
    for one in (first, second):
        applied = apply_plan(one, debate)
        assert applied.debate.title == tomli.loads(f"a = {toml_text(title)}")["a"]
        assert len(applied.titles) == 1
        assert applied.notes == () or len(chapter) > 60


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_every_text_can_be_written(text: str) -> None:
    line = f"a = {toml_text(text)}"
    assert "\n" not in line
    clean = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert tomli.loads(line)["a"] == clean
    assert tomli.loads(f"a = 1 #: {toml_comment(text)}\n") == {"a": 1}


WRONG = {
    "": "`source`, the path of the transcript, is missing",
    "source = 3": "line 1, `source`: it must be a text in quotes",
    'source = "a"\ntitel = "b"': "line 2, `titel`: it is not known here; `title` is",
    'source = "a"\ntitle = ""': "`title`: it is empty",
    'source = "a"\ndate = "yesterday"': "`date`: it must be year-month-day",
    'source = "a"\n[speker."X"]': "line 2: \\[speker.X\\] is not known",
    'source = "a"\n[speaker."X"]\nage = 3': "line 3, `age`: it is not known here",
    'source = "a"\n[speaker."X"]\nalso = "Y"': "line 3, `also`: it must be a list",
    'source = "a"\n[[passage]]\nspeaker = "X"': "`begins`, the first words",
    'source = "a"\n[episodes]\nwhole = "no"': "`whole`: it must be true or false",
    'source = "a"\n[theme."T"]': "`words`, a list",
    'source = "a"\nspeaker = {x = 1}': "`speaker`: it is not known here",
    "source = ": "not valid TOML",
    "source = a.txt": "line 1, column 10.: names and texts stand in quotes",
    'source = "a"\n[speaker."X"]\n[speaker."X"]': "not valid TOML",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said(text: str) -> None:
    with pytest.raises(PlanError, match=WRONG[text]) as error:
        parse_plan(text, Path("my.toml"))
    assert str(error.value).startswith("my.toml")
    assert "\n" not in str(error.value)


def test_a_date_without_quotes() -> None:
    plan = parse_plan('source = "a"\ndate = 2024-05-28', Path("plan.toml"))
    assert plan.date == "2024-05-28"


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet='[]="#:-\n \\abspeakr.{}', max_size=120))
def test_nothing_but_a_plan_error(text: str) -> None:
    with contextlib.suppress(PlanError):
        parse_plan(f'source = "a"\n{text}', Path("plan.toml"))
