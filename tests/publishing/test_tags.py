import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

from podcast.audio.encoding import encode
from podcast.audio.mixing import RATE
from podcast.publishing.cover import make_cover
from podcast.publishing.tags import ChapterTag, EpisodeTags, read_tags, write_tags
from podcast.timecode import Milliseconds


def chapters(count: int) -> tuple[ChapterTag, ...]:
    return tuple(
        ChapterTag(
            f"Élodie « œuvre » 😀 {n} {'é' * (n % 70 + 1)}",
            Milliseconds(n * 1000),
            Milliseconds(n * 1000 + 1000),
        )
        for n in range(count)
    )


def tags(count: int = 3) -> EpisodeTags:
    return EpisodeTags(
        title="L’été, déjà ?",
        artists=("Ada", "Bob/Bill"),
        album="Rencontres",
        date="2024-05-28",
        language="fr",
        comment="Voix de synthèse",
        length=Milliseconds(2000),
        chapters=chapters(count),
        contents_title="Chapitres",
        cover=make_cover("L'été", "", 3),
    )


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    file = io.BytesIO()
    encode([bytes(4 * RATE)], file, RATE)
    path = tmp_path / "a.mp3"
    path.write_bytes(file.getvalue())
    return path


def test_mutagen_reads_what_was_meant(mp3: Path) -> None:
    write_tags(mp3, tags())
    read = MP3(mp3)
    assert read.tags is not None
    assert read.tags.version == (2, 3, 0)
    values = {name: str(read.tags[name]) for name in ("TIT2", "TPE1", "TALB", "TCON", "TLAN")}
    assert values == {
        "TIT2": "L’été, déjà ?",
        "TPE1": "Ada/Bob-Bill",
        "TALB": "Rencontres",
        "TCON": "Podcast",
        "TLAN": "fre",
    }
    assert str(read.tags["TDRC"]).startswith("2024-05-28")
    assert str(read.tags["TLEN"]) == "2000"
    assert read.tags.getall("APIC")[0].mime == "image/jpeg"
    assert read.info.length == pytest.approx(2.0, abs=0.06)
    assert read.info.bitrate == pytest.approx(64_000, rel=0.001)


def test_contents(mp3: Path) -> None:
    write_tags(mp3, tags())
    (contents,) = MP3(mp3).tags.getall("CTOC")  # type: ignore[union-attr]
    assert contents.flags == 3  # top level, ordered
    assert contents.child_element_ids == ["chp0", "chp1", "chp2"]
    assert str(contents.sub_frames["TIT2"]) == "Chapitres"
    assert list(read_tags(mp3).chapters) == list(chapters(3))


@pytest.mark.parametrize("count", [1, 34, 255])
def test_chapters_stand_in_the_order_of_time(mp3: Path, count: int) -> None:
    write_tags(mp3, tags(count))
    found = re.findall(rb"CHAP....\0\0chp(\d+)\0", mp3.read_bytes(), re.DOTALL)
    assert [int(number) for number in found] == list(range(count))
    if shutil.which("ffprobe"):
        command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(mp3)]
        printed = subprocess.run(command, capture_output=True, check=True).stdout
        assert [c["tags"]["title"] for c in json.loads(printed)["chapters"]] == [
            c.title for c in chapters(count)
        ]


def test_more_chapters_than_a_contents_frame_can_count(mp3: Path) -> None:
    with pytest.raises(ValueError, match="256"):
        write_tags(mp3, tags(256))


def test_without_a_date(mp3: Path) -> None:
    write_tags(mp3, replace(tags(), date=None))
    assert "TDRC" not in (MP3(mp3).tags or {})


def test_the_same_bytes_each_time(mp3: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.mp3"
    other.write_bytes(mp3.read_bytes())
    write_tags(mp3, tags())
    write_tags(other, tags())
    assert mp3.read_bytes() == other.read_bytes()


def test_the_sound_is_untouched(mp3: Path) -> None:
    before = mp3.read_bytes()
    write_tags(mp3, tags())
    assert mp3.read_bytes().endswith(before)
