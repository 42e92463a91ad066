"""What readers see of a text: nothing that steers a program, spaces that do not break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.publishing.heard import plain, shown
from podcast.publishing.words import words_of


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Quoi ? Non ! Si ; voilà : rien.", "Quoi_? Non_! Si_; voilà_: rien."),
        ("Il dit « oui », puis « non ».", "Il dit «_oui_», puis «_non_»."),
        ("Un espace fin\u2009? Deux  : un.", "Un espace fin_? Deux_: un."),
        ("Sans espace: rien; «rien».", "Sans espace: rien; «rien»."),
        ("It is: what? “Yes!”", "It is: what? “Yes!”"),
        ("Déjà\u202f? «\xa0Déjà\xa0»", "Déjà\u202f? «_Déjà_»"),
    ],
)
def test_no_line_breaks_before_a_french_sign(text: str, seen: str) -> None:
    assert shown(text) == seen.replace("_", "\N{NO-BREAK SPACE}")
    assert "\N{NO-BREAK SPACE}" not in plain(text)


@given(st.text(alphabet="ab «»:;?!\xa0\u2009", max_size=20))
def test_only_spaces_change(text: str) -> None:
    assert "".join(shown(text).split()) == "".join(text.split())
    assert shown(shown(text)) == shown(text)


def test_our_own_words_have_them_too() -> None:
    assert words_of("page", "fr").colon == "\N{NO-BREAK SPACE}:"
    assert " :" not in words_of("book", "fr").notice
