"""House numbers, states and postal codes in English: "221B Baker St.", "Austin, TX 73301"."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.numbers import digits
from podcast.wording.english.years import year
from podcast.wording.model import Rule

_PLACES = word_lists("en", "places")
_STATES = _PLACES.table("states")
_UNMISTAKABLE = "|".join(_PLACES.in_order("unmistakable_states"))
_STATE = "|".join(_STATES)
_STREET = rf"(?:{'|'.join(_PLACES.in_order('streets'))})\b"


def _house(match: re.Match[str]) -> str | None:
    """ "221B": two two one B; "1600": sixteen hundred; others as any number."""
    number, letter = match["n"], match["letter"]
    if letter:
        return f"{' '.join(number) if len(number) > 2 else number} {letter.upper()}"
    if len(number) == 4 and number[1:3] != "00":
        return year(int(number))
    return None


RULES = (
    Rule("house number",
         rf"(?<![\w.,/:£$€-])(?P<it>(?P<n>[1-9]\d{{0,4}})(?P<letter>[A-Ha-h])?)"
         rf"(?= (?:[NSEW]\.? )?(?:[A-Z][\w'.]{{1,20}} ){{1,3}}{_STREET})", _house),
    Rule("party and state", rf"(?<=[( ])(?P<it>(?P<party>[DRI])-(?P<state>{_STATE}))(?=[),;.:]|$)",
         lambda match: f"{match['party']}, {_STATES[match['state']]}"),
    Rule("state and code", rf"(?<=, )(?P<it>(?P<state>{_STATE}|DC) (?P<code>\d{{5}})(?:-\d{{4}})?)(?!\w|[.,-]\d)",
         lambda match: f"{_STATES.get(match['state'], 'D C')}, {digits(match['code'])}"),
    Rule("state", rf"\b[A-Z][a-z]+, (?P<it>{_UNMISTAKABLE})(?=[,.;:)?!]|$| (?:and|is|was|in|on|to|where)\b)",
         lambda match: _STATES[match["it"]]),
)  # fmt: skip
