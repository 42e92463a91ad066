"""JSON of any shape, and a value a line: the records that programs write which transcribe or chat.

An object becomes a node whose tag is the path of keys to it ("results.utterances"); what it says
of itself in few words are attributes, and so is what objects in it say ("author.name"). Lists of
single words are joined as long as the same person speaks. Then `records` finds who says what; where
nobody is named, the texts are read as any other text is.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from podcast.errors import TranscriptError
from podcast.model import Debate, LeftOut
from podcast.reading.decoding import cleaned
from podcast.reading.document import Document
from podcast.reading.formats.archive import UnreadableError
from podcast.reading.formats.html import looks_like_html, read_html
from podcast.reading.formats.records import (
    Block,
    Named,
    Node,
    called,
    find_speakers,
    text_blocks,
    texts_by_tag,
    with_paragraphs,
)
from podcast.reading.formats.saved import debate_from_json
from podcast.reading.formats.tables import is_called_who, share_ended
from podcast.reading.plain_text import read_plain_text

_DEEPEST = 60
_PATH_DEPTH = 3
_FEWEST_WORDS = 8
_PROSE = 5
"""Words of a text that is worth a note where it is not read out."""
_GUESSES = frozenset({"alternatives", "nbest"})
"""Lists of how a program heard one thing, the best first."""

_OURS = frozenset({"untitled", "speakers", "headings", "directions", "left_out", "doubts"})
"""What only `podcast inspect --json` writes beside "turns"; a mistake in such a file is told."""

_TAG = re.compile(r"</?(?:p|br|b|i|em|strong|span|a|div|u)\b[^<>]*>", re.I)
_OPENS = frozenset("([{«“¿¡")
_HALF = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u[dD][89a-fA-F]..")
"""What may look like half a character (a surrogate without its other one) in a JSON text."""


def read_json(text: str, path: Path) -> Debate | Document | None:
    """The debate or the document that the JSON `text` is; None where it is no JSON at all.

    Raises `TranscriptError` where it is JSON, but there is nothing in it that somebody could say.
    """
    try:
        data = _values(_HALF.sub(_whole, text))
    except json.JSONDecodeError as error:
        if path.suffix.lower() == ".json":
            raise TranscriptError(
                path, f"it is no JSON: {error.msg}.", line=error.lineno
            ) from error
        return None
    except (RecursionError, ValueError) as error:
        raise TranscriptError(path, "it is JSON that is nested too deep.") from error
    wrong = "neither what `podcast inspect --json` writes nor a list of texts that people say"
    saved = isinstance(data, dict) and isinstance(data.get("turns"), list)
    if saved:
        try:
            return debate_from_json(data)
        except ValueError as error:
            wrong = f"not what `podcast inspect --json` writes: {error}"
    document = None if saved and len(data.keys() & _OURS) > 1 else _document(data)
    if document is None:
        raise TranscriptError(path, f"it is JSON, but {wrong}.")
    return document


def _whole(match: re.Match[str]) -> str:
    # No file could hold half a character: it becomes the sign for what is lost.
    return "\\ufffd" if len(match.group()) == 6 else match.group()


def _values(text: str) -> Any:
    """What `text` holds: one value, or one after the other."""
    text = text.lstrip("\ufeff")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not text.lstrip().startswith("{"):
            raise
    decoder = json.JSONDecoder()
    values = []
    while text := text.lstrip():
        value, end = decoder.raw_decode(text)
        values.append(value)
        text = text[end:]
    return values


def _document(data: Any) -> Document | None:
    top = Node("", children=_nodes(data, "", 0))
    _join_words(top)
    blocks = text_blocks(top)
    texts = texts_by_tag(blocks)
    prose = {tag: weight for tag, found in texts.items() if (weight := _prose(found))}
    if not prose:
        return None
    best = Named(0.0, [])
    said = max(prose, key=prose.__getitem__)
    for tag, amount in prose.items():
        named = find_speakers(top, blocks, {tag}, by_tag=False)
        if named.weight * amount > best.weight:
            best, said = Named(named.weight * amount, named.speakers), tag
    if not best.weight:
        return _typed(blocks, said)
    spoken: list[tuple[int, str, str]] = []
    left_out: list[LeftOut] = []
    for number, (block, who) in enumerate(zip(blocks, best.speakers, strict=True), start=1):
        if who:
            tagged = "<" in block.text
            text = html.unescape(_TAG.sub(" ", block.text)) if tagged else block.text
            spoken.append((number, " ".join(who.replace("_", " ").split()), text))
    heard = _fivers(" ".join(text for _, _, text in spoken))
    for number, block in enumerate(blocks, start=1):
        if (block.tag != said or not spoken or number < spoken[0][0]) and _tells(block.text, heard):
            left_out.append(LeftOut(block.tag.lstrip("."), block.text, number))
    title = data.get("title") if isinstance(data, dict) else None
    return Document(
        "a JSON transcript", with_paragraphs(spoken), tuple(left_out),
        title=title if isinstance(title, str) and title.strip() else None, exact=False,
    )  # fmt: skip


def _typed(blocks: list[Block], said: str) -> Document:
    """The texts of the blocks `said`, read as a page or as text that somebody typed."""
    texts = [block.text for block in blocks if block.tag == said]
    whole = ("\n\n" if any("\n" in text or len(text) > 200 for text in texts) else "\n").join(texts)
    if looks_like_html(whole) or "<br" in whole:
        return replace(read_html(whole, read_plain_text), format="a page in JSON")
    return replace(read_plain_text(whole), format="text in JSON")


# --- to nodes -----------------------------------------------------------------------------------


def _nodes(value: Any, tag: str, depth: int) -> list[Node]:
    """The nodes of a value that stands at the path `tag`."""
    if depth > _DEEPEST:
        raise UnreadableError("it is JSON that is nested too deep")
    if isinstance(value, dict):
        rows = list(value.values())
        alike = all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows)
        if len(rows) > 1 and alike:
            return _nodes([{"key": key, **row} for key, row in value.items()], tag, depth)
        return [_object(value, tag, depth)]
    if isinstance(value, list):
        return _list(value, tag, depth)
    text = _shown(value) if isinstance(value, str) else ""
    return [Node(tag, text=text)] if text else []


def _list(values: list[Any], tag: str, depth: int) -> list[Node]:
    if values and tag.rsplit(".", 1)[-1].lower() in _GUESSES:
        values = values[:1]
    if len(values) > 2 and all(isinstance(v, dict) and len(v) == 1 for v in values):
        pairs = [next(iter(v.items())) for v in values]
        if len({key for key, _ in pairs}) > 1 and all(isinstance(text, str) for _, text in pairs):
            values = [{"speaker": key, "text": text} for key, text in pairs]
    if all(isinstance(v, list) and v and all(_is_scalar(cell) for cell in v) for v in values):
        values = [{str(place): cell for place, cell in enumerate(row)} for row in values]
    rich = [
        v if isinstance(v, str) else v.get("text") for v in values if isinstance(v, (str, dict))
    ]
    if len({type(v) for v in values}) > 1 and len(rich) == len(values):
        return _nodes("".join(part for part in rich if isinstance(part, str)), tag, depth)
    return [node for value in values for node in _nodes(value, tag, depth + 1)]


def _object(value: dict[str, Any], tag: str, depth: int) -> Node:
    node = Node(tag)
    for key, member in value.items():
        path = f"{tag}.{key}"
        below = _nodes(member, path, depth + 1)
        node.children += below
        if _is_scalar(member):
            node.attributes[key] = cleaned(str(member))
        elif len(below) == 1 and not below[0].text:
            for name, text in below[0].attributes.items():
                if name.count(".") < _PATH_DEPTH:
                    node.attributes[f"{key}.{name}"] = text
    return node


def _is_scalar(value: Any) -> bool:
    return isinstance(value, (str, int, float)) and not isinstance(value, bool)


def _shown(text: str) -> str:
    """`text` without mark-up within a line; white at its ends and breaks stay."""
    if "<" in text and not looks_like_html(text) and "<br" not in text:
        text = _TAG.sub("", text)
    text = cleaned(html.unescape(text) if "&" in text and "<" not in text else text)
    return text if any(c.isalnum() for c in text) else ""


# --- lists of words -----------------------------------------------------------------------------


def _join_words(top: Node) -> None:
    """Makes one node of the words in a row that one person says."""
    lists: defaultdict[str, list[tuple[Node, list[Node]]]] = defaultdict(list)
    for parent in top.all():
        by_tag: defaultdict[str, list[Node]] = defaultdict(list)
        for child in parent.children:
            by_tag[child.tag].append(child)
        for tag, found in by_tag.items():
            lists[tag].append((parent, found))
    for tag, places in lists.items():
        words = [node for _, found in places for node in found]
        key = _word_key(words)
        if key is None:
            continue
        _borrow(words, [node for name, found in lists.items() if name != tag
                        for _, nodes in found for node in nodes])  # fmt: skip
        who = _who_keys([found for _, found in places])
        for parent, found in places:
            runs: list[tuple[dict[str, str], list[Node]]] = []
            for node in found:
                said_by = {name: node.attributes[name] for name in who if name in node.attributes}
                if not runs or not said_by.items() <= runs[-1][0].items():
                    runs.append((said_by, []))
                runs[-1][1].append(node)
            first = parent.children.index(found[0])
            rest = [child for child in parent.children[first:] if child.tag != tag]
            parent.children[first:] = [
                *(Node(tag, facts, children=[Node(f"{tag}.{key}", text=_joined(run, key))])
                  for facts, run in runs),
                *rest,
            ]  # fmt: skip


def _word_key(nodes: list[Node]) -> str | None:
    """Under which name nodes hold single words; None where they do not."""
    if len(nodes) < _FEWEST_WORDS:
        return None
    values: defaultdict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for name, value in node.attributes.items():
            values[name].append(value.strip())
    best = (0, 0, "")
    for name, found in values.items():
        texts = [value for value in found if value]
        long = sum(map(len, texts)) > 25 * len(texts)
        if _is_who(name) or long or 2 * len(texts) < len(nodes):
            continue
        spaced = sum(" " in value for value in texts)
        if spaced > 0.1 * len(texts):
            return None  # they hold names, or sentences
        plain = sum(not any(c.isdigit() for c in value) for value in texts)
        distinct = len(set(texts))
        marked = sum(value[-1] in ".,?!" for value in texts)
        if plain >= 0.7 * len(texts) and distinct > _FEWEST_WORDS // 2:
            best = max(best, (distinct, marked, name))
    return best[2] or None


def _who_keys(lists: list[list[Node]]) -> list[str]:
    """The attributes of words that say who says them: they are called so, and rarely change."""
    changes: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for nodes in lists:
        seen.update(name for node in nodes for name in node.attributes)
        for one, other in pairwise(nodes):
            changes.update(
                name
                for name, value in other.attributes.items()
                if value != one.attributes.get(name, value)
            )
    return [name for name in seen if _is_who(name) and changes[name] <= 0.5 * seen[name]]


def _is_who(name: str) -> bool:
    return is_called_who(called(name))


def _borrow(words: list[Node], others: list[Node]) -> None:
    """Gives `words` the speakers that other records name for the same times."""
    if any(_is_who(name) for node in words for name in node.attributes):
        return
    by_time: dict[tuple[str, str], tuple[str, str]] = {}
    for node in others:
        who = [n for n in node.attributes if _is_who(n)]
        if len(who) == 1:
            for name, value in node.attributes.items():
                if "start" in name.lower():
                    by_time[name, value] = (who[0], node.attributes[who[0]])
    for node in words:
        for fact in list(node.attributes.items()):
            if fact in by_time:
                node.attributes.setdefault(*by_time[fact])


def _joined(nodes: list[Node], key: str) -> str:
    pieces = [node.attributes.get(key, "") for node in nodes]
    if any(piece != piece.strip() for piece in pieces):
        return " ".join("".join(pieces).split())
    text = ""
    for piece in pieces:
        glued = not text or (not any(c.isalnum() for c in piece) and piece not in _OPENS)
        text += piece if glued or text[-1] in _OPENS else f" {piece}"
    return text


# --- which text ---------------------------------------------------------------------------------


def _prose(texts: list[str]) -> float:
    """How much of `texts` is prose: characters, those that end as sentences do counting more; 0
    where they are names, dates and the like."""
    words = sum(len(text.split()) for text in texts)
    if words < 3 * len(texts):
        return 0.0
    return sum(map(len, texts)) * (0.3 + share_ended(texts))


def _fivers(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + _PROSE]) for i in range(len(words) - _PROSE + 1)}


def _tells(text: str, heard: set[str]) -> bool:
    """Whether `text` is prose that is not what is said once more."""
    own = _fivers(text)
    return len(own - heard) > 0.2 * len(own)
