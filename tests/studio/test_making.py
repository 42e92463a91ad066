"""Builds, listening and publishing, with the fastest voices there are."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import feedparser
import pytest

from podcast.store.toml import toml_or_none
from podcast.studio.making import BuildState
from tests.studio.conftest import TOKEN, Browser, told


def finished(browser: Browser) -> BuildState:
    for _ in range(600):
        state = browser.studio.builds.state
        assert state is not None
        if state.over:
            return state
        time.sleep(0.05)
    raise AssertionError(f"it goes on and on: {browser.studio.builds.state}")


def test_made_heard_and_published(opened: Browser) -> None:
    assert "Nothing is chosen" in opened.post("/debate/trains/build", 400, speed="1")
    assert "speed must be" in opened.post("/debate/trains/build", 400, by="whole", speed="nan")
    where = opened.post("/debate/trains/build", by="whole", engine="tone", speed="1.2")
    assert where.endswith("/debate/trains/make?said=build#progress")
    assert "are being made" in opened.post("/debate/trains/build", 400, by="whole")
    assert finished(opened).phase == "done"
    page = told(opened.get("/debate/trains/make"))
    assert "Épisodes fabriqués (1)" in page
    mp3 = opened.folder / "trains/trains.mp3"
    # Its own page, kept apart from the studio's; its sound, by ranges.
    response = opened.client.get(f"/{TOKEN}/listen/trains/")
    assert response.headers["Content-Security-Policy"].startswith("sandbox allow-scripts")
    headers = {"Range": "bytes=0-99"}
    response = opened.client.get(f"/{TOKEN}/listen/trains/trains.mp3", headers=headers)
    assert (response.status_code, response.content) == (206, mp3.read_bytes()[:100])
    for path in ("trains/plan.toml", "trains/transcript/trains.txt"):
        assert opened.client.get(f"/{TOKEN}/listen/{path}").status_code == 404
    publish(opened)


def publish(browser: Browser) -> None:
    page = told(browser.post("/publish/feed", 400, by="whole"))
    assert "has no author" in page and "base_url" in page
    state = browser.get("/publish").split('name="state" value="')[1].split('"')[0]
    series = browser.folder / "series.toml"
    browser.post(
        "/publish/series",
        state=state,
        title="Trains « de nuit »",
        author="Radio Valbrune",
        base_url="https://example.org/trains",
        description="",
        explicit="",
        category="News > Politics, Education",
        accessibility="Nos pages\r\nse lisent.\r\n \r\nÉcrivez-nous.",
    )
    written = toml_or_none(series.read_text()) or {}
    assert written["title"] == "Trains « de nuit »"
    assert written["accessibility"] == ["Nos pages se lisent.", "Écrivez-nous."]
    assert "Nos pages se lisent.\n\nÉcrivez-nous.</textarea>" in browser.get("/publish")
    assert written["feed"] == {
        "base_url": "https://example.org/trains",
        "category": ["News > Politics", "Education"],
    }
    assert browser.post("/publish/series", 409, state=state, title="x")
    (browser.folder / "stray.mp3").write_bytes(b"")
    (browser.folder / "index.html").write_text("somebody else's")
    assert "said=feed" in browser.post("/publish/feed", by="whole")
    page = told(browser.get("/publish"))
    assert "stray.mp3 is left out" in page and "was not made by podcast feed" in page
    (browser.folder / "stray.mp3").unlink()
    (browser.folder / "index.html").unlink()
    browser.post("/publish/feed", by="whole")
    home = told((browser.folder / "index.html").read_text())
    assert "Nos pages se lisent. Écrivez-nous." in home and "RGAA" not in home
    feed = feedparser.parse((browser.folder / "feed.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == ["Les trains de nuit"]
    data = browser.client.get(f"/{TOKEN}/files.zip").content
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert {"feed.xml", "trains/trains.mp3", "trains/index.html", "trains/trains.vtt"} <= set(names)
    assert not [
        name for name in names if "plan" in name or "transcript/" in name or "series" in name
    ]
    browser.post("/publish/undo")
    assert not series.exists()


def test_cancelled(opened: Browser) -> None:
    opened.post("/debate/trains/build", by=["whole", "speaker"], speed="1")
    time.sleep(0.3)
    opened.post("/cancel")
    assert finished(opened).phase == "stopped"
    left = [p.name for p in (opened.folder / "trains").rglob("*") if p.is_file()]
    assert sorted(left) == ["plan.toml", "trains.txt"]
    assert "Arrêté" in told(opened.get("/debate/trains/make"))
    (opened.folder / "series.toml").write_text('[person."Bob Second"]\nvoice = "Zoé"\n')
    opened.post("/debate/trains/build", by="whole", engine="tone")
    assert finished(opened).phase == "done"
    assert "“Zoé”" in told(opened.get("/debate/trains/make"))  # that it could not be had


def test_what_cannot_be_made_is_state(opened: Browser) -> None:
    opened.post("/debate/trains/build", theme="Nothing of the kind")
    state = finished(opened)
    assert state.phase == "failed" and "Nothing of the kind" in state.error
    assert "Nothing of the kind" in opened.get("/debate/trains/make")


def test_voices_and_words_are_heard(opened: Browser) -> None:
    base = f"/{TOKEN}/debate/trains"
    voice = opened.client.get(f"{base}/voice", params={"voice": "Basile"})
    assert voice.headers["Content-Type"] == "audio/mpeg" and len(voice.content) > 5000
    before, after, spelled = (
        opened.client.get(f"{base}/word", params={"written": "billet", **more}).content
        for more in ({}, {"say": "carafe"}, {"spell": "yes"})
    )
    assert len({before, after, spelled}) == 3
    assert opened.client.get(f"{base}/voice", params={"voice": "Nobody"}).status_code == 400


def test_progress_is_told_as_it_goes(opened: Browser) -> None:
    """What a page that was just loaded, or loaded again, hears first."""
    state = opened.state()
    assert opened.studio._state("trains") == {"state": state, "build": None}
    opened.post("/debate/trains/build", by="whole", engine="tone")
    build = opened.studio._state("trains")["build"]
    assert (build["debate"], build["number"]) == ("trains", 1)
    assert 'data-open="yes"' in opened.get("/debate/trains/make") or finished(opened)
    finished(opened)


@pytest.fixture(autouse=True)
def voices_that_are_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
