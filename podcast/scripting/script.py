"""From the plan of an episode and its cast to the script: every line to say, in order.

This is where an episode gets its form: what the narrator says and when, who is announced, how
long one waits. The words themselves come from `narration` and from the debate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from enum import Enum
from functools import partial

from podcast.casting.cast import Cast
from podcast.language.sentences import LONGEST_LINE, in_lines
from podcast.model import Direction, Turn
from podcast.narration import Landmark, Participant, Phrasebook
from podcast.planning import ChapterKind, ChapterPlan, EpisodePlan
from podcast.scripting.announcing import Announce, PartPlace, announcements, goes_on
from podcast.scripting.opening import facts_of, landmarks
from podcast.scripting.pace import USUAL, Speed, pause_at
from podcast.timecode import Milliseconds
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken_words import words_to_say

Say = Callable[..., SpokenText]
"""`words_to_say` for this debate: takes a text, and `speaker` where somebody says it."""


class LineKind(Enum):
    """Whose words a line holds: the narrator's, or those of the transcript."""

    NARRATION = "narration"
    SPEECH = "speech"


SENTENCE_PAUSE = Milliseconds(330)
"""What eSpeak NG leaves between sentences at 168 words a minute; at 350 it leaves nothing."""


NO_CHIME = Milliseconds(0)

AFTER_CHIME = Milliseconds(200)
"""From the end of a chime, which dies away, to the word after it."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long one hears nothing before a line; `sentence`, before each sentence inside one."""

    chapter: Milliseconds = Milliseconds(700)
    turn: Milliseconds = Milliseconds(700)
    after_announcement: Milliseconds = Milliseconds(350)
    paragraph: Milliseconds = Milliseconds(450)
    within_paragraph: Milliseconds = Milliseconds(150)
    sentence: Milliseconds = SENTENCE_PAUSE

    def at(self, speed: Speed) -> Pauses:
        """Return the pauses of an episode that is spoken at `speed`."""
        return Pauses(*(pause_at(pause, speed) for pause in astuple(self)))


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say in one voice.

    `text` is what is written, `said` what is said of it, sentence by sentence. `turn` and
    `paragraph` (1-based) and `source_line` tell where speech comes from; all None for narration.
    `pause` is the silence before it, at the least. `recalled` where it is heard again so that an
    answer is understood, and is no part of what the episode holds.
    """

    text: str
    said: SpokenText
    voice: Voice
    kind: LineKind
    pause: Milliseconds
    turn: int | None = None
    paragraph: int | None = None
    source_line: int | None = None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class ScriptChapter:
    """A chapter's title and its lines; there is at least one."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """All that is said in an episode, in order.

    `sentence_pause` is the silence between the sentences of a line; `chime` how long a chime
    before every chapter but the first is heard, 0 where there is none.
    """

    title: str
    language: str
    chapters: tuple[ScriptChapter, ...]
    sentence_pause: Milliseconds = SENTENCE_PAUSE
    chime: Milliseconds = NO_CHIME

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all chapters."""
        return tuple(line for chapter in self.chapters for line in chapter.lines)


