"""PDF: characters on pages to lines in reading order, page furniture left out.

A PDF has no paragraphs and no order that one could trust: lines come from baselines, columns from
the white between them, paragraphs from indents and distances, headings and labels from fonts.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Any

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import UnreadableError
from podcast.reading.formats.blocks import Run, compose
from podcast.reading.lines import ENDS, PAGE_NUMBER, SourceLine

MOST_PAGES = 5000
"""More is no debate; a day in parliament has some hundred."""

_CLOCK = re.compile(r"^\[?\d{1,2}:\d\d(?::\d\d)?\]?\s*$")
_BOLD_FONT = re.compile(r"bold|black|heavy|semi-?bold|demi|\bbd\b|-b$", re.I)
_CAPS_FONT = re.compile(r"small-?caps|caps|-sc\b|sc$", re.I)
_ITALIC_FONT = re.compile(r"ital|obli|slant|-it$", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_RARE = 0.35
"""Share of the letters of a document that a typeface or a colour has which stands out."""
_COLUMN_GAP = 2.2
"""Font sizes of white that part two pieces on one baseline."""
_EDGE_LINES = 3
"""How many lines at the top and the bottom of a page may be furniture."""


@dataclass(slots=True)
class _Word:
    """A word: its text, and how its letters are set, `face` by typeface and colour; a note's mark
    is `raised`."""

    text: str
    strong: bool
    italic: bool
    raised: bool
    face: tuple[str, int]


@dataclass(slots=True)
class _Segment:
    """Words that stand together on one baseline; coordinates in points from the bottom left."""

    x0: float
    x1: float
    y: float
    size: float
    words: list[_Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def strong(self) -> bool:
        return bool(self.words) and all(word.strong or word.raised for word in self.words)


@dataclass(slots=True)
class _Line(_Segment):
    """A line of a column, from `left` to `right`; `first` where a column or page begins."""

    page: int = 0
    left: float = 0.0
    right: float = 0.0
    first: bool = False


def read_pdf(data: bytes) -> Document:
    """The document that the PDF `data` is.

    Raises `UnreadableError` where it is damaged, locked, or has no text but pictures of it.
    """
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "it is a PDF that is locked by a password; save a copy without one"
            ) from error
        raise UnreadableError("it seems to be a PDF, but a damaged one") from error
    try:
        return _read(pdf)
    finally:
        pdf.close()


def _read(pdf: Any) -> Document:
    count = len(pdf)
    if count > MOST_PAGES:
        raise UnreadableError(f"it has {count} pages; more than {MOST_PAGES} is no debate")
    left_out: list[LeftOut] = []
    pages = [_page_lines(pdf, number, left_out) for number in range(count)]
    if not any(pages):
        raise UnreadableError(
            "it is a PDF whose pages are pictures, without text; run text recognition on it first"
            " (ocrmypdf, for example)"
        )
    _mark_rare_faces(pages)
    body = _body_size(pages)
    pages = _without_furniture(pages, body, left_out)
    lines = _source_lines(pages, body, left_out)
    numbered = [_numbered(piece, lines) for piece in left_out]
    return Document("a PDF", tuple(lines), tuple(sorted(numbered, key=lambda p: p.line)))


def _numbered(piece: LeftOut, lines: list[SourceLine]) -> LeftOut:
    """What was left out of a page (a negative number), with the number of the page's first line."""
    if piece.line > 0:
        return piece
    found = bisect_left(lines, -piece.line, key=lambda line: line.page)
    return replace(piece, line=lines[min(found, len(lines) - 1)].number if lines else 1)


# --- from characters to segments ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Font:
    size: float
    strong: bool
    italic: bool
    level: bool
    face: tuple[str, int]


