"""Serves a folder of episodes: its pages, MP3s and files beside them, and a feed made on the spot.

```
request ─ requests ─▶ host, path ─ library ─▶ Resource ─ conditions, byteranges ─▶ answer
```

Only `server` knows HTTP, only `library` the folder; the rest is pure.
"""

from podcast.serving.library import Library
from podcast.serving.server import PodcastServer, ServeError

__all__ = ["Library", "PodcastServer", "ServeError"]
