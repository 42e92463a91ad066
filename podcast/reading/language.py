"""Which language a transcript is in."""

from __future__ import annotations

_ENOUGH = 20_000  # characters; more changes nothing


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language that most of `text` is in, of 97 that are known."""
    from py3langid.langid import classify

    language, _ = classify(text[:_ENOUGH])
    return str(language)
