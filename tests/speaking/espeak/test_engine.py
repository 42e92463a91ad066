"""The direct way to eSpeak NG gives what pyttsx3 gives, in any order, in one process."""

import os
import random
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from podcast.audio.clip import Clip
from podcast.casting.palette import load_palette
from podcast.errors import EngineError
from podcast.speaking.espeak.engine import EspeakEngine
from podcast.speaking.pool import Utterance, list_voices, speak_all
from podcast.speaking.verify import fault
from podcast.voice import Voice
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken import verbatim as said
from podcast.wording.spoken_words import words_to_say
from tests.speaking import speak_one

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the wheel of eSpeak NG is required only on Linux"
)

of_the_wheel = pytest.mark.skipif(
    os.environ.get("PODCAST_ESPEAK") == "system", reason="tests how the wheel's library is loaded"
)
TEXTS = (
    "Bonjour à tous.",
    "L'IA & l'ANSSI sont là : 1 500 € ! Et après ? Rien… Une fin sans point",
    "Il dit « to be or not to be », puis une autre chose. " * 6,
)


def voice(name: str = "fr+m4", pitch: int | None = 50, rate: int = 170) -> Voice:
    return Voice("v", "V", "fr", None, "espeak", name, pitch, rate)


def through(engine: str, asked: list[Utterance]) -> list[Clip]:
    named = [replace(each, voice=replace(each.voice, engine=engine)) for each in asked]
    return list(speak_all(named, jobs=2))


def worded(text: str, language: str) -> SpokenText:
    return words_to_say(text, language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_same_as_through_pyttsx3_sample_for_sample(language: str) -> None:
    palette = load_palette(language)
    asked = [
        Utterance(worded(text, language), each)
        for each in (palette.narrator, *palette.voices)
        for text in (palette.sample, TEXTS[1])
    ]
    asked += [Utterance(worded(text, language), palette.narrator) for text in TEXTS]
    asked.append(Utterance(worded(TEXTS[1], language), replace(palette.narrator, pitch_range=90)))
    asked.append(Utterance(worded(TEXTS[1], language), replace(palette.narrator, pitch=None)))
    # The whole clips: sound, rate, and the times of sentences.
    assert through("espeak", asked) == through("pyttsx3", asked)


def test_every_voice_sounds_the_same_as_through_pyttsx3() -> None:
    """Palettes hold few of them. The direct way asks for their files by path, found by name."""
    known: dict[str, Clip] = {}
    for listed in list_voices("espeak"):
        name = f"{listed.language}+f4"
        try:
            clip = EspeakEngine().speak(said("Ola 12."), voice(name))
            if not fault(clip, "Ola 12.", voice(name)):  # a few have no dictionary
                known[name] = clip
        except EngineError:  # some languages are no names of voices ("fr-fr")
            with pytest.raises(EngineError, match="no voice"):
                through("pyttsx3", [Utterance(said("Ola 12."), voice(name))])
    assert len(known) > 120
    assert through("pyttsx3", [Utterance(said("Ola 12."), voice(name)) for name in known]) == list(
        known.values()
    )


def test_nothing_of_one_line_is_heard_in_the_next() -> None:
    """In one process, without a fork: any order gives the bytes of a process of its own."""
    cases = [
        (said(text), voice(name, pitch, rate))
        for text in TEXTS
        for name, pitch, rate in (("fr+m4", 50, 170), ("fr+f4", 20, 300), ("en-us+Lee", 80, 120))
    ]
    alone = [EspeakEngine().speak(*case) for case in cases]
    for seed in range(5):
        order = list(range(len(cases)))
        random.Random(seed).shuffle(order)
        engine = EspeakEngine()
        for number in order:
            assert engine.speak(*cases[number]) == alone[number]
    assert not EspeakEngine.leaves_state()
    # And a process that has said nothing at all says the same.
    assert speak_one(Utterance(*cases[-1])) == alone[-1]


@pytest.mark.parametrize("engine", ["espeak", "pyttsx3"])
def test_the_second_at_which_a_line_is_spoken_is_not_heard(engine: str) -> None:
    """The breath of some variants is chance, which eSpeak NG seeds from the clock."""
    asked = Utterance(said(TEXTS[0]), replace(voice("fr+f5"), engine=engine))
    first = speak_one(asked)
    time.sleep(1.1)
    assert speak_one(asked) == first


@of_the_wheel
def test_a_library_that_stays_loaded_makes_the_worker_fork() -> None:
    """pyttsx3 keeps its copy loaded; what both say in one worker stays right all the same."""
    mixed = [
        Utterance(said(text), replace(voice(name), engine=engine))
        for text in TEXTS[:2]
        for name in ("fr+m4", "fr+f4")
        for engine in ("espeak", "pyttsx3", "espeak")
    ]
    clips = list(speak_all(mixed, jobs=1))
    assert clips[0::3] == clips[1::3] == clips[2::3]
    code = (
        "from podcast.speaking.espeak.library import provide_library\n"
        "from podcast.speaking.espeak.engine import EspeakEngine\n"
        "print(EspeakEngine.leaves_state()); provide_library(); print(EspeakEngine.leaves_state())"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert printed.stdout.split() == ["False", "True"]


def test_sentence_times_are_frames_of_the_clip() -> None:
    words = "Une phrase d'abord. Une deuxième ensuite, plus longue. Et la troisième !"
    clip = speak_one(Utterance(said(words), voice()))
    assert [start.offset for start in clip.sentences] == [s.offset for s in said(words).sentences]
    one = speak_one(Utterance(said(words[:19]), voice()))
    # The second sentence starts where the first, said alone, is over: to 50 ms, its pause apart.
    assert 0 < clip.sentences[1].start < clip.sentences[2].start < clip.frames
    assert abs(clip.sentences[1].start - one.frames) < 22_050 // 2


def test_the_range_of_the_melody_is_heard() -> None:
    flat, usual, lively = (
        speak_one(Utterance(said(TEXTS[0]), replace(voice(), pitch_range=span))).pcm
        for span in (0, None, 100)
    )
    assert len({flat, usual, lively}) == 3
    assert usual == speak_one(Utterance(said(TEXTS[0]), replace(voice(), pitch_range=50))).pcm


def test_long_texts_are_no_trouble() -> None:
    """What crashes pyttsx3 is spoken: this is 20 minutes."""
    assert speak_one(Utterance(said("mot " * 10_000), voice(rate=200))).frames > 600 * 22_050


def test_voices_that_are_not_there() -> None:
    for name in ("fr+nope", "fr+M4"):
        with pytest.raises(EngineError, match="no variant"):
            speak_one(Utterance(said("Bonjour."), voice(name)))
    with pytest.raises(EngineError, match="no voice “xx-nowhere”"):
        speak_one(Utterance(said("Bonjour."), voice("xx-nowhere")))


def test_the_voices_are_those_of_pyttsx3() -> None:
    def known(engine: str) -> set[tuple[str, str, str]]:
        return {(v.name.lower(), v.language, v.label) for v in list_voices(engine)}

    assert known("espeak") == known("pyttsx3")
    assert ("roa/fr", "fr-fr", "French (France)") in known("espeak")


@of_the_wheel
def test_a_library_that_is_not_there_is_told_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(EngineError, match=r"espeakng-loader is missing.*PODCAST_ESPEAK=system"):
        EspeakEngine().voices()
