"""The JSON that `podcast themes --json` prints; docs/themes.md says what each entry means."""

from __future__ import annotations

from typing import Any

from podcast.model import Debate
from podcast.themes.model import Passage, Themes, passage_words, seconds


def themes_to_json(debate: Debate, found: Themes) -> dict[str, Any]:
    """Return `found` as plain lists and dictionaries. Entries may be added, none changes its
    meaning."""
    words = sum(turn.words for turn in debate.turns)
    themes = []
    for theme in found.themes:
        said = sum(passage_words(debate, one.passage) for one in theme.passages)
        themes.append(
            {
                "title": theme.title,
                "source": theme.source,
                "share": round(said / words, 4) if words else 0.0,
                "seconds": round(seconds(said)),
                "passages": [
                    {
                        **_passage(debate, one.passage),
                        "because": list(one.words),
                        "score": one.score,
                        "question": one.question,
                    }
                    for one in theme.passages
                ],
            }
        )
    return {
        "title": debate.title,
        "language": debate.language,
        "themes": themes,
        "unthemed": [
            {**_passage(debate, passage), "why": why}
            for passage, why in zip(found.unthemed, found.why, strict=True)
        ],
    }


def _passage(debate: Debate, passage: Passage) -> dict[str, Any]:
    turn = debate.turns[passage.turn - 1]
    first = turn.paragraphs[passage.first - 1]
    return {
        "turn": passage.turn,
        "first": passage.first,
        "last": passage.last,
        "speaker": turn.speaker,
        "line": first.line,
        "begins": first.text[:80],
        "seconds": round(seconds(passage_words(debate, passage))),
    }
