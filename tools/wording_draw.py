"""Draws cases of three kinds by lot, from sources that nobody wrote for this program.

    python -m tools.wording_draw GRUUT.db LEXIQUE.txt

Needs the packages emoji and Faker, too (for GRUUT.db and LEXIQUE.txt see `tools.wording_lexica`).
Writes `tests/data/wording/kinds/drawn/`: rarer French words with the sounds on which both lexica
agree; English names of emoji in French sentences, and French ones, which must stay French; family
names of seven countries, which `--unsure` must list unless French has them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.wording_kinds import DATA
from tools.wording_lexica import agreed_words, lexicon_of_gruut

_SEED = 22
_SENTENCES = (
    "Le deuxième panneau s'appelle {}, et il est vert.",
    "On m'a parlé de {} hier soir.",
    "Sur l'écran, il y avait écrit « {} ».",
    "C'est le programme {} qui a gagné.",
)


def _commonest(gruut: Path, lexique: Path) -> Iterator[str]:
    sounds = lexicon_of_gruut(gruut)
    words = [word for word, _ in agreed_words(gruut, lexique)[30_000:] if word.isalpha()]
    for word in random.sample(words, 120):
        readings = " / ".join(f"{word}|^{ipa}$" for ipa in sorted(sounds[word]))
        yield f"{word.capitalize()}.\t{readings}"


def _english_phrases() -> Iterator[str]:
    from emoji import EMOJI_DATA, config

    config.load_language("fr")
    names = [
        tuple(one[language].strip(":").replace("_", " ") for language in ("en", "fr"))
        for one in EMOJI_DATA.values()
        if "fr" in one and one["status"] == 2
    ]
    plain = [
        (english, french)
        for english, french in names
        if 3 <= len(english.split()) <= 6
        and english.replace(" ", "").isalpha()
        and english.isascii()
        and "skin" not in english
        and french.replace(" ", "").isalpha()
    ]
    drawn = random.sample(plain, 60)
    for place, (english, french) in enumerate(drawn):
        sentence = _SENTENCES[place % len(_SENTENCES)]
        if place < 40:
            yield f"{sentence.format(english)}\ten:{english}"
        else:
            yield f"{sentence.format(french)}\t{french.split()[-1]}\ttrap"


def _unsure() -> Iterator[str]:
    from faker import Faker

    Faker.seed(_SEED)
    for locale in ("pl_PL", "tr_TR", "fi_FI", "cs_CZ", "hu_HU", "hr_HR"):
        faker = Faker(locale)
        for _ in range(7):
            name = faker.last_name()
            yield f"Bonjour à madame {name}, qui est là.\tlist:{name}"
    faker = Faker("fr_FR")
    for _ in range(20):
        name = faker.last_name()
        if " " not in name:
            yield f"Bonjour à madame {name}, qui est là.\tnolist:{name}\ttrap"


def main() -> None:
    """Write the three lists."""
    random.seed(_SEED)
    gruut, lexique = Path(sys.argv[1]), Path(sys.argv[2])
    lists = {
        "commonest": _commonest(gruut, lexique),
        "english-phrases": _english_phrases(),
        "unsure": _unsure(),
    }
    folder = DATA / "drawn"
    folder.mkdir(exist_ok=True)
    for kind, lines in lists.items():
        (folder / f"{kind}.tsv").write_text("\n".join((*lines, "")), encoding="utf-8")


if __name__ == "__main__":
    main()
