"""Why a line was read as it was: which slot it stands in, and how the next best reading scored."""

from __future__ import annotations

from podcast.model import Debate
from podcast.reading.assembly import Reading


def explain(debate: Debate, reading: Reading, number: int) -> str:
    """What the reader made of the line `number`, sentence by sentence."""
    out = [*_made_of_it(debate, number)]
    for index, line in enumerate(reading.lines):
        if line.number != number:
            continue
        shown = line.text if len(line.text) <= 70 else line.text[:67] + "…"
        out.append(f"“{shown}”")
        found = reading.labelling.ranked(index)
        taken = any(start.index == index for start in reading.labelling.starts)
        if not found:
            out.append("It has no place where a name could stand.")
        for rank, (odds, place) in enumerate(found):
            share = reading.labelling.shares.get(place.slot, 1.0)
            verdict = ("taken for a label" if taken else "not taken") if rank == 0 else "next best"
            out.append(
                f"- “{place.filler}” stands {place.slot}: {verdict}, odds {odds:+.1f};"
                f" of the lines set so, about {share:.0%} are labels."
            )
    if len(out) == 0:
        return f"Line {number} is blank, or lies outside of the text."
    return "\n".join([f"Line {number}:", *out])


def _made_of_it(debate: Debate, number: int) -> list[str]:
    out = []
    for turn in debate.turns:
        if turn.line == number:
            out.append(f"Turn {turn.index} begins here: {turn.speaker} speaks.")
        out += [
            f"{turn.speaker} says it, in turn {turn.index}."
            for paragraph in turn.paragraphs
            if paragraph.line == number and turn.line != number
        ]
    out += [f"Heading: {heading.text}" for heading in debate.headings if heading.line == number]
    out += [f"Direction: {d.text}" for d in debate.directions if d.line == number]
    out += [f"Left out as {p.kind}: {p.text[:70]}" for p in debate.left_out if p.line == number]
    out += [f"Doubt: {doubt.message}" for doubt in debate.doubts if doubt.line == number]
    return out
