"""Abbreviations in English; civilities and titles, and the names they stand before."""

from __future__ import annotations

import re

from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.english.numbers import in_case
from podcast.wording.english.ordinals import RULERS
from podcast.wording.model import Rule, Saying

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?(?:\d|[IVX]+\b))"
_LISTS = word_lists("en", "abbreviations")
_CLOSING = _LISTS.words("closing")  # what keeps its full stop at the end of the text

_ETC = re.compile(
    r"(?<!\w)(?P<it>(?:etc|&c)(?P<dot>\.?…?))(?!\w)(?=(?P<after>\s*$|\s+[A-ZÀ-ÖØ-Þ])?)"
)


def _etc(match: re.Match[str]) -> str:
    return "et cetera." if match["dot"] and match["after"] is not None else "et cetera"


_BAR = re.compile(r"\[[^\]]*\]|\\.|[()|]")


def _alternatives(pattern: str) -> list[str]:
    """Return what stands between the bars of a pattern that are in no group."""
    found, depth, start = [], 0, 0
    for sign in _BAR.finditer(pattern):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "|" and depth == 0:
            found.append(pattern[start : sign.start()])
            start = sign.end()
    return [*found, pattern[start:]]


_TABLE = [
    (either.replace("{digit}", _DIGIT).replace("{numbered}", _NUMBERED), said)
    for written, said in _LISTS.table("abbreviations").items()
    for either in _alternatives(written)
]
# One pattern for all: as many as these would each look through the whole text. Each of its
# alternatives begins with a letter of its own, by which it is left out quickly.
_EITHER = "|".join(f"{written}(?!\\w)(?P<a{number}>)" for number, (written, _) in enumerate(_TABLE))
_ABBREVIATION = _LISTS.compiled("abbreviations", rf"(?<![\w.'-])(?:{_EITHER})")


def _abbreviation(match: re.Match[str]) -> str:
    said = _TABLE[int((match.lastgroup or "a0")[1:])][1]
    closes = said in _CLOSING and match.group().endswith(".")
    return f"{said}." if closes and match.end() == len(match.string) else in_case(match, said)


RULES = (
    Rule("etc.", _ETC, _etc),
    Rule("abbreviation", _ABBREVIATION, _abbreviation),
)  # fmt: skip


# --- civilities and titles ----------------------------------------------------------------------


_CAP = "A-ZÀ-ÖØ-Þ"
_BEFORE_NAME = rf"(?= (?:[{_CAP}]|de |van |von |al-|la |le |d'|ap ))"

_PEOPLE = word_lists("en", "people")
_PLACES = word_lists("en", "places")
_TITLES = _PEOPLE.table("titles")
_WITHOUT_DOT = _PEOPLE.words("titles_without_dot")


# The capital first, so that what cannot be a title is left out quickly.
_TITLE = "|".join(
    f"{form}{dot}(?P<{short}{number}>)"
    for short in _TITLES
    for dot in (r"\.?" if short in _WITHOUT_DOT else r"\.",)
    for number, form in enumerate((short, short.upper()))
)


def _saint_or_street(match: re.Match[str]) -> str | None:
    """ "St. Anne's St.": a saint before a name, a street after one."""
    text, start, end = match.string, match.start("it"), match.end("it")
    name_after = re.match(rf"[ -][{_CAP}][a-zà-ÿ'-]+", text[end : end + 20])
    before = re.search(r"([\w'-]+) $", text[max(0, start - 20) : start])
    street = before is not None and before[1][0].isupper() and before[1] not in _NOT_STREETS
    if before is not None and before[1][:-2].isdigit():
        street = True  # 42nd St.
    if name_after and not (
        street and name_after.group()[1:].lower() in english_vocabulary().function_words
    ):
        if not street or match["it"] == "St" or before is None or before[1] in _WITH_SAINT:
            return "Saint"
        return "Street" if text[start - 2 : start - 1] != "." else "Saint"
    if not street:
        return None
    return f"Street{_dot(text, end, match['it'])}"


_WITH_SAINT = _PLACES.words("with_saint")
_NOT_STREETS = _WITH_SAINT | _PLACES.words("not_streets")
_DRIVES = re.compile(rf"\d+[A-Za-z]? (?:[{_CAP}][\w'-]+ ){{1,3}}$|[{_CAP}][a-z]+ $")


_NEXT_WORD = re.compile(r" (?P<word>[^\W\d_]+)")
_ON = re.compile(r"\b(?:on|at|off|along|down|up) (?:[A-Z][a-z]+ ){1,2}$")


def _doctor_or_drive(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 40) : start], _NEXT_WORD.match(text, end, end + 20)
    if (
        after is not None
        and after["word"].lower() in english_vocabulary().function_words
        and _ON.search(before)
    ):
        return f"Drive{_dot(text, end, match.group())}"
    if re.match(rf" ?[{_CAP}]", text[end : end + 2]) and not re.search(
        rf"\d [{_CAP}][\w'-]+ $", text[max(0, start - 20) : start]
    ):
        return "Doctor"
    if _DRIVES.search(text[max(0, start - 40) : start]):
        return f"Drive{_dot(text, end, match.group())}"
    return "Doctor"


