import errno
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from podcast.audio.encoding import join_chunks
from podcast.audio.mixing import RATE
from podcast.building.decide import prepare_album
from podcast.building.model import BuildOptions, Production
from podcast.casting.cast import make_cast
from podcast.casting.palette import Palette
from podcast.casting.seats import WIDTH, seats
from podcast.casting.series import NO_SERIES
from podcast.errors import OutputError
from podcast.model import Debate
from podcast.narration import phrasebook
from podcast.planning import plan_whole
from podcast.publishing.tags import read_tags
from podcast.reading import read_debate
from podcast.scripting.script import write_script
from podcast.timecode import to_milliseconds
from tests.conftest import DEMO, debate_of
from tests.making import make_episode

DEBATE = debate_of(
    ("Ada Premier", "Bonjour à tous. Que pensez-vous des trains de nuit ?"),
    ("Bob Second", "Ils roulent trop peu.\nEt pourtant ils sont pleins."),
    ("Ada Premier", "Merci. Et le prix du billet ?"),
    ("Bob Second", "Il baisse."),
)


def production(debate: Debate, palette: Palette) -> Production:
    """As `prepare_album` makes the whole, with hums for voices."""
    book = phrasebook(debate.language)
    plan = plan_whole(debate, book)
    cast = make_cast(debate, palette.narrator, palette.voices)
    return Production(debate, palette, plan, cast, write_script(plan, cast, book), NO_SERIES)


def decoded(path: Path) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not here to decode with")
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, dtype="<i2")


def test_an_episode_is_made_whole(tmp_path: Path, tones: Palette) -> None:
    episode = make_episode(production(DEBATE, tones), tmp_path / "a", "a", jobs=2)
    assert episode.path == tmp_path / "a" / "a.mp3"
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == [
        ".podcast-page.json", "a.chapters.json", "a.mp3", "a.transcript.json", "a.vtt", "index.html"
    ]  # fmt: skip
    assert episode.beside == tuple(
        tmp_path / "a" / name
        for name in ("a.vtt", "a.transcript.json", "a.chapters.json", "index.html")
    )
    chapters = read_tags(episode.path).chapters
    assert [(c.title, c.start) for c in chapters] == [
        (c.title, to_milliseconds(c.start, RATE)) for c in episode.timeline.chapters
    ]
    assert len(chapters) == 3  # what is so short shares a chapter
    assert len(decoded(episode.path)) == episode.timeline.total


