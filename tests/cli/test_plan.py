"""`podcast plan`, `podcast build plan.toml`, `podcast cast --remember`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from podcast.cli import cli
from podcast.errors import PodcastError
from podcast.publishing.tags import read_tags
from tests.conftest import DEMO


def podcast(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(DEMO, tmp_path / "demo.txt")
    return tmp_path


def test_a_plan_is_written_and_kept_up_to_date(here: Path) -> None:
    made = podcast("plan", "demo.txt")
    assert made.exit_code == 0, made.output
    assert "Wrote episodes/demo/plan.toml. Edit it, then: podcast build" in made.output
    assert (here / "episodes/demo/plan.toml").read_text().count("[[passage]]\n") == 0
    assert "is up to date" in podcast("plan", "demo.txt").output
    assert "is up to date" in podcast("plan", "episodes/demo/plan.toml").output
    (here / "demo.txt").write_text((here / "demo.txt").read_text() + "\nEncore un mot.\n")
    assert "would change" in podcast("plan", "demo.txt", "--check").output
    assert "Wrote" in podcast("plan", "demo.txt").output


def test_what_cannot_be_is_told(here: Path) -> None:
    assert podcast("plan", "-").exit_code == 2
    assert podcast("plan", "demo.txt", "-o", "plan.txt").exit_code == 2
    assert podcast("plan", "plan.toml", "-o", "other.toml").exit_code == 2
    for arguments in (
        ("plan", "nowhere.toml"),
        ("build", "nowhere.toml"),
        ("build", "demo.txt", "--source", "demo.txt"),
    ):
        result = podcast(*arguments)
        assert isinstance(result.exception, PodcastError)
        assert "\n" not in str(result.exception)


def test_a_plan_is_built_beside_itself(here: Path) -> None:
    podcast("plan", "demo.txt", "-o", "debats/plan.toml")
    path = here / "debats" / "plan.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('source = "../demo.txt"', 'source = "demo.txt"')
    text, found = re.subn(
        '# chapter = "Marcel Tchikaye[^"]*"', 'chapter = "L\'oreille"', text, count=1
    )
    assert found == 1
    path.write_text(text.replace('# title = "Faut', 'title = "Doit'), encoding="utf-8")
    shutil.move(here / "demo.txt", here / "debats" / "demo.txt")
    (here / "series.toml").write_text(
        'title = "La nuit"\nauthor = "Valbrune"\n[person."Marcel Tchikaye"]\nvoice = "Basile"\n'
    )
    made = podcast("build", path, "--engine", "tone")
    assert made.exit_code == 0, made.output
    mp3 = here / "debats" / "demo.mp3"
    assert "L'oreille" in [chapter.title for chapter in read_tags(mp3).chapters]
    from mutagen.id3 import ID3

    tag = ID3(mp3)
    assert str(tag["TALB"]) == "La nuit" and str(tag["TPE1"]) == "Valbrune"
    assert str(tag["TIT2"]).startswith("Doit-il éteindre")
    assert not (here / "episodes").exists()


def test_dry_runs_inspections_and_casts_know_plans(here: Path) -> None:
    podcast("plan", "demo.txt")
    path = here / "episodes" / "demo" / "plan.toml"
    text = path.read_text(encoding="utf-8").replace("# banned = []", 'banned = ["Énergie"]')
    text = text.replace('# voice = "Lucie"', 'voice = "Clara"')
    path.write_text(text, encoding="utf-8")
    themes = podcast("themes", path).output
    assert "Biodiversité" in themes and "\nÉnergie" not in themes
    assert "the voice asked for" in podcast("cast", path).output
    for command in (("inspect", path), ("build", path, "--dry-run"), ("words", path)):
        assert podcast(*command).exit_code == 0
    assert "Inès Belkaroui  " in podcast("inspect", path).output


def test_a_plan_says_which_episodes_are_made(here: Path) -> None:
    podcast("plan", "demo.txt")
    path = here / "episodes" / "demo" / "plan.toml"
    assert "episodes, about" not in podcast("build", path, "--dry-run").output
    text = path.read_text(encoding="utf-8").replace("# themes = false", "themes = true")
    path.write_text(text, encoding="utf-8")
    assert "6 episodes, about" in podcast("build", path, "--dry-run").output
    # What the command line asks for goes before the plan.
    assert "6 episodes" not in podcast("build", path, "--dry-run", "--by", "whole").output


def test_voices_are_remembered(here: Path) -> None:
    first = podcast("cast", "demo.txt", "--remember")
    assert first.exit_code == 0, first.output
    assert "Wrote episodes/series.toml: Inès Belkaroui" in first.output
    series = here / "episodes" / "series.toml"
    text = series.read_text(encoding="utf-8")
    found = re.search(r'\[person\."Inès Belkaroui"\]\nvoice = ("\w+")', text)
    assert found is not None
    series.write_text(text.replace(found[1], '"Romane"'), encoding="utf-8")
    again = podcast("cast", "demo.txt", "--remember")
    if "which is not there" not in again.output:
        assert "the same voice as in the whole series" in again.output
    assert "nothing to add" in again.output
    podcast("plan", "demo.txt")
    assert podcast("cast", "episodes/demo/plan.toml").output.count("the whole series") >= 4


def test_strict_is_content_when_the_plan_settles_the_doubts(here: Path) -> None:
    path = here / "demo.txt"
    text = path.read_text(encoding="utf-8").replace(
        "\nBerenice DELAUNETTE\n\nLa peur", "\nJe rejoins Étienne ROUQUEYRAL. La peur"
    )
    path.write_text(text, encoding="utf-8")
    assert "look for “In doubt”" in podcast("plan", path).output
    plan = here / "episodes" / "demo" / "plan.toml"
    refused = podcast("build", plan, "--strict", "--dry-run")
    assert "take the # from the `speaker`" in str(refused.exception)
    head, tail = plan.read_text(encoding="utf-8").split("#: In doubt", 1)
    settled = tail.replace('# speaker = "Étienne', 'speaker = "Étienne', 1)
    plan.write_text(f"{head}#: In doubt{settled}", encoding="utf-8")
    assert podcast("build", plan, "--strict", "--dry-run").exit_code == 0
