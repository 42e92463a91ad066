"""Lines that are all capitals, as one writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.reading.letter_case import LetterCase
from podcast.reading.lines import SourceLine
from podcast.reading.read import read_bytes


def case(*said: str, people: tuple[str, ...] = ()) -> LetterCase:
    return LetterCase([SourceLine(text, n, True) for n, text in enumerate(said)], "fr", people)


def test_without_a_text_words_are_small_but_acronyms_and_names() -> None:
    assert case().of("THE OLD MILL OF THE EU") == "The old mill of the EU"
    assert case().of("LA VIE AU BORD DE L'EAU, À VERSAILLES") == (
        "La vie au bord de l'eau, à Versailles"
    )
    assert case().of("La VANNE") == "La VANNE"
    assert case().of("12 – 4") == "12 – 4"


@pytest.mark.parametrize(
    ("shouted", "said", "written"),
    [
        ("LE RAPPORT DE L'ANSSI", "Voici ce que dit l'ANSSI.", "Le rapport de l'ANSSI"),
        ("THE ROAD TO KIMENDE", "The road near Kimende is closed.", "The road to Kimende"),
        ("COMPTE RENDU DE LA SEANCE", "Le rendu de la séance est lu.", "Compte rendu de la séance"),
        ("UNE MARCHE", "On fait une marche, au marché du marché.", "Une marche"),
        ("LET US ALL GO", "So I let us go, and to be with us. Is it us or US?", "Let US all go"),
        ("BE IT RESOLVED", "Then BE IT resolved, and be it and be it and be it and be it and be it"
         " so, and be it, and be it so.", "Be it resolved"),
        ("MOT DE M. BREVAL, Q&A", "Et puis Breval parle.", "Mot de M. Breval, Q&A"),
        ("1ST AND 2ND READING", "", "1st and 2nd reading"),
        ("4. LE MOULIN", "", "4. Le moulin"),
        ("3 MAI 2024, SALLE NEUVE", "", "3 mai 2024, salle neuve"),
        ("CLOTURE DU DEBAT DES EXCUSEES", "", "Clôture du débat des excusées"),
    ],
)  # fmt: skip
def test_words_are_as_the_text_writes_them(shouted: str, said: str, written: str) -> None:
    assert case(said).of(shouted) == written


def test_lines_in_capitals_and_first_words_tell_nothing() -> None:
    told = case("Moulin, dit-il. Moulin encore.", "LE MOULIN ET LA VANNE DE CE moulinet")
    assert told.of("AU MOULIN") == "Au moulin"


def test_who_speaks_is_written_as_there() -> None:
    assert case(people=("Zoé Vauquelin",)).of("MOT DE ZOE VAUQUELIN") == "Mot de Zoé Vauquelin"


def test_headings_in_capitals_over_lines_are_whole_and_written_small() -> None:
    text = "# La vanne\n\n" + "".join(
        f"{above}{name} : Voici ce que le Comité de la Vanne a décidé ce soir-là.\n\n"
        for name, above in (
            ("Ada Roux", ""), ("Paul Bay", "RAPPORT DU COMITE DE LA\n\nVANNE ET DU MOULIN\n\n"),
            ("Ada Roux", "SUITE\n\nVOTE\n\n"), ("Paul Bay", ""),
        )
    )  # fmt: skip
    debate = read_bytes(text.encode(), Path("x.md"), language="fr")
    assert debate.headings[0].text == ("Rapport du Comité de la Vanne et du moulin")
