"""Lines that are headings of parts of a debate, in texts whose format does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
