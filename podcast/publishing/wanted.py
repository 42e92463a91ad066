"""What is to be made beside an MP3."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make beside the MP3: all that costs next to nothing, but not the talking book, which
    takes as much room as the MP3."""

    page: bool = True
    captions: bool = True
    chapters: bool = True
    book: bool = False


EVERYTHING = Wanted()
"""All that is made where nothing is said."""
