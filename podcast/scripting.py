"""From the plan of an episode and its cast to the script: every line to say, in order.

This is where an episode gets its form: what the narrator says and when, who is announced, how
long one waits. The words themselves come from `narration` and from the debate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from podcast.casting import Cast
from podcast.model import Debate, Direction, Turn
from podcast.narration import Participant, Phrasebook, Programme
from podcast.pace import USUAL, Speed, pause_at
from podcast.planning import ChapterKind, ChapterPlan, EpisodePlan
from podcast.sentences import LONGEST_LINE, in_lines
from podcast.timecode import Milliseconds
from podcast.voice import Voice
from podcast.wording import Lexicon, SpokenText, words_to_say
from podcast.wording.lexicon import EMPTY

Say = Callable[..., SpokenText]
"""`words_to_say` for this debate: takes a text, and `speaker` where somebody says it."""


class Announce(Enum):
    """When the narrator says who speaks."""

    NEEDED = "needed"
    ALWAYS = "always"
    FIRST = "first"
    NEVER = "never"


class LineKind(Enum):
    """Whose words a line holds: the narrator's, or those of the transcript."""

    NARRATION = "narration"
    SPEECH = "speech"


SENTENCE_PAUSE = Milliseconds(330)
"""What eSpeak NG leaves between sentences at 168 words a minute; at 350 it leaves nothing."""


NO_CHIME = Milliseconds(0)

