"""A plan as text: what a person decided as they wrote it, all else, as the program finds it, as a
default behind a #; and the plan file that there is, brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from podcast.casting.cast import make_cast
from podcast.casting.engines import palette_of
from podcast.casting.palette import languages
from podcast.casting.series import SeriesFile, find_series, series_voices
from podcast.errors import EngineError, VoiceError
from podcast.model import Debate
from podcast.narration import LANGUAGES, phrasebook
from podcast.planfile.anchors import Found, Text
from podcast.planfile.applying import Applied, apply_plan, with_splits
from podcast.planfile.layout import (
    EXPLAINED,
    OBSOLETE,
    Block,
    checksum,
    format_lines,
    read_blocks,
    written_header,
)
from podcast.planfile.model import KEYS, PlanError, PlanFile, load_plan
from podcast.planfile.opening import (
    EPISODES,
    checksum_of_file,
    is_source_of,
    relative_source,
    series_folders,
    source_of,
)
from podcast.planfile.regroup import paragraphs, place_in_doubt, speakers_of, spots, themes_by_place
from podcast.planning import plan_album
from podcast.reading import read_debate
from podcast.store.files import output_errors, part_file, slug
from podcast.store.toml import Value, toml_comment, toml_text, toml_value
from podcast.themes import Themes, find_themes, load_thesaurus


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a plan: its header, what is remarked of it (behind the header, and below it), what
    stands there in any case (`given`), what the program finds (`values`), and the block in which
    a person decided otherwise."""

    header: tuple[str, ...]
    values: tuple[tuple[str, Value], ...] = ()
    given: tuple[tuple[str, Value], ...] = ()
    remark: str = ""
    below: tuple[str, ...] = ()
    block: Block = Block()


@dataclass(frozen=True, slots=True)
class Findings:
    """All that the program finds by itself in a debate that a plan was applied to: the names of
    the voices by speaker, the chapters' titles by (turn, paragraph), the themes."""

    debate: Debate
    applied: Applied
    voices: Mapping[str, str]
    chapters: Mapping[tuple[int, int], str]
    themes: Themes


