"""Tags and chapters broken on purpose."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import APIC, ID3, TLEN
from PIL import Image

from podcast.checking import check
from podcast.checking.facts import read_audio
from podcast.checking.id3 import read_tag
from podcast.checking.tags import check_tag
from podcast.publishing.tags import ChapterTag
from podcast.timecode import Milliseconds
from tests.checking.conftest import put, retag, rewrite


def of_mp3(episode: Path) -> list[str]:
    """The codes of what is found in the MP3 alone."""
    findings = check(episode / "trains.mp3", sound=False).findings
    return [f.code for f in findings if f.path.endswith(".mp3")]


def picture(width: int, height: int, kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, kind)
    return file.getvalue()


def chapters(*told: tuple[str, int, int]) -> tuple[ChapterTag, ...]:
    return tuple(ChapterTag(t, Milliseconds(a), Milliseconds(b)) for t, a, b in told)


END = -1  # stands for the end of the sound


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ([("A", 0, 5000), ("B", 5000, END)], []),
        ([("A", 0, 5000), ("A", 5000, END)], ["chapters-same"]),
        ([("A", 0, 5000), ("", 5000, END)], ["chapters-title"]),
        ([("A", 0, 5000), ("B", 4000, END)], ["chapters-overlap"]),
        ([("A", 0, 5000), ("B", 6000, END)], ["chapters-gap"]),
        ([("A", 1000, 5000), ("B", 5000, END)], ["chapters-gap"]),
        ([("A", 0, 5000), ("B", 5000, 6000)], ["chapters-gap"]),
        ([("A", 0, 5000), ("B", 5000, END + 9000)], ["chapters-outside"]),
        ([("A", 0, 5000), ("B", 5000, 5000), ("C", 5000, END)], ["chapters-bounds"]),
        (
            [("A", 0, 5000), ("C", 6000, END), ("B", 5000, 6000)],
            ["chapters-order", "contents-order"],
        ),
        ([], ["chapters-none"]),
    ],
)
def test_broken_chapters(episode: Path, told: list[Any], codes: list[str]) -> None:
    path = episode / "trains.mp3"
    length = round(read_audio(path).length or 0)
    retag(
        path,
        chapters=chapters(*((t, a, length + 1 + b if b in (END, END + 9000) else b)
                            for t, a, b in told)),
    )  # fmt: skip
    assert of_mp3(episode) == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"title": ""}, ["tag-missing"]),
        ({"artists": ()}, ["tag-missing"]),
        ({"album": " "}, ["tag-missing"]),
        ({"title": "a\u202eb"}, ["tag-controls"]),
        ({"length": Milliseconds(1000)}, ["tag-length"]),
        ({"cover": picture(1400, 1000)}, ["cover-square"]),
        ({"cover": picture(400, 400)}, ["cover-size"]),
        ({"cover": picture(1400, 1400)[:3000]}, ["cover-broken"]),
        ({"cover": b"GIF89a"}, ["cover-broken"]),
        ({"cover": picture(1400, 1400, "PNG")}, []),
        ({"cover": picture(7000, 7000, "PNG")}, ["cover-size"]),
    ],
)
def test_broken_tags(episode: Path, changes: dict[str, Any], codes: list[str]) -> None:
    retag(episode / "trains.mp3", **changes)
    assert of_mp3(episode) == codes


def as_bytes(frame: Any) -> bytes:
    file, tag = io.BytesIO(), ID3()
    tag.add(frame)
    tag.save(file, v1=0, v2_version=3, padding=lambda info: 0)
    return file.getvalue()[10:]


def with_mutagen(change: Callable[[ID3], object]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        tag = ID3(path)
        change(tag)
        # mutagen would sort the frames by size, and so the chapters.
        body = b"".join(map(as_bytes, tag.values()))
        size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
        sound = path.read_bytes()[read_audio(path).tag.size :]
        path.write_bytes(b"ID3\x03\0\0" + size + body + sound)

    return apply


def replaced(old: bytes, new: bytes, count: int = 1) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, count))

    return apply


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (with_mutagen(lambda tag: tag.delall("TLAN")), ["tag-missing"]),
        (with_mutagen(lambda tag: tag.delall("TLEN")), ["tag-missing"]),
        (with_mutagen(lambda tag: tag.add(TLEN(text="soon"))), ["tag-length"]),
        (with_mutagen(lambda tag: tag["TLAN"].text.__setitem__(0, "fr")), ["tag-language"]),
        (with_mutagen(lambda tag: tag.delall("APIC")), ["cover-missing"]),
        (with_mutagen(lambda tag: tag.delall("CTOC")), ["contents-count"]),
        (with_mutagen(lambda tag: setattr(tag["CTOC:toc"], "flags", 0)), ["contents-flags"]),
        (
            with_mutagen(lambda tag: tag["CTOC:toc"].child_element_ids.pop()),
            ["contents-list"],
        ),
        (
            with_mutagen(lambda tag: tag["CTOC:toc"].child_element_ids.append("chp99")),
            ["contents-list"],
        ),
        (
            with_mutagen(lambda tag: tag["CTOC:toc"].child_element_ids.reverse()),
            ["contents-order"],
        ),
        (with_mutagen(lambda tag: setattr(tag["CHAP:chp1"], "start_offset", 9)),
         ["chapters-offsets"]),
        (with_mutagen(lambda tag: tag["CHAP:chp1"].sub_frames.delall("TIT2")),
         ["chapters-title"]),
        (
            with_mutagen(
                lambda tag: tag.add(APIC(mime="image/png", type=0, data=picture(1400, 1400)))
                if tag.delall("APIC") is None
                else None
            ),
            ["cover-kind", "cover-kind"],
        ),
        (replaced(b"chp1\0\0", b"chp0\0\0"), ["chapters-id", "contents-list"]),
        (replaced(b"TALB", b"TA B"),
         ["tag-broken", "tag-missing", "tag-missing", "tag-missing", "cover-missing",
          "chapters-none"]),
        (replaced(b"ID3\x03", b"ID3\x02"), ["tag-version"]),
        (replaced(b"ID3\x03", b"ID4\x03"), ["audio-junk", "tag-none"]),
    ],
)  # fmt: skip
def test_broken_frames_of_the_tag(
    episode: Path, change: Callable[[Path], None], codes: list[str]
) -> None:
    change(episode / "trains.mp3")
    found = of_mp3(episode)
    assert sorted(set(found)) == sorted(set(codes))


def test_both_versions_are_read_as_mutagen_reads_them(episode: Path) -> None:
    path = episode / "trains.mp3"
    before = read_audio(path).tag
    tag = ID3(path)
    assert before.texts["TIT2"] == str(tag["TIT2"])
    assert [c.title for c in before.chapters] == [
        str(tag[f"CHAP:{c.element}"].sub_frames["TIT2"]) for c in before.chapters
    ]
    assert before.pictures[0][2] == tag.getall("APIC")[0].data
    tag.update_to_v24()
    tag.save(path, v2_version=4)
    after = read_audio(path).tag
    assert after.version == 4
    assert after.texts["TPE1"] == before.texts["TPE1"]
    assert set(after.chapters) == set(before.chapters)


def test_a_long_title_in_the_newer_version(episode: Path) -> None:
    path = episode / "trains.mp3"
    length = round(read_audio(path).length or 0)
    retag(path, chapters=chapters(("É" * 70, 0, 4000), ("B", 4000, length)))
    assert of_mp3(episode) == []
    ID3(path).save(path, v2_version=4)
    assert "chapters-title" in of_mp3(episode)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (put('"Ouverture"', '"Autre"'), ["chapters-differ"]),
        (put('"Ouverture"', '" "'), ["chapters-title", "chapters-differ"]),
        (put('"startTime": 0', '"startTime": 1'), ["chapters-differ"]),
        (put('"startTime": 0', '"startTime": 0.5'), ["chapters-seconds", "chapters-differ"]),
        (put('"startTime": 0', '"startTime": -1'), ["chapters-time", "chapters-differ"]),
        (put('"startTime": 0', '"startTime": true'), ["chapters-time", "chapters-differ"]),
        (put('"startTime": 0', '"startTime": 1e999'), ["chapters-time", "chapters-differ"]),
        (put('"startTime": 0', '"startTime": NaN'), ["json-broken"]),
        (put('"version": "1.2.0"', '"version": "9"'), ["chapters-version"]),
        (put("trains.mp3", "../trains.mp3"), ["chapters-file"]),
        (put('"chapters"', '"chapter"'), ["chapters-shape"]),
        (lambda text: text[:-20], ["json-broken"]),
        (lambda text: "[" * 100_000, ["json-broken"]),
        (lambda text: '{"chapters": [], "version": "1.2.0"}', ["chapters-shape"]),
        (lambda text: json.dumps({**(d := json.loads(text)), "chapters": d["chapters"][:-1]}),
         ["chapters-differ"]),
        (lambda text: json.dumps({**(d := json.loads(text)), "chapters": d["chapters"][::-1]}),
         ["chapters-order", "chapters-differ"]),
        (lambda text: text.replace("Fin de l'épisode", "Ouverture"),
         ["chapters-same", "chapters-differ"]),
        (lambda text: changed(text, -1, "endTime", 9999), ["chapters-outside", "chapters-differ"]),
        (lambda text: changed(text, -1, "endTime", 0), ["chapters-bounds", "chapters-differ"]),
        (lambda text: changed(text, 0, "endTime", 12.5), ["chapters-overlap", "chapters-differ"]),
    ],
)  # fmt: skip
def test_a_broken_chapters_file(
    episode: Path, change: Callable[[str], str], codes: list[str]
) -> None:
    path = episode / "trains.chapters.json"
    rewrite(path, change)
    findings = check(episode, sound=False).findings
    assert {f.path for f in findings} == {str(path)}
    assert list(dict.fromkeys(f.code for f in findings)) == codes


def changed(text: str, chapter: int, key: str, value: float) -> str:
    told = json.loads(text)
    told["chapters"][chapter][key] = value
    return json.dumps(told)


def test_a_tag_that_claims_to_be_huge() -> None:
    tag, findings = read_tag(io.BytesIO(b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + bytes(100)))
    assert [f.code for f in findings] == ["tag-large"]
    assert check_tag(tag, None) == []


def frame(name: bytes, data: bytes, flags: int = 0) -> bytes:
    return name + len(data).to_bytes(4, "big") + bytes([0, flags]) + data


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (frame(b"TIT2", b"\0one") + frame(b"TIT2", b"\0two"), "tag-twice"),
        (frame(b"TIT2", b"\0one", 0x80), "tag-packed"),
        (frame(b"TIT2", b"\x03one"), "tag-frame"),
        (frame(b"TIT2", b"\x01one"), "tag-frame"),
        (frame(b"TIT2", b"\x01\xff\xfe\x00\xd8"), "tag-frame"),
        (frame(b"CHAP", b"chp0\0\0\0"), "tag-frame"),
        (frame(b"CHAP", b"chp0"), "tag-frame"),
        (frame(b"CTOC", b"toc\0\3\5a\0"), "tag-frame"),
        (frame(b"CTOC", b"toc\0"), "tag-frame"),
        (frame(b"APIC", b"\0image/jpeg"), "tag-frame"),
        (frame(b"APIC", b"\1image/jpeg\0\3no end"), "tag-frame"),
        (frame(b"APIC", b""), "tag-frame"),
        (bytes(20) + b"x", "tag-broken"),
        (b"TIT2\0\0\7\0\0\0\0x", "tag-broken"),
    ],
)
def test_broken_bytes(body: bytes, code: str) -> None:
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    _, findings = read_tag(io.BytesIO(b"ID3\x03\0\0" + size + body))
    assert [f.code for f in findings] == [code]
