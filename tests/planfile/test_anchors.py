"""An anchor finds its paragraph again, or says that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.planfile.anchors import Anchor, Found, Text, parse_anchor

TEXTS = (
    "Bonsoir à toutes et à tous, et merci d'être venus si nombreux.",
    "Oui.",
    "La rivière appartient à ceux qui la regardent, disait mon grand-père.",
    "Non.",
    "Oui.",
    "Merci beaucoup, et passons à la question suivante, celle des berges.",
    "Les berges sont à tout le monde.",
)


def found(before: tuple[str, ...], after: tuple[str, ...], place: int) -> tuple[Found, int | None]:
    """Where the anchor of `before[place]` is found in `after`, all others being anchored too."""
    text = Text(before)
    anchors = [text.anchor(n) for n in range(len(before))]
    result = Text(after).find(anchors, [True] * len(anchors))[place]
    return result.found, result.paragraph


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_the_same_text(place: int) -> None:
    assert found(TEXTS, TEXTS, place) == (Found.SURE, place)


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_paragraphs_before(place: int) -> None:
    assert found(TEXTS, ("Avant.", "Toujours avant.", *TEXTS), place) == (Found.SURE, place + 2)


def test_words_further_on_changed() -> None:
    after = tuple(t.replace("disait mon grand-père", "dit-on") for t in TEXTS)
    assert found(TEXTS, after, 2) == (Found.CHANGED, 2)
    assert found(TEXTS, after, 3) == (Found.SURE, 3)


@pytest.mark.parametrize(
    "new",
    [
        "Alors, la rivière appartient à ceux qui la regardent, disait mon grand-père.",
        "Les rivières appartiennent à ceux qui les regardent, disait mon grand-père.",
        "La riviére apartient à ceux qui la regardent.",
    ],
)
def test_the_first_words_changed(new: str) -> None:
    assert found(TEXTS, (*TEXTS[:2], new, *TEXTS[3:]), 2) == (Found.CHANGED, 2)


def test_deleted() -> None:
    assert found(TEXTS, TEXTS[:2] + TEXTS[3:], 2) == (Found.GONE, None)


def test_what_was_deleted_is_not_found_in_another_that_begins_alike() -> None:
    before = ("Merci, monsieur le président.", "A.", "Merci, monsieur le président. Encore.", "B.")
    assert found(before, before[1:], 0) == (Found.GONE, None)
    assert found(before, before[1:], 2) == (Found.SURE, 1)


def test_moved_to_the_end() -> None:
    after = TEXTS[:2] + TEXTS[3:] + TEXTS[2:3]
    assert found(TEXTS, after, 2) == (Found.SURE, 6)


def test_short_ones_are_told_apart_by_what_is_before() -> None:
    after = ("Oui.", *TEXTS)
    assert found(TEXTS, after, 1) == (Found.SURE, 2)
    assert found(TEXTS, after, 4) == (Found.SURE, 5)


def test_quotes_spaces_and_capitals_are_no_other_text() -> None:
    after = tuple(t.replace("'", "’").replace(" ", "\u00a0").upper() for t in TEXTS)
    assert [found(TEXTS, after, n)[0] for n in range(len(TEXTS))] == [Found.SURE] * len(TEXTS)


def test_words_alone() -> None:
    text = Text(TEXTS)
    places = text.find(
        [Anchor("La rivière appartient"), Anchor("oui"), Anchor("Jamais")], [True] * 3
    )
    assert [place.found for place in places] == [Found.SURE, Found.SEVERAL, Found.GONE]
    assert places[1].several == (1, 4)
    assert text.nearest("La rivière apartient") == "La rivière appartient à ceux qui la regardent,"
    assert text.nearest("zzz") is None


def test_another_text_altogether_is_quick() -> None:
    before = tuple(f"Ceci est le paragraphe numéro {n} du texte." for n in range(1500))
    after = tuple(f"Etwas ganz anderes steht hier: {n}." for n in range(3000))
    anchors = [Text(before).anchor(n) for n in range(0, 1500, 5)]
    assert {p.found for p in Text(after).find(anchors, [True] * 300)} == {Found.GONE}


paragraphs = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=80).map(lambda t: " ".join(t.split())).filter(bool),
        st.sampled_from(["Oui.", "Non.", "…", "— — —", "🙂", "أهلا وسهلا", "Merci."]),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=150)
@given(paragraphs)
def test_every_paragraph_is_found_by_its_own_anchor(texts: list[str]) -> None:
    text = Text(texts)
    anchors = [parse_anchor(str(text.anchor(n))) for n in range(len(texts))]
    places = text.find(anchors, [False] * len(texts))
    assert [place.paragraph for place in places] == list(range(len(texts)))


@settings(deadline=None, max_examples=150)
@given(paragraphs, paragraphs)
def test_no_paragraph_is_found_twice(before: list[str], after: list[str]) -> None:
    text = Text(before)
    anchors = [text.anchor(n) for n in range(len(before))]
    places = [p.paragraph for p in Text(after).find(anchors, [True] * len(before))]
    taken = [place for place in places if place is not None]
    assert len(taken) == len(set(taken))
