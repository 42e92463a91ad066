"""Word documents (DOCX, ISO/IEC 29500) and OpenDocument texts (ODT, ISO/IEC 26300)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import Archive, UnreadableError, local_name, text_of
from podcast.reading.formats.blocks import BlockBuilder, Run, compose
from podcast.reading.formats.numbering import (
    Numbering,
    text_numbering,
    word_numbering,
    word_place,
    word_value,
)
from podcast.reading.formats.tables import take_table

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 200
_STRONG = ("b", "smallCaps", "caps", "u")
_RARE = 0.25
_TABBED = 0.3


def read_office(data: bytes) -> Document:
    """The document in the archive `data`. Raises `UnreadableError` where it is none, or damaged."""
    archive = Archive(data)
    if "word/document.xml" in archive.names:
        return _read_docx(archive)
    if "content.xml" in archive.names:
        return _read_odt(archive)
    kind = "an EPUB" if "META-INF/container.xml" in archive.names else "a ZIP archive"
    if any(name.startswith(("xl/", "ppt/")) for name in archive.names):
        kind = "a spreadsheet or a presentation"
    raise UnreadableError(
        f"it seems to be {kind}; save the transcript as text, a web page, PDF, DOCX or ODT"
    )


@dataclass(slots=True)
class _Writer:
    """What both readers fill."""

    builder: BlockBuilder = field(default_factory=BlockBuilder)
    left_out: list[LeftOut] = field(default_factory=list)

    def leave(self, kind: str, text: str) -> None:
        if text.strip():
            number = max(1, self.builder.number)
            self.left_out.append(LeftOut(kind, " ".join(text.split()), number))

    def table(self, rows: list[tuple[str, ...]]) -> bool:
        """Takes a table that holds a debate, or data; not one that only lays out."""
        taken = take_table(tuple(rows), self.builder.number + 1, apart=1)
        if taken is None:
            return False
        self.builder.lines += taken.lines
        self.left_out += taken.left_out
        self.builder.number += len(rows)
        return True

    def document(self, name: str, title: str | None, language: str | None) -> Document:
        lines = self.builder.lines
        headed = any(line.heading == 1 for line in lines)
        # Here and there a tab stands after "a)" or "Item 3" as well.
        if sum(line.gap > 0 for line in lines) < _TABBED * len(lines):
            lines = [replace(line, gap=0) if line.gap else line for line in lines]
        return Document(
            format=name,
            lines=tuple(lines),
            left_out=tuple(self.left_out),
            title=None if headed else title,
            language=language,
        )


def _numbered(number: str, runs: list[Run]) -> list[Run]:
    """Return `runs` after the number that a list shows, set as the first of them is."""
    return [replace(runs[0], text=f"{number} "), *runs] if number else runs


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style says of the paragraphs or the runs that have it; None for nothing."""

    name: str = ""
    parent: str = ""
    heading: int = 0
    strong: bool | None = None
    italic: bool | None = None
    listed: tuple[str, int] | None = None

    def over(self, other: _Style) -> _Style:
        """This, with what it leaves open as `other` has it."""
        return _Style(
            self.name,
            "",
            self.heading or other.heading,
            self.strong if self.strong is not None else other.strong,
            self.italic if self.italic is not None else other.italic,
            self.listed or other.listed,
        )


def _resolved(styles: dict[str, _Style], identifier: str) -> _Style:
    """The style `identifier`, with what those say that it is based on."""
    found = styles.get(identifier)
    made, seen = found or _Style(), {identifier}
    while found is not None and found.parent not in seen:
        seen.add(found.parent)
        if (found := styles.get(found.parent)) is not None:
            made = made.over(found)
    return made


def _cell_text(paragraphs: Iterable[Iterable[Run]]) -> str:
    return " ".join(filter(None, (compose(list(runs))[0] for runs in paragraphs)))


# --- DOCX -------------------------------------------------------------------------------------


