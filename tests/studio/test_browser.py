"""The studio in Chromium: by keyboard alone from a text to a feed, and looked over by axe-core."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from podcast.cli import cli
from podcast.planfile import load_plan
from podcast.serving import Server
from podcast.studio.application import Studio
from tests.studio.conftest import DEBATE, TOKEN

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver import Keys

from tests.browser import Keyboard

VIEWS = ("", "turns", "paragraph/3", "speaker/0", "words", "themes", "make")


class Person(Keyboard):
    """Somebody before the studio of `folder`."""

    def __init__(self, driver: Any, base: str, folder: Path) -> None:
        super().__init__(driver)
        self.base, self.folder = base, folder

    def enter(self, selector: str, text: str = "", leads_to: str = "") -> None:
        """Tab to something, press it, and wait for the page that it leads to."""
        self.tab_to(selector, text)
        self.driver.execute_script("window.old = true")
        self.press(Keys.ENTER)
        self.wait("!window.old && document.readyState == 'complete'")
        assert leads_to in self.js("location.pathname + location.hash")

    def told(self) -> str:
        """What the page says was done."""
        self.wait("document.querySelector('#said').textContent != ''")
        return str(self.js("document.querySelector('#said').textContent"))


@pytest.fixture
def keyboard(chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.chdir(tmp_path)
    studio = Studio(tmp_path / "episodes", TOKEN, jobs=2, language="fr")
    server = Server(studio.guarded(), "127.0.0.1", 0)
    studio.ending = lambda: server.ending
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    person = Person(chromium, f"http://127.0.0.1:{server.port}/{TOKEN}", studio.folder)
    person.resize(1280)
    chromium.get("about:blank")
    chromium.get_log("browser")
    yield person
    chromium.get("about:blank")
    studio.close()
    server.shutdown()
    thread.join()


def test_from_a_text_to_a_feed(keyboard: Person) -> None:
    k = keyboard
    k.driver.get(f"{k.base}/")
    k.tab_to("#called")
    k.press("Trains")
    k.tab_to("#text")
    k.press(DEBATE)
    k.enter("button", "Ouvrir", "/debate/trains/")
    # Doubts come first; each reading has a button.
    k.enter("button", "Petit Carreau est quelqu'un", "#doubts")
    assert k.told() == "C'est noté."
    k.enter("button", "Non, c'est Ada Premier", "#doubts")
    assert k.told() == "La parole est donnée."
    assert k.js("document.activeElement.id") == "doubts"
    assert k.js("document.querySelector('#doubts').textContent") == "Doutes (0)"
    k.enter("a", "Modifier Petit", "/speaker/2")
    k.enter("button", "Choisir Octave", "#speakers")
    assert k.told() == "La voix est changée."
    k.enter("button", "Annuler")
    assert k.told() == "La dernière correction est annulée."
    plan = load_plan(k.folder / "trains/plan.toml")
    assert [p.speaker for p in plan.passages if p.speaker] == ["Ada Premier"]
    # Another program writes the plan: it is noticed while the page is open.
    path = k.folder / "trains/plan.toml"
    path.write_text(path.read_text() + "# à moi\n")
    k.wait("document.querySelector('#changed a') !== null")
    k.enter("#changed a")
    k.enter(".tabs a", "Fabriquer", "/make")
    k.enter("button", "Fabriquer", "#progress")
    k.driver.refresh()  # it goes on
    k.wait("location.search == '' && document.querySelector('a[href*=\"/listen/\"]') !== null")
    assert k.told() == "C'est fait\u00a0: les épisodes sont prêts."
    assert k.driver.get_log("browser") == []
    k.enter("a[href*='/listen/']")
    k.wait("document.querySelector('audio').readyState >= 1")
    # An episode's page may not act as the studio.
    assert k.js("self.origin") == "null"
    k.driver.back()
    k.wait("document.readyState == 'complete' && document.querySelector('#progress') !== null")
    k.enter("nav a", "Publier", "/publish")
    k.tab_to("#title")
    k.press("Nuits")
    k.tab_to("#author")
    k.press("Radio Valbrune")
    k.tab_to("#base_url")
    k.press("https://example.org/nuits")
    k.enter("button", "Enregistrer")
    assert k.told() == "Le podcast est à jour."
    k.enter("button", "Écrire le flux")
    assert k.told() == "Le flux est écrit." and (k.folder / "feed.xml").is_file()


def test_the_round_table_equals_the_command_line(
    keyboard: Person, round_table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both missing labels, a voice, one theme, feed and home page: the same bytes either way."""
    k = keyboard
    k.driver.get(f"{k.base}/")
    k.tab_to("#file")
    k.driver.switch_to.active_element.send_keys(str(round_table))  # in the system's own window
    k.wait("location.pathname.endsWith('/debate/table-ronde-ia-2024/')")
    k.wait("document.readyState == 'complete'")
    for number in (1, 0):
        k.enter("#doubts ~ article button", "Non, c'est ", "#doubts")
        assert k.told() == "La parole est donnée."
        assert k.js("document.querySelector('#doubts').textContent") == f"Doutes ({number})"
    k.enter("a", "Modifier Alix Durand", "/speaker/")
    k.enter("button", "Choisir Clara", "#speakers")
    k.enter(".tabs a", "Fabriquer", "/make")
    k.tab_to("input[value=whole]")
    k.press(Keys.SPACE)
    k.tab_to("summary", "thèmes")
    k.press(Keys.ENTER)
    k.tab_to("input[value='Travail et ressources humaines']")
    k.press(Keys.SPACE)
    k.enter("button", "Fabriquer", "#progress")
    k.wait("location.search == '' && document.querySelector('a[href*=\"/listen/\"]') !== null")
    k.enter("nav a", "Publier", "/publish")
    for field, text in (("author", "Avicca"), ("base_url", "https://example.org/a")):
        k.tab_to(f"#{field}")
        k.press(text)
    k.enter("button", "Enregistrer")
    k.tab_to("input[value=whole]")
    k.press(Keys.SPACE)
    k.tab_to("input[value=theme]")
    k.press(Keys.SPACE)
    k.enter("button", "Écrire le flux")

    # The same on the command line, in another folder.
    name = "table-ronde-ia-2024"
    own = tmp_path / "own" / "episodes"
    own.mkdir(parents=True)
    monkeypatch.chdir(own.parent)
    transcript = own / name / "transcript" / f"{name}.txt"
    transcript.parent.mkdir(parents=True)
    transcript.write_bytes(round_table.read_bytes())
    plan = own / name / "plan.toml"
    podcast("plan", str(transcript), "-o", str(plan))
    others = [p.speaker for p in load_plan(k.folder / name / "plan.toml").passages if p.speaker]
    text = plan.read_text()
    for begins, speaker in zip(("Il y a aussi une", "Donc Laura"), others, strict=True):
        start, end = text.split(f'begins = "{begins}', 1)
        default = end.index("# speaker = ")
        rest = end[default:].partition("\n")[2]
        text = f'{start}begins = "{begins}{end[:default]}speaker = "{speaker}"\n{rest}'
    start, end = text.split('[speaker."Alix Durand"]', 1)
    default = end.index("# voice = ")
    end = f'{end[:default]}voice = "Clara"\n{end[default:].partition(chr(10))[2]}'
    plan.write_text(f'{start}[speaker."Alix Durand"]{end}')
    podcast("plan", str(plan))
    podcast("build", str(plan), "--theme", "Travail et ressources humaines", "--jobs", "2")
    (own / "series.toml").write_text(
        'author = "Avicca"\n\n[feed]\nbase_url = "https://example.org/a"\n'
    )
    podcast("feed", str(own), "--by", "theme")

    made, wanted = bytes_in(k.folder), bytes_in(own)
    assert made.keys() == wanted.keys()
    assert {name for name, data in made.items() if data != wanted[name]} == set()
    assert {"feed.xml", "index.html", f"{name}/plan.toml"} < made.keys()


