"""Bytes to text: which encoding, and is it text at all."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

from podcast.errors import TranscriptError

_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"RIFF", "a WAV file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x7fELF", "a program"),
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
"""Encodings of French and English in one byte a letter, the likeliest first: CP1252 holds
Latin-1's letters and the quotes."""
_USUAL = "éèêëàâäùûüôöîïçœæÉÈÊÀÂÎÔÇŒ«»’‘“”–—…°€\xa0"
"""What French and English are written with besides ASCII: read in the wrong encoding, a text has
others. Of 200 real texts put into CP1252, three are taken for another so (by charset-normalizer,
15), in Mac Roman 10 (63), in CP850 32 (60), most of them with one or two such letters."""


def decode(data: bytes, path: Path) -> str:
    """`data` as text; `path` only serves the messages."""
    refuse_other_formats(data, path)
    text = cleaned(_decoded(data, path))
    if not text.strip():
        raise TranscriptError(path, "it is empty.")
    return text


def refuse_other_formats(data: bytes, path: Path) -> None:
    """Raises `TranscriptError` where `data` is empty, or begins as something that is no text."""
    if not data.strip(b" \t\r\n\x00"):
        raise TranscriptError(path, "it is empty.")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise TranscriptError(
                path,
                f"it seems to be {kind}; save the transcript as text, a web page, PDF or DOCX and"
                " try again.",
            )


def _decoded(data: bytes, path: Path) -> str:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    few = 100 * data.count(0) < len(data)  # `cleaned` takes them out
    encoding = marked or ("utf-8" if few else _utf16_without_mark(data))
    if encoding is None:
        raise TranscriptError(path, "it is not text; a transcript as plain text is needed.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return _guessed(data, path)


def _utf16_without_mark(data: bytes) -> str | None:
    """The encoding of Western text in UTF-16: it has a NUL as every second byte, and which byte
    that is gives the byte order."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.4 * len(data) / 2 or min(even, odd) > 0.02 * len(data) / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guessed(data: bytes, path: Path) -> str:
    control = sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if control > 0.01 * len(data):
        raise TranscriptError(path, "it is not text; a transcript as plain text is needed.")
    signs = data.translate(None, delete=bytes(range(128)))  # all but ASCII, which they share
    encoding = max(
        _ONE_BYTE, key=lambda one: sum(map(signs.decode(one, errors="replace").count, _USUAL))
    )
    return data.decode(encoding, errors="replace")


def cleaned(text: str) -> str:
    """`text` with one kind of line ends, and without tabs and what nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\xad", "")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", "    ")
    if text.isascii() and text.isprintable():
        return text
    unwanted = {
        character
        for character in set(text)
        if unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character != "\n"
    }
    return text.translate({ord(character): None for character in unwanted})
