"""Tables, XML of unknown vocabularies, and labels that no list has: who speaks is told by form."""

from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.reading import read_debate

FORMS = Path(__file__).parents[2] / "data" / "forms"

WHO = {
    # A column of countries comes again, the one of names hardly does.
    "countries.csv": "Jean Durieux, Maria Kowalska, Paul Lefèvre, Ana Ruiz, Luc Berger,"
    " Jean Durieux",
    "text-first.csv": "Ann Alder, Bob Birch, Carla Stone, Ann Alder, Carla Stone",
    "roles.csv": "Hélène Brun, Yves Carton, Zoé Lanvin, Hélène Brun, Omar Saïdi",
    "elements.xml": "The Speaker, Laura Penn, Peter Marsh, Laura Penn, Peter Marsh",
    "attributes.xml": "Anna Field, Robert Clay, Anna Field, Robert Clay",
    # A block without a name goes on.
    "nested.xml": "Le président, Claire Vernou, Denis Aubry, Claire Vernou",
    "akoma-ntoso.xml": "Claire Vernou, Denis Aubry, Claire Vernou, Denis Aubry",
    "of-a-place.txt": "Grassley of Iowa, The Presiding Officer, Brown of Ohio, Grassley of Iowa,"
    " Hirano of Hawaii, Grassley of Iowa, Hirano of Hawaii, Brown of Ohio, Mr. Kaine,"
    " The Presiding Officer, Mr. Kaine",
    "initials.vtt": "Jean-Luc Mercier, Élise Fontan, Jean-Luc Mercier, Élise Fontan,"
    " Jean-Luc Mercier, Élise Fontan, Jean-Luc Mercier",
    "clock-of-four.txt": "CDR, CC, Unit 7, CDR, Unit 7, CC, Unit 7, CDR",
}


@pytest.mark.parametrize("name", WHO)
def test_who_speaks(name: str) -> None:
    debate = read_debate(FORMS / name)
    assert ", ".join(turn.speaker for turn in debate.turns) == WHO[name]


def test_a_clock_of_four_parts_is_never_spoken() -> None:
    said = [
        p.text for turn in read_debate(FORMS / "clock-of-four.txt").turns for p in turn.paragraphs
    ]
    assert not [text for text in said if "[" in text]


def test_xml_in_which_nobody_is_named_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "stock.xml"
    rows = "".join(f"<row><id>{n}</id><what>Vis à bois</what></row>" for n in range(9))
    path.write_text(f"<?xml version='1.0'?><stock>{rows}</stock>", encoding="utf-8")
    with pytest.raises(TranscriptError, match="nobody speaks in it, read as XML"):
        read_debate(path)


def test_damaged_xml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "debate.xml"
    path.write_bytes((FORMS / "attributes.xml").read_bytes()[:-30])
    with pytest.raises(TranscriptError, match="not well-formed"):
        read_debate(path)
