"""Word documents (DOCX, ISO/IEC 29500) and OpenDocument texts (ODT, ISO/IEC 26300)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import Archive, UnreadableError, text_of
from podcast.reading.formats.blocks import Run, compose
from podcast.reading.formats.numbering import (
    Numbering,
    text_numbering,
    word_numbering,
    word_place,
    word_value,
)
from podcast.reading.formats.tables import take_table
from podcast.reading.lines import SourceLine

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


class _Reader:
    """What both readers fill, with the styles and the lists that their document has."""

    def __init__(self, styles: dict[str, _Style], numbering: Numbering) -> None:
        self.lines: list[SourceLine] = []
        self.left_out: list[LeftOut] = []
        self.number = 0  # of the last line
        self._styles = styles
        self._numbering = numbering

    def runs(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        """Yield the runs in a paragraph, set as `style` says where they say nothing."""
        raise NotImplementedError

    def style(self, identifier: str) -> _Style:
        """The style `identifier`, with what those say that it is based on."""
        found = self._styles.get(identifier)
        made, seen = found or _Style(), {identifier}
        while found is not None and found.parent not in seen:
            seen.add(found.parent)
            if (found := self._styles.get(found.parent)) is not None:
                made = made.over(found)
        return made

    def cell(self, paragraphs: Iterable[etree._Element]) -> str:
        """The text of a table's cell."""
        texts = (compose(list(self.runs(p, _Style(), 0)))[0] for p in paragraphs)
        return " ".join(filter(None, texts))

    def add(self, runs: list[Run], *, heading: int = 0, bullet: bool = False) -> None:
        """Add a paragraph, a line for each break in it; without text, it is only counted."""
        apart = True
        self.number += 1
        for part in _split(runs):
            text, lead, bold, italic = compose(part)
            if text:
                self.lines.append(
                    SourceLine(
                        text, self.number, apart, bullet=bullet and apart, bold=bold, italic=italic,
                        heading=heading, lead=lead, gap=_gap(part),
                    )
                )  # fmt: skip
            apart = not text  # two breaks in a row part paragraphs

    def leave(self, kind: str, text: str) -> None:
        """Note what is no speech."""
        if text := " ".join(text.split()):
            self.left_out.append(LeftOut(kind, text, max(1, self.number)))

    def table(self, rows: list[tuple[str, ...]]) -> bool:
        """Takes a table that holds a debate, or data; not one that only lays out."""
        taken = take_table(tuple(rows), self.number + 1, apart=1)
        if taken is None:
            return False
        self.lines += taken.lines
        self.left_out += taken.left_out
        self.number += len(rows)
        return True

    def document(self, name: str, title: str | None = None) -> Document:
        lines = self.lines
        headed = any(line.heading == 1 for line in lines)
        # Here and there a tab stands after "a)" or "Item 3" as well.
        if sum(line.gap > 0 for line in lines) < _TABBED * len(lines):
            lines = [replace(line, gap=0) if line.gap else line for line in lines]
        return Document(
            format=name,
            lines=tuple(lines),
            left_out=tuple(self.left_out),
            title=None if headed else title,
        )