def _page_lines(pdf: Any, number: int, left_out: list[LeftOut]) -> list[_Line]:
    import pypdfium2 as pdfium

    try:
        page = pdf[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        left_out.append(LeftOut("damaged page", f"page {number + 1}", 1))
        return []
    try:
        segments = _segments(text_page)
    finally:
        text_page.close()
        page.close()
    ordered = list(_in_order(segments))
    for line in ordered:
        line.page = number + 1
    return ordered


def _segments(text_page: Any) -> list[_Segment]:
    import pypdfium2.raw as raw

    handle = text_page.raw
    fonts: dict[int, _Font] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    box = [ctypes.c_double() for _ in range(4)]
    segments: list[_Segment] = []
    current: _Segment | None = None
    letters: list[tuple[str, _Font, float]] = []

    def end_word() -> None:
        nonlocal letters
        if current is not None and letters:
            current.words.append(_word(letters, current))
        letters = []

    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        character = "-" if code == 2 else chr(code)  # U+0002: a hyphen at the end of a line
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        if character.isspace() or raw.FPDFText_IsGenerated(handle, index) == 1:
            if character.isspace():
                end_word()
            if code != 2:
                continue
        thing = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.cast(thing, ctypes.c_void_p).value or 0
        font = fonts.get(address)
        if font is None:
            font = fonts[address] = _font(handle, index, thing)
        if not font.level:
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetCharBox(handle, index, box[0], box[1], box[2], box[3])
        left, right, base = min(box[0].value, x.value), box[1].value, y.value
        if current is None or _parts(current, left, base, font.size):
            end_word()
            current = _Segment(left, right, base, font.size)
            segments.append(current)
        elif left - current.x1 > 0.22 * font.size:
            end_word()
        if font.size > current.size:
            current.size = font.size
            current.y = base if abs(base - current.y) < 0.2 * font.size else current.y
        letters.append((character, font, base))
        current.x1 = max(current.x1, right)
    end_word()
    return [segment for segment in segments if segment.words]


def _parts(segment: _Segment, left: float, base: float, size: float) -> bool:
    """Whether a character at `left`, on the baseline `base`, belongs to another segment."""
    larger = max(size, segment.size)
    if abs(base - segment.y) > 0.55 * larger:
        return True
    return left - segment.x1 > _COLUMN_GAP * larger or left < segment.x0 - 0.5 * larger


def _word(letters: list[tuple[str, _Font, float]], segment: _Segment) -> _Word:
    text = "".join(letter for letter, _, _ in letters)
    small = [size_of.size < 0.92 * segment.size for _, size_of, _ in letters]
    raised = all(
        font.size < 0.85 * segment.size and base > segment.y + 0.15 * segment.size
        for _, font, base in letters
    )
    bold = sum(font.strong for _, font, _ in letters) > 0.5 * len(letters)
    # Small capitals that are drawn: capitals, most of them smaller than the line's letters.
    drawn = (
        len(letters) > 2
        and text.isupper()
        and sum(small) >= len(letters) - 2
        and not raised
        and any(c.isalpha() for c in text)
    )
    italic = all(font.italic for _, font, _ in letters)
    return _Word(text, bold or drawn, italic, raised and len(text) <= 3, letters[0][1].face)


def _font(handle: Any, index: int, thing: Any) -> _Font:
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = max(0.1, abs(raw.FPDFText_GetFontSize(handle, index) * scale))
    level = abs(matrix.b) <= 0.2 * abs(matrix.a) if matrix.a else False
    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, buffer, 256, flags)
    name = buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
    weight = raw.FPDFText_GetFontWeight(handle, index)
    strong = bool(_BOLD_FONT.search(name)) or weight >= 600 or bool(_CAPS_FONT.search(name))
    italic = bool(_ITALIC_FONT.search(name)) or bool(flags.value & 64)
    if thing:
        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        strong = strong or mode == 2  # filled and stroked: bold that word processors fake
    family = re.split(r"[-,]", _SUBSET.sub("", name), maxsplit=1)[0]
    return _Font(min(size, 1000.0), strong, italic, level, (family, _colour(handle, index)))


def _colour(handle: Any, index: int) -> int:
    import pypdfium2.raw as raw

    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(handle, index, *parts)
    return sum(part.value << 8 * place for place, part in enumerate(parts))


# --- from segments to lines in reading order ----------------------------------------------------


def _in_order(segments: list[_Segment], depth: int = 0) -> Iterator[_Line]:
    """The segments of a page, or of a part of it, as lines, each column by itself."""
    gutter = _gutter(segments) if depth < 3 else None
    if gutter is None:
        yield from _rows(segments)
        return
    band: list[_Segment] = []
    for segment in sorted(segments, key=lambda s: -s.y):
        if segment.x0 < gutter < segment.x1:
            yield from _band(band, gutter, depth)
            band = []
            yield from _rows([segment])
        else:
            band.append(segment)
    yield from _band(band, gutter, depth)


def _band(band: list[_Segment], gutter: float, depth: int) -> Iterator[_Line]:
    left = [segment for segment in band if segment.x1 <= gutter]
    right = [segment for segment in band if segment.x1 > gutter]
    yield from _in_order(left, depth + 1)
    yield from _in_order(right, depth + 1)


