"""Debates of every shape, for properties that must hold of all of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from podcast.model import Debate, Heading, Paragraph
from tests.conftest import debate_of

_SAID = (
    "Oui.",
    "Merci beaucoup.",
    "Qu'en pensez-vous ?",
    "Que faire des trains de nuit, et qui paie la redevance des péages ferroviaires ?",
    "Le prix du billet dépend de la redevance des péages ferroviaires, et de rien d'autre. " * 4,
    "L'hôpital de la ville manque de médecins, d'infirmières et de lits pour les malades. " * 6,
    "Les élèves de l'école apprennent la musique avec des professeurs du conservatoire. " * 12,
    "…",
)


@st.composite
def debates(draw: st.DrawFn) -> Debate:
    """People who speak in turn: with long turns and short, questions, a moderator, headings."""
    names = draw(st.lists(st.sampled_from(["Ada", "Bob", "Eva", "Max"]), min_size=1, max_size=14))
    alternating = [name for i, name in enumerate(names) if not i or names[i - 1] != name]
    paragraphs = st.lists(st.sampled_from(_SAID), min_size=1, max_size=7).map("\n".join)
    debate = debate_of(*[(name, draw(paragraphs)) for name in alternating])
    moderator = draw(st.sampled_from([None, *{s.name for s in debate.speakers}]))
    headings = tuple(
        Heading(f"Partie {turn.index}", turn.line, turn.index, paragraph)
        for turn in debate.turns
        for paragraph in range(1, len(turn.paragraphs) + 1)
        if draw(st.integers(0, 9)) == 0
    )
    speakers = tuple(replace(s, moderator=s.name == moderator) for s in debate.speakers)
    told = tuple(Paragraph(text, 1) for text in draw(st.lists(st.sampled_from(_SAID), max_size=2)))
    return replace(debate, speakers=speakers, headings=headings, introduction=told)
