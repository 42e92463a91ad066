"""A transcript that means harm goes through the whole program, as somebody who trusts it would run
it: commands, voices, files, page. What each written form does with such text by itself stands in
`test_sidecars.py`."""

from __future__ import annotations

import html
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import webvtt
from mutagen.id3 import ID3

from podcast.checking import check
from podcast.model import Debate, Direction, Heading, Paragraph, Speaker, Turn
from podcast.reading.formats.saved import debate_to_json
from podcast.store.toml import toml_or_none
from tests.cli.test_cli import podcast

MARKS = (
    "<script>window.harmed = 1</script> ]]> --> & \"'` </script><!-- {{ 7 * 7 }} {% raw %}"
    " \u202eabc\u202c \u200f\u05e9 \x1b[31m\x07 \u2028 ../../../etc/passwd 😀"
)
# What eSpeak NG would obey: a minute of silence, a file, phonemes, another voice.
SPOKEN = (
    'Avant <break time="60s"/> et <audio src="/etc/passwd"/> puis [[hE"loU]] après'
    ' <voice name="en"> <speak> &#32; fin.'
)
LONG = f"Ada ../../{'y' * 500} <script>window.harmed = 1</script>"
OTHER = "</title></textarea>--><script>window.harmed = 1</script>"
COMMANDS = ("inspect", "plan", "cast", "themes", "build")


def hostile() -> Debate:
    turns = ((LONG, f"Bonjour. {MARKS} Voilà."), (OTHER, SPOKEN), (LONG, "C'est tout."))
    return Debate(
        title=f"../../{MARKS}",
        subtitle="</p>{{ 7 * 7 }}",
        date=None,
        date_text=MARKS,
        language="fr",
        speakers=(Speaker(LONG, role="-->"), Speaker(OTHER, role="../{% x %}")),
        turns=tuple(
            Turn(number, name, number, (Paragraph(text, number),))
            for number, (name, text) in enumerate(turns, start=1)
        ),
        headings=(Heading(MARKS, 1, 1),),
        directions=(Direction(MARKS, 1, 1, 1, 8),),
    )


@dataclass(frozen=True)
class Run:
    folder: Path
    done: dict[str, subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("outside") / "work"
    folder.mkdir()
    source = folder / "evil.json"
    source.write_text(json.dumps(debate_to_json(hostile())), "utf-8")
    options = {"build": ("--by", "whole", "--by", "speaker", "--announce", "never")}
    done = {
        command: podcast(command, source.name, *options.get(command, ()), cwd=folder)
        for command in COMMANDS
    }
    return Run(folder, done)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_terminal_gets_text_and_no_orders(run: Run, command: str) -> None:
    done = run.done[command]
    assert done.returncode == 0
    assert all(line.startswith("Making: ") for line in done.stderr.splitlines())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.stdout)
    assert "<script>window.harmed" in " ".join(done.stdout.split()) or command == "plan"


def test_files_stay_where_they_belong(run: Run) -> None:
    made = [path.relative_to(run.folder) for path in run.folder.parent.rglob("*")
            if path.is_file()]  # fmt: skip
    assert all(re.fullmatch(r"episodes/evil/[a-z0-9./-]+|evil\.json", p.as_posix()) for p in made)
    assert not any(".." in p.as_posix() or len(p.name) > 120 for p in made)
    assert sum(p.suffix == ".mp3" for p in made) == 3


def test_an_independent_look_finds_nothing(run: Run) -> None:
    report = check(run.folder / "episodes")
    assert report.episodes == 3
    assert report.findings == ()


def test_markup_of_the_engine_is_not_obeyed(run: Run) -> None:
    told = json.loads((run.folder / "episodes/evil/evil.transcript.json").read_text("utf-8"))
    ends = [0.0, *(segment["endTime"] for segment in told["segments"])]
    pauses = [s["startTime"] - end for s, end in zip(told["segments"], ends, strict=False)]
    assert max(pauses) < 3
    assert max(s["endTime"] - s["startTime"] for s in told["segments"]) < 40
    assert any("<break time" in segment["body"] for segment in told["segments"])


def test_captions_say_what_the_transcript_says(run: Run) -> None:
    for path in run.folder.rglob("*.vtt"):
        told = json.loads(path.with_suffix(".transcript.json").read_text("utf-8"))["segments"]
        said = "".join(
            html.unescape(re.sub(r"<[^>]*>", "", cue.raw_text)) for cue in webvtt.read(str(path))
        )
        assert "".join(said.split()) == "".join("".join(s["body"] for s in told).split())
        assert path.read_text("utf-8").count("-->") == len(webvtt.read(str(path)))


def test_tags_are_text(run: Run) -> None:
    tag = ID3(run.folder / "episodes/evil/evil.mp3")
    assert "<script>window.harmed = 1</script>" in str(tag["TIT2"])
    assert "y" * 500 in str(tag["TPE1"])
    for frame in tag.values():
        assert not set(str(frame)) & set("\x1b\x07\u202e\n") or frame.FrameID == "APIC"


def test_the_plan_is_toml_and_says_the_same(run: Run) -> None:
    plan = toml_or_none((run.folder / "episodes/evil/plan.toml").read_text("utf-8"))
    assert plan is not None
    assert "y" * 500 in json.dumps(plan)
    again = podcast("build", "episodes/evil/plan.toml", "--dry-run", cwd=run.folder)
    assert again.returncode == 0, again.stderr


def test_the_page_has_nothing_of_the_transcript_but_text(run: Run) -> None:
    page = lxml.html.parse(str(run.folder / "episodes/evil/index.html")).getroot()
    assert page.xpath("//img | //b | //textarea | //iframe | //object | //base") == []
    assert page.xpath("//@onerror | //@onclick | //@style") == []
    # The words, one island an episode, the script.
    assert len(page.xpath("//script")) == 5
    assert "49" not in page.xpath("string(//h1)")


def test_a_browser_runs_no_script_of_the_transcript(run: Run, chromium: Any) -> None:
    chromium.get((run.folder / "episodes/evil/index.html").as_uri())
    chromium.execute_script(
        "document.querySelectorAll('button, summary').forEach(button => button.click())"
    )
    told = chromium.execute_script(
        "const found = [...document.querySelectorAll('.js-on')];"
        "return [window.harmed, found.length, document.scripts.length]"
    )
    assert told == [None, 1, 5]


def test_a_text_that_means_harm(tmp_path: Path) -> None:
    """The same marks, read out of a text: whatever is made of it, nothing is harmed."""
    folder = tmp_path / "work"
    folder.mkdir()
    people = ("Ada Premier", "Bob Second")
    said = [f"{people[n % 2]}\n\nJe dis : {MARKS} Voilà. {SPOKEN}\n" for n in range(3)]
    text = "../../Un titre {{ 7 * 7 }} </title>\n\n" + "\n".join(said)
    (folder / "evil.txt").write_text(text, "utf-8")
    done = podcast("build", "evil.txt", "--language", "fr", "--announce", "never", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout)
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    assert check(folder / "episodes").findings == ()
