"""Disks that are full or read-only, and no temporary folder anywhere: real file systems, mounted
for the test, and a real limit on the size of files."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import (
    TONES,
    UNSHARED,
    Ended,
    files_of,
    podcast,
    run,
    shell,
    with_mounts,
)

pytestmark = pytest.mark.usefixtures("own_mounts")


ORDER = (
    "nuit.mp3",
    "nuit.vtt",
    "nuit.transcript.json",
    "nuit.transcript.html",
    "nuit.transcript.docx",
    "nuit.transcript.txt",
    "nuit.chapters.json",
    "index.html",
    "nuit.epub",
)
"""An episode's files, in the order of making."""

FILLING = """
import contextlib, io, json, pathlib, shutil, subprocess, sys
from podcast.cli import main
disk, sizes, *arguments = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=True)
folder = pathlib.Path(disk, "nuit")
told = []
for kib, older in json.loads(sizes):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["mount", "-o", f"remount,size={kib}k", disk], check=True)
    for name in older:
        folder.mkdir(exist_ok=True)
        (folder / name).write_text("older")
    said, code = io.StringIO(), None
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        try:
            main(["build", *arguments, "-o", disk])
        except SystemExit as ended:
            code = ended.code
    kept = [path for path in folder.glob("*") if not path.match(".podcast-*.json")]
    left = {path.name: path.read_bytes().hex() for path in kept}
    told.append([code, said.getvalue(), left])
print(json.dumps(told))
"""
"""Builds into disks of several sizes, one after the other, each with these older files."""


