"""From a transcript file to a `Debate`.

```
bytes ─ opening, formats ─▶ Document ─ participants, legend, candidates, labels, interview
                                                      │
                     people (who it is), headings, directions, furniture (what is no speech)
                                                      │
                            assembly ─▶ Debate ─ doubts, indirect ─▶ read
```

Each step looks at the whole document, never at one line alone.
"""

from __future__ import annotations

from podcast.reading.read import read_debate

__all__ = ["read_debate"]
