"""All that stands beside an MP3, made of a transcript that means harm, read by other tools."""

from __future__ import annotations

import base64
import html
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import webvtt
from mutagen.id3 import ID3

from podcast.building.decide import prepare_album
from podcast.errors import OutputError
from podcast.model import Debate, Direction, Paragraph, Speaker, Turn
from podcast.narration import phrasebook
from podcast.planning import EpisodeKind
from podcast.publishing.heard import heard_sentences
from podcast.publishing.model import TRANSCRIPTS, SidecarChoice
from podcast.publishing.page.render import ICON
from podcast.reading import read_debate
from tests.browser import Keyboard
from tests.conftest import DEMO
from tests.making import make_episode, make_episodes
from tests.publishing.conftest import DEBATE, made_of, production_of


def test_only_the_files_that_were_meant(harmful: Path) -> None:
    assert sorted(path.name for path in harmful.parent.rglob("*") if path.is_file()) == [
        ".podcast-page.json", "a.chapters.json", "a.epub", "a.mp3", "a.transcript.docx",
        "a.transcript.html", "a.transcript.json", "a.transcript.txt", "a.vtt", "index.html",
    ]  # fmt: skip


def test_hostile_captions(harmful: Path) -> None:
    text = (harmful / "a.vtt").read_text("utf-8")
    read = list(webvtt.from_buffer(io.StringIO(text)))
    assert text.count("-->") == len(read)
    assert text.startswith("WEBVTT\n\nNOTE ")
    told = json.loads((harmful / "a.transcript.json").read_text("utf-8"))["segments"]
    said = "".join(html.unescape(re.sub(r"<[^>]*>", "", cue.raw_text)) for cue in read)
    assert "".join(said.split()) == "".join("".join(t["body"] for t in told).split())
    assert "<script>window.harmed = 1</script>" in "".join(t["body"] for t in told)
    for other in (*"\x00\x07\x1b\u202e\u2028\u2029\ufffe", "\ud83d"):
        assert other not in text


READ = """
const [text, done] = arguments;
const video = document.createElement("video"), track = document.createElement("track");
track.src = "data:text/vtt;base64," + text;
track.onload = () => done([...track.track.cues].map(
  (cue) => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent]));
track.onerror = () => done("not read");
video.append(track);
document.body.append(video);
track.track.mode = "hidden";
"""


def test_a_browser_reads_the_hostile_captions(harmful: Path, chromium: Any) -> None:
    chromium.get("about:blank")
    data = (harmful / "a.vtt").read_bytes()
    cues = chromium.execute_async_script(READ, base64.b64encode(data).decode())
    told = json.loads((harmful / "a.transcript.json").read_text("utf-8"))["segments"]
    assert "".join("".join(text for *_, text in cues).split()) == "".join(
        "".join(segment["body"] for segment in told).split()
    )
    assert all(start < end for start, end, _ in cues)


def test_hostile_transcript_and_chapters_are_as_specified(harmful: Path) -> None:
    transcript = json.loads((harmful / "a.transcript.json").read_bytes())
    assert transcript["version"] == "1.0.0"
    position = 0.0
    for segment in transcript["segments"]:
        assert sorted(segment) == ["body", "endTime", "speaker", "startTime"]
        assert segment["body"].strip()
        assert segment["speaker"].strip()
        assert position <= segment["startTime"] < segment["endTime"]
        position = segment["endTime"]
    chapters = json.loads((harmful / "a.chapters.json").read_bytes())
    assert chapters["version"] == "1.2.0"
    assert chapters["fileName"] == "a.mp3"
    tag = ID3(harmful / "a.mp3")
    assert [(c["title"], 1000 * c["startTime"]) for c in chapters["chapters"]] == [
        (str(frame.sub_frames["TIT2"]), frame.start_time)
        for frame in sorted(tag.getall("CHAP"), key=lambda frame: frame.start_time)
    ]
    assert all(isinstance(c["startTime"], int) for c in chapters["chapters"])


def test_hostile_page(harmful: Path) -> None:
    text = (harmful / "index.html").read_text("utf-8")
    page = lxml.html.document_fromstring(text)
    assert len(page.xpath("//script")) == 3
    assert page.xpath("//img | //b | //textarea | //iframe") == []
    assert page.xpath("//@onerror | //@onclick | //@style") == []
    links = page.xpath("//body//@href | //body//@src")
    assert [link for link in links if not re.match(r"#|a\.", link)] == []
    assert page.xpath("//head//@href") == [ICON, "../feed.xml"]
    assert len(page.xpath("//title")) == len(page.xpath("//h1")) == 1
    assert "{{ 7 * 7 }}" in page.xpath("string(//h1)")
    (island, words) = page.xpath("//script[@type='application/json']/text()")
    assert json.loads(words)["play"] == "Lecture"
    assert "<script>window.harmed = 1</script>" in json.loads(island)["album"]
    for other in (*"\x00\x07\x1b\u202e\u2028\u2029\ufffe", "\ud83d"):
        assert other not in text


