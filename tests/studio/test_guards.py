"""Who may ask the studio, what for, and how much they may bring."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from podcast.serving import Server
from podcast.studio import forms
from tests.studio.conftest import DEBATE, HOST, TOKEN, Browser

BINARY = b"MZ" + bytes(range(256)) * 40


def test_without_the_token_there_is_nothing(opened: Browser) -> None:
    paths = (
        "/",
        "/static/studio.js",
        "/debate/trains/",
        f"/{TOKEN}x/",
        f"/{TOKEN[:-1]}/",
        "//",
        "",
    )
    for path in (*paths, "/listen/trains/", "/é"):
        response = opened.client.get(HOST + path)
        assert response.status_code == 404 and "podcast studio shows" in response.text, path
    response = opened.client.post(f"{HOST}/debate/trains/correct", data={"action": "settle"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": HOST, "Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
    ],
)
def test_a_page_of_another_origin_changes_nothing(opened: Browser, headers: dict[str, str]) -> None:
    before = opened.plan.read_text()
    form = {"state": opened.state(), "action": "settle", "place": "3"}
    for path, more in (("/debate/trains/correct", {"data": form}), ("/upload", {"content": b"x"})):
        response = opened.client.post(f"/{TOKEN}{path}", headers=headers, **more)  # type: ignore[arg-type]
        assert response.status_code == 403 and response.headers["Connection"] == "close"
    assert opened.plan.read_text() == before


def test_a_stranger_s_name_for_this_machine(opened: Browser) -> None:
    response = opened.client.get(f"/{TOKEN}/", headers={"Host": "evil.example:8000"})
    assert response.status_code == 421 and TOKEN not in response.text
    response = opened.client.get(f"/{TOKEN}/", headers={"Host": "localhost:8000"})
    assert response.status_code == 200


def test_other_methods(opened: Browser) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH"):
        assert opened.client.request(method, f"/{TOKEN}/").status_code == 405
    assert opened.client.post(f"/{TOKEN}/publish").status_code == 405


def test_what_every_answer_says(opened: Browser) -> None:
    for path in ("/", "/debate/trains/", "/static/studio.css", "/nothing"):
        headers = opened.client.get(f"/{TOKEN}{path}").headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("name", ["%2e%2e", "trains%2f..", ".hidden", "linked", "nul%00"])
def test_nothing_outside_the_folder(opened: Browser, name: str) -> None:
    outside = opened.folder.parent / "outside"
    outside.mkdir()
    (outside / "plan.toml").write_text("source = 'x'")
    (opened.folder / "linked").symlink_to(outside)
    (opened.folder / ".hidden").mkdir()
    for path in (f"/debate/{name}/", f"/listen/{name}/plan.toml", f"/static/{name}"):
        response = opened.client.get(f"/{TOKEN}{path}", follow_redirects=False)
        assert response.status_code in (400, 404), path
        assert "source =" not in response.text


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "..\\..\\evil.txt", "/etc/evil.txt", "evil\0.txt", "C:evil.txt", ".evil"],
)
def test_a_file_s_name_leads_nowhere(browser: Browser, name: str) -> None:
    assert browser.upload(DEBATE.encode(), name).status_code == 200
    inside = [p.relative_to(browser.folder).parts for p in browser.folder.rglob("*") if p.is_file()]
    assert sorted(len(parts) for parts in inside) == [2, 3]
    assert all("evil" in parts[0] and ".." not in parts for parts in inside)
    assert list(browser.folder.parent.iterdir()) == [browser.folder]


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2\3" * 500, BINARY, b"Bonjour.\n", b"%PDF-1.7 nonsense"]
)
def test_what_is_no_debate_is_told_and_leaves_nothing(browser: Browser, data: bytes) -> None:
    response = browser.upload(data, "debate.pdf")
    assert response.status_code == 400
    assert response.json()["error"].startswith("debate.pdf: ")
    assert response.json()["error"].endswith((".", "…", "”"))
    assert not browser.folder.exists() or list(browser.folder.iterdir()) == []


def test_too_much(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILE", 1 << 20)
    told = browser.client.post(
        f"/{TOKEN}/upload", content=b"x", headers={"Content-Length": str(2 << 30)}
    )
    assert told.status_code == 413 and "1 MB" in told.json()["error"]
    monkeypatch.setattr(forms, "LARGEST_TEXT", 1000)
    page = browser.post("/paste", 413, text="x" * 2000)
    assert "that is no debate" in page
    assert not browser.folder.exists()


def test_a_stream_without_an_end(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """2 GB that say nothing of their size: refused as soon as it is known, and nothing stays."""
    monkeypatch.setattr(forms, "LARGEST_FILE", 1 << 20)
    waiting = browser.folder.parent / "waiting"
    waiting.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(waiting))
    server = Server(browser.studio.guarded(), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    block = b"10000\r\n" + bytes(1 << 16) + b"\r\n"
    sent = largest = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        origin = f"http://127.0.0.1:{server.port}"
        connection.sendall(
            f"POST /{TOKEN}/upload?name=x.txt HTTP/1.1\r\nHost: {origin[7:]}\r\n"
            f"Origin: {origin}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        )
        answered = False
        with contextlib.suppress(ConnectionError):
            while sent < 2 << 30 and not answered:
                connection.sendall(block)
                sent += 1 << 16
                answered = bool(select.select([connection], [], [], 0)[0])
                # The refused upload is removed by the server while we look.
                with contextlib.suppress(FileNotFoundError):
                    largest = max(largest, *(p.stat().st_size for p in waiting.rglob("*")), 0)
        answer = b""
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(1 << 16):
                answer += part
    server.shutdown()
    thread.join()
    assert answer.startswith(b"HTTP/1.1 413 ") and b"It is larger than 1 MB" in answer
    assert sent < 64 << 20 and largest <= 1 << 20
    assert list(waiting.iterdir()) == [] and not browser.folder.exists()


def test_forms_that_are_none(opened: Browser) -> None:
    url = f"/{TOKEN}/debate/trains/correct"
    for content, kind in (
        (b"{}", "application/json"),
        (b"a=%ff&" * 1500, "application/x-www-form-urlencoded"),
    ):
        response = opened.client.post(url, content=content, headers={"Content-Type": kind})
        assert response.status_code == 400
    for fields in (
        {"action": "nonsense"},
        {"action": "settle", "place": "-1"},
        {"action": "settle", "place": "99"},
    ):
        assert "<h1>" in opened.correct(str(fields.pop("action")), 400, **fields)


def test_a_hundred_at_once(browser: Browser, tmp_path: Path) -> None:
    names = [f"debat-{number % 10}.txt" for number in range(100)]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda name: browser.upload(DEBATE.encode(), name), names))
    assert {answer.status_code for answer in answers} <= {200, 503}
    taken = {answer.json()["location"] for answer in answers if answer.status_code == 200}
    assert all("try again" in a.json()["error"] for a in answers if a.status_code == 503)
    assert len(taken) == len(list(browser.folder.iterdir())) > 1
    for path in browser.folder.iterdir():
        assert (path / "plan.toml").is_file() and len(list(path.rglob("*.txt"))) == 1
    assert threading.active_count() < 100


def test_text_is_shown_as_text(browser: Browser) -> None:
    evil = "<script>window.harmed = 1</script>"
    debate = DEBATE.replace("Les trains de nuit", f"Les trains {evil}").replace("chauffées", evil)
    where = browser.upload(debate.encode()).json()["location"].removeprefix(f"/{TOKEN}")
    for path in ("", "turns", "paragraph/3", "words", "make"):
        page = browser.get(f"{where}{path}")
        assert evil not in page and page.count("<script") == 1
    page = browser.client.get(f"/{TOKEN}/", params={"said": evil}).text
    assert evil not in page
