"""Stage directions: what happens and nobody says. "(Applaudissements.)", "[musique]"."""

from __future__ import annotations

import re

from podcast.reading.lines import SourceLine

_WORDS = (
    r"applaud|applause|clap|rires?\b|rire\s|sourire|éclats?\s+de\s+rire|laugh|chuckl|giggl|smil"
    r"|murmure|exclamation|protestation|brouhaha|chahut|huées|hué|bravo|cheer|boo(?:s|ing)\b"
    r"|silence|pauses?\b|musique|music|musical|jingle|générique|chanson|chante|song|sing(?:s|ing)\b"
    r"|inaudible|inaudible|incompréhensible|indistinct|unintelligible|inintelligible|crosstalk"
    r"|cross-talk|overlapping|coupure|coupé|interruption|interrompu|bruit|noise|sonnerie|toux|tousse"
    r"|cough|soupir|sigh|hors\s+micro|off[-\s]mic|off[-\s]microphone|micro\s+(?:coupé|fermé|éteint)"
    r"|mouvements?\s+divers|mouvements?\b|assentiment|dénégation|approbation|marques?\s+d|vives?\b|vifs?\b"
    r"|très\s+bien|même\s+mouvement|interjections?|no\s+response|nods?\b|gasps?\b|beep|bip\b"
    r"|s['’]adressant|se\s+tournant|montrant|elle\s+rit|il\s+rit|rit\b|riant\b|elle\s+lit|il\s+lit"
    r"|foreign\s+language|speaking\s+\w+|parle\s+en\s|en\s+anglais\)?$|diffusion\s|projection\s|vidéo\s*[)\].]?$|video\s+plays"
    r"|video\s+(?:clip|playing)|extrait\s|silence\s|break\b|short\s+break|recess|suspension\b"
    r"|background|phone\s+rings|door\s|bell\s|prolonged|sustained|loud\b|light\s+laughter"
    r"|la\s+séance|la\s+réunion|l['’]amendement|l['’]article|les\s+amendements|le\s+sous-amendement"
    r"|the\s+(?:meeting|session|hearing|committee|audience|witness)\b|whereupon|discussion\s+off"
    r"|sits\b|stands\b|elle\s|il\s|m\.\s+\S+\s+applaud|mme\s+\S+\s+applaud"
)
_DIRECTION = re.compile(rf"(?:{_WORDS})", re.I)
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
    return bool(_DIRECTION.match(text) or _ANYWHERE.search(text))


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
        notes = match.group()[0] == "♪"
        if not (notes or _DIRECTION.match(inside) or _ANYWHERE.search(inside)):
            continue
        size += keep(text[start : match.start()])
        found.append((size, inside.strip(" ♪") or "♪"))
        start = match.end()
    if not found:
        return text, ()
    keep(text[start:])
    return "".join(spoken), tuple(found)
