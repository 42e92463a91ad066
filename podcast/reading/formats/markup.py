"""Files of tags: which kind, in which encoding."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from podcast.reading.decoding import decode
from podcast.reading.document import Document

_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{3,30})", re.I)
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "iso8859-1"})


def read_markup(data: bytes, path: Path) -> Document | None:
    """The document that a web page, a TEI or a Transcriber file is; None where it is none."""
    from podcast.reading.formats.html import looks_like_html, read_html
    from podcast.reading.formats.tei import looks_like_tei, read_tei
    from podcast.reading.formats.transcriber import looks_like_transcriber, read_transcriber
    from podcast.reading.plain_text import read_plain_text

    text = decode_markup(data, path)
    if looks_like_tei(text):
        return read_tei(data.lstrip(b" \r\n\t"))
    if looks_like_transcriber(text):
        return read_transcriber(data.lstrip(b" \r\n\t"))
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
