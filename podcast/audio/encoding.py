"""PCM to MP3, as it comes; the only module that knows the encoder.

The encoder gives bare MPEG frames. Before them goes an Info frame that this module writes from
what it counted: with it decoders know the exact length, and leave out what the encoder put
before and after the signal, so that time 0 of the file is frame 0 of the timeline.

An episode is encoded in chunks, on all cores, and joined again (`mpeg`); what is short, at once.
Two chunks that follow one another overlap:

```
               …voice A │ silence, first tone │ 26 ms │ silence, second tone          │ voice B…
first chunk  ────────────────────────────────────────────────────────── ROLL_OUT ─▶
second chunk                                          ├─ WARM_UP ─┤ heard from here on ────▶
```

Both have the same signal where they overlap, so the encoder of each knows what the other one does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from podcast.audio.mpeg import EncodedChunk, frame_length, frame_size, joined, silent_frame
from podcast.timecode import Frames, Hertz

BITRATES = {(44_100, 1): 64, (44_100, 2): 96, (22_050, 1): 40, (22_050, 2): 56}
"""kb/s by the rate and the number of channels; constant, because players seek in variable bit rates
by guess. Two channels are joint stereo: what both sides share is coded once."""

_BLOCK = 1 << 17  # samples: an even number, of both sides

QUALITY = 7
"""LAME's scale, 0 (slow) to 9: at these bit rates speech has bits to spare."""

ENCODER_DELAY = 576
"""PCM frames that LAME puts before the signal; decoders add 529 of their own."""

WARM_UP = 5
"""MPEG frames that the encoder hears before the first one that is used."""

ROLL_OUT = 3
"""MPEG frames that a chunk goes on after the next one took over: the encoder looks ahead."""


def lead_in(rate: Hertz) -> Frames:
    """Return how many PCM frames lie between a chunk's beginning and its first sound."""
    return Frames((WARM_UP + ROLL_OUT) * frame_length(rate))


def encode(blocks: Iterable[bytes], target: BinaryIO, rate: Hertz, channels: int = 1) -> None:
    """Write 16-bit PCM at `rate` to `target` as CBR MP3, mono or joint stereo, in one go: for what
    is short. KeyError for what is not in `BITRATES`."""
    pcm = b"".join(blocks)
    data = encode_chunk(pcm, rate, channels, last=True)
    whole = EncodedChunk(0, 0, data, Frames(len(pcm) // (2 * channels)))
    join_chunks([whole], target, rate, channels)


def _encoder(rate: Hertz, channels: int) -> Any:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BITRATES[rate, channels])
    encoder.set_in_sample_rate(rate)
    encoder.set_out_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.set_quality(QUALITY)
    if hasattr(encoder, "silence"):
        encoder.silence()
    return encoder


def encode_chunk(pcm: bytes | bytearray, rate: Hertz, channels: int, *, last: bool) -> bytes:
    """Return the whole MPEG frames of 16-bit PCM; the encoder looks ahead, so the last two or so
    are missing, unless nothing follows (`last`). Other threads run meanwhile."""
    import numpy as np

    encoder = _encoder(rate, channels)
    # An array, for the encoder takes no other view of bytes that may change. In blocks: it makes a
    # copy of what it is given.
    samples = np.frombuffer(pcm, "<i2")
    data = b"".join(
        bytes(encoder.encode(samples[place : place + _BLOCK]))
        for place in range(0, len(samples), _BLOCK)
    )
    return data + bytes(encoder.flush()) if last else data


def join_chunks(
    chunks: Iterable[EncodedChunk], target: BinaryIO, rate: Hertz, channels: int = 1
) -> None:
    """Write `chunks`, which follow one another, to `target` as one MP3.

    `target` must be seekable: the Info frame at its start is filled in at the end. Holds no more
    than two chunks at a time.
    """
    start = target.tell()
    size = target.write(bytes(frame_size(BITRATES[rate, channels], rate)))
    count, end = 0, Frames(0)
    for frames, data, so_far in joined(chunks):
        size += target.write(data)
        count += frames
        end = so_far
    after = target.tell()
    target.seek(start)
    target.write(info_frame(end, count, size, rate, channels))
    target.seek(after)


def end_to_end(parts: Iterable[tuple[bytes, Frames | None]], rate: Hertz) -> Iterator[EncodedChunk]:
    """Return chunks that are heard from the first one's beginning on: each its MPEG frames, and
    after how many PCM frames the next one begins."""
    start, frame = 0, frame_length(rate)
    for data, following in parts:
        chunk = EncodedChunk(start // frame, WARM_UP if start else 0, data, Frames(0))
        # As far as whole frames were encoded.
        chunk.end = Frames((chunk.start + chunk.count - 1) * frame - ENCODER_DELAY)
        yield chunk
        start += following or 0


_FIELDS = 56  # bytes of an Info frame besides header, side information and table


def info_frame(
    frames: Frames, mpeg_frames: int, size: int, rate: Hertz, channels: int = 1
) -> bytes:
    """Return the Info frame of a stream of `mpeg_frames` that hold `frames` of signal; `size` is
    the stream's, this frame included.

    A silent frame whose body holds Xing's header ("Info" for a constant bit rate: frame and byte
    count, a table of 100 seek points where there is room for it, which a constant bit rate does
    not need) and LAME's extension of it (delay before and padding after the signal). Layout: "Xing
    VBR header" and "LAME Tag, revision 1".
    """
    padding = mpeg_frames * frame_length(rate) - ENCODER_DELAY - frames
    if not 0 <= padding < 4096:
        raise ValueError(f"{mpeg_frames} MPEG frames cannot hold {frames} frames of signal")
    bitrate = BITRATES[rate, channels]
    body = bytearray(silent_frame(bitrate, rate, channels))
    table = bytes(256 * point // 100 for point in range(100))
    if len(body) + len(table) + _FIELDS > frame_size(bitrate, rate):
        table = b""
    body += b"Info" + (0x0F if table else 0x0B).to_bytes(4, "big")
    body += mpeg_frames.to_bytes(4, "big") + size.to_bytes(4, "big")
    body += table
    body += (100 - 10 * QUALITY).to_bytes(4, "big")
    body += b"LAME3.100"
    body += bytes([0x01, 0])  # revision 0, constant bit rate; low-pass not given
    body += bytes(8)  # replay gain: none
    body += bytes([0, bitrate])
    body += (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    # LAME's stereo mode (joint) among the source's qualities; gain, preset.
    body += bytes([3 << 2 if channels == 2 else 0, 0, 0, 0])
    body += size.to_bytes(4, "big")
    body += bytes(2)  # CRC of the music: not given
    body += _crc16(bytes(body)).to_bytes(2, "big")
    return bytes(body).ljust(frame_size(bitrate, rate), b"\0")


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as LAME's tag has it of all bytes before it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
