"""Which eSpeak NG library is used, and where its data is.

The wheel `espeakng-loader` brings library and data along. pyttsx3 looks for `libespeak-ng.so.1`
where the system's loader looks; loaded by its path first, the wheel's has that soname, so the
loader hands out the same copy. `PODCAST_ESPEAK=system` leaves the choice to the system.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from podcast.errors import EngineError
from podcast.store.fingerprint import of_folder, of_packages
from podcast.timecode import Hertz
from podcast.voice import Voice

_MEND = "Install the program again with pip, or set PODCAST_ESPEAK=system to use the system's."
# From speak_lib.h, whose numbers are part of its interface.
_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_BUFFER = 1000  # milliseconds; from 2,000 on, the same words last otherwise
_NO_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: an error code where it would end the process
_SYSTEM_MEND = "Install it (Debian: apt install libespeak-ng1), or unset PODCAST_ESPEAK."


def provide_library() -> None:
    """Load eSpeak NG so that pyttsx3 finds it; harmless when called again.

    Raises `EngineError` where the wheel is missing or does not fit the machine.
    """
    if _is_the_systems():
        return
    library = library_path("pyttsx3")
    try:
        # The soname is enough for pyttsx3 to get this copy. Its names stay its own (not
        # RTLD_GLOBAL): Piper has an eSpeak NG inside, which must not be led astray.
        ctypes.CDLL(library)
    except OSError as error:
        raise EngineError("pyttsx3", f"{library} cannot be loaded ({error}).", _MEND) from error
    # espeak_Initialize(path=NULL), which is how pyttsx3 calls it, asks this variable.
    os.environ["ESPEAK_DATA_PATH"] = str(_data_of_wheel())


def library_path(engine: str = "espeak") -> str:
    """Return what the loader is to be asked for: a path, or a name where it is the system's.

    Raises `EngineError`, in the name of `engine`, where there is nothing to ask for.
    """
    if _is_the_systems():
        if sys.platform.startswith("linux"):
            return "libespeak-ng.so.1"
        found = ctypes.util.find_library("espeak-ng") or ctypes.util.find_library("libespeak-ng")
        if found is None:
            raise EngineError(engine, "the system has no library eSpeak NG.", _SYSTEM_MEND)
        return found
    try:
        import espeakng_loader
    except ImportError as error:
        raise EngineError(engine, "the package espeakng-loader is missing.", _MEND) from error
    return str(espeakng_loader.get_library_path())


def library_is_there() -> bool:
    """Return whether eSpeak NG can be used directly here; finds out without keeping it loaded."""
    try:
        with fresh_library():
            return True
    except EngineError:
        return False


@contextmanager
def fresh_library() -> Iterator[ctypes.CDLL]:
    """eSpeak NG, loaded for this and unloaded after it.

    The library's state is in its own static variables: those of a copy that was just loaded have
    never heard a word. Raises `EngineError` where it cannot be loaded.
    """
    path = library_path()
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise EngineError("espeak", f"{path} cannot be loaded ({error}).", how_to_mend()) from error
    try:
        yield library
    finally:
        _unload(library._handle)


@contextmanager
def started_library() -> Iterator[tuple[ctypes.CDLL, Hertz]]:
    """A fresh library, initialised, and the frame rate of its sound."""
    with fresh_library() as library:
        library.espeak_Initialize.argtypes = [
            ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int,
        ]  # fmt: skip
        rate = library.espeak_Initialize(_SYNCHRONOUS, _BUFFER, data_folder(), _NO_EXIT)
        if rate <= 0:
            where = data_folder() or b"the system's folder"
            raise EngineError(
                "espeak",
                f"eSpeak NG does not start; its data should be in {where.decode()}.",
                how_to_mend(),
            )
        still_chance(library)
        try:
            yield library, Hertz(rate)
        finally:
            library.espeak_Terminate()


def library_is_loaded() -> bool:
    """Return whether a copy is in this process already, which may have spoken."""
    path = library_path()
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.GetModuleHandleW
        handle.restype = ctypes.c_void_p
        return bool(handle(path))
    import _ctypes

    try:
        handle = _ctypes.dlopen(path, os.RTLD_NOLOAD | os.RTLD_LAZY)
    except OSError:
        return False
    _unload(handle)  # asking counts as a use
    return True


def _unload(handle: int) -> None:
    import _ctypes

    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


@cache
def library_identity() -> str:
    """Return what distinguishes this library and its data from others, and from themselves once
    changed.

    The system's own library is asked for its version; raises `EngineError` where it cannot be
    loaded."""
    if not _is_the_systems():
        library, data = Path(library_path()), _data_of_wheel()
        return f"{of_packages('espeakng-loader')} {of_folder(library)} {of_folder(data)}"
    with started_library() as (loaded, _):
        version, data = about_library(loaded)
    return f"{version} {of_folder(data)}"


def how_to_mend() -> str:
    """Return what to do where the library is not there, or does not start."""
    return _SYSTEM_MEND if _is_the_systems() else _MEND


def data_folder() -> bytes | None:
    """Return the folder of data for `espeak_Initialize`; None for the system's own."""
    return None if _is_the_systems() else os.fsencode(_data_of_wheel())


def _data_of_wheel() -> Path:
    import espeakng_loader

    return Path(espeakng_loader.get_data_path())


def _is_the_systems() -> bool:
    return os.environ.get("PODCAST_ESPEAK") == "system"


def still_chance(library: ctypes.CDLL) -> None:
    """Make the breath that some variants have (f5) the same each time.

    Initialised, the library seeds it from the clock: it changes with every second. Versions
    before 1.52 draw from the C library's numbers, whose seed can be set where there is one C
    library for all.
    """
    seed = getattr(library, "espeak_ng_SetRandSeed", None)
    if seed is not None:
        seed.argtypes = [ctypes.c_long]
        seed.restype = None
        seed(1)
    elif sys.platform != "win32":
        ctypes.CDLL(None).srand(1)


def about_library(library: ctypes.CDLL) -> tuple[str, Path]:
    """Return the version, and the folder of voices and dictionaries, of a loaded, initialised
    library."""
    info = library.espeak_Info
    info.argtypes = [ctypes.POINTER(ctypes.c_char_p)]
    info.restype = ctypes.c_char_p
    path = ctypes.c_char_p()
    version = info(ctypes.byref(path)) or b""
    return version.decode(errors="replace"), Path(os.fsdecode(path.value or b""))


def data_path(library: ctypes.CDLL) -> Path:
    """Return the folder of voices and dictionaries of a loaded, initialised library."""
    return about_library(library)[1]


def require_variant(data: Path, voice: Voice, engine: str) -> None:
    """Raise `EngineError` where `voice` asks for a variant that is no file of the data.

    eSpeak NG takes an unknown variant for none, and would speak with the base voice.
    """
    _, plus, variant = voice.engine_voice.partition("+")
    folder = data / "voices" / "!v"
    # By name, not by path: file systems that ignore case would let “M1” pass for “m1”.
    if plus and not any(entry.name == variant for entry in _entries(folder)):
        raise EngineError(
            engine,
            f"eSpeak NG has no variant “{variant}” (voice {voice.id}).",
            f"Those it has are the files in {folder}.",
        )


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())
