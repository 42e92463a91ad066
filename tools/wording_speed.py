"""How long wording takes.

    python -m tools.wording_speed                  does the time grow with the length only?
    python -m tools.wording_speed TREE FILE…       cold, beside another checkout of the program

The first prints, for texts that are one odd thing over and over, how much longer 16 times the text
takes than the text (16 is linear; the smallest of five runs each), and the worst first; then the
characters a second of an ordinary text. The second words each transcript by a new process of this
checkout and one of TREE in turn, and prints the medians of five pairs: processor seconds with
start, imports and lists, and their ratio.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from podcast.reading import read_debate
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


_COLD = """
import json, sys, time
from podcast.wording.spoken_words import words_to_say
texts, language = json.load(sys.stdin)
for text in texts:
    words_to_say(text, language)
print(time.process_time())
"""


def _cold(tree: Path, said: str) -> float:
    path = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-c", _COLD]
    done = subprocess.run(command, input=said, env=path, cwd="/", capture_output=True, text=True)
    return float(done.stdout)


def _beside(other: Path, file: Path) -> None:
    debate = read_debate(file)
    texts = [paragraph.text for turn in debate.turns for paragraph in turn.paragraphs]
    said = json.dumps([texts, debate.language])
    here = Path(__file__).parents[1]
    pairs = [(_cold(other, said), _cold(here, said)) for _ in range(5)]
    before, after = (median(side) for side in zip(*pairs, strict=True))
    ratio = median(one / another for another, one in pairs)
    print(f"{file.name}: {before:.3f} s there, {after:.3f} s here, ratio {ratio:.2f}")


def main() -> None:
    """Print the ratios."""
    if len(sys.argv) > 2:
        for file in sys.argv[2:]:
            _beside(Path(sys.argv[1]), Path(file))
        return
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
