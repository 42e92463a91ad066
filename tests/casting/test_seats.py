from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from podcast.audio.clip import MIDDLE
from podcast.casting.seats import WIDTH, seats
from podcast.model import Debate, Speaker
from tests.conftest import debate_of


def led_by(debate: Debate, name: str) -> Debate:
    speakers = tuple(Speaker(s.name, moderator=s.name == name) for s in debate.speakers)
    return replace(debate, speakers=speakers)


def order(names: str) -> Debate:
    return debate_of(*((name, "Oui.") for name in names))


def test_who_leads_sits_in_the_middle_and_neighbours_in_time_apart() -> None:
    pans = seats(led_by(order("MABABABMCACM"), "M"))
    assert pans["M"] == MIDDLE
    assert {pans["A"], pans["B"]} == {WIDTH, -WIDTH}
    assert pans["C"] == 0


def test_few_people() -> None:
    assert list(seats(order("AB")).values()) == [-WIDTH, WIDTH]
    assert list(seats(order("A")).values()) == [MIDDLE]
    assert list(seats(led_by(order("MAM"), "M")).values()) == [MIDDLE, WIDTH / 2]


def test_whoever_is_listed_and_silent_takes_no_seat() -> None:
    debate = order("AB")
    debate = replace(debate, speakers=(*debate.speakers, Speaker("Z")))
    assert list(seats(debate)) == ["A", "B"]


@given(st.text("ABCDEFGHIJKLM", min_size=1, max_size=40))
def test_everybody_has_a_seat_of_their_own_within_the_width(names: str) -> None:
    found = seats(order(names))
    assert set(found) == set(names)
    assert len(set(found.values())) == len(found)
    assert all(-WIDTH <= pan <= WIDTH for pan in found.values())
    assert found == seats(order(names))


def test_a_parliament_is_seated() -> None:
    names = [f"Person {number * 7 % 120}" for number in range(360)]
    assert len(seats(debate_of(*((name, "Oui.") for name in names)))) == 120
