"""`podcast voices add`, against a server on this machine that breaks off, lies and refuses."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from podcast.errors import DownloadError, OutputError, VoiceError
from podcast.speaking.download import download, sum_of
from podcast.speaking.piper.catalogue import find_in_catalogue, read_catalogue
from tests.command import podcast
from tests.voice_server import VoiceServer, serving, whole_files

NAME = "fr_FR-siwis-medium"
MODEL = bytes(range(256)) * 9_000  # 2.3 MB
CONFIG = b'{"espeak": {"voice": "fr"}}'
WHOLE = [f"{NAME}.MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json"]


@pytest.fixture
def server() -> Iterator[VoiceServer]:
    with serving() as running:
        running.add_voice("fr_FR-tom-medium", b"tom", CONFIG)
        running.add_voice("nl_BE-nathalie-medium", b"nathalie", CONFIG, "nl_BE")
        running.add_voice(NAME, MODEL, CONFIG)
        yield running


PATH = f"fr/fr_FR/siwis/medium/{NAME}.onnx"


def add(*arguments: str, url: str, models: Path, answer: str = "") -> CompletedProcess[str]:
    return podcast(
        *("voices", "add", *arguments),
        stdin=answer,
        PODCAST_VOICES_URL=url,
        PODCAST_MODELS=str(models),
        no_proxy="127.0.0.1",
    )


def test_a_voice_is_added_and_its_licence_shown_first(server: VoiceServer, tmp_path: Path) -> None:
    models = tmp_path / "data" / "models"
    done = add(NAME, url=server.url, models=models, answer="n\n")
    assert "Licence: CC BY 4.0" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Fetch 2 MB" in done.stdout
    assert whole_files(models) == []
    assert server.asked(PATH) == []
    done = add(NAME, url=server.url, models=models, answer="y\n")
    assert done.returncode == 0, done.stderr
    assert whole_files(models) == WHOLE
    assert (models / f"{NAME}.onnx").read_bytes() == MODEL
    assert "podcast voices hear 'fr_FR-siwis-medium' --engine piper" in done.stdout
    done = add(NAME, "--yes", url=server.url, models=models)
    assert "here already" in done.stdout
    assert len(server.asked(PATH)) == 1
    # What was damaged since is fetched again.
    (models / f"{NAME}.onnx").write_bytes(MODEL[:-1] + b"?")
    assert add(NAME, "--yes", url=server.url, models=models).returncode == 0
    assert (models / f"{NAME}.onnx").read_bytes() == MODEL


def test_a_line_that_breaks_is_taken_up_where_it_broke(server: VoiceServer, tmp_path: Path) -> None:
    server.cuts[PATH] = [1_000_000]
    assert add(NAME, "--yes", url=server.url, models=tmp_path).returncode == 0
    assert server.asked(PATH) == [None, "bytes=1000000-"]
    assert (tmp_path / f"{NAME}.onnx").read_bytes() == MODEL


def test_what_was_fetched_before_stays_for_the_next_time(
    server: VoiceServer, tmp_path: Path
) -> None:
    server.cuts[PATH] = [500_000, 200_000, 100_000]
    done = add(NAME, "--yes", url=server.url, models=tmp_path)
    assert done.returncode == 1
    assert "the line broke after 0.8 of 2.3 MB" in done.stderr
    assert "run the same command again" in done.stderr
    assert whole_files(tmp_path) == [f"{NAME}.onnx.json", f"{NAME}.onnx.part"]
    assert add(NAME, "--yes", url=server.url, models=tmp_path).returncode == 0
    assert server.asked(PATH)[3:] == ["bytes=800000-"]
    assert whole_files(tmp_path) == WHOLE
    assert (tmp_path / f"{NAME}.onnx").read_bytes() == MODEL


def test_a_server_that_starts_again_each_time(server: VoiceServer, tmp_path: Path) -> None:
    server.ranges = False
    server.cuts[PATH] = [1_000_000]
    assert add(NAME, "--yes", url=server.url, models=tmp_path).returncode == 0
    assert (tmp_path / f"{NAME}.onnx").read_bytes() == MODEL


def test_a_part_of_another_version_is_thrown_away(server: VoiceServer, tmp_path: Path) -> None:
    for part in (b"?" * 1_000, b"?" * len(MODEL), b"?" * (len(MODEL) + 5)):
        (tmp_path / f"{NAME}.onnx").unlink(missing_ok=True)
        (tmp_path / f"{NAME}.onnx.part").write_bytes(part)
        done = add(NAME, "--yes", url=server.url, models=tmp_path)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / f"{NAME}.onnx").read_bytes() == MODEL


def test_wrong_bytes_are_not_kept(server: VoiceServer, tmp_path: Path) -> None:
    server.files[PATH] = MODEL[:-1] + b"?"
    done = add(NAME, "--yes", url=server.url, models=tmp_path)
    assert done.returncode == 1
    assert "its checksum differs" in done.stderr
    assert whole_files(tmp_path) == [f"{NAME}.onnx.json"]
    server.files[PATH] = MODEL + b"and more"
    done = add(NAME, "--yes", url=server.url, models=tmp_path)
    assert "larger than the 2,304,000 bytes" in done.stderr
    assert whole_files(tmp_path) == [f"{NAME}.onnx.json"]


def test_what_a_server_has_not(server: VoiceServer, tmp_path: Path) -> None:
    del server.files[PATH]
    done = add(NAME, "--yes", url=server.url, models=tmp_path)
    assert done.returncode == 1
    assert "the server does not have it" in done.stderr
    assert PATH in done.stderr
    done = add(NAME, url=f"{server.url}/nowhere", models=tmp_path)
    assert "the server does not have it; is the address right?" in done.stderr
    server.files["voices.json"] = b"<html>"
    assert "no catalogue" in add(NAME, url=server.url, models=tmp_path).stderr
    assert done.stderr.count("\n") == 1


def test_without_a_network(tmp_path: Path) -> None:
    with serving() as gone:
        pass
    done = add(NAME, url=gone.url, models=tmp_path)
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "by hand" in done.stderr
    assert "Traceback" not in done.stderr
    assert "no address" in add(NAME, url="file:///etc/", models=tmp_path).stderr


def test_names_that_are_not_quite_right(server: VoiceServer, tmp_path: Path) -> None:
    for name in ("siwis", "fr_FR-siwi-medium", "FR_fr-Siwis-medium"):
        done = add(name, url=server.url, models=tmp_path)
        assert done.returncode == 1
        assert f"Near it are: {NAME}" in done.stderr
    assert "--list" in add("xyz", url=server.url, models=tmp_path).stderr
    assert add(url=server.url, models=tmp_path).returncode == 2


def test_the_catalogue_is_listed(server: VoiceServer, tmp_path: Path) -> None:
    listed = add("--list", "--language", "fr", url=server.url, models=tmp_path).stdout
    assert NAME in listed
    assert "nathalie" not in listed
    assert "nathalie" in add("--list", url=server.url, models=tmp_path).stdout
    assert add("--list", "--language", "xx", url=server.url, models=tmp_path).returncode == 1


def test_a_folder_that_cannot_be_written(server: VoiceServer, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file in the way")
    done = add(NAME, "--yes", url=server.url, models=tmp_path / "models")
    assert done.returncode == 1
    assert "another folder by PODCAST_MODELS" in done.stderr


def test_a_disk_that_is_full(server: VoiceServer, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the disk is too full"):
        download(f"{server.url}/{PATH}", tmp_path / "a.onnx", 10**18, "0" * 32)
    assert server.asked(PATH) == []


def test_names_that_would_leave_the_folder_are_no_voices() -> None:
    def entry(path: str) -> dict[str, object]:
        about = {"size_bytes": 1, "md5_digest": "0" * 32}
        files = {path: about, path + ".json": about}
        return {"language": {"code": "fr_FR"}, "files": files}

    bad = {
        "../evil": entry("../evil.onnx"),
        "evil": entry("a/../../evil.onnx"),
        "sly": entry("https://elsewhere/sly.onnx"),
        "good": entry("fr/good.onnx"),
    }
    voices = read_catalogue(json.dumps(bad).encode(), "here")
    assert [voice.name for voice in voices] == ["good"]
    with pytest.raises(VoiceError, match="no voice"):
        find_in_catalogue("evil", voices)
    with pytest.raises(DownloadError, match="no catalogue"):
        read_catalogue(b"[1]", "here")


def test_the_sum_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    md5, sha256 = "900150983cd24fb0d6963f7d28e17f72", hashlib.sha256(b"abc").hexdigest()
    assert sum_of(tmp_path / "a", "0" * 32) == md5
    assert sum_of(tmp_path / "a", "0" * 64) == sha256


def test_the_model_of_natural_voices_is_the_published_one_or_none(
    server: VoiceServer, tmp_path: Path
) -> None:
    server.files["kokoro-v1.0.int8.onnx"] = MODEL
    done = add("kokoro", "--yes", url=server.url, models=tmp_path)
    assert done.returncode == 1
    assert "Apache-2.0" in done.stdout
    own = tmp_path / "own.onnx"
    own.write_bytes(MODEL)
    done = add("kokoro", "--model", str(own), url=server.url, models=tmp_path)
    assert done.returncode == 1
    assert "is not the file kokoro-v1.0.int8.onnx that was published" in done.stderr
    assert not list(tmp_path.rglob("kokoro-v1.0.int8.onnx"))


def test_a_file_is_taken_for_its_sha_256(server: VoiceServer, tmp_path: Path) -> None:
    server.files["kokoro.onnx"] = MODEL
    server.cuts["kokoro.onnx"] = [1_000_000]
    target = tmp_path / "kokoro" / "kokoro.onnx"
    download(f"{server.url}/kokoro.onnx", target, len(MODEL), hashlib.sha256(MODEL).hexdigest())
    assert target.read_bytes() == MODEL
    with pytest.raises(DownloadError, match="not what was published"):
        download(f"{server.url}/kokoro.onnx", tmp_path / "b", len(MODEL), "0" * 64)
