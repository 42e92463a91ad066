"""Captions and transcripts broken on purpose."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import webvtt

from podcast.checking import check
from podcast.checking.captions import check_captions
from tests.checking.conftest import found, put, rewrite

Change = Callable[[str], str]


def first_cue(text: str) -> str:
    return next(line for line in text.split("\n") if " --> " in line)


def at_first(change: Change) -> Change:
    return lambda text: text.replace(first_cue(text), change(first_cue(text)), 1)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (put("WEBVTT", "WEBVT"), ["captions-header"]),
        (put("WEBVTT\n", "WEBVTT\nX: 1\n"), ["captions-header"]),
        (put("WEBVTT\n", "\nWEBVTT\n"), ["captions-header"]),
        (put("NOTE ", "NOT "), ["captions-block"]),
        (put("NOTE Un", "NOTE --> Un"), ["captions-note"]),
        (at_first(put("00:00:00.", "00:00:00,")), ["captions-time"]),
        (at_first(put(" --> ", "-->")), ["captions-time"]),
        (at_first(lambda cue: cue + " colour:red"), ["captions-time"]),
        (at_first(lambda cue: cue + " align:start"), []),
        (at_first(lambda cue: cue.split(" ")[0] + " --> 00:00:00.001"), ["captions-bounds"]),
        (at_first(lambda cue: cue.split(" ")[0] + " --> 99:00:00.000"),
         ["captions-outside", "captions-overlap"]),
        (at_first(lambda cue: "00:00:10.000 --> 00:00:10.500"), ["captions-order"]),
        (put("<v Narration>", ""), []),
        (put("<v Narration>", "<v>"), ["captions-text"]),
        (put("<v Narration>", "<v Narration><b>"), ["captions-text"]),
        (put("<v Narration>", "<v Narration><script>"), ["captions-text"]),
        (put("<v Narration>", "<v Narration>1 < 2 "), ["captions-text"]),
        (put("&amp;", "&"), ["captions-text"]),
        (lambda text: text.replace("\n\n0", "\n\na\n0", 2), ["captions-id"]),
        (lambda text: text.replace("\n\n0", "\n\na\n0", 1), []),
        (put("&amp;", "&unheard;"), ["captions-text"]),
        (put("&amp;", "&amp;\u202e"), ["captions-controls"]),
        (put("\n<v Narration>", "\n\n<v Narration>"), ["captions-empty", "captions-block"]),
        (lambda text: text.rstrip() + "\n\n00:00:05.000 --> 00:00:06.000\n<v A>\n",
         ["captions-order", "captions-empty"]),
        (lambda text: text.split("\n\n0")[0] + "\n", ["captions-none"]),
        (lambda text: text.replace("Que penser", "Que penser des longues lignes et de celles"
                                   " qui les lisent"), ["captions-long"]),
        (lambda text: text.replace("penser", "\udcff"), ["captions-encoding"]),
        (lambda text: text.replace("penser", "\0"), ["captions-nul", "captions-controls"]),
    ],
)  # fmt: skip
def test_broken_captions(episode: Path, change: Change, codes: list[str]) -> None:
    path = episode / "trains.vtt"
    rewrite(path, change)
    if "captions-encoding" in codes:
        path.write_bytes(
            path.read_bytes().replace("\udcff".encode("utf-8", "surrogatepass"), b"\xff")
        )
    findings = check(path, sound=False).findings
    assert list(dict.fromkeys(f.code for f in findings)) == codes
    others = [name for name, _ in found(episode) if name != "trains.vtt"]
    # The transcript is compared with the captions, and nothing else is.
    assert set(others) <= {"trains.transcript.json"}


def test_the_line_is_told(episode: Path) -> None:
    path = episode / "trains.vtt"
    line = next(n for n, text in enumerate(path.read_text("utf-8").split("\n"), 1) if "-->" in text)
    rewrite(path, put("<v Narration>", "<v>"))
    assert [f.where for f in check(path).findings] == [str(line)]


def test_cues_are_those_of_another_reader(sound_one: Path) -> None:
    path = sound_one / "trains.vtt"
    _, cues = check_captions(path.read_bytes(), None)
    read = webvtt.read(str(path))
    assert [(c.start, c.end, c.speaker) for c in cues] == [
        (milliseconds(c.start), milliseconds(c.end), c.voice) for c in read
    ]


def milliseconds(stamp: str) -> int:
    hours, minutes, seconds = stamp.split(":")
    return round(1000 * (3600 * int(hours) + 60 * int(minutes) + float(seconds)))


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:02.000\nOne",
        "WEBVTT\r\n\r\n00:01.000 --> 00:02.000 line:0 size:20%\r\n<v.loud Ann>Hi.</v> <i>x</i>\r\n",
        "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>a<rt>b</rt></ruby> &#233;&nbsp;&lrm;\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:01.500>one <c.red.big>two</c> <lang fr>III</lang>",
    ],
)
def test_what_the_standard_allows(text: str) -> None:
    findings, cues = check_captions(text.encode(), 3000)
    assert findings == []
    assert len(cues) == 1


def changed(number: int, **values: object) -> Change:
    def change(text: str) -> str:
        told = json.loads(text)
        told["segments"][number].update(values)
        return json.dumps(told)

    return change


def without(number: int, key: str) -> Change:
    def change(text: str) -> str:
        told = json.loads(text)
        del told["segments"][number][key]
        return json.dumps(told)

    return change


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (changed(1, body=" "), ["transcript-empty"]),
        (changed(1, body=7), ["transcript-empty"]),
        (changed(1, body="Other words."), ["transcript-differ"]),
        (changed(1, speaker="Somebody else"), ["transcript-differ"]),
        (changed(1, speaker=""), ["transcript-speaker"]),
        (changed(1, endTime=0), ["transcript-bounds"]),
        (changed(-1, endTime=9999), ["transcript-outside"]),
        (changed(1, endTime="2"), ["transcript-time"]),
        (without(1, "startTime"), ["transcript-time"]),
        (changed(2, startTime=0.01), ["transcript-order"]),
        (changed(2, startTime=3.0), ["transcript-overlap"]),
        (lambda text: moved(text, 1, 0.3), ["transcript-differ"]),
        (lambda text: without_segment(text, -1), ["transcript-differ"]),
        (lambda text: text.replace("1.0.0", "3"), ["transcript-version"]),
        (lambda text: '{"version": "1.0.0", "segments": []}', ["transcript-shape"]),
        (lambda text: '{"version": "1.0.0", "segments": [1]}', ["transcript-shape"]),
        (lambda text: "[]", ["transcript-shape"]),
        (lambda text: text + "]", ["json-broken"]),
    ],
)
def test_a_broken_transcript(episode: Path, change: Change, codes: list[str]) -> None:
    path = episode / "trains.transcript.json"
    rewrite(path, change)
    findings = check(path, sound=False).findings
    assert list(dict.fromkeys(f.code for f in findings)) == codes


def moved(text: str, number: int, by: float) -> str:
    told = json.loads(text)
    told["segments"][number]["startTime"] += by
    return json.dumps(told)


def without_segment(text: str, number: int) -> str:
    told = json.loads(text)
    del told["segments"][number]
    return json.dumps(told)


def test_captions_without_their_mp3(episode: Path) -> None:
    (episode / "trains.mp3").unlink()
    for name in ("trains.vtt", "trains.transcript.json", "trains.chapters.json"):
        assert found(episode / name) == [(name, "alone")]
