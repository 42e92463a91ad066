import pytest

from podcast.wording.cleaning import clean


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("un\u200b deux\ntrois", "un deux trois"),
        ("inter\u00adnational", "international"),
        ("ﬁnance et œuvre", "finance et œuvre"),
        ("**gras** et _italique_ et `code`", "gras et italique et code"),
        ("## Un titre", "Un titre"),
        ("[le texte](https://x.fr/y)", "le texte"),
        ("<b>gras</b> &amp; fin", "gras & fin"),
        ("• une puce", "une puce"),
        ("- un tiret", "un tiret"),
        ("-3 degrés", "-3 degrés"),
        ("aujourd’hui, l’eau", "aujourd'hui, l'eau"),
        ("« Oui », dit-il", "Oui , dit-il"),
        ("le rapport¹ dit", "le rapport dit"),
        ("12 m² et 3 km³", "12 m² et 3 km³"),
        ("selon eux[12].", "selon eux."),
        ("Bravo 👏🏽 !", "Bravo !"),
        ("quoi... non", "quoi… non"),
        ("Quoi ?!!", "Quoi ?"),
        ("2024–2027", "2024-2027"),
        ("oui – non — si", "oui - non - si"),
        ("the plan—if any—fails", "the plan - if any - fails"),
        ("−3", "-3"),
        ("1ᵉʳ mai", "1er mai"),
        ("CO₂", "CO2"),
    ],
)
def test_clean(written: str, seen: str) -> None:
    assert clean(written).text == seen
