"""The header that site generators read: YAML, TOML, JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.reading import read_debate
from podcast.reading.formats.front_matter import front_matter, scalar


def _read(text: str) -> tuple[dict[str, list[str]], int]:
    return front_matter(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('---\ntitle: "Les digues,\n  et le port"\n---\n', "Les digues, et le port"),
        ('---\ntitle: "The harbour for\\\n  \\ all of us"\n---\n', "The harbour for all of us"),
        ("---\ntitle: >-\n  Les digues\n  du port\nlang: fr\n---\n", "Les digues du port"),
        ("---\n# Edit this page elsewhere\n\ntitle: Les digues\n---\n", "Les digues"),
        ("---\ntitle: Débat : les digues\n---\n", "Débat : les digues"),  # no good YAML
        ("---\ntitle: 2024\n...\n", "2024"),
        ('+++\ntitle = "Les digues"\n[extra]\nn = 3\n+++\n', "Les digues"),
        ('{\n"title": "Les \\"digues\\"",\n"n": [1, 2]\n}\n', 'Les "digues"'),
    ],
)
def test_the_title_of_a_header(text: str, title: str) -> None:
    header, taken = _read(text + "\nAnne : Bonjour.")
    assert scalar(header, "titre", "title") == title
    assert taken == text.count("\n")


@pytest.mark.parametrize(
    "written",
    [
        "[Anne Roux, Paul Bay]",
        "\n- Anne Roux\n- Paul Bay",
        "\n  - name: Anne Roux\n  - name: Paul Bay\n    links: [a, b]",
    ],
)
def test_people_are_listed_in_any_way_of_yaml(written: str) -> None:
    header, _ = _read(f"---\nguests: {written}\n---")
    assert header["guests"] == ["Anne Roux", "Paul Bay"]


def test_a_role_goes_with_its_name() -> None:
    header, _ = _read("---\npeople:\n- name: Anne Roux\n  role: maire\n---")
    assert header["people"] == ["Anne Roux, maire"]


@pytest.mark.parametrize(
    "text",
    ["", "---", "---\nBonjour à tous.\n---", "---\n---", "---\n\n---", "Anne : Bonjour.\n---",
     "---\n- a\n- b\n---", "{\n}", "{\n1\n}"],
)  # fmt: skip
def test_what_is_no_header(text: str) -> None:
    assert _read(text) == ({}, 0)


def test_names_that_stand_for_lists_of_lists_make_no_more_of_it() -> None:
    bomb = "n0: &n0 [x, x]\n" + "".join(
        f"n{n}: &n{n} [*n{n - 1}, *n{n - 1}, *n{n - 1}, *n{n - 1}]\n" for n in range(1, 40)
    )
    header, _ = _read(f"---\n{bomb}---")
    assert header["n0"] == ["x", "x"]
    assert header["n39"] == []


def test_deep_brackets_are_no_header() -> None:
    assert _read("---\na: " + "[" * 5000 + "\n---")[1] in (0, 3)
    assert _read("{\n" + "[" * 50000 + "\n}") == ({}, 0)


_LINES = ["---", "ab: b", "ab:", "- c", "  - d: e", "? f", "&x", "*x", "{", "}", '"', "!t g", "+++",
          "ab = 1", "|", "'"]  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=12))
def test_any_header_is_read_or_is_none(lines: list[str]) -> None:
    header, taken = front_matter(lines)
    assert bool(header) <= bool(taken)
    assert 0 <= taken <= len(lines)


def test_nothing_of_a_header_is_said_or_is_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\n# See this page elsewhere\ntitle: Les digues\n# start\ndate: 2024-05-03 15:00\n---\n"
        "\n**Anne Roux :** Les digues tiennent.\n\n**Paul Bay :** Pas toutes.\n\n"
        "**Anne Roux :** Presque.\n",
        encoding="utf-8",
    )
    debate = read_debate(path)
    assert (debate.title, debate.date, debate.headings) == ("Les digues", "2024-05-03", ())
    assert {piece.kind for piece in debate.left_out if piece.line <= 6} == {"front matter"}
