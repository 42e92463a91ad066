"""The layout that people correct by hand: plain text, speakers at the top, then the turns.

`podcast inspect FILE --edit` writes it and every command reads it; docs/edit-layout.md describes
it for people. What is written reads back as the same debate, apart from the numbers of lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from podcast.errors import TranscriptError
from podcast.model import Debate, Direction, Doubt, Heading, Paragraph, Speaker, Turn
from podcast.reading.dates import is_iso_date

_Piece = TypeVar("_Piece", Heading, Direction, Doubt)
_FIRST_LINE = "podcast transcript, version 1"
_HELP = """\
# Correct what is wrong, save, and build from this file: podcast build FILE
# Speakers: one "- Name" each; below it, if you like, a role, and a voice: female, male, or a name
# that `podcast voices` shows. Introduction: what the narrator reads before anyone speaks.
# Turns: "@ Name" on a line of its own, then what they say, with blank lines between paragraphs.
# "## Text" is a heading, {{Text}} something that happens and nobody says, a line that starts with
# // is a note to yourself. Write checked: yes when all doubts are settled.
"""
_HEADER = {
    "title": "title",
    "event": "subtitle",
    "date": "date",
    "date as written": "date_text",
    "language": "language",
}
_SPEAKER_KEYS = {
    "role": "role",
    "voice": "voice",
    "listed under": "declared",
    "moderator": "moderator",
    "civility": "civility",
}
_YES = ("yes", "oui")
_ESCAPED = re.compile(r"\\(\S)")  # before a space, a backslash is one
# What is escaped first, so that an escaped brace opens nothing.
_RUN = re.compile(r"\\.|((?:\{\{(?:\\.|[^{}\\])*\}\})+)")
_ONE = re.compile(r"\{\{((?:\\.|[^{}\\])*)\}\}")
_DEEPEST = 6


# --- writing ----------------------------------------------------------------------------------


def write_layout(debate: Debate) -> str:
    """`debate` in the layout, with its doubts as notes where they are."""
    out = [_FIRST_LINE, _HELP]
    for name, field_name in _HEADER.items():
        value = getattr(debate, field_name)
        if value and not (field_name == "title" and debate.untitled):
            out.append(f"{name}: {_one_line(value)}")
    out += ["checked: no" if debate.doubts else "checked: yes", "", "speakers:"]
    for speaker in debate.speakers:
        out.append(f"- {_one_line(speaker.name)}")
        for name, field_name in _SPEAKER_KEYS.items():
            value = getattr(speaker, field_name)
            if isinstance(value, bool):
                value = "yes" if value else None
            if value is not None:
                out.append(f"  {name}: {_one_line(value)}")
    if debate.introduction:
        out += ["", "introduction:"]
        told = (_with_directions(paragraph.text, []) for paragraph in debate.introduction)
        out += "\n\n".join(told).split("\n")
    out += ["", "turns:"]
    headings, directions = _by_place(debate.headings), _by_place(debate.directions)
    doubts = _by_place(debate.doubts)
    out += map(_doubt_line, doubts[None, 1])
    for turn in debate.turns:
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            place = turn.index, number
            out += ["", *map(_heading_line, headings[place])]
            if number == 1:
                out.append(f"@ {_one_line(turn.speaker)}")
            out += map(_doubt_line, doubts[place])
            out.append(_with_directions(paragraph.text, directions[place]))
    return "\n".join(out) + "\n"


def _by_place(
    pieces: Iterable[_Piece],
) -> defaultdict[tuple[int | None, int], list[_Piece]]:
    found: defaultdict[tuple[int | None, int], list[_Piece]] = defaultdict(list)
    for piece in pieces:
        found[piece.turn, piece.paragraph or 1].append(piece)
    return found


def _doubt_line(doubt: Doubt) -> str:
    return f"// doubt: {_one_line(doubt.message)}"


def _heading_line(heading: Heading) -> str:
    return f"{'#' * min(max(heading.level, 1), _DEEPEST)} {_one_line(heading.text)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _with_directions(text: str, directions: list[Direction]) -> str:
    by_offset: dict[int, list[str]] = {}
    for direction in directions:
        by_offset.setdefault(direction.offset, []).append(_escaped(_one_line(direction.text)))
    pieces: list[str] = []
    start = 0
    for offset, said in sorted(by_offset.items()):
        pieces.append(_escaped(text[start:offset]))
        run = "".join("{{" + one + "}}" for one in said)
        if offset == 0:
            run += " "
        elif text[offset - 1] != " " and (offset == len(text) or text[offset] == " "):
            run = " " + run
        pieces.append(run)
        start = offset
    pieces.append(_escaped(text[start:]))
    whole = "".join(pieces)
    return "\\" + whole if whole.startswith(("@", "#", "//")) or whole == "turns:" else whole


def _escaped(text: str) -> str:
    return re.sub(r"[\\{}]", lambda match: "\\" + match.group(), text)


# --- reading ----------------------------------------------------------------------------------


def looks_like_layout(text: str) -> bool:
    """Whether `text` begins as the layout does."""
    return text.lstrip("\ufeff \n").startswith("podcast transcript, version ")


def read_layout(text: str, path: Path) -> Debate:
    """The debate that `text` holds. Raises `TranscriptError` with the line that is wrong."""
    return _Reader(text.split("\n"), path).debate()


@dataclass(slots=True)
class _OpenTurn:
    """A turn while it is read."""

    speaker: str
    line: int
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    path: Path
    header: dict[str, str] = field(default_factory=dict)
    checked: bool = False
    speakers: dict[str, Speaker] = field(default_factory=dict)
    turns: list[_OpenTurn] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)
    introduction: list[Paragraph] = field(default_factory=list)
    waiting: list[tuple[str, int, int]] = field(default_factory=list)
    speaker: str | None = None
    label: int = 0

    def debate(self) -> Debate:
        from podcast.reading.doubts import find_doubts

        start = next(i for i, line in enumerate(self.lines) if line.strip())
        if self.lines[start].strip() != _FIRST_LINE:
            raise self._wrong(
                "this version of the layout is not known; it can read version 1", start
            )
        body = self._header(start + 1)
        self._turns(body)
        if not self.turns:
            raise TranscriptError(self.path, "nobody speaks in it: there is no “@ Name” with text.")
        for name in dict.fromkeys(turn.speaker for turn in self.turns):
            self.speakers.setdefault(name, Speaker(name))
        heard = {turn.speaker for turn in self.turns}
        debate = Debate(
            title=self.header.get("title") or self.path.stem,
            untitled=not self.header.get("title"),
            subtitle=self.header.get("event"),
            date=self.header.get("date"),
            date_text=self.header.get("date as written"),
            language=self.header.get("language") or self._language(),
            speakers=tuple(
                s for s in self.speakers.values() if s.declared is not None or s.name in heard
            ),
            turns=tuple(
                Turn(number, turn.speaker, turn.line, tuple(turn.paragraphs))
                for number, turn in enumerate(self.turns, start=1)
            ),
            headings=tuple(self.headings),
            directions=tuple(self.directions),
            introduction=tuple(self.introduction),
        )
        doubts: tuple[Doubt, ...] = () if self.checked else find_doubts(debate)
        return replace(debate, doubts=doubts)

    def _wrong(self, message: str, index: int) -> TranscriptError:
        return TranscriptError(self.path, f"{message}.", line=index + 1)

    def _language(self) -> str:
        from podcast.reading.language import detect_language

        said = " ".join(p.text for turn in self.turns[:50] for p in turn.paragraphs)
        return detect_language(said)

    def _header(self, index: int) -> int:
        last: str | None = None
        section, goes_on = "", False
        for at, line in enumerate(self.lines[index:], start=index):
            content = line.strip()
            if not content or content.startswith(("#", "//")):
                goes_on = False
                continue
            if content == "turns:":
                return at + 1
            if content.startswith("@"):
                return at
            if section == "introduction:":
                text = _ESCAPED.sub(r"\1", _one_line(content))
                if goes_on:
                    text = f"{self.introduction.pop().text} {text}"
                self.introduction.append(Paragraph(text, at + 1))
                goes_on = True
            elif content in ("introduction:", "speakers:"):
                section = content
            elif section and content.startswith("- "):
                last = _one_line(content[2:])
                if last in self.speakers:
                    raise self._wrong(f"“{last}” is listed twice", at)
                self.speakers[last] = Speaker(last)
            else:
                name, colon, value = content.partition(":")
                self._entry(name.strip().lower(), _one_line(value), colon, last, at)
        raise TranscriptError(self.path, "the line “turns:” is missing, below which people speak.")

    def _entry(self, name: str, value: str, colon: str, last: str | None, index: int) -> None:
        if colon and last is None and name in _HEADER:
            if name == "date" and value and not is_iso_date(value):
                raise self._wrong("write the date as year-month-day (2024-05-28)", index)
            if value:
                self.header[name] = value
        elif colon and name == "checked":
            self.checked = value.lower() in _YES
        elif colon and last is not None and name in _SPEAKER_KEYS:
            given: Any = value or None
            if name == "listed under":
                given = value
            elif name == "moderator":
                given = value.lower() in _YES
            self.speakers[last] = replace(self.speakers[last], **{_SPEAKER_KEYS[name]: given})
        else:
            known = ", ".join((*_HEADER, "checked")) if last is None else ", ".join(_SPEAKER_KEYS)
            raise self._wrong(
                f"“{name[:40]}” is not understood here; known are {known}, and “turns:” before"
                " what people say",
                index,
            )

    # --- turns --------------------------------------------------------------------------------

    def _turns(self, index: int) -> None:
        paragraph: list[str] = []
        for at, line in enumerate([*self.lines[index:], ""], start=index):
            content = _one_line(line)
            if content and not content.startswith(("@", "#", "//")):
                paragraph.append(content)
                continue
            self._paragraph(paragraph, at - len(paragraph))
            paragraph = []
            if content.startswith("@"):
                self.speaker, self.label = content[1:].strip(), at + 1
                if not self.speaker:
                    raise self._wrong("“@” must be followed by who speaks", at)
            elif content.startswith("#"):
                text = content.lstrip("#")
                if text.strip():  # a # alone heads nothing
                    self.waiting.append((text.strip(), at + 1, len(content) - len(text)))

    def _paragraph(self, lines: list[str], index: int) -> None:
        if not lines:
            return
        if self.speaker is None:
            raise self._wrong("nobody says this: write “@ Name” on a line before it", index)
        text, found = _without_directions(" ".join(lines))
        if not text:
            self._stray(found, index)
            return
        if not self.turns or self.turns[-1].speaker != self.speaker:
            self.turns.append(_OpenTurn(self.speaker, self.label))
        turn = self.turns[-1]
        turn.paragraphs.append(Paragraph(text, index + 1))
        place = len(self.turns), len(turn.paragraphs)
        for said, line, level in self.waiting:
            self.headings.append(Heading(said, line, *place, level))
        self.waiting.clear()
        for offset, said in found:
            self.directions.append(Direction(said, index + 1, *place, offset))

    def _stray(self, found: list[tuple[int, str]], index: int) -> None:
        """Directions on a line of their own: they follow what was said before them."""
        if not self.turns:
            raise self._wrong("{{…}} must stand after the first words that somebody says", index)
        last = self.turns[-1]
        end = len(last.paragraphs[-1].text)
        self.directions.extend(
            Direction(said, index + 1, len(self.turns), len(last.paragraphs), end)
            for _, said in found
        )


def _without_directions(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The words of a paragraph, and its directions with the characters before each."""
    pieces: list[str] = []
    found: list[tuple[int, str]] = []
    size = start = 0
    for match in _RUN.finditer(text):
        if match.group(1) is None:
            continue
        before = text[start : match.start()]
        start = match.end()
        at_start = not pieces and not before
        if at_start and text[start : start + 1] == " ":
            start += 1
        elif before.endswith(" ") and text[start : start + 1] in ("", " "):
            before = before[:-1]
        plain = _ESCAPED.sub(r"\1", before)
        pieces.append(plain)
        size += len(plain)
        found += [
            (size, " ".join(_ESCAPED.sub(r"\1", one.group(1)).split()))
            for one in _ONE.finditer(match.group(1))
        ]
    pieces.append(_ESCAPED.sub(r"\1", text[start:]))
    return "".join(pieces), found
