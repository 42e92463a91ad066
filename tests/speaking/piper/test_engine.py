"""Piper itself, onnxruntime itself, and a tiny model of the shape of a real one."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("piper", reason="the extra “neural” is not installed")
pytest.importorskip("onnx", reason="the package onnx builds the models")

from podcast.audio.clip import Clip
from podcast.errors import EngineError
from podcast.speaking.pool import Utterance, engine_facts, list_voices, speak_all
from podcast.speaking.verify import fault
from podcast.voice import Gender, Voice
from podcast.wording.spoken import SpokenText
from podcast.wording.spoken import verbatim as said
from podcast.wording.spoken_words import words_to_say
from tests.speaking import speak_one
from tests.speaking.tiny_model import FRAMES, RATE, write_model

ONE, TWO = "fr_FR-solo-medium", "fr_FR-upmc-medium"
TEXTS = (
    "Bonjour à tous.",
    "La rivière est haute. Personne ne la possède, et chacun y boit ! Pourquoi ?",
    "Une phrase.",
)


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_model(tmp_path, ONE)
    write_model(tmp_path, TWO, speakers=("jessica", "pierre"))
    monkeypatch.setenv("PODCAST_MODELS", str(tmp_path))
    return tmp_path


def voice(name: str = ONE, rate: int = 170) -> Voice:
    return Voice("v", "V", "fr", None, "piper", name, None, rate)


def spoken(words: str | SpokenText, by: Voice | None = None) -> Clip:
    text = said(words) if isinstance(words, str) else words
    return speak_one(Utterance(text, by or voice()))


def pitch(clip: Clip) -> float:
    """Hertz, by counting where the wave rises through a level that its noise does not reach."""
    import numpy as np

    samples = np.frombuffer(clip.pcm[: 2 * FRAMES], "<i2")
    high = samples > 5_000
    return float((high[1:] & ~high[:-1]).sum() * RATE / FRAMES)


def test_a_line_is_spoken_and_its_sentences_are_timed() -> None:
    clip = spoken(TEXTS[1])
    assert clip.rate == RATE
    assert fault(clip, TEXTS[1], voice()) is None
    offsets = [sentence.offset for sentence in said(TEXTS[1]).sentences]
    assert [time.offset for time in clip.sentences] == offsets
    pause = RATE // 5
    # Each sentence starts where the one before it, with its pause, has ended: to the frame.
    first, second = said(TEXTS[1]).sentences[:2]
    alone = spoken(TEXTS[1][: first.length])
    assert clip.sentences[0].start == 0
    assert clip.sentences[1].start == alone.frames
    assert not any(clip.pcm[2 * (alone.frames - pause) : 2 * alone.frames])
    assert second.offset == clip.sentences[1].offset


def test_the_same_words_give_the_same_bytes_in_any_order() -> None:
    """The model draws random numbers, which go on from line to line where nothing stops them."""
    asked = [Utterance(said(text), voice(name)) for text in TEXTS for name in (ONE, f"{TWO}#1")]
    forward = [clip.pcm for clip in speak_all(asked, jobs=1)]
    backward = [clip.pcm for clip in speak_all(asked[::-1], jobs=3)]
    assert forward == backward[::-1]
    assert len(set(forward)) == len(asked)


def test_without_forks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Windows and macOS do: all lines in one process, the model loaded again for each."""
    from podcast.speaking.piper.engine import PiperEngine

    there = [spoken(text) for text in TEXTS]
    engine = PiperEngine()
    assert [engine.speak(said(text), voice()) for text in (*TEXTS, *TEXTS)] == there * 2


def test_chance_is_drawn_and_is_heard() -> None:
    """Otherwise the tests above would prove nothing: two sentences alike are not drawn alike."""
    clip = spoken("Une phrase. Une phrase.")
    half = clip.frames  # two halves of as many bytes
    assert clip.pcm[:half] != clip.pcm[half:]


