"""A page of several episodes in Chromium: one is shown, by keyboard alone, and axe-core finds
nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.making import make_episode
from tests.publishing.conftest import DEBATE, production_of

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver import Keys

from tests.publishing.page.test_browser import COLOURS, Reader, violations

SHOWN = "Array.from(document.querySelectorAll('.episode')).filter(e => !e.hidden).map(e => e.id)"
OTHER = replace(DEBATE, title="Une autre", turns=DEBATE.turns[:4])


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("several")
    make_episode(production_of(OTHER), folder, "speakers/b")
    make_episode(production_of(OTHER), folder, "themes/c")
    make_episode(production_of(DEBATE), folder, "trains")
    return folder


@pytest.fixture
def reader(chromium: Any, several: Path) -> Reader:
    reader = Reader(chromium, several / "index.html")
    reader.resize(1280)
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    for _ in range(2):
        reader.open()
        reader.js("localStorage.clear()")
    reader.driver.get("about:blank")
    reader.driver.get(reader.address)
    reader.js("localStorage.clear()")
    reader.open()
    chromium.get_log("browser")
    return reader


def test_one_is_shown_and_another_is_a_link_away(reader: Reader) -> None:
    assert reader.js(SHOWN) == ["episode/trains"]
    current = "Array.from(document.querySelectorAll('.episodes [aria-current]'))"
    assert reader.js(f"{current}.map(a => a.hash)") == ["#episode/trains"]
    reader.press("k")
    reader.wait("!document.querySelector('audio').paused")
    # The list is folded: what one came for is not to be below it.
    reader.tab_to(".episodes summary")
    reader.press(Keys.ENTER)
    reader.tab_to("a[href='#episode/themes/c']")
    reader.press(Keys.ENTER)
    reader.wait("document.activeElement.id === 'episode-head-3'")
    assert reader.js(SHOWN) == ["episode/themes/c"]
    assert reader.js("document.title") == reader.js("document.activeElement.textContent")
    assert reader.js(f"{current}.map(a => a.hash)") == ["#episode/themes/c"]
    assert reader.js("document.querySelector('audio').paused")
    # Keys are those of the episode that is shown, and so is where the links at the top lead.
    reader.press("k")
    reader.wait("!document.querySelector('#player-3 audio').paused")
    reader.press("k", "n")
    assert (
        reader.js("document.querySelector('.episode:not([hidden]) .turn.current').id")
        == "e3-turn-1"
    )
    skips = "Array.from(document.querySelectorAll('.skip a')).map(a => a.hash)"
    assert reader.js(skips) == ["#player-3", "#chapters-3", "#text-3"]
    reader.js("history.back()")
    reader.open()
    # Which one was shown is remembered.
    assert reader.js(SHOWN) == ["episode/themes/c"]


def test_the_way_back(reader: Reader) -> None:
    for name in ("speakers/b", "themes/c"):
        reader.js(f"document.querySelector('a[href=\"#episode/{name}\"]').click()")
    reader.wait("location.hash === '#episode/themes/c'")
    reader.js("history.back()")
    reader.wait(f"{SHOWN}.join() === 'episode/speakers/b'")


def test_addresses_lead_to_the_episode(reader: Reader) -> None:
    for address, episode, turn in (
        ("#e2-turn-3", "speakers/b", "e2-turn-3"),
        ("#turn-4", "trains", "turn-4"),
        ("#e3-chapter-2", "themes/c", None),
        ("#s2-3", "speakers/b", None),
    ):
        reader.open(address)
        assert reader.js(SHOWN) == [f"episode/{episode}"]
        place = f"document.querySelector('{address}').getBoundingClientRect()"
        assert reader.js(f"{place}.top >= 0 && {place}.top < innerHeight")
        if turn:
            marked = "document.querySelector('.episode:not([hidden]) .turn.current').id"
            assert reader.js(marked) == turn
    reader.open("#episode/themes/c&t=20")
    assert reader.js(SHOWN) == ["episode/themes/c"]
    assert abs(reader.js("document.querySelector('#player-3 audio').currentTime") - 20) < 0.1


def test_search_finds_nothing_twice(reader: Reader) -> None:
    reader.press("/")
    reader.press(*"Question 1, donc")
    # It is in the three of them.
    reader.wait("document.querySelector('#found').textContent === 'Une phrase trouvée'")
    reader.js("document.querySelector('a[href=\"#episode/speakers/b\"]').click()")
    reader.press("/")
    reader.js("document.querySelector('#query').select()")
    reader.press(*"fois")
    # Two are in what is shown, four more in the whole.
    reader.wait("document.querySelector('#found').textContent === '6 phrases trouvées'")
    reader.press(Keys.ENTER)
    last = "document.querySelector('#results li:last-child a')"
    assert reader.js(f"{last}.textContent").startswith("Un débat, ")
    reader.js(f"{last}.focus()")
    reader.press(Keys.ENTER)
    assert reader.js(SHOWN) == ["episode/trains"]
    assert "12 fois" in reader.js("document.activeElement.textContent")


def test_without_javascript_all_are_shown(reader: Reader) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        reader.driver.get(reader.address)
        sections = reader.driver.find_elements("css selector", ".episode")
        assert [section.is_displayed() for section in sections] == [True, True, True]
    finally:
        reader.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("colours", COLOURS)
def test_axe_finds_nothing(reader: Reader, axe: str, colours: str, width: int) -> None:
    reader.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": COLOURS[colours]})
    reader.resize(width)
    reader.open("#e2-turn-2")
    reader.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert reader.js("document.documentElement.scrollWidth <= innerWidth")
    assert violations(reader.looked_over(axe, contrast=colours == "contrast")) == []


def test_what_is_found_has_the_name_of_whoever_says_it(reader: Reader) -> None:
    """Also where it is heard again within the turn of another."""
    reader.js(
        "(() => { const by = document.createElement('span'); by.className = 'by';"
        "by.innerHTML = '<bdi>Carla</bdi>';"
        "document.querySelector('#turn-3 p:not(.narration)').prepend(by) })()"
    )
    reader.press("/")
    reader.press(*"Question 3, donc", Keys.ENTER)
    assert reader.js("document.activeElement.textContent").endswith(", Carla")
