"""A transcript is taken into a folder that is nobody's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.errors import PodcastError
from podcast.studio.shelf import Shelf

TALK = "Ada Premier : Bonjour à tous.\n\nBob Second : Bonjour.\n\nAda Premier : Merci à vous.\n"


def test_what_a_killed_studio_had_begun_is_taken_in_anew(tmp_path: Path) -> None:
    begun = tmp_path / "trains" / "transcript"
    begun.mkdir(parents=True)
    (begun / "trains.txt").write_text(TALK, encoding="utf-8")
    (begun / ".trains-abcdefgh.podcast.part").write_text("Ada", encoding="utf-8")

    assert Shelf(tmp_path).add_bytes(TALK.encode(), "trains.txt") == "trains"

    assert (tmp_path / "trains" / "plan.toml").is_file()
    assert [path.name for path in begun.iterdir()] == ["trains.txt"]


def test_a_plan_that_was_removed_comes_back_with_its_transcript(tmp_path: Path) -> None:
    assert Shelf(tmp_path).add_bytes(TALK.encode(), "trains.txt") == "trains"
    own = tmp_path / "trains"
    plan = (own / "plan.toml").read_bytes()
    (own / "plan.toml").unlink()
    (own / "trains.mp3").write_bytes(b"an episode")
    with pytest.raises(PodcastError, match="put in their transcript again"):
        Shelf(tmp_path).plan("trains")

    assert Shelf(tmp_path).add_bytes(TALK.encode(), "trains.txt") == "trains"

    assert (own / "plan.toml").read_bytes() == plan
    assert (own / "trains.mp3").read_bytes() == b"an episode"


def _download(own: Path) -> None:
    own.mkdir()
    (own / "film.mp4.part").write_bytes(b"half of it")


def _other_words(own: Path) -> None:
    (own / "transcript").mkdir(parents=True)
    (own / "transcript" / "trains.txt").write_text("Mine.", encoding="utf-8")


def _link(own: Path) -> None:
    own.mkdir()
    (own / "photos").symlink_to(own.parent, target_is_directory=True)


def _link_to_the_same(own: Path) -> None:
    (own / "transcript").mkdir(parents=True)
    text = own.with_name("mine.txt")
    text.write_text(TALK, encoding="utf-8")
    (own / "transcript" / "trains.txt").symlink_to(text)


def _folders(own: Path) -> None:
    (own / "photos" / "2024").mkdir(parents=True)


def _file_for_a_folder(own: Path) -> None:
    own.mkdir()
    (own / "transcript").write_text("Mine.", encoding="utf-8")


def _file(own: Path) -> None:
    own.write_text("A file.", encoding="utf-8")


@pytest.mark.parametrize(
    "make", [_download, _other_words, _link, _link_to_the_same, _folders, _file_for_a_folder, _file]
)
@pytest.mark.parametrize("text", [TALK, "Nobody speaks here."])
def test_a_folder_of_somebody_elses_stays_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], text: str
) -> None:
    own = tmp_path / "trains"
    make(own)
    before = _inside(tmp_path)
    links = {path for path in before if path.is_symlink()}

    if text is TALK:
        assert Shelf(tmp_path).add_bytes(text.encode(), "trains.txt") == "trains-2"
    else:
        with pytest.raises(PodcastError):
            Shelf(tmp_path).add_bytes(text.encode(), "trains.txt")

    assert before.items() <= _inside(tmp_path).items()
    assert all(path.is_symlink() == (path in links) for path in before)
    assert (tmp_path / "trains-2").exists() is (text is TALK)


def test_a_copy_of_somebody_elses_stays_where_nobody_speaks_in_it(tmp_path: Path) -> None:
    _other_words(tmp_path / "trains")
    with pytest.raises(PodcastError):
        Shelf(tmp_path).add_bytes(b"Mine.", "trains.txt")
    assert (tmp_path / "trains" / "transcript" / "trains.txt").read_bytes() == b"Mine."
    assert not (tmp_path / "trains" / "plan.toml").exists()


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "trains"

    def read(path: Path) -> None:
        (own / "mine.txt").write_text("Mine.", encoding="utf-8")
        raise PodcastError("nobody speaks")

    monkeypatch.setattr("podcast.studio.shelf.read_debate", read)
    with pytest.raises(PodcastError, match="nobody speaks"):
        Shelf(tmp_path).add_bytes(TALK.encode(), "trains.txt")
    assert [path.name for path in own.rglob("*")] == ["mine.txt"]


def _inside(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}
