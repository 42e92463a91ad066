"""A phrase stands for what is said often in its text, in few others, and rarely in the language."""

from __future__ import annotations

from podcast.language.nounphrases.tokens import base_form
from podcast.language.salience import Others, Standing, rarity, words_of

TEXTS = (
    "Le moratoire suspend les permis. Le moratoire dure une année, et l'année est longue.",
    "Les vergers gèlent au printemps.",
    "Les vergers demandent de l'eau.",
)


def standing(text: str, *words: str) -> dict[str, float]:
    return Standing(text, "fr", Others(TEXTS)).of(frozenset(map(base_form, words)))


def test_what_is_common_in_the_language_carries_less() -> None:
    rare, common = (standing(TEXTS[0], word)["carries"] for word in ("moratoire", "année"))
    assert rare > common > 0


def test_what_is_said_oftener_carries_more() -> None:
    often, once = (standing(TEXTS[0], word)["carries"] for word in ("moratoire", "permis"))
    assert often > once


def test_what_other_texts_say_together_is_less_rare() -> None:
    alone, shared = standing(TEXTS[1], "vergers", "printemps"), standing(TEXTS[1], "vergers")
    assert alone["elsewhere"] > shared["elsewhere"]


def test_what_stands_nowhere_is_rare_and_carries_nothing() -> None:
    assert standing(TEXTS[0], "phare") == {
        "carries": 0.0,
        "elsewhere": standing(TEXTS[0], "moratoire")["elsewhere"],
    }
    assert standing("", "phare")["carries"] == 0.0


def test_a_few_texts_are_no_more_than_one() -> None:
    assert rarity(40, 1) == rarity(40, 2) > rarity(40, 3)


def test_words_are_stems_in_order() -> None:
    assert words_of("Les Vergers, l’Eau") == ("les", "verger", "l", "eau")
