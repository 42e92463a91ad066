"""The steps of reading, in order."""

from __future__ import annotations

from pathlib import Path

from podcast.errors import TranscriptError
from podcast.model import Debate, Speaker, Turn
from podcast.reading.decoding import load_text
from podcast.reading.doubts import find_doubts
from podcast.reading.labels import Labels, find_labels
from podcast.reading.language import detect_language
from podcast.reading.lines import SourceLine
from podcast.reading.paragraphs import gather
from podcast.reading.participants import find_participants
from podcast.reading.plain_text import read_lines
from podcast.reading.title_block import read_title_block


def read_debate(path: Path, *, language: str | None = None, title: str | None = None) -> Debate:
    """The debate whose transcript is the file `path`.

    `language` (ISO 639-1) and `title` replace what the text says. Raises `TranscriptError` where
    the file cannot be read or nobody speaks in it.
    """
    lines = read_lines(load_text(path))
    participants = find_participants(lines)
    labels = find_labels(lines, participants)
    if not labels.speakers:
        raise TranscriptError(path, _nobody_speaks(lines))
    turns, spoken_from = _turns(lines, labels)
    if not turns:
        raise TranscriptError(path, _nobody_speaks(lines))
    before = participants.first if participants.declared else spoken_from
    block = read_title_block(lines[:before])
    after_list = lines[participants.end : spoken_from] if participants.declared else ()
    speakers = _speakers(labels, turns)
    return Debate(
        title=title or block.title or path.stem,
        subtitle=block.subtitle,
        date=block.date,
        date_text=block.date_text,
        language=language or detect_language(_said(turns)),
        speakers=speakers,
        turns=turns,
        doubts=find_doubts(speakers, turns, (*block.prose, *after_list)),
    )


def _turns(lines: tuple[SourceLine, ...], labels: Labels) -> tuple[tuple[Turn, ...], int]:
    """The turns, and the index of the first label; blocks of one speaker in a row are one."""
    starts = sorted(labels.speakers)
    blocks: list[tuple[str, int, list[SourceLine]]] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        body = list(lines[start + 1 : end])
        if not body:
            continue
        name = labels.speakers[start]
        if blocks and blocks[-1][0] == name:
            blocks[-1][2].extend(body)
        else:
            blocks.append((name, lines[start].number, body))
    turns = tuple(
        Turn(index, name, line, gather(body))
        for index, (name, line, body) in enumerate(blocks, start=1)
    )
    return turns, starts[0]


def _speakers(labels: Labels, turns: tuple[Turn, ...]) -> tuple[Speaker, ...]:
    speakers: dict[str, Speaker] = {}
    for name, person in labels.declared:
        speakers.setdefault(name, Speaker(name, person.role, person.heading, person.moderator))
    for turn in turns:
        speakers.setdefault(turn.speaker, Speaker(turn.speaker))
    return tuple(speakers.values())


def _said(turns: tuple[Turn, ...]) -> str:
    parts: list[str] = []
    size = 0
    for turn in turns:
        for paragraph in turn.paragraphs:
            parts.append(paragraph.text)
            size += len(paragraph.text)
        if size > 20_000:
            break
    return " ".join(parts)


def _nobody_speaks(lines: tuple[SourceLine, ...]) -> str:
    shown = " / ".join(
        f"“{line.text[:60]}…”" if len(line.text) > 60 else f"“{line.text}”" for line in lines[:3]
    )
    return (
        "nobody speaks in it. Looked for: names alone on a line, each above what its owner says,"
        f" or a list under “Intervenants :” or “Speakers:”. It starts with {shown}."
    )
