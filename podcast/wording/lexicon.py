"""How particular words are said: the entries of `voices/lexicon/*.toml`, which people edit.

An entry is a respelling, phonemes (IPA), both, or `spell`:

```
[words]
ADEME = "Adème"
chatbot = { ipa = "tʃat.bɔt" }
IA = { spell = true }
Lens = [{ say = "Lance", speaker = "Jean Dupont" }, { ipa = "lɑ̃s" }]
```

A key stands for whole words; it may be several ("big tech", where a hyphen does for a space). In
small letters it stands for the word in any case; with a capital, for the word as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from podcast.errors import PodcastError
from podcast.wording.model import Claim, Saying


class LexiconError(PodcastError):
    """A lexicon file is wrong; the message says where."""


class Entry(NamedTuple):
    """How `written` is said; `say` is empty where it is said as written, with the phonemes `ipa`.

    `speaker` limits the entry to what one person says.
    """

    written: str
    say: str = ""
    ipa: str = ""
    spell: bool = False
    speaker: str = ""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Entries, found by the first word of what they stand for (a plural s may follow it); each with
    that in small letters and without hyphens."""

    entries: tuple[Entry, ...]
    by_first_word: Mapping[str, tuple[tuple[str, Entry], ...]]

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> Lexicon:
        """Return a lexicon of `entries`; of two for the same words, the first one counts."""
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            first = _WORD.search(entry.written)
            if first is not None:
                found.setdefault(first.group().lower(), []).append(entry)
        plurals = {f"{word}s": word for word in found if not word.endswith("s")}
        for plural in found.keys() & plurals.keys():
            found[plural] += found[plurals.pop(plural)]
        ordered = {word: _ordered(those) for word, those in found.items()}
        ordered |= {plural: ordered[word] for plural, word in plurals.items()}
        return cls(entries, ordered)

    def __add__(self, other: Lexicon) -> Lexicon:
        """Return a lexicon of both; where they differ, this one counts."""
        return Lexicon.of(self.entries + other.entries)

    def claims(
        self, text: str, speaker: str = "", *, silent_s: bool = True
    ) -> Iterator[tuple[int, int, Entry]]:
        """Yield where entries stand in `text`, in order; no two overlap.

        `silent_s`: a plural s, which is not heard, may follow a word (French); without it, an
        ending of a possessive may ("NASA's", English).
        """
        end = 0
        low = text.lower()
        if len(low) != len(text):
            low = "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in text)
        in_any_case = low.replace("-", " ")
        candidates_of = self.by_first_word.get
        for word in _WORD.finditer(low):
            candidates = candidates_of(word[0])
            if candidates is None or (start := word.start()) < end or not _opens(text, start):
                continue
            for form, entry in candidates:
                if not in_any_case.startswith(form, start):
                    continue
                if entry.speaker and entry.speaker.casefold() != speaker.casefold():
                    continue
                stop = _end_of(entry.written, text, start, silent_s)
                if stop is not None:
                    yield start, stop, entry
                    end = stop
                    break


_WORD = re.compile(r"[^\W_]+")


def _ordered(entries: list[Entry]) -> tuple[tuple[str, Entry], ...]:
    """Return entries with what they stand for, the longest first, and those of one speaker before
    those of all."""
    if len(entries) > 1:
        entries = sorted(entries, key=lambda entry: (-len(entry.written), not entry.speaker))
    return tuple((_in_any_case(entry.written), entry) for entry in entries)


def _opens(text: str, start: int) -> bool:
    before = text[start - 1] if start else " "
    return not (before.isalnum() or before in "@_") and not (
        before == "." and start > 1 and text[start - 2].isalnum()
    )


def _end_of(written: str, text: str, start: int, silent_s: bool) -> int | None:
    """Return where `written`, which starts in `text` at `start`, ends; None where it does not stand
    there.

    A plural "s" may follow the last word where it is not heard.
    """
    stop = start + len(written)
    found = text[start:stop]
    if found != written and _in_any_case(found) != _in_small_letters(written):
        return None
    if silent_s and text[stop : stop + 1] == "s" and not written.endswith(("s", "x", "z")):
        stop += 1
    after = text[stop : stop + 1]
    if (
        after.isalnum()
        or after in ("_", "@")
        or (after == "'" and text[stop + 1 : stop + 2].isalpha())
    ):
        return None
    if after == "." and text[stop + 1 : stop + 2].isalpha() and text[stop + 1].islower():
        return None
    return stop


def _in_any_case(text: str) -> str:
    return text.lower().replace("-", " ")


