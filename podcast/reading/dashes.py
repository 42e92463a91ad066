"""Dialogues in which a dash begins each turn, and names stand at some dashes or at none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from podcast.reading.labels import read_label
from podcast.reading.lines import SourceLine

_DASH = re.compile(r"^[–—-]\s+(?=\S)")
_NAMED_DASH = re.compile(r"^(?P<who>[^:]{2,60}?)\s*:\s*[-–—]\s*(?=\S)")
_DASHED_NAME = re.compile(r"^(?:[-–—]\s*)?(?P<who>[^\s:][^:]{1,40}?)\s*:\s+(?=\S)")
_ANY_DASH = re.compile(r"^[-–—]\s*(?=\S)")
_TURN_ABOUT = 0.75
"""Share of the gaps between names that taking turns explains."""
_FEWEST_DASHES = 4


def is_dashed(line: SourceLine) -> bool:
    """Whether a dash stands before a paragraph, as before what somebody says in a dialogue."""
    return line.apart and not line.heading and (line.dash or bool(_DASH.match(line.text)))


def after_dash(text: str) -> int:
    """After how many characters of `text` the dash that it begins with ends."""
    match = _DASH.match(text)
    return match.end() if match else 0


def name_dashes(lines: tuple[SourceLine, ...]) -> tuple[tuple[SourceLine, ...], int]:
    """`lines` where two take turns at dashes, and only some dashes have a name: with whose turn
    each dash is; and at how many dashes they take turns, 0 where that is not so.

    Two are named once, a dash behind each name, and go on by dashes alone; or names stand behind
    dashes now and then, and between them are as many dashes as taking turns wants.
    """
    behind = {i: m for i, line in enumerate(lines) if (m := _NAMED_DASH.match(line.text))}
    dashed = [i for i, line in enumerate(lines) if line.dash or _ANY_DASH.match(line.text)]
    dashed = [i for i in dashed if i not in behind]
    after = {i: m for i in dashed if (m := _DASHED_NAME.match(lines[i].text))}
    times = Counter(match["who"].strip() for match in (behind or after).values())
    people = [who for who, count in times.items() if count > 1 or len(times) == 2]
    if len(people) != 2 or not all(map(read_label, people)):
        return lines, 0
    named = {i: m for i, m in (behind or after).items() if m["who"].strip() in people}
    after = {i: m for i, m in named.items() if i in after}
    if after and len(after) < _TURN_ABOUT * sum(map(_has_label, lines)):
        return lines, 0  # others have labels without a dash
    first, (one, other) = min(named), people
    before = [i for i in dashed if i < first]
    bare = [i for i in dashed if i not in named and (after or i > first)]
    if len(bare) < max(_FEWEST_DASHES, 2 * len(behind)) or not _by_turns(after, bare):
        return lines, 0
    made, last = list(lines), (other, one)[len(before) % 2 if after else 0]
    for i in sorted([*named, *bare]):
        if i in named:
            last, text = named[i]["who"].strip(), lines[i].text[named[i].end() :]
        else:
            last = other if last == one else one
            text = _ANY_DASH.sub("", lines[i].text)
        made[i] = replace(lines[i], text=text, speaker=last, dash=False, bullet=False, apart=True)
    return tuple(made), len(bare)


def _has_label(line: SourceLine) -> bool:
    return bool(_DASHED_NAME.match(line.text))


def _by_turns(named: dict[int, re.Match[str]], bare: list[int]) -> bool:
    """Whether mostly an even number of dashes stands between two names, an odd one between a name
    and the same again."""
    gaps = [
        (named[one]["who"] == named[other]["who"]) == bool(between % 2)
        for one, other in pairwise(sorted(named))
        if (between := bisect_left(bare, other) - bisect_left(bare, one))
    ]
    return gaps.count(True) >= _TURN_ABOUT * len(gaps)
