"""What the program depends on, and on what terms: `python -m tools.licences --write`.

Everything that an install brings, and what that brings, from what is installed here: the licence
that each package states (SPDX), or, where it states none that a program can read, what was read by
a person. Writes docs/dependencies.md, all but its last section, which people write; a test holds
that nothing is missing and nothing unwelcome.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "debate-podcast"
EXTRAS = ("natural", "neural", "cluster", "check")
DOCUMENT = Path(__file__).parents[1] / "docs" / "dependencies.md"
OWN = "## What we wrote ourselves, and why"
"""The heading of what people write in the document; from there on it stays as it is."""

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"),
    *("MIT-CMU", "OFL-1.1", "PSF-2.0", "Zlib"),
}
WEAK = {"LGPL-2.1-or-later", "LGPL-3.0-or-later", "MPL-2.0"}
"""A changed copy of the package itself stays under its terms; the program that uses it does not."""

STRONG = {
    "mutagen": "GPL-2.0-or-later",
    "espeakng-loader": "GPL-3.0-or-later",
    "piper-tts": "GPL-3.0-or-later",
}
"""Whoever passes the program on together with these passes on the whole under the GPL (the
program's own MIT licence allows it). No other may join them unnoticed."""

READ = {
    "dask": "BSD-3-Clause",
    "espeakng-loader": "GPL-3.0-or-later",
    "jinja2": "BSD-3-Clause",
    "locket": "BSD-2-Clause",
    "num2words": "LGPL-2.1-or-later",
    "partd": "BSD-3-Clause",
    "protobuf": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "soundfile": "BSD-3-Clause AND LGPL-2.1-or-later",
    "zict": "BSD-3-Clause",
}
"""Where the metadata says none, or none that is exact."""

NOTES = {
    "espeakng-loader": "has eSpeak NG 1.52 and its data inside; states no licence for the loader",
    "mutagen": "writes and reads the tags, in a module of its own (`publishing/tags.py`)",
    "pypdfium2": "has Google's PDFium inside",
    "piper-tts": "has eSpeak NG inside; only who asks for neural voices gets it",
    "soundfile": "has libsndfile inside (LGPL), loaded when it is there",
    "font-source-sans-pro": "the font of covers",
    "platformdirs": "where caches and data belong in the user's home",
    "docopt": "comes as source, one file of Python: nothing is compiled",
}

ELSEWHERE = {
    "audioop-lts": ("PSF-2.0", "Python 3.13 and later"),
    "comtypes": ("MIT", "Windows"),
    "pyobjc": ("MIT", "macOS"),
    "pypiwin32": ("PSF-2.0", "Windows"),
    "pywin32": ("PSF-2.0", "Windows"),
    "exceptiongroup": ("MIT AND PSF-2.0", "Python 3.10"),
    "colorama": ("BSD-3-Clause", "Windows"),
    "importlib-metadata": ("Apache-2.0", "Python 3.10 and 3.11"),
    "lazy-importer": ("Apache-2.0", "Python 3.11"),
    "zipp": ("MIT", "Python 3.10 and 3.11"),
    "typing-extensions": ("PSF-2.0", "Python 3.10 to 3.14"),
    "coloredlogs": ("MIT", "Python 3.10"),
    "humanfriendly": ("MIT", "Python 3.10"),
    "sympy": ("BSD-3-Clause", "Python 3.10"),
    "mpmath": ("BSD-3-Clause", "Python 3.10"),
    "pyreadline3": ("BSD-3-Clause", "Windows"),
}
"""What only other systems or other versions of Python get: its licence, and where."""

_NAMES = (
    (r"^(the )?mit( license)?$", "MIT"),
    (r"^apache[- ]2(\.0)?$|^apache software license$", "Apache-2.0"),
    (r"^bsd[- ]3[- ]clause( license)?$|^3-clause bsd license$", "BSD-3-Clause"),
    (r"^bsd[- ]2[- ]clause$", "BSD-2-Clause"),
    (r"^sil ofl 1\.1$", "OFL-1.1"),
    (r"^(mpl[- ]2\.0)$", "MPL-2.0"),
    (r"^gpl-3\.0-or-later$", "GPL-3.0-or-later"),
    (r"^isc license$", "ISC"),
)


def needs(package: str, extra: str = "") -> Iterator[tuple[str, bool]]:
    """What `package` needs, with `extra`, on any system, and whether this one does."""
    for text in distribution(package).requires or ():
        need = Requirement(text)
        environment = {"extra": extra}
        here = need.marker is None or need.marker.evaluate(environment)
        asks_extra = "extra ==" in str(need.marker or "")
        if here or not asks_extra:
            yield canonicalize_name(need.name), here


def closure(extra: str = "") -> dict[str, bool]:
    """All that the program needs, with `extra`; False for what is not needed here."""
    found: dict[str, bool] = {}
    waiting = list(needs(PROGRAM, extra))
    while waiting:
        name, here = waiting.pop()
        if found.get(name, False) or (name in found and not here):
            continue
        found[name] = here
        if here:
            waiting += needs(name)
    return found


def licence(package: str) -> str | None:
    """The licence of an installed package, as an SPDX expression; None where nobody knows."""
    name = canonicalize_name(package)
    if name in READ:
        return READ[name]
    try:
        about = distribution(package).metadata
    except PackageNotFoundError:
        return ELSEWHERE[name][0] if name in ELSEWHERE else None
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    stated = (about.get("License") or "").strip().lower()
    classifiers = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or ()]
    for text in (stated, *map(str.lower, classifiers)):
        for pattern, spdx in _NAMES:
            if re.search(pattern, text):
                return spdx
    return None


