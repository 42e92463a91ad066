"""Media overlays: SMIL that says which clip of the sound marks which element (EPUB 3.3, 9)."""

from __future__ import annotations

from podcast.publishing.book.clips import Overlay
from podcast.publishing.book.markup import SMIL, element, filled, lines, written
from podcast.publishing.book.parts import SOUND
from podcast.timecode import Milliseconds


def overlay_document(overlay: Overlay, document: str, anchor: str) -> bytes:
    """The overlay of the chapter `anchor` in the file `document`: a `seq` a turn, which one can
    leave (EPUB 3.3, "Escapability"), a `par` a sentence."""
    body = element(SMIL, "body", {"epub:textref": f"{document}#{anchor}"})
    for stretch in overlay.stretches:
        within = body
        if stretch.anchor:
            textref = f"{document}#{stretch.anchor}"
            within = element(SMIL, "seq", {"epub:textref": textref})
            filled(body, within)
        for clip in stretch.clips:
            text = element(SMIL, "text", {"src": f"{document}#{clip.target}"})
            audio = element(
                SMIL,
                "audio",
                {
                    "src": SOUND,
                    "clipBegin": clock_value(clip.start),
                    "clipEnd": clock_value(clip.end),
                },
            )
            filled(within, filled(element(SMIL, "par", {"id": f"par-{clip.target}"}), text, audio))
        if within is not body:
            lines(within)
    return written(lines(filled(element(SMIL, "smil", {"version": "3.0"}), lines(body))))


def clock_value(time: Milliseconds) -> str:
    """`time` as a full clock value, "1:02:03.004" (SMIL 3.0, "Clock values")."""
    seconds, milliseconds = divmod(time, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{milliseconds:03}"
