"""How English is said."""

from __future__ import annotations

import re

from podcast.wording.language import Wording
from podcast.wording.rules import Saying

WORDING = Wording(
    grouped=re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,]|\.\d{3}\b)"),
    ungrouped=lambda match: match.group().replace(",", ""),
    before_lexicon=(),
    after_lexicon=(),
    spelled=lambda letters: Saying(" ".join(letters)),
)
