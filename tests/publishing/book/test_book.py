"""The book as a reading system finds it: opened by ZIP and XML libraries, never by our own code."""

from __future__ import annotations

import io
import json
import os
import random
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

from podcast.errors import OutputError, PodcastError
from podcast.narration import phrasebook
from podcast.publishing.book.content import book_of, modified_at
from podcast.publishing.book.writing import skip_tag, write_book, write_container
from podcast.publishing.model import Published, SidecarChoice
from podcast.publishing.sidecars import write_sidecars
from tests.conftest import debate_of
from tests.making import make_episode
from tests.publishing.book.conftest import NAMES, Opened, milliseconds, words
from tests.publishing.conftest import DEBATE, production_of


@pytest.fixture
def small(tmp_path: Path) -> Published:
    """An episode of two turns, whose MP3 is `a.mp3`."""
    debate = debate_of(("Ann Alder", "Who owns it? The river."), ("Bob", "Nobody."), language="en")
    production = production_of(replace(debate, date="2024-05-28"))
    nothing = SidecarChoice(page=False, captions=False, chapters=False)
    episode = make_episode(production, tmp_path, "a", jobs=1, wanted=nothing)
    return Published("a", production.plan, production.cast, production.script, episode.timeline)


@pytest.fixture(params=["book", "harmful_book"])
def any_book(request: pytest.FixtureRequest) -> Opened:
    opened: Opened = request.getfixturevalue(request.param)
    return opened


def test_the_container_is_as_the_standard_has_it(book: Opened) -> None:
    head = book.path.read_bytes()[:58]
    assert head[30:38] == b"mimetype"
    assert head[38:58] == b"application/epub+zip"
    assert head[28:30] == b"\0\0"  # no extra field
    with zipfile.ZipFile(book.path) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries[:2]] == ["mimetype", "META-INF/container.xml"]
    names = [entry.filename for entry in entries]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9/.-]+", name) for name in names)
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


def test_the_manifest_has_every_file_once(any_book: Opened) -> None:
    hrefs = any_book.package.xpath("//o:item/@href", namespaces=NAMES)
    listed = [f"{any_book.folder}/{href}" for href in hrefs]
    others = ["mimetype", "META-INF/container.xml", f"{any_book.folder}/package.opf"]
    assert sorted([*listed, *others]) == sorted(any_book.files)


def test_the_sound_is_that_of_the_mp3(book: Opened) -> None:
    mp3 = book.path.with_suffix(".mp3").read_bytes()
    sound = book.files[f"{book.folder}/sound.mp3"]
    assert mp3.endswith(sound)
    assert mp3[: len(mp3) - len(sound)].startswith(b"ID3")
    assert sound[:1] == b"\xff"
    assert MP3(io.BytesIO(sound)).info.length == MP3(io.BytesIO(mp3)).info.length


def test_the_cover_is_that_of_the_mp3(book: Opened) -> None:
    tags = MP3(book.path.with_suffix(".mp3")).tags
    assert tags is not None
    (cover,) = tags.getall("APIC")
    (name,) = book.package.xpath("//o:item[@properties='cover-image']/@href", namespaces=NAMES)
    assert book.files[f"{book.folder}/{name}"] == cover.data


def test_clips_cover_the_sound_and_do_not_pass_its_end(any_book: Opened) -> None:
    clips = [clip for _, overlay in any_book.spine if overlay for clip in any_book.clips(overlay)]
    assert clips[0][1] == 0
    assert all(start < end for _, start, end in clips)
    assert all(before[2] == after[1] for before, after in pairwise(clips))
    sound = MP3(io.BytesIO(any_book.files[f"{any_book.folder}/sound.mp3"]))
    assert 1000 * sound.info.length - 400 < clips[-1][2] < 1000 * sound.info.length - 200


