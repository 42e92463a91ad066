"""The themes of real debates, judged by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading import read_debate
from podcast.themes import Themes, find_themes, passage_words
from tests.conftest import DEMO, transcripts

# Which turns of the demo speak of what, as somebody judged who read it: what has to be found, and
# what may be said as well. Turns of fewer words than an interjection has are not judged.
HAS_TO_BE = {
    "Énergie": {1, 2},
    "Travail et ressources humaines": {4},
    "Biodiversité et nature": {6},
    "Sécurité publique": {8},
    "Transports et mobilités": {13},
}
MAY_BE = {
    "Énergie": {13, 16},
    "Travail et ressources humaines": {9, 16},
    "Biodiversité et nature": {10, 16},
    "Sécurité publique": {7, 9},
    "Transports et mobilités": {4, 9, 12},
    "Démocratie et participation": {13, 15, 16},
    "Handicap et accessibilité": {12},
    "Collectivités et territoires": {2, 13, 15},
}
_JUDGED = 40  # words


def demo() -> tuple[Debate, Themes]:
    debate = read_debate(DEMO, language=None, title=None)
    return debate, find_themes(debate)


def test_the_demo_has_the_themes_that_a_person_finds() -> None:
    _, found = demo()
    by_title = {theme.title: {p.passage.turn for p in theme.passages} for theme in found.themes}
    for title, turns in HAS_TO_BE.items():
        assert turns <= by_title.get(title, set()), title


def test_nearly_all_that_is_said_of_the_demo_is_right() -> None:
    debate, found = demo()
    right = arguable = 0
    for theme in found.themes:
        for one in theme.passages:
            if passage_words(debate, one.passage) < _JUDGED:
                continue
            if one.passage.turn in HAS_TO_BE.get(theme.title, ()):
                right += 1
            else:
                assert one.passage.turn in MAY_BE.get(theme.title, ()), (theme.title, one)
                arguable += 1
    assert right >= 0.75 * (right + arguable)


# Themes that nobody may miss in the real transcripts, and the most that one theme may hold.
EXPECTED = {
    "table-ronde-ia-2024.txt": {"Éducation", "Cybersécurité", "Souveraineté numérique"},
    "seance-assemblee-2013.html": {"Bioéthique", "Égalité et discriminations"},
    "panel-lightning-en.md": {"Security of the network", "Finance and payments"},
    "podcast-live-en.md": {"React Router"},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_real_transcripts(name: str) -> None:
    path: Path = transcripts() / name
    if not path.is_file():
        pytest.skip(f"the real transcripts are not here ({path}); set PODCAST_TRANSCRIPTS")
    debate = read_debate(path, language=None, title=None)
    found = find_themes(debate)
    titles = {theme.title for theme in found.themes}
    assert EXPECTED[name] <= titles
    assert not titles & {"Introductions", "Q&A", "Discussion générale", "Rappel au règlement"}
    words = sum(turn.words for turn in debate.turns)
    for theme in found.themes:
        said = sum(passage_words(debate, one.passage) for one in theme.passages)
        assert said <= 0.45 * words, theme.title
