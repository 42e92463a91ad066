"""What is an episode, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.planning import EpisodeKind
from podcast.publishing.feed.episodes import find_episodes
from podcast.publishing.tags import HOST, UnreadableEpisodeError, read_tags
from tests.publishing.feed.shelf import SECONDS, put, silence


def test_all_kinds_are_found_debate_by_debate(shelf: Path) -> None:
    found = find_episodes(shelf)
    assert found.notes == ()
    assert [(str(one.name), one.kind, one.page) for one in found.episodes] == [
        ("fleuve/fleuve", EpisodeKind.WHOLE, False),
        ("trains/trains", EpisodeKind.WHOLE, True),
        ("trains/speakers/ada-premier", EpisodeKind.SPEAKER, True),
        ("trains/themes/prix", EpisodeKind.THEME, True),
    ]
    assert found.episodes[0].sidecars == (".vtt", ".transcript.json", ".chapters.json")
    assert found.episodes[0].size == (shelf / "fleuve/fleuve.mp3").stat().st_size


def test_what_a_build_makes_is_found(made: Path) -> None:
    (episode,) = find_episodes(made.parent).episodes
    assert (episode.debate, episode.page) == ("trains", True)
    assert [person.name for person in episode.tags.people] == ["Ada Premier", "Bob Second"]
    assert len(episode.tags.chapters) > 2
    assert episode.tags.language == "fr"
    assert episode.tags.date is None


def test_what_is_none_is_named(shelf: Path, tmp_path: Path) -> None:
    whole = (shelf / "trains/trains.mp3").read_bytes()
    elsewhere = put(tmp_path, "other/other.mp3")
    (shelf / "a").mkdir()
    (shelf / "a/foreign.mp3").write_bytes(silence())
    (shelf / "a/cut.mp3").write_bytes(whole[: -len(silence()) // 2])
    (shelf / "a/tag-only.mp3").write_bytes(whole[: -len(silence())])
    (shelf / "a/noise.mp3").write_bytes(b"\0" * 5000)
    (shelf / "a/empty.mp3").write_bytes(b"")
    (shelf / "loose.mp3").write_bytes(whole)
    (shelf / "a/.half-1234.mp3").write_bytes(b"being written")
    (shelf / "a/link.mp3").symlink_to(elsewhere)
    put(shelf, "a/b/c/deep.mp3")
    (shelf / "elsewhere").symlink_to(tmp_path / "other")
    found = find_episodes(shelf)
    assert len(found.episodes) == 4
    told = {note.split(" is left out: ")[0]: note for note in found.notes}
    assert len(told) == len(found.notes) == 9
    assert "was not made by podcast build" in told[str(shelf / "a/foreign.mp3")]
    assert "not whole; build it again" in told[str(shelf / "a/cut.mp3")]
    for name in ("tag-only", "noise", "empty"):
        assert "not an MP3 that can be read" in told[str(shelf / f"a/{name}.mp3")]
    assert "leads out of" in told[str(shelf / "a/link.mp3")]
    assert "link to another folder" in told[str(shelf / "elsewhere")]
    assert "in a debate's folder" in told[str(shelf / "loose.mp3")]
    assert "in a debate's folder" in told[str(shelf / "a/b/c/deep.mp3")]


@pytest.mark.parametrize("date", ["2024-05-28", "2024", "1789", None])
def test_tags_come_back(tmp_path: Path, date: str | None) -> None:
    tags = read_tags(put(tmp_path, "a/a.mp3", title="A\nB", date=date, track=None))
    assert (tags.title, tags.date, tags.track, tags.length) == ("A B", date, None, 1000 * SECONDS)
    assert (tags.people[0].name, tags.people[0].role) == ("Ada Premier", HOST)
    assert [chapter.title for chapter in tags.chapters] == ["Ouverture", "Ada Premier : les trains"]
    assert tags.cover is not None and tags.contents_title == "Chapitres"


def test_no_damage_to_a_tag_gets_further(tmp_path: Path) -> None:
    file = put(tmp_path, "a/a.mp3", picture=b"\xff\xd8\xff")
    whole = file.read_bytes()
    for place in range(0, len(whole) - len(silence()), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_tags(file)
        except UnreadableEpisodeError as error:
            assert str(file) in str(error)