def _gutter(segments: list[_Segment]) -> float | None:
    """Where two columns part; None where there is one."""
    if len(segments) < 10:
        return None
    low, high = min(s.x0 for s in segments), max(s.x1 for s in segments)
    width = high - low
    best: tuple[int, int, float] | None = None
    steps = 60
    for step in range(int(0.2 * steps), int(0.8 * steps) + 1):
        x = low + width * step / steps
        crossing = sum(s.x0 < x < s.x1 for s in segments)
        left = sum(s.x1 <= x for s in segments)
        right = len(segments) - crossing - left
        if min(left, right) < 5 or crossing > 0.3 * (left + right):
            continue
        found = (crossing, -min(left, right), x)
        if best is None or found[:2] < best[:2]:
            best = found
    if best is None:
        return None
    x = best[2]
    left_side = [s for s in segments if s.x1 <= x]
    right_side = [s for s in segments if s.x0 >= x]
    # Names in the margin of the text are no column: few, and narrow.
    widths = [median(s.x1 - s.x0 for s in side) for side in (left_side, right_side)]
    if min(widths) < 0.45 * max(widths) or min(len(left_side), len(right_side)) < 0.25 * max(
        len(left_side), len(right_side)
    ):
        return None
    tops = [max(s.y for s in side) for side in (left_side, right_side)]
    ends = [min(s.y for s in side) for side in (left_side, right_side)]
    shared = min(tops) - max(ends)
    if shared < 0.4 * min(tops[0] - ends[0], tops[1] - ends[1]):
        return None
    return x


def _rows(segments: list[_Segment]) -> Iterator[_Line]:
    """Segments of one column, top to bottom, those on one baseline joined."""
    rows: list[list[_Segment]] = []
    for segment in sorted(segments, key=lambda s: (-s.y, s.x0)):
        if rows and abs(rows[-1][0].y - segment.y) < 0.4 * min(rows[-1][0].size, segment.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    lines = []
    for row in rows:
        row.sort(key=lambda s: s.x0)
        line = _Line(row[0].x0, row[-1].x1, row[0].y, max(s.size for s in row))
        line.words = [word for segment in row for word in segment.words]
        lines.append(line)
    if not lines:
        return
    starts = Counter(round(line.x0 / 3) for line in lines)
    most = max(starts.values())
    left = 3.0 * min(start for start, times in starts.items() if times >= 0.5 * most)
    ends = sorted(line.x1 for line in lines)
    right = ends[int(0.9 * (len(ends) - 1))]
    for number, line in enumerate(lines):
        line.left, line.right, line.first = left, right, number == 0
        yield line


# --- page furniture -----------------------------------------------------------------------------


def _mark_rare_faces(pages: list[list[_Line]]) -> None:
    """What is set in a typeface or a colour that little of the text has stands out, as bold."""
    words = [word for page in pages for line in page for word in line.words]
    sizes: Counter[tuple[str, int]] = Counter()
    for word in words:
        sizes[word.face] += len(word.text)
    rare = {face for face, size in sizes.items() if size < _RARE * sizes.total()}
    for word in words:
        word.strong = word.strong or word.face in rare


def _body_size(pages: list[list[_Line]]) -> float:
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[round(line.size * 2) / 2] += sum(len(word.text) for word in line.words)
    return sizes.most_common(1)[0][0]


def _without_furniture(
    pages: list[list[_Line]], body: float, left_out: list[LeftOut]
) -> list[list[_Line]]:
    """The pages without running heads, page numbers and foot-notes. On some pages a head stands in
    more lines than on others."""
    forms: Counter[str] = Counter()
    edges: list[tuple[set[int], set[int]]] = []  # where numbers stand, and heads may
    inside: set[str] = set()
    for page in pages:
        by_height = sorted(range(len(page)), key=lambda i: -page[i].y)
        edge = {*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]}
        wide = edge.union(by_height[: 2 * _EDGE_LINES])
        edges.append((edge, wide))
        forms.update({_form(page[i].text) for i in edge})
        inside.update(_form(line.text) for i, line in enumerate(page) if i not in wide)
    filled = sum(bool(page) for page in pages)
    needed = max(2, 0.35 * filled) if filled > 5 else max(2, 0.6 * filled)
    heads = {
        form
        for form, times in forms.items()
        if times >= needed and form not in inside and filled > 1 and len(form) < 120
    }
    bodies: list[list[_Line]] = []
    for page, (edge, wide) in zip(pages, edges, strict=True):
        rest: list[_Line] = []
        at = -page[0].page if page else 0  # the page; its lines have no numbers yet
        for number, line in enumerate(page):
            text = line.text
            if number in edge and PAGE_NUMBER.match(text):
                left_out.append(LeftOut("page number", text, at))
            elif number in wide and _form(text) in heads and not text.rstrip().endswith((":",)):
                left_out.append(LeftOut("running head", text, at))
            else:
                rest.append(line)
        bodies.append(_without_notes(rest, body, left_out))
    return bodies


