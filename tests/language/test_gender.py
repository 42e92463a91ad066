"""Civility, role and first name tell a gender, and what is unclear is not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast.errors import VoiceError
from podcast.language.gender import civility_gender, first_names, gender_of, is_many, names_file
from podcast.store.toml import read_toml
from podcast.voice import Gender

F, M = Gender.FEMALE, Gender.MALE


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("Mme Camille Roy", None, F),
        ("M. Camille Roy", None, M),
        ("Père Camille Roy", None, M),
        ("Congresswoman Camille Roy", None, F),
        ("Sénatrice Camille Roy", None, F),
        ("Mme le maire", None, F),
        ("M. le président", None, M),
        ("la présidente", None, F),
        ("le public", None, None),
        ("Claude La Fontaine", None, None),
        ("Mme Roy et M. Petit", None, None),
        ("Camille Roy", "Chargée de mission", F),
        ("Camille Roy", "Adjoint au maire de Valbrune", M),
        ("Camille Roy", "Vice-présidente de la métropole", F),
        ("Camille Roy", "Co-fondateur du collectif", M),
        ("Camille Roy", "Maire de Valbrune", None),
        ("Camille Roy", "Maire adjointe", F),
        ("Camille Roy", "Secrétaire général du syndicat", M),
        ("Camille Roy", "Première adjointe", F),
        ("Camille Roy", "Ancienne ministre", F),
        ("Camille Roy", "Journaliste indépendante", F),
        ("Camille Roy", "Députée, rapporteur du projet", F),
        ("Camille Roy", "Ministère de la culture · directrice des archives", F),
        ("Camille Roy", "Assistant de la présidente", M),
        ("Camille Roy", "Agence nationale, lycée, filière bois", None),
        ("Camille Roy", "Chargé·e de mission", None),
        ("Camille Roy", "Chargé(e) de mission", None),
        ("Camille Roy (elle)", None, F),
        ("Étienne Roy", None, M),
        ("ETIENNE ROY", None, M),
        ("ROY Hélène", None, F),
        ("Helene Roy", None, F),
        ("Anne-Lise Roy", None, F),
        ("Jean-Zoltan Roy", None, M),
        ("Dr Claire Roy", None, F),
        ("Claire Roy", "Directeur du port", F),
        ("Claire Roy", "Ministère de l'intérieur", F),
        ("J. Roy", None, None),
        ("Camille Roy", None, None),
        ("Xyzzy Roy", None, None),
        ("", None, None),
    ],
)
def test_french(name: str, role: str | None, expected: Gender | None) -> None:
    assert gender_of(name, role, "fr") is expected


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_first_name_that_is_listed(language: str) -> None:
    """Also those that end like a civility: "Karim", "William"."""
    listed = first_names(names_file())[language]
    heard = {name: gender_of(f"{name.title()} Valbrune", None, language) for name in listed}
    assert heard == listed


@pytest.mark.parametrize(
    ("name", "role", "expected"),
    [
        ("Jean Smith", None, F),
        ("Kent C. Dobbs", None, M),
        ("Ms. Taylor Ford", None, F),
        ("Taylor Ford (he/him)", None, M),
        ("Taylor Ford", "Chairwoman of the board", F),
        ("Taylor Ford", "Principal consultant", None),
        ("Thaïs Ford", None, F),  # listed in French only
        ("Ariel Ford", None, None),  # of both in English, a man in French
    ],
)
def test_english(name: str, role: str | None, expected: Gender | None) -> None:
    assert gender_of(name, role, "en") is expected


def _judged() -> list[tuple[str, str, str]]:
    """The language, label and right answer of every case."""
    cases = read_toml(Path(__file__).parent.parent / "data" / "genders.toml", VoiceError)
    return [
        (language, label, right)
        for language, halves in cases.items()
        for half in halves.values()
        for right, labels in half.items()
        for label in labels
    ]


@pytest.mark.parametrize(("language", "label", "right"), _judged())
def test_labels_without_a_name(language: str, label: str, right: str) -> None:
    name, _, role = label.partition(", ")
    gender = gender_of(name, role or None, language)
    assert right == ("many" if is_many(name, language) else gender.value if gender else "open")


def test_the_list_that_comes_with_the_project_is_right() -> None:
    tables = first_names(names_file())
    assert set(tables) == {"en", "fr"}
    assert all(len(table) > 500 for table in tables.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[fr]\nfemale = ["Zoé"]\nmale = ["ZOE"]', "“ZOE” stands twice"),
        ('[fr]\nfemal = ["Zoé"]', "`femal` is not known here"),
        ('[fr]\nfemale = "Zoé"', "must be a list"),
        ('female = ["Zoé"]', "must be a table"),
        ("[fr", "not valid TOML"),
    ],
)
def test_a_list_that_is_wrong_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VoiceError) as caught:
        first_names(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_civility_alone() -> None:
    assert [civility_gender(word) for word in ("M", "Mr.", "Abbé", "Dr")] == [M, M, M, None]
    assert [civility_gender(word) for word in ("Mlle", "Sœur", "Baroness")] == [F, F, F]


@pytest.mark.parametrize(
    ("name", "language", "many"),
    [
        ("The Minister of Mills and Rivers", "en", False),
        ("La ministre de la Culture et de la Communication", "fr", False),
        ("Le maire et Mme Roux", "fr", True),
        ("Anne et Paul", "fr", True),
    ],
)
def test_an_office_of_two_fields_is_held_by_one(name: str, language: str, many: bool) -> None:
    assert is_many(name, language) is many
