"""Themes that no thesaurus has: noun phrases that recur at different places of a debate."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from podcast.language.nounphrases import name_words, noun_phrases
from podcast.themes.evidence import Candidate, Evidence, distinctiveness
from podcast.themes.exchanges import Exchange

_BY_LENGTH = {1: 0.6, 2: 1.0, 3: 1.1, 4: 1.1}
_TIMES = 5  # at least so often in the whole debate
_ALONE = 8  # and so often where it is one word: a name or an acronym, others say little
_COMMON_NOUN = 12  # and so much oftener where it is neither
_DENSE = 2.5  # times in each of its exchanges, on average, for one word
_LONGEST = 45  # characters


def recurring(
    exchanges: tuple[Exchange, ...], language: str, names: tuple[str, ...], most: int
) -> tuple[Candidate, ...]:
    """Return the phrases that recur most strongly in `exchanges`, at most `most`, strongest first.

    An exchange is in such a theme where the phrase stands in it twice, or once with its words
    taken up again. `names` are the people of the debate, who are no theme.
    """
    people = name_words(names)
    counts: list[Counter[tuple[str, ...]]] = []
    alone: list[Counter[str]] = []
    written: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    named: Counter[tuple[str, ...]] = Counter()
    for exchange in exchanges:
        phrases = [
            phrase
            for block in exchange.blocks
            for phrase in noun_phrases(block.text, language, people)
            if len(phrase.text) <= _LONGEST and not phrase.weak and phrase.weight >= 0.5
        ]
        counts.append(Counter(phrase.stems for phrase in phrases))
        alone.append(Counter(p.stems[0] for p in phrases if len(p.stems) == 1))
        for phrase in phrases:
            written[phrase.stems][phrase.text] += 1
            # A capital tells a thing's name in English; in French, a country or an institution.
            if phrase.acronym or (language == "en" and phrase.text[0].isupper()):
                named[phrase.stems] += 1
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, counter in enumerate(counts):
        for stems in counter:
            where[stems].append(place)
    single = Counter(stem for counter in alone for stem in counter)
    ranked: list[tuple[float, Candidate]] = []
    for stems, found in where.items():
        places = len(found)
        total = sum(counts[place][stems] for place in found)
        if places < 2 or total < (_ALONE if len(stems) == 1 else _TIMES):
            continue
        rare = distinctiveness(places, len(exchanges))
        telling = max(distinctiveness(single[stem], len(exchanges)) for stem in stems)
        if not rare or not telling:
            continue
        text = min(written[stems], key=lambda w: (-written[stems][w], len(w), w))
        evidence = []
        for place in found:
            counter = counts[place]
            again = min(alone[place][stem] for stem in stems)
            if counter[stems] >= 2 or again >= 3:
                score = (1 + math.log(counter[stems])) * rare * _BY_LENGTH.get(len(stems), 1.0)
                evidence.append((place, Evidence(score, (text,))))
        if len(stems) == 1 and not (
            max(named[stems], total - _COMMON_NOUN) >= _ALONE and total >= _DENSE * places
        ):
            continue
        if _at_different_places([place for place, _ in evidence], exchanges):
            strength = sum(item.score for _, item in evidence) * telling
            ranked.append((strength, Candidate(text, "keyphrase", tuple(evidence))))
    ranked.sort(key=lambda item: (-item[0], item[1].title))
    return tuple(candidate for _, candidate in ranked[:most])


def _at_different_places(places: list[int], exchanges: tuple[Exchange, ...]) -> bool:
    """Return whether exchanges are two or more that are not one speech only."""
    turns = {exchanges[place].blocks[0].turn for place in places}
    return len(turns) >= 2
