"""People who come back keep their voice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast.casting.cast import SeriesVoices, make_cast
from podcast.casting.series import (
    NO_SERIES,
    SeriesError,
    find_series,
    load_series,
    remember,
    series_voices,
)
from podcast.model import Debate
from tests.casting import voice_of
from tests.casting.test_cast import NARRATOR, PALETTE, debate

IDS = [voice.id for voice in PALETTE]


def load(path: Path, text: str) -> Path:
    (path / "series.toml").write_text(text, encoding="utf-8")
    return path / "series.toml"


def wishing(made: Debate, **wishes: str) -> Debate:
    return replace(
        made,
        speakers=tuple(replace(s, voice=wishes.get(s.name.split()[0])) for s in made.speakers),
    )


def test_a_series_is_read(tmp_path: Path) -> None:
    (tmp_path / "c.jpg").write_bytes(b"x")
    series = load_series(
        load(
            tmp_path,
            'title = "Le fleuve"\nauthor = "A & B"\ncover = "c.jpg"\nlanguage = "fr"\n'
            '[person."Claire Brun"]\nvoice = "Carla"\nalso = ["Mme Brun"]\n'
            '[person."L\'autre"]\nvoice = ["x", "Bruno"]\n',
        )
    )
    assert (series.title, series.author, series.cover) == ("Le fleuve", "A & B", tmp_path / "c.jpg")
    person = series.person("mme  BRUN")
    assert person is not None and person.name == "Claire Brun"
    assert series.person("L’autre") is not None
    assert series.person("Personne") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("titel = 'x'", "`titel`: it is not known here; did you mean `title`"),
        ("title = 3", "`title`: it must be a text"),
        ("person = 3", r'write people as \[person."Name"\]'),
        ("[person.X]\nvoise = 'x'", r'\[person."X"\], `voise`: it is not known here; did you mean'),
        ("[person.X]\nvoice = 3", r'\[person."X"\], `voice`: it must be a text, or a list'),
        ("[person.X]\n[person.Y]\nalso = ['x']", "“X” has one of these names, too"),
        ("feed = 3", r"below a line \[feed\]"),
        ("[feed]\nemial = 'x'", r"\[feed\], `emial`: it is not known here; did you mean `email`"),
        ("[feed]\nlink = ''", r"\[feed\], `link`: it must be a text in quotes"),
        ("[feed]\nlocked = 'yes'", r"\[feed\], `locked`: it must be true or false"),
        ("[feed]\ncategory = [1]", r"\[feed\], `category`: it must be a text, or a list"),
        ("cover = 'no.jpg'", "`cover`: there is no file “no.jpg” beside it"),
        ("title", "not valid TOML"),
        ("[person.Inès]", "names and texts stand in quotes"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, says: str) -> None:
    path = load(tmp_path, text)
    with pytest.raises(SeriesError, match=says) as error:
        load_series(path)
    assert str(error.value).startswith(str(path)) and "\n" not in str(error.value)


def test_the_first_folder_that_has_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    load(tmp_path, "title = 'x'")
    assert find_series([tmp_path / "a", tmp_path]).title == "x"
    assert find_series([tmp_path / "a"]) == NO_SERIES


def test_who_comes_back_keeps_their_voice() -> None:
    made = debate(("Claire Brun", 900), ("Sophie Roy", 40), ("Paul Petit", 30))
    usual = make_cast(made, NARRATOR, PALETTE)
    assert voice_of(usual, "Claire Brun").id == "fr-anna"
    kept = SeriesVoices((("Claire Brun", ("nobody", "Elsa")), ("Paul Petit", ("fr-david",))))
    cast = make_cast(made, NARRATOR, PALETTE, series_voices=kept)
    assert voice_of(cast, "Claire Brun").id == "fr-elsa"
    assert voice_of(cast, "Paul Petit").id == "fr-david"
    assert cast.notes == ()
    assert "series" in cast.parts[0].reason


def test_a_wish_in_the_plan_goes_first_and_that_is_said() -> None:
    made = wishing(debate(("Claire Brun", 9), ("Sophie Roy", 8)), Sophie="Anna")
    kept = SeriesVoices((("Claire Brun", ("Anna",)), ("Sophie Roy", ("Carla",))))
    cast = make_cast(made, NARRATOR, PALETTE, series_voices=kept)
    assert voice_of(cast, "Sophie Roy").id == "fr-anna"
    assert voice_of(cast, "Claire Brun").id != "fr-anna"
    assert any("gives Claire Brun the voice “Anna”, but Sophie Roy has it" in n for n in cast.notes)


def test_a_voice_that_is_not_there_is_said() -> None:
    kept = SeriesVoices((("Claire Brun", ("Zoé",)),))
    cast = make_cast(debate(("Claire Brun", 9)), NARRATOR, PALETTE, series_voices=kept)
    assert any("gives Claire Brun the voice “Zoé”, which is not there" in n for n in cast.notes)


def test_voices_of_others_are_left_to_them_where_there_are_enough() -> None:
    made = debate(("Claire Brun", 9), ("Sophie Roy", 8))
    kept = SeriesVoices(others=(("Anna", "Inès"),))
    cast = make_cast(made, NARRATOR, PALETTE, series_voices=kept)
    assert {part.voice.id for part in cast.parts} == {"fr-carla", "fr-elsa"}
    assert cast.notes == ()
    three = debate(("Claire Brun", 9), ("Sophie Roy", 8), ("Julie Lac", 7))
    cast = make_cast(three, NARRATOR, PALETTE, series_voices=kept)
    (note,) = cast.notes
    assert "has the voice “Anna”, which is Inès's in the series: there are not enough" in note


def test_what_is_kept_comes_from_the_series(tmp_path: Path) -> None:
    path = load(
        tmp_path,
        '[person."Claire Brun"]\nvoice = "Carla"\nalso = ["C. Brun"]\n'
        '[person."Inès"]\nvoice = "Anna"\n',
    )
    made = debate(("C. Brun", 5), ("Paul Petit", 5))
    assert series_voices(load_series(path), made) == SeriesVoices(
        (("C. Brun", ("Carla",)),), (("Anna", "Inès"),)
    )


def test_remembering(tmp_path: Path) -> None:
    made = debate(("Claire Brun", 9), ('Paul "]] Petit', 8))
    cast = make_cast(made, NARRATOR, PALETTE)
    first = remember("", NO_SERIES, cast, IDS)
    assert first.added == ("Claire Brun", 'Paul "]] Petit')
    path = load(tmp_path, first.text + "# mine")
    series = load_series(path)
    again = make_cast(made, NARRATOR, PALETTE, series_voices=series_voices(series, made))
    assert [part.voice for part in again.parts] == [part.voice for part in cast.parts]
    second = remember(path.read_text(), series, again, IDS)
    assert (second.added, second.notes) == ((), ())
    longer = debate(("Claire Brun", 9), ("Sophie Roy", 8))
    third = remember(path.read_text(), series, make_cast(longer, NARRATOR, PALETTE), IDS)
    assert third.added == ("Sophie Roy",)
    assert third.text.startswith(first.text + "# mine\n")


def test_what_cannot_be_remembered_is_said(tmp_path: Path) -> None:
    crowd = debate(*((f"Claire N{n}", 9) for n in range(9)))
    made = remember("", NO_SERIES, make_cast(crowd, NARRATOR, PALETTE), IDS)
    assert len(made.added) + len(made.notes) == 9
    assert any("variation of a voice" in note for note in made.notes)
    path = load(tmp_path, '[person."Claire Brun"]\nvoice = "Elsa"\n')
    one = wishing(debate(("Claire Brun", 9)), Claire="Anna")
    told = remember("", load_series(path), make_cast(one, NARRATOR, PALETTE), IDS)
    assert told.notes == ("Claire Brun has “Anna” here and keeps “Elsa” in the series.",)
    inline = load(tmp_path, 'person = {X = {voice = "Elsa"}}')
    with pytest.raises(SeriesError, match="one below the other"):
        remember(inline.read_text(), load_series(inline), make_cast(one, NARRATOR, PALETTE), IDS)
