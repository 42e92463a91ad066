"""How French is said."""

from __future__ import annotations

from podcast.wording.addresses import Names, address_rules
from podcast.wording.cleaning import OTHER_SCRIPTS
from podcast.wording.french import (
    abbreviations,
    acronyms,
    amounts,
    homographs,
    inclusive,
    liaison,
    numbers,
    ordinals,
    references,
    symbols,
    times,
)
from podcast.wording.model import DIGITS, NUMBER, Step, Wording, needing

_ADDRESS = Names(
    at="arobase", dot="point", hyphen="tiret", underscore="tiret bas", hashtag="hashtag",
    plus="plus", word=acronyms.word_of_address,
)  # fmt: skip

WORDING = Wording(
    before=(
        Step(numbers.GROUPED, numbers.ungrouped, NUMBER),
        Step(acronyms.PASSAGE, acronyms.in_small_letters),
        Step(OTHER_SCRIPTS, " "),
    ),
    before_lexicon=address_rules(_ADDRESS),
    after_lexicon=(
        *needing("°", ordinals.ENUMERATION),
        *needing(NUMBER, symbols.EARLY),
        *acronyms.EARLY,
        *acronyms.INITIALS,
        *needing(f"{DIGITS}§", references.RULES),
        *abbreviations.TITLES,
        *needing(DIGITS, times.RULES),
        *needing(f"{DIGITS}%‰/€$£°²³kGT", amounts.RULES),
        *ordinals.RULES,
        *needing(f"{DIGITS}½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒²", numbers.RULES),
        *abbreviations.RULES,
        *inclusive.RULES,
        *acronyms.NAMES,
        *acronyms.RULES,
        *symbols.RULES,
    ),
    sounds=(*homographs.RULES, *liaison.RULES),
    spelled=acronyms.spelled,
    silent_s=True,
)
