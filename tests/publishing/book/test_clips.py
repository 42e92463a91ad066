from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podcast.publishing.book.content import BEFORE_END, Overlay, overlays_of
from podcast.publishing.heard import Heard
from podcast.publishing.page.parts import Block, PageChapter, PageEpisode, PageParagraph, Sentence
from podcast.timecode import Milliseconds


@st.composite
def episodes(draw: st.DrawFn) -> PageEpisode:
    """Any episode: chapters of whole seconds with turns of sentences, some of which are not heard,
    some heard for no time, some (which no timeline does) in another order than they are written."""
    lengths = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    chapters, heard = [], []
    start = 0
    for number, seconds in enumerate(lengths, start=1):
        end = start + 1000 * seconds
        times = draw(st.lists(st.integers(start, end), max_size=12))
        if draw(st.booleans()):
            times.sort()
        blocks = []
        for turn in range(draw(st.integers(0, 3))):
            share, times = times[: draw(st.integers(0, 6))], times[6:]
            sentences = [Sentence(None, ())] if draw(st.booleans()) else []
            for time in share:
                sentences.append(Sentence(len(heard), ()))
                end_of = Milliseconds(time + 1)
                heard.append(Heard("A", "Bien.", Milliseconds(time), end_of, len(heard), 0))
            anchor = draw(st.sampled_from([f"turn-{number}-{turn}", ""]))
            paragraphs = (PageParagraph(False, tuple(sentences)),)
            blocks.append(Block(anchor, "A", "", None, paragraphs))
        chapters.append(
            PageChapter(f"chapter-{number}", "C", Milliseconds(start), False, tuple(blocks))
        )
        start = end
    length = Milliseconds(start + draw(st.integers(0, 2000)))
    return PageEpisode("T", "a.mp3", (), length, tuple(heard), tuple(chapters), ())


def clips_of(overlay: Overlay) -> list[tuple[str, int, int]]:
    return [(c.target, c.start, c.end) for stretch in overlay.stretches for c in stretch.clips]


@given(episodes())
def test_clips_hold_all_the_sound_once_and_in_order(episode: PageEpisode) -> None:
    overlays = overlays_of(episode)
    assert len(overlays) == len(episode.chapters)
    clips = [clip for overlay in overlays for clip in clips_of(overlay)]
    assert clips[0][1] == 0
    assert clips[-1][2] == episode.length - BEFORE_END
    assert all(start < end for _, start, end in clips)
    assert all(before[2] == after[1] for before, after in pairwise(clips))
    assert len({target for target, _, _ in clips}) == len(clips)
    for chapter, overlay in zip(episode.chapters, overlays, strict=True):
        assert clips_of(overlay)[0][1] == chapter.start
        assert overlay.length == sum(end - start for _, start, end in clips_of(overlay))


@given(episodes())
def test_a_sentence_is_marked_from_when_it_is_heard(episode: PageEpisode) -> None:
    for overlay in overlays_of(episode):
        for target, start, _ in clips_of(overlay)[1:]:
            assert start == episode.sentences[int(target[1:]) - 1].start
