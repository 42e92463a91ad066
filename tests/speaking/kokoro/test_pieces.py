import itertools

from hypothesis import given
from hypothesis import strategies as st

from podcast.speaking.kokoro.phonemes import Clause
from podcast.speaking.kokoro.pieces import FEWEST, MOST, length, pieces_of, text_of

CLAUSES = st.lists(
    st.builds(
        Clause,
        st.just(0),
        st.text("abc ", min_size=1, max_size=450)
        .map(lambda text: " ".join(text.split()))
        .filter(bool),
        st.sampled_from([".", ",", "", "?"]),
        st.booleans(),
    ),
    max_size=12,
)


def sentence(signs: int, mark: str = ".", *, opens: bool = True) -> Clause:
    return Clause(0, "a" * (signs - len(mark)), mark, opens)


@given(CLAUSES)
def test_all_is_said_in_order_and_in_pieces_that_are_not_too_long(clauses: list[Clause]) -> None:
    pieces = pieces_of(clauses)
    flat = [clause for piece in pieces for clause in piece]
    assert "".join(c.signs + c.mark for c in flat).replace(" ", "") == "".join(
        c.signs + c.mark for c in clauses
    ).replace(" ", "")
    assert all(length(piece) == len(text_of(piece)) <= MOST for piece in pieces)
    assert sum(clause.opens for clause in flat) == sum(clause.opens for clause in clauses)


def test_a_short_sentence_goes_with_its_neighbours() -> None:
    assert len(pieces_of([sentence(4), sentence(120)])) == 1
    assert len(pieces_of([sentence(120), sentence(4), sentence(130)])) == 2


def test_cuts_are_where_sentences_end() -> None:
    clauses = [sentence(60), sentence(50), sentence(60, ","), sentence(60, opens=False)]
    assert [len(piece) for piece in pieces_of(clauses)] == [2, 2]


def test_what_has_no_punctuation_is_cut_between_words() -> None:
    clause = Clause(0, " ".join(["abcdefghi"] * 50), ".", True)
    pieces = pieces_of([clause])
    assert all(FEWEST < length(piece) <= MOST for piece in pieces)
    assert [piece[-1].mark for piece in pieces] == [*[""] * (len(pieces) - 1), "."]


def test_a_small_word_is_not_cut_from_what_follows() -> None:
    words = "yn vil sˈalm e də ʁˈyz etʁwˈat u le vwazˈɛ̃ sə paʁlˈɛ syʁ la plˈas"
    clause = Clause(0, " ".join([words] * 5), ".", True)
    pieces = pieces_of([clause])
    assert len(pieces) > 2
    for piece, following in itertools.pairwise(pieces):
        last, first = piece[-1].signs.split()[-1], following[0].signs.split()[0]
        assert "ˈ" in last
        assert "ˈ" not in first
