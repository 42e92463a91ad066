"""Every token of a transcript with a digit, a run of capitals, a symbol or an address, and what
is said for it: `python -m tools.wording_tokens FILE [LANGUAGE]`. To read through, listening.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from podcast.reading import read_debate
from podcast.wording.cleaning import clean
from podcast.wording.spoken_words import claims_of, rewritten

_TOKEN = re.compile(r"\S*(?:[\d@€$£%&/+=§°·]|[A-ZÀ-Þ]{2})\S*")


def main() -> None:
    """Print the list, the commonest first."""
    language = sys.argv[2] if len(sys.argv) > 2 else None
    debate = read_debate(Path(sys.argv[1]), language=language)
    found: Counter[tuple[str, str, str]] = Counter()
    for turn in debate.turns:
        for paragraph in turn.paragraphs:
            text = rewritten(clean(paragraph.text), debate.language).text
            claims = claims_of(text, debate.language)
            for token in _TOKEN.finditer(text):
                inside = [c for c in claims if c.start < token.end() and c.end > token.start()]
                said = " … ".join(claim.saying.words.strip() for claim in inside)
                rules = ", ".join(claim.rule for claim in inside)
                found[token.group(), said or "(as it is)", rules] += 1
    for (token, said, rules), times in found.most_common():
        print(f"{times:4}  {token:32} {said:36} {rules}")


if __name__ == "__main__":
    main()
