"""After the rules: what only the eye needs goes, and what is a pause becomes one."""

from __future__ import annotations

import re

from podcast.wording.tracing import Traced

_OPEN = re.compile(r" ?[(\[{]+ ?")
_CLOSE = re.compile(r" ?[)\]}]+")
_DASH = re.compile(r"(?:^|\s)[-−–—]+(?=\s|$)|[-−–—]{2,}")
_LOST = re.compile(
    r"[#<>|~^_=*\\·•‧×÷±≈≤≥+²³⁰-⁹¹°&@/′″%$€£‰]+|(?<!\w)-+|-+(?!\w)|(?<![\w])'+|(?<=[^\w])'"
)
_SPACE_BEFORE = re.compile(r" (?=[,.;:!?…])")
_PAUSES = re.compile(r"[,;:](?: ?[,;:])+")
_COMMA_END = re.compile(r"[,;:](?: |[,;:])*(?=[.!?…])")
_AFTER_END = re.compile(r"(?<=[.!?…]) ?[,;:]+")
_NO_SPACE = re.compile(r"(?<=[,;:!?…])(?=[^\W\d_])|(?<=[a-zà-ÿ]{2}[.])(?=[A-ZÀ-Þ])")
_LEADING = re.compile(r"^[\s,;:.!?…-]+(?=\w)")
_TRAILING = re.compile(r"[,;\s]+$")
_SPACES = re.compile(r"\s+")


def tidy(text: Traced) -> Traced:
    """`text` with words, and marks that an engine makes a pause of, and nothing else."""
    text = text.sub(_OPEN, ", ")
    text = text.sub(_CLOSE, ",")
    text = text.sub(_DASH, ",")
    text = text.sub(_LOST, " ")
    text = text.sub(_SPACES, " ")
    text = text.sub(_SPACE_BEFORE, "")
    text = text.sub(_PAUSES, lambda match: _strongest(match.group()))
    text = text.sub(_COMMA_END, "")
    text = text.sub(_AFTER_END, "")
    text = text.sub(_NO_SPACE, " ")
    text = text.sub(_LEADING, "")
    text = text.sub(_SPACES, " ").stripped()
    return text.sub(_TRAILING, "") if text.text.endswith((",", ";")) else text


def _strongest(pauses: str) -> str:
    return ":" if ":" in pauses else ";" if ";" in pauses else ","
