from hypothesis import given
from hypothesis import strategies as st

from podcast.planning.recall import MOST, Recall, recalled
from podcast.themes.model import WORDS_A_MINUTE
from tests.conftest import debate_of

FILLER = "Nous avons parlé ce matin de bien des choses que chacun connaît ici depuis longtemps. "


def recall(said: str, how: Recall = Recall.QUESTION) -> str | None:
    turn = recalled(debate_of(("Ada", said)).turns[0], how)
    return " | ".join(p.text for p in turn.paragraphs) if turn else None


def test_what_is_short_is_heard_whole() -> None:
    assert recall("Merci. Et le prix du billet ?") == "Merci. Et le prix du billet ?"


def test_a_long_turn_is_shortened_to_its_question() -> None:
    asked = "Quelle place les trains de nuit ont-ils dans la politique des transports du pays ?"
    assert recall(f"{FILLER * 6}\n{FILLER}{asked} Merci.") == asked


def test_a_question_that_tells_nothing_has_what_is_before_it() -> None:
    told = "Le conseil veut fermer la gare."
    assert (
        recall(f"{FILLER * 6}{told} Qu'en pensez-vous ?") == f"{FILLER}{told} Qu'en pensez-vous ?"
    )


def test_questions_in_a_row_stay_together() -> None:
    asked = "Qui paie les péages de la nuit sur les lignes ? Et qui les encaisse à la fin du mois ?"
    assert recall(f"{FILLER * 6}{asked}") == asked


def test_without_a_question_the_end_is_heard() -> None:
    end = "La gare fermera donc en mars."
    heard = recall(f"{FILLER * 9}{end}")
    assert heard is not None and heard.endswith(end) and len(heard.split()) <= MOST


def test_an_old_question_is_not_the_one_that_is_answered() -> None:
    heard = recall(f"Qui paie ? {FILLER * 12}")
    assert heard is not None and "Qui paie" not in heard


def test_all_or_nothing() -> None:
    assert recall(FILLER * 9, Recall.FULL) == FILLER * 9
    assert recall("Qui ?", Recall.NONE) is None


@given(
    st.lists(
        st.sampled_from(["mot", "mot,", "mot.", "Quoi ?", "Mot\nmot"]), min_size=1, max_size=400
    )
)
def test_it_is_never_long_and_always_the_turns_own_words(words: list[str]) -> None:
    said = " ".join(words)
    heard = recall(said)
    if heard is not None:
        assert len(heard.split()) <= WORDS_A_MINUTE / 2
        assert " ".join(heard.replace(" | ", " ").split()) in " ".join(said.split())
