"""The noun phrases of an English text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from podcast.language.nounphrases.tokens import (
    MOST_WORDS,
    Asides,
    NounPhrase,
    as_written,
    base_form,
    folded,
    tokens_of,
    without_expressions,
)
from podcast.language.word_lists import english_vocabulary, never_nouns

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]?\d+)*(?![^\W\d_]))|(?P<word>[^\W_]+(?:[-'’&][^\W_]+)*)|(?P<sign>[^\w\s])"
)


_ASIDE = re.compile(
    r"\b(?:not\s+(?:only|just|merely|a|an|the|any|intended|meant)|(?:is|are|do|does|did|was|were|wo|ca)n['’]t|no\b|nor\b|without"
    r"|rather\s+than|instead\s+of|as\s+opposed\s+to|like\s+an?|as\s+if|such\s+as|for\s+(?:example|instance)"
    r"|e\.g\.|similar\s+to|equivalent\s+of|never)",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:wh(?:at|ich)|how)\s+(?:(?:is|are|was|were|about|kind\s+of)\s+)?(?:(?:the|a|an|your|that)\s+)?\Z",
    re.I,
)
_INTRODUCED = re.compile(
    r"\b(?:about|regarding|concerning|discuss\w*|terms\s+of|comes\s+to|(?:question|issue|idea|concept|problem)\s+of"
    r"|called|focus\w*\s+on|think\s+of|work\w*\s+on|look\w*\s+at|as\s+for)\s+(?:(?:the|an?|our|your|this|these)\s+)?\Z",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"(?:\b(?:is|are|was|were|be|been)|['’](?:s|re|m))\s+(?:\w+\s+)?(?:an?|like|such)\s+(?:\w+ly\s+)?\Z",
    re.IGNORECASE,
)
_BESIDE_THE_POINT = re.compile(
    r"\b(?:thanks?|thank\s+you|welcome|good\s+(?:morning|evening)|applause"
    r"|not\s+going\s+to\s+(?:talk|speak|go\s+into)|won['’]t\s+(?:talk|go\s+into))\b",
    re.IGNORECASE,
)


_ADJECTIVE_ENDINGS = ("ous", "ful", "ive", "able", "ible", "ional")
_BE = frozenset("is are was were be been it's that's they're we're i'm you're he's she's".split())


class English:
    """Finds the noun phrases of one English text: runs of words between small words."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.words = english_vocabulary()
        self.never_nouns = never_nouns("en")
        self.text = without_expressions(text, self.words.expressions)
        self.tokens = tokens_of(self.text, _TOKEN)
        self.names = names
        self.asides = Asides(self.text, _ASIDE, _BESIDE_THE_POINT)

    def phrases(self) -> Iterator[NounPhrase]:
        """Yield all of them, in the order of their first word."""
        place = 0
        while place < len(self.tokens):
            end = self._run(place)
            if end == place:
                place += 1
                continue
            yield from self._within(place, end)
            place = end

    def _run(self, place: int) -> int:
        """Return the end of the run of nouns and adjectives that starts at `place`."""
        end = place
        while end < len(self.tokens) and self._inside(end, place):
            end += 1
        return end

    def _inside(self, place: int, start: int) -> bool:
        token, words = self.tokens[place], self.words
        word = token.plain
        if not token.word or len(word) < 2 or "'" in word:
            return False
        if token.text[0].isupper() and folded(word) in self.names:
            return False
        if token.acronym:
            return True
        if word in words.function_words:
            return False
        before = self.tokens[place - 1].plain if place else ""
        if place == start and before in words.before_verb and not token.capital:
            return False
        noun_after = place > start or before in words.determiners or before in words.prepositions
        if word in words.verbs and not token.capital:
            return word in words.nouns_like_verbs and noun_after
        if word.endswith("ly") and not token.capital and word not in ("family", "supply"):
            return False
        if word.endswith("ed") and not token.capital and len(word) > 4:
            return place == start and before in words.determiners
        if word.endswith("ing") and not token.capital:
            return word in words.nouns_in_ing
        return True

    def _within(self, start: int, end: int) -> Iterator[NounPhrase]:
        """Yield the phrases that end where the run does, and those with an "of" after it."""
        tokens, words = self.tokens, self.words
        # No noun stands before an adjective: "assign | different priorities".
        for place in range(start + 1, end):
            if tokens[place].plain in words.adjectives and not tokens[place].capital:
                start = place
        while start < end and tokens[start].plain in words.empty_adjectives:
            start += 1
        while end > start and self._no_noun(end - 1):
            end -= 1
        verb = end < len(tokens) and tokens[end].plain in (*words.nouns_like_verbs, "to")
        bound = 0.85 if verb else 1.0
        yield from self._ended(start, end, bound)
        for first in range(start + 1, end):
            # Half of a name: "Valbrune | High School".
            half = tokens[first].capital and tokens[first - 1].text[0].isupper()
            yield from self._ended(first, end, 0.3 if half else bound)
        if end < len(tokens) and tokens[end].plain == "of":
            after = end + 1
            if after < len(tokens) and tokens[after].plain in ("the", "a", "an", "our", "this"):
                after += 1
            last = self._run(after)
            while last > after and self._no_noun(last - 1):
                last -= 1
            if last > after and not self._adjective(end - 1):
                yield from self._ended(start, last, bound)

    def _no_noun(self, place: int) -> bool:
        """Return whether the word is a verb or an adjective, where a noun has to be."""
        token = self.tokens[place]
        return token.plain in self.never_nouns and not token.text[0].isupper()

    def _goes_on(self, end: int) -> bool:
        """Return whether a name has more words after token `end`: "Economic | and Monetary"."""
        after = self.tokens[end : end + 2]
        if after and after[0].plain in ("and", "&"):
            after = after[1:]
        return bool(after) and after[0].capital

    def _adjective(self, place: int) -> bool:
        word = self.tokens[place].plain
        return word in self.words.adjectives or word.endswith(_ADJECTIVE_ENDINGS)

    def _says_of(self, start: int, before: str) -> bool:
        """Return whether an adjective ("is independent of") or a verb (", which precedes") is at
        `start`, rather than a noun."""
        return before in _BE or (before == "which" and self.tokens[max(0, start - 2)].text == ",")

    def _ended(self, start: int, end: int, weight: float) -> Iterator[NounPhrase]:
        tokens, words = self.tokens, self.words
        if start >= end or self._adjective(end - 1):
            return
        head = tokens[start]
        last = tokens[end - 1]
        if last.plain in words.fillers or head.plain in words.fillers:
            return
        text = as_written(self.text, tokens, start, end)
        if len(text.split()) > MOST_WORDS:
            return
        stems = tuple(
            base_form(token.plain)
            for token in tokens[start:end]
            if token.word and token.plain not in words.function_words
        )
        if not stems:
            return
        if last.capital and self._goes_on(end):
            weight *= 0.3  # half of a name
        weak = len(stems) == 1 and head.plain in words.weak
        before = tokens[start - 1].plain if start else ""
        if not head.capital and self._says_of(start, before):
            return
        if len(stems) == 1 and not (head.acronym or head.capital):
            known = before in words.determiners or before in words.prepositions
            weight *= 1 if known else 0.4
        around = max(0, head.start - 40), head.start
        yield NounPhrase(
            text,
            stems,
            start,
            end,
            weight,
            head.asked,
            head.acronym and end - start == 1,
            not head.acronym and all(token.capital for token in tokens[start:end]),
            weak,
            aside=self.asides.hold(head.start),
            sought=bool(_SOUGHT.search(self.text, *around)),
            introduced=bool(_INTRODUCED.search(self.text, *around)),
            predicate=bool(_PREDICATE.search(self.text, *around)),
        )
