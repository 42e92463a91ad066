"""The words of the feed's own, in each language."""

from __future__ import annotations

from dataclasses import dataclass

from podcast.publishing.page.interface import ENGLISH as PAGE_ENGLISH
from podcast.publishing.page.interface import FRENCH as PAGE_FRENCH


@dataclass(frozen=True, slots=True)
class FeedWords:
    """`about` describes a series of which nothing is said."""

    about: str
    heard: str
    chapters: str
    page: str
    colon: str
    subscribe: str
    debates: str
    nothing: str


FRENCH = FeedWords(
    about="Des débats à écouter. Les voix sont des voix de synthèse, qui lisent la transcription.",
    heard="Avec {}.",
    chapters="Chapitres",
    page="Lire le texte en écoutant",
    colon=PAGE_FRENCH.colon,
    subscribe="S'abonner, dans une application de podcasts",
    debates="Débats",
    nothing="Il n'y a encore aucun débat ici.",
)
ENGLISH = FeedWords(
    about="Debates to listen to. The voices are synthetic, and read the transcript.",
    heard="With {}.",
    chapters="Chapters",
    page="Read along",
    colon=PAGE_ENGLISH.colon,
    subscribe="Subscribe, in a podcast app",
    debates="Debates",
    nothing="There is no debate here yet.",
)

WORDS = {"fr": FRENCH, "en": ENGLISH}


def words_of(language: str) -> FeedWords:
    """The words in `language` ("fr", "fr-CA"), in English where there are none."""
    return WORDS.get(language.partition("-")[0].lower(), ENGLISH)
