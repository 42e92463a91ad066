import re

from podcast.wording.model import Rule, Saying
from podcast.wording.rules import claims


def rule(pattern: str, said: str | None, name: str = "r") -> Rule:
    return Rule(name, re.compile(pattern), lambda match: said)


def found(text: str, *rules: Rule) -> list[tuple[str, str]]:
    return [(text[c.start : c.end], c.saying.words) for c in claims(text, rules)]


def test_the_first_rule_chooses_first() -> None:
    assert found("12 km", rule(r"\d+ km", "A"), rule(r"\d+", "B")) == [("12 km", "A")]


def test_what_one_claims_hides_nothing_after_it() -> None:
    text = "ab 12 34"
    assert found(text, rule("ab 1", "A"), rule(r"\w+ \d+", "B")) == [("ab 1", "A"), ("2 34", "B")]


def test_only_the_group_it_is_said_otherwise() -> None:
    assert found("10-15 km", rule(r"\d(?P<it>-)(?=\d)", " à ")) == [("-", " à ")]


def test_a_rule_may_leave_a_match_alone() -> None:
    assert found("a a", rule("a", None)) == []


def test_a_saying_carries_its_phonemes() -> None:
    (claim,) = claims("IA", [Rule("r", re.compile("IA"), lambda m: Saying("I A", "i.a"))])
    assert claim.saying.ipa == "i.a"
