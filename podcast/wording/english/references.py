"""References in English: sections and articles of law, cases; telephone numbers; addresses."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.english.numbers import digits, in_case, spelled
from podcast.wording.english.years import year
from podcast.wording.model import Rule
from podcast.wording.numerals import roman_value

_GROUPS = re.compile(r"\d+")


def _phone(match: re.Match[str]) -> str:
    number = match["it"].replace("(0)", "")
    said = ", ".join(digits(group) for group in _GROUPS.findall(number))
    return f"plus {said}" if "+" in number[:2] else said


_BRACKETED = re.compile(r"\(([^()]{1,4})\)")


def _brackets(match: re.Match[str]) -> str:
    """ "6(1)(f)": six, one, f."""
    said = []
    for inside in _BRACKETED.findall(match["it"]):
        value = roman_value(inside.upper()) if len(inside) > 1 or inside == "i" else None
        if inside.isdigit():
            said.append(spelled(int(inside)))
        elif value is not None:
            said.append(spelled(value))
        else:
            said.append(inside.lower() if inside != "A" else "A")
    return f" {' '.join(said)}"


_LISTS = word_lists("en", "abbreviations")
_SAID_OF_LAW = tuple(_LISTS.table("law").values())
_LAW = "|".join(f"{written}(?P<a{number}>)" for number, written in enumerate(_LISTS.table("law")))


def _act(match: re.Match[str]) -> str | None:
    """ "Law No. 78-17" is a number; "articles 3-5" are from three to five."""
    parts = [int(part) for part in match["it"].split("-")]
    if len(parts) == 2 and parts[0] < parts[1] < 10 * parts[0] and not match["public"]:
        return None
    if match["public"] or parts[0] < parts[1]:
        return match["it"].replace("-", ", ")
    return match["it"].replace("-", " dash ")


def _in_pairs(number: str) -> str:
    """Return the number of a section of a code in two pairs: 1983 is "nineteen eighty-three"."""
    if number.startswith("100"):
        return f"ten oh {spelled(int(number[3]))}"
    return year(int(number))


_NUMBERED = re.compile(r"[\dIVX]")

RULES = (
    Rule("number of an act",
         r"(?i)\b(?:(?:laws?|acts?|articles?|decrees?|orders?|bills?|amendments?|case)(?: nos?\.?| number)?"
         r"|(?P<public>Pub(?:\.|lic) L(?:\.|aw)(?: No\.)?)|nos?\.) (?P<it>[1-9]\d{0,3}(?:-\d{1,5}){1,3})(?![\w/]|[.,]\d)",
         _act),
    Rule("telephone",
         r"(?<![\w.,/])(?P<it>(?:\+|00)\d{1,3}[ .-]?(?:\(0\) ?)?\(?\d{1,4}\)?(?:[ .-]\d{2,4}){1,5})(?![\w/]|[.,-]\d)",
         _phone),
    Rule("telephone",
         r"(?<![\w.,/])(?P<it>\(?0\d{2,5}\)?(?:[ -]\d{2,6}){1,4}|0\d{9,10}|\(\d{3}\) ?\d{3}[ -]\d{4}"
         r"|(?:1-)?\d{3}-\d{3}-\d{4}|\d{3}-0\d{3})(?![\w/]|[.,-]\d| \d)", _phone),
    Rule("short telephone number",
         r"\b(?:[Cc]all(?:ed|ing|s)?|[Dd]ial(?:led|ling|ing|s)?|[Rr]ing|rang|[Pp]hone|text|on)"
         r" (?P<it>911|999|988|112|101|111|118|119|116 ?\d{3}|15|18|17)"
         r"(?=[,.;:!?)…]|$| (?:if|when|for|and|or|now|at|in|to|immediately|twice|straight|again|first|before|because|is|was|but|as|after))"
         r"(?![.,]\d)",
         lambda match: None if match.group().startswith("on ") or len(match["it"]) < 3 else digits(match["it"])),
    Rule("short telephone number",
         r"(?:\b(?:NHS|[Tt]he|[Aa]|[Oo]ur) |(?<=\b(?:111|999|911|101|112|988) or )|(?<=\b(?:111|999|911|101|112|988) and ))(?P<it>111|999|911|101|112|988)"
         r"(?=(?P<line> (?:line|hotline|lifeline|helpline|call|operator|caller|handler)\b)|[,.;:!?)]|$| (?:if|when|and|or)\b)(?![.,]\d)",
         lambda match: None if match.group().lower().startswith(("the", "a ", "our")) and not match["line"] else digits(match["it"])),
    Rule("telephone", r"\b[Tt]ext (?:[A-Z]+ to )?(?P<it>\d{5,6})(?!\w|[.,/-]\d)", lambda match: digits(match["it"])),
    Rule("toll-free number", r"(?<![\w.,/-])(?P<it>1-8(?:00|88|77|66|55)-)(?=[A-Z]{3})",
         lambda match: f"one, {digits(match['it'][2:5])}, "),
    Rule("nine eleven", r"(?<![\w/.,])(?P<it>9/11)(?![\w/])", "nine eleven"),
    Rule("abbreviation of law", _LISTS.compiled("law", rf"(?<![\w.'-])(?:{_LAW})(?= ?\d| [IVX]+\b)"),
         lambda match: in_case(match, _SAID_OF_LAW[int((match.lastgroup or "")[1:])]), needs=_NUMBERED),
    Rule("section of an act", r"(?<![\w'.-])(?P<it>s)(?= \d{1,3}[A-Z]{0,2}(?:\(| of the | and \d))",
         lambda match: in_case(match, "section")),
    Rule("public law", r"\bPub\. L\.(?= (?:No\. )?\d)", "Public Law"),
    Rule("section in two pairs",
         r"(?:\b(?:[Ss]ections?|[Ss]ec\.|U\.S\.C\.|USC)|§)(?: §)? ?(?P<it>[1-9]\d(?!00)\d\d)(?![\w/:%-]|[.,]\d)",
         lambda match: _in_pairs(match["it"])),
    Rule("sections", r"§§ ?", lambda match: in_case(match, "sections ")),
    Rule("section", r"§ ?", lambda match: in_case(match, "section ")),
    # Plans and clubs are called by their sections: "a 401(k)", "501(c)(3)".
    Rule("section with a nought", r"(?<![\w.,/])(?P<it>(?P<a>[1-9])0(?P<b>[1-9]))(?=\([a-z]\))",
         lambda match: f"{spelled(int(match['a']))} oh {spelled(int(match['b']))}"),
    Rule("brackets of law", r"(?:(?<=\d)|(?<=\d[A-Z]))(?P<it>(?:\((?:\d{1,2}|[a-zA-Z]|[ivx]{2,4})\))+)(?![\w(])",
         _brackets),
    Rule("case", r"(?<=[a-z.)] )(?P<it>v\.?)(?= (?:the )?[A-Z])", "versus", needs="v"),
    Rule("case", r"\b(?:R|Re|[A-Z]{2,6}|[A-Z][a-z]+) (?P<it>v\.?)(?= (?:the )?[A-Z])", "versus", needs="v"),
)  # fmt: skip


# --- house numbers, states and postal codes: "221B Baker St.", "Austin, TX 73301" ----------------


_PLACES = word_lists("en", "places")
_STATES = _PLACES.table("states")
_UNMISTAKABLE = "|".join(_PLACES.in_order("unmistakable_states"))
_STATE = "|".join(_STATES)
_STREET = rf"(?:{'|'.join(_PLACES.in_order('streets'))})\b"


def _house(match: re.Match[str]) -> str | None:
    """ "221B": two two one B; "1600": sixteen hundred; others as any number."""
    number, letter = match["n"], match["letter"]
    if letter:
        return f"{' '.join(number) if len(number) > 2 else number} {letter.upper()}"
    if len(number) == 4 and number[1:3] != "00":
        return year(int(number))
    return None


ADDRESSES = (
    Rule("house number",
         rf"(?<![\w.,/:£$€-])(?P<it>(?P<n>[1-9]\d{{0,4}})(?P<letter>[A-Ha-h])?)"
         rf"(?= (?:[NSEW]\.? )?(?:[A-Z][\w'.]{{1,20}} ){{1,3}}{_STREET})", _house),
    Rule("party and state", rf"(?<=[( ])(?P<it>(?P<party>[DRI])-(?P<state>{_STATE}))(?=[),;.:]|$)",
         lambda match: f"{match['party']}, {_STATES[match['state']]}"),
    Rule("state and code", rf"(?<=, )(?P<it>(?P<state>{_STATE}|DC) (?P<code>\d{{5}})(?:-\d{{4}})?)(?!\w|[.,-]\d)",
         lambda match: f"{_STATES.get(match['state'], 'D C')}, {digits(match['code'])}"),
    Rule("state", rf"\b[A-Z][a-z]+, (?P<it>{_UNMISTAKABLE})(?=[,.;:)?!]|$| (?:and|is|was|in|on|to|where)\b)",
         lambda match: _STATES[match["it"]]),
)  # fmt: skip
