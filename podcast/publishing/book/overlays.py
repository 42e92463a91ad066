"""Media overlays: which part of the sound belongs to which sentence (EPUB 3.3, 9).

The clips of a chapter lie end to end, from where the chapter starts to where the next one does: a
reading system that goes from clip to clip then plays the file through, pauses, chime and all,
instead of jumping at each of them; and nothing of the sound is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from podcast.publishing.page.parts import PageChapter, PageEpisode
from podcast.timecode import Milliseconds

BEFORE_END = Milliseconds(250)
"""The last clip ends this long before the file, in the silence after the last word: a player that
waits for a clip's end never comes to it where the sound ends at the same time."""


@dataclass(frozen=True, slots=True)
class Clip:
    """The sound from `start` to `end`, and the element (`target`) that is marked meanwhile; `note`
    where the narrator says it, which reading systems may skip."""

    target: str
    start: Milliseconds
    end: Milliseconds
    note: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Clips of one turn, whose address is `anchor`; "" where they are of none."""

    anchor: str
    clips: tuple[Clip, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """The clips of a chapter, in the order of sound and text."""

    stretches: tuple[Stretch, ...]

    @property
    def length(self) -> Milliseconds:
        """How long they last together."""
        return Milliseconds(sum(c.end - c.start for s in self.stretches for c in s.clips))


def overlays_of(episode: PageEpisode) -> tuple[Overlay, ...]:
    """Return the clips of each chapter of `episode`."""
    chapters = episode.chapters
    last = max(0, episode.length - BEFORE_END)
    ends = [*(chapter.start for chapter in chapters[1:]), Milliseconds(last)]
    return tuple(
        _overlay(chapter, [heard.start for heard in episode.sentences], end)
        for chapter, end in zip(chapters, ends, strict=True)
    )


def _overlay(chapter: PageChapter, starts: Sequence[Milliseconds], end: Milliseconds) -> Overlay:
    """`starts` has the start of each sentence of the episode."""
    places: list[tuple[str, str, bool]] = []  # anchor of the turn, sentence, the narrator's
    begins: list[Milliseconds] = []
    for block in chapter.blocks:
        for note, sentence in ((p.narration, s) for p in block.paragraphs for s in p.sentences):
            if sentence.number is None:
                continue
            start = starts[sentence.number] if places else chapter.start
            # A clip must have a length. A sentence that is heard for less than a millisecond has
            # none, and is part of the clip before it.
            if not places or begins[-1] < start < end:
                places.append((block.anchor, f"s{sentence.number + 1}", note))
                begins.append(start)
    if not places:  # sound of which nothing can be shown
        places, begins = [("", f"{chapter.anchor}-title", False)], [chapter.start]
    ends = [*begins[1:], max(end, Milliseconds(begins[-1] + 1))]
    stretches: list[Stretch] = []
    for (anchor, target, note), start, stop in zip(places, begins, ends, strict=True):
        clip = Clip(target, start, stop, note)
        if stretches and stretches[-1].anchor == anchor:
            stretches[-1] = Stretch(anchor, (*stretches[-1].clips, clip))
        else:
            stretches.append(Stretch(anchor, (clip,)))
    return Overlay(tuple(stretches))