def _split(runs: list[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        pieces = run.text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                parts.append([])
            if piece:
                parts[-1].append(Run(piece, run.strong, run.italic))
    return parts


def _gap(runs: list[Run]) -> int:
    """After how many characters of the text of `runs` a tab stands; 0 for none within it."""
    before, tab, after = "".join(run.text for run in runs).strip().partition("\t")
    return len(" ".join(before.split())) + 1 if tab and after.strip() else 0


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


# --- DOCX -------------------------------------------------------------------------------------


def _read_docx(archive: Archive) -> Document:
    document = archive.xml("word/document.xml")
    numbering = word_numbering(archive.xml("word/numbering.xml"))
    reader = _DocxReader(_word_styles(archive), numbering, _rare_looks(document))
    for body in document.iterfind("body"):
        reader.walk(body, 0)
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            reader.leave("running head", text_of(archive.xml(name)))
        elif name in _NOTES:
            for note in archive.xml(name):
                reader.leave(_NOTES[name], text_of(note))
    return reader.document("a Word document")


_NOTES = {
    "word/footnotes.xml": "foot-note",
    "word/endnotes.xml": "foot-note",
    "word/comments.xml": "comment",
}


def _word_styles(archive: Archive) -> dict[str, _Style]:
    styles = {}
    for element in archive.xml("word/styles.xml").iter("style"):
        name = word_value(element, "name").lower()
        heading = _outline(element.find("pPr"))
        if match := re.fullmatch(r"(?:heading|titre)\s*(\d)|title|titre", name):
            heading = int(match[1] or 1)
        properties = element.find("rPr")
        styles[element.get("styleId") or ""] = _Style(
            name,
            word_value(element, "basedOn"),
            heading,
            _switch(properties, *_STRONG),
            _switch(properties, "i"),
            word_place(element.find("pPr")),
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
        element = properties.find(name) if properties is not None else None
        if element is not None:
            said = said or (element.get("val") or "true") not in ("0", "false", "none", "off")
    return said


def _look(run: etree._Element) -> tuple[str, str]:
    """The character style and the colour of a run."""
    colour = word_value(run, "rPr/color").lower().replace("auto", "")
    return word_value(run, "rPr/rStyle"), colour


def _rare_looks(document: etree._Element) -> frozenset[tuple[str, str]]:
    """The styles and colours of runs that stand out, as names do: next to none of the text has
    them, and most has one other."""
    sizes: Counter[tuple[str, str]] = Counter()
    for run in document.iter("r"):
        sizes[_look(run)] += sum(len(text.text or "") for text in run.iterfind("t"))
    return frozenset(look for look, size in sizes.items() if size < _RARE * sizes.total())


_NO_SPEECH = {
    "contents": r"toc\b|tm\s?\d|table of figures",
    "running head": r"(?:header|footer|footnote text)$",
}
"""What paragraphs are whose style is called so."""
_AROUND_BLOCKS = ("ins", "moveTo", "smartTag", "customXml")
_AROUND_RUNS = (*_AROUND_BLOCKS, "hyperlink", "fldSimple", "sdt", "sdtContent", "bdo", "dir")
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "sym": " "}


class _DocxReader(_Reader):
    def __init__(
        self, styles: dict[str, _Style], numbering: Numbering, rare: frozenset[tuple[str, str]]
    ) -> None:
        super().__init__(styles, numbering)
        self._rare = rare

    def walk(self, element: etree._Element, depth: int) -> None:
        """Go through the blocks in `element`."""
        if depth > _DEEPEST:
            self.leave("text nested too deep", text_of(element))
            return
        for child in element:
            tag = child.tag
            if tag == "p":
                self._paragraph(child)
            elif tag == "tbl":
                if not self.table(self._rows(child)):
                    for cell in child.iterfind("tr/tc"):
                        self.walk(cell, depth + 1)
            elif tag == "sdt":
                gallery = word_value(child, "sdtPr/docPartObj/docPartGallery")
                for content in child.iterfind("sdtContent"):
                    if "contents" in gallery.lower():
                        self.leave("contents", text_of(content))
                    else:
                        self.walk(content, depth + 1)
            elif tag in _AROUND_BLOCKS:
                self.walk(child, depth + 1)

    def _rows(self, table: etree._Element) -> list[tuple[str, ...]]:
        return [
            tuple(self.cell(cell.iter("p")) for cell in row.iterfind("tc"))
            for row in table.iterfind("tr")
        ]

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find("pPr")
        style = self.style(word_value(properties, "pStyle"))
        if level := _outline(properties):
            style = replace(style, heading=level, listed=None)
        numbered = properties is not None and properties.find("numPr") is not None
        runs = list(self.runs(element, style, 0))
        for kind, names in _NO_SPEECH.items():
            if re.match(names, style.name):
                self.leave(kind, "".join(run.text for run in runs))
                return
        place = word_place(properties) or style.listed
        bullet = (numbered or style.listed is not None) and not style.heading
        if place and bullet and any(run.text.strip() for run in runs):
            runs = _numbered(self._numbering.next(*place), runs)
        self.add(runs, heading=min(style.heading, 6), bullet=bullet)

    def runs(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag == "r":
                yield from self._run(child, style, depth)
            elif tag in _AROUND_RUNS:
                yield from self.runs(child, style, depth + 1)
            elif tag in ("del", "moveFrom"):
                self.leave("deleted", text_of(child))

    def _run(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        properties = element.find("rPr")
        own = _Style(strong=_switch(properties, *_STRONG), italic=_switch(properties, "i"))
        look = own.over(self.style(word_value(properties, "rStyle"))).over(style)
        strong = bool(look.strong) or (properties is not None and _look(element) in self._rare)
        for child in element:
            tag = child.tag
            text = (child.text or "") if tag == "t" else _SIGNS.get(tag, "")
            if tag == "br":
                text = " " if child.get("type") in ("page", "column") else "\n"
            elif tag in ("AlternateContent", "drawing", "pict"):
                yield from self._boxed(child, style, depth)
            if text and _switch(properties, "vanish"):
                self.leave("hidden", text)
            elif text:
                yield Run(text, strong, bool(look.italic))

    def _boxed(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        """The text of a box; of two versions of the same box, the first."""
        for box in islice(element.iter("txbxContent"), 1):
            for paragraph in box.iter("p"):
                yield Run("\n")
                yield from self.runs(paragraph, style, depth + 1)
            yield Run("\n")


# --- ODT --------------------------------------------------------------------------------------


def _read_odt(archive: Archive) -> Document:
    if next(archive.xml("META-INF/manifest.xml").iter("encryption-data"), None) is not None:
        raise UnreadableError("it is locked by a password")
    page, content = archive.xml("styles.xml"), archive.xml("content.xml")
    styles = {name: style for root in (page, content) for name, style in _odt_styles(root)}
    reader = _OdtReader(styles, text_numbering(page, content))
    body = content.find("body/text")
    if body is None:
        raise UnreadableError("it is an OpenDocument file, but no text; save it as ODT or DOCX")
    reader.walk(body, 0)
    for element in page.iter("header", "footer"):
        reader.leave("running head", text_of(element))
    title = next((text_of(found) for found in archive.xml("meta.xml").iter("title")), "")
    return reader.document("an OpenDocument text", title or None)


def _odt_styles(root: etree._Element) -> Iterator[tuple[str, _Style]]:
    for element in root.iter("style"):
        look = element.find("text-properties")
        look = etree.Element("none") if look is None else look
        weight, slant = look.get("font-weight"), look.get("font-style")
        strong = weight in ("bold", "600", "700", "800", "900") if weight else None
        if look.get("font-variant") == "small-caps":
            strong = True
        italic = slant in ("italic", "oblique") if slant else None
        name = element.get("name") or ""
        parent = element.get("parent-style-name") or ""
        yield name, _Style(name, parent, int(name in ("Title", "Titre")), strong, italic)


class _OdtReader(_Reader):
    _marker = ""  # of the item of a list that begins

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
            self.leave("text nested too deep", text_of(element))
            return
        for child in element:
            tag = child.tag
            if tag in ("p", "h"):
                self._paragraph(child, tag, bullet)
            elif tag == "list":
                name, level = listed
                name = child.get("style-name") or name
                if level < 0 and child.get("continue-numbering") != "true":
                    self._numbering.restart(name)
                self.walk(child, depth + 1, bullet=True, listed=(name, level + 1))
            elif tag == "list-item":
                self._marker = self._numbering.next(*listed)
                self.walk(child, depth + 1, bullet=bullet, listed=listed)
            elif tag in ("list-header", "section", "index-body"):
                self.walk(child, depth + 1, bullet=bullet, listed=listed)
            elif tag == "table":
                if not self.table(self._rows(child)):
                    for cell in child.iter("table-cell"):
                        self.walk(cell, depth + 1)
            elif tag.endswith("-index") or tag in ("table-of-content", "bibliography"):
                self.leave("contents", text_of(child))
            elif tag == "tracked-changes":
                self.leave("deleted", text_of(child))

    def _rows(self, table: etree._Element) -> list[tuple[str, ...]]:
        return [
            tuple(self.cell(cell.iter("p", "h")) for cell in row.iterfind("table-cell"))
            for row in table.iter("table-row")
        ]

    def _paragraph(self, element: etree._Element, tag: str, bullet: bool) -> None:
        style = self.style(element.get("style-name") or "")
        heading = style.heading
        if tag == "h":
            level = element.get("outline-level") or "1"
            heading = min(int(level), 6) if level.isdigit() else 1
        runs = list(self.runs(element, style, 0))
        if self._marker and not heading and any(run.text.strip() for run in runs):
            runs, self._marker = _numbered(self._marker, runs), ""
        self.add(runs, heading=heading, bullet=bullet and not heading)

    def runs(self, element: etree._Element, style: _Style, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return

        def run(text: str) -> Run:
            return Run(text, bool(style.strong), bool(style.italic))

        if element.text:
            yield run(element.text)
        for child in element:
            tag = child.tag
            if tag == "span":
                own = self.style(child.get("style-name") or "")
                yield from self.runs(child, own.over(style), depth + 1)
            elif tag in _MARKS:
                yield run(_MARKS[tag])
            elif tag == "note":
                for part in child.iterfind("note-citation"):
                    self.leave("foot-note mark", text_of(part))
                for part in child.iterfind("note-body"):
                    self.leave("foot-note", text_of(part))
            elif tag == "annotation":
                self.leave("comment", text_of(child))
            elif tag in ("frame", "text-box"):
                for paragraph in child.iter("p"):
                    yield Run("\n")
                    yield from self.runs(paragraph, style, depth + 1)
                    yield Run("\n")
            elif isinstance(tag, str):
                yield from self.runs(child, style, depth + 1)
            if child.tail:
                yield run(child.tail)


_MARKS = {"s": " ", "tab": "\t", "line-break": "\n"}
