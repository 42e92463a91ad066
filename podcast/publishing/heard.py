"""What is heard, sentence by sentence, as every written form of an episode shows it.

A transcript belongs to others: what stands in it is cleaned here of what no reader sees and a
program may obey (control characters, overrides of the writing direction), and no line may break
before a French colon or question mark. Each format then escapes what it must itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from podcast.model import Debate
from podcast.rendering.timeline import Timeline
from podcast.scripting.script import LineKind, Script
from podcast.timecode import Milliseconds, to_milliseconds


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of the episode: heard from `start` to `end`, said by `speaker` (the narrator's
    name for narration), written as `text`; `line` counts the script's lines from 0, `offset` is
    where in the line's text it starts."""

    speaker: str
    text: str
    start: Milliseconds
    end: Milliseconds
    line: int
    offset: int


def heard_sentences(
    script: Script, timeline: Timeline, debate: Debate, narrator: str
) -> tuple[Heard, ...]:
    """Return all sentences in order; those of which nothing can be shown are left out."""
    speakers = {turn.index: turn.speaker for turn in debate.turns}
    found = []
    for line, placed in zip(script.lines, timeline.lines, strict=True):
        speech = line.kind is LineKind.SPEECH and line.turn is not None
        name = shown(speakers[line.turn] if speech and line.turn else narrator)
        for sentence in placed.sentences:
            text = shown(line.text[sentence.text_start : sentence.text_end])
            start = to_milliseconds(sentence.start, timeline.rate)
            end = to_milliseconds(sentence.end, timeline.rate)
            if text:
                # A cue must not end where it starts (WebVTT, 4.1).
                end = max(end, Milliseconds(start + 1))
                found.append(Heard(name, text, start, end, placed.line, sentence.text_start))
    return tuple(found)


# Embeddings, overrides and isolates: unclosed, they turn round all that follows. The marks that
# only give a direction (U+200E, U+200F) stay. Non-characters are for nobody's eyes (Unicode, 23.7).
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(" {2,}")
# French writes a space before these signs and inside these quotes, at which no line may break.
# Other languages write none there: what is one in them (" :)") loses nothing. U+00A0 and not the
# narrower U+202F, which Braille tables and fonts of players may lack.
_BEFORE_SIGN = re.compile("[ \u2000-\u200a](?=[:;?!»])|(?<=«)[ \u2000-\u200a]")


def shown(text: str) -> str:
    """`text` on one line, as readers see it: without what steers a program, with no-break spaces
    where French wants them. No character moves but where spaces follow each other."""
    return cleaned(text).strip()


def cleaned(text: str) -> str:
    """As `shown`, of a part of a line: it may begin and end with a space."""
    harmless = _LONE.sub("\ufffd", _CONTROLS.sub(" ", _STEERING.sub("", text)))
    return _BEFORE_SIGN.sub("\N{NO-BREAK SPACE}", _SPACES.sub(" ", harmless))


def plain(text: str) -> str:
    """As `shown`, with plain spaces: for tags, which players cut at their own places, and for what
    is compared, whatever the spaces in it."""
    return " ".join(shown(text).split())
