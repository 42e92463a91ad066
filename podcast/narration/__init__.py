"""The narrator's words, one file per language.

The flow asks for sentences ("announce this person") and never holds a word of them; a new
language is a new file here and an entry in `phrasebook`.
"""

from __future__ import annotations

from podcast.narration.phrasebook import (
    LANGUAGES,
    Detail,
    EpisodeFacts,
    Landmark,
    Participant,
    Phrasebook,
    phrasebook,
)

__all__ = [
    "LANGUAGES",
    "Detail",
    "EpisodeFacts",
    "Landmark",
    "Participant",
    "Phrasebook",
    "phrasebook",
]