def test_each_sentence_is_marked_at_the_time_of_its_caption(book: Opened) -> None:
    captions = json.loads(book.path.with_suffix(".transcript.json").read_bytes())["segments"]
    chapters = json.loads(book.path.with_suffix(".chapters.json").read_bytes())["chapters"]
    chapter_starts = {1000 * chapter["startTime"] for chapter in chapters}
    clips = {target: start for _, o in book.spine if o for target, start, _ in book.clips(o)}
    texts = {
        f"{document}#{span.get('id')}": "".join(span.itertext())
        for document, _ in book.spine
        for span in book.xml(document).xpath("//x:span[@id]", namespaces=NAMES)
    }
    assert list(clips) == list(texts)
    for caption, (target, start) in zip(captions, clips.items(), strict=True):
        assert words([texts[target]]) == words([caption["body"]])
        # The first of a chapter begins with the chapter, 120 to 146 ms before its first word.
        later = round(1000 * caption["startTime"]) - start
        assert 120 <= later <= 147 if start in chapter_starts else later == 0


def test_the_text_is_all_that_is_written(book: Opened) -> None:
    said = [
        "".join(paragraph.itertext())
        for document, overlay in book.spine
        if overlay
        for paragraph in book.xml(document).xpath("//x:p[not(@class)]", namespaces=NAMES)
    ]
    written = [p.text for turn in DEBATE.turns for p in turn.paragraphs]
    assert words(said) == words(written)


def test_durations_add_up(any_book: Opened) -> None:
    refined = any_book.package.xpath(
        "//o:meta[@property='media:duration'][@refines]", namespaces=NAMES
    )
    told = {meta.get("refines"): milliseconds(meta.text) for meta in refined}
    ids = any_book.package.xpath("//o:item[@media-type='application/smil+xml']", namespaces=NAMES)
    for item in ids:
        length = sum(end - start for _, start, end in any_book.clips(item.get("href")))
        assert told.pop(f"#{item.get('id')}") == length
    assert not told
    (total,) = any_book.meta("media:duration")
    assert milliseconds(total) == sum(milliseconds(meta.text) for meta in refined)


def test_every_link_leads_somewhere(any_book: Opened) -> None:
    targets = {
        f"{document}#{identity}"
        for document, _ in any_book.spine
        for identity in any_book.xml(document).xpath("//@id")
    } | {document for document, _ in any_book.spine}
    links = any_book.xml("nav.xhtml").xpath("//x:a/@href", namespaces=NAMES)
    for overlay in any_book.items("application/smil+xml"):
        links += any_book.xml(overlay).xpath(
            "//@src[contains(., 'xhtml')] | //@e:textref", namespaces=NAMES
        )
    assert links
    assert set(links) <= targets
    for document, _ in any_book.spine:
        ids = any_book.xml(document).xpath("//@id")
        assert len(ids) == len(set(ids))


def test_one_finds_chapters_and_speakers(book: Opened) -> None:
    nav = book.xml("nav.xhtml")
    toc, speakers, landmarks = nav.xpath("//x:nav", namespaces=NAMES)
    kind = f"{{{NAMES['e']}}}type"
    assert [n.get(kind) for n in (toc, speakers, landmarks)] == ["toc", "index", "landmarks"]
    first = toc.xpath("x:ol/x:li/x:a", namespaces=NAMES)
    assert ["".join(link.itertext()) for link in first[:2]] == ["Qui parle", "Ouverture"]
    # Menus of reading systems are made of this list alone.
    (menu,) = first[0].xpath("../x:ol", namespaces=NAMES)
    assert ["".join(link.itertext()).strip() for link in menu] == ["Ada Premier", "Bob Second"]
    assert [link.get("href") for link in first[1:]] == [d for d, o in book.spine if o]
    people = speakers.xpath("x:ol/x:li", namespaces=NAMES)
    names = ["".join(person[0].itertext()) for person in people]
    assert [name.partition(" (voix\xa0: ")[0] for name in names] == ["Ada Premier", "Bob Second"]
    for person, name in zip(people, ("Ada Premier", "Bob Second"), strict=True):
        links = person.xpath(".//x:a/@href", namespaces=NAMES)
        assert len(links) == 6
        for link in links:
            document, _, anchor = link.partition("#")
            page = book.xml(document)
            heading = page.xpath(
                f"string((//*[@id='{anchor}']/x:h2 | //x:h1)[last()])", namespaces=NAMES
            )
            assert heading.startswith(name)


def test_headings_follow_each_other(any_book: Opened) -> None:
    for document, _ in any_book.spine:
        levels = [
            int(heading.tag[-1])
            for heading in any_book.xml(document).iter()
            if re.fullmatch(r".*\}h[1-6]", str(heading.tag))
        ]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all(
            "".join(h.itertext()).strip()
            for h in any_book.xml(document).xpath("//x:h1|//x:h2|//x:a", namespaces=NAMES)
        )


