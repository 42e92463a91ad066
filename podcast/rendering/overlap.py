"""How far two chunks that follow one another overlap.

```
               …voice A │ silence, first tone │ 26 ms │ silence, second tone          │ voice B…
first chunk  ────────────────────────────────────────────────────────── ROLL_OUT ─▶
second chunk                                          ├─ WARM_UP ─┤ heard from here on ────▶
```

Both have the same signal where they overlap, so the encoder of each knows what the other one does.
"""

from podcast.audio.mpeg import FRAME
from podcast.timecode import Frames

WARM_UP = 5
"""MPEG frames that the encoder hears before the first one that is kept."""

ROLL_OUT = 3
"""MPEG frames that a chunk goes on after the next one took over: the encoder looks ahead."""

LEAD_IN = Frames((WARM_UP + ROLL_OUT) * FRAME)
"""PCM frames between a chunk's beginning and its first sound."""
