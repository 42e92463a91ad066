"""Plan files: what a person decides of an episode, apart from the transcript.

```
plan.toml ─ model (layout: blocks and comments) ──▶ PlanFile ─┐
transcript ─ reading ─▶ Debate ─ anchors ─ people ─ applying ─▶ Applied
                                                        └─ writing, with what the program finds
```

`opening` is what commands use: a transcript or a plan in, a `Work` out; it decides which file a
plan may open.
"""

from __future__ import annotations

from podcast.planfile.applying import Applied, apply_plan
from podcast.planfile.model import EpisodesTable, PlanError, PlanFile, load_plan, parse_plan
from podcast.planfile.opening import Work, is_plan, open_work

__all__ = [
    "Applied",
    "EpisodesTable",
    "PlanError",
    "PlanFile",
    "Work",
    "apply_plan",
    "is_plan",
    "load_plan",
    "open_work",
    "parse_plan",
]
