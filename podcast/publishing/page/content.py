"""What stands on the page: chapters, turns, paragraphs and sentences with their times.

It follows the script, so that all that is heard can be read, the narrator too. What the
transcript has and nobody says (dots, directions) stands where it was written, without a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from podcast.model import Debate, Direction
from podcast.narration import phrasebook
from podcast.planning import ChapterPlan
from podcast.publishing.heard import Heard, cleaned, heard_sentences, shown
from podcast.publishing.model import Published
from podcast.publishing.page.parts import (
    Block,
    PageChapter,
    PageEpisode,
    PageParagraph,
    PageSpeaker,
    Passage,
    Sentence,
)
from podcast.scripting.script import Line, LineKind, Script
from podcast.timecode import Milliseconds, to_milliseconds


def episode_content(episode: Published, files: Sequence[str] = ()) -> PageEpisode:
    """Return an episode as the page shows it, and what else can be had of it, the `files`."""
    plan, timeline = episode.plan, episode.timeline
    narrator = phrasebook(plan.debate.language).narrator
    sentences = heard_sentences(episode.script, timeline, plan.debate, narrator)
    writer = _Writer(plan.debate, episode.script, sentences)
    chapters = tuple(
        writer.chapter(index, chapter, to_milliseconds(placed.start, timeline.rate))
        for index, (chapter, placed) in enumerate(
            zip(plan.chapters, timeline.chapters, strict=True), start=1
        )
    )
    people = [
        (shown(part.speaker), _role(plan.debate, part.speaker), part.voice.name)
        for part in episode.cast.parts
    ]
    return PageEpisode(
        shown(plan.title),
        f"{episode.name}.mp3",
        tuple(files),
        timeline.length,
        sentences,
        chapters,
        speakers_of(people, chapters),
        episode.track,
    )


def speakers_of(
    people: Iterable[tuple[str, str, str]], chapters: Sequence[PageChapter]
) -> tuple[PageSpeaker, ...]:
    """Return who is heard in `chapters`, of `people` with their roles and voices."""
    blocks = [block for chapter in chapters for block in chapter.blocks if block.start is not None]
    speakers = (
        PageSpeaker(name, role, voice, tuple(block for block in blocks if block.speaker == name))
        for name, role, voice in people
    )
    return tuple(speaker for speaker in speakers if speaker.turns)


def _role(debate: Debate, name: str) -> str:
    return shown(debate.speaker(name).role or "")


class _Writer:
    """Writes chapter after chapter of one episode."""

    def __init__(self, debate: Debate, script: Script, sentences: Sequence[Heard]) -> None:
        self._debate = debate
        self._parts: dict[int, int] = {}
        self._sentences = sentences
        self._heard: dict[int, list[int]] = {}
        for number, sentence in enumerate(sentences):
            self._heard.setdefault(sentence.line, []).append(number)
        self._lines = [chapter.lines for chapter in script.chapters]
        announced = {line.text for line in script.lines if line.kind is LineKind.NARRATION}
        # With --directions the narrator says them: then they are lines of their own.
        self._happenings = {(d.turn, f"{d.text.rstrip(' .')}.") for d in debate.directions}
        self._directions: dict[tuple[int, int], list[Direction]] = {}
        for direction in debate.directions:
            if f"{direction.text.rstrip(' .')}." not in announced:
                place = direction.turn, direction.paragraph
                self._directions.setdefault(place, []).append(direction)
        self._line = 0

    def chapter(self, number: int, plan: ChapterPlan, start: Milliseconds) -> PageChapter:
        lines = [(self._line + n, line) for n, line in enumerate(self._lines[number - 1])]
        self._line += len(lines)
        blocks = tuple(self._blocks(plan, lines))
        title = shown(plan.title)
        turns = [block for block in blocks if block.speaker]
        names = len(turns) == 1 and title.startswith(turns[0].speaker)
        return PageChapter(f"chapter-{number}", title, start, names, blocks)

    def _blocks(self, plan: ChapterPlan, lines: list[tuple[int, Line]]) -> Iterator[Block]:
        if not plan.turns:
            yield self._block("", "", lines, {})
            return
        owners = self._owners(plan, [line for _, line in lines])
        for position, turn in enumerate(plan.turns):
            part = self._parts[turn.index] = self._parts.get(turn.index, 0) + 1
            suffix = f"-part-{part}" if part > 1 else ""
            yield self._block(
                f"turn-{turn.index}{suffix}",
                turn.speaker,
                [entry for entry, owner in zip(lines, owners, strict=True) if owner == position],
                {
                    (turn.index, number): paragraph.text
                    for number, paragraph in enumerate(turn.paragraphs, start=turn.first_paragraph)
                },
            )

    def _owners(self, plan: ChapterPlan, lines: list[Line]) -> list[int]:
        """For each line the turn of the chapter (from 0) with which it is shown.

        What the narrator says goes with the speech that follows, which it announces; but what
        happens, with the speech before.
        """
        positions = {
            (turn.index, turn.first_paragraph + number): position
            for position, turn in enumerate(plan.turns)
            for number in range(len(turn.paragraphs))
        }
        owners: list[int | None] = [positions.get(_place(line)[0] or (0, 0)) for line in lines]
        for number in range(1, len(lines)):
            before = owners[number - 1]
            if owners[number] is None and before is not None:
                spot = (plan.turns[before].index, lines[number].text)
                owners[number] = before if spot in self._happenings else None
        following = len(plan.turns) - 1
        for number in range(len(lines) - 1, -1, -1):
            owner = owners[number]
            following = following if owner is None else owner
            owners[number] = following
        return [owner or 0 for owner in owners]

    def _block(
        self,
        anchor: str,
        speaker: str,
        lines: list[tuple[int, Line]],
        written: dict[tuple[int, int], str],
    ) -> Block:
        """Return a block from its lines; `written` has the paragraphs of its turn, said or not."""
        paragraphs: list[tuple[tuple[int, int] | None, PageParagraph]] = []
        for (place, narration, _), group in groupby(lines, key=lambda entry: _place(entry[1])):
            found = [s for number, line in group for s in self._written(number, line)]
            if found:
                paragraphs.append((place, PageParagraph(narration, tuple(found))))
        said = {place for place, _ in paragraphs if place}
        for place, text in written.items():
            if place not in said and shown(text):
                # It goes before the first paragraph that is written after it.
                at = next((n for n, (p, _) in enumerate(paragraphs) if p and p > place), None)
                unsaid = PageParagraph(False, (Sentence(None, (Passage(shown(text)),)),))
                paragraphs.insert(len(paragraphs) if at is None else at, (place, unsaid))
        paragraphs = list(self._attributed(shown(speaker), paragraphs))
        numbers = [n for number, _ in lines for n in self._heard.get(number, ())]
        start = self._sentences[numbers[0]].start if numbers else None
        role = _role(self._debate, speaker) if speaker else ""
        shown_paragraphs = tuple(self._with_directions(place, p) for place, p in paragraphs)
        return Block(anchor, shown(speaker), role, start, shown_paragraphs)

    def _attributed(
        self, speaker: str, paragraphs: list[tuple[tuple[int, int] | None, PageParagraph]]
    ) -> Iterator[tuple[tuple[int, int] | None, PageParagraph]]:
        """Yield the paragraphs of a turn of `speaker`, with a name wherever another begins to
        speak: of what is heard again before an answer, readers must see whose it is."""
        last = speaker
        for place, paragraph in paragraphs:
            name = shown(self._debate.turns[place[0] - 1].speaker) if place else last
            label = name if place and name != last else ""
            last = name
            yield place, replace(paragraph, speaker=label)

    def _written(self, number: int, line: Line) -> Iterator[Sentence]:
        heard = self._heard.get(number, [])
        borders = [*(self._sentences[n].offset for n in heard[1:]), len(line.text)]
        foreign = [
            (piece.start, piece.end, piece.language)
            for piece in line.said.pieces
            if piece.language and piece.language != line.said.language
        ]
        for n, end in zip(heard, borders, strict=True):
            passages = _passages(line.text, self._sentences[n].offset, end, foreign)
            yield Sentence(n, passages)

    def _with_directions(
        self, place: tuple[int, int] | None, paragraph: PageParagraph
    ) -> PageParagraph:
        """Return the paragraph with what happens in it, after the sentence in which it happens."""
        directions = self._directions.pop(place, []) if place else []
        if not directions:
            return paragraph
        assert place is not None
        turn = self._debate.turns[place[0] - 1]
        text = turn.paragraphs[place[1] - 1].text
        sentences = list(paragraph.sentences)
        ends, length = [], 0
        for sentence in sentences:
            length += sum(_ink(passage.text) for passage in sentence.passages)
            ends.append(length)
        for direction in directions:
            before = _ink(text[: direction.offset])
            at = next((n for n, end in enumerate(ends) if end >= before), len(ends) - 1)
            text = f"{sentences[at].happens} ({shown(direction.text)})".strip()
            sentences[at] = replace(sentences[at], happens=text)
        return replace(paragraph, sentences=tuple(sentences))


def _place(line: Line) -> tuple[tuple[int, int] | None, bool, int | None]:
    """Return a speech's turn and paragraph; whether it is none, and where what is read stands."""
    if line.kind is LineKind.SPEECH and line.turn and line.paragraph:
        return (line.turn, line.paragraph), False, None
    return None, True, line.source_line


def _ink(text: str) -> int:
    """Characters that are not space: a place in a text, however its spaces were changed."""
    return len("".join(text.split()))


def _passages(
    text: str, start: int, end: int, foreign: list[tuple[int, int, str]]
) -> tuple[Passage, ...]:
    made: list[Passage] = []
    position = start
    for first, last, language in foreign:
        first, last = max(first, position), min(last, end)
        if first >= last:
            continue
        made.append(Passage(cleaned(text[position:first])))
        made.append(Passage(cleaned(text[first:last]), language))
        position = last
    made.append(Passage(cleaned(text[position:end]).rstrip()))
    if made[0].text:
        made[0] = replace(made[0], text=made[0].text.lstrip())
    return tuple(passage for passage in made if passage.text)