def _dot(text: str, end: int, written: str) -> str:
    """Return the full stop that ends a sentence too."""
    ends = written.endswith(".") and re.match(rf"\s*$|\s+[{_CAP}]", text[end : end + 4])
    return "." if ends else ""


def _junior(match: re.Match[str]) -> str:
    said = "Junior" if match["it"][0] == "J" else "Senior"
    if match["it"].endswith(" s"):
        return f"{said}'s"  # cleaning takes the apostrophe of "Jr.'s" for a quote
    ends = match["it"].endswith(".") and re.match(
        r"\s*$|\s+(?:The|It|He|She|We|They|I|This|That|But|And|In|No)\b",
        match.string[match.end("it") :][:8],
    )
    return f"{said}{'.' if ends else ''}"


def _initial(match: re.Match[str]) -> str | None:
    """ "J. K. Marlow", "Maria V. Soares"; not "Plan B. The next one" or "got an A. Nobody"."""
    text, start, end = match.string, match.start("it"), match.end("it")
    if match["next"]:
        if (
            match["next"].lower() in english_vocabulary().function_words
            or match["next"].upper() in _TITLED
        ):
            return None
        before = _WORD_BEFORE.search(text, max(0, start - 24), start)
        if match["it"] == "I." and (before is None or before["word"] in RULERS):
            return None  # a heading, or "James I. The next king"
        if before is not None and before["word"].capitalize() in _LABELS:
            return None
        if before is not None and before["word"].islower() and before["word"] not in _NAMING:
            return None
    return match["it"][0] if text[end : end + 1] == " " else f"{match['it'][0]} "


_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+) $")
_NAMING = frozenset("by from with said says asked thank thanks to is".split())

_CIVILITIES = _PEOPLE.table("civilities")
_TITLED = _PEOPLE.words("titles_in_capitals")
_LABELS = _PLACES.words("labels")
_SHORT_STREETS = _PLACES.table("short_streets")

TITLES = (
    Rule("initials", r"(?<![\w'.-])MR(?=[.,:;!?)]|$| (?:and|or)\b)(?!\. ?[A-Z])", "M R", needs="MR"),
    Rule("civility", r"(?<![\w'.-])(?:Mr\b\.?(?=[ ,]|$)|MR\b\.?(?= [A-Z]))", "Mister", needs="M"),
    Rule("civility", r"(?<![\w'.-])(?:Mrs|MRS)\b\.?(?=[ ,]|$)", "Missus", needs="M"),
    Rule("civility", r"(?<![\w'.-])Messrs\b\.?(?= )", Saying("Messrs", ipa="mˈɛsəz"), needs="M"),
    Rule("civility", rf"(?<![\w'.-])(?P<it>(?P<title>{'|'.join(_CIVILITIES)})\.)(?=[A-Z][a-z])",
         lambda match: f"{_CIVILITIES[match['title']]} ", needs="".join(sorted({short[0] for short in _CIVILITIES}))),
    Rule("civility", rf"(?<![\w'.-])M[sS]\b\.?{_BEFORE_NAME}", Saying("Ms", ipa="mˈɪz"), needs="M"),
    Rule("civility", r"(?<![\w'.-])Mme\b\.?(?= )", "Madame", needs="M"),
    Rule("civility",
         rf"(?:^|(?<=[.!?…,:] )|(?<=\b(?:by|to) )|(?<=\b(?:and|for|did) ))(?P<it>M\.)(?= [{_CAP}][a-zà-ÿ]{{2,}})",
         "Monsieur", needs="M"),
    Rule("doctor", r"(?<![\w'-])Drs\.?(?= [A-ZÀ-Þ])", "Doctors", needs="D"),
    Rule("doctor", r"(?<![\w'-])(?:Dr(?:\.|(?= [A-ZÀ-Þ]))|DR\.)", _doctor_or_drive, needs="D"),
    Rule("saint", r"(?<![\w'-])(?P<it>St\.?)(?![\w.])", _saint_or_street, needs="S"),
    Rule("road", rf"(?<=[a-z] )(?P<it>(?P<kind>{'|'.join(_SHORT_STREETS)})\.)(?![\w.])",
         lambda match: _SHORT_STREETS[match["kind"]] + _dot(match.string, match.end("it"), ".")),
    Rule("title", r"(?<![\w'.-])(?:Rt|Right)\.? Hon\b\.?", "Right Honourable", needs="H"),
    Rule("title", rf"(?<![\w'.-])(?:{_TITLE})(?= (?:[{_CAP}][\w'.-]|de |van |von ))",
         lambda match: _TITLES[(match.lastgroup or "")[:-1]]),
    Rule("junior", r"[a-zà-ÿA-ZÀ-Þ],? (?P<it>(?:Jr|Sr)\b(?:\. s\b|\.?))(?!\w)", _junior, needs="JS"),
    Rule("initial", rf"(?<![\w.'&-])(?P<it>[{_CAP}]\.)(?= (?:[{_CAP}]\. ?[{_CAP}]|(?P<next>[{_CAP}][\w'-]+)))",
         _initial),
)  # fmt: skip
