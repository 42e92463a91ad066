"""Tables: some hold the debate itself, a row a turn; the others are no speech."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed
from podcast.reading.heads import are_initials
from podcast.reading.lines import SourceLine
from podcast.reading.names import key, looks_like_name
from podcast.reading.stamps import take_bracketed, take_leading

_FEWEST_ROWS = 3
_LONGEST_NAME = 70
_MOST_WORDS = 6
_HEAD = frozenset(
    """nom noms intervenant intervenante intervenants orateur oratrice locuteur qui speaker
    speakers name who time temps heure minutage timecode tc texte text propos parole
    transcription transcript dialogue verbatim contenu content""".split()
)


@dataclass(frozen=True, slots=True)
class TableSpeech:
    """The lines of a table that holds a debate, and what in it is no speech."""

    lines: tuple[SourceLine, ...]
    left_out: tuple[LeftOut, ...]


def read_separated(text: str) -> Document | None:
    """The document that a file of separated values holds, a row a turn; None where it is none."""
    head = text.lstrip("\ufeff\n").split("\n", 1)[0]
    separator = max(",;|", key=head.count)
    if not head.count(separator) or head.rstrip().endswith((".", "!", "?", "…")):
        return None
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        return None
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    width = len(filled[0]) if filled else 0
    if width < 2 or sum(len(row) == width for row in filled) < 0.95 * len(filled):
        return None
    speech = rows_to_lines(tuple(filled), 1)
    if speech is None:
        return None
    return Document("a table of separated values", speech.lines, speech.left_out)


def rows_to_lines(
    rows: tuple[tuple[str, ...], ...], number: int, page: int = 0
) -> TableSpeech | None:
    """The debate that the table `rows` (texts of cells) holds; None where it holds none.

    It does where one column has short names that come again and the column after it the text.
    `number` is the line of the first row; the others follow it, one line each.
    """
    filled = [
        (number + place, tuple(" ".join(cell.split()) for cell in row))
        for place, row in enumerate(rows)
        if any(cell.strip() for cell in row)
    ]
    head = [item for item in filled[:1] if _is_head(item[1])]
    body = filled[len(head) :]
    if len(body) < _FEWEST_ROWS:
        return None
    width = max(len(row) for _, row in body)
    for column in range(width - 1):
        if _names_and_text(body, column):
            return _speech(head, body, column, page)
    return None


def explained_initials(rows: tuple[tuple[str, ...], ...]) -> tuple[Listed, ...]:
    """Whose initials a table explains: a column of names, and one of their first letters."""
    width = max((len(row) for row in rows), default=0)
    for names in range(width):
        for letters in range(width):
            found = [
                (row[names].strip(), row[letters].strip())
                for row in rows
                if max(names, letters) < len(row) and names != letters
            ]
            found = [
                (name, short)
                for name, short in found
                if looks_like_name(name) and short.isupper() and 1 < len(short) <= 5
            ]
            fits = sum(are_initials(short, name) for name, short in found)
            if len(found) >= _FEWEST_ROWS - 1 and fits >= 0.6 * len(found):
                return tuple(Listed(name, spellings=(short,)) for name, short in found)
    return ()


def _is_head(row: tuple[str, ...]) -> bool:
    words = [word for cell in row for word in key(cell).split()]
    return bool(words) and len(words) <= 8 and any(word in _HEAD for word in words)


def _cell(row: tuple[str, ...], column: int) -> str:
    return row[column] if column < len(row) else ""


def _names_and_text(body: list[tuple[int, tuple[str, ...]]], column: int) -> bool:
    names = [_name(_cell(row, column)) for _, row in body]
    texts = [_cell(row, column + 1) for _, row in body]
    given = [name for name in names if name]
    named = [name for name in given if _could_be_somebody(name)]
    if len(given) < 0.3 * len(body) or len(named) < 0.8 * len(given) or not names[0]:
        return False
    again = sum(count for count in Counter(key(name) for name in named).values() if count > 1)
    longer = sum(len(text) for text in texts) > 1.2 * sum(len(name) for name in names)
    sentences = sum(text.rstrip(" »”\"')").endswith((".", "!", "?", "…")) for text in texts)
    return longer and again >= 0.4 * len(named) and sentences >= 0.5 * len(body)


def _could_be_somebody(name: str) -> bool:
    short = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return short and any(c.isalpha() for c in name) and name[-1] not in ".!?…"


def _name(cell: str) -> str:
    text = take_leading(take_bracketed(cell)[0])[0]
    return text.split(",")[0].split(" (")[0].rstrip(" :")


def _speech(
    head: list[tuple[int, tuple[str, ...]]],
    body: list[tuple[int, tuple[str, ...]]],
    column: int,
    page: int,
) -> TableSpeech:
    left_out = [LeftOut("table head", " | ".join(filter(None, row)), at) for at, row in head]
    lines: list[SourceLine] = []
    speaker = ""
    for at, row in body:
        cell = _cell(row, column)
        if cell:
            speaker = cell.rstrip(" :")
        for place, other in enumerate(row):
            if place not in (column, column + 1) and other:
                left_out.append(LeftOut("time stamp" if ":" in other else "table", other, at))
        if text := _cell(row, column + 1):
            lines.append(SourceLine(text, at, apart=True, page=page, speaker=speaker))
    return TableSpeech(tuple(lines), tuple(left_out))
