"""The folder of all episodes: the debates in it, and transcripts that are put into it."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from podcast.building.decide import READING
from podcast.building.folder_owner import folder_owner
from podcast.building.places import EDITED
from podcast.errors import PodcastError
from podcast.planfile import load_plan, parse_plan
from podcast.planfile.editing import Decision, edited_text
from podcast.planfile.opening import source_of
from podcast.planfile.writing import plan_of
from podcast.planning import FOLDERS
from podcast.reading import read_debate
from podcast.store.files import (
    mp3s,
    output_errors,
    part_file,
    remove_if_empty,
    remove_left_parts,
    slug,
)
from podcast.store.toml import read_text
from podcast.studio.files import ChangedOutsideError, History, state_of
from podcast.studio.opened import Opened, opened, watched_files
from podcast.wording.lexicon import LexiconError, lexicon_path, load_lexicon

PLAN = "plan.toml"
TRANSCRIPTS = "transcript"
"""The folder, in that of its debate, of a transcript that was put in by the studio: what a build
writes lies above it, and never has its name."""

_MOST_OPEN = 8
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """A debate of the folder: `name` is that of its folder, `open` whether it has a plan and can be
    corrected, `episodes` how many MP3s there are."""

    name: str
    title: str
    open: bool
    episodes: int


@dataclass
class Shelf:
    """The folder, and the debates of it that are open. For several threads."""

    folder: Path
    _open: OrderedDict[str, Opened] = field(default_factory=OrderedDict)
    _histories: dict[str, History] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _adding: Lock = field(default_factory=Lock)

    def listed(self) -> tuple[Listed, ...]:
        """Return the debates, those that were changed last first."""
        found = []
        for path in self._folders():
            plan = path / PLAN
            episodes = sum(len(mp3s(path / part)) for part in ("", *FOLDERS.values()))
            if plan.is_file() or episodes:
                changed = (plan if plan.is_file() else path).stat().st_mtime
                found.append((-changed, self._listed(path, plan.is_file(), episodes)))
        return tuple(one for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].name)))

    def plan(self, name: str) -> Path:
        """Return the plan of the debate in the folder `name`. Raises `PodcastError` where there is
        none."""
        if name not in {path.name for path in self._folders()}:
            raise PodcastError(f"{self.folder}: there is no debate “{name}” in it any more.")
        plan = self.folder / name / PLAN
        if not plan.is_file():
            raise PodcastError(
                f"{self.folder / name}: it holds episodes, and no plan by which they could be"
                " corrected; put in their transcript again."
            )
        return plan

    def debate(self, name: str) -> Opened:
        """Return the debate in the folder `name`, as its files are now. Raises a `PodcastError`
        where they cannot be used."""
        plan = self.plan(name)
        with self._lock:
            known = self._open.get(name)
        if known is not None and self.state(name, known) == known.state:
            return known
        found = opened(plan, self.folder, source_of(load_plan(plan)))
        with self._lock:
            self._open[name] = found
            self._open.move_to_end(name)
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        return found

    def state(self, name: str, known: Opened | None = None) -> str:
        """Return the state of the files of the debate in the folder `name`; "" where it is not
        open."""
        with self._lock:
            known = known or self._open.get(name)
        if known is None:
            return ""
        transcript = known.work.transcript
        return state_of(watched_files(self.folder / name / PLAN, transcript, self.folder))

    def history(self, name: str) -> History:
        """Return the corrections of the debate in the folder `name` ("" for the series)."""
        with self._lock:
            return self._histories.setdefault(name, History())

    def correct(
        self, name: str, state: str, correction: str, decide: Callable[[Opened], list[Decision]]
    ) -> None:
        """Write what `decide` makes of the debate into its plan, as `podcast plan` writes it.

        Raises `ChangedOutsideError` where its files are not those of `state`, and a `PodcastError`
        where the plan would be wrong; then nothing is written.
        """
        debate = self.debate(name)
        if debate.state != state:
            raise ChangedOutsideError(debate.plan.path)

        def make() -> list[tuple[Path, str]]:
            path = debate.plan.path
            text = edited_text(path.read_text(encoding="utf-8-sig"), decide(debate))
            with READING:
                return [(path, plan_of(None, path, edited=parse_plan(text, path)).text)]

        watched = watched_files(debate.plan.path, debate.work.transcript, self.folder)
        self.history(name).write(correction, watched, state, make)

    def correct_word(
        self, name: str, state: str, written: str, value: str | dict[str, bool] | None
    ) -> None:
        """Write how the word `written` is said into the debate's lexicon: other words, or {"spell":
        True}; None takes it out. Raises what `correct` does."""
        debate = self.debate(name)
        path = lexicon_path(debate.work.transcript)

        def make() -> list[tuple[Path, str]]:
            before = read_text(path, LexiconError) if path.is_file() else ""
            return [(path, edited_text(before, [Decision(("words",), written, value)]))]

        def check() -> None:
            if path.is_file():
                load_lexicon(path)

        watched = watched_files(debate.plan.path, debate.work.transcript, self.folder)
        self.history(name).write("word", watched, state, make, check)

    def add(self, file: Path, called: str) -> str:
        """Take in the transcript `file`, which was called `called` where it comes from, and return
        the name of its debate's folder. One that is there already is opened as it is.

        Raises `PodcastError` where nobody speaks in it; then nothing stays.
        """
        return self.add_bytes(file.read_bytes(), called)

    def add_bytes(self, data: bytes, called: str) -> str:
        """Take in the transcript `data`; all else is as in `add`."""
        with self._adding:
            return self._added(data, called)

    def _added(self, data: bytes, called: str) -> str:
        stem = slug(Path(called).stem.removesuffix(EDITED))
        for name in (stem, *(f"{stem}-{number}" for number in range(2, _MOST_NAMES))):
            own = self.folder / name
            target = own / TRANSCRIPTS / _file_name(called)
            if not own.exists() or _only_begun(own, target, data):
                break
            same = target.is_file() and target.read_bytes() == data
            if same and (own / PLAN).is_file():
                return name
            if same and not (own / PLAN).exists() and not _has_links(own, target):
                break  # its plan was removed, and comes back
        else:
            raise PodcastError(f"{self.folder}: there are too many debates called “{stem}”.")
        # Named as it will be: what is said of it is said of that file.
        with output_errors(target, "for podcast studio"):
            begun = target.exists()
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part_file(target) as part:
                    part.write_bytes(data)
                with READING:
                    read_debate(target)
                    text = plan_of(target, own / PLAN).text
                with part_file(own / PLAN) as part:
                    part.write_text(text, encoding="utf-8", newline="\n")
            except BaseException as error:
                # Only what was made here: somebody may have put a file in meanwhile.
                for made in (own / PLAN, *(() if begun else (target,))):
                    with contextlib.suppress(OSError):
                        made.unlink()
                for place in (target.parent, own):
                    remove_if_empty(place)
                if isinstance(error, PodcastError):  # about a file that is called so for a person
                    raise PodcastError(str(error).replace(str(target), called)) from error
                raise
        return name

    def _folders(self) -> list[Path]:
        with contextlib.suppress(FileNotFoundError):
            inside = [path for path in self.folder.iterdir() if not path.name.startswith(".")]
            return [path for path in inside if path.is_dir() and not path.is_symlink()]
        return []

    def _listed(self, path: Path, is_open: bool, episodes: int) -> Listed:
        with self._lock:
            known = self._open.get(path.name)
        if known is not None:
            return Listed(path.name, known.debate.title, is_open, episodes)
        owner = folder_owner(path)
        title = owner.title if owner else _title_in(path / PLAN) if is_open else ""
        return Listed(path.name, title or path.name, is_open, episodes)


def _only_begun(folder: Path, target: Path, data: bytes) -> bool:
    """Whether a studio that was killed had begun to take `data` in, and nothing else is there: its
    folder, and the transcript in it, whole, begun or not yet."""
    if _has_links(folder, target):
        return False
    for place in (folder, target.parent):
        remove_left_parts(place)
    others = {folder, *folder.rglob("*")} - {target}
    if not others <= {folder, target.parent} or not all(place.is_dir() for place in others):
        return False
    return not target.exists() or (target.is_file() and target.read_bytes() == data)


def _has_links(folder: Path, target: Path) -> bool:
    """Whether a debate's folder, or its transcript `target` there, is a link to somewhere else."""
    return any(place.is_symlink() for place in (folder, target.parent, target, folder / PLAN))


def _title_in(plan: Path) -> str:
    """Return the title that stands in a plan, decided or found; "" for one that cannot be read."""
    try:
        found = load_plan(plan)
    except PodcastError:
        return ""
    defaults = (line for _, line in found.block().defaults if line.startswith("# title = "))
    return found.title or next((line[10:].strip('"') for line in defaults), "")


def _file_name(called: str) -> str:
    """Return a name for the file that the systems of all agree on."""
    path = Path(called.replace("\\", "/").rpartition("/")[2])
    return (
        f"{slug(path.stem)}{''.join(c for c in path.suffix[:8].lower() if c.isalnum() or c == '.')}"
    )
