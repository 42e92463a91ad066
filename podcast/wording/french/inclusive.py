"""Inclusive writing in French: both forms are said, where they sound different."""

from __future__ import annotations

import re

from podcast.wording.rules import Rule

_DOT = "[·•‧∙⋅]"
_SUFFIX = (
    "iennes?|ennes?|onnes?|ières?|ères?|trices?|rices?|euses?|esses?|sses?|elles?|ives?|ves?|nes?"
    "|les?|tes?|ses?|fes?|ques?|es?|s"
)

# Suffix: the masculine ending that it takes the place of, the feminine ending.
_ENDINGS = (
    ("trice", "teur", "trice"), ("rice", "eur", "rice"), ("euse", "eur", "euse"),
    ("ière", "ier", "ière"), ("ère", "er", "ère"), ("ienne", "ien", "ienne"),
    ("enne", "en", "enne"), ("onne", "on", "onne"), ("ive", "if", "ive"), ("ve", "f", "ve"),
    ("elle", "el", "elle"), ("se", "x", "se"), ("esse", "e", "esse"), ("sse", "", "sse"),
    ("que", "c", "que"),
)  # fmt: skip
_SILENT = "tdsnxgzp"
_IRREGULAR = {
    "tous": "tous et toutes", "tout": "tout ou toute", "ceux": "ceux et celles",
    "celui": "celui ou celle", "un": "un ou une", "le": "le ou la", "du": "du ou de la",
    "il": "il ou elle", "ils": "ils et elles", "eux": "eux et elles", "beau": "beau ou belle",
    "nouveau": "nouveau ou nouvelle", "ce": "ce ou cette", "au": "au ou à la",
}  # fmt: skip


def both(stem: str, suffix: str, plural: bool) -> str:
    """ "agriculteurs et agricultrices", "chacun ou chacune"; "élus", for that sounds the same."""
    masculine, feminine = stem, f"{stem}{suffix}"
    for ending, old, new in _ENDINGS:
        if suffix == ending and stem.endswith(old):
            feminine = stem[: len(stem) - len(old)] + new
            break
    low = masculine.lower()
    end = "s" if plural and not low.endswith(("s", "x")) else ""
    if _sounds_same(low, suffix):
        return masculine + end
    last = "s" if plural else ""
    joint = "et" if plural else "ou"
    return f"{masculine}{end} {joint} {feminine}{last}"


def _sounds_same(masculine: str, suffix: str) -> bool:
    if suffix == "le":
        return masculine.endswith(("el", "ul", "il"))
    return suffix in ("e", "") and masculine[-1:] not in _SILENT


def _dotted(match: re.Match[str]) -> str | None:
    stem, suffix = match["stem"], match["suffix"]
    plural = bool(match["s"]) or (suffix.endswith("s") and suffix != "s")
    suffix = suffix.rstrip("s") if suffix != "ss" else suffix
    low = stem.lower()
    if low in ("tou", "tous", "tout"):
        return _IRREGULAR["tous"] if plural or low != "tout" else _IRREGULAR["tout"]
    if low in _IRREGULAR and suffix in ("e", "la", "le", "ne", "a"):
        return _keep_case(stem, _IRREGULAR[low])
    if not suffix:
        return stem + "s"
    return both(stem, suffix, plural)


def _keep_case(model: str, said: str) -> str:
    return said[0].upper() + said[1:] if model[0].isupper() else said


def _pair(match: re.Match[str]) -> str | None:
    one, other = match["one"], match["other"]
    low = one.lower()
    if low in _IRREGULAR:
        return _keep_case(one, _IRREGULAR[low])
    joint = "et" if low.endswith("s") and other.endswith("s") else "ou"
    return f"{one} {joint} {other}"


def _slashed(match: re.Match[str]) -> str | None:
    stem, suffix = match["stem"], match["suffix"]
    return both(stem, suffix.rstrip("s"), suffix.endswith("s") or stem.endswith("s"))


_LETTERS = "[^\\W\\d_]"

RULES = (
    Rule(
        "inclusive pair",
        re.compile(
            rf"(?<!\w)(?P<one>[Ii]ls?|[Cc]eux|[Cc]elui|[Ee]ux|[Ll]e|[Dd]u|[Aa]u|[Tt]ous|[Cc]e|[Uu]n)(?:{_DOT}|/)"
            r"(?P<other>elles?|celles?|la|de la|des|à la|toutes|cette|une)(?!\w)"
        ),
        _pair,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<!\w)(?P<stem>{_LETTERS}+){_DOT}(?P<suffix>{_SUFFIX})(?:{_DOT}(?P<s>s))?(?!\w)"),
        _dotted,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<!\w)(?P<one>{_LETTERS}{{3,}}){_DOT}(?P<other>{_LETTERS}{{4,}})(?!\w)"),
        _pair,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<![\w.@/])(?P<stem>{_LETTERS}{{2,}})\.(?P<suffix>{_SUFFIX[:-2]})\.(?P<s>s)(?![\w@])"),
        _dotted,
    ),
    Rule(
        "inclusive",
        re.compile(
            rf"(?<![\w.@/])(?P<stem>{_LETTERS}{{3,}})\.(?P<suffix>e|es|ne|nes|trice|trices|rice|rices|euse|euses|ère|ères|ve|ves|le|les)(?P<s>(?!))?(?![\w@.]|\.\w)"
        ),
        _dotted,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<![\w-])(?P<stem>{_LETTERS}{{3,}})-(?P<suffix>e|ne|le|trice|rice|euse|ère|ve|se|te)-(?P<s>s)(?![\w-])"),
        _dotted,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<!\w)(?P<stem>{_LETTERS}+)\((?P<suffix>{_SUFFIX})\)(?:\(?(?P<s>s)\)?)?(?!\w)"),
        _dotted,
    ),
    Rule(
        "inclusive",
        re.compile(rf"(?<!\w)(?P<stem>{_LETTERS}{{4,}}(?:eur|ien|en|er|teur|eux)s?)/(?P<suffix>trices?|rices?|euses?|ières?|ères?|iennes?|ennes?|ne|nes|se|ses)(?!\w)"),
        _slashed,
    ),
)  # fmt: skip
