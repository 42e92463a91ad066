"""Records of any vocabulary, in XML (parliaments publish a dozen) and in JSON (so do the programs
that transcribe): who speaks is found by place and form.

Both are read as nodes. Blocks are the nodes that hold text of their own; those of one tag hold
sentences, or short names, or neither. An attribute, or a tag of short blocks before those of
sentences, names the speaker where its values look like people's names, come again, or where it is
called so. Of all such places the one wins that is likeliest and names most of the prose.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from lxml import etree

from podcast.model import LeftOut
from podcast.reading.document import Document
from podcast.reading.formats.archive import line_of, parse_xml, text_of
from podcast.reading.formats.tables import name_weight, share_ended
from podcast.reading.labels import LONGEST_LABEL
from podcast.reading.lines import FULL_STOPS, SourceLine

_HEADINGS = ("title", "titre", "head", "subject", "sujet")
_SHARE_OF_SENTENCES = 0.4
"""Of the blocks of one tag, how many end as a sentence does where they are speech."""
_FEWEST = 3
_LITTLE = 0.25
_FULL = 0.2
"""A little more for names of several words: "Ada Lind", and not "alind7"."""
_PEOPLE = 1.6
"""The weight from which on values are names of people, whatever they are called."""
_FEW_HOLDERS = 0.1
_LONG_PARAGRAPH = 200


@dataclass(slots=True, eq=False)
class Node:
    """An element of XML or an object of JSON; `text` is all of its text where it has some of its
    own, `line` its line in the file, 0 where that is not known."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    line: int = 0
    children: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """Yield it and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


class Block(NamedTuple):
    """A node with text of its own, and the nodes around it, itself the last."""

    tag: str
    text: str
    line: int
    around: tuple[Node, ...]


class _Place(NamedTuple):
    """Where speakers could be named: nodes of a tag, inside one of the tag `within`; or an
    attribute of theirs."""

    tag: str
    attribute: str = ""
    within: str = ""


class Named(NamedTuple):
    """Who says each block, None for nobody, and how much `weight` the place has that names them: 0
    where nobody is named."""

    weight: float
    speakers: list[str | None]


def read_other_xml(data: bytes) -> Document:
    """The document that the XML `data` is; where nothing in it names who speaks, its texts.

    Raises `UnreadableError` where it is not well-formed.
    """
    root = parse_xml(data, "the XML")
    nodes = _from_xml(root)
    blocks = text_blocks(nodes)
    texts = texts_by_tag(blocks)
    speech = {tag for tag, found in texts.items() if _are_sentences(found)} or set(texts)
    named = find_speakers(nodes, blocks, speech)
    lines: list[SourceLine] = []
    left_out: list[LeftOut] = []
    number = 0
    for block, speaker in zip(blocks, named.speakers, strict=True):
        number = max(number + 1, block.line)  # files without lines give all blocks one
        if block.tag in speech and (speaker or not named.weight):
            lines.append(SourceLine(block.text, number, True, speaker=speaker))
        elif any(word in block.tag.lower() for word in _HEADINGS):
            lines.append(SourceLine(block.text, number, True, heading=2))
        else:
            left_out.append(LeftOut(f"<{block.tag}>", block.text, number))
    return Document(f"XML (<{root.tag}>)", tuple(lines), tuple(left_out))


def text_blocks(root: Node) -> list[Block]:
    """The nodes with text below `root`, in order."""
    found: list[Block] = []
    waiting: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while waiting:
        node, above = waiting.pop()
        around = (*above, node)
        if node.text:
            found.append(Block(node.tag, node.text, node.line, around))
        waiting += [(child, around) for child in reversed(node.children)]
    return found


def texts_by_tag(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """The texts of the blocks of each tag."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for block in blocks:
        texts[block.tag].append(block.text)
    return texts


