"""An episode is the same bytes however much of it was made before, and by whom."""

import random
from collections import Counter
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.audio.clip import SentenceTime
from podcast.audio.loudness import CEILING, SMALL_CEILING
from podcast.audio.mixing import RATE
from podcast.audio.mpeg import frame_length
from podcast.building.decide import prepare_album
from podcast.building.model import BuildOptions, Production
from podcast.casting.palette import Palette
from podcast.model import Debate
from podcast.reading import read_debate
from podcast.rendering.jobs import (
    ChunkJob,
    GainJob,
    RenderedChunk,
    TakeFolders,
    pack_chunk,
    unpack_chunk,
)
from podcast.rendering.pool import InlineExecutor, RenderPool
from podcast.rendering.timeline import LEAST, chunk_spans, chunk_starts
from podcast.scripting.script import Line, LineKind, Script, ScriptChapter, estimated_length
from podcast.store.cache import Cache
from podcast.timecode import Frames, Milliseconds, to_frames
from podcast.wording.spoken import verbatim
from tests.building.test_make import production
from tests.conftest import DEMO, debate_of, tone_voice
from tests.making import make_by, make_episode, make_episodes

WORDS = "Il roule bien et nous en sommes contents depuis longtemps. " * 4


def debate(changed: str = "", questions: int = 8) -> Debate:
    turns = []
    for number in range(questions):
        turns.append(("Ada Premier", f"Numéro {number}. {WORDS}"))
        turns.append(("Bob Second", f"Et {number}, pourquoi ? {WORDS}{changed * (number == 1)}"))
    return debate_of(*turns)


def made(
    folder: Path, what: Production, cache: Cache | None, jobs: int = 2, *, stereo: bool = False
) -> bytes:
    return make_episode(what, folder, "a", jobs=jobs, cache=cache, stereo=stereo).path.read_bytes()


def kept(cache: Cache, kind: str) -> set[str]:
    return {entry.path.name for entry in cache.entries() if kind in entry.path.parts}


@pytest.mark.usefixtures("worker_processes")
@pytest.mark.parametrize("stereo", [False, True])
def test_cached_or_not_it_is_the_same(tmp_path: Path, tones: Palette, stereo: bool) -> None:
    what = production(debate(questions=4), tones)
    cache = Cache(tmp_path / "cache", 10**9)
    alone = made(tmp_path / "1", what, None, 1, stereo=stereo)
    assert made(tmp_path / "2", what, cache, 3, stereo=stereo) == alone
    assert made(tmp_path / "3", what, cache, 1, stereo=stereo) == alone
    # With some of everything missing, some damaged.
    chance = random.Random(1)
    for entry in cache.entries():
        fate = chance.random()
        if fate < 0.4:
            entry.path.unlink()
        elif fate < 0.6:
            entry.path.write_bytes(entry.path.read_bytes()[:-1])
    assert made(tmp_path / "4", what, cache, 2, stereo=stereo) == alone


