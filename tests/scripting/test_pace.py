from dataclasses import replace

import pytest

from podcast.audio.background import CHIME
from podcast.casting.cast import make_cast
from podcast.casting.palette import Palette
from podcast.narration import phrasebook
from podcast.planning import plan_whole
from podcast.scripting.script import (
    SLOWEST_RATE,
    USUAL,
    Pauses,
    Script,
    ScriptWriter,
    Speed,
    at_speed,
    estimated_total,
    pause_at,
)
from podcast.timecode import Milliseconds
from tests.conftest import debate_of

DEBATE = debate_of(*((name, "Une phrase. Et une autre, après elle. " * 9) for name in "ABABAB"))


def script(tones: Palette, speed: float, chime: int = 0) -> Script:
    book = phrasebook("fr")
    plan = plan_whole(DEBATE, book)
    cast = at_speed(make_cast(DEBATE, tones.narrator, tones.voices), Speed(speed))
    return ScriptWriter(cast, book, speed=Speed(speed), chime=Milliseconds(chime)).write(plan)


def test_speech_in_proportion_pauses_by_the_square_root(tones: Palette) -> None:
    usual, fast = script(tones, 1.0), script(tones, 2.25)
    for before, after in zip(usual.lines[5:-1], fast.lines[5:-1], strict=True):
        assert after.voice.rate == round(before.voice.rate * 2.25)
        assert after.pause == pytest.approx(before.pause / 1.5, abs=1)
    assert fast.sentence_pause == Milliseconds(300)


def test_slow_speech_has_no_dead_air() -> None:
    assert Pauses().at(Speed(0.5)).chapter == 875
    assert pause_at(Milliseconds(700), USUAL) == 700


def test_no_voice_is_slower_than_the_engine(tones: Palette) -> None:
    slow = replace(tones, narrator=replace(tones.narrator, rate=120))
    cast = at_speed(make_cast(DEBATE, slow.narrator, slow.voices), Speed(0.5))
    assert cast.narrator.rate == SLOWEST_RATE


def test_the_estimate_and_the_announced_length_follow(tones: Palette) -> None:
    usual, fast = script(tones, 1.0), script(tones, 2.0)
    assert 0.5 < estimated_total(fast) / estimated_total(usual) < 0.6
    chimes = estimated_total(script(tones, 1.0, CHIME)) - estimated_total(usual)
    # The opening says how long all is, and so may be a word longer.
    assert abs(chimes - len(usual.chapters) * (CHIME + 200)) < 1_000
    said = [script(tones, speed).chapters[0].lines[-1].text for speed in (0.5, 3.0)]
    assert said[0] != said[1]
