from podcast.speaking.verify import plausible_seconds


def test_a_word_without_end_is_cut_by_the_engine_and_no_fault() -> None:
    assert plausible_seconds("y" * 5000, 170)[0] < 2
    # What has ends is said whole.
    assert plausible_seconds("un mot " * 700, 170)[0] > 50
