"""Where sentences end, and how to cut a long paragraph into lines that an engine can take."""

from __future__ import annotations

import re

LONGEST_LINE = 1200
"""Characters in one line: more makes a retry dear, and far more crashes an engine."""

# A full stop ends a sentence when a capital (or an opening quote) follows; a civility or an
# initial before it does not.
_END = re.compile(r"(?<=[.!?…])[\s»”\"')\]]*\s+(?=[«“\"(\[—–-]?\s*[A-ZÀ-ÖØ-ÞŒ0-9])")
_NOT_AN_END = re.compile(r"(?:^|[\s(«“’'])(?:[A-Z]|M|MM|Mme|Mr|Mrs|Ms|Dr|Pr|Me|St|cf|p|n|art)\.$")
_CLAUSE = re.compile(r"(?<=[,;:])\s+")
_SPACE = re.compile(r"\s+")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a paragraph start and end, without the spaces between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for border in _END.finditer(text):
        if _NOT_AN_END.search(text[max(start, border.start() - 12) : border.start()]):
            continue
        # The span that ends here, with its closing quote.
        spans.append((start, border.end()))
        start = border.end()
    spans.append((start, len(text)))
    trimmed = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            trimmed.append((first, first + len(piece.strip())))
    return tuple(trimmed)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph; joined with spaces they give the paragraph again."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def in_lines(text: str, most: int) -> tuple[str, ...]:
    """`text` in lines of at most `most` characters.

    Cut between sentences; a sentence that is too long, between clauses; a clause that is too
    long, between words; and a word that is too long, anywhere.
    """
    if len(text) <= most:
        return (text,) if text.strip() else ()
    pieces: list[str] = []
    for sentence in sentences(text):
        for clause in _fitting(sentence, most, _CLAUSE):
            for words in _fitting(clause, most, _SPACE):
                pieces += [words[i : i + most] for i in range(0, len(words), most)]
    lines: list[str] = []
    for piece in pieces:
        if lines and len(lines[-1]) + 1 + len(piece) <= most:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    return tuple(lines)


def _fitting(text: str, most: int, border: re.Pattern[str]) -> list[str]:
    return [text] if len(text) <= most else [part for part in border.split(text) if part]
