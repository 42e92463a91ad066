"""What reading finds besides turns: headings, directions, what is left out, and doubts."""

from __future__ import annotations

from dataclasses import dataclass, field

from podcast.model import Direction, Doubt, Heading, LeftOut
from podcast.reading.lines import SourceLine


@dataclass(slots=True)
class Findings:
    """What is found besides turns: every step adds to it. `placed` have their place in a turn."""

    left_out: list[LeftOut]
    placed: list[Heading | Direction] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def leave(self, kind: str, text: str, line: int) -> None:
        """Leave out `text`, which stands on the line `line` of the file."""
        if text.strip():
            self.left_out.append(LeftOut(kind, text.strip(), line))

    def doubt(self, kind: str, message: str, line: SourceLine) -> None:
        """Say that something is not sure, at a line."""
        self.doubts.append(Doubt(kind, message, line=line.number))
