import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podcast.building.model import Production
from podcast.casting.palette import Palette
from podcast.errors import EngineError
from podcast.speaking.kokoro import engine, model, session
from podcast.speaking.kokoro.engine import FRAME, RATE, KokoroEngine
from podcast.speaking.kokoro.phonemes import clauses_of
from podcast.speaking.kokoro.pieces import Piece, pieces_of, text_of
from podcast.speaking.verify import fault
from podcast.store.cache import Cache
from podcast.voice import Gender, Voice
from podcast.wording.spoken import verbatim
from podcast.wording.spoken_words import words_to_say
from tests.building.test_make import production
from tests.making import make_episode
from tests.rendering.test_render import debate
from tests.speaking.kokoro.tiny_model import FRAMES, tiny_model

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="eSpeak NG is driven directly only on Linux"
)
OTHERS = "if_sara", "af_heart"
VOICE = Voice("v", "V", "fr", Gender.FEMALE, "kokoro", "ff_siwis")


@pytest.fixture(autouse=True)
def hums(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(session, "read_model", lambda: tiny_model() + model.ADDED)
    session.session.cache_clear()
    yield
    session.session.cache_clear()


def voice(recipe: str = "ff_siwis", pitch: int | None = None, rate: int = 170) -> Voice:
    return Voice("v", "V", "fr", Gender.FEMALE, "kokoro", recipe, pitch, rate)


def highest(pcm: bytes) -> float:
    spectrum = np.abs(np.fft.rfft(np.frombuffer(pcm, "<i2")))
    return float(spectrum.argmax()) / (len(pcm) // 2) * RATE


def test_the_same_words_are_the_same_bytes_in_any_order() -> None:
    one, other = words_to_say("Bonjour à tous.", "fr"), words_to_say("Merci, et bonsoir !", "fr")
    first = KokoroEngine().speak(one, VOICE)
    KokoroEngine().speak(other, VOICE)
    assert KokoroEngine().speak(one, VOICE) == first
    assert first.rate == RATE


def test_sentences_start_where_their_signs_do() -> None:
    said = words_to_say("Bonjour à tous. Merci bien. Et maintenant, au travail !", "fr")
    clip = KokoroEngine().speak(said, VOICE)
    assert [time.offset for time in clip.sentences] == [s.offset for s in said.sentences]
    signal = np.abs(np.frombuffer(clip.pcm, "<i2").astype(int))
    for time in clip.sentences[1:]:
        # Silence before, sound within 10 ms behind.
        assert signal[time.start - FRAME : time.start].max() < 30
        assert signal[time.start : time.start + RATE // 100].max() > 1000


def test_pace_and_pitch() -> None:
    said = words_to_say("Bonjour à tous.", "fr")
    usual = KokoroEngine().speak(said, voice())
    fast = KokoroEngine().speak(said, voice(rate=340))
    assert fast.frames < 0.6 * usual.frames
    high = KokoroEngine().speak(said, voice(pitch=99))
    assert highest(high.pcm) / highest(usual.pcm) == pytest.approx(2**0.49, rel=0.02)
    assert high.frames == pytest.approx(usual.frames, abs=FRAME)


def test_a_long_text_is_said_whole() -> None:
    text = "Il faut que nous parlions de cela, et vite. " * 30
    said = words_to_say(text.strip(), "fr")
    clip = KokoroEngine().speak(said, VOICE)
    assert len(clip.sentences) == 30
    assert clip.frames > 30 * 30 * FRAMES * FRAME
    assert fault(clip, said.words, voice(rate=400)) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("aeé bdl’ 7,.!?…();: AŁж\n"), max_size=150))
def test_times_are_in_order_and_inside_the_sound(text: str) -> None:
    said = words_to_say(text, "fr")
    if not said:
        return
    try:
        clip = KokoroEngine().speak(said, VOICE)
    except EngineError as error:
        assert "nothing to say" in str(error)
        return
    starts = [time.start for time in clip.sentences]
    assert all(a < b for a, b in itertools.pairwise(starts))
    assert all(0 <= start < clip.frames for start in starts)
    assert {time.offset for time in clip.sentences} <= {s.offset for s in said.sentences} | {0}


def test_nothing_to_say_is_told() -> None:
    with pytest.raises(EngineError, match="nothing to say"):
        KokoroEngine().speak(verbatim("…"), VOICE)


def test_a_wrong_recipe_is_told() -> None:
    with pytest.raises(EngineError, match="no style “zf_x”"):
        KokoroEngine().speak(words_to_say("Bonjour.", "fr"), voice("zf_x"))


def test_another_file_is_never_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCAST_MODELS", str(tmp_path))
    model.model_file().parent.mkdir()
    model.model_file().write_bytes(tiny_model())
    with pytest.raises(EngineError, match="SHA-256"):
        model.read_model()


def test_where_the_model_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODCAST_MODELS", str(tmp_path))
    monkeypatch.setattr(model, "PARTS", ("no_such_package",))
    assert not model.model_is_there()
    with pytest.raises(EngineError, match="podcast voices add kokoro"):
        KokoroEngine().voices()


class WithCard:
    """An onnxruntime that can compute on a graphics card."""

    @staticmethod
    def get_available_providers() -> list[str]:
        return ["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"]


def test_a_graphics_card_is_used_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "load_onnxruntime", WithCard)
    assert session.providers() == ["CPUExecutionProvider"]
    monkeypatch.setenv("PODCAST_DEVICE", "gpu")
    assert session.providers() == ["CUDAExecutionProvider", "CPUExecutionProvider"]


