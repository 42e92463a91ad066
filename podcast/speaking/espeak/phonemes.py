"""The phonemes that eSpeak NG says for a text, in IPA: to look at, and to test wordings with.

`espeak_TextToPhonemes` knows neither markup nor phonemes in brackets, so the text is spoken, its
sound thrown away, and the library's own trace of phonemes read. In a process of its own: the
library is used otherwise elsewhere.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from podcast.errors import EngineError
from podcast.speaking.espeak.markup import FLAGS, to_markup
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText, verbatim

# espeak_SetPhonemeTrace's modes: espeakPHONEMES_IPA; with espeakPHONEMES_TIE and a sign (bits 8 to
# 23) that stands between the letters of one phoneme.
_IPA, _TIED = 0x02, 0x80
TIE = "^"
SWITCH = re.compile(rf"\([a-z{re.escape(TIE)}-]+\)")
"""Where another language's rules begin to hold: "(en)", with ties "(^e^n)"."""


def phonemes(texts: Sequence[SpokenText], voice: str) -> tuple[str, ...]:
    """Return what `voice` ("fr", "en-gb") says for each text, in IPA; a line break is a pause.

    Raises `EngineError` where eSpeak NG cannot be used.
    """
    import pickle

    child = subprocess.run(
        [sys.executable, "-m", "podcast.speaking.espeak.phonemes", voice],
        input=pickle.dumps([to_markup(text).text for text in texts]),
        capture_output=True,
        check=False,
    )
    if child.returncode:
        last = (child.stderr.decode(errors="replace").splitlines() or [""])[-1]
        raise EngineError("espeak", f"it dies over phonemes ({last or child.returncode}).")
    answer: tuple[str, ...] | EngineError = pickle.loads(child.stdout)
    if isinstance(answer, EngineError):
        raise answer
    return answer


def foreign_words(words: Sequence[str], voice: str) -> set[str]:
    """Those of `words` for which `voice` falls back on another language's rules."""
    said = phonemes([verbatim(f"{word}.") for word in words], voice)
    return {word for word, sounds in zip(words, said, strict=True) if "(" in sounds}


def espeak_voice(voice: Voice) -> str:
    """Return what eSpeak NG calls `voice`; raises `EngineError` where another engine speaks it."""
    named = ("espeak", "pyttsx3") if sys.platform.startswith("linux") else ("espeak",)
    if voice.engine not in named:
        raise EngineError(voice.engine, "it does not tell its phonemes.")
    return voice.engine_voice


def tied_phonemes(texts: Sequence[SpokenText], voice: str) -> tuple[str, ...]:
    """Return what `phonemes` does, with `TIE` between the letters of each phoneme ("t^ʃ").

    In this process: for engines, which have one of their own. Raises `EngineError` likewise.
    """
    try:
        return _traced(
            [to_markup(text).text for text in texts], voice, _IPA | _TIED | ord(TIE) << 8
        )
    except OSError as error:
        raise _no_file(error) from error


def _traced(texts: Sequence[str], voice: str, mode: int = _IPA) -> tuple[str, ...]:
    """Each text spoken into nothing, and its phonemes."""
    from podcast.speaking.espeak.library import started_library

    # The library writes to a FILE of the C library that it is linked with.
    system = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    system.fopen.restype = ctypes.c_void_p
    system.fclose.argtypes = [ctypes.c_void_p]
    quiet = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
        lambda sound, count, events: 0
    )
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="podcast-") as folder,
        started_library() as (library, _),
    ):
        library.espeak_SetPhonemeTrace.argtypes = [ctypes.c_int, ctypes.c_void_p]
        library.espeak_SetSynthCallback(quiet)
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise EngineError("espeak", f"there is no voice “{voice}”.")
        path = Path(folder, "phonemes")
        for text in texts:
            file = system.fopen(str(path).encode(), b"w")
            library.espeak_SetPhonemeTrace(mode, file)
            data = text.encode()
            library.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 1, 0, FLAGS, None, None)
            library.espeak_SetPhonemeTrace(0, None)
            system.fclose(file)
            found.append(path.read_text(encoding="utf-8").strip())
    return tuple(found)


def _no_file(error: OSError) -> EngineError:
    return EngineError(
        "espeak",
        f"its phonemes need a file in the temporary folder ({error.strerror}).",
        "Name a folder that can be written in TMPDIR.",
    )


if __name__ == "__main__":
    import pickle

    try:
        made: tuple[str, ...] | EngineError = _traced(
            pickle.loads(sys.stdin.buffer.read()), sys.argv[1]
        )
    except EngineError as error:
        made = error
    except OSError as error:
        made = _no_file(error)
    sys.stdout.buffer.write(pickle.dumps(made))
