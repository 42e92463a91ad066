"""The words and signs of a text, and a phrase of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text; `plain` in small letters, with the straight apostrophe; `first`
    opens a sentence; `asked` stands in a question."""

    text: str
    plain: str
    start: int
    end: int
    first: bool
    asked: bool

    @property
    def word(self) -> bool:
        """Whether it is a word or part of one, and no sign or number."""
        return self.plain[0].isalpha()

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital that is not the sentence's."""
        return self.text[0].isupper() and not self.first

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals: "IA", "CNUM", "CO2"."""
        return len(self.text) > 1 and self.text.isupper() and not _ROMAN.fullmatch(self.text)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase: `text` as written; `stems` of its nouns and adjectives, one for singular and
    plural; `start` and `end` the places of its first
    token and of the one after its last; `weight` from 0 to 1, less where its border is doubtful;
    `asked` where it stands in a question; `aside` where it is not what is spoken of: negated,
    compared with it, an example, thanks, or what somebody will not speak of; `sought` where it is
    what a question wants to know ("quelle est votre définition"); `introduced` after words that say
    what one speaks of ("sur", "s'agissant de"); `predicate` where it says what something is ("c'est
    un progrès")."""

    text: str
    stems: tuple[str, ...]
    start: int
    end: int
    weight: float
    asked: bool
    acronym: bool
    proper: bool
    weak: bool
    aside: bool = False
    sought: bool = False
    introduced: bool = False
    predicate: bool = False


MOST_WORDS = 5
"""Words in a phrase, counted between spaces."""

_ROMAN = re.compile(r"[IVXLC]+")
_NOISE = (
    (re.compile(r"\\?\[\d[\d:.]*\\?\]"), " . "),  # time stamps
    (re.compile(r"\\?\[[a-zà-ÿ ]{2,30}\\?\](?!\()"), " . "),  # [laughter]
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\([^()]*\)"), " , "),  # asides, and what the audience did
    (re.compile(r"<?https?://\S+|www\.\S+|\S+@\S+"), " . "),
    (re.compile(r"[*_`#\\]+"), " "),
)
_ENDS = frozenset(".!?…")


def tokens_of(text: str, pattern: re.Pattern[str]) -> tuple[Token, ...]:
    """Return the words and signs of `text`."""
    found: list[Token] = []
    first = True
    opened = 0
    for match in pattern.finditer(text):
        written = match.group()
        plain = written.lower().replace("’", "'")
        found.append(Token(written, plain, match.start(), match.end(), first, False))
        if written in _ENDS or written == ":":
            if written == "?":
                for place in range(opened, len(found)):
                    old = found[place]
                    found[place] = Token(old.text, old.plain, old.start, old.end, old.first, True)
            if written != ":":
                opened = len(found)
            first = True
        elif written not in "«“\"'([—–-":
            first = False
    return tuple(found)


class Asides:
    """Where a text speaks of something else than its subject: after one of the `openers`, to the
    end of the clause, in sentences that hold one of `sentences`, and where it cites somebody."""

    def __init__(self, text: str, openers: re.Pattern[str], sentences: re.Pattern[str]) -> None:
        spans = []
        for match in openers.finditer(text):
            end = _CLAUSE_END.search(text, match.end())
            spans.append((match.start(), end.start() if end else len(text)))
        for match in sentences.finditer(text):
            start = max(text.rfind(sign, 0, match.start()) for sign in ".!?…")
            end = _SENTENCE_END.search(text, match.end())
            spans.append((start, end.start() if end else len(text)))
        spans += [match.span() for match in _CITED.finditer(text)]
        self._spans = spans

    def hold(self, place: int) -> bool:
        """Return whether the character at `place` stands aside."""
        return any(start <= place < end for start, end in self._spans)


_CITED = re.compile(r"«[^«»]{40,}»|“[^“”]{40,}”|(?<!\S)\"[^\"]{40,}\"")
_CLAUSE_END = re.compile(r"[.!?…;:,]|\b(?:mais|but)\b")
_SENTENCE_END = re.compile(r"[.!?…]")


def without_markup(text: str) -> str:
    """Return `text` without time stamps, links and marks, which part phrases or vanish."""
    for pattern, by in _NOISE:
        text = pattern.sub(by, text)
    return text


def folded(word: str) -> str:
    """Return `word` in small letters without accents."""
    spread = unicodedata.normalize("NFKD", word.lower().replace("œ", "oe"))
    return "".join(c for c in spread if not unicodedata.combining(c))


def name_words(names: tuple[str, ...]) -> frozenset[str]:
    """Return the `folded` words of people's names, without particles ("de") and initials."""
    return frozenset(
        folded(part)
        for name in names
        for written in name.replace("’", "'").split()
        for part in (written, written.rpartition("'")[2])
        if part[:1].isupper() and len(part) > 1
    )


@cache
def base_form(word: str) -> str:
    """Return one form for singular and plural, and for masculine and feminine where it is easy."""
    return "-".join(_singular(part) for part in folded(word).split("-"))


def _singular(form: str) -> str:
    if len(form) > 4 and form.endswith("aux"):
        return form[:-3] + "al"
    if len(form) > 3 and form.endswith(("s", "x")) and not form.endswith("ss"):
        form = form[:-1]
    return form[:-1] if len(form) > 4 and form.endswith("e") else form


def as_written(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    """Return the phrase from token `start` to before `end`, as written, in its natural case."""
    phrase = " ".join(text[tokens[start].start : tokens[end - 1].end].split())
    head = tokens[start]
    named = head.text[1:] != head.text[1:].lower() or (
        end - start > 1 and tokens[start + 1].capital
    )
    if head.first and not named:
        phrase = phrase[0].lower() + phrase[1:]
    return phrase


@cache
def _expressions(expressions: tuple[str, ...]) -> re.Pattern[str]:
    # By their first letter: at most places of a text, a few letters are tried and no expression.
    by_letter: dict[str, list[str]] = {}
    for expression in sorted(expressions, key=lambda e: (-len(e), e)):
        rest = re.escape(expression[1:]).replace("'", "['’]")
        by_letter.setdefault(re.escape(expression[0]), []).append(rest)
    either = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return re.compile(rf"(?<![\w'’-])(?:{either})(?:(?<=['’])|(?![\w-]))", re.IGNORECASE)


_OPEN_END = re.compile(r"(?:\b(?:de|du|des|of)|\bd['’])$", re.IGNORECASE)


def without_expressions(text: str, expressions: tuple[str, ...]) -> str:
    """Return `text` with a border where such an expression stood."""

    def border(match: re.Match[str]) -> str:
        preposition = _OPEN_END.search(match.group())
        return f" | {preposition.group()} " if preposition else " | "

    return _expressions(expressions).sub(border, text)
