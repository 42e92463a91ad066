"""English words that are written alike and said otherwise, told apart by their neighbours.

eSpeak NG knows most of them by the word before ("to record", "the record"); these it misses.
"""

from __future__ import annotations

import re

from podcast.wording.model import Rule, Saying

_ASKS = r"(?<!\bdid )(?<!\bdoes )(?<!\bcan )(?<!\bcould )(?<!\bmust )(?<!\bwill )(?<!\bwould )(?<!\bshould )(?<!\blet )(?<!\bmay )"
_PAST = r"(?:yesterday|last (?:night|week|month|year|time)|ago|this morning|earlier|at the time|back then|the other day|when (?:I|we|he|she|it|they) (?:was|were))"
_THINGS_LIVE = (
    "music|broadcasts?|streams?|streaming|audiences?|shows?|events?|debates?|coverage|data|feeds?"
    "|wires?|ammunition|animals|births?|performances?|sessions?|demos?|chat|updates?|recordings?"
    "|concerts?|television|tv|radio|links?|webcasts?|captions|interviews?|exports?|rounds|theatre"
)

_SOUNDS = (
    ("read", rf"{_ASKS}\b(?:[Hh]e|[Ss]he|[Ii]t) (?P<it>read)(?![\w'-])", "ɹˈɛd"),
    ("read", rf"{_ASKS}\b(?:I|[Ww]e|[Tt]hey|[Yy]ou) (?:\w+ly )?(?P<it>read)(?![\w'-])(?=[^.!?;]{{0,60}}\b{_PAST}\b)", "ɹˈɛd"),
    ("lead", r"\b(?:by|contain(?:s|ed|ing)?|(?:amounts?|levels?|traces?) of|exposure to|made of|copper and|mercury and|arsenic and|toxic|molten|without) (?P<it>lead)(?![\w'-])", "lˈɛd"),
    ("lead", r"\b(?P<it>[Ll]ead)(?= (?:pipes?|piping|paint|poisoning|pollution|exposure|contamination|solder|dust|levels|roofs?|service lines?|in (?:the )?(?:water|soil|air|blood|petrol|paint)|(?:and|or) (?:copper|mercury|arsenic|cadmium))\b)", "lˈɛd"),
    ("tear", r"\b(?P<it>tears)(?= in (?:the|its|their) (?:fabric|cloth|canvas|lining|ligament|wall|net|roof|carpet)\b)", "tˈɛəz"),
    ("bow", r"\b(?P<it>bow)(?= (?:of (?:the|a|our) (?:ship|boat|vessel|ferry)|to|before|down|out|and stern)\b)", "bˈaʊ"),
    ("refuse", r"\b(?:[Hh]ousehold|[Kk]itchen|[Gg]arden|[Dd]omestic|[Tt]he|of|our|their|bulky|street) (?P<it>refuse)(?![\w-])(?! to\b)", "ɹˈɛfjuːs"),
    ("produce", r"\b(?:[Ll]ocal|[Ff]resh|[Oo]rganic|[Ff]arm|[Dd]airy|[Ss]easonal|[Tt]he|of|our|agricultural) (?P<it>produce)(?![\w-])(?! (?:the|a|an|more|less)\b)", "pɹˈɒdjuːs"),
    ("excuse", r"\b(?:cannot|can't|not|will|would|to|could|must|[Pp]lease|don't|doesn't|never|we|I|they|you) (?P<it>excuse)(?![\w-])", "ɪkskjˈuːz"),
    ("live", rf"\b(?P<it>[Ll]ive)(?= (?:{_THINGS_LIVE}|on (?:air|television|TV|radio|stage))\b)", "lˈaɪv"),
    ("live", r"\b(?:go|goes|going|went|gone|broadcast|streamed|streaming|aired|watching) (?P<it>live)(?![\w-])", "lˈaɪv"),
    ("close", r"\b(?:very|too|so|how|pretty|really|at|in|a|quite|fairly|as|keep a|are|is|was|were|be|get|got|came|come|stay) (?P<it>close)(?= (?:to|friends?|ties|links|look|attention|relationships?|race|second|contact|call|cooperation|range|family|collaboration|eye|by|behind|enough|proximity|quarters)\b|[.,;:]|$)", "klˈəʊs"),
    ("close", r"(?:^|[.!?;:] |\b(?:to|will|would|can|could|must|should|may|please|and|or|not|don't|I|[Ww]e|[Tt]hey|[Yy]ou) )(?P<it>[Cc]lose)(?= (?:the|an?|our|your|their|its|his|her|my|this|that|these|those|down|it|them)\b)", "klˈəʊz"),
    ("wind", r"\b(?:to|will|would|can|must|we|they|I|you|should|could) (?P<it>wind)(?= (?:up|down|back|through|this|it|things)\b)", "wˈaɪnd"),
    ("use", r"\b(?:I|[Yy]ou|[Ww]e|[Tt]hey|who|would|can|could|will|should|must|might|may|to|and|or) (?:(?!only|daily|early|family)\w+ly|also|always|never|often|still|just|now) (?P<it>use)(?![\w'-])", "jˈuːz"),
    ("use", r"(?<!\bof )(?<!\bin )(?<!\bno )(?<!\bany )(?<!\bfor )\b(?P<it>use)(?= (?:the|an?|another|it|them|this|these|those|us|my|our|your|his|its|their)\b)", "jˈuːz"),
    ("use", r"\b(?:[Ll]and|[Ww]ater|[Ee]nergy|[Dd]rug|[Dd]ata|[Ff]uel|fair|personal|intended|daily|everyday|common|best|good|full|better|public|private|commercial|military|internal|future|wide|widespread|domestic|efficient|safe|responsible|continued|in|for|of|no|any) (?P<it>use)(?! (?:the|a|an|it|them|this|these|those|our|your|their)\b)(?![\w'-])", "jˈuːs"),
    ("minute", r"\b(?P<it>[Mm]inute)(?= (?:details?|amounts?|quantit\w+|traces?|particles?|differences?|fraction)\b)", "maɪnjˈuːt"),
)  # fmt: skip


def _rule(word: str, pattern: str, ipa: str) -> Rule:
    needs = re.compile(word, re.IGNORECASE)
    return Rule(word, pattern, lambda match: Saying(match["it"], ipa), needs=needs)


RULES = tuple(_rule(word, pattern, ipa) for word, pattern, ipa in _SOUNDS)
