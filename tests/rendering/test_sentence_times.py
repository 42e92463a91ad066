from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.audio.clip import SentenceTime
from podcast.rendering.sentence_times import PlacedSentence, place_sentences
from podcast.timecode import Frames
from podcast.wording.spoken import verbatim
from podcast.wording.spoken_words import words_to_say

_written = st.text(
    st.sampled_from("Aab é.!?…«» \"'([—–-:,;\u00a0\u202f0123%€\n"), min_size=1, max_size=120
).filter(str.strip)
_times = st.lists(st.tuples(st.integers(-5, 20_000), st.integers(-5, 200)), max_size=8)


@settings(deadline=None)
@given(_written, _times, st.integers(0, 10**7), st.integers(1, 10**6), st.booleans())
def test_whatever_the_engine_tells_sentences_follow_each_other_and_lose_nothing(
    written: str, times: list[tuple[int, int]], start: int, length: int, worded: bool
) -> None:
    said = words_to_say(written, "fr") if worded else verbatim(written)
    told = tuple(SentenceTime(Frames(frame), offset) for frame, offset in times)
    placed = place_sentences(written, said, told, Frames(start), Frames(length))
    assert placed[0].start == start
    assert placed[-1].end == start + length
    for one, following in pairwise(placed):
        assert one.end == following.start
        assert one.text_end <= following.text_start
    assert all(sentence.start < sentence.end for sentence in placed)
    pieces = [written[s.text_start : s.text_end] for s in placed]
    assert all(piece == piece.strip() and piece for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(written.split())


@given(st.lists(st.sampled_from(["Oui.", "Non, non.", "Peut-être ?"]), min_size=1, max_size=6))
def test_what_an_engine_tells_is_kept_to_the_frame(sentences: list[str]) -> None:
    written = " ".join(sentences)
    said = verbatim(written)
    told = [SentenceTime(Frames(7 * s.offset), s.offset) for s in said.sentences]
    placed = place_sentences(written, said, told, Frames(100), Frames(7 * len(written)))
    assert [s.start for s in placed] == [100 + 7 * s.offset for s in said.sentences]
    assert [written[s.text_start : s.text_end] for s in placed] == sentences


def test_without_times_characters_share_the_line() -> None:
    written = "Abc. Abcdefgh. Abc."
    placed = place_sentences(written, verbatim(written), (), Frames(1_000), Frames(1_900))
    assert placed == (
        PlacedSentence(Frames(1_000), Frames(1_500), 0, 4),
        PlacedSentence(Frames(1_500), Frames(2_500), 5, 14),
        PlacedSentence(Frames(2_500), Frames(2_900), 15, 19),
    )


def test_a_sentence_between_two_known_ones_is_shared_between_them() -> None:
    written = "Abc. Abc. Abc. Abc."
    told = (SentenceTime(Frames(100), 5), SentenceTime(Frames(200), 15))
    placed = place_sentences(written, verbatim(written), told, Frames(0), Frames(1_000))
    assert [s.start for s in placed] == [0, 100, 150, 200]


def test_the_written_text_is_what_is_shown() -> None:
    written = "M. Roy a dit : « Jamais ! » Il paie 1 500 €. « Et moi ? »"
    said = words_to_say(written, "fr")
    placed = place_sentences(written, said, (), Frames(0), Frames(9_000))
    assert [written[s.text_start : s.text_end] for s in placed] == [
        "M. Roy a dit : « Jamais ! »",
        "Il paie 1 500 €.",
        "« Et moi ? »",
    ]
