"""Stage directions: what happens and nobody says. "(Applaudissements.)", "[musique]"."""

from __future__ import annotations

import re

from podcast.reading.lines import SourceLine

_BEGINS = re.compile(
    r"clap|rires?\b|sourire|éclats?\s+de\s+rire|laugh|chuckl|giggl|smil|murmure|exclamation"
    r"|protestation|brouhaha|chahut|hué|bravo|cheer|boo(?:s|ing)\b|silence|pauses?\b|musique|music"
    r"|jingle|générique|chanson|chante|song|sing(?:s|ing)\b|incompréhensible|indistinct"
    r"|inintelligible|crosstalk|cross-talk|overlapping|coupure|coupé|interruption|interrompu|bruit"
    r"|noise|sonnerie|toux|tousse|cough|soupir|sigh|hors\s+micro|off[-\s]mic"
    r"|micro\s+(?:coupé|fermé|éteint)|mouvements?\b|assentiment|dénégation|approbation|marques?\s+d"
    r"|vives?\b|vifs?\b|très\s+bien|même\s+mouvement|interjection|no\s+response|nods?\b|gasps?\b"
    r"|beep|bip\b|s['’]adressant|se\s+tournant|montrant|rit\b|riant\b|foreign\s+language"
    r"|speaking\s+\w+|parle\s+en\s|en\s+anglais\)?$|diffusion\s|projection\s|vidéo\s*[)\].]?$"
    r"|video\s+(?:plays|clip|playing)|extrait\s|break\b|short\s+break|recess|suspension\b"
    r"|background|phone\s+rings|door\s|bell\s|prolonged|sustained|loud\b|la\s+séance|la\s+réunion"
    r"|l['’]amendement|l['’]article|les\s+amendements|le\s+sous-amendement|whereupon"
    r"|the\s+(?:meeting|session|hearing|committee|audience|witness)\b|discussion\s+off"
    r"|sits\b|stands\b|elle\s|il\s",
    re.I,
)
_BRACKETS = re.compile(r"\(([^()]{2,200})\)|\[([^\[\]]{2,200})\]|♪+([^♪]{0,200})♪+")
_WHOLE = re.compile(r"^[(\[]\s*([^()\[\]]{2,600}?)\s*[)\]]\s*[.;•]?$")
_ANYWHERE = re.compile(
    r"applaud|applause|laughter|\brires\b|exclamations|protestations|inaudible|unintelligible"
    r"|sur\s+(?:les|divers|plusieurs|quelques|certains|de\s+nombreux)\s+bancs",
    re.I,
)
LOST_WORDS = re.compile(
    r"inaudible|unintelligible|inintelligible|incompréhensible|indistinct|crosstalk|cross-talk"
    r"|hors\s+micro|off[-\s]mic|overlapping",
    re.I,
)
"""Somebody speaks, and nobody knows what they say."""
_NOTED = re.compile(
    r"^(?:la\s+|l['’])?(?:séance|réunion|audition|audience|visioconférence|the\s+(?:meeting|session|hearing"
    r"|committee|sitting|court|board|council)|meeting)\b.{0,60}\b(?:ouverte|levée|suspendue|reprend|reprise|close"
    r"|débute|s['’]achève|s['’]ouvre|commence|opened|adjourned|suspended|resumed|closed|began|ended|convened|met|recessed"
    r"|called\s+to\s+order)\b.{0,60}?(?:\d|heures?|midi|minuit|noon|o['’]clock|[ap]\.m\.).{0,30}$",
    re.I,
)
_SITTING = re.compile(
    r"\b(?:séance|réunion|audience|session|meeting|hearing|sitting)\b.{0,60}\b(?:ouverte|levée"
    r"|suspendue|reprise|close|opened|adjourned|suspended|resumed|closed|began|ended|convened|met)\b",
    re.I,
)


def whole_direction(text: str, *, italic: bool = False) -> str | None:
    """The direction that a line is, without its brackets; None where the line is none.

    All of it stands in brackets, or it is set in italics and speaks of the sitting.
    """
    match = _WHOLE.match(text)
    if match and any(c.isalpha() for c in match.group(1)):
        return match.group(1)
    if italic and len(text) < 200 and _SITTING.search(text):
        return text
    return None


def sitting(text: str) -> str | None:
    """What minutes note of the sitting itself, with the hour ("La réunion est close à 10 h 15.");
    None where a line is none of that."""
    if len(text) < 160 and _NOTED.match(text):
        return text
    return None


def direction_of(line: SourceLine) -> str | None:
    """What happens, where a line says only that; None for any other."""
    if line.direction:
        return line.text.strip("()[]♪♫ ") or line.text
    return whole_direction(line.text, italic=line.italic) or sitting(line.text)


def is_direction(text: str) -> bool:
    """Whether `text`, without its brackets, says what happens: "rires", "crosstalk"."""
    return bool(_BEGINS.match(text) or _ANYWHERE.search(text))


def take_directions(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """`text` without the directions in it, and those: after how many characters, and which.

    What people say in brackets stays.
    """
    if "(" not in text and "[" not in text and "♪" not in text:
        return text, ()
    spoken: list[str] = []
    found: list[tuple[int, str]] = []
    size = start = 0

    def keep(piece: str) -> int:
        """Add a piece of speech, with a space before it where words need one."""
        piece = piece.strip()
        if piece and size and piece[0] not in ",.;…)":
            piece = f" {piece}"
        spoken.append(piece)
        return len(piece)

    for match in _BRACKETS.finditer(text):
        inside = next(group for group in match.groups() if group is not None).strip()
        if match.group()[0] != "♪" and not is_direction(inside):
            continue
        size += keep(text[start : match.start()])
        found.append((size, inside.strip(" ♪") or "♪"))
        start = match.end()
    if not found:
        return text, ()
    keep(text[start:])
    return "".join(spoken), tuple(found)
