"""A debate as its plan has it now: what the pages show, and what corrections start from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from podcast.building.decide import READING, cast_debate
from podcast.building.model import DebateCast
from podcast.casting.series import FILE, find_series
from podcast.errors import PodcastError
from podcast.model import Debate, Paragraph, Speaker
from podcast.planfile import PlanFile, Work, open_work
from podcast.planfile.anchors import Text
from podcast.planfile.applying import Applied
from podcast.planfile.model import PassageEntry, SpeakerEntry
from podcast.planfile.people import People, find_people
from podcast.planfile.regroup import (
    paragraphs,
    place_in_doubt,
    speakers_of,
    spots,
    turn_ends,
)
from podcast.planfile.writing import chapter_titles
from podcast.studio.files import state_of
from podcast.themes import Themes, find_themes, load_thesaurus
from podcast.wording.lexicon import Lexicon, debate_lexicon, lexicon_path


@dataclass(frozen=True)
class Opened:
    """A debate, read and decided. A place is a number of a paragraph as it was read, from 0; the
    `state` is that of all files it was made from (`files.state_of`)."""

    work: Work
    state: str
    themes: Themes
    casting: DebateCast | None
    uncast: str
    chapters: dict[int, str]
    lexicon: Lexicon

    @property
    def debate(self) -> Debate:
        """The debate as the plan wants it."""
        return self.work.debate

    @property
    def read(self) -> Debate:
        """The debate as it was read."""
        assert self.work.read is not None
        return self.work.read

    @property
    def plan(self) -> PlanFile:
        """The plan."""
        assert self.work.decided is not None
        return self.work.decided

    @property
    def applied(self) -> Applied:
        """What came of the plan."""
        assert self.work.applied is not None
        return self.work.applied

    @cached_property
    def texts(self) -> tuple[Paragraph, ...]:
        """The paragraph at each place, as it was read."""
        return paragraphs(self.read)

    @cached_property
    def said(self) -> tuple[str | None, ...]:
        """Who says each place now; None for what is left out."""
        now = speakers_of(self.debate)
        return tuple(None if to is None else now[to] for to in self.applied.where)

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """What is said at each place, or would be."""
        now = paragraphs(self.debate)
        return tuple(
            self.texts[place].text if to is None else now[to].text
            for place, to in enumerate(self.applied.where)
        )

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """For each place, where the turn that was read ends."""
        return tuple(turn_ends(self.read))

    @cached_property
    def people(self) -> People:
        """Who is who."""
        return find_people(self.plan, self.read)

    @cached_property
    def _text(self) -> Text:
        return Text([paragraph.text for paragraph in self.texts])

    @cached_property
    def entries(self) -> dict[int, PassageEntry]:
        """The plan's passages by place; of two for one, the one that decides something."""
        return self.applied.passages(self.plan)

    def begins(self, place: int) -> str:
        """Return how the plan writes which paragraph is at `place`."""
        entry = self.entries.get(place)
        written = [s.value for s in entry.block.statements if s.key == "begins"] if entry else []
        return str(written[0]) if written else str(self._text.anchor(place))

    def entry_name(self, name: str) -> str:
        """Return what the plan calls the speaker who is shown as `name`: the name as it was read,
        which stays when they are called otherwise."""
        entry = self.entry(name)
        if entry is not None:
            return entry.read
        return next((read for read, shown in self.people.final.items() if shown == name), name)

    def entry(self, name: str) -> SpeakerEntry | None:
        """Return what the plan says of the speaker who is shown as `name`, None for nothing."""
        for entry, read in zip(self.plan.speakers, self.people.reads, strict=True):
            if read is None:
                continue
            shown = entry.name or read
            if shown == name or (entry.name is None and self.people.final.get(read) == name):
                return entry
        return None

    def as_read(self, name: str) -> Speaker | None:
        """Return the speaker shown as `name` as they were read, None for somebody new."""
        own = self.entry_name(name)
        return next((s for s in self.read.speakers if s.name == own), None)

    @cached_property
    def doubts(self) -> tuple[tuple[int | None, str, str], ...]:
        """Place (as read), kind and message of each doubt that is not settled."""
        where = {to: place for place, to in enumerate(self.applied.where) if to is not None}
        found = []
        for doubt in self.debate.doubts:
            to = place_in_doubt(self.debate, doubt)
            found.append((None if to is None else where[to], doubt.kind, doubt.message))
        return tuple(found)


def watched_files(plan: Path, transcript: Path, folder: Path) -> tuple[Path, ...]:
    """Return the files that a debate in `folder` is made from, the plan first."""
    return (plan, transcript, lexicon_path(transcript), folder / FILE)


def opened(plan: Path, folder: Path, transcript: Path) -> Opened:
    """Return the debate of `plan`, whose series may be in `folder`.

    Raises a `PodcastError` where the plan or its transcript cannot be used.
    """
    with READING:
        state = state_of(watched_files(plan, transcript, folder))
        work = open_work(plan)
        debate = work.debate
        thesaurus = load_thesaurus(debate.language, None)
        themes = find_themes(
            debate, fixed=work.fixed_themes, banned=work.banned, thesaurus=thesaurus
        )
        assert work.applied is not None
        titles, spot_of = chapter_titles(debate, themes, work.titles), spots(debate)
        chapters = {
            place: titles[spot_of[to]]
            for place, to in enumerate(work.applied.where)
            if to is not None and spot_of[to] in titles
        }
        casting, uncast = None, ""
        try:
            series = find_series(work.series_folders(folder, given=False))
            casting = cast_debate(debate, series_file=series)
        except PodcastError as error:
            uncast = str(error)
        return Opened(
            work,
            state,
            themes,
            casting,
            uncast,
            chapters,
            debate_lexicon(work.transcript, debate.language),
        )
