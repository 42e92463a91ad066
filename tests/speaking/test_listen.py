"""What is heard of an episode beside what is written: words, sounds, windows (`tools.listen`)."""

from __future__ import annotations

import pytest

from tools.listen import chapter_at, chosen, score, sounds_of, windows_of

CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:05.000
<v Ada Lind>The gate is open,

00:00:05.000 --> 00:00:09.500
<v Ada Lind>said I &amp; he.

00:00:10.000 --> 00:00:18.000
<v Bo Ferris>Then we wait.

00:00:20.000 --> 00:00:21.000
<v Ada Lind>Yes.
"""


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Alix Durand y est.", "Alix Durant y est"),
        ("Il y a 12 chevaux.", "Il y a douze chevaux."),
        ("Ils parlent par cœur.", "il parle par cœurs"),
    ],
)
def test_what_is_spelled_otherwise_has_the_same_sounds(written: str, heard: str) -> None:
    assert score(written, heard, "fr").wrong_sounds == 0


def test_a_ligature_is_the_letters_that_it_stands_for() -> None:
    assert score("L'Œuvre", "l’oeuvre", "fr").wrong_words == 0


def test_a_word_swallowed_is_counted_in_words_and_sounds() -> None:
    found = score("Le vin est bon.", "Le est bon", "fr")
    assert (found.words, found.wrong_words) == (4, 1)
    assert (found.sounds, found.wrong_sounds) == (7, 2)


def test_an_affricate_is_one_sound_and_stress_is_none() -> None:
    assert sounds_of("church", "en") == ["t^ʃ", "ɜ", "t^ʃ"]


def test_windows_are_cues_that_follow_one_another_of_one_speaker() -> None:
    found = windows_of(CAPTIONS)
    assert [(each.start, each.end, each.speaker) for each in found] == [
        (1.0, 9.5, "Ada Lind"),
        (10.0, 18.0, "Bo Ferris"),
        (20.0, 21.0, "Ada Lind"),
    ]
    assert found[0].text == "The gate is open, said I & he."
    assert chosen(found, 0) == found[:2]


def test_a_long_turn_is_cut_where_a_sentence_ends() -> None:
    texts = ("He came", "at noon.", "Then the", "rain stopped", "and we left.")
    cues = [
        f"00:00:{8 * n:02}.000 --> 00:00:{8 * n + 8:02}.000\n<v Bo>{t}" for n, t in enumerate(texts)
    ]
    found = windows_of("\n\n".join(["WEBVTT", *cues]))
    assert [each.text for each in found] == [
        "He came at noon.",
        "Then the rain stopped and we left.",
    ]
    endless = "\n\n".join(cue.replace(".\n", "\n").rstrip(".") for cue in cues)
    assert [each.start for each in windows_of(endless)] == [0.0, 24.0]


def test_a_window_belongs_to_the_chapter_that_it_starts_in() -> None:
    chapters = [(0.0, "One"), (10.0, "Two")]
    assert [chapter_at(chapters, start) for start in (0.0, 9.0, 9.6, 50.0)] == [0, 0, 1, 1]
