"""A studio that is killed while it takes a transcript in, or while it makes its episodes."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from podcast.studio.shelf import PLAN, Shelf
from tools.killing.lane import KINDS, NAME, NEW, NO_BOOK, OLD, Lane

_FORM = {"by": ["whole", "speaker"], "engine": "espeak", "speed": "1", "to": ""}


class StudioLane(Lane):
    """Its command is `podcast studio`, and a visitor who puts the transcript in where it is not
    there, asks for its episodes, waits for them, and then ends the studio."""

    stages = NO_BOOK
    kinds = tuple(kind for kind in KINDS if kind != "REMOVE")

    def __init__(self, root: Path, seed: str) -> None:
        self._laid = OLD
        self._visit = threading.Thread()
        self._phase, self._stopped = "", False
        for text in (OLD, NEW):
            Shelf(root / f"plan of {len(text)}").add_bytes(text.encode(), f"{NAME}.txt")
        super().__init__(root, seed)

    def lay(self, text: str) -> None:
        """Where the debate is in the folder, another text takes the place of its own."""
        self._laid = text
        own = self.root / "out" / NAME
        if (own / PLAN).exists():
            shutil.copytree(self.root / f"plan of {len(text)}" / NAME, own, dirs_exist_ok=True)

    def finish(self, *, older: bool = False) -> None:
        """Where a killed studio had begun to take the transcript in, the same one is put in again:
        other words would be another debate, in a folder of its own."""
        own = self.root / "out" / NAME
        super().finish(older=older and (own / PLAN).exists() == own.exists())

    def start(self) -> subprocess.Popen[str]:
        """The studio, and its visitor."""
        self._phase, self._stopped = "", False
        process = self.started("studio", str(self.root / "out"), "--no-open")
        self._visit = threading.Thread(target=self._visited, args=(process,), daemon=True)
        self._visit.start()
        return process

    def hit(self, kind: str, process: subprocess.Popen[str], others: list[int]) -> None:
        """As every lane; a studio that ends may refuse its visitor."""
        self._stopped = kind != "KILL worker"
        super().hit(kind, process, others)

    def ended(self, process: subprocess.Popen[str]) -> tuple[str, str]:
        """As every lane; a build that failed is a fault."""
        shown, said = super().ended(process)
        self._visit.join()
        if self._phase.startswith("failed") and not self._stopped:
            self._note(f"the build failed: {self._phase}")
        return shown, said

    def spoken(self, shown: str, new: int) -> int:
        """It does not say it; that the episodes are there, `finish` sees."""
        return new

    def _visited(self, process: subprocess.Popen[str]) -> None:
        try:
            address = self._address(process)
            if not (self.root / "out" / NAME / PLAN).exists():
                _ask(address, f"upload?name={NAME}.txt", self._laid.encode()).close()
            form = urllib.parse.urlencode(_FORM, doseq=True).encode()
            _ask(address, f"debate/{NAME}/build", form).close()
            with _ask(address, f"events?debate={NAME}") as events:
                for line in events:
                    if line.startswith(b"data: ") and (build := json.loads(line[6:])["build"]):
                        self._phase = build["phase"]
                        if build["phase"] == "failed":
                            self._phase = f"failed: {build['error']}"
                        if build["phase"] in ("done", "failed"):
                            break
        except urllib.error.HTTPError as error:
            self._phase = f"failed: {error.url} refused: {error.read()!r}"
        except (OSError, ValueError, http.client.HTTPException):
            pass  # it was killed meanwhile
        if process.poll() is None:
            process.terminate()

    def _address(self, process: subprocess.Popen[str]) -> str:
        while process.poll() is None:
            found = re.search(r"http://\S+", (self.root / "shown").read_text())
            if found:
                return found[0]
            time.sleep(0.01)
        raise ConnectionError("it ended")


def _ask(address: str, path: str, data: bytes | None = None) -> Any:
    request = urllib.request.Request(address + path, data)
    request.add_header("Origin", "/".join(address.split("/")[:3]))
    return urllib.request.urlopen(request, timeout=60)
