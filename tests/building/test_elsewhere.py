"""A debate that a worker elsewhere builds is the one that is built here, byte for byte."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from podcast.building.build import build_one
from podcast.building.elsewhere import Answer, _order
from podcast.building.many import ManyOutcome, build_many
from podcast.building.model import BuildOptions
from podcast.building.stamp import STAMP
from podcast.cli import main
from podcast.errors import ClusterError, OutputError, PodcastError
from podcast.publishing.model import SidecarChoice
from podcast.rendering.jobs import TakeFolders
from podcast.rendering.pool import InlineExecutor, RenderPool, local_pool
from podcast.store.cache import Cache
from podcast.store.data import default_directory

TEXT = "Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour Ada, {}.\n"
SERIES = """\
title = "La série"
author = "Nous"
cover = "c.png"
welcome = "Bienvenue."

[feed]
base_url = "https://example.org/p/"
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "of-the-worker"))


def local(paths: list[Path], options: BuildOptions) -> list[ManyOutcome]:
    with local_pool(1, Cache(Path("cache"), 10**9)) as pool:
        return [*build_many(paths, options, pool)]


def elsewhere(
    paths: list[Path], options: BuildOptions, executor: Executor | None = None, workers: int = 1
) -> list[ManyOutcome]:
    cache = Cache(Path("cache"), 10**9)
    pool = RenderPool(executor or InlineExecutor(), 1, TakeFolders(), cache, lambda: workers)
    return [*build_many(paths, options, pool)]


def files(folder: str) -> dict[str, bytes]:
    """All in a folder, also what is hidden, also what is remembered but the name of its build."""
    found = {p.relative_to(folder).as_posix(): p for p in Path(folder).rglob("*") if p.is_file()}
    return {
        name: path.read_bytes().partition(b'"files"')[2]
        if path.name == STAMP
        else path.read_bytes()
        for name, path in found.items()
    }


def text(name: str, said: str = "que dire") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(said), encoding="utf-8")
    return path


def test_all_that_a_build_looks_for_goes_with_it(tmp_path: Path) -> None:
    path = text("texts/un.txt")
    Path("texts/un.lexicon.toml").write_text('[words]\nAda = "Aïda"\n')
    for out in ("a", "b"):
        Path(out).mkdir()
        Path(out, "series.toml").write_text(SERIES)
        Path(out, "index.html").write_text("a home page")
        Image.new("RGB", (1400, 1400), "navy").save(f"{out}/c.png")
    options = BuildOptions(output_given=True, by=("whole", "speaker"))
    (one,) = local([path], replace(options, output=Path("a")))
    (other,) = elsewhere([path], replace(options, output=tmp_path / "b"))
    assert one.error is None and other.error is None
    assert other.paths == tuple(tmp_path / "b" / episode.relative_to("a") for episode in one.paths)
    assert one.made is not None and other.made is not None
    assert one.made.notes == other.made.notes
    assert files("a") == files("b")
    (again,) = elsewhere([path], replace(options, output=tmp_path / "b"))
    assert again.made is None and again.paths == other.paths
    Path("texts/un.lexicon.toml").unlink()
    (anew,) = elsewhere([path], replace(options, output=tmp_path / "b"))
    assert anew.made is not None
    assert not list(Path("of-the-worker").rglob("*.part"))


def test_what_an_earlier_build_left_is_seen(tmp_path: Path) -> None:
    path = text("un.txt")
    for build, out in ((local, "a"), (elsewhere, "b")):
        options = BuildOptions(output=Path(out))
        assert build([path], replace(options, by=("whole", "speaker")))[0].error is None
        text("un.txt", "et pourquoi pas")
        (one,) = build([path], options)
        assert one.made is not None
        assert len(one.made.others) > 8, "the page lists the episodes of both speakers"
        text("un.txt")
    assert files("a") == files("b")


def test_a_plan_is_built_beside_itself(tmp_path: Path) -> None:
    text("un.txt")
    with pytest.raises(SystemExit):
        main(["plan", "un.txt"])
    plan = Path("episodes/un/plan.toml")
    (one,) = local([plan], BuildOptions())
    assert one.error is None
    made = files("episodes")
    for path in Path("episodes/un").iterdir():
        if path != plan:
            path.unlink()
    (other,) = elsewhere([plan], BuildOptions())
    assert other.error is None
    assert other.paths == one.paths == (Path("episodes/un/un.mp3"),)
    assert files("episodes") == made


@pytest.mark.parametrize("wrong", ["nowhere.txt", "empty.txt", "wrong.toml", "other/un.txt"])
def test_what_is_wrong_is_said_as_it_is_here(wrong: str) -> None:
    good = text("un.txt")
    Path("empty.txt").write_text("")
    Path("wrong.toml").write_text("source = 7\n")
    path = text("other/un.txt") if "/" in wrong else Path(wrong)
    if "/" in wrong:
        path.write_text("Un autre\n\nCléo Tierce : Non.\n\nDan Quart : Si, et voilà tout.\n")
    said = []
    for build, out in ((local, "a"), (elsewhere, "a")):
        options = BuildOptions(output=Path(out))
        shutil.rmtree("a", ignore_errors=True)
        (first,) = build([good], options)
        assert first.error is None
        before = files("a")
        (one,) = build([path], options)
        assert isinstance(one.error, PodcastError)
        assert files("a") == before
        said.append(str(one.error))
    assert said[0] == said[1]
    assert isinstance(one.error, OutputError) == ("/" in wrong)