def write_script(
    plan: EpisodePlan,
    cast: Cast,
    book: Phrasebook,
    *,
    announce: Announce = Announce.NEEDED,
    directions: bool = False,
    speed: Speed = USUAL,
    chime: Milliseconds = NO_CHIME,
    say: Say | None = None,
) -> Script:
    """Return the script of `plan`, read by `cast`; with `directions`, the narrator also says what
    happens ("Applaudissements"). `speed` is how fast the voices of `cast` speak, for the pauses to
    follow; `chime` how long a chime before chapters is, 0 for none. `say` tells what is said of
    a text, by default what the rules and lexicons of the language do."""
    pauses = Pauses().at(speed)
    say = say or partial(words_to_say, language=plan.debate.language)
    announced = announcements(plan, announce)
    headings: dict[tuple[int, int], list[str]] = {}
    for heading in plan.debate.headings:
        headings.setdefault((heading.turn, heading.paragraph), []).append(heading.text)
    happening: dict[tuple[int, int], list[Direction]] = {}
    for direction in plan.debate.directions if directions else ():
        happening.setdefault((direction.turn, direction.paragraph), []).append(direction)
    voices = {part.speaker: part.voice for part in cast.parts}
    context = _Context(cast.narrator, voices, book, announced, headings, happening, pauses, say)
    middle = [
        ScriptChapter(chapter.title, _exchange(number, chapter, context))
        for number, chapter in enumerate(plan.exchanges)
    ]
    lengths = [
        _around(chime) + sum(estimated_length(line, pauses.sentence) for line in chapter.lines)
        for chapter in middle
    ]
    facts = facts_of(plan, Milliseconds(sum(lengths)))
    marks = landmarks([chapter.title for chapter in middle], lengths)
    every = len(marks) == len(middle)
    opening = _opening(book.opening(facts), marks, context, all_of_them=every)
    closing = _narration(book.closing(facts), context)
    chapters = []
    exchanges = iter(middle)
    for chapter in plan.chapters:
        if chapter.kind is ChapterKind.EXCHANGE:
            chapters.append(next(exchanges))
        else:
            lines = opening if chapter.kind is ChapterKind.OPENING else closing
            chapters.append(ScriptChapter(chapter.title, lines))
    return Script(plan.title, plan.debate.language, tuple(chapters), pauses.sentence, chime)


@dataclass(frozen=True, slots=True)
class _Context:
    """What every line of an episode is made with."""

    narrator: Voice
    voices: dict[str, Voice]
    book: Phrasebook
    announced: dict[PartPlace, Participant]
    headings: dict[tuple[int, int], list[str]]
    happening: dict[tuple[int, int], list[Direction]]
    pauses: Pauses
    say: Say

    def narrated(self, text: str, pause: Milliseconds) -> Line:
        """Return a line of the narrator's."""
        return Line(text, self.say(text), self.narrator, LineKind.NARRATION, pause)


def _opening(
    paragraphs: tuple[str, ...],
    marks: tuple[Landmark, ...],
    context: _Context,
    *,
    all_of_them: bool,
) -> tuple[Line, ...]:
    """Return what opens an episode; where there is something to find in it, also when: the opening
    takes its time, too, so that one is written to know the other."""
    if not marks:
        return _narration(paragraphs, context)
    lines: tuple[Line, ...] = ()
    for _ in range(2):
        before = sum(estimated_length(line, context.pauses.sentence) for line in lines)
        moved = tuple(replace(m, start=Milliseconds(m.start + before)) for m in marks)
        overview = context.book.overview(moved, all_of_them=all_of_them)
        lines = _narration((*paragraphs, overview), context)
    return lines


def _around(chime: Milliseconds) -> int:
    """ms that a chapter adds: half a second on average, to start on a whole one, and a chime."""
    return 500 + (chime + AFTER_CHIME if chime else 0)


# Seconds at 170 words a minute, measured over an hour of French and one of English with eSpeak NG:
# a letter or a space, a digit (said as a word), the rest after a sentence.
_LETTER = {"fr": 0.045, "en": 0.0535}
_DIGIT, _SENTENCE = 0.22, 0.24
_ENDS = re.compile(r"[.!?…:;](?=\s|$)")


def estimated_length(line: Line, sentence_pause: Milliseconds = SENTENCE_PAUSE) -> Milliseconds:
    """Return about how long `line` lasts with the silence before it, before anyone has said it;
    silence between its sentences scales with `sentence_pause`."""
    words = line.said.words
    digits = sum(character.isdigit() for character in words)
    letter = _LETTER.get(line.voice.language, 0.05)
    spoken = (letter * (len(words) - digits) + _DIGIT * digits) * 170 / line.voice.rate
    rests = _SENTENCE * len(_ENDS.findall(words)) * sentence_pause / SENTENCE_PAUSE
    return Milliseconds(line.pause + round(1000 * (spoken + rests)))


