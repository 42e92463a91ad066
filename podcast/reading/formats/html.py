"""Web pages: the main content found, navigation and tables of contents left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed, without
from podcast.reading.formats.archive import UnreadableError, line_of
from podcast.reading.formats.blocks import Run, compose
from podcast.reading.formats.tables import explained_initials, name_weight, take_table
from podcast.reading.lines import SourceLine

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol
    option p pre section summary table tbody td tfoot th thead tr ul caption title""".split()
)
_SILENT = frozenset(
    """script style template noscript head svg math object embed iframe video audio canvas
    datalist meta link""".split()
)
_FURNITURE_TAGS = frozenset("nav aside footer form button select textarea input".split())
_FURNITURE_ROLES = frozenset("navigation banner contentinfo search complementary menu".split())


def _class_words(words: str) -> re.Pattern[str]:
    """What finds one of `words` in the names of an element's class."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])", re.I)


_FURNITURE_WORDS = _class_words(
    """nav navbar navigation menu breadcrumbs? ariane sidebar footer cookies? share sharing partage
    social related comments? comment-?list commentaires newsletter sommaire toc contents pagination
    pager banner skip skiplinks? masthead subscribe advert pub promo tags meta pied entete"""
)
_SPEAKER_WORDS = _class_words(
    """speaker author auteur sender username orateur oratrice intervenant intervenante locuteur
    small-?caps petites?-?capitales? who nom name"""
)
# What a style sheet sets apart from what stands beside it, though no blank does.
_APART_WORDS = _class_words("speaker author name who time timestamp timecode stamp text heure")
_FOOTNOTE_WORDS = _class_words(r"(?:foot|end|side|margin)-?notes? notes?-?de-?bas fn\d*")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|small-caps", re.I)
_COLOUR = re.compile(r"(?<![-\w])color\s*:", re.I)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.I)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Not the raised letters of "XXe", "Me", "no" and "1er".
_MARK = re.compile(r"^[\[(]?(?:\d{1,3}|[a-df-np-qt-z*†‡])[\])]?$")
_GENERATOR = re.compile(r"generator$", re.I)
_PROGRAM = re.compile(r"[^\W\d_]+ [^\W\d_]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NEVER_IN_TABLES = ("table", "h1", "h2", "h3", "h4", "ul", "ol", "form")
"""In those that hold data or a debate, and do not only lay out."""
_DEEPEST = 300
_MOST_OF_PAGE = 0.6
_LARGEST_FURNITURE = 0.3
"""A part with more of the page's text than that is the page, whatever its class says."""


def looks_like_html(text: str) -> bool:
    """Whether `text` is a web page, or a piece of one."""
    head = text[:3000].lower()
    if "<!doctype html" in head or re.search(r"<html[\s>]", head):
        return True
    opening = text.lstrip("\ufeff \n")[:200].lower()
    if not opening.startswith("<") or "<speaker " in head:
        return False
    blocks = len(
        re.findall(r"<(?:p|div|h[1-6]|ul|table|body|article|section|dl)[\s>]", text[:20_000], re.I)
    )
    return blocks >= 2 or bool(
        re.match(r"<(?:p|div|h[1-6]|body|article|section|dl|main)[\s>]", opening)
    )


def read_html(text: str, read_typed: Callable[[str], Document]) -> Document:
    """The document that the page `text` is; `read_typed` reads what was typed in it with its line
    breaks (`<pre>`)."""
    parser = lxml_html.HTMLParser(huge_tree=False, no_network=True)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableError("the page has no text") from error
    body = root.find("body")
    page = _Page(root if body is None else body, read_typed)
    page.read()
    language = (root.get("lang") or "")[:2].lower()
    return Document(
        format="a web page",
        lines=tuple(page.lines),
        left_out=tuple(sorted(page.left_out, key=lambda piece: piece.line)),
        title=None if any(line.heading == 1 for line in page.lines) else _title(root),
        language=language if len(language) == 2 and language.isalpha() else None,
        listed=tuple(page.listed),
    )


def _title(root: etree._Element) -> str | None:
    """A page's title without the site's name after it ("The debate | The Institute"); None where it
    names the program that made the page ("Microsoft Word - minutes.doc")."""
    title = " ".join((root.findtext("head/title") or "").split())
    made = (m.get("content", "") for m in root.iter("meta") if _GENERATOR.match(m.get("name", "")))
    if any((program := _PROGRAM.match(name)) and program[0] in title for name in made):
        return None
    return re.split(r"\s[|•·]\s|\s[-–—]\s(?=[^-–—|]{1,40}$)", title)[0].strip() or None


