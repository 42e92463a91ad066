"""Documents that are ZIP archives of XML (DOCX, ODT), opened as files that nobody vouches for."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

LARGEST_PART = 128 * 1024 * 1024
"""Bytes that one part of an archive may unpack to; a debate of a week is a few megabytes."""


class UnreadableError(Exception):
    """A file is not what it seems, damaged, locked, or far too large; the message is a clause for
    people, which `opening` turns into a sentence about the file."""


class Archive:
    """The parts of a ZIP archive by name, each unpacked when asked for and never beyond bounds."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise UnreadableError("the archive is damaged") from error

    def read(self, name: str) -> bytes:
        """The part `name`; raises `UnreadableError` where it is missing, damaged or too large."""
        try:
            with self._zip.open(name) as part:
                # Not the size that the archive claims: what comes out is counted.
                data = part.read(LARGEST_PART + 1)
        except KeyError:
            raise UnreadableError(f"the part {name} is missing") from None
        except (
            zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError,
            NotImplementedError,
        ) as error:  # fmt: skip
            raise UnreadableError(f"the part {name} is damaged or locked by a password") from error
        if len(data) > LARGEST_PART:
            raise UnreadableError(
                f"the part {name} unpacks to more than {LARGEST_PART >> 20} MB: that is no debate"
            )
        return data

    def xml(self, name: str) -> etree._Element:
        """The part `name` as XML, an empty element where there is none."""
        return parse_xml(self.read(name), name) if name in self.names else etree.Element("none")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """`data` as XML without comments, names of tags and attributes without their namespaces: no
    entity is expanded, nothing is loaded from elsewhere, and the depth is bounded (libxml2's own
    limits). Raises `UnreadableError`, with `name` in its message."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = str(error).split("\n")[0][:120]
        raise UnreadableError(f"{name} is not well-formed ({what})") from error
    if root is None:
        raise UnreadableError(f"{name} is empty")
    for element in root.iter(etree.Element):
        element.tag = _local(str(element.tag))
        for full, value in element.attrib.items():
            if _local(str(full)) not in element.attrib:
                element.set(_local(str(full)), value)
    return root


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]


def line_of(element: etree._Element) -> int:
    """The line of the file on which an element begins, 1 where that is not known."""
    return element.sourceline if isinstance(element.sourceline, int) else 1


def text_of(element: etree._Element) -> str:
    """All text in an element, with single blanks."""
    return " ".join("".join(str(part) for part in element.itertext()).split())
