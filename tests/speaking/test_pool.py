import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from podcast.errors import EngineError, SpeechError
from podcast.speaking.pool import Utterance, list_voices, speak_all
from podcast.speaking.tone import ToneEngine
from podcast.voice import Voice
from podcast.wording.spoken import verbatim as said
from tests.speaking import speak_one


def voice(engine: str, engine_voice: str = "a") -> Voice:
    name = engine if engine in ("tone", "pyttsx3") else f"tests.speaking.engines:{engine}"
    return Voice("v", "V", "fr", None, name, engine_voice)


def utterances(engine: str, count: int = 12) -> list[Utterance]:
    return [
        Utterance(
            said(f"Une phrase, la numéro {n}. {'Longue. ' * (n % 5)}"),
            voice(engine, f"v{n % 3}"),
            n,
        )
        for n in range(count)
    ]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_clips_come_in_order_whatever_the_workers(jobs: int) -> None:
    asked = utterances("tone", 30)
    clips = list(speak_all(asked, jobs=jobs))
    assert clips == [ToneEngine().speak(u.said, u.voice) for u in asked]


TROUBLE = "Un texte avec du trouble dedans, assez long pour que sa longueur se vérifie. " * 3


@pytest.mark.parametrize(
    ("engine", "says"),
    [
        ("Exits", "exit code 7"),
        ("Killed", "signal 9"),
        ("Raises", "it raised RuntimeError: something inside"),
        ("Silent", "silent"),
        ("Empty", "no sound"),
        ("Cut", "too short"),
        ("WrongRate", "22 Hz"),
    ],
)
def test_a_line_that_cannot_be_spoken_is_named(engine: str, says: str) -> None:
    asked = [*utterances(engine, 3), Utterance(said(TROUBLE), voice(engine), 42)]
    clips = speak_all(asked, jobs=2)
    for _ in range(3):
        next(clips)
    with pytest.raises(SpeechError, match=says) as caught:
        next(clips)
    assert caught.value.line == 42
    assert "Un texte avec du trouble" in str(caught.value)
    assert "3 times" in str(caught.value)


def test_a_worker_that_hangs_is_ended() -> None:
    with pytest.raises(SpeechError, match="hung"):
        list(speak_all([Utterance(said(TROUBLE), voice("Hangs"), 1)], jobs=1, timeout=1.0))


def test_a_line_is_tried_again(tmp_path: Path) -> None:
    asked = Utterance(said(TROUBLE), voice("SecondTime", str(tmp_path / "mark")))
    assert speak_one(asked) == ToneEngine().speak(asked.said, asked.voice)


def test_what_an_engine_prints_disturbs_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    asked = Utterance(said(TROUBLE), voice("Noisy"))
    assert speak_one(asked) == ToneEngine().speak(asked.said, asked.voice)
    assert capfd.readouterr() == ("", "")


def test_an_engine_that_does_not_load_says_how_to_mend_it() -> None:
    with pytest.raises(EngineError, match=r"its library is not here\. Install it\."):
        speak_one(Utterance(said("Bonjour."), voice("Missing")))
    with pytest.raises(EngineError, match="no such engine") as caught:
        speak_one(Utterance(said("Bonjour."), Voice("v", "V", "fr", None, "nope", "a")))
    assert "pyttsx3" in str(caught.value)


def test_voices_of_an_engine() -> None:
    assert {v.name for v in list_voices("tone")} >= {"fr-low", "fr-high"}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_closing_early_leaves_no_process() -> None:
    def children() -> set[str]:
        tasks = Path(f"/proc/{os.getpid()}/task")
        found: set[str] = set()
        for task in tasks.iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # a thread that just ended
                found.update((task / "children").read_text().split())
        return found

    before = children()
    clips = speak_all(utterances("tone", 50), jobs=3)
    next(clips)
    assert children() > before
    clips.close()
    assert children() == before
