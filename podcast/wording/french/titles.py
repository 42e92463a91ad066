"""Civilities and the names they stand before, in French."""

from __future__ import annotations

import re

from podcast.wording.model import Rule

# What follows is a name, not the first word of the next sentence.
_NAME = (
    r"(?= ?(?:[A-ZÀ-ÖØ-ÞŒ]|l[ea]s? |l'|de |d'|et M))"
    r"(?! (?:C'|J'|On |Il |Ils |Elles? |Nous |Vous |Je |Ce |Cela |Mais |Et |Puis |(?:Le|La|Les) [a-zà-ÿ]))"
)

RULES = (
    Rule("civility", rf"M(?<![\w'.-].)\.{_NAME}", "Monsieur", needs="M"),
    Rule("civility", r"M(?<![\w'-].)es(?= [A-ZÀ-ÖØ-ÞŒ][\w'-]+(?: [A-ZÀ-ÖØ-ÞŒ][\w'-]+)? et [A-ZÀ-ÖØ-ÞŒ])",
         "Maîtres", needs="M"),
    Rule("civility", r"M(?<![\w'-].)r\.?(?=[ ,])", "Monsieur", needs="M"),
    Rule("civility", rf"M(?<![\w'-].)M\.?{_NAME}", "Messieurs", needs="M"),
    Rule("civility", r"M(?<![\w'-].)mes?\b\.?(?=(?: |,|$|\)))", lambda match: _madam(match), needs="M"),
    Rule("civility", r"M(?<![\w'-].)lles?\b\.?(?= )", lambda match: _miss(match), needs="M"),
    Rule("civility", rf"M(?<![\w'-].)gr\.?{_NAME}", "Monseigneur", needs="M"),
    Rule("civility", r"D(?<![\w'-].)rs?\.?(?= [A-ZÀ-ÖØ-ÞŒ])", lambda match: _several(match, "Docteur"), needs="D"),
    Rule("civility", r"P(?<![\w'-].)rs?\.?(?= [A-ZÀ-ÖØ-ÞŒ])", lambda match: _several(match, "Professeur"), needs="P"),
    Rule("civility", r"P(?<![\w'-].)re(?= [A-ZÀ-ÖØ-ÞŒ][a-zé])", "Professeure", needs="P"),
    Rule("civility", r"M(?<![\w'-].)e(?= [A-ZÀ-ÖØ-ÞŒ][\w'-]+)(?! (?:Voici|Voilà))", "Maître", needs="M"),
    Rule("saint", r"(?<![\w'])St(?P<e>e?)(?P<s>s?)\.?(?=[ -][A-ZÀ-ÖØ-ÞŒ])",
         lambda match: f"Saint{match['e']}{match['s']}", needs="S"),
)  # fmt: skip


def _madam(match: re.Match[str]) -> str:
    return "Mesdames" if "s" in match.group() else "Madame"


def _miss(match: re.Match[str]) -> str:
    return "Mesdemoiselles" if "s" in match.group() else "Mademoiselle"


def _several(match: re.Match[str], title: str) -> str:
    return f"{title}s" if "s" in match.group() else title
