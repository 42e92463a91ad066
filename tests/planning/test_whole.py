from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.model import Heading, Paragraph
from podcast.narration import phrasebook
from podcast.planning import LONGEST_TITLE, MOST_CHAPTERS, ChapterKind, plan_whole
from tests.conftest import debate_of

BOOK = phrasebook("fr")
SAID = "Le prix du billet des trains de nuit dépend de la redevance des péages ferroviaires."


LONG = " ".join([SAID] * 5)


def test_a_chapter_a_turn_between_opening_and_closing() -> None:
    other = "Le maire veut des pistes cyclables, des arbres et des bancs dans la rue. " * 5
    plan = plan_whole(debate_of(("Ada", LONG), ("Bob", other), ("Ada", "x " * 60)), BOOK)
    assert [chapter.kind for chapter in plan.chapters] == [
        ChapterKind.OPENING,
        *[ChapterKind.EXCHANGE] * 3,
        ChapterKind.CLOSING,
    ]
    assert plan.exchanges[0].title.startswith("Ada : ")
    assert plan.exchanges[1].title.startswith("Bob : ")
    assert plan.exchanges[2].title == "Ada"


def test_an_introduction_is_a_chapter_of_its_own_and_takes_no_title_twice() -> None:
    told = (Paragraph("Ada tient le moulin depuis dix ans.", 3),)
    talk = debate_of(("Ada", LONG), ("Bob", LONG))
    debate = replace(talk, introduction=told, headings=(Heading(BOOK.introduction_title, 5, 1),))
    chapters = plan_whole(debate, BOOK).chapters
    assert [chapter.title for chapter in chapters[:3]] == [
        "Ouverture", "Avant-propos", "Avant-propos (2)",
    ]  # fmt: skip
    assert (chapters[1].told, chapters[1].parts) == (told, ())
    assert [chapter.told for chapter in chapters[2:]] == [()] * len(chapters[2:])


def test_titles_are_unique() -> None:
    plan = plan_whole(debate_of(*[("Ada", "x " * 60), ("Bob", "y " * 60)] * 4), BOOK)
    titles = [chapter.title for chapter in plan.chapters]
    assert len(set(titles)) == len(titles)
    assert "Ada (2)" in titles


def test_too_many_turns_share_chapters() -> None:
    turns = [(f"Voix {n % 7}", LONG if n % 3 else SAID) for n in range(1_000)]
    plan = plan_whole(debate_of(*turns), BOOK)
    assert len(plan.chapters) <= MOST_CHAPTERS
    assert [turn.index for c in plan.exchanges for turn in c.turns] == list(range(1, 1_001))


_names = st.text("aàB é.'-", min_size=1, max_size=120).filter(str.strip)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(_names, st.sampled_from([SAID, "Oui.", "…", "La nuit, 3 trains."]))))
def test_titles_fit(turns: list[tuple[str, str]]) -> None:
    alternating = [t for i, t in enumerate(turns) if not i or turns[i - 1][0] != t[0]]
    plan = plan_whole(debate_of(*alternating), BOOK)
    titles = [chapter.title for chapter in plan.chapters]
    assert all(0 < len(title) <= LONGEST_TITLE for title in titles)
    assert len(set(titles)) == len(titles)


def test_headings_begin_chapters_and_name_them() -> None:
    debate = debate_of(("Ada", f"{SAID}\n{SAID}\nFin."), ("Bob", "Oui."))
    headings = (
        Heading("Première partie", 1, 1, 1),
        Heading("Les péages", 5, 1, 3),
        Heading("Deuxième partie", 8, 2, 1),
        Heading("Les gares", 9, 2, 1, level=2),
    )
    plan = plan_whole(replace(debate, headings=headings), BOOK)
    assert [(c.title, [t.first_paragraph for t in c.turns]) for c in plan.exchanges] == [
        ("Première partie", [1]),
        ("Les péages", [3]),
        ("Deuxième partie – Les gares", [1]),
    ]
    assert plan.turns == 2
    assert sum(len(turn.paragraphs) for c in plan.exchanges for turn in c.turns) == 4


def test_headings_stay_borders_where_turns_share_chapters() -> None:
    debate = debate_of(*[("Ada", LONG), ("Bob", LONG)] * 300)
    headings = tuple(Heading(f"Partie {n}", n, n, 1) for n in range(1, 600, 50))
    plan = plan_whole(replace(debate, headings=headings), BOOK)
    assert len(plan.chapters) <= MOST_CHAPTERS
    firsts = {chapter.turns[0].index: chapter.title for chapter in plan.exchanges}
    assert {h.turn: h.text for h in headings}.items() <= firsts.items()


def test_more_headings_than_chapters() -> None:
    debate = debate_of(*[("Ada", "Oui."), ("Bob", "Non.")] * 300)
    headings = tuple(Heading(f"Partie {n}", n, n, 1) for n in range(1, 601))
    assert len(plan_whole(replace(debate, headings=headings), BOOK).chapters) <= MOST_CHAPTERS
