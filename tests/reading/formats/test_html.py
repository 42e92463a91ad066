from pathlib import Path

from podcast.reading.formats.html import looks_like_html, read_html
from podcast.reading.plain_text import read_plain_text
from podcast.reading.read import read_bytes

PAGE = """<html lang="en"><head><title>Ferries | The Isle</title><style>b {}</style></head><body>
<div class="cookie-banner">We use cookies.</div>
<ul class="menu"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul>
<main><h1>Ferries</h1>
<p><b>Anne Roux:</b> Good evening.<br>A second line.<br><br>A second
paragraph<sup><a href="#n1">1</a></sup>.</p>
<p><b><a href="/bay">Paul Bay</a></b>: Hello. See <a href="https://example.org">this map</a>.</p>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2001</td><td>12</td></tr></table>
<script>var x = "nobody says this";</script><p hidden>Hidden.</p>
<p><b>Anne Roux:</b> Thanks.</p>
<div class="footnotes"><p>1. A note.</p></div></main>
<footer>Contact us</footer></body></html>"""


def test_what_is_said_and_what_is_not() -> None:
    debate = read_bytes(PAGE.encode(), Path("page"))
    assert debate.title == "Ferries"
    assert [(t.speaker, [p.text for p in t.paragraphs]) for t in debate.turns] == [
        ("Anne Roux", ["Good evening. A second line.", "A second paragraph."]),
        ("Paul Bay", ["Hello. See this map."]),
        ("Anne Roux", ["Thanks."]),
    ]
    left = {(piece.kind, piece.text) for piece in debate.left_out}
    assert ("table", "2001 | 12") in left
    assert ("foot-note", "1. A note.") in left
    assert ("foot-note mark", "1") in left
    assert {text for kind, text in left if kind == "navigation"} == {
        "We use cookies.", "Home News", "Contact us",
    }  # fmt: skip
    assert "nobody says this" not in str(debate)


def test_a_row_of_links_is_no_text() -> None:
    links = "".join(f'<a href="index.html#{n}">Partie {n}</a> ' for n in range(3))
    document = read_html(f"<body><div>{links}</div><p>Du texte.</p></body>", read_plain_text)
    assert [line.text for line in document.lines] == ["Du texte."]
    sentence = f"<body><p>Nous avons lu {links}et bien d'autres encore.</p><p>Oui.</p></body>"
    assert len(read_html(sentence, read_plain_text).lines) == 2


def test_a_list_of_links_in_the_page_is_contents() -> None:
    links = "".join(f'<p><a href="#a{n}">Partie {n}</a></p>' for n in range(4))
    document = read_html(f"<body>{links}<p>Du texte, tout de même.</p></body>", read_plain_text)
    assert [line.text for line in document.lines] == ["Du texte, tout de même."]
    assert [piece.kind for piece in document.left_out] == ["contents"] * 4


def test_encodings_that_pages_declare() -> None:
    page = PAGE.replace("Good evening", "Good evening, Zoë").replace(
        "<head>", "<head><meta charset=%s>"
    )
    for name in ("iso-8859-1", "windows-1252", "utf-8"):
        debate = read_bytes((page % name).encode(name), Path("page"))
        assert "Zoë" in debate.turns[0].paragraphs[0].text


def test_tags_in_a_text_make_no_page() -> None:
    assert not looks_like_html("Anne Roux : Un <b>texte</b>.\n")
    assert looks_like_html("<p><b>Anne Roux.</b> Un texte.</p>")


def test_ten_thousand_boxes_in_one_another() -> None:
    page = "<div>" * 10_000 + "<p><b>Anne Roux:</b> Hello there.</p><p><b>Paul Bay:</b> Hello.</p>"
    read_html(page, read_plain_text)


def test_an_attribute_names_who_speaks() -> None:
    page = "".join(
        f'<p data-speaker="{who}" data-start="{n}">The boat left at dawn, and nobody waved.</p>'
        for n, who in enumerate(("Ada Lind", "Bo Ferris", "Ada Lind", "Bo Ferris"))
    )
    debate = read_bytes(f"<html><body>{page}</body></html>".encode(), Path("x.html"))
    assert [turn.speaker for turn in debate.turns] == ["Ada Lind", "Bo Ferris"] * 2


def test_what_follows_a_break_has_its_own_line() -> None:
    said = ["Bonsoir à tous.", "Merci de nous recevoir.", "Commençons.", "Volontiers, merci."]
    names = ["Anne Roux", "Paul Bay"] * 2
    lines = "<br>\n".join(f"{name} : {text}" for name, text in zip(names, said, strict=True))
    debate = read_bytes(f"<h1>Les haies</h1>\n<p>{lines}</p>".encode(), Path("page.html"))
    assert [turn.line for turn in debate.turns] == [2, 3, 4, 5]


def test_what_a_page_unfolds_is_said() -> None:
    asked = ("D'où venez-vous ?", "Qui vous a appris le métier ?", "Et la farine ?")
    folded = "".join(
        f"<p><b>{question}</b></p><div style='display:none'><p>Je viens de la rivière, et mon"
        f" père y pêchait déjà, voilà pour le numéro {number}.</p></div>"
        for number, question in enumerate(asked)
    )
    banner = "<div style='display: none'><p>Ce site pose des cookies.</p></div>"
    page = f"<html><body><h1>Le moulin</h1>{folded}{banner}</body></html>"
    debate = read_bytes(page.encode(), Path("x.html"))
    assert len(debate.turns) == 6
    little = (
        f"<html><body><p>Anne : {'Je parle. ' * 60}</p><p>Paul : Oui.</p>{banner}</body></html>"
    )
    kept = read_bytes(little.encode(), Path("x.html"))
    assert "cookies" not in str(kept.turns)
