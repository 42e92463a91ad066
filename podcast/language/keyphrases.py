"""What each turn of a debate is about, in a phrase taken from it.

Of a text's noun phrases (`nounphrases`), the one is chosen that a title would have: said often and
early here and rarely elsewhere, or asked about, or introduced as the subject. How much each of
these counts was fitted on titles that a reader judged (`tools/title_weights.py`).
"""

from __future__ import annotations

import math
import operator
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from podcast.language.gender import is_first_name
from podcast.language.nounphrases import NounPhrase, name_words, noun_phrases
from podcast.language.nounphrases.tokens import base_form
from podcast.language.salience import Others, Standing, rarity
from podcast.language.sentences import sentence_spans

WEIGHTS = {
    "distinctive": 1.05,
    "word often": -0.88,
    "common": -1.34,
    "hinted": 1.43,
    "nested": -1.53,
    "introduced": 1.45,
    "once": -1.28,
    "length": 1.35,
    "early": 0.79,
    "sought": 2.00,
    "answers": 2.55,
    "predicate": -1.01,
    "person": -2.02,
    "carries": 1.24,
    "elsewhere": -0.50,
}
"""How much each property of a phrase (`Candidate`) speaks for it."""

_SURE = 4.5  # the score from which a phrase is right oftener than not

_LEAST = 3.5  # the score that a title needs at all
_LEAST_WORD = 6.5  # and if it is one word, or somebody's name
_SECOND = 4.2  # the score of a second phrase, after a first of several words
_OFTEN = 3  # times that two capitals have to be said, and in English a name of one word
_SENTENCE = 1.5  # how much less than the best a phrase may have for which a sentence is quoted
_WORST = 2.5  # the score of a phrase for which no sentence is quoted
_FEWEST_WORDS = 4  # in such a sentence
_QUOTES = 4  # characters around it
_COMMON = 0.3  # of all texts; what more of them speak of is no second phrase
_LONG = 250  # tokens of a text in which once is little
_BRIEF = 60  # words of a question that is nothing else
_SOUND = 0.35  # weight of a phrase that may be one, and is no half of a name
_CERTAIN = 0.7  # weight of a phrase whose borders are known
_WORD = re.compile(r"[^\W_]{2,}")
_WHOLE = re.compile(r"[A-ZÀ-ÖØ-Þ][^«»“”\"()\[\]…:]*[.!?]")

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A text to find phrases for: at most two, of `room` characters together with a comma and a
    space between them. `hints` are words of it that are good ones for a title; `question` is what
    it answers, whose subject may be its own. It `asks` where it is nothing but a question. No two
    texts that begin their `title` alike have the same phrase."""

    text: str
    room: int
    hints: tuple[str, ...] = ()
    question: str = ""
    asks: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be the title of a text, and what speaks for or against it.

    It may be a `word` alone. It is `aside`, and never a second phrase, where several begin with its
    first word (“l'angle social, l'angle économique”), or most texts have it.

    - `distinctive`: its words are frequent here and rare in the other texts (tf·idf, their mean)
    - `word often`: how often it is said, if it is one word (a logarithm)
    - `common`: in how few texts its commonest word is (idf)
    - `hinted`: it puts its paragraph into a theme
    - `nested`: in which share of its places it is part of a longer one
    - `introduced`: it stands once after words that say what one speaks of
    - `once`: it is said once in a long text
    - `length`: in twenties of characters
    - `early`: where it is said first, 1 for the start and 0 for the end
    - `sought`, `answers`: the question of the text, or before it, asks for it
    - `predicate`: it only says what something is
    - `person`: it begins with a first name
    - `carries`: which share of what the text says its words are (a logarithm); those count most
      that are said often here, in few other texts, and are not common in the language
    - `elsewhere`: in how few texts all of its words are (idf)
    """

    phrase: NounPhrase
    word: bool
    aside: bool
    properties: dict[str, float]

    @property
    def score(self) -> float:
        """How much speaks for it."""
        return sum(WEIGHTS[name] * value for name, value in self.properties.items())

    @property
    def is_little(self) -> bool:
        """Whether it is a common noun alone, or somebody's name."""
        return self.word or self.properties["person"] > 0


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is about: one phrase or two, or none; and where they are not sure, a `sentence`
    of the text that holds one of the best, if one is short enough."""

    phrases: tuple[str, ...] = ()
    sentence: str | None = None


def topics_of(
    excerpts: tuple[Excerpt, ...],
    language: str,
    *,
    names: tuple[str, ...] = (),
    background: tuple[str, ...] = (),
) -> tuple[Topic, ...]:
    """Return what each excerpt is about, as a title would say it; the same phrase is not given
    twice after the same beginning of a title.

    A phrase is one to five words as they are written there. An excerpt has none where nothing in
    it says something, or in a language without rules here. `names` are the people of the debate,
    who are never a topic. What is rare is known from `background` where there is one, a whole of
    which the excerpts are parts, else from these.
    """
    ranked = [
        sorted(its, key=lambda one: -one.score)
        for its in candidates_of(excerpts, language, names, background)
    ]
    likely = [
        [one for one in its if one.score >= (_LEAST_WORD if one.is_little else _LEAST)]
        for its in ranked
    ]
    return tuple(
        Topic(
            tuple(one.phrase.text for one in chosen),
            None
            if chosen and chosen[0].score >= _SURE
            else _telling_sentence(excerpt, its, chosen),
        )
        for excerpt, its, chosen in zip(excerpts, ranked, _assigned(likely, excerpts), strict=True)
    )


def _telling_sentence(
    excerpt: Excerpt, ranked: list[Candidate], chosen: tuple[Candidate, ...]
) -> str | None:
    """Return the short sentence with the best phrases, without its full stop, if there is one whose
    phrases are nearly as good as those that were `chosen`."""
    best = (chosen[0].score - _SENTENCE if chosen else _WORST), 0.0
    found = None
    for sentence in _sentences(excerpt.text):
        fits = len(sentence) <= excerpt.room - _QUOTES and len(sentence.split()) >= _FEWEST_WORDS
        if fits and _WHOLE.fullmatch(sentence):
            plain = sentence.lower()
            scores = [one.score for one in ranked if one.phrase.text.lower() in plain]
            score = max(scores, default=-math.inf), sum(scores)
            if score > best:
                best, found = score, sentence.rstrip(".")
    return found


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`, and the ends of questions after their last comma."""
    for start, end in sentence_spans(text):
        sentence = " ".join(text[start:end].split())
        yield sentence
        clause = sentence.rpartition(", ")[2]
        if clause.endswith("?"):
            yield clause[:1].upper() + clause[1:]


