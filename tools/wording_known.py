"""Makes the lists of known words and names out of Hunspell dictionaries.

    python -m tools.wording_known fr PACKAGE…    PACKAGE: an unpacked npm package, with index.dic

French: dictionary-fr (MPL 2.0). English: dictionary-en and dictionary-en-gb (SCOWL). Each word of
a dictionary is written with the endings and beginnings that its marks allow, without the elisions
("l'homme"): in small letters to `voices/words/CODE/known.txt`, with a capital to `names.txt`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class _Affix(NamedTuple):
    """An ending or a beginning: what it takes away and adds, where, and what may follow on it."""

    is_prefix: bool
    away: str
    added: str
    marks: str
    where: re.Pattern[str]

    def applied(self, word: str) -> str | None:
        if not self.where.search(word):
            return None
        if self.is_prefix:
            return self.added + word.removeprefix(self.away)
        return word.removesuffix(self.away) + self.added


class _Dictionary:
    """A Hunspell dictionary, as far as its words are concerned."""

    def __init__(self, package: Path) -> None:
        self._mark_length = 1
        self._affixes: dict[str, list[_Affix]] = {}
        self._unsaid = ""  # marks of what stands in compounds only, or is forbidden
        for line in (package / "index.aff").read_text(encoding="utf-8").splitlines():
            self._read(line.split())
        self._lines = (package / "index.dic").read_text(encoding="utf-8").splitlines()[1:]

    def _read(self, fields: list[str]) -> None:
        match fields:
            case ["FLAG", "long"]:
                self._mark_length = 2
            case ["NEEDAFFIX" | "FORBIDDENWORD" | "ONLYINCOMPOUND", mark]:
                self._unsaid += mark
            case ["PFX" | "SFX" as kind, mark, away, added, where, *_]:
                added, _, marks = added.partition("/")
                place = f"^{where}" if kind == "PFX" else f"{where}$"
                affix = _Affix(
                    kind == "PFX",
                    "" if away == "0" else away,
                    "" if added == "0" else added,
                    marks,
                    re.compile(place),
                )
                if not added.endswith("'"):
                    self._affixes.setdefault(mark, []).append(affix)

    def _split(self, marks: str) -> list[str]:
        size = self._mark_length
        return [marks[place : place + size] for place in range(0, len(marks), size)]

    def _forms(self, word: str, marks: str, depth: int = 2) -> Iterator[str]:
        own = self._split(marks)
        unsaid = self._split(self._unsaid)
        if not set(own) & set(unsaid):
            yield word
        if depth:
            for mark in own:
                for affix in self._affixes.get(mark, ()):
                    form = affix.applied(word)
                    if form is not None:
                        others = (
                            ""
                            if affix.is_prefix
                            else "".join(
                                one
                                for one in own
                                if any(other.is_prefix for other in self._affixes.get(one, ()))
                            )
                        )
                        yield from self._forms(form, affix.marks + others, depth - 1)

    def words(self) -> Iterator[str]:
        """Yield each form of each word."""
        for line in self._lines:
            entry = line.split("\t")[0].split(" po:")[0].strip()
            word, _, marks = entry.partition("/")
            if re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", word):
                yield from self._forms(word.replace("’", "'"), marks)


def main() -> None:
    """Write the lists of a language."""
    folder = Path(__file__).parents[1] / "voices" / "words" / sys.argv[1]
    found = {
        form
        for package in sys.argv[2:]
        for form in _Dictionary(Path(package)).words()
        if not form.endswith("'s") and (len(form) > 1 or form in "aày")
    }
    known = {form for form in found if form == form.lower()}
    names = {form.lower() for form in found if form[0].isupper() and form[1:] == form[1:].lower()}
    for name, words in (("known", known), ("names", names - known)):
        text = "\n".join(("", *sorted(words), "")).encode()  # the order of the bytes, in UTF-8 too
        (folder / f"{name}.txt").write_bytes(text)
        print(f"{name}: {len(words):,} words")


if __name__ == "__main__":
    main()
