"""Sentences that people have said, to choose voices by and to judge them by.

    python -m tools.fresh_sentences en choosing.txt judging.txt TRANSCRIPT... [--count 110]

Takes whole sentences of 8 to 20 words, all of them in the dictionary, from transcripts in that
language (those that `tools.corpus` fetches): no names, no numbers, no brackets, and of one
transcript at most `--most`. Which, and to which half they go, is by their check sums, so
that nobody picks. The texts belong to others, and are not part of the project.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from podcast.errors import PodcastError
from podcast.language.known_words import known_words
from podcast.language.sentences import sentence_spans
from podcast.reading import read_debate

_FEWEST, _MOST = 8, 20  # words
_PLAIN = re.compile(r"[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’ ,;:-])*[.?!]")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTENED = frozenset("s t m d re ve ll don didn doesn isn wasn aren wouldn couldn".split())


def sentences_of(path: Path, language: str) -> Iterator[str]:
    """Return the plain sentences that are said in a transcript; none where it cannot be read, or
    is in another language."""
    try:
        debate = read_debate(path)
    except PodcastError:
        return
    if debate.language != language:
        return
    known = known_words(language)
    for turn in debate.turns:
        for paragraph in turn.paragraphs:
            for start, end in sentence_spans(paragraph.text):
                text = " ".join(paragraph.text[start:end].split())
                words = _WORD.findall(text)
                if _FEWEST <= len(text.split()) <= _MOST and _PLAIN.fullmatch(text):
                    begun = [words[0].lower(), *(w for w in words[1:] if w != "I")]
                    if all(word in known or word in _SHORTENED for word in begun):
                        yield text


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write the two halves, a sentence a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("language")
    parser.add_argument("choosing", type=Path)
    parser.add_argument("judging", type=Path)
    parser.add_argument("transcript", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=110, help="sentences of each half")
    parser.add_argument("--most", type=int, default=12, help="sentences of one transcript")
    asked = parser.parse_args()
    found: set[str] = set()
    for path in asked.transcript:
        found |= set(sorted(sentences_of(path, asked.language), key=_sum)[: asked.most])
    ordered = sorted(found, key=_sum)
    for path, half in ((asked.choosing, ordered[::2]), (asked.judging, ordered[1::2])):
        path.write_text("".join(f"{text}\n" for text in half[: asked.count]), encoding="utf-8")
        print(f"{path}: {min(len(half), asked.count)} sentences of {len(found)}")


if __name__ == "__main__":
    main()
