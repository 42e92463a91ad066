"""Lines that are all capitals, as one writes them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from podcast.language.known_words import accented, is_ordinary, known_words, names
from podcast.language.word_lists import LANGUAGES
from podcast.reading.dates import find_date
from podcast.reading.lines import SMALL_WORDS, SourceLine
from podcast.reading.names import key

# A word in the middle of a sentence: what begins one has a capital whatever it is.
_INSIDE = re.compile(r"(?<=[^\W\d_,;’'-])(?: |, |; |’|'|-)([^\W\d_]{2,})")
_MOSTLY_SMALL = 0.3
"""Share of capitals that running text has not."""
_ACRONYM = 0.2
"""Share of all times that a short word is in capitals in running text, if it is an acronym too."""
# A letter alone stays where no word follows it ("M.", "Q&A"); letters after a digit are an ending.
_LETTERS = re.compile(
    r"\b[^\W\d_](?=[^\w\s’'-]|$)|(?P<ending>(?<=\d)[^\W\d_]{2,})|(?P<word>[^\W\d_]+)"
)
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){4,}[^\W\d_](?![^\W_])")
"""A word set wide: "P R O C E E D I N G S"."""
_FIRST = re.compile(r"^(?:[\W_]|\d+(?![^\W\d_]))*[^\W\d_]")
_SMALL = SMALL_WORDS | frozenset(
    """se sa ses son ma mes mon ta tes ton que qui est il elle on ne pas si is it we nos vos ils où
    va y""".split()
)


class LetterCase:
    """How words of `language` (ISO 639-1) are written in running text: in `lines`, and in the names
    of `people`."""

    def __init__(
        self, lines: Sequence[SourceLine], language: str, people: Iterable[str] = ()
    ) -> None:
        self._lines = lines
        self._language = language
        self._people = people

    def of(self, text: str) -> str:
        """`text`, if it is all capitals, with those, and the accents, that the same words have in
        running text: "TRIP DE MAI 2024" is "Trip de mai 2024".

        Words that are not said there are small, with the accents that a dictionary has, but for
        names, and short ones that no dictionary has ("IA", "UE"): they are acronyms. What follows a
        day is small as well: "3 MAI". A text with small letters is returned as it is.
        """
        if not text.isupper():
            return text
        text = _SPACED.sub(lambda match: self._closed_up("".join(match[0].split())), text)
        result = _LETTERS.sub(self._written, text)
        if text[0].isdecimal() and (date := find_date(text)) and text.startswith(date.written):
            return result
        return _FIRST.sub(lambda match: match[0].upper(), result)

    def _written(self, match: re.Match[str]) -> str:
        if match["word"]:
            return self._word(match["word"])
        return match[0].lower() if match["ending"] else match[0]

    def _closed_up(self, letters: str) -> str:
        """What was set wide, in one word, or in two where only that gives words."""
        small, known = letters.lower(), known_words(self._language)
        if small not in known:
            for end in range(3, len(small) - 2):
                if small[:end] in known and small[end:] in known:
                    return f"{letters[:end]} {letters[end:]}"
        return letters

    def _word(self, word: str) -> str:
        small = word.lower()
        forms = self._forms.get(small) or (self._forms.get(key(word)) if word.isascii() else None)
        if forms:
            often = max(forms, key=forms.__getitem__)
            short = len(word) < 4 and forms[word] >= _ACRONYM * forms.total()
            return word if short else often
        if small in _SMALL:
            return small
        known = is_ordinary(small)
        if len(word) == 2 or (len(word) == 3 and not known):
            return word
        named = not known and any(small in names(language) for language in LANGUAGES)
        return word.capitalize() if named else accented(small, self._language)

    @cached_property
    def _forms(self) -> dict[str, Counter[str]]:
        """How often each form of a word is written, by its small letters; and by those without
        accents, where nothing is written so."""
        forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for line in self._lines:
            capitals = sum(map(str.isupper, line.text))
            if not line.heading and capitals < _MOSTLY_SMALL * len(line.text):
                for word in _INSIDE.findall(line.text):
                    forms[word.lower()][word] += 1
        for name in self._people:
            for word in name.split():
                if not word.isupper():
                    forms[word.lower()][word] += 1
        plain: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for small, found in forms.items():
            if not small.isascii():
                plain[key(small)] += found
        return {**plain, **forms}
