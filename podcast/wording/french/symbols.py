"""Symbols and punctuation in French, after everything else has had its turn."""

from __future__ import annotations

import re

from podcast.language.known_words import is_known
from podcast.wording.model import DIGITS, Rule, Saying

EARLY = (
    Rule("days", r"(?<![\w'])[JHN](?P<it>-)(?=\d{1,3}(?![\w-]))", " moins ", needs=re.compile(r"[JHN]-\d")),
)  # fmt: skip


def _verb_in_tions(match: re.Match[str]) -> str | None:
    """ "Nous écoutions", "nous portions": engines say the t of "portions", the noun."""
    stem = match["it"].removesuffix("ions")
    return f"{stem}yons" if stem != "ét" and is_known(f"{stem}iez", "fr") else None


RULES = (
    # Engines leave out the u of "louent", "boues", "jouera"; without the mute e they do not.
    Rule("-oue", r"(?<=[bcdfghjklmnprstvzBCDFGJLMNPRSTVZ]oue)(?P<it>nt|s)(?![\w'-])", "", needs=re.compile("oue")),
    Rule("-ouera",
         r"(?<=[bcdfghjklmnprstvzBCDFGJLMNPRSTVZ]ou)(?P<it>e)(?=r(?:ai|as?|ons|ez|ont|ais|ait|aient)(?![\w'-]))",
         "", needs=re.compile("oue")),
    # Engines say "jouions" in one syllable.
    Rule("-ouions", r"(?<![\w'-])(?P<it>[a-zà-ÿ]*[bcdfghjklmnprstvz]ou)(?=i(?:ons|ez)(?![\w'-]))",
         lambda match: f"{match['it']}-", needs=re.compile("oui(?:ons|ez)")),
    Rule("-tions",
         r"[Nn]ous (?:(?:ne|y|en|le|la|les|leur|lui|vous|nous) |[nl]'){0,2}(?P<it>[a-zà-ÿ]+tions)(?![\w'-])",
         _verb_in_tions, needs=re.compile("tions")),
    # After these beginnings engines say the s of "sexe", "social", "seconde" as a z.
    Rule("s",
         r"(?P<it>s(?:(?<=étéros)|(?<=géos)|(?<=médicos)|(?<=ultis)|(?<=ydros)|(?<=intras)|(?<=xtras)|(?<=rotos)|(?<=bis)(?=ex))[aeiouyé]\w{2,})",
         lambda match: f"-{match['it']}" if is_known(match["it"], "fr") else None),
    Rule("acronyms", r"(?P<it>-)(?<=[A-Z]{2}.)(?=[A-Z]{2})", ", ", needs="-"),
    Rule("letters and numbers", r"(?P<it>-)(?<=[A-Za-z].)(?=\d)", " ", needs="-"),
    Rule("car", r"(?<![\w])4 ?[x×] ?4(?!\w)", "quatre quatre", needs="4"),
    Rule("and", r" ?& ?", " et ", needs="&"),
    Rule("equals", r" ?= ?", " égale ", needs="="),
    Rule("times", r" ?× ?", " fois ", needs="×"),
    Rule("times", r"(?<=\d)(?P<it> ?x ?)(?=\d)", " fois ", needs=DIGITS),
    Rule("divided", r" ?÷ ?", " divisé par ", needs="÷"),
    Rule("at least", r" ?(?:≥|>=) ?", " supérieur ou égal à ", needs="≥>"),
    Rule("at most", r" ?(?:≤|<=) ?", " inférieur ou égal à ", needs="≤<"),
    Rule("more", r"(?<![<>])(?P<it> ?> ?)(?=\d)", " supérieur à ", needs=">"),
    Rule("less", r"(?<![<>])(?P<it> ?< ?)(?=\d)", " inférieur à ", needs="<"),
    Rule("about", r"[≈~] ?(?=\d)", "environ ", needs="≈~"),
    Rule("plus or minus", r" ?± ?", " plus ou moins ", needs="±"),
    Rule("plus", r"(?P<it> ?\+ ?)(?=\d|[^\W\d_])", Saying(" plus ", ipa="plys"), needs="+"),
    Rule("plus", r"(?P<it>\+)(?!\w)", Saying(" plus", ipa="plys"), needs="+"),
    Rule("minus", r" ?− ?", " moins ", needs="−"),
    Rule("degrees", r"(?P<it> ?°)", " degrés", needs="°"),
    Rule("slash", r"(?<=[a-zà-ÿA-ZÀ-Þ.)])(?P<it> / )(?=[^\W\d_(])", ", ", needs="/"),
)  # fmt: skip
