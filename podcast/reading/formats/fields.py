"""Texts that stand in the fields of a content system: of a front matter with nothing below it
(YAML), or of a file of fields parted by lines of four dashes (Kirby)."""

from __future__ import annotations

import json
import re
from typing import Any

from podcast.model import LeftOut
from podcast.reading.formats.front_matter import entries_of

_FRONT_MATTER_ALONE = re.compile(r"\A---[ \t]*\n(?:(?!---[ \t]*$).*\n)+---\s*\Z", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n((?:(?!---[ \t]*$).*\n)+)---[ \t]*$", re.MULTILINE)
_TEXT_FIELD = re.compile(r"^(?P<indent> *)(?:- +)?(?P<name>[\w-]+): *[>|][+-]?\s*$")
_TITLES = ("title", "titre")
_WORD = re.compile(r"\w+")
_LONG = 20
"""Words of a text; what is shorter serves a page, but for titles."""
_COPIED = 0.6
"""Share of a text, by five words at a time, that stands below it as well: it is a copy."""
_FIELD = re.compile(r"^(?P<name>\w[\w -]{0,30}):[ \t]*")
_FIELD_END = "----"
_BLOCKS = re.compile(r"^\w[\w -]{0,30}:[ \t]*\[\{", re.MULTILINE)
_FEWEST_FIELDS = 3


def take_fields(text: str) -> tuple[str, list[LeftOut]]:
    """The text and the titles that stand in fields, over as many lines as `text`, and what else
    stands in those; `text` itself where it is no such file."""
    front_matter = _FRONT_MATTER_ALONE.match(text)
    if not front_matter and not (f"\n{_FIELD_END}" in text and _FIELD.match(text)):
        return text, []
    lines = text.split("\n")
    kept = _of_front_matter(lines) if front_matter else _of_kirby(lines)
    if not kept:
        return text, []
    left_out = [
        LeftOut("front matter", line.strip(), number)
        for number, line in enumerate(lines, start=1)
        if line.strip() and number - 1 not in kept
    ]
    return "\n".join(kept.get(index, "") for index in range(len(lines))), left_out


def _of_front_matter(lines: list[str]) -> dict[int, str]:
    """The lines of its long texts and of the titles of their parts, by index."""
    fields: list[tuple[str, int, int]] = []  # name, first line and the one after the last
    for index, line in enumerate(lines):
        if match := _TEXT_FIELD.match(line):
            end, inside = index + 1, len(match["indent"])
            while end < len(lines) and (
                not lines[end].strip() or lines[end].startswith(" " * (inside + 1))
            ):
                end += 1
            fields.append((match["name"], index + 1, end))
    kept: dict[int, str] = {}
    below: set[tuple[str, ...]] = set()
    titles: set[str] = set()
    for name, begin, end in reversed(fields):  # copies stand above
        words = _WORD.findall(" ".join(lines[begin:end]).lower())
        grams = {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))}
        if name in _TITLES:
            mark = "# " if begin == fields[0][1] else "## "
            said = " ".join(" ".join(lines[begin:end]).split())
            if said and (said not in titles or mark == "# "):
                titles.add(said)
                kept[begin] = mark + said
        elif len(words) >= _LONG and len(grams & below) < _COPIED * len(grams):
            kept |= {at: lines[at].strip() for at in range(begin, end)}
        below |= grams
    has_text = any(not line.startswith("#") for line in kept.values())
    return kept if has_text else {}


def json_of_fields(text: str) -> str | None:
    """The JSON object of a file of fields that holds its text in blocks of JSON; None for any
    other."""
    if f"\n{_FIELD_END}" not in text or not _BLOCKS.search(text):
        return None
    lines = text.split("\n")
    values: dict[str, Any] = {}
    for name, begin, end in _fields(lines):
        value = _FIELD.sub("", "\n".join(lines[begin:end]), count=1).strip()
        try:
            values[name] = json.loads(value) if value[:1] == "[" else value
        except (ValueError, RecursionError):
            return None
    longest = max(values.values(), key=lambda value: len(str(value)), default="")
    return json.dumps(values) if isinstance(longest, list) else None


def json_of_records(text: str) -> str | None:
    """The JSON object of the title and the longest list in a front matter, if that list is most of
    what `text` holds: records of who says what, perhaps; None where it is not."""
    front_matter = _FRONT_MATTER.match(text)
    if not front_matter or front_matter.end() < len(text) / 2:
        return None
    entries = entries_of("---", front_matter[1].split("\n"))
    lists = [_flat(value) for value in entries.values() if isinstance(value, list)]
    longest = max(lists, key=lambda records: len(str(records)), default=[])
    if len(str(longest)) < len(text) / 2:
        return None
    title = next((entries[name] for name in _TITLES if name in entries), "")
    return json.dumps({"title": title, "transcript": longest})


def _flat(records: list[Any]) -> list[dict[str, str]]:
    """The texts of `records`, and nothing that is nested: YAML can nest a value in itself."""
    return [
        {key: value for key, value in record.items() if isinstance(value, str)}
        for record in records
        if isinstance(record, dict)
    ]


def _of_kirby(lines: list[str]) -> dict[int, str]:
    """The lines of its longest field, and its title, by index."""
    fields = _fields(lines)
    if not fields:
        return {}
    _, begin, end = max(fields, key=lambda field: len(" ".join(lines[field[1] : field[2]])))
    kept = {at: lines[at] for at in range(begin + 1, end)}
    kept[begin] = _FIELD.sub("", lines[begin], count=1)
    for name, first, _ in fields:
        if name in _TITLES and first not in kept:
            kept[first] = f"# {_FIELD.sub('', lines[first], count=1)}"
    return kept


def _fields(lines: list[str]) -> list[tuple[str, int, int]]:
    """Each field that lines of four dashes part: its name, its first line and the one after its
    last; none where they hold anything else."""
    ends = [index for index, line in enumerate(lines) if line.strip() == _FIELD_END]
    begins = [0, *(index + 1 for index in ends)]
    fields: list[tuple[str, int, int]] = []
    for begin, end in zip(begins, [*ends, len(lines)], strict=True):
        first = next((at for at in range(begin, end) if lines[at].strip()), None)
        if first is None:
            continue
        match = _FIELD.match(lines[first])
        if match is None:
            return []
        fields.append((match["name"].lower(), first, end))
    return fields if len(fields) >= _FEWEST_FIELDS else []
