import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import RGBColor

from podcast.model import Debate
from podcast.reading.read import read_debate


@pytest.fixture
def debate(tmp_path: Path) -> Debate:
    document = docx.Document()
    named = document.styles.add_style("Orateur", WD_STYLE_TYPE.CHARACTER)
    named.font.bold = True
    document.add_heading("La digue", level=0)
    document.add_heading("Ouverture", level=1)
    document.add_paragraph().add_run("Anne Roux").bold = True
    first = document.add_paragraph("Une ligne,")
    first.add_run().add_break()
    first.add_run("la suivante.")
    second = document.add_paragraph()
    second.add_run("Paul Bay", style="Orateur")
    second.add_run(" : Deux choses.")
    document.add_paragraph("La pierre.", style="List Bullet")
    document.add_paragraph("Le sable.", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), "an mètres 2001 12".split(), strict=True
    ):
        cell.text = text
    document.add_heading("La suite", level=2)
    third = document.add_paragraph()
    third.add_run("Anne Roux : ").bold = True
    hidden = third.add_run("secret ")
    hidden.font.hidden = True
    third.add_run("Merci. (Rires.)")
    document.sections[0].footer.paragraphs[0].text = "Page de la digue"
    path = tmp_path / "digue.docx"
    document.save(str(path))
    return read_debate(path, language="fr")


def test_what_is_said(debate: Debate) -> None:
    assert debate.title == "La digue"
    assert [(t.speaker, [p.text for p in t.paragraphs]) for t in debate.turns] == [
        ("Anne Roux", ["Une ligne, la suivante."]),
        ("Paul Bay", ["Deux choses.", "La pierre.", "Le sable."]),
        ("Anne Roux", ["Merci."]),
    ]


def test_what_is_around_it(debate: Debate) -> None:
    assert [(h.text, h.turn, h.paragraph) for h in debate.headings] == [
        ("Ouverture", 1, 1), ("La suite", 3, 1),
    ]  # fmt: skip
    assert [d.text for d in debate.directions] == ["Rires."]
    left = {(piece.kind, piece.text) for piece in debate.left_out}
    assert {
        ("table", "2001 | 12"),
        ("hidden", "secret"),
        ("running head", "Page de la digue"),
    } <= left


@pytest.mark.parametrize("how", ["tab", "style", "colour"])
def test_names_are_set_apart_by_more_than_bold(tmp_path: Path, how: str) -> None:
    document = docx.Document()
    document.styles.add_style("Locuteur", WD_STYLE_TYPE.CHARACTER)
    names = ["Ada Lind", "Bo Ferris"] * 3
    for name in names:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(name)
        if how == "style":
            run.style = document.styles["Locuteur"]
        elif how == "colour":
            run.font.color.rgb = RGBColor(200, 0, 0)
        said = "Nobody had mended the mill, and the boat left without us."
        paragraph.add_run(("\t" if how == "tab" else " ") + said)
    document.save(str(tmp_path / "x.docx"))
    assert [turn.speaker for turn in read_debate(tmp_path / "x.docx").turns] == names


def test_word_counts_its_lists_and_the_numbers_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Anne Roux : Quels sont vos points ?")
    document.add_paragraph("Paul Bay : Voici :")
    for text in ("le bruit ;", "la poussière."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("J'insiste sur le point 2.")
    document.add_paragraph("Anne Roux : Merci à vous.")
    path = tmp_path / "points.docx"
    document.save(str(path))
    said = [paragraph.text for paragraph in read_debate(path, language="fr").turns[1].paragraphs]
    assert said == ["Voici :", "1. le bruit ;", "2. la poussière.", "J'insiste sur le point 2."]


def test_an_open_document_counts_its_lists(tmp_path: Path) -> None:
    names = "office text style"
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names.split()
    )
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>".format
    inner = f"<text:list>{item('du soir ;', '')}</text:list>"
    lines = ("Anne Roux : Quels points ?", "Paul Bay : Voici :")
    said = "".join(f"<text:p>{line}</text:p>" for line in lines)
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
        ' style:num-format="1" style:num-suffix=")"/><text:list-level-style-number text:level="2"'
        ' style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>'
        f"</office:automatic-styles><office:body><office:text>{said}"
        f'<text:list text:style-name="L">{item("le bruit", inner)}{item("la poussière.", "")}'
        "</text:list><text:p>Anne Roux : Merci à vous.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    path = tmp_path / "points.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    paragraphs = read_debate(path, language="fr").turns[1].paragraphs
    assert [p.text for p in paragraphs] == [
        "Voici :", "1) le bruit", "(a) du soir ;", "2) la poussière.",
    ]  # fmt: skip
