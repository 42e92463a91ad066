"""Which state an engine is in: another version, library or model makes another sound.

The program's own engines give it in this process, which takes a few milliseconds. One of somebody
else's is asked in a worker, as always, for what it also gives `podcast voices doctor`.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from podcast.errors import EngineError
from podcast.speaking.lookup import GROUP
from podcast.store.fingerprint import of_modules
from podcast.voice import Voice


def engine_identity(voice: Voice) -> str | None:
    """Return what distinguishes the engine of `voice`, as it is installed now, from other states of
    it.

    None where that cannot be known: nothing that it speaks is cached then.
    """
    for entry in entry_points(group=GROUP, name=voice.engine):
        dist = entry.dist
        if dist is None:
            return None
        if entry.value.startswith("podcast.speaking."):
            try:
                identity = getattr(entry.load(), "identity", None)
                return f"{of_modules(entry.module)} {identity(voice)}" if identity else None
            except (EngineError, ImportError, OSError):
                return None  # whoever speaks will say what is wrong
        return _of_plug_in(voice.engine, f"{dist.name} {dist.version} {entry.value}")
    return None


def _of_plug_in(engine: str, package: str) -> str | None:
    from podcast.speaking.pool import engine_facts

    try:
        facts = engine_facts(engine)
    except EngineError:
        return None
    return f"{package} {facts.version}" if facts.version else None
