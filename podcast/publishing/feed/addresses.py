"""Addresses (URLs): of what lies in the folder, of the page that a person names, of namespaces."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit, urlunsplit

PODCAST = "https://podcastindex.org/namespace/1.0"

_UNSEEN = re.compile(r"[\s\x00-\x20\x7f]")


def web_address(text: str) -> str:
    """`text` in ASCII, as addresses are sent: names of hosts in IDNA, the rest percent-encoded.

    Raises ValueError where it is no address that begins with http:// or https://.
    """
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna" if not text.isascii() else "ascii").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError):
        raise ValueError(text) from None
    if parts.scheme not in ("http", "https") or not host or _UNSEEN.search(text) or parts.username:
        raise ValueError(text)
    host = f"[{host}]" if ":" in host else host
    safe = "/%!$&'()*+,;=:@~"
    return urlunsplit(
        (
            parts.scheme,
            host + port,
            quote(parts.path, safe),
            quote(parts.query, safe + "?"),
            quote(parts.fragment, safe + "?"),
        )
    )


def folder_address(text: str) -> str:
    """As `web_address`, of a folder: with a slash at its end, no question and no fragment."""
    address = web_address(text)
    if "?" in address or "#" in address:
        raise ValueError(text)
    return address.rstrip("/") + "/"


def address_of(folder: str, path: PurePosixPath | str) -> str:
    """Return the address of a file, `path` seen from the folder whose address is `folder`."""
    return folder + quote(str(path), "/")
