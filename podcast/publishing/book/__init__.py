"""The talking book of an episode: EPUB 3.3 with media overlays, text and sound in one file.

```
PageEpisode ─┬─ overlays: which clip marks what ─┬─ templates ─ writing ─▶ <slug>.epub
 (as on the  └─ (its MP3: sound and cover) ──────┘
  page)
```

The same book as DAISY 2.02, for older players and libraries: `daisy`.

All is pure but `writing`, and the time that `book_of` (in `content`) asks the environment for.
Standards: EPUB 3.3 (https://www.w3.org/TR/epub-33/), EPUB Accessibility 1.1
(https://www.w3.org/TR/epub-a11y-11/).
"""
