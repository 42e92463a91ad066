"""The talking book of an episode: EPUB 3.3 with media overlays, text and sound in one file.

```
PageEpisode ─┬─ documents   chapters as XHTML ─────────────┐
 (as on the  ├─ clips ─ overlays   which clip marks what ──┤
  page)      ├─ navigation   chapters, who speaks ─────────┼─ package ─ container ─▶ <slug>.epub
             └─ (its MP3 on disk: sound and cover) ────────┘
```

All is pure but `container`, `write_book`, and the time that `book_of` asks the environment for.
Standards: EPUB 3.3 (https://www.w3.org/TR/epub-33/), EPUB Accessibility 1.1
(https://www.w3.org/TR/epub-a11y-11/).
"""

from __future__ import annotations

from podcast.publishing.book.assembly import book_files, write_book
from podcast.publishing.book.of_episode import book_of
from podcast.publishing.book.parts import Book

__all__ = ["Book", "book_files", "book_of", "write_book"]
