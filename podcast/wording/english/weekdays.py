"""Days of the week that are shortened, in English: "Mon-Fri", "Fri 5 Sept", "Tue 9am"."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.months import MONTHS, SHORT_MONTH, full_month
from podcast.wording.model import Rule

_DAYS = word_lists("en", "dates").table("short_days")
_SHORT = r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_FULL = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_JOINT = r"(?: ?[-/&] ?| to | and | or |, )"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SHORT_MONTH = rf"{SHORT_MONTH}\b"
_ANY_MONTH = rf"(?:{_SHORT_MONTH}|{'|'.join(MONTHS)})"


def _joint(match: re.Match[str]) -> str:
    return " to "


RULES = (
    Rule(
        "days",
        re.compile(rf"(?<![\w'-])(?:{_SHORT}|{_FULL})(?P<it> ?- ?)(?=(?:{_SHORT}|{_FULL})(?!\w))"),
        _joint,
    ),
    Rule(
        "short day",
        re.compile(
            rf"(?<![\w'-])(?P<it>{_SHORT})(?={_JOINT}(?:{_SHORT}|{_FULL})(?!\w)"
            rf"|,? \d{{1,2}}(?:st|nd|rd|th)?,? (?:of )?{_MONTH}|,? {_MONTH}[a-z]*\.? \d"
            r"|,? (?:at )?\d{1,2}(?:[:.]\d\d)? ?[apAP]\.?[mM])"
        ),
        lambda match: _DAYS[match["it"].rstrip(".")],
    ),
    Rule(
        "short day",
        re.compile(rf"(?<![\w'-])(?:{_SHORT}|{_FULL}){_JOINT}(?P<it>{_SHORT})(?!\w)"),
        lambda match: _DAYS[match["it"].rstrip(".")]
        + ("." if match["it"].endswith(".") and match.end("it") == len(match.string) else ""),
    ),
    Rule(
        "months",
        re.compile(rf"(?<![\w'-])(?:{_ANY_MONTH})(?P<it> ?- ?)(?={_ANY_MONTH}(?!\w))"),
        _joint,
    ),
    Rule(
        "short month",
        re.compile(rf"(?<![\w'-])(?P<it>{_SHORT_MONTH})(?= ?- ?{_ANY_MONTH}(?!\w)| to {_ANY_MONTH}(?!\w))"),
        lambda match: full_month(match["it"]),
    ),
    Rule(
        "short month",
        re.compile(rf"(?<![\w'-]){_ANY_MONTH}(?: ?- ?| to )(?P<it>{_SHORT_MONTH})(?!\w)"),
        lambda match: full_month(match["it"]),
    ),
)  # fmt: skip
