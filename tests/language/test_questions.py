"""Questions that are titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.language.questions import question_in

NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Merci. Comment choisissez-vous les voiliers ?", "Comment choisissez-vous les voiliers ?"),
        ("12. Quel est le prix du billet ?", "Quel est le prix du billet ?"),
        (
            "Pouvez-vous nous dire le prix du billet et, surtout, ce que vous en faites ?",
            "Pouvez-vous nous dire le prix du billet ?",
        ),
        ("Et quel est le prix du billet ?", "Quel est le prix du billet ?"),
        # where it asks
        (
            "En tant que gardien d'un phare depuis trente ans, qu'est-ce que le brouillard ?",
            "Qu'est-ce que le brouillard ?",
        ),
        # its first clause
        (
            "Pouvez-vous nous décrire cette machine, dont personne ne voulait hier encore ?",
            "Pouvez-vous nous décrire cette machine ?",
        ),
        # the one that says most
        (
            "Pourquoi cette idée ? D'où vient la redevance des péages ferroviaires ?",
            "D'où vient la redevance des péages ferroviaires ?",
        ),
    ],
)
def test_french_questions(text: str, asked: str) -> None:
    assert question_in(text, 60, "fr", NOBODY) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("So how did you get into lighthouses?", "How did you get into lighthouses?"),
        (
            "For those who were not there, what was the procedure for fires?",
            "What was the procedure for fires?",
        ),
        (
            "Do you keep a logbook, or do you trust everything to the memory of your crew?",
            "Do you keep a logbook?",
        ),
    ],
)
def test_english_questions(text: str, asked: str) -> None:
    assert question_in(text, 60, "en", NOBODY) == asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Qu'en pensez-vous ?", "fr"),
        ("Et vous, Anne ?", "fr"),
        ("Est-ce que cela a été respecté ?", "fr"),
        ("Il y a la mine responsable, qui n'accapare pas les terres ?", "fr"),  # a relative clause
        ("Vous avez donc quitté le port, non ?", "fr"),
        ("Avec les gardiens de phare, par exemple ?", "fr"),
        ("Avec les gardiens de phare ?", "fr"),
        ("Quels conseils donneriez-vous aujourd'hui à ceux qui voudraient garder un phare ?", "fr"),
        ("What do you think?", "en"),
        ("Is that right?", "en"),
        ("Why were they removed in the first place?", "en"),
        ("Le phare est fermé.", "fr"),
        ("", "en"),
    ],
)
def test_what_says_too_little(text: str, language: str) -> None:
    assert question_in(text, 60, language, NOBODY) is None


def test_what_is_too_long() -> None:
    text = "Comment les gardiens des phares de la côte apprenaient-ils la venue du brouillard ?"
    assert question_in(text, 90, "fr", NOBODY) is not None
    assert question_in(text, 60, "fr", NOBODY) is None


@given(
    st.lists(st.sampled_from(["le phare", "comment", ",", "et", "?", "vous", "que", "how", "."])),
    st.integers(10, 60),
    st.sampled_from(["fr", "en", "de"]),
)
def test_it_fits_and_asks(words: list[str], room: int, language: str) -> None:
    found = question_in(" ".join(words), room, language, NOBODY)
    assert found is None or (len(found) <= room and found.endswith("?"))
