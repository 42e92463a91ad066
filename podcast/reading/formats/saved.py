"""A debate as JSON, as `podcast inspect --json` writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from itertools import pairwise
from typing import Any, TypeVar, get_type_hints

from podcast.model import Debate, Direction, Doubt, Heading, LeftOut, Paragraph, Speaker, Turn

T = TypeVar("T", Speaker, Paragraph, Heading, Direction, LeftOut, Doubt)

_OF_DEBATE = "title untitled subtitle date date_text language"
_LISTS: dict[str, tuple[Any, str]] = {
    "introduction": (Paragraph, "line text"),
    "headings": (Heading, "turn paragraph line level text"),
    "directions": (Direction, "turn paragraph offset line text"),
    "left_out": (LeftOut, "kind line text"),
    "doubts": (Doubt, "turn paragraph line kind message"),
}
"""What is in the lists of that name, and its keys in the order in which they are documented."""


def debate_to_json(debate: Debate) -> dict[str, Any]:
    """`debate` as plain lists and dictionaries, in the order in which they are documented."""
    said = {speaker.name: debate.turns_of(speaker.name) for speaker in debate.speakers}
    return {
        **_shown(debate, _OF_DEBATE),
        "speakers": [
            {
                **_shown(speaker, "name role declared moderator voice civility"),
                "turns": len(said[speaker.name]),
                "words": sum(turn.words for turn in said[speaker.name]),
            }
            for speaker in debate.speakers
        ],
        "turns": [
            {
                **_shown(turn, "index speaker line"),
                "text": [paragraph.text for paragraph in turn.paragraphs],
                "lines": [paragraph.line for paragraph in turn.paragraphs],
            }
            for turn in debate.turns
        ],
        **{
            name: [_shown(one, keys) for one in getattr(debate, name)]
            for name, (_, keys) in _LISTS.items()
        },
    }


def _shown(value: object, keys: str) -> dict[str, Any]:
    return {key: getattr(value, key) for key in keys.split()}


def debate_from_json(data: dict[str, Any]) -> Debate:
    """The debate that `debate_to_json` wrote as `data`; entries added later may be missing.

    Raises `ValueError` with a clause that says what is wrong.
    """
    turns = tuple(
        _turn(entry, number) for number, entry in enumerate(_list(data, "turns"), start=1)
    )
    if not turns:
        raise ValueError("“turns” is empty")
    for before, after in pairwise(turns):
        if before.speaker == after.speaker:
            raise ValueError(f"turn {after.index} has the same speaker as the one before")
    speakers = {_text(entry, "name"): _made(Speaker, entry) for entry in _list(data, "speakers")}
    for turn in turns:
        speakers.setdefault(turn.speaker, Speaker(turn.speaker))
    made: dict[str, Any] = {
        name: tuple(_made(kind, entry) for entry in _list(data, name))
        for name, (kind, _) in _LISTS.items()
    }
    for one in (*made["headings"], *made["directions"]):
        _check_place(one, turns)
    known = _read(Debate, data, _OF_DEBATE.split())
    return Debate(**known, **made, speakers=tuple(speakers.values()), turns=turns)


def _turn(entry: dict[str, Any], number: int) -> Turn:
    texts = entry.get("text")
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) for t in texts):
        raise ValueError(f"“text” of turn {number} must be a list of texts")
    line = _number(entry, "line")
    lines = entry.get("lines")
    if not isinstance(lines, list) or len(lines) != len(texts):
        lines = [line] * len(texts)
    paragraphs = tuple(
        Paragraph(" ".join(text.split()), at if isinstance(at, int) else line)
        for text, at in zip(texts, lines, strict=True)
    )
    if not all(paragraph.text for paragraph in paragraphs):
        raise ValueError(f"a paragraph of turn {number} is empty")
    return Turn(number, _text(entry, "speaker"), line, paragraphs)


def _check_place(one: Heading | Direction, turns: tuple[Turn, ...]) -> None:
    turn, paragraph = one.turn, one.paragraph
    if not 1 <= turn <= len(turns) or not 1 <= paragraph <= len(turns[turn - 1].paragraphs):
        raise ValueError(f"there is no paragraph {paragraph} in turn {turn}")
    length = len(turns[turn - 1].paragraphs[paragraph - 1].text)
    if isinstance(one, Direction) and not 0 <= one.offset <= length:
        raise ValueError(f"“offset” {one.offset} is not in paragraph {paragraph} of turn {turn}")


def _made(kind: type[T], entry: dict[str, Any]) -> T:
    return kind(**_read(kind, entry, [one.name for one in fields(kind)]))


def _read(kind: type, entry: dict[str, Any], names: list[str]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: _READ[hints[name]](entry, name) for name in names}


def _list(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ValueError(f"“{name}” must be a list of objects")
    return value


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"“{name}” must be a text")
    return value


def _number(entry: dict[str, Any], name: str) -> int:
    value = entry.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"“{name}” must be a whole number")
    return value


_READ: dict[Any, Callable[[dict[str, Any], str], Any]] = {
    str: _text,
    str | None: lambda entry, name: (
        entry.get(name) if entry.get(name) in (None, "") else _text(entry, name)
    ),
    int: _number,
    int | None: lambda entry, name: None if entry.get(name) is None else _number(entry, name),
    bool: lambda entry, name: bool(entry.get(name)),
}
