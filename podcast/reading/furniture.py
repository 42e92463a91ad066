"""What stands in a transcript and is no speech: stamps, credits, agendas, notes."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from podcast.model import LeftOut
from podcast.reading.document import Taken, without
from podcast.reading.labels import read_label
from podcast.reading.lines import ENDS, FULL_STOPS, LONG_LINE, Lines, SourceLine
from podcast.reading.names import key, looks_like_name
from podcast.reading.spoken import is_spoken
from podcast.reading.stamps import take_bracketed, take_leading, take_trailing

_CREDITS = re.compile(
    r"^(?:propos\s+recueillis\b|entretien\s+(?:réalisé|mené|conduit)\b|recueilli\s+par\b"
    r"|interview\s+(?:réalisée?|conducted|by)\b|interviewed\s+by\b"
    r"|(?:par|by)(?=(?:\s+(?-i:[A-ZÀ-Þ])[\w'’.-]+){2,3}$)|©|\(c\)\s|copyright\b|tous\s+droits\s+réservés|all\s+rights\s+reserved"
    r"|(?:cette|ce|the|this|sous)\s+(?:œuvre|oeuvre|texte|document|transcription|transcript|work|text|licence|license)\b"
    r".{0,120}\b(?:licence|license|creative\s+commons|cc[\s-]by|domaine\s+public|public\s+domain)"
    r"|(?:licence|license)\s*:|creative\s+commons|cc[\s-]by|texte\s+(?:mis\s+à\s+disposition|sous\s+licence)"
    r"|transcri(?:ption|pt|bed|t|te)s?\s+(?:par|by|réalisée?|effectuée?|automatique|relue|:)"
    r"|(?:transcription|transcript|relecture|crédits?|credits?)\s*:"
    r"|mise?\s+en\s+page\s+(?:par|:)|photos?\s*:|crédits?\s+photos?\b|(?:sous-titrage|sous-titres)\s*(?:par|:|réalisés?)"
    r"|subtitles?\s+by\b|captions?\s+by\b|captioning\s+(?:by|provided)"
    r"|amara\.org|(?:source|publié|published|imprimé|printed|téléchargé|downloaded)\s*(?:le|on|by|par|from|sur|:)\s)",
    re.I,
)
_AGENDA = re.compile(
    r"^(?:sommaire(?:\s+\w+)?|ordre\s+du\s+jour|table\s+des\s+matières|agenda|contents|table\s+of\s+contents"
    r"|programme|order\s+of\s+business|plan)\s*:?$",
    re.I,
)
_ATTENDANCE = re.compile(
    r"^(?:membres\s+présents\b|(?:présente?s?|excusée?s?|absente?s?|assistai(?:t|ent)\s+également"
    r"(?:\s+à\s+la\s+réunion)?|étai(?:t|ent)\s+(?:présents?|absents?|excusés?)|present|members\s+present|attendees?|participants|people|apologies|absent)"
    r"\s*(?:\.\s*|\([^()]*\)\s*)?(?:[-–—:]|$))",
    re.I,
)
_PRESIDES = re.compile(
    r"^[(\[]?\s*(?:sous\s+la\s+)?présidence\s+(?:de\s+|d['’]\s*|:\s*)(?P<name>.+?)[\s.)\]–-]*$",
    re.I,
)
_IN_THE_CHAIR = re.compile(
    r"^[(\[]?\s*(?P<name>[^()\[\]]{3,60}?)\s+in\s+the\s+chair[\s.)\]]*$", re.I
)
_TRANSCRIPT = re.compile(
    r"^(?:(?:full |la )?(?:re)?transcript(?:ion)?|verbatim)(?: intégrale?| complète)?\s*:?$",
    re.I,
)
_SEE_ALSO = re.compile(
    r"^(?:à\s+)?(?:lire|voir|écouter|relire|découvrir|retrouver)\s+(?:aussi|également)\b"
    r"|^(?:also\s+read|read\s+(?:also|more)|see\s+also|related)\s*:",
    re.I,
)
_URL_ONLY = re.compile(
    r"^(?:[^\W\d_][\w\s'’.-]{0,40}:\s*)?(?:https?://|www\.)\S+(?:\s+(?:https?://|www\.)\S+)*$", re.I
)
_DIGITS = re.compile(r"\d+")
_MARKS = " ■□▪●○•◦‣▶►➢➤✓\u200d"
_STRAY_STOP = re.compile(r"\.\s+(?=[A-ZÀ-Þ])")
_PARAGRAPH_NUMBER = re.compile(r"§\s?\d{1,4}[.)]?\s+")
_RANKED = re.compile(r"^(?P<stem>[^\W\d_][^\d:]{1,20}?)\s*(?P<rank>\d{1,3})\s*[:.–—-]*\s*(?=\S)")
_LABEL = re.compile(r"^[^:.!?]{2,40}\s?:\s")
_LONGEST_HEAD = 100
_FEWEST_HEADS = 3
_CUTS, _CUTS_SOME = 0.5, 0.2
"""Share of the places of a running head at which a sentence goes on below it."""
_FEWEST_BARE_STAMPS = 3
_IMPRINT = 3.0
"""How much a line at the end is furniture: a credit, a link, who was there."""
_PRESENTED = 3.0
"""It begins with the full name of somebody who speaks, and is no speech."""
_TITLED = 0.5
"""It is short, and no sentence."""
_PROSE = -0.5
"""It is a sentence."""
_SPOKEN = -1.5
"""Somebody says "I" or "you" in it."""
_LEAST = 1.5
"""So much all that stands there has to be."""
_LONGEST_NAME = 60
_NOTE_TEXT = re.compile(r"^\[(\d{1,3})\]\s*(?=\S)")
_NOTE_MARK = re.compile(r"\s?\[(\d{1,3})\]")
_PAGE_OF_ENTRY = re.compile(r"(?P<leaders>(?:[.…_·]\s?){4,})?\s+(?P<page>\d{1,4})$")
_FEWEST_ENTRIES = 4
_FARTHEST_ENTRY = 6
"""Lines from one entry of a table of contents to the next: names go on over some."""


def take_furniture(lines: Lines) -> Taken:
    """The lines without what is no speech wherever it stands, and that."""
    lines, stamps = take_stamps(lines)
    lines, marks = _take_marks(lines)
    lines, contents = _take_contents(lines)
    lines, notes = _take_notes(lines)
    lines, heads = take_running_heads(lines)
    return lines, (*stamps, *marks, *notes, *contents, *heads)


def take_stamps(lines: Lines) -> Taken:
    """The lines without time stamps, with a note where one stood, and the stamps."""
    starts = sum(line.text[0].isdigit() and bool(take_leading(line.text)[1]) for line in lines)
    ends = sum(len(line.text) < 100 and bool(take_trailing(line.text)[1]) for line in lines)
    at_start, at_end = starts >= _FEWEST_BARE_STAMPS, ends >= _FEWEST_BARE_STAMPS
    left: list[SourceLine] = []
    left_out: list[LeftOut] = []
    apart, above = False, ""
    for line in lines:
        text, bracketed = take_bracketed(line.text)
        stamps, stamp = list(bracketed), above
        if stamps:  # where others have no brackets, these stand by no label
            stamp = "" if at_start or at_end else _side(line.text, stamps)
        if at_start and (taken := take_leading(text))[1]:
            text, stamp = taken[0], "before"
            stamps.append(taken[1])
        if at_end and len(text) < 100 and (taken := take_trailing(text))[1]:
            text, stamp = taken[0], "after"
            stamps.append(taken[1])
        if line.lead and not stamps:
            rest, after = take_leading(text[line.lead :].lstrip())
            if after and rest:  # "<b>Anne Roux</b> 00:12 Bonsoir"
                text, stamp = f"{text[: line.lead].rstrip()} {rest}", "after"
                stamps.append(after)
        left_out += [LeftOut("time stamp", one, line.number) for one in stamps]
        apart = apart or line.apart
        if stamps and not any(c.isalnum() for c in text):
            if text.strip():
                left_out.append(LeftOut("time stamp", text.strip(), line.number))
            above = "above"
            continue
        lead, gap = line.lead, line.gap
        if stamps:
            lead = _lead(line, text, bracketed, at_start)
            before = _unstamped(line.text[:gap], at_start)
            gap = len(before) + 1 if before and text.startswith(before + " ") else 0
        left.append(replace(line, text=text, lead=lead, gap=gap, apart=apart, stamp=stamp))
        apart, above = False, ""
    return tuple(left), tuple(left_out)


def _side(text: str, stamps: list[str]) -> str:
    if text.startswith(stamps[0]):
        return "before"
    return "after" if text.endswith(stamps[-1]) else ""


def _unstamped(head: str, at_start: bool) -> str:
    """What is left of the beginning of a line, `at_start` of them without bare stamps too."""
    head = take_bracketed(head)[0].strip()
    return take_leading(head)[0] if at_start else head


def _lead(line: SourceLine, text: str, bracketed: tuple[str, ...], at_start: bool) -> int:
    """How much stands out at the start of `text`, which is that of `line` without its stamps."""
    if line.lead:
        head = _unstamped(line.text[: line.lead], at_start)
    else:  # "Anne Roux [00:12] Bonsoir"
        head = line.text.partition(bracketed[0])[0].strip() if bracketed else ""
        head = head if 2 < len(head) < _LONGEST_NAME and read_label(head) else ""
    return len(head) if text.startswith(head) and len(head) < len(text) else 0


def _take_marks(lines: Lines) -> Taken:
    """The lines without the bullets, pictures ("🎙") and numbers of paragraphs and slides ("§ 12",
    "Slide 3:") before their first word, and those."""
    left: list[SourceLine] = []
    left_out: list[LeftOut] = []
    counted = _counted(lines)
    for index, line in enumerate(lines):
        text = line.text
        end = counted.get(index, 0)
        if not text[0].isalnum():
            while end < len(text) and (text[end] in _MARKS or _is_picture(text[end])):
                end += 1
            if line.apart and (stop := _STRAY_STOP.match(text, end)):
                end = stop.end()
            if (match := _PARAGRAPH_NUMBER.match(text, end)) and ":" in text[:_LONGEST_HEAD]:
                end = match.end()
        rest = text[end:].lstrip()
        if end and rest and line.speaker is None and not line.direction:
            left_out.append(LeftOut("mark", text[:end].strip(), line.number))
            cut = len(text) - len(rest)
            line = replace(
                line,
                text=rest,
                lead=max(0, line.lead - cut),
                gap=max(0, line.gap - cut),
                mark=text[:end].strip(),
            )
        left.append(line)
    return tuple(left), tuple(left_out)


def _counted(lines: Lines) -> dict[int, int]:
    """Where what stands out at the start of lines counts up by one ("Slide 2:"), mostly with no
    other such line between: after how many characters it ends."""
    leads = [
        (i, m) for i, line in enumerate(lines) if line.lead and (m := _RANKED.match(line.text))
    ]
    leads = [(i, m) for i, m in leads if lines[i].lead >= m.end("rank")]
    runs: defaultdict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for i, match in leads:
        runs[match["stem"]].append((i, match))
    outstanding = [
        i for i, line in enumerate(lines) if line.lead or line.bold or _LABEL.match(line.text)
    ]
    found: dict[int, int] = {}
    for run in runs.values():
        ups = [int(b["rank"]) == int(a["rank"]) + 1 for (_, a), (_, b) in pairwise(run)]
        near = [
            bisect_left(outstanding, later) - bisect_left(outstanding, i) == 1
            for (i, _), (later, _) in pairwise(run)
        ]
        if len(run) >= _FEWEST_HEADS and all(ups) and 2 * sum(near) >= len(near):
            found |= {i: match.end() for i, match in run}
    return found


def _is_picture(character: str) -> bool:
    picture = unicodedata.category(character) in ("So", "Sk", "Mn") or "←" <= character <= "⇿"
    return picture and character not in "©®™°♪♫"


def take_running_heads(lines: Lines) -> Taken:
    """The lines without those that come again and again in the middle of sentences, whatever
    numbers they have: heads and feet of pages. Where nobody ends sentences, nothing is one, nor
    is a name below which a sentence begins."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        short = len(line.text) <= _LONGEST_HEAD and line.speaker is None and not line.stamp
        if short and not line.text.endswith((".", "!", "?", "…", ":", ",")):
            places[_DIGITS.sub("0", line.text)].append(index)
    again = {form: found for form, found in places.items() if len(found) >= _FEWEST_HEADS}
    repeated = {index for found in again.values() for index in found}
    interrupts: set[int] = set()
    held: list[int] = []  # lines that come again, since a sentence that is not ended
    begun = cut = 0
    last: SourceLine | None = None
    for index, line in enumerate(lines):
        unfinished = last is not None and not last.heading and not last.text.endswith(ENDS)
        if index in repeated:
            if unfinished:
                held.append(index)
        else:
            if line.text[0].islower() or (last is not None and len(last.text) > LONG_LINE):
                interrupts.update(held)
            begun += line.apart
            cut += line.apart and unfinished and (index - 1) not in repeated
            last, held = line, []
    if cut > 0.3 * begun:
        return lines, ()
    drop = {
        index
        for form, found in again.items()
        if _cuts(form, sum(i in interrupts for i in found), len(found))
        for index in found
    }
    return without(lines, drop, "running head")


