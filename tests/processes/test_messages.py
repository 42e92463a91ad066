"""Messages between processes: what is sent is received, whole."""

import copy
import io

import pytest

from podcast.audio.clip import Clip, SentenceTime
from podcast.processes.worker import receive, send
from podcast.timecode import Frames, Hertz


@pytest.mark.parametrize("pcm", [b"", b"\1\2", bytes(range(256)) * 1000])
def test_a_clip_comes_as_it_went(pcm: bytes) -> None:
    clip = Clip(pcm, Hertz(22_050), (SentenceTime(Frames(7), 3),))
    stream = io.BytesIO()
    for message in ("before", clip, ("after", 1)):
        send(stream, message)
    stream.seek(0)
    assert [receive(stream) for _ in range(3)] == ["before", clip, ("after", 1)]
    assert copy.deepcopy(clip) == clip


def test_what_is_cut_short_is_no_message() -> None:
    stream = io.BytesIO()
    send(stream, Clip(bytes(1000), Hertz(22_050)))
    for length in (0, 5, 30, len(stream.getvalue()) - 1):
        with pytest.raises(EOFError):
            receive(io.BytesIO(stream.getvalue()[:length]))
