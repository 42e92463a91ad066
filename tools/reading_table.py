"""How well transcripts are read: a table over every file that has its truth beside it.

    python tools/reading_table.py [FOLDER or FILE ...] [-v]

Without arguments it takes tests/data and, where they are, the real transcripts. The truth is a
JSON file of the same name: `speakers` (names, or objects with `name`; `aliases` maps a spelling to
one of them), `turns` or `first_turns` (pairs of speaker and first words), a number of turns in
`n_turns_estimate`, `turns_per_speaker`, and `doubt_lines`, where doubts are to be found.
"""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from podcast.errors import PodcastError
from podcast.model import Debate
from podcast.reading import read_debate
from podcast.reading.names import key

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Score:
    """How one file was read; counts are pairs of what was found right and what is true."""

    name: str
    speakers: tuple[int, int, int]  # right, found, true
    turns: tuple[int, int, int]  # right, found, true
    first: tuple[int, int]  # right, looked at
    doubts: tuple[int, int, int]  # right, false, true
    misses: tuple[str, ...]


def read_truth(path: Path) -> dict[str, Any]:
    """What a careful reader finds in the transcript `path`."""
    truth: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return truth


def score(path: Path, truth: dict[str, Any]) -> Score:
    """Reads `path` and compares it with `truth`."""
    misses: list[str] = []
    try:
        debate: Debate | None = read_debate(path)
    except PodcastError as error:
        debate = None
        if not truth.get("refused"):
            misses.append(str(error))
    true_names = [s if isinstance(s, str) else s["name"] for s in truth.get("speakers", [])]
    if debate is None:
        right = int(bool(truth.get("refused")))
        return Score(
            path.name, (0, 0, len(true_names)), (right, right, 1), (0, 0), (0, 0, 0), tuple(misses)
        )
    joint = [name for name in truth.get("turns_per_speaker") or {} if name not in true_names]
    aliases = _aliases(truth, [*true_names, *joint])
    found = {s.name for s in debate.speakers}
    known = {aliases.get(key(name), name) for name in found}
    for name in joint:  # who speaks only together with somebody is a speaker of the joint label
        if name in known:
            known = (known - {name}) | {n for n in true_names if n in name}
    misses += [f"speaker missing: {name}" for name in sorted(set(true_names) - known)]
    misses += [f"speaker too many: {name}" for name in sorted(known - set(true_names))]
    said = [(aliases.get(key(t.speaker), t.speaker), t) for t in debate.turns]
    turns, first = _turns(truth, said, misses)
    doubts = _doubts(truth, debate, misses)
    right = len(known & set(true_names))
    return Score(
        path.name, (right, len(found), len(true_names)), turns, first, doubts, tuple(misses)
    )


def _aliases(truth: dict[str, Any], names: list[str]) -> dict[str, str]:
    result = {key(name): name for name in names}
    for spelling, name in (truth.get("aliases") or {}).items():
        spellings = [spelling]
        if isinstance(name, list):
            spellings, name = name, spelling
        for one in (re.sub(r"\s*\(.*", "", spelling) for spelling in spellings):
            if name in names:
                result[key(one)] = name
            elif one in names:
                result[key(name)] = one
    return result


def _turns(
    truth: dict[str, Any], said: list[tuple[str, Any]], misses: list[str]
) -> tuple[tuple[int, int, int], tuple[int, int]]:
    listed = truth.get("turns") if isinstance(truth.get("turns"), list) else None
    true = [_pair(turn) for turn in listed or truth.get("first_turns") or []]
    mine = [(name, key(turn.paragraphs[0].text)) for name, turn in said]
    looked = true[:8]
    first = sum(
        index < len(mine) and _same(mine[index], wanted) for index, wanted in enumerate(looked)
    )
    for index, wanted in enumerate(looked):
        if index >= len(mine) or not _same(mine[index], wanted):
            got = (mine[index][0], mine[index][1][:50]) if index < len(mine) else None
            misses.append(f"turn {index + 1}: {got} should be {wanted}")
    if listed:
        names, true_names = [m[0] for m in mine], [t[0] for t in true]
        matcher = SequenceMatcher(None, names, true_names, autojunk=False)
        right = sum(
            _same(mine[block.a + k], true[block.b + k])
            for block in matcher.get_matching_blocks()
            for k in range(block.size)
        )
        return (right, len(mine), len(true)), (first, len(looked))
    per = truth.get("turns_per_speaker") or {}
    number = truth.get("n_turns_estimate") or truth.get("n_turns") or 0
    right = 0
    for name, count in per.items():
        got = sum(1 for who, _ in mine if who == name)
        right += min(got, count)
        if got != count:
            misses.append(f"{name}: {got} turns should be {count}")
    return (right, len(mine), number), (first, len(looked))


def _pair(turn: Any) -> tuple[str, str]:
    if isinstance(turn, dict):
        return turn["speaker"], turn["first_words"]
    return turn[0], turn[1]


def _same(mine: tuple[str, str], wanted: tuple[str, str]) -> bool:
    return mine[0] == wanted[0] and mine[1].startswith(key(wanted[1]))


def _doubts(truth: dict[str, Any], debate: Debate, misses: list[str]) -> tuple[int, int, int]:
    wanted = truth.get("doubts")
    if not isinstance(wanted, list):
        number = wanted if isinstance(wanted, int) else 0
        return min(number, len(debate.doubts)), max(0, len(debate.doubts) - number), number
    left = list(debate.doubts)
    right = 0
    for one in wanted:
        match = next(
            (
                d
                for d in left
                if one.get("kind") in (None, d.kind)
                and one.get("line") in (None, d.line)
                and one.get("turn") in (None, d.turn)
            ),
            None,
        )
        if match is None:
            misses.append(f"doubt missing: {one}")
        else:
            left.remove(match)
            right += 1
    misses += [f"false doubt: {d.kind} line {d.line}: {d.message[:90]}" for d in left]
    return right, len(left), len(wanted)


def transcripts_with_truth(arguments: list[str]) -> list[Path]:
    """The transcripts in the folders or files named, or in all known, that have a truth."""
    real = Path(os.environ.get("PODCAST_TRANSCRIPTS", ROOT.parent / "shared" / "transcripts"))
    folders = [Path(a) for a in arguments] or [
        p for p in (real, ROOT / "tests" / "data") if p.is_dir()
    ]
    result = []
    for place in folders:
        for path in sorted(place.iterdir()) if place.is_dir() else [place]:
            truth = path.with_suffix(".json")
            if (
                path.suffix not in (".json", ".md5", ".py")
                and path.name != "README.md"
                and truth.is_file()
            ):
                result.append(path)
    return result


def main() -> None:
    """Print the table; with -v, what was missed."""
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    print(f"{'file':<34} {'speakers':>9} {'turns':>12} {'first':>6} {'doubts':>7} {'false':>6}")
    for path in transcripts_with_truth(arguments):
        result = score(path, read_truth(path))
        s, t, f, d = result.speakers, result.turns, result.first, result.doubts
        speakers = f"{s[0]}/{s[2]}" + (f" +{s[1] - s[0]}" if s[1] > s[0] else "")
        turns = f"{t[0]}/{t[2]}" + (f" ({t[1]})" if t[1] != t[2] else "")
        print(
            f"{result.name:<34} {speakers:>9} {turns:>12} {f'{f[0]}/{f[1]}':>6}"
            f" {f'{d[0]}/{d[2]}':>7} {d[1]:>6}"
        )
        if "-v" in sys.argv:
            for miss in result.misses:
                print("      ", miss)


if __name__ == "__main__":
    main()