def test_languages_are_told(book: Opened) -> None:
    assert book.package.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    foreign = set()
    for document, _ in book.spine:
        page = book.xml(document)
        assert page.get("lang") == page.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
        foreign |= {s.text for s in page.xpath("//x:span[@lang='en']", namespaces=NAMES)}
    assert foreign == {"As we say in English, the night belongs to those who are on the move."}


def test_what_the_book_says_of_itself(book: Opened) -> None:
    assert book.package.xpath("string(//d:title)", namespaces=NAMES) == "Un débat"
    assert book.package.xpath("//d:creator/text()", namespaces=NAMES) == [
        "Ada Premier",
        "Bob Second",
    ]
    assert book.meta("schema:accessMode") == ["auditory", "textual"]
    assert "synchronizedAudioText" in book.meta("schema:accessibilityFeature")
    assert book.meta("schema:accessibilityHazard") == ["none"]
    (summary,) = book.meta("schema:accessibilitySummary")
    assert summary.startswith("Livre audio synchronisé")
    assert len(book.meta("media:narrator")) == 3
    assert all(name.endswith("(voix de synthèse)") for name in book.meta("media:narrator"))
    (active,) = book.meta("media:active-class")
    assert f".{active} {{" in book.files[f"{book.folder}/style.css"].decode()
    # A claim that nobody has checked by eye and ear.
    assert book.meta("dcterms:conformsTo") == []


def test_a_hostile_transcript_is_text_and_nothing_else(harmful_book: Opened) -> None:
    everything = ""
    for document, _ in harmful_book.spine:
        page = harmful_book.xml(document)
        tags = {str(element.tag).rpartition("}")[2] for element in page.iter()}
        assert tags <= set(
            "html head title link body header section nav h1 h2 ol li a p span bdi i".split()
        )
        assert page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src") == []
        everything += "".join(page.itertext())
    assert "<script>window.harmed = 1</script>" in everything
    assert "]]>" in everything
    assert "😀" in everything
    assert "long long long" in everything
    texts = [
        data.decode()
        for name, data in harmful_book.files.items()
        if name[-3:] in ("tml", "opf", "mil")
    ]
    for other in (*"\x00\x07\x1b\u202e\u2028\u2029\ufffe", "\ud83d"):
        assert not [text for text in texts if other in text]
    (summary,) = harmful_book.meta("schema:accessibilitySummary")
    assert "ne s'entendent pas" in summary


