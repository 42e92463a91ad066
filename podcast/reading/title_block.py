"""What stands before the first speaker: title, event, date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podcast.reading.dates import FoundDate, find_date, find_year
from podcast.reading.directions import sitting, whole_direction
from podcast.reading.furniture import is_agenda_heading
from podcast.reading.lines import SourceLine
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
_ABOUT = re.compile(r"^compte\s+rendu\b|^proceedings$", re.I)
_ABOUT_CHAIR = re.compile(r"^(?:sous\s+la\s+)?présidence\b", re.I)
_CRUMBS = re.compile(
    r"\s[>›»]\s.*\s[>›»]\s|^(?:accueil|home)\s[>›»/]|\bmin(?:utes)?\s+(?:de\s+lecture|read)\b", re.I
)
_SMALL = frozenset(
    """le la les un une des de du et ou en à au aux dans sur par ce ces se sa ses son ma mes
    mon ta tes ton que qui est il elle on ne pas si the a an of to and or in on for by is it
    we nos vos ils où va y""".split()
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """`subtitle` is the event; `date` is ISO 8601, `date_text` as written, with its year.
    `used` are the lines that make it up."""

    title: str | None
    subtitle: str | None
    date: str | None
    date_text: str | None
    used: tuple[SourceLine, ...]


def read_title_block(lines: tuple[SourceLine, ...], title: str | None = None) -> TitleBlock:
    """What `lines`, all before the first speaker or list of speakers, say of the debate.

    `title` is what a header of the file says that it is, if there is one.
    """
    end = next((i for i, line in enumerate(lines) if is_agenda_heading(line)), len(lines))
    short = [
        line
        for line in lines[:end]
        if _may_be_title(line)
        and not (_ABOUT_CHAIR.match(line.text) or sitting(line.text) or whole_direction(line.text))
    ]
    others: list[SourceLine] = []
    used: list[SourceLine] = []
    dated: FoundDate | None = None
    for line in short:
        date = find_date(line.text)
        if date and dated is None:
            dated = date
        if date and len(line.text) - (date.end - date.start) <= 4:
            used.append(line)
            continue  # nothing but a date, and perhaps "le" or a full stop
        others.append(line)
    only_year = next((y for line in short if (y := find_year(line.text))), None)
    title = title or _title(others)
    rest: list[str] = []
    for line in others:
        if title is not None and key(line.text) == key(title):
            used.append(line)
            continue
        text = in_sentence_case(line.text)
        if line.heading or line.bullet:
            continue  # the heading of a part, or a list
        if len(rest) >= _MOST_SUBTITLES or len(text) > _LONGEST_SUBTITLE or _CRUMBS.search(text):
            continue
        used.append(line)
        if key(text) not in {key(other) for other in rest}:
            rest.append(text)
    iso = str(only_year) if only_year else None
    date_text = None
    if dated:
        iso = dated.iso(only_year)
        date_text = dated.written if dated.year or not only_year else f"{dated.written} {only_year}"
    return TitleBlock(
        title=in_sentence_case(title) if title else None,
        subtitle=" – ".join(rest) or None,
        date=iso,
        date_text=date_text,
        used=tuple(used),
    )


def _may_be_title(line: SourceLine) -> bool:
    if line.heading:
        return True
    long = len(line.text) > _LONGEST_TITLE_LINE or len(line.text.split()) > 25
    return not long and not (
        line.text.endswith(".") and len(line.text.split()) > 2 and not line.text.isupper()
    )


def _title(lines: list[SourceLine]) -> str | None:
    """The heading; else what stands twice; else the longest line that is no number of a session."""
    headed = [line for line in lines if line.heading]
    if headed:
        return min(headed, key=lambda line: line.heading).text
    by_key: dict[str, list[str]] = {}
    for line in lines:
        by_key.setdefault(key(line.text), []).append(line.text)
    for spellings in by_key.values():
        if len(spellings) > 1:
            return min(spellings, key=_capitals)
    named = [line.text for line in lines if not _ORDINAL.match(line.text)]
    if not named:
        return lines[0].text if lines else None
    return max(named, key=_telling)


def _telling(text: str) -> tuple[bool, bool, bool, bool, int]:
    """How much a line tells of the debate: "Excusée : Mme Roux" least, "Compte rendu du comité"
    more than "Séance du 3 mai, salle Neuve"."""
    dated = find_date(text) is not None
    return (
        not split_people(text.partition(":")[2]),
        not text.isupper(),
        not dated,
        not _ABOUT.match(text),
        len(text.split()),
    )


def _capitals(text: str) -> int:
    return sum(character.isupper() for character in text)


def in_sentence_case(text: str) -> str:
    """A line that is all capitals, as one writes it: "TRIP DE MAI 2024" is "Trip de mai 2024".

    Short words that are no articles stay in capitals ("IA", "UE"): they are acronyms. A line
    with small letters is returned as it is.
    """
    if any(character.islower() for character in text) or not any(c.isalpha() for c in text):
        return text

    def lowered(match: re.Match[str]) -> str:
        word = match.group()
        if 2 <= len(word) <= 3 and word.lower() not in _SMALL:
            return word
        return word.lower()

    result = re.sub(r"[^\W\d_]+", lowered, text)
    start = next((i for i, character in enumerate(result) if character.isalpha()), 0)
    return result[:start] + result[start].upper() + result[start + 1 :]
