"""PDFs as word processors and typesetters make them, drawn with reportlab."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podcast.model import Debate
from podcast.reading.read import read_bytes


def pages(*drawers: Callable[[Any], None]) -> Debate:
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=(400, 600))
    for draw in drawers:
        draw(sheet)
        sheet.showPage()
    sheet.save()
    return read_bytes(buffer.getvalue(), Path("x.pdf"), language="fr")


def write(
    sheet: Any, x: float, y: float, text: str, font: str = "Times-Roman", size: float = 10
) -> float:
    sheet.setFont(font, size)
    sheet.drawString(x, y, text)
    return x + float(sheet.stringWidth(text, font, size))


def said(debate: Debate) -> list[tuple[str, list[str]]]:
    return [(t.speaker, [p.text for p in t.paragraphs]) for t in debate.turns]


def test_small_capitals_hyphens_notes_and_running_heads() -> None:
    tides = ("de vive eau", "de morte eau", "d'équinoxe")

    def page(number: int) -> Callable[[Any], None]:
        def draw(sheet: Any) -> None:
            tide = tides[number - 1]
            write(sheet, 40, 570, "Annales du canal", size=8)
            write(sheet, 190, 20, str(number), size=8)
            x = write(sheet, 40, 520, "A")
            x = write(sheet, x, 520, "NNE ", size=8)
            x = write(sheet, x, 520, "R")
            x = write(sheet, x, 520, "OUX", size=8)
            write(sheet, x, 520, f". — La digue tient aux marées {tide}, on le sait de-")
            write(sheet, 40, 508, "puis longtemps")
            write(sheet, 102, 511, "1", size=6)
            write(sheet, 106, 508, f". Ce fut le cas des marées {tide}.")
            x = write(sheet, 40, 490, "P")
            x = write(sheet, x, 490, "AUL ", size=8)
            x = write(sheet, x, 490, "B")
            x = write(sheet, x, 490, "AY", size=8)
            write(sheet, x, 490, f". — Je l'ai vu, les jours {tide}, de mes yeux.")
            write(sheet, 40, 60, f"1. Archives des marées {tide}.", size=7.5)

        return draw

    debate = pages(*[page(number) for number in (1, 2, 3)])
    assert said(debate)[:2] == [
        ("Anne Roux", ["La digue tient aux marées de vive eau, on le sait depuis longtemps. Ce fut"
                       " le cas des marées de vive eau."]),
        ("Paul Bay", ["Je l'ai vu, les jours de vive eau, de mes yeux."]),
    ]  # fmt: skip
    assert len(debate.turns) == 6
    kinds = [piece.kind for piece in debate.left_out]
    assert kinds.count("running head") == kinds.count("page number") == 3
    assert kinds.count("foot-note") == kinds.count("foot-note mark") == 3


def test_names_in_the_margin_beside_what_is_said() -> None:
    def draw(sheet: Any) -> None:
        y = 560
        for number in range(6):
            name = ("Anne Roux", "Paul Bay")[number % 2]
            write(sheet, 40, y, f"{name} :", "Times-Bold")
            for line in (
                "La digue tient encore bon, je",
                "l'ai vue hier soir en passant,",
                f"et c'était la fois {number}.",
            ):
                write(sheet, 150, y, line)
                y -= 12
            y -= 10

    debate = pages(draw)
    assert [name for name, _ in said(debate)] == ["Anne Roux", "Paul Bay"] * 3
    assert said(debate)[0][1] == [
        "La digue tient encore bon, je l'ai vue hier soir en passant, et c'était la fois 0."
    ]


def test_rotated_text_is_no_speech() -> None:
    def draw(sheet: Any) -> None:
        write(sheet, 40, 560, "Anne Roux : Bonjour à tous, et merci.")
        write(sheet, 40, 540, "Paul Bay : Bonjour, et de rien.")
        sheet.saveState()
        sheet.rotate(90)
        write(sheet, 100, -20, "BROUILLON")
        sheet.restoreState()

    assert "BROUILLON" not in str(said(pages(draw)))


@pytest.mark.parametrize(("font", "colour"), [("Helvetica", 0.0), ("Times-Roman", 0.6)])
def test_questions_in_another_typeface_or_colour(font: str, colour: float) -> None:
    def draw(sheet: Any) -> None:
        y = 570
        for number in range(5):
            sheet.setFillGray(colour)
            write(
                sheet, 40, y, f"Racontez la crue {number}. Qui a tenu la digue ? (je pense à", font
            )
            write(sheet, 40, y - 12, "votre voisin)" if number else "la vieille digue)", font)
            sheet.setFillGray(0)
            for line in ("On a veillé toutes les nuits, mes frères et moi, et la digue",):
                write(sheet, 60, y - 24, line)
            write(
                sheet,
                40,
                y - 36,
                f"a tenu {number} ans. Qui le croirait ? Personne, et pourtant on",
            )
            write(
                sheet, 40, y - 48, "l'a tenue, la digue, à quatre, avec des sacs et des planches."
            )
            y -= 72

    debate = pages(draw)
    assert [name for name, _ in said(debate)] == ["Journaliste", "Invité"] * 5
    assert said(debate)[0][1][0].endswith("la vieille digue)")
    assert not debate.doubts


def test_heads_that_stand_in_more_lines_on_some_pages() -> None:
    said_there = [f"La digue numéro {number} tient encore bon, je l'ai vue." for number in range(8)]

    def page(number: int) -> Callable[[Any], None]:
        def draw(sheet: Any) -> None:
            if number % 3 == 0:  # the date has a line of its own
                write(sheet, 40, 580, "DEPARTEMENT DES MOULINS")
                write(sheet, 40, 568, f"CM 27 mars 2012 {number}")
            else:
                write(sheet, 40, 580, f"DEPARTEMENT DES MOULINS CM 27 mars 2012 {number}")
            write(sheet, 40, 556, "Canton de LA DIGUE")
            write(sheet, 40, 544, "Commune de CHAUME")
            for line in range(8):
                name = ("Anne Roux", "Paul Bay")[line % 2]
                write(sheet, 40, 500 - 30 * line, f"{name} : {said_there[line]}")

        return draw

    debate = pages(*map(page, range(9)))
    assert {turn.speaker for turn in debate.turns} == {"Anne Roux", "Paul Bay"}
    assert "Commune" not in str(debate.turns)
