"""Pages broken on purpose."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.checking import check
from podcast.checking.finding import Severity
from podcast.publishing.tags import ChapterTag
from podcast.timecode import Milliseconds
from tests.checking.conftest import put, retag, rewrite

Change = Callable[[str], str]


def in_body(text: str) -> Change:
    return put("</main>", f"{text}</main>")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (put("<!DOCTYPE html>", ""), ["page-doctype"]),
        (lambda text: text[: len(text) // 2], ["page-truncated"]),
        (put(' lang="fr"', ""), ["page-language"]),
        (put(' lang="fr"', ' lang="Französisch"'), ["page-language"]),
        (in_body('<p lang="?">x</p>'), ["page-language"]),
        (put("<title>Un débat</title>", ""), ["page-title"]),
        (put("<title>Un débat</title>", "<title> </title>"), ["page-title"]),
        (in_body("</div>"), ["page-broken"]),
        (in_body('<p id="chapters-1">x</p>'), ["page-id"]),
        (in_body('<p aria-labelledby="nowhere">x</p>'), ["page-anchor"]),
        (in_body('<a href="#nowhere">x</a>'), ["page-anchor"]),
        (in_body('<a href="#t=12">x</a> <a href="https://example.org">y</a>'), []),
        (in_body('<a href="missing.mp3">x</a>'), ["page-missing"]),
        (in_body('<a href="trains.mp3#t=7">x</a> <a href="tr%61ins.vtt">y</a>'), []),
        (in_body('<a href="../../etc/passwd">x</a>'), ["page-outside"]),
        (in_body('<a href="/etc/passwd">x</a>'), ["page-outside"]),
        (in_body('<img alt="" src="https://example.org/a.png">'), ["page-outside"]),
        (in_body('<img alt="" src="//example.org/a.png">'), ["page-outside"]),
        (in_body('<img alt="" srcset="https://example.org/a.png 2x">'), ["page-outside"]),
        (in_body('<img alt="" src="data:image/gif;base64,AAAA">'), []),
        (in_body('<a href="http://[x">x</a>'), ["page-link"]),
        (in_body('<iframe src="https://example.org"></iframe>'), ["page-outside"]),
        (put("</title>", '</title><link rel="stylesheet" href="https://example.org/a.css">'),
         ["page-outside"]),
        (put("</title>", '</title><base href="https://example.org/">'), ["page-outside"]),
        (put("</title>", '</title><meta http-equiv="refresh" content="0;url=x">'),
         ["page-outside"]),
        (put("<style>", "<style>@import 'https://example.org/a.css';"), ["page-outside"]),
        (put("<style>", "<style>p { background: url(https://example.org/a) }"), ["page-outside"]),
        (in_body('<p style="background: url(a.png)">x</p>'), ["page-outside"]),
        (in_body('<p onclick="x()">x</p>'), ["page-script"]),
        (in_body('<a href="javascript:x()">x</a>'), ["page-script"]),
        (in_body('<a href=" JavaScript:x()">x</a>'), ["page-script"]),
        (in_body('<a href="data:text/html,x">x</a>'), ["page-script"]),
        (in_body("<script>x()</script>"), ["page-policy"]),
        (put("http-equiv=\"Content-Security-Policy\"", "name=\"x\""), ["page-policy"]),
        (put('class="data">{', 'class="data">['), ["page-data"]),
        (put('"sentences":[[', '"sentences":[["'), ["page-data"]),
        (put('"sentences":[[131', '"sentences":[[-1'), ["page-data"]),
        (put('"sentences":[[131', '"sentences":[[121'), ["page-differ"]),
        (put('"chapters":[[0', '"chapters":[[1000'), ["page-differ"]),
        (put('"sentences":[[131,', '"sentences":[[120,9999999],[9999998,'),
         ["page-outside-sound", "page-differ"]),
        (lambda text: re.sub(r'"chapters":\[\[0,"[^"]*"', '"chapters":[[0,"nowhere"', text),
         ["page-anchor"]),
        (lambda text: text.replace("débat", "\udcff", 1), ["page-encoding"]),
        (lambda text: "", ["page-broken"]),
        (lambda text: "<!DOCTYPE html>" + "<div>" * 100_000, ["page-broken"]),
    ],
)  # fmt: skip
def test_a_broken_page(episode: Path, change: Change, codes: list[str]) -> None:
    path = episode / "index.html"
    rewrite(path, change)
    data = path.read_bytes().replace("\udcff".encode("utf-8", "surrogatepass"), b"\xff")
    path.write_bytes(data)
    findings = check(episode, sound=False).findings
    assert {f.path for f in findings} <= {str(path)}
    own = list(dict.fromkeys(f.code for f in findings))
    if codes in (["page-truncated"], ["page-broken"]):  # what is cut lacks much
        assert codes[0] in own
    else:
        assert own == codes


def test_a_page_whose_sound_was_made_anew(episode: Path) -> None:
    whole = ChapterTag("Tout", Milliseconds(0), Milliseconds(1000))
    retag(episode / "trains.mp3", chapters=(whole,))
    assert [f.code for f in check(episode / "index.html").findings] == ["page-differ"]


def test_a_page_whose_sound_is_gone(episode: Path) -> None:
    (episode / "trains.mp3").unlink()
    findings = check(episode / "index.html").findings
    assert {f.code for f in findings} == {"page-missing"}
    assert all("trains.mp3" in f.message for f in findings)


def test_an_episode_that_the_page_does_not_list(episode: Path) -> None:
    (episode / "speakers").mkdir()
    shutil.copy(episode / "trains.mp3", episode / "speakers" / "ada.mp3")
    (episode / "speakers" / "jingle.mp3").write_bytes(b"no episode")
    findings = check(episode / "index.html").findings
    assert [(f.code, f.severity) for f in findings] == [("page-unlisted", Severity.WARNING)]
    assert "speakers/ada.mp3" in findings[0].message
