"""What a language brings to say its texts: rules, steps, and what a text must hold for them.

Each rule looks at the whole text, with what stands before and after, and claims the places it
knows how to say; the rules that come first choose first. No rule sees what another one says, so
none can spoil it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

Needs = str | re.Pattern[str]
"""What a pattern needs of a text, or it is not tried: one of these characters, or a pattern that
is found more quickly; nothing where it is empty."""

DIGITS = "0123456789"
NUMBER = re.compile(r"\d")
DOT_INSIDE = re.compile(r"\.(?<=[\w-].)\w")
"""What links and names of files need."""


@dataclass(frozen=True, slots=True)
class Saying:
    """How something is said; `ipa` where spelling is not enough, `language` where it is another.

    `sure` is false where the rule had to guess (`podcast words --unsure` lists those).
    """

    words: str
    ipa: str = ""
    language: str = ""
    sure: bool = True


Says = Callable[["re.Match[str]"], "Saying | str | None"]


@dataclass(frozen=True, eq=False)
class Rule:
    """Where `where`, a regular expression, matches, `says` is said: a text, or what it makes of the
    match; None leaves it as it is.

    Only the group `it` is replaced, where there is one; the rest is context. It is not tried on a
    text without what it `needs`: one of these characters, or a pattern that is found quickly.
    """

    name: str
    where: str | re.Pattern[str]
    says: Says | Saying | str
    needs: Needs = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What `where` is compiled to, once a text has what it needs: most texts want few rules."""
        return re.compile(self.where)

    @cached_property
    def at_numbers(self) -> bool:
        """Whether a match can only begin where a number does: then it is looked for only there."""
        return _is_at_numbers(self.pattern.pattern)


# No letter or digit before it, then a digit, which may open groups with names.
_AT_NUMBERS = re.compile(
    r"\(\?<!(?:\\w|\[\\w[^]]*\])\)(?:\(\?<![^()]*\))*(?:\(\?P<\w+>)*"
    r"(?:\\d(?!\{0|[*?])|\[1-9\]|\d(?!\?))"
)


def _is_at_numbers(pattern: str) -> bool:
    if _AT_NUMBERS.match(pattern) is None:
        return False
    outside = re.sub(r"\\.|\[[^]]*\]", "", pattern)
    while "(" in outside:
        outside = re.sub(r"\([^()]*\)", "", outside)
    return "|" not in outside


def needing(needs: Needs, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules; those that do not say what they need are tried where a text has `needs`."""
    return tuple(replace(rule, needs=rule.needs or needs) for rule in rules)


@dataclass(frozen=True, slots=True)
class Claim:
    """`text[start:end]` is said like this, because of the rule of this name."""

    start: int
    end: int
    saying: Saying
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """`pattern` is replaced by `new` (a string is taken as it is)."""

    pattern: re.Pattern[str]
    new: str | Callable[[re.Match[str]], str]
    needs: Needs = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's rules, the first to choose first; the lexicon's turn is in between.

    `before` is rewritten before any rule looks, in this order: numbers in groups of three digits
    become plain ones. `sounds` are tried last, on the words that will be said, and give them
    phonemes without changing them. `spelled` says capital letters one by one; `silent_s` says
    whether a plural s is not heard.
    """

    before: tuple[Step, ...]
    before_lexicon: tuple[Rule, ...]
    after_lexicon: tuple[Rule, ...]
    sounds: tuple[Rule, ...]
    spelled: Callable[[str], Saying]
    silent_s: bool
