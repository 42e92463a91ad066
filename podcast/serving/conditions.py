"""What a request's conditions say of a resource that the client may have already (RFC 9110, 13)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import Enum

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
