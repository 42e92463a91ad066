"""The episodes that a debate can have, as the tracks of one album.

Their order and numbers depend on the debate alone: the whole, its speakers, its themes. So a track
that is made later fits among those that are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from podcast.errors import PodcastError
from podcast.language.nounphrases import folded
from podcast.model import Debate
from podcast.narration import Phrasebook
from podcast.planning.model import FOLDERS, EpisodeKind, EpisodePlan
from podcast.planning.recall import Recall
from podcast.planning.segments import Place
from podcast.planning.speakers import plan_speaker
from podcast.planning.themed import plan_theme
from podcast.planning.titles import Hints, Titles, text_of
from podcast.planning.whole import NO_TITLES, plan_whole, whole_groups
from podcast.store.files import slug
from podcast.themes import Theme, Themes

_WHAT = {
    EpisodeKind.SPEAKER: "nobody speaks who is called",
    EpisodeKind.THEME: "no theme is called",
}


@dataclass(frozen=True, slots=True)
class Track:
    """An episode of an album: the `number`-th of `total`; `name` is whom or what it is about (the
    debate's title for the whole), `path` its file in the debate's folder, without suffix."""

    kind: EpisodeKind
    name: str
    number: int
    total: int
    path: PurePosixPath


@dataclass(frozen=True)
class Album:
    """All episodes that a debate can have, planned when they are asked for."""

    debate: Debate
    book: Phrasebook
    themes: Themes
    tracks: tuple[Track, ...]
    recall: Recall = Recall.QUESTION
    titles: Titles = field(default_factory=dict)

    def chosen(
        self, kinds: Iterable[EpisodeKind], names: Iterable[tuple[EpisodeKind, str]] = ()
    ) -> tuple[Track, ...]:
        """Return the tracks of these kinds, and those with these names (whatever their capitals and
        accents); a kind of which something is named means nothing but that.

        Raises `PodcastError` where nothing has such a name; the message lists those there are.
        """
        named = {self._named(kind, name) for kind, name in names}
        narrowed = {track.kind for track in named}
        return tuple(
            track
            for track in self.tracks
            if track in named or (track.kind in set(kinds) and track.kind not in narrowed)
        )

    def plan(self, track: Track) -> EpisodePlan:
        """Return the plan of an episode."""
        if track.kind is EpisodeKind.WHOLE:
            return self.whole
        if track.kind is EpisodeKind.SPEAKER:
            return plan_speaker(self.debate, self.book, track.name, self._hints, self.recall)
        theme = next(theme for theme in self.themes.themes if theme.title == track.name)
        return plan_theme(self.debate, self.book, theme, self._hints, self.recall)

    @cached_property
    def whole(self) -> EpisodePlan:
        """The plan of the whole debate."""
        return plan_whole(self.debate, self.book, titles=self.titles, words=self._hints.words)

    @cached_property
    def _hints(self) -> Hints:
        background = tuple(text_of(group) for group in whole_groups(self.debate))
        return Hints(_words(self.themes.themes), background, self.titles)

    def _named(self, kind: EpisodeKind, name: str) -> Track:
        wanted = " ".join(folded(name).replace("’", "'").split())
        of_kind = [track for track in self.tracks if track.kind is kind]
        for track in of_kind:
            if " ".join(folded(track.name).replace("’", "'").split()) == wanted:
                return track
        known = "".join(f"\n- {track.name}" for track in of_kind)
        if not known:
            raise PodcastError(f"{_WHAT[kind].capitalize()} “{name}”: there are none here.")
        raise PodcastError(f"{_WHAT[kind].capitalize()} “{name}”. There are:{known}")


def plan_album(
    debate: Debate,
    book: Phrasebook,
    themes: Themes,
    *,
    name: str = "",
    recall: Recall = Recall.QUESTION,
    titles: Titles = NO_TITLES,
) -> Album:
    """Return the album of `debate`; `name` is the whole's file, by default made from the title."""
    speaking = {turn.speaker for turn in debate.turns}
    about = [(EpisodeKind.WHOLE, debate.title)]
    about += [(EpisodeKind.SPEAKER, s.name) for s in debate.speakers if s.name in speaking]
    about += [(EpisodeKind.THEME, theme.title) for theme in themes.themes]
    taken: set[str] = set()
    numbers: dict[PurePosixPath, int] = {}
    tracks = []
    for number, (kind, title) in enumerate(about, start=1):
        if kind is EpisodeKind.WHOLE:
            path = PurePosixPath(name or slug(debate.title))
        else:
            path = first = PurePosixPath(FOLDERS[kind]) / slug(title)
            while str(path) in taken:  # "Zoé" and "Zoe"
                numbers[first] = numbers.get(first, 1) + 1
                path = first.with_name(f"{first.name}-{numbers[first]}")
        taken.add(str(path))
        tracks.append(Track(kind, title, number, len(about), path))
    return Album(debate, book, themes, tuple(tracks), recall, titles)


def _words(themes: tuple[Theme, ...]) -> Mapping[Place, tuple[str, ...]]:
    """Return the words for which each paragraph is in a theme."""
    words: dict[Place, tuple[str, ...]] = {}
    for theme in themes:
        for one in theme.passages if theme.source != "structure" else ():
            for number in range(one.passage.first, one.passage.last + 1):
                place = (one.passage.turn, number)
                words[place] = words.get(place, ()) + one.words
    return words