CHIME = Milliseconds(850)
"""How long the chime is heard that may come before a chapter."""

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
        """The pauses of an episode that is spoken at `speed`."""
        return Pauses(
            chapter=pause_at(self.chapter, speed),
            turn=pause_at(self.turn, speed),
            after_announcement=pause_at(self.after_announcement, speed),
            paragraph=pause_at(self.paragraph, speed),
            within_paragraph=pause_at(self.within_paragraph, speed),
            sentence=pause_at(self.sentence, speed),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say in one voice.

    `text` is what is written, `said` what is said of it, sentence by sentence. `turn` and
    `paragraph` (1-based) and `source_line` tell where speech comes from; all None for narration.
    `pause` is the silence before it, at the least.
    """

    text: str
    said: SpokenText
    voice: Voice
    kind: LineKind
    pause: Milliseconds
    turn: int | None = None
    paragraph: int | None = None
    source_line: int | None = None


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
    pauses: Pauses | None = None,
    speed: Speed = USUAL,
    chime: Milliseconds = NO_CHIME,
    lexicon: Lexicon = EMPTY,
) -> Script:
    """The script of `plan`, read by `cast`; with `directions`, the narrator also says what happens
    ("Applaudissements"). `speed` is how fast the voices of `cast` speak, for the pauses to follow;
    `chime` how long a chime before chapters is, 0 for none.
    `lexicon` is the debate's own, on how its words are said."""
    pauses = (pauses or Pauses()).at(speed)
    say = partial(words_to_say, language=plan.debate.language, lexicon=lexicon)
    announced = _announcements(plan, announce)
    headings: dict[tuple[int, int], list[str]] = {}
    for heading in plan.debate.headings:
        headings.setdefault((heading.turn, heading.paragraph), []).append(heading.text)
    happening: dict[tuple[int, int], list[Direction]] = {}
    for direction in plan.debate.directions if directions else ():
        happening.setdefault((direction.turn, direction.paragraph), []).append(direction)
    middle = [
        ScriptChapter(
            chapter.title,
            _exchange(
                chapter, plan.debate, cast, book, announced, headings, happening, pauses, say
            ),
        )
        for chapter in plan.exchanges
    ]
    length = Milliseconds(
        sum(estimated_length(line, pauses.sentence) for chapter in middle for line in chapter.lines)
        + _around(chime) * len(middle)
    )
    programme = _programme(plan, length)
    chapters = []
    exchanges = iter(middle)
    for chapter in plan.chapters:
        if chapter.kind is ChapterKind.EXCHANGE:
            chapters.append(next(exchanges))
            continue
        opening = chapter.kind is ChapterKind.OPENING
        paragraphs = book.opening(programme) if opening else book.closing(programme)
        lines = _narration(paragraphs, cast.narrator, say, pauses)
        chapters.append(ScriptChapter(chapter.title, lines))
    return Script(plan.title, plan.debate.language, tuple(chapters), pauses.sentence, chime)


def _around(chime: Milliseconds) -> int:
    """ms that a chapter adds: half a second on average, to start on a whole one, and a chime."""
    return 500 + (chime + AFTER_CHIME if chime else 0)


# Seconds at 170 words a minute, measured over an hour of French and one of English with eSpeak NG:
# a letter or a space, a digit (said as a word), the rest after a sentence.
_LETTER = {"fr": 0.045, "en": 0.0535}
_DIGIT, _SENTENCE = 0.22, 0.24
_ENDS = re.compile(r"[.!?…:;](?=\s|$)")


def estimated_length(line: Line, sentence_pause: Milliseconds = SENTENCE_PAUSE) -> Milliseconds:
    """About how long `line` lasts with the silence before it, before anyone has said it; silence
    between its sentences scales with `sentence_pause`."""
    words = line.said.words
    digits = sum(character.isdigit() for character in words)
    letter = _LETTER.get(line.voice.language, 0.05)
    spoken = (letter * (len(words) - digits) + _DIGIT * digits) * 170 / line.voice.rate
    rests = _SENTENCE * len(_ENDS.findall(words)) * sentence_pause / SENTENCE_PAUSE
    return Milliseconds(line.pause + round(1000 * (spoken + rests)))


def estimated_total(script: Script) -> Milliseconds:
    """About how long the whole script lasts."""
    spoken = sum(estimated_length(line, script.sentence_pause) for line in script.lines)
    return Milliseconds(spoken + _around(script.chime) * len(script.chapters))


def _announcements(plan: EpisodePlan, announce: Announce) -> dict[int, Participant]:
    """Who is announced before which turn (by its index), and how.

    The first time with the role, later by name. "Needed" leaves out who merely goes on with the
    exchange under way: with two voices in turn, the ear knows both.
    """
    if announce is Announce.NEVER:
        return {}
    heard: set[str] = set()
    recent: list[str] = []
    result = {}
    for turn in (turn for chapter in plan.exchanges for turn in chapter.turns):
        speaker = plan.debate.speaker(turn.speaker)
        if turn.speaker not in heard:
            result[turn.index] = Participant(speaker.name, speaker.role)
        elif announce is Announce.ALWAYS or (
            announce is Announce.NEEDED and turn.speaker not in recent
        ):
            result[turn.index] = Participant(speaker.name)
        heard.add(turn.speaker)
        recent = [*recent, turn.speaker][-2:]
    return result


def _exchange(
    chapter: ChapterPlan,
    debate: Debate,
    cast: Cast,
    book: Phrasebook,
    announced: dict[int, Participant],
    headings: dict[tuple[int, int], list[str]],
    happening: dict[tuple[int, int], list[Direction]],
    pauses: Pauses,
    say: Say,
) -> tuple[Line, ...]:
    lines: list[Line] = []
    for turn in chapter.turns:
        for heading in headings.get((turn.index, turn.first_paragraph), ()):
            said_heading = say(heading)
            pause = pauses.turn if lines else pauses.chapter
            if said_heading:
                lines.append(Line(heading, said_heading, cast.narrator, LineKind.NARRATION, pause))
        pause = pauses.turn if lines else pauses.chapter
        said = _speech(turn, cast, say, happening, pauses)
        # Somebody who says nothing ("…") is named all the same: that is what happened.
        participant = announced.get(turn.index) if turn.first_paragraph == 1 else None
        if participant is None and not any(line.kind is LineKind.SPEECH for line in said):
            participant = Participant(turn.speaker)
        if participant is not None:
            text = book.announce(participant)
            lines.append(Line(text, say(text), cast.narrator, LineKind.NARRATION, pause))
            pause = pauses.after_announcement
        lines += [replace(line, pause=pause) for line in said[:1]] + said[1:]
    return tuple(lines)


def _speech(
    turn: Turn,
    cast: Cast,
    say: Say,
    happening: dict[tuple[int, int], list[Direction]],
    pauses: Pauses,
) -> list[Line]:
    lines = []
    voice = cast.voice_of(turn.speaker)
    pause = pauses.turn
    for number, paragraph in enumerate(turn.paragraphs, start=turn.first_paragraph):
        for spoken, text in _pieces(paragraph.text, happening.get((turn.index, number), [])):
            for part in in_lines(text, LONGEST_LINE):
                said = say(part, speaker=turn.speaker) if spoken else say(part)
                if not said:
                    continue  # dots or dashes alone: nothing that a voice could say
                if spoken:
                    place = (turn.index, number, paragraph.line)
                    lines.append(Line(part, said, voice, LineKind.SPEECH, pause, *place))
                else:
                    narrator = cast.narrator
                    lines.append(Line(part, said, narrator, LineKind.NARRATION, pause))
                pause = pauses.within_paragraph if spoken else pauses.after_announcement
        pause = pauses.paragraph
    return lines


def _pieces(text: str, directions: list[Direction]) -> list[tuple[bool, str]]:
    """A paragraph cut where something happens: what is said (true), what happens (false)."""
    pieces: list[tuple[bool, str]] = []
    start = 0
    for direction in directions:
        pieces.append((True, text[start : direction.offset].strip()))
        pieces.append((False, f"{direction.text.rstrip(' .')}."))
        start = direction.offset
    pieces.append((True, text[start:].strip()))
    return [(said, piece) for said, piece in pieces if piece]


def _narration(
    paragraphs: tuple[str, ...], narrator: Voice, say: Say, pauses: Pauses
) -> tuple[Line, ...]:
    lines = []
    for number, paragraph in enumerate(paragraphs):
        pause = pauses.paragraph if number else pauses.chapter
        for text in in_lines(paragraph, LONGEST_LINE):
            lines.append(Line(text, say(text), narrator, LineKind.NARRATION, pause))
            pause = pauses.within_paragraph
    return tuple(lines)


def _programme(plan: EpisodePlan, length: Milliseconds) -> Programme:
    debate = plan.debate
    speaking = {turn.speaker for chapter in plan.exchanges for turn in chapter.turns}
    heard = [speaker for speaker in debate.speakers if speaker.name in speaking]

    def people(*, moderator: bool, declared: bool) -> tuple[Participant, ...]:
        return tuple(
            Participant(speaker.name, speaker.role)
            for speaker in heard
            if speaker.moderator is moderator
            and (moderator or (speaker.declared is not None) is declared)
        )

    return Programme(
        title=plan.title,
        event=debate.subtitle,
        date=debate.date_text,
        moderators=people(moderator=True, declared=True),
        guests=people(moderator=False, declared=True),
        others=people(moderator=False, declared=False),
        length=length,
        turns=plan.turns,
        chapters=len(plan.exchanges),
    )
