"""What the program is made of: known, locked for CI, on terms that were thought about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tools import licences

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "ci.txt"


def asked() -> list[Requirement]:
    """All that pyproject.toml asks for, whatever the extra."""
    project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    more = [text for extra in extras for text in extra]
    return [Requirement(text) for text in (*project["dependencies"], *more)]


def locked() -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for line in LOCK.read_text("utf-8").splitlines():
        match = re.match(r"([\w.-]+)==(\S+)", line)
        if match:
            found.setdefault(canonicalize_name(match[1]), []).append(Version(match[2]))
    return found


@pytest.mark.parametrize("need", asked(), ids=str)
def test_the_lock_holds_what_is_asked_for(need: Requirement) -> None:
    """Else: python -m tools.lock"""
    versions = locked().get(canonicalize_name(need.name), [])
    assert versions, f"{need.name} is not in {LOCK}"
    assert all(version in need.specifier for version in versions)


def test_everything_in_a_lock_has_a_hash() -> None:
    for path in LOCK.parent.glob("*.txt"):
        entries = re.split(r"\n(?=[\w.-]+==)", path.read_text("utf-8"))[1:]
        assert entries
        for entry in entries:
            assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert "://" not in path.read_text("utf-8")  # from wherever; the bytes are what counts


@pytest.fixture
def closures() -> dict[str, dict[str, bool]]:
    """What the program needs, and what with each extra; a plain `make test` has not all of them."""
    try:
        return {extra: licences.closure(extra) for extra in ("", *licences.EXTRAS)}
    except licences.PackageNotFoundError as missing:
        pytest.skip(f"not all extras are installed here ({missing})")


@pytest.mark.usefixtures("closures")
def test_every_licence_is_known_and_welcome() -> None:
    assert licences.complaints() == []


@pytest.mark.usefixtures("closures")
def test_a_licence_that_nobody_thought_about_is_a_complaint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(licences.READ, "jinja2", "AGPL-3.0-only")
    assert any(line.startswith("jinja2: AGPL-3.0-only") for line in licences.complaints())
    monkeypatch.delitem(licences.STRONG, "mutagen")
    assert any(line.startswith("mutagen: ") for line in licences.complaints())


def test_the_document_says_what_is_installed(closures: dict[str, dict[str, bool]]) -> None:
    """Else: python -m tools.licences --write"""
    text = licences.DOCUMENT.read_text("utf-8")
    for names in closures.values():
        for name in names:
            assert f"| {name} | {licences.licence(name)} |" in text
