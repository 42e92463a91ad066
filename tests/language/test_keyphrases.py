"""A topic is a whole phrase of the text, which tells it from the others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.language.keyphrases import Excerpt, topics_of
from podcast.language.nounphrases import noun_phrases

BRIDGE = (
    "Le vieux pont tremble. Nous avons demandé une étude du trafic, et l'étude du trafic montre "
    "que les camions passent la nuit."
)
POOL = (
    "La piscine municipale ferme le lundi. Les enfants aiment la piscine municipale, et les "
    "maîtres-nageurs la défendent."
)
MARKET = "Au marché couvert, les maraîchers vendent leurs légumes. Le marché couvert a cent ans."


def topics(
    texts: tuple[str, ...], language: str, *, max_chars: int, names: tuple[str, ...] = ()
) -> tuple[str | None, ...]:
    """The best phrase of each text, None where it has none."""
    excerpts = tuple(Excerpt(text, max_chars) for text in texts)
    found = topics_of(excerpts, language, names=names)
    return tuple(topic.phrases[0] if topic.phrases else None for topic in found)


def phrases(text: str, language: str = "fr", *names: str) -> set[str]:
    plain = frozenset(name.lower() for name in names)
    return {phrase.text for phrase in noun_phrases(text, language, plain)}


def test_each_text_has_what_tells_it_from_the_others() -> None:
    assert topics((BRIDGE, POOL, MARKET), "fr", max_chars=40) == (
        "étude du trafic",
        "piscine municipale",
        "marché couvert",
    )


def test_half_of_a_name_is_no_topic() -> None:
    text = "We met at Valbrune High School. Valbrune High School is big."
    assert topics((text, "The harbour is old.", "The tower is tall."), "en", max_chars=18) == (
        None,
        None,
        None,
    )


def test_a_second_phrase_is_a_good_one() -> None:
    text = (
        "Nous aimons la piscine municipale. La piscine municipale ouvre. "
        + "Elle est là et nous y allons. " * 40
        + "On voit un rassemblement considérable."
    )
    excerpts = tuple(Excerpt(one, 60) for one in (text, BRIDGE, MARKET))
    assert topics_of(excerpts, "fr")[0].phrases == ("piscine municipale",)


def test_a_second_phrase_is_no_item_of_a_list_and_nothing_that_all_speak_of() -> None:
    mill = "Le moulin à marée broie le grain. Le moulin à marée tourne la nuit. "
    listed = "Il vaut un réseau de canaux, un réseau de poteries, et un réseau de lavandières. "
    river = "La rivière profonde monte encore. La rivière profonde monte. "
    excerpts = tuple(
        Excerpt(one, 60) for one in (mill + listed + river, BRIDGE + river, MARKET + river)
    )
    first, *others = topics_of(excerpts, "fr")
    assert first.phrases[:1] == ("moulin à marée",)
    assert not any("réseau" in phrase for phrase in first.phrases)
    assert not any("rivière" in phrase for one in (first, *others) for phrase in one.phrases[1:])


def test_no_phrase_is_given_twice() -> None:
    found = topics((POOL, POOL, POOL), "fr", max_chars=40)
    given_out = [topic for topic in found if topic]
    assert "piscine municipale" in given_out
    assert len(given_out) == len(set(given_out))


def test_it_fits_the_room_there_is() -> None:
    (topic,) = topics((BRIDGE,), "fr", max_chars=8)
    assert topic is None or len(topic) <= 8


def test_what_says_nothing_has_no_topic() -> None:
    texts = ("Merci beaucoup.", "Oui !", "C'est un point, un exemple, une question.", "")
    assert topics(texts, "fr", max_chars=40) == (None,) * 4
    assert topics(("Yeah, of course.", "Wow!"), "en", max_chars=40) == (None, None)


def test_people_are_no_topic() -> None:
    texts = ("La parole est à Zoé PONTIER, la Pontier du port. Zoé PONTIER, merci.",)
    (topic,) = topics(texts, "fr", max_chars=40, names=("Zoé Pontier",))
    assert topic is None or "pontier" not in topic.lower()


def test_a_language_without_rules_has_no_topics() -> None:
    assert topics(("Der Bahnhof ist alt.",), "de", max_chars=40) == (None,)


@pytest.mark.parametrize(
    ("text", "whole", "broken"),
    [
        # A finite verb, a participle with what it governs, an inverted verb are no adjectives.
        ("Les données circulent.", "données", "données circulent"),
        ("La commune explique tout.", "commune", "commune explique"),
        ("C'est une étude menée à Lyon.", "étude", "étude menée"),
        ("Les villes sont-elles prêtes ?", "villes", "villes sont-elles"),
        # Adjectives agree.
        ("Nos lampes orangées sont là.", "lampes orangées", "lampes orangée"),
        ("Le conseil municipal vote.", "conseil municipal", "conseil municipal vote"),
        # Complements are whole.
        ("La qualité de l'eau baisse.", "qualité de l'eau", "qualité de l'eau baisse"),
        ("On perd l'accès aux soins.", "accès aux soins", "accès aux"),
        ("Voici une charte d'usage.", "charte d'usage", "charte d'"),
        ("Un délai de 3 à 5 ans.", "", "délai de 3 à"),
        # A measure has its unit; a year is none.
        ("Une semaine de 4 jours.", "semaine de 4 jours", "semaine de 4"),
        ("Une dette de 115 pour cent.", "", "dette de 115 pour"),
        ("Les vergers de 2023 gèlent.", "", "vergers de 2023 gèlent"),
        ("Vos projets tels que je les lis.", "projets", "projets tels"),
        ("Mme Le Sourd parle de Le Sourd.", "", "Sourd"),
        # Infinitives, pronouns and gerunds start nothing.
        ("Il faut la développer vite.", "", "développer"),
        ("Nous la voyons.", "", "voyons"),
        ("On avance en marchant.", "", "marchant"),
        ("Il travaille pour éteindre les lampes.", "lampes", "éteindre"),
    ],
)
def test_french_phrases_are_whole(text: str, whole: str, broken: str) -> None:
    found = phrases(text)
    assert whole in found or not whole
    assert broken not in found


@pytest.mark.parametrize(
    ("text", "whole", "broken"),
    [
        ("We need a night bus.", "night bus", "need a night bus"),
        ("The price of the ticket went up.", "price of the ticket", "ticket went"),
        ("They run public libraries.", "public libraries", "run public libraries"),
        ("The new library is really beautiful.", "library", "library is really beautiful"),
        ("People who drive electric cars.", "electric cars", "drive electric cars"),
        ("It is independent of the town.", "town", "independent of the town"),
        ("The bridge, which precedes the harbour.", "harbour", "precedes"),
        # What is never a noun ends nothing.
        ("The harbour tower succeeds.", "harbour tower", "harbour tower succeeds"),
        ("Look at the price of rope onto ships.", "price of rope", "price of rope onto"),
    ],
)
def test_english_phrases_are_whole(text: str, whole: str, broken: str) -> None:
    found = phrases(text, "en")
    assert whole in found
    assert broken not in found


def test_the_first_letter_keeps_its_natural_case() -> None:
    assert "CNIL" in phrases("La CNIL veille.")
    assert "Conseil national" in phrases("Le Conseil national décide.")
    assert "Night buses" not in phrases("Night buses are late.", "en")


def test_marks_links_and_asides_are_no_part_of_a_phrase() -> None:
    text = r"\[12:30\] Le [rapport annuel](http://x.org/a) du **port** (rires dans la salle)."
    found = phrases(text)
    assert "rapport annuel du port" in found
    assert not any(sign in phrase for phrase in found for sign in "[]()*/")
    assert not any("salle" in phrase for phrase in found)


PIECES = st.sampled_from(
    """le la l' les un une des du de d' à au en pour et qui nous ne est sont ville villes
    lumière eau communes municipale publics éclairer parle rapidement IA CNIL Lyon 2024 12 . , ?
    « » ( ) [ ] | — … the of night bus buses we need running really""".split()
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(PIECES, max_size=40).map(" ".join), max_size=5),
    st.sampled_from(("fr", "en")),
    st.integers(0, 45),
)
def test_topics_are_found_in_their_text(texts: list[str], language: str, room: int) -> None:
    found = topics(tuple(texts), language, max_chars=room)
    assert found == topics(tuple(texts), language, max_chars=room)
    assert len(found) == len(texts)
    given_out = [topic for topic in found if topic is not None]
    assert len(given_out) == len(set(given_out))
    for text, topic in zip(texts, found, strict=True):
        if topic is not None:
            assert 0 < len(topic) <= room
            assert 1 <= len(topic.split()) <= 5
            assert topic.lower() in " ".join(text.lower().split())


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4), st.sampled_from(("fr", "en", "xx")))
def test_any_text_will_do(texts: list[str], language: str) -> None:
    assert len(topics(tuple(texts), language, max_chars=40, names=("", "A b"))) == len(texts)


def test_what_is_denied_or_compared_is_no_topic() -> None:
    text = (
        "Nous ne parlons pas de la piscine municipale. C'est comme un marché couvert, par exemple. "
        "Le budget communal baisse, et le budget communal est voté."
    )
    assert topics((text, POOL, MARKET), "fr", max_chars=40)[0] == "budget communal"


def test_a_thing_is_named_without_an_article() -> None:
    text = "L'idée de faire Café Pont plaît. Il faut lancer Café Pont partout, Café Pont vivra."
    assert "Café Pont" in phrases(text)


def test_a_short_answer_has_the_subject_of_its_question() -> None:
    question = "Bonsoir. Quelle est votre définition du service public ?"
    answers = tuple(
        Excerpt(text, 40, question=question, title=text)
        for text in ("Je ne sais pas trop.", "Ma définition du service public ? Tout le monde.")
    )
    found = [topic.phrases[0] for topic in topics_of(answers, "fr")]
    assert found == ["définition du service public"] * 2


def test_one_word_is_too_little_in_english() -> None:
    texts = ("I fixed a bug.", "The pool opens. The pool closes.", "The old market hall burnt.")
    assert topics(texts, "en", max_chars=40)[:2] == (None, None)
