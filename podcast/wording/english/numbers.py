"""Numbers in English, and what they count: plain digits stay, for engines say them right; what they
get wrong is spelled."""

from __future__ import annotations

import re

from podcast.language.word_lists import english_vocabulary, word_lists
from podcast.wording.model import Rule
from podcast.wording.numerals import FRACTIONS

_AMOUNTS = word_lists("en", "amounts")
UNITS = _AMOUNTS.forms("units")
"""Symbol: its name in the singular and in the plural."""

MEASURES = _AMOUNTS.words("measures")
"""Units: a number before them is never a year."""

COUNTED = MEASURES | _AMOUNTS.words("counted")
"""Nouns that are counted wherever they follow a number, and the units."""

_NOT_PLURAL = _AMOUNTS.words("not_plural")

_NEXT = re.compile(r" (?:[a-z][\w'-]*)")
_LOOK = 3


def following(text: str, end: int) -> tuple[str, ...]:
    """Return the next words (three at most) in small letters, up to one that ends the noun
    phrase."""
    found: list[str] = []
    while len(found) < _LOOK and (match := _NEXT.match(text, end, end + 40)) is not None:
        word = match.group()[1:]
        found.append(word)
        end = match.end()
        if word in english_vocabulary().function_words:
            break
    return tuple(found)


def is_plural(word: str) -> bool:
    """Return whether a word looks like a plural noun."""
    if word in COUNTED:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s"))
        and word not in _NOT_PLURAL
    )


def counts_something(text: str, end: int) -> bool:
    """Return whether what follows a number that ends at `end` is what it counts."""
    for word in following(text, end):
        if word in english_vocabulary().function_words and word not in COUNTED:
            return False
        if is_plural(word):
            return True
    return False


GROUPED = re.compile(
    r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?!,?\d|\.\d{3}\b)"
    r"|(?<![\d.,/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d-]| \d|[.,]\d{3}(?!\d))"
)
"""Numbers in groups of three digits, which lose their commas or spaces."""

# "Section 12 300 people": with a single space, what stands before distinguishes one number from
# two.
_KEYED = re.compile(
    r"(?:section|article|chapter|item|option|page|room|number|no\.|table|part|figure|question"
    r"|channel|route|phase|level|version|call|dial|phone|ring|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)s? $",
    re.I,
)


