"""A debate as JSON, as `podcast inspect --json` writes it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from podcast.model import (
    Debate,
    Direction,
    Doubt,
    Heading,
    LeftOut,
    Paragraph,
    Speaker,
    Turn,
)


def debate_to_json(debate: Debate) -> dict[str, Any]:
    """`debate` as plain lists and dictionaries, in the order in which they are documented."""
    return {
        "title": debate.title,
        "untitled": debate.untitled,
        "subtitle": debate.subtitle,
        "date": debate.date,
        "date_text": debate.date_text,
        "language": debate.language,
        "speakers": [
            {
                "name": speaker.name,
                "role": speaker.role,
                "declared": speaker.declared,
                "moderator": speaker.moderator,
                "voice": speaker.voice,
                "civility": speaker.civility,
                "turns": len(debate.turns_of(speaker.name)),
                "words": sum(turn.words for turn in debate.turns_of(speaker.name)),
            }
            for speaker in debate.speakers
        ],
        "turns": [
            {
                "index": turn.index,
                "speaker": turn.speaker,
                "line": turn.line,
                "text": [paragraph.text for paragraph in turn.paragraphs],
                "lines": [paragraph.line for paragraph in turn.paragraphs],
            }
            for turn in debate.turns
        ],
        "headings": [
            {
                "turn": heading.turn,
                "paragraph": heading.paragraph,
                "line": heading.line,
                "level": heading.level,
                "text": heading.text,
            }
            for heading in debate.headings
        ],
        "directions": [
            {
                "turn": direction.turn,
                "paragraph": direction.paragraph,
                "offset": direction.offset,
                "line": direction.line,
                "text": direction.text,
            }
            for direction in debate.directions
        ],
        "left_out": [
            {"kind": piece.kind, "line": piece.line, "text": piece.text}
            for piece in debate.left_out
        ],
        "doubts": [
            {
                "turn": doubt.turn,
                "paragraph": doubt.paragraph,
                "line": doubt.line,
                "kind": doubt.kind,
                "message": doubt.message,
            }
            for doubt in debate.doubts
        ],
    }


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
    speakers = {
        _text(entry, "name"): Speaker(
            _text(entry, "name"),
            _text_or_none(entry, "role"),
            _text_or_none(entry, "declared"),
            bool(entry.get("moderator")),
            _text_or_none(entry, "voice"),
            _text_or_none(entry, "civility"),
        )
        for entry in _list(data, "speakers")
    }
    for turn in turns:
        speakers.setdefault(turn.speaker, Speaker(turn.speaker))
    return Debate(
        title=_text(data, "title"),
        untitled=data.get("untitled") is True,
        subtitle=_text_or_none(data, "subtitle"),
        date=_text_or_none(data, "date"),
        date_text=_text_or_none(data, "date_text"),
        language=_text(data, "language"),
        speakers=tuple(speakers.values()),
        turns=turns,
        doubts=tuple(
            Doubt(
                _text(entry, "kind"),
                _text(entry, "message"),
                _number_or_none(entry, "line"),
                _number_or_none(entry, "turn"),
                _number_or_none(entry, "paragraph"),
            )
            for entry in _list(data, "doubts")
        ),
        headings=tuple(
            Heading(
                _text(entry, "text"),
                _number(entry, "line"),
                *_place(entry, turns),
                _number(entry, "level"),
            )
            for entry in _list(data, "headings")
        ),
        directions=tuple(_direction(entry, turns) for entry in _list(data, "directions")),
        left_out=tuple(
            LeftOut(_text(entry, "kind"), _text(entry, "text"), _number(entry, "line"))
            for entry in _list(data, "left_out")
        ),
    )


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


def _direction(entry: dict[str, Any], turns: tuple[Turn, ...]) -> Direction:
    turn, paragraph = _place(entry, turns)
    offset = _number(entry, "offset")
    if not 0 <= offset <= len(turns[turn - 1].paragraphs[paragraph - 1].text):
        raise ValueError(f"“offset” {offset} is not in paragraph {paragraph} of turn {turn}")
    return Direction(_text(entry, "text"), _number(entry, "line"), turn, paragraph, offset)


def _place(entry: dict[str, Any], turns: tuple[Turn, ...]) -> tuple[int, int]:
    turn, paragraph = _number(entry, "turn"), _number(entry, "paragraph")
    if not 1 <= turn <= len(turns) or not 1 <= paragraph <= len(turns[turn - 1].paragraphs):
        raise ValueError(f"there is no paragraph {paragraph} in turn {turn}")
    return turn, paragraph


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


def _text_or_none(entry: dict[str, Any], name: str) -> str | None:
    return None if entry.get(name) is None else _text(entry, name)


def _number(entry: dict[str, Any], name: str) -> int:
    value = entry.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"“{name}” must be a whole number")
    return value


def _number_or_none(entry: dict[str, Any], name: str) -> int | None:
    return None if entry.get(name) is None else _number(entry, name)
