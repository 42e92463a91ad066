from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from podcast.audio.background import CHIME
from podcast.audio.mpeg import frame_length
from podcast.rendering.timeline import LEAD
from podcast.scripting.script import Line, LineKind, Script, ScriptChapter
from podcast.timecode import Frames, Hertz, Milliseconds, clock, to_frames, to_milliseconds
from podcast.wording.spoken import verbatim
from tests.conftest import tone_voice
from tests.rendering import lay_out

RATE = Hertz(44_100)


def script_of(chapters: list[list[int]]) -> Script:
    voice = tone_voice(1)
    return Script(
        "t",
        "fr",
        tuple(
            ScriptChapter(
                f"c{number}",
                tuple(
                    Line("x", verbatim("x"), voice, LineKind.SPEECH, Milliseconds(pause))
                    for pause in pauses
                ),
            )
            for number, pauses in enumerate(chapters)
        ),
    )


_chapters = st.lists(
    st.lists(st.integers(0, 5_000), min_size=1, max_size=4), min_size=1, max_size=8
)


@given(_chapters, st.data())
def test_nothing_overlaps_and_nothing_drifts(
    chapters: list[list[int]], data: st.DataObject
) -> None:
    script = script_of(chapters)
    lengths = [Frames(data.draw(st.integers(1, 10**7))) for _ in script.lines]
    timeline = lay_out(script, lengths, RATE)
    position = 0
    for line, length, said in zip(timeline.lines, lengths, script.lines, strict=True):
        assert line.start == position + line.silence
        assert line.length == length
        if position and line.line:
            # A pause may be stretched, never cut.
            assert line.silence >= to_frames(said.pause, RATE)
        position = line.start + line.length
    assert timeline.total == position + timeline.tail
    assert timeline.chapters[-1].end == timeline.total
    assert timeline.chapters[0].start == 0


@given(_chapters, st.data())
def test_chapters_start_on_whole_seconds_just_before_their_first_word(
    chapters: list[list[int]], data: st.DataObject
) -> None:
    script = script_of(chapters)
    lengths = [Frames(data.draw(st.integers(1, 10**6))) for _ in script.lines]
    timeline = lay_out(script, lengths, RATE)
    for number, chapter in enumerate(timeline.chapters):
        assert chapter.start % RATE == 0
        first = next(line for line in timeline.lines if line.chapter == number)
        assert 0 <= first.start - chapter.start - to_frames(LEAD, RATE) < frame_length(RATE)
        assert first.start % frame_length(RATE) == 0
    for one, following in zip(timeline.chapters, timeline.chapters[1:], strict=False):
        assert one.end == following.start


@given(_chapters, st.data())
def test_a_chime_lies_between_a_chapter_s_start_and_its_first_word(
    chapters: list[list[int]], data: st.DataObject
) -> None:
    script = replace(script_of(chapters), chime=CHIME)
    lengths = [Frames(data.draw(st.integers(1, 10**6))) for _ in script.lines]
    timeline = lay_out(script, lengths, RATE)
    position = 0
    for line in timeline.lines:
        assert line.start == position + line.silence
        opens = line.line == 0 or timeline.lines[line.line - 1].chapter != line.chapter
        assert (line.chime is not None) == (opens and line.chapter > 0)
        if line.chime is not None:
            chapter = timeline.chapters[line.chapter]
            assert chapter.start % RATE == 0
            assert 0 <= line.chime - chapter.start - to_frames(LEAD, RATE) < frame_length(RATE)
            assert line.chime % frame_length(RATE) == 0
            assert line.chime >= position
            assert line.start >= line.chime + to_frames(CHIME, RATE)
        position = line.start + line.length
    assert timeline.total == position + timeline.tail


@given(st.integers(0, 10**10), st.sampled_from([8_000, 22_050, 44_100, 48_000]))
def test_milliseconds_survive_frames(duration: int, rate: int) -> None:
    frames = to_frames(Milliseconds(duration), Hertz(rate))
    assert to_milliseconds(frames, Hertz(rate)) == duration


def test_clock() -> None:
    assert clock(Milliseconds(42_999)) == "0:42"
    assert clock(Milliseconds(725_000)) == "12:05"
    assert clock(Milliseconds(3_723_000)) == "1:02:03"
