"""The neural voices that are on this machine: files in one folder, nothing else.

A model is `NAME.onnx` with its `NAME.onnx.json`, as Piper's voices are published. They are
put there by hand, or by `podcast voices add NAME`.
"""

from __future__ import annotations

import difflib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast.errors import EngineError
from podcast.store.data import data_folder
from podcast.voice import EngineVoice, Gender

VARIABLE = "PODCAST_MODELS"
"""The environment variable that names another folder of models."""

FEW = "podcast voices add fr_FR-siwis-medium"


@dataclass(frozen=True, slots=True)
class Model:
    """A model: `language` as the engine lists it ("fr-fr"), `speakers` (name, number) where it
    has several."""

    name: str
    path: Path
    language: str
    speakers: tuple[tuple[str, int], ...]

    @property
    def config(self) -> Path:
        """The file that says how the model is to be used."""
        return self.path.with_name(f"{self.path.name}.json")


def models_folder() -> Path:
    """Return the folder of models: `PODCAST_MODELS`, or one of the user's data (XDG's on Linux)."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    return data_folder() / "models"


def installed_models() -> tuple[tuple[Model, ...], tuple[str, ...]]:
    """Return the models of the folder by name, and what is wrong with those that cannot be used."""
    folder = models_folder()
    paths = sorted(folder.glob("*.onnx")) if folder.is_dir() else []
    found = [_model_or_fault(path) for path in paths]
    return (
        tuple(each for each in found if isinstance(each, Model)),
        tuple(each for each in found if isinstance(each, str)),
    )


def _model_or_fault(path: Path) -> Model | str:
    try:
        return _model(path)
    except FileNotFoundError:
        return f"{path}: {path.name}.json is missing beside it."
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"{path}.json cannot be read ({error!r})."


def _model(path: Path) -> Model:
    config: dict[str, Any] = json.loads(
        path.with_name(f"{path.name}.json").read_text(encoding="utf-8")
    )
    # Old models say their language only through the voice of eSpeak NG that reads for them.
    code = config.get("language", {}).get("code") or config["espeak"]["voice"]
    count = int(config.get("num_speakers", 1))
    names = {int(number): str(name) for name, number in config.get("speaker_id_map", {}).items()}
    speakers = tuple((names.get(number, f"#{number}"), number) for number in range(count))
    return Model(
        path.name.removesuffix(".onnx"),
        path,
        str(code).replace("_", "-").lower(),
        speakers if count > 1 else (),
    )


def model_voices(model: Model) -> tuple[EngineVoice, ...]:
    """Return the voices of a model: one, or one for each speaker."""
    if not model.speakers:
        return (EngineVoice(model.name, model.language, _gender(model.name, ""), model.name),)
    return tuple(
        EngineVoice(
            f"{model.name}#{number}",
            model.language,
            _gender(model.name, name),
            f"{model.name}:{name}" if not name.startswith("#") else f"{model.name}{name}",
        )
        for name, number in model.speakers
    )


def find_model(engine_voice: str) -> tuple[Model, int | None]:
    """Return the model and the speaker's number that "model", "model#1" or "model:speaker" mean.

    Raises `EngineError`, naming those that come near, where it is not on this machine.
    """
    models, _ = installed_models()
    by_name = {model.name: model for model in models}
    base, number, speaker = engine_voice, "", ""
    if engine_voice not in by_name:
        base, hash_sign, number = engine_voice.partition("#")
        if not hash_sign:
            base, _, speaker = engine_voice.partition(":")
    model = by_name.get(base)
    if model is None:
        near = difflib.get_close_matches(base, by_name, 3, 0.5)
        here = ", ".join(near or by_name) or "none"
        raise EngineError(
            "piper",
            f"the model “{base}” is not in {models_folder()} (there: {here}).",
            f"Get it with: podcast voices add {base}",
        )
    if not number and not speaker:
        return model, None
    for name, known in model.speakers:
        if speaker == name or number == str(known):
            return model, known
    raise EngineError(
        "piper",
        f"the model “{base}” has no speaker “{number or speaker}”.",
        f"It has {', '.join(f'{name} (#{known})' for name, known in model.speakers[:20])}."
        if model.speakers
        else "It has one voice only.",
    )


def _gender(model: str, speaker: str) -> Gender | None:
    # The files do not say it. These are the published voices of the palettes' languages.
    key = speaker.lower() if speaker and not speaker.startswith("#") else model.split("-")[1:2]
    name = key if isinstance(key, str) else "".join(key)
    if name in _WOMEN:
        return Gender.FEMALE
    return Gender.MALE if name in _MEN else None


_WOMEN = set(
    "siwis jessica alba amy cori jenny_dioco hfc_female kathleen kristin lessac ljspeech"
    " southern_english_female prudence poppy".split()
)
_MEN = set(
    "tom gilles pierre alan bryce danny hfc_male joe john kusal norman ryan"
    " northern_english_male spike obadiah".split()
)
