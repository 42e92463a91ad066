"""The front matter of a text: the header that site generators read, as YAML between two "---",
TOML between two "+++", or JSON in braces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import tomli

_FENCES = {"---": ("---", "..."), "+++": ("+++",), "{": ("}",)}
_MOST_LINES = 200
_KEY = re.compile(r"[A-Za-zÀ-ÿ_-][\wÀ-ÿ-]{1,29}")
_LINE = re.compile(rf"^({_KEY.pattern})\s*:\s+[\"']?(.*?)[\"']?\s*$")
_NAMES = ("name", "nom", "title")

Header = dict[str, list[str]]


def front_matter(lines: Sequence[str]) -> tuple[Header, int]:
    """The entries of the header that `lines` begin with, each a list of texts, its key in small
    letters, and of how many lines it is; none, and 0, where there is none.

    Of people who are listed with more than a name, the name and the role are one text ("Anne Roux,
    maire"). Where a header is no good YAML, its plain lines ("title: A: B") are still read.
    """
    first = next((at for at, line in enumerate(lines[:_MOST_LINES]) if line.strip()), 0)
    opens = lines[first].strip() if lines else ""
    ends = _FENCES.get(opens, ())
    inside = range(first + 1, min(len(lines), _MOST_LINES))
    end = next((at for at in inside if lines[at].strip() in ends), 0)
    if not end:
        return {}, 0
    entries = entries_of(opens, lines[first + 1 : end])
    name = next(iter(entries), None)
    if not isinstance(name, str) or not _KEY.fullmatch(name):
        return {}, 0
    return {str(key).lower(): list(_texts(value)) for key, value in entries.items()}, end + 1


def scalar(header: Header, *keys: str) -> str | None:
    """The first text that the header has under one of `keys`."""
    return next((text for key in keys for text in header.get(key, ())[:1] if text), None)


def entries_of(opens: str, inside: Sequence[str]) -> dict[Any, Any]:
    """What the lines `inside` of a header hold that `opens` so; none where it is no header."""
    import yaml

    # Every scalar is a text, and nothing else is made: "2024" and "no" stay what people wrote.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = "\n".join(inside)
    try:
        if opens == "{":
            entries = json.loads(f"{{{text}}}")
        elif opens == "+++":
            entries = tomli.loads(text)
        else:
            entries = yaml.load(text, loader)
    except (ValueError, yaml.YAMLError, RecursionError):
        return {found[1]: found[2] for line in inside if (found := _LINE.match(line))}
    return entries if isinstance(entries, dict) else {}


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            name = next((item[key] for key in _NAMES if isinstance(item.get(key), str)), "")
            role = item.get("role")
            item = f"{name}, {role}" if name and isinstance(role, str) and role else name
        if item is not None and not isinstance(item, list):
            text = " ".join(str(item).split())
            if text:
                yield text
