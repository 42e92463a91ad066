"""Acronyms in English: letter by letter, or as a word where they can be one; words in capitals."""

from __future__ import annotations

import re

from podcast.gender import is_first_name
from podcast.stopwords import english as stopwords
from podcast.wording.lexicon import language_lexicon
from podcast.wording.rules import Rule, Saying

LETTERS = {
    "A": "ˈeɪ", "B": "bˈiː", "C": "sˈiː", "D": "dˈiː", "E": "ˈiː", "F": "ˈɛf", "G": "dʒˈiː",
    "H": "ˈeɪtʃ", "I": "ˈaɪ", "J": "dʒˈeɪ", "K": "kˈeɪ", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn",
    "O": "ˈəʊ", "P": "pˈiː", "Q": "kjˈuː", "R": "ˈɑː", "S": "ˈɛs", "T": "tˈiː", "U": "jˈuː",
    "V": "vˈiː", "W": "dˈʌbəljuː", "X": "ˈɛks", "Y": "wˈaɪ", "Z": "zˈɛd",
}  # fmt: skip
_VOWELS = frozenset("AEIOUY")

# What may open and what may close a syllable in an acronym that is said as a word.
_ONSETS = frozenset(
    "B BL BR C CH CL CR D DR F FL FR G GL GR H J K KL KN KR L M N P PH PL PR QU R S SC SCR SH SK SL"
    " SM SN SP SPR ST STR SW T TH TR TW V W WH Y Z".split()
)
_CODAS = frozenset(
    "B C CK D F FF FT G K L LB LC LD LF LK LL LM LP LT M MP N NC ND NG NK NS NT P PS PT R RB RC RD RE"
    " RF RG RK RL RM RN RP RS RT S SH SK SP SS ST T TH X Z CH LS".split()
)
_SYLLABLES = re.compile(r"([^AEIOUY]*)([AEIOUY]*)")

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
# Words that are acronyms too: only in a sentence in capitals.
_BOTH = frozenset(
    "it us who am pm is as at in on an or be do go me my so to us no up we he if of by".split()
)
_BOTH_ACRONYMS = frozenset(("it", "us", "who", "am", "pm", "or"))


def spelled(letters: str) -> Saying:
    """An acronym letter by letter, with phonemes, for engines read some letters as words."""
    known = [LETTERS[letter] for letter in letters.upper() if letter in LETTERS]
    if not known or len(known) != len(letters):
        return Saying(" ".join(letters))
    return Saying(" ".join(letters), ipa=_ipa(known))


def _ipa(sounds: list[str]) -> str:
    """The letters' sounds in one, the last one stressed most."""
    return "".join([*(sound.replace("ˈ", "ˌ") for sound in sounds[:-1]), sounds[-1]])


def _ending(ipa: str) -> str:
    """The s of a plural or a genitive after these sounds."""
    if ipa.endswith(("s", "z", "ʃ", "ʒ", "x")):
        return "ɪz"
    return "s" if ipa.endswith(("p", "t", "k", "f", "θ")) else "z"


def with_ending(said: Saying, ending: str) -> Saying:
    """An acronym with "s", "'s" or "s'" (or with nothing)."""
    if not ending:
        return said
    # "N G O's": other engines would read "Os" as a word.
    mark = "'s" if " " in said.words or ending == "'s" else "s"
    words = f"{said.words}{mark}"
    if not said.ipa:
        return Saying(words, sure=said.sure)
    ipa = said.ipa
    return Saying(words, ipa=ipa + _ending(ipa), sure=said.sure)


