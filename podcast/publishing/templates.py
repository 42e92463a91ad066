"""How the pages that are written are made of templates: what is not known is an error, and all text
is escaped."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, StrictUndefined, Template


def environment() -> Environment:
    """Return what templates are made in; each file that has filters of its own has its own."""
    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def template_of(name: str) -> Template:
    """Return the template in the file `name` beside this one."""
    return environment().from_string(resources.files(__package__).joinpath(name).read_text("utf-8"))
