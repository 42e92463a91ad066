"""Runs of text with their look, of which readers of pages and documents make lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text set in one way; `strong` is bold or small capitals, `link` where it leads."""

    text: str
    strong: bool = False
    italic: bool = False
    link: str = ""


def compose(runs: list[Run]) -> tuple[str, int, bool, bool]:
    """The text of runs, how many characters at its start stand out from the rest, and whether all
    of it does, and is in italics."""
    pieces: list[str] = []
    size = lead = 0
    leading, space = True, False
    strong = italic = letters = 0
    for run in runs:
        words = run.text.split()
        if run.text[:1].isspace():
            space = True
        for place, word in enumerate(words):
            if pieces and (place or space):
                pieces.append(" ")
                size += 1
            space = False
            pieces.append(word)
            size += len(word)
            mute = not any(c.isalnum() for c in word)
            # "**M. A** et **Mme B**." is one label
            if not run.strong and not mute and not (lead and word in ("et", "and")):
                leading = False
            if leading and run.strong:
                lead = size
            letters += len(word)
            strong += len(word) if run.strong or mute else 0
            italic += len(word) if run.italic or mute else 0
        if run.text[-1:].isspace():
            space = True
    whole = strong == letters and any(run.strong for run in runs)
    slanted = italic == letters and any(run.italic for run in runs)
    return "".join(pieces), 0 if whole else lead, whole, slanted
