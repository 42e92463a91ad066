"""Pages over HTTP, in Chromium: they play, they seek by ranges, and axe-core finds nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from podcast.serving import Library, library_server

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver.support.ui import WebDriverWait

_RULES = {"resultTypes": ["violations"]}


@pytest.fixture
def address(made: Path) -> Iterator[str]:
    server = library_server(Library(made.parent), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()


def wait(driver: Any, code: str) -> None:
    WebDriverWait(driver, 20, 0.05).until(lambda _: driver.execute_script(f"return {code}"), code)


def test_the_page_seeks(chromium: Any, address: str) -> None:
    chromium.get(f"{address}trains/")
    wait(chromium, "document.querySelector('audio').readyState >= 1")
    chromium.execute_script("document.querySelector('audio').currentTime = 40")
    wait(chromium, "!document.querySelector('audio').seeking")
    assert chromium.execute_script("return document.querySelector('audio').currentTime") == 40
    ends = chromium.execute_script("return document.querySelector('audio').seekable.end(0)")
    assert ends > 60


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_of_debates(chromium: Any, address: str, axe: str, width: int) -> None:
    chromium.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    chromium.get(address)
    chromium.execute_script(axe)
    found = chromium.execute_async_script(
        "const [options, done] = arguments; axe.run(document, options).then(done)", _RULES
    )
    assert [one["id"] for one in found["violations"]] == []
    assert chromium.execute_script("return document.documentElement.scrollWidth") <= width
    chromium.find_element("css selector", "li a").click()
    wait(chromium, "location.pathname == '/trains/index.html'")