def test_speakers_by_number_and_by_name() -> None:
    first, second = spoken(TEXTS[0], voice(f"{TWO}#0")), spoken(TEXTS[0], voice(f"{TWO}#1"))
    assert pitch(second) > 1.5 * pitch(first)
    assert spoken(TEXTS[0], voice(f"{TWO}:pierre")) == second
    assert spoken(TEXTS[0], voice(TWO)) == first


def test_the_rate_is_heard() -> None:
    slow, usual, fast = (spoken(TEXTS[0], voice(rate=rate)).frames for rate in (85, 170, 340))
    pause = RATE // 5
    assert slow - pause == pytest.approx(2 * (usual - pause), rel=0.01)
    assert fast - pause == pytest.approx((usual - pause) / 2, rel=0.01)


def test_phonemes_are_said_as_they_are_given() -> None:
    """Each phoneme lasts as long as any other here: counting them tells what was said."""
    from podcast.speaking.piper.text import to_piper
    from tests.speaking.tiny_model import PHONEMES

    text = words_to_say("L'IA est là.", "fr")
    if not any(piece.ipa for piece in text.pieces):
        pytest.skip("the lexicon does not say how IA is said")
    (sentence,) = text.sentences
    assert "[[li" in to_piper(text, sentence, frozenset(PHONEMES))
    assert spoken(text).frames != spoken("L'I A est là.").frames


def test_markup_is_never_obeyed() -> None:
    assert spoken("Avant [[aaaa aaaa aaaa]] après.").frames > spoken("Avant après.").frames
    from podcast.speaking.piper.text import sentences_of, to_piper

    tricky = said("Il dit [[a]].")
    assert to_piper(tricky, sentences_of(tricky)[0], "a") == "Il dit [ [a]]."


def test_voices_are_listed(models: Path) -> None:
    listed = list_voices("piper")
    assert [(v.name, v.language, v.gender, v.label) for v in listed] == [
        (ONE, "fr-fr", None, ONE),
        (f"{TWO}#0", "fr-fr", Gender.FEMALE, f"{TWO}:jessica"),
        (f"{TWO}#1", "fr-fr", Gender.MALE, f"{TWO}:pierre"),
    ]
    facts = engine_facts("piper")
    assert "onnxruntime" in facts.version
    assert ("models", models) in facts.places
    assert facts.missing == ()


def test_what_is_not_there_is_told_with_its_mend(models: Path) -> None:
    with pytest.raises(EngineError, match=r"fr_FR-sola.*there: fr_FR-solo.*podcast voices add"):
        spoken("Bonjour.", voice("fr_FR-sola-medium"))
    for name in (f"{TWO}#7", f"{TWO}:paul"):
        with pytest.raises(EngineError, match=r"no speaker.*jessica \(#0\), pierre \(#1\)"):
            spoken("Bonjour.", voice(name))
    with pytest.raises(EngineError, match="one voice only"):
        spoken("Bonjour.", voice(f"{ONE}#1"))
    (models / f"{ONE}.onnx").write_bytes(b"not a model")
    with pytest.raises(EngineError, match=r"cannot be loaded.*get it again"):
        spoken("Bonjour.")
    (models / f"{ONE}.onnx.json").write_text("{")
    (models / "lonely.onnx").touch()
    missing = " ".join(engine_facts("piper").missing)
    assert f"{ONE}.onnx.json cannot be read" in missing
    assert "lonely.onnx.json is missing" in missing


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from podcast.speaking.piper.engine import PiperEngine

    monkeypatch.setitem(sys.modules, "piper", None)
    with pytest.raises(EngineError, match=r"piper-tts is missing.*pip install"):
        PiperEngine().voices()
    monkeypatch.setitem(sys.modules, "piper", ModuleType("piper"))
    with pytest.raises(EngineError, match="piper-tts is missing"):
        PiperEngine().voices()


def test_a_folder_that_lies_about_is_no_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People keep models in a folder “piper”, and work beside it."""
    (tmp_path / "piper").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(list_voices("piper")) == 3
