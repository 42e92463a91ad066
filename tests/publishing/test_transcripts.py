"""The transcript for reading alone: read back by python-docx and lxml."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from lxml import html

docx = pytest.importorskip("docx", reason="python-docx is not installed")


def test_a_word_file_in_large_print(made: Path) -> None:
    file = docx.Document(str(made / "trains.transcript.docx"))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles[0] == "Title" and file.paragraphs[0].text == "Un débat"
    headings = [p.text for p in file.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "Ouverture (0:00)" and headings[-1].startswith("Fin de l'épisode")
    assert "Heading 2" in styles and "Narration" in styles
    assert file.core_properties.title == "Un débat"
    assert file.core_properties.language == "fr-FR"
    defaults = file.styles.element.find(".//w:docDefaults//w:sz", file.styles.element.nsmap)
    assert int(defaults.get(docx.oxml.ns.qn("w:val"))) >= 36  # half points
    english = [run for p in file.paragraphs for run in p.runs if "As we say" in run.text]
    assert english and all('w:lang w:val="en-GB"' in run._r.xml for run in english)


def test_they_all_say_the_same(made: Path) -> None:
    """Every word of the captions' transcript is in each, in its order."""
    text = (made / "trains.transcript.txt").read_text("utf-8")
    page = html.parse(str(made / "trains.transcript.html")).getroot()
    word = docx.Document(str(made / "trains.transcript.docx"))
    written = "\n".join(paragraph.text for paragraph in word.paragraphs)
    for form in (text, page.find("body").text_content(), written):
        place = 0
        for said in ("Question 1, donc.", "L'œuvre du siècle, c'est le sommeil.", "Question 11,"):
            place = form.index(said, place)
    assert page.get("lang") == "fr"
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert not page.xpath("//script | //img | //link")


def test_a_hostile_transcript_stays_a_text(harmful: Path) -> None:
    text = (harmful / "a.transcript.html").read_bytes().decode()
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //img | //@onerror | //@onclick")
    word = docx.Document(str(harmful / "a.transcript.docx"))
    assert any("<script>" in paragraph.text for paragraph in word.paragraphs)
    assert "\x1b" not in (harmful / "a.transcript.txt").read_text("utf-8")
