"""Whether each speaker of a debate is a woman or a man, as far as the debate tells.

The surest first: what a person wrote down; the speaker's own label, role and first name
(`podcast.language.gender`); the name that a label's initials stand for; how others call them
("Merci, Mme Roy"), in what they say and in what is not read out ("Présents : …"); and last, what
most people of that first name are, in any country.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from podcast.language.gender import folded, gender_of, is_first_name, is_many, usual_gender
from podcast.model import Debate, Speaker
from podcast.voice import Gender


def genders_of(debate: Debate, names: Iterable[str]) -> dict[str, Gender | None]:
    """Return the gender of each of `names`, who speak in `debate`; None where it is not told.

    Raises `VoiceError` where the list of first names is wrong.
    """
    people = {speaker.name: speaker for speaker in debate.speakers}
    genders = {name: _own(people.get(name), name, debate.language) for name in names}
    for find in (_behind_initials, _by_civility, _by_what_is_usual):
        if open_ones := [name for name, gender in genders.items() if gender is None]:
            genders |= find(debate, open_ones)
    return genders


def _own(speaker: Speaker | None, name: str, language: str) -> Gender | None:
    """Return what a person wrote down, else what the transcript says."""
    if speaker is None:
        return gender_of(name, None, language)
    for gender in Gender:
        if speaker.voice is not None and speaker.voice.casefold() == gender.value:
            return gender
    addressed = name
    if speaker.civility and not name.startswith(speaker.civility):
        addressed = f"{speaker.civility} {name}"
    return gender_of(addressed, speaker.role, language)


_INITIALS = re.compile(r"[A-ZÀ-Þ]{2,4}")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[ \u00a0-][A-ZÀ-Þ][^\W\d_]+){1,3}")


def _behind_initials(debate: Debate, labels: list[str]) -> dict[str, Gender | None]:
    """Return the gender of those of `labels` that are initials: that of the name which is said most
    in the debate, of those that begin with these letters ("JLM", "Jean-Luc Mélenchon")."""
    initials = [label for label in labels if _INITIALS.fullmatch(label)]
    if not initials:
        return {}
    said = Counter(
        name
        for turn in debate.turns
        for paragraph in turn.paragraphs
        for name in _FULL_NAME.findall(paragraph.text)
        if is_first_name(re.split(r"[ \u00a0]", name)[0])
    )
    said.update(turn.speaker for turn in debate.turns)
    begins: dict[str, str] = {}
    for name, _ in said.most_common():
        begins.setdefault("".join(word[0] for word in re.split(r"[ \u00a0-]", name) if word), name)
    return {
        label: gender_of(begins[label], None, debate.language)
        for label in initials
        if begins.get(label, label) != label
    }


_WOMAN = r"(?P<woman>[Mm]adame|[Mm]ademoiselle|(?:Mme|Mlle|Mrs|Ms)\b\.?|Miss\b)"
_MAN = r"(?:[Mm]onsieur|(?:M|Mr)\b\.?|Mister)"
_PARTICLE = r"(?:de|du|des|la|le|van|von|der|den|el|al|ben|di|da|dos)"
_NAME = r"(?:(?:d['’])?[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ]\.)"
_CALLED = re.compile(
    rf"(?<!\w)(?:{_WOMAN}|{_MAN})\s+(?P<name>(?:{_PARTICLE}\s+){{0,2}}{_NAME}"
    rf"(?:\s+(?:{_PARTICLE}\s+){{0,2}}{_NAME}){{0,3}})"
)
_SURE = 0.8  # share of the civilities by which somebody is called


def _by_civility(debate: Debate, names: list[str]) -> dict[str, Gender | None]:
    """Return the gender by which others call those of `names` whom they call by a civility, where
    the name is nobody else's."""
    by_end: dict[str, set[str]] = defaultdict(set)  # "roy" and "camille roy" → who is called so
    for speaker in {*names, *(turn.speaker for turn in debate.turns)}:
        words = _plain(speaker).split()
        for start in range(len(words)):
            by_end[" ".join(words[start:])].add(speaker)
    whole = {_plain(name): name for name in names}
    called: dict[str, Counter[Gender]] = defaultdict(Counter)
    for speaker, text in _texts(debate):
        for found in _CALLED.finditer(text):
            words = _plain(found["name"]).split()
            some = by_end.get(" ".join(words)) or next(
                ({whole[end]} for end in _ends(words) if end in whole), set()
            )
            if len(some) == 1 and speaker not in some:
                gender = Gender.FEMALE if found["woman"] else Gender.MALE
                called[next(iter(some))][gender] += 1
    return {
        name: gender
        for name in names
        for gender, times in called[name].items()
        if times > _SURE * called[name].total()
    }


def _ends(words: list[str]) -> Iterator[str]:
    return (" ".join(words[start:]) for start in range(1, len(words)))


def _texts(debate: Debate) -> Iterator[tuple[str, str]]:
    """Give all of the debate's text, each piece with who says it; "" where nobody does."""
    for turn in debate.turns:
        for paragraph in turn.paragraphs:
            yield turn.speaker, paragraph.text
    for told in debate.introduction:
        yield "", told.text
    for piece in debate.left_out:
        if piece.kind != "name":  # a label, which says what `_own` knows
            yield "", piece.text


def _plain(name: str) -> str:
    return " ".join(folded(name).replace(".", "").replace(",", "").split())


def _by_what_is_usual(debate: Debate, names: list[str]) -> dict[str, Gender | None]:
    return {name: usual_gender(name) for name in names if not is_many(name, debate.language)}
