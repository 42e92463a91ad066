"""Pages over HTTP, in Chromium: they play, they seek by ranges, and axe-core finds nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from podcast.serving import Library, library_server
from tests.browser import Keyboard


@pytest.fixture
def address(made: Path) -> Iterator[str]:
    server = library_server(Library(made.parent), "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/"
    server.shutdown()
    thread.join()


def test_the_page_seeks(chromium: Any, address: str) -> None:
    page = Keyboard(chromium)
    chromium.get(f"{address}trains/")
    page.wait("document.querySelector('audio').readyState >= 1")
    page.js("document.querySelector('audio').currentTime = 40")
    page.wait("!document.querySelector('audio').seeking")
    assert page.js("document.querySelector('audio').currentTime") == 40
    assert page.js("document.querySelector('audio').seekable.end(0)") > 60


@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_of_debates(chromium: Any, address: str, axe: str, width: int) -> None:
    page = Keyboard(chromium)
    page.resize(width)
    chromium.get(address)
    assert page.violations(axe) == []
    assert page.js("document.documentElement.scrollWidth") <= width
    chromium.find_element("css selector", "li a").click()
    page.wait("location.pathname == '/trains/index.html'")
