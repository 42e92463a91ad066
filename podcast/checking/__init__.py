"""An independent look at what was made.

```
FILE or DIR ─ run ─▶ files ─▶ one module a kind ─▶ findings
                                │
                              facts: what the MP3 is that others speak of
```

Nothing here is imported by what makes the files, nor imports it: a mistake in the making must not
be made twice. Whatever a file holds, the checks end, and raise nothing.
"""

from podcast.checking.finding import Finding, Severity
from podcast.checking.run import Report, check

__all__ = ["Finding", "Report", "Severity", "check"]
