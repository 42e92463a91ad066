"""HTTP/1.1 at an address of this machine, by uvicorn."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable, Collection

import uvicorn
from starlette.types import ASGIApp

from podcast.errors import PodcastError
from podcast.serving.application import Guarded, ServedLibrary
from podcast.serving.library import Library

_IDLE = 30  # seconds that a connection may be without a request
_GRACE = 1  # seconds that answers have to end when the server does
_MOST_CONNECTIONS = 64  # more than a household has devices


class ServeError(PodcastError):
    """The folder cannot be served there."""


class Server:
    """Serves `app` at `host` and `port` (0: any that is free) until it is shut down.

    Raises `ServeError` where the address cannot be had.
    """

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._socket = _bound(host, port)
        self.port: int = self._socket.getsockname()[1]
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                lifespan="off",
                loop="asyncio",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST_CONNECTIONS,
                timeout_keep_alive=_IDLE,
                timeout_graceful_shutdown=_GRACE,
            )
        )

    def serve_forever(self) -> None:
        """Answer requests until `shutdown` is called, or the process is asked to end."""
        with self._socket:
            self._server.run(sockets=[self._socket])

    def shutdown(self) -> None:
        """Let `serve_forever` return; may be called by another thread."""
        self._server.should_exit = True

    @property
    def ending(self) -> bool:
        """Whether whoever still answers should come to an end."""
        return self._server.should_exit


def library_server(
    library: Library,
    host: str,
    port: int,
    *,
    names: Collection[str] = (),
    log: Callable[[str], None] | None = None,
    report: Callable[[str], None] | None = None,
) -> Server:
    """Return the server of `library`; all else is as in `Server` and `Guarded`."""
    return Server(Guarded(ServedLibrary(library), names, log, report), host, port)


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that is bound, without asking a name server who we are."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
    except socket.gaierror:
        raise ServeError(
            f"“{host}” is no address of this machine; 0.0.0.0 means all it has (--host)."
        ) from None
    except OverflowError:
        raise ServeError(f"Port {port} does not exist; choose one to 65535 (--port).") from None
    except OSError as error:
        raise ServeError(_refused(error, host, port)) from error
    try:
        # Windows would share the port with another program.
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
        bound.bind(address)
        bound.listen(32)
    except OSError as error:
        bound.close()
        raise ServeError(_refused(error, host, port)) from error
    return bound


def _refused(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another, as in --port {port + 1}."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"“{host}” is no address of this machine; 0.0.0.0 means all it has (--host)."
    if isinstance(error, PermissionError):
        return f"Port {port} is kept for the system; choose one from 1024 (--port)."
    return f"It cannot be served at {host}, port {port} ({error.strerror})."


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
