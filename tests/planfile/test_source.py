"""A plan opens what is beside it, not whatever it names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from podcast.planfile import PlanError, load_plan, open_work
from podcast.planfile.opening import source_of
from podcast.planfile.writing import plan_of, save
from tests.conftest import DEMO

TEXT = "Débat\n\nClaire Brun : Bonjour à tous.\n\nPaul Petit : Merci bien.\n" * 2


def plan_at(path: Path, source: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'source = "{source}"\n', encoding="utf-8")
    return path


def secret(folder: Path, name: str = "secret.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(TEXT, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("plan", "source"),
    [
        ("plan.toml", "secret.txt"),
        ("plan.toml", "sub/secret.txt"),
        ("episodes/a/plan.toml", "../../secret.txt"),
        ("episodes/a/plan.toml", "../../texts/secret.txt"),
        ("episodes/a/plan.toml", "../b/secret.txt"),
    ],
)
def test_what_is_beside_it_is_opened(tmp_path: Path, plan: str, source: str) -> None:
    path = plan_at(tmp_path / plan, source)
    file = secret((path.parent / source).resolve().parent)
    assert source_of(load_plan(path)).resolve() == file
    assert len(open_work(path).debate.turns) == 4


@pytest.mark.parametrize(
    ("plan", "source"),
    [
        ("x/plan.toml", "../secret.txt"),
        ("episodes/a/plan.toml", "../../../secret.txt"),
        ("episodes/a/b/plan.toml", "../../../secret.txt"),
        ("episodes/a/plan.toml", "../../.private/secret.txt"),
        ("x/plan.toml", "../x/../secret.txt"),
        ("x/plan.toml", "../../../../../../../../../../etc/passwd"),
        ("x/plan.toml", "/etc/passwd"),
    ],
)
def test_elsewhere_is_refused(tmp_path: Path, plan: str, source: str) -> None:
    path = plan_at(tmp_path / "in" / plan, source)
    if "secret" in source:
        secret(Path(os.path.normpath(path.parent / source)).parent)
    with pytest.raises(PlanError, match=r"`source`: .* outside of the plan's folders.*--source"):
        open_work(path)


def test_a_link_is_followed_before_it_is_judged(tmp_path: Path) -> None:
    path = plan_at(tmp_path / "x" / "plan.toml", "link.txt")
    (path.parent / "link.txt").symlink_to(secret(tmp_path / "else"))
    with pytest.raises(PlanError, match="outside"):
        open_work(path)


def test_elsewhere_as_long_as_it_is_what_the_plan_was_made_from(tmp_path: Path) -> None:
    file = secret(tmp_path / "documents")
    path = tmp_path / "work" / "episodes" / "secret" / "plan.toml"
    save(plan_of(file, path))
    assert len(open_work(path).debate.turns) == 4
    file.write_text(TEXT + "\nClaire Brun : Encore.\n", encoding="utf-8")
    with pytest.raises(PlanError, match="not the file that the plan was made from"):
        open_work(path)
    work = open_work(path, source=file)
    assert len(work.debate.turns) == 5
    assert any("has changed since" in note for note in work.notes)
    save(plan_of(file, path))
    assert open_work(path).notes == ()


@pytest.mark.parametrize("source", ["gone.txt", "a\\u0000b", "x" * 5000, "sub"])
def test_a_source_that_is_not_there(tmp_path: Path, source: str) -> None:
    path = plan_at(tmp_path / "plan.toml", source)
    (tmp_path / "sub").mkdir()
    with pytest.raises(PlanError, match=r"plan\.toml, `source`: there is no file .*--source FILE"):
        open_work(path)


def test_a_moved_source(tmp_path: Path) -> None:
    first = secret(tmp_path)
    path = tmp_path / "plan.toml"
    save(plan_of(first, path))
    moved = first.rename(tmp_path / "moved.txt")
    with pytest.raises(PlanError, match=r"there is no file “secret\.txt”"):
        open_work(path)
    assert open_work(path, source=moved).notes == ()
    save(plan_of(moved, path))
    assert load_plan(path).source == "moved.txt"


def test_the_plan_of_another_transcript_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    save(plan_of(secret(tmp_path), path))
    with pytest.raises(PlanError, match=r"the plan of another transcript, “secret\.txt”"):
        plan_of(DEMO, path)
