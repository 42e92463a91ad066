from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.feed.shelf import put


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two debates; the older one has episodes by speaker and by theme as well."""
    folder = tmp_path / "episodes"
    put(folder, "trains/trains.mp3")
    put(folder, "trains/speakers/ada-premier.mp3", title="Ada Premier – Un débat", track=2)
    put(folder, "trains/themes/prix.mp3", title="Prix – Un débat", track=4)
    put(folder, "fleuve/fleuve.mp3", title="Le fleuve", album="Le fleuve", date="2024-06-01")
    (folder / "trains" / "index.html").write_text("<!DOCTYPE html>", encoding="utf-8")
    return folder
