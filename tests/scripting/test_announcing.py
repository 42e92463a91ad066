from dataclasses import replace

from podcast.model import Debate, Speaker
from podcast.narration import phrasebook
from podcast.planning import EpisodeKind, plan_album
from podcast.scripting.announcing import Announce, announcements
from podcast.themes import Passage, Theme, ThemePassage, Themes
from tests.conftest import debate_of

SPEECH = "Le prix du billet de train dépend de la redevance des péages ferroviaires du réseau. " * 6
DEBATE = replace(
    debate_of(
        ("Mo", "Que faire ?"), ("Ada", f"{SPEECH}\n{SPEECH}"), ("Bob", "Et la gare ?"),
        ("Ada", SPEECH), ("Mo", "Et vous ?"), ("Bob", SPEECH), ("Ada", SPEECH),
    ),
    speakers=(
        Speaker("Mo", "Journaliste", moderator=True),
        Speaker("Ada", "Maire"),
        Speaker("Bob", "Chef de gare"),
    ),
)  # fmt: skip


def told(debate: Debate, kind: EpisodeKind, name: str, *passages: Passage) -> list[str]:
    theme = Theme("Trains", "plan", tuple(ThemePassage(p, (), 1.0) for p in passages))
    album = plan_album(debate, phrasebook("fr"), Themes((theme,), ()))
    plan = album.plan(next(t for t in album.tracks if (t.kind, t.name) == (kind, name)))
    found = announcements(plan, Announce.NEEDED)
    return [
        ("(" if part.recalled else "")
        + (f"{who.name}, {who.role}" if who and who.role else who.name if who else "-")
        for number, chapter in enumerate(plan.exchanges)
        for place, part in enumerate(chapter.parts)
        for who in (found.get((number, place)),)
    ]


def test_who_asks_is_announced_by_name_and_who_leads_with_the_role() -> None:
    assert told(DEBATE, EpisodeKind.SPEAKER, "Ada") == [
        "(Mo, Journaliste", "Ada, Maire", "(Bob", "-", "(Bob", "-",
    ]  # fmt: skip


def test_after_a_leap_only_the_last_voice_is_known() -> None:
    passages = (Passage(1, 1, 1), Passage(2, 1, 1), Passage(4, 1, 1), Passage(7, 1, 1))
    assert told(DEBATE, EpisodeKind.THEME, "Trains", *passages) == [
        "Mo, Journaliste", "Ada, Maire", "(Bob", "-", "-",
    ]  # fmt: skip


def test_the_rest_of_a_turn_is_not_announced_again() -> None:
    passages = (Passage(2, 2, 2),)
    heard = told(DEBATE, EpisodeKind.THEME, "Trains", *passages)
    assert heard == ["(Mo, Journaliste", "Ada, Maire"]
    whole = told(DEBATE, EpisodeKind.WHOLE, "Un débat")
    assert whole.count("Ada, Maire") == 1
