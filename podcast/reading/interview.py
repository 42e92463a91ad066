"""Interviews whose questions stand out (in bold, in italics, as headings) and nobody is named.

Also what a page says of who asks ("Propos recueillis par…") and who answers ("Entretien avec…").
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from podcast.reading.heads import Head, HeadKind, known_first_names, read_head
from podcast.reading.hypotheses import Label
from podcast.reading.lines import SourceLine
from podcast.reading.names import key, looks_like_name

_ASKED_BY = re.compile(
    r"(?:propos\s+recueillis|entretien\s+(?:réalisé|mené|conduit)|interview\s+(?:réalisée?|menée?|conducted)?"
    r"|recueilli|interviewed|conducted|questions?\s+posées?)\s*(?:par|by)\s*:?\s+(?P<names>.+)",
    re.I,
)
_WRITTEN_BY = re.compile(r"^(?:par|by)\s+(?P<names>[^.!?:]{4,60})$", re.I)
_ANSWERED_BY = re.compile(
    r"(?:entretien|interview|rencontre|chat|talking|conversation|dialogue|discussion|échange|questions?|q\s?&\s?a"
    r"|réponses|conversation)\s*(?:exclusive?\s+|croisée?\s+)?(?:avec|with|de|d['’]|à|of|to|for|:)\s*(?P<names>.+)",
    re.I,
)
_TITLE_NAME = re.compile(r"^(?P<names>[^:«“\"]{4,60}?)\s*(?::|[,–—-]\s[^:]{3,80}:)\s*[«“\"]?")
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’-]*\.?(?:\s+(?:de|du|des|d['’]|la|le|van|von|der|ben|el|al)\b)*(?:\s+[A-ZÀ-Þ][\w'’-]*\.?){1,3}"
)
_FEWEST_QUESTIONS = 2
_FEWEST_HOSTED = 3
_SHORTEST_QUESTION = 12
_ENDS_ASKING = re.compile(r"\?[\s»”\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Interview:
    """The lines (indices) that start a question and those that start an answer.

    In a debate whose other turns have labels, `asked_by` and `answered_by` say whose they are.
    """

    questions: tuple[int, ...]
    answers: tuple[int, ...]
    asked_by: dict[int, Head] = field(default_factory=dict)
    answered_by: dict[int, Head] = field(default_factory=dict)


def split_questions(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines, with those cut in two that hold a question in bold and its answer behind it."""
    both = [line for line in lines if _asks_and_answers(line)]
    if len(both) < _FEWEST_QUESTIONS:
        return lines
    result: list[SourceLine] = []
    for line in lines:
        if not _asks_and_answers(line):
            result.append(line)
            continue
        asked, answer = line.text[: line.lead].strip(), line.text[line.lead :].strip()
        result.append(replace(line, text=asked, bold=True, lead=0))
        result.append(replace(line, text=answer, lead=0, apart=True, bullet=False))
    return tuple(result)


def _asks_and_answers(line: SourceLine) -> bool:
    asked = line.text[: line.lead] if line.lead >= _SHORTEST_QUESTION else ""
    return bool(_ENDS_ASKING.search(asked)) and not line.heading and line.speaker is None


def find_interview(
    lines: tuple[SourceLine, ...], labels: tuple[Label, ...], start: int
) -> Interview | None:
    """The interview that stands out in `lines` from the index `start` on, beside the labels that
    were found; None where there is none."""
    labelled = {label.index for label in labels}
    speakers = {label.head.key for label in labels if label.head is not None}
    speakers |= {label.kind.value for label in labels if label.head is None}
    for marked in (_is_bold, _is_heading, _is_italic):
        asking = [
            index
            for index in range(start, len(lines))
            if marked(lines[index]) and lines[index].speaker is None
        ]
        found = _interview(lines, asking, labelled, len(speakers), headings=marked is _is_heading)
        if found is not None:
            return found
    return None


def find_hosted(
    lines: tuple[SourceLine, ...], labels: tuple[Label, ...], guests: tuple[Head, ...]
) -> Interview | None:
    """The questions that stand as headings in a debate whose answers (or some of them) have
    labels; None where headings are titles: then whoever leads speaks below them as well."""
    by_index = {label.index: label.head for label in labels if label.head is not None}
    headings = [i for i, line in enumerate(lines) if line.heading > 1 and i not in by_index]
    asking = [i for i in headings if _ENDS_ASKING.search(lines[i].text)]
    if len(asking) < _FEWEST_HOSTED or len({head.key for head in by_index.values()}) < 2:
        return None
    first = asking[0]
    below = [by_index.get(i + 1) for i in asking]
    followers = Counter(head.key for head in below if head is not None)
    host = None
    for index in sorted(by_index):
        head = by_index[index]
        if head.kind is HeadKind.PERSON and not any(_one(head.key, key) for key in followers):
            if host is None or index < first:
                host = head
    if host is None:
        return None
    levels = Counter(lines[i].heading for i in headings if i >= first)
    asked_at = Counter(lines[i].heading for i in asking)
    asked_by: dict[int, Head] = {}
    answered_by: dict[int, Head] = {}
    answering = [head for head in below if head is not None and head.kind is HeadKind.PERSON]
    answering = [g for g in guests if any(_one(g.key, head.key) for head in answering)] + answering
    last = answering[0] if answering else None
    crowd: Head | None = None
    for index, line in enumerate(lines):
        head = by_index.get(index)
        if head is not None and any(_one(head.key, other.key) for other in answering):
            last = head if index > first else last
        if index not in levels and line.heading and index not in by_index:
            over = read_head(line.text)
            if over is not None and over.kind is HeadKind.GROUP:
                crowd, crowd_level = over, line.heading
            elif crowd is not None and line.heading <= crowd_level:
                crowd = None
        if index < first or index in by_index or not line.heading:
            continue
        mostly = asked_at[line.heading] >= 0.4 * levels[line.heading]
        said = line.text.rstrip().endswith((".", "!", "…"))
        said = said and len(line.text.split()) > (3 if mostly else 12)
        said = said or bool(_ENDS_ASKING.search(line.text))
        if not said or index + 1 >= len(lines) or lines[index + 1].heading:
            continue
        asked_by[index] = crowd or host
        if index + 1 not in by_index:
            whose = _addressed(line.text, by_index) or last
            if whose is not None:
                answered_by[index + 1] = whose
    return Interview(tuple(asked_by), tuple(answered_by), asked_by, answered_by)


