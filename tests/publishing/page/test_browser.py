"""The page in Chromium, from disk: by keyboard alone, and looked over by axe-core."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path
from typing import Any

import pytest
import webvtt

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver import Keys

from tests.browser import Keyboard


class Reader(Keyboard):
    """Somebody who reads the page."""

    def __init__(self, driver: Any, page: Path) -> None:
        super().__init__(driver)
        self.address = page.as_uri()

    def open(self, part: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get(self.address + part)
        self.wait("document.querySelector('audio').readyState >= 1")

    @property
    def time(self) -> float:
        return float(self.js("document.querySelector('audio').currentTime"))

    @property
    def marked(self) -> str:
        return str(self.js("document.querySelector('.s.current')?.textContent ?? ''"))

    def looked_over(self, axe: str, *, contrast: bool) -> dict[str, Any]:
        """What axe-core finds on the page as it is; by its stricter rule where it is shown in high
        `contrast`."""
        rules = {"color-contrast-enhanced": {"enabled": contrast}}
        self.driver.execute_script(axe)
        found: dict[str, Any] = self.driver.execute_async_script(
            "const [rules, done] = arguments; axe.run(document, {rules}).then(done)", rules
        )
        return found


@pytest.fixture
def reader(chromium: Any, made: Path) -> Reader:
    reader = Reader(chromium, made / "index.html")
    reader.resize(1280)
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    reader.open()
    reader.js("localStorage.clear()")
    # The page remembers on leaving: forget after that, too.
    reader.open()
    reader.js("localStorage.clear()")
    reader.js("document.querySelector('audio').currentTime = 0")
    chromium.get_log("browser")
    return reader


def test_no_error_and_nothing_loaded_but_sound(reader: Reader) -> None:
    reader.open()
    assert reader.driver.get_log("browser") == []
    loaded = reader.js("performance.getEntriesByType('resource').map(e => e.name)")
    assert all(name.endswith("/trains.mp3") for name in loaded)


def test_play_and_pause_by_keyboard(reader: Reader) -> None:
    reader.tab_to("[data-do=play]")
    reader.press(Keys.ENTER)
    reader.wait("document.querySelector('audio').currentTime > 0.3")
    assert reader.marked == "Un débat."
    assert reader.js("document.activeElement.textContent") == "Pause"
    reader.press("k")
    assert reader.js("document.querySelector('audio').paused")
    reader.press("k")
    assert not reader.js("document.querySelector('audio').paused")
    reader.press("k")


def turn_starts(reader: Reader) -> list[tuple[float, str, str]]:
    data = reader.js("JSON.parse(document.querySelector('.data').textContent).turns")
    return [(start / 1000, anchor, name) for start, anchor, name in data]


def test_from_speaker_to_speaker(reader: Reader) -> None:
    turns = turn_starts(reader)
    for expected in (1, 2, 3):
        reader.press("n")
        assert abs(reader.time - turns[expected][0]) < 0.01
        assert reader.js("document.querySelector('.turn.current').id") == turns[expected][1]
        assert reader.js("document.querySelector('.now').textContent").startswith(
            turns[expected][2]
        )
    reader.press("p")
    assert abs(reader.time - turns[2][0]) < 0.01
    # Well inside a turn, back goes to its start.
    reader.press("l", "p")
    assert abs(reader.time - turns[2][0]) < 0.01
    reader.tab_to("[data-do=following]")
    reader.press(Keys.SPACE)
    assert abs(reader.time - turns[3][0]) < 0.01


def test_ten_seconds_and_speed(reader: Reader) -> None:
    reader.press("l", "l", "j")
    assert abs(reader.time - 10) < 0.1
    reader.press("+", "+", "-")
    assert reader.js("document.querySelector('audio').playbackRate") == 1.1
    reader.wait("document.querySelector('.speed').textContent == '1,1 ×'")
    reader.tab_to("[data-do=faster]")
    reader.press(Keys.ENTER)
    assert reader.js("document.querySelector('audio').playbackRate") == 1.25
    reader.open()
    assert reader.js("document.querySelector('audio').playbackRate") == 1.25


def test_jump_to_a_chapter(reader: Reader) -> None:
    chapters = reader.js("JSON.parse(document.querySelector('.data').textContent).chapters")
    reader.tab_to(f"a[href='#{chapters[-2][1]}']")
    reader.press(Keys.ENTER)
    reader.wait("!document.querySelector('audio').paused")
    reader.press("k")
    assert chapters[-2][0] / 1000 <= reader.time < chapters[-2][0] / 1000 + 5
    assert reader.js("document.querySelector('nav [aria-current]').textContent") == chapters[-2][2]


def test_search(reader: Reader) -> None:
    reader.press("/")
    # Neither the accent nor the ligature nor the kind of apostrophe has to be right.
    reader.press(*"L’OEUVRE DU SIECLE")
    reader.wait("document.querySelector('#found').textContent == '6 phrases trouvées'")
    assert reader.js("document.querySelectorAll('.s.found').length") == 6
    reader.press(Keys.ENTER)
    assert reader.js("document.activeElement.closest('#results') !== null")
    reader.press(Keys.ENTER)
    assert reader.js("document.activeElement.textContent") == "L'œuvre du siècle, c'est le sommeil."
    assert reader.marked == "L'œuvre du siècle, c'est le sommeil."
    reader.js("document.querySelector('#query').value = ''")
    reader.press("/")
    reader.press(*"DEBAT")
    marks = "[...document.querySelectorAll('#results mark')].map(mark => mark.textContent)"
    reader.wait(f"{marks}.includes('débat')")
    lines = reader.js("[...document.querySelectorAll('#results li')].map(li => li.textContent)")
    told = ["Narration" in line.split(" ")[1] for line in lines]
    assert told == sorted(told) and any(told)  # what people say comes first
    assert set(reader.js(marks)) == {"débat"}
    painted = "[...CSS.highlights.get('words')].map(range => range.toString())"
    assert reader.js(painted) == reader.js(marks)
    reader.press("/")
    reader.press(*"zzz")
    reader.wait("document.querySelector('#found').textContent.startsWith('Rien')")


def test_any_sentence_plays_from_the_keyboard(reader: Reader) -> None:
    reader.press("n", "n", "s")
    first = reader.js("document.activeElement.id")
    reader.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    text = reader.js("document.activeElement.textContent")
    assert reader.js("document.activeElement.id") != first
    assert reader.js("document.querySelectorAll('.s[tabindex]').length") == 1
    reader.press(Keys.ENTER)
    reader.wait("!document.querySelector('audio').paused")
    reader.press("k")
    assert reader.marked == text


def test_a_click_on_a_sentence_plays_from_it(reader: Reader) -> None:
    element = reader.driver.find_element("css selector", "#s1-9")
    reader.js("document.querySelector('#s1-9').scrollIntoView({block: 'center'})")
    element.click()
    reader.wait("!document.querySelector('audio').paused")
    reader.press("k")
    assert reader.marked == element.text


def seconds(stamp: str) -> float:
    # webvtt-py's own start_in_seconds drops the milliseconds.
    hours, minutes, rest = stamp.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


def test_the_marked_sentence_is_the_caption(reader: Reader, made: Path) -> None:
    chance = random.Random(20240528)
    captions = list(webvtt.read(str(made / "trains.vtt")))
    for cue in chance.sample(captions, 10):
        start, end = seconds(cue.start), seconds(cue.end)
        time = start + chance.uniform(0.02, 0.98) * (end - start)
        reader.js(f"document.querySelector('audio').currentTime = {time}")
        reader.wait("!document.querySelector('audio').seeking")
        told = html.unescape(re.sub(r"<[^>]*>", "", cue.raw_text)).replace("\n", " ")
        reader.wait(f"document.querySelector('.s.current').textContent.includes({told!r})")


def test_the_shortcuts_can_be_switched_off(reader: Reader) -> None:
    reader.tab_to(".settings > summary")
    reader.press(Keys.ENTER)
    reader.tab_to("#keys")
    reader.press(Keys.SPACE)
    reader.press("l")
    assert reader.time == 0
    reader.open()
    reader.press("l")
    assert reader.time == 0


def test_colours_and_size_are_chosen_and_remembered(reader: Reader) -> None:
    light = reader.js("getComputedStyle(document.body).backgroundColor")
    reader.tab_to(".settings > summary")
    reader.press(Keys.ENTER)
    reader.tab_to("#colours")
    reader.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    reader.wait("document.documentElement.dataset.colours === 'dark'")
    reader.tab_to("#larger")
    reader.press(Keys.ENTER, Keys.ENTER)
    for _ in range(2):
        dark = reader.js("getComputedStyle(document.body).backgroundColor")
        assert (light, dark) == ("rgb(255, 255, 255)", "rgb(20, 23, 28)")
        assert reader.js("getComputedStyle(document.documentElement).fontSize") == "20.8px"
        reader.open()


def test_the_system_decides_until_one_chooses(reader: Reader) -> None:
    for scheme, contrast, expected in (
        ("dark", "no-preference", "rgb(20, 23, 28)"),
        ("dark", "more", "rgb(0, 0, 0)"),
        ("light", "more", "rgb(255, 255, 255)"),
    ):
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-contrast", "value": contrast},
        ]
        reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        assert reader.js("getComputedStyle(document.body).backgroundColor") == expected


def test_follow_is_off_where_motion_is_unwelcome(reader: Reader) -> None:
    assert reader.js("document.querySelector('#follow').checked")
    features = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    reader.open()
    assert not reader.js("document.querySelector('#follow').checked")
    reader.press("f")
    assert reader.js("document.querySelector('#follow').checked")


def test_follow_keeps_the_sentence_in_sight(reader: Reader) -> None:
    reader.press("k")
    reader.js(f"document.querySelector('audio').currentTime = {turn_starts(reader)[8][0] + 0.1}")
    reader.wait("document.querySelector('.turn.current')?.id === 'turn-8'")
    box = "document.querySelector('.s.current').getBoundingClientRect()"
    reader.wait(f"{box}.top > 0 && {box}.bottom < innerHeight")
    reader.press("k", "f")
    reader.js("scrollTo(0, 0)")
    reader.press("k")
    reader.js(f"document.querySelector('audio').currentTime = {turn_starts(reader)[10][0] + 0.1}")
    reader.wait("document.querySelector('.turn.current')?.id === 'turn-10'")
    assert reader.js("scrollY") == 0


def test_addresses(reader: Reader) -> None:
    turns = turn_starts(reader)
    reader.open("#t=15.5")
    assert abs(reader.time - 15.5) < 0.01
    reader.open("#turn-5")
    assert abs(reader.time - turns[5][0]) < 0.01
    assert reader.js("document.querySelector('.turn.current').id") == "turn-5"
    reader.open("#s1-12")
    assert reader.marked == reader.js("document.querySelector('#s1-12').textContent")
    reader.open("#%E0%A4%A&t=x")
    assert reader.driver.get_log("browser") == []


def test_the_place_is_remembered(reader: Reader) -> None:
    reader.press("l", "l")
    time = reader.time
    reader.open()
    # The place is sought once the sound's head is there, which a busy machine takes a while for.
    reader.wait(f"Math.abs(document.querySelector('audio').currentTime - {time}) < 0.1")
    assert reader.js("document.querySelector('.now').textContent") == "Vous en étiez à 0:20."


def test_without_storage_everything_else_works(reader: Reader) -> None:
    command = {"source": "Object.defineProperty(window, 'localStorage', {get() { throw 1 }})"}
    script = reader.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", command)
    try:
        reader.open()
        reader.press("l", "+")
        assert abs(reader.time - 10) < 0.1
        assert reader.driver.get_log("browser") == []
    finally:
        reader.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_without_javascript_it_is_a_text_with_a_player(reader: Reader) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.driver.get(reader.address)
        shown = reader.driver.find_element("css selector", "main").text
        assert "L'œuvre du siècle, c'est le sommeil." in shown
        assert "Réglages" not in shown
        link = reader.driver.find_element("css selector", "a.time")
        assert link.get_attribute("href").endswith("trains.mp3#t=0")
        buttons = reader.driver.find_elements("css selector", "main button")
        assert not [button for button in buttons if button.is_displayed()]
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_missing_sound_file_is_told(chromium: Any, made: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((made / "index.html").read_bytes())
    chromium.get((tmp_path / "index.html").as_uri())
    reader = Reader(chromium, tmp_path / "index.html")
    reader.wait("document.querySelector('.now').textContent.includes('trains.mp3')")


@pytest.mark.parametrize("width", [320, 256, 1280])
def test_nothing_is_cut_off_at_the_side(reader: Reader, width: int) -> None:
    reader.resize(width)
    reader.open()
    reader.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert reader.js("document.documentElement.scrollWidth <= innerWidth")
    # At 400 % of 1280 x 900 the window is 320 x 225 pixels: the player must not cover it.
    reader.resize(320, 225)
    assert reader.js("getComputedStyle(document.querySelector('.player')).position") == "static"


def test_everything_to_press_is_large_enough(reader: Reader) -> None:
    for width in (320, 1280):
        reader.resize(width)
        reader.open()
        reader.js("document.querySelectorAll('details').forEach(d => d.open = true)")
        small = reader.js(
            "Array.from(document.querySelectorAll('button, select, input[type=search]'))"
            ".filter(b => b.offsetParent).map(b => [b.outerHTML, b.getBoundingClientRect()])"
            ".filter(([, r]) => r.width < 44 || r.height < 44).map(([b]) => b)"
        )
        assert small == []


def test_on_a_telephone_five_buttons_stay_in_sight(reader: Reader) -> None:
    reader.resize(360, 740)
    reader.open()
    bar = "document.querySelector('.bar').getBoundingClientRect()"
    assert reader.js(f"{bar}.bottom === innerHeight && {bar}.height < 70")
    reader.js("scrollTo(0, document.body.scrollHeight)")
    assert reader.js(f"{bar}.bottom === innerHeight")
    # Nothing that gets the focus hides below them.
    reader.press("s")
    for _ in range(12):
        reader.press(Keys.ARROW_DOWN)
        box = "document.activeElement.getBoundingClientRect()"
        assert reader.js(f"{box}.bottom <= {bar}.top + 4 || {box}.height > {bar}.top")


def test_the_address_of_the_moment_is_shared(reader: Reader) -> None:
    reader.js("navigator.clipboard.writeText = async text => { window.copied = text }")
    reader.press("n", "n")
    reader.tab_to("[data-do=share]")
    reader.press(Keys.ENTER)
    reader.wait("window.copied")
    address = reader.js("window.copied")
    page, _, seconds = address.partition("#t=")
    assert (page, float(seconds)) == (reader.address, round(turn_starts(reader)[2][0] + 0.001, 3))
    assert address in reader.js("document.querySelector('.now').textContent")
    reader.open(address.removeprefix(reader.address))
    assert reader.js("document.querySelector('.turn.current').id") == turn_starts(reader)[2][1]


def test_what_is_focused_is_not_covered(reader: Reader) -> None:
    """WCAG 2.2, 2.4.11, while the player sticks to the top."""
    reader.press("n", "n", "n", "n", "n", "s")
    for _ in range(12):
        reader.press(Keys.ARROW_UP)
        below = "document.querySelector('.player').getBoundingClientRect().bottom"
        assert reader.js(f"document.activeElement.getBoundingClientRect().top >= {below} - 4")


def violations(found: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The rules that are broken, and where."""
    return [(v["id"], [node["html"] for node in v["nodes"][:3]]) for v in found["violations"]]


COLOURS = {
    "light": [],
    "dark": [{"name": "prefers-color-scheme", "value": "dark"}],
    "contrast": [{"name": "prefers-contrast", "value": "more"}],
    "contrast-dark": [
        {"name": "prefers-contrast", "value": "more"},
        {"name": "prefers-color-scheme", "value": "dark"},
    ],
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing(reader: Reader, axe: str, colours: str, width: int) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": COLOURS[colours]})
    reader.resize(width)
    reader.open("#turn-4")
    # As much as possible on the screen: lists open, sentences found and marked.
    reader.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    reader.press("/")
    reader.press(*"nuit", Keys.ENTER)
    reader.wait("!document.querySelector('#results').hidden")
    found = reader.looked_over(axe, contrast=colours.startswith("contrast"))
    assert violations(found) == []
    assert {"color-contrast", "heading-order", "region"} <= {p["id"] for p in found["passes"]}
