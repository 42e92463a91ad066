"""The gold tables: written text, and what a person says, spelled out; compared by ear.

"By ear" is by the engine's phonemes. The engine says some spelled-out words wrong, too
("quatre-vingt-deux" with a t): `mends-*.tsv` has the right phonemes of those, written by hand
and independent of the program's own lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from podcast.speaking.espeak.markup import to_markup
from podcast.speaking.espeak.phonemes import phonemes
from podcast.wording.spoken import Piece, SpokenText, verbatim
from podcast.wording.spoken_words import words_to_say

DATA = Path(__file__).parents[1] / "data" / "wording"
VOICES = {"fr": "fr", "en": "en"}


@dataclass(frozen=True)
class Row:
    kind: str
    written: str
    said: str


@cache
def rows(language: str) -> tuple[Row, ...]:
    lines = (DATA / f"{language}.tsv").read_text(encoding="utf-8").split("\n")
    return tuple(Row(*line.split("\t")) for line in lines[1:] if line and not line.startswith("#"))


@cache
def mends(language: str) -> dict[str, str]:
    path = DATA / f"mends-{language}.tsv"
    lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return dict(pairs)


def spelled_out(said: str, language: str) -> SpokenText:
    """`said` as the engine should say it: its mistakes mended, with the phonemes that stand in
    `[[…]]`, and without liaison where "|" stands between two words. Nothing of it is ours."""
    table = mends(language)
    words = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    pieces: list[Piece] = []
    place = 0
    for match in re.finditer(rf"\[\[(?P<ipa>.*?)\]\]|(?P<none>\|)|(?<!\w)(?:{words})(?!\w)", said):
        ipa = match["ipa"] or match["none"] or table[match.group()]
        pieces.append(Piece(said[place : match.start()], place, match.start()))
        pieces.append(Piece("x", *match.span(), ipa))
        place = match.end()
    pieces.append(Piece(said[place:], place, len(said)))
    return SpokenText(tuple(p for p in pieces if p.words), (), language)


def by_ear(said: str, language: str) -> str:
    """Phonemes without what no listener tells apart: stress, pauses, a mute e, doubled sounds."""
    said = re.sub(r"\((?:en|fr|[a-z-]+)\)", "", said)
    said = re.sub(r"[ˈˌ\s|_-]", "", said)
    if language == "fr":
        said = said.replace("ə", "").replace("ː", "")
    return re.sub(r"(.)\1+", r"\1", said)


@dataclass(frozen=True)
class Heard:
    row: Row
    words: str
    ours: str
    wanted: str
    bare: str

    @property
    def right(self) -> bool:
        return self.ours == self.wanted

    @property
    def bare_right(self) -> bool:
        return self.bare == self.wanted


@cache
def heard(language: str) -> tuple[Heard, ...]:
    """Every row as our words, the spelled-out reference and the written text alone sound."""
    table = rows(language)
    said = [words_to_say(row.written, language) for row in table]
    wanted = [spelled_out(row.said, language) for row in table]
    bare = [verbatim(row.written, language) for row in table]
    texts = [*said, *wanted, *bare]
    marked = [to_markup(text).text for text in texts]
    # Most of what we say is what is wanted: each is spoken once.
    once = dict(zip(marked, texts, strict=True))
    spoken = dict(zip(once, phonemes([*once.values()], VOICES[language]), strict=True))
    found = [spoken[markup] for markup in marked]
    count = len(table)
    return tuple(
        Heard(row, said[n].words, *(by_ear(found[n + k * count], language) for k in range(3)))
        for n, row in enumerate(table)
    )
