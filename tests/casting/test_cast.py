"""Everybody gets a voice of their own, by a rule that can be foreseen."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.casting.cast import Cast, make_cast, turn_statistics
from podcast.casting.distances import EVEN, Distances, fingerprint
from podcast.model import Debate, Paragraph, Speaker, Turn
from podcast.voice import Gender, Voice
from tests.casting import voice_of

F, M = Gender.FEMALE, Gender.MALE


def voice(name: str, gender: Gender | None, pitch: int | None = 50) -> Voice:
    return Voice(f"fr-{name}", name.title(), "fr", gender, "tone", f"fr+{name}", pitch)


NARRATOR = voice("narrator", M)
PALETTE = (
    voice("anna", F),
    voice("bruno", M),
    voice("carla", F),
    voice("david", M),
    voice("elsa", F),
)


def debate(*speeches: tuple[str, int], roles: dict[str, str] | None = None) -> Debate:
    """A debate where each of `speeches` is a name and how many words they say."""
    names = tuple(dict.fromkeys(name for name, _ in speeches))
    turns = tuple(
        Turn(index, name, index, (Paragraph("mot " * words, index),))
        for index, (name, words) in enumerate(speeches, start=1)
        if words
    )
    speakers = tuple(Speaker(name, (roles or {}).get(name)) for name in names)
    return Debate("Un débat", None, None, None, "fr", speakers, turns)


def sounds(cast: Cast) -> list[tuple[str, int | None, int]]:
    return [(p.voice.engine_voice, p.voice.pitch, p.voice.rate) for p in cast.parts]


def test_who_speaks_most_has_the_first_voice_of_their_gender() -> None:
    cast = make_cast(
        debate(("Sophie Roy", 40), ("Paul Petit", 30), ("Claire Brun", 900)), NARRATOR, PALETTE
    )
    assert voice_of(cast, "Claire Brun").id == "fr-anna"
    assert voice_of(cast, "Sophie Roy").id == "fr-carla"
    assert voice_of(cast, "Paul Petit").id == "fr-bruno"
    assert cast.notes == ()


def test_parts_are_in_the_order_of_the_debate_and_say_why() -> None:
    cast = make_cast(debate(("Paul Petit", 1), ("Claire Brun", 99)), NARRATOR, PALETTE)
    assert [part.speaker for part in cast.parts] == ["Paul Petit", "Claire Brun"]
    assert [part.gender for part in cast.parts] == [M, F]
    assert "male" in cast.parts[0].reason and "“Bruno”" in cast.parts[0].reason


def test_a_few_more_words_change_nothing() -> None:
    before = make_cast(debate(("Claire Brun", 70), ("Sophie Roy", 66)), NARRATOR, PALETTE)
    after = make_cast(debate(("Claire Brun", 70), ("Sophie Roy", 75)), NARRATOR, PALETTE)
    assert before == after
    doubled = make_cast(debate(("Claire Brun", 70), ("Sophie Roy", 160)), NARRATOR, PALETTE)
    assert voice_of(doubled, "Sophie Roy").id == "fr-anna"


def test_somebody_who_never_speaks_takes_nobody_s_voice() -> None:
    cast = make_cast(debate(("Sophie Roy", 0), ("Claire Brun", 5)), NARRATOR, PALETTE)
    assert voice_of(cast, "Claire Brun").id == "fr-anna"
    assert voice_of(cast, "Sophie Roy").id == "fr-carla"


def test_nobody_has_the_narrator_s_voice_even_if_the_palette_lists_it() -> None:
    twin = replace(NARRATOR, id="fr-twin")
    near = replace(NARRATOR, id="fr-near", pitch=70)
    cast = make_cast(
        debate(("Paul Petit", 9), ("Marc Roy", 8)), NARRATOR, (NARRATOR, twin, near, *PALETTE)
    )
    assert [part.voice.id for part in cast.parts] == ["fr-bruno", "fr-david"]


def test_unknown_genders_join_the_smaller_side() -> None:
    cast = make_cast(
        debate(("Claire Brun", 9), ("Sophie Roy", 8), ("Xyzzy Un", 7), ("Xyzzy Deux", 6)),
        NARRATOR,
        PALETTE,
    )
    assert [part.voice.gender for part in cast.parts] == [F, F, M, M]
    assert [part.gender for part in cast.parts] == [F, F, None, None]
    assert any("Xyzzy Un and Xyzzy Deux" in note for note in cast.notes)


def test_a_role_tells_what_a_name_does_not() -> None:
    cast = make_cast(
        debate(("Xyzzy Un", 9), roles={"Xyzzy Un": "Directrice du port"}), NARRATOR, PALETTE
    )
    assert cast.parts[0].gender is F


def test_a_voice_without_gender_serves_before_variations() -> None:
    cast = make_cast(
        debate(("Paul Petit", 90), ("Marc Roy", 9)),
        NARRATOR,
        (voice("bruno", M), voice("neutral", None)),
    )
    assert [part.voice.id for part in cast.parts] == ["fr-bruno", "fr-neutral"]


def test_beyond_the_palette_people_share_a_timbre_not_a_sound() -> None:
    women = ("Claire A", "Sophie B", "Anne C", "Julie D")
    cast = make_cast(
        debate(*((name, 500 >> place) for place, name in enumerate(women))), NARRATOR, PALETTE
    )
    assert len(set(sounds(cast))) == 4
    # Who comes last shares with who says least of the others.
    assert voice_of(cast, "Julie D").engine_voice == voice_of(cast, "Anne C").engine_voice
    assert voice_of(cast, "Julie D").pitch != voice_of(cast, "Anne C").pitch
    assert len({part.voice.id for part in cast.parts}) == 4
    assert cast.notes == (
        "The palette's 5 voices do not suffice for 4 speakers: Anne C and Julie D share a timbre"
        " and are told apart by pitch and pace.",
    )


def test_a_palette_of_one_gender_serves_the_other() -> None:
    cast = make_cast(
        debate(("Claire Brun", 9), ("Paul Petit", 8)), NARRATOR, (voice("b", M), voice("d", M))
    )
    assert len(set(sounds(cast))) == 2
    assert any("no female voice for Claire Brun" in note for note in cast.notes)


def test_only_the_narrator_s_voice_is_left() -> None:
    cast = make_cast(debate(("Claire Brun", 9), ("Paul Petit", 8)), NARRATOR, ())
    assert len({(NARRATOR.engine_voice, NARRATOR.pitch, NARRATOR.rate), *sounds(cast)}) == 3
    assert any("no voice but the narrator's" in note for note in cast.notes)


def test_hundreds_of_speakers_and_the_repetition_is_said() -> None:
    crowd = debate(*((f"Xyzzy N{number}", 5) for number in range(600)))
    cast = make_cast(crowd, NARRATOR, PALETTE)
    assert len(cast.parts) == 600
    assert any("exactly the same voice" in note for note in cast.notes)
    # Until nothing is left, everybody is different.
    few = make_cast(debate(*((f"Xyzzy N{n}", 5) for n in range(200))), NARRATOR, PALETTE)
    assert len(set(sounds(few))) == 200


def test_nobody_speaks() -> None:
    assert make_cast(debate(), NARRATOR, PALETTE).parts == ()


NAMES = st.sampled_from(("Claire", "Paul", "Sophie", "Marc", "Xyzzy", "Camille", "Ahmed"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(NAMES, st.integers(0, 40), st.integers(0, 300)), max_size=40),
    st.lists(
        st.tuples(st.sampled_from((F, M, None)), st.one_of(st.none(), st.integers(0, 99))),
        max_size=8,
    ),
)
def test_all_have_a_voice_of_their_own(
    people: list[tuple[str, int, int]], palette: list[tuple[Gender | None, int | None]]
) -> None:
    speeches = [(f"{first} N{number}", words) for first, number, words in people]
    voices = tuple(voice(f"v{n}", gender, pitch) for n, (gender, pitch) in enumerate(palette))
    cast = make_cast(debate(*speeches), NARRATOR, voices)
    assert cast == make_cast(debate(*speeches), NARRATOR, voices)
    assert [part.speaker for part in cast.parts] == list(dict.fromkeys(n for n, _ in speeches))
    narrator = (NARRATOR.engine_voice, NARRATOR.pitch, NARRATOR.rate)
    heard = sounds(cast)
    assert narrator not in heard
    if not any("exactly the same voice" in note for note in cast.notes):
        assert len(set(heard)) == len(heard)
    by_id = {part.voice.id: part.voice for part in cast.parts}
    assert all(by_id[part.voice.id] == part.voice for part in cast.parts)
    for part in cast.parts:
        assert part.voice.pitch is None or 0 <= part.voice.pitch <= 99
        if part.gender and any(v.gender is part.gender for v in voices):
            assert part.voice.gender in (part.gender, None)


def with_wishes(**wishes: str) -> Debate:
    made = debate(*((name, 10) for name in wishes))
    speakers = tuple(Speaker(name, voice=wish) for name, wish in wishes.items())
    return replace(made, speakers=speakers)


def test_a_gender_that_a_person_wrote_down_decides() -> None:
    cast = make_cast(with_wishes(Zork="female", Blip="Male"), NARRATOR, PALETTE)
    assert [part.voice.name for part in cast.parts] == ["Anna", "Bruno"]


def test_a_voice_that_a_person_asked_for_is_theirs_alone() -> None:
    cast = make_cast(with_wishes(Anna="carla", Blip="female"), NARRATOR, PALETTE)
    assert [part.voice.name for part in cast.parts] == ["Carla", "Anna"]
    assert cast.parts[0].reason.endswith("the voice asked for")


def test_a_voice_that_there_is_not_is_told() -> None:
    cast = make_cast(with_wishes(Anna="Personne"), NARRATOR, PALETTE)
    assert any("no voice “Personne” for Anna" in note for note in cast.notes)


def test_the_civility_tells_the_gender_of_dominique() -> None:
    made = replace(debate(("Dominique", 10)), speakers=(Speaker("Dominique", civility="Mme"),))
    assert make_cast(made, NARRATOR, PALETTE).parts[0].gender is F


# --- voices apart -----------------------------------------------------------------------------

WOMEN = tuple(voice(f"w{number}", F) for number in range(1, 7))
MEN = tuple(voice(f"m{number}", M) for number in range(1, 7))


def on_a_line(places: dict[Voice, float]) -> Distances:
    """Voices as far from each other as these numbers are."""
    return Distances(
        {
            frozenset((fingerprint(one), fingerprint(other))): abs(places[one] - places[other])
            for one in places
            for other in places
            if one is not other
        }
    )


LINE = on_a_line({NARRATOR: 0.0, WOMEN[0]: 20.0, WOMEN[1]: 21.0, WOMEN[2]: 24.0, WOMEN[3]: 29.0})


def test_the_voices_in_use_are_those_furthest_apart() -> None:
    made = debate(("Claire A", 9), ("Sophie B", 9), ("Anne C", 9))
    cast = make_cast(made, NARRATOR, WOMEN[:4], LINE)
    assert {part.voice for part in cast.parts} == {WOMEN[0], WOMEN[2], WOMEN[3]}
    # With as many people as voices there is nothing to choose.
    made = debate(("Claire A", 9), ("Sophie B", 9), ("Anne C", 9), ("Julie D", 9))
    assert {p.voice for p in make_cast(made, NARRATOR, WOMEN[:4], LINE).parts} == set(WOMEN[:4])


def test_people_who_follow_each_other_are_not_neighbours_in_sound() -> None:
    # Claire and Sophie talk to each other; Anne comes at the end. 20 and 21 are the closest.
    made = debate(*[("Claire A", 9), ("Sophie B", 9)] * 12, ("Julie D", 9), ("Anne C", 9))
    cast = make_cast(made, NARRATOR, WOMEN[:4], LINE)
    pair = {voice_of(cast, "Claire A"), voice_of(cast, "Sophie B")}
    assert LINE.between(*pair) > 4
    queue = make_cast(made, NARRATOR, WOMEN[:4], EVEN)
    assert {voice_of(queue, "Claire A"), voice_of(queue, "Sophie B")} == set(WOMEN[:2])


def test_a_wish_is_kept_and_the_others_keep_away_from_it() -> None:
    made = replace(
        debate(("Claire A", 9), ("Sophie B", 9)),
        speakers=(Speaker("Claire A", voice="W2"), Speaker("Sophie B")),
    )
    cast = make_cast(made, NARRATOR, WOMEN[:4], LINE)
    assert voice_of(cast, "Claire A") is WOMEN[1]
    assert voice_of(cast, "Sophie B") is WOMEN[3]


def test_who_is_heard_beside_whom() -> None:
    heard = turn_statistics(debate(("A", 70), ("B", 600), ("A", 10), ("A", 1), ("C", 5)))
    assert heard.follows == {frozenset("AB"): 2, frozenset("AC"): 1}
    assert heard.words == {"A": 81, "B": 600, "C": 5}
    assert heard.nearness("A", "B") == 1 + (2 + 2) / 8
    assert heard.nearness("B", "A") == heard.nearness("A", "B")
    assert heard.nearness("B", "C") == 1 + 1 / 8
    assert heard.nearness("A", None) == 1 + (2 + 2) / 8


@st.composite
def measured(draw: st.DrawFn) -> Distances:
    everyone = [NARRATOR, *WOMEN, *MEN]
    pairs = [(a, b) for place, a in enumerate(everyone) for b in everyone[:place]]
    values = draw(st.lists(st.integers(10, 99), min_size=len(pairs), max_size=len(pairs)))
    return Distances(
        {
            frozenset((fingerprint(a), fingerprint(b))): value / 10
            for (a, b), value in zip(pairs, values, strict=True)
        }
    )


TALK = st.lists(
    st.tuples(
        st.sampled_from(("Claire A", "Sophie B", "Anne C", "Paul D", "Marc E", "Jean F")),
        st.integers(1, 400),
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(TALK, measured())
def test_the_smallest_distance_is_never_less_than_first_come(
    talk: list[tuple[str, int]], distances: Distances
) -> None:
    made = debate(*talk)
    least = []
    for known in (distances, EVEN):
        cast = make_cast(made, NARRATOR, (*WOMEN, *MEN), known)
        assert cast == make_cast(made, NARRATOR, (*WOMEN, *MEN), known)
        heard = [NARRATOR, *(part.voice for part in cast.parts)]
        assert len(set(heard)) == len(heard)
        assert all(part.voice.gender is part.gender for part in cast.parts)
        least.append(min(distances.between(a, b) for n, a in enumerate(heard) for b in heard[:n]))
    assert least[0] >= least[1]


@settings(max_examples=60, deadline=None)
@given(TALK, measured(), st.integers(0, 29))
def test_words_that_pass_no_power_move_nobody(
    talk: list[tuple[str, int]], distances: Distances, where: int
) -> None:
    before = debate(*talk)
    heard = turn_statistics(before)
    place = where % len(talk)
    name, words = talk[place]
    total = heard.words[name]
    room = (1 << total.bit_length()) - 1 - total
    after = debate(*talk[:place], (name, words + room), *talk[place + 1 :])
    voices = (*WOMEN, *MEN)
    assert make_cast(after, NARRATOR, voices, distances) == make_cast(
        before, NARRATOR, voices, distances
    )


def test_variations_are_of_the_voices_of_those_who_say_least() -> None:
    women = ("Claire A", "Sophie B", "Anne C", "Julie D", "Marie E")
    made = debate(*((name, 2000 >> place) for place, name in enumerate(women)))
    cast = make_cast(made, NARRATOR, WOMEN[:4], LINE)
    assert len({part.voice for part in cast.parts}) == 5
    last = voice_of(cast, "Marie E")
    assert last.engine_voice == voice_of(cast, "Julie D").engine_voice
    assert "Julie D and Marie E share a timbre" in cast.notes[0]


def test_two_hundred_people_with_measured_voices() -> None:
    crowd = debate(*((f"{name} N{n}", 5) for n in range(100) for name in ("Claire", "Paul")))
    cast = make_cast(crowd, NARRATOR, (*WOMEN, *MEN), LINE)
    assert len({part.voice for part in cast.parts}) == 200


def test_who_is_many_has_a_voice_that_nobody_has_and_sounds_like_several() -> None:
    said = debate(("Le public", 900), ("Paul Petit", 9), ("Plusieurs députés", 5), ("Marc Roy", 8))
    cast = make_cast(said, NARRATOR, PALETTE)
    crowd, paul, deputies, marc = (part.voice for part in cast.parts)
    assert (paul.id, marc.id) == ("fr-bruno", "fr-david")  # people are served first
    assert crowd.many and deputies.many and not paul.many
    assert len({voice.engine_voice for voice in (crowd, paul, deputies, marc)}) == 4
    few = make_cast(said, NARRATOR, PALETTE[:1])
    assert len(set(sounds(few))) == 4
    assert not any("share a timbre" in note and "public" in note for note in few.notes)


def test_a_voice_that_somebody_wrote_down_is_one_voice_even_of_many() -> None:
    said = debate(("Le public", 9), ("Paul Petit", 9))
    asked = replace(said.speakers[0], voice="Anna")
    cast = make_cast(replace(said, speakers=(asked, said.speakers[1])), NARRATOR, PALETTE)
    assert voice_of(cast, "Le public") == PALETTE[0]


def test_an_office_whose_gender_is_not_told_is_in_the_notes() -> None:
    cast = make_cast(debate(("Une voix", 9), ("Le public", 9)), NARRATOR, PALETTE)
    assert any("Une voix" in note and "gender" in note for note in cast.notes)
    assert not any("Le public" in note for note in cast.notes)


def test_initials_have_the_gender_of_the_name_that_is_said() -> None:
    made = debate(("JP", 40), ("ZK", 40), ("MD", 40))
    said = "Merci à Jeanne Petit, et à Jeanne Petit encore, comme à Jean Poulain."
    first = replace(made.turns[0], paragraphs=(Paragraph(said, 1),))
    cast = make_cast(replace(made, turns=(first, *made.turns[1:])), NARRATOR, PALETTE, EVEN)
    assert [part.gender for part in cast.parts] == [F, None, None]
