"""From a debate and what is asked for, to the plans of its episodes: their chapters, and titles.

`segments` cuts long turns, `grouping` lets short ones share a chapter, `titles` names the chapters;
`whole`, `speakers` and `themed` each plan a kind of episode from these, with what `recall` lets be
heard again; `album` says which episodes a debate can have, and in what order. `subjects` finds what
takes long of all this.
"""

from __future__ import annotations

from podcast.planning.album import Album, Track, plan_album
from podcast.planning.model import (
    FOLDERS,
    KINDS,
    LONGEST_TITLE,
    MOST_CHAPTERS,
    ChapterKind,
    ChapterPart,
    ChapterPlan,
    EpisodeKind,
    EpisodePlan,
)
from podcast.planning.recall import Recall
from podcast.planning.subjects import find_subjects, remembered
from podcast.planning.whole import plan_whole

__all__ = [
    "FOLDERS",
    "KINDS",
    "LONGEST_TITLE",
    "MOST_CHAPTERS",
    "Album",
    "ChapterKind",
    "ChapterPart",
    "ChapterPlan",
    "EpisodeKind",
    "EpisodePlan",
    "Recall",
    "Track",
    "find_subjects",
    "plan_album",
    "plan_whole",
    "remembered",
]
