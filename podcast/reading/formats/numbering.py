"""Numbers that a word processor counts by itself, as it shows them: "1.", "b)", "2.3"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: `form` is how it counts ("1", "a", "A", "i", "I"; "" for a bullet),
    `shown` what it shows, with %1 for the number of the first level, %2 of the second."""

    form: str
    shown: str
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of lists, by the list's name; `levels` has each list's own."""

    levels: dict[str, dict[int, Level]]
    _reached: dict[str, dict[int, int]] = field(default_factory=dict)

    def next(self, name: str, depth: int) -> str:
        """Return what stands before the next paragraph of the list `name` at the level `depth`,
        from 0; "" before a bullet, and where the list is not known."""
        levels = self.levels.get(name, {})
        level = levels.get(depth)
        if level is None or not level.form:
            return ""
        reached = self._reached.setdefault(name, {})
        reached[depth] = reached.get(depth, level.start - 1) + 1
        for deeper in [other for other in reached if other > depth]:
            del reached[deeper]

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            own = levels.get(place, level)
            return _written(reached.get(place, own.start), own.form)

        return re.sub(r"%(\d)", number, level.shown).strip()

    def restart(self, name: str) -> None:
        """Count the list from its start."""
        self._reached.pop(name, None)


def _written(number: int, form: str) -> str:
    if form in "aA":
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "A" else letter
    if form in "iI" and number < 40:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman.upper() if form == "I" else roman
    return str(number)


_WORD_FORMS = {
    "decimal": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


def word_numbering(root: etree._Element) -> Numbering:
    """Return the lists of a Word document's `numbering.xml`, by their numbers."""
    kinds = {
        kind.get("abstractNumId"): {
            _whole(level.get("ilvl") or "", 0): Level(
                _WORD_FORMS.get(word_value(level, "numFmt"), ""),
                word_value(level, "lvlText"),
                _whole(word_value(level, "start")),
            )
            for level in kind.iterfind("lvl")
        }
        for kind in root.iterfind("abstractNum")
    }
    return Numbering(
        {
            number.get("numId") or "": kinds.get(word_value(number, "abstractNumId"), {})
            for number in root.iterfind("num")
        }
    )


def word_place(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return the list and the level that the properties of a paragraph or a style name."""
    found = properties.find("numPr") if properties is not None else None
    if found is None or not (name := word_value(found, "numId")):
        return None
    return name, _whole(word_value(found, "ilvl"), 0)


def word_value(element: etree._Element | None, path: str) -> str:
    """Return the value of the element of WordprocessingML at `path` ("rPr/color") below `element`,
    "" where there is none."""
    found = element.find(path) if element is not None else None
    return (found.get("val") or "") if found is not None else ""


def _whole(text: str, otherwise: int = 1) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def text_numbering(*roots: etree._Element) -> Numbering:
    """Return the lists of an OpenDocument text, by the names of their styles."""
    lists: dict[str, dict[int, Level]] = {}
    for root in roots:
        for style in root.iter("list-style"):
            levels = lists.setdefault(style.get("name") or "", {})
            for level in style.iterfind("list-level-style-number"):
                depth = _whole(level.get("level") or "") - 1
                first = depth + 1 - min(_whole(level.get("display-levels") or ""), depth + 1)
                numbers = ".".join(f"%{place + 1}" for place in range(first, depth + 1))
                around = (level.get(f"num-{end}") or "" for end in ("prefix", "suffix"))
                levels[depth] = Level(
                    level.get("num-format") or "",
                    numbers.join(around),
                    _whole(level.get("start-value") or ""),
                )
    return Numbering(lists)
