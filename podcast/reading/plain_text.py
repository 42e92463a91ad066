"""Plain text, and the Markdown that people put into it: to a document."""

from __future__ import annotations

import html
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import pairwise

from podcast.model import LeftOut
from podcast.reading.dates import find_date
from podcast.reading.document import Document, Listed
from podcast.reading.formats.archive import UnreadableError
from podcast.reading.formats.asciidoc import looks_like_asciidoc, markdown_of
from podcast.reading.formats.fields import take_fields
from podcast.reading.formats.front_matter import front_matter, scalar
from podcast.reading.formats.tables import debate_in, explained_initials
from podcast.reading.lines import ENDS, LONG_LINE, PAGE_NUMBER, SourceLine, ends_sentence
from podcast.reading.participants import split_people
from podcast.reading.stamps import take_leading

_BULLET = re.compile(
    r"^(?:[■□▪●○•◦‣▶►➢➤✓]\s*|\*(?![*\w]|[-–—].*\*$)\s*|[-–—](?=\s)\s*|\d{1,2}[.)](?=\s)\s*)"
)
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s")
_HEADING = re.compile(r"^(#{1,6}(?=\s)|#{2,6}(?=[^\W\d]))\s*(.*?)\s*#*$")
_EMPHASISED = re.compile(r"^(\*\*\*|\*\*|__|\*|_)(?![\s*_])(.+?)(?<![\s\\])\1(?![\w*])(.*)$")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*([^()\s]*)(?:\s+\"[^\"]*\")?\s*\)")
_IMAGE = re.compile(f"!{_LINK.pattern}")
# "[[Lena Field|she]]" says that "[[Lena Field]]" is a link as well, and no stage direction.
_PIPED_LINK = re.compile(r"\[\[[^\[\]|\n]+\|[^\[\]|\n]+\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]+\|)?([^\[\]|\n]+)\]\]")
_CLOSED_BELOW = re.compile(r"^(\*\*[^\s*][^*\n]*?)[ \t]*\n\*\*(?=\S[^*\n]*$)", re.M)
"""Bold that is closed on the line below, before other words."""
_WRAPPED_LINK = re.compile(r"(\[[^\[\]\n]{1,200})\n[ \t>]*([^\[\]\n]{1,200}\]\([^()\s]*\))")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]*)>")
_EMPHASIS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])(\*)(?=[^\s*])([^*]+?)(?<=\S)\*(?!\w)"
    r"|(?<![\w_])(_)(?=[^\s_])([^_]+?)(?<=\S)_(?![\w_])|(?<!`)(`)(?=[^\s`])([^`]+)`(?!`)"
)
_STRUCK = re.compile(r"~~(?=[^\s~])(.+?)(?<=[^\s~])~~(?!~)")
_HIGHLIGHTED = re.compile(r"(?<![=\w])==(?=[^\s=])([^=]+)(?<=[^\s=])==(?![=\w])")
_TAG = re.compile(
    r"</?(?:br|b|i|em|strong|a|span|sup|sub|p|div|center|u|small|font|hr|img)\b[^<>]{0,300}>", re.I
)
# What text recognition makes of raised letters: "$1^{\text {er }}$", "$\mathrm{n}^{\circ} 8$".
_FORMULA = re.compile(r"\$(?=\S)([^$]{0,60}?(?:[\\^]|\d / \d)[^$]{0,60})(?<=\S)\$(?!\d)")
_RAISED = re.compile(
    r"\^(?=[{\s\\]*[^\W\d_])|\^(?=\{?°)|\\(?:math|text)[a-z]*\s*|\\(?=%)|\s*\}|\{\s*"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])")
