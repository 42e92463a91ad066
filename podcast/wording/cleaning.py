"""What is on the page only for the eye, taken away before anything is said; and what is a pause
made one, after the rules.

Nothing here depends on the language. Symbols that stand for words (%, €, §…) stay; they are the
rules' to say.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect

from podcast.wording.model import Step
from podcast.wording.rules import Traced, replaced

# Ligatures, full-width, mathematical and raised letters (1ᵉʳ): the same letters for the ear.
_COMPATIBLE = re.compile("[ﬀ-ﬆ！-～\U0001d400-\U0001d7ffªᵃ-ᵪⁱⁿʰ-ʸ₀-₉ĳ㎏-㏄]+")
_COMBINED = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_APOSTROPHE = re.compile(r"(?<=\w)[’ʼ‘´`＇](?=\w)|(?<=[^\W\d])′(?=\w)|(?<=[^\W\d])[’ʼ](?=\s|$)")
_MIDDLE_DOT = re.compile(r"(?<=\w)[⸱․・•‧∙⋅](?=\w)")
SPACES = re.compile(r" \s+|[^\S ]\s*")
"""White space that is not one space."""

_LINK = re.compile(r"!?\[(?P<text>[^\]\[]*)\]\([^()\s]*\)")
_NOTE = re.compile(
    r"(?<=\S) ?\[(?:\d{1,3}|note \d{1,3}|\*+)\]|(?<=[\w»”\"])\[(?:\^\w+|[a-z]|\d[\d,; –-]*)\]"
    r"|(?<=[\w.,;:!?»”])<sup>[^<]{1,6}</sup>"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,5});")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " ", "&quot;": " ", "&apos;": "'"}
_EMPHASIS = re.compile(r"\*+|_{2,}|~{2,}|`+|\^+(?!-?\d)|(?<![\w_])_+|_+(?![\w_])")
_HEADING = re.compile(r"^\s*#{1,6}\s+|(?<!(?<!\w)[A-G])#+(?![\w#])|(?<=\w)(?<!(?<!\w)[A-G])#")
_ESCAPE = re.compile(r"\\")
_RAISED = re.compile(
    r"(?P<before>(?:(?<![^\W\d_])[^\W\d_⁰¹²³⁴-⁹]+)?[.,;:!?»”)…]{0,3})(?P<call>[⁰¹²³⁴-⁹⁽⁾]{1,9})"
)
_POWERS = frozenset("m km cm dm mm hm dam s ha mi ft h".split())
_BULLET = re.compile(r"^[\s■□●○•▪►▶◆‣⁃∙·✓✔➢➤❖–—-]+(?!\d)|(?:^|(?<=\s))[■□●○•▪►▶◆‣⁃∙✓✔➢➤❖]+")
_BETWEEN = re.compile(r"(?<=[\w.,;:!?»”\")]) [·•] (?=[\w«“\"(])")
_BULLETS = re.compile(r"^[\s·–—-]|[■□●○•▪►▶◆‣⁃∙✓✔➢➤❖]")
# The sign first, then what stands before it: so it is found quickly.
_QUOTE = re.compile(
    r"[«»“”„‟\"‹›]|[‘‚‛’'](?<!\w.)|[‘‚‛’](?!\w)|'(?<=[\s.!?…,;].)|'(?<=\w\w.)(?<![qQ][uU].)(?!\w)"
)
_UNSPACED = re.compile(r"\.(?<=[A-ZÀ-Þ]{3}.)(?=[A-ZÀ-Þ][a-zà-ÿ])")
_DOTS = re.compile(r"\.{3,}|…+\.*|\.…|\.\.(?=\s|$)")
_MANY = re.compile(r"([!?])[!?]*")
_DASH = re.compile(r"(?<=\w)[‐‑‒–](?=\w)")
_PAUSE = re.compile(r"\s*[—―]+\s*|\s+[‒–]+\s*|\s*[‒–]+\s+")
_EITHER_SIGN = re.compile(r"\+ ?/ ?[-−–]")
_MINUS = re.compile(r"(?:(?<=\s)|^|(?<=[(\[]))[−‒–](?=\d)|(?:^|(?<=[^\W\d] )|(?<=[(:,] ))− (?=\d)")
_ARROWS = re.compile(r"[←-⇿➔➜➡|¦\x1f]")
_ARROW = re.compile(r"\s*[←-⇿➔➜➡]+\s*|\s*[|¦]+\s*|\s*\x1f+\s*")

OTHER_SCRIPTS = re.compile(
    "[\u0400-\u058f\u0590-\u08ff\u0900-\u1dff\u2e80-\u9fff\ua000-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uffdc"
    "\U00010000-\U0001d3ff\U00020000-\U0003ffff]+"
)
"""Letters of scripts that neither a French nor an English voice can read, but for Latin and
Greek ones."""

_OTHER = re.compile(r"[^\w\s.,;:!?…'′″^()\[\]{}%‰°€$£+−×÷=<>≤≥≈±&@/§#-]")


def clean(written: str | Traced) -> Traced:
    """Return `written` in one line, without markup, invisible characters, bullets, quotes and
    emoji."""
    text = Traced.of(written) if isinstance(written, str) else written
    text = replaced(text, CHARACTERS).stripped()
    return replaced(text, MARKS).stripped()


def _seen_only(match: re.Match[str]) -> str:
    character = match.group()
    kind = unicodedata.category(character)
    if kind in ("Sc", "No", "Sm", "Mn", "Mc") or character in "·•‧~®′″^":
        return character if character != "®" else ""
    return "" if character in "™©" else " "


def _without_call(match: re.Match[str]) -> str:
    """A raised number after a word is the call of a note; after a unit it is a power."""
    before, call = match["before"], match["call"]
    if before == "CO":
        return "CO2"  # the gas, whichever way its figure is set
    if not before or (len(before) < 3 and call == "²") or (before in _POWERS and call in "²³"):
        return match.group()
    return before


# What only the eye needs of characters, then of the marks that they make.
CHARACTERS = (
    Step(_INVISIBLE, ""),
    Step(_COMBINED, lambda match: unicodedata.normalize("NFC", match.group()), _COMBINING),
    Step(_COMPATIBLE, lambda match: unicodedata.normalize("NFKC", match.group())),
    Step(SPACES, " "),
)
MARKS = (
    Step(_ENTITY, lambda match: _ENTITIES.get(match.group(), " "), "&"),
    Step(_LINK, lambda match: match["text"], "["),
    Step(_NOTE, "", "[<"),
    Step(_TAG, " ", "<"),
    Step(_HEADING, "", "#"),
    Step(_EMPHASIS, "", "*_~`^"),
    Step(_ESCAPE, " ", "\\"),
    Step(_APOSTROPHE, "'", "’ʼ‘´`＇′"),
    Step(_MIDDLE_DOT, "·", "⸱․・•‧∙⋅"),
    Step(_BETWEEN, ", ", "·•"),
    Step(_BULLET, "", _BULLETS),
    Step(_RAISED, _without_call, "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"),
    Step(_QUOTE, " "),
    Step(SPACES, " "),
    Step(_EITHER_SIGN, "±", "+"),
    Step(_MINUS, "-", "−‒–"),
    Step(_DASH, "-", "‐‑‒–"),
    Step(_PAUSE, " - ", "—―‒–"),
    Step(_DOTS, "…", re.compile(r"\.[.…]|…")),
    Step(_UNSPACED, ". "),
    Step(_MANY, lambda match: match[1], "!?"),
    Step(_ARROW, ", ", _ARROWS),
    Step(_OTHER, _seen_only),
    Step(SPACES, " "),
)


# --- after the rules -----------------------------------------------------------------------------


_OPEN = re.compile(r" ?[(\[{]+ ?")
_CLOSE = re.compile(r" ?[)\]}]+")
_LONE_DASH = re.compile(r"(?:^|\s)[-−–—]+(?=\s|$)|[-−–—]{2,}")
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


STEPS = (
    Step(_OPEN, ", ", "([{"),
    Step(_CLOSE, ",", ")]}"),
    Step(_LONE_DASH, ",", _DASHES),
    Step(_LOST, " "),
    Step(SPACES, " "),
    Step(_SPACE_BEFORE, ""),
    Step(_PAUSES, lambda match: next(sign for sign in ":;," if sign in match[0])),
    Step(_COMMA_END, ""),
    Step(_AFTER_END, ""),
    Step(_NO_SPACE, " ", _CLOSE_TOGETHER),
    Step(_STOP_INSIDE, ",", "."),
    Step(_LEADING, ""),
    Step(SPACES, " "),
)


# --- breathing places in long sentences: a comma where a reader would draw breath ----------------


LONGEST_BREATH = 30
"""Words without any pause: about ten seconds, more than a reader says in one breath."""

_LEAST = 7  # words on either side of a breath
_STRETCH = re.compile(r"[^,;:.!?…]+")
_PLACES = {
    "fr": re.compile(
        r" (?=(?:et|mais|ou|car|donc|parce qu|puisqu|lorsqu|alors qu|tandis qu|pendant qu|afin d"
        r"|afin qu|pour qu|quand|si bien|ainsi que|comme|avec|dont|où|qui|sans|selon|grâce"
        r"|notamment|pour|dans)(?:e?\b|'))",
        re.I,
    ),
    "en": re.compile(
        r" (?=(?:and|but|or|because|since|when|while|whereas|although|so that|which|who|whose"
        r"|where|if|unless|until|before|after|with|without|for|as well as|in order)\b)",
        re.I,
    ),
}


def with_breaths(text: Traced, language: str) -> Traced:
    """Return `text` with commas where more than `LONGEST_BREATH` words follow one another."""
    places = _PLACES.get(language)
    if places is None:
        return text
    return text.sub(_STRETCH, lambda match: _breathing(match.group(), places))


def _breathing(stretch: str, places: re.Pattern[str]) -> str:
    ends = [space.start() for space in re.finditer(r"(?<=\S) ", stretch)]
    if len(ends) + 1 <= LONGEST_BREATH:
        return stretch
    # Where one may breathe, as the number of words before it.
    allowed = [bisect(ends, place.start()) for place in places.finditer(stretch)]
    breaths = _chosen(allowed, 0, len(ends) + 1)
    cuts = [ends[words - 1] for words in breaths]
    parts = [stretch[a:b] for a, b in zip([0, *cuts], [*cuts, len(stretch)], strict=True)]
    return ",".join(parts)


def _chosen(allowed: list[int], first: int, last: int) -> list[int]:
    """Return breaths between the words `first` and `last`, each as near the middle as it may be."""
    if last - first <= LONGEST_BREATH:
        return []
    middle = (first + last) / 2
    inside = allowed[bisect(allowed, first + _LEAST - 1) : bisect(allowed, last - _LEAST)]
    if not inside:
        return []
    place = bisect(inside, middle)
    best = min(inside[max(0, place - 1) : place + 1], key=lambda words: abs(words - middle))
    return [*_chosen(allowed, first, best), best, *_chosen(allowed, best, last)]
