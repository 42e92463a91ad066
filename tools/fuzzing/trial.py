"""One input through the program, and what must hold of whatever comes out.

open → plan → cast → script, of every track; for a sample, captions, page and tags as well, with
times that are made up. Nothing may come out but a result that holds together, or a `PodcastError`
of one sentence.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

from podcast.building.decide import decide, prepare_album
from podcast.building.model import AlbumProduction, BuildOptions, Production
from podcast.casting.series import load_series
from podcast.errors import PodcastError
from podcast.model import Debate
from podcast.planfile.writing import plan_of
from podcast.planning import LONGEST_TITLE, MOST_CHAPTERS
from podcast.reading.decoding import decode
from podcast.reading.edit_layout import read_layout, write_layout
from podcast.reading.formats.saved import debate_from_json, debate_to_json
from podcast.reading.read import read_bytes
from podcast.scripting.script import LineKind
from podcast.speaking.espeak.markup import to_markup
from podcast.timecode import Frames, Hertz
from podcast.wording.lexicon import load_lexicon
from podcast.wording.spoken_words import words_to_say
from tests.rendering import lay_out
from tools.fuzzing.seeds import transcript_of_plans

_RATE = Hertz(44_100)
_LONGEST_MESSAGE = 4000
_MARKUP = re.compile(r'</?voice(?: xml:lang="[a-z-]+")?>|\[\[[^\[\]<>&]*\]\]')
_ORDERS = re.compile("[\x00-\x08\x0e-\x1f\x7f<>]|&(?!amp;|lt;|gt;)|\\[\\[")
_COUNTED = ".,;!?’«»…%€"
_TRACKS = 12  # of one debate that are looked at
_SENTENCES = "La parole est à Mme Moreau : l'ADEME et l'IA, 12 chatbots à Lens, big tech."

READ, REFUSED = "read", "refused"


def trial(kind: str, data: bytes, *, sampled: bool) -> str:
    """How `data`, of the format `kind`, ended: read or refused. Raises where anything does not
    hold, or anything but a `PodcastError` is raised."""
    try:
        match kind:
            case "plan":
                _plan(data, sampled=sampled)
            case "lexicon":
                _lexicon(data)
            case "series":
                _series(data)
            case _:
                _transcript(kind, data, sampled=sampled)
    except PodcastError as error:
        message = str(error)
        assert message.strip() and len(message) < _LONGEST_MESSAGE, f"{len(message)} characters"
        assert "Traceback" not in message, message
        return REFUSED
    return READ


def _transcript(kind: str, data: bytes, *, sampled: bool) -> None:
    path = Path("transcript.json" if kind == "json" else "transcript.txt")
    debate = read_bytes(data, path, language=None if len(data) % 5 == 0 else "fr")
    _check_debate(debate)
    if kind == "text":
        check_words(decode(data, path), debate)
    assert debate_from_json(json.loads(json.dumps(debate_to_json(debate)))) == debate
    again = read_layout(write_layout(debate), path)
    assert [t.speaker for t in again.turns] == [" ".join(t.speaker.split()) for t in debate.turns]
    _check_series(prepare_album(debate, BuildOptions(directions=True)), sampled=sampled)


def _plan(data: bytes, *, sampled: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "debate.txt").write_bytes(_transcript_of_plans())
        path = folder / "plan.toml"
        path.write_bytes(data)
        planned = decide(path, BuildOptions(output=folder / "episodes", language="fr"))
        _check_debate(planned.work.debate)
        _check_series(planned.album, sampled=sampled)
        once = plan_of(None, path)
        path.write_text(once.text, "utf-8")
        assert plan_of(None, path).text == once.text, "a plan brought up to date changes again"


def _lexicon(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "debate.lexicon.toml"
        path.write_bytes(data)
        lexicon = load_lexicon(path)
    keys = " ".join(entry.written for entry in lexicon.entries[:200])
    for text in (_SENTENCES, keys):
        said = words_to_say(text, "fr", lexicon, "Zita Moreau")
        _check_orders(to_markup(said).text)


def _series(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "series.toml").write_bytes(data)
        series = load_series(folder / "series.toml")
    debate = read_bytes(_transcript_of_plans(), Path("debate.txt"), language="fr")
    _check_series(prepare_album(debate, series_file=series), sampled=True)


def _check_debate(debate: Debate) -> None:
    assert debate.turns
    names = {speaker.name for speaker in debate.speakers}
    assert len(names) == len(debate.speakers), "a name twice"
    before = ""
    for number, turn in enumerate(debate.turns, start=1):
        assert turn.index == number
        assert turn.speaker in names and turn.speaker.strip()
        assert turn.speaker != before, f"{before} twice in a row"
        before = turn.speaker
        assert turn.paragraphs and all(p.text.strip() for p in turn.paragraphs)
    for piece in (*debate.headings, *debate.directions):
        assert 1 <= piece.turn <= len(debate.turns), piece
        paragraphs = debate.turns[piece.turn - 1].paragraphs
        assert 1 <= piece.paragraph <= len(paragraphs), piece
    for direction in debate.directions:
        text = debate.turns[direction.turn - 1].paragraphs[direction.paragraph - 1].text
        assert 0 <= direction.offset <= len(text), direction


def check_words(source: str, debate: Debate) -> None:
    """Text that is read as text: nothing is said that is not there, nothing is there that is
    neither said nor noted as left out."""
    if "<" in source or "&" in source or "\\" in source or source.lstrip()[:1] in "{[":
        return  # perhaps markup, which is read otherwise
    spoken = [p.text for turn in debate.turns for p in turn.paragraphs]
    around = (*debate.introduction, *debate.headings, *debate.directions, *debate.left_out)
    others = [piece.text for piece in around]
    there = _characters(source)
    invented = _characters("".join(text for text in spoken if text != "…")) - there
    assert not invented, f"said and not there: {dict(invented)}"
    lost = there - _characters("".join([*spoken, *others]))
    # Who says nothing but signs says nothing.
    lost = Counter({sign: times for sign, times in lost.items() if sign.isalnum()})
    assert not lost, f"there and not kept: {dict(lost)}"


def _characters(text: str) -> Counter[str]:
    """Small letters and capitals, with and without accents, are one: headings in capitals are
    written as the text writes their words."""
    plain = unicodedata.normalize("NFD", text).lower()
    return Counter(c for c in plain if c.isalnum() or c in _COUNTED)


def _check_series(series: AlbumProduction, *, sampled: bool) -> None:
    tracks = series.album.tracks
    assert len({track.path for track in tracks}) == len(tracks), "two tracks in one file"
    for number, track in enumerate(tracks[:_TRACKS]):
        assert re.fullmatch(r"(?:speakers/|themes/)?[a-z0-9-]+", str(track.path)) or number == 0
        production = series.production(track)
        _check_script(production)
        if sampled:
            try:
                _check_published(production)
            except PodcastError as error:  # it is too late to refuse
                raise AssertionError("what was scripted cannot be published") from error


def _check_script(production: Production) -> None:
    plan, script, debate = production.plan, production.script, production.debate
    titles = [chapter.title for chapter in plan.chapters]
    assert len(titles) <= MOST_CHAPTERS
    assert len(set(titles)) == len(titles), "two chapters with one title"
    assert all(title and len(title) <= LONGEST_TITLE for title in titles), titles
    assert all(chapter.lines for chapter in script.chapters), "a chapter without a line"
    written: Counter[tuple[int, int]] = Counter()
    for line in script.lines:
        assert line.said, line.text
        _check_orders(to_markup(line.said).text)
        if line.kind is LineKind.SPEECH and not line.recalled:
            assert line.turn is not None and line.paragraph is not None
            text = debate.turns[line.turn - 1].paragraphs[line.paragraph - 1].text
            assert line.text in text or " ".join(line.text.split()) in " ".join(text.split())
            written[line.turn, line.paragraph] += len(line.text)
    if plan.about is None:
        heard = [part for chapter in plan.exchanges for part in chapter.parts]
        indices = [part.turn.index for part in heard]
        assert indices == sorted(indices)
        assert set(indices) == set(range(1, len(debate.turns) + 1)), "a turn is missing"
        paragraphs = sum(len(part.turn.paragraphs) for part in heard)
        assert paragraphs == sum(len(turn.paragraphs) for turn in debate.turns)


def _check_orders(markup: str) -> None:
    """Of all that an engine would obey, there is only what the program means."""
    found = _ORDERS.search(_MARKUP.sub("", markup))
    assert found is None, f"{found.group()!r} in {markup[:400]!r}"


def _check_published(production: Production) -> None:
    from lxml import html
    from mutagen.id3 import ID3

    from podcast.building.make import tags_of
    from podcast.publishing.model import Published, SidecarChoice
    from podcast.publishing.sidecars import sidecar_texts
    from podcast.publishing.tags import write_tags

    script = production.script
    lengths = [Frames(2000 + 700 * len(line.text)) for line in script.lines]
    timeline = lay_out(script, lengths, _RATE)
    episode = Published("debate", production.plan, production.cast, script, timeline)
    for name, parts in sidecar_texts([episode], SidecarChoice()):
        data = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
        if name.endswith(".docx"):
            assert data.startswith(b"PK")
            continue
        text = data.decode()
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".html"):
            own = 3 if name == "index.html" else 0
            assert len(html.fromstring(text).xpath("//script")) == own, "a script of the transcript"
        elif name.endswith(".vtt"):
            assert text.startswith("WEBVTT")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.mp3"
        path.write_bytes(b"\xff\xfb\x90\xc4" * 300)
        write_tags(path, tags_of(production, timeline, b"\xff\xd8\xff"))
        assert len(ID3(path).getall("CHAP")) == len(timeline.chapters)


@cache
def _transcript_of_plans() -> bytes:
    return transcript_of_plans()
