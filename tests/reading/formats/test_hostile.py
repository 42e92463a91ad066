"""Files that somebody made to do harm, or that are not what they seem."""

import io
import zipfile
from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.reading.formats import archive
from podcast.reading.read import read_bytes
from tests.reading.formats.published import pdf, zipped

HERE = Path("transcript")


def refused(data: bytes, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read_bytes(data, HERE)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY l0 "lol">{lols}'
        f'<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><u who="#a">Un &l9; deux &file;.</u>'
        '<u who="#b">Trois.</u></body></text></TEI>'
    )
    try:
        debate = read_bytes(text.encode(), HERE, language="fr")
    except TranscriptError:
        return
    assert "geheim" not in str(debate)
    assert len(str(debate)) < 5000


def test_an_archive_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PART", 1 << 20)
    refused(zipped({"word/document.xml": b" " * (2 << 20)}), "unpacks to more than 1 MB")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word/document.xml": b"<w:document"}, "not well-formed"),
        ({"META-INF/container.xml": b""}, "an EPUB"),
        ({"xl/workbook.xml": b""}, "a spreadsheet"),
        ({"other.txt": b"Bonjour"}, "a ZIP archive"),
        ({"content.xml": b"<a/>"}, "no text"),
        (
            {"content.xml": b"<a/>", "META-INF/manifest.xml": b"<m><encryption-data/></m>"},
            "locked by a password",
        ),
    ],
)
def test_archives_that_are_no_transcript(parts: dict[str, bytes], says: str) -> None:
    refused(zipped(parts), says)


def test_a_damaged_archive() -> None:
    data = zipped({"word/document.xml": b"<a/>" * 1000})
    refused(data[: len(data) // 2], "damaged")
    refused(b"PK\x03\x04 and nothing", "damaged")


def test_a_damaged_pdf_and_one_without_text(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    pdf(path)
    refused(path.read_bytes()[:300], "a PDF, but a damaged one")
    from reportlab.pdfgen import canvas

    blank = io.BytesIO()
    sheet = canvas.Canvas(blank)
    sheet.rect(10, 10, 100, 100)
    sheet.showPage()
    sheet.save()
    refused(blank.getvalue(), "pictures, without text")


def test_a_locked_pdf() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    locked = io.BytesIO()
    sheet = canvas.Canvas(locked, encrypt=StandardEncryption("a", ownerPassword="b"))
    sheet.drawString(10, 10, "Anne Roux : Bonjour.")
    sheet.save()
    refused(locked.getvalue(), "locked by a password")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"turns": [{}]}', "“text” of turn 1 must be a list"),
        ('{"segments": []}', "neither what"),
        ("[" * 5000, "neither|nested|no text"),
        ('{"turns": [], "title": "x"}', "“turns” is empty"),
    ],
)
def test_json_that_is_none_of_ours(text: str, says: str) -> None:
    refused(text.encode(), says)


def test_names_in_an_archive_lead_nowhere() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("../../etc/passwd", b"x")
        file.writestr("word/document.xml", b"<document/>")
    refused(buffer.getvalue(), "no text in it|nobody speaks")


def test_a_text_that_is_far_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    from podcast.reading import opening

    monkeypatch.setattr(opening, "LARGEST_TEXT", 1000)
    refused(b"Anne Roux : Bonjour.\n" * 100, "a text of more than")
    sent = io.BytesIO(b"Anne Roux : Bonjour.\n" * 100)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(sent))
    with pytest.raises(TranscriptError, match="a text of more than"):
        opening.load_bytes(Path("-"))
    assert sent.tell() == 1001  # the rest is never read
