"""Transcriber's files (TRS), in which corpora of speech are kept: http://trans.sourceforge.net"""

from __future__ import annotations

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import parse_xml
from podcast.reading.lines import SourceLine


def looks_like_transcriber(text: str) -> bool:
    """Whether `text` is a TRS file."""
    return "<Trans" in text[:2000] and "<Turn" in text


def read_transcriber(data: bytes) -> Document:
    """The document that the XML `data` is. Raises `UnreadableError` where it is not well-formed."""
    root = parse_xml(data, "the XML")
    names = {e.get("id"): e.get("name") or e.get("id") for e in root.iter("Speaker")}
    lines: list[SourceLine] = []
    left_out: list[LeftOut] = []
    for turn in root.iter("Turn"):
        speakers = [names.get(who) or who for who in (turn.get("speaker") or "").split()]
        number = turn.sourceline if isinstance(turn.sourceline, int) else 1
        number = max(number, lines[-1].number if lines else 1)
        for who, said in _parts(turn, number, left_out):
            if who < len(speakers):
                text = " ".join(said.replace("+", " ").split())
                if text:
                    lines.append(SourceLine(text, number, True, speaker=speakers[who]))
            elif said.strip():
                left_out.append(LeftOut("nobody says it", " ".join(said.split()), number))
    return Document("a Transcriber file", tuple(lines), tuple(left_out), exact=True)


def _parts(turn: etree._Element, number: int, left_out: list[LeftOut]) -> list[tuple[int, str]]:
    """What is said in a turn, with the rank of the speaker who says it among those of the turn."""
    parts: list[tuple[int, str]] = [(0, turn.text or "")]
    for child in turn:
        who, said = parts[-1]
        if child.tag == "Who":
            rank = child.get("nb") or "1"
            parts.append((int(rank) - 1 if rank.isdigit() and rank != "0" else 0, child.tail or ""))
            continue
        if child.tag == "Event" and child.get("desc"):
            left_out.append(LeftOut("event", child.get("desc") or "", number))
        parts[-1] = (who, f"{said} {child.tail or ''}")
    return parts