def _cuts(form: str, cut: int, times: int) -> bool:
    """Whether a line that comes so many `times` and `cut` so many sentences in two is no speech:
    fewer do where it is no name nor what stands behind one, for pages of short turns end with
    sentences: "ROUX - Direct"."""
    other = cut >= _FEWEST_HEADS and ":" not in form and not looks_like_name(form)
    return cut >= (_CUTS_SOME if other else _CUTS) * times


def _take_contents(lines: Lines) -> Taken:
    """The lines without tables of contents, whose entries end in numbers of pages that rise, and
    those."""
    runs: list[list[tuple[int, int]]] = []  # where entries of one table stand, and their pages
    for index, line in enumerate(lines):
        match = _PAGE_OF_ENTRY.search(line.text)
        if match is None or not (match["leaders"] or 0 < line.gap >= match.start()):
            continue
        page = int(match["page"])
        last = runs[-1][-1] if runs else (-_FARTHEST_ENTRY, 0)
        if index - last[0] >= _FARTHEST_ENTRY or page < last[1]:
            runs.append([])
        runs[-1].append((index, page))
    drop: set[int] = set()
    for run in runs:
        if len({page for _, page in run}) >= _FEWEST_ENTRIES:
            first = run[0][0]
            above = range(max(0, first - _FARTHEST_ENTRY // 2), first)  # "Speakers        Page"
            headed = (i for i in above if lines[i].gap and len(lines[i].text) < _LONGEST_NAME)
            drop |= set(range(next(headed, first), run[-1][0] + 1))
    return without(lines, drop, "contents")


def _take_notes(lines: Lines) -> Taken:
    """The lines without foot-notes at the end ("[1] See…") and their marks in the text, and
    those."""
    end = len(lines)
    while end and _NOTE_TEXT.match(lines[end - 1].text):
        end -= 1
    notes = {m.group(1) for line in lines[end:] if (m := _NOTE_TEXT.match(line.text))}
    left_out = [LeftOut("foot-note", line.text.strip(), line.number) for line in lines[end:]]
    left: list[SourceLine] = []
    for line in lines[:end]:
        marks = [mark for mark in _NOTE_MARK.finditer(line.text) if mark.group(1) in notes]
        left_out += [LeftOut("foot-note mark", m.group().strip(), line.number) for m in marks]
        if marks:
            text = _NOTE_MARK.sub(lambda m: "" if m.group(1) in notes else m.group(), line.text)
            line = replace(line, text=text)
        if line.text.strip():
            left.append(line)
    return (tuple(left), tuple(left_out)) if notes else (lines, ())


def is_credit(line: SourceLine) -> bool:
    """Whether a line says who made or owns the transcript, or who asks in it."""
    return len(line.text) < 400 and bool(_CREDITS.match(line.text.lstrip("([—– ")))


def is_link(line: SourceLine) -> bool:
    """Whether a line is nothing but an address, or leads to another page."""
    if len(line.text) < 200 and _SEE_ALSO.match(line.text):
        return True
    return "/" in line.text and bool(_URL_ONLY.match(line.text))


def presiding(line: SourceLine) -> str | None:
    """The name of who presides from a line on that says only so: "Présidence de M. Roux"."""
    if len(line.text) > 150:
        return None
    match = _PRESIDES.match(line.text) or _IN_THE_CHAIR.match(line.text)
    return match["name"] if match else None


def is_agenda_heading(line: SourceLine) -> bool:
    """Whether a list of contents begins here."""
    return len(line.text) < 40 and bool(_AGENDA.match(line.text))


def trailing_furniture(lines: Lines, said: int, people: frozenset[str]) -> int:
    """The index, not before `said`, from which on stands what no speech is: credits, licences,
    links, who was there, and lines that begin with the full name of one of `people` (keys), who
    are presented there, with what stands between them."""
    end, most, score = len(lines), _LEAST, 0.0
    for index in range(len(lines) - 1, said - 1, -1):
        found = _furniture(lines[index], people)
        score += found
        if found > 0 and score >= most:
            end, most = index, score
    return end


def _furniture(line: SourceLine, people: frozenset[str]) -> float:
    """How much a line at the end looks like what is no speech."""
    text = line.text
    if is_credit(line) or is_link(line) or is_attendance(text):
        return _IMPRINT
    words = key(text[:_LONGEST_HEAD]).split()
    named = any(" ".join(words[:count]) in people for count in range(2, 6))
    if named and line.speaker is None and not is_spoken(text):
        return _PRESENTED
    if line.apart and len(words) <= 8 and not text.endswith(FULL_STOPS):
        return _TITLED
    return _SPOKEN if is_spoken(text) else _PROSE * text.endswith(FULL_STOPS)


def begin_of_transcript(lines: Lines) -> int:
    """The index after the heading below which the transcript stands ("Transcription"), 0 where
    there is none: what is above it is no speech."""
    found = [
        index + 1
        for index, line in enumerate(lines[: len(lines) // 2])
        if _TRANSCRIPT.match(line.text) and (line.heading or line.bold or line.apart)
    ]
    return found[-1] if len(found) == 1 else 0


def is_attendance(text: str) -> bool:
    """Whether a line or a heading says who was there, and not who speaks."""
    return bool(_ATTENDANCE.match(text))
