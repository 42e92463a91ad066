"""A model of Piper's shape that hums: the inputs and outputs of a real one, in a few kilobytes.

It lasts as long as there are phonemes, times `length_scale`; its note is the speaker's; chance,
drawn as a real model draws it, comes on top in the measure of `noise_scale`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RATE = 22_050
FRAMES = 1_000  # for each phoneme
PHONEMES = "_^$ abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɔəɚɛɜɡɣɪɲɹʁʃʊʌʒʔʲˈˌːθχ.,;:!?-'()\u0303\u0329"


def write_model(
    folder: Path, name: str, *, speakers: tuple[str, ...] = (), language: str = "fr_FR"
) -> Path:
    """Write `name`.onnx and `name`.onnx.json to `folder`; gives the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(_graph(len(speakers)))
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(config(speakers, language)))
    return path


def config(speakers: tuple[str, ...], language: str) -> dict[str, Any]:
    """What Piper wants to know of the model."""
    return {
        "audio": {"sample_rate": RATE, "quality": "medium"},
        "espeak": {"voice": language.split("_")[0]},
        "language": {"code": language},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(PHONEMES)},
        "num_symbols": len(PHONEMES),
        "num_speakers": max(1, len(speakers)),
        "speaker_id_map": {speaker: number for number, speaker in enumerate(speakers)},
    }


def _graph(speakers: int) -> bytes:
    from onnx import TensorProto, checker, helper

    def constant(name: str, value: float, kind: int = TensorProto.FLOAT) -> Any:
        return helper.make_tensor(name, kind, [], [value])

    node = helper.make_node
    integer = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("input", integer, ["batch", "phonemes"]),
        helper.make_tensor_value_info("input_lengths", integer, ["batch"]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    nodes = [
        node("Gather", ["scales", "zero_i"], ["noise_scale"]),
        node("Gather", ["scales", "one_i"], ["length_scale"]),
        node("ReduceMax", ["input_lengths"], ["count"], keepdims=0),
        node("Cast", ["count"], ["count_f"], to=TensorProto.FLOAT),
        node("Mul", ["count_f", "length_scale"], ["scaled"]),
        node("Mul", ["scaled", "frames"], ["length"]),
        node("Range", ["zero", "length", "one"], ["time"]),
    ]
    step = "step"
    if speakers:
        inputs.append(helper.make_tensor_value_info("sid", integer, ["batch"]))
        nodes += [
            node("ReduceMax", ["sid"], ["speaker"], keepdims=0),
            node("Cast", ["speaker"], ["speaker_f"], to=TensorProto.FLOAT),
            node("Add", ["speaker_f", "one"], ["higher"]),
            node("Mul", ["higher", "step"], ["own_step"]),
        ]
        step = "own_step"
    nodes += [
        node("Mul", ["time", step], ["phase"]),
        node("Sin", ["phase"], ["wave"]),
        node("Mul", ["wave", "loudness"], ["note"]),
        node("RandomNormalLike", ["note"], ["chance"]),
        node("Mul", ["chance", "noise_scale"], ["drawn"]),
        node("Mul", ["drawn", "little"], ["breath"]),
        node("Add", ["note", "breath"], ["sound"]),
        node("Unsqueeze", ["sound", "axes"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        inputs,
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "time"])],
        [
            constant("zero", 0.0),
            constant("one", 1.0),
            constant("frames", float(FRAMES)),
            constant("step", 0.05),
            constant("loudness", 0.3),
            constant("little", 0.05),
            constant("zero_i", 0, integer),
            constant("one_i", 1, integer),
            helper.make_tensor("axes", integer, [2], [0, 1]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    checker.check_model(model)
    data: bytes = model.SerializeToString()
    return data
