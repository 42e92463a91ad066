from dataclasses import replace

import pytest

from podcast.casting import make_cast
from podcast.model import Debate, Speaker
from podcast.narration import phrasebook
from podcast.palette import Palette
from podcast.planning import plan_whole
from podcast.scripting import Announce, LineKind, Script, write_script
from podcast.sentences import LONGEST_LINE
from tests.conftest import debate_of

TALK = debate_of(
    ("Ada", "Bonjour."), ("Bob", "Bonjour."), ("Ada", "Alors ?"), ("Bob", "Rien."), ("Eva", "Si."),
    ("Ada", "Quoi ?"), ("Bob", "Tout."),
)  # fmt: skip


def script(debate: Debate, tones: Palette, announce: Announce = Announce.NEEDED) -> Script:
    book = phrasebook(debate.language)
    cast = make_cast(debate, tones.narrator, tones.voices)
    return write_script(plan_whole(debate, book), cast, book, announce=announce)


def announced(made: Script) -> list[str]:
    return [
        chapter.lines[0].text if chapter.lines[0].kind is LineKind.NARRATION else "-"
        for chapter in made.chapters[1:-1]
    ]


@pytest.mark.parametrize(
    ("announce", "said"),
    [
        # Ada and Bob take turns; after Eva, both come back into another exchange.
        (Announce.NEEDED, ["Ada.", "Bob.", "-", "-", "Eva.", "Ada.", "Bob."]),
        (Announce.ALWAYS, ["Ada.", "Bob.", "Ada.", "Bob.", "Eva.", "Ada.", "Bob."]),
        (Announce.FIRST, ["Ada.", "Bob.", "-", "-", "Eva.", "-", "-"]),
        (Announce.NEVER, ["-"] * 7),
    ],
)
def test_who_is_announced(tones: Palette, announce: Announce, said: list[str]) -> None:
    assert announced(script(TALK, tones, announce)) == said


def test_the_role_is_said_the_first_time(tones: Palette) -> None:
    speakers = (Speaker("Ada", "Maire de Vence"), *TALK.speakers[1:])
    made = script(replace(TALK, speakers=speakers), tones, Announce.ALWAYS)
    assert [text for text in announced(made) if "Ada" in text] == [
        "Ada, maire de Vence.", "Ada.", "Ada.",
    ]  # fmt: skip


def test_every_paragraph_is_said_once_by_its_speaker(tones: Palette) -> None:
    long = "Une phrase qui dit une chose de plus. " * 80
    debate = debate_of(("Ada", f"Un.\n{long}\n…"), ("Bob", "x" * 5_000))
    made = script(debate, tones)
    cast = make_cast(debate, tones.narrator, tones.voices)
    spoken = [line for line in made.lines if line.kind is LineKind.SPEECH]
    for turn in debate.turns:
        lines = [line for line in spoken if line.turn == turn.index]
        assert {line.voice for line in lines} == {cast.voice_of(turn.speaker)}
        written = "".join(p.text for p in turn.paragraphs if p.text != "…")
        assert "".join(line.text for line in lines).replace(" ", "") == written.replace(" ", "")
    assert max(len(line.words) for line in made.lines) <= LONGEST_LINE


def test_pauses_tell_what_changes(tones: Palette) -> None:
    made = script(debate_of(("Ada", "Un.\nDeux."), ("Bob", "Trois.")), tones)
    pauses = [line.pause for line in made.chapters[1].lines]
    assert pauses == [700, 350, 450]  # announcement, after it, the next paragraph


def test_a_turn_of_dots_is_a_chapter_all_the_same(tones: Palette) -> None:
    made = script(debate_of(("Ada", "Un."), ("Bob", "…"), ("Ada", "…")), tones)
    assert all(chapter.lines for chapter in made.chapters)
