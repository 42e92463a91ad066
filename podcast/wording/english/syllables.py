"""Whether capital letters could be said as an English word."""

from __future__ import annotations

import re

# What may open and what may close a syllable in an acronym that is said as a word.
_ONSETS = frozenset(
    "B BL BR C CH CL CR D DR F FL FR G GL GR H J K KL KN KR L M N P PH PL PR QU R S SC SCR SH SK SL"
    " SM SN SP SPR ST STR SW T TH TR TW V W WH Y Z".split()
)
_CODAS = frozenset(
    "B C CK D F FF FT G K L LB LC LD LF LK LL LM LP LT M MP N NC ND NG NK NS NT P PS PT R RB RC RD RE"
    " RF RG RK RL RM RN RP RS RT S SH SK SP SS ST T TH X Z CH LS".split()
)
_NO_SYLLABLE = frozenset("AE UE AO UU AA II IU EU UO AY".split())
_SYLLABLES = re.compile(r"([^AEIOUY]*)([AEIOUY]*)")


def is_pronounceable(acronym: str) -> bool:
    """Whether its letters make English syllables: ASEAN and ADEME do, OECD and IAEA do not."""
    groups = [(c, v) for c, v in _SYLLABLES.findall(acronym.replace("QU", "KW")) if c or v]
    last = len(groups) - 1
    if not any(vowels for _, vowels in groups):
        return False
    for place, (consonants, vowels) in enumerate(groups):
        opening = not place and not consonants
        if len(vowels) > 2 or (vowels in _NO_SYLLABLE and not (opening and vowels == "EU")):
            return False
        if place == 0 and consonants and consonants not in _ONSETS:
            return False
        if place == last and not vowels:
            return consonants in _CODAS
        if place and consonants and not _between(consonants):
            return False
    return True


def _between(consonants: str) -> bool:
    if consonants in _ONSETS or consonants in _CODAS:
        return True
    return any(
        consonants[:cut] in _CODAS and consonants[cut:] in _ONSETS
        for cut in range(1, len(consonants))
    )
