"""Themes that the debate itself names: its headings, and the rounds that are announced.

"Deuxième table ronde : la souveraineté numérique", "Passons à la question de l'eau". A heading
and a round last until the next one; what is only passed on to lasts as long as the exchange.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from podcast.language.nounphrases import folded, name_words, noun_phrases
from podcast.model import Debate
from podcast.themes.evidence import Candidate, Evidence
from podcast.themes.exchanges import Exchange, asks, moderators_of
from podcast.themes.stems import tokens

_LONGEST = 60  # characters of a title
_PART = 2 / 3  # of a debate, more than which is no part of it
_AGAIN = 2  # times that a heading comes which is no formula
_ROUND = {
    "fr": re.compile(
        r"(?:(?:premi[eè]re?|deuxième|second[e]?|troisième|quatrième|cinquième|derni[eè]re?)\s+"
        r"(?:table ronde|partie|thème|sujet|volet|séquence|séance|question|point)"
        r"|(?:table ronde|thème|partie|séquence)\s+n?[°o]?\s?\d{1,2})"
        r"(?:\s+de (?:la|notre) \w+)?\s*(?::|,\s*consacrée? à|consacrée? à"
        r"|porte(?:ra)? sur|sur)\s*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:(?:first|second|third|fourth|fifth|last|next|final)\s+"
        r"(?:panel|part|theme|topic|session|round|subject)|(?:panel|part|theme|session) \d{1,2})"
        r"\s*(?::|,? (?:is|will be)(?: about| on)?|on|about)\s*",
        re.IGNORECASE,
    ),
}
_PASSED = {
    "fr": re.compile(
        r"(?:passons|venons-en|venons en|revenons|arrivons)\s+(?:maintenant |à présent |donc )*"
        r"(?:à|au|aux)(?:\s+|(?=\W))"
        r"|(?:abordons|évoquons)\s+(?:maintenant |à présent |donc )*"
        r"|parlons\s+(?:maintenant |à présent |donc )*(?:de |du |des |d[’'])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:let[’']s|let us|we(?:[’']ll| will)|i(?:[’']d| would) like to)\s+(?:now )?"
        r"(?:move on(?:to)?(?: to)?|turn to|talk about|come to|go on to|move to)\s+(?:now )?",
        re.IGNORECASE,
    ),
}
_QUESTION_OF = {
    "fr": re.compile(
        r"(?:(?:la|une|cette|autre|deuxième) )*(?:question|thème|sujet|problème|volet|enjeu)s?"
        r"\s+(?:de la |de l[’']|du |des |de |d[’'])",
        re.IGNORECASE,
    ),
    "en": re.compile(r"(?:the |a )?(?:question|topic|subject|issue|problem)s? of ", re.IGNORECASE),
}
_NUMBERING = re.compile(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z])\s?[.)°–-]\s+|\d{1,2}(?:\.\d{1,2})*\s+(?=[A-ZÀ-Þ]))"
)
_ARTICLE = re.compile(r"(?:(?:la|le|les|the|un|une|a|an)\s+|l[’'])", re.IGNORECASE)
_WITH_CIVILITY = re.compile(
    r"\b(?:Mme|Mlle|M\.|Mrs?\b\.?|Ms|Hon\.)\s+(?:\w+\s+)?(\w+)", re.IGNORECASE
)
_END = re.compile(r"[.?!;:,–—(«»\n]")

# Headings and rounds that say what happens and not what is spoken about. Whole titles, without
# accents; a number after them changes nothing.
_PROCEDURE = re.compile(
    r"(?:introductions?|intros?|bienvenue|accueil|ouverture|welcome|opening|ouverture de la seance"
    r"|mots? d'(?:accueil|ouverture|introduction)|propos (?:liminaires?|introductifs?)"
    r"|(?:opening|closing|introductory|final) (?:remarks|statements?)|tour de table|presentations?"
    r"|conclusions?|cloture|closing|wrap[- ]?up|mots? de (?:la )?fin|synthese|summary|outro"
    r"|questions?(?: (?:et|and|&) (?:reponses?|answers?))?|q ?& ?a|questions?[- /]reponses?"
    r"|(?:echanges?|questions?|debat|discussion)s? (?:avec|de|from|with) (?:la salle|le public"
    r"|l'assistance|the (?:audience|floor|public))|audience questions|discussion(?: generale)?"
    r"|(?:introductions?|welcome) (?:and|of|to) .*|questions? (?:period|time)|notices? of motions?"
    r"|that the (?:motion|question) .*|(?:report|consideration) of .*|roll call|prayers?|papers?"
    r"|petitions?|adjournment|communications? from the chair|general discussion"
    r"|allocution .*|(?:propositions?|projets?) de (?:decret|loi|resolution)s?"
    r"|debats?|discussions?|table ronde|panel|rappels? au reglement"
    r"|(?:suite|reprise) (?:de la discussion|du debat|de l'examen|de la seance).*"
    r"|ordre du jour(?: .*)?|agenda|pause(?: .*)?|break|dejeuner|lunch|remerciements?|thanks"
    r"|suspension(?: .*)?|reprise(?: .*)?|votes?|scrutin(?: .*)?|explications? de vote"
    r"|questions? (?:orales? |ecrites? )?(?:d'actualite\b|de (?:m|mme|mlle)\b|au gouvernement).*"
    r"|discussion des articles|examen (?:et vote )?des articles|prise en consideration"
    r"|(?:article|amendement|annexe|part|partie|chapitre|chapter|session"
    r"|seance) (?:\d+|premier|[ivx]+|unique|one|two|three).*|intervenants?|participants?|speakers?"
    r"|transcript|transcription|sommaire|contents|about|sponsors?|credits?)[\s.:!?\d]*"
)


@dataclass(frozen=True, slots=True)
class _Opening:
    place: tuple[int, int]  # turn and paragraph
    title: str | None  # None for procedure, which ends what was before it all the same
    words: str  # as written
    until_next: bool


def is_procedural(title: str) -> bool:
    """Return whether a title says what happens and not what is spoken about: greetings,
    procedure."""
    return _PROCEDURE.fullmatch(folded(title).replace("’", "'").strip()) is not None


def borders(debate: Debate) -> frozenset[tuple[int, int]]:
    """Return where the debate itself begins something: (turn, paragraph)."""
    return frozenset(opening.place for opening in _openings(debate))


def structured(debate: Debate, exchanges: tuple[Exchange, ...]) -> tuple[Candidate, ...]:
    """Return the themes that the debate names, in its order; one that it names twice is one."""
    openings = _openings(debate)
    lasting = [opening for opening in openings if opening.until_next]
    found: dict[str, tuple[str, list[tuple[int, Evidence]]]] = {}
    for opening in openings:
        if opening.title is None:
            continue
        if opening.until_next:
            end = next((o.place for o in lasting if o.place > opening.place), None)
            places = [
                number
                for number, exchange in enumerate(exchanges)
                if _place(exchange) >= opening.place and (end is None or _place(exchange) < end)
            ]
        else:
            end = next((o.place for o in openings if o.place > opening.place), None)
            places = _answers(debate, exchanges, opening.place, end)
            if not _taken_up(opening, debate, [exchanges[place] for place in places]):
                continue
        _, evidence = found.setdefault(folded(opening.title), (opening.title, []))
        known = {place for place, _ in evidence}
        evidence += [(p, Evidence(1.0, (opening.words,))) for p in places if p not in known]
    candidates = (
        Candidate(title, "structure", tuple(sorted(evidence, key=lambda item: item[0])))
        for title, evidence in found.values()
    )
    most = _PART * sum(exchange.words for exchange in exchanges)
    return tuple(one for one in candidates if one.evidence and one.words(exchanges) <= most)


def _place(exchange: Exchange) -> tuple[int, int]:
    return exchange.blocks[0].turn, exchange.blocks[0].paragraph


def _answers(
    debate: Debate,
    exchanges: tuple[Exchange, ...],
    start: tuple[int, int],
    end: tuple[int, int] | None,
) -> list[int]:
    """Return the exchanges from `start` until its speaker has the floor again for more than a
    word."""
    speaker = debate.turns[start[0] - 1].speaker
    result: list[int] = []
    for number, exchange in enumerate(exchanges):
        place = _place(exchange)
        if place < start or (end is not None and place >= end):
            continue
        first = debate.turns[place[0] - 1]
        if result and first.speaker == speaker and first.index != start[0]:
            break
        result.append(number)
    return result


def _taken_up(opening: _Opening, debate: Debate, answers: list[Exchange]) -> bool:
    """Return whether what is passed on to is spoken of then: a figure of speech is not."""
    words = {word.stem for word in tokens(opening.title or "", debate.language).words}
    return any(
        stem in words
        for exchange in answers
        for block in exchange.blocks
        if (block.turn, block.paragraph) != opening.place
        for stem in block.content
    )


def _openings(debate: Debate) -> tuple[_Opening, ...]:
    result = list(_headed(debate))
    taken = {opening.place for opening in result}
    moderators = moderators_of(debate)
    for turn in debate.turns:
        if turn.speaker not in moderators and not asks(turn, moderators):
            continue
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            opening = _announced(paragraph.text, debate.language, (turn.index, number))
            if opening and opening.place not in taken:
                taken.add(opening.place)
                result.append(opening)
    return tuple(sorted(result, key=lambda opening: opening.place))


def _headed(debate: Debate) -> Iterator[_Opening]:
    """Yield what the headings open. One alone parts nothing; one that comes again and again
    ("Motion", "Second Reading") says what happens; one that breaks off ("Et là, on voit que…") is
    something that is said; of those that stand together, the longest says most."""
    times = Counter(_kind(heading.text) for heading in debate.headings)
    people = name_words(tuple(speaker.name for speaker in debate.speakers))
    stacks = groupby(debate.headings, key=lambda heading: (heading.turn, heading.paragraph))
    together = [(place, [heading.text for heading in stack]) for place, stack in stacks]
    for place, texts in together if len(together) > 1 else ():
        titles = [text for text in texts if times[_kind(text)] <= _AGAIN]
        text = max(titles or texts, key=len)
        title = _trimmed(text) if titles else ""
        broken = text.rstrip().endswith(("…", "..."))
        none = not title or broken or is_procedural(title) or _names_somebody(title, people)
        yield _Opening(place, None if none else title, text, True)


def _names_somebody(title: str, people: frozenset[str]) -> bool:
    """Return whether a heading is the name of somebody who speaks, or says who asks whom."""
    words = re.sub(r"\(.*?\)", "", title).split()
    if any(folded(match.group(1)) in people for match in _WITH_CIVILITY.finditer(title)):
        return True
    return bool(words) and all(word[0].isupper() for word in words) and folded(words[-1]) in people


def _kind(heading: str) -> str:
    """Return a heading without its numbers."""
    return re.sub(r"\W*\d+", "", folded(heading))


def _announced(text: str, language: str, place: tuple[int, int]) -> _Opening | None:
    for patterns, until_next in ((_ROUND, True), (_PASSED, False)):
        pattern = patterns.get(language)
        match = pattern.search(text) if pattern else None
        if match is None:
            continue
        said = _END.split(text[match.end() :], maxsplit=1)[0].strip()
        topic = _QUESTION_OF[language].sub("", said, count=1)
        topic = _ARTICLE.sub("", topic, count=1) if _ARTICLE.match(topic) else topic
        title = topic[:1].upper() + topic[1:]
        known = noun_phrases(
            f"{'la' if language == 'fr' else 'the'} {topic}", language, frozenset()
        )
        if not known or len(title) > _LONGEST or len(title.split()) > 8 or is_procedural(title):
            continue
        written = " ".join(text[match.start() : match.end()].split() + said.split())
        return _Opening(place, title, written, until_next)
    return None


def _trimmed(heading: str) -> str:
    """Return a heading as a title: without numbering, cut between words where it is long."""
    text = _NUMBERING.sub("", heading.strip())
    text = text.rstrip(" .:,/")
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rsplit(None, 1)[0].rstrip(" ,;:-–—") + "…"
