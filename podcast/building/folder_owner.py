"""A debate's folder remembers which debate it holds, so that another one does not replace it.

`lyon/minutes.txt` and `nice/minutes.txt` have the same place, `episodes/minutes`, and so have the
`minutes.txt` of January and of February. The folder holds a small hidden file with the transcript's
name, title and date, and a sketch of the text: a transcript with much the same text (moved, edited,
in another format) is the same debate, and so is one with the same name, title and date. Folders of
earlier versions have no such file and take what comes.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from podcast.building.model import BuildPlan
from podcast.errors import OutputError
from podcast.model import Debate
from podcast.planning import FOLDERS
from podcast.store.files import mp3s, output_errors, part_file

RECORD = ".podcast-debate.json"
"""The name of the hidden file."""

_SKETCH = 64  # sentences
_ALIKE = 0.2  # of the sentences; minutes of two councils share far fewer set phrases
_SENTENCE_END = re.compile(r"[.!?…]+\s+")
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FolderOwner:
    """The debate that a folder holds: the name of its transcript with that of the folder it is in
    ("lyon/minutes.txt"; "-" for standard input), its title, its date (ISO 8601; empty where it is
    not known), and check sums of some of its sentences, in ascending order."""

    transcript: str
    title: str
    date: str
    sentences: tuple[int, ...]


def check_owner(planned: BuildPlan) -> FolderOwner:
    """Return the debate that is planned, as its folder will remember it. Raises `OutputError` where
    the folder holds another one."""
    owner, own = folder_owner(planned.folder), _owner(planned)
    if owner is None or _same(owner, own):
        return own
    raise OutputError(
        planned.folder,
        f"it holds another debate, “{owner.title}” ({owner.transcript}), which “{own.title}”"
        f" ({planned.work.transcript}) would replace; choose another folder with -o, or another"
        " name with --name.",
    )


def record_owner(folder: Path, own: FolderOwner) -> None:
    """Let `folder` remember the debate that was made in it. Raises `OutputError` where the record
    cannot be written."""
    record = folder / RECORD
    if folder_owner(folder) != own:
        with output_errors(record), part_file(record) as part:
            part.write_text(_as_json(own), encoding="utf-8")


def folder_owner(folder: Path) -> FolderOwner | None:
    """The debate whose episodes lie in `folder`; None where none do, or nobody knows."""
    if not _holds_episodes(folder):
        return None
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        sentences = tuple(int(checksum) for checksum in data["sentences"])
        transcript, title, date = (str(data[name]) for name in ("transcript", "title", "date"))
        return FolderOwner(transcript, title, date, sentences)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _owner(planned: BuildPlan) -> FolderOwner:
    debate = planned.work.debate
    name = _name(planned.work.transcript)
    return FolderOwner(name, debate.title, debate.date or "", _sketch(debate))


def _holds_episodes(folder: Path) -> bool:
    return any(next(iter(mp3s(folder / part)), None) for part in ("", *FOLDERS.values()))


def _same(owner: FolderOwner, claimed: FolderOwner) -> bool:
    if replace(owner, sentences=()) == replace(claimed, sentences=()):
        return True
    one, other = set(owner.sentences), set(claimed.sentences)
    # Of the smallest of both, how many are in both: the share that the whole texts have in common
    # (Broder 1997, "On the resemblance and containment of documents").
    smallest = sorted(one | other)[:_SKETCH]
    common = sum(checksum in one and checksum in other for checksum in smallest)
    return common >= _ALIKE * len(smallest)


def _sketch(debate: Debate) -> tuple[int, ...]:
    found = {
        zlib.crc32(letters.encode(errors="replace"))
        for turn in debate.turns
        for paragraph in turn.paragraphs
        for sentence in _SENTENCE_END.split(paragraph.text)
        if (letters := _NO_LETTERS.sub("", sentence).casefold())
    }
    return tuple(sorted(found)[:_SKETCH])


def _name(transcript: Path) -> str:
    if str(transcript) == "-":
        return "-"
    return f"{transcript.resolve().parent.name}/{transcript.name}"


def _as_json(owner: FolderOwner) -> str:
    fields = {name: getattr(owner, name) for name in FolderOwner.__slots__}
    return json.dumps(fields, ensure_ascii=True, indent=1)
