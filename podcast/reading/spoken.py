"""What only people who speak to each other say: "I", "you", greetings, questions."""

from __future__ import annotations

import re

_TO_SOMEBODY = re.compile(
    r"(?<![\w'’-])(?:vous|tu|toi|te|ton|ta|tes|votre|vos|you|your|yourself|let['’]s|[a-zà-ÿ]{3,}ez)"
    r"(?![\w’'])|\bt['’](?=[a-zà-ÿ])|\w-(?:nous|vous|moi|tu)\b",
    re.I,
)
_SPOKEN_WORD = re.compile(
    r"\b(?:je|j|moi|tu|vous|votre|vos|mon|ma|mes|i|you|your|my|me|bonjour|bonsoir|merci|oui|hello|hi"
    r"|thanks?|yes|yeah)\b|\?",
    re.I,
)
_SPOKEN = re.compile(
    r"\b(?:je|[jm](?=['’])|moi|me|mon|ma|mes|nous|notre|nos|on|i|my|me|we|our|us|bonjour|bonsoir|merci|oui|non"
    r"|hello|hi|thanks?|yes|yeah|no|well)\b",
    re.I,
)
_GREETS = re.compile(
    r"\b(?:Bonjour|Bonsoir|Bienvenue|Mesdames|Merci|Thank|Good (?:morning|afternoon|evening)"
    r"|Welcome|Ladies)\b"
)
_SAYS_I = re.compile(
    r"\b[Jj](?:e\s|['’](?=[a-zà-ÿ]))|\b(?:[Bb]onjour|[Bb]onsoir|[Mm]erci (?:à|de|pour))\b"
    r"|\bI(?:['’](?:m|ve|ll|d))?\s(?=[a-z])|\b(?:[Tt]hank you|[Gg]ood (?:morning|evening))\b"
)
_ASKS = re.compile(r"\?(?=[\s»”\"')\]*_]|$)")
_ASIDE = re.compile(r"(?<=\?)\s*\([^()]+\)\W*$")


def asks(text: str) -> bool:
    """Whether somebody asks something in `text`."""
    return "?" in text and bool(_ASKS.search(text))


def ends_asking(text: str) -> bool:
    """Whether `text` ends in a question, and perhaps in what is said besides, in brackets."""
    return asks(text[-5:]) or (")" in text[-3:] and bool(_ASIDE.search(text)))


def is_spoken_to(text: str) -> bool:
    """Whether `text` says "you", as one does to somebody."""
    return bool(_TO_SOMEBODY.search(text))


def is_ones_own(text: str) -> bool:
    """Whether `text` says "I" or "we", greets or agrees, as somebody does who speaks."""
    return bool(_SPOKEN.search(text))


def is_spoken(text: str) -> bool:
    """Whether `text` says "I", "we", "you", or greets: as people speak, and not as one writes."""
    return is_ones_own(text) or is_spoken_to(text)


def spoken_words(text: str) -> int:
    """How many words of `text`, and marks, only people who speak to each other have."""
    return len(_SPOKEN_WORD.findall(text))


def says_i(text: str) -> bool:
    """Whether somebody says "I" in `text`, or greets or thanks somebody."""
    return bool(_SAYS_I.search(text))


def is_addressed(text: str) -> bool:
    """Whether `text` says "you", or greets or thanks somebody."""
    return is_spoken_to(text) or bool(_GREETS.search(text))