def podcast(*arguments: str) -> None:
    """Run the command as somebody in a terminal would."""
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output


def bytes_in(folder: Path) -> dict[str, bytes]:
    """What all files below `folder` hold."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_every_view_is_looked_over(keyboard: Person, axe: str) -> None:
    k = keyboard
    made = Studio(k.folder, TOKEN)
    made.shelf.add_bytes(DEBATE.encode(), "trains.txt")
    k.resize(320)
    for view in ("/", "/publish", "/nothing", *(f"/debate/trains/{one}" for one in VIEWS)):
        k.driver.get(f"{k.base}{view}")
        assert k.js("document.documentElement.scrollWidth") <= 320, view
        assert looked_over(k, axe, "light", {}) == [], view
        assert looked_over(k, axe, "dark", {"runOnly": ["color-contrast"]}) == [], view
        rules = {"runOnly": ["color-contrast-enhanced"]}
        assert looked_over(k, axe, "contrast", rules) == [], view


def looked_over(k: Person, axe: str, colours: str, options: dict[str, Any]) -> list[str]:
    k.driver.execute_script(f"document.documentElement.dataset.colours = '{colours}'")
    if not k.js("!!window.axe"):
        k.driver.execute_script(axe)
    found = k.driver.execute_async_script(
        "const [options, done] = arguments; axe.run(document, options).then(done)", options
    )
    return [one["id"] for one in found["violations"]]


def test_paths_that_climb(keyboard: Person) -> None:
    port = int(keyboard.base.split(":")[2].split("/")[0])
    for path in (
        "/..%2f..%2fetc/passwd",
        f"/{TOKEN}/../../etc/passwd",
        f"/{TOKEN}/debate/../",
        "//",
    ):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode())
            assert connection.recv(65536).startswith((b"HTTP/1.1 404 ", b"HTTP/1.1 400 ")), path