def _read_docx(archive: Archive) -> Document:
    body = archive.xml("word/document.xml").find(f"{_W}body")
    reader = _DocxReader(
        _word_styles(archive),
        _rare_looks(body) if body is not None else frozenset(),
        word_numbering(
            archive.xml("word/numbering.xml") if "word/numbering.xml" in archive.names else None
        ),
    )
    if body is not None:
        reader.walk(body, 0)
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            reader.out.leave("running head", text_of(archive.xml(name)))
        elif name in _NOTES:
            for note in archive.xml(name):
                reader.out.leave(_NOTES[name], text_of(note))
    return reader.out.document("a Word document", None, None)


_NOTES = {
    "word/footnotes.xml": "foot-note",
    "word/endnotes.xml": "foot-note",
    "word/comments.xml": "comment",
}


def _word_styles(archive: Archive) -> dict[str, _Style]:
    if "word/styles.xml" not in archive.names:
        return {}
    styles = {}
    for element in archive.xml("word/styles.xml").iter(f"{_W}style"):
        name = word_value(element, "name").lower()
        heading = _outline(element.find(f"{_W}pPr"))
        if match := re.fullmatch(r"(?:heading|titre)\s*(\d)", name):
            heading = int(match.group(1))
        if name in ("title", "titre"):
            heading = 1
        properties = element.find(f"{_W}rPr")
        styles[element.get(f"{_W}styleId") or ""] = _Style(
            name,
            word_value(element, "basedOn"),
            heading,
            _switch(properties, *_STRONG),
            _switch(properties, "i"),
            word_place(element.find(f"{_W}pPr")),
        )
    return styles


def _outline(properties: etree._Element | None) -> int:
    """The level of a heading, 0 for none; level 9 is the text."""
    level = word_value(properties, "outlineLvl")
    return min(int(level) + 1, 10) % 10 if level.isdigit() else 0


def _switch(properties: etree._Element | None, *names: str) -> bool | None:
    """Whether a property is on; None where nothing is said of it."""
    said = None
    for name in names:
        element = properties.find(f"{_W}{name}") if properties is not None else None
        if element is not None:
            said = said or (element.get(f"{_W}val") or "true") not in ("0", "false", "none", "off")
    return said


def _look(run: etree._Element) -> tuple[str, str]:
    """The character style and the colour of a run."""
    colour = word_value(run, "rPr/color").lower().replace("auto", "")
    return word_value(run, "rPr/rStyle"), colour


def _rare_looks(body: etree._Element) -> frozenset[tuple[str, str]]:
    """The styles and colours of runs that stand out, as names do: next to none of the text has
    them, and most has one other."""
    sizes: Counter[tuple[str, str]] = Counter()
    for run in body.iter(f"{_W}r"):
        sizes[_look(run)] += sum(len(text.text or "") for text in run.iterfind(f"{_W}t"))
    return frozenset(look for look, size in sizes.items() if size < _RARE * sizes.total())


_AROUND_BLOCKS = ("ins", "moveTo", "smartTag", "customXml")
_AROUND_RUNS = (*_AROUND_BLOCKS, "hyperlink", "fldSimple", "sdt", "sdtContent", "bdo", "dir")
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "sym": " "}


