from podcast.reading.document import Listed
from podcast.reading.labels import Label, read_label
from podcast.reading.people import Named, Naming, name_people


def naming(
    *labels: str, known: tuple[Listed, ...] = (), chairs: tuple[tuple[int, Label], ...] = ()
) -> Naming:
    named = []
    for place, text in enumerate(labels):
        label = read_label(text)
        assert label is not None, text
        named.append(Named(place, 10 * place, label))
    return name_people(tuple(named), known, chairs, "fr")


def names(*labels: str, known: tuple[Listed, ...] = ()) -> list[str]:
    found = naming(*labels, known=known).names
    return [found[place] for place in sorted(found)]


def test_spellings_of_one_person() -> None:
    spellings = [
        "Patrick CHAUME", "M. Chaume", "Patrick Chaume, président", "P. Chaume", "CHAUME Patrick",
        "Chaume", "Monsieur Patrick Chaume", "Patrick",
    ]  # fmt: skip
    assert set(names(*spellings)) == {"Patrick Chaume"}


def test_the_surname_may_come_before_the_full_name() -> None:
    assert set(names("M. Chaume", "M. Patrick Chaume")) == {"Patrick Chaume"}


def test_accents_are_kept_where_anyone_writes_them() -> None:
    assert set(names("Laura LETOURNEL", "Laura LÉTOURNEL")) == {"Laura Létournel"}
    assert names("Maïté Crepet", "CRÉPET") == ["Maïté Crepet"] * 2


def test_middle_initials() -> None:
    assert set(names("Kent C. Dobbs", "Kent Dobbs")) == {"Kent C. Dobbs"}
    assert set(names("Jean-Pierre Roux", "J.-P. Roux")) == {"Jean-Pierre Roux"}


def test_two_people() -> None:
    assert len(set(names("Molière", "Mademoiselle Molière", "Molière"))) == 2
    assert len(set(names("Carine Roux", "Karine Roux"))) == 2
    assert len(set(names("M. Roux", "Mme Roux"))) == 2
    assert len(set(names("M. Jean Roux", "M. Paul Roux"))) == 2


def test_a_surname_of_two_is_told() -> None:
    found = naming("M. Jean Roux", "M. Paul Roux", "M. Roux")
    assert len(set(found.names.values())) == 3
    assert [(d.kind, d.line) for d in found.doubts] == [("ambiguous-name", 20)]


def test_civility_tells_of_two_with_one_surname_who_is_meant() -> None:
    assert names("M. Jean Roux", "Mme Anne Roux", "Mme Roux") == [
        "Jean Roux", "Anne Roux", "Anne Roux",
    ]  # fmt: skip


def test_offices() -> None:
    assert names("Mme Anne Roux, ministre des ports", "Mme la ministre") == ["Anne Roux"] * 2
    assert names("M. Paul Bay, ministre", "Mme la ministre") == ["Paul Bay", "La ministre"]
    assert names("M. Paul Bay, président de la commission", "M. le président") == ["Paul Bay"] * 2
    assert names("M. Paul Bay, président du club de judo", "M. le président") == [
        "Paul Bay", "Le président",
    ]  # fmt: skip


def test_the_chair_takes_the_name_of_the_heading() -> None:
    first, second = read_label("M. Paul Bay"), read_label("Mme Anne Roux, vice-présidente")
    assert first is not None and second is not None
    found = naming(
        "M. le président", "M. Ker", "M. le président", "Mme la présidente",
        chairs=((0, first), (3, second)),
    )  # fmt: skip
    assert list(found.names.values()) == ["Paul Bay", "M. Ker", "Paul Bay", "Anne Roux"]


def test_initials_by_legend_and_by_name() -> None:
    assert names("Anne Roux (AR)", "AR") == ["Anne Roux"] * 2
    assert names("AR", known=(Listed("Anne Roux"),)) == ["Anne Roux"]
    assert names("XY", "Anne Roux") == ["XY", "Anne Roux"]


def test_civility_is_kept_for_the_voice() -> None:
    found = naming("Mme Dominique Roux, maire")
    assert found.speakers["Dominique Roux"].civility == "Mme"
    assert found.speakers["Dominique Roux"].role == "Maire"


def test_one_letter_of_the_only_one_who_has_it() -> None:
    assert names("Paul Roux", "Odile Cam", "P", "O") == ["Paul Roux", "Odile Cam"] * 2
    assert names("Paul Roux", "Pia Cam", "P")[2] == "P"
