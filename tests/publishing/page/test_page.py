from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from podcast.publishing.model import Published
from podcast.publishing.page.content import episode_content
from podcast.publishing.page.parts import Page
from podcast.publishing.page.render import page_parts
from tests.publishing.conftest import DEBATE, made_of


def page_html(page: Page) -> str:
    return "".join(page_parts(page))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page of two episodes (of the same turns, which is the hardest for addresses)."""
    folder = tmp_path_factory.mktemp("two")
    production, episode = made_of(DEBATE, folder)
    plan, cast, script = production.plan, production.cast, production.script
    contents = tuple(
        replace(
            episode_content(Published(name, plan, cast, script, episode.timeline), ["trains.vtt"]),
            title=f"Épisode {number}",
        )
        for number, name in enumerate(("trains", "speakers/b"), start=1)
    )
    return Page("Les trains", "", "", "fr", contents)


def test_the_same_page_each_time(two: Page) -> None:
    assert page_html(two) == page_html(two)


def test_several_episodes_stand_on_one_page(two: Page) -> None:
    page = lxml.html.document_fromstring(page_html(two))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert len(page.xpath("//audio")) == 2
    assert len(page.xpath("//h1")) == 1
    for address in page.xpath("//a/@href"):
        if address.startswith("#"):
            assert address[1:] in ids
    for name in ("aria-labelledby", "for"):
        assert set(" ".join(page.xpath(f"//@{name}")).split()) <= set(ids)


def test_an_address_that_stays_whichever_others_there_are(two: Page) -> None:
    """A name that a person gave may have what an address must not have."""
    renamed = replace(two.episodes[1], audio="ma copie (2).mp3")
    page = lxml.html.document_fromstring(page_html(replace(two, episodes=(*two.episodes, renamed))))
    ids = page.xpath("//section[@data-episode]/@id")
    assert ids == ["episode/trains", "episode/speakers/b", "episode/3"]
    assert [link[1:] for link in page.xpath("//details[1]//a/@href")][:3] == ids


def test_headings_follow_each_other(two: Page) -> None:
    for page in (two, replace(two, episodes=two.episodes[:1])):
        root = lxml.html.document_fromstring(page_html(page))
        levels = [int(h.tag[1]) for h in root.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert levels[0] == 1
        for one, following in pairwise(levels):
            assert following <= one + 1


def test_what_is_foreign_says_so(two: Page) -> None:
    page = lxml.html.document_fromstring(page_html(two))
    passages = page.xpath("//*[@class='s']/*[@lang='en']")
    assert passages
    assert {p.text for p in passages} == {
        "As we say in English, the night belongs to those who are on the move."
    }


def test_it_needs_nothing_from_anywhere(two: Page) -> None:
    text = page_html(two)
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)[^\"' ]*", text) == []
    assert "@import" not in text
    assert "url(" not in text


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_every_scheme() -> None:
    import podcast.publishing.page as package

    css = Path(str(package.__file__)).with_name("page.css").read_text("utf-8")
    schemes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root[^{]*\{([^}]*--ground[^}]*)\}", css)
    ]
    schemes = [colours for colours in schemes if len(colours) == 12]
    assert len(schemes) == 7
    for colours in schemes:
        text = 7 if colours["soft"] == colours["ink"] else 4.5  # high contrast
        for ink, ground in (
            ("ink", "ground"), ("soft", "ground"), ("link", "ground"), ("ink", "button"),
            ("mark-ink", "mark"), ("ink", "found"),
        ):  # fmt: skip
            assert contrast(colours[ink], colours[ground]) >= text
        # WCAG 2.2, 1.4.11: what shows a state or a border to press.
        for edge in ("edge", "mark-edge", "focus", "link"):
            assert contrast(colours[edge], colours["ground"]) >= 3


def test_several_episodes_in_a_browser(
    two: Page, chromium: Any, axe: str, made: Path, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(page_html(two), "utf-8")
    (tmp_path / "speakers").mkdir()
    for name in ("trains.mp3", "speakers/b.mp3"):
        (tmp_path / name).write_bytes((made / "trains.mp3").read_bytes())
    chromium.get((tmp_path / "index.html").as_uri() + "#e2-turn-3")
    times = "return [...document.querySelectorAll('audio')].map(a => a.currentTime)"
    first, second = chromium.execute_script(times)
    assert first == 0 < second
    chromium.execute_script(axe)
    found = chromium.execute_async_script("axe.run().then(arguments[0])")
    assert [violation["id"] for violation in found["violations"]] == []
