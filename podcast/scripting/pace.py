"""How fast an episode is spoken: speech in proportion, pauses less.

Blind listeners often listen at twice or three times the usual speed. Speech is made faster by the
engine itself, which keeps the pitch and cuts vowels before consonants, as people do; pauses only
by the square root, because they mark where sentences, turns and chapters begin, and at three
times the speed a third of a pause marks nothing any more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NewType

from podcast.casting.cast import Cast
from podcast.timecode import Milliseconds
from podcast.voice import Voice

Speed = NewType("Speed", float)
"""How many times as fast as usual, from 0.5 to 3: 1 is the palette's own rate."""

USUAL = Speed(1.0)

SLOWEST_RATE = 80
"""Words a minute; eSpeak NG speaks no slower. Beyond its 450 it goes on with its sonic library."""

_LONGEST = 1.25  # times a pause, however slow the speech: else chapters would start after 2 s


def at_speed(cast: Cast, speed: Speed) -> Cast:
    """`cast` with every voice so many times as fast."""
    if speed == USUAL:
        return cast
    parts = tuple(replace(part, voice=_faster(part.voice, speed)) for part in cast.parts)
    return replace(cast, narrator=_faster(cast.narrator, speed), parts=parts)


def pause_at(pause: Milliseconds, speed: Speed) -> Milliseconds:
    """Return how long a pause lasts at `speed`: it shrinks with the square root of it."""
    return Milliseconds(round(pause * min(_LONGEST, speed**-0.5)))


def _faster(voice: Voice, speed: Speed) -> Voice:
    return replace(voice, rate=max(SLOWEST_RATE, round(voice.rate * speed)))
