from pathlib import Path

import pytest

from podcast.cli import main
from podcast.errors import PodcastError
from podcast.store.cache import DEFAULT_SIZE, cache_folder, cache_size, open_cache


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PODCAST_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "debate-podcast"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == Path.home() / ".cache" / "debate-podcast"
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.setenv("PODCAST_CACHE", "off")
    assert cache_folder() is None
    assert open_cache() is None


@pytest.mark.parametrize(
    ("text", "size"),
    [("", DEFAULT_SIZE), ("500 MB", 500_000_000), ("1.5G", 1_500_000_000), ("12", 12), ("0", 0)],
)
def test_how_much(monkeypatch: pytest.MonkeyPatch, text: str, size: int) -> None:
    monkeypatch.setenv("PODCAST_CACHE_SIZE", text)
    assert cache_size() == size


def test_what_is_no_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCAST_CACHE_SIZE", "plenty")
    with pytest.raises(PodcastError, match="500 MB"):
        cache_size()


def test_a_build_fills_it_and_prune_empties_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "cache"))
    (tmp_path / "d.txt").write_text("Ada Un : Bonjour à tous.\n\nBob Deux : Bonjour.\n" * 3)
    build = ("build", str(tmp_path / "d.txt"), "-q", "-o", str(tmp_path / "out"))
    run(capsys, *build, "--no-cache")
    made = (tmp_path / "out" / "d" / "d.mp3").read_bytes()
    assert not (tmp_path / "cache").exists()
    for _ in range(2):
        run(capsys, *build)
        assert (tmp_path / "out" / "d" / "d.mp3").read_bytes() == made
    shown = run(capsys, "cache")
    assert str(tmp_path / "cache") in shown
    assert "takes: " in shown
    assert "Removed 0 entries" in run(capsys, "cache", "prune", "--older-than", "1")
    assert "Removed 0 entries" not in run(capsys, "cache", "prune", "--all")
    assert "0 entries, 0.0 MB of at most 2.00 GB" in run(capsys, "cache")
    monkeypatch.setenv("PODCAST_CACHE", "off")
    assert "Nothing is kept" in run(capsys, "cache")
