"""Themes that no thesaurus has: noun phrases that recur at different places of a debate."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from podcast.language.nounphrases import name_words, noun_phrases
from podcast.language.nounphrases.tokens import base_form
from podcast.model import Debate
from podcast.themes.evidence import Candidate, Evidence, clustering, telling
from podcast.themes.exchanges import Exchange, moderators_of
from podcast.themes.model import WORDS_A_MINUTE

_BY_LENGTH = {1: 0.6, 2: 1.0, 3: 1.1, 4: 1.1}
_TIMES = 5  # at least so often in the whole debate
_ALONE = 8  # and so often where it is one word, which must be a name or an acronym
_DENSE = 2.5  # times in each of its exchanges, on average, for one word
_LONGEST = 45  # characters
_PLACES = 3  # exchanges of a debate that lasts
_LASTS = 20 * WORDS_A_MINUTE
_FEW = 20  # exchanges, below which it may be one by chance
_GOES_ON = 0.1  # correlation with the exchange before, below which a phrase is a formula
_ROUND = 3  # people who are asked the same


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
            # A capital marks a thing's name in English; in French, a country or an institution.
            if phrase.acronym or (language == "en" and phrase.text[0].isupper()):
                named[phrase.stems] += 1
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, counter in enumerate(counts):
        for stems in counter:
            where[stems].append(place)
    single: dict[str, set[int]] = defaultdict(set)
    for place, its in enumerate(alone):
        for stem in its:
            single[stem].add(place)
    lasts = sum(exchange.words for exchange in exchanges) >= _LASTS
    ranked: list[tuple[float, Candidate]] = []
    for stems, found in where.items():
        places = len(found)
        total = sum(counts[place][stems] for place in found)
        if places < 2 or total < (_ALONE if len(stems) == 1 else _TIMES):
            continue
        if len(exchanges) >= _FEW and clustering(set(found), len(exchanges)) < _GOES_ON:
            continue
        rare = telling(set(found), len(exchanges))
        distinct = max(telling(single[stem], len(exchanges)) for stem in stems)
        if not rare or not distinct:
            continue
        text = min(written[stems], key=lambda w: (-written[stems][w], len(w), w))
        evidence = []
        for place in found:
            counter = counts[place]
            again = min(alone[place][stem] for stem in stems)
            if counter[stems] >= 2 or again >= 3:
                score = (1 + math.log(counter[stems])) * rare * _BY_LENGTH.get(len(stems), 1.0)
                evidence.append((place, Evidence(score, (text,))))
        if len(stems) == 1 and not (named[stems] >= _ALONE and total >= _DENSE * places):
            continue
        if lasts and not named[stems] and len(evidence) < _PLACES:
            continue  # two speeches that use one expression
        if _at_different_places([place for place, _ in evidence], exchanges):
            strength = sum(item.score for _, item in evidence) * distinct
            ranked.append((strength, Candidate(text, "keyphrase", tuple(evidence))))
    ranked.sort(key=lambda item: (-item[0], item[1].title))
    return tuple(candidate for _, candidate in ranked[:most])


def put_to_all(debate: Debate, exchanges: tuple[Exchange, ...]) -> tuple[Candidate, ...]:
    """Return what whoever leads a debate asks one after the other: the questions with all that
    answers them, whatever words it does it in."""
    people = name_words(tuple(speaker.name for speaker in debate.speakers))
    leading = moderators_of(debate)
    asked: dict[str, dict[int, list[str]]] = defaultdict(dict)
    mentioned: dict[str, set[int]] = defaultdict(set)
    for turn in debate.turns:
        if turn.speaker not in leading:
            continue
        for phrase in noun_phrases(turn.paragraphs[-1].text, debate.language, people):
            mentioned[phrase.stems[0]].add(turn.index)
            if phrase.sought and not phrase.weak and len(phrase.text) <= _LONGEST:
                asked[phrase.stems[0]].setdefault(turn.index, []).append(phrase.text)
    found = []
    for head, where in sorted(asked.items()):
        texts = [text for its in where.values() for text in its]
        title = min(texts, key=lambda text: (" " not in text, -texts.count(text), -len(text), text))
        if len(where) < _ROUND or " " not in title:
            continue
        questions = mentioned[head]
        evidence = []
        for place, exchange in enumerate(exchanges):
            answers = [block for block in exchange.blocks if block.turn - 1 in questions]
            begins = any(block.turn in questions for block in exchange.blocks)
            says = any(head in map(base_form, block.text.lower().split()) for block in answers)
            first = any(block.paragraph == 1 for block in answers)
            if begins or says or first:
                evidence.append((place, Evidence(1.0, (title,))))
        found.append(
            Candidate(title[:1].upper() + title[1:], "keyphrase", tuple(evidence), asked=True)
        )
    return tuple(found)


def _at_different_places(places: list[int], exchanges: tuple[Exchange, ...]) -> bool:
    """Return whether exchanges are two or more that are not one speech only."""
    turns = {exchanges[place].blocks[0].turn for place in places}
    return len(turns) >= 2
