"""From a transcript file to a `Debate`.

```
bytes ─ decoding ─▶ text ─ plain_text ─▶ lines ─ participants, labels ─▶ who speaks where
                                           │                                │
                                      title_block                      paragraphs (mended)
                                           └──────────▶ Debate ◀────────────┘ ─ doubts
```

Each step looks at the whole document, never at one line alone.
"""

from __future__ import annotations

from podcast.reading.read import read_debate

__all__ = ["read_debate"]
