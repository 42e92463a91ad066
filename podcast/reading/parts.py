"""Parts of a document that are each somebody else's: what says whose they are is no label, but a
heading, a line above the number one, or a field of a record that comes back in one order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from podcast.reading.interview_people import who_answers
from podcast.reading.labels import (
    Label,
    has_first_name,
    has_ordinary_word,
    office_label,
    read_person,
)
from podcast.reading.lines import Lines, SourceLine, ends_sentence
from podcast.reading.names import key, looks_like_name
from podcast.reading.score import names_anybody

_FIELD = re.compile(r"^(?P<field>[^\W\d_][^:.!?]{1,40}?)\s*:\s*(?P<value>.*)$")
_INTERVIEWS = re.compile(r"^(?:entretien|interview)\s(?:avec|de|d['’]|with|of)", re.I)
_NUMBER = re.compile(r"^(?P<rank>\d{1,2})\s?[.)](?:\s|$)")
_WHO = re.compile(
    r"^(?:(?:The|Le|La)\s+)?(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})(?=,|\s\(|\s[a-zà-ÿ–—-]|$)"
)
_FEWEST = 3
"""Records that are alike, and numbered lines of a part."""
_MOSTLY = 0.6
_LONGEST_VALUE = 12  # words


@dataclass(frozen=True, slots=True)
class Part:
    """What `label` says from the line `index` up to, not with, `end`, after `begin` characters."""

    index: int
    begin: int
    end: int
    label: Label


def find_records(lines: Lines) -> tuple[Part, ...]:
    """What is said in records that are alike: each has a field that names somebody else, and
    another, the longest, that holds what they say."""
    fields = {
        i: (key(found["field"]), found)
        for i, line in enumerate(lines)
        if not line.heading and line.speaker is None and (found := _FIELD.match(line.text))
    }
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, (name, _) in fields.items():
        places[name].append(i)
    for who, begins in places.items():
        values = [fields[i][1]["value"] for i in begins]
        people = {label.key for value in values if (label := _named(value))}
        short = all(0 < len(value.split()) <= _LONGEST_VALUE for value in values)
        named = short and len(values) >= _FEWEST and len(people) >= _MOSTLY * len(values)
        if named and (records := _records_of(lines, fields, begins, who)):
            return records
    return ()


def _records_of(
    lines: Lines,
    fields: dict[int, tuple[str, re.Match[str]]],
    begins: list[int],
    who: str,
) -> tuple[Part, ...]:
    """What is said in the records that begin at `begins`, where the field `who` names somebody."""
    records: list[dict[str, Part]] = []
    sizes, held = Counter[str](), Counter[str]()
    order = list(fields)
    bounds = [*(bisect_left(order, begin) for begin in begins), len(order)]
    for first, last in pairwise(bounds):
        held.update({fields[i][0] for i in order[first:last]})
    again = {name for name, times in held.items() if 2 * times > len(begins)}
    ends = [*begins[1:], len(lines)]
    for (low, high), first, last in zip(pairwise(bounds), begins, ends, strict=True):
        inside = [i for i in order[low:high] if fields[i][0] in again]
        if len({fields[i][0] for i in inside}) < len(inside):
            return ()  # people who answer each other
        value = fields[first][1]["value"]
        label = _named(value) or office_label(value)
        record = {}
        for i, after in pairwise([*inside, last]):
            end = next((j for j in range(i + 1, after) if lines[j].heading), after)
            name, begin = fields[i][0], fields[i][1].start("value")
            record[name] = Part(i, begin, end, label)
            sizes[name] += sum(len(one.text.split()) for one in lines[i:end])
        records.append(record)
    speech, words = sizes.most_common(1)[0]
    if speech == who or 2 * words < sizes.total() or held[speech] < _MOSTLY * len(begins):
        return ()
    if sizes.total() < _MOSTLY * sum(len(line.text.split()) for line in lines):
        return ()  # questions to several, at the end of an interview
    return tuple(record[speech] for record in records if speech in record)


def mark_heads(lines: Lines) -> tuple[Lines, frozenset[int]]:
    """The lines, those as headings that say whose answers follow: "Interview with a miller", where
    two do so; and by number: each time that numbers begin anew, another name. And which these
    last are."""
    presents = {
        i
        for i, line in enumerate(lines)
        if line.apart and not line.heading and _INTERVIEWS.match(line.text)
        if not ends_sentence(line.text) and headed_by(line) is not None
    }
    if len(presents) > 1:
        lines = tuple(
            replace(line, heading=2) if i in presents else line for i, line in enumerate(lines)
        )
    ranks = [
        (i, int(found["rank"]))
        for i, line in enumerate(lines)
        if (found := _NUMBER.match(f"{line.rank} {line.text}" if line.rank else line.text))
    ]
    counts = [rank for _, rank in ranks]
    begins = [n for n in range(len(ranks)) if counts[n : n + 2] == [1, 2] and ranks[n][0]]
    if len(begins) < 2 or any(b - a < _FEWEST for a, b in pairwise([*begins, len(ranks)])):
        return lines, frozenset()
    above = [ranks[place][0] - 1 for place in begins]
    labels = [_named(lines[i].text) if lines[i].speaker is None else None for i in above]
    if len({label.key for label in labels if label is not None}) < len(begins):
        return lines, frozenset()
    made = list(lines)
    for i in above:
        made[i] = replace(lines[i], heading=lines[i].heading or 2)
    return tuple(made), frozenset(above)


def find_heads(
    lines: Lines, marked: frozenset[int], questions: frozenset[int]
) -> dict[int, Label | None]:
    """The headings that say whose part begins there, with whom they name: those that were `marked`,
    or all of the levels at which guests change, but for those that are `questions`."""
    named = {
        i: label
        for i, line in enumerate(lines)
        if line.heading and i not in questions
        if (label := _named(line.text) if i in marked else headed_by(line)) is not None
    }
    if len({label.key for label in named.values()}) < 2:
        return {}
    levels = {lines[i].heading for i in named}
    others = [
        i
        for i, line in enumerate(lines)
        if line.heading in levels and i not in named and i not in questions
    ]
    if len(others) > len(named):
        return dict(named)
    texts = {i: lines[i].text for i in others}  # names that nobody knows, set as those that are
    return named | {i: _named(t) if looks_like_name(t) else None for i, t in texts.items()}


def _named(text: str) -> Label | None:
    """Who is named where `text` begins: before a comma, or by a word that is no other."""
    match = _WHO.match(text)
    label = read_person(match["name"]) if match else None
    if match is None or label is None:
        return None
    sure = has_first_name(label.name) or text[match.end() :].startswith((",", " ("))
    return label if sure or not has_ordinary_word(label.key) else None


def headed_by(line: SourceLine) -> Label | None:
    """With whom a heading says that an interview is, or whom it presents: "Lena, a gardener"."""
    if (label := who_answers((line,))[0]) is not None:
        return label
    match = _INTERVIEWS.match(line.text)
    if match and names_anybody(role := line.text[match.end() :].strip()):
        return office_label(role)
    name, comma, _ = line.text.partition(",")
    label = read_person(name)
    sure = label and (has_first_name(label.name) or (comma and label.strength >= 2))
    return label if sure else None