def _form(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _without_notes(page: list[_Line], body: float, left_out: list[LeftOut]) -> list[_Line]:
    """A page without the notes in smaller letters at its foot."""
    if not page:
        return page
    lowest = sorted(page, key=lambda line: line.y)
    notes: list[_Line] = []
    for line in lowest:
        if line.size > 0.93 * body:
            break
        notes.append(line)
    numbered = [line for line in notes if re.match(r"^\W*(?:\d{1,3}|[*†a-z])\b", line.text)]
    if not numbered or len(notes) > 0.6 * len(page):
        return page
    top = max(line.y for line in numbered)
    dropped = [line for line in notes if line.y <= top + 0.5]
    dropped.sort(key=lambda line: -line.y)
    left_out.extend(LeftOut("foot-note", line.text, -line.page) for line in dropped)
    gone = {id(line) for line in dropped}
    return [line for line in page if id(line) not in gone]


# --- lines of the document ----------------------------------------------------------------------


def _source_lines(
    pages: list[list[_Line]], body: float, left_out: list[LeftOut]
) -> list[SourceLine]:
    pitches = [
        a.y - b.y
        for page in pages
        for a, b in pairwise(page)
        if not b.first and 0.8 * body < a.y - b.y < 2.2 * body
    ]
    common = Counter(round(2 * distance) / 2 for distance in pitches)
    # The closest lines that are common: larger distances part paragraphs.
    often = [distance for distance, times in common.items() if times >= 0.1 * len(pitches)]
    pitch = min(often, default=1.2 * body)
    sizes = sorted(
        {round(line.size) for page in pages for line in page if line.size >= 1.18 * body},
        reverse=True,
    )
    levels = {size: min(place, 6) for place, size in enumerate(sizes, start=1)}
    result: list[SourceLine] = []
    before: _Line | None = None
    number = 0
    for line in (line for page in pages for line in page):
        runs: list[Run] = []
        marked = False
        for word in line.words:
            if word.raised and word.text.strip("()[],").isdigit():
                left_out.append(LeftOut("foot-note mark", word.text, number + 1))
                marked = True
            else:
                if marked and runs and word.text[0] in ".,;:)":
                    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
                marked = False
                runs.append(Run(word.text + " ", word.strong, word.italic))
        text, lead, bold, italic = compose(runs)
        if not text:
            continue
        if len(runs) > 1 and _CLOCK.match(runs[0].text):  # it is set like no word of the line
            _, _, bold, italic = compose(runs[1:])
        number += 1
        heading = levels.get(round(line.size), 0) if line.size >= 1.18 * body else 0
        apart = before is None or _starts(before, line, pitch, result[-1], heading, text)
        bullet = text[0] in "•●▪■◦‣➢✓"
        if bullet:
            left_out.append(LeftOut("bullet", text[0], number))
            rest = text[1:].lstrip()
            lead = max(0, lead - (len(text) - len(rest)))
            text = rest
            if not text:
                continue
        result.append(
            SourceLine(
                text, number, apart or bullet, bullet=bullet, bold=bold, italic=italic,
                heading=heading, lead=lead, page=line.page,
            )
        )  # fmt: skip
        before = line
    return _joined_headings(result)


def _starts(
    before: _Line, line: _Line, pitch: float, last: SourceLine, heading: int, text: str
) -> bool:
    """Whether a paragraph starts with `line`."""
    ended = last.text.rstrip().endswith(ENDS)
    short = before.x1 < before.right - 0.12 * (before.right - before.left)
    indent = line.x0 - line.left
    indented = 0.7 * line.size < indent < 6 * line.size
    if last.heading != heading:
        return True
    if heading and line.page == before.page and 0 < before.y - line.y < 1.6 * line.size:
        return False
    if line.first or line.page != before.page:
        return ended or short or indented
    if before.y - line.y > 1.3 * pitch:
        return True
    if indented and before.x0 - before.left < 0.5 * line.size:
        return True
    if line.strong != before.strong:
        return ended or short or line.strong
    return short and (ended or text[:1].isupper())


def _joined_headings(lines: list[SourceLine]) -> list[SourceLine]:
    """Headings over more lines than one made whole: they are one heading."""
    result: list[SourceLine] = []
    for line in lines:
        last = result[-1] if result else None
        if last is not None and line.heading and line.heading == last.heading and not line.apart:
            result[-1] = replace(last, text=f"{last.text} {line.text}")
        else:
            result.append(line)
    return result
