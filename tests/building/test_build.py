"""Many transcripts at once: each is made, whatever becomes of the others."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

import pytest

from podcast.building.decide import decide
from podcast.building.model import BuildOptions, BuildPlan
from podcast.cli import main
from podcast.store.cache import Cache
from tests.conftest import DEMO

TEXT = "Un débat\n\nAda Premier : Bonjour {0}.\n\nBob Second : Bonjour Ada, {0}.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["build", *arguments])
    assert isinstance(ended.value.code, int)
    shown = capsys.readouterr()
    return ended.value.code, shown.out, shown.err


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    paths = []
    for name in ("un", "deux", "trois"):
        (tmp_path / f"{name}.txt").write_text(TEXT.format(name))
        paths.append(str(tmp_path / f"{name}.txt"))
    return paths


def test_all_are_made_and_told(
    tmp_path: Path,
    texts: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "cache"))
    out = tmp_path / "out"
    code, shown, _ = run(capsys, *texts, "-o", str(out))
    assert code == 0
    for name in ("un", "deux", "trois"):
        assert (out / name / f"{name}.mp3").is_file()
        assert f"{name}.mp3" in shown
    # One by one they are the same bytes, and then known.
    code, shown, _ = run(capsys, texts[1], "-o", str(tmp_path / "alone"), "-q")
    one, other = (folder / "deux" / "deux.mp3" for folder in (out, tmp_path / "alone"))
    assert one.read_bytes() == other.read_bytes()
    code, shown, _ = run(capsys, *texts, "-o", str(out))
    assert code == 0
    assert shown.count("nothing has changed") == 3


def test_a_changed_paragraph_leaves_the_files_that_a_cold_build_makes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first half of the demo has speakers and themes as well.
    text = "\n".join(DEMO.read_text(encoding="utf-8").split("\n")[:70])
    paragraphs = [place for place, line in enumerate(text.split("\n")) if len(line) > 200]
    (tmp_path / "demo.txt").write_text(text, encoding="utf-8")
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "cache"))
    again = "-q", "-o", str(tmp_path / "again"), "--book", "--by", "whole", "--by", "theme"
    assert run(capsys, str(tmp_path / "demo.txt"), *again)[0] == 0
    changed = text.split("\n")
    changed[paragraphs[len(paragraphs) // 2]] += " Et la petite gare de montagne a rouvert."
    (tmp_path / "demo.txt").write_text("\n".join(changed), encoding="utf-8")
    assert run(capsys, str(tmp_path / "demo.txt"), *again)[0] == 0
    monkeypatch.setenv("PODCAST_CACHE", "off")
    cold = "-q", "-o", str(tmp_path / "cold"), *again[3:]
    assert run(capsys, str(tmp_path / "demo.txt"), *cold)[0] == 0
    one, other = (
        {
            file.relative_to(tmp_path / folder): file.read_bytes()
            for file in (tmp_path / folder).rglob("*")
            if file.is_file() and not file.name.startswith(".")
        }
        for folder in ("again", "cold")
    )
    assert len(one) > 12
    assert one == other


def test_one_that_fails_stops_no_other(
    tmp_path: Path, texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (tmp_path / "leer.txt").write_text("")
    wrong = [str(tmp_path / "nowhere.txt"), str(tmp_path / "leer.txt")]
    code, shown, said = run(capsys, texts[0], *wrong, texts[2], "-o", str(out))
    assert code == 1
    assert (out / "un" / "un.mp3").is_file()
    assert (out / "trois" / "trois.mp3").is_file()
    assert shown.count("not made") == 2
    assert "nowhere.txt" in said
    assert "2 of 4 could not be made" in said
    assert sorted(path.name for path in out.iterdir()) == ["trois", "un"]


@pytest.mark.parametrize(
    "error", [ValueError("odd"), OSError(5, "Input/output error"), MemoryError()]
)
def test_nor_does_one_that_fails_as_nobody_foresaw(
    tmp_path: Path,
    texts: list[str],
    error: Exception,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def plan(
        path: Path, wishes: BuildOptions, cache: Cache | None, executor: Executor | None
    ) -> BuildPlan:
        if path.stem == "deux":
            raise error
        return decide(path, wishes, cache, executor)

    monkeypatch.setattr("podcast.building.decide.decide", plan)
    code, shown, said = run(capsys, *texts, "-o", str(tmp_path / "out"))
    assert code == 1
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["trois", "un"]
    assert shown.count("not made") == 1
    assert "1 of 3 could not be made" in said


@pytest.mark.parametrize("option", ["--title", "--date", "--source"])
def test_what_is_of_one_transcript_is_refused(
    texts: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = run(capsys, *texts, option, "2024-05-28")
    assert code == 2
    assert "build them one by one" in said


def test_two_that_would_be_the_same_file_are_refused(
    tmp_path: Path, texts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "un.md").write_text(TEXT)
    code, _, said = run(capsys, *texts, str(tmp_path / "b" / "un.md"))
    assert code == 2
    assert "would be made in the same place" in said
    code, _, said = run(capsys, texts[0], "-")
    assert code == 2


def test_so_are_a_transcript_and_its_plan(
    tmp_path: Path,
    texts: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("un", "deux"):
        with pytest.raises(SystemExit):
            main(["plan", f"{name}.txt"])
    plans = ["episodes/un/plan.toml", "episodes/deux/plan.toml"]
    code, _, said = run(capsys, "trois.txt", "deux.txt", *plans)
    assert code == 2
    assert "deux.txt and episodes/deux/plan.toml would be made in the same place" in said
    # Elsewhere they are apart; unless they are two plans of one debate.
    code, _, _ = run(capsys, "deux.txt", plans[0], "-o", "other", "--dry-run")
    assert code == 0
    Path("copy").mkdir()
    Path("copy/plan.toml").write_bytes(Path(plans[0]).read_bytes().replace(b"../../", b"../"))
    code, _, _ = run(capsys, plans[0], "copy/plan.toml", "--dry-run")
    assert code == 0
    code, _, said = run(capsys, plans[0], "copy/plan.toml", "-o", "other", "--dry-run")
    assert code == 2
