"""Names for files and folders, safe on every system."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
# Windows keeps these for devices, whatever the suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and single hyphens, at most 80 characters.

    "L'été à Nîmes" is "l-ete-a-nimes". Never empty, never a name that a system reserves.
    """
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("ß", "ss")
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    # An accent left a letter; anything else that is lost leaves a border.
    bordered = ascii_only if ascii_only.strip() else "episode"
    result = re.sub(r"[^a-z0-9]+", "-", bordered.lower()).strip("-")[:_LONGEST].strip("-")
    if not result:
        return "episode"
    return f"{result}-episode" if _RESERVED.fullmatch(result) else result
