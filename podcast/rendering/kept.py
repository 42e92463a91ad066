"""A made chunk as bytes, for the cache."""

from __future__ import annotations

import struct

from podcast.audio.take import packed_sentences, unpacked_sentences
from podcast.rendering.orders import MadeChunk
from podcast.timecode import Frames

_HEAD = struct.Struct("<QqI")  # end, following (-1: none), number of lines
_LINE = struct.Struct("<QI")  # length, bytes of sentences


def pack_chunk(made: MadeChunk) -> bytes:
    """`made` as bytes; `unpack_chunk` reads them."""
    following = -1 if made.following is None else made.following
    parts = [_HEAD.pack(made.end, following, len(made.lengths))]
    for length, sentences in zip(made.lengths, made.sentences, strict=True):
        times = packed_sentences(sentences)
        parts += [_LINE.pack(length, len(times)), times]
    return b"".join((*parts, made.mp3))


def unpack_chunk(data: bytes) -> MadeChunk:
    """The chunk that was packed; nothing was spoken for it. Raises struct.error where it was not
    packed by `pack_chunk`."""
    end, following, count = _HEAD.unpack_from(data)
    position = _HEAD.size
    lengths, sentences = [], []
    for _ in range(count):
        length, size = _LINE.unpack_from(data, position)
        position += _LINE.size
        lengths.append(Frames(length))
        sentences.append(unpacked_sentences(data[position : position + size]))
        position += size
    return MadeChunk(
        data[position:],
        tuple(lengths),
        tuple(sentences),
        Frames(end),
        None if following < 0 else Frames(following),
    )
