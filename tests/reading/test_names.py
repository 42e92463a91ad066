import pytest

from podcast.reading.names import as_written_name, key, looks_like_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Laura LÉTOURNEAU", "Laura Létourneau"),
        ("Jean-Pierre DUPONT-AIGNAN", "Jean-Pierre Dupont-Aignan"),
        ("Anne d'ORNANO", "Anne d'Ornano"),
        ("ANNE D'ORNANO", "Anne d'Ornano"),
        ("Rémi DE LA HAIE", "Rémi de La Haie"),
        ("Ann McDONALD", "Ann McDonald"),
        ("MARK MCGOWAN", "Mark McGowan"),
        ("Mme Zoé TILLEUL", "Zoé Tilleul"),
        ("Conan O'BRIEN", "Conan O'Brien"),
        ("Jean-LUC Tilleul", "Jean-Luc Tilleul"),
        ("Zoé Tilleul", "Zoé Tilleul"),
    ],
)
def test_as_written_name(written: str, name: str) -> None:
    assert as_written_name(written) == name


@pytest.mark.parametrize(
    "text", ["Ariel TURPIN", "Jean-Pierre de LA TOUR", "Zoé", "M. Dupont", "Anne d'Ornano"]
)
def test_looks_like_name(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    ["Merci.", "Ce que dit la loi", "Conclusion", "La conclusion", "12 mai", "", "Table ronde"],
)
def test_does_not_look_like_name(text: str) -> None:
    assert not looks_like_name(text)


def test_key_folds_accents_case_and_hyphens() -> None:
    assert key("LÉTOURNEAU") == key("Letourneau")
    assert key("Jean-Pierre") == key("JEAN PIERRE")
