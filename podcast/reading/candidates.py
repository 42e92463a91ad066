"""Every place where a line could name who speaks, and in which style it would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from podcast.reading.heads import LONGEST_HEAD, Head, HeadKind, read_head
from podcast.reading.lines import SourceLine
from podcast.reading.names import CIVILITY


class Style(Enum):
    """How a label is parted from what is said."""

    EXPLICIT = "the format tells"
    BOLD = "bold at the start of a line"
    COLON = "a colon"
    STOP_DASH = "a full stop and a dash"
    STOP = "a full stop after a civility or an office"
    DASH = "a dash"
    CAPITALS = "capitals"
    ALONE = "alone on a line"
    HEADING = "alone, as a heading"
    QUESTION = "Q"
    ANSWER = "A"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible label: the line's index, where what is said begins in its text, and the head.

    `head` is None for questions and answers, and for speakers that a format tells.
    """

    index: int
    end: int
    style: Style
    head: Head | None
    rest: str


_COLON = re.compile(r"\s*[:：](?!//|\d)\s*")
_STOP_DASH = re.compile(r"\s*[.)]\s?[–—-]{1,2}\s*|\.\s*[–—]\s*")
_STOP = re.compile(r"\.(?:\s+|$)")
_FULL_NAME_STOP = re.compile(r"^(?:[A-ZÀ-Þ][\w'’-]+\.?\s+){1,3}[A-ZÀ-Þ][\w'’-]+\.\s")
_DASH = re.compile(r"\s+[–—]\s+|\s+--?\s+")
_CAPITALS = re.compile(
    r"^((?:(?:[A-ZÀ-Þ]\.|(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ]{2,}(?:[-'’][A-ZÀ-Þ]+)*)\s+){1,4})"
    r"(?=[«“\"]?\s?[A-ZÀ-Þ]['’]?[a-zà-ÿ ])"
)
_QUESTION = re.compile(
    r"^(?:Q|Question|QUESTION)(?:\s?\d{1,4})?\s*(?:[:.)]|\s[-–—])\s*(?=\S)|^Q\s?\d{1,4}\s+(?=\S)"
)
_ANSWER = re.compile(
    r"^(?:R|A|Rép|Réponse|RÉPONSE|REPONSE|Answer|ANSWER)(?:\s?\d{1,4})?\s*(?:[:.)]|\s[-–—])\s*(?=\S)"
)
_TRAILER = re.compile(
    r"^\s*(?P<role>[,(–—-][^:.]{0,110}?)\s*(?P<end>[:：]|\.\s*[–—-]+|\.(?=\s|$))\s*"
)
_MARK = re.compile(r"^\s*(?:[:：]|\.?\s*[–—-]+(?=\s|$)|\.(?=\s|$)|,(?=\s*$))?\s*")
_OFFICE_START = re.compile(
    r"^(?:(?:le|la|the|un|une|an?|plusieurs|des|divers|quelques|several|many)\s+|l['’])\S", re.I
)


def find_candidates(line: SourceLine, index: int) -> Iterator[Candidate]:
    """All candidates of one line, the most telling style first."""
    text = line.text
    if line.speaker is not None:
        yield Candidate(index, 0, Style.EXPLICIT, None, text)
        return
    if line.direction or not text:
        return
    if line.lead:
        yield from _bold(text, line.lead, index)
    first = text[0]
    if not (first.isupper() or first.isdigit() or first in "[(>" or _OFFICE_START.match(text)):
        return
    if first in "QRA":
        yield from _questions(text, index)
    window = text[: LONGEST_HEAD + 10]
    if ":" in window or "：" in window:
        yield from _colon(text, window, index)
    yield from _stops(text, window, index)
    if len(text) <= LONGEST_HEAD:
        head = read_head(text)
        if head is not None and not _ends_a_sentence(text, head):
            style = Style.HEADING if line.heading else Style.ALONE
            yield Candidate(index, len(text), style, head, "")
    match = _CAPITALS.match(window)
    if match and (head := read_head(match.group(1))) and head.kind is HeadKind.PERSON:
        yield Candidate(index, match.end(1), Style.CAPITALS, head, text[match.end(1) :])


def _ends_a_sentence(text: str, head: Head) -> bool:
    """ "Merci." is no name; "M. le président." is one, and so is "Anne Roux." """
    shouted = head.name.isupper() and len(head.name) > 3  # "MOLIÈRE." above a speech
    return text.endswith((".", "!", "?")) and head.strength < 2 and not shouted


def _bold(text: str, lead: int, index: int) -> Iterator[Candidate]:
    set_apart = text[:lead]
    colon = _COLON.search(set_apart)
    if colon and colon.start() and (head := read_head(set_apart[: colon.start()])):
        yield Candidate(index, colon.end(), Style.BOLD, head, text[colon.end() :])
        return
    head = read_head(set_apart)
    if head is None:
        return
    after = text[lead:]
    trailer = _TRAILER.match(after)
    if trailer and not set_apart.rstrip().endswith((":", ".")):
        longer = read_head(set_apart + trailer["role"])
        if longer is not None and longer.role:
            end = lead + trailer.end()
            yield Candidate(index, end, Style.BOLD, longer, text[end:])
            return
    mark = _MARK.match(after)
    end = lead + (mark.end() if mark else 0)
    yield Candidate(index, end, Style.BOLD, head, text[end:])


def _questions(text: str, index: int) -> Iterator[Candidate]:
    for pattern, style in ((_QUESTION, Style.QUESTION), (_ANSWER, Style.ANSWER)):
        match = pattern.match(text)
        if match:
            yield Candidate(index, match.end(), style, None, text[match.end() :])


def _colon(text: str, window: str, index: int) -> Iterator[Candidate]:
    match = _COLON.search(window)
    if match and match.start():
        head = read_head(window[: match.start()])
        if head is not None:
            yield Candidate(index, match.end(), Style.COLON, head, text[match.end() :])


def _stops(text: str, window: str, index: int) -> Iterator[Candidate]:
    match = _STOP_DASH.search(window)
    if match and (head := read_head(window[: match.start() + (match.group()[0] == ")")])):
        yield Candidate(index, match.end(), Style.STOP_DASH, head, text[match.end() :])
        return
    if CIVILITY.match(window) or _OFFICE_START.match(window) or _FULL_NAME_STOP.match(window):
        for stop in _STOP.finditer(window):
            head = read_head(window[: stop.start()])
            if head is not None and head.strength >= 2:
                yield Candidate(index, stop.end(), Style.STOP, head, text[stop.end() :])
                break
    dash = _DASH.search(window)
    if dash and (head := read_head(window[: dash.start()])):
        yield Candidate(index, dash.end(), Style.DASH, head, text[dash.end() :])
