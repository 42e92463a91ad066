"""Decisions that are written by a program, and what they do: left out, (not) a label."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast.model import Direction, Doubt, Heading
from podcast.planfile import PlanError, apply_plan, parse_plan
from podcast.planfile.anchors import Text
from podcast.planfile.editing import Decision, edited_text
from podcast.planfile.opening import open_work
from podcast.planfile.regroup import split_at
from podcast.planfile.writing import plan_of, save
from podcast.reading import read_debate
from tests.planfile.test_editing import ROBINET, Folder, folder  # noqa: F401

TEXT = """\
podcast transcript, version 1
title: Un débat
language: fr

turns:

@ Alice Martin
Bonjour. Que dire des trains de nuit ?

Je pose la question à tous.

@ Bob Second
Ils sont rares.

@ Premièrement
ils coûtent cher à ceux qui les font rouler.

@ Alice Martin
Et ensuite ?

Claire Tiers

Ensuite, ils sont lents, comme chacun le sait ici.

@ Bob Second
Voilà.
"""
"""What was read, right or wrong."""


def applied(tmp_path: Path, *decisions: Decision):  # type: ignore[no-untyped-def]
    transcript = tmp_path / "debat.txt"
    transcript.write_text(TEXT, encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.unlink(missing_ok=True)
    update = plan_of(transcript, path)
    plan = parse_plan(edited_text(update.text, decisions), path)
    save(plan_of(transcript, path, edited=plan))
    # Written again, everything holds all the same.
    plan = parse_plan(path.read_text(encoding="utf-8"), path)
    return apply_plan(plan, read_debate(transcript))


def passage(begins: str, key: str, value: str | bool) -> Decision:
    return Decision(("passage",), key, value, begins)


def said(made) -> list[tuple[str, list[str]]]:  # type: ignore[no-untyped-def]
    return [(t.speaker, [p.text for p in t.paragraphs]) for t in made.debate.turns]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", ["Deux voisins se parlent.", "Il pleut."]),
        ('introduction = ["Une gare, le soir."]', ["Une gare, le soir."]),
        ("introduction = []", []),
    ],
)
def test_the_introduction_is_what_the_plan_says(tmp_path: Path, line: str, told: list[str]) -> None:
    transcript, path = tmp_path / "debat.txt", tmp_path / "plan.toml"
    above = "introduction:\nDeux voisins se parlent.\n\nIl pleut.\n\nturns:"
    transcript.write_text(TEXT.replace("turns:", above), encoding="utf-8")
    text = plan_of(transcript, path).text
    found = '# introduction = ["Deux voisins se parlent.", "Il pleut."]'
    assert found in text
    plan = parse_plan(text.replace(found, line) if line else text, path)
    save(plan_of(transcript, path, edited=plan))
    plan = parse_plan(path.read_text(encoding="utf-8"), path)
    debate = apply_plan(plan, read_debate(transcript)).debate
    assert [paragraph.text for paragraph in debate.introduction] == told


def test_left_out(tmp_path: Path) -> None:
    made = applied(tmp_path, passage("Je pose la question à tous.", "left_out", True))
    assert said(made)[0] == ("Alice Martin", ["Bonjour. Que dire des trains de nuit ?"])
    (gone,) = [one for one in made.debate.left_out if one.kind == "by the plan"]
    assert gone.text == "Je pose la question à tous."
    assert made.where[:3] == (0, None, 1)
    assert made.notes == ()


def test_the_first_words_are_a_label(tmp_path: Path) -> None:
    made = applied(
        tmp_path,
        Decision(("speaker", "Claire Tiers"), "role", "Ingénieure"),
        passage("Claire Tiers", "speaker", "Claire Tiers"),
        passage("Claire Tiers", "label", "Claire Tiers"),
    )
    assert ("Claire Tiers", ["Ensuite, ils sont lents, comme chacun le sait ici."]) in said(made)
    assert made.debate.speaker("Claire Tiers").role == "Ingénieure"
    made = applied(tmp_path, passage("Ensuite, ils sont lents", "label", "Ensuite,"))
    assert "ils sont lents, comme chacun le sait ici." in said(made)[-2][1]
    made = applied(tmp_path, passage("Ensuite, ils sont lents", "label", "Puis"))
    assert "does not begin with “Puis”" in made.notes[0]


def test_a_speaker_who_is_none(tmp_path: Path) -> None:
    assert "Premièrement" in [speaker for speaker, _ in said(applied(tmp_path))]
    made = applied(tmp_path, Decision(("speaker", "Premièrement"), "label", False))
    assert said(made)[1] == (
        "Bob Second",
        [
            "Ils sont rares.",
            "Premièrement : ils coûtent cher à ceux qui les font rouler.",
        ],
    )
    assert "Premièrement" not in [speaker.name for speaker in made.debate.speakers]


def test_everything_left_out_is_refused(tmp_path: Path) -> None:
    names = ("Alice Martin", "Bob Second", "Premièrement")
    with pytest.raises(PlanError, match="nobody is left who speaks"):
        applied(tmp_path, *(Decision(("speaker", name), "label", False) for name in names))


def test_what_is_decided_and_given_back_leaves_no_trace(folder: Folder) -> None:  # noqa: F811
    before = folder.text
    where = ("passage",)
    decisions = [
        Decision((), "title", "La nuit"),
        Decision(("speaker", "Marcel Tchikaye"), "voice", "male"),
        Decision(where, "speaker", "Marcel Tchikaye", ROBINET),
        Decision(("themes",), "banned", ("Énergie", "Climat")),
    ]
    text = edited_text(before, decisions)
    assert 'title = "La nuit"\n' in text and '# title = "F' not in text
    assert f'[[passage]]\nbegins = "{ROBINET}"\nspeaker = "Marcel Tchikaye"\n' in text
    again = edited_text(text, [Decision((), "title", "Le jour")])
    assert again == text.replace('"La nuit"', '"Le jour"')
    back = [Decision(d.header, d.key, None, d.begins) for d in decisions]
    plan = parse_plan(edited_text(text, back), folder.path)
    assert plan_of(folder.transcript, folder.path, edited=plan).text == before


def test_a_person_s_way_of_writing_stays(folder: Folder) -> None:  # noqa: F811
    folder.edit('# title = "', '# mine\ntitle = """\nDeux\n""" # pour la voiture\n# event_ = "')
    text = edited_text(folder.text, [Decision((), "title", "Un"), Decision((), "date", "2024")])
    assert '# mine\ntitle = "Un"  # pour la voiture\n' in text
    assert '\ndate = "2024"\n' in text


def test_a_paragraph_is_split_inside(tmp_path: Path) -> None:
    transcript, path = tmp_path / "debat.txt", tmp_path / "plan.toml"
    transcript.write_text(TEXT, encoding="utf-8")
    decided = [Decision((), "split", ("Que dire des trains", "comme chacun"))]
    plan = parse_plan(edited_text(plan_of(transcript, path).text, decided), path)
    save(plan_of(transcript, path, edited=plan))
    decisions = [passage(begins_of(path, "Que dire"), "speaker", "Bob Second")]
    text = edited_text(path.read_text(encoding="utf-8"), decisions)
    update = plan_of(None, path, edited=parse_plan(text, path))
    save(update)
    assert update.notes == () and plan_of(None, path).text == update.text
    work = open_work(path)
    assert said(work)[:2] == [
        ("Alice Martin", ["Bonjour."]),
        (
            "Bob Second",
            ["Que dire des trains de nuit ?", "Je pose la question à tous.", "Ils sont rares."],
        ),
    ]
    assert [p for _, ps in said(work) for p in ps if "chacun" in p] == ["comme chacun le sait ici."]
    # Words that are nowhere any more are told; of those that are in two places, one is meant.
    transcript.write_text(TEXT.replace("comme chacun le sait ici", "hélas"), encoding="utf-8")
    assert any("“comme chacun” is in no paragraph" in note for note in open_work(path).notes)
    transcript.write_text(TEXT.replace("Voilà.", "Eh oui, comme chacun."), encoding="utf-8")
    with pytest.raises(PlanError, match="is in 2 places; write more of its words"):
        open_work(path)


def begins_of(plan: Path, words: str) -> str:
    """The anchor that the plan has, or would have, for the paragraph with these first words."""
    debate = open_work(plan).read
    assert debate is not None
    texts = [p.text for t in debate.turns for p in t.paragraphs]
    place = next(n for n, text in enumerate(texts) if text.startswith(words))
    return str(Text(texts).anchor(place))


def test_what_stands_in_a_paragraph_follows_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "debat.txt"
    path.write_text(TEXT, encoding="utf-8")
    read = read_debate(path)
    text = read.turns[0].paragraphs[0].text
    cut = text.index("Que dire")
    debate = replace(
        read,
        directions=tuple(Direction("Rires", 8, 1, 1, at) for at in (0, cut - 1, cut, len(text))),
        headings=(Heading("La nuit", 7, 1, 1), Heading("Le jour", 9, 1, 2)),
        doubts=(Doubt("self-named", "Who?", 10, 1, 2),),
    )
    made = split_at(debate, {0: [cut]})
    assert [p.text for p in made.turns[0].paragraphs][:2] == ["Bonjour.", text[cut:]]
    at = [(one.paragraph, one.offset) for one in made.directions]
    assert at == [(1, 0), (1, cut - 1), (2, 0), (2, len(text) - cut)]
    assert [one.paragraph for one in (*made.headings, *made.doubts)] == [1, 3, 3]
