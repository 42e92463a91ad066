"""How English is said."""

from __future__ import annotations

import re
import unicodedata

from podcast.wording.addresses import Names, address_rules
from podcast.wording.english import (
    abbreviations,
    acronyms,
    amounts,
    numbers,
    ordinals,
    places,
    references,
    scores,
    symbols,
    times,
    titles,
    weekdays,
)
from podcast.wording.language import Wording

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
        (numbers.GROUPED, numbers.ungrouped),
        (re.compile(r"[Ḁ-ỿƠơƯưĐđ]+"), _bare_letters),
        (re.compile(r"(?<!\w)ASP\.NET\b"), lambda match: "ASP dot net"),
    ),
    before_lexicon=address_rules(_ADDRESS),
    after_lexicon=(
        *symbols.EARLY,
        *references.RULES,
        *places.RULES,
        *titles.RULES,
        *weekdays.RULES,
        *times.RULES,
        *amounts.RULES,
        *ordinals.RULES,
        *scores.RULES,
        *numbers.RULES,
        *abbreviations.RULES,
        *acronyms.RULES,
        *symbols.RULES,
    ),
    spelled=acronyms.spelled,
    silent_s=False,
)
