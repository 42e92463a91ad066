"""Files of tags: which kind, in which encoding."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from podcast.reading.decoding import decode
from podcast.reading.document import Document
from podcast.reading.formats.archive import UnreadableError

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,30})", re.I)
_XML = re.compile(r"\ufeff?\s*<\?xml\s")
_ROOT = re.compile(
    r"\ufeff?(?:\s+|<\?.*?\?>|<!--.*?-->|<!(?!doctype\s+html)[^\[>]*(?:\[.*?\]\s*)?>)*<([\w:.-]+)",
    re.I | re.S,
)
_PAGE = frozenset({"html", "head", "body"})
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"})


def read_markup(data: bytes, path: Path) -> Document | None:
    """The document that a web page or an XML file is; None where it is none.

    Raises `UnreadableError` where it is XML that is damaged.
    """
    from lxml.html.defs import tags

    from podcast.reading.formats.html import looks_like_html, read_html
    from podcast.reading.formats.records import read_other_xml
    from podcast.reading.formats.speech_corpora import read_corpus_xml
    from podcast.reading.formats.tei import looks_like_tei, read_tei
    from podcast.reading.plain_text import read_plain_text

    text = decode_markup(data, path)
    if looks_like_tei(text):
        return read_tei(data.lstrip(b" \r\n\t"))
    corpus = read_corpus_xml(data.lstrip(b" \r\n\t"), text)
    if corpus is not None:
        return corpus
    root = _ROOT.match(text)
    if _XML.match(text) and root is not None and root[1].lower() not in _PAGE:
        return read_other_xml(data.lstrip(b" \r\n\t"))
    other = root is not None and root[1].lower() not in tags
    if other or ("xmlns" in text[:1000] and "xhtml" not in text[:1000]):
        with suppress(UnreadableError):
            document = read_other_xml(data.lstrip(b"\xef\xbb\xbf \r\n\t"))
            if any(line.speaker for line in document.lines):
                return document
    if looks_like_html(text):
        return read_html(text, read_plain_text)
    return None


def decode_markup(data: bytes, path: Path) -> str:
    """`data` as text: UTF-8 where it is that, whatever it declares; else as it declares.

    Latin-1 is read as CP1252, as browsers do (https://encoding.spec.whatwg.org/#names-and-labels).
    """
    declared = _CHARSET.search(data[:4000])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared is not None and b"\x00" not in data:
            name = declared.group(1).decode("ascii").lower()
            name = "cp1252" if name in _LATIN else name
            with suppress(LookupError):
                data = data.decode(name, errors="replace").encode("utf-8")
    return decode(data, path)
