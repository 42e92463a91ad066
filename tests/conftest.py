"""What tests share: the demo, the real transcripts where they are, debates made of nothing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from podcast.casting.palette import Palette
from podcast.model import Debate, Paragraph, Speaker, Turn
from podcast.rendering.pool import LocalExecutor
from podcast.voice import Gender, Voice
from tests.command import ThreadExecutor

# No test is timed: a busy machine is no fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "episodes" / "demo" / "demo.txt"

# What is compiled is kept: hundreds of processes would compile the program anew, each for a second
# or two, and pytest its own tests for ten.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Natural voices take a hundred times as long: tests that want them ask for them.
os.environ["PODCAST_NATURAL"] = "off"
# Tables are as wide wherever the tests run.
os.environ["COLUMNS"] = "110"


SLOW = (
    "building", "casting/test_engines", "casting/test_seats", "casting/test_series.py", "checking",
    "cli", "faults", "hostile", "planfile", "publishing", "reading/test_corpus",
    "reading/test_edit_layout", "reading/formats", "rendering/test_cluster",
    "rendering/test_render", "rendering/test_seams", "rendering/test_pool", "rendering/test_keys",
    "serving", "speaking", "studio/test_browser", "studio/test_killed", "studio/test_making",
    "store/test_cache", "store/test_folder_lock", "store/test_fingerprint", "store/test_run_folder",
    "test_api", "test_supply_chain", "wording/test_cache", "wording/test_gold",
)  # fmt: skip
"""Tests that start processes, make sound, or read long texts: `make quick` leaves them out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, by where it is."""
    here = Path(__file__).parent
    for item in items:
        if item.path.relative_to(here).as_posix().startswith(SLOW):
            item.add_marker("slow")


def transcripts() -> Path:
    """The folder of real transcripts, which are not part of the project."""
    return Path(os.environ.get("PODCAST_TRANSCRIPTS", ROOT.parent / "shared" / "transcripts"))


@pytest.fixture(autouse=True)
def no_cache_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests make everything, and leave nothing behind, but where they say otherwise."""
    monkeypatch.setenv("PODCAST_CACHE", "off")
    monkeypatch.delenv("PODCAST_CACHE_SIZE", raising=False)


PROCESSES = ("building/test_killed", "building/test_make", "faults", "rendering/test_pool")
"""Tests of which worker processes are the point; elsewhere a thread does their work, but for tests
that ask for `worker_processes`."""


@pytest.fixture(autouse=True)
def workers_in_this_process(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let builds start no worker processes, but where they are what is proved."""
    if not request.path.relative_to(Path(__file__).parent).as_posix().startswith(PROCESSES):
        monkeypatch.setattr("podcast.rendering.pool.LocalExecutor", ThreadExecutor)


@pytest.fixture
def worker_processes(workers_in_this_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds start worker processes."""
    monkeypatch.setattr("podcast.rendering.pool.LocalExecutor", LocalExecutor)


@pytest.fixture
def round_table() -> Path:
    path = transcripts() / "table-ronde-ia-2024.txt"
    if not path.is_file():
        pytest.skip(f"the real transcripts are not here ({path}); set PODCAST_TRANSCRIPTS")
    return path


def tone_voice(number: int, gender: Gender | None = None) -> Voice:
    return Voice(f"tone-{number}", f"Tone {number}", "fr", gender, "tone", f"t{number}", 50)


@pytest.fixture
def tones() -> Palette:
    return palette_of_tones()


def palette_of_tones() -> Palette:
    """A palette of hums: instant, and each voice another note."""
    voices = tuple(tone_voice(n, Gender.FEMALE if n % 2 else Gender.MALE) for n in range(1, 13))
    return Palette("fr", "Une phrase pour mesurer le niveau de la voix.", tone_voice(0), voices)


def debate_of(*turns: tuple[str, str], language: str = "fr") -> Debate:
    """A debate in which these people say these things, in this order."""
    names = dict.fromkeys(name for name, _ in turns)
    return Debate(
        title="Un débat",
        subtitle=None,
        date=None,
        date_text=None,
        language=language,
        speakers=tuple(Speaker(name) for name in names),
        turns=tuple(
            Turn(
                number,
                name,
                10 * number,
                tuple(
                    Paragraph(text, 10 * number + 2 * i)
                    for i, text in enumerate(said.split("\n"), start=1)
                ),
            )
            for number, (name, said) in enumerate(turns, start=1)
        ),
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium without a screen, driven by Selenium; nothing is fetched to have it."""
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("there is no Chromium here with its chromedriver (Debian: chromium-driver)")
    options = selenium.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--mute-audio", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    opened = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    yield opened
    opened.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core: the newest where `AXE_CORE` says a file, else the one that comes from PyPI."""
    path = os.environ.get("AXE_CORE")
    if path is None:
        package = pytest.importorskip("axe_core_python", reason="axe-core is not installed")
        path = str(Path(package.__file__).parent / "axe.min.js")
    return Path(path).read_text("utf-8")
