import pytest

from podcast.reading.dates import find_date, is_iso_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("28 et 29 mai 2024", "2024-05-28"),
        ("le mardi 3 juin 2025", "2025-06-03"),
        ("1er août 2020", "2020-08-01"),
        ("12/03/2024", "2024-03-12"),
        ("March 3, 2024", "2024-03-03"),
        ("3rd of March 2024", "2024-03-03"),
        ("2024-05-28", "2024-05-28"),
        ("mai 2024", "2024-05"),
    ],
)
def test_find_date(text: str, iso: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.iso() == iso


def test_no_date() -> None:
    assert find_date("Table ronde 5, salle 12") is None


def test_a_missing_year_is_given() -> None:
    found = find_date("28 et 29 mai")
    assert found is not None
    assert found.iso() is None
    assert found.iso(2024) == "2024-05-28"


def test_is_iso_date() -> None:
    assert is_iso_date("2024-02-29")
    assert is_iso_date("2024")
    assert not is_iso_date("2023-02-29")
    assert not is_iso_date("28/05/2024")
