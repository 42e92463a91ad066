"""From a debate to its themes: what a person fixed, what it names itself, what is found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from podcast.language.nounphrases import folded
from podcast.model import Debate
from podcast.themes.discovery import discovered
from podcast.themes.evidence import Candidate, Evidence, weightiest
from podcast.themes.exchanges import SHORT, Exchange, asks, exchanges, moderators_of
from podcast.themes.model import (
    WORDS_A_MINUTE,
    FixedTheme,
    Passage,
    Theme,
    ThemePassage,
    Themes,
)
from podcast.themes.recurring import put_to_all, recurring
from podcast.themes.stems import Terms
from podcast.themes.structure import borders, is_procedural, structured
from podcast.themes.thesaurus import Thesaurus, load_thesaurus

_LEAST_WORDS = 3 * WORDS_A_MINUTE  # a theme of one passage is three minutes long
_LEAST_SHARE = 0.1  # or, in a debate of less than half an hour, has this share of it
_MOST_AN_HOUR = 12  # themes; more are no choice but a search
_ALL_ABOUT = 0.3  # of a debate
_FEWEST = 8  # that any debate may have
_SAME = 0.6  # of a phrase's exchanges that another theme has too: it is that theme


def find_themes(
    debate: Debate,
    *,
    fixed: Iterable[FixedTheme] = (),
    banned: frozenset[str] = frozenset(),
    thesaurus: Thesaurus | None = None,
) -> Themes:
    """Return the themes of `debate`, by first appearance.

    `fixed` themes are there as a person wants them, whatever else is found; a theme with a title
    in `banned` (capitals and accents do not matter) is not, and its passages may be in others.
    `thesaurus` is the installed one of the debate's language by default. Raises `ThesaurusError`
    where that is wrong.
    """
    fixed = tuple(fixed)
    if thesaurus is None:
        thesaurus = load_thesaurus(debate.language)
    parts = exchanges(debate, borders(debate) | _line_borders(debate, fixed))
    taken = {folded(theme.title) for theme in fixed}
    refused = {folded(title) for title in banned} | taken

    plan = [_fixed(theme, parts, debate.language) for theme in fixed]
    named = (*structured(debate, parts), *put_to_all(debate, parts))
    discoveries, traces = discovered(parts, thesaurus, debate.language)
    found = [
        candidate
        for candidate in (*named, *_found(debate, parts, discoveries, refused, (*plan, *named)))
        if folded(candidate.title) not in refused and not is_procedural(candidate.title)
    ]
    chosen = [candidate for candidate in plan if candidate.evidence]
    titles = {folded(candidate.title) for candidate in chosen}
    for candidate in found:
        if folded(candidate.title) not in titles and _big_enough(candidate, parts):
            titles.add(folded(candidate.title))
            chosen.append(candidate)
    chosen = _largest(chosen, parts)
    themed = {place for candidate in chosen for place in candidate.places}
    left = [place for place in range(len(parts)) if place not in themed]
    chosen.sort(key=lambda candidate: (min(candidate.places), folded(candidate.title)))
    known = {candidate.title for candidate in chosen}
    return Themes(
        tuple(_theme(debate, candidate, parts) for candidate in chosen),
        tuple(passage for place in left for passage in parts[place].passages),
        tuple(_why_not(traces[place], known) for place in left for _ in parts[place].passages),
    )


def _largest(chosen: list[Candidate], parts: tuple[Exchange, ...]) -> list[Candidate]:
    """Return `chosen` without the faintest of those that the program found by itself, where there
    are more than a listener can choose from: two minutes wholly about something are a theme before
    four that touch on it."""
    minutes = sum(part.words for part in parts) / WORDS_A_MINUTE
    room = max(_FEWEST, int(_MOST_AN_HOUR * minutes / 60))
    found = [one for one in chosen if one.source in ("thesaurus", "keyphrase")]
    found.sort(key=lambda one: (not one.asked, -one.weight(parts)))
    best = found[: max(0, room - (len(chosen) - len(found)))]
    return [one for one in chosen if one not in found or one in best]


def _why_not(traces: dict[str, Evidence], known: set[str]) -> str:
    """Return why an exchange with these traces is in no theme, in a few words."""
    if not traces:
        return "no word of a theme"
    title = max(traces, key=lambda title: (title in known, traces[title].score, title))
    words = ", ".join(traces[title].words[:3])
    if title in known:
        return f"too little of “{title}”: {words}"
    return f"“{title}” ({words}) is hardly spoken of elsewhere"


def _found(
    debate: Debate,
    parts: tuple[Exchange, ...],
    discoveries: tuple[Candidate, ...],
    refused: set[str],
    known: tuple[Candidate, ...],
) -> list[Candidate]:
    """Return what the thesaurus knows, and the phrases that recur and say what none of it and of
    the `known` themes says."""
    minutes = sum(part.words for part in parts) / WORDS_A_MINUTE
    names = tuple(speaker.name for speaker in debate.speakers)
    phrases = recurring(parts, debate.language, names, most=60)
    result = [
        one for one in discoveries if folded(one.title) not in refused and _big_enough(one, parts)
    ]
    fresh: list[Candidate] = []
    for phrase in phrases:
        if len(fresh) >= 2 + minutes / 15:
            break
        if phrase.words(parts) > _ALL_ABOUT * minutes * WORDS_A_MINUTE:
            continue  # what so much of the debate speaks of marks no part of it
        if folded(phrase.title) in folded(debate.title):
            continue  # what the whole debate is called marks no part of it
        if folded(phrase.title) not in refused and not any(
            _same(phrase, other) for other in (*known, *result, *fresh)
        ):
            fresh.append(phrase)
    return result + [replace(phrase, title=_capital(phrase.title)) for phrase in fresh]


def _same(phrase: Candidate, other: Candidate) -> bool:
    """Return whether a phrase only says again what another theme says."""
    return len(phrase.places & other.places) >= _SAME * len(phrase.places)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _big_enough(candidate: Candidate, parts: tuple[Exchange, ...]) -> bool:
    """Return whether it comes up in two exchanges, or is long enough; a word thrown in is none."""
    speeches = [place for place in candidate.places if parts[place].words >= SHORT]
    if candidate.source == "structure":  # trusted: two turns of one exchange will do
        blocks = [block for place in candidate.places for block in parts[place].blocks]
        speeches = [block.turn for block in blocks if block.words >= SHORT]
    least = min(_LEAST_WORDS, _LEAST_SHARE * sum(part.words for part in parts))
    return len(speeches) >= 2 or candidate.words(parts) >= least


def _line_borders(debate: Debate, fixed: tuple[FixedTheme, ...]) -> frozenset[tuple[int, int]]:
    """Return where a range of lines begins, and where the text after it does."""
    ranges = [lines for theme in fixed for lines in theme.lines]
    result = set()
    before: tuple[bool, ...] = tuple(False for _ in ranges)
    for turn in debate.turns:
        for number, paragraph in enumerate(turn.paragraphs, start=1):
            inside = tuple(first <= paragraph.line <= last for first, last in ranges)
            if inside != before:
                result.add((turn.index, number))
            before = inside
    return frozenset(result)


def _fixed(theme: FixedTheme, parts: tuple[Exchange, ...], language: str) -> Candidate:
    terms = Terms(tuple((word, None) for word in theme.words), language)
    evidence = []
    for place, part in enumerate(parts):
        words = [
            (found.written, 1.0)
            for block in part.blocks
            for found, _ in terms.find(block.text, block.tokens)
        ]
        inside = any(
            first <= block.line <= last for block in part.blocks for first, last in theme.lines
        )
        if words or inside:
            evidence.append((place, Evidence(float(len(words) + inside), weightiest(words))))
    return Candidate(theme.title, "plan", tuple(evidence))


def _theme(debate: Debate, candidate: Candidate, parts: tuple[Exchange, ...]) -> Theme:
    passages = []
    for place, evidence in candidate.evidence:
        passages += [
            _theme_passage(debate, candidate, passage, evidence)
            for passage in parts[place].passages
        ]
    return Theme(candidate.title, candidate.source, tuple(passages))


def _theme_passage(
    debate: Debate, candidate: Candidate, passage: Passage, evidence: Evidence
) -> ThemePassage:
    """Return the passage with those of the words that stand in it; with all of them where a title
    and not the text decided."""
    turn = debate.turns[passage.turn - 1]
    text = " ".join(
        " ".join(paragraph.text.split()).casefold()
        for paragraph in turn.paragraphs[passage.first - 1 : passage.last]
    )
    words = tuple(
        word
        for word in evidence.words
        if candidate.source == "structure" or word.casefold() in text
    )
    moderators = moderators_of(debate)
    before = debate.turns[passage.turn - 2] if passage.turn > 1 else None
    question = before.index if before and asks(before, moderators) else None
    return ThemePassage(passage, words, round(evidence.score, 3), question)
