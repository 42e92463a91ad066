"""What must hold of every episode, whatever the debate."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from podcast.errors import PodcastError
from podcast.model import Debate, Turn
from podcast.narration import phrasebook
from podcast.planning import (
    LONGEST_TITLE,
    Album,
    EpisodeKind,
    EpisodePlan,
    Recall,
    plan_album,
)
from podcast.planning.segments import LONGEST, end_of
from podcast.reading import read_debate
from podcast.themes import find_themes
from tests.conftest import DEMO, debate_of
from tests.planning.debates import debates

BOOK = phrasebook("fr")


def album(debate: Debate, recall: Recall = Recall.QUESTION) -> Album:
    return plan_album(debate, phrasebook(debate.language), find_themes(debate), recall=recall)


def held(plan: EpisodePlan) -> Counter[tuple[int, int]]:
    """How often each paragraph belongs to an episode: turn and number."""
    return Counter(
        place for chapter in plan.exchanges for turn in chapter.turns for place in places(turn)
    )


def places(turn: Turn) -> list[tuple[int, int]]:
    return [(turn.index, number) for number in range(turn.first_paragraph, end_of(turn) + 1)]


def check(made: Album) -> None:
    debate = made.debate
    for track in made.tracks:
        plan = made.plan(track)
        its = held(plan)
        assert list(its) == sorted(its)
        assert set(its.values()) == {1}
        titles = [chapter.title for chapter in plan.chapters]
        assert len(set(titles)) == len(titles)
        assert all(0 < len(title) <= LONGEST_TITLE for title in titles)
        assert all(c.parts[-1].recalled is False for c in plan.exchanges if not c.told)
        recalls = [p.turn for c in plan.exchanges for p in c.parts if p.recalled]
        assert len({turn.index for turn in recalls}) == len(recalls)
        assert not {
            (t.index, n) for t in recalls for n in range(t.first_paragraph, end_of(t) + 1)
        } & set(its)
        if track.kind is EpisodeKind.WHOLE:
            assert list(its) == [place for turn in debate.turns for place in places(turn)]
            assert not recalls
            assert sum((c.told for c in plan.exchanges), ()) == debate.introduction
        elif track.kind is EpisodeKind.SPEAKER:
            assert list(its) == [
                place for turn in debate.turns_of(track.name) for place in places(turn)
            ]
            assert all(turn.speaker != track.name for turn in recalls)
        else:
            theme = next(t for t in made.themes.themes if t.title == track.name)
            assert set(its) == {
                (one.passage.turn, n)
                for one in theme.passages
                for n in range(one.passage.first, one.passage.last + 1)
            }


@settings(deadline=None, max_examples=60)
@given(debates())
def test_every_turn_is_there_once_and_nothing_twice(debate: Debate) -> None:
    check(album(debate))


def test_the_demo() -> None:
    check(album(read_debate(DEMO)))


def test_the_round_table(round_table: Path) -> None:
    made = album(read_debate(round_table))
    check(made)
    whole = made.whole
    assert all(sum(t.words for t in c.turns) <= LONGEST * 1.2 for c in whole.exchanges)
    # Whoever answers is heard after a question: nobody but who opens speaks without one.
    for track in made.tracks:
        if track.kind is EpisodeKind.SPEAKER:
            firsts = {c.parts[0].turn.index: c.parts[0] for c in made.plan(track).exchanges}
            for part in firsts.values():
                begins = part.turn.first_paragraph == 1 and part.turn.index > 1
                assert part.recalled or not begins


def test_nothing_is_heard_again_where_that_is_not_wanted() -> None:
    made = album(read_debate(DEMO), Recall.NONE)
    plans = [made.plan(track) for track in made.tracks]
    assert not any(p.recalled for plan in plans for c in plan.exchanges for p in c.parts)


def test_tracks_are_numbered_the_same_whichever_are_made() -> None:
    made = album(read_debate(DEMO))
    assert [track.number for track in made.tracks] == list(range(1, len(made.tracks) + 1))
    kinds = [track.kind for track in made.tracks]
    assert kinds == sorted(kinds, key=list(EpisodeKind).index)
    assert [t.name for t in made.tracks if t.kind is EpisodeKind.SPEAKER] == [
        speaker.name for speaker in made.debate.speakers
    ]
    one = made.chosen([], [(EpisodeKind.SPEAKER, "etienne ROUQUEYRAL")])
    assert [(t.name, t.number) for t in one] == [("Étienne Rouqueyral", 3)]
    assert made.chosen(list(EpisodeKind)) == made.tracks


def test_a_name_narrows_its_kind_and_no_other() -> None:
    made = album(read_debate(DEMO))
    chosen = made.chosen(
        [EpisodeKind.WHOLE, EpisodeKind.SPEAKER], [(EpisodeKind.SPEAKER, "Marcel Tchikaye")]
    )
    assert [t.number for t in chosen] == [1, 6]


def test_an_unknown_name_lists_those_there_are() -> None:
    made = album(read_debate(DEMO))
    with pytest.raises(PodcastError, match=r"“Zoé”. There are:\n- Inès Belkaroui\n- Étienne"):
        made.chosen([], [(EpisodeKind.SPEAKER, "Zoé")])


def test_files_have_names_of_their_own() -> None:
    made = album(debate_of(("Zoé", "Oui."), ("Zoe", "Non."), ("Žoe", "Si.")))
    assert [str(track.path) for track in made.tracks] == [
        "un-debat", "speakers/zoe", "speakers/zoe-2", "speakers/zoe-3",
    ]  # fmt: skip


def test_a_person_names_chapters() -> None:
    debate = read_debate(DEMO)
    made = plan_album(
        debate, BOOK, find_themes(debate), titles={(2, 1): "La facture", (9, 1): "x" * 99}
    )
    assert made.whole.exchanges[1].title == "La facture"
    speaker = made.plan(made.tracks[2])
    assert speaker.exchanges[0].title == "La facture"
    titles = [c.title for c in made.whole.exchanges]
    assert any(title.startswith("xxx") and len(title) == LONGEST_TITLE for title in titles)
