"""Engines by name, through the entry-point group that the built-in ones use too."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points

from podcast.errors import EngineError
from podcast.speaking.engine import Engine

GROUP = "podcast.engines"


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines that are installed, in alphabetical order."""
    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)}))


def engine_class(name: str) -> type[Engine]:
    """Return the class of the engine of that name, imported now.

    `name` is an entry point's, or "module:Class" for an engine that is not installed as one.
    Raises `EngineError` where there is none or its module does not import, whatever it raises:
    an engine may be anybody's, and a broken one must not take the others along.
    """
    try:
        if ":" in name:
            module, _, attribute = name.partition(":")
            found: type[Engine] = getattr(import_module(module), attribute)
            return found
        for entry in entry_points(group=GROUP, name=name):
            loaded: type[Engine] = entry.load()
            return loaded
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise EngineError(name, f"it does not load ({what}).", "Install it again.") from error
    known = ", ".join(engine_names()) or "none: install the program with pip"
    raise EngineError(name, "there is no such engine.", f"Installed: {known}.")
