"""The noun phrases of a French text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from podcast.language import ELIDED
from podcast.language.nounphrases.tokens import (
    MOST_WORDS,
    Asides,
    NounPhrase,
    as_written,
    base_form,
    folded,
    tokens_of,
    without_expressions,
)
from podcast.language.word_lists import french_vocabulary

_ELIDED = "|".join(f"[{word[0]}{word[0].upper()}]{word[1:]}" for word in ELIDED)
_TOKEN = re.compile(
    rf"(?P<elision>(?:{_ELIDED})['’](?=\w))"
    r"|(?P<number>\d+(?:[.,:\u202f\u00a0 ]?\d+)*(?![^\W\d_]))"
    r"|(?P<word>[^\W_]+(?:[-'’·&][^\W_]+)*)"
    r"|(?P<sign>[^\w\s])"
)
# "Pouvez-vous", "dit-il", "ce jour-là", "donnez-le".
_INVERTED = tuple(
    f"-{word}"
    for word in (
        *("vous", "nous", "il", "ils", "elle", "elles", "on", "je", "tu", "ce", "là", "ci"),
        *("moi", "toi", "le", "la", "les", "y", "en", "leur", "lui"),
    )
)
_BE = frozenset(("est", "sont", "serait", "seraient", "était", "étaient"))
_DE = frozenset(("de", "d'", "du", "des"))
_ARTICLES = frozenset(("le", "la", "l'", "les", "un", "une", "du", "au", "aux", "cette"))
_PLURAL = frozenset(("les", "des", "aux", "ces"))
_CARDINALS = frozenset(
    "deux trois quatre cinq six sept huit dix douze quinze vingt trente cent".split()
)
_YEAR = 4  # digits
_AMOUNTS = frozenset("mille millions milliards euros points % tiers".split())
_FEMININE_ENDING = re.compile(r"(?:elle|ale|ive|euse|ienne|aine|ée|ière|ante|ente|ique?le)s?$")
_MASCULINE_ENDING = re.compile(
    r"(?:el|al|aux|if|ifs|eux|ien|iens|ain|ains|é|és|ier|iers|ant|ants|ents)$"
)
_ADJECTIVE_ENDING = re.compile(
    r"(?:[^q]ique|el|elle|al|ale|aux|if|ive|eux|euse|aire|able|ible|uble|ien|ienne|ain|aine|é|ée|ier"
    r"|ière|ois|oise|iste|toire|soire|ante|[^e]nte|esque|in|ine|u)s?$|(?:ants|ents)$"
)
_PARTICIPLE_ENDING = re.compile(r"(?:é|ée|és|ées|u|us|ue|ues|i|is|ie|ies|it|ite|is|ise)$")
_INFINITIVE_RE = re.compile(
    r"(?:endre|ondre|erdre|oudre|aindre|eindre|oindre|aître|truire|duire|crire)$"
)
_VERBS_LIKE_ADJECTIVES = re.compile(r"(?:ine|ente|ante|ive|ienne|iste|aire)$")


_ASIDE = re.compile(
    r"\b(?:(?:et\s+)?(?:non\s+)?pas\s+(?:que|seulement|simplement|uniquement|forcément)|non\s+pas|ni\b"
    r"|(?:\bne\s+|\bn['’])\S+(?:\s+\S+)?\s+(?:pas|jamais|guère)\b"
    r"|(?:pas|jamais|plus)\s+(?:de\b|d['’]|du\b|des\b|une?\b|l[ea]s?\b|l['’])|aucune?\b|sans\b"
    r"|plutôt\s+qu(?:e\b|['’])|au\s+lieu\s+d(?:e\b|['’])|comme\s+(?:une?|l[ea]s?|l['’]|des|du|pendant|dans)"
    r"|équivalent\s+d(?:e|u|es)\b|tel(?:le)?s?\s+que?\b|à\s+la\s+manière\s+d|par\s+exemple|notamment"
    r"|ne\s+parle\s+pas)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\b(?:sur|concerna?n?t?|s['’]agissant|quant|propos|parl\w+|abord\w+|évoqu\w+|questions?|problèmes?|sujet|thème"
    r"|débat|enjeux?|matière|favorables?|contre|rev[ie]e?n\w*|défin\w+|appelle)\s+"
    r"(?:(?:sur|de|à|du|des|au|aux)\s+|d['’]\s*)?"
    r"(?:(?:l[ea]s?|une?|cette|cet|ces?|[nv]otre|leurs?)\s+|l['’]\s*)?\Z",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"(?:\bc['’](?:est|était|en\s+est)|\b(?:est|sont|était|étaient|serait|devient|reste|a\s+été))\s+(?:\w+\s+)?"
    r"(?:une?|des|de|d['’])\s*\Z",
    re.IGNORECASE,
)
_DEFINITE = frozenset(
    "le la l' les du au aux ce cet cette ces notre nos votre vos leur leurs".split()
)
_BESIDE_THE_POINT = re.compile(
    r"\b(?:merci|remercie\w*|bienvenue|bonjour|bonsoir|applaudi\w*|prends?\s+en\s+exemple"
    r"|ne\s+parl(?:e|ons)\s+pas\s+d|vais\s+pas\s+(?:vous\s+)?parler|parlerai\s+pas|aurais\s+aimé\s+(?:vous\s+)?parler"
    r"|passer?\s+la\s+parole)\b",
    re.IGNORECASE,
)


class French:
    """Finds the noun phrases of one French text."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.words = french_vocabulary()
        self.text = without_expressions(text, self.words.expressions)
        self.tokens = tokens_of(self.text, _TOKEN)
        self.names = names
        self.asides = Asides(self.text, _ASIDE, _BESIDE_THE_POINT)
        self.compounds = self._compounds()

    def _compounds(self) -> frozenset[tuple[str, str]]:
        """Return pairs of nouns that stand side by side twice, as in "compte pénibilité": the
        second has an article elsewhere, which no verb has."""
        plain = [token.plain for token in self.tokens]
        articled = {noun for article, noun in pairwise(plain) if article in _ARTICLES}
        pairs = Counter(
            (noun, other)
            for article, noun, other in zip(plain, plain[1:], plain[2:], strict=False)
            if article in _DEFINITE and other in articled and len(noun) > 3 and len(other) > 3
        )
        known = self.words.function_words | self.words.adjectives
        return frozenset(pair for pair, n in pairs.items() if n > 1 and pair[1] not in known)

    def phrases(self) -> Iterator[NounPhrase]:
        """Yield all of them, in the order of their first word, short before long."""
        words = self.words
        for place, token in enumerate(self.tokens):
            named = token.capital and not token.acronym and self._noun(place, after_article=True)
            before = self.tokens[place - 1].plain if place else ""
            if named and before not in words.determiners and before not in words.prepositions:
                # A thing's name without an article: "faire Café IA".
                after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
                several = after is not None and after.text[0].isupper()
                mixed = token.text[1:] != token.text[1:].lower()
                if (several or mixed) and not self.tokens[place - 1].capital:
                    yield from self._from(place, place, 0.8, None, None)
                continue
            if token.acronym and self._noun(place, after_article=True):
                previous = self.tokens[place - 1].plain if place else ""
                if previous not in words.determiners and previous not in words.prepositions:
                    yield from self._from(place, place, 1.0, None, None)
            if not (token.plain in words.determiners or token.plain in words.prepositions):
                continue
            if self._is_pronoun(place):
                continue
            start = place + 1
            article = token.plain in words.determiners
            while start < len(self.tokens) and self.tokens[start].plain in words.before_noun:
                start += 1
            if start > place + 1 and token.plain not in words.determiners:
                continue
            head = start
            while head < len(self.tokens) and self.tokens[head].plain in words.with_noun:
                head += 1
            plural: bool | None = None
            feminine: bool | None = None
            if article:
                plural = token.plain in words.plural_determiners
                if not plural and token.plain in words.masculine_determiners:
                    feminine = False
                elif not plural and token.plain in words.feminine_determiners:
                    feminine = True
                if token.plain in ("l'", "notre", "votre", "leur", "chaque"):
                    plural = False
            yield from self._counted(place)
            yield from self._pair(head)
            if not self._noun(head, after_article=article or token.plain in _DE):
                continue
            yield from self._measured(head)
            if token.plain == "en" and self.tokens[head].plain.endswith("ant"):
                continue
            yield from self._from(start, head, 1.0, plural, feminine)

    def _is_pronoun(self, place: int) -> bool:
        """Return whether "le", "la", "les", "l'", "leur", "en" stands for something here."""
        if self.tokens[place].plain not in ("le", "la", "les", "l'", "leur", "en"):
            return False
        return place > 0 and self.tokens[place - 1].plain in self.words.clitics

    def _noun(self, place: int, *, after_article: bool) -> bool:
        """Return whether the token can be the noun of a phrase."""
        if place >= len(self.tokens):
            return False
        token, words = self.tokens[place], self.words
        word = token.plain
        if not token.word or word.endswith("'") or len(word) < 2:
            return False
        if (token.text[0].isupper() and folded(word) in self.names) or self._person(place):
            return False
        if token.acronym:
            return True
        if len(word) < 3 or word in words.with_noun or word in words.before_noun:
            return False
        if word in words.function_words:
            return after_article and word in words.nouns_like_verbs
        if word in words.nouns_like_infinitives:
            return True
        if word in words.infinitives_in_ier or word in words.infinitives_in_re:
            return False
        if word.endswith("er") and not word.endswith("ier"):
            return token.capital
        if word.endswith("ir") or _INFINITIVE_RE.search(word):
            return token.capital
        return not word.endswith(_INVERTED)

    def _person(self, place: int) -> bool:
        """Return whether somebody is named here: "Paul DURAND", "M. Durand"."""
        token = self.tokens[place]
        if not token.text[0].isupper():
            return False
        after = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        before = self.tokens[place - 1] if place else None
        if (
            after
            and after.acronym
            and len(after.text) > 3
            and not token.acronym
            and "-" not in after.text
        ):
            return True
        if before is None:
            return False
        if before.plain in ("m", "mme", "monsieur", "madame", "dr", "me", "mm"):
            return True
        if before.capital and before.plain in ("le", "la", "de", "du"):
            return True  # "Mme Le | Pen"
        if before.text == "." and place > 1 and self.tokens[place - 2].plain in ("m", "mm", "dr"):
            return True
        return (
            token.acronym
            and len(token.text) > 3
            and before.text[0].isupper()
            and not before.acronym
            and before.word
            and before.plain not in self.words.function_words
        )

    def _adjective(self, place: int, plural: bool | None, feminine: bool | None) -> bool:
        """Return whether the token is an adjective that agrees with the noun before it."""
        if place >= len(self.tokens):
            return False
        token, words = self.tokens[place], self.words
        word = token.plain
        if (
            not token.word
            or word in words.fillers
            or (folded(word) in self.names and token.capital)
        ):
            return False
        if token.acronym or word.endswith(_INVERTED):
            return False
        known = word in words.adjectives
        if not known:
            if (
                word in words.function_words
                or word in words.infinitives_in_re
                or word in words.infinitives_in_ier
            ):
                return False
            if len(word) < 4 or not _ADJECTIVE_ENDING.search(word):
                return False
            if _VERBS_LIKE_ADJECTIVES.search(word) and word.endswith(("ente", "ine")):
                return False
            if word.endswith(("ement", "amment", "emment", "oir", "tion", "sion", "té")):
                return False
        many = word.endswith(("s", "x")) and not word.endswith(("eux", "ois", "ais"))
        if plural is True and not word.endswith(("s", "x")):
            return False
        if (
            plural is False
            and many
            and not (known and word in ("précis", "gris", "frais", "épais"))
        ):
            return False
        if feminine is True and _MASCULINE_ENDING.search(word):
            return False
        if feminine is False and _FEMININE_ENDING.search(word):
            return False
        after = self.tokens[place + 1].plain if place + 1 < len(self.tokens) else "."
        if _PARTICIPLE_ENDING.search(word) and word not in words.adjectives:
            return after not in words.governed_by_participle
        return True

    def _counted(self, place: int) -> Iterator[NounPhrase]:
        """Yield a noun with its number, if they follow a plural article: "les 35 heures"."""
        plain = [token.plain for token in self.tokens[place : place + 3]]
        if len(plain) < 3 or plain[0] not in _PLURAL or not plain[1].isdigit():
            return
        if plain[2] not in self.words.fillers and self._noun(place + 2, after_article=True):
            yield from self._ended(place + 1, place + 3, [plain[1], base_form(plain[2])], 1.0)

    def _pair(self, head: int) -> Iterator[NounPhrase]:
        """Yield two nouns side by side that are one term, if they begin at `head`."""
        pair = tuple(token.plain for token in self.tokens[head : head + 2])
        if pair in self.compounds:
            yield from self._ended(head, head + 2, [base_form(word) for word in pair], 1.0)

    def _measured(self, head: int) -> Iterator[NounPhrase]:
        """Yield a noun with its measure, "semaine de quatre jours", if one begins at `head`."""
        its = self.tokens[head : head + 4]
        if len(its) < 4 or its[1].plain not in ("de", "d'", "à"):
            return
        if not self._noun(head + 3, after_article=False):
            return  # "dette de 115 | pour cent"
        number = its[2].plain
        counted = len(number) < _YEAR if number.isdigit() else number in _CARDINALS
        if counted and its[3].plain not in _AMOUNTS:
            stems = [base_form(token.plain) for token in (its[0], its[2], its[3])]
            yield from self._ended(head, head + 4, stems, 1.0)

    def _from(
        self, start: int, head: int, weight: float, plural: bool | None, feminine: bool | None
    ) -> Iterator[NounPhrase]:
        tokens, words = self.tokens, self.words
        if not tokens[head].acronym and tokens[head].plain in words.fillers:
            return
        stems = [base_form(tokens[head].plain)]
        if plural is None and not tokens[head].acronym:
            plural = tokens[head].plain.endswith(("s", "x", "aux"))
        end = head + 1
        # A name of several words: "Voie lactée" is a noun and its adjective, "New York" is not; and
        # "Café IA" is one, but not "ministre ADEME".
        while (
            end < len(tokens)
            and tokens[end].text[0].isupper()
            and tokens[end - 1].text[0].isupper()
            and not (tokens[end].acronym and (tokens[end - 1].acronym or tokens[start].first))
            and tokens[end].plain not in words.function_words
            and self._noun(end, after_article=False)
        ):
            stems.append(base_form(tokens[end].plain))
            end += 1
        yield from self._ended(start, end, stems, weight)
        count = 0
        while True:
            grown = end
            for _ in range(2):
                if self._adjective(grown, plural, feminine):
                    stems.append(base_form(tokens[grown].plain))
                    grown += 1
                    yield from self._ended(start, grown, stems, weight)
                elif (
                    grown > end
                    and grown + 1 < len(tokens)
                    and tokens[grown].plain == "et"
                    and self._adjective(grown + 1, plural, feminine)
                ):
                    stems.append(base_form(tokens[grown + 1].plain))
                    grown += 2
                    yield from self._ended(start, grown, stems, weight)
                else:
                    break
            end = grown
            count += 1
            if count > 2:
                return
            after = self._complement(end, tokens[head].plain)
            if after is None:
                return
            noun, plural, feminine = after
            stems.append(base_form(tokens[noun].plain))
            head, end = noun, noun + 1
            yield from self._ended(start, end, stems, weight)

    def _complement(self, place: int, head: str) -> tuple[int, bool | None, bool | None] | None:
        """Return the noun of a complement that starts at `place`, and what is known of it."""
        tokens, words = self.tokens, self.words
        if place + 1 >= len(tokens):
            return None
        link = tokens[place].plain
        plural: bool | None = None
        feminine: bool | None = None
        noun = place + 1
        article = tokens[noun].plain in ("le", "la", "l'", "les", "un", "une")
        if link in _DE:
            if link == "des":
                plural = True
            elif link == "du":
                plural, feminine = False, False
        elif link in ("à", "en") and not article:
            pass
        elif link in ("au", "aux", "à"):
            if head not in words.governors.get("à", ()):
                return None
            plural = link == "aux"
        elif link in words.governors:
            if head not in words.governors[link]:
                return None
        else:
            return None
        if article:
            if tokens[noun].plain == "les":
                plural = True
            else:
                plural = False
                feminine = {"la": True, "une": True, "le": False, "un": False}.get(
                    tokens[noun].plain
                )
            noun += 1
        while noun < len(tokens) and tokens[noun].plain in words.with_noun:
            noun += 1
        if not self._noun(noun, after_article=True):
            return None
        word = tokens[noun]
        if link == "en" and word.plain not in words.after_en:
            return None
        if link == "à" and not article and word.capital and not word.acronym:
            return None
        if plural is None and not word.acronym:
            plural = word.plain.endswith(("s", "x"))
        return noun, plural, feminine

    def _ended(self, start: int, end: int, stems: list[str], weight: float) -> Iterator[NounPhrase]:
        """Yield the phrase, if it may end before token `end`."""
        tokens, words = self.tokens, self.words
        if end < len(tokens):
            after = tokens[end]
            if after.word and after.plain not in words.function_words:
                if after.capital or after.acronym:
                    weight *= 0.3  # half of a name
                elif end - start == 1:
                    weight *= 0.5
                else:
                    weight *= 0.7
            elif after.plain in _DE or (
                after.plain in ("à", "au", "aux", "en") and self._noun(end + 1, after_article=True)
            ):
                weight *= 0.65  # cut short
        text = as_written(self.text, tokens, start, end)
        if len(text.split()) > MOST_WORDS or tokens[end - 1].plain == "à":  # "de 3 à | 5 ans"
            return
        head = tokens[start]
        proper = head.capital and tokens[end - 1].capital and not head.acronym
        weak = len(stems) == 1 and head.plain in words.weak
        before = [token.plain for token in tokens[max(0, start - 3) : start]]
        sought = bool(before) and (
            before[-1].startswith("quel")
            or (len(before) > 2 and before[0].startswith("quel") and before[1] in _BE)
        )
        around = max(0, head.start - 40), head.start
        yield NounPhrase(
            text, tuple(stems), start, end, weight, head.asked, head.acronym, proper, weak,
            aside=self.asides.hold(head.start),
            sought=sought,
            introduced=bool(_INTRODUCED.search(self.text, *around)),
            predicate=bool(_PREDICATE.search(self.text, *around)),
        )  # fmt: skip
