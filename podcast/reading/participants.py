"""The list of who takes part: headings like "Intervenants :", names, roles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from podcast.reading.document import Listed
from podcast.reading.labels import are_initials
from podcast.reading.lines import FULL_STOPS, SourceLine
from podcast.reading.names import key, looks_like_name, without_nickname
from podcast.reading.spoken import is_spoken

_MODERATORS = frozenset(
    """animateur animatrice animateurs animatrices animation anime par animee moderateur
    moderatrice moderateurs moderatrices moderation president presidente de seance
    presentateur presentatrice presente presentee presenter presenters interviewer
    journaliste moderator moderators chair chairs host hosts
    moderated by hosted facilitator""".split()
)
_GUESTS = frozenset(
    """intervenant intervenants intervenante intervenantes participant participants
    participante participantes invite invites invitee invitees orateur orateurs oratrice
    oratrices avec grand temoin temoins rapporteur rapporteurs rapporteure rapporteuse
    speaker speakers panelist panelists panellist panellists guest guests witness witnesses
    discutant discutants discutante discutantes les nos et en presence personnages personnage
    acteurs dramatis personae panel characters presents presente presentes etaient with
    attendees members present also""".split()
)
# What parts people on one line, but within brackets.
_LISTED = re.compile(r"(?:\s*,\s+(?:et\s+|and\s+)?|\s+(?:et|and)\s+)(?![^()]*\))")
# "environ 30 personnes", "une vingtaine d'habitants": nobody's role, and nobody by name.
_SOME = re.compile(r"(?:\d|(?:une?|des|environ|about|some|an?)\b)", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)@([\w.-]*\w)")
_FEWEST_LISTED = 4
_FIRST_LISTS = 5
_ROLE_BORDER = re.compile(r"\s*(?:,\s+|\s[-–—]\s|\s?\()")


@dataclass(frozen=True, slots=True)
class Participants:
    """The list; it takes the lines from `first` up to, not with, `end` (indices). Names are as
    written there, headings without their colon."""

    declared: tuple[Listed, ...]
    first: int
    end: int


def find_participants(lines: tuple[SourceLine, ...]) -> Participants:
    """The list of participants; an empty one, at the very start, where there is none."""
    headings = [i for i, line in enumerate(lines) if _heading(line) is not None]
    times = Counter(_head_of(lines[i]) for i in headings)
    # What stands before a colon again and again is a label: "Animatrice : Et vous, Anne ?"
    headings = [i for i in headings if times[_head_of(lines[i])] < 2 or not _after_colon(lines[i])]
    if not headings:
        return _list_of_names(lines)
    start = headings[0]
    declared: list[Listed] = []
    heading, moderator, marked, inline = "", False, False, False
    index = start
    while index < len(lines):
        line = lines[index]
        found = _heading(line)
        if found is not None:
            heading, moderator, rest = found
            inline = bool(rest)
            index += 1
            if rest:
                declared += _entries(rest, heading, moderator)
            marked = False
            continue
        if line.heading or (inline and not lines[index - 1].text.rstrip().endswith((",", ";"))):
            break  # "Host: Anne Roux" is that line only
        entry = _entry(line.text, heading, moderator)
        # Under a name with a bullet, a plain line that follows at once is the role, even where
        # it could be a name ("Président de l'Avicca").
        plain = not (line.bullet or line.bold or line.apart)
        is_name = looks_like_name(entry.name) and not (plain and marked)
        if is_name and key(entry.name) in {key(person.name) for person in declared}:
            break  # listed already: this is where they begin to speak
        if is_name and (line.bullet or line.bold or not _speech_follows(lines, index)):
            declared.append(entry)
            marked = line.bullet or line.bold
        elif line.bullet and declared and not line.apart and not _is_no_entry(line.text):
            declared.append(entry)
            marked = True
        elif declared and not line.apart and not _is_sentence(line.text):
            last = declared.pop()
            role = f"{last.role} {line.text}" if last.role else line.text
            declared.append(replace(last, role=role))
        else:
            break
        index += 1
    if not declared:
        return _list_of_names(lines)
    return Participants(tuple(declared), start, index)


def _list_of_names(lines: tuple[SourceLine, ...]) -> Participants:
    """The first list of nothing but people, each once, some of whom begin lines below it, whatever
    stands above it; an empty one where there is none."""
    bullets = [-1, *(i for i, line in enumerate(lines) if line.bullet), len(lines)]
    starts = [i for before, i in pairwise(bullets) if i > before + 1]
    for start in starts[:_FIRST_LISTS]:
        end = next((i for i in range(start, len(lines)) if not lines[i].bullet), len(lines))
        above = lines[start - 1] if start else None
        head = above.text if above and (above.heading or above.text.endswith(":")) else ""
        listed = [_entry(line.text, head.rstrip(" :"), False) for line in lines[start:end]]
        people = [entry for entry in listed if looks_like_name(entry.name)]
        names = {key(entry.name) for entry in people}
        if len(listed) < _FEWEST_LISTED or not len(listed) == len(people) == len(names):
            continue
        if any(line.text.endswith(FULL_STOPS) for line in lines[start:end]):
            continue
        first = {name.split()[0] for name in names}
        heard = {key(line.text.partition(":")[0]) for line in lines[end:] if ":" in line.text}
        if len(first & {head.split()[0] for head in heard if head}) >= len(first) / 2:
            return Participants(tuple(people), start - head.endswith(":"), end)
    return Participants((), 0, 0)


def _after_colon(line: SourceLine) -> str:
    return line.text.partition(":")[2].strip()


def _head_of(line: SourceLine) -> str:
    return key(line.text.partition(":")[0])


def _heading(line: SourceLine) -> tuple[str, bool, str] | None:
    """The heading of a list, whether it names who leads the debate, and what follows its colon."""
    head, colon, rest = line.text.partition(":")
    head = head.strip()
    words = key(head).split()
    if not 1 <= len(words) <= 4 or (not colon and (len(words) > 1 or rest)):
        return None
    if any(word not in _MODERATORS and word not in _GUESTS for word in words):
        return None
    if not colon and not (line.apart and head[0].isupper()):
        return None  # "Journaliste" right under a name is a role
    moderator = words[0] in _MODERATORS
    if rest.strip():
        people = _entries(rest.strip())
        name, role = people[0].name, people[0].role
        if rest.strip()[-1] in ".!?…" and len(name.split()) < 2:
            return None  # "Animateur : Bonsoir."
        if not looks_like_name(name) and len(people) < 2:
            return None
        if role and (_is_sentence(role) or (role[-1] in ".!?" and is_spoken(role))):
            return None  # "Animatrice : Anne, vous êtes maire." is a turn
    return head, moderator, rest.strip()


def _entries(text: str, heading: str = "", moderator: bool = False) -> list[Listed]:
    """Everybody on one line: "Anne Roux (maire), Paul Bay et Zoé Cam", "A, maire ; B, élu"; whoever
    is counted only ("une vingtaine d'habitants") is nobody."""
    text = re.split(r"(?<=\))\.\s+|\.\s+(?=Anim|Mod)", text)[0].rstrip(" .")
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if len(parts) < 2:
        parts = _people_parted(text)
    return [_entry(part, heading, moderator) for part in parts]


def _people_parted(text: str) -> list[str]:
    """Each of the people whom `text` names, with the role that follows; all of it where it names
    one or nobody."""
    ends = [found.span() for found in _LISTED.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    parts = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    names = [_split_role(part)[0] for part in parts]
    named = [looks_like_name(name) for name in names]
    if not all(named):  # then one word alone is a place: "maire de Vence, Alpes-Maritimes"
        named = [
            is_name and len(name.split()) > 1 for is_name, name in zip(named, names, strict=True)
        ]
    if not named[0] or sum(named) < 2:
        return [text]
    people: list[tuple[int, int]] = []
    for start, stop, part, is_name in zip(starts, stops, parts, named, strict=True):
        if is_name:
            people.append((start, stop))
        elif not _SOME.match(part):
            people[-1] = (people[-1][0], stop)
    return [text[start:stop] for start, stop in people]


def split_people(text: str) -> list[tuple[str, str | None]]:
    """Everybody whom one line names, with their roles; nobody where it names no people."""
    found = [(entry.name, entry.role) for entry in _entries(text)]
    return [(name, role) for name, role in found if looks_like_name(name)]


def _entry(text: str, heading: str, moderator: bool) -> Listed:
    name, role = _split_role(text)
    handles = tuple(_AT.findall(text))
    if role and are_initials(role, name):
        role, handles = None, (*handles, role)
    return Listed(name, role, handles, heading, moderator)


def _split_role(text: str) -> tuple[str, str | None]:
    """ "Anne Roux, maire de Vence" and "Anne Roux (maire)" are a name and a role."""
    text = without_nickname(text.rstrip(" :"))
    border = _ROLE_BORDER.search(text)
    if border and looks_like_name(text[: border.start()]):
        role = text[border.end() :].strip()
        if border.group().endswith("("):  # "Anne Roux (Le Bief) - adjointe"
            inside, _, after = role.partition(")")
            role = ", ".join(part for part in (inside, after.strip(" ,–—-")) if part)
        return text[: border.start()], role or None
    return text, None


def _is_sentence(text: str) -> bool:
    return len(text) > 200 or (text.endswith(FULL_STOPS) and len(text.split()) > 12)


def _is_no_entry(text: str) -> bool:
    """Whether a list item is nobody: a sentence, or a key and its value ("Wifi: none")."""
    return text.endswith(FULL_STOPS) or bool(re.match(r"^[^:]{1,40}:(?:\s|$)", text))


def _speech_follows(lines: tuple[SourceLine, ...], index: int) -> bool:
    return index + 1 < len(lines) and _is_sentence(lines[index + 1].text)
