"""What a language brings to say its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from podcast.wording.rules import Rule, Saying
from podcast.wording.steps import Step


@dataclass(frozen=True, slots=True)
class Wording:
    """A language's rules, the first to choose first; the lexicon's turn is in between.

    `before` is rewritten before any rule looks, in this order: numbers in groups of three digits
    become plain ones. `spelled` says capital letters one by one; `silent_s` tells whether
    a plural s is not heard.
    """

    before: tuple[Step, ...]
    before_lexicon: tuple[Rule, ...]
    after_lexicon: tuple[Rule, ...]
    spelled: Callable[[str], Saying]
    silent_s: bool


def wording_of(language: str) -> Wording | None:
    """The rules of an ISO 639-1 language; None where there are none."""
    if language == "fr":
        from podcast.wording.french import WORDING as FRENCH

        return FRENCH
    if language == "en":
        from podcast.wording.english import WORDING as ENGLISH

        return ENGLISH
    return None