class _DocxReader:
    def __init__(
        self, styles: dict[str, _Style], rare: frozenset[tuple[str, str]], numbering: Numbering
    ) -> None:
        self.out = _Writer()
        self._styles = styles
        self._rare = rare
        self._numbering = numbering

    def walk(self, element: etree._Element, depth: int) -> None:
        """Go through the blocks in `element`."""
        if depth > _DEEPEST:
            self.out.leave("text nested too deep", text_of(element))
            return
        for child in element:
            tag = local_name(child)
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                if not self.out.table(self._rows(child)):
                    for cell in child.iterfind(f"{_W}tr/{_W}tc"):
                        self.walk(cell, depth + 1)
            elif tag == "sdt":
                content = child.find(f"{_W}sdtContent")
                if content is None:
                    continue
                gallery = word_value(child, "sdtPr/docPartObj/docPartGallery")
                if "contents" in gallery.lower():
                    self.out.leave("contents", text_of(content))
                else:
                    self.walk(content, depth + 1)
            elif tag in _AROUND_BLOCKS:
                self.walk(child, depth + 1)

    def _rows(self, table: etree._Element) -> list[tuple[str, ...]]:
        return [
            tuple(
                _cell_text(self._runs(p, _Style(), 0) for p in cell.iter(f"{_W}p"))
                for cell in row.iterfind(f"{_W}tc")
            )
            for row in table.iterfind(f"{_W}tr")
        ]

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = _resolved(self._styles, word_value(properties, "pStyle"))
        if level := _outline(properties):
            style = replace(style, heading=level, listed=None)
        numbered = properties is not None and properties.find(f"{_W}numPr") is not None
        runs = list(self._runs(element, style, 0))
        if re.match(r"toc\b|tm\s?\d|table of figures", style.name):
            self.out.leave("contents", "".join(run.text for run in runs))
            return
        if style.name in ("header", "footer", "footnote text"):
            self.out.leave("running head", "".join(run.text for run in runs))
            return
        place = word_place(properties) or style.listed
        bullet = (numbered or style.listed is not None) and not style.heading
        if place and bullet and any(run.text.strip() for run in runs):
            runs = _numbered(self._numbering.next(*place), runs)
        self.out.builder.add(runs, heading=min(style.heading, 6), bullet=bullet)

    def _runs(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = local_name(child)
            if tag == "r":
                yield from self._run(child, style, depth)
            elif tag in _AROUND_RUNS:
                yield from self._runs(child, style, depth + 1)
            elif tag in ("del", "moveFrom"):
                self.out.leave("deleted", text_of(child))

    def _run(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        properties = element.find(f"{_W}rPr")
        own = _Style(strong=_switch(properties, *_STRONG), italic=_switch(properties, "i"))
        look = own.over(_resolved(self._styles, word_value(properties, "rStyle"))).over(style)
        strong = bool(look.strong) or (properties is not None and _look(element) in self._rare)
        for child in element:
            tag = local_name(child)
            text = (child.text or "") if tag == "t" else _SIGNS.get(tag, "")
            if tag == "br":
                text = " " if child.get(f"{_W}type") in ("page", "column") else "\n"
            elif tag in ("AlternateContent", "drawing", "pict"):
                yield from self._boxed(child, style, depth)
            if text and _switch(properties, "vanish"):
                self.out.leave("hidden", text)
            elif text:
                yield Run(text, strong, bool(look.italic))

    def _boxed(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        """The text of a box; of two versions of the same box, the first."""
        box = next((e for e in element.iter() if local_name(e) == "txbxContent"), None)
        if box is None:
            return
        for paragraph in box.iter(f"{_W}p"):
            yield Run("\n")
            yield from self._runs(paragraph, style, depth + 1)
        yield Run("\n")


# --- ODT --------------------------------------------------------------------------------------

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def _read_odt(archive: Archive) -> Document:
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in archive.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableError("it is locked by a password")
    styles: dict[str, _Style] = {}
    if "styles.xml" in archive.names:
        _odt_styles(archive.xml("styles.xml"), styles)
    content = archive.xml("content.xml")
    _odt_styles(content, styles)
    roots = [archive.xml("styles.xml")] if "styles.xml" in archive.names else []
    reader = _OdtReader(styles, text_numbering(*roots, content))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableError("it is an OpenDocument file, but no text; save it as ODT or DOCX")
    reader.walk(body, 0)
    if "styles.xml" in archive.names:
        for element in archive.xml("styles.xml").iter(f"{_STYLE}header", f"{_STYLE}footer"):
            reader.out.leave("running head", text_of(element))
    return reader.out.document("an OpenDocument text", _odt_title(archive), None)


def _odt_title(archive: Archive) -> str | None:
    if "meta.xml" not in archive.names:
        return None
    found = next((e for e in archive.xml("meta.xml").iter() if local_name(e) == "title"), None)
    return text_of(found) or None if found is not None else None


def _odt_styles(root: etree._Element, styles: dict[str, _Style]) -> None:
    for element in root.iter(f"{_STYLE}style"):
        text = element.find(f"{_STYLE}text-properties")
        strong = italic = None
        if text is not None:
            weight = text.get(f"{_FO}font-weight")
            if weight is not None:
                strong = weight in ("bold", "600", "700", "800", "900")
            if text.get(f"{_FO}font-variant") == "small-caps":
                strong = True
            slant = text.get(f"{_FO}font-style")
            italic = slant in ("italic", "oblique") if slant is not None else None
        name = element.get(f"{_STYLE}name") or ""
        parent = element.get(f"{_STYLE}parent-style-name") or ""
        styles[name] = _Style(name, parent, int(name in ("Title", "Titre")), strong, italic)


class _OdtReader:
    def __init__(self, styles: dict[str, _Style], numbering: Numbering) -> None:
        self.out = _Writer()
        self._styles = styles
        self._numbering = numbering
        self._number = ""  # of the list's item that begins

    def walk(
        self,
        element: etree._Element,
        depth: int,
        *,
        bullet: bool = False,
        listed: tuple[str, int] = ("", -1),
    ) -> None:
        """Go through the blocks in `element`, in a list of that style at that level."""
        if depth > _DEEPEST:
            self.out.leave("text nested too deep", text_of(element))
            return
        for child in element:
            tag = local_name(child)
            if tag in ("p", "h"):
                self._paragraph(child, tag, bullet)
            elif tag == "list":
                name, level = listed
                name = child.get(f"{_TEXT}style-name") or name
                if level < 0 and child.get(f"{_TEXT}continue-numbering") != "true":
                    self._numbering.restart(name)
                self.walk(child, depth + 1, bullet=True, listed=(name, level + 1))
            elif tag == "list-item":
                self._number = self._numbering.next(*listed)
                self.walk(child, depth + 1, bullet=bullet, listed=listed)
            elif tag in ("list-header", "section", "index-body"):
                self.walk(child, depth + 1, bullet=bullet, listed=listed)
            elif tag == "table":
                if not self.out.table(self._rows(child)):
                    for cell in child.iter(f"{_TABLE}table-cell"):
                        self.walk(cell, depth + 1)
            elif tag.endswith("-index") or tag in ("table-of-content", "bibliography"):
                self.out.leave("contents", text_of(child))
            elif tag == "tracked-changes":
                self.out.leave("deleted", text_of(child))

    def _rows(self, table: etree._Element) -> list[tuple[str, ...]]:
        return [
            tuple(
                _cell_text(self._runs(p, _Style(), 0) for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                for cell in row
                if local_name(cell) == "table-cell"
            )
            for row in table.iter(f"{_TABLE}table-row")
        ]

    def _paragraph(self, element: etree._Element, tag: str, bullet: bool) -> None:
        style = _resolved(self._styles, element.get(f"{_TEXT}style-name") or "")
        heading = style.heading
        if tag == "h":
            level = element.get(f"{_TEXT}outline-level") or "1"
            heading = min(int(level), 6) if level.isdigit() else 1
        runs = list(self._runs(element, style, 0))
        if self._number and not heading and any(run.text.strip() for run in runs):
            runs, self._number = _numbered(self._number, runs), ""
        self.out.builder.add(runs, heading=heading, bullet=bullet and not heading)

    def _runs(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return

        def run(text: str) -> Run:
            return Run(text, bool(style.strong), bool(style.italic))

        if element.text:
            yield run(element.text)
        for child in element:
            tag = local_name(child)
            if tag == "span":
                own = _resolved(self._styles, child.get(f"{_TEXT}style-name") or "")
                yield from self._runs(child, own.over(style), depth + 1)
            elif tag in _MARKS:
                yield run(_MARKS[tag])
            elif tag == "note":
                for part, kind in (("note-citation", "foot-note mark"), ("note-body", "foot-note")):
                    found = child.find(f"{_TEXT}{part}")
                    self.out.leave(kind, text_of(found) if found is not None else "")
            elif tag == "annotation":
                self.out.leave("comment", text_of(child))
            elif tag in ("frame", "text-box"):
                for paragraph in child.iter(f"{_TEXT}p"):
                    yield Run("\n")
                    yield from self._runs(paragraph, style, depth + 1)
                    yield Run("\n")
            elif tag:
                yield from self._runs(child, style, depth + 1)
            if child.tail:
                yield run(child.tail)


_MARKS = {"s": " ", "tab": "\t", "line-break": "\n"}
