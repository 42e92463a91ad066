"""Talking books, opened: one of a plain debate, one of a transcript that means harm."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "s": "http://www.w3.org/ns/SMIL",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
}


def milliseconds(clock: str) -> int:
    """A full clock value, read by another rule than the one that it is written by."""
    hours, minutes, seconds = clock.split(":")
    return round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds)))


@dataclass(frozen=True)
class Opened:
    """A book as a reading system opens it: from the container to the package, from there on."""

    path: Path
    folder: str
    package: Any
    files: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> Opened:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            files = {name: archive.read(name) for name in archive.namelist()}
        container = etree.fromstring(files["META-INF/container.xml"])
        (where,) = container.xpath("//@full-path")
        return cls(path, where.rpartition("/")[0], etree.fromstring(files[where]), files)

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.files[f"{self.folder}/{name}"])

    def items(self, kind: str) -> list[str]:
        found = self.package.xpath("//o:item[@media-type=$kind]/@href", namespaces=NAMES, kind=kind)
        return [str(name) for name in found]

    def meta(self, name: str) -> list[str]:
        found = self.package.xpath(
            "//o:meta[@property=$name][not(@refines)]/text()", namespaces=NAMES, name=name
        )
        return [str(value) for value in found]

    @property
    def spine(self) -> list[tuple[str, str]]:
        """Documents in the order of reading, each with its overlay, "" where it has none."""
        items = {item.get("id"): item for item in self.package.iter(f"{{{NAMES['o']}}}item")}
        found = []
        for idref in self.package.xpath("//o:itemref/@idref", namespaces=NAMES):
            overlay = items[idref].get("media-overlay")
            found.append((items[idref].get("href"), items[overlay].get("href") if overlay else ""))
        return found

    def clips(self, overlay: str) -> list[tuple[str, int, int]]:
        """Target, start and end of each clip."""
        return [
            (
                par.xpath("string(s:text/@src)", namespaces=NAMES),
                milliseconds(par.xpath("string(s:audio/@clipBegin)", namespaces=NAMES)),
                milliseconds(par.xpath("string(s:audio/@clipEnd)", namespaces=NAMES)),
            )
            for par in self.xml(overlay).iter(f"{{{NAMES['s']}}}par")
        ]

    def unpacked(self, folder: Path) -> Path:
        """The folder of the package, its files lying there."""
        with zipfile.ZipFile(self.path) as archive:
            archive.extractall(folder)
        return folder / self.folder


def words(texts: Iterable[str]) -> str:
    """Texts without their spaces."""
    return re.sub(r"\s+", "", "".join(texts))


@pytest.fixture(scope="session")
def book(made: Path) -> Opened:
    return Opened.of(made / "trains.epub")


@pytest.fixture(scope="session")
def harmful_book(harmful: Path) -> Opened:
    return Opened.of(harmful / "a.epub")
