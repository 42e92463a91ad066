"""A page lists what earlier builds have left in the folder, as it stands there."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import lxml.html
import pytest

from podcast.building.model import Episode
from podcast.publishing.model import SidecarChoice
from podcast.publishing.page.earlier import RECORD, read_stored, stored
from podcast.publishing.page.parts import PageEpisode
from podcast.store.cache import Cache
from podcast.timecode import Milliseconds
from tests.making import make_episode
from tests.publishing.conftest import DEBATE, hostile, production_of

OTHER = replace(DEBATE, turns=DEBATE.turns[:3])


def audios(folder: Path) -> list[str]:
    page = lxml.html.parse(str(folder / "index.html")).getroot()
    return [str(address) for address in page.xpath("//audio/@src")]


def stored_in(folder: Path) -> dict[str, PageEpisode]:
    return read_stored((folder / RECORD).read_text("utf-8"))


Make = Callable[..., Episode]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes an episode; what sounds alike is made once."""
    return partial(make_episode, cache=Cache(tmp_path_factory.mktemp("cache"), 10**9))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, make: Make) -> Path:
    """A folder with a debate; each test takes a copy."""
    folder = tmp_path_factory.mktemp("earlier")
    make(production_of(DEBATE), folder, "a")
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "d")
    return tmp_path / "d"


def test_what_was_built_before_is_listed_whichever_was_first(
    folder: Path, tmp_path: Path, make: Make
) -> None:
    parts = production_of(OTHER)
    made = make(parts, folder, "speakers/b")
    assert made.listed == (folder / "a.mp3",)
    assert audios(folder) == ["a.mp3", "speakers/b.mp3"]
    other = tmp_path / "other"
    make(parts, other, "speakers/b")
    make(production_of(DEBATE), other, "a")
    page = (folder / "index.html").read_bytes()
    assert (other / "index.html").read_bytes() == page
    # Whatever is made again, the page stays.
    make(production_of(DEBATE), folder, "a")
    assert (folder / "index.html").read_bytes() == page
    make(parts, folder, "speakers/b")
    assert (folder / "index.html").read_bytes() == page


def test_the_text_is_that_of_the_page_before(folder: Path, make: Make) -> None:
    before = stored_in(folder)["a.mp3"]
    assert [len(chapter.blocks) for chapter in before.chapters]
    make(production_of(OTHER), folder, "themes/b")
    after = stored_in(folder)
    assert after["a.mp3"] == before
    assert len(after["themes/b.mp3"].sentences) < len(before.sentences)


def test_a_hostile_page_is_read_back_to_the_letter(tmp_path: Path, make: Make) -> None:
    make(production_of(hostile()), tmp_path, "themes/evil")
    alone = stored_in(tmp_path)["themes/evil.mp3"]
    make(production_of(hostile()), tmp_path, "a")
    page = (tmp_path / "index.html").read_text("utf-8")
    assert stored_in(tmp_path)["themes/evil.mp3"] == alone
    # Once more from nothing but what is stored: the same bytes.
    make(production_of(hostile()), tmp_path, "a")
    assert (tmp_path / "index.html").read_text("utf-8") == page
    root = lxml.html.document_fromstring(page)
    assert len(root.xpath("//script[not(@type)]")) == 1
    assert not root.xpath("//img | //b | //*[@onclick] | //*[@onerror]")


def test_what_is_gone_is_not_listed(folder: Path, make: Make) -> None:
    make(production_of(OTHER), folder, "speakers/b")
    (folder / "speakers" / "b.mp3").unlink()
    (folder / "speakers" / "broken.mp3").write_bytes(b"no MP3")
    (folder / "speakers" / ".hidden.mp3").write_bytes((folder / "a.mp3").read_bytes())
    made = make(production_of(DEBATE), folder, "a")
    assert made.listed == ()
    assert audios(folder) == ["a.mp3"]


@pytest.mark.parametrize("record", [None, "", "none", "[]", "[1]", "other sound"])
def test_what_is_not_stored_is_its_transcript(folder: Path, record: str | None, make: Make) -> None:
    path = folder / RECORD
    if record is None:
        path.unlink()
    elif record == "other sound":
        episode = stored_in(folder)["a.mp3"]
        longer = replace(episode, length=Milliseconds(episode.length + 1000))
        path.write_text("".join(stored([longer])))
        assert stored_in(folder) == {"a.mp3": replace(longer, files=(), track=0)}
    else:
        path.write_text(record)
    make(production_of(OTHER), folder, "speakers/b")
    found = stored_in(folder)["a.mp3"]
    told = json.loads((folder / "a.transcript.json").read_bytes())["segments"]
    shown = [
        "".join(passage.text for passage in sentence.passages)
        for chapter in found.chapters
        for block in chapter.blocks
        for paragraph in block.paragraphs
        for sentence in paragraph.sentences
    ]
    assert shown == [segment["body"] for segment in told]
    assert {speaker.name for speaker in found.speakers} == {"Ada Premier", "Bob Second"}
    assert [speaker.voice for speaker in found.speakers] == ["", ""]
    before = [(folder / name).read_bytes() for name in (RECORD, "index.html")]
    make(production_of(OTHER), folder, "speakers/b")
    assert [(folder / name).read_bytes() for name in (RECORD, "index.html")] == before


@pytest.mark.parametrize(
    "transcript",
    [None, "{", "[]", '{"segments": [1]}', '{"segments": [{"startTime": 1e400, "endTime": 2}]}'],
)
def test_without_a_transcript_it_is_its_chapters(
    folder: Path, transcript: str | None, make: Make
) -> None:
    (folder / RECORD).unlink()
    path = folder / "a.transcript.json"
    path.unlink()
    if transcript is not None:
        path.write_text(transcript)
    make(production_of(OTHER), folder, "speakers/b")
    page = lxml.html.parse(str(folder / "index.html")).getroot()
    assert audios(folder) == ["a.mp3", "speakers/b.mp3"]
    assert len(page.xpath("//section[@id='episode/a']//section[@class='chapter']")) > 1
    assert not page.xpath("//section[@id='episode/a']//*[@class='s']")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"turn-2"', '"\\">"'),
        ('"turn-2"', "2"),
        ("true", "false"),
        ("[[", '[["0",'),
        ("[[", '{"a":['),
        ('[["', '[[["'),
    ],
)
def test_what_was_changed_by_hand_is_not_taken(folder: Path, old: str, new: str) -> None:
    text = (folder / RECORD).read_text("utf-8")
    assert read_stored(text)
    assert old in text
    assert read_stored(text.replace(old, new, 1)) == {}


@pytest.mark.parametrize("data", [1, [], ["t"], ["t", 1, [], 5, [], [], []], [[], [], [], []]])
def test_what_another_version_wrote_is_not_taken(data: object) -> None:
    text = json.dumps(data, separators=(",", ":"))
    checksum = hashlib.sha256(text.encode()).hexdigest()[:16]
    assert read_stored(f'[["{checksum}",{text}]]') == {}


def test_an_episode_in_another_language_is_left_out(folder: Path, make: Make) -> None:
    english = production_of(replace(OTHER, language="en"))
    make(english, folder, "speakers/b", wanted=SidecarChoice())
    assert audios(folder) == ["speakers/b.mp3"]
