"""The public API: the examples of docs/api.md run, and importing it costs nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import podcast
from podcast.cli import main
from tests.conftest import DEMO, ROOT

DOCUMENT = ROOT / "docs" / "api.md"
HEAVY = ("click", "jinja2", "lxml", "mutagen", "numpy", "pydub", "soxr")


def test_the_examples_of_the_document_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODCAST_CACHE", str(tmp_path / "cache"))
    # The first quarter of the demo, whose two speakers have an episode each.
    first = DEMO.read_text("utf-8").split("\n")[:50]
    Path("debate.txt").write_text("\n".join(first), "utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text("utf-8"), re.M | re.S)
    assert len(examples) >= 7
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, str(DOCUMENT), "exec"), names)
    shown = capsys.readouterr().out
    for part in (
        "Inès Belkaroui",
        "Monsieur Roy paie mille cinq cents euros",
        "100 %",
        "episodes/debate/debate.mp3",
        "episodes/debate/speakers/ines-belkaroui.mp3",
        "0 errors",
        "nowhere.txt",
    ):
        assert part in shown


def test_every_public_name_is_there_and_documented() -> None:
    for name in podcast.__all__:
        assert getattr(podcast, name).__doc__
    assert set(podcast.__all__) <= set(dir(podcast))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        podcast.nothing  # noqa: B018


def test_importing_it_imports_nothing_else() -> None:
    code = "import sys, podcast; print(*[n for n in sys.modules if '.' not in n])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())


def test_a_debate_that_is_built_again_is_told_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("Un débat\n\nAda Premier : Bonjour à tous.\n\nBob Second : Bonjour.\n")
    first = podcast.build(path, tmp_path / "out", engine="tone", cache=False)
    assert first == podcast.build(path, tmp_path / "out", engine="tone", cache=False)
    assert [episode.path.name for episode in first] == ["d.mp3"]
    assert first[0].title == "Un débat"
    assert first[0].length > 1000
    assert first[0].chapters[0].start == 0


def test_words_as_json_say_where_they_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["words", "Le n° 3 coûte 2 €. Voilà.", "--json"])
    assert ended.value.code == 0
    (entry,) = json.loads(capsys.readouterr().out)["texts"]
    written = entry["written"]
    assert written == "Le n° 3 coûte 2 €. Voilà."
    assert "".join(piece["words"] for piece in entry["pieces"]) == entry["words"]
    for piece in entry["pieces"]:
        assert written[piece["start"] : piece["end"]] == piece["written"]
    assert [written[one["start"] : one["end"]] for one in entry["sentences"]] == [
        "Le n° 3 coûte 2 €.",
        "Voilà.",
    ]
    assert len(entry["phonemes"]) == 2


def test_words_of_a_transcript_as_json_have_their_speakers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["words", str(DEMO), "--json"])
    entries = json.loads(capsys.readouterr().out)["texts"]
    assert {entry["speaker"] for entry in entries} == {s.name for s in podcast.read(DEMO).speakers}
    assert all(entry["phonemes"] for entry in entries)


def test_json_and_other_looks_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["words", "Oui.", "--json", "--ipa"])
    assert ended.value.code == 2
