"""From a transcript file to a `Debate`.

```
bytes ─ opening, formats ─▶ Document: lines, with how each is set
                                │ participants, legend: who is listed
                                │ slots: where a name could stand, grouped by the setting
                                │ hypotheses, interview: readings of it all; score: which is best
                                │ parts: whose it is by headings, numbers, records
                                │ turn_starts: where people begin to speak, by all of these
                                │ unlabelled: whose questions and answers are; people: who it is
                                │ front: what stands before; turns: what stands below, with its
                                │ headings, directions, furniture
                            assembly ─▶ Debate ─ doubts (what was decided by little), indirect
                                                      │
                                                    read, why; one_voice where nobody speaks
```

Each step looks at the whole document, never at one line alone.
"""

from __future__ import annotations

from podcast.reading.read import read_debate, why

__all__ = ["read_debate", "why"]
