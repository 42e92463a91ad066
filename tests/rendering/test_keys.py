"""What a take is kept by: all that its sound depends on, and nothing else."""

from dataclasses import replace

import pytest

from podcast.audio.clip import MIDDLE, Pan
from podcast.rendering.keys import Identities, chunk_name, gain_name, take_name
from podcast.rendering.orders import ChunkOrder, Placed, Sound
from podcast.speaking.pool import Utterance
from podcast.timecode import Frames, Milliseconds
from podcast.voice import Gender, Timbre
from podcast.wording import verbatim
from podcast.wording.spoken import Piece
from tests.conftest import tone_voice

SAID = verbatim("Bonjour à tous. Oui.", "fr")
HELLO = Utterance(SAID, tone_voice(1), 7)
PAUSE = Milliseconds(300)


def name(utterance: Utterance, pause: Milliseconds = PAUSE) -> str:
    return take_name(utterance, pause, Identities().of(utterance.voice))


def test_where_it_stands_and_who_says_it_do_not_matter() -> None:
    moved = replace(SAID, pieces=tuple(replace(p, start=5, end=9) for p in SAID.pieces))
    voice = replace(HELLO.voice, id="other", name="Other", description="warm")
    assert name(Utterance(moved, voice, 99)) == name(HELLO)


@pytest.mark.parametrize(
    "change",
    [
        {"pitch": 51},
        {"pitch": None},
        {"rate": 171},
        {"pitch_range": 60},
        {"engine_voice": "t9"},
        {"engine": "espeak"},
        {"language": "en"},
        {"gender": Gender.MALE},
        {"timbre": Timbre(warmth=1.0)},
    ],
)
def test_any_setting_of_the_voice_matters(change: dict[str, object]) -> None:
    assert name(replace(HELLO, voice=replace(HELLO.voice, **change))) != name(HELLO)


def test_every_part_of_the_words_matters() -> None:
    piece = SAID.pieces[0]
    others = [
        replace(SAID, pieces=(replace(piece, ipa="bɔ̃ʒuʁ"),)),
        replace(SAID, pieces=(replace(piece, language="en"),)),
        replace(SAID, pieces=(Piece(piece.words[:3], 0, 3), Piece(piece.words[3:], 3, 20))),
        replace(SAID, sentences=SAID.sentences[:1]),
        replace(SAID, language="en"),
    ]
    names = {name(replace(HELLO, said=other)) for other in others}
    assert len(names | {name(HELLO)}) == 6
    assert name(HELLO, Milliseconds(301)) != name(HELLO)


def test_another_state_of_the_engine_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    before = name(HELLO)
    monkeypatch.setattr("podcast.speaking.tone.ToneEngine.identity", lambda voice: "other")
    assert name(HELLO) != before


def test_an_engine_of_unknown_state_has_no_identity() -> None:
    strange = replace(HELLO.voice, engine="podcast.speaking.tone:ToneEngine")
    assert Identities().of(strange) is None


def test_real_engines_tell_their_state() -> None:
    for engine in ("espeak", "pyttsx3", "tone"):
        assert Identities().of(replace(tone_voice(1), engine=engine, engine_voice="fr"))


SOUND = Sound(HELLO, PAUSE, "a", lasting=True)
LINE = Placed(SOUND, Frames(100), -3.0, -2.0, MIDDLE)
CHUNK = ChunkOrder((LINE, LINE), 1, Frames(9_216), None, Frames(20_000), None)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHUNK, lines=(LINE,)),
        replace(CHUNK, channels=2),
        replace(CHUNK, opening=Frames(5_760)),
        replace(CHUNK, after_chime=Frames(5)),
        replace(CHUNK, next_pause=None),
        replace(CHUNK, tail=Frames(44_100)),
        *(
            replace(CHUNK, lines=(LINE, replace(LINE, **change)))
            for change in (
                {"pause": Frames(101)},
                {"gain": -3.1},
                {"ceiling": -2.5},
                {"pan": Pan(0.2)},
                {"sound": replace(SOUND, name="b")},
            )
        ),
    ],
)
def test_all_that_is_heard_in_a_chunk_matters(other: ChunkOrder) -> None:
    assert chunk_name(other) != chunk_name(CHUNK)


def test_the_silence_before_a_chunk_is_not_of_it() -> None:
    moved = replace(CHUNK, lines=(replace(LINE, pause=Frames(9)), LINE))
    assert chunk_name(moved) == chunk_name(CHUNK)


def test_what_does_not_last_is_not_kept() -> None:
    passing = replace(SOUND, lasting=False)
    assert chunk_name(replace(CHUNK, lines=(LINE, replace(LINE, sound=passing)))) is None
    assert gain_name([SOUND, passing], -2.0) is None
    assert gain_name([SOUND], -2.0) != gain_name([SOUND], -3.0)
