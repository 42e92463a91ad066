"""When everything is heard, from lengths alone."""

from __future__ import annotations

from collections.abc import Sequence

from podcast.rendering.timeline import Timeline, TimelineBuilder
from podcast.scripting.script import Script
from podcast.timecode import Frames, Hertz


def lay_out(script: Script, lengths: Sequence[Frames], rate: Hertz) -> Timeline:
    builder = TimelineBuilder(script, rate)
    for length in lengths:
        builder.place(length)
    return builder.timeline()