def find_speakers(
    root: Node, blocks: Sequence[Block], speech: Collection[str], *, by_tag: bool = True
) -> Named:
    """Who says each of the `blocks` below `root`, those with a tag in `speech` being what is said.

    Without `by_tag` only attributes name speakers, and only such as look like names or are called
    so; a code comes again as well, and so does all else that records say.
    """
    sizes = [len(block.text) if block.tag in speech else 0 for block in blocks]
    begun = sum(b.tag in speech and a.tag not in speech for a, b in pairwise(blocks))
    best = Named(0.0, [None] * len(blocks))
    for place, values in _candidates(blocks, speech, by_tag).items():
        title = _words(place)
        weight = name_weight([_with_word(value, title) for value in values], title)
        few = len(values) < _FEWEST and (
            by_tag or not place.tag or len(values) < sum(map(bool, sizes))
        )
        # Records of JSON that all have another name are of things, or of people who say nothing.
        listed = (
            not by_tag and len(set(values)) == len(values) > 1 and "speaker" not in title.lower()
        )
        if few or listed or weight <= (0.0 if by_tag or place.attribute.isdigit() else 1.0):
            continue
        speakers = _speakers(blocks, speech, place)
        weight += _FULL * sum(" " in value.strip() for value in values) / len(values)
        if not by_tag:
            # What is said of somebody besides their name is not said of everybody.
            weight *= 1 + _share_named(sizes, speakers)
            # JSON often says who speaks only where that changes.
            speakers = _carried_on(blocks, speech, speakers)
        weight *= _share_named(sizes, speakers)
        if not place.attribute:  # names that nobody speaks below are a list's
            weight *= min(1.0, begun / len(values)) if 2 * begun >= len(values) else 0.0
        if weight > best.weight:
            best = Named(weight, [who and _with_word(who, title) for who in speakers])
    names = _explained(root, {who for who in best.speakers if who})
    return Named(best.weight, [names.get(who, who) if who else None for who in best.speakers])


def with_paragraphs(spoken: Iterable[tuple[int, str, str]]) -> tuple[SourceLine, ...]:
    """The lines of what is `spoken` (number, who, text) in short pieces, as machines hear it: a
    paragraph ends where the speaker changes, and with a sentence after much text."""
    lines: list[SourceLine] = []
    size = 0
    for number, who, raw in spoken:
        text = " ".join(raw.split())
        ended = bool(lines) and lines[-1].text.endswith(FULL_STOPS)
        apart = not lines or who != lines[-1].speaker or (ended and size > _LONG_PARAGRAPH)
        size = len(text) + (0 if apart else size)
        lines.append(SourceLine(text, number, apart, speaker=who))
    return tuple(lines)


def _from_xml(root: etree._Element) -> Node:
    """`root` as nodes; an element with text of its own holds all the text in it, and no others."""
    top = Node("")
    waiting: list[tuple[etree._Element, Node]] = [(root, top)]
    while waiting:
        element, parent = waiting.pop()
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        node = Node(str(element.tag), attributes, line=line_of(element))
        parent.children.append(node)
        own = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in own):
            node.text = text_of(element)
        elif _are_words(element):
            node.text = " ".join(text_of(child) for child in element)
        else:
            waiting += [(child, node) for child in reversed(element) if isinstance(child.tag, str)]
    return top.children[0]


def _are_words(element: etree._Element) -> bool:
    """Whether an element holds single words, each in one of its own."""
    return len(element) >= _FEWEST and all(
        not len(child)
        and child.tag == element[0].tag
        and child.text is not None
        and len(child.text.split()) == 1
        for child in element
    )


def _candidates(
    blocks: Sequence[Block], speech: Collection[str], by_tag: bool
) -> dict[_Place, list[str]]:
    """What could name speakers: short nodes outside of speech, attributes around speech."""
    found: defaultdict[_Place, dict[int, str]] = defaultdict(dict)
    for block in blocks:
        if block.tag in speech:
            for node in block.around:
                for name, value in node.attributes.items():
                    found[_Place(node.tag, name)][id(node)] = value
            continue
        for depth in range(len(block.around) - 1, max(0, len(block.around) - 4), -1):
            node = block.around[depth]
            text = _short_text(node)
            if not by_tag or text is None:
                break
            found[_Place(node.tag, within=block.around[depth - 1].tag)][id(node)] = text
    return {place: list(values.values()) for place, values in found.items()}


def _speakers(blocks: Sequence[Block], speech: Collection[str], place: _Place) -> list[str | None]:
    """Who says each block where `place` names the speakers; None for nobody."""
    if place.attribute:
        return [_attribute(block, place) for block in blocks]
    speakers: list[str | None] = []
    speaker: str | None = None
    holder: tuple[Node, ...] = ()
    owners: Counter[str] = Counter()  # what holds a name and the speech that follows it
    for block in blocks:
        if block.tag in speech:
            if holder:
                inside = set(map(id, block.around))
                owners[next(n for n in reversed(holder) if id(n) in inside).tag] += 1
                holder = ()
            speakers.append(speaker)
            continue
        speakers.append(None)
        for depth in range(1, len(block.around)):
            node, above = block.around[depth], block.around[depth - 1]
            if node.tag == place.tag and above.tag == place.within:
                speaker = (_short_text(node) or "").rstrip(" :.–—-") or None
                holder = block.around[:depth]
                break
    records = {tag for tag, count in owners.items() if count >= _FEW_HOLDERS * owners.total()}
    return [  # what stands outside of such records is nobody's
        speaker if any(node.tag in records for node in block.around) else None
        for block, speaker in zip(blocks, speakers, strict=True)
    ]


