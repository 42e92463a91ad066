"""The real server, on a port of its own."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from podcast.planning import EpisodeKind
from podcast.serving import Library, ServeError, Server, library_server
from tests.publishing.feed.shelf import HOSTILE, put


@contextmanager
def serving(folder: Path, report: Any = None, **options: Any) -> Iterator[Server]:
    server = library_server(Library(folder, **options), "127.0.0.1", 0, report=report)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "episodes"
    put(folder, "trains/trains.mp3")
    put(folder, "trains/speakers/ada.mp3", title="Ada", track=2)
    put(folder, "fleuve/fleuve.mp3", title="Le fleuve", album="Le fleuve", date="2024-06-01")
    (folder / "trains/index.html").write_text("<!DOCTYPE html><title>Trains</title>")
    (folder / "trains/trains.txt").write_text("the transcript")
    (folder / "trains/minutes.html").write_text("another transcript")
    (folder / "trains/plan.toml").write_text("source = 'trains.txt'")
    return folder


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as server:
        yield server


def ask(
    server: Server, path: str, method: str = "GET", **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=sent)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(65536)


def test_files_and_what_they_are(server: Server, folder: Path) -> None:
    for path, mime in {
        "/trains/trains.mp3": "audio/mpeg",
        "/trains/trains.vtt": "text/vtt; charset=utf-8",
        "/trains/trains.transcript.json": "application/json",
        "/trains/trains.chapters.json": "application/json+chapters",
        "/trains/": "text/html; charset=utf-8",
        "/trains/speakers/ada.mp3": "audio/mpeg",
        "/feed-cover.jpg": "image/jpeg",
        "/fleuve/fleuve.cover.jpg": "image/jpeg",
        "/feed.xml": "application/rss+xml; charset=utf-8",
    }.items():
        response, data = ask(server, path)
        assert (response.status, response.headers["Content-Type"]) == (200, mime), path
        assert int(response.headers["Content-Length"]) == len(data) > 0
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        file = folder / path[1:]
        assert not file.is_file() or file.read_bytes() == data
        head, nothing = ask(server, path, "HEAD")
        assert (head.status, nothing) == (200, b"")
        assert dict(head.headers.items()) | {"Date": ""} == dict(response.headers) | {"Date": ""}


NOT_GIVEN = (
    "/trains/trains.txt",
    "/trains/transcript/trains.vtt",
    "/trains/plan.toml",
    "/trains/minutes.html",
    "/series.toml",
    "/nothing",
    "/trains/nothing.mp3",
    "/trains/speakers/",
    "/trains/trains.mp3/",
    "/../outside/secret.mp3",
    "/%2e%2e/outside/secret.mp3",
    "/trains/..%2f..%2foutside/secret.mp3",
    "/trains/%2e%2e/%2e%2e/outside/secret.mp3",
    "/trains/link.mp3",
    "/linked/secret.mp3",
    "/trains/trains.mp3%00.vtt",
    "/trains/pipe.mp3",
    "/trains/.part.mp3",
    "/trains/loop.mp3",
    "/" + "a" * 5000 + ".mp3",
    "/nothing.cover.jpg",
)


def test_nothing_else_is_given(server: Server, folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.mp3").write_bytes(b"secret")
    (folder / "series.toml").write_text("")
    (folder / "trains/.part.mp3").write_bytes(b"secret")
    (folder / "trains/link.mp3").symlink_to(outside / "secret.mp3")
    (folder / "trains/loop.mp3").symlink_to("loop.mp3")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "trains/pipe.mp3")
    (folder / "trains/transcript").mkdir()
    (folder / "trains/transcript/trains.vtt").write_text("WEBVTT")
    for path in NOT_GIVEN:
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        assert raw(server, request).startswith(b"HTTP/1.1 404 "), path


def test_ranges(server: Server, folder: Path) -> None:
    data = (folder / "trains/trains.mp3").read_bytes()
    whole, _ = ask(server, "/trains/trains.mp3")
    tag, changed = whole.headers["ETag"], whole.headers["Last-Modified"]
    assert whole.headers["Accept-Ranges"] == "bytes"
    for header, first, last in (
        ("bytes=0-99", 0, 99),
        ("bytes=1000-", 1000, len(data) - 1),
        ("bytes=-7", len(data) - 7, len(data) - 1),
    ):
        for more in ({}, {"If_Range": tag}, {"If_Range": changed}):
            response, part = ask(server, "/trains/trains.mp3", Range=header, **more)
            assert response.status == 206
            assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(data)}"
            assert part == data[first : last + 1]
    response, part = ask(server, "/trains/trains.mp3", Range="bytes=0-9", If_Range='"old"')
    assert (response.status, part) == (200, data)
    response, _ = ask(server, "/trains/trains.mp3", Range=f"bytes={len(data)}-")
    assert (response.status, response.headers["Content-Range"]) == (416, f"bytes */{len(data)}")
    response, _ = ask(server, "/trains/trains.mp3", "HEAD", Range="bytes=0-9")
    assert (response.status, response.headers["Content-Length"]) == (200, str(len(data)))
    for other in ("items=0-9", "bytes=9-0", "bytes=0-1,5-6", "bytes=a-b", "bytes=1_0-", "0-9"):
        response, part = ask(server, "/trains/trains.mp3", Range=other)
        assert (response.status, part) == (200, data), other


def test_what_is_there_already_is_not_sent_again(server: Server, folder: Path) -> None:
    for path in ("/trains/trains.mp3", "/feed.xml", "/", "/feed-cover.jpg"):
        tag = ask(server, path)[0].headers["ETag"]
        response, data = ask(server, path, If_None_Match=tag)
        assert (response.status, data) == (304, b"")
        assert ask(server, path, If_Match='"other"')[0].status == 412
    put(folder, "trains/trains.mp3", title="Rebuilt, and longer than before")
    assert ask(server, "/feed.xml", If_None_Match=tag)[0].status == 200
    assert b"Rebuilt" in ask(server, "/feed.xml")[1]


def test_several_requests_on_one_connection(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for path, status in (("/", 200), ("/no", 404), ("/trains", 307), ("/trains/trains.vtt", 200)):
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        assert response.status == status
    connection.close()


def test_many_at_a_time(server: Server, folder: Path) -> None:
    data = (folder / "trains/trains.mp3").read_bytes()

    def piece(number: int) -> bool:
        first = number * 997 % len(data)
        header = f"bytes={first}-{first + 5000}"
        return ask(server, "/trains/trains.mp3", Range=header)[1] == data[first : first + 5001]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(piece, range(200)))


def test_only_reading(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        response, _ = ask(server, "/trains/trains.mp3", method)
        assert (response.status, response.headers["Allow"]) == (405, "GET, HEAD"), method


def test_a_stranger_s_name_for_this_machine_is_refused(server: Server) -> None:
    response, data = ask(server, "/feed.xml", Host="evil.example")
    assert response.status == 421 and b"evil" not in data
    assert ask(server, "/", Host="localhost:1")[0].status == 200
    two = b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert raw(server, two).startswith(b"HTTP/1.1 400 ")
    assert raw(server, b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert b"200 OK" in raw(server, b"GET / HTTP/1.0\r\n\r\n").split(b"\r\n")[0]


def test_the_feed_has_the_address_that_it_was_asked_by(server: Server, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    for host in (f"127.0.0.1:{server.port}", "192.168.7.7:8000"):
        _, data = ask(server, "/feed.xml", Host=host)
        read = feedparser.parse(data)
        assert read.bozo is False
        assert [entry.title for entry in read.entries] == ["Le fleuve", "Un débat"]
        assert all(entry.enclosures[0].href.startswith(f"http://{host}/") for entry in read.entries)
        assert read.feed.itunes_block in (1, "yes", "Yes")
        for address in etree.fromstring(data).xpath("//@url | //@href | //item/link/text()"):
            path = str(address).removeprefix(f"http://{host}")
            assert path.startswith("/") and ask(server, path)[0].status == 200, address
    assert sorted(folder.rglob("*")) == before  # nothing is written


def test_all_kinds_if_asked(folder: Path) -> None:
    with serving(folder, kinds=frozenset(EpisodeKind)) as server:
        assert len(feedparser.parse(ask(server, "/feed.xml")[1]).entries) == 3


def test_the_home_page_is_that_of_podcast_feed(server: Server, folder: Path) -> None:
    put(folder, "x/x.mp3", title=HOSTILE, album=HOSTILE, language="en", date=None)
    response, data = ask(server, "/")
    assert ask(server, "/index.html")[1] == data
    page = html.fromstring(data)
    assert page.get("lang") == "fr"
    assert page.findtext("head/title") == page.find(".//h1").text_content() == "Podcast"
    assert list(page.iter("script")) == []
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    (english,) = page.xpath("//h3//*[@lang]")
    assert english.get("lang") == "en" and "<script>" in english.text_content()
    for link in page.xpath("//main//a/@href"):
        path = link.partition("#")[0]
        assert ask(server, f"/{path}")[0].status == 200, link
    # A debate without a page is its MP3; one with a page has its own address.
    assert ask(server, "/x/")[0].status == 404
    assert ask(server, "/trains")[0].headers["Location"] == "/trains/"


def test_an_empty_folder(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert "no debate here yet" in ask(server, "/")[1].decode()
        assert feedparser.parse(ask(server, "/feed.xml")[1]).bozo is False
        assert "no episodes" in Library(tmp_path).notes()[0]


def test_a_port_that_is_taken(server: Server, folder: Path) -> None:
    with pytest.raises(ServeError, match=r"is taken by another program; choose another, as in"):
        library_server(Library(folder), "127.0.0.1", server.port)
    with pytest.raises(ServeError, match="no address of this machine"):
        library_server(Library(folder), "203.0.113.1", 0)


def test_ffprobe_reads_it_by_ranges(server: Server) -> None:
    if shutil.which("ffprobe") is None:
        pytest.skip("ffprobe is not installed")
    url = f"http://127.0.0.1:{server.port}/trains/trains.mp3"
    command = ["ffprobe", "-v", "error", "-seekable", "1", "-show_format", "-show_chapters"]
    done = subprocess.run([*command, "-of", "json", url], capture_output=True, check=True)
    read = json.loads(done.stdout)
    assert float(read["format"]["duration"]) == pytest.approx(3, abs=0.1)
    assert len(read["chapters"]) == 2
    # The second half alone: the player asks for a range.
    half = ["ffprobe", "-v", "error", "-offset", "20000", "-show_format", "-of", "json", url]
    assert json.loads(subprocess.run(half, capture_output=True, check=True).stdout)["format"]


def test_the_command(folder: Path) -> None:
    command = [sys.executable, "-m", "podcast", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        told = [running.stdout.readline() for _ in range(3)]
        assert told[0].startswith(f"Serving {folder} at http://127.0.0.1:")
        assert told[1].startswith("Feed: http://127.0.0.1:") and told[1].endswith("/feed.xml\n")
        port = int(told[1].split(":")[3].split("/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/feed.xml")
        assert connection.getresponse().status == 200
        # A shell lets what it runs in the background ignore Ctrl-C, and so all below it.
        deaf = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        running.send_signal(signal.SIGTERM if deaf else signal.SIGINT)
        try:
            # The open connection keeps nobody from leaving.
            assert running.wait(timeout=20) == 0
        finally:
            running.kill()
        assert "Interrupted" not in running.stderr.read()
        connection.close()
    done = subprocess.run([*command[:4], str(folder / "no")], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "there is no such folder; name the one" in done.stderr


def test_a_series_file_that_is_wrong_is_told(folder: Path) -> None:
    with serving(folder, report=(told := []).append) as server:
        (folder / "series.toml").write_text("titel = 'x'")
        response, data = ask(server, "/feed.xml")
        assert response.status == 500 and b"titel" not in data
        assert "did you mean `title`" in told[0]
        (folder / "series.toml").write_text("title = 'Mine'")
        assert feedparser.parse(ask(server, "/feed.xml")[1]).feed.title == "Mine"