def sizes(whole: dict[str, bytes], page_record: int) -> dict[str, int]:
    """For each file of an episode, how many KiB are too few for it, and enough for those before;
    what is noted of the page, which comes before it, has so many bytes."""
    assert sorted(ORDER) == sorted(whole)
    before = 0
    found = {}
    for name in ORDER:
        pages = -(-len(whole[name]) // 4096)
        before += -(-page_record // 4096) if name == "index.html" else 0
        found[name] = 4 * (before + pages // 2)
        before += pages
    # The sound fits, and the tags before it do not.
    found["tags"] = found["nuit.mp3"] * 2 - 16
    return found


def test_a_disk_that_fills_up(
    spoken: Path, whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """At every file of an episode, and between its sound and its tags; with an older one there."""
    (tmp_path / "disk").mkdir()
    rooms = sizes(whole, (spoken / "nuit" / ".podcast-page.json").stat().st_size)
    asked = [(rooms[name], []) for name in ORDER] + [(rooms["tags"] + 4, ["nuit.mp3"])]
    build = (str(tmp_path / "disk"), json.dumps(asked), str(transcript), *TONES, "--book")
    ended = run(
        [*UNSHARED, sys.executable, "-c", FILLING, *build], PODCAST_CACHE=str(spoken / "cache")
    )
    assert ended.code == 0, ended.err
    for name, (code, said, left) in zip([*ORDER, "nuit.mp3"], json.loads(ended.out), strict=True):
        Ended(code, "", said).assert_is_one_sentence(
            f"nuit/{name}: the disk is full; make room and run the same command again."
        )
        there = {each: bytes.fromhex(data) for each, data in left.items()}
        if there.get("nuit.mp3") == b"older":
            assert list(there) == ["nuit.mp3"]
            continue
        # Whole are those that came before; of this one and those after it, there is nothing.
        assert there == {each: whole[each] for each in ORDER[: ORDER.index(name)]}
    assert there == {"nuit.mp3": b"older"}


def test_files_that_may_not_be_so_large(transcript: Path, tmp_path: Path) -> None:
    ended = shell(
        f"ulimit -f 60; $PODCAST build {transcript} {' '.join(TONES)} --no-cache -o {tmp_path}/out"
    )
    ended.assert_is_one_sentence("nuit/nuit.mp3: it cannot be written (File too large)")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_full_cache_stops_nothing(
    whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache").mkdir()
    ended = with_mounts(
        f"mount -t tmpfs -o size=64k tmpfs {tmp_path}/cache;"
        f" $PODCAST build {transcript} {' '.join(TONES)} --book -o {tmp_path}/out >&2;"
        f" find {tmp_path}/cache -name '*.part'",
        PODCAST_CACHE=str(tmp_path / "cache"),
    )
    assert ended.code == 0, ended.err
    assert ended.out == ""
    assert files_of(tmp_path / "out" / "nuit") == whole


def test_a_full_temporary_folder_stops_nothing(
    whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """It is full once the run has its folder there; a long transcript needs no model unpacked."""
    (tmp_path / "tmp").mkdir()
    ended = with_mounts(
        f"mount -t tmpfs -o size=16k tmpfs {tmp_path}/tmp;"
        f" $PODCAST build {transcript} {' '.join(TONES)} --no-cache --book -o {tmp_path}/out >&2;"
        f" ls -A {tmp_path}/tmp",
        TMPDIR=str(tmp_path / "tmp"),
    )
    assert ended.code == 0, ended.err
    assert ended.out == ""
    assert files_of(tmp_path / "out" / "nuit") == whole


def test_no_temporary_folder_at_all(
    whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """TMPDIR leads nowhere; /tmp, /var/tmp, /usr/tmp and the current folder are read-only."""
    for needed in (Path(__file__).resolve(), Path(sys.prefix).resolve()):
        if any(needed.is_relative_to(folder) for folder in ("/tmp", "/var/tmp", "/usr/tmp")):
            pytest.skip(f"{needed} is in a temporary folder, which this test hides")
    everywhere = (
        "mkdir -p $TMP/out $TMP/ro; mount -t tmpfs tmpfs /mnt; mkdir /mnt/in /mnt/out;"
        f" mount --bind {transcript.parent} /mnt/in; mount --bind $TMP/out /mnt/out;"
        " for f in /tmp /var/tmp /usr/tmp; do"
        " [ ! -d $f ] || mount -t tmpfs -o ro tmpfs $f; done; mount -o remount,ro /mnt; cd /mnt;"
        f" $PODCAST build /mnt/in/nuit.txt {' '.join(TONES)} --no-cache --book -o /mnt/out;"
        " $PODCAST build /mnt/in/nuit.txt --engine tone -q --no-cache -o /mnt/out"
    ).replace("$TMP", str(tmp_path))
    ended = with_mounts(everywhere, TMPDIR="/nowhere", PYTHONPATH=str(Path(__file__).parents[2]))
    assert files_of(tmp_path / "out" / "nuit") == whole
    # Telling the language of so short a text takes a model, which is unpacked into a file.
    ended.assert_is_one_sentence("temporary folder", "TMPDIR", "--language fr")


def test_a_read_only_folder_for_episodes(transcript: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    ended = with_mounts(
        f"mount -t tmpfs -o ro tmpfs {tmp_path}/out;"
        f" $PODCAST build {transcript} {' '.join(TONES)} --no-cache -o {tmp_path}/out"
    )
    ended.assert_is_one_sentence("nuit: the file system is read-only", "with -o")


def test_a_read_only_home_and_cache_stop_nothing(
    spoken: Path, whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    """The cache is where it is by itself: in the home, of which nothing can be changed."""
    home = tmp_path / "home"
    shutil.copytree(spoken / "cache", home / ".cache" / "debate-podcast")
    build = f"$PODCAST build {transcript} {' '.join(TONES)} --book -o {tmp_path}/out >&2"
    readonly = f"mount --bind {home} {home}; mount -o remount,bind,ro {home}; {build}"
    environment = {"HOME": str(home), "PODCAST_CACHE": "", "XDG_CACHE_HOME": ""}
    kept = sorted(path for path in home.rglob("*") if path.is_file())
    assert kept
    ended = with_mounts(f"{readonly}; $PODCAST cache; $PODCAST cache prune --all", **environment)
    assert ended.code == 0, ended.err
    assert "Removed 0 entries" in ended.out
    assert files_of(tmp_path / "out" / "nuit") == whole
    assert sorted(path for path in home.rglob("*") if path.is_file()) == kept


def test_the_next_build_goes_on_where_the_disk_was_full(
    whole: dict[str, bytes], transcript: Path, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    ended = with_mounts(
        f"mount -t tmpfs -o size=64k tmpfs {tmp_path}/disk;"
        f" $PODCAST build {transcript} {' '.join(TONES)} -o {tmp_path}/disk",
        PODCAST_CACHE=str(tmp_path / "cache"),
    )
    ended.assert_is_one_sentence("the disk is full")
    kept = {path: path.stat().st_ino for path in (tmp_path / "cache").rglob("takes/*/*")}
    assert len(kept) > 4
    again = podcast(
        *("build", transcript, *TONES, "--book", "-o", tmp_path / "out"),
        PODCAST_CACHE=str(tmp_path / "cache"),
    )
    assert again.code == 0, again.err
    assert files_of(tmp_path / "out" / "nuit") == whole
    # What was spoken for the first is not spoken again: the files are the same ones.
    assert {path: path.stat().st_ino for path in kept} == kept
