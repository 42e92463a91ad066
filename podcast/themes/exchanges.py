"""A debate cut into exchanges: what is judged together when themes are looked for.

An exchange is some paragraphs of one speech, with the question they answer and the interjections
they live through. Cut is where somebody else begins to speak at length, where something is asked,
at headings, and inside a long speech where its vocabulary changes most: Hearst's TextTiling
(Computational Linguistics 23(1), 1997), at the borders of paragraphs only, on stems.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from podcast.language.nounphrases.tokens import without_markup
from podcast.model import Debate, Turn
from podcast.themes.model import WORDS_A_MINUTE, Passage
from podcast.themes.stems import Tokens, Word, tokens

SHORT = WORDS_A_MINUTE * 20 // 60
"""Words in a turn (20 seconds) below which it is no speech of its own."""

LONG = WORDS_A_MINUTE * 90 // 60
"""Words in a passage (90 seconds) above which it is cut where it can be."""

_LEAST = WORDS_A_MINUTE * 25 // 60  # words that a cut must leave on each side
_WINDOW = WORDS_A_MINUTE * 45 // 60  # words looked at on each side of a cut
_LONGEST_QUESTION = WORDS_A_MINUTE * 60 // 60
_ASKED = re.compile(r"\?[\s»”\")]*(?:[^.?!…]*[.!…]?[\s»”\")]*){0,2}$")
_INVITED = re.compile(
    r"(?:pouvez|pourriez|voulez)[- ]vous\b|la parole est à|(?:can|could|would) you\b"
    r"|\byou (?:can|could|want to) (?:talk|tell|explain|give|say|speak)\b",
    re.IGNORECASE,
)
_LONGER_THAN_SMALL = 4  # letters of a stem: most shorter ones are small words


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, as it is judged; `words` counts it between spaces; `content` are the stems of
    those that are not small ones."""

    turn: int
    paragraph: int
    line: int
    text: str
    words: int
    tokens: Tokens
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """Paragraphs that follow each other and belong together; `speaker` says most of them."""

    blocks: tuple[Block, ...]
    speaker: str

    @property
    def words(self) -> int:
        """How many words are said, counted between spaces."""
        return sum(block.words for block in self.blocks)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its paragraphs, turn by turn."""
        result: list[Passage] = []
        for block in self.blocks:
            if result and result[-1].turn == block.turn:
                result[-1] = Passage(block.turn, result[-1].first, block.paragraph)
            else:
                result.append(Passage(block.turn, block.paragraph, block.paragraph))
        return tuple(result)


def moderators_of(debate: Debate) -> frozenset[str]:
    """Return the names of those who lead a debate."""
    return frozenset(speaker.name for speaker in debate.speakers if speaker.moderator)


def asks(turn: Turn, moderators: frozenset[str]) -> bool:
    """Return whether a turn is a question, or gives the floor, and not a speech."""
    if turn.words > _LONGEST_QUESTION:
        return False
    last = turn.paragraphs[-1].text
    return bool(_ASKED.search(last)) or (
        (turn.speaker in moderators or turn.words < SHORT) and bool(_INVITED.search(last))
    )


@lru_cache(maxsize=1)  # themes are found in them, and chapters begin where they do
def exchanges(
    debate: Debate, borders: frozenset[tuple[int, int]] = frozenset()
) -> tuple[Exchange, ...]:
    """Return the exchanges of `debate`, in order; together they hold each of its paragraphs.

    One begins at each of `borders` (turn, paragraph), and at each heading.
    """
    hard = borders | {(heading.turn, heading.paragraph) for heading in debate.headings}
    moderators = moderators_of(debate)
    soft = _soft(debate, moderators)
    result: list[Exchange] = []
    for speech in _speeches(debate, moderators):
        for run in _cut_at(speech, hard):
            result += [_exchange(debate, part) for part in _split_by_vocabulary(run, soft)]
    return tuple(result)


def _blocks(debate: Debate, turn: Turn) -> Iterator[Block]:
    for number, paragraph in enumerate(turn.paragraphs, start=1):
        text = without_markup(paragraph.text)
        found = tokens(text, debate.language)
        words = len(paragraph.text.split())
        content = tuple(word.stem for word in found.words if _has_content(word))
        yield Block(turn.index, number, paragraph.line, text, words, found, content)


def _speeches(debate: Debate, moderators: frozenset[str]) -> list[list[Block]]:
    """Return the speeches: a long turn with the question before it and the short turns after it;
    and on, as long as the same speaker has the word again and again."""
    result: list[list[Block]] = []
    speaker: str | None = None  # whose speech it is
    waiting: list[Block] = []  # questions and what follows them, until it is known who answers
    asked: set[int] = set()
    for turn in debate.turns:
        blocks = list(_blocks(debate, turn))
        asking = asks(turn, moderators)
        if asking:
            asked.add(turn.index)
        if turn.words >= SHORT and not asking and turn.speaker not in (speaker,):
            before, question = _parted(waiting, asked)
            if result:
                result[-1] += before
            elif before:
                result.append(before)
            result.append(question + blocks)
            waiting = []
            speaker = turn.speaker
        elif turn.speaker == speaker and not asking and result:
            result[-1] += waiting + blocks
            waiting = []
        elif asking or waiting or not result:
            waiting += blocks
        else:
            result[-1] += blocks
    if waiting:
        if result and sum(block.words for block in waiting) < SHORT:
            result[-1] += waiting
        else:
            result.append(waiting)
    return result


def _parted(waiting: list[Block], asked: set[int]) -> tuple[list[Block], list[Block]]:
    """Return what was said before the last question, and that question with what follows it."""
    last = max((block.turn for block in waiting if block.turn in asked), default=0)
    if not last:  # a greeting, before anybody speaks at length
        return waiting, []
    return (
        [block for block in waiting if block.turn < last],
        [block for block in waiting if block.turn >= last],
    )


def _cut_at(speech: list[Block], hard: frozenset[tuple[int, int]]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in speech:
        if run and (block.turn, block.paragraph) in hard:
            yield run
            run = []
        run.append(block)
    yield run


def _soft(debate: Debate, moderators: frozenset[str]) -> frozenset[int]:
    """Return the turns that what comes after must not be parted from."""
    return frozenset(turn.index for turn in debate.turns if asks(turn, moderators))


def _split_by_vocabulary(run: list[Block], asking: frozenset[int]) -> Iterator[list[Block]]:
    """Yield `run` cut where its vocabulary changes most, until no part that can be cut is long."""
    words = sum(block.words for block in run)
    if words <= LONG:
        yield run
        return
    weights = Counter(stem for block in run for stem in set(block.content))
    best: tuple[float, int] | None = None
    before = 0
    for place, (left, right) in enumerate(pairwise(run), start=1):
        before += left.words
        if min(before, words - before) < _LEAST or not _may_part(left, right, asking):
            continue
        cohesion = _cosine(
            _window(reversed(run[:place]), weights, len(run)),
            _window(iter(run[place:]), weights, len(run)),
        )
        # A question opens something new; halves are better than slices.
        if right.turn != left.turn and right.turn in asking:
            cohesion -= 0.1
        cohesion += 0.15 * abs(2 * before / words - 1)
        if best is None or cohesion < best[0]:
            best = (cohesion, place)
    if best is None:
        yield run
        return
    yield from _split_by_vocabulary(run[: best[1]], asking)
    yield from _split_by_vocabulary(run[best[1] :], asking)


def _may_part(left: Block, right: Block, asking: frozenset[int]) -> bool:
    """Return whether a cut may be here: not between a question and its answer, nor before an
    interjection."""
    if left.turn == right.turn:
        return True
    return left.turn not in asking and (right.words >= SHORT or right.turn in asking)


def _has_content(word: Word) -> bool:
    return len(word.stem) >= _LONGER_THAN_SMALL or word.acronym


def _window(blocks: Iterator[Block], spread: Counter[str], count: int) -> dict[str, float]:
    counts: Counter[str] = Counter()
    words = 0
    for block in blocks:
        counts.update(block.content)
        words += block.words
        if words >= _WINDOW:
            break
    return {
        stem: (1 + math.log(times)) * math.log((count + 1) / spread[stem])
        for stem, times in counts.items()
    }


def _cosine(left: dict[str, float], right: dict[str, float]) -> float:
    both = sum(value * right[stem] for stem, value in sorted(left.items()) if stem in right)
    length = math.sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
    return both / length if length else 0.0


def _exchange(debate: Debate, blocks: list[Block]) -> Exchange:
    said: Counter[str] = Counter()
    for block in blocks:
        said[debate.turns[block.turn - 1].speaker] += block.words
    return Exchange(tuple(blocks), max(said, key=lambda name: said[name]))
