"""One clip at a time, spoken by a process of its own."""

from __future__ import annotations

from podcast.audio.clip import Clip
from podcast.speaking.pool import Speaker, Utterance


def speak_one(utterance: Utterance) -> Clip:
    speaker = Speaker()
    try:
        return speaker.speak(utterance)
    finally:
        speaker.close()
