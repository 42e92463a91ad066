"""`python -m bench.growth [TRANSCRIPT]`: a debate 1, 4 and 16 times as long; time and memory.

Each copy says other words (nothing is found to be spoken already). Prints a table and writes
`docs/evidence/growth.svg`.
"""

import json
import sys
import tempfile
from pathlib import Path

from bench.run import ROOT, measure, transcript_to_measure

TIMES = (1, 4, 16)


def longer(path: Path, times: int, folder: Path) -> Path:
    """What `path` holds, so many times, as the program's own JSON."""
    from podcast.reading import read_debate
    from podcast.reading.formats.saved import debate_to_json

    data = debate_to_json(read_debate(path))
    turns = data["turns"]
    data["turns"] = []
    for copy in range(times):
        for turn in turns:
            own = json.loads(json.dumps(turn))
            own["index"] = len(data["turns"]) + 1
            if copy:
                own["text"] = [f"Numéro {copy}. {text}" for text in own["text"]]
            data["turns"].append(own)
    data["headings"] = data["directions"] = data["left_out"] = data["doubts"] = []
    target = folder / f"{times}.json"
    target.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return target


def picture(rows: list[tuple[int, float, float, float]]) -> str:
    """An SVG of two curves: wall time and memory, over how long the debate is."""
    width, height, left, bottom = 640, 320, 60, 280
    last = rows[-1]

    def x(times: float) -> float:
        return left + (width - left - 40) * times / last[0]

    def line(values: list[float], most: float, colour: str) -> str:
        points = [
            (x(row[0]), bottom - 230 * value / most)
            for row, value in zip(rows, values, strict=True)
        ]
        path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
        dots = "".join(
            f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>' for px, py in points
        )
        return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'

    walls, memories = [row[1] for row in rows], [row[3] for row in rows]
    labels = "".join(
        f'<text x="{x(row[0]):.0f}" y="300" text-anchor="middle">{row[0]}×</text>' for row in rows
    )
    told = "; ".join(f"{row[0]}×: {row[1]:.0f} s, {row[3]:.0f} MB" for row in rows)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
 font-family="sans-serif" font-size="13"><title>Time and memory of a build: {told}</title>
<rect width="{width}" height="{height}" fill="#fff"/>
<line x1="{left}" y1="{bottom}" x2="{width - 20}" y2="{bottom}" stroke="#444"/>
{labels}
{line(walls, max(walls), "#0b5fa5")}
{line(memories, 2 * max(memories), "#b3261e")}
<text x="{left}" y="24" fill="#0b5fa5">time: {walls[-1]:.0f} s at {last[0]}×</text>
<text x="{left}" y="42" fill="#b3261e">memory: {memories[-1]:.0f} MB at {last[0]}×</text>
</svg>
"""


def main() -> None:
    """Measure, print, draw."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = transcript_to_measure(folder, sys.argv[1:])
        for times in TIMES:
            source = longer(path, times, folder)
            command = [sys.executable, "-m", "podcast", "build", "-q", "-o", str(folder / "out")]
            run = measure([*command, str(source)], {"PODCAST_CACHE": "off"})
            rows.append((times, run.wall, run.cpu, run.memory))
            first = rows[0]
            print(
                f"{times:3}×  {run.wall:7.1f} s ({run.wall / first[1] / times:.2f} each)"
                f"  {run.cpu:7.1f} s cpu ({run.cpu / first[2] / times:.2f})"
                f"  {run.memory:5.0f} MB ({run.memory / first[3]:.2f})",
                flush=True,
            )
    (ROOT / "docs" / "evidence" / "growth.svg").write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