def test_a_file_that_goes_while_it_is_built_is_told_and_not_remembered() -> None:
    path = text("un.txt")
    lexicon = Path("un.lexicon.toml")
    lexicon.write_text('[words]\nAda = "Aïda"\n')

    class Removing(InlineExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            lexicon.unlink()
            return super().submit(fn, *args)

    (one,) = elsewhere([path], BuildOptions(), Removing())
    assert one.made is not None
    assert any("un.lexicon.toml was removed" in note for note in one.made.notes)
    (again,) = elsewhere([path], BuildOptions())
    assert again.made is not None


def test_a_worker_with_another_program_fails_for_its_debate_alone() -> None:
    paths = [text("un.txt"), text("deux.txt")]

    class Odd(InlineExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            order = args[0]
            return super().submit(fn, replace(order, state="x" * ("un" in order.path.stem)))

    one, other = elsewhere(paths, BuildOptions(), Odd())
    assert "another version of this program" in str(one.error)
    assert "another version of this program" in str(other.error) or other.error is None


class Counting(Executor):
    """Answers in threads of its own, and counts how many are asked for at a time."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads)
        self._lock = threading.Lock()
        self._now = 0
        self.most = self.all = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        with self._lock:
            self._now += 1
            self.all += 1
            self.most = max(self.most, self._now)
        return self._threads.submit(self._answer)

    def _answer(self) -> Answer:
        threading.Event().wait(0.01)
        with self._lock:
            self._now -= 1
        return Answer({}, error=PodcastError("not today"))


def test_twice_as_many_are_under_way_as_there_are_workers() -> None:
    paths = [text(f"{number}.txt") for number in range(40)]
    executor = Counting(3)
    outcomes = elsewhere(paths, BuildOptions(), executor, workers=3)
    assert [one.transcript for one in outcomes] == paths
    assert executor.most == 6
    assert executor.all == 40


def test_a_cluster_that_is_lost_ends_it() -> None:
    class Lost(Executor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.set_exception(ClusterError("gone"))
            return future

    with pytest.raises(ClusterError, match="gone"):
        elsewhere([text("un.txt"), text("deux.txt")], BuildOptions(), Lost())


def test_nothing_stays_on_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    assert elsewhere([text("un.txt")], BuildOptions())[0].error is None
    assert list((tmp_path / "tmp").iterdir()) == []


def watch_reads(event: str, arguments: tuple[Any, ...]) -> None:
    if READ is None or event != "open":
        return
    path, mode, _ = arguments
    if isinstance(path, str) and isinstance(mode, str) and "r" in mode:
        READ.add(Path(path).absolute())


READ: set[Path] | None = None
sys.addaudithook(watch_reads)  # which nobody can take away again


@contextmanager
def reads() -> Iterator[set[Path]]:
    """The files that are opened to be read meanwhile."""
    global READ
    READ = found = set()
    try:
        yield found
    finally:
        READ = None


def test_all_that_is_read_is_sent(tmp_path: Path) -> None:
    """What a build opens, and no order holds, a machine that shares no disk would miss."""
    path = text("texts/un.txt")
    Path("texts/un.lexicon.toml").write_text('[words]\nAda = "Aïda"\n')
    shutil.copytree(default_directory(), "voices", ignore=shutil.ignore_patterns("kokoro"))
    Path("out").mkdir()
    Image.new("RGB", (1400, 1400), "navy").save("out/c.png")
    Path("out/series.toml").write_text(SERIES)
    with pytest.raises(SystemExit):
        main(["plan", "texts/un.txt", "-o", "plans/un/plan.toml"])
    wishes = BuildOptions(
        output=Path("out"), output_given=True, by=("whole", "speaker"), voices=Path("voices")
    )
    plan = Path("plans/un/plan.toml")
    for one, asked in (
        (path, wishes),
        (plan, wishes),
        (plan, replace(wishes, sidecars=SidecarChoice(book=True, daisy=True))),
    ):
        assert local([one], replace(asked, speed=1.1))[0].error is None  # something to look at
        order = _order(one, asked, Path("out/un"), cached=False)
        pool = RenderPool(InlineExecutor(), 1, TakeFolders())
        with reads() as found:
            build_one(one, asked, None, nullcontext(pool))
        own = {file for file in found if file.is_relative_to(tmp_path) and file.suffix != ".part"}
        wanted = (one, "texts/un.lexicon.toml", "out/series.toml", "out/c.png", "voices/fr.toml")
        assert own >= {Path(file).absolute() for file in wanted}
        assert own - {sent.path for sent in order.files} == set()


def test_where_all_is_made_no_cluster_is_wanted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast.rendering.cluster._PATIENCE", 1)
    for name in ("un.txt", "deux.txt"):
        text(name)
    with pytest.raises(SystemExit) as first:
        main(["build", "un.txt", "deux.txt", "--jobs", "1"])
    capsys.readouterr()
    nobody = ["--cluster", "tcp://127.0.0.1:9"]
    with pytest.raises(SystemExit) as again:
        main(["build", "un.txt", "deux.txt", *nobody])
    assert (first.value.code, again.value.code) == (0, 0)
    assert "2 of 2 were made before" in capsys.readouterr().out
    text("deux.txt", "et après")
    with pytest.raises(SystemExit) as changed:
        main(["build", "un.txt", "deux.txt", *nobody])
    assert changed.value.code == 1