@cache
def _in_small_letters(written: str) -> str | None:
    """Return an entry that stands for any case as it is compared; None for one with capitals."""
    return written.replace("-", " ") if written == written.lower() else None


EMPTY = Lexicon.of(())


def load_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in the TOML file `path`; raises `LexiconError` where it is wrong."""
    from podcast.store.toml import read_toml

    data = read_toml(path, LexiconError)
    for table in data:
        if table != "words":
            raise LexiconError(
                f"{path}: `{table}` is not known here; entries stand under [words], one a line:"
                ' ADEME = "Adème".'
            )
    words = data.get("words", {})
    if not isinstance(words, dict):
        raise LexiconError(f"{path}: `words` must be a table, [words].")
    entries: list[Entry] = []
    written = ""
    try:
        for written, value in words.items():
            _check_key(written)
            ones = value if isinstance(value, list) else (value,)
            entries += [_entry(written, one) for one in ones]
    except ValueError as fault:
        raise LexiconError(f"{path}, “{written}”: {fault}") from None
    return Lexicon.of(tuple(entries))


def _check_key(written: str) -> None:
    if _WORD.search(written) is None:
        raise ValueError("a key must hold a letter or a digit.")
    if not (written[0].isalnum() and (written[-1].isalnum() or written[-1] == ".")):
        raise ValueError("a key must begin and end with a letter or a digit.")


_KEYS = ("ipa", "say", "speaker", "spell")


def _entry(written: str, value: Any) -> Entry:
    if isinstance(value, str):
        value = {"say": value}
    if not isinstance(value, dict):
        raise ValueError('it must be a text ("Adème") or a table ({ ipa = "adɛm" }).')
    for key, content in value.items():
        if key not in _KEYS:
            raise ValueError(f"`{key}` is not known here; known are {', '.join(_KEYS)}.")
        if key == "spell":
            if content is not True:
                raise ValueError("`spell` can only be true.")
        elif not isinstance(content, str) or not content.strip():
            raise ValueError(f"`{key}` must be a text.")
    entry = Entry(written, **value)
    if not (entry.say or entry.ipa or entry.spell):
        raise ValueError("it needs `say`, `ipa` or `spell = true`.")
    if not _IPA.issuperset(entry.ipa):
        unknown = min(set(entry.ipa) - _IPA)
        raise ValueError(f"“{unknown}” is not a sign of the IPA that is known here.")
    return entry


_IPA = frozenset(
    "abcdefghijklmnopqrstuvwxyzɑæɐɒɔəɛɜɪʊʌøœɥɡɲŋʁɹʃʒθðʔːˈˌ. \u0303\u0361ãõẽɚɝɾʎβɣçxχħɨʉɯɤ"
)


def directory() -> Path:
    """Return the folder of the lexicons of the languages."""
    from podcast.store.data import default_directory

    return default_directory() / "lexicon"


@lru_cache(maxsize=8)
def language_lexicon(language: str) -> Lexicon:
    """Return the lexicon that comes with the program for a language; empty where there is none."""
    path = directory() / f"{language}.toml"
    return load_lexicon(path) if path.is_file() else EMPTY


def as_claim(
    start: int, end: int, entry: Entry, text: str, spelled: Callable[[str], Saying]
) -> Claim:
    """Return what an entry says of `text[start:end]`; `spelled` says letters one by one."""
    if entry.spell:
        saying = spelled(entry.written)
    else:
        saying = Saying(entry.say or text[start:end], entry.ipa)
    return Claim(start, end, saying, "lexicon")


SUFFIX = ".lexicon.toml"


def lexicon_path(transcript: Path) -> Path:
    """Return where the lexicon of `transcript` is, if it has one: `debate.lexicon.toml` for
    `debate.txt` (and for `debate.edit.txt`, which is the same debate)."""
    return transcript.with_name(f"{transcript.stem.removesuffix('.edit')}{SUFFIX}")


def debate_lexicon(transcript: Path, language: str, voices: Path | None = None) -> Lexicon:
    """Return what people have written of how words are said in this debate.

    The lexicon of `transcript`, then the one for `language` in the folder `voices`, where
    there is one; empty without either. Raises `LexiconError` where one is wrong.
    """
    found = EMPTY
    own = lexicon_path(transcript)
    if str(transcript) != "-" and own.is_file():
        found = load_lexicon(own)
    if voices is not None and (path := voices / "lexicon" / f"{language}.toml").is_file():
        found = found + load_lexicon(path)
    return found
