"""Kokoro-82M: natural voices on the processor alone, 24 kHz, from phonemes.

Text → clauses in the model's signs (`phonemes`) → pieces that the model says well (`pieces`) →
sound and frames for each sign, with the style of the voice (`styles`) → one clip, with the times
of its sentences. The model draws its noise from a generator that is seeded in it: the same
signs give the same bytes in any order, and no fork is needed.

A session uses one thread: workers are how all processors are used. `PODCAST_DEVICE=gpu` lets it
use a graphics card that onnxruntime can reach; its sound is another one, and is cached as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from podcast.audio.clip import Clip, SentenceTime
from podcast.errors import EngineError
from podcast.speaking.engine import EngineFacts
from podcast.speaking.espeak.library import library_identity, library_is_loaded
from podcast.speaking.kokoro.model import (
    DURATIONS,
    OWN_PITCH,
    PITCH_BIAS,
    PITCH_SCALE,
    SHA256,
    model_places,
)
from podcast.speaking.kokoro.phonemes import SIGNS, clauses_of
from podcast.speaking.kokoro.pieces import Piece, pieces_of, text_of
from podcast.speaking.kokoro.session import CPU, frugal, load_onnxruntime, providers, session
from podcast.speaking.kokoro.styles import (
    FILE,
    ROWS,
    accent,
    gender,
    parse_recipe,
    styles,
    table_of,
)
from podcast.store.fingerprint import of_folder, of_packages
from podcast.timecode import Frames, Hertz
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signal = NDArray[np.float32]

RATE = Hertz(24_000)
FRAME = 600
"""Samples of a frame, by which the model counts how long a sign lasts."""

USUAL_RATE = 170
"""Words a minute that the model's own pace stands for."""

OWN_PITCH_IS, OCTAVE = 50, 100
"""Where on the scale of `Voice.pitch` a voice's own pitch lies, and how many steps double it."""

_PAUSES = {".": 0.35, "!": 0.35, "?": 0.35, "…": 0.35, ":": 0.25, ";": 0.25, "": 0.0}
_PAUSE = 0.15  # s after a piece, where no other is said
_ROOM_BEFORE, _ROOM_AFTER = 0.02, 0.05  # s around what is audible
_FLOOR = 10 ** (-40 / 20)  # below the loudest of a piece: silence
_FADE = 0.005  # s
_LOOK_BACK, _LOOK_ON = 0.25, 0.05  # s around where a sentence should start: its silence is there
_STEP = 0.005  # s by which silence is looked for
_ROOM = 0.891  # -1 dBFS: what is louder is made as loud


class KokoroEngine:
    """Kokoro's voices, and all that recipes mix from them."""

    name = "kokoro"

    @staticmethod
    def leaves_state() -> bool:
        """Only where eSpeak NG, which makes the phonemes, is already in this process."""
        return library_is_loaded()

    @staticmethod
    def preload(voice: Voice | None) -> None:
        """Load the model, which takes a second."""
        session()

    @staticmethod
    def identity(voice: Voice) -> str:
        """Of the model, of what runs it, of the styles, and of eSpeak NG."""
        model_places()
        packages = of_packages("onnxruntime", "numpy")
        device = ",".join(providers())
        return f"{SHA256[:16]} {packages} {device} {of_folder(FILE)} {library_identity()}"

    @staticmethod
    def facts() -> EngineFacts:
        """Return the versions, and where the model is."""
        version = f"Kokoro-82M 1.0, onnxruntime {load_onnxruntime().__version__}"
        if (first := providers()[0]) != CPU:
            version += f", {first.removesuffix('ExecutionProvider')}"
        return EngineFacts(version, tuple(("model", place) for place in model_places()))

    def voices(self) -> Sequence[EngineVoice]:
        """Return the styles; raises `EngineError` without onnxruntime or the model."""
        load_onnxruntime()
        model_places()
        return [
            EngineVoice(
                name, accent(name).replace("pt-br", "pt"), gender(name), name[3:].capitalize()
            )
            for name in styles()
        ]

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """Say `said`; any length. The pace is `voice.rate`, 170 the model's own; the pitch
        `voice.pitch`, 50 the voice's own and 100 steps an octave; its range is the model's."""
        import numpy as np

        model = session()
        clauses = clauses_of(said, _accent_of(voice))
        if not clauses:
            raise EngineError("kokoro", f"the voice {voice.id} has nothing to say in a text.")
        table = _table(voice.engine_voice)
        pitch = 2 ** (
            ((OWN_PITCH_IS if voice.pitch is None else voice.pitch) - OWN_PITCH_IS) / OCTAVE
        )
        sound: list[Signal] = []
        times: list[SentenceTime] = []
        done = 0
        for piece in pieces_of(clauses):
            spoken = _spoken(model, piece, table, voice.rate / USUAL_RATE, pitch)
            times += [
                SentenceTime(Frames(done + start), clause.offset)
                for start, clause in zip(spoken.starts, piece, strict=True)
                if clause.opens
            ]
            pause = np.zeros(round(RATE * _PAUSES.get(piece[-1].mark, _PAUSE)), np.float32)
            sound += [spoken.signal, pause]
            done += len(spoken.signal) + len(pause)
        whole = np.concatenate(sound[:-1])
        peak = float(np.abs(whole).max(initial=0.0))
        if not peak:
            raise EngineError("kokoro", f"the voice {voice.id} gave no sound.")
        if peak > _ROOM:
            whole = whole * np.float32(_ROOM / peak)
        pcm = np.rint(whole * np.float32(32_767)).astype("<i2").tobytes()
        return Clip(pcm, RATE, tuple(times))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A piece's sound, without the silence around it, and where its clauses start in it."""

    signal: Signal
    starts: tuple[int, ...]


