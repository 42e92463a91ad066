from podcast.wording.cleaning import LONGEST_BREATH
from podcast.wording.spoken_words import words_to_say

LONG = (
    "nous avons voulu que chaque habitant de la commune puisse venir parler de ce qui le touche"
    " dans sa vie de tous les jours et que personne ne reste à la porte parce que la salle est"
    " petite"
)


def test_a_long_sentence_has_breathing_places() -> None:
    said = words_to_say(f"Hier {LONG}.", "fr").words
    assert max(len(stretch.split()) for stretch in said.split(",")) <= LONGEST_BREATH
    assert said.replace(",", "") == f"Hier {LONG}."


def test_a_short_one_has_none() -> None:
    assert "," not in words_to_say("Nous avons voulu que chacun vienne et parle.", "fr").words
