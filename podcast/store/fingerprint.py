"""Checksums of the state of the program, and of a folder."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from podcast.store.data import default_directory

SOURCES = frozenset({".py", ".css", ".js", ".jinja", ".toml", ".npz"})
"""What the files of the program end with: its modules, and what its pages, books and voices are
made of."""

DATA = {
    "podcast.language.gender": "first-names.toml",
    "podcast.language.word_lists": "words",
}
"""Modules that read what comes with the program, and where in its folder of data that is. Lexicons
are not here: whoever uses one names its entries."""

_PACKAGE = Path(__file__).parents[1]
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t].*)?\n)+", re.MULTILINE)
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|.*)|import[ \t]+([\w.]+))",
    re.MULTILINE,
)


@cache
def of_modules(*names: str) -> str:
    """Return the state of the program's modules `names` and of all that they import: their source,
    the data that they read (`DATA`), and the versions of other packages.

    What is imported inside a function counts, what is imported for types only does not. What is
    imported by a name that is put together is not seen: such a module must be named.
    """
    digest = hashlib.sha256()
    others: set[str] = set()
    for name, module in sorted(_closure(names).items()):
        digest.update(f"{name}\n".encode() + module.checksum)
        others |= module.others
        if name in DATA:
            digest.update(_content(default_directory() / DATA[name]))
    return f"{digest.hexdigest()[:16]} {of_packages(*sorted(others))}"


def imported_by(*names: str) -> frozenset[str]:
    """Return the program's modules whose state `of_modules(*names)` returns."""
    return frozenset(_closure(names))


@dataclass(frozen=True, slots=True)
class _Module:
    """A module of the program: a checksum of its source, the program's modules that it may import,
    and the other packages."""

    checksum: bytes
    imports: frozenset[str]
    others: frozenset[str]


def _closure(names: tuple[str, ...]) -> dict[str, _Module]:
    found: dict[str, _Module] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        module = None if name in found else _module(name)
        if module is not None:
            found[name] = module
            waiting += module.imports
            # Importing a module runs its packages first; the outermost imports nothing by itself.
            if name.count(".") > 1:
                waiting.append(name.rpartition(".")[0])
        elif name in names and name not in found:
            raise ModuleNotFoundError(f"no module {name}")
    return found


@cache
def _module(name: str) -> _Module | None:
    path = _PACKAGE.joinpath(*name.split(".")[1:])
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    try:
        source = path.read_bytes()
    except OSError:
        return None  # a name that is imported from a module
    imports: set[str] = set()
    others: set[str] = set()
    for origin, inside, whole in _IMPORT.findall(_FOR_TYPES.sub("", source.decode())):
        module = origin or whole
        top = module.partition(".")[0]
        if top == "podcast":
            imports |= {module, *(f"{module}.{one}" for one in re.findall(r"\w+", inside))}
        elif top not in sys.stdlib_module_names:
            others.add(top)
    imports.discard("podcast")
    return _Module(hashlib.sha256(source).digest(), frozenset(imports), frozenset(others))


def _content(path: Path) -> bytes:
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(path.parent).as_posix()}\n".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()


@cache
def of_packages(*names: str) -> str:
    """Return the versions of installed packages; one that is missing has none."""
    return " ".join(f"{name}={_version(name)}" for name in names)


def of_folder(folder: Path) -> str:
    """Return the state of a folder, by name, size and time of change: quick for thousands."""
    digest = hashlib.sha256()
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for path in paths:
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def program_state() -> str:
    """Return the state of the whole program with all it uses, the eSpeak NG that it is to use, and
    what natural voices are computed on: where it is the same, the same text gives the same
    bytes."""
    chosen = " ".join(os.environ.get(name, "") for name in ("PODCAST_ESPEAK", "PODCAST_DEVICE"))
    return f"{_of_sources()} {_of_data()} {of_packages(*_needed())} {chosen}"


@cache
def _of_data() -> str:
    """Return the state of the data that modules read (`DATA`), as it is when it is first asked for:
    it is read once, too."""
    data = b"".join(_content(default_directory() / place) for place in sorted(DATA.values()))
    return hashlib.sha256(data).hexdigest()[:16]


@cache
def _of_sources() -> str:
    """Return the state of the program's own files. The version alone would not do: people change
    the program, too."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in SOURCES:
            digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\n".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@cache
def _needed() -> tuple[str, ...]:
    return tuple(sorted({_package(need) for need in requires("debate-podcast") or ()}))


def _package(requirement: str) -> str:
    end = next((i for i, sign in enumerate(requirement) if sign in "<>=!~[(; "), len(requirement))
    return requirement[:end]


@cache
def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
