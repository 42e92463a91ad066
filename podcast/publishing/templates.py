"""Pages and XML files, made of the templates beside this file: what is not known is an error, and
all text is escaped."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from lxml import etree

from podcast.timecode import clock, full_clock

_ROOT = re.compile("<(?![?!])")

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


_ENVIRONMENT.filters.update(
    clock=clock, full_clock=full_clock, seconds=lambda time: f"{time / 1000:.3f}s", url=quote
)


def template_of(name: str) -> Template:
    """Return the template in the file `name`, seen from this one's folder."""
    return _ENVIRONMENT.get_template(name)


def xml_of(name: str, *, compact: bool = False, **values: Any) -> bytes:
    """Return the XML file that the template `name` makes of `values`: well-formed, or lxml raises,
    and the same bytes for the same values. What stands before its root stays as it is; `compact`
    leaves out the white between elements."""
    text = template_of(name).render(values)
    start = _ROOT.search(text)
    assert start is not None
    parser = etree.XMLParser(remove_blank_text=compact)
    root = etree.fromstring(text[start.start() :], parser)
    end = "" if compact else "\n"
    return f"{text[: start.start()]}{etree.tostring(root, encoding='unicode')}{end}".encode()
