from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

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
