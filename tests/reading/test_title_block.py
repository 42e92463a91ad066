"""What is told of a debate before anybody speaks: title, event, date."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.model import Debate
from podcast.reading.read import read_bytes

SAID = (
    "Ada Roux : Bonsoir à toutes et à tous, et merci d'être là.\n\n"
    "Paul Bay : Merci à vous. La rivière monte depuis trois jours.\n\n"
    "Ada Roux : Et la vanne, qui l'ouvre ?\n\nPaul Bay : Plus personne, je le crains.\n\n"
)


def read(above: str, name: str = "x.txt") -> Debate:
    return read_bytes(f"{above}\n\n{SAID}".encode(), Path(name), language="fr")


def test_title_event_and_date() -> None:
    debate = read("ASSOCIATION DU BIEF\n\nQui ouvre la vanne du moulin ?\n\n3 mai 2024")
    assert debate.title == "Qui ouvre la vanne du moulin ?"
    assert debate.subtitle == "Association du bief"
    assert debate.date == "2024-05-03"


@pytest.mark.parametrize(
    "junk",
    [
        "![Le moulin en hiver](moulin.jpg)",
        "{:toc}",
        "<Chapter ID=5>",
        "% séance du soir",
        ":::callout",
        "Lieu : salle neuve",
        "- une liste\n- de points",
        "Que faire de la vanne ? Qui paiera ?",
        "Paul Bay garde le moulin depuis vingt années. Il nous reçoit chez lui, au bord de\n"
        "la rivière, un matin de\nprintemps",
        "12 rue du Moulin",
        "Intervenants",
    ],
)
def test_what_is_no_event_is_not_said_to_be_one(junk: str) -> None:
    debate = read(f"# Qui ouvre la vanne ?\n\n{junk}", "x.md")
    assert (debate.title, debate.subtitle) == ("Qui ouvre la vanne ?", None)


@pytest.mark.parametrize(
    "junk", ["*(14 h 30)*", "14 h 30", "7:00 p.m.", "_page: 42", "- Que faire ? Et qui ?"]
)
def test_what_is_no_title_is_never_one(junk: str) -> None:
    assert read(f"Qui ouvre la vanne\n\n{junk}").title == "Qui ouvre la vanne"


def test_the_first_numbered_part_is_no_title() -> None:
    page = "<p>Qui ouvre la vanne</p><h2>1. Les eaux de mai</h2>"
    page += "".join(f"<p>{said}</p>" for said in SAID.split("\n\n"))
    debate = read_bytes(f"<html><body>{page}</body></html>".encode(), Path("x.html"))
    assert debate.title == "Qui ouvre la vanne"


def test_a_title_may_go_on_over_lines() -> None:
    debate = read("Étude du projet de règlement des\neaux et de la vanne du\nmoulin")
    assert debate.title == "Étude du projet de règlement des eaux et de la vanne du moulin"
    debate = read("LE MOULIN ET SA VANNE, DE\n\nLA RIVIÈRE À LA MER ET\n\nRETOUR EN BARQUE")
    assert debate.title.startswith("Le moulin et sa vanne, de la rivière à la mer et retour")


def test_a_line_that_ends_in_a_small_word_goes_on_below() -> None:
    debate = read("Ada Roux\n\nrencontrée le 3 mai 2024 au moulin par\n\nPaul Bay, meunier")
    assert debate.title == "Ada Roux"
    assert debate.subtitle == "rencontrée le 3 mai 2024 au moulin par Paul Bay, meunier"


@pytest.mark.parametrize(
    "above",
    ["Meeting: Qui ouvre la vanne\nDate: 3 mai 2024\nScribe: Zoé Cam, la greffière du moulin",
     "# Titre : Qui ouvre la vanne\n\n## Au bord de l'eau", "# Qui ouvre la vanne.md"],
)  # fmt: skip
def test_a_title_in_a_field_or_with_the_ending_of_a_file(above: str) -> None:
    assert read(above, "x.md").title == "Qui ouvre la vanne"


def test_the_title_said_again_with_more_is_no_event() -> None:
    debate = read("# Qui ouvre la vanne\n\nQUI OUVRE LA VANNE meunier 2024-05-03T08:58", "x.md")
    assert (debate.title, debate.subtitle) == ("Qui ouvre la vanne", None)


def test_lines_of_a_paragraph_are_no_event() -> None:
    debate = read(
        "# Qui ouvre la vanne\n\nPaul Bay garde le moulin depuis vingt années, et la rivière\n"
        "Verte lui a tout appris. Il nous reçoit chez lui, avec Ada Roux, un\nmatin.",
        "x.md",
    )
    assert debate.subtitle is None


def test_the_program_that_made_a_page_is_no_title() -> None:
    said = "".join(f"<p>{line}</p>" for line in SAID.split("\n\n"))
    for written, title in (("Microsoft Word - cr.doc", "x"), ("Un mot de la meunière",) * 2):
        page = '<html><head><meta name=Generator content="Microsoft Word 15">'
        page += f"<title>{written}</title></head><body>{said}</body></html>"
        assert read_bytes(page.encode(), Path("x.html")).title == title


@pytest.mark.parametrize("rule", ["=====================", "---------------------", "#" * 21])
def test_a_line_with_a_rule_below_it_is_a_heading(rule: str) -> None:
    debate = read(f"Qui ouvre la vanne ?\n{rule}\n\nUn entretien plus long que le titre lui-même")
    assert debate.title == "Qui ouvre la vanne ?"


def test_a_paragraph_above_a_rule_is_none() -> None:
    debate = read("# La vanne\n\nBonsoir", "x.md")
    said = [turn.paragraphs[0].text for turn in debate.turns]
    ruled = read_bytes(f"# La vanne\n\n{SAID}Et voilà.\n---\n".encode(), Path("x.md"))
    assert [turn.paragraphs[0].text for turn in ruled.turns] == said
    assert ruled.turns[-1].paragraphs[-1].text == "Et voilà."


def test_a_date_may_stand_in_a_field() -> None:
    assert (
        read("# La vanne\n\nDate : 3 mai 2024\n\nLieu : salle neuve", "x.md").date == "2024-05-03"
    )


def test_what_is_to_be_seen_is_not_said() -> None:
    text = SAID.replace("Merci à vous.", "Merci à vous ![la vanne](v.png).")
    text = text.replace("Ada Roux : Et", "![Paul sourit](p.jpg)\n\nAda Roux : Et")
    debate = read_bytes(f"# La vanne\n\n{text}".encode(), Path("x.md"), language="fr")
    assert debate.headings == ()
    assert "la vanne" not in debate.turns[1].paragraphs[0].text
    assert [left.text for left in debate.left_out if left.kind == "image"] == [
        "![la vanne](v.png)", "![Paul sourit](p.jpg)",
    ]  # fmt: skip


def test_nothing_is_left_of_a_list_of_pictures() -> None:
    pictures = "- ![la vanne](v.png)\n- ![le bief](b.png)\n\n# ![le moulin](m.png)\n\n&nbsp;\n\n"
    text = SAID.replace("Ada Roux : Et", f"{pictures}Ada Roux : Et")
    debate = read_bytes(f"# La vanne\n\n{text}".encode(), Path("x.md"), language="fr")
    assert [len(turn.paragraphs) for turn in debate.turns] == [1, 1, 1, 1]
    assert debate.headings == ()


def test_signs_that_are_spelled_out_are_read_as_signs() -> None:
    text = SAID.replace("Merci à vous.", "Merci &agrave; vous,&nbsp;Ada &amp; les autres.")
    debate = read_bytes(f"# La vanne\n\n{text}".encode(), Path("x.md"), language="fr")
    assert debate.turns[1].paragraphs[0].text.startswith("Merci à vous, Ada & les autres.")


def test_what_text_recognition_makes_of_raised_letters_is_read() -> None:
    raised = (
        r"Au $1^{\text {er }}$ mai, $\mathrm{M}^{\text {me }}$ Roux, $n^{\circ} 8$, de $50 \%$ à $5"
    )
    debate = read_bytes(
        SAID.replace("Merci à vous.", f"{raised} et $7.").encode(), Path("x.md"), language="fr"
    )
    told = "Au 1er mai, Mme Roux, n° 8, de 50 % à $5 et $7."
    assert debate.turns[1].paragraphs[0].text.startswith(told)


def test_a_word_that_most_headings_begin_with_is_none_of_them() -> None:
    text = "# La vanne\n\n" + "".join(
        f"{field}{title}\n\nAda Roux : Voici ce qu'on en sait ce soir.\n\nPaul Bay : Merci.\n\n"
        for field, title in (
            ("Topic: ", "le bief"), ("Topic: ", "le moulin"), ("## ", "Vote"), ("Topic: ", "l'eau"),
            ("Topic: ", "la rivière"),
        )
    )  # fmt: skip
    debate = read_bytes(text.encode(), Path("x.md"), language="fr")
    assert [one.text for one in debate.headings] == ["Le moulin", "Vote", "L'eau", "La rivière"]
    assert [one.text for one in debate.left_out if one.kind == "heading"] == ["Topic:"] * 3


def test_a_day_in_capitals_is_written_small() -> None:
    block = read("LA VANNE DU BIEF\n\nMERCREDI 3 MAI 2024", "x.txt")
    assert block.date_text == "Mercredi 3 mai 2024"


def test_a_title_that_begins_with_a_name_is_no_turn() -> None:
    debate = read("# Paul Bay : « La vanne est à tous »\n\nPublié par le Bief le 3/5/2024", "x.md")
    assert debate.subtitle is None
    assert debate.title == "Paul Bay : « La vanne est à tous »"
    assert debate.turns[0].speaker == "Ada Roux"


def test_headings_of_what_nobody_says_are_none_of_the_debate() -> None:
    links = "## Pour aller plus loin\n\n- [Le bief](https://bief.example/)\n\n"
    debate = read(f"# La vanne\n\nMerci au bief.\n\n{links}## Transcription\n\n### Bonsoir", "x.md")
    assert [heading.text for heading in debate.headings] == ["Bonsoir"]
    assert {"Pour aller plus loin", "Transcription"} <= {out.text for out in debate.left_out}


def test_a_page_s_title_begins_with_a_word() -> None:
    page = f"<html><title> - LA VANNE</title><body><pre>{SAID}</pre></body></html>"
    assert read_bytes(page.encode(), Path("x.html"), language="fr").title == "La vanne"


PARTS = "".join(f"# {part}\n\nAda: We saw it.\n\nTom: So did I.\n\n" for part in ("Fish", "Oars"))


def test_the_heading_of_the_first_of_many_parts_is_no_title() -> None:
    parts = f"# Boats\n\nAda: I row.\n\nTom: I swim.\n\n{PARTS}# Nets\n\nAda: It is late.\n"
    debate = read_bytes(f"**Ada Roe on her river**\n\n{parts}".encode(), Path("x.md"))
    assert debate.title == "Ada Roe on her river"
    assert [heading.text for heading in debate.headings] == ["Boats", "Fish", "Oars", "Nets"]
    assert read_bytes(parts.encode(), Path("x.md")).title == "Boats"
    stamped = parts.replace("# ", "# [00:00:01] ")
    assert read_bytes(stamped.encode(), Path("x.md")).untitled


def test_fields_of_a_page_are_no_title() -> None:
    debate = read("Name: Roe Given name: Ada Age: 20 Place: wing", "x.md")
    assert debate.untitled


def test_what_stands_in_italics_behind_a_picture_is_no_heading() -> None:
    shown = "![A weir](weir.jpg)_The weir in May, by night_\n\n"
    debate = read_bytes(
        f"Ada: I row.\n\nTom: I swim.\n\n{shown}Ada: Go on.\n".encode(), Path("x.md")
    )
    assert not debate.headings
    assert "caption" in {piece.kind for piece in debate.left_out}


@pytest.mark.parametrize("wide", ["P R O C E E D I N G S", "A F T E R N O O N S E S S I O N"])
def test_words_set_wide_are_written_close(wide: str) -> None:
    text = f"# Day one\n\n## {wide}\n\nAda: I row.\n\nTom: I swim.\n\nAda: We saw it.\n"
    debate = read_bytes(text.encode(), Path("x.md"), language="en")
    assert debate.headings[0].text in ("Proceedings", "Afternoon session")


@pytest.mark.parametrize(
    ("title", "guest"),
    [
        ("Portrait de Bruno, vice-président du moulin", "Bruno"),
        ("Entretien avec Bruno", "Bruno"),
        ("Nicola Stewart – Meunière à Rochefort", "Nicola Stewart"),
        ("Entretien semi-directif – Mr WAGNEZ Eric, meunier", "Eric Wagnez"),
        ("Choix du métier – Une histoire", "Invité"),
    ],
)
def test_whom_a_title_names_answers(title: str, guest: str) -> None:
    asked = ("Comment êtes-vous venu au moulin ?", "Qui vous a appris le métier ?", "Et demain ?")
    text = f"# {title}\n\n" + "".join(f"**{q}**\n\nJe ne sais plus bien.\n\n" for q in asked)
    debate = read_bytes(text.encode(), Path("x.md"), language="fr")
    assert [turn.speaker for turn in debate.turns] == ["Journaliste", guest] * 3


@pytest.mark.parametrize("date", ["2025-03-13", "13/03/2025"])
def test_a_date_in_figures_may_stand_alone(date: str) -> None:
    assert read(f"{date}\n\nLe comité du barrage").date == "2025-03-13"


def test_headings_that_head_nothing_are_no_chapters() -> None:
    above = (
        "# The mill\n\n### Time: 14:00\n### [Video](v)\n\n## Decisions\n\n## Talk\n\n### Stones\n\n"
    )
    text = f"{above}Ada: I row.\n\nTom: I swim.\n\n## End\n\nAda: So be it.\n"
    debate = read_bytes(text.encode(), Path("x.md"), language="en")
    assert [heading.text for heading in debate.headings] == ["Talk", "Stones", "End"]


def test_blank_lines_may_stand_above_a_front_matter() -> None:
    text = f"\n\n\n---\ntitle: Le barrage\ndate: 2021-04-16\n---\n\n{SAID}"
    debate = read_bytes(text.encode(), Path("x.md"), language="fr")
    assert (debate.title, debate.date) == ("Le barrage", "2021-04-16")
