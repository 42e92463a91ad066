"""Abbreviations in French."""

from __future__ import annotations

import re

from podcast.wording.rules import Rule

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?[\dIVX]+\b)"

# What is written (a regular expression, in its usual case) and what is said.
_TABLE = (
    (r"c(?:\.-| )à(?:-| )d\.?|c\.?-?à-?d\.|càd|c-à-d\.?|i\. ?e\.", "c'est-à-dire"),
    (r"p\. ?ex\.|par ex\.(?=[ ,:)])", "par exemple"),
    (r"ex\. ?:", "exemple :"),
    (r"Ex\. ?:", "Exemple :"),
    (r"[Cc]f\.?(?= )", "confer"),
    (rf"pp\.{_DIGIT}", "pages"),
    (rf"p\.{_DIGIT}", "page"),
    (rf"[Aa]rts\.{_DIGIT}", "articles"),
    (r"[Aa]rt\.(?= ?(?:\d|[LRDA]\.? ?\d|[A-Z]\.))", "article"),
    (rf"(?<!et )al\.{_DIGIT}", "alinéa"),
    (rf"[Cc]hap\.{_NUMBERED}", "chapitre"),
    (rf"[Ff]ig\.{_DIGIT}", "figure"),
    (rf"(?<!un )[Vv]ol\.{_NUMBERED}", "volume"),
    (r"t\.(?= ?[IVX]+\b)", "tome"),
    (rf"[Ss]ect\.{_NUMBERED}", "section"),
    (rf"[Tt]abl\.{_NUMBERED}", "tableau"),
    (r"éd\.(?=[ ,)])", "édition"),
    (r"(?<!\w)av\. ?J\.?-?C\.?", "avant Jésus-Christ"),
    (r"apr?\. ?J\.?-?C\.?", "après Jésus-Christ"),
    (r"J\.-C\.", "Jésus-Christ"),
    (r"av\.(?= (?:de |du |d'|des )?[A-ZÀ-ÖØ-Þ])", "avenue"),
    (r"(?:bd|boul|blvd)\.?(?= (?:de |du |d'|des )?[A-ZÀ-ÖØ-Þ])", "boulevard"),
    (r"(?:pl)\.(?= (?:de |du |d'|des )?[A-ZÀ-ÖØ-Þ])", "place"),
    (r"env\.(?= )", "environ"),
    (r"[Tt]él\.?(?= ?:| \d| \+)", "téléphone"),
    (r"vs\.?(?= )", "versus"),
    (r"[Cc]ie(?![\w-])", "compagnie"),
    (r"svp|s\.v\.p\.|SVP", "s'il vous plaît"),
    (r"ndlr|NDLR|N\.D\.L\.R\.|n\.d\.l\.r\.", "note de la rédaction"),
    (r"ndt|NDT|N\.D\.T\.", "note du traducteur"),
    (r"resp\.(?= )", "respectivement"),
    (r"(?<=\d )et s\.(?=[ ,;)]|$)", "et suivants"),
    (r"(?<=\d )p\.(?=[ ,;)]|$)(?! ?\d)", "pages"),
    (r"t\.(?= ?\d)(?<=[,(] t\.)", "tome"),
    (r"ch\.(?= ?\d)", "chapitre"),
    (r"(?<=[\dIVX]e )s\.(?= (?:av\.|apr?\.)|[,;)])", "siècle"),
    (r"H ?/ ?F(?=[)\s,]|$)", "homme ou femme"),
    (r"qqch?\.|qqch", "quelque chose"),
    (r"qqn?\.|qqn", "quelqu'un"),
    (r"qq\.", "quelques"),
    (r"min\.(?= ?\d)|(?<=\d )min\.(?= [A-Z]|$)", "minimum"),
    (r"max\.(?= ?\d| [a-z])", "maximum"),
    (r"(?:dépt|dpt)\.?(?= )", "département"),
    (r"(?:[Ss]té)(?= [A-Z])", "société"),
    (r"[Ee]ts(?= [A-Z])", "établissements"),
    (r"(?:[Mm]in)\.(?= de l)", "ministère"),
    (r"hab\.(?=[ ,)]|$)", "habitants"),
    (r"[Ii]bid\.", "ibidem"),
    (r"[Oo]p\. ?cit\.", "opus citatum"),
    (r"R\.?D\.?V\.?(?!\w)|rdv", "rendez-vous"),
    (r"(?:appt|apt)\.?(?= \d)", "appartement"),
    (r"[Bb]ât\.(?= ?[A-Z\d])", "bâtiment"),
    (r"[Rr]éf\.(?= ?:| \w)", "référence"),
    (r"(?:quest)\.(?= )", "question"),
    (r"[Oo]bs\.(?= ?:)", "observation"),
    (r"n\.b\.|N\.B\.|NB(?= ?:)", "nota bene"),
    (r"P\.-?S\.(?= ?:)|(?:(?<=^)|(?<=[.!?] ))PS(?= ?:)", "post-scriptum"),
    (r"[Mm]ax(?= ?\d)", "maximum"),
)  # fmt: skip

# One pattern for all: as many as these would each look through the whole text.
_ABBREVIATION = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(f'(?P<a{n}>{written})' for n, (written, _) in enumerate(_TABLE))})(?!\w)"
)

# "etc." keeps the full stop only where it ends the sentence.
_ETC = re.compile(r"(?<!\w)(?P<it>etc(?P<dot>\.?…?))(?!\w)(?P<after>\s*(?=[A-ZÀ-ÖØ-Þ«(]|$))?")


def _etc(match: re.Match[str]) -> str:
    return "et cétéra." if match["dot"] and match["after"] is not None else "et cétéra"


RULES = (
    Rule("etc.", _ETC, _etc),
    Rule(
        "numbers",
        re.compile(r"(?<!\w)(?:[nN] ?[°º]s ?(?=\d)|nos (?=\d+ et \d))"),
        lambda match: "numéros ",
    ),
    Rule("number", re.compile(r"(?<!\w)[nN] ?[°º]\.? ?"), lambda match: "numéro "),
    Rule(
        "abbreviation", _ABBREVIATION, lambda match: _TABLE[int((match.lastgroup or "a0")[1:])][1]
    ),
)
