"""The frames of an MP3, walked from the first byte to the last without decoding them.

ISO/IEC 11172-3, 2.4.1 and 2.4.2 (MPEG-1 Layer III) and 13818-3, 2.4.1 (half the rates). Beside the
headers, this looks at where each frame's data lie in the bit reservoir: a file put together of
pieces whose frames lean on frames that are gone has sound headers, and drops out all the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from podcast.checking.finding import AGAIN, Finding, bounded, error, stamp, warning

_BLOCK = 1 << 20
_AHEAD = 4096  # bytes, more than any frame has
_MOST_JUNK = 4 << 20  # bytes; beyond, this is no MP3

_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


@dataclass(frozen=True, slots=True)
class Header:
    """What a frame's header says; `size` in bytes, `samples` per channel."""

    rate: int
    channels: int
    bitrate: int
    size: int
    samples: int
    first: int  # bytes before the side information: the header, and the checksum if any
    side: int  # bytes of side information


@dataclass(frozen=True, slots=True)
class Info:
    """The Xing or Info frame at the start; None for what it does not say. `delay` and `padding`
    are samples before and after the signal."""

    constant: bool
    frames: int | None
    size: int | None
    delay: int
    padding: int
    sound: bool  # whether its own checksum is right, or it has none


@dataclass(frozen=True, slots=True)
class Stream:
    """What the walk found; `frames` hold sound, the Info frame is not one of them."""

    rate: int
    channels: int
    bitrate: int
    frames: int
    samples: int  # per frame
    info: Info | None
    size: int  # bytes, from the first frame on

    @property
    def length(self) -> float:
        """Milliseconds that are heard."""
        unheard = self.info.delay + self.info.padding if self.info else 0
        return 1000 * max(0, self.frames * self.samples - unheard) / self.rate


def parse_header(data: bytes) -> Header | None:
    """Return the header in the first four bytes; None where they are none of Layer III."""
    if len(data) < 4:
        return None
    word = int.from_bytes(data[:4], "big")
    version, layer = word >> 19 & 3, word >> 17 & 3
    bitrate, rate = word >> 12 & 15, word >> 10 & 3
    if (
        word >> 21 != 0x7FF
        or version == 1
        or layer != 1
        or bitrate in (0, 15)
        or rate == 3
        or word & 3 == 2
    ):
        return None
    first_version = version == 3
    kilobits = (_BITRATES_1 if first_version else _BITRATES_2)[bitrate]
    hertz = _RATES[version][rate]
    channels = 1 if word >> 6 & 3 == 3 else 2
    size = (144_000 if first_version else 72_000) * kilobits // hertz + (word >> 9 & 1)
    side = (17, 32)[channels - 1] if first_version else (9, 17)[channels - 1]
    first = 4 if word >> 16 & 1 else 6
    samples = 1152 if first_version else 576
    return Header(hertz, channels, kilobits, size, samples, first, side)


def walk(file: BinaryIO, start: int, end: int) -> tuple[Stream | None, list[Finding]]:
    """Return the stream from byte `start` of `file` up to byte `end`, and what is wrong with it."""
    walker = _Walker()
    file.seek(start)
    findings = bounded(walker.run(file, start, end))
    stream = walker.stream(end)
    if stream is None:
        return None, [
            error("audio-none", "There is no MPEG Layer III frame in it: build the episode again.")
        ]
    return stream, findings + list(_info_findings(stream))


class _Walker:
    def __init__(self) -> None:
        self._headers: dict[bytes, Header | None] = {}
        self._first: Header | None = None
        self._last: Header | None = None
        self._info: Info | None = None
        self._frames = 0
        self._start = 0  # of the first frame
        self._reservoir = _Reservoir()

    def run(self, file: BinaryIO, start: int, end: int) -> Iterator[Finding]:
        data, base, place, junk = b"", start, 0, 0
        while True:
            if len(data) - place < _AHEAD and base + len(data) < end:
                data = data[place:]
                base += place
                place = 0
                more = file.read(min(_BLOCK, end - base - len(data)))
                if not more:  # the file became shorter while it was read
                    end = base + len(data)
                data += more
                continue
            if place >= len(data):
                return
            header = self._header(data[place : place + 4])
            if header is None:
                whole = base + len(data) >= end
                skipped = self._next(data, place)
                if place + skipped >= len(data) and not whole:
                    skipped = max(1, skipped - 3)  # a header may be cut in two
                junk += skipped
                if place + skipped >= len(data) and whole:
                    yield self._garbage(skipped, base + place, last=True)
                    return
                yield self._garbage(skipped, base + place, last=False)
                if junk > _MOST_JUNK:
                    yield error("audio-junk", "There is too much of it: the rest was not read.")
                    return
                place += skipped
                continue
            if place + header.size > len(data):
                yield error(
                    "audio-truncated",
                    f"The last frame has {len(data) - place} of its {header.size} bytes: the file"
                    " was cut short; build the episode again, or copy it again.",
                    self._where(base + place),
                )
                return
            yield from self._frame(header, data[place : place + header.size], base + place)
            place += header.size

    def stream(self, end: int) -> Stream | None:
        first = self._first
        if first is None or self._frames == 0:
            return None
        size = end - self._start
        known = (first.rate, first.channels, first.bitrate, self._frames, first.samples)
        return Stream(*known, self._info, size)

    def _header(self, four: bytes) -> Header | None:
        try:
            return self._headers[four]
        except KeyError:
            if len(self._headers) > 4096:
                self._headers.clear()
            self._headers[four] = found = parse_header(four)
            return found

    def _next(self, data: bytes, place: int) -> int:
        """Return how many bytes from `place` on are no frame, as far as `data` goes."""
        at = place
        while True:
            at = data.find(b"\xff", at + 1)
            if at < 0:
                return len(data) - place
            header = self._header(data[at : at + 4])
            if header is None or (self._first and header.rate != self._first.rate):
                continue
            follower = data[at + header.size : at + header.size + 4]
            if len(follower) < 4 or self._header(follower) is not None:
                return at - place

    def _where(self, place: int) -> str:
        if self._first is None:
            return f"byte {place}"
        return stamp(1000 * self._frames * self._first.samples / self._first.rate)

    def _garbage(self, count: int, place: int, *, last: bool) -> Finding:
        if last:
            message = f"After the last frame come {count} bytes that are no sound (at byte {place})"
        else:
            message = (
                f"{count} bytes that are no frame lie here (at byte {place}); players skip or"
                " crackle"
            )
        return error("audio-junk", message, self._where(place), mend=AGAIN)

    def _frame(self, header: Header, frame: bytes, place: int) -> Iterator[Finding]:
        last, self._last = self._last, header
        if last is None:
            self._first = header
            self._start = place
            self._info = _info(header, frame)
            if self._info is not None:
                return
        elif header.rate != last.rate or header.channels != last.channels:
            yield error(
                "audio-change",
                f"The sound changes from {_sound(last)} to {_sound(header)}: encode it in one"
                " piece.",
                self._where(place),
            )
        elif header.bitrate != last.bitrate and (self._info is None or self._info.constant):
            yield warning(
                "audio-bitrate",
                f"The bit rate changes from {last.bitrate} to {header.bitrate} kb/s; players miss"
                " the chapters by minutes: encode at a constant bit rate.",
                self._where(place),
            )
        problem = self._reservoir.problem(header, frame)
        if problem:
            yield error("audio-frame", f"{problem}: it drops out.", self._where(place))
        self._frames += 1


