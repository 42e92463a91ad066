"""AsciiDoc as Markdown, line for line
(https://docs.asciidoctor.org/asciidoc/latest/syntax-quick-reference/)."""

from __future__ import annotations

import re

from podcast.model import LeftOut
from podcast.reading.names import looks_like_name

_TITLE = re.compile(r"=\s+\S")
_HEADING = re.compile(r"^(={2,6})\s+(?=\S)")
_ATTRIBUTE = re.compile(r"^:!?[\w-]+!?:(?:\s.*)?$")
_MACRO = re.compile(r"^(?:\w+::\S*\[.*\]|\[[^\]]*\]|//(?!/).*)\s*$")
"""A picture, what a block is, a comment."""
_LINK = re.compile(r"(?:link:)?(?:https?://|mailto:|www\.|(?<=link:))[^\s\[\]]+\[([^\]]*)\]")
_CROSS_REFERENCE = re.compile(r"<<[^<>,]+,\s*([^<>]+)>>")
_PICTURE = re.compile(r"\bimage:[^\s:\[\]]+\[[^\]]*\]")
_STRONG = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
_OF_LINK = re.compile(r"\^?(?:,\s*\w+=.*)?$")


def looks_like_asciidoc(text: str) -> bool:
    """Whether `text` begins with a title as AsciiDoc has it, and has more of its signs."""
    if not _TITLE.match(text.lstrip("\ufeff\n ")):
        return False
    return any(_HEADING.match(line) or _ATTRIBUTE.match(line) for line in text.split("\n"))


def markdown_of(text: str) -> tuple[str, list[LeftOut]]:
    """`text` as Markdown, over as many lines; and what only a program reads of it."""
    lines, left_out = text.split("\n"), []
    title = next(index for index, line in enumerate(lines) if line.strip())
    for index, line in enumerate(lines):
        if _ATTRIBUTE.match(line) or _MACRO.match(line):
            left_out.append(LeftOut("template tag", line.strip(), index + 1))
            lines[index] = ""
        elif index == title:
            lines[index] = f"# {line.strip()[1:].strip()}"
        elif index == title + 1 and looks_like_name(line.strip()):
            lines[index] = f"By {line.strip()}"
        elif heading := _HEADING.match(line):
            lines[index] = f"{'#' * len(heading[1])} {line[heading.end() :].rstrip(' =')}"
        else:
            line = _PICTURE.sub("", _LINK.sub(lambda link: _OF_LINK.sub("", link[1]), line))
            lines[index] = _STRONG.sub(r"**\1**", _CROSS_REFERENCE.sub(r"\1", line))
    return "\n".join(lines), left_out
