"""HTTP/1.1 over the library: GET and HEAD, byte ranges, conditions, one thread a connection."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

from podcast.errors import PodcastError
from podcast.serving.byteranges import ByteRange, UnsatisfiableError, parse_range
from podcast.serving.conditions import Verdict, range_holds, verdict
from podcast.serving.library import Library, Moved, Resource
from podcast.serving.requests import path_parts, served_host

_BLOCK = 1 << 16
_IDLE = 30.0  # seconds that a connection may be without a request
_PAUSE = 3600.0  # seconds that a listener may take nothing of an answer
_MOST_CONNECTIONS = 64
_PAGES = "frame-ancestors 'none'"  # what a debate's page has no say in itself


class ServeError(PodcastError):
    """The folder cannot be served there."""


class PodcastServer(ThreadingHTTPServer):
    """Serves a library at `host` and `port` (0: any that is free) until it is closed.

    `names` are host names that mean this machine; `log` is told each request, `tell` what went
    wrong, as lines. Raises `ServeError` where the address cannot be had.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 32

    def __init__(
        self,
        library: Library,
        host: str,
        port: int,
        *,
        names: Collection[str] = (),
        log: Callable[[str], None] | None = None,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.library = library
        self.names = frozenset(names)
        self.log = log
        self.tell = tell
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
            self.address_family = found[0][0]
            super().__init__(found[0][4][:2], _Handler)  # type: ignore[arg-type]
        except socket.gaierror:
            raise ServeError(
                f"“{host}” is no address of this machine; 0.0.0.0 means all it has (--host)."
            ) from None
        except OverflowError:
            raise ServeError(f"Port {port} does not exist; choose one to 65535 (--port).") from None
        except OSError as error:
            raise ServeError(_refused(error, host, port)) from error

    def server_bind(self) -> None:
        """Bind, without asking a name server who we are, as the standard library does."""
        if os.name == "nt":
            self.allow_reuse_address = False
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, self.allow_reuse_address)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def verify_request(self, request: object, client_address: object) -> bool:
        """Refuse more connections than a household has devices."""
        return threading.active_count() <= _MOST_CONNECTIONS

    def handle_error(self, request: object, client_address: object) -> None:
        """A listener who goes away in the middle is no error."""
        error = sys.exc_info()[1]
        if not isinstance(error, (ConnectionError, TimeoutError)) and self.tell is not None:
            self.tell(f"{type(error).__name__}: {error}")


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another, as in --port {port + 1}."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"“{host}” is no address of this machine; 0.0.0.0 means all it has (--host)."
    if isinstance(error, PermissionError):
        return f"Port {port} is kept for the system; choose one from 1024 (--port)."
    return f"It cannot be served at {host}, port {port} ({error.strerror})."


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "podcast"
    sys_version = ""
    timeout = _IDLE
    server: PodcastServer

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self._not_allowed
        raise AttributeError(name)

    def _not_allowed(self) -> None:
        # Whatever the request brings is not read.
        self.close_connection = True
        self._say(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD.", Allow="GET, HEAD")

    def _answer(self) -> None:
        if self.headers.get("Content-Length") or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
        hosts = self.headers.get_all("Host", [])
        host = served_host(hosts[0], self.server.names) if len(hosts) == 1 else None
        if host is None and self.request_version != "HTTP/1.0":
            if len(hosts) != 1:
                self._say(HTTPStatus.BAD_REQUEST, "A request names one host.")
            else:
                self._say(
                    HTTPStatus.MISDIRECTED_REQUEST,
                    "This is not served under that name. Use the address in numbers that"
                    " podcast serve shows, or name yours with --name.",
                )
            return
        if host is None:
            own = self.connection.getsockname()
            host = f"[{own[0]}]:{own[1]}" if ":" in own[0] else f"{own[0]}:{own[1]}"
        parts = path_parts(self.path)
        try:
            found = None if parts is None else self.server.library.find(parts, f"http://{host}")
        except PodcastError as error:
            # As series.toml, edited while it is served.
            if self.server.tell is not None:
                self.server.tell(str(error))
            self._say(HTTPStatus.INTERNAL_SERVER_ERROR, "It is told where podcast serve runs.")
            return
        if found is None:
            self._say(HTTPStatus.NOT_FOUND, "There is nothing here.")
        elif isinstance(found, Moved):
            location = quote(found.path)
            self._say(HTTPStatus.TEMPORARY_REDIRECT, "It is a folder.", Location=location)
        else:
            with contextlib.closing(found):
                self._send(found)

    def _send(self, found: Resource) -> None:
        judged = verdict(self.headers, found.tag, found.changed)
        if judged is Verdict.NOT_MODIFIED:
            self._start(HTTPStatus.NOT_MODIFIED, found)
            self.end_headers()
            return
        if judged is Verdict.FAILED:
            self._say(HTTPStatus.PRECONDITION_FAILED, "It has changed.")
            return
        try:
            wanted = None
            # Range is defined for GET alone (RFC 9110, 14.2).
            if self.command == "GET" and range_holds(
                self.headers.get("If-Range"), found.tag, found.changed
            ):
                wanted = parse_range(self.headers.get("Range"), found.size)
        except UnsatisfiableError:
            self._say(
                HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                "It is not that long.",
                **{"Content-Range": f"bytes */{found.size}"},
            )
            return
        if wanted is None:
            self._start(HTTPStatus.OK, found)
            part = ByteRange(0, found.size - 1)
        else:
            self._start(HTTPStatus.PARTIAL_CONTENT, found)
            part = wanted
            self.send_header("Content-Range", f"bytes {part.first}-{part.last}/{found.size}")
        self.send_header("Content-Type", found.mime)
        self.send_header("Content-Length", str(part.length))
        self.end_headers()
        if self.command == "HEAD":
            return
        sent = 0
        # A player that has enough, or pauses, takes nothing for a while.
        self.connection.settimeout(_PAUSE)
        for block in _blocks(found, part):
            self.wfile.write(block)
            sent += len(block)
        self.connection.settimeout(_IDLE)
        # A file that was cut short meanwhile: the listener must not take what follows for it.
        self.close_connection = self.close_connection or sent < part.length

    def _start(self, status: HTTPStatus, found: Resource) -> None:
        self.send_response(status)
        self.send_header("ETag", found.tag)
        if found.changed is not None:
            self.send_header("Last-Modified", formatdate(found.changed, usegmt=True))
        self.send_header("Accept-Ranges", "bytes")
        # It may be kept, and is asked for again: an episode that was built anew is heard anew.
        self.send_header("Cache-Control", "no-cache")
        if found.mime.startswith("text/html"):
            self.send_header("Content-Security-Policy", found.policy or _PAGES)

    def _say(self, status: HTTPStatus, text: str, **headers: str) -> None:
        data = f"{text}\n".encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        if self.server.log is not None:
            self.server.log(f"{self.client_address[0]} {format % args}")


def _blocks(found: Resource, part: ByteRange) -> Iterator[bytes]:
    if found.data is not None:
        yield found.data[part.first : part.last + 1]
        return
    if found.file is None:
        return
    # Each connection has opened the file for itself: the place in it is nobody else's.
    os.lseek(found.file, part.first, os.SEEK_SET)
    left = part.length
    while left > 0:
        block = os.read(found.file, min(_BLOCK, left))
        if not block:
            return
        left -= len(block)
        yield block


def addresses(host: str, port: int) -> tuple[str, ...]:
    """Return where others reach a server at `host`: the addresses in numbers to type, best
    first."""
    if host not in ("0.0.0.0", "::", ""):
        return (f"http://{f'[{host}]' if ':' in host else host}:{port}/",)
    found = []
    # Nothing is sent: the system only says from where it would. The target is for documentation.
    for family, target in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        if family is socket.AF_INET6 and host == "0.0.0.0":
            continue
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            own = probe.getsockname()[0]
            found.append(f"http://{f'[{own}]' if ':' in own else own}:{port}/")
    return tuple(found) or (f"http://{socket.gethostname()}:{port}/",)
