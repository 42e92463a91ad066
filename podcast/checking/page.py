"""The page: whether it is whole, refers to nothing but what lies beside it, and has the times of
the sound that lies there now."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from lxml import etree, html

from podcast.checking.facts import Facts
from podcast.checking.finding import AGAIN, Finding, bounded, error, quoted, stamp, warning
from podcast.checking.opening import UnreadableError, as_json, inside, is_file, number, split, utf8

_error = partial(error, mend=AGAIN)
_warning = partial(warning, mend=AGAIN)

_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*")
_LOADING = frozenset({"src", "srcset", "poster", "data", "action", "formaction", "background"})
_POINTING = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
_CSS_URL = re.compile(r"url\(\s*[\"']?\s*([^)\"']{0,200})|@import\s+[\"']([^\"']{0,200})", re.I)
_DATA = frozenset({"application/json", "application/ld+json"})


def check_page(data: bytes, folder: Path, facts: Facts) -> list[Finding]:
    """Return what is wrong with the page `data`, which lies in `folder`."""
    try:
        text = utf8(data)
    except UnreadableError as broken:
        return [error("page-encoding", str(broken))]
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode(), parser)
    except (etree.LxmlError, ValueError, AssertionError) as broken:
        reason = " ".join(str(broken).split())[:120]
        return [_error("page-broken", f"It cannot be read as HTML ({reason})")]
    return bounded(_findings(root, parser, text, folder, facts))


def _findings(root: Any, parser: Any, text: str, folder: Path, facts: Facts) -> Iterator[Finding]:
    if not re.match(r"\s*<!doctype html", text[:200], re.I):
        yield _error("page-doctype", "It does not start with <!DOCTYPE html>", 1)
    if not re.search(r"</html>\s*$", text[-200:], re.I):
        yield _error("page-truncated", "It does not end with </html>, so it was cut")
    for problem in parser.error_log:
        # libxml2 knows HTML 4 only; what is there twice is found below.
        if problem.type_name not in ("HTML_UNKNOWN_TAG", "DTD_ID_REDEFINED"):
            reason = quoted(problem.message, 100)
            yield _error("page-broken", f"It is not well-formed ({reason})", problem.line)
    language = (root.get("lang") or "").strip()
    if not _LANGUAGE.fullmatch(language):
        yield _error(
            "page-language", "Its <html> does not say the language, which screen readers go by"
        )
    for element in root.iter():
        other = element.get("lang") if isinstance(element.tag, str) else None
        if other is not None and not _LANGUAGE.fullmatch(other.strip()):
            yield _error("page-language", f"{quoted(other)} is no language", element.sourceline)
    titles = [" ".join(title.text_content().split()) for title in root.xpath("//head/title")]
    if len(titles) != 1 or not titles[0]:
        yield _error("page-title", "It has no title, which windows and lists show")
    if not root.xpath("//h1"):
        yield _warning("page-title", "It has no heading (h1)")
    yield from _identifiers(root)
    yield from _references(root, folder)
    yield from _scripts(root)
    yield from _data(root, folder, facts)


def _identifiers(root: Any) -> Iterator[Finding]:
    identifiers = Counter(root.xpath("//@id"))
    for identifier, count in identifiers.items():
        if count > 1:
            yield _error("page-id", f"{count} elements are called {quoted(identifier)} inside")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute in _POINTING:
            for target in (element.get(attribute) or "").split():
                if target not in identifiers:
                    yield _error(
                        "page-anchor",
                        f"It points to {quoted(target)} ({attribute}), which is missing",
                        element.sourceline,
                    )


_ABOVE = ("../feed.xml", "../index.html")
"""What the folder of all debates may have, or not yet: nothing of the page needs it."""


def _references(root: Any, folder: Path) -> Iterator[Finding]:
    identifiers = set(root.xpath("//@id"))
    seen: set[str] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        line = element.sourceline
        if element.tag == "base":
            yield _error("page-outside", "It has a <base>, which moves all links", line)
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield _error("page-outside", "It sends its readers elsewhere", line)
        for attribute, value in element.attrib.items():
            if attribute.startswith("on"):
                yield _error(
                    "page-script",
                    f"There is a script in the attribute {quoted(attribute)}, which is not the"
                    f" page's own",
                    line,
                )
            if attribute == "style":
                yield from _style(value, line)
            loading = attribute in _LOADING or (attribute == "href" and element.tag == "link")
            if not loading and attribute not in ("href", "cite", "xlink:href"):
                continue
            if attribute == "href" and value in _ABOVE:
                continue
            for address in value.split(",") if attribute == "srcset" else [value]:
                address = (
                    address.split()[0] if attribute == "srcset" and address.split() else address
                )
                if loading or address not in seen:
                    seen.add(address)
                    yield from _reference(address, folder, identifiers, line, loading=loading)
        if element.tag == "style":
            yield from _style(element.text or "", line)


def _style(text: str, line: int) -> Iterator[Finding]:
    for match in _CSS_URL.finditer(text):
        address = (match[1] or match[2] or "").strip()
        if not address.startswith(("data:", "#")):
            yield _error(
                "page-outside",
                f"Its style loads {quoted(address)}; the page must be one file",
                line,
            )


def _reference(
    address: str, folder: Path, identifiers: set[str], line: int, *, loading: bool
) -> Iterator[Finding]:
    parts = split(address)
    if parts is None:
        yield _error("page-link", f"{quoted(address)} is no address", line)
        return
    scheme, path, fragment = parts
    if re.match(r"[\s\x00-\x1f]*(?:javascript|vbscript)\s*:", address, re.I):
        yield _error("page-script", f"A link runs a script ({quoted(address)})", line)
    elif scheme == "data":
        if not loading:
            yield error("page-script", f"A link opens data ({quoted(address, 30)}).", line)
    elif scheme:
        if loading:
            yield _error(
                "page-outside",
                f"It loads {quoted(address)} from elsewhere; readers are seen there, and offline it"
                f" is missing",
                line,
            )
    elif not path:
        target = fragment.split("&")[0]
        if target and not re.match(r"t=\d", target) and target not in identifiers:
            yield _error(
                "page-anchor", f"A link goes to {quoted('#' + target)}, which is not there", line
            )
    else:
        relative = inside(path)
        if relative is None:
            yield _error(
                "page-outside", f"It refers to {quoted(address)}, which is not in its folder", line
            )
        elif not is_file(folder / relative):
            yield error(
                "page-missing",
                f"It refers to {quoted(relative)}, and there is no such file: {AGAIN}, or put the"
                " file there.",
                line,
            )


def _scripts(root: Any) -> Iterator[Finding]:
    policies = [
        meta.get("content") or ""
        for meta in root.xpath("//meta[@http-equiv]")
        if (meta.get("http-equiv") or "").lower() == "content-security-policy"
    ]
    if not policies:
        yield _warning(
            "page-policy",
            "It has no Content Security Policy, so a script that slips into the text would run",
        )
    for script in root.xpath("//script"):
        kind = (script.get("type") or "").strip().lower()
        text = script.text or ""
        if kind in _DATA:
            try:
                as_json(text)
            except UnreadableError as broken:
                yield error("page-data", f"In the data for its script: {broken}", script.sourceline)
            continue
        own = "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if any("script-src" in policy and own not in policy for policy in policies):
            yield error(
                "page-policy",
                "Its own policy forbids this script (another hash), so browsers do not run it: if"
                f" you did not change it, somebody else did; {AGAIN}.",
                script.sourceline,
            )


def _data(root: Any, folder: Path, facts: Facts) -> Iterator[Finding]:
    """Yield the times that the script has, against the sound, its chapters and its transcript."""
    identifiers = set(root.xpath("//@id"))
    played: set[Path] = set()
    for audio in root.xpath("//audio"):
        addresses = [audio.get("src"), *audio.xpath("./source/@src")]
        parts = split(next((address for address in addresses if address), ""))
        relative = inside(parts[1]) if parts and not parts[0] and parts[1] else None
        section = audio.xpath("ancestor::*[.//script[@type='application/json']][1]")
        if relative is None or not is_file(folder / relative):
            continue
        played.add(folder / relative)
        for script in section[0].xpath(".//script[@type='application/json']") if section else ():
            try:
                data = as_json(script.text or "")
            except UnreadableError:
                continue
            if isinstance(data, dict) and "sentences" in data:
                yield from _times(data, folder / relative, identifiers, facts, script.sourceline)
    if played:
        yield from _unlisted(folder, played, facts)


def _unlisted(folder: Path, played: set[Path], facts: Facts) -> Iterator[Finding]:
    """Episodes of the debate that nobody finds who reads its page."""
    for part in ("", "speakers", "themes"):
        for path in sorted((folder / part).glob("*.mp3")):
            if path.name.startswith(".") or path in played or not is_file(path):
                continue
            known = facts.audio(path)
            if known is not None and known.tag.chapters:
                name = quoted(str(path.relative_to(folder)))
                yield _warning("page-unlisted", f"It does not list {name}, which lies there")


def _times(
    data: dict[str, Any], audio: Path, identifiers: set[str], facts: Facts, line: int
) -> Iterator[Finding]:
    known = facts.audio(audio)
    sentences = _list(data.get("sentences"), 2)
    chapters = _list(data.get("chapters"), 3)
    turns = _list(data.get("turns"), 3)
    if sentences is None or chapters is None or turns is None:
        yield _error("page-data", "The data for its script are not times", line)
        return
    times = [entry[0] for entry in (*sentences, *chapters, *turns)]
    times += [sentence[1] for sentence in sentences]
    if any(number(time) is None for time in times):
        yield _error("page-data", "The data for its script are not times", line)
        return
    for entry in (*chapters, *turns):
        if entry[1] and entry[1] not in identifiers:  # the narrator's turns have none
            yield _error(
                "page-anchor",
                f"Its script jumps to {quoted(str(entry[1]))}, which is not there",
                line,
            )
    if known is None:
        return
    if known.length is not None and times and max(times) > known.length + 2:
        yield _error(
            "page-outside-sound",
            f"It marks text at {stamp(max(times))}, and {audio.name} ends at {stamp(known.length)}",
            line,
        )
    own = [(start, " ".join(str(title).split())) for start, _, title in chapters]
    tagged = sorted((c.start, " ".join((c.title or "").split())) for c in known.tag.chapters)
    if own != tagged:
        yield _error("page-differ", f"Its chapters are not those of {audio.name}", line)
    segments = facts.segments(audio)
    if segments is not None and [(round(start), round(end)) for start, end in sentences] != [
        (round(segment.start), round(segment.end)) for segment in segments
    ]:
        yield _error(
            "page-differ", f"Its times are not those of the transcript beside {audio.name}", line
        )


def _list(value: object, length: int) -> list[list[Any]] | None:
    if not isinstance(value, list):
        return None
    return value if all(isinstance(e, list) and len(e) == length for e in value) else None
