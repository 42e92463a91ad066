from dataclasses import replace

from podcast.model import Debate
from podcast.planning.grouping import grouped
from podcast.planning.segments import LONGEST, outline_of, segments
from tests.conftest import debate_of

TOPICS = (
    "Le prix du billet de train dépend de la redevance des péages ferroviaires du réseau. ",
    "L'hôpital de la ville manque de médecins, d'infirmières et de lits pour les malades. ",
    "Les élèves de l'école apprennent la musique avec des professeurs du conservatoire. ",
    "Les agriculteurs de la plaine sèment du blé, du colza et du maïs dans leurs champs. ",
)
LONG = TOPICS[0] * 6


def chapters(debate: Debate) -> list[list[int]]:
    outline = outline_of(debate)
    return [
        [turn.index for turn in group]
        for group in grouped(segments(debate.turns, outline), outline)
    ]


def led(debate: Debate, by: str) -> Debate:
    speakers = tuple(replace(s, moderator=s.name == by) for s in debate.speakers)
    return replace(debate, speakers=speakers)


def test_a_short_question_opens_its_answer() -> None:
    debate = debate_of(("Ada", LONG), ("Bob", "Et le prix ?"), ("Eva", LONG))
    assert chapters(debate) == [[1], [2, 3]]


def test_an_interjection_stays_in_what_it_interrupts() -> None:
    debate = debate_of(("Ada", LONG), ("Bob", "Très bien !"), ("Ada", LONG), ("Bob", LONG))
    assert chapters(debate) == [[1, 2, 3], [4]]


def test_whoever_goes_on_for_long_has_another_chapter() -> None:
    much = TOPICS[0] * 50
    assert chapters(debate_of(("Ada", much), ("Bob", "Bien !"), ("Ada", much))) == [[1, 2], [3]]


def test_a_moderators_transition_leads_on() -> None:
    debate = debate_of(("Ada", LONG), ("Mo", "Merci. Eva, à vous."), ("Eva", LONG))
    assert chapters(led(debate, "Mo")) == [[1], [2, 3]]
    assert chapters(debate) == [[1, 2], [3]]


def test_a_long_turn_is_divided_where_it_turns_to_something_else() -> None:
    said = "\n".join(topic * 9 for topic in TOPICS for _ in range(2))
    debate = debate_of(("Ada", said), ("Bob", LONG))
    outline = outline_of(debate)
    parts = [t for t in segments(debate.turns, outline) if t.index == 1]
    assert len(parts) > 1
    assert all(part.words <= LONGEST for part in parts)
    assert {p.first_paragraph for p in parts} <= {1, 3, 5, 7}  # where a topic begins


def test_one_paragraph_is_never_cut() -> None:
    assert chapters(debate_of(("Ada", TOPICS[0] * 200))) == [[1]]
