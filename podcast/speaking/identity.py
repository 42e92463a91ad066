"""Which state an engine is in: another version, library or model makes another sound.

The program's own engines give it in this process, which takes a few milliseconds. One of somebody
else's is asked in a worker, as always, for what it also gives `podcast voices doctor`.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from podcast.errors import EngineError
from podcast.speaking.lookup import GROUP
from podcast.store.fingerprint import of_modules
from podcast.voice import Voice


class Identities:
    """The state of each engine, asked once."""

    def __init__(self) -> None:
        # All at once: each time they are asked for, the system is asked for all packages there are.
        self._entries = {entry.name: entry for entry in reversed(entry_points(group=GROUP))}
        self._known: dict[tuple[str, str], str | None] = {}

    def of(self, voice: Voice) -> str | None:
        """Return what distinguishes the engine of `voice`, as it is installed now, from other
        states of it.

        None where that cannot be known: nothing that it speaks is cached then.
        """
        which = (voice.engine, voice.engine_voice)
        if which not in self._known:
            self._known[which] = _identity(voice, self._entries.get(voice.engine))
        return self._known[which]


def _identity(voice: Voice, entry: EntryPoint | None) -> str | None:
    dist = entry.dist if entry else None
    if entry is None or dist is None:
        return None
    if entry.value.startswith("podcast.speaking."):
        try:
            identity = getattr(entry.load(), "identity", None)
            return f"{of_modules(entry.module)} {identity(voice)}" if identity else None
        except (EngineError, ImportError, OSError):
            return None  # whoever speaks will say what is wrong
    return _of_plug_in(voice.engine, f"{dist.name} {dist.version} {entry.value}")


def _of_plug_in(engine: str, package: str) -> str | None:
    from podcast.speaking.pool import engine_facts

    try:
        facts = engine_facts(engine)
    except EngineError:
        return None
    return f"{package} {facts.version}" if facts.version else None
