"""Whether the time to word a text grows with its length only: `python -m tools.wording_speed`.

Prints, for texts that are one odd thing over and over, how much longer 16 times the text takes
than the text (16 is linear; the smallest of five runs each), and the worst first; then the
characters a second of an ordinary text.
"""

from __future__ import annotations

import time

from podcast.wording.spoken_words import words_to_say
from tests.conftest import DEMO

UNITS = (
    "1|1/|1.|1 000 |(|[|A|A.|aB|·e|a-|'|M. |é|e\u0301|12h|@a|x.y.|XIV |- |the |<a|&|[a](|0 |1-"
    "|L. 1-|1, |$1|l'|http://a|#a|a_|A'|1e|1:|ab.c|aa·|»|(a) |. |.|,|?|\u200b|a@b.|1 € |%|x |II "
).split("|")
TIMES = 16


def _took(text: str, language: str) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        words_to_say(text, language)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the ratios."""
    for language in ("fr", "en"):
        words_to_say("IA 2", language)
        ratios = []
        for unit in UNITS:
            text = unit * (1_000 // len(unit))
            ratios.append((_took(text * TIMES, language) / _took(text, language), unit))
        ratios.sort(reverse=True)
        print(
            f"{language}: worst", ", ".join(f"{ratio:.0f} ({unit!r})" for ratio, unit in ratios[:5])
        )
    text = DEMO.read_text(encoding="utf-8")[:20_000]
    print(f"{len(text) / _took(text, 'fr'):,.0f} characters a second of the demo debate")


if __name__ == "__main__":
    main()
