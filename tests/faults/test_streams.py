"""Standard streams that are closed, full, gone, or cannot show “é”."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.faults.conftest import TONES, podcast, shell

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams as a POSIX shell has them")


def test_all_three_closed(spoken: Path, transcript: Path, tmp_path: Path) -> None:
    """Nothing that would have been shown goes into a file that took a closed one's number."""
    build = f"$PODCAST build {transcript} {' '.join(TONES).replace('-q', '')} -o {tmp_path}"
    assert shell(f"{build} <&- >&- 2>&-", PODCAST_CACHE=str(spoken / "cache")).code == 0
    made = (tmp_path / "nuit" / "nuit.mp3").read_bytes()
    assert made == (spoken / "nuit" / "nuit.mp3").read_bytes()


def test_nothing_to_read(tmp_path: Path) -> None:
    shell("$PODCAST inspect - <&-").assert_is_one_sentence("-: it is empty")


@pytest.mark.parametrize("command", ["--help", "voices --palette", "words Bonjour --language fr"])
def test_a_full_disk_under_what_is_shown(command: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    for unbuffered in ("", "1"):
        shell(
            f"$PODCAST {command} > /dev/full", PYTHONUNBUFFERED=unbuffered
        ).assert_is_one_sentence("No space left on device", "is there room where the output goes")


def test_nobody_reads_any_more() -> None:
    ended = shell("$PODCAST voices --palette | true; $PODCAST voices --palette | head -n 1")
    assert ended.code == 0
    assert ended.err == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_a_console_that_cannot_show_it(encoding: str, transcript: Path) -> None:
    shown = podcast("inspect", transcript, "--language", "fr", PYTHONIOENCODING=encoding)
    assert shown.code == 0, shown.err
    told = podcast("inspect", transcript, "--json", "--language", "fr", PYTHONIOENCODING=encoding)
    # JSON is UTF-8, whatever the console is.
    assert "quai désert" in json.dumps(json.loads(told.out), ensure_ascii=False)
    assert "Traceback" not in shown.err + told.err


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_YY.none"])
def test_no_locale(locale: str, transcript: Path) -> None:
    environment = {"LC_ALL": locale, "LANG": locale, "PYTHONIOENCODING": ""}
    for more in ({}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        shown = podcast("inspect", transcript, "--language", "fr", **environment, **more)
        assert (shown.code, shown.err) == (0, "")
        assert "Ada Un" in shown.out
