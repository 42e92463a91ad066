"""Which format a file is in, found by what it holds, and the reader for it."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from podcast.errors import TranscriptError
from podcast.model import Debate
from podcast.reading.decoding import decode, refuse_other_formats
from podcast.reading.document import Document
from podcast.reading.formats.archive import UnreadableError
from podcast.reading.formats.captions import looks_like_captions, read_captions
from podcast.reading.formats.fields import json_of_fields, json_of_records
from podcast.reading.plain_text import read_plain_text

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes; a PDF or a DOCX may hold pictures."""

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes of text; ten hours of debate are less than one megabyte."""

_STDIN = "-"


def load_bytes(path: Path) -> bytes:
    """What the file at `path` holds, or standard input where it is "-".

    Raises `TranscriptError` where there is no such file, it cannot be read, or is far too large.
    """
    try:
        if str(path) == _STDIN:
            data = _read(sys.stdin.buffer, path)
        else:
            with path.open("rb") as file:
                data = _read(file, path)
    except FileNotFoundError:
        raise TranscriptError(path, "there is no such file.") from None
    except (OSError, ValueError) as error:
        if path.is_dir():  # whatever error a system gives for a folder
            raise TranscriptError(path, "it is a folder; name a transcript in it.") from None
        reason = getattr(error, "strerror", None) or error
        raise TranscriptError(path, f"it cannot be read ({reason}).") from error
    if len(data) > LARGEST_FILE:
        raise TranscriptError(
            path, f"it is larger than {LARGEST_FILE >> 20} MB: that is no debate."
        )
    return data


def _read(file: BinaryIO, path: Path) -> bytes:
    data = file.read(LARGEST_TEXT + 1)
    if len(data) <= LARGEST_TEXT:
        return data
    if not _is_zip(data) and not _is_pdf(data):
        _refuse_no_text(data, path)  # before the rest of it fills the memory
    return data + file.read(LARGEST_FILE + 1 - len(data))


def _refuse_no_text(data: bytes, path: Path) -> None:
    refuse_other_formats(data, path)
    if len(data) > LARGEST_TEXT:
        raise TranscriptError(
            path, f"it is a text of more than {LARGEST_TEXT >> 20} MB: that is no debate."
        )


def open_document(data: bytes, path: Path) -> Document | Debate:
    """The document that `data` is; a debate at once where a reading was saved.

    `path` only serves the messages. Raises `TranscriptError` where no reader can make anything of
    it.
    """
    try:
        return _opened(data, path)
    except UnreadableError as error:
        raise TranscriptError(path, f"{error}.") from error


def _opened(data: bytes, path: Path) -> Document | Debate:
    # Readers are imported when needed: most runs need one, and XML and PDF take a while.
    if _is_zip(data):
        from podcast.reading.formats.office import read_office

        return read_office(data)
    if _is_pdf(data):
        from podcast.reading.formats.pdf import read_pdf

        return read_pdf(data)
    _refuse_no_text(data, path)
    if _is_markup(data):
        from podcast.reading.formats.markup import read_markup

        document = read_markup(data, path)
        if document is not None:
            return document
    text = decode(data, path)
    if looks_like_captions(text):
        return read_captions(text)
    if text.lstrip("\ufeff \n")[:1] in "@F":
        from podcast.reading.formats import speech_corpora as corpora

        if corpora.looks_like_chat(text):
            return corpora.read_chat(text)
        if corpora.looks_like_praat(text):
            return corpora.read_praat(text)
    if (records := json_of_records(text)) is not None:
        from podcast.reading.formats.json_text import read_json

        with suppress(TranscriptError):
            found = read_json(records, path)
            if isinstance(found, Document) and any(line.speaker for line in found.lines):
                return found
    text = json_of_fields(text) or text
    if text.lstrip("\ufeff \n")[:1] in "{[":
        from podcast.reading.formats.json_text import read_json

        saved = read_json(text, path)
        if saved is not None:
            return saved
    from podcast.reading.edit_layout import looks_like_layout, read_layout

    if looks_like_layout(text):
        return read_layout(text, path)
    from podcast.reading.formats.tables import read_separated

    return read_separated(text) or read_plain_text(text)


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def _is_pdf(data: bytes) -> bool:
    return data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%PDF-")


def _is_markup(data: bytes) -> bool:
    head = data[:3000].replace(b"\x00", b"").lower()
    return (
        head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<")
        or b"<html" in head
        or b"<!doctype" in head
    )
