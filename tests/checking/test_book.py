"""Talking books broken on purpose."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast.checking import check
from podcast.checking.book import clock
from tests.checking.conftest import book_of, write_book

Files = dict[str, bytes]


def put(name: str, old: str, new: str) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        assert old.encode() in files[name]
        return {**files, name: files[name].replace(old.encode(), new.encode(), 1)}

    return change


def without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: data for key, data in files.items() if key != name}


PACKAGE, TEXT, SMIL, NAV = "EPUB/package.opf", "EPUB/text.xhtml", "EPUB/text.smil", "EPUB/nav.xhtml"


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (without("mimetype"), ["book-mimetype"]),
        (lambda files: {**files, "mimetype": b"application/zip"}, ["book-mimetype"]),
        (lambda files: dict(sorted(files.items())), ["book-mimetype"]),
        (without("META-INF/container.xml"), ["book-container"]),
        (put("META-INF/container.xml", "package.opf", "other.opf"), ["book-container"]),
        (put(PACKAGE, "</package>", ""), ["book-package"]),
        (put(PACKAGE, 'href="sound.mp3"', 'href="https://example.org/sound.mp3"'),
         ["book-manifest"]),
        (without(NAV), ["book-manifest", "book-nav"]),
        (without("EPUB/sound.mp3"), ["book-manifest", "book-link"]),
        (put(PACKAGE, 'id="sound"', 'id="nav"'), ["book-manifest"]),
        (put(PACKAGE, 'href="sound.mp3"', 'href="../../sound.mp3"'), ["book-manifest"]),
        (put(PACKAGE, ' properties="nav"', ""), ["book-nav"]),
        (put(PACKAGE, 'idref="text"', 'idref="other"'), ["book-spine"]),
        (put(PACKAGE, '<itemref idref="text"/>', ""), ["book-spine"]),
        (put(TEXT, "</p>", ""), ["book-file"]),
        (put(TEXT, 'id="s2"', 'id="s1"'), ["book-link"]),
        (put(PACKAGE, ' media-overlay="smil"', ""), ["book-overlay"]),
        (put(PACKAGE, 'media-overlay="smil"', 'media-overlay="nav"'), ["book-overlay"]),
        (put(SMIL, "text.xhtml#s2", "text.xhtml#s3"), ["book-link"]),
        (put(SMIL, "sound.mp3", "other.mp3"), ["book-link"]),
        (put(SMIL, 'clipBegin="0s"', 'clipBegin="soon"'), ["book-clip"]),
        (put(SMIL, 'clipBegin="0s"', 'clipBegin="2:00:00"'), ["book-clip"]),
        (put(SMIL, 'clipEnd="', 'clipEnd="9'), ["book-clip"]),
        (lambda files: {**files, "EPUB/sound.mp3": files["EPUB/sound.mp3"][:-9]},
         ["audio-truncated", "audio-info", "book-clip"]),
        (lambda files: {**files, "EPUB/sound.mp3": b"no sound"}, ["audio-none"]),
    ],
)  # fmt: skip
def test_a_broken_book(episode: Path, change: Callable[[Files], Files], codes: list[str]) -> None:
    path = episode / "trains.epub"
    write_book(path, change(book_of(episode)))
    findings = check(episode, sound=False).findings
    assert {f.path for f in findings} == {str(path)}
    assert list(dict.fromkeys(f.code for f in findings)) == codes


def codes(path: Path) -> list[str]:
    return [f.code for f in check(path).findings]


def test_a_book_that_is_damaged_or_cut(episode: Path) -> None:
    path = episode / "trains.epub"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert codes(path) == ["book-zip"]
    path.write_bytes(b"")
    assert codes(path) == ["book-zip"]
    place = data.index(b"EPUB/sound.mp3") + 40_000
    path.write_bytes(data[:place] + b"damaged" + data[place + 7 :])
    assert "book-file" in codes(path)


def test_a_mimetype_that_is_compressed(episode: Path) -> None:
    path = episode / "trains.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in book_of(episode).items():
            archive.writestr(name, data)
    assert codes(path) == ["book-mimetype"]


def test_a_book_of_another_sound(episode: Path) -> None:
    book = book_of(episode)
    (episode / "trains.mp3").write_bytes(3 * book["EPUB/sound.mp3"][2000:])
    assert codes(episode / "trains.epub") == ["book-differ"]


def test_a_bomb_does_not_go_off(episode: Path) -> None:
    path = episode / "trains.epub"
    zeros = bytes(100 << 20)
    write_book(path, {**book_of(episode), "EPUB/text.xhtml": zeros})
    assert "book-file" in codes(path)
    book = book_of(episode)
    book[PACKAGE] = book[PACKAGE].replace(b"audio/mpeg", b"image/jpeg")
    write_book(path, {**book, "EPUB/sound.mp3": zeros})
    assert "book-file" in codes(path)


def test_a_list_of_contents_that_claims_to_be_huge(episode: Path) -> None:
    path = episode / "trains.epub"
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\5\6")
    data[end + 12 : end + 16] = struct.pack("<I", 0x7FFFFFFF)
    path.write_bytes(data)
    assert codes(path) == ["book-zip"]


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("5:34:31.396", 20_071_396), ("124:59:36", 449_976_000), ("0:05:01.2", 301_200),
        ("0:00:04", 4000), ("09:58", 598_000), ("00:56.78", 56_780), ("76.2s", 76_200),
        ("7.75h", 27_900_000), ("13min", 780_000), ("2345ms", 2345), ("12.345", 12_345),
        ("", None), ("1:2", None), ("x", None), ("-1s", None), ("1e9s", None),
    ],
)  # fmt: skip
def test_clock_values(text: str, milliseconds: float | None) -> None:
    """The examples of EPUB 3.3, appendix F, and what is none."""
    value = clock(text)
    assert value == (None if milliseconds is None else pytest.approx(milliseconds))
