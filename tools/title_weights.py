"""Fit the weights of chapter titles (`podcast.language.keyphrases.WEIGHTS`) on judged titles.

    python -m tools.title_weights tests/data/judged_titles.toml FOLDER

Each table of the file is a debate: `file`, its transcript in FOLDER, and `right`, by the number
of the chapter as a player shows it, words that a right title holds. The weights make right phrases
likely among all of their chapter (a softmax), and stay near their priors where the judgements say
little. Printed are how many first titles are right in each debate with weights fitted on the
others, and the weights.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import tomli

from podcast.language import keyphrases
from podcast.narration import phrasebook
from podcast.planning import plan_album
from podcast.reading import read_debate
from podcast.themes import find_themes

# What a title must not be is known without judgements, and is rare among them.
PRIORS = {"sought": 1.5, "answers": 2.5, "predicate": -1.0, "person": -2.0}
FIRM = frozenset(("predicate", "person"))
NAMES = tuple(keyphrases.WEIGHTS)

Chapter = tuple[np.ndarray, np.ndarray]
"""The properties of a chapter's candidates, and which of them are right."""


def chapters(debate: dict[str, Any], folder: Path) -> list[Chapter]:
    """Return the judged chapters of a debate."""
    read = read_debate(folder / debate["file"], language=None, title=None)
    seen: list[list[list[keyphrases.Candidate]]] = []
    plain = keyphrases.candidates_of

    def noted(*arguments: Any) -> list[list[keyphrases.Candidate]]:
        seen.append(plain(*arguments))
        return seen[-1]

    keyphrases.candidates_of = noted
    plan_album(read, phrasebook(read.language), find_themes(read)).whole  # noqa: B018
    keyphrases.candidates_of = plain
    result = []
    for number, candidates in enumerate(seen[0], start=2):
        keys = [_plain(key) for key in debate["right"].get(str(number), ())]
        rows = [[one.properties[name] for name in NAMES] for one in candidates]
        right = [any(key in _plain(one.phrase.text) for key in keys) for one in candidates]
        if keys and rows:
            result.append((np.array(rows), np.array(right, dtype=float)))
    return result


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def fitted(judged: list[Chapter], steps: int = 400) -> np.ndarray:
    """Return the weights under which right phrases are likeliest."""
    priors = np.array([PRIORS.get(name, 0.0) for name in NAMES])
    firm = np.array([20.0 if name in FIRM else 2.0 for name in NAMES])
    usable = [(rows, right) for rows, right in judged if 0 < right.sum() < len(right)]
    weights, slope, size = priors.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for step in range(1, steps + 1):
        gradient = -firm * (weights - priors)
        for rows, right in usable:
            scores = rows @ weights
            chance = np.exp(scores - scores.max())
            gradient += rows.T @ (chance * right / (chance @ right) - chance / chance.sum())
        slope = 0.9 * slope + 0.1 * gradient
        size = 0.99 * size + 0.01 * gradient**2
        rate = 0.08 / (np.sqrt(size / (1 - 0.99**step)) + 1e-8)
        weights += rate * slope / (1 - 0.9**step)
    return weights


def right_of(judged: list[Chapter], weights: np.ndarray) -> int:
    """Return in how many chapters the best phrase is right."""
    return sum(int(right[int((rows @ weights).argmax())]) for rows, right in judged)


def main(path: str, folder: str) -> None:
    """Print what the judgements in the file say."""
    debates = tomli.loads(Path(path).read_text(encoding="utf-8"))
    judged = {
        name: chapters(debate, Path(folder))
        for name, debate in debates.items()
        if (Path(folder) / debate["file"]).is_file()
    }
    total = 0
    for name, its in judged.items():
        others = [one for other, ones in judged.items() if other != name for one in ones]
        right = right_of(its, fitted(others))
        total += right
        print(f"{name}: {right} of {len(its)}, fitted on the others")
    print(f"all: {total} of {sum(map(len, judged.values()))}")
    for name, weight in zip(
        NAMES, fitted([one for its in judged.values() for one in its]), strict=True
    ):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main(*sys.argv[1:])
