"""The talking book as DAISY 2.02, in a ZIP: what its specification demands.

DAISY 2.02, Recommendation of 28 February 2001: 2.1 (`ncc.html`), 2.2 (SMIL), 2.3 (the master SMIL),
2.4 (text). It follows every address from the list of contents to the sound, in the order in which
a player reads on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from podcast.checking.book import AGAIN, Book, clock, in_archive, look_at_sound, other_length
from podcast.checking.book import resolved as file_in_book
from podcast.checking.finding import Finding, error, quoted, stamp, warning
from podcast.checking.opening import UnreadableError, as_xml

_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)

_X = "{http://www.w3.org/1999/xhtml}"
_NCC = "ncc.html"
_FORMAT = "Daisy 2.02"
_ONCE = (
    "dc:date", "dc:format", "dc:identifier", "dc:publisher", "dc:title", "ncc:charset",
    "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime",
)  # fmt: skip
_ONCE_OR_MORE = ("dc:creator", "dc:language")
_COUNTED = {
    "ncc:pageFront": "page-front", "ncc:pageNormal": "page-normal",
    "ncc:pageSpecial": "page-special", "ncc:prodNotes": "optional-prodnote",
    "ncc:sidebars": "sidebar", "ncc:footnotes": "noteref",
}  # fmt: skip
_SPANS = frozenset(_COUNTED.values())
_HEADING = re.compile(r"h[1-6]")
_SKIPPED = frozenset({"sidebar-on", "prodnote-on", "footnote-on", "pagenumber-on"})
_NPT = re.compile(r"npt=(.+)")


def check_daisy(path: Path, length: float | None = None) -> list[Finding]:
    """Return what is wrong with the book at `path`, beside an MP3 of `length` milliseconds (None
    where there is none); raises `UnreadableError`."""
    return in_archive(path, lambda book: _findings(book, length))


def _findings(book: Book, length: float | None) -> Iterator[Finding]:
    if _NCC not in book.names:
        yield _error("daisy-ncc", "There is no ncc.html in it")
        return
    for name in sorted(book.names):
        yield from _file(name, book)
    if _NCC not in book.overlays:
        return
    ncc = book.overlays[_NCC]
    smils, wrong = _contents(ncc, book)
    yield from _metadata(ncc)
    yield from wrong
    total, last = 0.0, 0.0
    for name in smils:
        spoken = 0.0
        for found, own in _pars(name, book):
            if found is not None:
                yield found
            if own is None:
                continue
            begin, end = own
            if begin < last - 1:
                yield _error(
                    "daisy-clip",
                    f"A clip starts at {stamp(begin)}, before the last one ends ({stamp(last)})",
                    name,
                )
            spoken, last = spoken + end - begin, end
        yield from _smil_head(name, book, spoken, total)
        total += spoken
    stated = clock(_meta(ncc).get("ncc:totalTime"))
    if stated is not None and abs(stated - total) > 1500:
        yield _error(
            "daisy-time", f"It says that it lasts {stamp(stated)}, and lasts {stamp(total)}", _NCC
        )
    yield from other_length(book, length)


def _file(name: str, book: Book) -> Iterator[Finding]:
    try:
        if name.endswith(".mp3"):
            yield from look_at_sound(name, book)
        elif name.endswith((".html", ".smil")):
            root = as_xml(book.read(name))
            addresses = [element.get("id", "") for element in root.iter()]
            book.documents[name] = set(addresses)
            book.overlays[name] = root
            for double, count in Counter(filter(None, addresses)).items():
                if count > 1:
                    yield _error("daisy-id", f"{quoted(double)} is there {count} times", name)
    except UnreadableError as broken:
        yield error("daisy-file", str(broken), name)


def _meta(root: etree._Element) -> dict[str, str]:
    return {
        element.get("name", ""): element.get("content", "")
        for element in root.iter(f"{_X}meta", "meta")
    }


def _metadata(ncc: etree._Element) -> Iterator[Finding]:
    counts = Counter(element.get("name", "") for element in ncc.iter(f"{_X}meta"))
    known = _meta(ncc)
    for name in (*_ONCE, *_ONCE_OR_MORE):
        if counts[name] == 0 or not known[name].strip():
            yield _error("daisy-meta", f"The specification demands {name}", _NCC)
        elif counts[name] > 1 and name in _ONCE:
            yield _error("daisy-meta", f"{name} is there {counts[name]} times", _NCC)
    if known.get("dc:format", _FORMAT) != _FORMAT:
        yield _error(
            "daisy-meta", f"dc:format is {quoted(known['dc:format'])}, not {_FORMAT}", _NCC
        )
    body = ncc.find(f"{_X}body")
    entries = [] if body is None else [e for e in body if isinstance(e.tag, str)]
    kinds = Counter(entry.get("class", "") for entry in entries)
    levels = [int(e.tag[-1]) for e in entries if _HEADING.fullmatch(e.tag.removeprefix(_X))]
    expected = {name: kinds[kind] for name, kind in _COUNTED.items()}
    expected |= {"ncc:tocItems": len(entries), "ncc:depth": max(levels, default=0)}
    for name, count in expected.items():
        if name in known and known[name] != str(count):
            yield _error("daisy-count", f"{name} is {quoted(known[name])}; there are {count}", _NCC)
        elif name not in known and count and name != "ncc:depth":
            yield _error("daisy-meta", f"The specification demands {name}", _NCC)


def _contents(ncc: etree._Element, book: Book) -> tuple[list[str], list[Finding]]:
    """Return the SMIL files in the order of reading, and what is wrong with the list of contents
    that leads to them."""
    smils: list[str] = []
    found: list[Finding] = []
    body = ncc.find(f"{_X}body")
    entries = [] if body is None else [e for e in body if isinstance(e.tag, str)]
    if not entries or entries[0].tag != f"{_X}h1" or entries[0].get("class") != "title":
        found.append(_error("daisy-ncc", "It does not begin with an h1 of the class title", _NCC))
    level, place = 0, 0
    for entry in entries:
        tag, line = entry.tag.removeprefix(_X), f"{_NCC} {entry.sourceline}"
        if _HEADING.fullmatch(tag):
            if int(tag[1]) > level + 1:
                found.append(_error("daisy-ncc", f"An {tag} follows an h{level}", line))
            level = int(tag[1])
        elif (tag, entry.get("class")) not in {("div", "group"), *(("span", k) for k in _SPANS)}:
            found.append(_error("daisy-ncc", f"A {tag} is not allowed there", line))
        link = entry.find(f"{_X}a")
        address = "" if link is None else link.get("href", "")
        name, fragment = file_in_book(address, _NCC) or "", address.partition("#")[2]
        if name not in book.overlays or fragment not in book.documents[name]:
            found.append(_error("daisy-link", f"{quoted(address)} leads nowhere", line))
            continue
        if not str(entry.xpath("string()")).strip():
            found.append(_error("daisy-ncc", "An entry has no words", line))
        if name not in smils:
            smils.append(name)
            place = 0
        targets = [e.get("id") for e in book.overlays[name].iter("par", "text")]
        at = targets.index(fragment) if fragment in targets else -1
        if at < 0:
            message = f"{quoted(address)} is no par and no text"
            found.append(_error("daisy-link", message, line))
        elif name != smils[-1] or at < place:
            found.append(_error("daisy-order", "It leads back, before the entry above", line))
        place = max(place, at)
    lost = [n for n in book.overlays if n.endswith(".smil") and n not in (*smils, "master.smil")]
    found += [_error("daisy-ncc", "Nothing leads to it", name) for name in lost]
    if "master.smil" in book.overlays:
        refs = [ref.get("src") for ref in book.overlays["master.smil"].iter("ref")]
        if refs != smils:
            found.append(_error("daisy-order", "It has another order than ncc.html", "master.smil"))
    return smils, found


def _smil_head(name: str, book: Book, spoken: float, before: float) -> Iterator[Finding]:
    root = book.overlays[name]
    known = _meta(root)
    if known.get("dc:format") != _FORMAT:
        yield _error("daisy-meta", f"The specification demands dc:format {_FORMAT}", name)
    if root.find("head/layout/region") is None:
        yield _error("daisy-smil", "It has no region", name)
    outer = root.find("body/seq")
    if outer is None:
        yield _error("daisy-smil", "It has no seq around its pars", name)
        return
    for what, stated, true in (
        ("ncc:totalElapsedTime", clock(known.get("ncc:totalElapsedTime")), before),
        ("ncc:timeInThisSmil", clock(known.get("ncc:timeInThisSmil")), spoken),
        ("dur", clock(outer.get("dur")), spoken),
    ):
        if stated is None or abs(stated - true) > 1000:
            yield _error("daisy-time", f"{what} is not {stamp(true)}", name)


def _pars(name: str, book: Book) -> Iterator[tuple[Finding | None, tuple[float, float] | None]]:
    """Yield what is wrong, and the times of each clip of sound."""
    for par in book.overlays[name].iter("par"):
        line = f"{name} {par.sourceline}"
        if par.get("endsync") != "last":
            yield _error("daisy-smil", "A par has no endsync=“last”", line), None
        skipped = par.get("system-required")
        if skipped is not None and skipped not in _SKIPPED:
            yield _error("daisy-smil", f"{quoted(skipped)} is nothing to skip", line), None
        text = par.find("text")
        address = "" if text is None else text.get("src", "")
        target = file_in_book(address, name) or ""
        if address.partition("#")[2] not in book.documents.get(target, set()):
            yield _error("daisy-link", f"{quoted(address)} leads nowhere", line), None
        for audio in par.iter("audio"):
            sound = file_in_book(audio.get("src", ""), name)
            if sound not in book.names or sound is None:
                message = f"The sound {quoted(audio.get('src', ''))} is not in the book"
                yield _error("daisy-link", message, line), None
                continue
            begin, end = (_npt(audio.get(f"clip-{border}")) for border in ("begin", "end"))
            length = book.lengths.get(sound)
            if begin is None or end is None or end <= begin:
                yield _error("daisy-clip", "The times of a clip are none", line), None
            elif length is not None and end > length + 1:
                message = f"A clip goes to {stamp(end)}, and the sound ends at {stamp(length)}"
                yield _error("daisy-clip", message, line), None
            else:
                yield None, (begin, end)


def _npt(text: str | None) -> float | None:
    match = _NPT.fullmatch(text or "")
    return clock(match[1]) if match else None
