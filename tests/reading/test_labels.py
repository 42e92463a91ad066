import pytest

from podcast.reading.labels import LabelKind, are_initials, read_label


@pytest.mark.parametrize(
    ("text", "kind", "name", "role"),
    [
        ("Anne Roux", LabelKind.PERSON, "Anne Roux", None),
        ("M. Patrick Chaume, rapporteur.", LabelKind.PERSON, "Patrick Chaume", "rapporteur"),
        ("Anne Roux (PPE)", LabelKind.PERSON, "Anne Roux", "PPE"),
        ("Anne Roux (Nord) (Ind)", LabelKind.PERSON, "Anne Roux", "Nord, Ind"),
        ("Le Président (M. Gendron)", LabelKind.PERSON, "Gendron", "Le Président"),
        ("01.02 Anne Roux, ministre", LabelKind.PERSON, "Anne Roux", "ministre"),
        ("Q12 Anne Roux", LabelKind.PERSON, "Anne Roux", None),
        ("[ANNE ROUX]", LabelKind.PERSON, "ANNE ROUX", None),
        ("Mme la présidente.", LabelKind.OFFICE, "la présidente", None),
        ("The CHAIRMAN", LabelKind.OFFICE, "The CHAIRMAN", None),
        ("Animatrice", LabelKind.OFFICE, "Animatrice", None),
        (
            "Plusieurs députés du groupe UMP",
            LabelKind.GROUP,
            "Plusieurs députés du groupe UMP",
            None,
        ),
        ("Public", LabelKind.GROUP, "Public", None),
        ("Une voix dans la salle", LabelKind.GROUP, "Une voix dans la salle", None),
        ("Speaker 1", LabelKind.NUMBERED, "Speaker 1", None),
        ("Intervenant n° 3", LabelKind.NUMBERED, "Intervenant n° 3", None),
        ("AR", LabelKind.INITIALS, "AR", None),
        ("J.-P. D.", LabelKind.INITIALS, "J.-P. D.", None),
        ("OMAR", LabelKind.PERSON, "OMAR", None),
    ],
)
def test_who_a_label_names(text: str, kind: LabelKind, name: str, role: str | None) -> None:
    label = read_label(text)
    assert label is not None
    assert (label.kind, label.name, label.role) == (kind, name, role)


def test_together() -> None:
    for text in ("MM. Roux et Bay", "Mme Anne Roux et M. Paul Bay", "Anne Roux / Paul Bay"):
        label = read_label(text)
        assert label is not None and label.kind is LabelKind.JOINT
        assert [member.name.split()[-1] for member in label.members] == ["Roux", "Bay"]


@pytest.mark.parametrize(
    "text",
    [
        "J'ai une anecdote",
        "Une question simple",
        "M. Chaume, qui est venu hier, a parlé",
        "Madame la présidente, mes chers collègues, je serai bref",
        "Monsieur le ministre, vous avez dit que tout irait bien",
        "http",
        "",
        " : ",
        "a" * 300,
        "Mr",
        "Art and Industry",
        "Mr. Speaker, Sir, I thank the House",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert read_label(text) is None


def test_initials() -> None:
    assert are_initials("CD", "Christian Decker")
    assert are_initials("ATC", "Ali Taylor-Cipolla")
    assert not are_initials("PPE", "Anne Roux")
    assert not are_initials("Lab", "Lab Bart")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Minister for Inland Mills (Prof. Anyan'-Nyo'o)", "Anyan'-Nyo'o"),
        ("The Minister for Inland Mills", "The Minister for Inland Mills"),
        ("The Minister Ada Brook", "Ada Brook"),
    ],
)
def test_what_an_office_is_for_is_no_name(text: str, name: str) -> None:
    label = read_label(text)
    assert label is not None and label.name == name
