"""`python -m tools.rebuilds --steps 60 --seed 1`: an edited debate, built again, is as built anew.

A small debate is built, edited (its text, lexicon, series, plan, voices, cover, options, what was
made of it, the cache itself) and built again, and once more from nothing without a cache; every
byte of every file is compared. First each edit by itself, then so many steps of one to three by
lot. Printed: each step, and what differs; 1 where anything does.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from podcast.store.data import default_directory

TEXT = """Faut-il fermer la piscine ?
Une soirée à Valbrune
12 mars 2024

Modératrice : Anne Aulne, journaliste
Intervenants :
- Bruno Bouleau (agriculteur)
- Claire Charme (maire)

Anne Aulne

Qui veut fermer la piscine, et pourquoi ? L'énergie coûte cher, l'eau manque, et l'école aussi.

Bruno Bouleau

Moi. L'énergie coûte 1 500 € par jour. Le prix du gaz a doublé, celui de l'électricité aussi.

La sécheresse est là. L'eau baisse, les agriculteurs n'irriguent plus. L'ADNUM l'a dit.

Claire Charme

(Applaudissements) Non. L'école vient chaque mardi, les élèves et les professeurs aussi.

Anne Aulne

Et la santé ? Les médecins et l'hôpital demandent de garder la piscine pour les malades.

Claire Charme

La santé, bien sûr. Les patients de l'hôpital nagent. Le médecin le dit : prévenir coûte moins.

Bruno Bouleau

