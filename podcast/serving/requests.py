"""Whom a request is for, and what: host and path, checked before anything is opened; and what its
conditions say of something that the client may have already."""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
from collections.abc import Collection, Mapping
from email.utils import parsedate_to_datetime
from enum import Enum
from urllib.parse import unquote_to_bytes

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?", re.ASCII)
_BORDERS = "/\\:" if os.name == "nt" else "/\\"
_LOOPBACK_NAMES = frozenset({"localhost"})


def served_host(header: str | None, names: Collection[str] = ()) -> str | None:
    """Return the host of a Host header with its port, where it is this machine's; None where it is
    not.

    A page of a stranger may give its own name the address of this machine, and so read through
    the visitor's browser what is served here (DNS rebinding). Its name is then in the Host header.
    So only addresses in numbers are taken, which nobody can bend, "localhost", and the `names` that
    are known to be this machine's.
    """
    found = _HOST.fullmatch((header or "").strip())
    if found is None:
        return None
    name = found[1].lower().rstrip(".")
    if name in _LOOPBACK_NAMES or name in {known.lower() for known in names} or _is_address(name):
        return name + (f":{int(found[2])}" if found[2] else "")
    return None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def path_parts(target: str) -> tuple[str, ...] | None:
    """Return the names in the path of a request's target, decoded once; the last is empty for a
    folder.

    None for whatever could lead elsewhere: no path from the root, names that are empty, hidden, "."
    or "..", with a slash, backslash or control character in them (or what names a drive or a
    stream on Windows), or that are not UTF-8.
    """
    path = target.partition("#")[0].partition("?")[0]
    if not path.startswith("/"):
        return None
    parts = []
    names = path[1:].split("/")
    for number, name in enumerate(names):
        try:
            text = unquote_to_bytes(name).decode("utf-8")
        except UnicodeDecodeError:
            return None
        last = number == len(names) - 1
        if (not text and not last) or text.startswith("."):
            return None
        if any(c in _BORDERS or ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in text):
            return None
        parts.append(text)
    return tuple(parts)


# --- conditions (RFC 9110, 13) -------------------------------------------------------------------


_TAG = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')


class Verdict(Enum):
    """What to do with a request."""

    GO_ON = 200
    NOT_MODIFIED = 304
    FAILED = 412


def verdict(headers: Mapping[str, str], tag: str, changed: int | None) -> Verdict:
    """Return what the conditions of a GET or HEAD come to, in the standard's order (13.2.2). `tag`
    is the strong entity tag with its quotes, `changed` the time of the last change (POSIX
    seconds). `headers` find a name in any case."""
    match, none_match = headers.get("If-Match"), headers.get("If-None-Match")
    unmodified, modified = headers.get("If-Unmodified-Since"), headers.get("If-Modified-Since")
    if match is not None:
        if match.strip() != "*" and tag not in _tags(match, weak=False):
            return Verdict.FAILED
    elif unmodified is not None and changed is not None:
        since = _seconds(unmodified)
        if since is not None and changed > since:
            return Verdict.FAILED
    if none_match is not None:
        if none_match.strip() == "*" or tag in _tags(none_match, weak=True):
            return Verdict.NOT_MODIFIED
    elif modified is not None and changed is not None:
        since = _seconds(modified)
        if since is not None and changed <= since:
            return Verdict.NOT_MODIFIED
    return Verdict.GO_ON


def _tags(text: str, *, weak: bool) -> list[str]:
    return [found[2] for found in _TAG.finditer(text) if weak or not found[1]]


def _seconds(text: str) -> int | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=datetime.timezone.utc)
    return int(date.timestamp())
