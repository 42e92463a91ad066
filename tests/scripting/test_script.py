from dataclasses import replace

import pytest

from podcast.casting.cast import make_cast
from podcast.casting.palette import Palette
from podcast.language.sentences import LONGEST_LINE
from podcast.model import Debate, Direction, Heading, Paragraph, Speaker
from podcast.narration import phrasebook
from podcast.planning import ChapterKind, ChapterPart, ChapterPlan, EpisodePlan
from podcast.planning.segments import outline_of, segments
from podcast.planning.whole import plan_whole
from podcast.scripting.announcing import Announce
from podcast.scripting.opening import OpeningLength, OpeningWish
from podcast.scripting.script import LineKind, Script, ScriptWriter
from tests.casting import voice_of
from tests.conftest import debate_of

TALK = debate_of(
    ("Ada", "Bonjour."), ("Bob", "Bonjour."), ("Ada", "Alors ?"), ("Bob", "Rien."), ("Eva", "Si."),
    ("Ada", "Quoi ?"), ("Bob", "Tout."),
)  # fmt: skip


def a_chapter_a_turn(debate: Debate) -> EpisodePlan:
    """A plan in which short turns do not share chapters, so that each can be looked at."""
    middle = [
        ChapterPlan(ChapterKind.EXCHANGE, f"{number}", (ChapterPart(turn),))
        for number, turn in enumerate(segments(debate.turns, outline_of(debate)))
    ]
    edges = (ChapterKind.OPENING, ChapterKind.CLOSING)
    opening, closing = (ChapterPlan(kind, kind.value) for kind in edges)
    return EpisodePlan(debate.title, debate, (opening, *middle, closing))


def script(
    debate: Debate,
    tones: Palette,
    announce: Announce = Announce.NEEDED,
    *,
    directions: bool = False,
) -> Script:
    book = phrasebook(debate.language)
    cast = make_cast(debate, tones.narrator, tones.voices)
    writer = ScriptWriter(cast, book, announce=announce, directions=directions)
    return writer.write(a_chapter_a_turn(debate))


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


@pytest.mark.parametrize("length", OpeningLength)
def test_the_narrator_reads_the_introduction_after_the_opening(
    tones: Palette, length: OpeningLength
) -> None:
    told = (Paragraph("Ada tient le moulin. Bob y vient.", 3), Paragraph("Ils en parlent.", 5))
    debate = replace(TALK, introduction=told)
    cast = make_cast(debate, tones.narrator, tones.voices)
    writer = ScriptWriter(cast, phrasebook("fr"), opening=OpeningWish(length))
    made = writer.write(writer.planned(plan_whole(debate, phrasebook("fr"))))
    read = [line for line in made.lines if line.text in {paragraph.text for paragraph in told}]
    if length is OpeningLength.NONE:
        assert read == []
        return
    assert list(made.chapters[1].lines) == read
    assert [line.source_line for line in read] == [3, 5]
    assert {line.voice for line in read} == {tones.narrator}
    assert {line.kind for line in read} == {LineKind.NARRATION}


def test_an_introduction_without_words_says_its_title(tones: Palette) -> None:
    debate = replace(TALK, introduction=(Paragraph("…", 3),))
    cast = make_cast(debate, tones.narrator, tones.voices)
    made = ScriptWriter(cast, phrasebook("fr")).write(plan_whole(debate, phrasebook("fr")))
    assert [line.text for line in made.chapters[1].lines] == ["Avant-propos"]


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
        assert {line.voice for line in lines} == {voice_of(cast, turn.speaker)}
        written = "".join(p.text for p in turn.paragraphs if p.text != "…")
        assert "".join(line.text for line in lines).replace(" ", "") == written.replace(" ", "")
    assert max(len(line.text) for line in made.lines) <= LONGEST_LINE


def test_pauses_tell_what_changes(tones: Palette) -> None:
    made = script(debate_of(("Ada", "Un.\nDeux."), ("Bob", "Trois.")), tones)
    pauses = [line.pause for line in made.chapters[1].lines]
    assert pauses == [700, 350, 600]  # announcement, after it, the next paragraph


def test_the_voice_after_a_turn_without_words_is_told(tones: Palette) -> None:
    made = script(debate_of(("Ada", "Un."), ("Bob", "…"), ("Ada", "Deux."), ("Eva", "!?")), tones)
    told = [line.text for chapter in made.chapters[1:-1] for line in chapter.lines]
    assert told == ["Ada.", "Un.", "Bob, sans un mot.", "Ada.", "Deux.", "Eva, sans un mot."]


def test_a_turn_of_dots_is_a_chapter_all_the_same(tones: Palette) -> None:
    made = script(debate_of(("Ada", "Un."), ("Bob", "…"), ("Ada", "…")), tones)
    assert all(chapter.lines for chapter in made.chapters)


def test_the_narrator_says_headings_and_announces_once(tones: Palette) -> None:
    debate = debate_of(("Ada", "Bonjour.\nEncore."), ("Bob", "Oui."))
    headings = (Heading("Les ponts", 1, 1, 1), Heading("Les routes", 2, 1, 2))
    made = script(replace(debate, headings=headings), tones)
    told = [[line.text for line in chapter.lines] for chapter in made.chapters[1:-1]]
    assert told == [["Les ponts", "Ada.", "Bonjour."], ["Les routes", "Encore."], ["Bob.", "Oui."]]
    assert [line.paragraph for line in made.lines if line.text == "Encore."] == [2]
    # A heading is a paragraph of its own on the page: what announces a speaker is no part of it.
    read = {line.text: line.source_line for line in made.chapters[1].lines}
    assert (read["Les ponts"], read["Ada."]) == (1, None)


def test_what_happens_is_told_if_asked_for(tones: Palette) -> None:
    debate = debate_of(("Ada", "Bonjour. Merci."), ("Bob", "Oui."))
    debate = replace(debate, directions=(Direction("Applaudissements.", 1, 1, 1, 8),))
    quiet, full = script(debate, tones), script(debate, tones, directions=True)
    assert [line.text for line in quiet.chapters[1].lines] == ["Ada.", "Bonjour. Merci."]
    assert [(line.text, line.kind) for line in full.chapters[1].lines] == [
        ("Ada.", LineKind.NARRATION),
        ("Bonjour.", LineKind.SPEECH),
        ("Applaudissements.", LineKind.NARRATION),
        ("Merci.", LineKind.SPEECH),
    ]


def test_a_series_says_its_own_words_first_and_last(tones: Palette) -> None:
    cast = make_cast(TALK, tones.narrator, tones.voices)
    none = OpeningWish(OpeningLength.NONE)
    own = replace(none, welcome="Bienvenue.", goodbye="Au revoir.")
    writer = ScriptWriter(cast, phrasebook("fr"), opening=own)
    made = writer.write(writer.planned(a_chapter_a_turn(TALK)))
    assert [line.text for line in made.chapters[0].lines] == ["Bienvenue."]
    assert made.lines[-1].text == "Au revoir."
    writer = ScriptWriter(cast, phrasebook("fr"), opening=none)
    made = writer.write(writer.planned(a_chapter_a_turn(TALK)))
    assert not made.opens and made.lines[0].text == "Ada."
