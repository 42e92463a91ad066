"""Time stamps that programs leave in a text: "[00:01:02]", "00:01:02.500", "12/03/2024, 10:04"."""

from __future__ import annotations

import re

_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}-[A-Z][a-zé]{2,3}-\d{2,4}),?\s+(?:à\s+|at\s+)?"
_CLOCK = (
    rf"(?:{_DAY})?\d{{1,3}}:[0-5]\d(?::[0-5]\d){{0,2}}(?:[.,]\d{{1,3}})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
)
_RANGE = rf"{_CLOCK}(?:\s*(?:-->|-{{1,2}}>?|–|—|→|à|to)\s*{_CLOCK})?"
_SECONDS = r"\d{1,6}\.\d{1,3}\s*s?\s*(?:,|-{1,2}>?|–|→)\s*\d{1,6}\.\d{1,3}\s*s?"
_BRACKETED = re.compile(rf"[\[(<]\s*(?:{_RANGE}|{_SECONDS})\s*[\])>](?:\s*[-–—](?=\s|$))?")
_AT_START = re.compile(rf"^(?:{_RANGE})(?=[\s:–—\[(<-]|$)\s*(?:[–—|-]\s+)?")
_AT_END = re.compile(rf"[\s–—|,-]+(?P<stamp>{_RANGE})(?P<mark>\s?[:\])]{{0,2}})\s*$")
_SAID = re.compile(
    r"(?<!\w)(?:at|by|from|to|until|à|de|vers|dès|et|and)$", re.I
)  # "It began at 9:43"
_LOOSE = r"\d{1,3}(?::[0-5]?\d){1,2}(?:[.,]\d{1,3})?"
_LONG = re.compile(rf"(?<![\d:]){_LOOSE}\s*-->\s*{_LOOSE}")


def take_bracketed(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without the stamps in brackets, wherever they stand, and those stamps.

    An hour that somebody says ("à 14:30") has no brackets and stays.
    """
    if ":" not in text:
        return text, ()
    found = tuple(match.group() for match in _BRACKETED.finditer(text))
    found += tuple(match.group() for match in _LONG.finditer(_BRACKETED.sub(" ", text)))
    if not found:
        return text, ()
    return " ".join(_LONG.sub(" ", _BRACKETED.sub(" ", text)).split()), found


def take_leading(text: str) -> tuple[str, str]:
    """`text` without a bare stamp at its start ("00:12 Anne Roux"), and the stamp."""
    if ":" not in text:
        return text, ""
    match = _AT_START.match(text)
    return (text[match.end() :].strip(), match.group().strip()) if match else (text, "")


def take_trailing(text: str) -> tuple[str, str]:
    """`text` without a bare stamp at its end ("Anne Roux 0:12", "[Anne 0:12]"), and the stamp."""
    if ":" not in text:
        return text, ""
    match = _AT_END.search(text)
    if match is None or _SAID.search(text[: match.start()]):
        return text, ""
    return (text[: match.start()] + match["mark"]).strip(), match["stamp"].strip()
