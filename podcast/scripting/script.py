"""From the plan of an episode and its cast to the script: every line to say, in order.

This is where an episode gets its form: what the narrator says and when, who is announced, how
long one waits. The words themselves come from `narration` and from the debate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from enum import Enum
from functools import partial
from itertools import accumulate
from typing import NewType

from podcast.casting.cast import Cast
from podcast.language.sentences import LONGEST_LINE, in_lines
from podcast.model import Debate, Direction, Heading, Turn
from podcast.narration import Participant, Phrasebook
from podcast.planning import ChapterKind, ChapterPart, ChapterPlan, EpisodePlan
from podcast.scripting.announcing import Announce, announcements, goes_on
from podcast.scripting.opening import LONGEST, SHORTEST, OpeningWish, facts_of, paragraphs
from podcast.timecode import Milliseconds
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken_words import words_to_say

# --- how fast: speech in proportion, pauses less -------------------------------------------------

# Blind listeners often listen at twice or three times the usual speed. Speech is made faster by the
# engine itself, which keeps the pitch and cuts vowels before consonants, as people do; pauses only
# by the square root, because they mark where sentences, turns and chapters begin, and at three
# times the speed a third of a pause marks nothing any more.

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


# --- what is said --------------------------------------------------------------------------------


Say = Callable[..., SpokenText]
"""`words_to_say` for this debate: takes a text, and `speaker` where somebody says it."""


class LineKind(Enum):
    """Whose words a line holds: the narrator's, or those of the transcript."""

    NARRATION = "narration"
    SPEECH = "speech"


SENTENCE_PAUSE = Milliseconds(450)
"""What is left between sentences by default (docs/audio.md)."""


NO_CHIME = Milliseconds(0)

AFTER_CHIME = Milliseconds(200)
"""From the end of a chime, which dies away, to the word after it."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """How long one hears nothing before a line; `sentence`, before each sentence inside one."""

    chapter: Milliseconds = Milliseconds(700)
    turn: Milliseconds = Milliseconds(700)
    after_announcement: Milliseconds = Milliseconds(350)
    paragraph: Milliseconds = Milliseconds(600)
    within_paragraph: Milliseconds = SENTENCE_PAUSE
    sentence: Milliseconds = SENTENCE_PAUSE

    def at(self, speed: Speed) -> Pauses:
        """Return the pauses of an episode that is spoken at `speed`."""
        return Pauses(*(pause_at(pause, speed) for pause in astuple(self)))


def _pauses(*milliseconds: int) -> Pauses:
    return Pauses(*map(Milliseconds, milliseconds))


PAUSES = {
    "tight": _pauses(700, 700, 350, 450, 330, 330),
    "usual": Pauses(),
    "calm": _pauses(900, 900, 450, 800, 600, 600),
}
"""What `--pauses` lets one choose from."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say in one voice.

    `text` is what is written, `said` what is said of it, sentence by sentence. `turn` and
    `paragraph` (1-based) and `source_line` say where speech comes from; all None for narration, but
    for the line of a heading, or of an introduction, that is read.
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
    before every chapter but the first is heard, 0 where there is none. Where it `opens`, the first
    chapter is the narrator's, who says there what comes when.
    """

    title: str
    language: str
    chapters: tuple[ScriptChapter, ...]
    sentence_pause: Milliseconds = SENTENCE_PAUSE
    chime: Milliseconds = NO_CHIME
    opens: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all chapters."""
        return tuple(line for chapter in self.chapters for line in chapter.lines)


