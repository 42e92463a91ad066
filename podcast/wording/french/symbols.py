"""Symbols and punctuation in French, after everything else has had its turn."""

from __future__ import annotations

import re

from podcast.language.known_words import is_known
from podcast.wording.model import DIGITS, Rule, Saying

EARLY = (
    Rule("sharp", re.compile(r"(?<!\w)[A-G](?P<it>#)(?!\w)"), lambda match: " sharp", needs="#"),
    Rule(
        "days",
        re.compile(r"(?<![\w'])[JHN](?P<it>-)(?=\d{1,3}(?![\w-]))"),
        lambda match: " moins ",
        needs=re.compile(r"[JHN]-\d"),
    ),
)


def _verb_in_tions(match: re.Match[str]) -> str | None:
    """ "Nous écoutions", "nous portions": engines say the t of "portions", the noun."""
    stem = match["it"].removesuffix("ions")
    return f"{stem}yons" if stem != "ét" and is_known(f"{stem}iez", "fr") else None


def _unvoiced(match: re.Match[str]) -> str | None:
    return f"-{match['it']}" if is_known(match["it"], "fr") else None


RULES = (
    # Engines leave out the u of "louent", "boues", "jouera"; without the mute e they do not.
    Rule("-oue", re.compile(r"(?<=[bcdfghjklmnprstvzBCDFGJLMNPRSTVZ]oue)(?P<it>nt|s)(?![\w'-])"), lambda match: "", needs=re.compile("oue")),
    Rule("-ouera", re.compile(r"(?<=[bcdfghjklmnprstvzBCDFGJLMNPRSTVZ]ou)(?P<it>e)(?=r(?:ai|as?|ons|ez|ont|ais|ait|aient)(?![\w'-]))"), lambda match: "", needs=re.compile("oue")),
    # Engines say "jouions" in one syllable.
    Rule("-ouions", re.compile(r"(?<![\w'-])(?P<it>[a-zà-ÿ]*[bcdfghjklmnprstvz]ou)(?=i(?:ons|ez)(?![\w'-]))"), lambda match: f"{match['it']}-", needs=re.compile("oui(?:ons|ez)")),
    Rule("-tions", re.compile(r"[Nn]ous (?:(?:ne|y|en|le|la|les|leur|lui|vous|nous) |[nl]'){0,2}(?P<it>[a-zà-ÿ]+tions)(?![\w'-])"), _verb_in_tions, needs=re.compile("tions")),
    # After these beginnings engines say the s of "sexe", "social", "seconde" as a z.
    Rule("s", re.compile(r"(?P<it>s(?:(?<=étéros)|(?<=géos)|(?<=médicos)|(?<=ultis)|(?<=ydros)|(?<=intras)|(?<=xtras)|(?<=rotos)|(?<=bis)(?=ex))[aeiouyé]\w{2,})"), _unvoiced),
    Rule("acronyms", re.compile(r"(?P<it>-)(?<=[A-Z]{2}.)(?=[A-Z]{2})"), lambda match: ", ", needs="-"),
    Rule("letters and numbers", re.compile(r"(?P<it>-)(?<=[A-Za-z].)(?=\d)"), lambda match: " ", needs="-"),
    Rule("car", re.compile(r"(?<![\w])4 ?[x×] ?4(?!\w)"), lambda match: "quatre quatre", needs="4"),
    Rule("and/or", re.compile(r"(?<!\w)et ?/ ?ou(?!\w)"), lambda match: "et ou", needs="/"),
    Rule("and", re.compile(r" ?& ?"), lambda match: " et ", needs="&"),
    Rule("equals", re.compile(r" ?= ?"), lambda match: " égale ", needs="="),
    Rule("times", re.compile(r" ?× ?"), lambda match: " fois ", needs="×"),
    Rule("times", re.compile(r"(?<=\d)(?P<it> ?x ?)(?=\d)"), lambda match: " fois ", needs=DIGITS),
    Rule("divided", re.compile(r" ?÷ ?"), lambda match: " divisé par ", needs="÷"),
    Rule("at least", re.compile(r" ?(?:≥|>=) ?"), lambda match: " supérieur ou égal à ", needs="≥>"),
    Rule("at most", re.compile(r" ?(?:≤|<=) ?"), lambda match: " inférieur ou égal à ", needs="≤<"),
    Rule("more", re.compile(r"(?<![<>])(?P<it> ?> ?)(?=\d)"), lambda match: " supérieur à ", needs=">"),
    Rule("less", re.compile(r"(?<![<>])(?P<it> ?< ?)(?=\d)"), lambda match: " inférieur à ", needs="<"),
    Rule("about", re.compile(r"[≈~] ?(?=\d)"), lambda match: "environ ", needs="≈~"),
    Rule("plus or minus", re.compile(r" ?± ?"), lambda match: " plus ou moins ", needs="±"),
    Rule("plus", re.compile(r"(?P<it> ?\+ ?)(?=\d|[^\W\d_])"), lambda match: Saying(" plus ", ipa="plys"), needs="+"),
    Rule("plus", re.compile(r"(?P<it>\+)(?!\w)"), lambda match: Saying(" plus", ipa="plys"), needs="+"),
    Rule("minus", re.compile(r" ?− ?"), lambda match: " moins ", needs="−"),
    Rule("degrees", re.compile(r"(?P<it> ?°)"), lambda match: " degrés", needs="°"),
    Rule("per cent", re.compile(r"%"), lambda match: "pour cent", needs="%"),
    Rule("slash", re.compile(r"(?<=\d)(?P<it> ?/ ?)(?=\d)"), lambda match: " sur ", needs="/"),
    Rule("slash", re.compile(r"(?<=[a-zà-ÿA-ZÀ-Þ.)])(?P<it> / )(?=[^\W\d_(])"), lambda match: ", ", needs="/"),
    Rule("slash", re.compile(r" ?/+ ?"), lambda match: " ", needs="/"),
)  # fmt: skip
