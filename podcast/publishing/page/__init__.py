"""The page of a debate: one file that plays its episodes and is their text at the same time.

`content` puts together what stands on it from `parts` (pure), `interface` has its words in each
language, `render` makes the HTML, from the template, the style and the script; `earlier`
finds the episodes that earlier builds have left, whose content is `stored` in a hidden file.
"""

from __future__ import annotations

from podcast.publishing.page.content import episode_content
from podcast.publishing.page.earlier import earlier_episodes
from podcast.publishing.page.parts import (
    Block,
    Page,
    PageChapter,
    PageEpisode,
    PageParagraph,
    PageSpeaker,
    Passage,
    Sentence,
    in_order,
)
from podcast.publishing.page.render import page_parts
from podcast.publishing.page.stored import RECORD, stored

__all__ = [
    "RECORD",
    "Block",
    "Page",
    "PageChapter",
    "PageEpisode",
    "PageParagraph",
    "PageSpeaker",
    "Passage",
    "Sentence",
    "earlier_episodes",
    "episode_content",
    "in_order",
    "page_parts",
    "stored",
]
