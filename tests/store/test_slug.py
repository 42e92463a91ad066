import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.store.files import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'été à Nîmes", "l-ete-a-nimes"),
        ("Cœur & âme", "coeur-ame"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-episode"),
        ("日本", "episode"),
        ("", "episode"),
        ("x" * 300, "x" * 80),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_any_text_gives_a_safe_name(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 90
