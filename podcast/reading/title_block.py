"""What stands before the first speaker: title, event, date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter

from podcast.reading.dates import find_date, find_year
from podcast.reading.directions import sitting, whole_direction
from podcast.reading.furniture import is_agenda_heading, is_credit
from podcast.reading.headings import goes_on_below
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import SourceLine, ends_sentence
from podcast.reading.names import key
from podcast.reading.participants import split_people

_ORDINAL = re.compile(
    r"^(?:table\s+ronde|atelier|session|séance|seance|audition|panel|round\s+table|workshop"
    r"|partie|part)\b(?:.{0,12}|\s+de\s+\d.{0,20})$",
    re.IGNORECASE,
)
_LONGEST_TITLE_LINE = 200
_MOST_SUBTITLES = 3
_LONGEST_SUBTITLE = 140
_LONG_TITLE = 6
"""Words in capitals that are more than the name of a house."""
_TITLE_PAGE = 12
"""Lines among which the title is, where none is a heading."""
_A_WORD = re.compile(r"[^\W\d_]{3}")
_FIELD = re.compile(r"^_?[^\W\d_]+(?:[ _][^\W\d_]+)? ?: ")
_STOPS = re.compile(r"[^\W\d_]{4}[.!?…] ")
_PART = re.compile(r"^\d{1,2}[.)] ")
_UNENDED = re.compile(r"[,;:]$")
_MARKUP = re.compile(r"[{}<>|=%\\]|^[^\w«“\"(’']")
_ABOUT = re.compile(r"^compte\s+rendu\b|^proceedings$", re.I)
_ABOUT_CHAIR = re.compile(r"^(?:sous\s+la\s+)?présidence\b", re.I)
_CRUMBS = re.compile(
    r"\s[>›»]\s.*\s[>›»]\s|^(?:accueil|home)\s[>›»/]|\bmin(?:utes)?\s+(?:de\s+lecture|read)\b", re.I
)
# "Title: Les digues", and what those who take minutes by the rules of the W3C write.
_TITLE_FIELD = re.compile(
    r"^(?:title|titre|meeting|réunion|subject|sujet|objet|thème|event|événement)\s*:\s+(?=\S)", re.I
)
_SUFFIX = re.compile(r"\.(?:md|txt|docx?|odt|pdf|html?)$", re.I)
_FEWEST_PARTS = 3
_FIELDS = re.compile(r"[^\W\d_]+ ?: ")
_FEWEST_FIELDS = 3
_PROSE = 25
"""Words of a paragraph over several lines, which is none of a title page."""


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """`subtitle` is the event; `date` is ISO 8601, `date_text` as written, with its year.
    `used` are the lines that make it up."""

    title: str | None
    subtitle: str | None
    date: str | None
    date_text: str | None
    used: tuple[SourceLine, ...]


def read_title_block(
    lines: tuple[SourceLine, ...],
    case: LetterCase,
    title: str | None,
    levels: Counter[int],
) -> TitleBlock:
    """What `lines`, all before the first speaker or list of speakers, say of the debate.

    `title` is what a header of the file says that it is, if there is one; `levels` are those of
    the headings below: how many of each.
    """
    lines = _without_part(lines, levels)
    end = next((i for i, line in enumerate(lines) if is_agenda_heading(line)), len(lines))
    pieces = [piece for piece in _pieces(lines[:end]) if _may_be_title(piece)]
    # A date may stand in a list as well, or below its heading.
    dates = (
        find_date(line.text)
        for line in lines[:end]
        if (line.text[0].isdecimal() and _is_date(line.text))  # "2024-05-28"
        or _may_be_title(_Piece(line.text, (line,)))
    )
    dated = next(filter(None, dates), None)
    years = (find_year(line.text) for line in lines[:end] if len(line.text) < _LONGEST_TITLE_LINE)
    only_year = next(filter(None, years), None)
    title = (title or "").lstrip(" -–—") or _title(
        [piece for piece in pieces if not _is_value(piece.text)]
    )
    used = [line for piece in pieces if _is_date(piece.text) for line in piece.lines]
    rest: list[str] = []
    for piece in _beside(title, pieces):
        if _is_date(piece.text):
            continue
        used += piece.lines
        text = case.of(piece.text)
        again = key(piece.text).startswith(key(title or ""))
        if not again and key(text) not in map(key, rest):
            rest.append(text)
    iso = str(only_year) if only_year else None
    date_text = None
    if dated:
        iso = dated.iso(only_year)
        year = "" if dated.year or not only_year else f" {only_year}"
        date_text = f"{case.of(dated.written)}{year}"
    return TitleBlock(
        title=case.of(title) if title else None,
        subtitle=" – ".join(rest[:_MOST_SUBTITLES]) or None,
        date=iso,
        date_text=date_text,
        used=tuple(used),
    )


def _without_part(lines: tuple[SourceLine, ...], levels: Counter[int]) -> tuple[SourceLine, ...]:
    """The lines without their first heading where many others below are of its level, and it has a
    time beside it, or what may be the title stands above it: it heads a part."""
    first = next((i for i, line in enumerate(lines) if line.heading), None)
    if first is None or levels[lines[first].heading] < _FEWEST_PARTS:
        return lines
    above = (_Piece(line.text, (line,)) for line in lines[:first] if not is_credit(line))
    titled = any(" " in piece.text and _may_be_title(piece) for piece in above)
    if not (titled or lines[first].stamp):
        return lines
    return _without_part((*lines[:first], *lines[first + 1 :]), levels)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line, or one that goes on over several."""

    text: str
    lines: tuple[SourceLine, ...]
    named: bool = False  # it stands in a field, "Title: …"

    @property
    def heading(self) -> int:
        return self.lines[0].heading