L'hôpital peut payer. L'énergie, personne ne peut la payer à notre place, ni le gaz.
"""
LEXICON = '[words]\nADNUM = "Adnume"\n'
SERIES = """title = "La série"
author = "Radio"
cover = "s.png"
[person."Bruno Bouleau"]
voice = "Octave"
"""
OPTIONS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("--no-page",),),
    (("--no-captions",),),
    (("--no-chapters",),),
    (("--book",),),
    (("--stereo",),),
    (("--chime",),),
    (("--directions",),),
    (("--strict",),),
    (("--speed", "1.5"), ("--speed", "2")),
    (("--announce", "always"), ("--announce", "never")),
    (("--by", "whole", "--by", "speaker", "--by", "theme"), ("--by", "theme")),
    (("--speaker", "Bruno Bouleau"),),
    (("--recall", "none"), ("--recall", "full")),
    (("--cover", "c.png"),),
    (("--voices", "voices"),),
    (("--engine", "pyttsx3"),),
    (("--title", "Un autre titre"),),
    (("--date", "2024-05-28"),),
    (("--jobs", "1"), ("--jobs", "3")),
)
"""Each is left out first, then taken in its forms, in turn."""

MADE_BY_HAND = ("plan.toml", "series.toml", "s.png")
EPISODES, PLAN = "episodes", "episodes/debate/plan.toml"


class Debate:
    """A folder with a debate that is edited and built, again and again."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.fresh, self.cache = (
            folder / "w" / "d",
            folder / "f" / "d",
            folder / "cache",
        )
        self.chance = chance
        self.chosen = [0] * len(OPTIONS)
        self.target = "debate.txt"
        self.epoch = False
        (self.folder / EPISODES).mkdir(parents=True)
        (self.folder / "debate.txt").write_text(TEXT, encoding="utf-8")
        shutil.copytree(default_directory(), self.folder / "voices")
        self.paint("c.png")
        self.paint(f"{EPISODES}/s.png")

    def paint(self, name: str) -> None:
        """Another picture."""
        colour = tuple(self.chance.randrange(256) for _ in range(3))
        Image.new("RGB", (400, 400), colour).save(self.folder / name)

    def other(self, name: str, pattern: str, *forms: str) -> None:
        """What `pattern` finds first in a file becomes the next of `forms`."""
        path = self.folder / name
        if path.exists():
            text = path.read_text(encoding="utf-8")
            found = re.search(pattern, text, re.MULTILINE)
            here = forms.index(found[0]) if found and found[0] in forms else -1
            form = forms[(here + 1) % len(forms)]
            text = re.sub(pattern, lambda _: form, text, count=1, flags=re.MULTILINE)
            path.write_text(text, encoding="utf-8")

    def come_or_go(self, name: str, text: str) -> None:
        """A file that is there, or is not."""
        path = self.folder / name
        if path.exists():
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")

    def made(self, kind: str) -> list[Path]:
        """Files of a build."""
        found = sorted((self.folder / EPISODES).rglob(kind))
        return [path for path in found if path.is_file() and path.name not in MADE_BY_HAND]

    def lose(self, kind: str, most: int = 1) -> None:
        """Files of a build are removed."""
        for path in self.made(kind)[:most]:
            path.unlink()

    def damage(self, paths: list[Path]) -> None:
        """A byte of each is another; its time stays."""
        for path in paths:
            data, status = bytearray(path.read_bytes()), path.stat()
            data[self.chance.randrange(len(data))] ^= 1
            path.write_bytes(data)
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    def of_cache(self, share: float) -> list[Path]:
        """Some of what is kept."""
        files = sorted(path for path in self.cache.rglob("*") if path.is_file())
        return self.chance.sample(files, int(share * len(files)))

    def forget(self) -> None:
        """Half of what is kept is removed."""
        for path in self.of_cache(0.5):
            path.unlink()

    def switch(self, number: int) -> None:
        """The next form of an option."""
        self.chosen[number] = (self.chosen[number] + 1) % (len(OPTIONS[number]) + 1)

    def plan_or_not(self) -> None:
        """Build from the plan from now on, or from the transcript."""
        if not (self.folder / PLAN).exists():
            self._run("plan", "debate.txt", folder=self.folder, cache=str(self.cache))
        self.target = "debate.txt" if self.target == PLAN else PLAN

    def say_when(self) -> None:
        """SOURCE_DATE_EPOCH is set, or not."""
        self.epoch = not self.epoch

    def command(self) -> list[str]:
        """The build as it is wished now."""
        forms = [((), *OPTIONS[n])[form] for n, form in enumerate(self.chosen)]
        return ["build", self.target, *(word for form in forms for word in form)]

    def differing(self) -> list[str]:
        """Build again and anew: files that are not the same, or how both ended."""
        again = self._run(*self.command(), folder=self.folder, cache=str(self.cache))
        shutil.rmtree(self.fresh, ignore_errors=True)
        shutil.copytree(self.folder, self.fresh)
        for path in self._files(self.fresh).values():
            path.unlink()
        anew = self._run(*self.command(), folder=self.fresh, cache="off")
        here, there = self._files(self.folder), self._files(self.fresh)
        wrong = [
            name
            for name, path in there.items()
            if name not in here or here[name].read_bytes() != path.read_bytes()
        ]
        ends = [f"exit code {run.returncode}: {run.stderr.strip()}" for run in (again, anew)]
        return wrong if again.returncode == anew.returncode else [*wrong, *ends]

    def _run(self, *words: str, folder: Path, cache: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PODCAST_CACHE": cache}
        environment.pop("SOURCE_DATE_EPOCH", None)
        if self.epoch:
            environment["SOURCE_DATE_EPOCH"] = "1700000000"
        command = [sys.executable, "-m", "podcast", *words]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    @staticmethod
    def _files(folder: Path) -> dict[str, Path]:
        found = sorted((folder / EPISODES).rglob("*"))
        return {
            str(path.relative_to(folder)): path
            for path in found
            if path.is_file() and path.name not in MADE_BY_HAND
        }


def edits(debate: Debate) -> dict[str, Callable[[], None]]:
    """All that is done to a debate between two builds, by name."""
    text, palette = "debate.txt", "voices/fr.toml"
    found: dict[str, Callable[[], None]] = {
        "a number": lambda: debate.other(text, r"1 [56]00 €", "1 500 €", "1 600 €"),
        "a word as long": lambda: debate.other(text, r"\b(mar|lun)di\b", "mardi", "lundi"),
        "the title": lambda: debate.other(text, r"fermer|garder", "fermer", "garder"),
        "the date": lambda: debate.other(text, r"1\d mars", "12 mars", "13 mars"),
        "a role": lambda: debate.other(text, r"\(agr.*\)|\(éle.*\)", "(agriculteur)", "(éleveur)"),
        "a name": lambda: debate.other(text, r"Anne Aulne|Aude Aulne", "Anne Aulne", "Aude Aulne"),
        "a paragraph": lambda: debate.other(
            text, r"L'ADNUM l'a dit\.(\n\nOui\.)?", "L'ADNUM l'a dit.", "L'ADNUM l'a dit.\n\nOui."
        ),
        "a lexicon": lambda: debate.come_or_go("debate.lexicon.toml", LEXICON),
        "a respelling": lambda: debate.other("debate.lexicon.toml", r"Adn\w+", "Adnume", "Adnoum"),
        "a series": lambda: debate.come_or_go(f"{EPISODES}/series.toml", SERIES),
        "a series' voice": lambda: debate.other(
            f"{EPISODES}/series.toml", r'voice = ".*"', 'voice = "Octave"', 'voice = "Basile"'
        ),
        "a series' cover": lambda: debate.paint(f"{EPISODES}/s.png"),
        "a cover": lambda: debate.paint("c.png"),
        "a voice": lambda: debate.other(palette, r"rate = \d+", "rate = 171", "rate = 166"),
        "a lexicon of all": lambda: debate.other(
            "voices/lexicon/fr.toml", r'^\[words\](\nécole = "collège")?$',
            "[words]", '[words]\nécole = "collège"',
        ),
        "a theme": lambda: debate.other(
            "voices/themes/fr.toml", r'^title = ".*"', 'title = "Un"', 'title = "Deux"'
        ),
        "an MP3 is gone": lambda: debate.lose("*.mp3"),
        "captions are gone": lambda: debate.lose("*.vtt"),
        "all is gone": lambda: debate.lose("*", 999),
        "an MP3 is damaged": lambda: debate.damage(debate.made("*.mp3")[-1:]),
        "a page is edited": lambda: debate.damage(debate.made("index.html")),
        "half of the cache is gone": debate.forget,
        "the cache is damaged": lambda: debate.damage(debate.of_cache(0.3)),
        "a plan": debate.plan_or_not,
        "a plan's title": lambda: debate.other(
            PLAN, r"^#? ?title = .*$", 'title = "Titre du plan"', '# title = "Titre"'
        ),
        "a plan's episodes": lambda: debate.other(
            PLAN, r"^#? ?speakers = .*$", "speakers = true", "# speakers = false"
        ),
        "SOURCE_DATE_EPOCH": debate.say_when,
    }  # fmt: skip
    for number, forms in enumerate(OPTIONS):
        found[forms[0][0]] = lambda number=number: debate.switch(number)  # type: ignore[misc]
    return found


def main() -> int:
    """Edit, build, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name:
        debate = Debate(Path(name), chance)
        known = edits(debate)
        steps = [[], *([one] for one in known)]
        steps += [
            chance.sample(list(known), chance.choice((1, 1, 2, 3))) for _ in range(asked.steps)
        ]
        wrong = 0
        for step in steps:
            for one in step:
                known[one]()
            differing = debate.differing()
            wrong += bool(differing)
            print(", ".join(step) or "first", "–", differing or "the same", flush=True)
            if differing:
                print("    podcast", *debate.command(), flush=True)
    print(f"{len(steps)} builds, {wrong} were not as built anew")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
