"""Which eSpeak NG library pyttsx3 gets on Linux, and where its data is.

pyttsx3 looks for `libespeak-ng.so.1` where the system's loader looks. The wheel `espeakng-loader`
brings that library along; loaded by its path first, it has the soname that pyttsx3 asks for, so
the loader hands out the same copy. `PODCAST_ESPEAK=system` leaves the choice to the system.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from podcast.errors import EngineError

_MEND = "Install the program again with pip, or set PODCAST_ESPEAK=system to use the system's."


def provide_library() -> None:
    """Load eSpeak NG so that pyttsx3 finds it; harmless when called again.

    Raises `EngineError` where the wheel is missing or does not fit the machine.
    """
    if os.environ.get("PODCAST_ESPEAK") == "system":
        return
    try:
        import espeakng_loader
    except ImportError as error:
        raise EngineError("pyttsx3", "the package espeakng-loader is missing.", _MEND) from error
    library = Path(espeakng_loader.get_library_path())
    try:
        ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)
    except OSError as error:
        raise EngineError("pyttsx3", f"{library} cannot be loaded ({error}).", _MEND) from error
    # espeak_Initialize(path=NULL), which is how pyttsx3 calls it, asks this variable.
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()


def library_path() -> str:
    """What the loader is to be asked for, once `provide_library` has been called."""
    if os.environ.get("PODCAST_ESPEAK") == "system":
        return "libespeak-ng.so.1"
    import espeakng_loader

    return str(espeakng_loader.get_library_path())


def data_path(library: ctypes.CDLL) -> Path:
    """The folder of voices and dictionaries of a loaded, initialised library."""
    info = library.espeak_Info
    info.argtypes = [ctypes.POINTER(ctypes.c_char_p)]
    info.restype = ctypes.c_char_p
    path = ctypes.c_char_p()
    info(ctypes.byref(path))
    return Path((path.value or b"").decode())
