"""Tables: some hold the debate itself, a row a turn; the others are no speech."""

from __future__ import annotations

import csv
import html
import io
from collections import Counter
from itertools import permutations

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed
from podcast.reading.labels import are_initials, has_first_name
from podcast.reading.lines import FULL_STOPS, SourceLine, ends_sentence
from podcast.reading.names import key, looks_like_name
from podcast.reading.stamps import take_bracketed, take_leading

_FORMAT = "a table of separated values"
_FEWEST_ROWS = 3
_LONGEST_NAME = 70
_MOST_WORDS = 6
_LARGEST_CELL = 400  # characters of what is data, and no text that a table lays out
_TAB = " " * 4  # as a tab is decoded
_WHO = frozenset(
    """nom noms intervenant intervenante intervenants orateur oratrice locuteur locutrice qui
    speaker speakers name who participant participante person personne from by author auteur sender
    user username nick nickname pseudo role character personnage redner""".split()
)
_WHOSE = ("speaker", "orateur", "intervenant")
_HEAD = _WHO | frozenset(
    """time temps heure minutage timecode tc texte text propos parole transcription transcript
    dialogue verbatim contenu content intervention speech""".split()
)


def read_separated(text: str) -> Document | None:
    """The document that a file of separated values holds, a row a turn; None where it is none."""
    head = text.lstrip("\ufeff\n").split("\n", 1)[0]
    if _TAB in head and (document := _separated(text.replace(_TAB, "\t"), "\t")):
        return document
    separator = max(",;|", key=head.count)
    if separator not in head or head.rstrip().endswith(FULL_STOPS) or head[0] == "|":
        return None  # "|" begins a table of Markdown's
    return _separated(text, separator)


def _separated(text: str, separator: str) -> Document | None:
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        return None
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    width = len(filled[0]) if filled else 0
    # Where a head names who speaks, rows may lack their last cells.
    headed = width > 1 and _is_head(filled[0]) and any(map(is_called_who, filled[0]))
    regular = sum(len(row) == width or (headed and 2 <= len(row) <= width) for row in filled)
    if width < 2 or regular < 0.95 * len(filled):
        return None
    if any("&#" in cell for row in filled for cell in row):
        filled = [tuple(map(html.unescape, row)) for row in filled]
    return debate_in(tuple(filled), 1)


def take_table(
    rows: tuple[tuple[str, ...], ...], number: int, *, apart: int = 0
) -> Document | None:
    """The debate that the table `rows` holds, whose first row is on the line `number`; where it
    holds data, no lines, and all of it left out, each row `apart` lines from the one before; None
    where it only lays out."""
    if not rows or max(map(len, rows)) < 2:
        return None
    speech = debate_in(rows, number)
    if speech is not None or max(len(cell) for row in rows for cell in row) > _LARGEST_CELL:
        return speech
    data = [
        LeftOut("table", " | ".join(row), number + place * apart)
        for place, row in enumerate(rows)
        if any(row)
    ]
    return Document(_FORMAT, (), tuple(data))


