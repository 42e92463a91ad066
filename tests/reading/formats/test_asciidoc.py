"""AsciiDoc, whose headings ask."""

from pathlib import Path

from podcast.reading.formats.asciidoc import looks_like_asciidoc, markdown_of
from podcast.reading.read import read_bytes

TEXT = """\
= Meet Ada Brook
Paul Reed
:page-layout: post
:page-tags: mill, river

In this post, I'd like you to meet https://mill.example/ada[Ada Brook], who owns the mill.

image::ada.jpg[Ada, width=400]

== Hi, Ada. Would you like to introduce yourself?

I came by boat, and I *never* left: see link:river.html[the river^] and <<weir,the weir>>.

// nobody knows this
== Who taught you the trade, and when?

[quote]
My aunt did, and I still keep her stones.

== What do you grind in winter?

We grind rye, because nobody wants oats.
"""


def test_an_interview_in_asciidoc() -> None:
    debate = read_bytes(TEXT.encode(), Path("mill.adoc"))
    assert debate.title == "Meet Ada Brook"
    assert [turn.speaker for turn in debate.turns] == ["Paul Reed", "Ada Brook"] * 3
    said = [turn.paragraphs[0].text for turn in debate.turns]
    assert said[1] == "I came by boat, and I never left: see the river and the weir."
    assert said[3] == "My aunt did, and I still keep her stones."


def test_every_line_keeps_its_number() -> None:
    assert markdown_of(TEXT)[0].count("\n") == TEXT.count("\n")


def test_what_is_none() -> None:
    assert not looks_like_asciidoc("= A title, alone\n\nAda: I row.\n")
    assert not looks_like_asciidoc("Ada: I row.\n\n== Bo: so do I.\n")
