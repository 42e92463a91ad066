"""XML, made of elements and never of text: what a transcript says cannot become markup.

Texts must be `shown` already, which takes out what XML cannot hold (lxml refuses it otherwise).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = etree._Element

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
SMIL = "http://www.w3.org/ns/SMIL"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"

_PREFIXES: dict[str, dict[Any, str]] = {  # None is the prefix of what has none
    XHTML: {None: XHTML, "epub": EPUB},
    SMIL: {None: SMIL, "epub": EPUB},
    OPF: {None: OPF, "dc": DC},
    CONTAINER: {None: CONTAINER},
}
_ATTRIBUTES = {
    "epub:": f"{{{EPUB}}}",
    "xml:": "{http://www.w3.org/XML/1998/namespace}",
}

Children = Element | str | None


def element(namespace: str, tag: str, attributes: dict[str, str] | None = None) -> Element:
    """Return an element; attributes may begin with `epub:` or `xml:`."""
    made = etree.Element(f"{{{namespace}}}{tag}", nsmap=_PREFIXES.get(namespace))
    for name, value in (attributes or {}).items():
        for prefix, full in _ATTRIBUTES.items():
            if name.startswith(prefix):
                name = full + name.removeprefix(prefix)
        made.set(name, value)
    return made


def html(tag: str, attributes: dict[str, str] | None = None, *children: Children) -> Element:
    """Return an XHTML element with texts and elements in it, in this order; None is left out."""
    return filled(element(XHTML, tag, attributes), *children)


def filled(parent: Element, *children: Children) -> Element:
    """`parent`, with these put after what is in it."""
    for child in children:
        if child is None:
            continue
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + child
        else:
            parent.text = (parent.text or "") + child
    return parent


def lines(parent: Element) -> Element:
    """`parent`, each of its elements on a line of its own, for people who open the file."""
    for child in parent:
        child.tail = f"{child.tail or ''}\n"
    parent.text = f"{parent.text or ''}\n"
    return parent


def written(root: Element, doctype: str = "") -> bytes:
    """Return the file with this root: the same bytes for the same elements."""
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    start = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return f"{start}{text}\n".encode()


def page(language: str, title: str, *body: Children) -> bytes:
    """Return a whole XHTML document."""
    head = html(
        "head",
        None,
        html("title", None, title),
        html("link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"}),
    )
    root = html(
        "html",
        {"lang": language, "xml:lang": language},
        lines(head),
        lines(html("body", None, *body)),
    )
    return written(lines(root), "<!DOCTYPE html>")
