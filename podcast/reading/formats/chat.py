"""CHAT, in which corpora of speech are transcribed (TalkBank, CHILDES): https://talkbank.org/manuals/CHAT.html"""

from __future__ import annotations

import re

from podcast.model import LeftOut
from podcast.reading.document import Document, Listed
from podcast.reading.lines import SourceLine

_TIER = re.compile(r"^\*([^\s:]{1,20}):\s*(.*)$")
_MARK = re.compile(r"\x15[^\x15]*\x15|\[[^\[\]]*\]|&[=~+-]?\S+|\+[/.!?\"<>,^]+|[<>]|\(\.+\)")
_LANGUAGES = {"fra": "fr", "eng": "en", "deu": "de", "spa": "es", "ita": "it"}


def looks_like_chat(text: str) -> bool:
    """Whether `text` is a CHAT file."""
    return text.lstrip("\ufeff \n").startswith(("@UTF8", "@Begin"))


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
