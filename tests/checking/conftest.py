"""A small sound episode with everything that can lie beside it, to be broken on purpose.

Feed and book are written here by hand, after their standards: what this project makes of them is
checked as well, but a check must not depend on it.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3
from PIL import Image

from podcast.checking import check
from podcast.checking.facts import read_audio
from podcast.publishing.tags import ChapterTag, EpisodeTags, write_tags
from podcast.timecode import Milliseconds
from tests.conftest import debate_of
from tests.publishing.conftest import made_of

TRAINS = debate_of(
    ("Ada Premier", "Que penser des trains de nuit ? Et du prix, dans cette affaire ?"),
    (
        "Bob Second",
        "Ils roulent trop peu, je l'ai dit. Il y a, dans chaque gare, un quai désert, une horloge"
        " arrêtée, et quelqu'un qui attend depuis hier soir.",
    ),
    ("Ada Premier", "Merci à vous & à tous."),
)

BASE = "https://example.org/debates/"


@pytest.fixture(scope="session")
def sound_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a sound episode, which nobody may change."""
    folder = tmp_path_factory.mktemp("sound") / "trains"
    made_of(TRAINS, folder)
    Image.new("RGB", (1400, 1400), (24, 40, 72)).save(folder / "cover.jpg")
    (folder / "feed.xml").write_text(feed_of(folder), "utf-8")
    write_book(folder / "trains.epub", book_of(folder))
    return folder


@pytest.fixture
def episode(sound_one: Path, tmp_path: Path) -> Path:
    """A copy of the sound episode, to break."""
    return Path(shutil.copytree(sound_one, tmp_path / "trains"))


def found(path: Path, *, sound: bool = False) -> list[tuple[str, str]]:
    """The names of files and the codes of what is found in them."""
    return [(Path(f.path).name, f.code) for f in check(path, sound=sound).findings]


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    """Change a text; it must become another."""
    old = path.read_text("utf-8")
    new = change(old)
    assert new != old
    path.write_bytes(new.encode("utf-8", "surrogatepass"))


def put(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    """A change: `new` for `old`, which must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return change


def retag(path: Path, **changes: Any) -> None:
    """Write the tag anew, with changes."""
    audio = read_audio(path)
    old = ID3(path)
    tags = EpisodeTags(
        title=str(old["TIT2"]),
        artists=("Ada Premier", "Bob Second"),
        album=str(old["TALB"]),
        date=None,
        language="fr",
        comment="c",
        length=Milliseconds(round(audio.length or 0)),
        chapters=tuple(
            ChapterTag(c.title or "", Milliseconds(c.start), Milliseconds(c.end))
            for c in audio.tag.chapters
        ),
        contents_title="Chapitres",
        cover=old.getall("APIC")[0].data,
    )
    data = path.read_bytes()[audio.tag.size :]
    path.write_bytes(data)
    write_tags(path, replace(tags, **changes))


def feed_of(folder: Path, second: str = "") -> str:
    """A feed with the episode."""
    audio = read_audio(folder / "trains.mp3")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
<title>Débats</title>
<link>https://example.org/</link>
<description>Des débats.</description>
<language>fr</language>
<atom:link href="{BASE}feed.xml" rel="self" type="application/rss+xml"/>
<itunes:image href="{BASE}cover.jpg"/>
<itunes:category text="Government"/>
<itunes:explicit>false</itunes:explicit>
<itunes:author>La mairie</itunes:author>
<podcast:guid>387e6af5-b94f-5d82-93ea-97514d50134f</podcast:guid>
<podcast:locked>no</podcast:locked>
<item>
<title>Un débat</title>
<guid isPermaLink="false">trains</guid>
<pubDate>Tue, 28 May 2024 10:00:00 +0000</pubDate>
<enclosure url="{BASE}trains.mp3" length="{audio.size}" type="audio/mpeg"/>
<itunes:duration>{round((audio.length or 0) / 1000)}</itunes:duration>
<podcast:transcript url="{BASE}trains.vtt" type="text/vtt"/>
<podcast:chapters url="{BASE}trains.chapters.json" type="application/json+chapters"/>
<podcast:person>Ada Premier</podcast:person>
</item>{second}
</channel>
</rss>
"""


XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="fr">
<head><title>Un débat</title></head>
<body>{}</body>
</html>"""


def book_of(folder: Path) -> dict[str, bytes]:
    """The files of a talking book."""
    audio = read_audio(folder / "trains.mp3")
    length = (audio.length or 0) / 1000
    half = round(length / 2, 3)
    package = f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:trains</dc:identifier>
<dc:title>Un débat</dc:title>
<dc:language>fr</dc:language>
<meta property="dcterms:modified">2024-05-28T10:00:00Z</meta>
<meta property="schema:accessMode">auditory</meta>
<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Texte et son.</meta>
<meta property="media:duration" refines="#smil">{length:.3f}s</meta>
<meta property="media:duration">{length:.3f}s</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml" media-overlay="smil"/>
<item id="smil" href="text.smil" media-type="application/smil+xml"/>
<item id="sound" href="sound.mp3" media-type="audio/mpeg"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>"""
    smil = f"""<?xml version="1.0" encoding="UTF-8"?>
<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>
<par><text src="text.xhtml#s1"/><audio src="sound.mp3" clipBegin="0s" clipEnd="{half}s"/></par>
<par><text src="text.xhtml#s2"/>
<audio src="sound.mp3" clipBegin="{half}s" clipEnd="{length:.3f}s"/></par>
</body></smil>"""
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b"""<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>""",
        "EPUB/package.opf": package.encode(),
        "EPUB/nav.xhtml": XHTML.format(
            '<nav epub:type="toc"><ol><li><a href="text.xhtml#s1">Un</a></li></ol></nav>'
        ).encode(),
        "EPUB/text.xhtml": XHTML.format('<p id="s1">Un.</p><p id="s2">Deux.</p>').encode(),
        "EPUB/text.smil": smil.encode(),
        "EPUB/sound.mp3": (folder / "trains.mp3").read_bytes()[audio.tag.size :],
    }


def write_book(path: Path, files: dict[str, bytes]) -> None:
    """The files as an archive, the first one stored."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(files.items()):
            kind = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, kind)