def test_hostile_page_in_a_browser(harmful: Path, chromium: Any, axe: str) -> None:
    chromium.get((harmful / "index.html").as_uri())
    run = chromium.execute_script
    assert run("return [window.harmed, document.querySelectorAll('.js-on').length]") == [None, 1]
    page = Keyboard(chromium)
    page.resize(320)
    run("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.js("document.documentElement.scrollWidth <= innerWidth")
    assert page.violations(axe) == []


def test_the_policy_lets_no_other_script_run(harmful: Path, chromium: Any) -> None:
    """Even if a text got through unescaped, it could do nothing."""
    page = harmful / "index.html"
    worse = page.read_text("utf-8").replace("</main>", "<script>window.harmed = 1</script></main>")
    (harmful / "worse.html").write_text(worse, "utf-8")
    try:
        chromium.get((harmful / "worse.html").as_uri())
        assert chromium.execute_script("return window.harmed") is None
    finally:
        (harmful / "worse.html").unlink()


def test_what_is_not_wanted_is_not_made_and_what_is_outdated_is_named(tmp_path: Path) -> None:
    production = production_of(DEBATE)
    make_episode(production, tmp_path, "a", jobs=2)
    again = make_episode(
        production, tmp_path, "a", jobs=2, wanted=SidecarChoice(False, False, True)
    )
    assert [path.name for path in again.sidecars] == ["a.chapters.json"]
    assert [path.name for path in again.outdated] == [
        *(f"a{ending}" for ending in TRANSCRIPTS), "index.html",
    ]  # fmt: skip


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    (tmp_path / "index.html" / "in the way").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        make_episode(production_of(DEBATE), tmp_path, "a", jobs=2)
    assert not list(tmp_path.glob(".*.part"))


def test_every_sentence_is_named_and_in_order(tmp_path: Path) -> None:
    production, episode = made_of(DEBATE, tmp_path)
    book = phrasebook("fr")
    heard = heard_sentences(production.script, episode.timeline, DEBATE, book.narrator)
    assert {sentence.speaker for sentence in heard} == {"Narration", "Ada Premier", "Bob Second"}
    written = "".join(p.text for turn in DEBATE.turns for p in turn.paragraphs)
    said = "".join(s.text for s in heard if s.speaker != "Narration")
    assert "".join(said.split()) == "".join(written.split())


def test_nobody_is_left_out_of_the_page(tmp_path: Path) -> None:
    debate = Debate(
        "T", None, None, None, "en",
        (Speaker("Ann"), Speaker("Bob")),
        (
            Turn(1, "Ann", 1, (Paragraph("Well. I think so.", 1), Paragraph("***", 2))),
            Turn(2, "Bob", 3, (Paragraph("…", 3),)),
            Turn(3, "Ann", 4, (Paragraph("Bob says nothing. Let it be.", 4),)),
        ),
        directions=(Direction("Laughter", 1, 1, 1, 5), Direction("Applause", 4, 3, 1, 28)),
    )  # fmt: skip
    made_of(debate, tmp_path, "a")
    page = lxml.html.parse(str(tmp_path / "index.html")).getroot()
    turns = [" ".join(turn.text_content().split()) for turn in page.xpath("//section[@id]")]
    text = " | ".join(turns)
    assert "Well. (Laughter) I think so. ***" in text
    assert "Let it be. (Applause)" in text
    assert "…" in text
    assert page.xpath("string(/html/@lang)") == "en"


def test_a_question_that_is_heard_again_is_its_askers(tmp_path: Path) -> None:
    """In an episode of one person, on the page and in the book as in the captions."""
    series = prepare_album(read_debate(DEMO), name="demo")
    track = next(t for t in series.album.tracks if t.kind is EpisodeKind.SPEAKER and t.number > 2)
    production = series.production(track)
    asked = next(line.turn for line in production.script.lines if line.recalled)
    assert asked is not None
    make_episodes(series, [production], tmp_path, wanted=SidecarChoice(book=True))
    page = lxml.html.parse(str(tmp_path / "index.html")).getroot()
    told = {
        " ".join(s.text_content().split()): by.text_content()
        for by in page.xpath("//p/span[@class='by']/bdi")
        for s in by.getparent().getparent().xpath("span[@class='s']")
    }
    segments = json.loads((tmp_path / f"{track.path}.transcript.json").read_bytes())["segments"]
    for segment in segments:
        who = told.get(segment["body"])
        assert who is None or who == segment["speaker"]
    moderator = production.debate.turns[asked - 1].speaker
    assert moderator in told.values()
    assert track.name in told.values()  # and where the answer begins
    with zipfile.ZipFile(tmp_path / f"{track.path}.epub") as book:
        text = "".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")
        )
    assert f'<span class="label"><bdi>{moderator}</bdi>' in text