def _addressed(question: str, people: dict[int, Head]) -> Head | None:
    """Whom a question calls by name, at its start: "Paul, comment…"."""
    called = key(question.split(",")[0]) if "," in question[:40] else ""
    for head in people.values():
        if called and head.kind is HeadKind.PERSON and _one(called, head.key):
            return head
    return None


def _one(one: str, other: str) -> bool:
    """Whether two keys of names could be one person's."""
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _is_bold(line: SourceLine) -> bool:
    return line.bold and not line.heading


def _is_heading(line: SourceLine) -> bool:
    return line.heading > 1 or (line.heading == 1 and bool(_ENDS_ASKING.search(line.text)))


def _is_italic(line: SourceLine) -> bool:
    return line.italic and not line.heading and len(line.text) > 12


def _interview(
    lines: tuple[SourceLine, ...],
    asking: list[int],
    labelled: set[int],
    speakers: int,
    *,
    headings: bool,
) -> Interview | None:
    marked = set(asking)
    questions = [i for i in asking if _ENDS_ASKING.search(lines[i].text)]
    few = len(lines) <= 16
    if len(questions) < (2 if few else 3) or len(questions) < 0.4 * len(asking):
        return None
    inside = sum(i in labelled for i in questions)
    answered = [i for i in questions if i + 1 < len(lines) and i + 1 not in marked]
    if len(answered) < 0.5 * len(questions):
        return None
    followed = sum(i + 1 in labelled for i in answered)
    if speakers >= 2 and (headings or followed < 0.6 * len(answered)):
        if inside < 0.6 * len(questions) or speakers > 2:
            return None
        if len(labelled) > len(questions) + 2:
            return None  # the answers have labels as well
    first = questions[0]
    mostly = headings and not speakers and len(questions) >= 0.6 * len(asking)
    asked: list[int] = []
    answers: list[int] = []
    for index in range(first, len(lines)):
        if index in marked and index not in labelled:
            long = len(lines[index].text.split()) > 12
            stops = lines[index].text.endswith((".", "…", "!", ":"))
            going_on = bool(asked) and index - 1 in marked
            if (
                _ENDS_ASKING.search(lines[index].text)
                or mostly
                or (not headings and (long or stops or going_on))
            ):
                asked.append(index)
        elif (
            index not in labelled
            and index not in marked
            and index - 1 in marked
            and not lines[index].heading
        ):
            answers.append(index)
    if not asked and not inside:
        return None
    return Interview(tuple(asked), tuple(answers))


# --- who ----------------------------------------------------------------------------------------


def who_asks(lines: tuple[SourceLine, ...]) -> Head | None:
    """The person whom a byline names; None where none does."""
    for pattern in (_ASKED_BY, _WRITTEN_BY):
        for line in lines[: 40 if pattern is _WRITTEN_BY else None]:
            match = pattern.search(line.text) if len(line.text) < 200 else None
            if match and (head := _person_in(match["names"])):
                return head
    return None


def who_answers(lines: tuple[SourceLine, ...]) -> Head | None:
    """The person with whom the head of a page says that the interview is."""
    for pattern in (_ANSWERED_BY, _TITLE_NAME):
        for line in lines:
            match = pattern.search(line.text) if len(line.text) < 300 else None
            if match and (head := _person_in(match["names"], start=True)):
                return head
    for line in lines:
        if (head := _person_in(line.text)) is not None and not (
            _ASKED_BY.search(line.text) or _WRITTEN_BY.search(line.text)
        ):
            return head
    return None


def person_named_in(text: str) -> str | None:
    """The last full name in a heading: "Demo (Christian Decker)"."""
    found = [m.group() for m in _FULL_NAME.finditer(text) if looks_like_name(m.group())]
    return found[-1] if found else None


def _person_in(text: str, *, start: bool = False) -> Head | None:
    """The first person named in `text`; at its very start, if asked."""
    if start:
        head = read_head(re.split(r"\s*[(:«“\"|]|\s[-–—]\s", text, maxsplit=1)[0].strip(" .,"))
        if (
            head is not None
            and head.kind is HeadKind.PERSON
            and (head.civility or len(head.name.split()) > 1)
        ):
            return head
    for match in _FULL_NAME.finditer(text):
        words = match.group().split()
        for drop in range(len(words) - 1):
            name = " ".join(words[drop:])
            if (
                key(words[drop]) in known_first_names()
                or key(words[drop].split("-")[0]) in known_first_names()
            ):
                head = read_head(name)
                if head is not None and head.kind is HeadKind.PERSON:
                    return head
        if start:
            break
    return None
