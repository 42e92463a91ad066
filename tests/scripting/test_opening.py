from hypothesis import given
from hypothesis import strategies as st

from podcast.narration import Landmark, phrasebook
from podcast.scripting.opening import MOST_LANDMARKS, landmarks
from podcast.timecode import Milliseconds

MINUTE = 60_000


def test_a_short_episode_has_no_overview() -> None:
    assert landmarks(["Un"] * 5, [MINUTE] * 5) == ()
    assert landmarks(["Un"] * 9, [MINUTE] * 9) == ()  # many chapters, and yet short


def test_few_chapters_are_all_told() -> None:
    assert [mark.title for mark in landmarks(["Un", "Deux"], [5 * MINUTE, 20 * MINUTE])] == [
        "Un", "Deux",
    ]  # fmt: skip


@given(st.lists(st.integers(1, 9 * MINUTE), min_size=1, max_size=255))
def test_landmarks_are_few_in_order_and_where_they_are(lengths: list[int]) -> None:
    titles = [str(number) for number in range(len(lengths))]
    marks = landmarks(titles, lengths)
    assert len(marks) <= MOST_LANDMARKS
    numbers = [int(mark.title) for mark in marks]
    assert numbers == sorted(set(numbers))
    assert all(mark.start == sum(lengths[:n]) for mark, n in zip(marks, numbers, strict=True))


def test_times_are_told_apart() -> None:
    marks = tuple(
        Landmark(title, Milliseconds(start))
        for title, start in (("Un.", 0), ("Deux", 29 * MINUTE), ("Trois", 31 * MINUTE))
    )
    assert phrasebook("fr").overview(marks, all_of_them=False) == (
        "Quelques repères. Pour commencer, Un. À 30 minutes, Deux. À 31 minutes, Trois."
    )
    hours = (Landmark("Last", Milliseconds(125 * MINUTE)),)
    told = phrasebook("en").overview(hours, all_of_them=True)
    assert told == "In this episode. At 2 hours and 5 minutes, Last."
