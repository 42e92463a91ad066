"""Abbreviations in French; civilities and the names they stand before."""

from __future__ import annotations

import re

from podcast.language.word_lists import word_lists
from podcast.wording.model import Rule

_LISTS = word_lists("fr", "abbreviations")
_SAID = tuple(_LISTS.table("abbreviations").values())
_WRITTEN = [
    written.replace("{digit}", r"(?= ?\d)").replace("{numbered}", r"(?= ?[\dIVX]+\b)")
    for written in _LISTS.table("abbreviations")
]

# One pattern for all: as many as these would each look through the whole text. In it, no
# alternatives stand side by side: where each row begins with a letter of its own, the table is
# looked through four times faster.
_EITHER = "|".join(f"{written}(?P<a{number}>)" for number, written in enumerate(_WRITTEN))
_ABBREVIATION = _LISTS.compiled("abbreviations", rf"(?<![\w.-])(?:{_EITHER})(?!\w)")

# "etc." keeps the full stop only where it ends the sentence.
_ETC = re.compile(r"(?<!\w)(?P<it>etc(?P<dot>\.?…?))(?!\w)(?P<after>\s*(?=[A-ZÀ-ÖØ-Þ«(]|$))?")


def _etc(match: re.Match[str]) -> str:
    return "et cétéra." if match["dot"] and match["after"] is not None else "et cétéra"


RULES = (
    Rule("etc.", _ETC, _etc, needs=re.compile("etc")),
    Rule("numbers", r"(?<!\w)(?:[nN] ?[°º]s ?(?=\d)|nos (?=\d+(?:,| et| à) \d))",
         "numéros ", needs=re.compile(r"[°º]s ?\d|nos \d")),
    Rule("number", r"(?<!\w)[nN] ?[°º]\.? ?", "numéro ", needs="°º"),
    Rule("number", r"[nN]o(?<!\w..) (?=\d)", "numéro "),
    Rule("abbreviation", _ABBREVIATION, lambda match: _SAID[int((match.lastgroup or "a0")[1:])]),
)  # fmt: skip


# --- civilities ---------------------------------------------------------------------------------


# What follows is a name, not the first word of the next sentence.
_NAME = (
    r"(?= ?(?:[A-ZÀ-ÖØ-ÞŒ]|l[ea]s? |l'|de |d'|et M))"
    r"(?! (?:C'|J'|On |Il |Ils |Elles? |Nous |Vous |Je |Ce |Cela |Mais |Et |Puis |(?:Le|La|Les) [a-zà-ÿ]))"
)

TITLES = (
    Rule("civility", rf"M(?<![\w'.-].)\.{_NAME}", "Monsieur", needs="M"),
    Rule("civility", r"M(?<![\w'-].)es(?= [A-ZÀ-ÖØ-ÞŒ][\w'-]+(?: [A-ZÀ-ÖØ-ÞŒ][\w'-]+)? et [A-ZÀ-ÖØ-ÞŒ])",
         "Maîtres", needs="M"),
    Rule("civility", r"M(?<![\w'-].)r\.?(?=[ ,])", "Monsieur", needs="M"),
    Rule("civility", rf"M(?<![\w'-].)M\.?{_NAME}", "Messieurs", needs="M"),
    Rule("civility", r"M(?<![\w'-].)mes?\b\.?(?=(?: |,|$|\)))", lambda match: "Mesdames" if "s" in match.group() else "Madame", needs="M"),
    Rule("civility", r"M(?<![\w'-].)lles?\b\.?(?= )", lambda match: "Mesdemoiselles" if "s" in match.group() else "Mademoiselle", needs="M"),
    Rule("civility", rf"M(?<![\w'-].)gr\.?{_NAME}", "Monseigneur", needs="M"),
    Rule("civility", r"D(?<![\w'-].)rs?\.?(?= [A-ZÀ-ÖØ-ÞŒ])", lambda match: _several(match, "Docteur"), needs="D"),
    Rule("civility", r"P(?<![\w'-].)rs?\.?(?= [A-ZÀ-ÖØ-ÞŒ])", lambda match: _several(match, "Professeur"), needs="P"),
    Rule("civility", r"P(?<![\w'-].)re(?= [A-ZÀ-ÖØ-ÞŒ][a-zé])", "Professeure", needs="P"),
    Rule("civility", r"M(?<![\w'-].)e(?= [A-ZÀ-ÖØ-ÞŒ][\w'-]+)(?! (?:Voici|Voilà))", "Maître", needs="M"),
    Rule("saint", r"(?<![\w'])St(?P<e>e?)(?P<s>s?)\.?(?=[ -][A-ZÀ-ÖØ-ÞŒ])",
         lambda match: f"Saint{match['e']}{match['s']}", needs="S"),
)  # fmt: skip


def _several(match: re.Match[str], title: str) -> str:
    return f"{title}s" if "s" in match.group() else title
