"""French words that are written alike and said otherwise, told apart by their neighbours."""

from __future__ import annotations

import re

from podcast.language.word_lists import either, word_lists
from podcast.wording.french.liaison import is_aspirated
from podcast.wording.model import Rule, Saying

_LISTS = word_lists("fr", "homographs")
_VERBS = _LISTS.table("verbs_in_ent")
_ADJECTIVES = _LISTS.table("adjectives_in_ent")
_BEFORE_VERB = _LISTS.words("before_verb")
_NO_PLURALS = _LISTS.words("no_plurals")
_PLURAL = re.compile(rf"\b(?:{either(word_lists('fr', 'liaison').words('before_plural'))}) $", re.I)
_NUMBER = either(_LISTS.in_order("numbers"))
_AFTER_VERB = either(_LISTS.in_order("after_verb"))
_AFTER_MORE = either(_LISTS.in_order("after_more"))
_BEFORE_MORE = _LISTS.words("before_more")

_AFTER_EVER_MORE = either(_LISTS.in_order("after_ever_more"))
_AFTER_ALL = _LISTS.words("after_all")
_NOT_AFTER_ALL = _LISTS.words("not_after_all")
_BEFORE_ALL = re.compile(r"\b(?:de|à|en|pour|par|sur|contre|avec) $", re.IGNORECASE)
_SOUNDED = "plys"
_REACH = 80
"""Characters before a word that are looked at: a clause."""
_CLAUSE = re.compile(r"[^.,;:!?…]*$")
_SENTENCE = re.compile(r"[^.:!?…]*$")
_NEGATION = re.compile(r"\b(?:ne|n')(?![\w-])|\bn'", re.IGNORECASE)
_SECOND_NEGATION = re.compile(r"\b(?:pas|point|rien|guère|aucune?|personne)\b", re.IGNORECASE)
_CORRELATIVE = re.compile(r"\s*(?:[Ee]t |[Mm]ais |[Cc]ar )?(?:[Pp]lus|[Mm]oins)\b")
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")


def _plus(match: re.Match[str]) -> Saying | None:
    """ "Plus" with its s, where it adds or says more; not where it denies ("il n'en veut plus")."""
    return None if _denies(match.string, match.start("it")) else Saying(match["it"], _SOUNDED)


def _denies(text: str, place: int) -> bool:
    clause = _CLAUSE.search(text, max(0, place - _REACH), place)
    before = clause.group().lower() if clause else ""
    last = _LAST_WORD.search(before)
    if last and last.group() in ("non", "jamais", "sans", "ni"):
        return True
    if last and last.group() in _BEFORE_MORE:
        return False
    found = _NEGATION.search(before)
    return found is not None and _SECOND_NEGATION.search(before, found.end()) is None


def _added(match: re.Match[str]) -> Saying | None:
    """ "La taxe, plus l'abonnement", but not "plus il pleut, plus la rivière monte"."""
    sentence = _SENTENCE.search(match.string, max(0, match.start() - 2 * _REACH), match.start())
    if sentence and _CORRELATIVE.match(sentence.group()):
        return None
    return _plus(match)


def _verb_or_adjective(match: re.Match[str]) -> Saying | None:
    """A verb after a plural or a pronoun ("les avis divergent"); an adjective in the singular."""
    word, before = match["it"].lower(), match["before"].strip(" '").lower()
    in_plural = before[-1] in "sx" and (
        before not in _NO_PLURALS
        or _PLURAL.search(match.string, max(0, match.start() - 12), match.start())
    )
    if before in _BEFORE_VERB or in_plural:
        return Saying(match["it"], _VERBS[word])
    return Saying(match["it"], _ADJECTIVES[word]) if word in _ADJECTIVES else None


def _all(match: re.Match[str]) -> Saying | None:
    """ "Tous bords", "tous azimuts"; not "ils sont tous malades"."""
    following = match["after"].lower()
    is_noun = following[-1] in "sx" and following not in _NOT_AFTER_ALL
    if following in _AFTER_ALL or (
        is_noun and _BEFORE_ALL.search(match.string, max(0, match.start() - 8), match.start())
    ):
        links = following[0] in "aàâeéèêiîoôuhy" and not is_aspirated(following)
        return Saying(match["it"], ipa="tuz" if links else "tu")
    return None


_PLUS = r"(?P<it>[Pp]lus)(?<![\w'-]....)"  # the word first, so that it is found quickly
_ENT = rf"(?P<it>{either(_VERBS)})(?![\w'-])"

_ANY_PLUS = re.compile("lus")
# The ending first, so that it is found quickly.
_ANY_ENT = re.compile(rf"ent(?!\w)(?:{'|'.join(f'(?<={verb})' for verb in _VERBS)})")
_SIDES = "|".join(
    f"(?<= {side} est)"
    for side in "façade côte rive gare porte aile versant banlieue entrée bretelle nord sud quart flanc"
    " bordure partie zone quartier quartiers côté secteur".split()
)
_BEFORE_EAST = re.compile(
    r"(?:^|[.!?…,;:] |\b(?:à|dans|vers|de|sur|pour|par|depuis|que|tout) )$", re.IGNORECASE
)