def test_the_same_debate_gives_the_same_bytes(small: Published, tmp_path: Path) -> None:
    """Whoever makes it, when, under whatever name of the folder, with whatever rights."""
    mp3 = tmp_path / "a.mp3"
    mask = os.umask(0o077)
    try:
        for folder in ("one", "two"):
            write_book(book_of(small), mp3, tmp_path / folder / "a.epub")
            os.utime(mp3, (1, 1))
    finally:
        os.umask(mask)
    one, two = (tmp_path / folder / "a.epub" for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_time_of_the_change_comes_from_no_clock() -> None:
    assert modified_at("2024-05-28", None) == "2024-05-28T00:00:00Z"
    assert modified_at("2024-05", "") == "2024-05-01T00:00:00Z"
    assert modified_at("2024", None) == "2024-01-01T00:00:00Z"
    assert modified_at(None, None) == "1970-01-01T00:00:00Z"
    assert modified_at("2024", "1700000000") == "2023-11-14T22:13:20Z"
    for wrong in ("yesterday", "9" * 30):
        with pytest.raises(PodcastError, match="SOURCE_DATE_EPOCH"):
            modified_at(None, wrong)


def test_a_debate_keeps_its_identifier(small: Published) -> None:
    book, again, other = book_of(small), book_of(small), book_of(replace(small, name="b"))
    assert book.identifier == again.identifier != other.identifier
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", book.identifier)


def test_an_english_book_with_a_date(small: Published, tmp_path: Path) -> None:
    write_book(book_of(small), tmp_path / "a.mp3", tmp_path / "a.epub")
    book = Opened.of(tmp_path / "a.epub")
    headings = book.xml("nav.xhtml").xpath("//x:h2/text()", namespaces=NAMES)
    assert headings == ["Chapters", "Who speaks", "Landmarks"]
    assert book.meta("dcterms:modified") == ["2024-05-28T00:00:00Z"]
    assert book.package.xpath("//d:date/text()", namespaces=NAMES) == ["2024-05-28"]
    assert phrasebook("en").opening_title in "".join(book.xml("chapter-001.xhtml").itertext())


def test_what_is_before_the_sound_is_skipped() -> None:
    chance = random.Random(1)
    for size in (0, 1, 127, 128, 70_000):
        body = chance.randbytes(size)
        length = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        for tag in (
            b"ID3\x03\0\0" + length + body,
            b"ID3\x04\0\x10" + length + body + b"3DI\x04\0\x10" + length,
            b"",
        ):
            file = io.BytesIO(tag + b"\xff\xfbsound")
            skip_tag(file)
            assert file.read() == b"\xff\xfbsound"


def test_the_sound_streams(tmp_path: Path) -> None:
    """A sound larger than what is read at once arrives whole, and nothing is read twice."""
    sound = tmp_path / "sound"
    sound.write_bytes(random.Random(2).randbytes((1 << 21) + 17))
    with sound.open("rb") as file:
        file.seek(5)
        write_container(tmp_path / "book", [("a/b", b"text")], file, "a/sound.mp3")
    with zipfile.ZipFile(tmp_path / "book") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a/b", "a/sound.mp3"]
        assert archive.read("a/sound.mp3") == sound.read_bytes()[5:]


def test_it_is_made_only_when_asked_for_and_outdated_ones_are_named(
    small: Published, tmp_path: Path
) -> None:
    names = [
        "a.epub", "a.vtt", "a.transcript.json", "a.transcript.html", "a.transcript.docx",
        "a.transcript.txt", "a.chapters.json", "index.html",
    ]  # fmt: skip
    asked = write_sidecars(tmp_path, [small], SidecarChoice(book=True))
    assert [path.name for path in asked.made] == names
    assert 'href="a.epub"' in (tmp_path / "index.html").read_text("utf-8")
    usual = write_sidecars(tmp_path, [small])
    assert [path.name for path in usual.made] == names[1:]
    assert [path.name for path in usual.outdated] == ["a.epub"]
    assert "a.epub" not in (tmp_path / "index.html").read_text("utf-8")


def test_a_book_that_cannot_be_written(small: Published, tmp_path: Path) -> None:
    (tmp_path / "a.epub" / "in the way").mkdir(parents=True)
    with pytest.raises(OutputError, match="cannot be written"):
        write_book(book_of(small), tmp_path / "a.mp3", tmp_path / "a.epub")
    assert not list(tmp_path.glob(".*.part"))


def test_what_nothing_can_be_shown_of_is_still_heard(small: Published, tmp_path: Path) -> None:
    """A chapter whose title and words no reader can see: its heading is marked meanwhile."""
    whole = book_of(small)
    nothing = replace(whole.episode.chapters[1], blocks=())
    chapters = (whole.episode.chapters[0], nothing, *whole.episode.chapters[2:])
    episode = replace(whole.episode, chapters=chapters, speakers=())
    write_book(replace(whole, episode=episode), tmp_path / "a.mp3", tmp_path / "a.epub")
    book = Opened.of(tmp_path / "a.epub")
    (clip,) = book.clips("chapter-002.smil")
    assert clip == ("chapter-002.xhtml#chapter-2-title", nothing.start, chapters[2].start)


def test_no_heading_is_empty(small: Published) -> None:
    plan = small.plan
    chapters = tuple(replace(chapter, title="\u202e") for chapter in plan.chapters)
    book = book_of(replace(small, plan=replace(plan, title="\x00", chapters=chapters)))
    assert book.episode.title == "a"
    assert {chapter.title for chapter in book.episode.chapters} == {"…"}


def test_a_date_that_is_none_is_not_told_as_one(small: Published) -> None:
    debate = replace(small.plan.debate, date="28/05/2024")
    book = book_of(replace(small, plan=replace(small.plan, debate=debate)))
    assert (book.date, book.date_text, book.modified[:4]) == (None, "28/05/2024", "1970")
