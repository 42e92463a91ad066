"""The model in onnxruntime: loaded once a process, and as one file of weights for all of them.

onnxruntime copies the weights of a model into each process, and once more in the order that its
loops want: 190 MB. So that is done once and kept in the cache, a file of weights as the loops want
them, which the system maps into every process that speaks: they share its pages. The sound is the
same, bit for bit. Where there is no cache, or a graphics card computes, each process has its own.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from podcast.errors import EngineError
from podcast.speaking.download import sum_of
from podcast.speaking.kokoro.model import MEND, SHA256, read_model
from podcast.store.cache import key_of, open_cache
from podcast.store.fingerprint import of_packages

if TYPE_CHECKING:
    from podcast.store.cache import Cache

DEVICE = "PODCAST_DEVICE"
"""The environment variable that says what computes: "cpu" (as without it) or "gpu"."""

CPU = "CPUExecutionProvider"
_GPUS = ("CUDA", "ROCM", "MIGraphX", "OpenVINO", "Dml", "CoreML", "WebGpu")
"""What onnxruntime calls the graphics cards that it can compute on."""

MODELS = "models"
"""The kind of what is kept: a checksum of the weights and the graph that names them; and, beside
it, the weights."""

_SMALL = 1024  # bytes: a weight of fewer stays in the graph

_ENOUGH = 500_000_000  # bytes of a cache: in a smaller one, weights would leave little to the rest


def load_onnxruntime() -> Any:
    """Return the package; raises `EngineError` where it is missing."""
    # Before numpy comes: threads that it would start for itself are of no use here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        import onnxruntime
    except ImportError as error:
        name = error.name or "onnxruntime"
        raise EngineError("kokoro", f"the package {name} is missing.", MEND) from error
    return onnxruntime


def providers() -> list[str]:
    """Return what onnxruntime is to compute on, in order of preference; raises `EngineError` where
    a graphics card is wanted that it cannot reach."""
    device = os.environ.get(DEVICE, "cpu").casefold()
    if device == "cpu":
        return [CPU]
    if device != "gpu":
        raise EngineError("kokoro", f"{DEVICE} is “{device}”.", "Set it to cpu or gpu.")
    there = load_onnxruntime().get_available_providers()
    cards = [name for name in there if name.removesuffix("ExecutionProvider") in _GPUS]
    if not cards:
        raise EngineError(
            "kokoro",
            f"onnxruntime can use no graphics card here (only {', '.join(there)}).",
            "Install the onnxruntime of your card (onnxruntime-gpu, onnxruntime-directml) in its"
            " place, or leave --device out.",
        )
    return [*cards, CPU]


@cache
def frugal() -> Any:
    """Options of a run that give back, after it, the memory that it took: 190 MB."""
    options = load_onnxruntime().RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


@cache
def session() -> Any:
    """Return the session of this process; raises `EngineError` where there can be none."""
    load_onnxruntime()
    kept = open_cache() if providers() == [CPU] else None
    if kept is not None and kept.limit >= _ENOUGH:
        # A disk that is full, a file that another onnxruntime wrote: then the model as it is.
        with contextlib.suppress(Exception):
            if made := _mapped(kept) or _prepared(kept):
                return made
    return _opened(read_model())


def _opened(model: bytes, **settings: str) -> Any:
    """Return a session of `model`; where `settings` name a file, its weights are left there."""
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.optimized_model_filepath = settings.pop("keep", "")
    for name, value in settings.items():
        options.add_session_config_entry(f"session.{name}", value)
    try:
        return onnxruntime.InferenceSession(model, options, providers=providers())
    except Exception as error:  # onnxruntime's errors have no common class but Exception
        what = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise EngineError("kokoro", f"its model cannot be loaded ({what}).", MEND) from error


# --- weights that processes share -------------------------------------------------------------


@cache
def _key() -> str:
    """Return by what the prepared model is kept: the order of weights is that of a processor."""
    try:
        flags = re.search(r"^flags.*$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        flags = None
    processor = (platform.machine(), platform.processor(), flags[0] if flags else "")
    return key_of("kokoro", SHA256, of_packages("onnxruntime"), *processor)


def _weights(kept: Cache) -> Path:
    """Return where the weights are: a file of the cache like any other, but for its content."""
    return kept.folder / MODELS / _key()[:2] / key_of("weights", _key())


def _mapped(kept: Cache) -> Any:
    """Return a session of what is kept; None where there is nothing, or it is damaged."""
    entry = kept.get(MODELS, _key())
    weights = _weights(kept)
    if entry is None or not weights.is_file():
        return None
    checksum, graph = entry[: len(SHA256)].decode(), entry[len(SHA256) :]
    if sum_of(weights, checksum) != checksum:
        return None
    os.utime(weights)
    return _opened(graph, model_external_initializers_file_folder_path=str(weights.parent))


def _prepared(kept: Cache) -> Any:
    """Keep the model as onnxruntime wants it, and return a session of that."""
    weights = _weights(kept)
    with tempfile.TemporaryDirectory(prefix="podcast-") as name:
        graph, data = Path(name, "graph"), Path(name, weights.name)
        _opened(
            read_model(),
            keep=str(graph),
            optimized_model_external_initializers_file_name=data.name,
            optimized_model_external_initializers_min_size_in_bytes=str(_SMALL),
            save_external_prepacked_constant_initializers="1",
        )
        kept.put(MODELS, _key(), sum_of(data, SHA256).encode() + graph.read_bytes())
        kept.adopt(data, weights)
    return _mapped(kept)
