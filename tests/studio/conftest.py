"""A studio of a small debate, asked without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from podcast.studio.application import Studio

TOKEN = "token-of-the-tests"
HOST = "http://127.0.0.1:8000"
DEBATE = """\
Les trains de nuit
12 mars 2024

Ada Premier : Bonjour à tous. Que penser des trains de nuit dans les petites gares ?

Bob Second : Ils roulent trop peu. Il y a dans chaque gare un quai désert et une horloge arrêtée.

Les voyageurs attendent depuis hier soir, et personne ne leur parle du retard.

Bob Second nous le dit bien : il faudrait des trains plus nombreux, et des gares chauffées.

Ada Premier : Et le prix du billet ?

Petit Carreau : Le prix du billet est raisonnable pour qui réserve longtemps avant le départ.

Ada Premier : Merci à vous deux.
"""


class Browser:
    """Somebody who asks the studio, as a browser would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.studio = Studio(folder, TOKEN, jobs=1, report=print)
        self.client = TestClient(self.studio.guarded(), base_url=HOST, raise_server_exceptions=True)
        self.client.headers.update({"Origin": HOST, "Accept-Language": "fr"})

    def get(self, path: str, status: int = 200) -> str:
        response = self.client.get(f"/{TOKEN}{path}")
        assert response.status_code == status, response.text
        return response.text

    def post(self, path: str, status: int = 303, **fields: Any) -> str:
        """Send a form; return where it leads, or the page that tells what is wrong."""
        response = self.client.post(
            f"/{TOKEN}{path}", data={"to": "", **fields}, follow_redirects=False
        )
        assert response.status_code == status, response.text
        return response.headers.get("location", "") if status == 303 else response.text

    def upload(self, data: bytes, name: str = "trains.txt") -> Any:
        return self.client.post(f"/{TOKEN}/upload", params={"name": name}, content=data)

    def state(self, name: str = "trains") -> str:
        found = re.search(r'data-state="(\w+)"', self.get(f"/debate/{name}/"))
        assert found
        return found[1]

    def correct(self, action: str, status: int = 303, **fields: Any) -> str:
        fields = {"state": self.state(), "action": action, **fields}
        return self.post("/debate/trains/correct", status, **fields)

    @property
    def plan(self) -> Path:
        return self.folder / "trains/plan.toml"

    def turns(self) -> list[tuple[str | None, int]]:
        """Who speaks, in how many paragraphs."""
        debate = self.studio.shelf.debate("trains")
        return [(turn.speaker, len(turn.paragraphs)) for turn in debate.debate.turns]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    browser = Browser(tmp_path / "episodes")
    yield browser
    browser.studio.close()


@pytest.fixture
def opened(browser: Browser) -> Browser:
    """A browser before a studio that has the debate."""
    answer = browser.upload(DEBATE.encode())
    assert answer.json() == {"location": f"/{TOKEN}/debate/trains/"}
    return browser


def told(page: str) -> str:
    """The text of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
