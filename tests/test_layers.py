"""The layers of the package: imports go down only, and never in a circle (see CONTRIBUTING.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "podcast"

LAYERS = (
    ("errors", "model", "timecode", "voice", "processes"),
    ("store", "audio", "narration", "checking"),
    ("language",),
    ("reading", "themes", "wording"),
    ("planning", "speaking"),
    ("casting",),
    ("planfile", "scripting"),
    ("rendering",),
    ("publishing",),
    ("building", "serving"),
    ("studio",),
    ("cli",),
    ("__main__",),
)
"""What may import what: a layer those before it; inside a layer, one package another as long as
no circle comes of it."""

LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}


def modules() -> dict[str, Path]:
    """Each module's file, by its name: "podcast.audio.mpeg"."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = [PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts]
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of the package that `path` imports, anywhere in it, also for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else node.module


def arrows(known: dict[str, Path]) -> list[tuple[str, str]]:
    return [(name, other) for name, path in known.items() for other in imported(path, known)]


def package_of(module: str) -> str:
    """The part of the package that `module` is in: "audio", or "errors" for a module at the top."""
    return module.split(".")[1] if "." in module else "__init__"


def test_every_part_has_a_layer() -> None:
    parts = {package_of(name) for name in modules()} - {"__init__"}
    assert parts == set(LAYER)


def test_imports_go_down() -> None:
    against = [
        f"{one} imports {other}"
        for one, other in arrows(modules())
        if LAYER.get(package_of(one), len(LAYERS)) < LAYER.get(package_of(other), -1)
    ]
    assert against == []


def test_no_circles_of_modules() -> None:
    assert circles(arrows(modules())) == []


def test_no_circles_of_packages() -> None:
    parts = {(package_of(one), package_of(other)) for one, other in arrows(modules())}
    assert circles([(one, other) for one, other in parts if one != other]) == []


def circles(pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The strongly connected components of two nodes and more (Tarjan 1972, by repeated reach)."""
    after: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other:
            after.setdefault(one, set()).add(other)
    reach = {one: _reached(one, after) for one in after}
    found: list[list[str]] = []
    seen: set[str] = set()
    for one in sorted(reach):
        if one in reach[one] and one not in seen:
            circle = sorted(other for other in reach[one] if one in reach.get(other, set()))
            seen.update(circle)
            found.append(circle)
    return found


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(after.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += after.get(one, ())
    return reached
