import html
import io
import json
import re

import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.publishing.captions import LINE, cues, to_transcript, to_vtt
from podcast.publishing.heard import Heard, shown
from podcast.timecode import Milliseconds

HOSTILE = "<script>alert(1)</script> & ]]> --> \"'\u202e\u0000\u0007\u2028 😀 </v> WEBVTT NOTE"


def heard(*texts: str, speaker: str = "Ada") -> tuple[Heard, ...]:
    return tuple(
        Heard(speaker, text, Milliseconds(4_000 * n), Milliseconds(4_000 * n + 4_000), n, 0)
        for n, text in enumerate(texts)
    )


def read_back(text: str) -> webvtt.WebVTT:
    return webvtt.from_buffer(io.StringIO(text))


def words_of(caption: webvtt.Caption) -> str:
    # webvtt-py leaves the entities of cue text as they are.
    return html.unescape(re.sub(r"<[^>]*>", "", caption.raw_text))


def test_another_reader_finds_who_says_what_and_when() -> None:
    read = read_back("".join(to_vtt(heard("Bonjour.", "Ça va ?"), "Titre", "fr")))
    assert [(c.start, c.end, c.voice, c.text) for c in read] == [
        ("00:00:00.000", "00:00:04.000", "Ada", "Bonjour."),
        ("00:00:04.000", "00:00:08.000", "Ada", "Ça va ?"),
    ]


def test_hours() -> None:
    late = (Heard("A", "B", Milliseconds(36_000_001), Milliseconds(36_000_500), 0, 0),)
    assert "10:00:00.001 --> 10:00:00.500" in "".join(to_vtt(late, "", "fr"))


_text = st.text(
    st.sampled_from("abcdé,.;: -<>&\"'»«?!\u00a0\u202f\u200f😀_/"), min_size=1, max_size=400
).map(shown)


@settings(deadline=None)
@given(st.lists(_text.filter(bool), min_size=1, max_size=4))
def test_cues_say_all_that_is_written_in_time(texts: list[str]) -> None:
    sentences = heard(*texts)
    made = tuple(cues(sentences))
    position = 0
    for cue in made:
        assert cue.start == position < cue.end
        position = cue.end
        assert cue.lines and all(cue.lines)
        for line in cue.lines:
            assert (
                len(line) <= LINE or " " not in line or re.search("[»«?!:;—–(“-] | [»?!:;%-]", line)
            )
    assert position == sentences[-1].end
    said = "".join("".join(cue.lines) for cue in made)
    assert "".join(said.split(" ")) == "".join("".join(texts).split(" "))


@settings(deadline=None)
@given(st.lists(_text.filter(bool), min_size=1, max_size=4), st.text(max_size=40))
def test_nothing_written_can_break_the_file(texts: list[str], name: str) -> None:
    name = shown(name) or "x"
    file = "".join(to_vtt(heard(*texts, speaker=name), HOSTILE, HOSTILE))
    made = tuple(cues(heard(*texts, speaker=name)))
    assert file.count("-->") == len(made)
    read = read_back(file)
    assert [html.unescape(c.voice or "").strip() for c in read] == [name.strip() for _ in made]
    assert [words_of(c) for c in read] == ["\n".join(cue.lines) for cue in made]


def test_what_steers_a_program_is_not_shown() -> None:
    assert shown("a\u202eb\x00\x1b[31mc\u2028d\ud800\r\n\n e") == "ab [31mc d\ufffd e"
    assert shown("\x00\u2028 ") == ""
    assert shown("20\u00a0000\u202f€ \u200fمرحبا") == "20\u00a0000\u202f€ \u200fمرحبا"


def test_long_sentences_are_cut_at_clauses() -> None:
    text = (
        "Nous sommes 640 à travailler de nuit dans cette ville : soignantes, boulangers, agents"
        " d'entretien, routiers, et personne ne nous a demandé ce que nous en pensions."
    )
    assert [cue.lines for cue in cues(heard(text))] == [
        ("Nous sommes 640 à travailler de nuit dans", "cette ville : soignantes, boulangers,"),
        ("agents d'entretien, routiers, et personne", "ne nous a demandé ce que nous en pensions."),
    ]


def test_a_sign_of_french_never_begins_a_line() -> None:
    text = "Est-ce que vous en avez vraiment parlé là ? Oui, « une fois » : en mai."
    assert [line[0] for cue in cues(heard(text)) for line in cue.lines if line[0] in "?:»"] == []


def test_the_transcript_of_podcasting_2() -> None:
    data = json.loads("".join(to_transcript(heard("Bonjour.", "Ça <va> ?"))))
    assert data == {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ada", "startTime": 0.0, "endTime": 4.0, "body": "Bonjour."},
            {"speaker": "Ada", "startTime": 4.0, "endTime": 8.0, "body": "Ça <va> ?"},
        ],
    }


@pytest.mark.parametrize("text", ["a" * 10_000, "a " * 5_000, "« » : ; " * 500])
def test_any_length(text: str) -> None:
    said = "".join("".join(cue.lines) for cue in cues(heard(shown(text))))
    assert "".join(said.split()) == "".join(text.split())
