"""The JSON that `podcast inspect --json` prints; docs/inspect-json.md says what each entry means.

The names and meanings of the entries are stable: entries may be added, none changes.
"""

from __future__ import annotations

from typing import Any

from podcast.model import Debate


def debate_to_json(debate: Debate) -> dict[str, Any]:
    """`debate` as plain lists and dictionaries, in the order in which they are documented."""
    return {
        "title": debate.title,
        "subtitle": debate.subtitle,
        "date": debate.date,
        "language": debate.language,
        "speakers": [
            {
                "name": speaker.name,
                "role": speaker.role,
                "declared": speaker.declared,
                "turns": len(debate.turns_of(speaker.name)),
                "words": sum(turn.words for turn in debate.turns_of(speaker.name)),
            }
            for speaker in debate.speakers
        ],
        "turns": [
            {
                "index": turn.index,
                "speaker": turn.speaker,
                "line": turn.line,
                "text": [paragraph.text for paragraph in turn.paragraphs],
            }
            for turn in debate.turns
        ],
        "doubts": [
            {
                "turn": doubt.turn,
                "paragraph": doubt.paragraph,
                "line": doubt.line,
                "kind": doubt.kind,
                "message": doubt.message,
            }
            for doubt in debate.doubts
        ],
    }
