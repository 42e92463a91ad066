"""Time, counted exactly: integer frames inside, integer milliseconds at the borders.

Audio time is never a rounded number of milliseconds that gets added up: one frame is one sample
of the (mono) stream, and every time in the project is a sum of frames.
"""

from __future__ import annotations

from typing import NewType

Frames = NewType("Frames", int)
"""A number of PCM frames, at a rate that the holder says."""

Milliseconds = NewType("Milliseconds", int)
"""A duration or a position in whole milliseconds."""

Hertz = NewType("Hertz", int)
"""Frames per second."""


def to_frames(duration: Milliseconds, rate: Hertz) -> Frames:
    """`duration` as the nearest number of frames at `rate`."""
    return Frames((duration * rate + 500) // 1000)


def to_milliseconds(frames: Frames, rate: Hertz) -> Milliseconds:
    """`frames` at `rate` as the nearest number of milliseconds."""
    return Milliseconds((frames * 1000 + rate // 2) // rate)


def clock(duration: Milliseconds) -> str:
    """`duration` for people: "0:42", "12:05", "1:02:03"; cut to the second, as players do."""
    seconds = duration // 1000
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def full_clock(duration: Milliseconds) -> str:
    """`duration` with all its parts: "1:02:03.004" (SMIL 3.0, "Full clock values")."""
    seconds, milliseconds = divmod(duration, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{milliseconds:03}"
