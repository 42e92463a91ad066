"""JSON: what `podcast inspect --json` wrote, and the segments that transcription tools write."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from podcast.debate_json import debate_from_json
from podcast.errors import TranscriptError
from podcast.model import Debate
from podcast.reading.document import Document
from podcast.reading.lines import SourceLine

_LISTS = ("segments", "utterances", "monologues", "transcript", "transcription", "results", "items")
_TEXTS = ("text", "body", "content", "transcript", "utterance", "line")
_SPEAKERS = ("speaker", "speaker_name", "speakerName", "name", "who", "speaker_label", "role")

_HALF = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[dD][89a-fA-F]..")
"""What may look like half a character (a surrogate without its other one) in a JSON text."""


def _whole(match: re.Match[str]) -> str:
    # No file could hold half a character: it becomes the sign for what is lost.
    return "\\ufffd" if len(match.group()) == 6 else match.group()


def read_json(text: str, path: Path) -> Debate | Document | None:
    """The debate or the document that the JSON `text` is; None where it is no JSON at all.

    Raises `TranscriptError` where it is JSON, but nobody speaks in it.
    """
    try:
        data = json.loads(_HALF.sub(_whole, text))
    except json.JSONDecodeError as error:
        if path.suffix.lower() == ".json":
            raise TranscriptError(
                path, f"it is no JSON: {error.msg}.", line=error.lineno
            ) from error
        return None
    except (RecursionError, ValueError) as error:
        raise TranscriptError(path, "it is JSON that is nested too deep.") from error
    if isinstance(data, dict) and isinstance(data.get("turns"), list):
        try:
            return debate_from_json(data)
        except ValueError as error:
            raise TranscriptError(
                path, f"it is not what `podcast inspect --json` writes: {error}."
            ) from error
    lines = _segments(data)
    if lines:
        return Document("a JSON transcript", tuple(lines), exact=True)
    raise TranscriptError(
        path,
        "it is JSON, but neither what `podcast inspect --json` writes nor a list of segments with a"
        " speaker and a text.",
    )


def _segments(data: Any) -> list[SourceLine]:
    if isinstance(data, dict):
        for name in _LISTS:
            if isinstance(data.get(name), list) and (lines := _segments(data[name])):
                return lines
        return []
    if not isinstance(data, list):
        return []
    result: list[SourceLine] = []
    last: str | None = None
    for number, item in enumerate(data, start=1):
        if not isinstance(item, dict):
            return []
        said = next((item[k] for k in _TEXTS if isinstance(item.get(k), str)), None)
        if said is None:
            continue
        who = next((item[k] for k in _SPEAKERS if isinstance(item.get(k), (str, int))), None)
        speaker = " ".join(str(who).replace("_", " ").split()) if who is not None else last
        text = " ".join(said.split())
        if not text or not speaker:
            continue
        ended = not result or result[-1].text.endswith((".", "!", "?", "…"))
        apart = speaker != last or (ended and len(result[-1].text) > 200)
        result.append(SourceLine(text, number, apart, speaker=speaker))
        last = speaker
    return result
