"""An anchor finds its paragraph again, or says that it does not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.planfile.anchors import Anchor, Found, Text, align, parse_anchor

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
    before = tuple(f"Ceci est le paragraphe numéro {n} du texte." for n in range(750))
    after = tuple(f"Etwas ganz anderes steht hier: {n}." for n in range(1500))
    anchors = [Text(before).anchor(n) for n in range(0, 750, 5)]
    assert {p.found for p in Text(after).find(anchors, [True] * 150)} == {Found.GONE}


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


# --- equal paragraphs: neighbours decide, or it is told -----------------------------------------

EXCHANGE = ("Vous confirmez ?", "Oui.")
DEBATE = (
    "Bonsoir à toutes et à tous, et merci d'être là.",
    "Parlons d'abord du budget de la commune.",
    "Il a doublé en dix ans, voilà ce que je constate.",
    *EXCHANGE,
    "Passons aux berges de la rivière.",
    "Elles sont à tout le monde.",
)


def test_an_earlier_exchange_in_the_same_words() -> None:
    after = (*DEBATE[:2], *EXCHANGE, *DEBATE[2:])
    assert found(DEBATE, after, 3) == (Found.SURE, 5)
    assert found(DEBATE, after, 4) == (Found.SURE, 6)


def test_an_earlier_exchange_that_is_all_a_plan_tells_of() -> None:
    after = (*DEBATE[:2], *EXCHANGE, *DEBATE[2:])
    old = Text(DEBATE)
    (place,) = Text(after).find([old.anchor(4)], [True])
    assert (place.found, place.paragraph, place.several) == (Found.SEVERAL, None, (3, 6))
    (place,) = Text(after).find([old.anchor(4)], [True], old.sums)
    assert (place.found, place.paragraph) == (Found.SURE, 6)


def test_what_stays_open_is_not_guessed() -> None:
    after = (*DEBATE[:3], *EXCHANGE, *EXCHANGE, *DEBATE[5:])
    old = Text(DEBATE)
    (place,) = Text(after).find([old.anchor(4)], [True], old.sums)
    assert (place.found, place.several) == (Found.SEVERAL, (4, 6))


def test_which_of_two_is_gone_is_not_guessed() -> None:
    before = ("Alors ?", "Oui.", "Oui.", "Bien, je vous remercie de cette réponse.")
    assert found(before, (before[0], *before[2:]), 1) == (Found.SEVERAL, None)


def test_the_first_of_two_is_gone() -> None:
    before = ("Alors ?", "Oui.", "Et vous, madame ?", "Oui.", "Bien.")
    after = (before[0], *before[2:])
    assert found(before, after, 1) == (Found.GONE, None)
    assert found(before, after, 3) == (Found.SURE, 2)


def test_many_equal_paragraphs_are_quick() -> None:
    before = ("Oui.",) * 3000
    text = Text(before)
    anchors = [text.anchor(n) for n in range(0, 3000, 7)]
    places = text.find(anchors, [True] * len(anchors), text.sums)
    assert [place.paragraph for place in places] == list(range(0, 3000, 7))
    places = Text((*before, "Oui.")).find(anchors, [True] * len(anchors), text.sums)
    assert {place.found for place in places} == {Found.SEVERAL}


few = st.lists(
    st.sampled_from(["Oui.", "Non.", "Et alors ?", "Merci.", "Les berges sont à tout le monde."]),
    max_size=9,
)


def place_of(before: list[str], anchored: set[int], after: list[str]) -> dict[int, int]:
    """Where a plan of `before` with those paragraphs, read for `after`, applies each of them."""
    text = Text(before)
    numbers = sorted(anchored)
    anchors = [parse_anchor(str(text.anchor(n))) for n in numbers]
    places = Text(after).find(anchors, [True] * len(anchors), text.sums)
    pairs = zip(numbers, places, strict=True)
    return {n: place.paragraph for n, place in pairs if place.paragraph is not None}


@settings(deadline=None, max_examples=400)
@given(few, few, st.data())
def test_what_is_inserted_takes_no_decision(
    before: list[str], block: list[str], data: st.DataObject
) -> None:
    """Also a copy of what is there already, wherever it is put."""
    at = data.draw(st.integers(0, len(before)))
    if data.draw(st.booleans()):
        block = before[data.draw(st.integers(0, len(before))) :][: len(block)]
    anchored = data.draw(st.sets(st.integers(0, max(0, len(before) - 1)))) if before else set()
    true = [n if n < at else n + len(block) for n in range(len(before))]
    for number, place in place_of(before, anchored, before[:at] + block + before[at:]).items():
        assert place == true[number]


@settings(deadline=None, max_examples=400)
@given(few, st.data())
def test_what_is_deleted_leaves_no_decision_to_another(
    before: list[str], data: st.DataObject
) -> None:
    kept = [n for n in range(len(before)) if data.draw(st.booleans())]
    anchored = data.draw(st.sets(st.integers(0, max(0, len(before) - 1)))) if before else set()
    for number, place in place_of(before, anchored, [before[n] for n in kept]).items():
        assert kept[place] == number


@settings(deadline=None, max_examples=200)
@given(few)
def test_the_same_paragraphs_are_all_found(before: list[str]) -> None:
    assert place_of(before, set(range(len(before))), before) == {n: n for n in range(len(before))}


short = st.lists(st.sampled_from("abc"), max_size=6)


@settings(deadline=None, max_examples=300)
@given(short, short)
def test_an_alignment_is_sure_where_all_the_longest_agree(old: list[str], new: list[str]) -> None:
    """Against all of them, tried one by one; what stands once in either text counts at once."""
    rows = [
        dict(zip(chosen, places, strict=True))
        for size in range(min(len(old), len(new)) + 1)
        for chosen in combinations(range(len(old)), size)
        for places in combinations(range(len(new)), size)
        if all(old[a] == new[b] for a, b in zip(chosen, places, strict=True))
    ]
    longest = [row for row in rows if len(row) == max(map(len, rows))]
    once = any(old.count(one) == new.count(one) == 1 for one in old)
    for index, options in enumerate(align(old, new)):
        went = {row.get(index) for row in longest}
        if not once:
            assert options.sure == (len(went) == 1 and None not in went)
            assert set(options.places) == went - {None}
