"""Rules that say a part of a text otherwise than it is written.

Each rule looks at the whole text, with what stands before and after, and claims the places it
knows how to say; the rules that come first choose first. No rule sees what another one says, so
none can spoil it, and the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from podcast.wording.needs import Lacking, Needs


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


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `pattern` matches, `says` gives what is said, or None to leave it as it is.

    Only the group `it` is replaced, where the pattern has one; the rest is context. It is not tried
    on a text without what it `needs`: one of these characters, or a pattern that is found quickly.
    """

    name: str
    pattern: re.Pattern[str]
    says: Says
    needs: Needs = ""


def needing(needs: Needs, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules; those that do not say what they need are tried where a text has `needs`."""
    return tuple(replace(rule, needs=rule.needs or needs) for rule in rules)


@dataclass(frozen=True, slots=True)
class Claim:
    """`text[start:end]` is said like this, because of the rule of this name."""

    start: int
    end: int
    saying: Saying
    rule: str


def claims(text: str, rules: Iterable[Rule], taken: bytearray | None = None) -> tuple[Claim, ...]:
    """What the rules say of `text`, in the order of the text; no two overlap.

    `taken` marks with 1 what others have claimed before, character by character.
    """
    taken = bytearray(len(text)) if taken is None else taken
    found: list[Claim] = []
    lacking = Lacking(text)
    for rule in rules:
        if lacking[rule.needs]:
            continue
        group: str | int = "it" if "it" in rule.pattern.groupindex else 0
        position = 0
        while (match := rule.pattern.search(text, position)) is not None:
            start, end = match.span(group)
            position = max(end, position + 1)
            if start >= end:
                continue
            clash = taken.rfind(1, start, end)
            if clash >= 0:
                position = clash + 1
                continue
            said = rule.says(match)
            if said is None:
                continue
            saying = Saying(said) if isinstance(said, str) else said
            found.append(Claim(start, end, saying, rule.name))
            taken[start:end] = b"\x01" * (end - start)
    return tuple(sorted(found, key=lambda claim: claim.start))
