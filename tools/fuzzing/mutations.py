"""Damage to a file: of its bytes, and of the structure that its format has."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

Others = list[bytes]
_BITS = [
    b"<p>", b"</p>", b"<b>", b"<table><tr><td>", b"<!--", b"&nbsp;", b"&#0;", b"&#xD800;", b"&lol;",
    b"**", b":", b"\n\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"-->", b"<v ", b"<br>",
    b"00:00:01,000 --> 00:00:02,000", b"<u who='#x'>", b"<sp>", b"]]>", b"<![CDATA[", b"[", b"((",
    b"{{", b"\\", b"@ ", b"# ", b"| a | b |\n", b"M. X. \xe2\x80\x93 ", b"Q : ", b"//", b"\\u0000",
    b"Intervenants :\n- ", b"\xe2\x80\xa8", b"PK\x03\x04", b"%PDF-", b"Pr\xc3\xa9sidence de ",
    b"(" * 60, b"<div>" * 300, b"[" * 300, b"9" * 40, b"9" * 5000, b"1e999", b"A " * 40, b"\"\"\"",
    b"<speak>", b"<break time='1h'/>", b"[[h@l'oU]]", b"&amp;", b"\x01", b"\x011K", b"</speak>",
    b"'''", b" = ", b"\n[words]\n", b"\n[[passage]]\n", b"inf", b"1979-05-27T07:32:00", b"\\ud800",
    "\u202e".encode(), "\u200b\u200d".encode(), "e\u0301\u0301\u0301".encode(), "\ufeff".encode(),
    "\u2028".encode(), "\u0085".encode(), "🙂é".encode() * 5, "שלום".encode(), "日本語".encode(),
    "İſßK".encode(), "½²①Ⅷ٣".encode(), b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"...",
    b"...", b"?", b"\n##\n", b"NOTE\n", b"1999-99-99", b"[^1]", b"= 3 %", b"12 h 99", b"M. ", b"..",
    b"0x" + b"f" * 400, b"-" * 200, b"'" * 200, b"a-" * 100, b"https://" + b"x." * 100,
]  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp850", "mac_roman",
              "utf-8-sig", "latin-1", "utf-7", "cp037", "shift_jis")  # fmt: skip
_ZIPPED = {"docx": re.compile(r"word/.*\.xml"), "odt": re.compile(r".*\.xml")}
_TAG = re.compile(rb"<[^<>]{1,300}>")
_LABEL = re.compile(rb"(?m)^[^\n:]{2,60}(?= ?:)|^@ .+$|<v [^>]+>")
_OBJECT = re.compile(rb"\d+ 0 obj.*?endobj", re.S)
_REFERENCE = re.compile(rb"(\d+) 0 R|/[A-Z][A-Za-z0-9]+|\b\d+\b|\([^()]*\) Tj")


def damaged(kind: str, data: bytes, others: Others, chance: random.Random) -> bytes:
    """`data`, of the format `kind`, with one to eight things wrong; `others` are spliced in."""
    if kind in _ZIPPED and chance.random() < 0.85:
        return _zip_damaged(kind, data, others, chance)
    result = data
    strict = kind in ("tei", "json", "plan", "lexicon", "series")  # one fault, and all is refused
    for _ in range(chance.choice((1, 1, 1, 2) if strict else (1, 1, 2, 3, 5, 8))):
        result = _step(kind, chance)(result, others, chance)
    return result[: 4 * len(data) + 400_000]


def _step(kind: str, chance: random.Random) -> Callable[[bytes, Others, random.Random], bytes]:
    steps = [_bytes, _bytes, _bytes, _lines, _labels]
    if kind in ("html", "vtt"):
        steps += [_tags, _tags, _tags]
    if kind == "tei":
        steps = [*steps[:1], _tags, *[_tree] * 4]
    if kind == "pdf":
        steps = [_bytes, _objects, _objects, _references, _references, _references]
    if kind in ("json", "plan", "lexicon", "series"):
        steps = [_bytes, _lines, _labels, _brackets, *[_values] * 5]
    if kind not in ("pdf", "docx", "odt") and chance.random() < 0.15:
        steps = [_encoding, _line_ends]
    return chance.choice(steps)


def _bytes(data: bytes, others: Others, chance: random.Random) -> bytes:
    result = bytearray(data)
    at = chance.randrange(len(result) + 1)
    end = min(len(result), at + int(chance.expovariate(1 / 40)))
    match chance.randrange(9):
        case 0:
            del result[at:end]
        case 1 | 2:
            result[at:at] = chance.choice(_BITS)
        case 3:
            result[at:at] = result[at:end] * chance.choice((1, 2, 5, 30, 300))
        case 4 if result:
            result[chance.randrange(len(result))] ^= 1 << chance.randrange(8)
        case 5:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            result[at:end] = other[start : start + chance.randrange(800)]
        case 6:
            del result[at:]
        case 7:
            del result[:at]
        case _:
            result[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
    return bytes(result)


def _lines(data: bytes, others: Others, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            chance.shuffle(lines)
        case 1:
            lines[at], lines[to] = lines[to], lines[at]
        case 2:
            lines.insert(to, lines[at])
        case 3:
            lines[at:at] = [lines[to]] * chance.choice((3, 40, 400))
        case 4:
            del lines[min(at, to) : max(at, to)]
        case _:
            lines = lines[at:] + chance.choice(others).split(b"\n")[: chance.randrange(60)]
    return b"\n".join(lines)


def _labels(data: bytes, others: Others, chance: random.Random) -> bytes:
    """One label becomes another, or something that is none."""
    labels = _LABEL.findall(data)
    if not labels:
        return data
    old = chance.choice(labels)
    new = chance.choice([*labels, b"", b" ", b"x" * 300, b"M. X", "日本".encode(), b"-", b"@"])
    return data.replace(old, new, chance.choice((1, -1)))


def _tags(data: bytes, others: Others, chance: random.Random) -> bytes:
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    one, other = chance.choice(tags), chance.choice(tags)
    match chance.randrange(6):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[: one.start()] + other.group() + data[one.end() :]
        case 2:
            return (
                data[: one.start()]
                + other.group() * chance.choice((1, 9, 900))
                + data[one.start() :]
            )
        case 3:
            first, second = sorted((one, other), key=lambda tag: tag.start())
            inside = data[first.start() : second.end()]
            return data[: first.start()] + inside * chance.choice((2, 5)) + data[second.end() :]
        case 4:
            first, second = sorted((one, other), key=lambda tag: tag.start())
            return data[: first.start()] + data[second.end() :]
        case _:
            return data.replace(one.group(), other.group())


def _tree(data: bytes, others: Others, chance: random.Random) -> bytes:
    """Elements lost, doubled, moved, nested, renamed, in XML that stays well-formed."""
    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data
    for _ in range(chance.choice((1, 2, 4))):
        elements = list(root.iter(etree.Element))[1:]
        if not elements:
            break
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        if parent is None:
            continue
        match chance.randrange(7):
            case 0:
                parent.remove(one)
            case 1:
                for _ in range(chance.choice((1, 3, 90))):
                    parent.append(deepcopy(one))
            case 2:
                parent.insert(0, deepcopy(other))
            case 3:
                one.tag = other.tag
            case 4:
                one.append(deepcopy(one))
            case 5:
                one.text = chance.choice(
                    ("", " ", "\u202e", "x" * 9000, "e" + "\u0301" * 99, other.text)
                )
            case _ if one.attrib:
                name = chance.choice(sorted(str(name) for name in one.attrib))
                one.set(name, chance.choice(("", "-1", "99999999999", "1e9", "#x", " ", "x" * 999)))
            case _:
                one.tail = other.text
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _brackets(data: bytes, others: Others, chance: random.Random) -> bytes:
    places = [place for place, byte in enumerate(data) if byte in b"[]{}\"'=,:"]
    if not places:
        return data
    at = chance.choice(places)
    new = chance.choice((b"", b"[", b"]", b"{", b"}", b'"', b",", b"=", b":", b"[" * 5000, b"\n"))
    return data[:at] + new + data[at + 1 :]


def _values(data: bytes, others: Others, chance: random.Random) -> bytes:
    """A number, a text or a word becomes something of another kind."""
    found = list(re.finditer(rb'"[^"\n]*"|\b\d+\b|true|false|null', data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice(
        (b"0", b"-1", b"99999999999999999999", b"1.5", b"null", b"true", b"[]", b"{}", b'""',
         b'" "', b'"\\ud800"', b'"\\u0000"', b"9" * 5000, b'["x"]', b'{"a": 1}', b"1979-05-27",
         b"nan", b'"' + b"y" * 3000 + b'"', b'"../../etc/passwd"', chance.choice(found).group())
    )  # fmt: skip
    return data[: one.start()] + new + data[one.end() :]


def _encoding(data: bytes, others: Others, chance: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    data = text.encode(chance.choice(_ENCODINGS), "replace")
    return data if chance.random() < 0.7 else chance.choice((b"\xef\xbb\xbf", b"\xff\xfe")) + data


def _line_ends(data: bytes, others: Others, chance: random.Random) -> bytes:
    new = chance.choice(
        (b"\r\n", b"\r", b"\n\r", b"\x0b", b"\x0c", b"\xc2\x85", b" ", b"\n\n\n", b"")
    )
    return data.replace(b"\n", new)


def _objects(data: bytes, others: Others, chance: random.Random) -> bytes:
    found = list(_OBJECT.finditer(data))
    if not found:
        return data
    one, other = chance.choice(found), chance.choice(found)
    match chance.randrange(3):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[: one.start()] + other.group() + data[one.end() :]
        case _:
            return (
                data[: one.start()] + other.group() * chance.choice((1, 50)) + data[one.start() :]
            )


def _references(data: bytes, others: Others, chance: random.Random) -> bytes:
    found = list(_REFERENCE.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    new = chance.choice((*(chance.choice(found).group() for _ in range(6)), b"0", b"-1", b"1e30",
                         b"99999999", b"1 0 R", b"[1 0 R 1 0 R]"))  # fmt: skip
    return data[: one.start()] + new + data[one.end() :]


def _zip_damaged(kind: str, data: bytes, others: Others, chance: random.Random) -> bytes:
    """The XML inside damaged, in an archive that is whole; or its parts lost, doubled, lying."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    wanted = [n for n, (name, _) in enumerate(parts) if _ZIPPED[kind].fullmatch(name)]
    main = {"docx": "word/document.xml", "odt": "content.xml"}[kind]
    for _ in range(chance.choice((1, 1, 2))):
        chosen = chance.choice(wanted)
        if chance.random() < 0.75:
            chosen = next((n for n, (name, _) in enumerate(parts) if name == main), chosen)
        name, content = parts[chosen]
        if chance.random() < 0.1:
            parts[chosen] = (name, b"" if chance.random() < 0.5 else chance.choice(others)[:20_000])
        else:
            parts[chosen] = (
                name,
                chance.choice((_tree, _tree, _tree, _tags, _bytes))(content, others, chance),
            )
    if chance.random() < 0.1:
        parts.pop(chance.randrange(len(parts)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    result = buffer.getvalue()
    if chance.random() < 0.1:  # what the directory says of sizes is not true
        at = result.rfind(b"PK\x01\x02")
        return result[: at + 20] + struct.pack("<LL", 1, 0x7FFFFFFF) + result[at + 28 :]
    return result