def test_a_graphics_card_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    there = session.load_onnxruntime().get_available_providers()
    if any(name.removesuffix("ExecutionProvider") in session._GPUS for name in there):
        pytest.skip("onnxruntime has a graphics card here")
    monkeypatch.setenv("PODCAST_DEVICE", "gpu")
    with pytest.raises(EngineError, match=r"no graphics card here.*--device"):
        KokoroEngine().speak(words_to_say("Bonjour.", "fr"), VOICE)
    monkeypatch.setenv("PODCAST_DEVICE", "tpu")
    with pytest.raises(EngineError, match="cpu or gpu"):
        KokoroEngine.facts()


def test_the_weights_are_kept_for_all_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words_to_say("Bonjour à tous.", "fr")
    plain = KokoroEngine().speak(said, VOICE)
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path))
    read = session.read_model
    made = []
    monkeypatch.setattr(session, "read_model", lambda: made.append(1) or read())

    def spoken() -> object:
        session.session.cache_clear()
        return KokoroEngine().speak(said, VOICE)

    assert spoken() == spoken() == plain
    assert len(made) == 1
    kept = session.open_cache()
    assert kept is not None
    weights = session._weights(kept)
    assert {entry.path for entry in kept.entries()} > {weights}
    # Damaged, or thrown away: made again.
    weights.write_bytes(b"x" * weights.stat().st_size)
    assert spoken() == plain
    assert len(made) == 2
    kept.trim(0)
    assert spoken() == spoken() == plain
    assert len(made) == 3
    # A small cache is for other things.
    monkeypatch.setenv("PODCAST_CACHE_SIZE", "200 MB")
    kept.trim(0)
    assert spoken() == plain
    assert not kept.entries()


def test_weights_that_cannot_be_kept_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = KokoroEngine().speak(words_to_say("Bonjour.", "fr"), VOICE)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "file"))
    session.session.cache_clear()
    assert KokoroEngine().speak(words_to_say("Bonjour.", "fr"), VOICE) == plain


def test_an_edited_paragraph_speaks_its_own_pieces_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    of_the_model = engine._spoken

    def counted(model: Any, piece: Piece, *rest: Any) -> Any:
        spoken.append(text_of(piece))
        return of_the_model(model, piece, *rest)

    monkeypatch.setattr(engine, "_spoken", counted)
    # Else nothing would be cached where the real model is not installed.
    monkeypatch.setattr(engine, "model_places", lambda: ["the small model"])
    monkeypatch.setattr(
        "podcast.speaking.pool.Speaker.speak",
        lambda self, utterance, timeout=None: KokoroEngine().speak(utterance.said, utterance.voice),
    )
    narrator, *voices = (replace(voice(recipe), id=recipe) for recipe in ("ff_siwis", *OTHERS))
    palette = Palette("fr", "Une phrase.", narrator, tuple(voices))
    cache = Cache(tmp_path / "cache", 10**9)

    def built(changed: str) -> Production:
        spoken.clear()
        made = production(debate(changed), palette)
        make_episode(made, tmp_path / f"a{changed}", "a", jobs=1, cache=cache)
        return made

    before = {line.text for line in built("").script.lines}
    assert len(spoken) > 30
    (edited,) = (one for one in built("Et un mot.").script.lines if one.text not in before)
    pieces = pieces_of(clauses_of(edited.said, "fr"))
    assert len(pieces) > 1
    assert spoken == [*map(text_of, pieces)]
