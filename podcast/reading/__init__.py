"""From a transcript file to a `Debate`.

```
bytes ─ opening, formats ─▶ Document: lines, with how each is set
                                │ participants, legend: who is listed
                                │ slots: where a name could stand, grouped by the setting
                                │ hypotheses, interview: readings of it all; score: which is best
                                │ parts: whose it is by headings, numbers, records
                                │ people: who it is; headings, directions, furniture: no speech
                            assembly ─▶ Debate ─ doubts (what was decided by little), indirect
                                                      │
                                                    read, why; one_voice where nobody speaks
```

Each step looks at the whole document, never at one line alone.
"""

from __future__ import annotations

from podcast.reading.read import read_debate, why

__all__ = ["read_debate", "why"]
