"""What the languages share: lists of people, rounding of durations, sentence ends."""

from __future__ import annotations

from podcast.timecode import Milliseconds


def rounded_minutes(length: Milliseconds) -> int:
    """`length` as a person would say it: to the minute up to ten, then to five minutes.

    At least 1. The length is an estimate, made before anything is spoken; saying more than it
    knows would sound exact and be wrong.
    """
    minutes = length / 60_000
    if minutes < 10:
        return max(1, round(minutes))
    return 5 * round(minutes / 5)


def sentence(text: str) -> str:
    """`text` ended by a full stop, unless it ends a sentence already."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def as_apposition(role: str) -> str:
    """A role to follow a name and a comma: no capital at its start, unless it is an acronym.

    "Chargée de mission" becomes "chargée de mission"; "AMDAC" and "ANSSI" stay.
    """
    role = role.strip().rstrip(".")
    first_word = role.split(maxsplit=1)[0] if role else ""
    if len(first_word) > 1 and first_word[1:] != first_word[1:].lower():
        return role
    return role[:1].lower() + role[1:]
