"""Frames of MPEG Layer III: where they end, and how two streams of them are joined.

From 32 kHz on they are MPEG-1's, below MPEG-2's, which are half as long and hold as much of time.

A frame's sound need not lie in the frame: it may begin up to 511 bytes earlier (MPEG-2: 255), in
room that quiet frames left (the bit reservoir); each frame says how far back (`main_data_begin`).
So a stream can be cut before a frame, and another go on from there, where the first one left as
much room as the second one's frame reaches back: what it needs is copied there. Nothing is coded
anew, and a decoder sees one stream. (ISO/IEC 11172-3, 2.4.1.7 and 2.4.3.4; 13818-3, 2.4.1.7.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podcast.timecode import Frames


@dataclass(frozen=True, slots=True)
class _Version:
    """What a header's first two bytes are, what the indices in it stand for, the bytes of side
    information by channels, the bits of `main_data_begin`, the PCM frames in a frame."""

    sync: int
    bitrates: tuple[int, ...]
    rates: tuple[int, ...]
    side: tuple[int, int]
    reach: int
    length: int


_ONE = _Version(
    0xFFFB,
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (44_100, 48_000, 32_000),
    (17, 32),
    9,
    1152,
)
_TWO = _Version(
    0xFFF3,
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (22_050, 24_000, 16_000),
    (9, 17),
    8,
    576,
)
_HEADER = 4  # bytes


def _version_at(rate: int) -> _Version:
    return _ONE if rate in _ONE.rates else _TWO


def frame_length(rate: int) -> int:
    """Return how many PCM frames are in an MPEG frame."""
    return _version_at(rate).length


def next_frame(position: int, rate: int) -> Frames:
    """Return the first PCM frame from `position` on at which an MPEG frame begins."""
    length = frame_length(rate)
    return Frames(-(-position // length) * length)


def frame_size(bitrate: int, rate: int, *, padding: bool = False) -> int:
    """Return how many bytes an MPEG frame has (ISO/IEC 11172-3, 2.4.3.1)."""
    return 125 * frame_length(rate) * bitrate // rate + padding


def silent_frame(bitrate: int, rate: int, channels: int) -> bytes:
    """Return the header of a frame in joint stereo or of one channel, which is an original, and the
    side information of silence. ValueError for what there is not."""
    version = _version_at(rate)
    mode = 0x44 if channels == 2 else 0xC4
    indices = version.bitrates.index(bitrate) << 12 | version.rates.index(rate) << 10
    header = version.sync << 16 | indices | mode
    return header.to_bytes(_HEADER, "big") + bytes(version.side[channels - 1])


def parse_header(header: bytes) -> int:
    """Return the size in bytes of the MPEG Layer III frame that starts with these four bytes.

    ValueError where they start none.
    """
    word = int.from_bytes(header[:_HEADER], "big")
    version = _TWO if word >> 16 == _TWO.sync else _ONE
    bitrate = (word >> 12) & 15
    rate = (word >> 10) & 3
    if len(header) < _HEADER or word >> 16 != version.sync or bitrate in (0, 15) or rate == 3:
        raise ValueError("no MPEG Layer III frame starts here")
    padding = bool(word >> 9 & 1)
    return frame_size(version.bitrates[bitrate], version.rates[rate], padding=padding)


def _version_of(data: bytes, place: int) -> _Version:
    return _ONE if data[place + 1] == _ONE.sync & 0xFF else _TWO


def _start_of_sound(data: bytes, place: int) -> int:
    """Return after how many bytes of the frame at `place` its own room for sound begins."""
    return _HEADER + _version_of(data, place).side[data[place + 3] >> 6 != 3]


def frame_places(data: bytes) -> list[int]:
    """Return where the frames of a stream begin, one after the other, and where the last whole one
    ends.

    ValueError where something else than a frame comes in between.
    """
    places = [0]
    position, end = 0, len(data)
    sizes: dict[bytes, int] = {}  # by the bytes of the header that say it
    while position + _HEADER <= end:
        head = data[position : position + 3]
        size = sizes.get(head)
        if size is None:
            size = sizes[head] = parse_header(data[position : position + _HEADER])
        position += size
        if position > end:
            break
        places.append(position)
    return places


def reaches_back(data: bytes, place: int = 0) -> int:
    """Return how many bytes before the frame at `place` its sound begins (`main_data_begin`)."""
    return (data[place + 4] << 8 | data[place + 5]) >> 16 - _version_of(data, place).reach


class EncodedChunk:
    """MPEG frames that were encoded by themselves (`data`), and of which some are heard.

    The first is the frame number `start` of the whole stream. The first `warm_up` frames are there
    for the encoder to have heard what came before; it begins a few frames before it is heard. The
    PCM goes to `end` (frames of the whole).
    """

    def __init__(self, start: int, warm_up: int, data: bytes, end: Frames) -> None:
        self.start = start
        self.warm_up = warm_up
        self.data = data
        self.end = end
        self.places = frame_places(data)
        self.count = len(self.places) - 1
        """How many whole frames there are."""

    def between(self, first: int, last: int) -> bytes:
        """Return the bytes of the frames `first` to before `last`, numbers of the whole stream."""
        return self.data[self.places[first - self.start] : self.places[last - self.start]]


def joined(chunks: Iterable[EncodedChunk]) -> Iterator[tuple[int, bytes | bytearray, Frames]]:
    """Return one stream, made of `chunks` that follow and overlap one another: so many frames,
    their bytes, and where the PCM of the chunk ends, at a time.

    Each goes on where the next one can take over, at the end of that one's warm-up or a little
    before; at its very first frame it always can, for that reaches back for nothing. ValueError
    where frames are missing between two.
    """
    here: EncodedChunk | None = None
    begin = 0  # in the whole stream: the first frame of `here` that is heard
    for following in chunks:
        if here is not None:
            cut, borrowed = _cut(here, following, begin)
            yield cut - begin, _lent(here, begin, cut, borrowed), here.end
            begin = cut
        here = following
    if here is not None:
        last = here.start + here.count
        yield last - begin, here.between(begin, last), here.end


def _cut(one: EncodedChunk, other: EncodedChunk, begin: int) -> tuple[int, bytes]:
    """Return the frame of the whole stream from which on `other` is heard, and what it needs of its
    own bytes before that."""
    for index in range(min(other.warm_up, other.count - 1), -1, -1):
        place = other.start + index
        if not begin + 4 <= place < one.start + one.count:  # the reservoir spans 4 frames
            continue
        needed = reaches_back(other.data, other.places[index])
        if needed <= reaches_back(one.data, one.places[place - one.start]):
            side = _start_of_sound(other.data, 0)
            ends = zip(other.places[:index], other.places[1 : index + 1], strict=True)
            before = b"".join(other.data[start + side : end] for start, end in ends)
            return place, before[len(before) - needed :]
    raise ValueError(f"nothing leads from frame {one.start} to frame {other.start}")


def _lent(one: EncodedChunk, begin: int, cut: int, borrowed: bytes) -> bytes | bytearray:
    """Return the frames of `one` from `begin` to `cut`, whose last bytes of sound are replaced by
    what was `borrowed`."""
    data = one.between(begin, cut)
    if not borrowed:
        return data
    side = _start_of_sound(data, 0)
    changed = bytearray(data)
    first = one.places[begin - one.start]
    number = cut - one.start
    while borrowed:
        start, end = (place - first for place in one.places[number - 1 : number + 1])
        room = min(end - start - side, len(borrowed))
        changed[end - room : end] = borrowed[len(borrowed) - room :]
        borrowed = borrowed[: len(borrowed) - room]
        number -= 1
    return changed
