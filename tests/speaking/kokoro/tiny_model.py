"""A model of Kokoro's shape that hums: the names and shapes of the real one, in a kilobyte.

Every sign lasts `FRAMES` frames, divided by the speed; the note is as high as the bias of the
pitch says, and as loud as the style's first number; a sign of pause is silent.
"""

from __future__ import annotations

from typing import Any

from podcast.speaking.kokoro.model import DURATIONS, OWN_PITCH, PITCH_BIAS, PITCH_SCALE

FRAMES = 4
PAUSES = 16
"""The highest number of a sign of punctuation or space."""


WEIGHTS = 1_000


def tiny_model() -> bytes:
    from onnx import TensorProto, checker, helper

    node, value = helper.make_node, helper.make_tensor_value_info
    real, integer = TensorProto.FLOAT, TensorProto.INT64

    def constant(name: str, number: float, kind: int = real) -> Any:
        return helper.make_tensor(name, kind, [], [number])

    nodes = [
        node("Mul", ["tokens", "nothing"], ["none"]),
        node("Add", ["none", "frames"], ["each"]),
        node("Cast", ["each"], ["each_f"], to=real),
        node("Div", ["each_f", "speed"], ["slower"]),
        node("Round", ["slower"], [DURATIONS]),
        # Sounds are signs above the pauses; each is held for as many samples as it lasts.
        node("Greater", ["tokens", "pauses"], ["heard"]),
        node("Cast", ["heard"], ["heard_f"], to=real),
        node("ReduceMax", [DURATIONS], ["most"], keepdims=1),
        node("Mul", ["most", "samples"], ["held"]),
        node("Cast", ["held"], ["held_i"], to=integer),
        node("Reshape", ["held_i", "one_long"], ["width"]),
        node("Concat", ["ones", "width"], ["shape"], axis=0),
        node("Unsqueeze", ["heard_f", "last"], ["column"]),
        node("Expand", ["column", "shape"], ["wide"]),
        node("Reshape", ["wide", "flat"], ["envelope"]),
        node("Shape", ["envelope"], ["count"]),
        node("ReduceMax", ["count"], ["length"], keepdims=0),
        node("Range", ["zero_i", "length", "one_i"], ["time"]),
        node("Cast", ["time"], ["time_f"], to=real),
        node("Mul", ["time_f", PITCH_BIAS], ["higher"]),
        node("Mul", ["higher", "step"], ["phase"]),
        node("Sin", ["phase"], ["wave"]),
        node("Mul", ["wave", "envelope"], ["note"]),
        node("ReduceMax", ["style"], ["loud"], keepdims=0),
        node("Sigmoid", ["loud"], ["loudness"]),
        node("Mul", ["note", "loudness"], ["sung"]),
        node("Mul", [PITCH_SCALE, "weights"], ["weighed"]),
        node("ReduceMax", ["weighed"], ["unused"], keepdims=0),
        node("Add", ["sung", "unused"], ["audio"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            value("tokens", integer, ["batch", "signs"]),
            value("style", real, ["batch", 256]),
            value("speed", real, [1]),
        ],
        [value("audio", real, ["samples"])],
        [
            constant("nothing", 0, integer),
            constant("frames", FRAMES, integer),
            constant("pauses", PAUSES, integer),
            constant("samples", 600.0),
            constant("zero_i", 0, integer),
            constant("one_i", 1, integer),
            constant("step", 0.2),
            helper.make_tensor("weights", real, [WEIGHTS], [0.0] * WEIGHTS),
            helper.make_tensor("one_long", integer, [1], [1]),
            helper.make_tensor("ones", integer, [2], [1, 1]),
            helper.make_tensor("last", integer, [1], [2]),
            helper.make_tensor("flat", integer, [1], [-1]),
            constant(PITCH_SCALE, OWN_PITCH[0]),
            helper.make_tensor(PITCH_BIAS, real, [1], [OWN_PITCH[1]]),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    checker.check_model(model)
    data: bytes = model.SerializeToString()
    return data