def candidates_of(
    excerpts: Sequence[Excerpt],
    language: str,
    names: tuple[str, ...] = (),
    background: tuple[str, ...] = (),
) -> list[list[Candidate]]:
    """Return for each excerpt the phrases that could be its title."""
    people = name_words(names)
    found = [noun_phrases(excerpt.text, language, people) for excerpt in excerpts]
    words = [Counter(_once(phrases)) for phrases in found]
    if not background or background == tuple(excerpt.text for excerpt in excerpts):
        spread, count = Counter(s for c in words for s in c), len(excerpts)
    else:
        spread, count = _spread(background, language, people)
    others = Others(background or tuple(excerpt.text for excerpt in excerpts))
    result = []
    for excerpt, phrases, its in zip(excerpts, found, words, strict=True):
        text = _Text(
            phrases,
            its,
            spread,
            count,
            Standing(excerpt.text, language, others),
            excerpt,
            _subjects(excerpt.question, language, people),
        )
        result.append(text.candidates(single_nouns=language != "en"))
    return result


def _subjects(question: str, language: str, names: frozenset[str]) -> tuple[NounPhrase, ...]:
    """Return what a question asks about: the phrases of what ends with a question mark, of all of
    it where it is short and has none."""
    found = noun_phrases(question, language, names)
    asked = tuple(phrase for phrase in found if phrase.sought)
    asked = asked or tuple(phrase for phrase in found if phrase.asked)
    if not asked and len(question.split()) <= _BRIEF:
        asked = found
    return tuple(phrase for phrase in asked if not phrase.aside and not phrase.weak)


@lru_cache(maxsize=4)
def _spread(
    texts: tuple[str, ...], language: str, names: frozenset[str]
) -> tuple[Counter[str], int]:
    found = (_once(noun_phrases(text, language, names)) for text in texts)
    return Counter(stem for stems in found for stem in set(stems)), len(texts)


def _once(phrases: tuple[NounPhrase, ...]) -> list[str]:
    """Return the stems of a text's phrases, each place in it counted once although phrases nest."""
    result: list[str] = []
    reached = 0
    for phrase in _outer(phrases):
        if phrase.start >= reached:
            result += phrase.stems
            reached = phrase.end
    return result


