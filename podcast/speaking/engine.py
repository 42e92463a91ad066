"""What a speech engine is: a list of voices, and a way to speak with one of them.

Engines are found through the entry-point group `podcast.engines`; the built-in ones register
there too. An engine runs inside a worker process of its own, so it needs to be neither
thread-safe nor free of state; it must only be deterministic in a fresh process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from podcast.audio.clip import Clip
from podcast.voice import EngineVoice, Voice
from podcast.wording.spoken import SpokenText


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What `podcast voices doctor` says of an engine that works: its version, and what it uses
    on this machine ("library", "data", "models"…), by name and place. `missing` are sentences
    about what it could have and has not, each with how to get it."""

    version: str
    places: tuple[tuple[str, Path], ...] = ()
    missing: tuple[str, ...] = ()


class Engine(Protocol):
    """A speech engine; built without arguments, in the process that uses it.

    Four more methods are looked for, and need not be there (all static, all cheap to call again):

    - `preload(voice: Voice | None)`: import and read, in a process that will fork for each line,
      what all forks can share; it must start no thread and leave no state in what is spoken.
    - `leaves_state() -> bool`: False where speaking in this process, as it is now, leaves nothing
      behind that the next line could hear: then no fork is needed. Without it, True.
    - `identity(voice: Voice) -> str`: for the program's own engines, what distinguishes their state
      (version, library, model of the voice) from any other: clips are cached by it. For others, the
      version of their package and that of `facts` are taken.
    - `facts() -> EngineFacts`: for `podcast voices doctor`; raises `EngineError` as `voices` does.
    """

    name: str

    def voices(self) -> Sequence[EngineVoice]:
        """Return the voices that this machine has; raises `EngineError` where the engine cannot
        load."""
        ...

    def speak(self, said: SpokenText, voice: Voice) -> Clip:
        """Say `said` (a paragraph at most) with `voice`.

        `said.words` are plain words, enough for a simple engine; its pieces give one that can use
        them the phonemes (IPA) of some words and the language of others. Raises `EngineError`
        where the engine cannot load, has no such voice, or says nothing.
        """
        ...
