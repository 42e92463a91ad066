"""One small debate, published in every format by tools that are not ours where there are any."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path

TITLE = "La forge doit-elle rouvrir ?"
SPEAKERS = ("Aliénor Vasseur", "Barnabé Lecointre", "Zita Moreau")
TURNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Aliénor Vasseur",
        (
            "Bonsoir à tous. La forge du village est fermée depuis quarante ans, et l'on nous"
            " propose aujourd'hui de la rouvrir pour y former des apprentis.",
            "Barnabé, vous y avez travaillé : qu'en pensez-vous ?",
        ),
    ),
    (
        "Barnabé Lecointre",
        (
            "J'en pense du bien. J'ai une anecdote : mon père y ferrait les chevaux du maire, et le"
            " maire ne payait jamais.",
            "Il faudra refaire le toit, la cheminée et peut-être les murs.",
            "Le reste tient debout.",
        ),
    ),
    ("Zita Moreau", ("Et le bruit ? Les voisins dorment, la nuit.",)),
    ("Barnabé Lecointre", ("On ne forge pas la nuit.",)),
    (
        "Aliénor Vasseur",
        ("Merci à vous deux. La réunion suivante aura lieu en mars, à la mairie, à 18 heures.",),
    ),
    ("Zita Moreau", ("J'y serai.",)),
)


def plain_text(path: Path) -> None:
    blocks = [f"# {TITLE}"]
    for name, paragraphs in TURNS:
        blocks += [f"{name} : {paragraphs[0]}", *paragraphs[1:]]
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def alone_on_a_line(path: Path) -> None:
    blocks = [TITLE]
    for name, paragraphs in TURNS:
        blocks += [name, *paragraphs]
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def markdown(path: Path) -> None:
    blocks = [f"# {TITLE}"]
    for name, paragraphs in TURNS:
        blocks += [f"**{name} :** {paragraphs[0]}", *paragraphs[1:]]
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def web_page(path: Path) -> None:
    body = []
    for name, paragraphs in TURNS:
        body.append(f"<p><strong>{escape(name)}</strong>&nbsp;: {escape(paragraphs[0])}</p>")
        body += [f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs[1:]]
    menu = "".join(f'<li><a href="/{n}">Rubrique {n}</a></li>' for n in range(9))
    path.write_text(
        f"<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>{TITLE} | Le site</title>"
        f"<style>p {{ color: red }}</style></head><body><nav><ul>{menu}</ul></nav><main>"
        f"<h1>{TITLE}</h1>{''.join(body)}</main><footer>Mentions légales</footer>"
        "<script>alert('non')</script></body></html>",
        encoding="utf-8",
    )


def word(path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading(TITLE, level=0)
    document.sections[0].header.paragraphs[0].text = "Compte rendu"
    for name, paragraphs in TURNS:
        first = document.add_paragraph()
        first.add_run(f"{name} : ").bold = True
        first.add_run(paragraphs[0])
        for paragraph in paragraphs[1:]:
            document.add_paragraph(paragraph)
    document.save(str(path))


def open_document(path: Path) -> None:
    body = [f'<text:h text:outline-level="1">{escape(TITLE)}</text:h>']
    for name, paragraphs in TURNS:
        label = f'<text:span text:style-name="T1">{escape(name)} : </text:span>'
        body.append(f"<text:p>{label}{escape(paragraphs[0])}</text:p>")
        body += [f"<text:p>{escape(paragraph)}</text:p>" for paragraph in paragraphs[1:]]
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in (("office", "office"), ("text", "text"), ("style", "style"),
                          ("fo", "xsl-fo-compatible"))
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        '<office:automatic-styles><style:style style:name="T1" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)


def pdf(path: Path, columns: int = 1, leading: float = 13) -> None:
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    width, height = A5
    body = ParagraphStyle(
        "body", fontName="Times-Roman", fontSize=10, leading=leading, spaceAfter=6, alignment=4
    )
    head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=9)
    room = (width - 80 - 20 * (columns - 1)) / columns
    frames = [
        Frame(40 + number * (room + 20), 40, room, 230 if columns == 1 else 190)
        for number in range(columns)
    ]

    def furniture(canvas: object, document: object) -> None:
        canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
        canvas.drawString(40, height - 25, "Village de Saint-Éloi – compte rendu")  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 20, str(document.page))  # type: ignore[attr-defined]

    story = [Paragraph(escape(TITLE), head)]
    for name, paragraphs in TURNS:
        story.append(Paragraph(f"<b>{escape(name)} :</b> {escape(paragraphs[0])}", body))
        story += [Paragraph(escape(paragraph), body) for paragraph in paragraphs[1:]]
    document = BaseDocTemplate(str(path), pagesize=A5)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=furniture)])
    document.build(story)


def pdf_two_columns(path: Path) -> None:
    pdf(path, columns=2)


def tei(path: Path) -> None:
    people = "".join(
        f'<person xml:id="p{n}"><persName>{name}</persName></person>'
        for n, name in enumerate(SPEAKERS)
    )
    said = []
    for name, paragraphs in TURNS:
        inside = "".join(f"<seg>{escape(paragraph)}</seg>" for paragraph in paragraphs)
        said.append(f'<u who="#p{SPEAKERS.index(name)}">{inside}</u>')
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"'
        f' xml:lang="fr"><teiHeader><fileDesc><titleStmt><title>{TITLE}</title></titleStmt>'
        "</fileDesc><profileDesc><particDesc><listPerson>"
        f"{people}</listPerson></particDesc></profileDesc></teiHeader><text><body>"
        f"{''.join(said)}</body></text></TEI>",
        encoding="utf-8",
    )


def _clock(seconds: int, mark: str) -> str:
    return f"00:{seconds // 60:02}:{seconds % 60:02}{mark}000"


def _cues(mark: str, label: Callable[[str], str], *, once: bool) -> str:
    """The debate in cues of some words; a pause of three seconds parts paragraphs."""
    cues, now, number = [], 0, 0
    for name, paragraphs in TURNS:
        for place, paragraph in enumerate(paragraphs):
            words = paragraph.split()
            for start in range(0, len(words), 7):
                number += 1
                text = " ".join(words[start : start + 7])
                if not once or (place == 0 and start == 0):
                    text = label(name) + text
                cues.append(f"{number}\n{_clock(now, mark)} --> {_clock(now + 2, mark)}\n{text}\n")
                now += 2
            now += 3
    return "\n".join(cues)


def srt(path: Path) -> None:
    path.write_text(_cues(",", lambda name: f"{name}: ", once=True), encoding="utf-8")


def webvtt(path: Path) -> None:
    cues = _cues(".", lambda name: f"<v {name}>", once=False)
    path.write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")


def segments(path: Path) -> None:
    said = [
        {"speaker": name, "start": 1.0, "text": " ".join(paragraphs)} for name, paragraphs in TURNS
    ]
    path.write_text(json.dumps({"segments": said}), encoding="utf-8")


FORMATS: dict[str, Callable[[Path], None]] = {
    "text.txt": plain_text,
    "alone.txt": alone_on_a_line,
    "text.md": markdown,
    "page.html": web_page,
    "word.docx": word,
    "text.odt": open_document,
    "one.pdf": pdf,
    "two.pdf": pdf_two_columns,
    "tei.xml": tei,
    "captions.srt": srt,
    "captions.vtt": webvtt,
}


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()