def _outer(phrases: tuple[NounPhrase, ...]) -> list[NounPhrase]:
    """Return the longest phrase at each place, in order."""
    longest: dict[int, NounPhrase] = {}
    for phrase in phrases:
        known = longest.get(phrase.start)
        if known is None or phrase.end > known.end:
            longest[phrase.start] = phrase
    return [longest[start] for start in sorted(longest)]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text among others: its phrases, how often each of its `words` is said in them, in how many
    `texts` it is (`spread`), what all of its words stand for, and what is asked before
    (`subjects`)."""

    phrases: tuple[NounPhrase, ...]
    words: Counter[str]
    spread: Counter[str]
    texts: int
    standing: Standing
    excerpt: Excerpt
    subjects: tuple[NounPhrase, ...]

    def candidates(self, *, single_nouns: bool) -> list[Candidate]:
        """Return its phrases, each once, that can be a title, in the order of the text; a common
        noun alone with `single_nouns`."""
        said: dict[Stems, list[NounPhrase]] = {}
        for phrase in self.phrases:
            if len(phrase.text) <= self.excerpt.room:
                said.setdefault(phrase.stems, []).append(phrase)
        for phrase in self.subjects:
            if len(phrase.stems) > 1 and len(phrase.text) <= self.excerpt.room:
                at_start = replace(phrase, start=0, end=phrase.end - phrase.start, weight=1.0)
                said.setdefault(phrase.stems, [at_start])
        end = max((phrase.start for phrase in self.phrases), default=0) + 1
        hints = {base_form(w) for hint in self.excerpt.hints for w in _WORD.findall(hint)}
        subjects = {phrase.stems for phrase in self.subjects}
        around = self._around()
        heads = Counter(stems[0] for stems in said if len(stems) > 1)
        result = []
        for stems, its in said.items():
            phrase = its[0]
            if not _may_be(phrase, its, single_nouns=single_nouns):
                continue
            times = sum(one.weight for one in its if not one.aside)
            rarities = [rarity(self.texts, self.spread[stem]) for stem in stems]
            frequencies = [1 + math.log(self.words[stem] or 1) for stem in stems]
            named = phrase.text[1:] != phrase.text[1:].lower()
            word = len(stems) == 1 and not named
            properties = {
                "distinctive": sum(map(operator.mul, frequencies, rarities)) / len(stems),
                "word often": math.log(max(times, 1)) if word else 0.0,
                "common": min(rarities),
                "hinted": float(not hints.isdisjoint(stems)),
                "nested": sum(_within(one, around) for one in its) / len(its),
                "introduced": float(any(one.introduced for one in its)),
                "once": float(times < 1.5 and end > _LONG),
                "length": len(phrase.text) / 20,
                "early": 1 - phrase.start / end,
                "sought": float(self.excerpt.asks and any(one.sought for one in its)),
                "answers": float(stems in subjects),
                "predicate": float(all(one.predicate for one in its)),
                "person": float(phrase.proper and is_first_name(phrase.text.split()[0])),
                **self.standing.of(frozenset(stems)),
            }
            listed = len(its) < _OFTEN <= heads[stems[0]] and len(stems) > 1
            everywhere = min(self.spread[stem] for stem in stems) > _COMMON * self.texts > 1
            result.append(Candidate(phrase, word, listed or everywhere, properties))
        return result

    def _around(self) -> dict[int, NounPhrase]:
        """Return for each place the longest phrase that surely stands there."""
        found: dict[int, NounPhrase] = {}
        reached = 0
        for phrase in _outer(tuple(p for p in self.phrases if p.weight >= _CERTAIN)):
            if phrase.end > reached:
                reached = phrase.end
                for place in range(phrase.start, phrase.end):
                    found.setdefault(place, phrase)
        return found


def _within(phrase: NounPhrase, around: dict[int, NounPhrase]) -> bool:
    longer = around.get(phrase.start)
    return longer is not None and longer.end >= phrase.end and longer.stems != phrase.stems


def _may_be(phrase: NounPhrase, its: list[NounPhrase], *, single_nouns: bool) -> bool:
    """Return whether a phrase, said in all of these places, can be a title at all."""
    last = phrase.text.split()[-1]
    if all(one.aside for one in its) or max(one.weight for one in its) < _SOUND:
        return False
    if " " in phrase.text and last[0].isupper() and is_first_name(last):
        return False  # "le programme de Bruno | Le Maire"
    if len(phrase.stems) > 1:
        return True
    if phrase.acronym:
        return len(phrase.text) > 2 or len(its) >= _OFTEN
    return not phrase.weak and (single_nouns or (phrase.proper and len(its) >= _OFTEN))


def _assigned(
    ranked: list[list[Candidate]], excerpts: tuple[Excerpt, ...]
) -> tuple[tuple[Candidate, ...], ...]:
    """Return the best phrase for each text, none twice after one title: it stays where nothing else
    would do as well. Then a second for those that have room, where one is good enough and speaks of
    something else."""
    chosen: list[tuple[Candidate, ...]] = [()] * len(ranked)
    order = sorted(range(len(ranked)), key=lambda place: (-_lead(ranked[place]), place))
    used: set[tuple[str, Stems]] = set()
    for place in order:
        excerpt = excerpts[place]
        for one in ranked[place]:
            if (excerpt.title, one.phrase.stems) not in used:
                used.add((excerpt.title, one.phrase.stems))
                chosen[place] = (one,)
                break
    for place in order:
        excerpt = excerpts[place]
        for first in chosen[place]:
            for one in ranked[place]:
                stems = one.phrase.stems
                fits = len(first.phrase.text) + 2 + len(one.phrase.text) <= excerpt.room
                other = set(stems).isdisjoint(first.phrase.stems) and (
                    one.properties["answers"] or not (one.is_little or one.aside)
                )
                good = one.score >= _SECOND or len(first.phrase.stems) == 1
                if fits and other and good and (excerpt.title, stems) not in used:
                    used.add((excerpt.title, stems))
                    chosen[place] = (first, one)
                    break
    return tuple(chosen)


def _lead(ranked: list[Candidate]) -> float:
    """Return how much better the best phrase is than the next one with other words."""
    if not ranked:
        return 0.0
    stems = set(ranked[0].phrase.stems)
    others = (one.score for one in ranked if stems.isdisjoint(one.phrase.stems))
    return ranked[0].score - next(others, 0.0)
