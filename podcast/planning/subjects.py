"""What a debate is about, worked out by itself: most of the work of planning, and a voice need not
wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from podcast.language.nounphrases import name_words
from podcast.language.phrase_cache import cached_phrases
from podcast.model import Debate
from podcast.narration import phrasebook
from podcast.planning.album import plan_album
from podcast.planning.model import ChapterPart, EpisodePlan
from podcast.planning.segments import end_of, segment_of
from podcast.planning.titles import Titles
from podcast.planning.whole import chapters
from podcast.store.cache import Cache
from podcast.themes import FixedTheme, Passage, Themes, find_themes, load_thesaurus
from podcast.themes.stem_cache import cached_stems


@dataclass(frozen=True, slots=True)
class Subjects:
    """The themes of a debate; the titles of the chapters of its whole, opening and closing too; and
    which passages each of those between them holds."""

    themes: Themes
    titles: tuple[str, ...]
    passages: tuple[tuple[Passage, ...], ...]

    def whole(self, debate: Debate) -> EpisodePlan:
        """Return the plan of the whole `debate`, which these are of."""
        parts = [
            tuple(
                ChapterPart(segment_of(debate.turns[one.turn - 1], one.first, one.last))
                for one in passages
            )
            for passages in self.passages
        ]
        made = chapters(self.titles, parts, debate.introduction)
        return EpisodePlan(debate.title, debate, made)


def find_subjects(
    debate: Debate,
    voices: Path | None,
    titles: Titles,
    fixed: tuple[FixedTheme, ...],
    banned: frozenset[str],
    cache: Cache | None,
) -> Subjects:
    """Return what `debate` is about, by the themes of the folder `voices` and those that a person
    `fixed` or `banned`; `titles` are what they want chapters to be called. What takes long is
    looked up in `cache`. Raises `ThesaurusError` where the words of the themes are wrong."""
    with remembered(cache, debate):
        thesaurus = load_thesaurus(debate.language, voices)
        themes = find_themes(debate, fixed=fixed, banned=banned, thesaurus=thesaurus)
        plan = plan_album(debate, phrasebook(debate.language), themes, titles=titles).whole
    passages = tuple(
        tuple(Passage(turn.index, turn.first_paragraph, end_of(turn)) for turn in chapter.turns)
        for chapter in plan.exchanges
        if chapter.turns
    )
    return Subjects(themes, tuple(chapter.title for chapter in plan.chapters), passages)


@contextmanager
def remembered(cache: Cache | None, debate: Debate) -> Iterator[None]:
    """What is found of the words of `debate` meanwhile is looked up in `cache`, and written to
    it."""
    people = name_words(tuple(speaker.name for speaker in debate.speakers))
    language = debate.language
    with cached_stems(cache, language), cached_phrases(cache, language, people):
        yield
