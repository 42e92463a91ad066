"""The categories that Apple Podcasts knows, which all directories have taken over.

Source: "Apple Podcasts categories" (podcasters.apple.com/support/1691).
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

_CATEGORIES = """
Arts: Books, Design, Fashion & Beauty, Food, Performing Arts, Visual Arts
Business: Careers, Entrepreneurship, Investing, Management, Marketing, Non-Profit
Comedy: Comedy Interviews, Improv, Stand-Up
Education: Courses, How To, Language Learning, Self-Improvement
Fiction: Comedy Fiction, Drama, Science Fiction
Government:
Health & Fitness: Alternative Health, Fitness, Medicine, Mental Health, Nutrition, Sexuality
History:
Kids & Family: Education for Kids, Parenting, Pets & Animals, Stories for Kids
Leisure: Animation & Manga, Automotive, Aviation, Crafts, Games, Hobbies, Home & Garden, Video Games
Music: Music Commentary, Music History, Music Interviews
News: Business News, Daily News, Entertainment News, News Commentary, Politics, Sports News, \
Tech News
Religion & Spirituality: Buddhism, Christianity, Hinduism, Islam, Judaism, Religion, Spirituality
Science: Astronomy, Chemistry, Earth Sciences, Life Sciences, Mathematics, Natural Sciences, \
Nature, Physics, Social Sciences
Society & Culture: Documentary, Personal Journals, Philosophy, Places & Travel, Relationships
Sports: Baseball, Basketball, Cricket, Fantasy Sports, Football, Golf, Hockey, Rugby, Running, \
Soccer, Swimming, Tennis, Volleyball, Wilderness, Wrestling
Technology:
True Crime:
TV & Film: After Shows, Film History, Film Interviews, Film Reviews, TV Reviews
"""


@dataclass(frozen=True, slots=True)
class Category:
    """A category, and one within it."""

    name: str
    within: str | None = None


_KNOWN = {
    line.partition(":")[0]: tuple(filter(None, map(str.strip, line.partition(":")[2].split(","))))
    for line in _CATEGORIES.strip().splitlines()
}

DEFAULT = Category("Society & Culture")


def category(text: str) -> Category:
    """What "News > Politics", or "Politics" alone, means, whatever its capitals.

    Raises ValueError, with a sentence, where there is no such category.
    """
    name, _, within = (part.strip() for part in text.partition(">"))
    known = {(one.name.casefold(), (one.within or "").casefold()): one for one in _all()}
    found = known.get((name.casefold(), within.casefold()))
    if found is None and not within:
        found = next((one for (_, inner), one in known.items() if inner == name.casefold()), None)
    if found is not None:
        return found
    names = [_written(one) for one in _all()] + [one.within for one in _all() if one.within]
    close = get_close_matches(text, names, 1)
    hint = f"did you mean “{close[0]}”?" if close else f"known are {', '.join(_KNOWN)}."
    raise ValueError(f"there is no category “{text}”; {hint}")


def _all() -> list[Category]:
    return [Category(name, inner) for name, within in _KNOWN.items() for inner in (None, *within)]


def _written(one: Category) -> str:
    return f"{one.name} > {one.within}" if one.within else one.name