def test_every_line_is_heard_where_the_timeline_says(tmp_path: Path, tones: Palette) -> None:
    episode = make_episode(production(DEBATE, tones), tmp_path, "a", jobs=1)
    level = np.abs(decoded(episode.path).astype(int))
    for line in episode.timeline.lines:
        silence = level[line.start - line.silence + 1_200 : line.start - 1_200]
        assert silence.max(initial=0) < 200
        assert level[line.start : line.start + RATE // 10].max() > 1_000


@pytest.mark.parametrize("stereo", [False, True])
def test_the_number_of_workers_changes_no_byte(
    tmp_path: Path, tones: Palette, stereo: bool
) -> None:
    made = [
        make_episode(production(DEBATE, tones), tmp_path / str(jobs), "a", jobs=jobs, stereo=stereo)
        for jobs in (1, 3)
    ]
    for one, other in zip(
        (made[0].path, *made[0].beside), (made[1].path, *made[1].beside), strict=True
    ):
        assert one.read_bytes() == other.read_bytes()


def test_progress_ends_at_the_whole(tmp_path: Path, tones: Palette) -> None:
    told: list[tuple[int, int]] = []
    make_episode(
        production(DEBATE, tones),
        tmp_path,
        "a",
        jobs=1,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_a_full_disk_leaves_nothing_but_the_old_episode(
    tmp_path: Path, tones: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    old = tmp_path / "a" / "a.mp3"
    old.write_bytes(b"old")

    def full(blocks: Iterator[bytes], *args: Any) -> None:
        for _ in itertools.islice(blocks, 1):
            pass
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("podcast.building.make.join_chunks", full)
    with pytest.raises(OutputError, match="disk is full"):
        make_episode(production(DEBATE, tones), tmp_path / "a", "a", jobs=2)
    assert old.read_bytes() == b"old"
    assert list((tmp_path / "a").iterdir()) == [old]


def test_an_interruption_leaves_nothing(
    tmp_path: Path, tones: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(blocks: Iterator[bytes], *args: Any) -> None:
        next(blocks)
        raise KeyboardInterrupt

    monkeypatch.setattr("podcast.building.make.join_chunks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_episode(production(DEBATE, tones), tmp_path / "a", "a", jobs=2)
    assert not (tmp_path / "a").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path, tones: Palette) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        make_episode(production(DEBATE, tones), tmp_path / "file" / "a", "a", jobs=1)


def test_join_chunks_is_what_was_patched() -> None:
    # The two tests above patch it by name: this one fails where the name goes.
    assert join_chunks.__module__ == "podcast.audio.encoding"


def onsets(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]", start: int) -> float:
    """Seconds from `start` (a frame) to the first 5 ms that are louder than -40 dBFS."""
    step = RATE // 200
    for index in range(200):
        window = samples[start + index * step : start + (index + 1) * step].astype(float)
        if np.sqrt((window**2).mean()) > 328:
            return index * step / RATE
    return 1.0


def ebur128(sound: "np.ndarray[tuple[int, ...], np.dtype[np.int16]]") -> tuple[float, float]:
    """LUFS and dBTP by ffmpeg."""
    channels = 1 if sound.ndim == 1 else sound.shape[1]
    command = ["ffmpeg", "-hide_banner", "-f", "s16le", "-ar", str(RATE), "-ac", str(channels)]
    command += ["-i", "-", "-af", "ebur128=peak=true", "-f", "null", "-"]
    done = subprocess.run(command, input=sound.tobytes(), capture_output=True, check=True)
    summary = done.stderr.decode().rpartition("Summary")[2]
    found = re.findall(r"(?:I|Peak):\s+(\S+) ", summary)
    return float(found[0]), float(found[1])


@pytest.mark.parametrize(
    ("stereo", "chime", "speed"), [(False, False, 1.0), (True, True, 1.0), (False, False, 3.0)]
)
def test_the_demo_is_as_loud_as_it_should_be(
    tmp_path: Path, stereo: bool, chime: bool, speed: float
) -> None:
    made = prepare_album(read_debate(DEMO), BuildOptions(chime=chime, speed=speed)).whole
    episode = make_episode(made, tmp_path, "demo", jobs=2, stereo=stereo)
    sound = decoded(episode.path).reshape(-1, 2 if stereo else 1)
    assert len(sound) == episode.timeline.total
    loudness, peak = ebur128(sound)
    assert loudness == pytest.approx(-16 if stereo else -19, abs=0.5)
    assert peak < -1
    assert abs(made.estimated_length / episode.timeline.length - 1) < 0.1
    # Everybody by themselves, on one loudspeaker too.
    speakers = {turn.index: turn.speaker for turn in made.debate.turns}
    cut: dict[str, list[Any]] = {}
    for line, placed in zip(made.script.lines, episode.timeline.lines, strict=True):
        place = slice(placed.start, placed.start + placed.length)
        cut.setdefault(speakers.get(line.turn or 0, ""), []).append(sound[place])
    own = [np.concatenate(parts) for parts in cut.values()]
    for each in (own, [part.mean(axis=1).astype("<i2") for part in own]):
        levels = [ebur128(part)[0] for part in each]
        assert max(levels) - min(levels) < 1
    # No dead air, and yet never digital silence.
    level = np.abs(sound.astype(int)).max(axis=1)
    assert np.diff(np.flatnonzero(level > 100)).max() < 2 * RATE
    assert np.diff(np.flatnonzero(level)).max() < RATE // 100
    # No click where a clip begins or ends.
    for placed in episode.timeline.lines:
        for edge in (placed.start, placed.start + placed.length):
            step = np.abs(np.diff(sound[edge - 20 : edge + 20].astype(int), axis=0)).max()
            assert step < 200


def test_everybody_is_heard_from_their_seat(tmp_path: Path, tones: Palette) -> None:
    made = production(DEBATE, tones)
    episode = make_episode(made, tmp_path, "a", jobs=2, stereo=True)
    sound = decoded(episode.path).reshape(-1, 2).astype(float)
    pans = seats(DEBATE)
    assert set(pans.values()) == {-WIDTH, WIDTH}
    for line, placed in zip(made.script.lines, episode.timeline.lines, strict=True):
        left, right = np.abs(sound[placed.start : placed.start + placed.length]).mean(axis=0)
        if line.turn is None:
            assert left == pytest.approx(right, rel=0.03)
        else:
            pan = pans[DEBATE.turns[line.turn - 1].speaker]
            assert (right > left) == (pan > 0)
            assert max(left, right) > 2 * min(left, right)


def test_the_demo_with_real_voices(tmp_path: Path) -> None:
    made = prepare_album(read_debate(DEMO)).whole
    episode = make_episode(made, tmp_path, "demo", jobs=2)
    voices = {part.voice for part in made.cast.parts}
    assert len(voices) == 5
    assert made.cast.narrator not in voices
    assert abs(made.estimated_length / episode.timeline.length - 1) < 0.1
    samples = decoded(episode.path)
    assert len(samples) == episode.timeline.total
    for chapter in episode.timeline.chapters:
        assert chapter.start % RATE == 0
        assert 0.0 < onsets(samples, chapter.start) < 0.4
        if chapter.start:
            before = samples[chapter.start - RATE // 4 : chapter.start]
            assert int(np.abs(before.astype(int)).max()) < 200
    probe = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(episode.path)]
    shown = json.loads(subprocess.run(probe, capture_output=True, check=True).stdout)["chapters"]
    assert [(c["tags"]["title"], float(c["start_time"])) for c in shown] == [
        (c.title, c.start / RATE) for c in episode.timeline.chapters
    ]