@dataclass(slots=True)
class _Block:
    """A block under way: its runs, and what it is."""

    number: int
    apart: bool
    heading: int = 0
    bullet: bool = False
    rank: str = ""
    style: str = ""
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """Goes through a page once and makes lines of its blocks."""

    body: etree._Element
    read_typed: Callable[[str], Document]
    lines: list[SourceLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    number: int = 0
    block: _Block | None = None
    apart: bool = True
    quote: int = 0
    total: int = 0
    sizes: dict[etree._Element, int] = field(default_factory=dict)
    classed: Counter[str] = field(default_factory=Counter)
    hidden: int | None = None
    links: list[tuple[int, int, bool]] = field(default_factory=list)
    """Of each line that is nothing but links: how many, and whether they lead into the page."""
    naming: str = ""
    """The attribute that says who speaks ("data-speaker")."""
    speaker: str | None = None

    def read(self) -> None:
        self.sizes = _sizes(self.body)
        self.total = max(1, self._size(self.body))
        self.naming = self._naming()
        start = self._main()
        if start is not self.body:
            self._outside(self.body, start)
        self._walk(start, _Style(), 0)
        self._flush()
        self._drop_link_lists()

    # --- what is the page about ---------------------------------------------------------------

    def _main(self) -> etree._Element:
        """The element that holds the main content."""
        for is_main in (
            lambda e: e.tag == "main" or e.get("role") == "main",
            lambda e: e.tag == "article",
            lambda e: e.get("id") in ("content", "main", "contenu"),
        ):
            found = [e for e in self.body.iter(etree.Element) if is_main(e)]
            best = max(found, key=self._size, default=None)
            if best is not None and self._size(best) >= 0.5 * self.total:
                return best
        return self.body

    def _outside(self, element: etree._Element, main: etree._Element) -> None:
        """Leaves out what stands around the main content; a title above it is kept."""
        around = set(main.iterancestors())
        titled = next(main.iter("h1"), None) is not None
        stack = [element]
        while stack:
            for child in stack.pop().iterchildren(etree.Element):
                if child in around:
                    stack.append(child)
                elif child is not main and not titled and self._heads(child):
                    self._walk(child, _Style(), 0)
                    self._flush()
                elif child is not main:
                    self._leave(child, "navigation")

    def _heads(self, element: etree._Element) -> bool:
        """Whether an element outside of the main content holds the title, and little else."""
        small = self._size(element) < 600 and element.tag not in ("nav", "footer")
        return small and next(element.iter("h1"), None) is not None

    def _naming(self) -> str:
        found: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for element in self.body.iter(etree.Element):
            for name in element.attrib:
                if str(name).startswith("data-") and self._size(element):
                    found[str(name)].append(element)
        for name, elements in found.items():
            values = [str(element.get(name)) for element in elements]
            much = sum(map(self._size, elements)) >= 0.5 * self.total
            weight = name_weight(values, name.replace("-", " ")) if much else 0.0
            shown = sum(
                value.split() == list(islice(_words(element), len(value.split())))
                for value, element in zip(values, elements, strict=True)
            )
            if weight > 1.0 and shown < 0.5 * len(values):
                return name
        return ""

    # --- the walk -----------------------------------------------------------------------------

    def _walk(self, element: etree._Element, style: _Style, depth: int) -> None:
        self._say(element.text, style)
        for child in element:
            self._child(child, style, depth)
            self._say(child.tail, style)

    def _child(self, element: etree._Element, style: _Style, depth: int) -> None:
        tag = element.tag
        if isinstance(element, etree._Entity):
            self._say(str(element.text), style)
            return
        if not isinstance(tag, str) or tag in _SILENT:
            return
        if depth > _DEEPEST:
            self._say(" ".join(_words(element)), style)
            return
        if tag == "br":
            self._break(line_of(element) + _lines_before(element.tail))
            return
        kind = self._furniture(element, tag)
        if kind:
            if tag in _BLOCKS:
                self._flush()
            self._leave(element, kind)
            return
        named = " ".join((element.get(self.naming) or "").split()) if self.naming else ""
        before = self.speaker
        if named:
            self._flush()
            self.speaker = named
        self._block(element, tag, style.within(element, tag), depth)
        if named:
            self._flush()
            self.speaker = before

    def _block(self, element: etree._Element, tag: str, inner: _Style, depth: int) -> None:
        if tag not in _BLOCKS:
            apart = " " if _APART_WORDS.search(element.get("class") or "") else ""
            self._say(apart, inner)
            self._walk(element, inner, depth + 1)
            self._say(apart, inner)
            return
        self._flush()
        self.apart = True
        if tag == "pre":
            self._typed(element)
        if tag in ("pre", "hr") or (tag == "table" and self._table(element)):
            return
        self.quote += tag == "blockquote"
        self._open(element, tag)
        self._walk(element, inner, depth + 1)
        self._flush()
        self.quote -= tag == "blockquote"
        self.apart = True

    def _typed(self, element: etree._Element) -> None:
        """What was typed with its line breaks and its white is read as a plain text is."""
        start = max(self.number, line_of(element)) - 1
        document = self.read_typed("".join(str(part) for part in element.itertext()))
        self.lines += [replace(line, number=line.number + start) for line in document.lines]
        self.left_out += [replace(out, line=out.line + start) for out in document.left_out]
        if document.lines:
            self.number = self.lines[-1].number

    def _open(self, element: etree._Element, tag: str) -> None:
        self.number = max(self.number, line_of(element) + _lines_before(element.text))
        heading = int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0
        self.block = _Block(
            self.number, True, heading, bullet=tag == "li", rank=_rank(element, tag),
            style=_style(element, tag),
        )  # fmt: skip

    def _say(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        if self.block is None:
            if text.isspace():
                return
            self.block = _Block(max(self.number, 1), self.apart)
        self.block.runs.append(Run(text, style.bold, style.italic, style.link))

    def _break(self, number: int) -> None:
        self.number = max(self.number, number)
        block = self.block
        if block is None or not "".join(run.text for run in block.runs).strip():
            self.apart = True  # two breaks in a row are a border
            if block is not None:
                block.apart = True
            return
        self._flush()
        self.apart = False
        self.block = _Block(self.number, False, block.heading, False, style=block.style)

    def _flush(self) -> None:
        block, self.block = self.block, None
        if block is None:
            return
        text, lead, bold, italic = compose(block.runs)
        linked, links, inside = _links(block.runs)
        if not text:
            return
        self.lines.append(
            SourceLine(
                text, block.number, block.apart, bullet=block.bullet, rank=block.rank,
                bold=bold, italic=italic, heading=block.heading, lead=lead, quote=self.quote,
                style=block.style, speaker=None if block.heading else self.speaker,
            )
        )  # fmt: skip
        if linked >= 0.8 * len("".join(text.split())):
            self.links.append((len(self.lines) - 1, links, inside))
        self.apart = False

    # --- what is no content -------------------------------------------------------------------

    def _furniture(self, element: etree._Element, tag: str) -> str | None:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if tag == "sup" and _MARK.match(" ".join(_words(element))):
            return "foot-note mark"
        if _is_hidden(element):
            return None if self._unfolds() or not self._small(element) else "hidden"
        if tag in ("figcaption", "caption"):
            return "caption"
        if not self._small(element):
            return None
        noted = tag not in ("a", "sup", "span") or (tag == "span" and len([*_words(element)]) > 3)
        if noted and _FOOTNOTE_WORDS.search(names):
            return "foot-note"
        if tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
            return "navigation"
        if tag == "header" and next(element.iter("h1", "h2"), None) is None:
            return "navigation"
        word = _FURNITURE_WORDS.search(names) if tag in _BLOCKS else None
        return "navigation" if word and not self._much(_word(word)) else None

    def _unfolds(self) -> bool:
        """Whether what is hidden is most of the page: each piece is shown when somebody asks."""
        if self.hidden is None:
            every = self.body.iter(etree.Element)
            self.hidden = sum(self._size(one) for one in every if _is_hidden(one))
        return self.hidden > _MOST_OF_PAGE * self.total

    def _much(self, word: str) -> bool:
        """Whether all elements together whose class has a word are what the page is about."""
        if not self.classed:
            if next(self.body.iter("textarea"), None) is not None:
                self.classed["comment"] = -self.total  # people may write comments below
                self.classed["comments"] = self.classed["commentaires"] = -self.total
            for element in self.body.iter(etree.Element):
                names = f"{element.get('class') or ''} {element.get('id') or ''}"
                if names.strip() and (found := _FURNITURE_WORDS.search(names)):
                    self.classed[_word(found)] += self._size(element)
        return self.classed[word] > _MOST_OF_PAGE * self.total

    def _size(self, element: etree._Element) -> int:
        return self.sizes.get(element, 0)

    def _small(self, element: etree._Element) -> bool:
        return self._size(element) <= _LARGEST_FURNITURE * self.total

    def _leave(self, element: etree._Element, kind: str) -> None:
        if text := " ".join(_words(element)):
            self.left_out.append(LeftOut(kind, text, max(self.number, line_of(element))))

    def _drop_link_lists(self) -> None:
        """Three links or more in a row, and nothing else, are no speech; nor are two blocks of
        them that lead to places in the page."""
        drop: set[int] = set()
        run: list[tuple[int, int, bool]] = []
        for item in [*self.links, (len(self.lines) + 9, 0, False)]:
            if run and item[0] - run[-1][0] > 2:
                inside = sum(link[2] for link in run)
                if sum(link[1] for link in run) >= 3 or inside >= 2:
                    drop.update(range(run[0][0], run[-1][0] + 1))
                run = []
            run.append(item)
        kept, contents = without(self.lines, drop, "contents")
        self.lines = list(kept)
        self.left_out += contents

    # --- tables -------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> bool:
        """Takes the table, if it holds data or a debate; one that only lays out is walked."""
        if next(element.iterdescendants(*_NEVER_IN_TABLES), None) is not None:
            return False
        rows = [
            tuple(" ".join(_words(cell)) for cell in row if cell.tag in ("td", "th"))
            for row in element.iter("tr")
        ]
        rows = [row for row in rows if row]
        number = max(self.number, line_of(element))
        taken = take_table(tuple(rows), number)
        if taken is None or not (taken.lines or self._small(element)):
            return False
        self.lines += taken.lines
        self.left_out += taken.left_out
        self.number = max([number, *(line.number for line in taken.lines[-1:])])
        if not taken.lines:
            self.listed += explained_initials(tuple(rows))
        return True


@dataclass(frozen=True, slots=True)
class _Style:
    """How text is set where one stands."""

    bold: bool = False
    italic: bool = False
    link: str = ""

    def within(self, element: etree._Element, tag: str) -> _Style:
        css = element.get("style") or ""
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        bold = (
            self.bold
            or tag in ("b", "strong", "dt")
            or bool(_BOLD_STYLE.search(css))
            or (tag in ("span", "a", "cite") and bool(_SPEAKER_WORDS.search(names)))
            or (tag in ("span", "font") and bool(_COLOUR.search(css) or element.get("color")))
        )
        italic = self.italic or tag in ("i", "em") or bool(_ITALIC_STYLE.search(css))
        link = (element.get("href") or "") if tag == "a" else self.link
        return _Style(bold, italic, link)


def _word(found: re.Match[str]) -> str:
    return found.group().strip(" _-").lower()


def _links(runs: list[Run]) -> tuple[int, int, bool]:
    """How many characters of a block are links, how many links those are, and whether they lead
    into the page itself."""
    linked = [run for run in runs if run.link and run.text.strip()]
    size = sum(len("".join(run.text.split())) for run in linked)
    links = {run.link for run in linked}
    return size, len(links), any(link.startswith("#") for link in links)


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(
        _HIDDEN_STYLE.search(element.get("style") or "")
    )


def _words(element: etree._Element) -> Iterator[str]:
    """The words in `element` that a page shows."""
    silent = 0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        hushed = part.tag in _SILENT
        if event == "start":
            silent += hushed
            if not silent and part.text:
                yield from part.text.split()
        else:
            silent -= hushed
            if not silent and part is not element and part.tail:
                yield from part.tail.split()


def _sizes(root: etree._Element) -> dict[etree._Element, int]:
    """How many characters each element shows, with those inside it."""
    sizes: dict[etree._Element, int] = {}
    for _, element in etree.iterwalk(root, events=("end",)):
        size = 0
        if element.tag not in _SILENT:
            size = len((element.text or "").strip())
            size += sum(sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
        sizes[element] = size
    return sizes


def _lines_before(text: str | None) -> int:
    """How many lines end before the first word of `text`; 0 where there is none."""
    words = (text or "").lstrip()
    return (text or "")[: -len(words)].count("\n") if words else 0


def _style(element: etree._Element, tag: str) -> str:
    """How a block is set apart from others of its kind: by its class, or that of what holds it."""
    parent = element.getparent()
    above = parent.get("class") if parent is not None and tag == "p" else None
    return element.get("class") or above or (tag if tag in ("dt", "dd") else "")


def _rank(element: etree._Element, tag: str) -> str:
    """Return what a browser shows before an item of a numbered list."""
    parent = element.getparent()
    if tag != "li" or parent is None or parent.tag != "ol":
        return ""
    return f"{1 + sum(1 for _ in element.itersiblings('li', preceding=True))}."
