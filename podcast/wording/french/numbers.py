"""Numbers in French: plain digits stay, for engines say them with the right liaisons; what they
get wrong is spelled."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.model import Rule, Saying
from podcast.wording.numerals import FRACTIONS

_DATES = word_lists("fr", "dates")
MONTHS = _DATES.in_order("months")
ANY_MONTH = f"(?:{'|'.join(MONTHS)})"
"""A regular expression for one of them."""

SHORT = _DATES.table("short_months")


GROUPED = re.compile(
    r"(?P<phone>(?<![\w.,])(?:\+\d{1,3}[ .-]?(?:\(0\) ?)?\d{1,4}|0\d{0,3})(?:[ .-]\d{2,4}){2,5}(?![\w])|116 (?:117|000|006|111)(?!\d))"
    r"|(?<![\d.,/])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?!\d|[.,]\d{3}(?!\d))"
    r"|(?<![\d.,/])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])"
)
"""Telephone numbers, which stay; numbers in groups of three digits, which lose their spaces."""


def ungrouped(match: re.Match[str]) -> str:
    """Return a match of `GROUPED` in plain digits."""
    if match["phone"]:
        return match.group()
    return match.group().replace(" ", "").replace(".", "")


def spelled(number: int, *, feminine: bool = False) -> str:
    """Return `number` in letters; "une" at its end where it counts something feminine."""
    from num2words import num2words

    words = str(num2words(number, lang="fr"))
    return f"{words}e" if feminine and words.endswith("un") else words


_PLURAL_INSIDE = re.compile(r"(?<=vingt|.cent|llion|liard)sième$")


def ordinal(number: int, *, feminine: bool = False, plural: bool = False) -> str:
    """Return the ordinal of a number: "premier", "première", "vingt et unième"…"""
    from num2words import num2words

    if number == 1:
        words = "première" if feminine else "premier"
    else:
        # num2words 0.5.14 leaves the plural in: "quatre-vingtsième", "deux centsième".
        words = _PLURAL_INSIDE.sub("ième", str(num2words(number, lang="fr", to="ordinal")))
    return f"{words}s" if plural else words


def ends_in_one(number: int) -> bool:
    """Return whether its last word is "un", which agrees ("71" ends in "onze")."""
    return number % 10 == 1 and number % 100 not in (11, 71, 91)


# The number and up to two words after it: "21 personnes", "31 petites communes".
_COUNTED = re.compile(
    r"(?<![\w.,/:+-])(?P<it>\d{0,6}1)(?P<after> [^\W\d_][\w'-]*(?: \d+)?(?: [^\W\d_][\w'-]*){0,2})(?![\w])"
)
_NOUNS = word_lists("fr", "nouns")
_FEMININE_ENDINGS = _NOUNS.in_order("feminine_endings")
_FEMININE = _NOUNS.words("feminine")
_MASCULINE = _NOUNS.words("masculine")
_NOT_NOUNS = _NOUNS.words("not_nouns")
_ADJECTIVES = _NOUNS.words("feminine_adjectives")
_STREETS = _NOUNS.words("streets")
_WITHOUT_LIAISON = _NOUNS.words("without_liaison")


def _agreed(match: re.Match[str]) -> str | None:
    number = int(match["it"])
    before = _before(match)
    if not ends_in_one(number) or match["it"] != str(number) or _REFERRED.search(before):
        return None
    if 1500 < number < 2100 and before.endswith((" de ", " du ", " en ")):
        return None  # "la loi de 1901"
    if re.search(r"\b[Dd]e $", before) and match["after"].startswith(" à "):
        return None  # "de 1 à 3 étoiles"
    words = match["after"].split()
    noun = words[0].lower()
    if noun in _ADJECTIVES and noun.endswith("s") == (number > 1):
        return spelled(number, feminine=True)
    if len(words) > 2 and noun in ("ou", "à", "et", "des", "de") and words[1].isdigit():
        noun = words[2].lower()
    elif not _is_numbered(noun, number) or (noun in _STREETS and number == 1):
        noun = ""  # "article 21 dispose", "au 31 route de Lyon": nothing is counted
    if noun in ("mille", "millions", "milliards", "million", "milliard"):
        return None
    if noun and _is_feminine(noun):
        return spelled(number, feminine=True)
    # Engines make the liaison of "un arbre", not that of "1 arbre".
    return spelled(number) if _liaison(words[0]) else None


def _is_numbered(noun: str, number: int) -> bool:
    """Return whether `noun` is in the singular or the plural as `number` asks: "voix" is in
    both."""
    many = noun.endswith(("s", "x", "z"))
    return many == (number > 1) or (many and noun in _FEMININE)


def _is_feminine(noun: str) -> bool:
    """Return whether `noun` (lower case, singular or plural) is feminine, as far as its form
    tells."""
    if noun in _NOT_NOUNS:
        return False
    forms = (noun, noun[:-1]) if noun.endswith(("s", "x")) else (noun,)
    if any(form in _MASCULINE for form in forms):
        return False
    if any(form in _FEMININE for form in forms):
        return True
    return forms[-1].endswith(_FEMININE_ENDINGS) and len(forms[-1]) > 4


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start("it") - 24) : match.start("it")]


_REFERRED = re.compile(
    r"(?:amendements?|scénarios?|délibérations?|motions?|recommandations?|options?|titres?"
    r"|actes?|épisodes?|saisons?|chaînes?|propositions?|mesures?|priorités?|objectifs?|actions?|tomes?"
    r"|tranches?|catégories?|types?|annexes?|formules?|thèses?|résolutions?|variantes?|section|partie"
    r"|n ?[°º]|articles?|pages?|numéros?|chapitres?|étapes?|lots?|axes?|phases?|versions?|tours?|points?"
    r"|alinéas?|lignes?|zones?|niveaux?|groupes?|questions?|tableaux?"
    rf"|{ANY_MONTH}|en|plus|moins|virgule|tiret|[a-z]\+|[/=×]) ?$",
    re.I,
)


def _liaison(word: str) -> bool:
    low = word.lower()
    return low[0] in "aàâeéèêiîoôuûyœh" and low not in _WITHOUT_LIAISON


_ROUND = re.compile(r"(?<![\w.,/:+])(?<![^\W\d]-)(?P<it>\d{0,3}[1-9]00)(?= (?P<noun>[^\W\d_]+))")
_NINE = re.compile(r"(?<![\w.,/:+-])(?P<it>\d?9)(?= (?:heures?|ans?)(?!\w))")


def _hundreds(match: re.Match[str]) -> str | None:
    """ "500 euros": engines make the liaison of "cinq cents euros" only."""
    number = int(match["it"])
    if number % 1000 == 100 or not _liaison(match["noun"]) or _REFERRED.search(_before(match)):
        return None
    return spelled(number)


def _millions(match: re.Match[str]) -> str:
    count = int(match["n"])
    noun = match["noun"]
    of = "d'" if _liaison(noun) else "de "
    return f"{count} million{'s' if count > 1 else ''} {of}"


# With a blank behind it, a hyphen is a minus before a measure or after "entre", "à", "fait".
_MEASURED = re.compile(r"[\d,. ]*\d ?(?:[°%€$]|degrés?|points?|euros?|milli|mètres?)")
_TO_A_NUMBER = re.compile(r"(?:^|\s)(?:entre|à|de|et|ou|par|fai(?:t|sait)|est|était|sont) $")


def _bare_sign(match: re.Match[str]) -> Saying | None:
    measured = _MEASURED.match(match.string, match.end("it")) or _TO_A_NUMBER.search(_before(match))
    if match["it"] == "- " and not measured:
        return None  # "Débat - 3 questions"
    if match["sign"] == "+":
        return Saying("plus ", ipa="plys")
    if match["sign"] == "±":
        return Saying("plus ou moins ")
    return Saying("moins ")


_PARTS = {2: "demi", 3: "tiers", 4: "quart"}


def fraction(above: int, below: int) -> str:
    """Return a fraction in words: "un tiers", "trois quarts", "cinq septièmes"."""
    part = _part(below)
    if above > 1 and below != 3:
        part += "s"
    return f"{spelled(above)} {part}"


def _part(below: int) -> str:
    return _PARTS.get(below) or ordinal(below)


def _written_fraction(match: re.Match[str]) -> str | None:
    above, below = int(match["above"]), int(match["below"])
    if match["of"]:
        return f"{above} sur {below}"
    if below > 1 and (below <= 10 or below in (100, 1000)) and above < below:
        return fraction(above, below)
    return f"{above} sur {below}"


def _vulgar(match: re.Match[str]) -> str:
    whole, part = match["whole"], match["part"]
    if whole and part == "½":
        return f"{whole} et demi"
    return f"{whole} et {fraction(*FRACTIONS[part])}" if whole else fraction(*FRACTIONS[part])


_RANGE = re.compile(
    r"(?<![\w.,/-])(?P<from>\d+(?:,\d+)?) ?(?P<it>-) ?(?=(?P<to>\d+(?:,\d+)?)(?![\w/-]|[.,]\d))"
)
_UNIT_RANGE = re.compile(r"(?<=\d) ?(?:h|%|€|km|kg|ans|mois|jours|°C?) ?(?P<it>-) ?(?=\d)")
_MONTH = rf" {ANY_MONTH}\b"
_SHORT_YEARS = re.compile(
    r"(?<![\w.,/-])(?P<from>(?:19|20)\d\d)(?P<it>-)(?P<to>(?:19|20)?\d\d)(?![\w/-]|[.,]\d)"
)


def _years(match: re.Match[str]) -> str | None:
    """ "2023-24", "2023-2024", a season; "2024-2027" is a range."""
    first, last = int(match["from"]), match["to"]
    return ", " if len(last) == 2 or int(last) - first == 1 else None


_YEARS = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?P<it>/)(?:(?:19|20)\d\d|\d\d)(?![\w/-])")


def _to(match: re.Match[str]) -> str:
    pair = (match["from"], match["to"])
    return " " if (pair[0] == pair[1] and len(pair[0]) > 1) or pair in _SAID_TOGETHER else " à "


# The two wars, and the department that its people call by its figures.
_SAID_TOGETHER = {("14", "18"), ("39", "45"), ("9", "3")}


_POWER = re.compile(r"(?<=\d)(?:⁻?[²³⁰¹⁴-⁹]{1,6}|\^-?\d{1,6})|(?<=[a-zA-Z])²(?!\w)")
_RAISED = {"²": " au carré"}


def _power(match: re.Match[str]) -> str:
    raised = match.group()
    digits = raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "^"))
    digits = digits.replace("⁻", "moins ").replace("-", "moins ")
    return _RAISED.get(raised) or f" puissance {digits}"


_SIGNED = re.compile(r"[-+±] ?\d")

RULES = (
    Rule("after a year", r"(?<![\w.,])(?:19|20)\d\d(?P<it> )(?=\d)", ", "),
    Rule("decimal point",
         r"(?<![\w.,])\d{1,3}(?P<it>\.)(?=\d{1,2}(?: ?%| (?:millions?|milliards?|points?|fois|euros?|heures?|mètres?|kilomètres?|degrés?)\b))",
         ","),
    Rule("half", r"\bune? (?P<it>1/2 )(?=[a-zé])", "demi-", needs="/"),
    Rule("fraction", r"(?<![\w.,/-])(?P<above>\d{1,2})/(?P<below>\d{1,3})(?:ièmes?|èmes?|es?)(?!\w)",
         lambda match: fraction(int(match["above"]), int(match["below"])) if int(match["below"]) > 1 else None),
    Rule("season", _SHORT_YEARS, _years, needs=_SIGNED),
    Rule("two days", r"(?<![\w.,/-])\d{1,2}(?P<it>/)(?=\d{1,2}" + _MONTH + ")", " et ", needs="/"),
    Rule("in two", r"(?<![\w.,/-])(?:50(?=/50)|[6-9]0(?=/[1-4]0)|24(?=/7))(?P<it>/)(?=(?:\d0|7)(?![\w/-]|[.,]\d))",
         " ", needs="/"),
    Rule("eighth-finals", r"(?:\b[Cc]e|\b[Ll]e|\b[Dd]u|\b[Aa]u|\b[Uu]n) (?P<it>1/(?P<n>[2-9]|1\d))(?= d)",
         lambda match: _part(int(match["n"])), needs="/"),
    Rule("range with units", _UNIT_RANGE, " à ", needs=_SIGNED),
    Rule("range", _RANGE, _to),
    Rule("school year", _YEARS, ", ", needs="/"),
    Rule("fraction sign", r"(?<![\w.,])(?:(?P<whole>\d+) ?)?(?P<part>[½⅓⅔¼¾⅕-⅚⅛-⅞⅒])",
         _vulgar, needs="½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒"),
    Rule("fraction",
         r"(?P<of>(?:diapositive|page|étape|partie|question|vidéo|épisode|planche|diapo|note) )?"
         r"(?<![\w.,/-])(?P<it>(?P<above>\d{1,3})/(?P<below>[1-9]\d{0,3}))(?![\w/-]|[.,]\d)",
         _written_fraction, needs="/"),
    Rule("agreement", _COUNTED, _agreed),
    Rule("nine", _NINE, lambda match: spelled(int(match["it"]))),
    Rule("round million", r"(?<![\w.,/:+-])(?P<it>(?P<n>[1-9]\d{0,2})000000 )(?P<noun>[^\W\d_]+)", _millions),
    Rule("round hundred", _ROUND, _hundreds),
    Rule("power", _POWER, _power, needs="⁻²³⁰¹⁴⁵⁶⁷⁸⁹^"),
    Rule("sign", r"(?:(?<=[\s(])|^)(?P<it>(?P<sign>[-+±]) ?)(?=\d)", _bare_sign, needs=_SIGNED),
    Rule("elided one", r"(?<=[dDlL]')(?P<it>1)(?= ?[%€$]| ?M[€d]| [^\W\d_]|$|[,.;]\D)", "un"),
)  # fmt: skip