_CLOCK = re.compile(r"^[\[(]?\d{1,2}:\d\d")
_RULE = re.compile(r"^(?:[-=_*~#\s]{3,}|([^\W\d_])\1{3,})$")
_UNDERLINE = re.compile(r"^([-=~^#*+\"'])\1{2,}$")
_ENTITY = re.compile(r"&(?!(?:[lg]t|#6[02]);)(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|[A-Za-z]{2,8}\d?);")
_FENCE = re.compile(r"^(?:```|~~~)")
_NOTE = re.compile(r"^\[\^([^\]\s]{1,20})\]:\s*")
_LINK_DEFINITION = re.compile(
    r"^\[[^\[\]]{1,80}\]:\s+\S+(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?$"
)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,20}\]")
_TABLE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_HTML_BLOCK = re.compile(
    r"^\s{0,3}</?(?:p|div|h[1-6]|ul|ol|li|table|blockquote|section|article|dl|dt|dd|figure|center"
    r"|details|main|header|footer|nav|aside|iframe|script|style|video|audio|object|embed)(?:\s[^<>]*)?/?>",
    re.I,
)
_PLAYED = re.compile(r"^\s*<(audio|video|iframe|embed)\b[^<>]*>\s*</\1>\s*$", re.I)
# "<SPEAKER ID=12 NAME="Ann Alder">", as corpora of parliaments have it
_SPEAKER_TAG = re.compile(r"^<SPEAKER\b[^<>]*\bNAME=\"(?P<name>[^\"<>]{1,100})\"[^<>]*>$", re.I)
_LONE_TAG = re.compile(r"^<[A-Z]+\b[^<>]*>$")
# What site generators put in a text: "{: .question }", "{% include video.html %}", "{{< figure >}}"
_TEMPLATE_TAG = re.compile(r"\{:\s*[.#][^{}\n]*\}|\{%.*?%\}|\{\{[<%].*?[>%]\}\}")
# reStructuredText: "`the moulin <https://…>`_", ".. figure:: a.jpg", and ".. a comment"
_RST = re.compile(r"^\.\. [\w-]+::|`__?(?!\w)", re.MULTILINE)
_RST_LINK = re.compile(r"`([^`<>]{1,300}?)\s*<[^<>`\s]{1,500}>`__?(?!\w)")
_RST_BLOCK = re.compile(r"^\.\. (?:(?P<directive>[\w-]+)::)?\s*(?P<rest>.*)$")
_COMMENT_MARK = re.compile(r"<!--|-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_STRONG = re.compile(r"<(strong|b)>\s*([^<>]{1,2000}?)\s*</\1>", re.I)
_SLANTED = re.compile(r"<(em|i)>\s*([^<>]{1,2000}?)\s*</\1>", re.I)
_EMPHASIS_MARKS = (
    re.compile(r"(?<![*\\])(?P<opens>\*{2,3})(?P<closes>)(?!\*)"),
    re.compile(r"(?<![*\\])(?:(?<!\w)(?P<opens>\*(?=[^\s*]))|(?P<closes>(?<=[^\s*])\*(?![*\w])))"),
    re.compile(
        r"(?<![_\\])(?:(?<!\w)(?P<opens>__?(?=[^\s_]))|(?P<closes>(?<=[^\s_])__?(?![_\w])))"
    ),
)
_JOINED = "\0"
_MOST_EMPHASISED_LINES = 12
_GAP = re.compile(r"(?<=\S)(?:\t\s*|\s{3,})(?=\S)")
_LINE_NUMBER = re.compile(r"^\s{0,8}(\d{1,3})(?:\s+|$)(?![.)])")
_FEWEST_NUMBERED = 6
_FEWEST_TOLD = 3
"""Words of a directive of reStructuredText that it takes for other things than text."""
_MOSTLY_NUMBERED = 0.4
_LISTED_KEYS = frozenset(
    """speakers speaker participants participant guests guest panelists panellists intervenants
    intervenant invites invités invité invitée people personnes avec""".split()
)
_HOST_KEYS = frozenset(
    """hosts host animateur animatrice animation moderator moderators interviewer présentateur
    presenter""".split()
)


def read_plain_text(text: str) -> Document:
    """The document that `text` is, Markdown or not."""
    text, aside = take_fields(text)
    lines = text.split("\n")
    header, taken = front_matter(lines)
    if taken:
        numbered = enumerate(lines[:taken], start=1)
        aside += [LeftOut("front matter", line.strip(), n) for n, line in numbered if line.strip()]
        text = "\n".join([""] * taken + lines[taken:])
    if looks_like_asciidoc(text):
        text, signs = markdown_of(text)
        aside += signs
    if _RST.search(text):
        text, blocks = _without_rst_blocks(_RST_LINK.sub(r"\1", text))
        aside += blocks
    if "<!--" in text:
        text, comments = _without_comments(text)
        aside += comments
    if "\n**" in text:
        text = _CLOSED_BELOW.sub(r"\1**\n", text)
    if "](" in text:
        text = _WRAPPED_LINK.sub(r"\1 \2\n", text)
    if _PIPED_LINK.search(text):
        text = _WIKI_LINK.sub(r"\1", text)
    if "<" in text:
        text = "".join(
            part if _HTML_BLOCK.match(part) else _starred(part)
            for part in re.split(r"(\n[ \t]*\n)", text)
        )
    reader = _Reader(text.split("\n"), left_out=aside)
    reader.drop_line_numbers()
    reader.join_emphasis()
    reader.read()
    _part_paragraphs(reader.lines)
    markdown = bool(header) or reader.marks > 2
    return Document(
        format="a Markdown text" if markdown else "a plain text",
        lines=tuple(reader.lines),
        left_out=tuple(reader.left_out),
        title=scalar(header, "title", "titre"),
        date=_date(scalar(header, "date")),
        language=_language(scalar(header, "language", "lang", "langue")),
        listed=tuple(
            Listed(name, role, heading=key.capitalize(), moderator=key in _HOST_KEYS)
            for key, names in header.items()
            if key in _LISTED_KEYS or key in _HOST_KEYS
            for written in names
            for name, role in split_people(written)
        )
        + tuple(reader.listed),
    )


def _without_rst_blocks(text: str) -> tuple[str, list[LeftOut]]:
    """A reStructuredText without comments, pictures and the like, and those; a directive above
    which a sentence stands (".. note:: See…") is that sentence."""
    lines, left_out = text.split("\n"), []
    inside = False
    for index, line in enumerate(lines):
        if match := _RST_BLOCK.match(line):
            inside = not (match["directive"] and len(match["rest"].split()) > _FEWEST_TOLD)
            lines[index] = "" if inside else match["rest"]
            kind = "template tag" if match["directive"] else "commented out"
        elif inside and (inside := not line.strip() or line[0] in " \t"):
            lines[index] = ""
        if inside and line.strip():
            left_out.append(LeftOut(kind, line.strip(), index + 1))
    return "\n".join(lines), left_out


def _without_comments(text: str) -> tuple[str, list[LeftOut]]:
    """`text` over as many lines without what its publisher has commented out; and that. Where the
    marks of comments are not in pairs, they are somebody's words, and stay."""
    comments: list[LeftOut] = []
    marks = _COMMENT_MARK.findall(text)
    if marks != ["<!--", "-->"] * (len(marks) // 2):
        return text, comments
    parts, end, line = [], 0, 1
    for found in _COMMENT.finditer(text):
        parts += [text[end : found.start()], "\n" * found[0].count("\n")]
        line += text.count("\n", end, found.start())
        comments.append(LeftOut("commented out", " ".join(found[0][4:-3].split()), line))
        line += found[0].count("\n")
        end = found.end()
    return "".join((*parts, text[end:])), [one for one in comments if one.text]


def _starred(text: str) -> str:
    """What tags make strong in `text`, strong in Markdown; over as many lines as before."""
    for pattern, mark in ((_STRONG, "**"), (_SLANTED, "*")):
        text = pattern.sub(
            lambda match, mark=mark: (  # type: ignore[misc]
                mark + match[2] + mark + "\n" * (match[0].count("\n") - match[2].count("\n"))
            ),
            text,
        )
    return text


def _part_paragraphs(lines: list[SourceLine]) -> None:
    """Where lines further in begin paragraphs, part them as blank lines would.

    They do if what is before them has mostly ended; lines that hang below a label go on.
    """
    further = [
        index
        for index, (before, line) in enumerate(pairwise(lines), start=1)
        if not line.apart and not line.bullet and line.indent >= before.indent + 2
    ]
    ended = sum(lines[index - 1].text.endswith(ENDS) for index in further)
    if len(further) < 3 or ended < 0.6 * len(further):
        return
    for index in further:
        lines[index] = replace(lines[index], apart=True)


@dataclass(slots=True)
class _Reader:
    """Goes through the lines once, and sets each aside or makes it a `SourceLine`."""

    raw: list[str]
    lines: list[SourceLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    listed: list[Listed] = field(default_factory=list)
    marks: int = 0
    underlines: list[str] = field(default_factory=list)
    speaker: str | None = None
    apart: bool = True

    def drop_line_numbers(self) -> None:
        """Leave out numbers before the lines of each page, as court reporters print them, and
        what stands between the pages and has none: their heads and feet, an index of words."""
        runs: list[list[tuple[int, re.Match[str]]]] = []
        blank = 0
        for index, line in enumerate(self.raw):
            blank += not line.strip()
            match = _LINE_NUMBER.match(line)
            if match is None:
                continue
            if not runs or int(match[1]) != int(runs[-1][-1][1][1]) + 1:
                runs.append([])
            runs[-1].append((index, match))
        runs = [run for run in runs if len(run) >= _FEWEST_NUMBERED and run[0][1][1] == "1"]
        numbered = {index: match for run in runs for index, match in run}
        if not runs or len(numbered) < _MOSTLY_NUMBERED * (len(self.raw) - blank):
            return
        pages = {at for run in runs for at in range(run[0][0], run[-1][0])}
        for index, line in enumerate(self.raw):
            if (match := numbered.get(index)) is not None:
                self.left_out.append(LeftOut("line number", match[1], index + 1))
                self.raw[index] = line[match.end() :]
            elif line.strip() and index not in pages:
                self.left_out.append(LeftOut("running head", line.strip(), index + 1))
                self.raw[index] = ""

    def join_emphasis(self) -> None:
        """Make one line of the lines over which one piece of bold or of italics goes on."""
        for marks in _EMPHASIS_MARKS:
            opened: int | None = None
            for index, line in enumerate(self.raw):
                if opened is not None and (
                    not line.strip() or index - opened > _MOST_EMPHASISED_LINES
                ):
                    opened = None
                here = index  # where what stands on the line is now
                for mark in marks.finditer(line):
                    if opened is None:
                        opened = here if mark["opens"] else None
                    elif mark["closes"] is not None:
                        here, opened = self._join(opened, index), None

    def _join(self, first: int, last: int) -> int:
        if first < last:
            whole = (part.strip() for part in self.raw[first : last + 1] if part != _JOINED)
            self.raw[first : last + 1] = [" ".join(whole)] + [_JOINED] * (last - first)
        return first

    def read(self) -> None:
        heads = _running_heads(self.raw)
        note = False
        index = 0
        while index < len(self.raw):
            raw = self.raw[index]
            number = index + 1
            index += 1
            if raw == _JOINED:
                continue
            if "{" in raw:
                tags = _TEMPLATE_TAG.findall(raw)
                self.left_out += [LeftOut("template tag", tag, number) for tag in tags]
                raw = _TEMPLATE_TAG.sub(" ", raw)
                if tags and not raw.strip():
                    continue
            content = " ".join(raw.split()).removesuffix("\\").rstrip()  # a hard line break
            if content and self.apart and (level := self._underlined(index - 1)):
                content = f"{'#' * level} {content}"
            if not content:
                self.apart, note = True, False
            elif PAGE_NUMBER.match(content):
                self._leave("page number", content, number)
            elif content in heads:
                self._leave("running head", content, number)
            elif _RULE.match(content) or _FENCE.match(content):
                self._leave("rule", content, number)
            elif _LINK_DEFINITION.match(content):
                self._leave("link", content, number)
            elif note or _NOTE.match(content):
                self._leave("foot-note", content, number)
                self.marks += not note
                note = True
            elif content[0] == "<" and not self.speaker and _HTML_BLOCK.match(raw):
                index = self._html(index - 1)
            elif content.count("|") >= 2 and (content[0] == "|" or self._table_ahead(index)):
                index = self._table(index - 1)
            elif "<" in content and _BREAK.search(content):
                for piece in _BREAK.split(content):
                    self.apart = self.apart or not piece.strip()
                    if piece.strip():
                        self._line(piece.strip(), number, piece)
            else:
                self._line(content, number, raw)

    def _underlined(self, index: int) -> int:
        """The level of the heading at `index`, a line with a rule as long right below it; 0 where
        it is none. Marks of rules rank in the order in which they come."""
        text = self.raw[index].strip()
        rule = self.raw[index + 1].rstrip() if index + 1 < len(self.raw) else ""
        if not _UNDERLINE.match(rule) or _RULE.match(text) or text[:1] in "#|<-*":
            return 0
        if rule[0] != "=" and not 0.9 * len(text) <= len(rule) <= 1.1 * len(text) + 1:
            return 0
        if rule[0] not in self.underlines:
            self.underlines.append(rule[0])
        return min(self.underlines.index(rule[0]) + 1, 6)

    def _html(self, start: int) -> int:
        """Read the block of tags that starts at the index `start`, as a page is read; return the
        index after it."""
        from podcast.reading.formats.html import read_html

        end = start + 1
        if not _PLAYED.match(self.raw[start]):
            while end < len(self.raw) and self.raw[end].strip():
                end += 1
        text = "\n".join("" if line == _JOINED else line for line in self.raw[start:end])
        with suppress(UnreadableError):  # it has no text
            page = read_html(text, read_plain_text)
            self.lines += [
                replace(line, number=line.number + start, apart=line.apart or place == 0)
                for place, line in enumerate(page.lines)
            ]
            self.left_out += [replace(out, line=out.line + start) for out in page.left_out]
        self.apart = True
        return end

    def _leave(self, kind: str, text: str, number: int) -> None:
        self.left_out.append(LeftOut(kind, text, number))
        self.apart = True

    def _line(self, content: str, number: int, raw: str) -> None:
        if content[0] == "<" and (tagged := _SPEAKER_TAG.match(content)):
            self._leave("speaker mark", content, number)
            self.speaker = " ".join(tagged["name"].split())
            return
        if self.speaker and _LONE_TAG.match(content):
            self._leave("rule", content, number)
            return
        if "&" in content:
            content = " ".join(_ENTITY.sub(lambda found: html.unescape(found[0]), content).split())
        if "![" in content:  # nobody says what can be seen there
            images = [found[0] for found in _IMAGE.finditer(content)]
            self.left_out += [LeftOut("image", image, number) for image in images]
            content = _IMAGE.sub("", content).strip()
            if images and not any(map(str.isalnum, content)):
                if content:  # a bullet, the marks of a heading
                    self.left_out.append(LeftOut("bullet", content, number))
                self.apart = True
                return
            slanted = _EMPHASISED.match(content) if images else None
            if slanted and slanted[1] in "*_" and not slanted[3].strip():
                self._leave("caption", content, number)
                return
        quote = 0
        while content.startswith(">") and not content.startswith(">>"):
            content = content[1:].lstrip()
            quote += 1
        last = self.lines[-1] if self.lines and not self.apart else None
        if last is not None and not quote and len(last.text) > LONG_LINE:
            quote = last.quote if not ends_sentence(last.text) else 0  # the quoted line goes on
        heading = _HEADING.match(content)
        if heading:
            content = heading.group(2)
            self.marks += 1
        bullet = _BULLET.match(content)
        if bullet and not heading and _LINK.fullmatch(content[bullet.end() :].strip()):
            self._leave("link", content, number)
            return
        rank = bullet.group().strip() if bullet and content[0].isdigit() else ""
        if bullet and len(content) > bullet.end():
            self.left_out.append(LeftOut("bullet", bullet.group().strip(), number))
            content = content[bullet.end() :]
        else:
            bullet, rank = None, ""
        marks = _NOTE_MARK.findall(content)
        for mark in marks:
            self.left_out.append(LeftOut("foot-note mark", mark, number))
            content = content.replace(mark, "", 1)
        if _TAG.search(content):
            content = _TAG.sub(" ", content).strip()
        if "~~" in content:
            self.left_out += [LeftOut("deleted", gone, number) for gone in _STRUCK.findall(content)]
            content = _STRUCK.sub(" ", content).strip()
        stamp = ""
        if content[:1].isdigit() and (bare := take_leading(content)[0])[:1] in ("*", "_"):
            stamp, content = content[: -len(bare)], bare
        head, rest, kind = _emphasised(content)
        head, rest = (stamp + head, rest) if head else ("", stamp + rest)
        self.left_out += [LeftOut("link", link[2], number) for link in _LINK.finditer(content)]
        text = head + rest
        if not text.strip():
            self.apart = True
            return
        if kind:
            self.marks += 1
        whole = not rest.strip(" :.") if head else False
        self.lines.append(
            SourceLine(
                text,
                number,
                self.apart,
                bullet=bullet is not None,
                rank=rank,
                dash=bullet is not None and bullet.group()[0] in "-–—",
                bold=whole and kind == "bold",
                italic=whole and kind == "italic",
                heading=len(heading.group(1)) if heading else 0,
                lead=len(head) if head and not whole else 0,
                indent=len(raw.expandtabs(8)) - len(raw.expandtabs(8).lstrip()),
                quote=quote,
                gap=_gap(raw, text, bullet.end() if bullet else 0),
                speaker=self.speaker,
            )
        )
        self.apart = False

    def _table_ahead(self, index: int) -> bool:
        return index < len(self.raw) and bool(_TABLE_RULE.match(self.raw[index].strip()))

    def _table(self, start: int) -> int:
        """Takes the table that starts at the index `start`; returns the index after it."""
        end = start
        rows: list[tuple[int, tuple[str, ...]]] = []
        while end < len(self.raw) and self.raw[end].count("|") >= 1 and self.raw[end].strip():
            content = self.raw[end].strip()
            if _TABLE_RULE.match(content):
                self.left_out.append(LeftOut("rule", content, end + 1))
            else:
                cells = tuple(without_markup(cell) for cell in content.strip("|").split("|"))
                rows.append((end + 1, cells))
            end += 1
        speech = debate_in(tuple(cells for _, cells in rows), start + 1)
        if speech is not None:
            self.lines += speech.lines
            self.left_out += speech.left_out
        else:
            self.listed += explained_initials(tuple(cells for _, cells in rows))
            for number, cells in rows:
                self.left_out.append(LeftOut("table", " | ".join(cells), number))
        self.apart = True
        return end


def _gap(raw: str, text: str, bullet: int) -> int:
    """After how many characters of `text`, the line `raw` without markup and `bullet` characters
    of a bullet, a wide gap stands."""
    match = _GAP.search(raw.rstrip())
    before = " ".join(raw[: match.start()].split())[bullet:] if match else ""
    return len(before) + 1 if before and text.startswith(before + " ") else 0


def _emphasised(content: str) -> tuple[str, str, str]:
    """What stands out at the start of `content`, what follows it, and how it is set ("bold",
    "italic"); nothing where the line does not begin so."""
    match = _EMPHASISED.match(content)
    if not match:
        return "", without_markup(content), ""
    head = without_markup(match.group(2))
    tail = match.group(3)
    rest = without_markup(tail)
    if not head:
        return "", rest, ""
    if tail[:1].isspace() and rest:
        rest = " " + rest
    return head, rest, "italic" if len(match.group(1)) == 1 else "bold"


def without_markup(text: str) -> str:
    """`text` with links reduced to their text, emphasis gone, and no bracket left alone."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    if "*" in text or "_" in text or "`" in text:
        for _ in range(3):  # bold inside italic inside bold
            mended = _EMPHASIS.sub(lambda m: m[m.lastindex or 0], text)
            if mended == text:
                break
            text = mended
    if "==" in text:
        text = _HIGHLIGHTED.sub(r"\1", text)
    if "$" in text:
        text = _FORMULA.sub(lambda m: _RAISED.sub("", m[1].replace("\\circ", "°")), text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join(_without_lone_brackets(text).split())


def _without_lone_brackets(text: str) -> str:
    """`text` without the square brackets that nothing opens or closes: crumbs of a lost link."""
    if "[" not in text and "]" not in text:
        return text
    lone: set[int] = set()
    opened: list[int] = []
    for index, character in enumerate(text):
        if character == "[":
            opened.append(index)
        elif character == "]" and opened:
            opened.pop()
        elif character == "]":
            lone.add(index)
    lone.update(opened)
    return "".join(character for index, character in enumerate(text) if index not in lone)


def _running_heads(raw: list[str]) -> set[str]:
    """Lines that come again at every page: next to a page number, or with one inside.

    A name alone on a line comes again as well; it has neither.
    """
    contents = [" ".join(line.split()) for line in raw]
    filled = [(i, c) for i, c in enumerate(contents) if c]
    beside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    spellings: dict[str, set[str]] = {}
    for place, (_, content) in enumerate(filled):
        if (
            len(content) > 120
            or PAGE_NUMBER.match(content)
            or content.endswith((".", "!", "?", ":"))
        ):
            continue
        if _CLOCK.match(content):
            continue  # who speaks, and when
        form = re.sub(r"\d+", "0", content)
        if not any(c.isalpha() for c in form) or _NUMBERED.match(content):
            continue
        total[form] += 1
        spellings.setdefault(form, set()).add(content)
        around = filled[max(0, place - 1) : place] + filled[place + 1 : place + 2]
        if any(PAGE_NUMBER.match(other) for _, other in around):
            beside[form] += 1
    result: set[str] = set()
    for form, count in total.items():
        numbered = (
            count >= 3
            and len(spellings[form]) == count
            and re.search(r"(?:^|[\s|–-])0(?:\s*(?:/|sur|of)\s*0)?$|^0\s|\bpage 0", form, re.I)
            and len(form.split()) > 2
        )
        if numbered or (count >= 3 and beside[form] >= 0.6 * count) or beside[form] == count == 2:
            result |= spellings[form]
    return result


def _date(text: str | None) -> str | None:
    found = find_date(text) if text else None
    return found.iso() if found else None


def _language(text: str | None) -> str | None:
    return text[:2].lower() if text and text[:2].isalpha() else None
