"""Whatever bytes a file holds: the checks end and raise nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podcast.checking import check

FILES = ("trains.mp3", "trains.vtt", "trains.transcript.json", "trains.chapters.json",
         "index.html", "feed.xml", "trains.epub")  # fmt: skip
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["set", "insert", "delete", "repeat", "cut"]),
        st.floats(0, 1),
        st.one_of(st.binary(min_size=1, max_size=40), st.sampled_from([
            b"<", b">", b"&#0;", b"]]>", b'"', b"\0", b"\xff", b"\xff\xfb\x90\xc4", b"-->", b"\n\n",
            b"1e400", b"99999999999999999999", b"null", b"[", b"{}", b"../", b"\\ud800",
        ])),
        st.integers(1, 3000),
    ),
    min_size=1,
    max_size=6,
)  # fmt: skip


def mutated(data: bytes, mutations: list[tuple[str, float, bytes, int]]) -> bytes:
    for kind, at, piece, count in mutations:
        place = round(at * len(data))
        if kind == "set":
            data = data[:place] + piece + data[place + len(piece) :]
        elif kind == "insert":
            data = data[:place] + piece + data[place:]
        elif kind == "delete":
            data = data[:place] + data[place + count :]
        elif kind == "repeat":
            data = data[:place] + data[place : place + count] * 2 + data[place:]
        else:
            data = data[: max(place, 1)]
    return data


@pytest.mark.parametrize("name", FILES)
def test_damage_is_told_and_never_raised(episode: Path, name: str) -> None:
    path = episode / name
    sound = path.read_bytes()

    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(MUTATIONS)
    def damaged(mutations: list[tuple[str, float, bytes, int]]) -> None:
        path.write_bytes(mutated(sound, mutations))
        report = check(path, sound=False)
        assert all(f.message and f.code for f in report.findings)

    damaged()


@pytest.mark.parametrize("name", FILES)
def test_noise_in_every_file(episode: Path, name: str) -> None:
    chance = random.Random(5)
    for size in (0, 1, 3, 10, 127, 128, 5000):
        (episode / name).write_bytes(chance.randbytes(size))
        report = check(episode, sound=False)
        assert [f for f in report.findings if f.path == str(episode / name)]


def test_damaged_sound_is_decoded_all_the_same(episode: Path) -> None:
    path = episode / "trains.mp3"
    sound = path.read_bytes()
    chance = random.Random(6)
    for _ in range(4):
        damaged = bytearray(sound)
        for _ in range(200):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path.write_bytes(damaged)
        assert any(f.path == str(path) for f in check(path).findings)
