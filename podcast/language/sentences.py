"""Where sentences end, and how to cut a long paragraph into lines that an engine can take."""

from __future__ import annotations

import re

LONGEST_LINE = 1200
"""Characters in one line: more makes a retry dear, and far more crashes an engine."""

# A full stop ends a sentence when a capital (or an opening quote) follows; not after a civility,
# an abbreviation before a name or a number, or an initial.
_END = re.compile(r"(?<=[.!?…])[\s»”\"')\]]*\s+(?=[«“\"(\[—–-]?\s*[A-ZÀ-ÖØ-ÞŒ0-9])")
_NOT_AN_END = re.compile(
    r"(?:^|[\s(«“’'-])(?:M|MM|Mmes?|Mlles?|Mgr|Mr|Mrs|Ms|Drs?|Prs?|Prof|Me|Mes|Ste?|Hon|Sen|Rep|Gov"
    r"|Gen|Rev|Lt|Col|Sgt|cf|pp?|n|No|arts?|al|chap|fig|vol|éd|tél|env|ex|vs|bd|av|janv|févr|avr"
    r"|juil|sept|oct|nov|déc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
# Not the last of letters that are spelled: "l'I A. Notre avis".
_INITIAL = re.compile(r"(?:^|[\s(«“’'.-])(?<!(?<!\w)[A-ZÀ-Þ] )[A-ZÀ-Þ]\.$")
# After "plan B." these begin a sentence; after "J." a surname follows.
_OPENERS = re.compile(
    r"\W*(?:[Ll][ea]s?|L'\w+|Un|Une|Des|Il|Elle|Ils|Elles|On|Nous|Vous|Je|J'\w+|Tu|C'\w+|Ce|Cela|Ça|Cette|Et"
    r"|Mais|Ou|Or|Donc|Puis|Alors|Dans|Pour|En|À|Si|Qui|Que|Quand|Comme|Par|The|A|An|It|He|She|They"
    r"|We|You|I|This|That|These|Those|And|But|So|In|On|At|If|When|Then|There|What|Who|How)(?![\w.-])"
)
_NUMBER_ALONE = re.compile(r"\W*\d{1,2}\.$")
_CLAUSE = re.compile(r"(?<=[,;:])\s+")
_SPACE = re.compile(r"\s+")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the sentences of a paragraph start and end, without the spaces between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for border in _END.finditer(text):
        before = text[max(start, border.start() - 12) : border.start()]
        if _NOT_AN_END.search(before):
            continue
        if border.start() - start < 40 and _NUMBER_ALONE.fullmatch(text, start, border.start()):
            continue
        if _INITIAL.search(before) and not ends_after_initial(text, border.end()):
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


def ends_after_initial(text: str, after: int) -> bool:
    """Return whether what follows "B." from `after` on begins a sentence, and is no surname."""
    return _OPENERS.match(text, after) is not None


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; joined with spaces they give the paragraph again."""
    return tuple(text[start:end] for start, end in sentence_spans(text))


def in_lines(text: str, most: int) -> tuple[str, ...]:
    """Return `text` in lines of at most `most` characters.

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
