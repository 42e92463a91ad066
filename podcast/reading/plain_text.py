"""Plain text, with the little Markdown that people put into it: to lines."""

from __future__ import annotations

import re

from podcast.reading.lines import SourceLine

_BULLET = re.compile(r"^(?:[■□▪●○•◦‣▶►➢➤✓*]|[-–—](?=\s)|\d{1,2}[.)](?=\s))\s*")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_BOLD = re.compile(r"^(\*\*|__)(?!\s)(.+?)(?<!\s)\1\s*(:?)$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])(\*)(?=[^\s*])([^*]+?)(?<=\S)\*(?!\w)"
)
_PAGE = re.compile(
    r"^(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?(?:\s*[-–—])?$", re.I
)
_RULE = re.compile(r"^[-=_*~\s]{3,}$")


def read_lines(text: str) -> tuple[SourceLine, ...]:
    """The lines of `text`; page numbers and rules are left out, and count as blank."""
    lines: list[SourceLine] = []
    apart = True
    for number, raw in enumerate(text.split("\n"), start=1):
        content = " ".join(raw.split())
        if not content or _PAGE.match(content) or _RULE.match(content):
            apart = True
            continue
        heading = _HEADING.match(content)
        if heading:
            content = heading.group(2)
        bullet = _BULLET.match(content) if not _BOLD.match(content) else None
        if bullet and len(content) > bullet.end():
            content = content[bullet.end() :]
        bold = _BOLD.match(content)
        if bold:
            content = bold.group(2) + bold.group(3)
        content = without_markup(content)
        if not content:
            apart = True
            continue
        lines.append(
            SourceLine(
                content,
                number,
                apart,
                bullet=bullet is not None,
                bold=bold is not None,
                heading=len(heading.group(1)) if heading else 0,
            )
        )
        apart = False
    return tuple(lines)


def without_markup(text: str) -> str:
    """`text` with links reduced to their text, emphasis gone, and no bracket left alone."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(lambda match: match.group(2) or match.group(4), text)
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
        elif character == "]":
            if opened:
                opened.pop()
            else:
                lone.add(index)
    lone.update(opened)
    return "".join(character for index, character in enumerate(text) if index not in lone)
