"""The state of a module is that of all that it imports: what changes, changes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast.store import fingerprint
from podcast.store.fingerprint import imported_by, of_modules

FILES = {
    "podcast/__init__.py": "from podcast.other import door\n",
    "podcast/one/__init__.py": "from podcast.one.common import SHARED\n",
    "podcast/one/common.py": "SHARED = 1\n",
    "podcast/one/entry.py": """\
        from typing import TYPE_CHECKING
        import numpy
        from podcast.two import (
            inside,
            nothing,
        )

        if TYPE_CHECKING:
            from podcast.other import for_types

            NUMBER = 1

        def late():
            from podcast.two.late import VALUE
            import podcast.two.whole
    """,
    "podcast/two/__init__.py": "nothing = None\n",
    "podcast/two/inside.py": "\n",
    "podcast/two/late.py": "VALUE = 1\n",
    "podcast/two/whole.py": "\n",
    "podcast/other/__init__.py": "\n",
    "podcast/other/door.py": "\n",
    "podcast/other/for_types.py": "\n",
}
ENTRY = "podcast.one.entry"
PARTS = {
    "podcast.one.entry": "what is named",
    "podcast.one": "its package",
    "podcast.one.common": "what its package imports",
    "podcast.two": "the package of what it imports",
    "podcast.two.inside": "a module from a package",
    "podcast.two.late": "what a function imports",
    "podcast.two.whole": "by its whole name",
}


def forget() -> None:
    for found in (fingerprint.of_modules, fingerprint._module, fingerprint.of_packages):
        found.cache_clear()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program of its own, whose state is told."""
    for name, source in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        margin = " " * (len(source) - len(source.lstrip(" ")))
        lines = [line.removeprefix(margin) for line in source.splitlines()]
        path.write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path / "podcast")
    forget()
    yield tmp_path
    forget()


def test_all_that_is_imported_is_found(package: Path) -> None:
    assert imported_by(ENTRY) == set(PARTS)


@pytest.mark.parametrize("name", FILES)
def test_a_module_that_changes_changes_the_state(package: Path, name: str) -> None:
    before = of_modules(ENTRY)
    path = package / name
    path.write_text(path.read_text() + "# another comment\n")
    forget()
    module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    assert (of_modules(ENTRY) != before) == (module in PARTS)


def test_the_versions_of_other_packages_count(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "numpy=" in of_modules(ENTRY)
    assert "typing" not in of_modules(ENTRY)


def test_data_that_a_module_reads_counts(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = package / "voices"
    (data / "words").mkdir(parents=True)
    (data / "names.toml").write_text("a")
    monkeypatch.setattr(fingerprint, "default_directory", lambda: data)
    reads = {"podcast.two.late": "words", "podcast.one.common": "names.toml", "podcast.x": "x"}
    monkeypatch.setattr(fingerprint, "DATA", reads)
    states = set()
    for change in (
        lambda: None,
        lambda: (data / "words" / "fr.toml").write_text("b"),
        lambda: (data / "words" / "fr.toml").write_text("c"),
        lambda: (data / "names.toml").write_text("b"),
    ):
        change()
        forget()
        states.add(of_modules(ENTRY))
    assert len(states) == 4
    (data / "other.toml").write_text("d")
    forget()
    assert of_modules(ENTRY) in states


def test_a_name_that_is_no_module_is_a_mistake(package: Path) -> None:
    with pytest.raises(ModuleNotFoundError):
        of_modules("podcast.one.entrance")
