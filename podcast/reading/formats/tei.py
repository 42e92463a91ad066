"""TEI-XML: theatre (`<sp>`), transcribed speech (`<u>`), and parliaments' corpora (ParlaMint).

TEI P5 guidelines, chapters 7 (performance texts) and 8 (transcriptions of speech):
https://tei-c.org/release/doc/tei-p5-doc/en/html/
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed
from podcast.reading.formats.archive import line_of, parse_xml, text_of
from podcast.reading.lines import SourceLine

_SPOKEN = re.compile(r"<(?:sp[\s>]|u\s)")
_BLOCKS = frozenset({"p", "ab", "seg", "lg", "item", "quote", "said"})
_PARTS = frozenset({"sp", "u", "p", "l"})
_EVENTS = frozenset({"stage", "kinesic", "vocal", "incident", "gap", "shift", "writing"})
_SKIPPED = frozenset(
    {"pb", "fw", "note", "milestone", "lb", "cb", "anchor", "pause", "ref", "figure", "castList",
     "listPerson", "particDesc", "titlePage", "table", "byline", "closer", "opener", "docDate",
     "speaker", "desc"}
)  # fmt: skip
_LEFT_OUT_AS = {
    "fw": "running head",
    "note": "foot-note",
    "castList": "participants",
    "titlePage": "title",
    "table": "table",
    "figure": "picture",
}


def looks_like_tei(text: str) -> bool:
    """Whether `text` is XML that transcribes speech."""
    head = text[:20_000]
    if "<TEI" in head or "<teiCorpus" in head:
        return True
    return head.lstrip("\ufeff \n").startswith("<?xml") and bool(_SPOKEN.search(head))


def read_tei(data: bytes) -> Document:
    """The document that the XML `data` is. Raises `UnreadableError` where it is not well-formed."""
    root = parse_xml(data, "the XML")
    texts = root.iter("text") if root.tag == "teiCorpus" else root.iterfind("text")
    reader = _Reader(_people(root), spoken=next(root.iter("sp", "u"), None) is not None)
    for text in list(texts) or [root]:
        reader.walk(text, None)
    title = next(filter(None, map(text_of, root.iter("title"))), None)
    return Document(
        format="a TEI document",
        lines=tuple(reader.lines),
        left_out=tuple(sorted(reader.left_out, key=lambda piece: piece.line)),
        title=title,
        date=_date(root),
        language=(root.get("lang") or "")[:2].lower() or None,
        listed=tuple(dict.fromkeys(reader.people.values())),
        exact=True,
    )


@dataclass(slots=True)
class _Reader:
    people: dict[str, Listed]
    spoken: bool
    lines: list[SourceLine] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    number: int = 0
    headed: dict[str, str] = field(default_factory=dict)

    def walk(self, element: etree._Element, speaker: str | None, depth: int = 0) -> None:
        """Go through the parts of `element`, all said by `speaker` unless they say otherwise."""
        for child in element:
            tag = child.tag
            if tag == "sp":
                self.walk(child, self._speaker_of_sp(child) or speaker, depth)
            elif tag == "u":
                self._utterance(child, self._who(child) or speaker, depth)
            elif tag in ("head", "trailer"):
                self._line(child, heading=min(depth, 6) or 1)
            elif tag in _EVENTS:
                self._line(child, direction=True)
            elif tag == "l" or (tag in _BLOCKS and not any(c.tag in _PARTS for c in child)):
                if speaker is None and self.spoken:
                    self._drop(child, "nobody says it")
                else:
                    before = child.getprevious()
                    verse = tag == "l" and before is not None and before.tag == "l"
                    self._line(child, speaker=speaker, apart=not verse)
            elif tag == "speaker":
                self._place(child)
            elif tag == "note" and child.get("type") in ("speaker", "narrative", "comment"):
                if child.get("type") == "speaker":
                    self._drop(child, "name")
                else:
                    self._line(child, direction=True)
            elif tag in _SKIPPED:
                self._drop(child, _LEFT_OUT_AS.get(tag, "furniture"))
            elif isinstance(tag, str):  # "annotationBlock" says who speaks in the <u> within it
                who = self._who(child) or speaker
                self.walk(child, who, depth + (tag == "div" or tag.startswith("div")))

    def _utterance(self, element: etree._Element, speaker: str | None, depth: int) -> None:
        if any(child.tag in ("seg", "p", "ab") for child in element):
            self.walk(element, speaker, depth)
        else:
            self._line(element, speaker=speaker)

    def _speaker_of_sp(self, element: etree._Element) -> str | None:
        """Whom the header knows by `who`, else as the speech is headed."""
        written = next(map(text_of, element.iterfind("speaker")), "")
        who = " ".join((element.get("who") or "").split())
        if who in self.people:  # "MADEMOISELLE DU PARC": an identifier with spaces
            return self.people[who].name
        known = self._who(element, only_known=True)
        if known:
            return known
        written = written.strip(" .:–—-")
        if who and written:
            return self.headed.setdefault(who, written)  # whatever it is headed by later
        return written or self._who(element)

    def _who(self, element: etree._Element, *, only_known: bool = False) -> str | None:
        names = []
        for reference in (element.get("who") or "").split():
            identifier = reference.rsplit("#", 1)[-1]
            person = self.people.get(identifier)
            if person is None and only_known:
                return None
            names.append(person.name if person else " ".join(identifier.split("_")).strip())
        return ", ".join(filter(None, names)) or None

    def _place(self, element: etree._Element) -> int:
        self.number = max(self.number + 1, line_of(element))
        return self.number

    def _drop(self, element: etree._Element, kind: str) -> None:
        if text := text_of(element):
            self.left_out.append(LeftOut(kind, text, self._place(element)))

    def _line(
        self,
        element: etree._Element,
        *,
        speaker: str | None = None,
        heading: int = 0,
        direction: bool = False,
        apart: bool = True,
    ) -> None:
        number = self._place(element)
        pieces: list[str] = []
        self._collect(element, pieces, direction)
        if text := " ".join("".join(pieces).split()):
            self.lines.append(
                SourceLine(
                    text, number, apart, heading=heading, speaker=speaker, direction=direction
                )
            )

    def _collect(self, element: etree._Element, pieces: list[str], direction: bool) -> None:
        pieces.append(element.text or "")
        for child in element:
            tag = child.tag
            if isinstance(child, etree._Entity):
                pieces.append(html.unescape(str(child.text)))
            elif tag in _EVENTS:
                if text := text_of(child):
                    # Within a sentence a direction has brackets, as people write it.
                    pieces.append(f" ({text.strip('()[]')}) ")
            elif tag == "desc" and direction:
                self._collect(child, pieces, direction)
            elif tag in ("lb", "pb", "cb"):
                pieces.append(" ")
            elif tag in _SKIPPED:
                self._drop(child, _LEFT_OUT_AS.get(tag, "furniture"))
            else:
                self._collect(child, pieces, direction)
            pieces.append(child.tail or "")


def _people(root: etree._Element) -> dict[str, Listed]:
    """Everybody whom the header lists, by identifier."""
    people: dict[str, Listed] = {}
    for element in root.iter("person", "personGrp", "role", "castItem"):
        identifier, name = element.get("id"), _name_of(element)
        if identifier and name and identifier not in people:
            # <castItem><role xml:id="x">…</role><roleDesc>…</roleDesc></castItem>
            around = element.iterancestors("castItem") if element.tag == "role" else ()
            described = (
                e for one in (*around, element) for e in one.iter("roleDesc", "occupation")
            )
            role = next(map(text_of, described), "")
            people[identifier] = Listed(name, role or None, (identifier,))
    return people


def _name_of(element: etree._Element) -> str:
    if element.tag == "role":
        return re.split(r"[,(.;]", text_of(element))[0].strip()
    found = next((e for tag in ("persName", "name", "role") for e in element.iter(tag)), None)
    if found is None:
        return ""
    parts = [*found.iterfind("forename"), *(e for e in found if e.tag in ("nameLink", "surname"))]
    return " ".join(map(text_of, parts)) or text_of(found).strip(" ,.;")


def _date(root: etree._Element) -> str | None:
    """The date of the debate itself where the header has one: of the setting, or the source."""
    for wanted in ("settingDesc", "sourceDesc", "publicationStmt"):
        for part in root.iter(wanted):
            for date in part.iterfind(".//date[@when]"):
                return str(date.get("when"))[:10]
    return None
