from __future__ import annotations

from podcast.speaking.engine import Clip, SentenceTime
from podcast.speaking.pool import Utterance, speak_all
from podcast.speaking.takes import RunClips, Spool, Takes, key_of, repeated
from podcast.timecode import Frames, Hertz
from podcast.wording import plain
from tests.conftest import tone_voice

ADA, BOB = tone_voice(1), tone_voice(2)
ORDER = [
    Utterance(plain(words), voice, line)
    for line, (words, voice) in enumerate(
        [("Bonjour.", ADA), ("Bonjour.", BOB), ("Bonjour.", ADA), ("Merci bien.", ADA)]
    )
]


class Forgetful:
    """A store that keeps nothing."""

    def get(self, utterance: Utterance) -> Clip | None:
        return None

    def put(self, utterance: Utterance, clip: Clip) -> None:
        pass


def test_the_same_words_in_the_same_voice_are_spoken_once() -> None:
    store = RunClips(repeated(map(key_of, ORDER)))
    with Takes(ORDER, store, jobs=2) as takes:
        assert takes.spoken == 3
        clips = [takes.take(utterance) for utterance in ORDER]
    assert clips == list(speak_all(ORDER, jobs=1))
    assert store.get(ORDER[0]) == clips[0]
    assert store.get(ORDER[3]) is None  # it is not wanted again


def test_what_is_in_the_store_is_not_spoken() -> None:
    store = RunClips(frozenset(map(key_of, ORDER)))
    with Takes(ORDER, store, jobs=1) as takes:
        clips = [takes.take(utterance) for utterance in ORDER]
    with Takes(ORDER, store, jobs=1) as takes:
        assert takes.spoken == 0
        assert [takes.take(utterance) for utterance in ORDER] == clips


def test_a_store_may_forget() -> None:
    with Takes(ORDER, Forgetful(), jobs=1) as takes:
        clips = [takes.take(utterance) for utterance in ORDER]
    assert clips == list(speak_all(ORDER, jobs=1))


def test_a_spool_gives_back_what_it_was_given_whatever_its_size() -> None:
    spool = Spool(frozenset(range(40)))
    clips = {
        number: Clip(bytes([number]) * (1 << 20), Hertz(8_000), (SentenceTime(Frames(number), 0),))
        for number in range(40)
    }
    for number, clip in clips.items():
        spool.put(number, clip)
    spool.put(3, clips[4])  # known already
    assert all(spool.get(number) == clip for number, clip in clips.items())
    spool.close()
    assert spool.get(1) is None
