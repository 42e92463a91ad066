"""Lines cut and joined so that a label stands at the start of one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from podcast.language.known_words import is_ordinary
from podcast.reading.hypotheses import TurnStart
from podcast.reading.labels import ARTICLE, LONGEST_LABEL, LabelKind, read_label
from podcast.reading.lines import Lines, SourceLine, ends_sentence
from podcast.reading.names import key, without_civility
from podcast.reading.slots import INLINE

_AFTER_SENTENCE = r"(?<=[.!?…»”\")\]])\s+(?=%s)"
_ADDRESSED_LABEL = re.compile(
    _AFTER_SENTENCE
    % (
        r"(?:M\.|MM\.|Mme|Mlle|MME|MLLE|Mr\.?|Mrs\.?|Ms\.?|MR\.|MRS\.|MS\.|DR\.|Dr\.?|HON\.|Hon\.)\s"
        r"(?:[A-ZÀ-Þ][\w'’-]*\.?\s?){1,5}(?:\.\s?[–—-]+|[–—-]{1,2}\s|\s?:\s)"
    )
)
_FEWEST_INSIDE, _FEWEST_LEADS = 3, 3
_MOST_WORDS = 8  # of a lead, a name among them
_HOLDER = re.compile(r"^(?:[^():]{1,80}\s)?\([^():]{4,60}\)\s*:\s")


def join_wrapped(lines: Lines) -> Lines:
    """The lines, with those joined over which the label of somebody in office goes on: "The
    Minister of Mills and Rivers", and below "(Mrs. Roe): I thank…"."""
    made: list[SourceLine] = []
    for line in lines:
        before = made[-1] if made else None
        held = _HOLDER.match(line.text) if before and not line.apart else None
        if before and held and _may_go_on(before.text) and not _names_holder(held[0]):
            whole = f"{before.text} {line.text}"
            label = read_label(whole[: len(before.text) + held.end()])
            if label is not None and label.kind is LabelKind.PERSON and label.role:
                made[-1] = replace(before, text=whole)
                continue
        made.append(line)
    return tuple(made)


def shorten_leads(lines: Lines) -> Lines:
    """The lines, of which those whose first words stand out, a name that others have alone and
    ordinary words, have only the name so: "**Ada Roe Yeah**, I row."."""
    times = Counter(line.text[: line.lead].strip() for line in lines if line.lead)
    names = {name for name, count in times.items() if count >= _FEWEST_LEADS and " " in name}
    made = []
    for line in lines:
        words = line.text[: line.lead].split() if names else []
        for cut in range(2, min(len(words), _MOST_WORDS)):
            name = " ".join(words[:cut])
            if name in names and all(map(is_ordinary, key(" ".join(words[cut:])).split())):
                line = replace(line, lead=len(name))
                break
        made.append(line)
    return tuple(made)


def _may_go_on(text: str) -> bool:
    """Whether an office may go on below `text`."""
    return not (":" in text or "(" in text or ends_sentence(text))


def _names_holder(text: str) -> bool:
    """Whether `text` begins as somebody's label does: "The Chair (Mrs. Roe):"."""
    return bool(ARTICLE.match(text)) or without_civility(text) != text


def split_inside(
    lines: tuple[SourceLine, ...], starts: tuple[TurnStart, ...]
) -> tuple[SourceLine, ...]:
    """The lines, cut before labels in the middle of them: "… merci. M. ROUX.– Je…".

    They are written as an accepted one is, or there are several that begin with a civility.
    """
    labels = [
        (lines[start.index].text[: start.end].strip(), start.label)
        for start in starts
        if start.kind in INLINE and start.label is not None
    ]
    times = Counter(text for text, _ in labels)
    written = {
        re.escape(text)
        for text, label in labels
        if label.strength >= 2 or (times[text] >= _FEWEST_INSIDE and text.endswith(":"))
    }
    if not written:
        return lines
    patterns = [re.compile(_AFTER_SENTENCE % f"(?:{'|'.join(sorted(written))})\\s")]
    if sum(bool(_ADDRESSED_LABEL.search(line.text)) for line in lines) >= _FEWEST_INSIDE:
        patterns.append(_ADDRESSED_LABEL)
    first = starts[0].index
    result = list(lines[:first])
    for line in lines[first:]:
        cuts = {m.end() for pattern in patterns for m in pattern.finditer(line.text)}
        if not cuts or line.speaker is not None:
            result.append(line)
            continue
        for begin, end in pairwise(sorted({0, *cuts, len(line.text)})):
            piece = replace(line, text=line.text[begin:end].strip())
            result.append(replace(piece, apart=True, lead=0, gap=0) if begin else piece)
    return tuple(result)


def take_interruptions(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """The lines of a format that names who speaks, with those for somebody else that begin with the
    label of a group, or of one whom the format names elsewhere: who breaks in."""
    declared = {label.key for line in lines if line.speaker and (label := read_label(line.speaker))}
    return tuple(_interrupted(line, declared) for line in lines) if declared else lines


def _interrupted(line: SourceLine, declared: set[str]) -> SourceLine:
    before, _, rest = line.text[: LONGEST_LABEL + 10].partition(":")
    label = read_label(before) if line.speaker and rest[:1] == " " else None
    if (
        label is None
        or label.strength < 2.5
        or not (label.kind is LabelKind.GROUP or label.key in declared)
        or label.key == key(line.speaker or "")
    ):
        return line
    return replace(line, speaker=before, text=line.text[len(before) + 1 :].strip(), lead=0)
