"""Piper: neural voices that run on the processor, from model files on this machine.

The package `piper-tts` (GPL-3.0-or-later, which is why it is an extra, "neural", and is imported
only when used) reads words into phonemes and runs the model with onnxruntime. A line is spoken
sentence by sentence, which gives the times of sentences.

Models draw random numbers: how long a sound lasts and how it begins vary with chance. So that the
same words give the same bytes, the seed is set before the model is loaded, and a loaded model
speaks one line: in a fork of a process that has it loaded (Linux), or else loaded again for each
line. Each model has one thread: the workers are how all processors are used.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast.audio.clip import Clip, SentenceTime
from podcast.errors import EngineError
from podcast.speaking.engine import EngineFacts
from podcast.speaking.piper.models import (
    FEW,
    Model,
    find_model,
    installed_models,
    model_voices,
    models_folder,
)
from podcast.speaking.piper.text import sentences_of, to_piper
from podcast.store.fingerprint import of_folder, of_packages
from podcast.timecode import Frames, Hertz
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText

USUAL_RATE = 170
"""Words a minute that a model's own pace (its `length_scale`) stands for."""

_PAUSE = 0.2  # seconds after a sentence; the models leave nearly none
_SEED = 1
_MOST_LOADED = 6  # models loaded for forks: about 100 MB each
_MEND = "Install it beside this program: pip install 'piper-tts>=1.3,<2'"


class PiperEngine:
    """Piper's voices, of the models in the folder of models."""

    name = "piper"

    @staticmethod
    def preload(voice: Voice | None) -> None:
        """Import Piper, and load the model of `voice` for forks to use."""
        _import_piper()
        if voice is not None:
            model, _ = find_model(voice.engine_voice)
            if len(_unused) >= _MOST_LOADED:
                _unused.pop(next(iter(_unused)))
            if model.path not in _unused:
                _unused[model.path] = _load(model)

    @staticmethod
    def identity(voice: Voice) -> str:
        """Of Piper, of what runs its models, and of the model of `voice`."""
        model, speaker = find_model(voice.engine_voice)
        files = f"{of_folder(model.path)} {of_folder(model.config)} {speaker}"
        return f"{of_packages('piper-tts', 'onnxruntime')} {files}"

    @staticmethod
    def facts() -> EngineFacts:
        """Return the versions, the folder of models and what is in it."""
        from importlib.metadata import version

        _import_piper()
        models, faults = installed_models()
        missing = list(faults)
        if not models:
            missing.append(f"No model is in {models_folder()}; get one with, say: {FEW}")
        return EngineFacts(
            f"piper-tts {version('piper-tts')}, onnxruntime {version('onnxruntime')}",
            (("models", models_folder()), *(("model", model.path) for model in models)),
            tuple(missing),
        )

    def voices(self) -> Sequence[EngineVoice]:
        """Return the voices of the models that are here; raises `EngineError` without Piper."""
        _import_piper()
        models, _ = installed_models()
        return [voice for model in models for voice in model_voices(model)]

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """Say `said`, sentence by sentence; the pace is `voice.rate`, the pitch the model's."""
        model, speaker = find_model(voice.engine_voice)
        loaded = _unused.pop(model.path, None) or _load(model)
        piper = loaded.voice
        config = _import_piper().SynthesisConfig(
            speaker_id=speaker,
            length_scale=piper.config.length_scale * USUAL_RATE / voice.rate,
            # Made as loud as can be, every sentence would be as loud as every other.
            normalize_audio=False,
        )
        pcm = bytearray()
        times = []
        pause = bytes(2 * round(piper.config.sample_rate * _PAUSE))
        for sentence in sentences_of(said):
            text = to_piper(said, sentence, loaded.phonemes)
            if not any(character.isalnum() for character in text):
                continue
            times.append(SentenceTime(Frames(len(pcm) // 2), sentence.offset))
            for chunk in piper.synthesize(text, config):
                pcm += chunk.audio_int16_bytes
            pcm += pause
        return Clip(bytes(pcm), Hertz(piper.config.sample_rate), tuple(times))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model that has not spoken yet; `phonemes` are those it has, where it reads phonemes."""

    voice: Any
    phonemes: frozenset[str]


_unused: dict[Path, _Loaded] = {}


def _import_piper() -> Any:
    # Before numpy comes: threads that it would start for itself are of no use here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import piper
    except ImportError as error:
        name = error.name or "piper"
        missing = "piper-tts" if name == "piper" else name
        raise EngineError("piper", f"the package {missing} is missing.", _MEND) from error
    if not hasattr(piper, "PiperVoice"):  # another package of that name, or any folder
        raise EngineError("piper", "the package piper-tts is missing.", _MEND)
    return piper


def _load(model: Model) -> _Loaded:
    piper = _import_piper()
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    onnxruntime.set_seed(_SEED)
    try:
        config = piper.PiperConfig.from_dict(json.loads(model.config.read_text(encoding="utf-8")))
        session = onnxruntime.InferenceSession(
            str(model.path), sess_options=options, providers=["CPUExecutionProvider"]
        )
    # onnxruntime's errors have no common class but Exception; a cut file gives one of six.
    except Exception as error:
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineError(
            "piper",
            f"the model {model.path} cannot be loaded ({what}).",
            f"Remove it and get it again with: podcast voices add {model.name}",
        ) from error
    reads_phonemes = config.phoneme_type == piper.PhonemeType.ESPEAK
    known = frozenset(config.phoneme_id_map) if reads_phonemes else frozenset()
    return _Loaded(piper.PiperVoice(session=session, config=config), known)
