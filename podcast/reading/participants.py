"""The list of who takes part: headings like "Intervenants :", names, roles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from podcast.reading.lines import SourceLine
from podcast.reading.names import key, looks_like_name

_MODERATORS = frozenset(
    """animateur animatrice animateurs animatrices animation anime par animee moderateur
    moderatrice moderateurs moderatrices moderation president presidente de seance
    presentateur presentatrice journaliste moderator moderators chair chairs host hosts
    moderated by hosted facilitator""".split()
)
_GUESTS = frozenset(
    """intervenant intervenants intervenante intervenantes participant participants
    participante participantes invite invites invitee invitees orateur orateurs oratrice
    oratrices avec grand temoin temoins rapporteur rapporteurs rapporteure rapporteuse
    speaker speakers panelist panelists panellist panellists guest guests witness witnesses
    discutant discutants discutante discutantes les nos et en presence""".split()
)
_COLON = re.compile(r"\s*:\s*")
_ROLE_BORDER = re.compile(r"\s*(?:,\s+|\s[-–—]\s|\s?\()")


@dataclass(frozen=True, slots=True)
class Declared:
    """Somebody whom the transcript lists: `name` as written there, `heading` without its colon."""

    name: str
    role: str | None
    heading: str
    moderator: bool
    line: int


@dataclass(frozen=True, slots=True)
class Participants:
    """The list; it takes the lines from `first` up to, not with, `end` (indices)."""

    declared: tuple[Declared, ...]
    first: int
    end: int


def find_participants(lines: tuple[SourceLine, ...]) -> Participants:
    """The list of participants; an empty one, at the very start, where there is none."""
    start = next((i for i, line in enumerate(lines) if _heading(line) is not None), None)
    if start is None:
        return Participants((), 0, 0)
    declared: list[Declared] = []
    heading, moderator, marked = "", False, False
    index = start
    while index < len(lines):
        line = lines[index]
        found = _heading(line)
        if found is not None:
            heading, moderator, rest = found
            index += 1
            if rest:
                declared.append(_entry(rest, heading, moderator, line.number))
            marked = False
            continue
        entry = _entry(line.text, heading, moderator, line.number)
        # Under a name with a bullet, a plain line that follows at once is the role, even where
        # it could be a name ("Président de l'Avicca").
        plain = not (line.bullet or line.bold or line.apart)
        is_name = looks_like_name(entry.name) and not (plain and marked)
        if is_name and key(entry.name) in {key(person.name) for person in declared}:
            break  # listed already: this is where they begin to speak
        if is_name and (line.bullet or line.bold or not _speech_follows(lines, index)):
            declared.append(entry)
            marked = line.bullet or line.bold
        elif line.bullet and declared and not line.apart:
            declared.append(entry)
            marked = True
        elif declared and not line.apart and not _is_sentence(line.text):
            last = declared.pop()
            role = f"{last.role} {line.text}" if last.role else line.text
            declared.append(Declared(last.name, role, last.heading, last.moderator, last.line))
        else:
            break
        index += 1
    if not declared:
        return Participants((), 0, 0)
    return Participants(tuple(declared), start, index)


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
    if rest.strip() and not looks_like_name(_split_role(rest.strip())[0]):
        return None
    return head, moderator, rest.strip()


def _entry(text: str, heading: str, moderator: bool, line: int) -> Declared:
    name, role = _split_role(text)
    return Declared(name, role, heading, moderator, line)


def _split_role(text: str) -> tuple[str, str | None]:
    """ "Anne Roux, maire de Vence" and "Anne Roux (maire)" are a name and a role."""
    text = text.rstrip(" :")
    border = _ROLE_BORDER.search(text)
    if border and looks_like_name(text[: border.start()]):
        role = text[border.end() :].strip()
        if border.group().endswith("(") and role.endswith(")"):
            role = role[:-1]
        return text[: border.start()], role or None
    return text, None


def _is_sentence(text: str) -> bool:
    return len(text) > 200 or (text.endswith((".", "!", "?", "…")) and len(text.split()) > 12)


def _speech_follows(lines: tuple[SourceLine, ...], index: int) -> bool:
    return index + 1 < len(lines) and _is_sentence(lines[index + 1].text)