def ungrouped(match: re.Match[str]) -> str:
    """Return a match of `GROUPED` in plain digits."""
    found = match.group()
    if found.count(" ") == 1 and "," not in found:
        before = match.string[max(0, match.start() - 12) : match.start()]
        if _KEYED.search(before):
            return found
    return found.replace(" ", "").replace(",", "")


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def spelled(number: int) -> str:
    """Return a number of at most fifteen digits in British words: "one hundred and one"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        rest = number % 10
        return _TENS[number // 10] + (f"-{_ONES[rest]}" if rest else "")
    if number < 1000:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred" + (f" and {spelled(rest)}" if rest else "")
    for scale, name in _SCALES:
        if number >= scale:
            rest = number % scale
            joint = " and " if rest < 100 else " "
            return f"{spelled(number // scale)} {name}" + (
                f"{joint}{spelled(rest)}" if rest else ""
            )
    return str(number)


def ordinal(number: int) -> str:
    """Return the ordinal of a number: "first", "twenty-first", "one hundredth"."""
    words = spelled(number)
    place = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[place:]
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return words[:place] + last


def digits(number: str) -> str:
    """Return digit after digit: "zero two zero"."""
    return " ".join(_ONES[int(digit)] for digit in number if digit in "0123456789")


# Words that a number counts though they have no s, and words that end in one without it.
_OPENING = re.compile(r"[.!?…:]\s*$")


def opens_sentence(match: re.Match[str]) -> bool:
    """Return whether the part that is replaced begins a sentence."""
    start = match.start("it" if "it" in match.re.groupindex else 0)
    return start == 0 or _OPENING.search(match.string, max(0, start - 3), start) is not None


def in_case(match: re.Match[str], words: str) -> str:
    """Return `words` with a capital where they begin a sentence, which others must still find."""
    return words[:1].upper() + words[1:] if opens_sentence(match) else words


_PARTS = {2: "half", 4: "quarter"}


def fraction(above: int, below: int) -> str:
    """Return a fraction in words: "one third", "three quarters", "a half"."""
    part = _PARTS.get(below) or ordinal(below)
    if (above, below) == (1, 2):
        return "a half"
    if above > 1:
        part = "halves" if below == 2 else f"{part}s"
    return f"{spelled(above)} {part}"


_ARTICLE = re.compile(r" (?:an?|the)\b")


def _vulgar(match: re.Match[str]) -> str:
    whole, part = match["whole"], fraction(*FRACTIONS[match["part"]])
    if not whole and match["part"] == "½" and _ARTICLE.match(match.string, match.end()):
        return "half"
    return f"{whole} and {part}" if whole else part


# What is a mark out of so many, not a part.
_MARKS = frozenset((10, 20, 50, 100))


_KIND = re.compile(r"(?:types?|phases?|tiers?|levels?|stages?|grades?|class) $", re.I)


def _written_fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    whole = match["whole"]
    if _KIND.search(match.string, max(0, match.start() - 8), match.start()):
        return f"{above}, {below}"  # type 1/2
    if above in (below, 100 - below) or (above, below) in ((24, 7), (9, 11)):
        return f"{above} {below}"  # 24/7, 50/50, 80/20, 20/20
    proper = 0 < above < below and 1 < below <= 20
    if proper and (match["rds"] or whole or (below <= 9 and below not in _MARKS)):
        said = fraction(above, below)
        return f"{whole} and {said}" if whole else said
    said = f"{above} {'over' if above > below else 'out of'} {below}"
    return f"{whole} {said}" if whole else said


_GAME = re.compile(r"\b(?:won|lost|beat|beaten|drew|lose|win)(?: \w+)? $")


def _between(match: re.Match[str]) -> str:
    """ "10-15 years" is ten to fifteen, a match that was won 3-1 three one."""
    left, right = match["from"], match["to"]
    small = left.isdigit() and right.isdigit() and len(left) < 3 and len(right) < 3
    if small:
        before = match.string[max(0, match.start() - 30) : match.start()]
        if left == right:
            return " "
        if _GAME.search(before) and not counts_something(match.string, match.end("to")):
            return " "
    return " to "


_NO_THOUSANDS = ("2", "4", "5", "8", "10")


def _thousands(match: re.Match[str]) -> str | None:
    whole, _, part = match["n"].partition(".")
    if match["n"] in _NO_THOUSANDS and not counts_something(match.string, match.end()):
        return f"{match['n']} K"  # a 4K film, a 10k run
    if len(part) > 3 or len(whole) > 9:
        return None
    return sayable(str(int(whole + part.ljust(3, "0"))))


# eSpeak NG says "nineteen hundred and ninety-nine" and "twelve hundred square feet".
_HUNDREDS = r"19\d\d|1[1-8]00"


def sayable(number: str) -> str:
    """Return a number in digits as it is best given to an engine: in words where it would count
    hundreds."""
    return spelled(int(number)) if re.fullmatch(_HUNDREDS, number) else number


_POWERS = {"2": " squared", "3": " cubed"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _power(match: re.Match[str]) -> str:
    raised = match["it"].translate(_RAISED)
    return _POWERS.get(raised) or f" to the power of {raised}"


def _exponent(match: re.Match[str]) -> str:
    """ "10^-6", "x^2", "6.02e23"."""
    raised = match["raised"]
    if match["e"] == "^" and raised in _POWERS:
        return _POWERS[raised]
    said = f" to the power of {'minus ' if raised[0] in '-−' else ''}{raised.lstrip('-−+')}"
    return said if match["e"] == "^" else f" times 10{said}"


_NUMBER = r"\d+(?:\.\d+)?"

RULES = (
    Rule("ordinal", r"(?<![\w.,])\d{1,3}(?P<it> )(?=(?:st|nd|rd|th)\b)", ""),
    Rule("version", r"(?<![\w.,])\d{1,4}(?:\.\d{1,4}){2,5}(?![\w]|[.,]\d)",
         lambda match: match.group().replace(".", " point ")),
    Rule("fraction sign", r"(?<![\w.,])(?:(?P<whole>\d+) ?)?(?P<part>[½⅓⅔¼¾⅐⅑⅕-⅚⅛-⅞⅒])", _vulgar),
    Rule("fraction",
         r"(?<![\w.,/-])(?:(?P<whole>\d{1,3}) )?(?P<above>\d{1,3})/(?P<below>[1-9]\d{0,2})"
         r"(?P<rds>rds|ths|th|rd|nds)?(?![\w/-]|[.,]\d)", _written_fraction),
    Rule("thousands", rf"(?<![\w.,])(?P<n>{_NUMBER})(?P<k>[kK])(?!\w)", _thousands),
    Rule("range",
         rf"(?<![\w.,/:-])(?P<from>{_NUMBER}) ?(?P<it>-) ?"
         rf"(?=(?P<to>{_NUMBER})(?![\d/]|-(?![a-z])|[.,]\d|(?:st|nd|rd|th)\b))", _between),
    Rule("range", rf"(?<=\d)(?: ?(?:%|°C?|km|kg|m|am|pm|a\.m\.|p\.m\.|bn|k|K))(?P<it> ?- ?)(?=[$£€]?{_NUMBER})",
         " to "),
    Rule("ratio", r"(?<![\w.,:/-])(?P<from>\d{1,9})(?P<it>:)(?=\d{1,4}(?![\w:]|[.,]\d))", " to "),
    Rule("nineteen hundreds", rf"(?<![\w.,/:-])(?P<it>{_HUNDREDS})(?![\w/:]|[.,]\d)",
         lambda match: sayable(match["it"])),
    Rule("hundreds", r"(?<![\w.,/:$£€-])(?P<n>100|1000|10000|100000)s(?!\w)",
         lambda match: f"{spelled(int(match['n'])).removeprefix('one ')}s"),
    Rule("height", r"(?<![\w.,'])(?P<n>[3-8])(?P<it>' ?| ?ft ?)(?=\d{1,2}(?!\d))", " foot "),
    Rule("power", r"(?<=\d)(?P<it>[²³⁰¹⁴-⁹]+)", _power),
    Rule("power", r"(?<=[\da-zA-Z)])(?P<it>(?P<e>\^)\(?(?P<raised>[-−]?\d{1,4})\)?)(?!\w)", _exponent),
    Rule("power",
         r"(?<![\w.,])\d{1,9}(?:\.\d{1,9})?(?P<it>(?P<e>e|E(?=[-+−]))(?P<raised>[-+−]?\d{1,3}))(?!\w|[.,]\d)",
         _exponent),
    Rule("sign", r"(?:(?<=[\s(])|^)(?P<it>(?P<sign>[-+−]|± ?))(?=\d|\.\d)",
         lambda match: {"+": "plus ", "±": "plus or minus "}.get(match["sign"][0], "minus ")),
    Rule("decimal", r"(?:(?<=[\s(])|^)(?P<it>\.)(?=\d+(?!\w|[.,]\d))", "0."),
)  # fmt: skip


# --- scores and counts of votes: "won 3-1", "6-4, 7-5", "a 5-4 ruling" ---------------------------


_PAIR = r"\d{1,2}-\d{1,2}(?![\w/-]|[.,]\d)"
_PLAYED = re.compile(
    r"\b(?:won|wins?|winning|lost|loses?|losing|beat|beats|beaten|drew|draws?|defeated|tied|led"
    r"|leads?|leading|trail(?:s|ed)|scored?|finished|ended|score(?:line)? of|result was|down|up"
    r"|victory|defeat)(?: [A-Za-z]+){0,3} $"
)
_PAGES = re.compile(
    r"\b(?:pp?\.|(?:pages?|sections?|articles?|chapters?|paras?|paragraphs?|lines?|verses?"
    r"|items?|clauses?|numbers?|nos?|years?|ages?|aged|weeks?|days?)\.?) $",
    re.I,
)
_HOURS = re.compile(
    r"\b(?:open|opens|works?|worked|working|hours|from|between|daily|weekdays|Fri|Friday|Sat|Sun"
    r"|Saturday|Sunday),? $"
)
_NEXT_GAME = re.compile(rf"(?:,| and)? {_PAIR}")


def _score(match: re.Match[str]) -> str | None:
    """Numbers that fall are a score; those that rise are one only where somebody played."""
    text, start = match.string, match.start("it")
    left, right = int(match["left"]), int(match["right"])
    before = text[max(0, start - 40) : start]
    if left < right or _PAGES.search(before) is not None or (left, right) == (9, 5):
        return None
    if _HOURS.search(before) is not None and left < 13:
        return None
    if left == right and left and _PLAYED.search(before) is None:
        return None
    if left > 30 or right > 30:
        return f"{left} to {right}"
    if (
        not right
        and left < 10
        and _PLAYED.search(before)
        and _NEXT_GAME.match(text, match.end()) is None
    ):
        return f"{left or 'nil'} nil"
    return f"{left} {right}"


SCORES = (
    Rule("score",
         r"(?<![\w.,/:£$€-])(?P<it>(?P<left>\d{1,2})-(?P<right>\d{1,2}))"
         r"(?![\w/%°-]|[.,]\d| ?(?:per|%|million|billion|km|kg|miles|years|months|weeks|days)\b)", _score),
)  # fmt: skip
