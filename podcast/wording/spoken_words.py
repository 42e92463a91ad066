"""From a written text to what is said of it: the steps, in order.

```
written ─ clean ─▶ one line ─ plain numbers ─▶ rules and lexicon claim what they know
        ─ compose ─▶ words ─ tidy, phonemes, breaths, sentences ─▶ SpokenText
```
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from podcast.sentences import sentence_spans
from podcast.wording.breathing import with_breaths
from podcast.wording.cleaning import clean
from podcast.wording.foreign import foreign_spans
from podcast.wording.language import wording_of
from podcast.wording.lexicon import EMPTY, Lexicon, as_claim, language_lexicon
from podcast.wording.rules import Claim, Saying, claims
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText
from podcast.wording.tracing import Traced

# After the rules: what only the eye needs goes, what is a pause becomes one.
_OPEN = re.compile(r"\s*[(\[{]+\s*")
_CLOSE = re.compile(r"\s*[)\]}]+")
_DASH = re.compile(r"(?:^|\s)[-−–—]+(?=\s|$)|[-−–—]{2,}")
_LOST = re.compile(r"[#<>|~^_=*\\·•‧×÷±≈≤≥+²³¹°&@/]+|(?<!\w)-+|-+(?!\w)|(?<![\w])'+|(?<=[^\w])'")
_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:!?…])")
_PAUSES = re.compile(r"[,;:](?:\s*[,;:])+")
_COMMA_END = re.compile(r"[,;:\s]+(?=[.!?…])")
_AFTER_END = re.compile(r"(?<=[.!?…])\s*[,;:]+")
_NO_SPACE = re.compile(r"(?<=[,;:!?…])(?=[^\W\d_])|(?<=[a-zà-ÿ]{2}[.])(?=[A-ZÀ-Þ])")
_LEADING = re.compile(r"^[\s,;:.!?…-]+(?=\w)")
_SPACES = re.compile(r"\s+")


def words_to_say(
    written: str, language: str, lexicon: Lexicon = EMPTY, speaker: str = ""
) -> SpokenText:
    """What is said of `written`, a paragraph in `language` (ISO 639-1).

    `lexicon` is the debate's own, before the one of the language. Whatever the text, it is said
    without an error; the time is linear in its length.
    """
    text = clean(written)
    text, sayings = _composed(text, language, lexicon, speaker)
    text = _tidy(text)
    text = _with_phonemes(text, language, lexicon, speaker, sayings)
    text = with_breaths(text, language)
    return _spoken(text, language, sayings)


def plain_numbers(text: Traced, language: str) -> Traced:
    """The numbers that stand in groups of three digits, in plain digits."""
    wording = wording_of(language)
    return text if wording is None else text.sub(wording.grouped, wording.ungrouped)


def claims_of(
    text: str, language: str, lexicon: Lexicon = EMPTY, speaker: str = ""
) -> tuple[Claim, ...]:
    """What rules and lexicons say of a cleaned text in one language."""
    wording = wording_of(language)
    if wording is None:
        return ()
    both = lexicon + language_lexicon(language) if lexicon.entries else language_lexicon(language)
    first = claims(text, wording.before_lexicon)
    entries = [
        as_claim(start, end, entry, text, wording.spelled)
        for start, end, entry in both.claims(text, speaker)
    ]
    taken = bytearray(len(text))
    found: list[Claim] = []
    for claim in (*first, *entries):
        if not any(taken[claim.start : claim.end]):
            taken[claim.start : claim.end] = b"\x01" * (claim.end - claim.start)
            found.append(claim)
    found += claims(text, wording.after_lexicon, taken)
    return tuple(sorted(found, key=lambda claim: claim.start))


def _composed(
    text: Traced, language: str, lexicon: Lexicon, speaker: str
) -> tuple[Traced, list[Saying]]:
    """The text as it is said; its tags are places in the list of sayings, which starts at 1."""
    sayings: list[Saying] = [Saying("")]
    parts: list[Traced] = []
    position = 0
    for start, end, other in (*foreign_spans(text.text, language), (len(text.text),) * 2 + ("",)):
        parts.append(_worded(text.cut(position, start), language, lexicon, speaker, sayings, ""))
        if end > start:
            parts.append(_worded(text.cut(start, end), other, EMPTY, speaker, sayings, other))
        position = end
    return Traced.joined(parts), sayings


def _worded(
    text: Traced, language: str, lexicon: Lexicon, speaker: str, sayings: list[Saying], foreign: str
) -> Traced:
    text = plain_numbers(text, language)
    foreign_tag = 0
    if foreign:
        sayings.append(Saying("", language=foreign))
        foreign_tag = len(sayings) - 1
    parts: list[Traced] = []
    position = 0
    for claim in claims_of(text.text, language, lexicon, speaker):
        parts.append(text.cut(position, claim.start).tagged(foreign_tag))
        saying = replace(claim.saying, language=foreign) if foreign else claim.saying
        tag = foreign_tag
        if saying.ipa or (saying.language and not foreign):
            sayings.append(saying)
            tag = len(sayings) - 1
        parts.append(text.cut(claim.start, claim.end).saying(saying.words, tag))
        position = claim.end
    parts.append(text.cut(position, len(text.text)).tagged(foreign_tag))
    return Traced.joined(parts)


def _tidy(text: Traced) -> Traced:
    text = text.sub(_OPEN, ", ")
    text = text.sub(_CLOSE, ",")
    text = text.sub(_DASH, ",")
    text = text.sub(_LOST, " ")
    text = text.sub(_SPACE_BEFORE, "")
    text = text.sub(_PAUSES, _strongest)
    text = text.sub(_COMMA_END, "")
    text = text.sub(_AFTER_END, "")
    text = text.sub(_NO_SPACE, " ")
    text = text.sub(_LEADING, "")
    text = text.sub(_SPACES, " ").stripped()
    if text.text.endswith((",", ";")):
        text = text.sub(re.compile(r"[,;\s]+$"), "")
    return text


def _strongest(match: re.Match[str]) -> str:
    found = match.group()
    return ":" if ":" in found else ";" if ";" in found else ","


def _with_phonemes(
    text: Traced, language: str, lexicon: Lexicon, speaker: str, sayings: list[Saying]
) -> Traced:
    """Entries that only give phonemes also mend what the rules say ("quatre-vingt-deux")."""
    both = lexicon + language_lexicon(language) if lexicon.entries else language_lexicon(language)
    tags = list(text.tags)
    for start, end, entry in both.claims(text.text, speaker):
        if entry.ipa and not entry.say and not any(tags[start:end]):
            sayings.append(Saying(text.text[start:end], entry.ipa))
            tags[start:end] = [len(sayings) - 1] * (end - start)
    return Traced(text.text, text.starts, text.ends, tuple(tags))


def _spoken(text: Traced, language: str, sayings: list[Saying]) -> SpokenText:
    pieces: list[Piece] = []
    start = 0
    for tag, group in groupby(text.tags):
        end = start + sum(1 for _ in group)
        saying = sayings[tag]
        words = text.text[start:end]
        pieces.append(Piece(words, *text.span(start, end), saying.ipa, saying.language))
        start = end
    sentences = tuple(
        SpokenSentence(begin, end - begin, *text.span(begin, end))
        for begin, end in sentence_spans(text.text)
    )
    return SpokenText(tuple(pieces), sentences, language)
