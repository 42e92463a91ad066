"""A plan as text: what a person decided as they wrote it, all else as a default behind a #."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from podcast.planfile.anchors import Found, Text
from podcast.planfile.defaults import Findings, Section, sections
from podcast.planfile.layout import EXPLAINED, KEPT, Block, checksum, read_blocks
from podcast.planfile.loading import KEYS
from podcast.planfile.model import PlanFile
from podcast.planfile.regroup import paragraphs
from podcast.store.toml import toml_comment, toml_text, toml_value

_HEAD = """\
#: The plan of this debate's episodes. A line that begins with # is what the program found: take
#: the # away and change it, and it is yours, and stays when the transcript changes. Your comments
#: stay, too. To build from it: podcast build plan.toml
#: When the transcript has changed: podcast plan plan.toml
"""
_SPEAKERS = """\

#: Who speaks. `voice` is female, male, or a name that `podcast voices` shows; `also` are other
#: names in the transcript that mean the same person.
"""
_PASSAGES = """\

#: What begins where. `speaker` and `themes` hold to the end of the turn, or to the next passage
#: that says otherwise; `chapter` begins a chapter. For another paragraph, add a [[passage]] with
#: begins = "its first words".
"""
_GONE = "What did not apply any more: move it to where it belongs, or remove it."
_MADE = "[made] #: by the program, for the program\n"
_WIDTH = 96
_MOST = 5  # changed defaults that are told one by one


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a plan, and sentences about what a person should know of it."""

    text: str
    notes: tuple[str, ...] = ()


def write_plan(source: str, checked: str, found: Findings, plan: PlanFile | None) -> Written:
    """Return the plan of `found` that keeps what `plan`, the one before it, decides.

    `source` is the path of the transcript, `checked` its checksum.
    """
    parts = [_HEAD]
    explained: set[str] = set()
    for section in sections(source, found, plan):
        kind = section.header[0] if section.header else ""
        if kind not in explained:
            parts.append({"speaker": _SPEAKERS, "passage": _PASSAGES}.get(kind, ""))
        explained.add(kind)
        parts += _lines(section)
    kept = list(plan.layout.kept) if plan else []
    kept += _lost(plan, found) if plan else ()
    fresh = {line for part in parts for line in part.split("\n")}
    touched = [(n, line) for n, line in (plan.touched if plan else ()) if line not in fresh]
    kept += _changed_lines(plan, {number for number, _ in touched}) if plan else ()
    if kept:
        parts.append(f"\n{EXPLAINED} {_GONE}\n")
        parts += [f"{line}\n" for line in kept]
    sums = [checksum(line) for _, line in read_blocks("".join(parts), KEYS).defaults]
    text = Text([paragraph.text for paragraph in paragraphs(found.debate)])
    parts.append(f"\n{_MADE}source = {toml_text(checked)}\n")
    for key, noted in (("lines", dict.fromkeys(sums)), ("paragraphs", text.sums)):
        lines = "\n".join(wrap(" ".join(noted), _WIDTH))
        parts.append(f'{key} = """\n{lines}"""\n')
    return Written("".join(parts), _notes(plan, touched))


def _lines(section: Section) -> Iterator[str]:
    block = section.block
    if section.header:
        yield "\n"
        for comment in block.before:
            yield f"{comment}\n"
        beside = f" {EXPLAINED} {toml_comment(section.beside)}" if section.beside else ""
        yield f"{_header(section.header)}{beside}\n"
    for told in section.below:
        yield f"{EXPLAINED} {toml_comment(told)}\n"
    for comment in block.inside:
        yield f"{comment}\n"
    given = dict(section.given)
    for key, value in given.items():
        yield f"{key} = {toml_value(value)}\n"
    found = dict(section.values)
    for key, value in found.items():
        raw = block.raw(key)
        yield f"# {key} = {toml_value(value)}\n" if raw is None else f"{raw}\n"
    for statement in block.statements:
        if statement.key not in found and statement.key not in given:
            yield f"{statement.raw}\n"


def _header(names: tuple[str, ...]) -> str:
    if names == ("passage",):
        return "[[passage]]"
    return "[" + ".".join([names[0], *map(toml_text, names[1:])]) + "]"


def _lost(plan: PlanFile, found: Findings) -> list[str]:
    """Return what a person decided and what has no place any more, as lines to keep."""
    kept: list[str] = []
    for entry, read in zip(plan.speakers, found.applied.reads, strict=True):
        if read is None:
            kept += _as_kept(_header(("speaker", entry.read)), entry.block)
    for passage, place in zip(plan.passages, found.applied.places, strict=True):
        if place.found in (Found.GONE, Found.SEVERAL) and passage.decided:
            kept += _as_kept("[[passage]]", passage.block)
    return kept


def _as_kept(header: str, block: Block) -> list[str]:
    if not block.statements and not block.before + block.inside:
        return []
    lines = [*block.before, header, *block.inside]
    for statement in block.statements:
        lines += statement.raw.split("\n")
    return [f"{KEPT} {line}".rstrip() for line in lines]


def _changed_lines(plan: PlanFile, numbers: set[int]) -> list[str]:
    """Return the defaults on the lines `numbers`, each below the header that it stood under."""
    kept: list[str] = []
    for block in plan.layout.blocks:
        lines = [line[2:] for number, line in block.defaults if number in numbers]
        if lines and block.header:
            lines = [_header(block.header), *filter(None, [block.raw("begins")]), *lines]
        kept += [f"{KEPT} {line}" for line in lines]
    return kept


def _notes(plan: PlanFile | None, touched: list[tuple[int, str]]) -> tuple[str, ...]:
    if plan is None or not touched:
        return ()
    return (
        f"{plan.path}, {format_lines(touched)}: changed, but still behind a #, so that it has no"
        " effect; it is kept at the end: put it in its place without the #.",
    )


def format_lines(lines: Sequence[tuple[int, str]]) -> str:
    """ "line 3", "lines 3, 5 and 4 more"."""
    shown = ", ".join(str(number) for number, _ in lines[:_MOST])
    more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return f"line{'' if len(lines) == 1 else 's'} {shown}{more}"