def estimated_total(script: Script) -> Milliseconds:
    """Return about how long the whole script lasts."""
    return Milliseconds(sum(estimated_chapters(script)))


def estimated_chapters(script: Script) -> tuple[Milliseconds, ...]:
    """Return about how long each chapter of it lasts."""
    around, pause = _around(script.chime), script.sentence_pause
    return tuple(
        Milliseconds(around + sum(estimated_length(line, pause) for line in chapter.lines))
        for chapter in script.chapters
    )


def _exchange(number: int, chapter: ChapterPlan, context: _Context) -> tuple[Line, ...]:
    lines: list[Line] = []
    before: Turn | None = None
    for place, part in enumerate(chapter.parts):
        turn, pauses = part.turn, context.pauses
        if not part.recalled:
            for heading in context.headings.get((turn.index, turn.first_paragraph), ()):
                line = context.narrated(heading, pauses.turn if lines else pauses.chapter)
                lines += [line] if line.said else []
        pause = pauses.turn if lines else pauses.chapter
        if lines and before and goes_on(before, turn):
            pause = pauses.paragraph
        said = _speech(turn, context, recalled=part.recalled)
        # Somebody who says nothing ("…") is named all the same: that is what happened.
        participant = context.announced.get((number, place))
        if participant is None and not any(line.kind is LineKind.SPEECH for line in said):
            participant = Participant(turn.speaker)
        if participant is not None:
            line = context.narrated(context.book.announce(participant), pause)
            if not line.said:  # a name of signs alone, which no voice could say
                line = context.narrated(
                    context.book.announce(Participant(context.book.somebody)), pause
                )
            lines.append(line)
            pause = pauses.after_announcement
        lines += [replace(line, pause=pause) for line in said[:1]] + said[1:]
        before = turn
    return tuple(lines)


def _speech(turn: Turn, context: _Context, *, recalled: bool) -> list[Line]:
    lines = []
    voice, pauses = context.voices[turn.speaker], context.pauses
    pause = pauses.turn
    for number, paragraph in enumerate(turn.paragraphs, start=turn.first_paragraph):
        happening = [] if recalled else context.happening.get((turn.index, number), [])
        for spoken, text in _pieces(paragraph.text, happening):
            for part in in_lines(text, LONGEST_LINE):
                said = context.say(part, speaker=turn.speaker) if spoken else context.say(part)
                if not said:
                    continue  # dots or dashes alone: nothing that a voice could say
                if spoken:
                    place = (turn.index, number, paragraph.line, recalled)
                    lines.append(Line(part, said, voice, LineKind.SPEECH, pause, *place))
                else:
                    lines.append(context.narrated(part, pause))
                pause = pauses.within_paragraph if spoken else pauses.after_announcement
        pause = pauses.paragraph
    return lines


def _pieces(text: str, directions: list[Direction]) -> list[tuple[bool, str]]:
    """Return a paragraph cut where something happens: what is said (true), what happens (false)."""
    pieces: list[tuple[bool, str]] = []
    start = 0
    for direction in directions:
        pieces.append((True, text[start : direction.offset].strip()))
        pieces.append((False, f"{direction.text.rstrip(' .')}."))
        start = direction.offset
    pieces.append((True, text[start:].strip()))
    return [(said, piece) for said, piece in pieces if piece]


def _narration(paragraphs: tuple[str, ...], context: _Context) -> tuple[Line, ...]:
    lines = []
    for number, paragraph in enumerate(paragraphs):
        pause = context.pauses.paragraph if number else context.pauses.chapter
        for text in in_lines(paragraph, LONGEST_LINE):
            line = context.narrated(text, pause)
            if line.said:  # a title may be signs alone
                lines.append(line)
                pause = context.pauses.within_paragraph
    return tuple(lines)
