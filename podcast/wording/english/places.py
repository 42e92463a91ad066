"""House numbers, states and postal codes in English: "221B Baker St.", "Austin, TX 73301"."""

from __future__ import annotations

import re

from podcast.wording.english.numbers import digits
from podcast.wording.english.years import year
from podcast.wording.rules import Rule

_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
# After "Austin, " these are nothing but states; "Smith, MD" is a doctor.
_SURE = "TX|NY|CA|FL|NJ|NM|NV|NC|TN|OH|WI|WV|WY|MN|MO|KY|KS|UT|VT|NH|IL|GA|AZ|AK"
_STATE = "|".join(_STATES)
_KINDS = {"Pkwy": "Parkway", "Hwy": "Highway", "Cres": "Crescent"}
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Parkway|Pkwy|Court|Way|Place"
    r"|Pl|Square|Sq|Terrace|Crescent|Gardens|Hill|Broadway|Row|Mews|Highway|Hwy)\b"
)


def _house(match: re.Match[str]) -> str | None:
    """ "221B": two two one B; "1600": sixteen hundred; others as any number."""
    number, letter = match["n"], match["letter"]
    if letter:
        return f"{' '.join(number) if len(number) > 2 else number} {letter.upper()}"
    if len(number) == 4 and number[1:3] != "00":
        return year(int(number))
    return None


RULES = (
    Rule(
        "house number",
        re.compile(
            rf"(?<![\w.,/:£$€-])(?P<it>(?P<n>[1-9]\d{{0,4}})(?P<letter>[A-Ha-h])?)"
            rf"(?= (?:[NSEW]\.? )?(?:[A-Z][\w'.]{{1,20}} ){{1,3}}{_STREET})"
        ),
        _house,
    ),
    Rule(
        "kind of place",
        re.compile(r"(?<![\w'.-])(?P<it>(?P<kind>Pkwy|Hwy|Cres)\b\.?)(?=[ ,;)]|$)"),
        lambda match: _KINDS[match["kind"]],
    ),
    Rule(
        "flat",
        re.compile(r"(?<![\w'.-])(?P<it>Apt\b\.?)(?= #?\d| [A-Z]\b)"),
        lambda match: "Apartment",
    ),
    Rule("suite", re.compile(r"(?<![\w'.-])(?P<it>Ste\b\.?)(?= #?\d)"), lambda match: "Suite"),
    Rule(
        "party and state",
        re.compile(rf"(?<=[( ])(?P<it>(?P<party>[DRI])-(?P<state>{_STATE}))(?=[),;.:]|$)"),
        lambda match: f"{match['party']}, {_STATES[match['state']]}",
    ),
    Rule(
        "state and code",
        re.compile(
            rf"(?<=, )(?P<it>(?P<state>{_STATE}|DC) (?P<code>\d{{5}})(?:-\d{{4}})?)(?!\w|[.,-]\d)"
        ),
        lambda match: f"{_STATES.get(match['state'], 'D C')}, {digits(match['code'])}",
    ),
    Rule(
        "state",
        re.compile(rf"\b[A-Z][a-z]+, (?P<it>{_SURE})(?=[,.;:)?!]|$| (?:and|is|was|in|on|to|where)\b)"),
        lambda match: _STATES[match["it"]],
    ),
)  # fmt: skip