def parts(expression: str) -> list[str]:
    """The licences that all hold in an SPDX expression; of alternatives, the first."""
    return [part.split(" OR ")[0].strip("() ") for part in expression.split(" AND ")]


def complaints() -> list[str]:
    """What is unknown or unwelcome among all that the program and its extras need."""
    found = []
    for extra in ("", *EXTRAS):
        for name in sorted(closure(extra)):
            stated = licence(name)
            if stated is None:
                found.append(f"{name}: nobody knows its licence; see tools/licences.py")
                continue
            found += [
                f"{name}: {part} is not among the licences that are welcome"
                for part in parts(stated)
                if part not in PERMISSIVE | WEAK and STRONG.get(name) != part
            ]
    return found


def document() -> str:
    """docs/dependencies.md: the tables anew, and what people wrote below them."""
    base = closure()
    lines = [
        "# What the program depends on",
        "",
        "Written by `python -m tools.licences --write`; a test compares it with what is installed",
        "and refuses a licence that is unknown or was not thought about.",
        "",
        "The program itself is under the MIT licence. **What an install brings is not all as",
        "free**: mutagen (GPL-2.0-or-later) and eSpeak NG (GPL-3.0-or-later, in espeakng-loader)",
        "are under the GNU GPL. That changes nothing for who uses the program, or publishes what",
        "it makes. Who passes the program on *together* with them, in an image or an installer,",
        "passes on the whole under the GPL, version 3.",
        "",
        "The lists of known words (`voices/words/*/known.txt`, `names.txt`) are under the",
        "licences of the dictionaries they are made from: MPL-2.0 (French) and that of SCOWL",
        "(English), with notices in `voices/words/`; first names come from nomquamgender, under"
        " MIT. How common words are (`common.txt`) comes from wordfreq, under CC BY-SA 4.0.",
        "",
    ]
    lines += _table("Always", base)
    for extra in EXTRAS:
        more = {name: here for name, here in closure(extra).items() if name not in base}
        lines += _table(f"With `debate-podcast[{extra}]`", more)
    _, heading, own = DOCUMENT.read_text("utf-8").partition(OWN)
    return "\n".join([*lines, heading + own])


def _table(title: str, names: dict[str, bool]) -> list[str]:
    lines = [f"## {title}", "", "| package | licence | |", "|---|---|---|"]
    for name in sorted(names):
        notes = [NOTES[name]] if name in NOTES else []
        if name in ELSEWHERE:
            notes.append(f"{ELSEWHERE[name][1]} only")
        lines.append(f"| {name} | {licence(name)} | {'; '.join(notes)} |")
    return [*lines, ""]


def main() -> None:
    """Print or write the document; 1 where there are complaints."""
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        print(document())
    found = complaints()
    print("\n".join(found), file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
