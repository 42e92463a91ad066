"""Whatever a transcript holds is in a turn, a heading, a direction, or noted as left out."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.errors import PodcastError
from podcast.model import Debate
from podcast.reading import read_debate
from tests.conftest import transcripts
from tests.reading.test_corpus import DATA, SPOKEN

_PLAIN = (".txt", ".md", ".srt", ".vtt")


def kept(debate: Debate) -> Counter[str]:
    """The characters of all that the debate holds or left out."""
    parts = [p.text for turn in debate.turns for p in turn.paragraphs]
    parts += [paragraph.text for paragraph in debate.introduction]
    parts += [heading.text for heading in debate.headings]
    parts += [direction.text for direction in debate.directions]
    parts += [piece.text for piece in debate.left_out]
    return characters("".join(parts))


def characters(text: str) -> Counter[str]:
    """Letters, digits and what people write around words; not what formats mark text with. Small
    letters and capitals, with and without accents, are one: headings in capitals are rewritten."""
    plain = unicodedata.normalize("NFD", text).lower()
    return Counter(c for c in plain if c.isalnum() or c in ".,;!?'’«»…%€\"")


def check(text: str, debate: Debate) -> None:
    lost = characters(text) - kept(debate)
    assert not lost, dict(lost)


@pytest.mark.parametrize(
    "path",
    [p for p in SPOKEN if p.suffix in _PLAIN],
    ids=lambda p: p.name,
)
def test_own_transcripts_lose_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check(re.sub(r"</?[a-z][^>]*>", "", text), read_debate(path))


@pytest.mark.parametrize(
    "name",
    ["table-ronde-ia-2024.txt", "panel-lightning-en.md", "podcast-live-en.md", "captions-en.srt"],
)
def test_real_transcripts_lose_nothing(name: str) -> None:
    path = transcripts() / name
    if not path.is_file():
        pytest.skip(f"the real transcripts are not here ({path}); set PODCAST_TRANSCRIPTS")
    check(path.read_text(encoding="utf-8"), read_debate(path))


_names = st.sampled_from(
    ["Ada PREMIER", "Bob SECOND", "M. Tiers", "Mme la présidente", "Plusieurs députés", "AP", "Q"]
)
_words = st.text("abcdé ,'’12«»", min_size=1, max_size=60).map(lambda t: f"A{t}z.")
_labels = st.builds(
    lambda name, form, said: form.format(name=name, said=said),
    _names,
    st.sampled_from(
        ["{name} : {said}", "**{name} :** {said}", "{name}. – {said}", "{name}\n\n{said}",
         "[00:01:02] {name} : {said}", "{name} (AP): {said}", "**{name}** {said}",
         "{name} – {said}"]
    ),
    _words,
)  # fmt: skip
_others = st.sampled_from(
    ["# Une partie", "(Applaudissements.)", "Merci (rires) à vous.", "https://example.org/x",
     "- une puce", "> cité", "12", "---", "| a | b |\n|---|---|\n| c | d |", "[^1]: une note",
     "Voir [la carte](https://example.org) et *cela*.", "© 2024 Quelqu'un", "SOMMAIRE",
     "Intervenants :\n- Ada PREMIER, maire", "Présidence de Mme Ada Premier", "1. Un point",
     "Transcription : Jean", "[inaudible]", "Texte [00:02:03] avec heure [1] et note.",
     "La séance est levée à 18 heures.", "Une ligne qui finit sans point", "12:30 Bob SECOND"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_labels, _words, _others), min_size=2, max_size=25))
def test_nothing_is_lost(tmp_path_factory: pytest.TempPathFactory, blocks: list[str]) -> None:
    text = "\n\n".join(["Ada PREMIER : Bonjour.", "Bob SECOND : Bonsoir.", *blocks])
    path = tmp_path_factory.mktemp("all") / "debate.txt"
    path.write_text(text, encoding="utf-8")
    try:
        debate = read_debate(path, language="fr")
    except PodcastError:
        return
    check(text, debate)


def test_there_is_something_to_check() -> None:
    assert DATA.is_dir()
    assert characters("Été, 12 %") == Counter("ete,12%")
