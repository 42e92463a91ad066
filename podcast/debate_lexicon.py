"""The lexicon of one debate, in a file beside its source."""

from __future__ import annotations

from pathlib import Path

from podcast.wording.lexicon import EMPTY, Lexicon, load_lexicon

SUFFIX = ".lexicon.toml"


def lexicon_path(transcript: Path) -> Path:
    """Where the lexicon of `transcript` is, if it has one: `debate.lexicon.toml` for `debate.txt`
    (and for `debate.edit.txt`, which is the same debate)."""
    return transcript.with_name(f"{transcript.stem.removesuffix('.edit')}{SUFFIX}")


def debate_lexicon(transcript: Path, language: str, voices: Path | None = None) -> Lexicon:
    """What people have written of how words are said in this debate.

    The lexicon beside `transcript`, then the one for `language` in the folder `voices`, where
    there is one; empty without either. Raises `LexiconError` where one is wrong.
    """
    found = EMPTY
    beside = lexicon_path(transcript)
    if str(transcript) != "-" and beside.is_file():
        found = load_lexicon(beside)
    if voices is not None and (path := voices / "lexicon" / f"{language}.toml").is_file():
        found = found + load_lexicon(path)
    return found