@pytest.mark.usefixtures("worker_processes")
def test_nothing_is_made_twice(
    tmp_path: Path, tones: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    what = production(debate(), tones)
    cache = Cache(tmp_path / "cache", 10**9)
    first = made(tmp_path / "1", what, cache)
    monkeypatch.setattr("podcast.processes.worker.WorkerProcess.ask", lambda *_: 1 / 0)
    assert made(tmp_path / "2", what, cache) == first


def test_a_changed_paragraph_makes_its_own_chunks_only(tmp_path: Path, tones: Palette) -> None:
    cache = Cache(tmp_path / "cache", 10**9)
    made(tmp_path / "1", production(debate(), tones), cache)
    before = kept(cache, "chunks")
    changed = production(debate("Un mot de plus."), tones)
    made(tmp_path / "2", changed, cache)
    new = kept(cache, "chunks") - before
    assert len(before) > 8
    assert 1 <= len(new) <= 4
    assert made(tmp_path / "3", changed, None) == (tmp_path / "2" / "a.mp3").read_bytes()


class Noting(InlineExecutor):
    """Does what it is asked at once, and notes it."""

    def __init__(self, asked: list[Any]) -> None:
        super().__init__()
        self._asked = asked

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._asked.append(args[0])
        return super().submit(fn, *args, **kwargs)


@pytest.mark.parametrize(("small", "ceiling"), [(False, CEILING), (True, SMALL_CEILING)])
def test_a_small_episode_leaves_its_encoder_more_room(
    tmp_path: Path, tones: Palette, small: bool, ceiling: float
) -> None:
    asked: list[Any] = []
    pool = RenderPool(Noting(asked), 1, TakeFolders())
    make_by(pool, production(debate(questions=1), tones), tmp_path, "a", small=small)
    gains = {job.ceiling for job in asked if isinstance(job, GainJob)}
    lines = {line.ceiling for job in asked if isinstance(job, ChunkJob) for line in job.lines}
    assert gains == lines == {ceiling}


def test_the_first_chapter_is_there_before_all_voices_are_measured(
    tmp_path: Path, tones: Palette
) -> None:
    people = ("Ada Premier", "Bob Second", "Cleo Tiers", "Dan Quart")
    what = production(debate_of(*((name, WORDS * 4) for name in people)), tones)
    asked: list[Any] = []
    make_by(RenderPool(Noting(asked), 1, TakeFolders()), what, tmp_path / "1", "a")
    chunks = [number for number, job in enumerate(asked) if isinstance(job, ChunkJob)]
    gains = [number for number, job in enumerate(asked) if isinstance(job, GainJob)]
    assert len(gains) == 5  # the narrator's, too
    heard = {line.take.utterance.voice for line in asked[chunks[0]].lines}
    measured = {asked[n].takes[0].utterance.voice for n in gains if n < chunks[0]}
    assert heard <= measured < {asked[n].takes[0].utterance.voice for n in gains}
    first = what.script.chapters[1].lines
    assert {line.said for line in first} == {
        line.take.utterance.said for line in asked[chunks[0]].lines
    }
    assert made(tmp_path / "2", what, None) == (tmp_path / "1" / "a.mp3").read_bytes()


@pytest.mark.usefixtures("worker_processes")
def test_an_interrupted_build_goes_on_where_it_was(tmp_path: Path, tones: Palette) -> None:
    what = production(debate(), tones)
    cache = Cache(tmp_path / "cache", 10**9)

    def stop(done: float, total: float) -> None:
        # Takes count too: half may be done before any chunk is, if the workers are slow.
        if done > total / 2 and kept(cache, "chunks"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_episode(what, tmp_path / "1", "a", jobs=2, cache=cache, progress=stop)
    assert not (tmp_path / "1").exists()
    assert kept(cache, "takes")
    assert kept(cache, "chunks")
    assert made(tmp_path / "1", what, cache) == made(tmp_path / "2", what, None)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(
    tmp_path: Path, tones: Palette
) -> None:
    what = production(debate(), tones)
    (tmp_path / "file").write_text("")
    broken = Cache(tmp_path / "file" / "cache", 10**9)
    tiny = Cache(tmp_path / "tiny", 1_000)
    assert made(tmp_path / "1", what, broken) == made(tmp_path / "2", what, tiny)


def test_another_voice_is_another_episode(tmp_path: Path, tones: Palette) -> None:
    cache = Cache(tmp_path / "cache", 10**9)
    first = made(tmp_path / "1", production(debate(), tones), cache)
    other = replace(tones, narrator=replace(tones.narrator, pitch=70))
    assert made(tmp_path / "2", production(debate(), other), cache) != first


def test_an_engine_of_unknown_state_is_asked_each_time(tmp_path: Path, tones: Palette) -> None:
    strange = replace(
        tones,
        voices=tuple(replace(v, engine="podcast.speaking.tone:ToneEngine") for v in tones.voices),
    )
    what = production(debate(), strange)
    cache = Cache(tmp_path / "cache", 10**9)
    spoken = [
        make_episode(what, tmp_path / str(n), "a", jobs=2, cache=cache).path for n in range(2)
    ]
    assert spoken[0].read_bytes() == spoken[1].read_bytes()
    assert len(kept(cache, "gains")) == 1  # the narrator's


# --- cutting --------------------------------------------------------------------------------------

LINES = st.builds(
    lambda length, pause: Line(
        "x", verbatim("a" * length), tone_voice(1), LineKind.SPEECH, Milliseconds(pause)
    ),
    st.integers(1, 1_200),
    st.integers(0, 1_500),
)
SCRIPTS = st.lists(st.lists(LINES, min_size=1, max_size=8), min_size=1, max_size=6).map(
    lambda chapters: Script("t", "fr", tuple(ScriptChapter("c", tuple(c)) for c in chapters))
)


@given(SCRIPTS)
def test_every_line_is_in_one_chunk(script: Script) -> None:
    found = list(chunk_spans(script, RATE))
    assert [n for cut in found for n in cut.lines] == list(range(len(script.lines)))
    assert sum(cut.opens_chapter for cut in found) == len(script.chapters)
    assert sum(cut.closes_chapter for cut in found) == len(script.chapters)
    assert chunk_starts(script, RATE) == {cut.lines[0] for cut in found}
    for cut in found:
        lines = script.lines[cut.lines[0] : cut.lines[-1] + 1]
        if not cut.closes_chapter:
            assert sum(estimated_length(line, script.sentence_pause) for line in lines) >= LEAST
            assert to_frames(script.lines[cut.lines[-1] + 1].pause, RATE) >= 10 * frame_length(RATE)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**9),
            st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**4)), max_size=3),
        ),
        max_size=4,
    ),
    st.binary(max_size=20),
    st.one_of(st.none(), st.integers(0, 10**9)),
)
def test_a_kept_chunk_comes_back_as_it_was(lines: Any, mp3: bytes, following: int | None) -> None:
    chunk = RenderedChunk(
        mp3,
        tuple(Frames(length) for length, _ in lines),
        tuple(tuple(SentenceTime(Frames(s), o) for s, o in times) for _, times in lines),
        Frames(99),
        None if following is None else Frames(following),
    )
    assert unpack_chunk(pack_chunk(chunk)) == chunk


def test_what_is_said_twice_is_spoken_once(tmp_path: Path, tones: Palette) -> None:
    series = prepare_album(read_debate(DEMO), BuildOptions(engine="tone"), name="demo")
    tracks = [series.production(track) for track in series.album.tracks[:3]]
    _, spoken = make_episodes(series, tracks, tmp_path, jobs=3)
    lines = Counter((line.said, line.voice) for t in tracks for line in t.script.lines)
    tried = len(lines)
    assert spoken == tried
    assert max(lines.values()) > 1