def debate_in(rows: tuple[tuple[str, ...], ...], number: int) -> Document | None:
    """The debate that the table `rows` (texts of cells) holds; None where it holds none.

    It does where one column has sentences and another, best right before it, short names: names
    of people, or names that come again, or whatever stands below a head such as "Speaker".
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
    said = _text_column(body)
    if said is None:
        return None
    titles = head[0][1] if head else ()
    weighed = [
        (_weight(body, column, said, _cell(titles, column)), column)
        for column in range(max(len(row) for _, row in body))
        if column != said
    ]
    weight, names = max(weighed, default=(0.0, 0), key=lambda found: (found[0], -found[1]))
    return _speech(head, body, names, said) if weight > 0 else None


def explained_initials(rows: tuple[tuple[str, ...], ...]) -> tuple[Listed, ...]:
    """Whose initials a table explains: a column of names, and one of their first letters."""
    width = max((len(row) for row in rows), default=0)
    for names, letters in permutations(range(width), 2):
        pairs = ((_cell(row, names).strip(), _cell(row, letters).strip()) for row in rows)
        found = [
            (name, short)
            for name, short in pairs
            if short.isupper() and 1 < len(short) <= 5 and looks_like_name(name)
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


def _text_column(body: list[tuple[int, tuple[str, ...]]]) -> int | None:
    """The column of sentences, the longest one; None where there is none."""
    width = max(len(row) for _, row in body)
    texts = [[_cell(row, column) for _, row in body] for column in range(width)]
    sizes = [sum(map(len, column)) for column in texts]
    longest = max(range(width), key=sizes.__getitem__)
    return longest if share_ended(texts[longest]) >= 0.5 else None


def share_ended(texts: list[str]) -> float:
    """How many of `texts`, of all, end as sentences do."""
    return sum(map(ends_sentence, texts)) / len(texts)


def _weight(body: list[tuple[int, tuple[str, ...]]], column: int, said: int, title: str) -> float:
    """How much `column` looks like the names of those who say what stands in `said`; 0: not."""
    names = [_cell(row, column) for _, row in body]
    given = [name for name in names if name]
    if len(given) < 0.3 * len(body) or not (names[0] or is_called_who(title)):
        return 0.0
    if sum(len(_cell(row, said)) for _, row in body) <= 1.2 * sum(len(_name(n)) for n in names):
        return 0.0
    weight = name_weight(given, title)
    return weight + 0.5 * (column == said - 1) if weight else 0.0


def name_weight(values: list[str], title: str) -> float:
    """How much `values`, under `title`, look like the names of speakers; 0: not at all."""
    values = [name for value in values if (name := _name(value))]
    named = [name for name in values if _could_be_somebody(name)]
    if not named or len(named) < 0.8 * len(values):
        return 0.0
    again = sum(n for n in Counter(map(key, named)).values() if n > 1) / len(named)
    # A capitalised word is no name yet: "Area", "Tests".
    full = [name for name in named if " " in name or has_first_name(name)]
    people = sum(map(looks_like_name, full)) / len(named)
    entitled = is_called_who(title)
    if again < 0.4 and people < 0.8 and not entitled:
        return 0.0
    return 2.0 * entitled + 2.0 * people + again


def is_called_who(title: str) -> bool:
    """Whether something is called as what names speakers is ("Speaker", "nom")."""
    return any(word in _WHO or word.startswith(_WHOSE) for word in key(title).split())


def _could_be_somebody(name: str) -> bool:
    short = len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    ended = name[-1] in ".!?…" or "://" in name
    return short and any(c.isalpha() for c in name) and not ended


def _unstamped(cell: str) -> tuple[str, tuple[str, ...]]:
    """A cell without bullet and time stamps, and those."""
    text, stamps = take_bracketed(cell.lstrip("-–—*• "))
    text, stamp = take_leading(text.strip())
    return text.rstrip(" :"), (*stamps, *([stamp] if stamp else []))


def _name(cell: str) -> str:
    text, _ = _unstamped(cell)
    return text.split(",")[0].split(" (")[0].rstrip(" :")


def _speech(
    head: list[tuple[int, tuple[str, ...]]],
    body: list[tuple[int, tuple[str, ...]]],
    names: int,
    said: int,
) -> Document:
    left_out = [LeftOut("table head", " | ".join(filter(None, row)), at) for at, row in head]
    lines: list[SourceLine] = []
    speaker = ""
    for at, row in body:
        cell = _cell(row, names)
        if cell:
            speaker, stamps = _unstamped(cell)
            left_out += [LeftOut("time stamp", stamp, at) for stamp in stamps]
        for place, other in enumerate(row):
            if place not in (names, said) and other:
                left_out.append(LeftOut("time stamp" if ":" in other else "table", other, at))
        if text := _cell(row, said):
            lines.append(SourceLine(text, at, apart=True, speaker=speaker))
    return Document(_FORMAT, tuple(lines), tuple(left_out))
