from hypothesis import given
from hypothesis import strategies as st

from podcast.rendering.orders import Sound
from podcast.rendering.progress import Work
from podcast.speaking.pool import Utterance
from podcast.timecode import Milliseconds
from podcast.wording import plain
from tests.conftest import tone_voice


def sound(number: int) -> Sound:
    said = plain("a" * (1 + 10 * number))
    return Sound(Utterance(said, tone_voice(1)), Milliseconds(300), str(number))


LINES = st.lists(st.integers(0, 6).map(sound), min_size=1, max_size=12)


@given(LINES, LINES, st.lists(st.booleans(), min_size=12, max_size=12))
def test_what_is_done_ends_at_what_there_is(
    tried: list[Sound], lines: list[Sound], cached: list[bool]
) -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)))
    work.begin([tried], lines)
    if cached[0]:
        work.found_level(tried)
    else:
        work.finished_level(tried)
    for line, found in zip(lines, cached, strict=False):
        (work.found if found else work.finished)([line])
    shares = [done / total if total else 1.0 for done, total in told]
    assert shares == sorted(shares)
    assert told[-1][0] == told[-1][1]


def test_a_line_is_spoken_once() -> None:
    told: list[tuple[int, int]] = []
    work = Work(lambda done, total: told.append((done, total)))
    one = sound(1)
    work.begin([], [one, one, one])
    work.finished([one])
    first = told[-1][0]
    work.finished([one])
    assert told[-1][0] - first < first
