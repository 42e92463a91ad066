"""What a newcomer stumbles over: each thing is said at once, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from podcast.building import audition
from podcast.casting.palette import find_voice
from podcast.checking import Severity, check
from podcast.cli.console import table
from podcast.cli.voices import voices
from podcast.errors import PodcastError, VoiceError
from podcast.publishing.tags import read_tags
from podcast.reading.dates import iso_date
from tests.making import make_episode
from tests.publishing.conftest import DEBATE, production_of
from tests.publishing.feed.shelf import put, silence
from tests.publishing.feed.test_feed import run


def test_a_voice_is_heard_in_a_file_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(audition, "write_samples", lambda said, path, *rest: written.append(path))
    for arguments in (["hear", "basile"], ["compare", "Basile", "Rémi"]):
        assert CliRunner().invoke(voices, arguments).exit_code == 0
    assert written == [Path("basile.mp3"), Path("basile-remi.mp3")]


def test_without_a_sound_card_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audition, "_can_be_heard", lambda: False)
    with pytest.raises(PodcastError, match=r"no sound card; a\.mp3 is written"):
        audition.play_file(Path("a.mp3"))


def test_a_player_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audition, "_can_be_heard", lambda: True)
    monkeypatch.setattr(audition, "_PLAYERS", (("false",),))
    with pytest.raises(PodcastError, match="false could not play it"):
        audition.play_file(Path("a.mp3"))


def test_a_voice_that_is_nearly_right() -> None:
    with pytest.raises(VoiceError, match=r"no voice “Bazile”; did you mean Basile\?"):
        find_voice("Bazile", "fr")
    with pytest.raises(VoiceError, match="there are"):
        find_voice("zzz", "fr")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("28 mai 2024", "2024-05-28"),
        ("mardi 28 mai 2024", "2024-05-28"),
        ("May 28, 2024", "2024-05-28"),
        ("mai 2024", "2024-05"),
        ("2024-05", "2024-05"),
        ("31 février 2024", None),
        ("28 mai", None),
        ("le 28 mai 2024 à Paris", None),
        ("yesterday", None),
    ],
)
def test_a_date_in_words(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_the_title_of_the_only_debate_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "trains/trains.mp3")
    assert run(tmp_path, "--base-url", "https://example.org/d", "--author", "Radio") == 0
    assert "The podcast is called “Un débat”, as its only debate" in capsys.readouterr().out
    assert run(tmp_path, "--base-url", "https://example.org/my debates", "--author", "R") == 1
    assert "has a space in it" in capsys.readouterr().err


def test_a_path_is_cut_where_a_word_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    path = "episodes/table-ronde/themes/collectivites-et-territoires.mp3"
    lines = [line.split("  ")[0] for line in table(("Made", "Length"), [(path, "1 h 03 min")])]
    assert "".join(lines[2:]) == path
    assert all(line[-1] in "/-." for line in lines[2:-1])
    # Of two paths both give way, so that no line is longer than the terminal.
    monkeypatch.setenv("COLUMNS", "80")
    lines = list(table(("From", "Made", "Length"), [(path, path, "1 h 03 min")]))
    assert max(map(len, lines)) <= 80
    columns = zip(*(line.split()[:2] for line in lines[2:]), strict=True)
    assert ["".join(column) for column in columns] == [path, path]


def test_check_and_feed_treat_an_mp3_of_others_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "trains/trains.mp3")
    (tmp_path / "trains" / "jingle.mp3").write_bytes(silence())
    assert run(tmp_path, "--base-url", "https://example.org/d", "--author", "Radio") == 0
    assert "jingle.mp3 is left out: it was not made by podcast build" in capsys.readouterr().err
    (found,) = check(tmp_path / "trains" / "jingle.mp3").findings
    assert (found.code, found.severity) == ("foreign", Severity.NOTE)


def test_who_publishes_is_the_artist_and_who_speaks_is_in_the_comment(tmp_path: Path) -> None:
    from dataclasses import replace

    production = production_of(DEBATE)
    series = replace(production.series_file, author="Radio Valbrune")
    make_episode(replace(production, series_file=series), tmp_path, "a", jobs=2)
    tags = read_tags(tmp_path / "a.mp3")
    assert tags.artist == "Radio Valbrune"
    assert tags.comment.startswith("Avec Ada Premier, Bob Second. Débat lu par")
