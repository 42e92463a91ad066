"""The library over ASGI, and what guards everything that is served: hosts, paths, conditions,
errors, headers."""

from __future__ import annotations

import datetime
import ipaddress
import os
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from urllib.parse import quote, unquote_to_bytes

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from podcast.errors import PodcastError
from podcast.serving.library import Library, Moved, Resource

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


# --- answers --------------------------------------------------------------------------------------

_PAGES = "frame-ancestors 'none'"  # what a debate's page has no say in itself
_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(?:([0-9]{1,20})\s*-\s*([0-9]{0,20})|-\s*[0-9]{1,20})\s*")


def refused(status: int, text: str, **headers: str) -> Response:
    """Return an answer of one sentence, after which the connection is closed: whatever else the
    request brings is not read."""
    return PlainTextResponse(f"{text}\n", status, {"Connection": "close", **headers})


@dataclass(frozen=True)
class Guarded:
    """Lets requests through to `app` that are for this machine, and turns what goes wrong into a
    sentence.

    `names` are host names that mean this machine; `log` is called with each request, `report` with
    what went wrong, as lines. The state of a request has its `origin` ("http://host:port").
    """

    app: ASGIApp
    names: Collection[str] = ()
    log: Callable[[str], None] | None = None
    report: Callable[[str], None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI has it."""
        if scope["type"] != "http":
            return
        status = 0

        async def headed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            await send(message)

        try:
            await (self._refusal(scope) or self.app)(scope, receive, headed)
        except Exception as error:
            if status:
                raise  # the connection is closed in the middle: the listener sees that it is
            if self.report is not None:
                known = isinstance(error, PodcastError)
                self.report(str(error) if known else f"{type(error).__name__}: {error}")
            response = refused(500, "It is told where podcast runs.")
            await response(scope, receive, headed)
        finally:
            if self.log is not None:
                path = scope["raw_path"].decode("ascii", "replace")
                client = (scope.get("client") or ("-",))[0]
                self.log(f'{client} "{scope["method"]} {path}" {status}')

    def _refusal(self, scope: Scope) -> Response | None:
        header = Headers(scope=scope).get("host")
        host = served_host(header, self.names)
        if host is None and (header is not None or scope["http_version"] != "1.0"):
            return refused(
                421,
                "This is not served under that name. Use the address in numbers that"
                " podcast shows, or name yours with --name.",
            )
        if host is None:
            own, port = scope["server"]
            host = f"[{own}]:{port}" if ":" in own else f"{own}:{port}"
        scope.setdefault("state", {})["origin"] = f"http://{host}"
        return None


@dataclass(frozen=True)
class ServedLibrary:
    """What is in a library, for GET and HEAD, below the path `prefix`."""

    library: Library
    prefix: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as ASGI has it."""
        response = await self._response(scope)
        await response(scope, receive, send)

    async def _response(self, scope: Scope) -> Response:
        if scope["method"] not in ("GET", "HEAD"):
            return refused(405, "Only GET and HEAD.", Allow="GET, HEAD")
        path = scope["raw_path"].decode("ascii", "replace").removeprefix(self.prefix)
        parts = path_parts(path)
        origin = scope["state"]["origin"]
        found = None if parts is None else await run_in_threadpool(self.library.find, parts, origin)
        if found is None:
            return PlainTextResponse("There is nothing here.\n", 404)
        if isinstance(found, Moved):
            headers = {"Location": self.prefix + quote(found.path)}
            return PlainTextResponse("It is a folder.\n", 307, headers)
        return answer(found, scope)


def answer(found: Resource, scope: Scope) -> Response:
    """Return the answer that has `found`, or the part of it that is asked for, unless whoever asks
    has it already."""
    asked = Headers(scope=scope)
    judged = verdict(asked, found.tag, found.changed)
    if judged is Verdict.FAILED:
        return PlainTextResponse("It has changed.\n", 412)
    # It may be kept, and is asked for again: an episode that was built anew is heard anew.
    headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
    if found.mime.startswith("text/html"):
        headers["Content-Security-Policy"] = found.policy or _PAGES
    if judged is Verdict.NOT_MODIFIED:
        return Response(status_code=304, headers=headers)
    headers["Content-Type"] = found.mime
    if found.file is None:
        return Response(found.data, headers=headers)
    if not _wants_a_range(scope["method"], asked.get("range", "")):
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"range"]
    return FileResponse(
        found.file, headers=headers, media_type=found.mime, stat_result=found.status
    )


def _wants_a_range(method: str, header: str) -> bool:
    """Whether a range is asked for in a way that the standard knows: anything else is ignored (RFC
    9110, 14.2), where Starlette would refuse it. Several at once no player asks for."""
    found = _ONE_RANGE.fullmatch(header)
    if found is None or method != "GET":
        return False
    return not (found[1] and found[2]) or int(found[1]) <= int(found[2])