def _pieces(lines: tuple[SourceLine, ...]) -> list[_Piece]:
    """What stands on `lines`: those that go on are joined; items of lists and paragraphs of prose
    are left out, and so is what stands below the heading of a list ("Present:")."""
    pieces: list[_Piece] = []
    prose = prose_of(lines)
    for line in lines:
        before = pieces[-1] if pieces else None
        if id(line) in prose:
            continue
        if before is not None and _goes_on(before, line):
            pieces[-1] = replace(
                before, text=f"{before.text} {line.text}", lines=(*before.lines, line)
            )
        elif pieces and line.text.endswith(":") and not line.heading:
            break
        elif not line.bullet or line.heading:
            text = _TITLE_FIELD.sub("", line.text)
            pieces.append(_Piece(_SUFFIX.sub("", text), (line,), named=text != line.text))
    return pieces


def prose_of(lines: tuple[SourceLine, ...]) -> set[int]:
    """The lines, by identity, of paragraphs over several lines that end as sentences do."""
    found: set[int] = set()
    borders = [i for i, line in enumerate(lines) if line.apart or line.heading or line.bullet]
    for start, end in pairwise([*borders, len(lines)]):
        words = sum(len(line.text.split()) for line in lines[start:end])
        ended = ends_sentence(lines[end - 1].text) or words > 2 * _PROSE
        if end - start > 1 and words > _PROSE and ended:
            found |= set(map(id, lines[start:end]))
    return found


def _is_value(text: str) -> bool:
    """Whether `text` is nothing but a date, or fields, or one without words ("_page: 42")."""
    field = _FIELD.match(text)
    if len(_FIELDS.findall(text)) >= _FEWEST_FIELDS:
        return True
    return _is_date(text) or bool(field and not _A_WORD.search(text[field.end() :]))


def _is_date(text: str) -> bool:
    """Whether `text` is nothing but a date, and perhaps "le" or a full stop."""
    date = find_date(text)
    return date is not None and len(text) - len(date.written) <= 4


