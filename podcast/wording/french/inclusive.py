"""Inclusive writing in French: both forms are said, where they sound different."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.model import DOT_INSIDE, Rule

_SUFFIX = (
    "iennes?|ennes?|onnes?|ières?|ères?|trices?|rices?|ices?|euses?|esses?|sses?|elles?|ives?|ves?"
    "|nes?|les?|tes?|ses?|fes?|ques?|es?|s"
)
_SLASHED = "trices?|rices?|euses?|ières?|ères?|iennes?|ennes?|nes?|es?"

# Suffix: the masculine ending that it takes the place of, the feminine ending.
_ENDINGS = (
    ("trice", "teur", "trice"), ("rice", "eur", "rice"), ("ice", "eur", "rice"),
    ("euse", "eur", "euse"), ("euse", "eux", "euse"), ("ière", "ier", "ière"), ("ère", "er", "ère"),
    ("ienne", "ien", "ienne"), ("enne", "en", "enne"), ("onne", "on", "onne"), ("ive", "if", "ive"),
    ("ve", "f", "ve"), ("elle", "el", "elle"), ("elle", "eau", "elle"), ("se", "x", "se"),
    ("esse", "e", "esse"), ("que", "c", "que"),
)  # fmt: skip
# After a full stop or a hyphen, where other words may follow, an ending must fit its word.
_FITS = {
    "ne": "n", "nes": "n", "le": "l", "les": "l", "te": "t", "tes": "t", "se": "sx", "ses": "sx",
    "ve": "f", "ves": "f", "que": "c", "ques": "c",
}  # fmt: skip
_SILENT = "tdsnxgzp"
_PAIRS = word_lists("fr", "inclusive").forms("pairs")


def both_forms(stem: str, suffix: str, plural: bool) -> str:
    """Return both forms of a word: "agriculteurs et agricultrices", "chacun ou chacune"; "élus",
    for that sounds the same.

    `stem` is the masculine form, in the singular or the plural, `suffix` without an s.
    """
    if plural and stem.endswith("s") and not stem.endswith(("ss", "is", "us", "as")):
        stem = stem[:-1]
    if stem.endswith("èr"):
        stem = f"{stem[:-2]}er"  # "chèr·e·s"
    feminine = f"{stem}{suffix}"
    for ending, old, new in _ENDINGS:
        if suffix == ending and stem.endswith(old):
            feminine = stem[: len(stem) - len(old)] + new
            break
    if plural and stem.endswith("al"):
        return f"{stem[:-1]}ux et {feminine}s"
    end = "s" if plural and not stem.endswith(("s", "x")) else ""
    if _sounds_same(stem, suffix):
        return f"{stem}{end}"
    return f"{stem}{end} {'et' if plural else 'ou'} {feminine}{'s' if plural else ''}"


def _sounds_same(masculine: str, suffix: str) -> bool:
    if suffix == "le":
        return masculine.endswith(("el", "ul", "il"))
    return suffix in ("e", "") and masculine[-1:] not in _SILENT


def _marked(match: re.Match[str]) -> str | None:
    stem, suffix = _small(match["stem"]), match["suffix"].lower()
    mark = match.string[match.end("stem") : match.start("suffix")]
    if mark in (".", "-", "/") and not _fits(stem, suffix):
        return None
    plural = bool(match["s"]) or suffix.endswith("s") or stem.endswith(("eurs", "iens", "ers"))
    if stem.lower() in ("tou", "tous", "tout") and (plural or stem.lower() != "tout"):
        return _as_in(stem, "tous et toutes")
    suffix = suffix if suffix == "ss" else suffix.rstrip("s")
    return both_forms(stem, suffix, plural) if suffix else f"{stem}s"


def _fits(stem: str, suffix: str) -> bool:
    ending = stem.rstrip("s")[-1:] if len(stem) > 2 else stem[-1:]
    return ending in _FITS.get(suffix, ending) if ending else False


def _small(word: str) -> str:
    return word.lower() if len(word) > 1 and word.isupper() else word


def _as_in(model: str, said: str) -> str:
    return said[0].upper() + said[1:] if model[:1].isupper() else said


def _pair(match: re.Match[str]) -> str | None:
    one, other = match["one"], match["other"]
    said, *others = _PAIRS[one.lower()]
    return _as_in(one, said) if other.lower() in others else None


_LETTER = "[^\\W\\d_]"
_ONE = either(_PAIRS)
_OTHER = either(dict.fromkeys(other for _, *others in _PAIRS.values() for other in others))

RULES = (
    Rule("inclusive pair", rf"(?i)(?<![\w-])(?P<one>{_ONE})[·./-](?P<other>{_OTHER})(?:[·.]s)?(?![\w-])",
         lambda match: _pair(match) if _certain(match) else None, needs=re.compile(rf"[·./-](?:{_OTHER})(?!\w)", re.I)),
    Rule("inclusive", rf"(?i)(?<!\w)(?P<stem>{_LETTER}+)·(?:aux·)?(?P<suffix>{_SUFFIX})(?:·(?P<s>s))?(?!\w)",
         _marked, needs="·"),
    Rule("inclusive", rf"(?<!\w)(?P<stem>{_LETTER}+al)·aux·ales(?!\w)",
         lambda match: f"{match['stem'][:-1]}ux et {match['stem']}es", needs="·"),
    Rule("inclusive",
         rf"(?<![\w.@/-])(?P<stem>{_LETTER}{{2,}})(?P<mark>[./-])(?P<suffix>{_SUFFIX[:-2]})(?P=mark)(?P<s>s)(?![\w@-])",
         _marked, needs=re.compile(r"([./-])[^\W\d_]+\1s")),
    Rule("inclusive",
         rf"(?<![\w.@/])(?P<stem>{_LETTER}{{3,}})\.(?P<suffix>es?|nes?|trices?|rices?|euses?|ères?|ves?)(?P<s>(?!))?(?![\w@.]|\.\w)",
         _marked, needs=DOT_INSIDE),
    Rule("inclusive", rf"(?<!\w)(?P<stem>{_LETTER}+)\((?P<suffix>{_SUFFIX})\)(?:\(?(?P<s>s)\)?)?(?!\w)",
         _marked, needs="("),
    Rule("inclusive",
         rf"(?<!\w)(?P<stem>{_LETTER}{{3,}}(?:eurs?|iens?|ers?|eux|ants?|ents?|[iéu]s?|ains?))/(?P<suffix>{_SLASHED})(?P<s>(?!))?(?!\w)",
         _marked, needs="/"),
)  # fmt: skip


def _certain(match: re.Match[str]) -> bool:
    """A hyphen or a full stop also joins other words: "dis-le", "le.la" but not "du.la"."""
    mark = match.string[match.end("one")]
    return mark in "·/" or (
        mark == "."
        and match["other"].lower()
        in ("e", "la", "elle", "elles", "une", "celle", "celles", "toutes", "te")
    )
