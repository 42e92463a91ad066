"""Which speech engines work on this machine, and what those that do not are missing."""

from __future__ import annotations

from dataclasses import dataclass

from podcast.casting.engines import engine_of_default_voices
from podcast.errors import EngineError
from podcast.speaking.engine import EngineFacts
from podcast.speaking.lookup import engine_names
from podcast.speaking.pool import engine_facts, list_voices


@dataclass(frozen=True, slots=True)
class Finding:
    """One engine: `facts` and the number of its `voices` where it works, else its `fault`."""

    engine: str
    is_default: bool
    facts: EngineFacts | None = None
    voices: int = 0
    fault: EngineError | None = None


def examine() -> tuple[Finding, ...]:
    """Every engine that is installed, the default one first; each is asked in a process of its
    own, so that none can take the others along."""
    default = engine_of_default_voices()
    names = sorted({default, *engine_names()}, key=lambda name: (name != default, name))
    return tuple(_examined(name, name == default) for name in names)


def _examined(name: str, is_default: bool) -> Finding:
    try:
        facts = engine_facts(name)
        return Finding(name, is_default, facts, len(list_voices(name)))
    except EngineError as fault:
        return Finding(name, is_default, fault=fault)
