"""How English is said."""

from __future__ import annotations

import re
import unicodedata

from podcast.wording.addresses import Names, address_rules
from podcast.wording.cleaning import OTHER_SCRIPTS
from podcast.wording.english import (
    abbreviations,
    acronyms,
    amounts,
    homographs,
    numbers,
    ordinals,
    references,
    symbols,
    times,
)
from podcast.wording.model import DOT_INSIDE, NUMBER, Step, Wording, needing

_ADDRESS = Names(
    at="at", dot="dot", hyphen="hyphen", underscore="underscore", hashtag="hashtag",
    plus="plus",
)  # fmt: skip


def _bare_letters(match: re.Match[str]) -> str:
    """ "Nguyen" for "Nguyễn": eSpeak NG would say the code of the letter."""
    parts = unicodedata.normalize("NFD", match.group())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare.translate(str.maketrans("ĐđƠơƯư", "DdOoUu"))


WORDING = Wording(
    before=(
        Step(numbers.GROUPED, numbers.ungrouped, NUMBER),
        Step(OTHER_SCRIPTS, " "),
        Step(re.compile(r"[Ḁ-ỿƠơƯưĐđ]+"), _bare_letters),
        Step(re.compile(r"(?<!\w)ASP\.NET\b"), lambda match: "ASP dot net", DOT_INSIDE),
    ),
    before_lexicon=address_rules(_ADDRESS),
    after_lexicon=(
        *symbols.EARLY,
        *needing(re.compile(r"[\d§]"), references.RULES),
        *references.ADDRESSES,
        *abbreviations.TITLES,
        *times.CALENDAR,
        *needing(NUMBER, times.RULES),
        *needing(re.compile(r"[\d$%/£¥‰€₹]"), amounts.RULES),
        *ordinals.RULES,
        *needing(NUMBER, numbers.SCORES),
        *needing(re.compile(r"[\d¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"), numbers.RULES),
        *abbreviations.RULES,
        *acronyms.RULES,
        *needing(re.compile(r"[\d&+/<=>@[°±×÷−≠≤≥]"), symbols.RULES),
    ),
    sounds=homographs.RULES,
    spelled=acronyms.spelled,
    silent_s=False,
)
