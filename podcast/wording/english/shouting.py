"""Words in capitals that are no acronyms: emphasis ("VERY important"), passages in capitals."""

from __future__ import annotations

import re

from podcast.language.stopwords import english as stopwords
from podcast.wording.english.numbers import in_case, opens_sentence
from podcast.wording.english.syllables import is_pronounceable

# Short words that are written in capitals for emphasis, and that no acronym is.
_WORDS = frozenset(
    """act age ago air all any art ask bad ban bar bed big bit boy but buy can car cut dad day did die
    dog due eat egg end eye far fat few fit fly for fun get god got gun guy had has her hey hid him
    his hit hot how ice ill its job key kid law lay let lie lot low mad man men met mix mud new nor
    not now nut odd off oil old one our out own pay per put ran raw red rid row run sad saw say sea
    see set she sir sit six sky son sun tax ten the too top try two use war was way wet why win won
    yes yet you able away back ball bank base best bill body book both call care case city come cost
    dark data date dead deal dear door down each east easy else even ever face fact fail fair fall
    fast fear feel file fill film find fine fire firm five food foot form four free full fund game
    girl give glad goal gold good half hand hard hate have head hear heat help here high hold home
    hope hour huge idea jobs join just keep kids kill kind king know land last late lead left less
    life like line list live long look lost love made main make many mean meet mind mine miss more
    most move much must name near need news next nice nine none once only open over paid part past
    path pick plan play poor pull pure push rate read real rest rich ride right ring rise risk road
    role room rule safe said sale same save seem sell send ship shop show shut side sick size slow
    some soon stay step stop such sure take talk tell than that them then they this thus time told
    town tree true turn type unit upon used very view vote wait wake walk wall want warm wash week
    well went were west what when whom wide wife will wind wish with word work year your zero""".split()
)
_TWO_LETTERS = frozenset("is as at in on an be do go my so to no up we he if of by".split())
# Words that are acronyms too: only in a passage in capitals.
_BOTH_ACRONYMS = frozenset(("it", "us", "who", "am", "pm", "or", "me"))

_ACRONYMS = frozenset(
    "aids nasa nato fema osha unesco unicef opec asean defra uefa acas ucas unrwa icao gatt wada cites"
    " acse aclu naacp iaea usda usaid hipaa ecowas efta nafta daca lgbt lgbtq brics ofsted".split()
)

_STOP = re.compile(r"[.!?…;:()]")


def _is_word(word: str) -> bool:
    return (
        word in _WORDS
        or word in stopwords.CLOSED
        or (len(word) > 3 and (word in stopwords.VERBS or word in stopwords.ADJECTIVES))
    )


def is_shouted(match: re.Match[str]) -> bool:
    """Whether a word stands in a passage in capitals: "IT IS TIME TO ACT"."""
    text, (start, end) = match.string, match.span("it")
    around = [
        *re.findall(r"[\w']+", _STOP.split(text[max(0, start - 24) : start])[-1])[-2:],
        *re.findall(r"[\w']+", _STOP.split(text[end : end + 24])[0])[:2],
    ]
    return any(_shouts(word) for word in around) or _is_loud(text, start, end)


def _shouts(word: str) -> bool:
    return (
        word.isupper()
        and len(word) > 1
        and word.lower() not in _BOTH_ACRONYMS
        and _is_word(word.lower())
    )


def _is_loud(text: str, start: int, end: int) -> bool:
    """Whether all around is in capitals, some of it words that no acronym is."""
    words = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 60) : start] + text[end : end + 60])
    loud = [word for word in words if word.isupper()]
    return (
        len(loud) > 2
        and len(loud) * 4 >= len(words) * 3
        and sum(_shouts(word) or len(word) > 6 for word in loud) * 4 >= len(loud)
    )


# Ends of English words that no acronym is said with.
_LONG_CODA = re.compile(
    r"(?:[LNR]?TH|GHT|[LNR]?CH|TCH|RSH|LSH|HN|RST|RLD|RDS|LDS|NDS|RTS|RKS|NKS|LLS|GHTS|THS|PTH|XT|WN"
    r"|WS|WD|WL|YS|GN|BT|MB|DGE|NGTH|RNS|RMS|CTS?|PTS?|NTS)$"
)


def _could_be_word(word: str) -> bool:
    if len(word) > 5:
        return any(letter in "AEIOUY" for letter in word)
    if is_pronounceable(word):
        return True
    coda = _LONG_CODA.search(word)
    return coda is not None and is_pronounceable(word[: coda.start()])


_VERB_AFTER = re.compile(
    r" (?:is|are|was|were|will|would|can|could|should|has|have|had|did|does|do|else|knows?|cares?"
    r"|wants?|pays?|benefits?|decides?|says|said|gets|wins|in|the)\b"
)


def word_in_capitals(match: re.Match[str]) -> str | None:
    """In small letters, where a word in capitals is no acronym."""
    word = match["it"]
    low = word.lower()
    if low in _BOTH_ACRONYMS or len(word) == 2:
        if low == "who" and _asks(match):
            return "Who"
        if low == "who" and _KNOWN_WHO.search(
            match.string, max(0, match.start() - 12), match.start()
        ):
            return "who" if _VERB_AFTER.match(match.string, match.end()) else None
        if low == "ok":
            return in_case(match, "okay")
        if low in _TWO_LETTERS or (low in _BOTH_ACRONYMS and is_shouted(match)):
            return in_case(match, low)
        return None
    if not _is_word(low) and not (
        len(low) > 3 and low not in _ACRONYMS and _could_be_word(word) and is_shouted(match)
    ):
        return None
    return in_case(match, low)


_KNOWN_WHO = re.compile(r"\b(?:asked|asks|ask|know|knows|knew|see|decide|decides|matters?|about) $")


def _asks(match: re.Match[str]) -> bool:
    """ "WHO is responsible?", at the start of a question; not "WHO is ready.", but who knows."""
    if not opens_sentence(match) or _VERB_AFTER.match(match.string, match.end()) is None:
        return False
    stop = re.compile(r"[.?!]").search(match.string, match.end(), match.end() + 200)
    return stop is not None and stop.group() == "?"
