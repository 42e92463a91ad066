"""How processes talk: pickled messages behind their length, over a pipe."""

from __future__ import annotations

import pickle
import struct
from typing import IO

HEADER = struct.Struct("<Q")
"""The length of a message in bytes."""


def send(stream: IO[bytes], message: object) -> None:
    """Write one message, behind its length."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read one message; EOFError where the stream ends first."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    (size,) = HEADER.unpack(header)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)
