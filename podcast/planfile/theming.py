"""The themes that a plan fixes: by words, or passage by passage."""

from __future__ import annotations

from collections.abc import Mapping

from podcast.language.nounphrases import folded
from podcast.model import Debate
from podcast.planfile.model import PlanError, PlanFile
from podcast.planfile.regroup import paragraphs, spots
from podcast.themes import FixedTheme, Thesaurus, find_themes


def theming(
    plan: PlanFile,
    debate: Debate,
    decided: Mapping[range, tuple[str, ...]],
    thesaurus: Thesaurus | None,
) -> tuple[tuple[FixedTheme, ...], frozenset[str]]:
    """Return the themes of `debate` that `plan` fixes, and those that it bans; `decided` are themes
    of some of its places."""
    banned = frozenset(plan.banned or ())
    fixed = tuple(FixedTheme(theme.title, theme.words) for theme in plan.themes)
    refused = {folded(title) for title in banned}
    for title in (*(t.title for t in fixed), *(t for titles in decided.values() for t in titles)):
        if folded(title) in refused:
            raise PlanError(
                f"{plan.path}, [themes], `banned`: “{title}” is banned here and asked for elsewhere"
                " in the plan; choose one."
            )
    if not decided:
        return fixed, banned

    place_of = {spot: place for place, spot in enumerate(spots(debate))}
    titles: dict[str, str] = {}
    places: dict[str, set[int]] = {}
    for theme in find_themes(debate, fixed=fixed, banned=banned, thesaurus=thesaurus).themes:
        key = folded(theme.title)
        titles[key] = theme.title
        places[key] = {
            place_of[one.passage.turn, number]
            for one in theme.passages
            for number in range(one.passage.first, one.passage.last + 1)
        }
    changed: set[str] = set()
    for where, wanted in decided.items():
        keys = {folded(title): title for title in wanted}
        for key in [key for key, found in places.items() if key not in keys]:
            if not places[key].isdisjoint(where):
                places[key] -= set(where)
                changed.add(key)
        for key, title in keys.items():
            titles.setdefault(key, title)
            if not places.setdefault(key, set()).issuperset(where):
                places[key] |= set(where)
                changed.add(key)
    emptied = frozenset(titles[key] for key in changed if not places[key])
    whole = [theme for theme in fixed if folded(theme.title) not in changed]
    in_part = [
        FixedTheme(titles[key], lines=_lines(debate, places[key]))
        for key in sorted(changed, key=lambda key: (min(places[key], default=0), key))
        if places[key]
    ]
    return (*whole, *in_part), banned | emptied


def _lines(debate: Debate, places: set[int]) -> tuple[tuple[int, int], ...]:
    """Return the lines where the paragraphs at `places` begin, those that follow each other as
    one."""
    texts = paragraphs(debate)
    ranges: list[tuple[int, int]] = []
    last = -2
    for place in sorted(places):
        line = texts[place].line
        if place == last + 1:
            ranges[-1] = (ranges[-1][0], line)
        else:
            ranges.append((line, line))
        last = place
    return tuple(ranges)
