"""Which candidates are labels: the reading that explains the whole document best.

Each candidate is weighed by what it looks like, by how often it comes back, by who is known, and
by whether the document's other labels are set in the same way; what is accepted makes more
people and styles known, and the rest is weighed again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from podcast.reading.candidates import Candidate, Style, find_candidates
from podcast.reading.furniture import is_byline, is_credit, is_link, lower_words
from podcast.reading.heads import Head, HeadKind, is_only_a_name, known_first_names
from podcast.reading.lines import SourceLine
from podcast.reading.names import initials_of, key, shape, without_civility

_ENOUGH = 3.0
_ROUNDS = 3
_INLINE = frozenset(
    {Style.BOLD, Style.COLON, Style.STOP_DASH, Style.STOP, Style.DASH, Style.CAPITALS}
)
_PRIOR = {
    Style.BOLD: 0.25, Style.COLON: 0.0, Style.STOP_DASH: 0.5, Style.STOP: 0.0, Style.DASH: -0.5,
    Style.CAPITALS: -1.0, Style.ALONE: -0.5, Style.HEADING: -0.5,
}  # fmt: skip
_SENTENCE_ENDS = (
    ".", "!", "?", "…", "»", "”", '"', ")", "]", ":", ";", "*", "♪", "—", "–", "’", "'", "-",
)  # fmt: skip
_LONG_LINE = 45
"""A line that short before a label was not cut by the width of a page."""


@dataclass(frozen=True, slots=True)
class Label:
    """A place where somebody begins to speak: on the line `index`, what is said from the
    character `end` on. `head` is None for questions, answers, and what a format tells."""

    index: int
    end: int
    style: Style
    head: Head | None


def find_labels(
    lines: tuple[SourceLine, ...],
    start: int,
    names: tuple[str, ...],
    stamped: frozenset[int] = frozenset(),
) -> tuple[Label, ...]:
    """The labels on `lines` from the index `start` on.

    `names` are people who are known to take part; `stamped` the lines that a time stamp marks.
    """
    search = _Search(lines, start, stamped)
    for name in names:
        search.know(name)
        if name.isupper() and len(name) <= 5:
            search.initials.add(key(name).replace(" ", ""))
    search.collect()
    for _ in range(_ROUNDS):
        search.weigh()
    return search.result()


@dataclass(slots=True)
class _Search:
    lines: tuple[SourceLine, ...]
    start: int
    stamped: frozenset[int]
    candidates: dict[int, list[Candidate]] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    by_style: Counter[tuple[Style, str]] = field(default_factory=Counter)
    lower: frozenset[str] = frozenset()
    bullets: bool = False
    names: set[str] = field(default_factory=set)
    orderless: set[str] = field(default_factory=set)
    parts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    initials: set[str] = field(default_factory=set)
    dominant: frozenset[Style] = frozenset()
    weights: Counter[Style] = field(default_factory=Counter)
    shapes: set[tuple[str, ...]] = field(default_factory=set)
    shouted: bool = False
    accepted: dict[int, Candidate] = field(default_factory=dict)

    # --- what there is ------------------------------------------------------------------------

    def know(self, name: str) -> None:
        """Take `name` for somebody who takes part."""
        plain = key(without_civility(name))
        if not plain or plain in self.names:
            return
        self.names.add(plain)
        words = plain.split()
        self.orderless.add(" ".join(sorted(words)))
        for count in range(1, len(words)):
            self.parts[" ".join(words[-count:])].add(plain)  # surnames, with their particles
        if len(words) > 1:
            self.parts[words[0]].add(plain)
            self.initials.update(initials_of(plain))

    def collect(self) -> None:
        self.lower = lower_words(self.lines)
        for index in range(self.start, len(self.lines)):
            line = self.lines[index]
            if is_link(line) or is_byline(line) or (is_credit(line) and line.speaker is None):
                continue
            found = list(find_candidates(line, index))
            if not found:
                continue
            self.candidates[index] = found
            seen: set[str] = set()
            for candidate in found:
                if candidate.style in (Style.ALONE, Style.HEADING):
                    self.alone.add(index)
                head = candidate.head
                if head is None:
                    continue
                if head.initials:
                    self.initials.add(key(head.initials).replace(" ", ""))
                if head.key not in seen:
                    seen.add(head.key)
                    self.counts[head.key] += 1
                self.by_style[candidate.style, head.key] += 1
        self._answers_without_questions()
        self._style_weights(self._plausible())
        marked = [c for c in self._plausible() if c.style in _INLINE]
        listed = sum(self.lines[c.index].bullet for c in marked)
        self.bullets = listed > 0.5 * len(marked)

    def _answers_without_questions(self) -> None:
        """Where nobody has "Q", "R:" is who answers "I:", like any other initial."""
        styles = Counter(c.style for found in self.candidates.values() for c in found)
        if styles[Style.QUESTION] or styles[Style.ANSWER] < 3:
            return
        for found in self.candidates.values():
            for place, candidate in enumerate(found):
                letter = self.lines[candidate.index].text[0]
                written = self.lines[candidate.index].text[: candidate.end].rstrip(" :")
                if candidate.style is Style.ANSWER and written == letter:
                    head = Head(HeadKind.INITIALS, letter, letter, strength=1.0)
                    found[place] = Candidate(
                        candidate.index, candidate.end, Style.COLON, head, candidate.rest
                    )
                    self.counts[head.key] += 1
                    self.by_style[Style.COLON, head.key] += 1

    def _plausible(self) -> list[Candidate]:
        result = []
        for found in self.candidates.values():
            for candidate in found:
                head = candidate.head
                if head is None or self._common(head):
                    continue
                if candidate.style is Style.DASH and self._is_head(candidate):
                    continue
                again = self.by_style[candidate.style, head.key] > 1
                if head.strength >= 2 or again or self._known(head):
                    result.append(candidate)
                    break
        return result

    def _style_weights(self, candidates: list[Candidate]) -> None:
        self.weights = Counter()
        for candidate in candidates:
            head = candidate.head
            if head is None:
                continue
            again = self.by_style[candidate.style, head.key] > 1 or self._known(head)
            self.weights[candidate.style] += 2 if again or head.strength >= 3 else 1
        most = max(self.weights.values(), default=0)
        self.dominant = frozenset(
            style for style, weight in self.weights.items() if weight >= max(2, 0.2 * most)
        )

    # --- who is known -------------------------------------------------------------------------

    def _known(self, head: Head) -> bool:
        if head.kind is HeadKind.JOINT:
            return all(self._known(member) for member in head.members)
        if head.kind is HeadKind.INITIALS:
            return key(head.name).replace(" ", "") in self.initials
        if head.kind is not HeadKind.PERSON:
            return False
        plain = head.key
        if plain in self.names or len(self.parts.get(plain, ())) == 1:
            return True
        words = plain.split()
        if len(words) > 1 and " ".join(sorted(words)) in self.orderless:
            return True
        # "P. Chaize", and "Kent Dodds" of "Kent C. Dodds"
        owners = self.parts.get(words[-1], set()) if len(words) > 1 else set()
        return any(_abbreviates(words, owner.split()) for owner in owners)

    def _common(self, head: Head) -> bool:
        """Whether the document uses the words of a name in small letters as well."""
        if head.kind is not HeadKind.PERSON or head.civility:
            return False
        words = [word for word in head.key.split() if len(word) > 2]
        if not words or words[0] in known_first_names():
            return False
        return all(word in self.lower for word in words)

    # --- weighing -----------------------------------------------------------------------------

    def weigh(self) -> None:
        """Accept what is a label by all that is known so far, and know more by it."""
        self.accepted = {}
        for index, found in self.candidates.items():
            best, most = None, 0.0
            for candidate in found:
                score = self._score(candidate)
                if score >= _ENOUGH and score > most:
                    best, most = candidate, score
            if best is not None:
                self.accepted[index] = best
        self._drop_headings()
        alone = [c.head.text for c in self.accepted.values() if c.head and c.style is Style.ALONE]
        self.shouted = len(alone) > 2 and sum(map(str.isupper, alone)) > 0.8 * len(alone)
        for candidate in self.accepted.values():
            head = candidate.head
            for member in (head.members or (head,)) if head else ():
                if member.kind is HeadKind.PERSON:
                    self.know(member.name)
                    self.shapes.add(shape(member.name))
        self._style_weights([c for c in self.accepted.values() if c.head is not None])
        if not self.accepted:
            self._style_weights(self._plausible())

    def _score(self, candidate: Candidate) -> float:
        head, line, style = candidate.head, self.lines[candidate.index], candidate.style
        if style is Style.EXPLICIT:
            return 99.0
        if head is None:
            return 0.0  # questions and answers are weighed together
        known = self._known(head)
        times = self.counts[head.key]
        score = head.strength + _PRIOR[style]
        score += 2.0 * known + 1.0 * (times > 1) + 0.5 * (times > 3)
        score += 1.0 * (style in self.dominant)
        score += 0.5 * self._placed(candidate.index) + 0.5 * (line.bold or line.lead > 0)
        score += 1.0 * (candidate.index in self.stamped)
        score -= self._out_of_place(candidate, known, times)
        if head.kind is HeadKind.OFFICE and is_only_a_name(candidate.rest):
            return 0.0  # "Rapporteur : M. Guichard" tells who is what
        if not candidate.rest.strip():
            return score if self._stands_alone(candidate, head, known, times) else 0.0
        start = next((c for c in candidate.rest if c.isalnum()), "")
        if start.islower() and style is not Style.CAPITALS:
            score -= 1.5 if times < 4 else 0.5
        if times == 1 and not known and candidate.rest.lstrip()[:1] in '«“"':
            score -= 2.0
        if style is Style.CAPITALS and not (known or times > 1):
            return 0.0
        if style is Style.DASH and self._is_head(candidate):
            score -= 2.0  # "Anne Roux – Maire de Vence" above what she says
        if style is Style.DASH and not (known or times > 1 or head.strength >= 3):
            score -= 1.0
        if head.kind is HeadKind.INITIALS and not known:
            score -= 0.0 if times > 2 and style in self.dominant else 2.0
        if style is Style.STOP and head.kind is HeadKind.PERSON and not head.civility:
            # "Anne Roux. Bonsoir." is a label where it is the document's way.
            again = self.by_style[style, head.key] > 1
            usual = (again, known, style in self.dominant).count(True) > 1
            return score if usual and head.role is None else 0.0
        return score

    def _is_head(self, candidate: Candidate) -> bool:
        """Whether all of the line is a name with its role, above what is said."""
        line, following = self.lines[candidate.index], candidate.index + 1
        if line.text.endswith((".", "!", "?", "…", "»")) or candidate.index not in self.alone:
            return False
        return following < len(self.lines) and following not in self.candidates

    def _placed(self, index: int) -> bool:
        """Whether something can begin on a line: nothing goes on from the one before."""
        if self.lines[index].apart or index == 0:
            return True
        return self.lines[index - 1].text.rstrip().endswith(_SENTENCE_ENDS)

    def _out_of_place(self, candidate: Candidate, known: bool, times: int) -> float:
        head, line = candidate.head, self.lines[candidate.index]
        assert head is not None
        loss = 0.0
        if not line.apart and candidate.index > 0 and candidate.index - 1 not in self.accepted:
            before = self.lines[candidate.index - 1].text.rstrip()
            if not before.endswith(_SENTENCE_ENDS) and len(before) > _LONG_LINE:
                loss += 1.0 if known and times > 2 else 3.0
        if line.bullet and not self.bullets:
            loss += 0.5 if known else 1.5
        if line.heading and not (
            candidate.style is Style.HEADING and Style.HEADING in self.dominant
        ):
            loss += 2.0
        if not known and self._common(head):
            loss += 3.0 if times < 4 else 1.0
        if head.kind is HeadKind.GROUP and head.strength < 3 and times < 2:
            loss += 0.5
        return loss

    def _stands_alone(self, candidate: Candidate, head: Head, known: bool, times: int) -> bool:
        """Whether a label on a line of its own is followed by what somebody says."""
        index, line = candidate.index, self.lines[candidate.index]
        following = index + 1
        if following >= len(self.lines) or following in self.alone:
            return False
        after = self.lines[following]
        if after.heading or (after.speaker is not None):
            return False
        if candidate.style in _INLINE:
            # With its colon, or in bold: as good as inline.
            return following not in self.candidates or not self._begins_inline(following)
        if self._begins_inline(following):
            return False  # a heading above somebody's turn
        inline = sum(self.weights[style] for style in _INLINE)
        own = self.weights[Style.ALONE] + self.weights[Style.HEADING]
        if own < 0.25 * inline and not (known and not line.heading and self._has_begun(index)):
            return False
        if line.heading and Style.HEADING not in self.dominant:
            return False
        if known or head.kind in (HeadKind.OFFICE, HeadKind.NUMBERED):
            return True
        if index in self.stamped:
            return True
        if not (self._placed(index) or line.bold or line.heading > 0):
            return False
        own_shape = shape(head.name)
        alike = own_shape in self.shapes and "U" in own_shape
        alike = alike and (len(own_shape) > 1 or self.shouted)
        alike = alike or (self.shouted and head.text.isupper())
        if times > 1 or alike or head.civility or head.kind is HeadKind.GROUP:
            return True
        return head.strength >= 2.5 and len(after.text) > 60 and not line.heading

    def _begins_inline(self, index: int) -> bool:
        found = self.accepted.get(index)
        return found is not None and found.style in _INLINE and bool(found.rest.strip())

    def _has_begun(self, index: int) -> bool:
        return next(iter(self.accepted), index) < index  # they are accepted in order

    def _drop_headings(self) -> None:
        """A name alone on a line above a label is a heading."""
        for index in sorted(self.accepted):
            candidate = self.accepted[index]
            alone = not candidate.rest.strip() and candidate.style is not Style.EXPLICIT
            if alone and index + 1 in self.accepted:
                del self.accepted[index]

    # --- questions and answers ----------------------------------------------------------------

    def result(self) -> tuple[Label, ...]:
        labels = {index: Label(index, c.end, c.style, c.head) for index, c in self.accepted.items()}
        asked: list[Candidate] = []
        answered: list[Candidate] = []
        for index, found in self.candidates.items():
            if index in labels:
                continue
            for candidate in found:
                if candidate.style is Style.QUESTION:
                    asked.append(candidate)
                elif candidate.style is Style.ANSWER:
                    answered.append(candidate)
        if len(asked) + min(len(answered), 1) >= 2 and asked:
            first = min(c.index for c in asked)
            for candidate in [*asked, *(c for c in answered if c.index > first)]:
                labels[candidate.index] = Label(
                    candidate.index, candidate.end, candidate.style, None
                )
        return tuple(labels[index] for index in sorted(labels))


def _abbreviates(words: list[str], full: list[str]) -> bool:
    """Whether `words` are `full` with some names cut to their first letter, or middle ones left
    out ("p chaize", "kent dodds" of "kent c dodds")."""
    if words[-1] != full[-1] or not full[0].startswith(words[0]):
        return False
    if len(words[0]) > 1 and words[0] != full[0]:
        return False
    middle = [word for word in full[1:-1] if len(word) > 1]
    return len(words) == len(full) or (len(words) == 2 and not middle)
