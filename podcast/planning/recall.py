"""What is heard again so that an answer is no orphan: the question, in the asker's own voice."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from podcast.language.sentences import sentences
from podcast.model import Paragraph, Turn
from podcast.themes.model import WORDS_A_MINUTE

MOST = WORDS_A_MINUTE * 20 // 60
"""Words (20 seconds) that a recalled question has at most; a last sentence may be half as long
again rather than be cut."""

_ENOUGH = 14  # words: "Qu'en pensez-vous ?" alone says nothing
_NEAR_END = 2 * MOST  # words after a question, beyond which it is not the one that is answered
_QUESTION = re.compile(r"\?[\s»”\"')\]]*$")


class Recall(Enum):
    """How much of what somebody answers to is heard before the answer."""

    QUESTION = "question"
    FULL = "full"
    NONE = "none"


def recalled(turn: Turn, how: Recall) -> Turn | None:
    """Return what is heard again of `turn`, before what answers it: None for nothing.

    Of a long turn, the last question, with what it needs to be understood; where it asks nothing,
    its last sentences.
    """
    if how is Recall.NONE or turn.words == 0:
        return None
    if how is Recall.FULL or turn.words <= MOST:
        return turn
    said = [
        (number, sentence, len(sentence.split()))
        for number, paragraph in enumerate(turn.paragraphs, start=turn.first_paragraph)
        for sentence in sentences(paragraph.text)
    ]
    last = _last_question(said)
    end = len(said) if last is None else last + 1
    start = end - 1
    words = said[start][2]
    while start > 0:
        _, before, more = said[start - 1]
        asks = bool(_QUESTION.search(before))
        if words + more > MOST or (last is not None and not asks and words >= _ENOUGH):
            break
        start -= 1
        words += more
    return _only(turn, said[start:end])


def _last_question(said: list[tuple[int, str, int]]) -> int | None:
    after = 0
    for place in range(len(said) - 1, -1, -1):
        if _QUESTION.search(said[place][1]):
            return place
        after += said[place][2]
        if after > _NEAR_END:
            return None
    return None


def _only(turn: Turn, chosen: list[tuple[int, str, int]]) -> Turn:
    """Return `turn` with these sentences alone; one that is far too long, from its last clauses
    on."""
    texts: dict[int, list[str]] = {}
    for number, sentence, words in chosen:
        text = sentence if words <= MOST * 3 // 2 else _last_clauses(sentence)
        texts.setdefault(number, []).append(text)
    first = min(texts)
    paragraphs = tuple(
        Paragraph(" ".join(its), turn.paragraphs[number - turn.first_paragraph].line)
        for number, its in texts.items()
    )
    return replace(turn, paragraphs=paragraphs, first_paragraph=first)


def _last_clauses(sentence: str) -> str:
    clauses = [clause for clause in re.split(r"(?<=[,;:])\s+", sentence) if clause]
    start = len(clauses) - 1
    words = len(clauses[start].split())
    while start > 0 and words + len(clauses[start - 1].split()) <= MOST:
        start -= 1
        words += len(clauses[start].split())
    text = " ".join(clauses[start:])
    # No clause to cut at: words, so that a speech without any point is not heard as a whole.
    return " ".join(text.split()[-MOST:]) if words > MOST * 3 // 2 else text