def _east(match: re.Match[str]) -> Saying | None:
    before = match.string[max(0, match.start() - 10) : match.start()]
    return Saying(match["it"], "ɛst") if _BEFORE_EAST.search(before) else None


RULES = (
    Rule("plus before a pause", rf"{_PLUS}(?=[.,;:!?…]|$)", _plus, needs=_ANY_PLUS),
    Rule("plus que", rf"{_PLUS}(?= qu[e'])(?!(?:(?<=^.{{4}})|(?<=[.!?…] .{{4}})) que (?:\d|(?:{_NUMBER}|une?)(?!\w)))", _plus, needs=_ANY_PLUS),
    Rule("plus and more", rf"{_PLUS}(?= (?:{_AFTER_MORE})(?![\w-]))", _plus, needs=_ANY_PLUS),
    Rule("en plus",
         r"(?<!plus )\b[Ee]n (?P<it>plus)(?= (?:de|du|des|il|elle|on|nous|vous|je|c'|ça|les?|la|un|une)\b| d'| j')",
         _plus, needs=re.compile("n plus ")),
    Rule("d'autant plus", r"\bautant (?P<it>plus)(?= (?:à|au|aux|en|sous|là)(?!\w))",
         _plus, needs=re.compile("autant plus")),
    Rule("fois de plus", r"\bfois de (?P<it>plus)(?= )", _plus, needs=re.compile("fois de plus")),
    Rule("ever more", rf"(?:[Ee]ncore|plus en) (?P<it>plus)(?= (?:(?:{_AFTER_EVER_MORE})(?![\w-])|l'))",
         _plus, needs=re.compile("(?:core|en) plus")),
    Rule("plus a number", rf"{_PLUS}(?= (?:\d|(?:{_NUMBER})(?!\w)))", _plus, needs=_ANY_PLUS),
    Rule("a number plus", rf"(?:\d|\b(?:{_NUMBER}|[Uu]ne?)) (?P<it>plus)(?= (?:\d|(?:{_NUMBER}|une?)(?!\w)))",
         _plus, needs=re.compile(rf"plus (?:\d|(?:{_NUMBER}|une?)(?!\w))")),
    Rule("plus the other", r"[,:] (?P<it>plus)(?= (?:l'|les? |la |une? |des |du ))", _added, needs=_ANY_PLUS),
    Rule("verb in -ent", rf"(?<![\w-])(?P<before>[\w-]+(?: |(?<=\bs)')){_ENT}", _verb_or_adjective, needs=_ANY_ENT),
    Rule("verb in -ent",
         rf"(?<!\b[Ll]e )(?<!\b[Dd]u )(?<!\b[Aa]u )(?<!\b[Uu]n )(?<!\b[Cc]e )(?<![Mm]onsieur )(?<![Mm]adame )(?<![\w'-]){_ENT}(?= (?:{_AFTER_VERB})(?![\w-])| l')",
         lambda match: Saying(match["it"], _VERBS[match["it"].lower()]), needs=_ANY_ENT),
    Rule("convient", r"\b(?:[Ii]ls|[Ee]lles)(?: \w+)? (?P<it>convient)(?!\w)",
         lambda match: Saying(match["it"], "kɔ̃vi"), needs=re.compile("convient")),
    Rule("tous", r"(?P<it>[Tt]ous)(?<!\w.{4}) (?P<after>[a-zà-ÿ]+)(?![\w'-])", _all, needs=re.compile("ous ")),
    Rule("os", rf"\b(?:[Ll]es|[Dd]es|[Ss]es|[Nn]os|[Vv]os|[Aa]ux|[Mm]es|[Ll]eurs|[Pp]lusieurs|[Qq]uelques|\d|{_NUMBER}) (?P<it>os)(?!\w)",
         Saying("os", "o"), needs=re.compile(r" os\b")),
    Rule("vis", r"(?<![Jj]e )(?<![Tt]u )\b(?:[Uu]ne|[Ll]a|[Ll]es|[Dd]es|de|[Cc]ette|[Cc]es|sans|chaque) (?P<it>vis)(?![\w'-])",
         Saying("vis", "vis"), needs=re.compile(r" vis\b")),
    Rule("fier", r"(?:\b(?:[Ss]e|me|te|nous|vous|y)|[stm]'y) (?P<it>fier)(?!\w)",
         lambda match: Saying(match["it"], "fje"), needs=re.compile(r" fier")),
    Rule("Lot", r"\b(?:du|[Dd]ans le) (?P<it>Lot)(?!\w)",
         lambda match: Saying(match["it"], "lɔt"), needs=re.compile("Lot")),
    Rule("l'est", r"(?i)(?<!\w)l'(?P<it>est)(?= d(?:e|u|es)\b| d'|[.,;:!?…]|$)",
         _east, needs=re.compile("[lL]'(?:est|EST|Est)")),
    Rule("est", rf"(?P<it>est)(?= (?:d(?:e|u|es)|est|et|ou|a|sont|sera)\b| d'|[.,;:!?…]|$)(?:{_SIDES})",
         lambda match: Saying(match["it"], "ɛst"), needs=re.compile("est")),
    Rule("Est", r"(?<=[\w,][ '])(?P<it>Est)(?![\w'-])",
         lambda match: Saying(match["it"], "ɛst"), needs=re.compile("Est")),
)  # fmt: skip
