"""Whole files of every format that the program reads, in words that are the project's own."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from podcast.planfile.writing import plan_of
from podcast.reading import read_debate
from podcast.reading.edit_layout import write_layout
from podcast.reading.formats.saved import debate_to_json
from tests.reading.formats.published import FORMATS, TURNS, segments

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "episodes" / "demo" / "demo.txt"
_OWN = {".txt": "text", ".md": "markdown", ".html": "html", ".srt": "srt", ".vtt": "vtt",
        ".xml": "tei", ".docx": "docx", ".odt": "odt", ".pdf": "pdf"}  # fmt: skip
_LEXICON = """\
[words]
ADEME = "Adème"
chatbot = { ipa = "tʃat.bɔt" }
IA = { spell = true }
"big tech" = "bigue tèque"
Lens = [{ say = "Lance", speaker = "Zita Moreau" }, { ipa = "lɑ̃s" }]
"""
_SERIES = """\
title = "Les débats du village"
author = "La mairie"
language = "fr"

[person."Zita Moreau"]
voice = ["Inès", "Anaïs"]
also = ["Mme Moreau"]

[feed]
description = "Ce qui s'est dit."
email = "mairie@example.org"
link = "https://example.org/"
category = ["News", "Government"]
explicit = false
"""


def seeds(real: Path | None = None) -> dict[str, list[bytes]]:
    """The seeds by format; with the folder `real`, transcripts of other people too."""
    found: dict[str, list[bytes]] = {}
    for path in sorted((ROOT / "tests" / "data").iterdir()):
        if path.suffix in _OWN:
            found.setdefault(_OWN[path.suffix], []).append(path.read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, publish in FORMATS.items():
            if not file.endswith(".pdf"):
                publish(folder / file)
                found.setdefault(_OWN[Path(file).suffix], []).append((folder / file).read_bytes())
        segments(folder / "segments.json")
        debate = read_debate(DEMO)
        smaller = read_debate(folder / "text.txt")
        found["json"] = [
            (folder / "segments.json").read_bytes(),
            json.dumps(debate_to_json(smaller), indent=1).encode(),
            json.dumps(debate_to_json(debate), ensure_ascii=False).encode(),
        ]
        found["layout"] = [write_layout(debate).encode(), write_layout(smaller).encode()]
        found["plan"] = [_plan(folder, folder / "text.txt"), _plan(folder, DEMO)]
    found["pdf"] = [_pdf(compressed=False), _pdf(compressed=True)]
    found["lexicon"] = [
        _LEXICON.encode(),
        *(path.read_bytes() for path in sorted((ROOT / "voices" / "lexicon").glob("*.toml"))),
    ]
    found["series"] = [_SERIES.encode()]
    for path in sorted(real.iterdir()) if real and real.is_dir() else ():
        if path.suffix in _OWN and path.suffix != ".json" and path.name != "README.md":
            found[_OWN[path.suffix]].append(path.read_bytes())
    return found


def transcript_of_plans() -> bytes:
    """The transcript that the seeds of plans are about."""
    with tempfile.TemporaryDirectory() as name:
        FORMATS["text.txt"](Path(name) / "text.txt")
        return (Path(name) / "text.txt").read_bytes()


def _plan(folder: Path, transcript: Path) -> bytes:
    text = plan_of(transcript, folder / "plan.toml").text
    lines = [line.removeprefix("# ") if number % 3 == 0 and " = " in line else line
             for number, line in enumerate(text.split("\n"))]  # fmt: skip
    source = 'source = "debate.txt"'
    return "\n".join([source if line.startswith("source") else line for line in lines]).encode()


def _pdf(*, compressed: bool) -> bytes:
    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen import canvas

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A5, pageCompression=int(compressed), invariant=1)
    y = 0.0
    for name, paragraphs in TURNS:
        for place, paragraph in enumerate(paragraphs):
            if y < 60:
                if y:
                    sheet.showPage()
                y = A5[1] - 60
            if place == 0:
                sheet.setFont("Helvetica-Bold", 10)
                sheet.drawString(40, y, f"{name} :")
                y -= 14
            sheet.setFont("Times-Roman", 10)
            words = paragraph.split()
            for start in range(0, len(words), 9):
                sheet.drawString(40, y, " ".join(words[start : start + 9]))
                y -= 13
            y -= 8
    sheet.save()
    return buffer.getvalue()
