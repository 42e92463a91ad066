import pytest

from podcast.reading.heads import HeadKind, are_initials, read_head


@pytest.mark.parametrize(
    ("text", "kind", "name", "role"),
    [
        ("Anne Roux", HeadKind.PERSON, "Anne Roux", None),
        ("M. Patrick Chaume, rapporteur.", HeadKind.PERSON, "Patrick Chaume", "rapporteur"),
        ("Anne Roux (PPE)", HeadKind.PERSON, "Anne Roux", "PPE"),
        ("Anne Roux (Nord) (Ind)", HeadKind.PERSON, "Anne Roux", "Nord, Ind"),
        ("Le Président (M. Gendron)", HeadKind.PERSON, "Gendron", "Le Président"),
        ("01.02 Anne Roux, ministre", HeadKind.PERSON, "Anne Roux", "ministre"),
        ("Q12 Anne Roux", HeadKind.PERSON, "Anne Roux", None),
        ("[ANNE ROUX]", HeadKind.PERSON, "ANNE ROUX", None),
        ("Mme la présidente.", HeadKind.OFFICE, "la présidente", None),
        ("The CHAIRMAN", HeadKind.OFFICE, "The CHAIRMAN", None),
        ("Animatrice", HeadKind.OFFICE, "Animatrice", None),
        (
            "Plusieurs députés du groupe UMP",
            HeadKind.GROUP,
            "Plusieurs députés du groupe UMP",
            None,
        ),
        ("Public", HeadKind.GROUP, "Public", None),
        ("Une voix dans la salle", HeadKind.GROUP, "Une voix dans la salle", None),
        ("Speaker 1", HeadKind.NUMBERED, "Speaker 1", None),
        ("Intervenant n° 3", HeadKind.NUMBERED, "Intervenant n° 3", None),
        ("AR", HeadKind.INITIALS, "AR", None),
        ("J.-P. D.", HeadKind.INITIALS, "J.-P. D.", None),
        ("OMAR", HeadKind.PERSON, "OMAR", None),
    ],
)
def test_who_a_label_names(text: str, kind: HeadKind, name: str, role: str | None) -> None:
    head = read_head(text)
    assert head is not None
    assert (head.kind, head.name, head.role) == (kind, name, role)


def test_together() -> None:
    for text in ("MM. Roux et Bay", "Mme Anne Roux et M. Paul Bay", "Anne Roux / Paul Bay"):
        head = read_head(text)
        assert head is not None and head.kind is HeadKind.JOINT
        assert [member.name.split()[-1] for member in head.members] == ["Roux", "Bay"]


@pytest.mark.parametrize(
    "text",
    [
        "J'ai une anecdote",
        "Attention",
        "Premièrement",
        "Une question simple",
        "M. Chaume, qui est venu hier, a parlé",
        "Madame la présidente, mes chers collègues, je serai bref",
        "Monsieur le ministre, vous avez dit que tout irait bien",
        "Source",
        "Note",
        "http",
        "",
        " : ",
        "a" * 300,
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert read_head(text) is None


def test_initials() -> None:
    assert are_initials("CD", "Christian Decker")
    assert are_initials("ATC", "Ali Taylor-Cipolla")
    assert not are_initials("PPE", "Anne Roux")
    assert not are_initials("Lab", "Lab Bart")
