import contextlib
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from podcast.audio.clip import Clip
from podcast.casting.palette import load_palette
from podcast.errors import EngineError
from podcast.speaking.pool import Utterance, list_voices, speak_all
from podcast.speaking.pyttsx3_engine import LONGEST_TEXT
from podcast.speaking.verify import fault
from podcast.voice import Voice
from podcast.wording.spoken import verbatim as said
from tests.speaking import speak_one

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="pyttsx3 drives eSpeak NG only on Linux"
)

TEXTS = [
    f"Voici le paragraphe numéro {n}. " + "Il dit une chose, puis une autre. " * (n % 4 + 1)
    for n in range(16)
]


def voice(name: str = "fr+m4", pitch: int | None = 50, rate: int = 170) -> Voice:
    return Voice("v", "V", "fr", None, "pyttsx3", name, pitch, rate)


def spoken(words: str, by: Voice | None = None) -> Clip:
    return speak_one(Utterance(said(words), by or voice()))


def plain(code: str, folder: Path, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run `code` with pyttsx3 as its manual says, on the same eSpeak NG, nothing tamed."""
    head = """
        from podcast.speaking.espeak.library import provide_library
        provide_library()
        import os, wave, pyttsx3
        def frames(path):
            try:
                with wave.open(path) as file:
                    return file.getnframes()
            except (OSError, EOFError, wave.Error):
                return 0
        engine = pyttsx3.init()
        engine.setProperty("voice", "fr+m4")
    """
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(head) + textwrap.dedent(code)],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=timeout,
    )


def test_no_sound_is_lost(tmp_path: Path) -> None:
    """Untamed, the first file is read before eSpeak NG has spoken it."""
    code = f"""
        texts = {TEXTS[:4]!r}
        got = []
        for number, text in enumerate(texts):
            engine.save_to_file(text, f"{{number}}.wav")
            engine.runAndWait()
            got.append(frames(f"{{number}}.wav"))
        print("FRAMES", *got)
        os._exit(0)
    """
    clips = list(speak_all([Utterance(said(text), voice()) for text in TEXTS], jobs=2))
    assert [fault(clip, text, voice()) for clip, text in zip(clips, TEXTS, strict=True)] == (
        [None] * len(TEXTS)
    )
    # Same words, same voice: what the tamed way gives is what all of them should have. The loss is
    # a race, which a busy machine may win for once.
    right = [clip.frames for clip in clips[:4]]
    for _ in range(4):
        printed = plain(code, tmp_path).stdout
        untamed = [int(count) for count in printed.partition("FRAMES")[2].split()]
        wrong = [a for a, b in zip(untamed, right, strict=False) if abs(a - b) > 0.1 * b]
        if wrong or len(untamed) < len(right):
            return
    pytest.skip(f"pyttsx3 lost nothing here in four runs: {untamed}, {right}")


def test_several_saves_are_several_clips(tmp_path: Path) -> None:
    """Untamed, several saves before one run write only the last."""
    code = f"""
        engine.runAndWait()
        for number, text in enumerate({TEXTS[:3]!r}):
            engine.save_to_file(text, f"{{number}}.wav")
        engine.runAndWait()
        print("MISSING", sum(not frames(f"{{number}}.wav") for number in range(3)))
        os._exit(0)
    """
    printed = plain(code, tmp_path).stdout
    assert int(printed.partition("MISSING")[2]) > 0, "pyttsx3 writes all saves now"
    clips = list(speak_all([Utterance(said(text), voice()) for text in TEXTS[:3]], jobs=1))
    assert len({clip.pcm for clip in clips}) == 3


def test_an_unknown_variant_is_an_error(tmp_path: Path) -> None:
    """Untamed, "fr+nope" speaks as "fr" and says nothing of it."""
    done = plain("engine.setProperty('voice', 'fr+nope'); print('ACCEPTED'); os._exit(0)", tmp_path)
    assert "ACCEPTED" in done.stdout
    for name in ("fr+nope", "fr+M4"):
        with pytest.raises(EngineError, match="no variant"):
            spoken("Bonjour.", voice(name))
    with pytest.raises(EngineError, match="no voice"):
        spoken("Bonjour.", voice("xx-nowhere"))


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Untamed, every file is announced on the standard output."""
    code = """
        engine.runAndWait()
        engine.save_to_file("Bonjour à tous.", "a.wav")
        engine.runAndWait()
        import time; time.sleep(1)
        os._exit(0)
    """
    assert "Audio saved" in plain(code, tmp_path).stdout
    spoken("Bonjour à tous.")
    assert capfd.readouterr() == ("", "")


def test_a_write_error_is_no_lost_line(tmp_path: Path) -> None:
    """Untamed, a file that cannot be written raises nothing, or is waited for without end."""
    code = """
        engine.runAndWait()
        engine.save_to_file("Bonjour à tous.", "/nowhere/a.wav")
        try:
            engine.runAndWait()
        except Exception:
            print("RAISED", flush=True)
        os._exit(0)
    """
    with contextlib.suppress(subprocess.TimeoutExpired):
        assert "RAISED" not in plain(code, tmp_path, timeout=5).stdout
    assert spoken("Bonjour à tous.").frames > 10_000  # no file is written at all


def test_too_much_text_is_refused() -> None:
    with pytest.raises(EngineError, match=str(LONGEST_TEXT)):
        spoken("mot " * LONGEST_TEXT)
    assert spoken("mot " * (LONGEST_TEXT // 4)).frames > 100 * 22_050


def test_the_same_words_give_the_same_bytes_in_any_order() -> None:
    """eSpeak NG carries state from one text to the next; a fork for each has none."""
    asked = [
        Utterance(said(text), voice(name)) for text in TEXTS[:8] for name in ("fr+m4", "fr+f4")
    ]
    forward = [clip.pcm for clip in speak_all(asked, jobs=1)]
    backward = [clip.pcm for clip in speak_all(asked[::-1], jobs=3)]
    assert forward == backward[::-1]


def test_sentence_times_point_at_sentences() -> None:
    words = "Une première phrase. Une deuxième, après elle. Et la troisième ?"
    clip = spoken(words)
    starts = [words[time.offset :].lstrip()[:6] for time in clip.sentences[:3]]
    assert starts == ["Une pr", "Une de", "Et la "]
    assert [time.start for time in clip.sentences] == sorted(t.start for t in clip.sentences)
    assert 0 == clip.sentences[0].start < clip.sentences[1].start < clip.frames


@pytest.mark.parametrize(
    "markup", ["<break time='9s'/>", "[[b'o~Zu@]]", "&amp;", "<mark name='a'/>"]
)
def test_markup_is_never_obeyed(markup: str) -> None:
    with_markup = spoken(f"Avant, {markup} après.").frames
    assert with_markup > spoken("Avant, après.").frames
    assert with_markup < 8 * 22_050


def test_pitch_and_rate_are_heard() -> None:
    words = TEXTS[3]
    assert spoken(words, voice(rate=300)).frames < 0.8 * spoken(words, voice(rate=150)).frames
    assert spoken(words, voice(pitch=20)).pcm != spoken(words, voice(pitch=80)).pcm


def test_the_machine_lists_its_voices() -> None:
    voices = list_voices("pyttsx3")
    assert len(voices) > 50
    assert any(v.language == "fr-fr" for v in voices)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_voice_of_the_palette_speaks_and_differs(language: str) -> None:
    palette = load_palette(language)
    voices = (palette.narrator, *palette.voices)
    clips = list(speak_all([Utterance(said(palette.sample), each) for each in voices], jobs=2))
    assert len({clip.pcm for clip in clips}) == len(voices)


def test_pyttsx3_is_of_the_versions_that_are_tamed() -> None:
    from importlib.metadata import version

    assert version("pyttsx3").startswith("2.99")
