"""What is known of a language: genders, sentences, noun phrases, key phrases."""

ELIDED = {
    "l": "l", "d": "d", "j": "ʒ", "m": "m", "t": "t", "s": "s", "n": "n", "c": "s", "qu": "k",
    "jusqu": "ʒysk", "lorsqu": "lɔʁsk", "puisqu": "pɥisk", "quoiqu": "kwak",
}  # fmt: skip
"""The little French words that lose their vowel before another, without their apostrophe, and how
they sound (IPA)."""