@dataclass(frozen=True)
class ScriptWriter:
    """Writes scripts that `cast` reads; with `directions`, the narrator also says what happens
    ("Applaudissements").

    `speed` is how fast the voices of `cast` speak, for the `pauses` to follow; `chime` how long a
    chime before chapters is, 0 for none. `say` gives what is said of a text, by default what the
    rules and lexicons of the narrator's language do.
    """

    cast: Cast
    book: Phrasebook
    announce: Announce = Announce.NEEDED
    directions: bool = False
    speed: Speed = USUAL
    chime: Milliseconds = NO_CHIME
    pauses: Pauses = Pauses()
    opening: OpeningWish = OpeningWish()
    say: Say | None = None

    def planned(self, plan: EpisodePlan) -> EpisodePlan:
        """Return `plan` without an opening, and what its author says first, where nobody wants
        them."""
        if not self.opening.is_empty:
            return plan
        chapters = (
            one for one in plan.chapters if one.kind is not ChapterKind.OPENING and not one.told
        )
        return replace(plan, chapters=tuple(chapters))

    def word_ahead(self, debate: Debate) -> None:
        """Find what is said of every paragraph, for a `say` that remembers it."""
        context = self._context(debate)
        for turn in debate.turns:
            _speech(turn, context, recalled=False)

    def write(self, plan: EpisodePlan) -> Script:
        """Return the script of `plan`; the times that its opening says are estimates."""
        context = self._context(plan.debate)
        middle = _exchanges(plan, context)
        pauses = context.pauses
        facts = facts_of(plan, Milliseconds(0), self.book)
        closing = _narration((*self.book.closing(facts), self.opening.goodbye or ""), context)
        ends = [ScriptChapter(plan.chapters[-1].title, closing)]
        script = Script(
            plan.title, plan.debate.language, (*middle, *ends), pauses.sentence, self.chime
        )
        if plan.chapters[0].kind is not ChapterKind.OPENING:
            return script
        lengths = estimated_chapters(script)
        first = Milliseconds(0)
        for _ in range(2):
            starts = [Milliseconds(start) for start in accumulate((first, *lengths))]
            _, lines = self.opened(plan, starts[:-2], starts[-1])
            opening = ScriptChapter(plan.chapters[0].title, lines)
            whole = replace(script, chapters=(opening, *script.chapters), opens=True)
            first = estimated_chapters(whole)[0]
        return whole

    def opened(
        self,
        plan: EpisodePlan,
        starts: Sequence[Milliseconds],
        length: Milliseconds,
        least: int = 0,
    ) -> tuple[int, tuple[Line, ...]]:
        """Return the lines of an opening that says when the exchanges of `plan` start and how long
        all is; the fullest of those from the level `least` on that seem short enough, and its
        level."""
        context = self._context(plan.debate)
        welcome = self._welcome(context)
        for level in range(least, SHORTEST + 1):
            texts = paragraphs(plan, self.book, self.opening, starts, length, level)
            lines = _narration(texts, context)
            lasts = sum(estimated_length(line, context.pauses.sentence) for line in lines)
            if lasts <= self.longest_opening:
                break
        if welcome and lines:
            lines = (replace(lines[0], pause=context.pauses.paragraph), *lines[1:])
        return level, (*welcome, *lines)

    def welcome_lines(self, plan: EpisodePlan) -> int:
        """Return how many lines of an opening are the series' own words."""
        return len(self._welcome(self._context(plan.debate)))

    def _welcome(self, context: _Context) -> tuple[Line, ...]:
        return _narration((self.opening.welcome or "",), context)

    @property
    def longest_opening(self) -> Milliseconds:
        """What an opening may last, without the series' own words."""
        return Milliseconds(round(LONGEST / min(self.speed, USUAL)))

    def _context(self, debate: Debate) -> _Context:
        headings: dict[tuple[int, int], list[Heading]] = {}
        for heading in debate.headings:
            headings.setdefault((heading.turn, heading.paragraph), []).append(heading)
        happening: dict[tuple[int, int], list[Direction]] = {}
        for direction in debate.directions if self.directions else ():
            happening.setdefault((direction.turn, direction.paragraph), []).append(direction)
        return _Context(
            self.cast.narrator,
            {part.speaker: part.voice for part in self.cast.parts},
            self.book,
            self.announce,
            headings,
            happening,
            self.pauses.at(self.speed),
            self.say or partial(words_to_say, language=debate.language),
        )


@dataclass(frozen=True, slots=True)
class _Context:
    """What every line of an episode is made with."""

    narrator: Voice
    voices: dict[str, Voice]
    book: Phrasebook
    announce: Announce
    headings: dict[tuple[int, int], list[Heading]]
    happening: dict[tuple[int, int], list[Direction]]
    pauses: Pauses
    say: Say

    def narrated(self, text: str, pause: Milliseconds) -> Line:
        """Return a line of the narrator's."""
        return Line(text, self.say(text), self.narrator, LineKind.NARRATION, pause)


