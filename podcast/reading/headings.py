"""Headings of parts of a debate: which lines are, and how they are said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter

from podcast.model import Heading, LeftOut
from podcast.reading.labels import read_person, upper_first
from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import ENDS, SMALL_WORDS, SourceLine
from podcast.reading.names import key

_NUMBERED = re.compile(
    r"^(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[A-H])\s?(?:[.)°]|[–—-]|\s[–—-])\s*(?=[^\W\d_])"
)
_ALWAYS = frozenset(
    """introduction|conclusion|ouverture|cloture|debat|debats|echange|echanges|discussion|questions
    |presentation|presentations|discussions|summary|opening|closing|debate|synthese|table ronde|q a
    |questions and answers|questions de la salle|echanges avec la salle|echanges avec le public
    |questions du public|questions reponses|discussion generale|ouverture de la seance
    |mot de la fin|mot d accueil|mot de bienvenue|debat avec la salle|opening remarks
    |closing remarks|q and a|premiere partie|deuxieme partie|troisieme partie|explications de vote
    |questions to the panel|audience questions|panel discussion|propos introductifs
    |propos liminaires|propos conclusifs|temps d echange|temps d echanges
    |allocution d ouverture""".replace("\n    ", "").split("|")
)
_STOPS = (".", ";", ",", "…", "!", "»", "”", '"', "'", ")", "-", "–", "—")
_MOST_WORDS = 16
_FIELD = re.compile(r"[^\W\d_]+ ?: +(?=\S)")
_REFRAIN = 5
_FEWEST_FIELDS = 3

Headings = tuple[Heading, ...]


def goes_on_below(text: str, below: str) -> bool:
    """Whether a line of a title or heading goes on with the next, however far apart they are set:
    it ends in a small word ("STANDING COMMITTEE ON"), or is all capitals, and that begins with one.
    """
    if text.isupper() > below.isupper():
        return False
    first, last = key(below.split()[0]), key(text.rsplit(None, 1)[-1])
    return last in SMALL_WORDS or (text.isupper() and first in SMALL_WORDS)


def is_punctuated(lines: Iterable[SourceLine]) -> bool:
    """Whether most paragraphs end as sentences do."""
    ends = [line.text.rstrip().endswith(ENDS) for line in lines if line.apart]
    return sum(ends) >= 0.6 * len(ends)


def is_heading_text(line: SourceLine, *, before_label: bool, punctuated: bool) -> bool:
    """Whether a line without a label is a heading.

    `before_label` is true where somebody else begins to speak right after it; `punctuated`, where
    the document's paragraphs end as sentences do, so that one that does not says something.
    """
    text = line.text
    words = text.split()
    if line.heading:
        return True
    if not line.apart or line.bullet or not 1 <= len(words) <= _MOST_WORDS or len(text) > 130:
        return False
    first = text.lstrip('«“"( ')[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    plain = key(text)
    if plain in _ALWAYS:
        return not text.endswith((".", "!", "…"))
    if text.rstrip().endswith(_STOPS) and not line.bold:
        return False
    letters = [c for c in text if c.isalpha()]
    capitals = len(letters) > 4 and len(words) > 1 and all(c.isupper() for c in letters)
    if capitals or (line.bold and not text.endswith("?")):
        return True
    if _NUMBERED.match(text) and punctuated and not text.endswith("?"):
        return True
    return before_label and punctuated and len(words) > 1 and not text.endswith((":", "?"))


def whole_headings(pieces: Iterable[Heading], case: LetterCase) -> Headings:
    """The headings in the order of the text, each over as many lines as it goes on."""
    headings: list[Heading] = []
    for piece in sorted(pieces, key=attrgetter("line")):
        if not piece.text.strip():
            continue
        last = headings[-1] if headings else None
        same = last and (last.turn, last.paragraph, last.level) == (
            piece.turn, piece.paragraph, piece.level,
        )  # fmt: skip
        if last and same and goes_on_below(last.text, piece.text):
            headings[-1] = replace(last, text=f"{last.text} {piece.text}")
        else:
            headings.append(piece)
    return tuple(replace(heading, text=case.of(heading.text)) for heading in headings)


def without_refrains(headings: Headings) -> tuple[Headings, tuple[LeftOut, ...]]:
    """The headings without those that come again and again, and name nobody ("Back to top"), and
    these."""
    times = Counter(heading.text for heading in headings)
    again = {text for text, often in times.items() if often >= _REFRAIN and not read_person(text)}
    left = tuple(LeftOut("heading", one.text, one.line) for one in headings if one.text in again)
    return tuple(heading for heading in headings if heading.text not in again), left


def without_field(headings: Headings) -> tuple[Headings, tuple[LeftOut, ...]]:
    """The headings without the word that most of them begin with ("Topic: the weir"), and those
    words."""
    fields = [match[0] if (match := _FIELD.match(one.text)) else "" for one in headings]
    word, times = Counter(fields).most_common(1)[0] if fields else ("", 0)
    if not word or times < _FEWEST_FIELDS or 2 * times <= len(fields):
        return headings, ()
    cut = [heading for heading in headings if heading.text.startswith(word)]
    bare = {one: replace(one, text=upper_first(one.text.removeprefix(word))) for one in cut}
    words = tuple(LeftOut("heading", word.strip(), one.line) for one in cut)
    return tuple(bare.get(heading, heading) for heading in headings), words
