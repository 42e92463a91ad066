"""Documents that are deep, circular or made of a million parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.errors import PodcastError
from podcast.reading.read import read_bytes

DEPTH = 100_000


def pdf_of(objects: int) -> bytes:
    parts = [
        b"%PDF-1.4\n",
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
    ]
    parts += [b"%d 0 obj<</A %d 0 R>>endobj\n" % (n, n + 1) for n in range(4, objects)]
    table, place = [], 0
    for part in parts:
        table.append(b"%010d 00000 n \n" % place)
        place += len(part)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % len(parts)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts), place)
    return b"".join((*parts, head, *table[1:], end))


CIRCLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages"
    b"/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)
TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>%b%b</body></text></TEI>'


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("x.html", b"<body>" + b"<div>" * DEPTH + b"Oui" + b"</div>" * DEPTH),
        ("x.json", b"[" * DEPTH + b"]" * DEPTH),
        ("x.json", b'{"a":' * DEPTH + b"1" + b"}" * DEPTH),
        ("x.xml", TEI % (b"<div>" * DEPTH, b"</div>" * DEPTH)),
        ("x.pdf", 1_000_000),
        ("x.pdf", CIRCLE),
    ],
    ids=["HTML", "lists", "objects", "TEI", "a million objects", "a circle"],
)
def test_it_is_refused_in_a_sentence(file: str, data: bytes | int) -> None:
    if isinstance(data, int):
        data = pdf_of(data)  # only here: it takes a second to write
    with pytest.raises(PodcastError) as raised:
        read_bytes(data, Path(file), language="fr")
    assert str(raised.value).startswith(f"{file}: ")
    assert len(str(raised.value)) < 1_000
