"""Runs of text with their look, to lines: what DOCX and ODT paragraphs have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from podcast.reading.lines import SourceLine


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text set in one way; `strong` is bold or small capitals, `link` where it leads."""

    text: str
    strong: bool = False
    italic: bool = False
    link: str = ""


@dataclass(slots=True)
class BlockBuilder:
    """Makes a `SourceLine` of each paragraph; a line break within one starts a new line."""

    lines: list[SourceLine] = field(default_factory=list)
    number: int = 0
    page: int = 0

    def add(self, runs: list[Run], *, heading: int = 0, bullet: bool = False) -> None:
        """Add a paragraph; one without text only moves the counter of lines on."""
        apart = True
        self.number += 1
        for part in _split(runs):
            text, lead, bold, italic = compose(part)
            if text:
                self.lines.append(
                    SourceLine(
                        text, self.number, apart, bullet=bullet and apart, bold=bold, italic=italic,
                        heading=heading, lead=lead, gap=_gap(part), page=self.page,
                    )
                )  # fmt: skip
                apart = False
            else:
                apart = True  # two breaks in a row


def _split(runs: list[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        pieces = run.text.split("\n")
        for number, piece in enumerate(pieces):
            if number:
                parts.append([])
            if piece:
                parts[-1].append(Run(piece, run.strong, run.italic))
    return parts


def _gap(runs: list[Run]) -> int:
    """After how many characters of the text of `runs` a tab stands; 0 for none within it."""
    before, tab, after = "".join(run.text for run in runs).strip().partition("\t")
    return len(" ".join(before.split())) + 1 if tab and after.strip() else 0


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
