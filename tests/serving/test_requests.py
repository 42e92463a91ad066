"""Hosts and paths, before anything is opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.serving.application import path_parts, served_host


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("127.0.0.1:8000", "127.0.0.1:8000"),
        ("192.168.1.7", "192.168.1.7"),
        ("LOCALHOST:8000", "localhost:8000"),
        ("[::1]:8000", "[::1]:8000"),
        ("desk.local:8000", "desk.local:8000"),
        ("evil.example:8000", None),
        ("127.0.0.1.evil.example", None),
        ("localhost.evil.example", None),
        ("127.0.0.1:8000@evil.example", None),
        ('127.0.0.1"><script>', None),
        ("127.0.0.1:8000/x", None),
        ("", None),
        (None, None),
    ],
)
def test_hosts(header: str | None, host: str | None) -> None:
    assert served_host(header, {"Desk.local"}) == host


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("/", ("",)),
        ("/feed.xml?x=1#y", ("feed.xml",)),
        ("/trains/", ("trains", "")),
        ("/d%C3%A9bat/a%20b.mp3", ("débat", "a b.mp3")),
        ("/a%2520b", ("a%20b",)),
        ("/../x", None),
        ("/%2e%2e/x", None),
        ("/a/..%2fx", None),
        ("/a%2fb", None),
        ("/a%5cb", None),
        ("/a%00.mp3", None),
        ("/a%0d%0ax", None),
        ("/.hidden", None),
        ("/a//b", None),
        ("//evil.example/", None),
        ("/%ff", None),
        ("http://evil.example/", None),
        ("*", None),
    ],
)
def test_paths(target: str, parts: tuple[str, ...] | None) -> None:
    assert path_parts(target) == parts


@given(st.one_of(st.text(), st.from_regex(r"/(%[0-9a-f]{2}|[./a\\])*", fullmatch=True)))
def test_no_path_climbs(target: str) -> None:
    for part in path_parts(target) or ():
        assert part not in (".", "..") and not set(part) & {"/", "\\", "\0"}
