"""E-mail addresses, links, handles and hashtags, as they are dictated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from podcast.wording.model import DOT_INSIDE, Rule


@dataclass(frozen=True, slots=True)
class Names:
    """What the parts of an address are called in a language."""

    at: str
    dot: str
    hyphen: str
    underscore: str
    hashtag: str
    plus: str
    word: Callable[[str], str] = str
    """How a word is said that may lack its accents, or be letters."""


# Domains that are said as words; the others of two letters are spelled.
_SAID = frozenset(
    "com org net info biz gouv edu gov museum paris bzh alsace corsica asso eus app dev tech blog"
    " online site shop media press radio mobi pro name coop".split()
)
_EMAIL = re.compile(r"(?<![\w.@+-])(?P<it>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_URL = re.compile(r"(?<![\w@])(?P<it>(?:(?:https?|ftp)://|www\.)[^\s<>()\[\]{}]+)", re.I)
# In a bare address; others are endings of words, too ("député.es", "parti.me").
_TOP = "com org net fr eu be ch ca uk io info gouv edu gov int lu tv ai app dev".split()
_SITE = re.compile(
    rf"(?<![\w@./-])(?P<it>(?:[a-z0-9][\w-]*\.)+(?:{'|'.join(_TOP)})(?:/[^\s<>()\[\]{{}}]*)?)(?![\w@-]|\.\w)",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@.])@(?P<name>\w+(?:[.-]\w+)*)")
_FILE = re.compile(
    r"(?<![\w@./-])(?P<it>(?P<name>\w[\w-]*)\.(?P<end>pdf|docx?|xlsx?|odt|ods|pptx?|csv|txt|zip|mp3|mp4|jpe?g|png))(?!\w)"
)
_HASHTAG = re.compile(r"(?<![\w#&])#(?P<name>[^\W\d]\w*)")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=\D)(?=\d)|(?<=[A-Z])(?=[A-Z][a-z])")
_END = ".,;:!?…'\""


def address_rules(names: Names) -> tuple[Rule, ...]:
    """Return the rules for addresses; long links are reduced to their site."""

    def email(match: re.Match[str]) -> str:
        address, end = _without_end(match["it"])
        local, _, domain = address.partition("@")
        return f"{_part(local, names)} {names.at} {_domain(domain, names)}{end}"

    def link(match: re.Match[str]) -> str:
        address, end = _without_end(match["it"])
        site = re.sub(r"^\w+://", "", address)
        site = re.split(r"[/?#]", re.sub(r"^www\.", "", site, flags=re.I), maxsplit=1)[0]
        site = site.rpartition("@")[2].partition(":")[0]
        return f"{_domain(site, names)}{end}" if site else end

    def hashtag(match: re.Match[str]) -> str:
        name = match["name"]
        said = names.word(name)  # "JLMchiffrage"
        said = _words(name) if said == name else said
        before = match.string[: match.start()].rstrip().lower()
        return said if before.endswith(names.hashtag) else f"{names.hashtag} {said}"

    return (
        Rule("e-mail", _EMAIL, email, needs="@"),
        Rule("link", _URL, link, needs="/wW"),
        Rule("link", _SITE, link, needs=DOT_INSIDE),
        Rule(
            "file name",
            _FILE,
            lambda match: f"{_part(match['name'], names)} {names.dot} {match['end']}",
            needs=DOT_INSIDE,
        ),
        Rule(
            "handle", _HANDLE, lambda match: f"{names.at} {_part(match['name'], names)}", needs="@"
        ),
        Rule("hashtag", _HASHTAG, hashtag, needs="#"),
    )


def _without_end(address: str) -> tuple[str, str]:
    bare = address.rstrip(_END)
    return bare, address[len(bare) :]


def _words(name: str) -> str:
    return _CAMEL.sub(" ", name.replace("_", " "))


def _part(name: str, names: Names) -> str:
    for sign, said in (
        (".", names.dot),
        ("-", names.hyphen),
        ("_", names.underscore),
        ("+", names.plus),
    ):
        name = name.replace(sign, f" {said} ")
    return " ".join(names.word(word) for word in _words(name).split())


def _domain(domain: str, names: Names) -> str:
    labels = [label for label in domain.split(".") if label]
    said = [
        _top(label, names) if place and place >= len(labels) - 2 else _part(label, names)
        for place, label in enumerate(labels)
    ]
    return f" {names.dot} ".join(said)


def _top(label: str, names: Names) -> str:
    if label.lower() in _SAID:
        return label
    if len(label) > 3:
        return _part(label, names)
    if label.lower() == "co":
        return label
    return " ".join(label.upper()) if len(label) <= 2 else _part(label, names)
