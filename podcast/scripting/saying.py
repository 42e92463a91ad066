"""What is said of a text: the words, the phonemes that a voice says for them, and where in the
written text they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast.casting.palette import load_palette
from podcast.speaking.espeak.phonemes import espeak_voice, phonemes
from podcast.wording.lexicon import EMPTY, Lexicon
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken_words import words_to_say


@dataclass(frozen=True, slots=True)
class Saying:
    """A written text, what is said of it, and the phonemes that are heard.

    `phonemes` is IPA, as the engine says it after all its rules; a line break is a pause.
    """

    written: str
    spoken: SpokenText
    phonemes: str

    @property
    def words(self) -> str:
        """The words that are said, in one line."""
        return self.spoken.words


def sayings(
    texts: Sequence[tuple[str, str]],
    language: str,
    *,
    lexicon: Lexicon = EMPTY,
    voices: Path | None = None,
) -> tuple[Saying, ...]:
    """Return what the narrator's voice of the folder `voices` says for texts in `language` (ISO
    639-1), each with who says it ("" for nobody); the debate's own `lexicon` comes before the
    language's.

    Raises `VoiceError` where there are no voices for the language, `EngineError` where the engine
    of that voice does not give its phonemes, or cannot be used.
    """
    voice = espeak_voice(load_palette(language, voices).narrator)
    spoken = [words_to_say(text, language, lexicon, speaker) for speaker, text in texts]
    heard = phonemes(spoken, voice)
    return tuple(
        Saying(text, said, sounds)
        for (_, text), said, sounds in zip(texts, spoken, heard, strict=True)
    )


def saying_to_json(saying: Saying) -> dict[str, Any]:
    """Return a saying for programs, as docs/words-json.md describes it."""
    written, spoken = saying.written, saying.spoken
    return {
        "written": written,
        "language": spoken.language,
        "words": spoken.words,
        "phonemes": saying.phonemes.split("\n") if saying.phonemes else [],
        "pieces": [
            {
                "words": piece.words,
                "written": written[piece.start : piece.end],
                "start": piece.start,
                "end": piece.end,
                "ipa": piece.ipa or None,
                "language": piece.language or None,
            }
            for piece in spoken.pieces
        ],
        "sentences": [
            {
                "words": spoken.words[one.offset : one.offset + one.length],
                "start": one.start,
                "end": one.end,
            }
            for one in spoken.sentences
        ],
    }
