"""Word documents (DOCX, ISO/IEC 29500) and OpenDocument texts (ODT, ISO/IEC 26300)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import Archive, local_name, text_of
from podcast.reading.formats.blocks import BlockBuilder, Run, compose
from podcast.reading.formats.numbering import (
    Numbering,
    text_numbering,
    word_numbering,
    word_place,
)
from podcast.reading.formats.tables import rows_to_lines
from podcast.reading.formats.unreadable import UnreadableError

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
        if not rows or max(map(len, rows)) < 2:
            return False
        speech = rows_to_lines(tuple(rows), self.builder.number + 1)
        if speech is not None:
            self.builder.lines += speech.lines
            self.left_out += speech.left_out
            self.builder.number += len(rows)
            return True
        if max(len(cell) for row in rows for cell in row) > 400:
            return False
        for row in rows:
            self.builder.number += 1
            self.leave("table", " | ".join(row))
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


# --- DOCX -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _WordStyle:
    """What a style says of the paragraphs or the runs that have it."""

    name: str = ""
    parent: str = ""
    heading: int = 0
    strong: bool | None = None
    italic: bool | None = None
    listed: tuple[str, int] | None = None


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
        elif name in ("word/footnotes.xml", "word/endnotes.xml"):
            for note in archive.xml(name):
                reader.out.leave("foot-note", text_of(note))
        elif name == "word/comments.xml":
            for comment in archive.xml(name):
                reader.out.leave("comment", text_of(comment))
    return reader.out.document("a Word document", None, None)


def _word_styles(archive: Archive) -> dict[str, _WordStyle]:
    if "word/styles.xml" not in archive.names:
        return {}
    styles = {}
    for element in archive.xml("word/styles.xml").iter(f"{_W}style"):
        identifier = element.get(f"{_W}styleId") or ""
        name_of = element.find(f"{_W}name")
        name = ((name_of.get(f"{_W}val") or "") if name_of is not None else "").lower()
        based = element.find(f"{_W}basedOn")
        outline = element.find(f"{_W}pPr/{_W}outlineLvl")
        heading = 0
        if outline is not None and (outline.get(f"{_W}val") or "").isdigit():
            heading = min(int(outline.get(f"{_W}val") or 9) + 1, 10) % 10
        if match := re.fullmatch(r"(?:heading|titre)\s*(\d)", name):
            heading = int(match.group(1))
        if name in ("title", "titre"):
            heading = 1
        properties = element.find(f"{_W}rPr")
        paragraph = element.find(f"{_W}pPr")
        styles[identifier] = _WordStyle(
            name,
            (based.get(f"{_W}val") or "") if based is not None else "",
            heading,
            _switch(properties, *_STRONG),
            _switch(properties, "i"),
            word_place(paragraph) if paragraph is not None else None,
        )
    return styles


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
    named, colour = run.find(f"{_W}rPr/{_W}rStyle"), run.find(f"{_W}rPr/{_W}color")
    return (
        (named.get(f"{_W}val") or "") if named is not None else "",
        (colour.get(f"{_W}val") or "").lower().replace("auto", "") if colour is not None else "",
    )


def _rare_looks(body: etree._Element) -> frozenset[tuple[str, str]]:
    """The styles and colours of runs that stand out, as names do: next to none of the text has
    them, and most has one other."""
    sizes: Counter[tuple[str, str]] = Counter()
    for run in body.iter(f"{_W}r"):
        sizes[_look(run)] += sum(len(text.text or "") for text in run.iterfind(f"{_W}t"))
    return frozenset(look for look, size in sizes.items() if size < _RARE * sizes.total())


class _DocxReader:
    def __init__(
        self,
        styles: dict[str, _WordStyle],
        rare: frozenset[tuple[str, str]],
        numbering: Numbering,
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
                gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                if gallery is not None and "contents" in (gallery.get(f"{_W}val") or "").lower():
                    self.out.leave("contents", text_of(content))
                else:
                    self.walk(content, depth + 1)
            elif tag in ("ins", "moveTo", "smartTag", "customXml"):
                self.walk(child, depth + 1)

    def _rows(self, table: etree._Element) -> list[tuple[str, ...]]:
        rows = []
        for row in table.iterfind(f"{_W}tr"):
            cells = []
            for cell in row.iterfind(f"{_W}tc"):
                words = [
                    compose(list(self._runs(p, _WordStyle(), 0)))[0] for p in cell.iter(f"{_W}p")
                ]
                cells.append(" ".join(filter(None, words)))
            rows.append(tuple(cells))
        return rows

    def _chain(self, identifier: str) -> Iterator[_WordStyle]:
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            yield self._styles[identifier]
            identifier = self._styles[identifier].parent

    def _resolved(self, identifier: str) -> _WordStyle:
        chain = list(self._chain(identifier))
        return _WordStyle(
            chain[0].name if chain else "",
            "",
            next((style.heading for style in chain if style.heading), 0),
            next((style.strong for style in chain if style.strong is not None), None),
            next((style.italic for style in chain if style.italic is not None), None),
            next((style.listed for style in chain if style.listed), None),
        )

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{_W}pPr")
        style = _WordStyle()
        bullet = False
        place = None
        if properties is not None:
            named = properties.find(f"{_W}pStyle")
            if named is not None:
                style = self._resolved(named.get(f"{_W}val") or "")
            outline = properties.find(f"{_W}outlineLvl")
            if outline is not None and (outline.get(f"{_W}val") or "9") in "012345678":
                style = _WordStyle(
                    style.name,
                    "",
                    int(outline.get(f"{_W}val") or 0) + 1,
                    style.strong,
                    style.italic,
                )
            bullet = properties.find(f"{_W}numPr") is not None
            place = word_place(properties)
        runs = list(self._runs(element, style, 0))
        if re.match(r"toc\b|tm\s?\d|table of figures", style.name):
            self.out.leave("contents", "".join(run.text for run in runs))
            return
        if style.name in ("header", "footer", "footnote text"):
            self.out.leave("running head", "".join(run.text for run in runs))
            return
        place = place or style.listed
        bullet = (bullet or style.listed is not None) and not style.heading
        if place and bullet and any(run.text.strip() for run in runs):
            runs = _numbered(self._numbering.next(*place), runs)
        self.out.builder.add(runs, heading=min(style.heading, 6), bullet=bullet)

    def _runs(self, element: etree._Element, style: _WordStyle, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = local_name(child)
            if tag == "r":
                yield from self._run(child, style, depth)
            elif tag in (
                "hyperlink",
                "ins",
                "moveTo",
                "smartTag",
                "fldSimple",
                "sdt",
                "sdtContent",
                "customXml",
                "bdo",
                "dir",
            ):
                yield from self._runs(child, style, depth + 1)
            elif tag in ("del", "moveFrom"):
                self.out.leave("deleted", text_of(child))

    def _run(self, element: etree._Element, style: _WordStyle, depth: int) -> Iterator[Run]:
        properties = element.find(f"{_W}rPr")
        strong, italic = style.strong, style.italic
        hidden = False
        if properties is not None:
            named = properties.find(f"{_W}rStyle")
            if named is not None:
                own = self._resolved(named.get(f"{_W}val") or "")
                strong = own.strong if own.strong is not None else strong
                italic = own.italic if own.italic is not None else italic
            said = _switch(properties, *_STRONG)
            strong = said if said is not None else strong
            strong = strong or _look(element) in self._rare
            said = _switch(properties, "i")
            italic = said if said is not None else italic
            hidden = bool(_switch(properties, "vanish"))
        for child in element:
            tag = local_name(child)
            text = ""
            if tag == "t":
                text = child.text or ""
            elif tag in ("tab", "ptab"):
                text = "\t"
            elif tag == "br":
                text = " " if child.get(f"{_W}type") in ("page", "column") else "\n"
            elif tag == "cr":
                text = "\n"
            elif tag == "noBreakHyphen":
                text = "-"
            elif tag == "sym":
                text = " "
            elif tag in ("AlternateContent", "drawing", "pict"):
                yield from self._boxed(child, style, depth)
            if text and hidden:
                self.out.leave("hidden", text)
            elif text:
                yield Run(text, bool(strong), bool(italic))

    def _boxed(self, element: etree._Element, style: _WordStyle, depth: int) -> Iterator[Run]:
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
    styles: dict[str, _OdtStyle] = {}
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


@dataclass(frozen=True, slots=True)
class _OdtStyle:
    parent: str
    strong: bool | None
    italic: bool | None
    heading: bool


def _odt_styles(root: etree._Element, styles: dict[str, _OdtStyle]) -> None:
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
        styles[name] = _OdtStyle(
            element.get(f"{_STYLE}parent-style-name") or "",
            strong,
            italic,
            name in ("Title", "Titre"),
        )


class _OdtReader:
    def __init__(self, styles: dict[str, _OdtStyle], numbering: Numbering) -> None:
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
        rows = []
        for row in table.iter(f"{_TABLE}table-row"):
            cells = [
                " ".join(
                    filter(
                        None,
                        (
                            compose(list(self._runs(p, False, False, 0)))[0]
                            for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h")
                        ),
                    )
                )
                for cell in row
                if local_name(cell) == "table-cell"
            ]
            rows.append(tuple(cells))
        return rows

    def _look(self, name: str | None) -> tuple[bool | None, bool | None, bool]:
        strong = italic = None
        heading = False
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            strong = style.strong if strong is None else strong
            italic = style.italic if italic is None else italic
            heading = heading or style.heading
            name = style.parent
        return strong, italic, heading

    def _paragraph(self, element: etree._Element, tag: str, bullet: bool) -> None:
        strong, italic, titled = self._look(element.get(f"{_TEXT}style-name"))
        heading = 1 if titled else 0
        if tag == "h":
            level = element.get(f"{_TEXT}outline-level") or "1"
            heading = min(int(level), 6) if level.isdigit() else 1
        runs = list(self._runs(element, bool(strong), bool(italic), 0))
        if self._number and not heading and any(run.text.strip() for run in runs):
            runs, self._number = _numbered(self._number, runs), ""
        self.out.builder.add(runs, heading=heading, bullet=bullet and not heading)

    def _runs(
        self, element: etree._Element, strong: bool, italic: bool, depth: int
    ) -> Iterator[Run]:
        if depth > _DEEPEST:
            return
        if element.text:
            yield Run(element.text, strong, italic)
        for child in element:
            tag = local_name(child)
            if tag == "span":
                own_strong, own_italic, _ = self._look(child.get(f"{_TEXT}style-name"))
                yield from self._runs(
                    child,
                    strong if own_strong is None else own_strong,
                    italic if own_italic is None else own_italic,
                    depth + 1,
                )
            elif tag in ("s", "tab"):
                yield Run("\t" if tag == "tab" else " ", strong, italic)
            elif tag == "line-break":
                yield Run("\n", strong, italic)
            elif tag == "note":
                citation = child.find(f"{_TEXT}note-citation")
                body = child.find(f"{_TEXT}note-body")
                self.out.leave("foot-note mark", text_of(citation) if citation is not None else "")
                self.out.leave("foot-note", text_of(body) if body is not None else "")
            elif tag == "annotation":
                self.out.leave("comment", text_of(child))
            elif tag in ("frame", "text-box"):
                for paragraph in child.iter(f"{_TEXT}p"):
                    yield Run("\n")
                    yield from self._runs(paragraph, strong, italic, depth + 1)
                    yield Run("\n")
            elif tag:
                yield from self._runs(child, strong, italic, depth + 1)
            if child.tail:
                yield Run(child.tail, strong, italic)
