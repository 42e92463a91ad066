"""What linguists transcribe speech in: CHAT, Transcriber, ELAN, EXMARaLDA and Praat.

All but the first two write one tier for each speaker, and the times at which its pieces begin.
https://talkbank.org/manuals/CHAT.html, http://trans.sourceforge.net,
https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf,
https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from operator import itemgetter

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed
from podcast.reading.formats.archive import line_of, parse_xml, text_of
from podcast.reading.formats.records import with_paragraphs
from podcast.reading.lines import SourceLine

_TIER = re.compile(r"^\*([^\s:]{1,20}):\s*(.*)$")
_MARK = re.compile(r"\x15[^\x15]*\x15|\[[^\[\]]*\]|&[=~+-]?\S+|\+[/.!?\"<>,^]+|[<>]|\(\.+\)")
_LANGUAGES = {"fra": "fr", "eng": "en", "deu": "de", "spa": "es", "ita": "it"}
_OF_A_TIER = re.compile(
    r"\s*(?:@\w+|\[\w+\])$|[-_ ](?:txt|text|utt|utterances?|trans\w*|ortho\w*)$", re.I
)
_GRID = re.compile(r'\b(class|name|xmin|number|time|text|mark)\s*=\s*("(?:[^"]|"")*"|[\d.eE+-]+)')
_SINGLE_WORDS = 1.3


def looks_like_chat(text: str) -> bool:
    """Whether `text` is a CHAT file."""
    return text.lstrip("\ufeff \n").startswith(("@UTF8", "@Begin"))


def looks_like_praat(text: str) -> bool:
    """Whether `text` is a TextGrid in its long form."""
    return '"TextGrid"' in text[:300] and "IntervalTier" in text


def read_corpus_xml(data: bytes, text: str) -> Document | None:
    """The document that the XML `data`, which is `text`, is; None where it is of no corpus.

    Raises `UnreadableError` where it is not well-formed.
    """
    head = text[:4000]
    if "<Trans" in head and "<Turn" in text:
        return _read_transcriber(parse_xml(data, "the XML"))
    if "<ANNOTATION_DOCUMENT" in head:
        return _read_elan(parse_xml(data, "the XML"))
    if "<basic-transcription" in head:
        return _read_exmaralda(parse_xml(data, "the XML"))
    return None


# --- tiers --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tier:
    """A tier: its name, who speaks in it, "" for nobody (a gloss, what happens), and its pieces:
    when each begins, and its text."""

    name: str
    who: str
    pieces: list[tuple[float, str]] = field(default_factory=list)

    def words(self) -> float:
        """How many words a piece has, on average."""
        return sum(len(text.split()) for _, text in self.pieces) / max(1, len(self.pieces))


def _of_tiers(name: str, tiers: list[_Tier]) -> Document:
    """The document that `tiers` are. Of several tiers of one person the longest is what is said;
    those of single words, sounds and glosses are left out."""
    sentences = any(tier.words() > _SINGLE_WORDS for tier in tiers)
    by_person: defaultdict[str, list[_Tier]] = defaultdict(list)
    for tier in tiers:
        if tier.who and (tier.words() > _SINGLE_WORDS or not sentences):
            by_person[tier.who].append(tier)
    spoken = [max(those, key=lambda tier: sum(len(text) for _, text in tier.pieces))
              for those in by_person.values()]  # fmt: skip
    pieces = sorted(
        ((at, tier.who, text) for tier in spoken for at, text in tier.pieces), key=itemgetter(0)
    )
    numbered = ((number, who, text) for number, (_, who, text) in enumerate(pieces, start=1))
    left_out = [
        LeftOut(f"tier {tier.name}", text, 1)
        for tier in tiers
        if tier not in spoken
        for _, text in tier.pieces
    ]
    return Document(name, with_paragraphs(numbered), tuple(left_out), exact=True)


def _read_elan(root: etree._Element) -> Document:
    times = {slot.get("TIME_SLOT_ID"): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    parents = {tier.get("TIER_ID"): tier.get("PARENT_REF") for tier in root.iter("TIER")}
    tiers = []
    for element in root.iter("TIER"):
        name = of = element.get("TIER_ID") or ""
        for _ in parents:  # a tier that depends on another one is of the same person
            of = parents.get(of) or of
        tier = _Tier(name, element.get("PARTICIPANT") or _OF_A_TIER.sub("", of) or of)
        at = 0.0
        for one in element.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
            at = _seconds(times.get(one.get("TIME_SLOT_REF1")), at)
            if text := text_of(one):
                tier.pieces.append((at, text))
        tiers.append(tier)
    return _of_tiers("an ELAN file", tiers)


def _read_exmaralda(root: etree._Element) -> Document:
    order = {point.get("id"): float(place) for place, point in enumerate(root.iter("tli"))}
    people = {e.get("id"): e.findtext("abbreviation") or "" for e in root.iter("speaker")}
    tiers = []
    for element in root.iter("tier"):
        name = element.get("display-name") or element.get("id") or ""
        who = people.get(element.get("speaker")) or _OF_A_TIER.sub("", name) or name
        if element.get("type", "t") != "t":
            who = ""
        events = ((order.get(event.get("start"), 0.0), text_of(event)) for event in element)
        tiers.append(_Tier(name, who, [(at, text) for at, text in events if text]))
    return _of_tiers("an EXMARaLDA file", tiers)


def read_praat(text: str) -> Document:
    """The document that the TextGrid `text` is."""
    tiers: list[_Tier] = []
    at = 0.0
    for match in _GRID.finditer(text):
        name, value = match[1], match[2].strip('"').replace('""', '"')
        if name == "class":
            tiers.append(_Tier("", "?"))
        elif name == "name" and tiers:
            tiers[-1].name, tiers[-1].who = value, _OF_A_TIER.sub("", value) or "?"
        elif name in ("xmin", "number", "time"):
            at = _seconds(value, at)
        elif name in ("text", "mark") and tiers and any(c.isalnum() for c in value):
            tiers[-1].pieces.append((at, value))
    return _of_tiers("a Praat TextGrid", tiers)


def _seconds(value: str | None, otherwise: float) -> float:
    try:
        return float(value or "")
    except ValueError:
        return otherwise


# --- Transcriber --------------------------------------------------------------------------------


def _read_transcriber(root: etree._Element) -> Document:
    names = {e.get("id"): e.get("name") or e.get("id") for e in root.iter("Speaker")}
    lines: list[SourceLine] = []
    left_out: list[LeftOut] = []
    for turn in root.iter("Turn"):
        speakers = [names.get(who) or who for who in (turn.get("speaker") or "").split()]
        number = max(line_of(turn), lines[-1].number if lines else 1)
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


# --- CHAT ---------------------------------------------------------------------------------------


def read_chat(text: str) -> Document:
    """The document that the CHAT file `text` is."""
    tiers: list[tuple[int, str]] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        if raw[:1].isspace() and raw.strip() and tiers:
            at, before = tiers.pop()
            tiers.append((at, f"{before} {raw.strip()}"))
        elif raw.strip():
            tiers.append((number, raw.strip()))
    names: dict[str, str] = {}
    lines: list[SourceLine] = []
    left_out: list[LeftOut] = []
    language = None
    for number, tier in tiers:
        match = _TIER.match(tier)
        if match is None:
            if tier.startswith("@Participants:"):
                names = _participants(tier.partition(":")[2])
            elif tier.startswith("@Languages:"):
                codes = [code.strip() for code in tier.partition(":")[2].split(",")]
                language = next((_LANGUAGES.get(c, c) for c in codes if c in _LANGUAGES), None)
                language = language or next((c for c in codes if len(c) == 2), None)
            kind = "header" if tier.startswith("@") else "annotation"
            left_out.append(LeftOut(kind, tier, number))
            continue
        left_out += [
            LeftOut("annotation", mark.group().strip("\x15"), number)
            for mark in _MARK.finditer(match[2])
        ]
        said = " ".join(_MARK.sub(" ", match[2]).split())
        if any(c.isalnum() for c in said):
            speaker = names.get(match[1], match[1])
            goes_on = bool(lines) and lines[-1].speaker == speaker
            lines.append(SourceLine(said, number, not goes_on, speaker=speaker))
        else:
            left_out.append(LeftOut("annotation", said, number))
    return Document(
        format="a CHAT transcript",
        lines=tuple(lines),
        left_out=tuple(left_out),
        language=language,
        listed=tuple(Listed(name, spellings=(code,)) for code, name in names.items()),
        exact=True,
    )


def _participants(text: str) -> dict[str, str]:
    """The name behind each code: "CHI Ross Target_Child, FAT Brian Father"."""
    people = {}
    for entry in text.split(","):
        words = entry.split()
        if words:
            people[words[0]] = words[1].replace("_", " ") if len(words) > 2 else words[0]
    return people
