"""Debates of invented people in many layouts: what is said stays the same, the setting changes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from podcast.reading import read_debate

DATA = Path(__file__).parents[1] / "data"
_SOURCES = (
    "nom-deux-points.txt", "theatre-points.txt", "roles-seuls.txt", "belge.txt", "fonctions.txt",
    "prenoms-seuls.txt", "radio-lignes-coupees.txt", "senat-civilite-tiret.txt", "lyceens.txt",
    "questions-reponses.txt", "interview-gras.md", "gras-variantes.md",
    "cm-nom-seul-sans-liste.txt",
)  # fmt: skip
_SYLLABLES = (
    "ba be bo da di do ga go ka ke ki la le lo ma mi mo na ne no pa ra ri ro sa ta ti to va vi zo"
).split()
_ROLES = (
    "guetteur raccommodeuse passeur cordelière veilleuse boussetier tisserande fontainier sonneur"
    " herboriste rémouleur chandelière"
).split()


Layout = Callable[["list[Said]"], str]


@dataclass(frozen=True, slots=True)
class Said:
    """A turn: who speaks, and the paragraphs."""

    who: str
    paragraphs: tuple[str, ...]


@cache
def _paragraphs() -> tuple[str, ...]:
    """What is said in the transcripts of tests/data, sentence by sentence, without any label."""
    found = []
    for name in _SOURCES:
        for turn in read_debate(DATA / name).turns:
            found += [p.text for p in turn.paragraphs if re.search(r"\w{3}.*[.!?…]$", p.text)]
    return tuple(dict.fromkeys(found))


def invented_name(chance: random.Random) -> str:
    """A first name and a surname that nobody has."""
    first, last = ("".join(chance.choices(_SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return f"{first} {last}"


def invented_role(chance: random.Random) -> str:
    """Somebody called by a trade that no list knows: "La raccommodeuse"."""
    role = chance.choice(_ROLES)
    article = "la" if role.endswith(("se", "ère", "de", "ste")) else "le"
    return f"{article} {role}"


def debate(chance: random.Random, *, turns: int = 24, roles: bool = False) -> list[Said]:
    """A debate of three to five people; the first leads, and speaks every second or third time."""
    people: list[str] = []
    while len(people) < chance.randint(3, 5):
        name = invented_role(chance) if roles else invented_name(chance)
        if all(name.split()[-1] != other.split()[-1] for other in people):
            people.append(name)
    said: list[Said] = []
    texts = list(_paragraphs())
    chance.shuffle(texts)
    for number in range(turns):
        others = [p for p in people if not said or p != said[-1].who]
        who = people[number] if number < len(people) else chance.choice(others)
        if said and who == said[-1].who:
            who = others[0]
        paragraphs = [texts.pop() for _ in range(chance.choice((1, 1, 2))) if texts]
        said.append(Said(who, tuple(paragraphs or ["Oui."])))
    return said


def _stamp(number: int) -> str:
    return f"{number // 60:02}:{number % 60:02}:{number * 7 % 60:02}"


def _wrapped(text: str, width: int = 70, indent: str = "", first: str = "") -> str:
    lines: list[str] = [first]
    for word in text.split():
        if len(lines[-1]) + len(word) > width and lines[-1].strip():
            lines.append(indent)
        lines[-1] += word if not lines[-1].strip() else f" {word}"
    return "\n".join(lines)


def _each(form: str, *, join: str = "\n\n", upper: bool = False, between: str = "\n\n") -> Layout:
    """Each turn set by `form`; {n} is the name, {t} the first paragraph with the rest behind it."""

    def write(said: list[Said]) -> str:
        return join.join(
            form.format(
                n=turn.who.upper() if upper else turn.who[0].upper() + turn.who[1:],
                l=turn.who, t=between.join(turn.paragraphs), s=_stamp(number), i=number,
                w=_wrapped(" ".join(turn.paragraphs)),
            )
            for number, turn in enumerate(said, start=1)
        )  # fmt: skip

    return write


def _hanging(said: list[Said]) -> str:
    return "\n".join(
        _wrapped(" ".join(t.paragraphs), 78, " " * 24, f"{t.who[0].upper() + t.who[1:]}:".ljust(24))
        for t in said
    )


def _indented(said: list[Said]) -> str:
    return "\n".join(
        _wrapped(f"{t.who[0].upper() + t.who[1:]}: {' '.join(t.paragraphs)}", 76, "", "    ")
        for t in said
    )


def _wrapped_colon(said: list[Said]) -> str:
    return "\n".join(
        _wrapped(f"{t.who[0].upper() + t.who[1:]} : {' '.join(t.paragraphs)}", 76) for t in said
    )


LAYOUTS: dict[str, Layout] = {
    "colon": _each("{n}: {t}"),
    "colon with a blank": _each("{n} : {t}"),
    "colon, no blank lines": _each("{n} : {t}", join="\n", between="\n"),
    "colon, wrapped lines": _wrapped_colon,
    "colon, lines further in": _indented,
    "colon, hanging": _hanging,
    "capitals and colon": _each("{n} : {t}", upper=True),
    "full stop and dash": _each("{n}. – {t}"),
    "dash": _each("{n} – {t}"),
    "name above": _each("{n}\n\n{t}"),
    "name right above": _each("{n}\n{t}"),
    "name above, wrapped": _each("{n}\n\n{w}"),
    "capitals above": _each("{n}\n{t}", upper=True),
    "name and colon above": _each("{n} :\n\n{t}"),
    "bold and colon": _each("**{n} :** {t}"),
    "bold, colon outside": _each("**{n}** : {t}"),
    "bold alone": _each("**{n}**\n\n{t}"),
    "bold right above": _each("**{n}**\n{t}"),
    "bold, nothing between": _each("**{n}** {t}"),
    "underscores": _each("__{n}__: {t}"),
    "italic and colon": _each("*{n} :* {t}"),
    "heading": _each("### {n}\n\n{t}"),
    "heading with colon": _each("## {n} :\n\n{t}"),
    "list items": _each("- {n} : {t}", join="\n", between=" "),
    "list items, bold": _each("* **{n}**: {t}", join="\n", between=" "),
    "speech as list": _each("**{n}**\n* {t}", between="\n* "),
    "stamp before": _each("{s} {n}\n{t}"),
    "stamp in brackets": _each("[{s}] {n} : {t}"),
    "stamp behind": _each("{n}  {s}\n{t}"),
    "stamp behind in brackets": _each("{n} ({s}) : {t}"),
    "stamp above": _each("{s}\n{n} : {t}"),
    "stamp behind, then colon": _each("{n} {s} :\n{t}"),
    "stamp in brackets with the name": _each("[{n} {s}]\n\n{t}"),
    "stamp in the bold": _each("**{n} ({s}) –** {t}"),
    "bar": _each("{n} | {t}"),
    "arrow": _each("{n} > {t}"),
    "square brackets": _each("[{n}] {t}"),
    "square brackets above": _each("[{n}]\n\n{t}"),
    "angle brackets": _each("<{n}> {t}", join="\n", between=" "),
    "numbered": _each("{i}. {n} : {t}"),
    "quoted": _each("> {n} : {t}", between=" "),
    "tab": _each("{n}\t{t}", between=" "),
    "HTML bold": _each("<p><b>{n}:</b> {t}</p>", between="</p>\n<p>", join="\n"),
    "HTML strong alone": _each(
        "<p><strong>{n}</strong></p>\n<p>{t}</p>", between="</p>\n<p>", join="\n"),
    "HTML headings": _each("<h3>{n}</h3>\n<p>{t}</p>", between="</p>\n<p>", join="\n"),
    "HTML list": _each("<dt>{n}</dt>\n<dd>{t}</dd>", between="</dd>\n<dd>", join="\n"),
    "HTML line break": _each("<p><b>{n}</b><br>{t}</p>", between="</p>\n<p>", join="\n"),
    "WebVTT": lambda said: "WEBVTT\n\n" + _each(
        "00:{i:02}:00.000 --> 00:{i:02}:09.000\n<v {n}>{t}", between=" ")(said),
}  # fmt: skip
