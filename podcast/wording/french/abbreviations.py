"""Abbreviations in French."""

from __future__ import annotations

import re

from podcast.wording.needs import NUMBER
from podcast.wording.rules import Rule

_DIGIT = r"(?= ?\d)"
_NUMBERED = r"(?= ?[\dIVX]+\b)"

# What is written (a regular expression, in its usual case) and what is said. No alternatives side by
# side: a table whose rows each begin with a letter of their own is looked through four times faster.
_TABLE = (
    (r"c(?:\.-| )à(?:-| )d\.?", "c'est-à-dire"),
    (r"c\.?-?à-?d\.", "c'est-à-dire"),
    (r"càd", "c'est-à-dire"),
    (r"c-à-d\.?", "c'est-à-dire"),
    (r"i\. ?e\.", "c'est-à-dire"),
    (r"p\. ?ex\.", "par exemple"),
    (r"par ex\.(?=[ ,:)])", "par exemple"),
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
    (r"b(?:d|oul|lvd)\.?(?= (?:de |du |d'|des )?[A-ZÀ-ÖØ-Þ])", "boulevard"),
    (r"pl\.(?= (?:de |du |d'|des )?[A-ZÀ-ÖØ-Þ])", "place"),
    (r"env\.(?= )", "environ"),
    (r"[Tt]él\.?(?= ?:| \d| \+)", "téléphone"),
    (r"vs\.?(?= )", "versus"),
    (r"[Cc]ie(?![\w-])", "compagnie"),
    (r"svp", "s'il vous plaît"),
    (r"s\.v\.p\.", "s'il vous plaît"),
    (r"SVP", "s'il vous plaît"),
    (r"ndlr", "note de la rédaction"),
    (r"NDLR", "note de la rédaction"),
    (r"N\.D\.L\.R\.", "note de la rédaction"),
    (r"n\.d\.l\.r\.", "note de la rédaction"),
    (r"ndt", "note du traducteur"),
    (r"NDT", "note du traducteur"),
    (r"N\.D\.T\.", "note du traducteur"),
    (r"resp\.(?= )", "respectivement"),
    (r"(?<=\d )et s\.(?=[ ,;)]|$)", "et suivants"),
    (r"(?<=\d )p\.(?=[ ,;)]|$)(?! ?\d)", "pages"),
    (r"t\.(?= ?\d)(?<=[,(] t\.)", "tome"),
    (r"ch\.(?= ?\d)", "chapitre"),
    (r"(?<=[\dIVX]e )s\.(?= (?:av\.|apr?\.)|[,;)])", "siècle"),
    (r"H ?/ ?F(?=[)\s,]|$)", "homme ou femme"),
    (r"qqch?\.", "quelque chose"),
    (r"qqch", "quelque chose"),
    (r"qqn?\.", "quelqu'un"),
    (r"qqn", "quelqu'un"),
    (r"qq\.", "quelques"),
    (r"min\.(?= ?\d)", "minimum"),
    (r"(?<=\d )min\.(?= [A-Z]|$)", "minimum"),
    (r"max\.(?= ?\d| [a-z])", "maximum"),
    (r"dé?pt\.?(?= )", "département"),
    (r"[Ss]té(?= [A-Z])", "société"),
    (r"[Ee]ts(?= [A-Z])", "établissements"),
    (r"[Mm]in\.(?= de l)", "ministère"),
    (r"hab\.(?=[ ,)]|$)", "habitants"),
    (r"[Ii]bid\.", "ibidem"),
    (r"[Oo]p\. ?cit\.", "opus citatum"),
    (r"R\.?D\.?V\.?(?!\w)", "rendez-vous"),
    (r"rdv", "rendez-vous"),
    (r"app?t\.?(?= \d)", "appartement"),
    (r"[Bb]ât\.(?= ?[A-Z\d])", "bâtiment"),
    (r"[Rr]éf\.(?= ?:| \w)", "référence"),
    (r"quest\.(?= )", "question"),
    (r"[Oo]bs\.(?= ?:)", "observation"),
    (r"n\.b\.", "nota bene"),
    (r"N\.B\.", "nota bene"),
    (r"NB(?= ?:)", "nota bene"),
    (r"P\.-?S\.(?= ?:)", "post-scriptum"),
    (r"(?:(?<=^)|(?<=[.!?] ))PS(?= ?:)", "post-scriptum"),
    (r"[Mm]ax(?= ?\d)", "maximum"),
)  # fmt: skip

# One pattern for all: as many as these would each look through the whole text.
_ABBREVIATION = re.compile(
    rf"(?<![\w.-])(?:{'|'.join(f'{written}(?P<a{n}>)' for n, (written, _) in enumerate(_TABLE))})(?!\w)"
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
        needs=NUMBER,
    ),
    Rule("number", re.compile(r"(?<!\w)[nN] ?[°º]\.? ?"), lambda match: "numéro ", needs="°º"),
    Rule(
        "abbreviation", _ABBREVIATION, lambda match: _TABLE[int((match.lastgroup or "a0")[1:])][1]
    ),
)
