from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.model import Speaker
from podcast.narration import Landmark, phrasebook
from podcast.planning import plan_whole
from podcast.reading.unlabelled import _NOBODY
from podcast.scripting.opening import (
    MOST_LANDMARKS,
    SHORTEST,
    OpeningLength,
    OpeningWish,
    facts_of,
    landmarks,
    paragraphs,
)
from podcast.timecode import Milliseconds
from tests.conftest import debate_of

MINUTE = 60_000
HOUR = Milliseconds(60 * MINUTE)
BOOK = phrasebook("fr")


def ms(*minutes: float) -> list[Milliseconds]:
    return [Milliseconds(round(minute * MINUTE)) for minute in minutes]


def test_an_episode_of_less_than_twenty_minutes_has_no_landmarks() -> None:
    starts = ms(*range(9))
    assert landmarks(["Un"] * 9, starts, Milliseconds(20 * MINUTE - 1), [True] * 9) == ()
    assert landmarks(["Un"] * 9, starts, Milliseconds(20 * MINUTE), [True] * 9)


def test_few_chapters_are_all_told() -> None:
    marks = landmarks(["Un", "Deux"], ms(0.5, 5), ms(25)[0], [False, True])
    assert [mark.title for mark in marks] == ["Un", "Deux"]


@given(st.lists(st.integers(1, 9 * MINUTE), min_size=1, max_size=255), st.integers(0, 8), st.data())
def test_landmarks_are_few_in_order_and_where_they_are(
    lengths: list[int], most: int, data: st.DataObject
) -> None:
    telling = data.draw(st.lists(st.booleans(), min_size=len(lengths), max_size=len(lengths)))
    titles = [str(number) for number in range(len(lengths))]
    starts = [Milliseconds(sum(lengths[:n])) for n in range(len(lengths))]
    marks = landmarks(titles, starts, Milliseconds(sum(lengths)), telling, most)
    assert len(marks) <= most
    numbers = [int(mark.title) for mark in marks]
    assert len(titles) <= most or all(telling[n] for n in numbers)
    assert numbers == sorted(set(numbers))
    assert all(mark.start == starts[n] for mark, n in zip(marks, numbers, strict=True))


def test_times_are_those_that_a_player_shows() -> None:
    marks = tuple(
        Landmark(title, start)
        for title, start in zip(
            ("Un.", "Deux", "Trois", "Non"), ms(0.9, 29.9, 33.05, 33.5), strict=True
        )
    )
    assert BOOK.overview(marks, all_of_them=False) == (
        "Quelques repères. Pour commencer, Un. À 29 minutes, Deux. À 33 minutes, Trois."
    )
    told = phrasebook("en").overview((Landmark("Last", ms(125.9)[0]),), all_of_them=True)
    assert told == "In this episode. At two hours and five minutes, Last."


DEBATE = replace(
    debate_of(
        *((name, "Une phrase. " * 40) for name in ("Ada Roy", "Le maire", "Un habitant", "Le Goff"))
    ),
    speakers=(
        Speaker("Ada Roy", "Journaliste, à L'Écho", "Animatrice", moderator=True),
        Speaker("Le maire"), Speaker("Un habitant"), Speaker("Le Goff"),
    ),
)  # fmt: skip


def test_each_level_says_less_and_the_shortest_is_what_short_says() -> None:
    plan = plan_whole(DEBATE, BOOK)
    starts = [Milliseconds(n * 10 * MINUTE) for n in range(len(plan.exchanges))]
    wish = OpeningWish()
    said = [
        " ".join(paragraphs(plan, BOOK, wish, starts, HOUR, level)) for level in range(SHORTEST + 1)
    ]
    assert sorted(said, key=len, reverse=True) == said
    assert "Ada Roy, journaliste." in said[0]  # the role up to its comma
    assert "On y entend aussi le maire, un habitant et Le Goff." in said[0]
    assert "On y entend trois autres personnes." in said[4]
    assert said[-1].endswith("dure environ une heure, en 6 chapitres.")
    short = OpeningWish(OpeningLength.SHORT)
    assert " ".join(paragraphs(plan, BOOK, short, starts, HOUR, 0)) == said[-1]
    assert paragraphs(plan, BOOK, OpeningWish(OpeningLength.NONE), starts, HOUR, 0) == ()
    assert MOST_LANDMARKS == 4


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("fr", "Journaliste", "On y entend Ada Roy et la personne qui pose les questions."),
        ("en", "Interviewer", "You will hear Ada Roy and the interviewer."),
    ],
)
def test_whom_nothing_names_stands_in_a_sentence_as_one_says_it(
    language: str, name: str, said: str
) -> None:
    book = phrasebook(language)
    debate = debate_of((name, "Oui ? " * 60), ("Ada Roy", "Non. " * 60), language=language)
    told = book.opening(facts_of(plan_whole(debate, book), HOUR, book))
    assert said in told


@pytest.mark.parametrize("language", sorted(_NOBODY))
def test_all_whom_nothing_names_have_a_phrase(language: str) -> None:
    book = phrasebook(language)
    for name in _NOBODY[language].values():
        debate = debate_of((name, "Oui. " * 60), ("Ada Roy", "Non. " * 60), language=language)
        others = facts_of(plan_whole(debate, book), HOUR, book).others
        assert others[-1].name != name and " " in others[-1].name


def test_a_landmark_says_more_than_who_speaks() -> None:
    plan = plan_whole(DEBATE, BOOK)
    titles = ["Ada Roy", "Ada Roy : la vanne", "Le maire", "Le maire (2)", "Le maire : le moulin"]
    chapters = (replace(plan.exchanges[0], title=title) for title in titles)
    plan = replace(plan, chapters=(plan.chapters[0], *chapters, plan.chapters[-1]))
    starts = ms(0, 9, 10, 30, 50)
    told = paragraphs(plan, BOOK, OpeningWish(), starts, HOUR, 0)[-1]
    assert told == (
        "Quelques repères. À neuf minutes, Ada Roy : la vanne. À 50 minutes, Le maire : le moulin."
    )


def test_who_is_not_named_is_no_other() -> None:
    crowd = debate_of(*((f"Nom{n}", "Oui. " * 60) for n in range(16)))
    told = BOOK.opening(facts_of(plan_whole(crowd, BOOK), HOUR, BOOK))
    assert "On y entend 16 personnes." in told


def test_a_file_s_name_is_not_said() -> None:
    plan = plan_whole(replace(DEBATE, title="08-pv_final", untitled=True), BOOK)
    facts = facts_of(plan, HOUR, BOOK)
    assert "pv_final" not in " ".join((*BOOK.opening(facts), *BOOK.closing(facts)))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("SPEAKER_00", "intervenant 1"),
        ("SPEAKER_11", "intervenant 12"),
        ("Speaker 1", "intervenant 1"),
        ("spk_0", "intervenant 1"),
        ("Speaker Jones", "Speaker Jones"),
    ],
)
def test_numbered_voices(name: str, called: str) -> None:
    assert BOOK.called(name) == called
