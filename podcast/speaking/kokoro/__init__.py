"""Kokoro: natural voices on onnxruntime, from phonemes. `engine` is the whole of it in order."""
