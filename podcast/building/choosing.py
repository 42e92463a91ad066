"""Chooses the episodes of a debate that are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from podcast.errors import PodcastError
from podcast.planfile import EpisodesTable, Work
from podcast.planning import Album, EpisodeKind, Track
from podcast.themes import Themes, find_themes, load_thesaurus


def themes_of(work: Work, voices: Path | None) -> Themes | None:
    """The debate's themes, as its plan wants them; None where no plan has a say."""
    if not work.fixed_themes and not work.banned:
        return None
    thesaurus = load_thesaurus(work.debate.language, voices)
    return find_themes(
        work.debate, fixed=work.fixed_themes, banned=work.banned, thesaurus=thesaurus
    )


def wanted_episodes(
    table: EpisodesTable, by: Sequence[str], speakers: Sequence[str], themes: Sequence[str]
) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """`--by`, `--speaker` and `--theme`; where they ask for nothing, what the plan asks for."""
    if by or speakers or themes:
        return by, speakers, themes
    kinds: list[str] = [] if table.whole is False else ["whole"]
    named: list[Sequence[str]] = []
    for kind, wish in (("speaker", table.speakers), ("theme", table.themes)):
        if wish is True:
            kinds.append(kind)
        named.append(wish if isinstance(wish, tuple) else ())
    return kinds, named[0], named[1]


def chosen_tracks(
    album: Album, by: Sequence[str], speakers: Sequence[str], themes: Sequence[str]
) -> tuple[Track, ...]:
    """The tracks that `--by`, `--speaker` and `--theme` ask for: the whole where they ask for
    nothing. Raises `PodcastError` for a name that is not there, and where there is nothing."""
    names = [(EpisodeKind.SPEAKER, name) for name in speakers]
    names += [(EpisodeKind.THEME, name) for name in themes]
    kinds = [EpisodeKind(kind) for kind in by] or ([] if names else [EpisodeKind.WHOLE])
    tracks = album.chosen(kinds, names)
    if not tracks:
        raise PodcastError(
            "No theme was found in this debate: nothing is spoken of at two places, or for long."
            " `podcast themes` shows what was looked at."
        )
    return tracks