def is_pronounceable(acronym: str) -> bool:
    """Whether its letters make English syllables: ASEAN and ADEME do, OECD and IAEA do not."""
    groups = [(c, v) for c, v in _SYLLABLES.findall(acronym.replace("QU", "KW")) if c or v]
    last = len(groups) - 1
    if not any(vowels for _, vowels in groups):
        return False
    for place, (consonants, vowels) in enumerate(groups):
        if len(vowels) > 2 or (place or consonants or vowels != "EU") and vowels in (
            "AE",
            "UE",
            "AO",
            "UU",
            "AA",
            "II",
            "IU",
            "EU",
            "UO",
            "AY",
        ):
            return False
        if place == 0 and consonants and consonants not in _ONSETS:
            return False
        if place == last and not vowels:
            return consonants in _CODAS
        if place and consonants and not _between(consonants):
            return False
    return True


def _between(consonants: str) -> bool:
    if consonants in _ONSETS or consonants in _CODAS:
        return True
    return any(
        consonants[:cut] in _CODAS and consonants[cut:] in _ONSETS
        for cut in range(1, len(consonants))
    )


def say_acronym(letters: str) -> Saying | None:
    """As a word from four letters on where it can be one, else letter by letter.

    None where the engine spells it anyway: without a vowel it cannot but spell.
    """
    if len(letters) >= 4 and is_pronounceable(letters):
        return Saying(letters.capitalize(), sure=False)
    if not any(letter in _VOWELS for letter in letters):
        return None
    return spelled(letters)


_SHOUTED = re.compile(r"[A-Z]{2,}(?:'[A-Z]+)?|\b[AI]\b")


def _is_word(word: str) -> bool:
    return (
        word in _WORDS
        or word in stopwords.CLOSED
        or (len(word) > 3 and (word in stopwords.VERBS or word in stopwords.ADJECTIVES))
    )


def _is_shouted(match: re.Match[str]) -> bool:
    """Whether a word stands in a passage in capitals: "IT IS TIME TO ACT"."""
    text, (start, end) = match.string, match.span("it")
    around = [
        *re.findall(r"[\w']+", text[max(0, start - 24) : start])[-2:],
        *re.findall(r"[\w']+", text[end : end + 24])[:2],
    ]
    loud = [w for w in around if w.isupper() and len(w) > 1 and (_is_word(w.lower()))]
    return bool(loud)


_VERB_AFTER = re.compile(
    r" (?:is|are|was|were|will|would|can|could|should|has|have|had|did|does|do|else|knows?|cares?"
    r"|wants?|pays?|benefits?|decides?|says|said|gets|wins|in|the)\b"
)


def _word_in_capitals(match: re.Match[str]) -> Saying | str | None:
    word = match["it"]
    low = word.lower()
    if low in _BOTH_ACRONYMS or len(word) == 2:
        if low == "who" and _asks(match):
            return "Who"
        shouted = low in _BOTH and _is_shouted(match)
        if low == "no" or low == "ok":
            return "okay" if low == "ok" else "no"
        return low if shouted else None
    if len(word) < 2 or not _is_word(low):
        return None
    return low.capitalize() if _opens(match) else low


def _opens(match: re.Match[str]) -> bool:
    start = match.start("it")
    return start == 0 or match.string[max(0, start - 2) : start].rstrip().endswith((".", "!", "?"))


def _asks(match: re.Match[str]) -> bool:
    """ "WHO is responsible?", at the start of a question; not "WHO is ready.", but who knows."""
    if not _opens(match) or _VERB_AFTER.match(match.string, match.end()) is None:
        return False
    stop = re.compile(r"[.?!]").search(match.string, match.end(), match.end() + 200)
    return stop is not None and stop.group() == "?"


def _acronym(match: re.Match[str]) -> Saying | None:
    letters, ending = match["letters"], match["ending"]
    said = say_acronym(letters)
    if said is not None:
        return with_ending(said, ending)
    return with_ending(spelled(letters), ending) if ending else None


def _of_lexicon(word: str) -> Saying | None:
    for entry in language_lexicon("en").by_first_word.get(word.lower(), ()):
        if entry.written in (word, word.lower()) and not entry.speaker:
            return spelled(word) if entry.spell else Saying(entry.say or word, entry.ipa)
    return None