def _spoken(model: Any, piece: Piece, table: Signal, speed: float, pitch: float) -> _Spoken:
    import numpy as np

    text = text_of(piece)
    numbers = [SIGNS[sign] for sign in text]
    sound, frames = model.run(
        ["audio", DURATIONS],
        {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": table[None, min(len(numbers), ROWS) - 1],
            "speed": np.array([speed], np.float32),
            PITCH_SCALE: np.array(OWN_PITCH[0] * pitch, np.float32),
            PITCH_BIAS: np.array([OWN_PITCH[1] * pitch], np.float32),
        },
        frugal(),
    )
    # Before each sign: the frames of the silence in front (the first 0), and of those before it.
    at = FRAME * np.cumsum(frames.ravel()[: len(numbers) + 1]).astype(int)
    starts, place = [], 0
    for clause in piece:
        starts.append(int(at[place]))
        place += len(clause.signs) + len(clause.mark) + 1
    signal = sound.ravel().copy()
    floor = float(np.abs(signal).max(initial=0.0)) * _FLOOR
    for number, clause in enumerate(piece):
        if clause.opens and number:
            starts[number] = _silenced(signal, starts[number], floor)
    return _trimmed(signal, starts, floor)


def _silenced(signal: Signal, start: int, floor: float) -> int:
    """Make the silence about `start` a silence, and return where it ends: the signs of a pause
    last until the next sign is well under way. `start` where there is no silence."""
    import numpy as np

    step = round(RATE * _STEP)
    begin = max(0, start - round(RATE * _LOOK_BACK)) // step
    end = min(len(signal), start + round(RATE * _LOOK_ON)) // step
    if end <= begin:
        return start
    level = np.abs(signal[: len(signal) // step * step]).reshape(-1, step).max(axis=1)
    middle = begin + int(level[begin:end].argmin())
    if level[middle] >= floor:
        return start
    loud = np.flatnonzero(level >= floor)
    after = int(np.searchsorted(loud, middle))
    first = (int(loud[after - 1]) + 1 if after else 0) * step
    last = (int(loud[after]) if after < len(loud) else len(level)) * step
    fade = np.linspace(0, 1, min(round(RATE * _FADE), (last - first) // 2), dtype=np.float32)
    signal[first : first + len(fade)] *= fade[::-1]
    signal[last - len(fade) : last] *= fade
    signal[first + len(fade) : last - len(fade)] = 0
    return last - len(fade)


def _trimmed(signal: Signal, starts: list[int], floor: float) -> _Spoken:
    import numpy as np

    loud = np.flatnonzero(np.abs(signal) > floor)
    if not len(loud):
        return _Spoken(signal[:0], (0,) * len(starts))
    first = max(0, int(loud[0]) - round(_ROOM_BEFORE * RATE))
    last = min(len(signal), int(loud[-1]) + round(_ROOM_AFTER * RATE))
    heard = signal[first:last]
    fade = np.linspace(0, 1, min(round(_FADE * RATE), len(heard)), dtype=np.float32)
    heard[: len(fade)] *= fade
    heard[len(heard) - len(fade) :] *= fade[::-1]
    # The signs of the first clause come into their own after the sound has begun.
    rest = (min(len(heard), max(0, start - first)) for start in starts[1:])
    return _Spoken(heard, (0, *rest))


def _accent_of(voice: Voice) -> str:
    """Return eSpeak NG's voice for what `voice` reads: its language's, with the accent of its
    timbre where that is of the same language."""
    own = accent(parse_recipe(voice.engine_voice).main)
    language = voice.language or own.split("-")[0]
    return own if own.split("-")[0] == language else language


@cache
def _table(recipe: str) -> Signal:
    return table_of(parse_recipe(recipe))
