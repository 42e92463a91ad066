"""The steps of reading, in order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from podcast.errors import TranscriptError
from podcast.model import Debate, Turn
from podcast.reading.assembly import Reading, assemble
from podcast.reading.document import Document
from podcast.reading.doubts import find_doubts, is_hardly_any
from podcast.reading.indirect import indirect_speech
from podcast.reading.labels import read_label
from podcast.reading.one_voice import read_aloud
from podcast.reading.opening import load_bytes, open_document
from podcast.reading.spoken import is_addressed, says_i
from podcast.reading.why import explain

_SPOKEN = 0.3
"""Share of what is said in paragraphs with an "I" or a "you", where it need not say who speaks."""
_MANY, _FEW_WORDS = 10, 4


def read_debate(
    path: Path,
    *,
    language: str | None = None,
    title: str | None = None,
    one_voice: str | None = None,
) -> Debate:
    """The debate whose transcript is the file `path`, "-" for standard input.

    `language` (ISO 639-1) and `title` replace what the text says. Where `one_voice` is given, all
    of it is read as what somebody of that name says ("": a reader), whoever speaks in it. Raises
    `TranscriptError` where the file cannot be read or nobody speaks in it.
    """
    data = load_bytes(path)
    if one_voice is None:
        return read_bytes(data, path, language=language, title=title)
    opened = open_document(data, path)
    if isinstance(opened, Debate):
        raise TranscriptError(path, "it says already who speaks; --one-voice is for other texts.")
    debate = read_aloud(opened, path, one_voice, language)
    return _titled(debate, title, path)


def why(path: Path, line: int, *, language: str | None = None) -> str:
    """Why the line `line` of the transcript `path` was read as it was, for people.

    Raises what `read_debate` raises, and where a reading was saved, which holds no reasons.
    """
    opened = open_document(load_bytes(path), path)
    reading = None if isinstance(opened, Debate) else assemble(opened, language)
    if reading is None:
        raise TranscriptError(path, "nobody was looked for in it, or nobody was found.")
    doubts = find_doubts(reading.debate, reading)
    return explain(replace(reading.debate, doubts=doubts), reading, line)


def read_bytes(
    data: bytes, path: Path, *, language: str | None = None, title: str | None = None
) -> Debate:
    """As `read_debate`, for what a file holds; `path` serves the messages and the title."""
    opened = open_document(data, path)
    if isinstance(opened, Debate):
        debate = opened
        return replace(debate, language=language or debate.language, title=title or debate.title)
    return understand(opened, path, language=language, title=title)


def understand(
    document: Document, path: Path, *, language: str | None = None, title: str | None = None
) -> Debate:
    """The debate that `document` holds; `path` serves the messages, and names one without title.

    Raises `TranscriptError` where nobody speaks in it.
    """
    reading = assemble(document, language)
    reported = indirect_speech(document.lines)
    if reported is not None and (reading is None or len(reading.debate.turns) < 4):
        raise TranscriptError(
            path,
            f"these are minutes that tell what was said (“{reported.text[:70].strip()}…”), not what"
            " people said: there is nothing for their voices to say. Look for the full transcript"
            " (“compte rendu intégral”, “verbatim”).",
            line=reported.number,
        )
    if reading is None or _is_none(reading):
        raise TranscriptError(path, _nobody_speaks(document))
    debate = reading.debate
    debate = _titled(debate, title, path)
    return replace(debate, doubts=find_doubts(debate, reading))


def _is_none(reading: Reading) -> bool:
    """Whether a few headings or fields were taken for labels: nobody of those who speak, once
    each, has a person's name or an office, and hardly anybody says "I" or "you"."""
    turns = reading.debate.turns
    if _is_list(turns):
        return True
    if not is_hardly_any(turns) or any(line.speaker for line in reading.lines):
        return False
    labels = [read_label(turn.speaker) for turn in turns]
    if any(label is not None and label.named for label in labels):
        return False
    texts = [paragraph.text for turn in turns for paragraph in turn.paragraphs]
    spoken = sum(len(text.split()) for text in texts if says_i(text) or is_addressed(text))
    return spoken < _SPOKEN * sum(len(text.split()) for text in texts)


def _is_list(turns: tuple[Turn, ...]) -> bool:
    """Whether many are named, each once, with next to nothing to say: they signed something."""
    names = {turn.speaker for turn in turns}
    few = sum(turn.words <= _FEW_WORDS for turn in turns)
    return len(turns) >= _MANY and 10 * len(names) > 9 * len(turns) and 2 * few > len(turns)


def _titled(debate: Debate, title: str | None, path: Path) -> Debate:
    given = title or debate.title
    stem = path.stem if str(path) != "-" else "debate"
    return replace(debate, title=given or stem, untitled=not given)


def _nobody_speaks(document: Document) -> str:
    lines = document.lines
    if not lines:
        return "there is no text in it."
    shown = " / ".join(
        f"“{line.text[:60]}…”" if len(line.text) > 60 else f"“{line.text}”" for line in lines[:3]
    )
    return (
        f"nobody speaks in it, read as {document.format}. Looked for: names alone on a line, each"
        " above what its owner says; names before a colon, a full stop or a dash (“Anne Roux : …”);"
        " names or questions in bold; a list under “Intervenants :” or “Speakers:”."
        f" It starts with {shown}. To have it read aloud as one person's, say --one-voice."
    )
