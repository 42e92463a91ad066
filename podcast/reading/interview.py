"""Interviews whose questions stand out (in bold, in italics, as headings) and nobody is named.

Also what a page says of who asks ("Propos recueillis par…") and who answers ("Entretien avec…").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
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
ASKS = 1.5
"""A paragraph that stands out ends with a question mark."""
SAID = 0.3
"""It is long, or ends as a sentence does."""
TITLE = -0.7
"""It is short, and does not."""
ANSWERED = 0.7
"""What follows does not stand out."""
MOST_ODDS = 4.0
"""No label counts for more than that against an interview."""
_FEWEST_QUESTIONS = 2
_FEWEST_HOSTED = 3
_LONGEST_ANSWER = 20
"""Lines between the question that opens an interview and the next."""
_SHORTEST_QUESTION = 12
_ENDS_ASKING = re.compile(r"\?[\s»”\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Interview:
    """The lines (indices) that start a question and those that start an answer.

    In a debate whose other turns have labels, `asked_by` and `answered_by` say whose they are.
    `score` is in the unit of `Label.odds`; `instead` is true where what was taken for labels is
    none: titles in bold, and the like.
    """

    questions: tuple[int, ...]
    answers: tuple[int, ...]
    asked_by: dict[int, Head] = field(default_factory=dict)
    answered_by: dict[int, Head] = field(default_factory=dict)
    score: float = 0.0
    instead: bool = False


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


def find_interview(lines: tuple[SourceLine, ...], labels: tuple[Label, ...]) -> Interview | None:
    """The interview that stands out in `lines`, beside the labels that were found or instead of
    them; None where there is none, or the labels explain more."""
    readings = [
        reading
        for marked in (_is_bold, _is_heading, _is_italic)
        if (reading := _interview(lines, labels, marked)) is not None
    ]
    return max(readings, key=lambda reading: reading.score, default=None)


def _is_bold(line: SourceLine) -> bool:
    return line.bold and not line.heading


def _is_heading(line: SourceLine) -> bool:
    return line.heading > 1 or (line.heading == 1 and bool(_ENDS_ASKING.search(line.text)))


def _is_italic(line: SourceLine) -> bool:
    return line.italic and not line.heading and len(line.text) > 12


def _interview(
    lines: tuple[SourceLine, ...],
    labels: tuple[Label, ...],
    is_marked: Callable[[SourceLine], bool],
) -> Interview | None:
    """The interview whose questions are set in one way."""
    headings = is_marked is _is_heading
    marked = {i for i, line in enumerate(lines) if line.speaker is None and is_marked(line)}
    labelled = {label.index: label for label in labels}
    questions = [i for i in sorted(marked) if _ENDS_ASKING.search(lines[i].text)]
    if len(questions) < (2 if len(lines) <= 16 else 3) and not (
        questions and _answered_by_one(lines, marked, labelled)
    ):
        return None
    first = _begins(lines, sorted(marked), questions[0])
    asked: list[int] = []
    answers: list[int] = []
    score = 0.0
    mostly = headings and len(questions) >= 0.6 * len(marked)
    for index in range(first, len(lines)):
        text = lines[index].text
        if index in marked:
            above = index + 1 < len(lines) and index + 1 not in marked
            asks = bool(_ENDS_ASKING.search(text))
            said = len(text.split()) > 12 or text.endswith((".", "…", "!", ":"))
            going_on = bool(asked) and index - 1 in marked
            score += ASKS if asks else (SAID if said and not headings else TITLE)
            score += ANSWERED if above else 0.0
            if index not in labelled and (asks or mostly or (not headings and (said or going_on))):
                asked.append(index)
        elif index - 1 in marked and index not in labelled and not lines[index].heading:
            answers.append(index)
    answered = [i for i in asked if i + 1 < len(lines) and i + 1 not in marked]
    if len(answered) < 0.5 * len(asked) or score <= 0:
        return None
    speakers = {label.head.key if label.head else label.kind.value for label in labels}
    inside = sum(i in labelled for i in questions)
    if not asked and not inside:
        return None
    reading = Interview(tuple(asked), tuple(answers), score=score)
    if len(speakers) < 2:
        aside = all(label.index not in marked and label.index - 1 not in marked for label in labels)
        return replace(reading, instead=bool(labels) and aside)
    below = [i for i in answered if i + 1 in labelled]
    if not headings and len(below) >= 0.6 * len(answered):
        # The answers have labels, the questions stand out; where they stand in turns of somebody
        # else who has labels as well, bold is emphasis.
        answering = {_name(labelled[i + 1]) for i in below}
        owners = [before for i in asked if (before := _last_before(labels, i)) is not None]
        others = [label for label in owners if _name(label) not in answering]
        emphasis = len(others) >= 0.6 * len(asked) and any(
            i - 1 in labelled and not lines[i - 1].text[labelled[i - 1].end :].strip()
            for i in asked
        )
        return None if emphasis else reading
    if inside >= 0.6 * len(questions) and len(speakers) <= 2 and len(labels) <= len(questions) + 2:
        return reading  # only the questions have labels
    if score > 1.5 * sum(min(MOST_ODDS, label.odds) for label in labels):
        return replace(reading, instead=True)
    return None


def _begins(lines: tuple[SourceLine, ...], marked: list[int], question: int) -> int:
    """Where the first question stands: "Tell us about yourself." may go before those that ask."""
    first = question
    for index in reversed(marked[: marked.index(question)]):
        said = lines[index].text.endswith((".", "!", "…")) and index + 1 not in marked
        if not said or lines[index].heading or first - index > _LONGEST_ANSWER:
            break
        first = index
    return first


def _name(label: Label) -> str:
    return label.head.key if label.head is not None else label.kind.value


def _last_before(labels: tuple[Label, ...], index: int) -> Label | None:
    place = bisect_left(labels, index, key=lambda label: label.index)
    return labels[place - 1] if place else None


def _answered_by_one(
    lines: tuple[SourceLine, ...], marked: set[int], labelled: dict[int, Label]
) -> bool:
    """Whether most of what is marked is said, and one person's label stands below it."""
    said = [i for i in marked if len(lines[i].text.split()) > 4 and lines[i].text[-1] in ".!?…"]
    below = Counter(
        head.key for i in said if i + 1 in labelled and (head := labelled[i + 1].head) is not None
    )
    most = max(below.values(), default=0)
    return len(said) >= 4 and len(said) >= 0.7 * len(marked) and most >= 0.6 * len(said)


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
        follows = any(_one(head.key, follower) for follower in followers)
        if head.kind is HeadKind.PERSON and not follows and (host is None or index < first):
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
        here = by_index.get(index)
        if here is not None and any(_one(here.key, other.key) for other in answering):
            last = here if index > first else last
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
            head = _person_in(match["names"], start=True) if match else None
            if head is None and match and pattern is _ANSWERED_BY:
                head = read_head(match["names"].lower())  # "an interview with a lawyer"
            elif head is not None and pattern is _TITLE_NAME and head.strength <= 2:
                head = None
            if head is not None:
                return head
    for line in lines:
        if len(line.text.split()) > 12 and line.text.endswith((".", "!", "?", "…")):
            continue  # prose names many people
        if looks_like_name(line.text) and len(line.text.split()) > 1 and line.heading == 1:
            return read_head(line.text)
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
