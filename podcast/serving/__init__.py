"""Serves a folder of episodes: its pages, MP3s and their sidecars, and a feed made on the spot.

```
request ─ application ─▶ host, path ─ library ─▶ Resource ─ conditions ─▶ answer
```

Only `server` and `application` know HTTP (uvicorn, Starlette, which also cuts byte ranges), only
`library` the folder.
"""

from podcast.serving.library import Library
from podcast.serving.server import ServeError, Server, library_server

__all__ = ["Library", "ServeError", "Server", "library_server"]