def _with_genitive(match: re.Match[str]) -> Saying | None:
    """ "UNESCO's": the lexicon itself finds bare words only."""
    said = _of_lexicon(match["word"])
    return None if said is None else with_ending(said, match["ending"])


def _dotted(match: re.Match[str]) -> Saying:
    letters = match["it"].replace(".", "")
    said = spelled(letters)
    text, end = match.string, match.end("it")
    after = re.match(r"\s*$|\s+([A-Z][a-z]*)", text[end : end + 20])
    if match["it"].endswith(".") and after is not None:
        word = after[1]
        if word is None or word.lower() in stopwords.CLOSED:
            return Saying(f"{said.words}.", said.ipa)
    ending = match["ending"] or ""
    return with_ending(said, ending.replace("’", "'"))


def _with_digits(match: re.Match[str]) -> Saying | None:
    letters = match["letters"]
    if len(letters) == 1:
        return spelled(letters) if letters == "A" else None
    said = _of_lexicon(letters) or say_acronym(letters)
    apart = match.string[match.end("it")].isdigit() and said is not None
    return Saying(f"{said.words} ", said.ipa) if said is not None and apart else said


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)


def _surname(match: re.Match[str]) -> Saying | None:
    first, word = match["first"], match["it"]
    if first and not is_first_name(first.split("-")[0]):
        return None
    if first and (len(word) < 4 or roman_like(word)):
        return None
    return Saying(_capitalised(word), sure=False)


def roman_like(word: str) -> bool:
    """Whether a word could be a Roman numeral."""
    return not set(word) - set("IVX")


_NAME = r"[A-ZÀ-Þ][A-ZÀ-Þ']*(?:-[A-ZÀ-Þ']+)*"

RULES = (
    Rule(
        "surname",
        re.compile(
            rf"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord|Madam|Professor|Doctor|Mme)\.? "
            rf"|\b(?P<first>[A-ZÀ-Þ][a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?) )(?P<it>(?!\w\b){_NAME})(?!\w)"
        ),
        _surname,
    ),
    Rule(
        "dotted acronym",
        re.compile(r"(?<![\w.])(?P<it>(?:[A-Z]\.){2,7}(?P<ending>'s)?|(?:[A-Z]\.){1,6}[A-Z](?P<x>(?=[ ,;:!?)])))(?!\w)"),
        _dotted,
    ),
    Rule(
        "word with an ending",
        re.compile(r"(?<![\w.'-])(?P<it>(?P<word>[^\W\d_]{2,24})(?P<ending>'s))(?!\w)"),
        _with_genitive,
    ),
    Rule("PhD", re.compile(r"(?<!\w)(?P<it>Ph\.? ?D\.?(?P<ending>s?))(?!\w)"),
         lambda match: with_ending(spelled("PHD"), match["ending"])),
    Rule(
        "word in capitals",
        re.compile(r"(?<![\w&/])(?P<it>[A-Z]{2,}(?:'[A-Z]{1,2})?)(?![\w&]|-?\d|'s\b)"),
        _word_in_capitals,
    ),
    Rule(
        "acronym with a number",
        re.compile(r"(?<![\w])(?P<it>(?P<letters>[A-Z]{1,7}))(?=-?\d)"),
        _with_digits,
    ),
    Rule(
        "letters with and",
        re.compile(r"(?<!\w)(?P<it>(?P<one>[A-Z]{1,2}) ?& ?(?P<two>[A-Z]{1,2}))(?P<ending>s?)(?!\w)"),
        lambda match: f"{' '.join(match['one'])} and {' '.join(match['two'])}",
    ),
    Rule(
        "acronym",
        re.compile(r"(?<!\w)(?P<it>(?P<letters>[A-Z]{2,})(?P<ending>'?s|))(?!\w)"),
        _acronym,
    ),
    Rule(
        "letter A",
        re.compile(r"(?<=[a-z\d,] )(?P<it>A)(?=[ ,.;:!?)-]|$)(?! ?\.\w)"),
        lambda match: spelled("A"),
    ),
)  # fmt: skip
