"""The lexicon of one debate, in a file beside its source."""

from __future__ import annotations

from pathlib import Path

from podcast.wording.lexicon import EMPTY, Lexicon, load_lexicon

SUFFIX = ".lexicon.toml"


def lexicon_path(transcript: Path) -> Path:
    """Where the lexicon of `transcript` is, if it has one: `debate.lexicon.toml` for `debate.txt`
    (and for `debate.edit.txt`, which is the same debate)."""
    return transcript.with_name(f"{transcript.stem.removesuffix('.edit')}{SUFFIX}")


def debate_lexicon(transcript: Path) -> Lexicon:
    """The lexicon beside `transcript`; empty where there is none.

    Raises `LexiconError` where it is wrong.
    """
    path = lexicon_path(transcript)
    return load_lexicon(path) if str(transcript) != "-" and path.is_file() else EMPTY
