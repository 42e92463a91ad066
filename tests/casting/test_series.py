"""Several episodes of one debate, made in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from podcast.building.decide import prepare_album
from podcast.building.model import AlbumProduction, BuildOptions
from podcast.cli import main
from podcast.model import Debate
from podcast.planning import EpisodeKind
from podcast.publishing.tags import read_tags
from podcast.reading import read_debate
from podcast.scripting.script import LineKind
from tests.conftest import DEMO
from tests.making import make_episodes


def series_of(debate: Debate, engine: str | None = None) -> AlbumProduction:
    return prepare_album(debate, BuildOptions(engine=engine), name="demo")


def check_lines(series: AlbumProduction) -> None:
    """Each line of an episode is heard once in it, but what is recalled is marked."""
    for track in series.album.tracks:
        production = series.production(track)
        speech = [line for line in production.script.lines if line.kind is LineKind.SPEECH]
        places = Counter((line.turn, line.paragraph, line.text) for line in speech)
        paragraphs = {(t.index, n): p.text for t in series.album.debate.turns
                      for n, p in enumerate(t.paragraphs, start=1)}  # fmt: skip
        for (turn, paragraph, text), times in places.items():
            assert turn is not None and paragraph is not None
            assert times <= max(1, paragraphs[turn, paragraph].count(text))
        if track.kind is EpisodeKind.WHOLE:
            assert not any(line.recalled for line in speech)


def test_nothing_is_said_twice() -> None:
    check_lines(series_of(read_debate(DEMO)))


def test_nothing_is_said_twice_in_the_round_table(round_table: Path) -> None:
    check_lines(series_of(read_debate(round_table)))


def test_all_kinds_of_the_demo(tmp_path: Path) -> None:
    demo = read_debate(DEMO)
    series = series_of(replace(demo, turns=demo.turns[:8]), "tone")
    productions = [series.production(track) for track in series.album.tracks]
    episodes, spoken = make_episodes(series, productions, tmp_path, jobs=2)
    different = {(line.said, line.voice) for p in productions for line in p.script.lines}
    assert spoken == len(different)
    total = len(productions)
    for number, (made, episode) in enumerate(zip(productions, episodes, strict=True), start=1):
        tag = ID3(episode.path)
        assert str(tag["TRCK"]) == f"{number}/{total}"
        assert str(tag["TALB"]) == series.album.debate.title
        assert str(tag["TIT2"]) == made.plan.title
        assert tag.getall("APIC")
        assert [c.title for c in read_tags(episode.path).chapters] == [
            c.title for c in made.plan.chapters
        ]
    names = sorted(str(e.path.relative_to(tmp_path)) for e in episodes)
    assert names[0] == "demo.mp3"
    assert "speakers/etienne-rouqueyral.mp3" in names
    # The same bytes, whether it is made with the others or alone: gains are the debate's.
    alone = tmp_path / "alone"
    one, _ = make_episodes(series, productions[5:6], alone, jobs=1)
    assert one[0].path.read_bytes() == episodes[5].path.read_bytes()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(DEMO), *arguments])
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_what_would_be_made_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--dry-run", "--by", "speaker", "--by", "theme") == 0
    shown = capsys.readouterr().out
    assert "2/11" in shown and "11/11" in shown and " 1/11" not in shown
    assert "in no theme's episode" in shown


def test_what_is_in_no_theme_is_told_with_the_themes_episodes_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--dry-run") == 0
    assert run("--dry-run", "--by", "speaker") == 0
    assert "in no theme's episode" not in capsys.readouterr().out


def test_a_debate_without_themes_is_not_told_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d.txt"
    path.write_text("Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada.\n")
    with pytest.raises(SystemExit):
        main(["build", str(path), "--dry-run"])
    assert "theme" not in capsys.readouterr().out


def test_one_speaker_by_name_whatever_the_accents(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--dry-run", "--speaker", "etienne rouqueyral", "--by", "whole") == 0
    shown = capsys.readouterr().out
    assert "1/11" in shown and "3/11" in shown and "4/11" not in shown


def test_an_unknown_theme_lists_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--dry-run", "--theme", "Pêche") == 1
    assert "- Énergie" in capsys.readouterr().err
