"""What a book says of itself, in each language; the rest are the words of the page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """`summary` is for people who ask what they can do with the book before they open it
    (schema.org accessibilitySummary), `not_heard` is added where something is only written."""

    landmarks: str
    contents: str
    start: str
    notice: str
    synthetic_voice: str
    summary: str
    not_heard: str


FRENCH = Wording(
    landmarks="Repères",
    contents="Sommaire",
    start="Début du texte",
    notice="Les voix sont des voix de synthèse : personne n'a été enregistré. Elles lisent le texte"
    " de ce livre ; ce que dit la narration y a été ajouté.",
    synthetic_voice="{} (voix de synthèse)",
    summary="Livre audio synchronisé : tout ce qui est dit peut être lu, et le texte est marqué"
    " phrase par phrase pendant l'écoute. Les voix sont des voix de synthèse, une par personne ;"
    " personne n'a été enregistré. On s'y déplace par chapitre, par intervention et par personne."
    " Les niveaux de titres se suivent, les passages en d'autres langues sont signalés, la taille"
    " et les couleurs du texte se règlent dans l'application de lecture. Il n'y a pas d'image hors"
    " de la couverture, et rien ne clignote.",
    not_heard=" Ce qui se passe dans la salle et les passages sans parole sont écrits et ne"
    " s'entendent pas.",
)

ENGLISH = Wording(
    landmarks="Landmarks",
    contents="Contents",
    start="Start of the text",
    notice="The voices are synthetic: nobody was recorded. They read the text of this book; what"
    " the narrator says was added to it.",
    synthetic_voice="{} (synthetic voice)",
    summary="A book with synchronised sound: all that is said can be read, and the text is marked"
    " sentence by sentence while it is heard. The voices are synthetic, one for each person;"
    " nobody was recorded. One can move by chapter, by turn and by person. Levels of headings"
    " follow each other, passages in other languages are marked as such, the size and colours of"
    " the text are those of the reading app. There is no picture but the cover, and nothing"
    " flashes.",
    not_heard=" What happens in the room and passages without words are written and not heard.",
)

WORDINGS = {"fr": FRENCH, "en": ENGLISH}
"""The book's words by ISO 639-1 code."""