def _around(chime: Milliseconds) -> int:
    """ms that a chapter adds: half a second on average, to start on a whole one, and a chime."""
    return 500 + (chime + AFTER_CHIME if chime else 0)


# Seconds at 170 words a minute, measured over an hour of French and one of English with eSpeak NG:
# a letter or a space, a digit (said as a word), the rest after a sentence.
_LETTER = {"fr": 0.045, "en": 0.0535}
_DIGIT, _SENTENCE = 0.22, 0.24
_MEASURED_PAUSE = 330  # ms between sentences, with which these were measured
_ENDS = re.compile(r"[.!?…:;](?=\s|$)")


def estimated_length(line: Line, sentence_pause: Milliseconds = SENTENCE_PAUSE) -> Milliseconds:
    """Return about how long `line` lasts with the silence before it, before anyone has said it;
    silence between its sentences scales with `sentence_pause`."""
    words = line.said.words
    digits = sum(map(str.isdigit, words))
    letter = _LETTER.get(line.voice.language, 0.05)
    spoken = (letter * (len(words) - digits) + _DIGIT * digits) * 170 / line.voice.rate
    rests = _SENTENCE * len(_ENDS.findall(words)) * sentence_pause / _MEASURED_PAUSE
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


def _exchanges(plan: EpisodePlan, context: _Context) -> list[ScriptChapter]:
    said = {
        (number, place): _speech(part.turn, context, recalled=part.recalled)
        for number, chapter in enumerate(plan.exchanges)
        for place, part in enumerate(chapter.parts)
    }
    wordless = frozenset(
        place
        for place, lines in said.items()
        if not any(line.kind is LineKind.SPEECH for line in lines)
    )
    announced = announcements(plan, context.announce, wordless)
    made = []
    for number, chapter in enumerate(plan.exchanges):
        lines = _told(chapter, context)
        before: Turn | None = None
        for place, part in enumerate(chapter.parts):
            here = number, place
            name = part.turn.speaker
            speaker = announced.get(here)
            words = context.book.announce(speaker) if speaker else ""
            if here in wordless and (context.announce is not Announce.NEVER or not lines):
                words = context.book.without_words(name)
            lines += _part(part, before, words, said[here], context, first=not lines)
            before = part.turn
        made.append(ScriptChapter(chapter.title, tuple(lines)))
    return made


def _told(chapter: ChapterPlan, context: _Context) -> list[Line]:
    """Return what the narrator reads of an introduction; its title where that is signs alone."""
    pauses, lines = context.pauses, list[Line]()
    for paragraph in chapter.told:
        pause = pauses.paragraph if lines else pauses.chapter
        for part in in_lines(paragraph.text, LONGEST_LINE):
            line = context.narrated(part, pause)
            if line.said:
                lines.append(replace(line, source_line=paragraph.line))
                pause = pauses.within_paragraph
    if chapter.told and not lines:
        lines.append(context.narrated(chapter.title, pauses.chapter))
    return lines


def _part(
    part: ChapterPart,
    before: Turn | None,
    announcement: str,
    said: list[Line],
    context: _Context,
    *,
    first: bool,
) -> list[Line]:
    """Return the lines of a part of a chapter: its headings, who speaks, what is said."""
    turn, pauses = part.turn, context.pauses
    lines: list[Line] = []
    if not part.recalled:
        for heading in context.headings.get((turn.index, turn.first_paragraph), ()):
            pause = pauses.chapter if first and not lines else pauses.turn
            line = replace(context.narrated(heading.text, pause), source_line=heading.line)
            lines += [line] if line.said else []
    pause = pauses.chapter if first and not lines else pauses.turn
    if not first and not lines and before and goes_on(before, turn):
        pause = pauses.paragraph
    if announcement:
        line = context.narrated(announcement, pause)
        if not line.said:  # a name of signs alone, which no voice could say
            somebody = Participant(context.book.somebody)
            line = context.narrated(context.book.announce(somebody), pause)
        lines.append(line)
        pause = pauses.after_announcement
    return [*lines, *(replace(line, pause=pause) for line in said[:1]), *said[1:]]


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
