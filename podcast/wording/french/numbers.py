"""Numbers in French: plain digits stay, for engines say them with the right liaisons; what they
get wrong is spelled."""

from __future__ import annotations

import re

from podcast.wording.french.feminine import is_feminine
from podcast.wording.rules import Rule, Saying

GROUPED = re.compile(
    r"(?P<phone>(?<![\w.,])(?:\+\d{1,3}[ .-]?(?:\(0\) ?)?\d{1,4}|0\d{1,3})(?:[ .-]\d{2,4}){2,5}(?![\w]))"
    r"|(?<![\d.,/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?!\d|[.,]\d{3}(?!\d))"
    r"|(?<![\d.,/])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])"
)
"""Telephone numbers, which stay; numbers in groups of three digits, which lose their spaces."""


def ungrouped(match: re.Match[str]) -> str:
    """A match of `GROUPED` in plain digits."""
    if match["phone"]:
        return match.group()
    return match.group().replace(" ", "").replace(".", "")


def spelled(number: int, *, feminine: bool = False) -> str:
    """`number` in letters; "une" at its end where it counts something feminine."""
    from num2words import num2words

    words = str(num2words(number, lang="fr"))
    return f"{words}e" if feminine and words.endswith("un") else words


def ordinal(number: int, *, feminine: bool = False, plural: bool = False) -> str:
    """ "premier", "première", "vingt et unième"…"""
    from num2words import num2words

    if number == 1:
        words = "première" if feminine else "premier"
    else:
        words = str(num2words(number, lang="fr", to="ordinal"))
    return f"{words}s" if plural else words


def ends_in_one(number: int) -> bool:
    """Whether its last word is "un", which agrees ("71" ends in "onze")."""
    return number % 10 == 1 and number % 100 not in (11, 71, 91)


# The number and up to two words after it: "21 personnes", "31 petites communes".
_COUNTED = re.compile(
    r"(?<![\w.,/:+-])(?P<it>\d{0,6}1)(?P<after>(?: [^\W\d_][\w'-]*){1,3})(?![\w'])"
)
_BEFORE_NOUN = frozenset(
    "petites grandes nouvelles autres premières dernières bonnes belles seules jeunes longues"
    " vieilles mauvaises grosses hautes fortes petite grande nouvelle autre première dernière"
    " bonne belle seule longue vieille mauvaise grosse haute forte".split()
)


def _agreed(match: re.Match[str]) -> str | None:
    number = int(match["it"])
    if not ends_in_one(number) or number > 999_999 or match["it"] != str(number):
        return None
    words = match["after"].split()
    noun = words[0].lower()
    if noun in _BEFORE_NOUN:
        return spelled(number, feminine=True)
    if noun in ("mille", "millions", "milliards", "million", "milliard"):
        return None
    return spelled(number, feminine=True) if is_feminine(noun) else None


def _bare_sign(match: re.Match[str]) -> Saying:
    if match["sign"] == "+":
        return Saying("plus ", ipa="plys")
    if match["sign"] == "±":
        return Saying("plus ou moins ")
    return Saying("moins ")


_FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅒": (1, 10),
}  # fmt: skip
_PARTS = {2: "demi", 3: "tiers", 4: "quart"}


def fraction(above: int, below: int) -> str:
    """ "un tiers", "trois quarts", "cinq septièmes"."""
    part = _PARTS.get(below) or ordinal(below)
    if above > 1 and below != 3:
        part += "s"
    return f"{spelled(above)} {part}"


def _written_fraction(match: re.Match[str]) -> str | None:
    above, below = int(match["above"]), int(match["below"])
    if below > 1 and (below <= 10 or below in (100, 1000)) and above < below:
        return fraction(above, below)
    return f"{above} sur {below}"


def _vulgar(match: re.Match[str]) -> str:
    whole, part = match["whole"], match["part"]
    if whole and part == "½":
        return f"{whole} et demi"
    return f"{whole} et {fraction(*_FRACTIONS[part])}" if whole else fraction(*_FRACTIONS[part])


_RANGE = re.compile(
    r"(?<![\w.,/-])(?P<from>\d+(?:,\d+)?) ?(?P<it>-) ?(?=(?P<to>\d+(?:,\d+)?)(?![\w/-]|[.,]\d))"
)
_UNIT_RANGE = re.compile(
    r"(?<=\d)(?P<unit> ?(?:h|%|€|km|kg|ans|mois|jours|°C?)) ?(?P<it>-) ?(?=\d)"
)
_MONTH = r"(?: (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
_DAYS = re.compile(r"(?<![\w.,/-])(?P<from>\d{1,2})(?P<it> ?- ?)(?P<to>\d{1,2})(?=" + _MONTH + ")")
_YEARS = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?P<it>/)(?:(?:19|20)\d\d|\d\d)(?![\w/-])")


def _to(match: re.Match[str]) -> str:
    return " " if match["from"] == match["to"] else " à "


def _days(match: re.Match[str]) -> str:
    return " et " if int(match["to"]) - int(match["from"]) == 1 else " au "


_POWER = re.compile(r"(?<=\d)(?P<it>[²³⁰¹⁴-⁹]+)")
_RAISED = {"²": " au carré", "³": " au cube"}


def _power(match: re.Match[str]) -> str:
    raised = match["it"]
    digits = raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return _RAISED.get(raised) or f" puissance {digits}"


RULES = (
    Rule("day range", _DAYS, _days),
    Rule("range with units", _UNIT_RANGE, lambda match: f"{match['unit'][:0]} à "),
    Rule("range", _RANGE, _to),
    Rule("school year", _YEARS, lambda match: ", "),
    Rule(
        "fraction sign",
        re.compile(r"(?<![\w.,])(?:(?P<whole>\d+) ?)?(?P<part>[½⅓⅔¼¾⅕-⅚⅛-⅞⅒])"),
        _vulgar,
    ),
    Rule(
        "fraction",
        re.compile(r"(?<![\w.,/-])(?P<above>\d{1,3})/(?P<below>[1-9]\d{0,3})(?![\w/-]|[.,]\d)"),
        _written_fraction,
    ),
    Rule("agreement", _COUNTED, _agreed),
    Rule("power", _POWER, _power),
    Rule(
        "sign",
        re.compile(r"(?:(?<=[\s(])|^)(?P<it>(?P<sign>[-+±]) ?)(?=\d)"),
        _bare_sign,
    ),
)  # fmt: skip
