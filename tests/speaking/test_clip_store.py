from dataclasses import replace
from pathlib import Path

import pytest

from podcast.blobs import Blobs
from podcast.speaking.clip_store import ClipStore
from podcast.speaking.engine import Clip, SentenceTime
from podcast.speaking.pool import Utterance, speak_all
from podcast.speaking.takes import Takes
from podcast.timecode import Frames, Hertz
from podcast.voice import Gender
from podcast.wording import plain
from podcast.wording.spoken import Piece
from tests.conftest import tone_voice

SAID = plain("Bonjour à tous. Oui.", "fr")
HELLO = Utterance(SAID, tone_voice(1), 7)
CLIP = Clip(b"\x01\x02" * 99, Hertz(22_050), (SentenceTime(Frames(3), 16),))


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(Blobs(tmp_path, 10**8))


def test_a_clip_comes_back_as_it_was(store: ClipStore) -> None:
    assert store.get(HELLO) is None
    store.put(HELLO, CLIP)
    assert store.get(HELLO) == CLIP


def test_where_it_stands_and_who_says_it_do_not_matter(store: ClipStore) -> None:
    store.put(HELLO, CLIP)
    moved = replace(SAID, pieces=tuple(replace(p, start=5, end=9) for p in SAID.pieces))
    voice = replace(HELLO.voice, id="other", name="Other", description="warm")
    assert store.get(Utterance(moved, voice, 99)) == CLIP


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
    ],
)
def test_any_setting_of_the_voice_matters(store: ClipStore, change: dict[str, object]) -> None:
    store.put(HELLO, CLIP)
    assert store.get(replace(HELLO, voice=replace(HELLO.voice, **change))) is None


def test_every_part_of_the_words_matters(store: ClipStore) -> None:
    store.put(HELLO, CLIP)
    piece = SAID.pieces[0]
    for other in (
        replace(SAID, pieces=(replace(piece, ipa="bɔ̃ʒuʁ"),)),
        replace(SAID, pieces=(replace(piece, language="en"),)),
        replace(SAID, pieces=(Piece(piece.words[:3], 0, 3), Piece(piece.words[3:], 3, 20))),
        replace(SAID, sentences=SAID.sentences[:1]),
        replace(SAID, language="en"),
    ):
        assert store.get(replace(HELLO, said=other)) is None


def test_another_state_of_the_engine_matters(
    tmp_path: Path, store: ClipStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(HELLO, CLIP)
    monkeypatch.setattr("podcast.speaking.tone.ToneEngine.identity", lambda voice: "other")
    assert ClipStore(Blobs(tmp_path, 10**8)).get(HELLO) is None


def test_what_an_unknown_engine_says_is_not_kept(store: ClipStore) -> None:
    strange = replace(HELLO, voice=replace(HELLO.voice, engine="podcast.speaking.tone:ToneEngine"))
    assert store.key(strange) is None
    store.put(strange, CLIP)
    assert store.get(strange) is None


def test_what_was_spoken_is_not_spoken_again(
    store: ClipStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [Utterance(plain(f"Phrase {number}."), tone_voice(1)) for number in range(6)]

    def taken(utterances: list[Utterance]) -> list[Clip]:
        with Takes(utterances, store, jobs=2) as takes:
            return [takes.take(utterance) for utterance in utterances]

    first = taken(asked[:4])
    assert taken(asked)[:4] == first
    monkeypatch.setattr("podcast.speaking.pool._Worker._start", lambda self: 1 / 0)
    again = taken(asked)
    monkeypatch.undo()
    assert again == list(speak_all(asked, jobs=2))


def test_real_engines_tell_their_state() -> None:
    from podcast.speaking.identity import engine_identity

    for engine in ("espeak", "pyttsx3", "tone"):
        assert engine_identity(replace(tone_voice(1), engine=engine, engine_voice="fr"))