def _attribute(block: Block, place: _Place) -> str | None:
    for node in reversed(block.around):
        value = node.attributes.get(place.attribute) if node.tag == place.tag else None
        if value is not None:
            return " ".join(value.split()) or None
    return None


def _carried_on(
    blocks: Sequence[Block], speech: Collection[str], speakers: list[str | None]
) -> list[str | None]:
    last: str | None = None
    result: list[str | None] = []
    for block, speaker in zip(blocks, speakers, strict=True):
        if block.tag in speech:
            last = speaker or last
        result.append(last if block.tag in speech else None)
    return result


def _share_named(sizes: Sequence[int], speakers: Sequence[str | None]) -> float:
    """How much of the speech, whose blocks have these `sizes`, has a speaker: 0 where it is
    little."""
    named = sum(size for size, who in zip(sizes, speakers, strict=True) if who)
    share = named / max(1, sum(sizes))
    return share if share >= _LITTLE else 0.0


def _explained(root: Node, codes: set[str]) -> dict[str, str]:
    """The names behind `codes`: one node has them for keys, or several each have one for an
    attribute, and beside it something that looks like a name."""
    if not codes or name_weight(list(codes), "") >= _PEOPLE:
        return {}
    raw = {code: code.removeprefix("Speaker ").removeprefix("#") for code in codes}
    having: defaultdict[tuple[str, str], dict[str, Node]] = defaultdict(dict)
    wanted = set(raw.values())
    for node in root.all():
        if wanted <= node.attributes.keys():
            names = {code: node.attributes[raw[code]] for code in codes}
            if name_weight(list(names.values()), "name"):
                return names
        for name, value in node.attributes.items():
            if value in wanted:
                having[node.tag, name].setdefault(value, node)
    best: tuple[float, dict[str, str]] = (0.0, {})
    for (_, identifier), nodes in having.items():
        if len(nodes) < len(wanted):
            continue
        facts = {code: _facts(nodes[raw[code]]) for code in codes}
        for fact in next(iter(facts.values())):
            names = {code: known.get(fact, "") for code, known in facts.items()}
            found = set(names.values())
            if fact != identifier and len(found) == len(codes) and found != wanted and all(found):
                weight = name_weight(list(names.values()), called(fact))
                best = max(best, (weight, names), key=itemgetter(0))
    return best[1] if best[0] else {}


def _facts(node: Node) -> dict[str, str]:
    """What a node says of somebody: its attributes, and the short texts right below it."""
    below = {
        child.tag: child.text for child in node.children if 0 < len(child.text) < LONGEST_LABEL
    }
    return {**node.attributes, **below}


def _short_text(node: Node) -> str | None:
    """All text in `node`; None where it is too long for a label."""
    parts: list[str] = []
    size = 0
    for part in node.all():
        if part.text:
            parts.append(part.text)
            size += len(part.text) + 1
        if size > LONGEST_LABEL + 1:
            return None
    return " ".join(parts)


def _words(place: _Place) -> str:
    """What a place is called: "<PersonSpeaking><Affiliation>" is "Affiliation Person Speaking"."""
    return called(place.attribute or f"{place.tag} {place.within}")


def called(name: str) -> str:
    """The words of the name of a tag, an attribute or a key."""
    spaced = "".join(f" {c}" if c.isupper() else c for c in name.rsplit("}", 1)[-1])
    return spaced.replace("_", " ").replace(".", " ").replace("-", " ")


def _with_word(value: str, title: str) -> str:
    """A number that stands for somebody, as people say it."""
    return f"Speaker {value}" if value.isdigit() and "speaker" in title.lower() else value


def _are_sentences(texts: list[str]) -> bool:
    long = sum(len(text.split()) > 2 for text in texts)
    return share_ended(texts) >= _SHARE_OF_SENTENCES and long >= 0.3 * len(texts)
