"""What chapters are called."""

from __future__ import annotations

from dataclasses import replace

from podcast.model import Debate
from podcast.narration import phrasebook
from podcast.planning import plan_album
from podcast.themes import find_themes
from tests.conftest import debate_of

_BOATS = "Je regarde la coque, puis le gréement, et je demande au patron où il a navigué. " * 8
_FOG = "Le brouillard se lève à l'aube, quand la mer est plus chaude que l'air. " * 8
_FEES = "La redevance des péages ferroviaires monte chaque année avec le prix des rails. " * 8


def titles(debate: Debate) -> list[str]:
    """The titles of the chapters of the whole, without opening and closing."""
    album = plan_album(debate, phrasebook(debate.language), find_themes(debate))
    return [chapter.title for chapter in album.whole.exchanges]


def test_an_interview_is_called_after_its_questions() -> None:
    debate = debate_of(
        ("Journaliste", "Bonjour. Comment choisissez-vous les voiliers de la course ?"),
        ("Anne Roux", _BOATS),
        ("Journaliste", "Et pouvez-vous nous dire d'où vient le brouillard du matin ?"),
        ("Anne Roux", _FOG),
    )
    assert titles(debate) == [
        "Comment choisissez-vous les voiliers de la course ?",
        "Pouvez-vous nous dire d'où vient le brouillard du matin ?",
    ]


def test_the_name_goes_without_saying_where_one_answers() -> None:
    debate = debate_of(
        ("Journaliste", "Et vous, qu'en pensez-vous donc aujourd'hui ?"),
        ("Anne Roux", _FEES),
        ("Journaliste", "Et alors, que faut-il en dire aujourd'hui ?"),
        ("Anne Roux", "Oui. " * 90),
    )
    first, second = titles(debate)
    assert first.startswith("Redevance des péages ferroviaires")
    assert second == "Anne Roux"


def test_who_has_no_name_gives_none_to_a_chapter() -> None:
    debate = debate_of(
        ("Journaliste", "Et vous, qu'en pensez-vous donc aujourd'hui ?"),
        ("Invité", _FEES),
        ("Journaliste", "Bien. Et alors, que faut-il en dire aujourd'hui ?"),
        ("Invité", "Oui. " * 90),
    )
    assert titles(debate)[1] == "Et alors, que faut-il en dire aujourd'hui ?"
    asked = debate_of(
        ("Paul Diot", _FEES),
        ("Anne Roux", "Et que pensez-vous du brouillard qui se lève ici chaque matin ?"),
        ("Invité", _FOG),
    )
    assert not any("la personne" in title for title in titles(asked))


def test_of_several_each_is_named_and_what_they_say() -> None:
    debate = debate_of(
        ("Journaliste", "Bonjour à vous deux. Comment choisissez-vous les voiliers ?"),
        ("Anne Roux", _BOATS),
        ("Journaliste", "Et pour vous, Paul, d'où vient le brouillard du matin ?"),
        ("Paul Diot", _FEES),
    )
    assert [title.split(" : ")[0] for title in titles(debate)] == ["Anne Roux", "Paul Diot"]
    assert not any("?" in title for title in titles(debate))


def test_one_s_own_episode_is_called_after_what_is_asked() -> None:
    debate = debate_of(
        ("Journaliste", "Bonjour. Comment choisissez-vous les voiliers de la course ?"),
        ("Anne Roux", _BOATS),
        ("Paul Diot", _FEES),
    )
    debate = replace(
        debate,
        speakers=tuple(replace(s, moderator=s.name == "Journaliste") for s in debate.speakers),
    )
    album = plan_album(debate, phrasebook("fr"), find_themes(debate))
    plan = next(album.plan(track) for track in album.tracks if track.name == "Anne Roux")
    assert [chapter.title for chapter in plan.exchanges] == [
        "Comment choisissez-vous les voiliers de la course ?"
    ]
