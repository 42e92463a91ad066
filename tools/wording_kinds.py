"""How many phrases are said right, by kind: lists that were written before the rules.

    python -m tools.wording_kinds                    right and total of each kind, of both halves
    python -m tools.wording_kinds plus h -v          some kinds, and what was heard of the wrong

Two halves, drawn by lot: `dev` was in sight when the rules were written, `judge` was not. A line
of tests/data/wording/kinds/HALF/KIND.tsv is `phrase<TAB>expected`, and `<TAB>trap` after it where
a rule must not fire. `expected` is one of the readings allowed, separated by " / "; a reading is
demands that must all hold, separated by " & ":

    words|IPA       what is heard of the phrase contains IPA; `words` only tell the reader where. It
                    goes on to the next sound, so that a liaison that must not be is seen. " | " in
                    it is a pause that must be heard; "^" before it: the phrase starts so; "$" after
                    it: nothing follows.
    !words|IPA      what is heard does not contain IPA
    spelled words   what is heard contains what the engine says of them; `[[IPA]]` in them stands
                    for what no spelling gives; "=" before them: it is the whole of what is heard
    en:words        what is heard contains what the English voice says of these words in one go
    ~words, !~words the words to be said contain these, or do not
    list:word       `podcast words FILE --unsure` lists the word; `list:word=3`: three times
    nolist:word     it does not

Compared without stress, pauses, mute e and doubled sounds, and in French without what differs from
speaker to speaker (e/ɛ, o/ɔ, ø/œ, a/ɑ, œ̃/ɛ̃, ɲ/nj, glides, bs/ps): so open and closed vowels are not
judged. A line "# language: en" sets the language of a file.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from podcast.casting.palette import load_palette
from podcast.speaking.espeak.phonemes import SWITCH, espeak_voice, foreign_words, phonemes
from podcast.wording.lexicon import EMPTY
from podcast.wording.spoken import Piece, SpokenText
from podcast.wording.spoken_words import words_to_say
from podcast.wording.unsure import unsure_words

DATA = Path(__file__).parents[1] / "tests" / "data" / "wording" / "kinds"
HALVES = ("dev", "judge", "drawn")
_FOLDS = str.maketrans("ɛɔœɑg", "eoøaɡ")
_IN_WORDS = ("~", "!~")
_IN_LISTS = ("list:", "nolist:")


@dataclass(frozen=True, slots=True)
class Case:
    """A phrase, the readings that are right (each with its demands), whether it is a trap."""

    phrase: str
    readings: tuple[tuple[str, ...], ...]
    trap: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A case with what is said and heard of it; `spelled` are the phonemes of spelled demands,
    `listed` the words that nothing is sure of, with how often they come."""

    case: Case
    words: str
    phonemes: str
    spelled: Mapping[str, str]
    listed: Mapping[str, int]
    language: str

    @property
    def right(self) -> bool:
        """Whether one of the readings holds."""
        return any(all(map(self._holds, reading)) for reading in self.case.readings)

    def _holds(self, demand: str) -> bool:
        if demand.startswith(_IN_LISTS):
            word, _, times = demand.split(":", 1)[1].partition("=")
            here = self.listed.get(word.casefold(), 0)
            return here == 0 if demand.startswith("no") else here >= 1 and times in ("", str(here))
        if demand.startswith(_IN_WORDS):
            wanted, words = demand.lstrip("!~").casefold(), " ".join(self.words.split()).casefold()
            return (wanted in words) != demand.startswith("!")
        ear = folded(self.phonemes, self.language)
        if "|" not in demand:
            form = folded(self.spelled[demand], self.language)
            return ear == form if demand.startswith("=") else form in ear
        wanted = demand.split("|", 1)[1].strip()
        return self._contains(wanted) != demand.startswith("!")

    def _contains(self, wanted: str) -> bool:
        """Whether IPA is heard, with a pause wherever it has a bar."""
        bars = "|" in wanted
        lines = self.phonemes.split("\n")
        ear = ("|" if bars else "").join(folded(line, self.language) for line in lines)
        ear = ear if bars else folded(self.phonemes, self.language)
        parts = [folded(part.strip("^$ "), self.language) for part in wanted.split("|")]
        form = r"\|".join((r"\|?" if bars else "").join(map(re.escape, part)) for part in parts)
        start, end = "^" * (wanted[0] == "^"), "$" * (wanted[-1] == "$")
        return re.search(start + form + end, ear) is not None