def _sound(header: Header) -> str:
    return f"{header.rate} Hz, {'one channel' if header.channels == 1 else 'two channels'}"


class _Reservoir:
    """Where frames keep their data: in their own bytes or in those of frames before them."""

    def __init__(self) -> None:
        self._before = 0  # bytes of main data so far
        self._used = 0  # bits of it that frames have used

    def problem(self, header: Header, frame: bytes) -> str:
        """Return what is wrong with the frame; empty where nothing is."""
        first, side, channels = header.first, header.side, header.channels
        bits = 8 * side
        word = int.from_bytes(frame[first : first + side], "big")
        if header.samples == 1152:
            back = word >> bits - 9
            place, step, granules = bits - 9 - (5 if channels == 1 else 3) - 4 * channels, 59, 2
        else:
            back = word >> bits - 8
            place, step, granules = bits - 8 - channels, 63, 1
        length = 0
        broken = ""
        for _ in range(granules * channels):
            length += word >> place - 12 & 0xFFF
            if word >> place - 21 & 0x1FF > 288:
                broken = "The frame claims more values than a frame has"
            place -= step
        begin = self._before - back
        own = header.size - first - side
        start = 8 * begin
        if not broken and begin < 0:
            broken = f"The frame needs {-begin} bytes of frames that are not there"
        elif not broken and start < self._used:
            broken = "The frame needs bytes that another frame uses"
        self._before += own
        if not broken and start + length > 8 * self._before:
            broken = "The frame claims more data than there are"
        # A broken frame says nothing of where the next one's data may start.
        self._used = 0 if broken else start + length
        return broken


def _info(header: Header, frame: bytes) -> Info | None:
    kind, rest = frame[4 + header.side :][:4], io.BytesIO(frame[8 + header.side :])
    if kind not in (b"Xing", b"Info"):
        return Info(False, None, None, 0, 0, True) if frame[36:40] == b"VBRI" else None

    def number(size: int) -> int:
        return int.from_bytes(rest.read(size), "big")

    flags = number(4)
    frames, size = (number(4) if flags & bit else None for bit in (1, 2))
    rest.seek((100 if flags & 4 else 0) + (4 if flags & 8 else 0), io.SEEK_CUR)
    encoder = rest.read(36)
    delay = padding = 0
    sound = True
    if len(encoder) == 36 and encoder[:4].isalnum():
        both = int.from_bytes(encoder[21:24], "big")
        delay, padding = both >> 12, both & 0xFFF
        before = 8 + header.side + rest.tell() - 2
        sound = _crc(frame[:before]) == int.from_bytes(encoder[34:36], "big")
    return Info(kind == b"Info", frames, size, delay, padding, sound)


def _crc(data: bytes) -> int:
    """CRC-16 as the LAME tag has it (revision 1), of all bytes before it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def _info_findings(stream: Stream) -> Iterator[Finding]:
    info = stream.info
    if info is None:
        return
    if not info.constant:
        yield warning(
            "audio-bitrate",
            "The bit rate varies; players that seek by guess miss the chapters by minutes: encode"
            " at a constant bit rate.",
        )
    if info.frames is not None and info.frames != stream.frames:
        message = (
            f"The Info frame tells of {info.frames} frames, and there are {stream.frames}; players"
            " show a wrong length"
        )
        yield error("audio-info", message, mend=AGAIN)
    elif info.size is not None and info.size != stream.size:
        message = f"The Info frame tells of {info.size} bytes, and there are {stream.size}"
        yield warning("audio-info", message, mend=AGAIN)
    elif not info.sound:
        message = "The Info frame's checksum is wrong; some players ignore it, and start late"
        yield warning("audio-info", message, mend=AGAIN)
