"""Whether the weights of `podcast.reading.score` are where they should be, one at a time.

    python -m tools.reading_weights FOLDER [LARGEST]

Each weight is tried at half and at one and a half times its value on the real transcripts of FOLDER
that have at most LARGEST bytes (60,000 by default; `tools.corpus` brings them). Prints those that
change anything. Then, for each family of layouts left out, the setting that is best on all others
is chosen, and scored on the one left out: what fitting would bring on families that nobody saw.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from statistics import mean

from podcast.reading import hypotheses, interview
from podcast.reading import score as weights
from tools.corpus import DATA, Source, score, sources

_TRIED = (0.5, 1.5)


def main() -> None:
    """Print what each change of one weight brings, and the figure with each family left out."""
    folder = Path(sys.argv[1])
    largest = int(sys.argv[2]) if len(sys.argv) > 2 else 60_000
    files = [
        (source, json.loads((DATA / "truths" / f"{source.stem}.json").read_text("utf-8")))
        for source in sources()
        if source.split not in ("later", "closed")  # they judge only
        and (folder / source.file).is_file()
        and (folder / source.file).stat().st_size <= largest
    ]
    if not files:
        sys.exit(f"{folder}: none of the corpus is there; python -m tools.corpus fetch {folder}")
    found = {"as it is": _by_family(folder, files)}
    print(f"as it is: {mean(found['as it is'].values()):.4f} over {len(files)} files", flush=True)
    for module in (weights, interview):
        for name, value in sorted(vars(module).items()):
            if not (name.isupper() and isinstance(value, float) and name[0] != "_"):
                continue
            for factor in _TRIED:
                _set(name, value * factor)
                tried = f"{name} {value * factor:+.2f} for {value:+.2f}"
                found[tried] = _by_family(folder, files)
                _set(name, value)
                gained = mean(found[tried].values()) - mean(found["as it is"].values())
                if abs(gained) > 5e-5:
                    print(f"{tried}: {gained:+.4f}", flush=True)
    left_out = []
    for family in found["as it is"]:
        best = max(found, key=lambda tried: mean(s for f, s in found[tried].items() if f != family))
        left_out.append(found[best][family])
    print(f"each family read with what is best for all others: {mean(left_out):.4f}")


def _set(name: str, value: float) -> None:
    for module in (weights, hypotheses, interview):
        if hasattr(module, name):
            setattr(module, name, value)


def _by_family(folder: Path, files: list[tuple[Source, dict[str, object]]]) -> dict[str, float]:
    scores = defaultdict(list)
    for source, truth in files:
        scores[source.family].append(score(source, folder / source.file, truth).mean)
    return {family: mean(its) for family, its in scores.items()}


if __name__ == "__main__":
    main()