def sections(source: str, found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    """Yield the sections of a plan, from the first to the last; what `plan` decides is linked to
    them.

    `found.debate` is the debate as it was read.
    """
    yield _top(source, found.debate, plan)
    yield from _speakers(found, plan)
    titles = ", ".join(theme.title for theme in found.themes.themes) or "none"
    below = (
        f"Found: {titles}.",
        'For one of your own, add [theme."Title"] with words = ["…", "…"] below it.',
    )
    yield Section(("themes",), (("banned", ()),), below=below, block=_b(plan, "themes"))
    for theme in plan.themes if plan else ():
        yield Section(("theme", theme.title), block=theme.block)
    yield Section(
        ("episodes",),
        (("whole", True), ("speakers", False), ("themes", False)),
        below=('true, false, or a list of those that are wanted: speakers = ["…"]',),
        block=_b(plan, "episodes"),
    )
    yield from _passages(found, plan)


def _b(plan: PlanFile | None, *header: str) -> Block:
    return plan.block(*header) if plan else Block(header)


def _top(source: str, debate: Debate, plan: PlanFile | None) -> Section:
    told = tuple(paragraph.text for paragraph in debate.introduction)
    introduction: tuple[tuple[str, Value], ...] = (("introduction", told),) if told else ()
    return Section(
        (),
        (
            ("title", debate.title),
            ("event", debate.subtitle or ""),
            ("date", debate.date or ""),
            ("date_said", debate.date_text or ""),
            ("language", debate.language),
            *introduction,
        ),
        (("source", source),),
        block=_b(plan),
    )


def _speakers(found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    linked = zip(plan.speakers, found.applied.reads, strict=True) if plan else ()
    entries = {read: entry for entry, read in linked if read is not None}
    merged = {alias.casefold() for entry in entries.values() for alias in entry.also or ()}
    debate = found.debate
    names = dict.fromkeys([s.name for s in debate.speakers] + [t.speaker for t in debate.turns])
    for name in dict.fromkeys([*names, *entries]):
        entry = entries.get(name)
        idle = entry is None or not (entry.decided or entry.block.before + entry.block.inside)
        if idle and name.casefold() in merged:
            continue
        shown = entry.name if entry is not None and entry.name else name
        role = next((s.role for s in debate.speakers if s.name == name), None)
        values: list[tuple[str, Value]] = [("name", name), ("role", role or "")]
        if voice := found.voices.get(shown):
            values.append(("voice", voice))
        values.append(("also", ()))
        turns = debate.turns_of(name)
        words = sum(turn.words for turn in turns)
        counts = f"{len(turns)} turn{'' if len(turns) == 1 else 's'}, {words} words"
        yield Section(
            ("speaker", name),
            tuple(values),
            remark=counts if name in names else "added by you",
            block=entry.block if entry else Block(),
        )


def _passages(found: Findings, plan: PlanFile | None) -> Iterator[Section]:
    """Yield a section for each turn and chapter, each doubt, and each passage of which a person
    said something. A turn that begins no chapter has an empty title for one."""
    debate, changed = found.debate, found.applied.debate
    before, now = spots(debate), found.applied.where
    spot_of = spots(changed)
    after = [None if to is None else spot_of[to] for to in now]
    entries = found.applied.passages(plan)
    doubts: dict[int, list[str]] = {}
    for doubt in debate.doubts:
        place_or_none = place_in_doubt(debate, doubt)
        if place_or_none is not None:
            doubts.setdefault(place_or_none, []).append(doubt.message)
    chapters = {place: spot and found.chapters.get(spot) for place, spot in enumerate(after)}
    begins = {place: spot is not None and spot[1] == 1 for place, spot in enumerate(after)}
    shown = [
        place
        for place in range(len(before))
        if chapters[place] is not None
        or begins[place]
        or place in doubts
        or (place in entries and entries[place].decided)
    ]
    texts = paragraphs(debate)
    text = Text([paragraph.text for paragraph in texts])
    said = speakers_of(changed)
    themes = themes_by_place(changed, found.themes.themes)
    ends = [*shown[1:], len(before)]
    for place, end in zip(shown, ends, strict=True):
        values: list[tuple[str, Value]] = []
        if (to := now[place]) is not None:
            values.append(("speaker", said[to]))
        if chapters[place] is not None or begins[place]:
            values.append(("chapter", chapters[place] or ""))
        here = dict.fromkeys(
            title for at in now[place:end] if at is not None for title in themes.get(at, ())
        )
        values.append(("themes", tuple(here)))
        yield Section(
            ("passage",),
            tuple(values),
            (("begins", str(text.anchor(place))),),
            f"line {texts[place].line}",
            tuple(f"In doubt: {message}" for message in doubts.get(place, ())),
            entries[place].block if place in entries else Block(),
        )


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


def write_plan(
    source: str, checked: str, found: Findings, plan: PlanFile | None
) -> tuple[str, tuple[str, ...]]:
    """Return the plan of `found` that keeps what `plan`, the one before it, decides, and sentences
    about what a person should know of it.

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
    obsolete = list(plan.layout.obsolete) if plan else []
    obsolete += _lost(plan, found) if plan else ()
    fresh = {line for part in parts for line in part.split("\n")}
    touched = [(n, line) for n, line in (plan.touched if plan else ()) if line not in fresh]
    obsolete += _changed_lines(plan, {number for number, _ in touched}) if plan else ()
    if obsolete:
        parts.append(f"\n{EXPLAINED} {_GONE}\n")
        parts += [f"{line}\n" for line in obsolete]
    sums = [checksum(line) for _, line in read_blocks("".join(parts), KEYS).defaults]
    text = Text([paragraph.text for paragraph in paragraphs(found.debate)])
    parts.append(f"\n{_MADE}source = {toml_text(checked)}\n")
    for key, noted in (("lines", dict.fromkeys(sums)), ("paragraphs", text.sums)):
        lines = "\n".join(wrap(" ".join(noted), _WIDTH))
        parts.append(f'{key} = """\n{lines}"""\n')
    return "".join(parts), _notes(plan, touched)


def _lines(section: Section) -> Iterator[str]:
    block = section.block
    if section.header:
        yield "\n"
        for comment in block.before:
            yield f"{comment}\n"
        remark = f" {EXPLAINED} {toml_comment(section.remark)}" if section.remark else ""
        yield f"{written_header(section.header)}{remark}\n"
    for line in section.below:
        yield f"{EXPLAINED} {toml_comment(line)}\n"
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


def _lost(plan: PlanFile, found: Findings) -> list[str]:
    """Return what a person decided and what has no place any more, as lines to keep."""
    obsolete: list[str] = []
    for entry, read in zip(plan.speakers, found.applied.reads, strict=True):
        if read is None:
            obsolete += _as_obsolete(written_header(("speaker", entry.read)), entry.block)
    for passage, place in zip(plan.passages, found.applied.places, strict=True):
        if place.found in (Found.GONE, Found.SEVERAL) and passage.decided:
            obsolete += _as_obsolete("[[passage]]", passage.block)
    return obsolete


def _as_obsolete(header: str, block: Block) -> list[str]:
    if not block.statements and not block.before + block.inside:
        return []
    lines = [*block.before, header, *block.inside]
    for statement in block.statements:
        lines += statement.raw.split("\n")
    return [f"{OBSOLETE} {line}".rstrip() for line in lines]


def _changed_lines(plan: PlanFile, numbers: set[int]) -> list[str]:
    """Return the defaults on the lines `numbers`, each below the header that it stood under."""
    obsolete: list[str] = []
    for block in plan.layout.blocks:
        lines = [line[2:] for number, line in block.defaults if number in numbers]
        if lines and block.header:
            lines = [written_header(block.header), *filter(None, [block.raw("begins")]), *lines]
        obsolete += [f"{OBSOLETE} {line}" for line in lines]
    return obsolete


def _notes(plan: PlanFile | None, touched: list[tuple[int, str]]) -> tuple[str, ...]:
    if plan is None or not touched:
        return ()
    return (
        f"{plan.path}, {format_lines(touched)}: changed, but still behind a #, so that it has no"
        " effect; it is kept at the end: put it in its place without the #.",
    )


# --- the plan of a transcript, or the one that there is, brought up to date ----------------------


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a plan file: `before` is its text before, None where it is new."""

    path: Path
    text: str
    before: str | None
    doubts: int
    notes: tuple[str, ...]


def plan_of(
    transcript: Path | None,
    path: Path,
    *,
    language: str | None = None,
    voices: Path | None = None,
    edited: PlanFile | None = None,
) -> Update:
    """Return the plan of `transcript` at `path`, with all that a person decided in the one that
    stands there, or in `edited`, which is to replace it; without `transcript`, of that one's own
    source.

    Nothing is written. Raises `PlanError` where what stands there is wrong, or is the plan of
    another transcript that is still there.
    """
    plan = edited or (load_plan(path) if path.exists() else None)
    if transcript is None:
        if plan is None:
            raise PlanError(f"{path}: there is no such file.")
        transcript = source_of(plan)
    elif plan is not None and is_source_of(plan, transcript) is False:
        raise PlanError(
            f"{path}: it is the plan of another transcript, “{plan.source}”; choose another file"
            " with -o, or change its `source`."
        )
    wanted = language or (plan.language if plan else None)
    debate, not_split = with_splits(plan, read_debate(transcript, language=wanted))
    thesaurus = load_thesaurus(debate.language, voices)
    applied = apply_plan(plan or PlanFile(path, ""), debate, thesaurus=thesaurus)
    themes = find_themes(
        applied.debate, fixed=applied.fixed_themes, banned=applied.banned, thesaurus=thesaurus
    )
    found = Findings(
        debate,
        applied,
        _voices(
            applied.debate, voices, find_series(series_folders(path, path.parent, given=False))
        ),
        chapter_titles(applied.debate, themes),
        themes,
    )
    text, notes = write_plan(
        relative_source(transcript, path), checksum_of_file(transcript), found, plan
    )
    before = path.read_text(encoding="utf-8-sig") if path.exists() else None
    return Update(
        path,
        text,
        before,
        len(applied.debate.doubts),
        (*not_split, *applied.notes, *notes),
    )


def default_path(transcript: Path) -> Path:
    """Return where the plan of `transcript` belongs: with its episodes."""
    return Path(EPISODES) / slug(transcript.stem.removesuffix(".edit")) / "plan.toml"


def save(update: Update) -> None:
    """Write the file, whole or not at all."""
    with output_errors(update.path), part_file(update.path) as part:
        part.write_text(update.text, encoding="utf-8", newline="\n")


def _voices(debate: Debate, folder: Path | None, series: SeriesFile) -> Mapping[str, str]:
    """Return the voice of everybody who has one of the palette."""
    if debate.language not in languages(folder):
        return {}
    try:
        palette = palette_of(debate.language, folder)
    except (EngineError, VoiceError):
        return {}
    earlier = series_voices(series, debate)
    cast = make_cast(debate, palette.narrator, palette.voices, palette.distances, earlier)
    known = {voice.id for voice in palette.voices}
    return {part.speaker: part.voice.name for part in cast.parts if part.voice.id in known}


def chapter_titles(
    debate: Debate, themes: Themes, titles: Mapping[tuple[int, int], str] | None = None
) -> dict[tuple[int, int], str]:
    """Return the chapters' titles as a build makes them, where `titles` has none, by turn and first
    paragraph; in a language that it has no words for, as in English."""
    language = debate.language if debate.language in LANGUAGES else "en"
    plan = plan_album(debate, phrasebook(language), themes, titles=titles or {}).whole
    return {
        (chapter.turns[0].index, chapter.turns[0].first_paragraph): chapter.title
        for chapter in plan.chapters
        if chapter.turns
    }
