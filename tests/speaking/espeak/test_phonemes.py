import sys

import pytest

from podcast.errors import EngineError
from podcast.speaking.espeak.phonemes import espeak_voice, foreign_words, phonemes
from podcast.voice import Voice
from podcast.wording.spoken import verbatim
from podcast.wording.spoken_words import words_to_say

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="eSpeak NG is driven directly only on Linux"
)


def test_the_engine_says_the_phonemes_that_we_give_it() -> None:
    said = words_to_say("L'IA et quatre-vingt-deux ans", "fr")
    (sounds,) = phonemes([said], "fr")
    bare = sounds.replace("ˈ", "").replace(" ", "")
    assert bare.startswith("liae")
    assert "katʁəvɛ̃døzɑ̃" in bare


def test_what_the_engine_takes_for_foreign() -> None:
    assert foreign_words(["maison", "cloud"], "fr") == {"cloud"}


def test_errors_are_told() -> None:
    with pytest.raises(EngineError, match="no voice"):
        phonemes([verbatim("a")], "xx-nowhere")
    with pytest.raises(EngineError, match="does not tell"):
        espeak_voice(Voice("t", "T", "fr", None, "tone", "a"))
