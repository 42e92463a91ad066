"""After the rules: what only the eye needs goes, and what is a pause becomes one."""

from __future__ import annotations

import re

from podcast.wording.cleaning import SPACES
from podcast.wording.model import Step
from podcast.wording.rules import replaced
from podcast.wording.tracing import Traced

_OPEN = re.compile(r" ?[(\[{]+ ?")
_CLOSE = re.compile(r" ?[)\]}]+")
_DASH = re.compile(r"(?:^|\s)[-−–—]+(?=\s|$)|[-−–—]{2,}")
_DASHES = re.compile(r"[-−–—](?:(?<=\s.)|(?<!..)|[-−–—])", re.S)
# The sign first, then what stands before it: so it is found quickly.
_LOST = re.compile(r"[#<>|~^_=*\\·•‧×÷±≈≤≥+²³⁰-⁹¹°&@/′″%$€£‰]+|-(?<!\w.)-*|-+(?!\w)|'(?<!\w.)'*")
_SPACE_BEFORE = re.compile(r" (?=[,.;:!?…])")
_PAUSES = re.compile(r"[,;:](?: ?[,;:])+")
_COMMA_END = re.compile(r"[,;:](?: |[,;:])*(?=[.!?…])")
_AFTER_END = re.compile(r"(?<=[.!?…]) ?[,;:]+")
_NO_SPACE = re.compile(r"(?<=[,;:!?…])(?=[^\W\d_])|(?<=[a-zà-ÿ]{2}[.])(?=[A-ZÀ-Þ])")
_CLOSE_TOGETHER = re.compile(r"[,;:!?…][^\W\d_]|[.][A-ZÀ-Þ]")
# Engines go on without a pause, and with a liaison, where a small letter follows.
_STOP_INSIDE = re.compile(r"[.](?:(?<=[^\W\d_]{3}.)|(?<='s.))(?= [a-zà-ÿ])")
_LEADING = re.compile(r"^[\s,;:.!?…-]+(?=\w)")
_TRAILING = re.compile(r"[,;\s]+$")


def tidy(text: Traced) -> Traced:
    """Return `text` with words, and marks that an engine makes a pause of, and nothing else."""
    text = replaced(text, STEPS).stripped()
    return text.sub(_TRAILING, "") if text.text.endswith((",", ";")) else text


def _strongest(pauses: str) -> str:
    return ":" if ":" in pauses else ";" if ";" in pauses else ","


STEPS = (
    Step(_OPEN, ", ", "([{"),
    Step(_CLOSE, ",", ")]}"),
    Step(_DASH, ",", _DASHES),
    Step(_LOST, " "),
    Step(SPACES, " "),
    Step(_SPACE_BEFORE, ""),
    Step(_PAUSES, lambda match: _strongest(match.group())),
    Step(_COMMA_END, ""),
    Step(_AFTER_END, ""),
    Step(_NO_SPACE, " ", _CLOSE_TOGETHER),
    Step(_STOP_INSIDE, ",", "."),
    Step(_LEADING, ""),
    Step(SPACES, " "),
)
