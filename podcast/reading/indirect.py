"""Minutes that report what people said instead of saying it."""

from __future__ import annotations

import re

from podcast.reading.lines import SourceLine

_WHO = (
    r"(?:(?:M\.|Mme|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Monsieur|Madame)\s+(?:[A-ZÀ-Þ][\w'’.-]*\s?){1,4}"
    r"|(?:[Ll]e|[Ll]a)\s+(?:[Pp]résidente?|rapporteure?|maire|ministre|directrice|directeur|commission"
    r"|conseil|secrétaire)|[Tt]he\s+(?:[Cc]hair\w*|[Pp]resident|[Cc]ommittee|[Bb]oard|[Mm]ayor|[Ss]ecretary|[Cc]lerk)"
    r"|[A-ZÀ-Þ][a-zà-ÿ'’-]+\s+[A-ZÀ-Þ][\w'’-]+)"
)
_SAYS = (
    r"(?:indique|rappelle|précise|souligne|explique|demande|répond|estime|considère|propose|remercie"
    r"|ajoute|déclare|annonce|constate|regrette|observe|confirme|présente|informe|s['’]interroge"
    r"|s['’]étonne|interroge|fait\s+(?:remarquer|observer|savoir|part|valoir)|met\s+en\s+avant|insiste|évoque"
    r"|ouvre|lève|relève|signale|fait\s+état|conclut|invite|revient\s+sur|attire|soutient|juge|note|a\s+(?:indiqué"
    r"|rappelé|précisé|souligné|expliqué|demandé|répondu|estimé|proposé|remercié|ajouté|déclaré)"
    r"|said\s+that|stated|noted|asked|replied|explained|reported|thanked|suggested|proposed|commented"
    r"|agreed|advised|confirmed|expressed|welcomed|moved|seconded|added|raised|outlined|reminded"
    r"|informed|observed|opened|presented|updated|highlighted|emphasi[sz]ed|enquired|inquired)"
)
_TELLS = re.compile(
    rf"^(?:[-–•]\s*)?{_WHO}\s*(?:\([^()]{{1,60}}\)\s*|,[^,.]{{2,80}},\s*)?(?:lui\s+|leur\s+|also\s+|then\s+|further\s+)?{_SAYS}\b"
)
_FEWEST = 3


def indirect_speech(lines: tuple[SourceLine, ...]) -> SourceLine | None:
    """The first line that reports what somebody said, where most of the text is like it; None where
    people speak for themselves."""
    long = [line for line in lines if len(line.text) > 40]
    reported = [line for line in long if _TELLS.match(line.text[:250])]
    if len(reported) < _FEWEST or len(reported) < 0.25 * len(
        [line for line in long if line.apart] or long
    ):
        return None
    return reported[0]
