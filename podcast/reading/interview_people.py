"""What a page says of who asks ("Propos recueillis par…") and who answers ("Entretien avec…")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from podcast.language.known_words import is_ordinary
from podcast.reading.labels import Label, has_first_name, read_label, read_person
from podcast.reading.lines import SourceLine, ends_sentence
from podcast.reading.names import key, looks_like_name, without_nickname

_ASKED_BY = re.compile(
    r"(?:propos\s+recueillis|entretien\s+(?:réalisé|mené|conduit)|interview\s+(?:réalisée?|menée?|conducted)?"
    r"|recueilli|interviewed|conducted|questions?\s+posées?)\s*(?:par|by)\s*:?\s+(?P<names>.+)",
    re.I,
)
_BETWEEN = re.compile(
    r"\b(?:entretien|interview|conversation|dialogue|discussion)\s.{0,20}?\b(?:entre|between)\s"
    r"(?P<names>.+?)\s(?:et|and)\s(?P<answers>.+)",
    re.I,
)
_WRITTEN_BY = re.compile(r"^(?:par|by)\s+(?P<names>[^.!?:]{4,60})$", re.I)
_ANSWERED_BY = re.compile(
    r"(?:entretien|interview|rencontre|chat|talking|conversation|dialogue|discussion|échange|questions?|q\s?&\s?a"
    r"|réponses|portrait)\s*(?:[\w-]+\s+)?(?:(?:avec|with|de|à|of|to|for)\s|d['’]|:|[–—-]\s)\s*(?P<names>.+)",
    re.I,
)
_IS_INTERVIEW = re.compile(r"^(?:Interview|Entretien|Rencontre|Portrait)\s+(?=[A-ZÀ-Þ])")
_TITLE_NAME = re.compile(r"^(?P<names>[^:«“\"]{4,60}?)\s*(?::|[,–—-]\s[^:]{3,80}:)\s*[«“\"]?")
_NAME_AND_OFFICE = re.compile(r"^(?P<names>[^:,«“\"–—]{4,40}?)\s+[–—-]\s?(?=[^\W\d_]{2})")
_NAME_WORD = r"[A-ZÀ-Þ](?:[a-zà-ÿ]?\.|[\w'’-]*)"
_FULL_NAME = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:de|du|des|d['’]|la|le|van|von|der|ben|el|al)\b)*(?:\s+{_NAME_WORD}){{1,3}}"
)
_OWNER = re.compile(r"^[^\W\d_]+['’]s\s+(?=[A-ZÀ-Þ])")  # "The Weir's Ada Roux"
_GREETED = re.compile(
    r"^\W*(?:Bonjour|Bonsoir|Salut|Bienvenue|Merci|Hello|Hi|Hey|Good (?:morning|afternoon|evening)"
    r"|Welcome|Thank you|Thanks)\s*,?\s(?P<name>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})"
    r"\s*[,.!?…;:–-]"
)


def who_asks(lines: tuple[SourceLine, ...]) -> Label | None:
    """The person whom a byline names; None where none does."""
    for pattern in (_ASKED_BY, _BETWEEN, _WRITTEN_BY):
        for line in lines[: None if pattern is _ASKED_BY else 40]:
            match = pattern.search(line.text) if len(line.text) < 200 else None
            if match is None:
                continue
            label = _person_in(match["names"])
            if label is None and pattern is _WRITTEN_BY and len(match["names"].split()) > 1:
                label = read_person(match["names"])  # whose first name no list has
            if label is not None:
                return label
    return None


def who_answers(lines: tuple[SourceLine, ...]) -> tuple[Label | None, bool]:
    """The person with whom the head of a page says that the interview is; and whether
    it says so, and does not only name them."""
    lines = tuple(replace(line, text=_IS_INTERVIEW.sub("", line.text)) for line in lines)
    for line in lines:
        both = _BETWEEN.search(line.text) if len(line.text) < 200 else None
        if both and (label := _person_in(both["answers"])):
            return label, True
    for pattern in (_ANSWERED_BY, _TITLE_NAME):
        for line in lines:
            match = pattern.search(line.text) if len(line.text) < 300 else None
            label = _person_in(match["names"], start=True) if match else None
            if label is None and match and pattern is _ANSWERED_BY:
                label = read_label(match["names"].lower())  # "an interview with a lawyer"
            elif label is not None and pattern is _TITLE_NAME and label.strength <= 2:
                label = None
            if label is not None:
                return label, True
    for line in lines:
        match = _NAME_AND_OFFICE.match(line.text) if line.heading == 1 else None
        label = read_person(match["names"]) if match else None
        words = label.name.lower().split() if label is not None else []
        if len(words) > 1 and not any(map(is_ordinary, words)):  # as in "Career Stories"
            return label, True
    titled = None
    for line in lines:
        if len(line.text.split()) > 12 and ends_sentence(line.text):
            continue  # prose names many people
        if looks_like_name(line.text) and " " in line.text and line.heading == 1:
            titled = titled or read_label(line.text)
            continue
        label = _person_in(line.text, start=True) if line.heading else None
        if label is None or not label.civility:
            label = _person_in(line.text)
        if label is not None and not (_ASKED_BY.search(line.text) or _WRITTEN_BY.search(line.text)):
            return label, line.heading > 0
    return titled, True


def who_is_greeted(question: str, above: Iterable[str]) -> Label | None:
    """Whom a question greets by name, with all of the name that stands in `above`."""
    match = _GREETED.match(question)
    if match is None or not has_first_name(match["name"]):
        return None
    greeted = set(key(match["name"]).split())
    for text in above:
        for full in _FULL_NAME.finditer(text):
            begins = max(0, full.group().find(match["name"]))  # "Meet Ada Roux"
            name = full.group()[begins:]
            if greeted <= set(key(name).split()) and (label := read_person(name)) is not None:
                return label
    return read_person(match["name"])


def person_named_in(text: str) -> str | None:
    """The last full name in a heading: "Demo (Christian Decker)"."""
    found = [m.group() for m in _FULL_NAME.finditer(text) if looks_like_name(m.group())]
    return found[-1] if found else None


def _person_in(text: str, *, start: bool = False) -> Label | None:
    """The first person named in `text`; at its very start, if asked."""
    if start:
        text = _OWNER.sub("", text)
        label = read_person(re.split(r"\s*[(:«“\"|]|\s[-–—]\s", text, maxsplit=1)[0].strip(" .,"))
        if label is not None and (
            label.civility or len(label.name.split()) > 1 or has_first_name(label.name)
        ):
            return label
    for match in _FULL_NAME.finditer(without_nickname(text)):
        words = match.group().split()
        for drop in range(len(words) - 1):
            if has_first_name(words[drop]) and (label := read_person(" ".join(words[drop:]))):
                return label
        if start:
            break
    return None
