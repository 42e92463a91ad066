import numpy as np
import pytest

from podcast.audio.clip import Clip
from podcast.audio.loudness import SPEECH, integrated
from podcast.audio.mixing import gain_of
from podcast.audio.take import shape
from podcast.rendering.render import SAMPLE_LENGTH, loudness_samples
from podcast.scripting.script import Line, LineKind
from podcast.timecode import Hertz, Milliseconds
from podcast.voice import Voice
from podcast.wording.spoken import verbatim
from tests.audio import prepare
from tests.conftest import tone_voice

ADA, BOB = tone_voice(1), tone_voice(2)


def line(voice: Voice, length: int, number: int = 0) -> Line:
    return Line(
        "x", verbatim(f"{number}".ljust(length, "a")), voice, LineKind.SPEECH, Milliseconds(0)
    )


def test_lines_from_all_over_tell() -> None:
    lines = [line(ADA, 100, number) for number in range(40)] + [line(BOB, 1_200), line(BOB, 5)]
    found = loudness_samples(lines)
    assert list(found) == [ADA, BOB]
    ada, bob = found.values()
    assert len(ada) == 7
    assert ada[0] < 10
    assert ada[-1] > 20
    assert 40 in bob
    assert SAMPLE_LENGTH >= 600


def test_another_line_changes_little_of_what_is_tried() -> None:
    lines = [line(ADA, 100, number) for number in range(40)]
    (before,) = loudness_samples(lines).values()
    (after,) = loudness_samples([line(ADA, 100, 99), *lines]).values()
    assert len({number + 1 for number in before} & set(after)) >= 6


def test_whoever_says_little_is_heard_whole() -> None:
    lines = [line(ADA, 90), line(BOB, 90), line(ADA, 200), line(BOB, 90)]
    assert list(loudness_samples(lines).values()) == [(0, 2), (1, 3)]


def test_a_voice_that_hardly_speaks_says_the_sample_sentence() -> None:
    assert list(loudness_samples([line(ADA, 12), line(BOB, 80)]).values()) == [(), (1,)]


def test_many_voices_do_not_fill_the_memory() -> None:
    lines = [line(tone_voice(number), 150) for number in range(200) for _ in range(5)]
    assert sum(map(len, loudness_samples(lines).values())) == 200


def spiky(share: float) -> Clip:
    rate = Hertz(22_050)
    chance = np.random.default_rng(3)
    signal = chance.normal(size=6 * rate) * 0.02
    signal[chance.random(6 * rate) < share] *= 4
    return Clip(np.rint(signal * 32_767).astype("<i2").tobytes(), rate)


def test_what_the_limiter_takes_off_comes_back() -> None:
    clip, ceiling = spiky(0.002), -7.0
    plain_gain = SPEECH - integrated(clip.pcm, clip.rate)
    softer = prepare(clip, plain_gain, ceiling=ceiling)
    assert integrated(softer.pcm, softer.rate) < SPEECH - 0.4
    ready = prepare(clip, gain_of([shape(clip)], ceiling), ceiling=ceiling)
    assert integrated(ready.pcm, ready.rate) == pytest.approx(SPEECH, abs=0.3)


def test_no_voice_is_pressed_flat() -> None:
    clip = spiky(0.002)
    plain_gain = SPEECH - integrated(clip.pcm, clip.rate)
    assert (
        gain_of([shape(clip)], -14.0) <= plain_gain + 2.5
    )  # resampling takes 0.3 dB off white noise