def _beside(title: str | None, pieces: list[_Piece]) -> list[_Piece]:
    """The title itself, each time that it stands there, and what stands right above and below it
    and may say what the debate belongs to."""
    named = [i for i, piece in enumerate(pieces) if key(piece.text) == key(title or "")]
    if not named:
        return []
    first, last = named[0], named[-1]
    while first and _may_be_event(pieces[first - 1]):
        first -= 1
    while last + 1 < len(pieces) and _may_be_event(pieces[last + 1]):
        last += 1
    return [
        p for i, p in enumerate(pieces[first : last + 1], first) if i in named or _may_be_event(p)
    ]


def _goes_on(piece: _Piece, line: SourceLine) -> bool:
    """Whether a line goes on with what stands on the one before."""
    if bool(line.heading) != bool(piece.heading) or line.bullet:
        return False
    if goes_on_below(piece.text, line.text):
        return True
    return (
        not piece.text.isupper() and not line.apart and not line.heading and line.text[0].islower()
    )


def _may_be_title(piece: _Piece) -> bool:
    text = piece.text
    if _ABOUT_CHAIR.match(text) or sitting(text) or whole_direction(text):
        return False
    if not _A_WORD.search(text):
        return False
    if piece.heading:
        return True
    words = len(text.split())
    if len(text) > _LONGEST_TITLE_LINE or words > 25:
        return False
    return text.isupper() or not (text.endswith((".", ",")) and words > 2)


def _may_be_event(piece: _Piece) -> bool:
    """Whether what stands beside the title may say what the debate belongs to: no part, no field
    ("Age: 21"), no sentence, and none of the marks that pages are made with."""
    text = piece.text
    if len(text) > _LONGEST_SUBTITLE or " " not in text:
        return False
    if piece.heading:
        return bool(_ABOUT.match(text))
    if any(map(is_credit, piece.lines)):
        return False
    if text[0].isdecimal() and find_date(text) is None:
        return False  # the first heading, an address
    if _CRUMBS.search(text) or _MARKUP.search(text) or _FIELD.match(text):
        return False
    return not (text.endswith(("?", "!", "…", "-")) or _UNENDED.search(text) or _STOPS.search(text))


def _title(pieces: list[_Piece]) -> str | None:
    """What a field says that it is; else the heading; else what stands twice; else the longest
    line that is no number of a session."""
    if named := next((piece.text for piece in pieces if piece.named), None):
        return named
    headed = [piece for piece in pieces if piece.heading and not _PART.match(piece.text)]
    if headed:
        return min(headed, key=attrgetter("heading")).text
    by_key: dict[str, list[str]] = {}
    for piece in pieces[:_TITLE_PAGE]:
        by_key.setdefault(key(piece.text), []).append(piece.text)
    for spellings in by_key.values():
        if len(spellings) > 1:
            return min(spellings, key=lambda text: sum(map(str.isupper, text)))
    plain = [piece.text for piece in pieces if not _ORDINAL.match(piece.text)][:_TITLE_PAGE]
    if not plain:
        return pieces[0].text if pieces else None
    small = next((i for i, text in enumerate(plain) if not text.isupper()), len(plain))
    shouted = {text for text in plain[:small] if len(text.split()) >= _LONG_TITLE}
    return max(plain, key=lambda text: (*_telling(text, text in shouted), len(text.split())))


def _telling(text: str, shouted: bool) -> tuple[bool, ...]:
    """How much a line tells of the debate: "Excusée : Mme Roux" least, "Compte rendu du comité"
    more than "Séance du 3 mai, salle Neuve". In capitals are the names of houses, but for what is
    `shouted`: long, and above all else."""
    return (
        not split_people(text.partition(":")[2]),
        not any(mark.search(text) for mark in (_MARKUP, _FIELD, _PART, _UNENDED)),
        shouted or not text.isupper(),
        find_date(text) is None,
        not _ABOUT.match(text),
    )
