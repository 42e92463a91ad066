"""A loopback server of voices, as their publisher's is, with faults on demand."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CARD = "# Model card for siwis\n\n* Licence: CC BY 4.0\n* Speaker: \x1b[31mone\n"


class VoiceServer:
    """Serves `files` by path; notes the requests (path, Range).

    `cuts`: bytes after which the next answers to a path are cut, one each. `ranges`: whether
    Range is obeyed. `wrong`: paths of which other bytes come than the catalogue promises.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.cuts: dict[str, list[int]] = {}
        self.ranges = True
        self.url = ""

    def add_voice(self, name: str, model: bytes, config: bytes, language: str = "fr_FR") -> str:
        """Publish a voice; gives the path of its model."""
        folder = f"{language[:2]}/{language}/{name.split('-')[1]}/medium"
        files = {
            f"{folder}/{name}.onnx": model,
            f"{folder}/{name}.onnx.json": config,
            f"{folder}/MODEL_CARD": CARD.encode(),
        }
        self.files.update(files)
        catalogue = json.loads(self.files.get("voices.json", b"{}"))
        catalogue[name] = {
            "key": name,
            "language": {"code": language, "family": language[:2], "name_english": "French"},
            "quality": "medium",
            "num_speakers": 1,
            "files": {
                path: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()}
                for path, data in files.items()
            },
        }
        self.files["voices.json"] = json.dumps(catalogue).encode()
        return f"{folder}/{name}.onnx"

    def asked(self, path: str) -> list[str | None]:
        """The Range of each request for a path."""
        return [range_ for asked, range_ in self.requests if asked == path]


@contextmanager
def serving() -> Iterator[VoiceServer]:
    """The server, while it runs on a port of its own."""
    server = VoiceServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            wanted = self.headers.get("Range")
            server.requests.append((path, wanted))
            data = server.files.get(path)
            if data is None:
                self.send_error(404)
                return
            start = 0
            if wanted and server.ranges:
                start = int(wanted.removeprefix("bytes=").rstrip("-"))
                if start >= len(data):
                    self.send_error(416)
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(data) - start))
            self.end_headers()
            cuts = server.cuts.get(path)
            end = start + cuts.pop(0) if cuts else len(data)
            self.wfile.write(data[start:end])

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def whole_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