def folded(heard: str, language: str) -> str:
    """Phonemes without what is not compared."""
    heard = SWITCH.sub("", unicodedata.normalize("NFD", heard))
    heard = re.sub(r"[ˈˌ,‿-]", "", heard).replace(".", " ")
    if language == "fr":
        heard = re.sub("[əː]", "", heard).replace("œ̃", "ɛ̃").replace("r", "ʁ").replace("ɥ", "y")
        heard = heard.translate(_FOLDS).replace("ɲ", "nj")
        heard = re.sub(r"(?:ij|i)(?=[aeoøuyw])", "j", heard)
        heard = re.sub(r"u(?=[aeoøiy])", "w", heard)
        heard = re.sub(r"b(?=[st])", "p", heard)
    else:
        heard = heard.replace("ɝ", "ɜː").replace("g", "ɡ").replace("r", "ɹ")
        heard = heard.replace("ᵻ", "ɪ").replace("ɐ", "ə").replace("iə", "ɪə").replace("eə", "ɛə")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[\s|_]", "", heard))


def cases(path: Path) -> tuple[str, list[Case]]:
    """The language of a list, and its cases."""
    language, found = "fr", []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# language:"):
            language = line.split(":")[1].strip()
        elif line and not line.startswith("#"):
            phrase, expected, *trap = line.split("\t")
            readings = (reading.split(" & ") for reading in expected.split(" / "))
            demands = tuple(tuple(demand.strip() for demand in reading) for reading in readings)
            found.append(Case(phrase, demands, bool(trap)))
    return language, found


def heard_of(path: Path) -> list[Heard]:
    """What is said and heard of each case of a list."""
    language, found = cases(path)
    spelled = sorted({
        demand
        for case in found
        for reading in case.readings
        for demand in reading
        if "|" not in demand and not demand.startswith((*_IN_WORDS, *_IN_LISTS))
    })  # fmt: skip
    said = [words_to_say(case.phrase, language) for case in found]
    asked = [SpokenText(_pieces(demand), (), language) for demand in spelled]
    sounds = phonemes([*said, *asked], language)
    forms = dict(zip(spelled, sounds[len(said) :], strict=True))
    lists = any(d.startswith(_IN_LISTS) for case in found for r in case.readings for d in r)
    listed = _listed([case.phrase for case in found], language) if lists else {}
    return [
        Heard(case, words.words, sound, forms, listed, language)
        for case, words, sound in zip(found, said, sounds, strict=False)
    ]


def _pieces(demand: str) -> tuple[Piece, ...]:
    if demand.startswith("en:"):
        return (Piece(demand[3:], 0, 1, "", "en"),)
    parts = re.split(r"\[\[(.*?)\]\]", demand.lstrip("="))
    return tuple(
        Piece("x", 0, 1, part) if number % 2 else Piece(part, 0, 1)
        for number, part in enumerate(parts)
        if part
    )


def _listed(phrases: Sequence[str], language: str) -> dict[str, int]:
    voice = espeak_voice(load_palette(language).narrator)
    found = unsure_words(
        [("", phrase) for phrase in phrases],
        language,
        EMPTY,
        lambda words: foreign_words(words, voice=voice),
    )
    return {one.word.casefold(): one.times for one in found}


def report(half: str, kinds: Sequence[str], *, verbose: bool) -> Iterator[str]:
    """The lines of the table of a half."""
    right = total = 0
    for path in sorted((DATA / half).glob("*.tsv")):
        if kinds and path.stem not in kinds:
            continue
        found = heard_of(path)
        wrong = [one for one in found if not one.right]
        if verbose:
            for one in wrong:
                yield f"[{path.stem}] {one.case.phrase}"
                yield f"    wanted: {' / '.join(' & '.join(r) for r in one.case.readings)}"
                yield f"    heard:  {' | '.join(one.phonemes.split(chr(10)))}"
        yield f"{half:5}  {path.stem:20} {len(found) - len(wrong):4} of {len(found)}"
        right, total = right + len(found) - len(wrong), total + len(found)
    yield f"{half:5}  {'all':20} {right:4} of {total}"


def main() -> None:
    """Print how many are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("-v", "--verbose", action="store_true", help="what was heard of the wrong")
    asked = parser.parse_args()
    for half in (asked.half,) if asked.half else HALVES:
        for line in report(half, asked.kinds, verbose=asked.verbose):
            print(line)


if __name__ == "__main__":
    main()
