"""From a written text to what is said of it: the steps, in order.

```
written ─ clean ─▶ one line ─ plain numbers ─▶ rules and lexicon claim what they know
        ─ tidy, breaths ─▶ words ─ phonemes, sentences ─▶ SpokenText
```

The steps up to the words are taken again until they change nothing, so what is said is a text
that needs no wording any more. Once is enough for what people write.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from operator import or_

from podcast.language.sentences import sentence_spans
from podcast.wording.cleaning import clean, tidy, with_breaths
from podcast.wording.foreign import foreign_spans
from podcast.wording.lexicon import EMPTY, Lexicon, as_claim, language_lexicon
from podcast.wording.model import Claim, Saying, Wording
from podcast.wording.rules import Traced, claims, replaced
from podcast.wording.spoken import Piece, SpokenSentence, SpokenText

_MOST_PASSES = 6


def words_to_say(
    written: str, language: str, lexicon: Lexicon = EMPTY, speaker: str = ""
) -> SpokenText:
    """Return what `speaker` says where `written` stands, a paragraph in `language` (ISO 639-1).

    `lexicon` is the debate's own, before the one of the language. Whatever the text, it is said
    without an error; the time is linear in its length.
    """
    worder = _Worder(language, lexicon, speaker)
    text = Traced.of(written)
    for _ in range(_MOST_PASSES):
        before = text.text
        text = worder.worded(text)
        if text.text == before:
            break
    return worder.spoken(worder.with_phonemes(text))


def wording_of(language: str) -> Wording | None:
    """Return the rules of an ISO 639-1 language, loaded when it is first used; None where there
    are none."""
    if language == "fr":
        from podcast.wording.french import WORDING as FRENCH

        return FRENCH
    if language == "en":
        from podcast.wording.english import WORDING as ENGLISH

        return ENGLISH
    return None


def rewritten(text: Traced, language: str) -> Traced:
    """Return what a language rewrites before its rules look: numbers in groups become plain
    digits."""
    wording = wording_of(language)
    return replaced(text, wording.before) if wording else text


def claims_of(
    text: str, language: str, lexicon: Lexicon = EMPTY, speaker: str = ""
) -> tuple[Claim, ...]:
    """Return what rules and lexicons say of a cleaned text in one language."""
    wording = wording_of(language)
    if wording is None:
        return ()
    taken = bytearray(len(text))
    found = list(claims(text, wording.before_lexicon, taken))
    found_entries = _merged(lexicon, language).claims(text, speaker, silent_s=wording.silent_s)
    for start, end, entry in found_entries:
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(as_claim(start, end, entry, text, wording.spelled))
    found += claims(text, wording.after_lexicon, taken)
    return tuple(sorted(found, key=lambda claim: claim.start))


@lru_cache(maxsize=8)
def _merged(lexicon: Lexicon, language: str) -> Lexicon:
    ours = language_lexicon(language)
    return lexicon + ours if lexicon.entries else ours


def _apart(claim: Claim, text: str) -> str:
    """Return what a claim says, with a space where it would run into the text ("20 %de")."""
    words = claim.saying.words
    if not words:
        return words
    before, after = text[claim.start - 1 : claim.start], text[claim.end : claim.end + 1]
    if before.isalnum() and words[0].isalpha():
        words = f" {words}"
    return f"{words} " if after.isalnum() and words[-1].isalpha() else words


def _with_space_after(tags: Sequence[int]) -> bytearray:
    """Return which characters have a tag, and the one after each run of them: after phonemes an
    engine makes no liaison."""
    taken = bytearray(map(bool, tags))
    return bytearray(map(or_, taken, b"\0" + taken))


class _Worder:
    """Words one text. Tags of the text are places in `_sayings`, which starts at 1."""

    def __init__(self, language: str, lexicon: Lexicon, speaker: str) -> None:
        self._language = language
        self._lexicon = lexicon
        self._speaker = speaker
        self._sayings = [Saying("")]

    def worded(self, text: Traced) -> Traced:
        """Return `text` after one pass over the whole of it."""
        text = clean(text)
        parts: list[Traced] = []
        position = 0
        for start, end, other in foreign_spans(text.text, self._language):
            parts.append(self._own(text.cut(position, start)))
            parts.append(self._foreign(text.cut(start, end), other))
            position = end
        parts.append(self._own(text.cut(position, len(text.text))))
        return with_breaths(tidy(Traced.joined(parts)), self._language)

    def _own(self, text: Traced) -> Traced:
        if any(self._sayings[tag].language for tag in set(text.tags)):
            text = text.tagged(0)  # a pass before this one took it for foreign
        text = rewritten(text, self._language)
        found = claims_of(text.text, self._language, self._lexicon, self._speaker)
        return self._composed(text, found, 0)

    def _foreign(self, text: Traced, language: str) -> Traced:
        tag = self._tag(Saying("", language=language))
        text = rewritten(text, language).tagged(tag)
        # Phonemes are written for a voice of the text's own language.
        found = [replace(c, saying=Saying(c.saying.words)) for c in claims_of(text.text, language)]
        return self._composed(text, found, tag)

    def _composed(self, text: Traced, found: list[Claim] | tuple[Claim, ...], tag: int) -> Traced:
        # What a pass before this one has said with phonemes is said anew, or stays as a whole.
        anew = {old for claim in found for old in text.tags[claim.start : claim.end]} - {tag}
        if anew:
            text = text.retagged(dict.fromkeys(anew, tag))
        parts: list[Traced] = []
        position = 0
        for claim in found:
            parts.append(text.cut(position, claim.start))
            own = self._tag(claim.saying) if claim.saying.ipa else tag
            words = _apart(claim, text.text)
            parts.append(text.cut(claim.start, claim.end).saying(words, own))
            position = claim.end
        parts.append(text.cut(position, len(text.text)))
        return Traced.joined(parts)

    def _tag(self, saying: Saying) -> int:
        self._sayings.append(saying)
        return len(self._sayings) - 1

    def with_phonemes(self, text: Traced) -> Traced:
        """Return the text with phonemes where the words are not enough: of entries that give
        nothing else, which also mend what the rules say ("quatre-vingt-deux"), and of the rules
        for sounds."""
        wording = wording_of(self._language)
        if wording is None:
            return text
        tags = list(text.tags)
        for start, end, entry in _merged(self._lexicon, self._language).claims(
            text.text, self._speaker, silent_s=wording.silent_s
        ):
            if entry.ipa and not entry.say and not any(tags[start:end]):
                tag = self._tag(Saying(text.text[start:end], entry.ipa))
                tags[start:end] = [tag] * (end - start)
        for claim in claims(text.text, wording.sounds, _with_space_after(tags)):
            tag = self._tag(claim.saying)
            tags[claim.start : claim.end] = [tag] * (claim.end - claim.start)
        return Traced(text.text, text.starts, text.ends, tuple(tags))

    def spoken(self, text: Traced) -> SpokenText:
        """Return the text as pieces and sentences."""
        pieces: list[Piece] = []
        start = 0
        for tag, group in groupby(text.tags):
            end = start + len(list(group))
            saying = self._sayings[tag]
            words = text.text[start:end]
            pieces.append(Piece(words, *text.span(start, end), saying.ipa, saying.language))
            start = end
        sentences = tuple(
            SpokenSentence(begin, end - begin, *text.span(begin, end))
            for begin, end in sentence_spans(text.text)
        )
        return SpokenText(tuple(pieces), sentences, self._language)
