"""Which language a transcript is in: told by its commonest words, or by a model of 97 languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from py3langid.langid import classify

from podcast.reading import read_debate
from podcast.reading.language import detect_language, language_of, plain_language

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "episodes" / "demo" / "demo.txt"
# The Universal Declaration of Human Rights (United Nations), from its preamble.
DECLARED = {
    "fr": "Considérant que dans la Charte les peuples des Nations Unies ont proclamé à nouveau leur"
    " foi dans les droits fondamentaux de l'homme, dans la dignité et la valeur de la personne"
    " humaine, dans l'égalité des droits des hommes et des femmes, et qu'ils se sont déclarés"
    " résolus à favoriser le progrès social.",
    "en": "Whereas the peoples of the United Nations have in the Charter reaffirmed their faith in"
    " fundamental human rights, in the dignity and worth of the human person and in the equal"
    " rights of men and women and have determined to promote social progress.",
    "de": "Da die Völker der Vereinten Nationen in der Charta ihren Glauben an die grundlegenden"
    " Menschenrechte, an die Würde und den Wert der menschlichen Person und an die"
    " Gleichberechtigung von Mann und Frau erneut bekräftigt haben.",
    "es": "Considerando que los pueblos de las Naciones Unidas han reafirmado en la Carta su fe en"
    " los derechos fundamentales del hombre, en la dignidad y el valor de la persona humana y en la"
    " igualdad de derechos de hombres y mujeres.",
    "it": "Considerato che il riconoscimento della dignità inerente a tutti i membri della famiglia"
    " umana e dei loro diritti, uguali ed inalienabili, costituisce il fondamento della libertà,"
    " della giustizia e della pace nel mondo.",
    "pt": "Considerando que, na Carta, os povos das Nações Unidas proclamam, de novo, a sua fé nos"
    " direitos fundamentais dos seres humanos, na dignidade e no valor da pessoa humana, na"
    " igualdade de direitos dos homens e das mulheres.",
    "nl": "Overwegende, dat de volkeren van de Verenigde Naties in het Handvest hun vertrouwen in"
    " de fundamentele rechten van de mens, in de waardigheid en de waarde van de mens en in de"
    " gelijke rechten van mannen en vrouwen opnieuw hebben bevestigd.",
    "ca": "Considerant que els pobles de les Nacions Unides han ratificat en la Carta llur fe en"
    " els drets humans fonamentals, en la dignitat i el valor de la persona humana i en la igualtat"
    " de dret d'homes i dones; i que han decidit de promoure el progrés social.",
    "ro": "Considerând că în Cartă popoarele Organizației Națiunilor Unite au proclamat din nou"
    " credința lor în drepturile fundamentale ale omului, în demnitatea și în valoarea persoanei"
    " umane, drepturi egale pentru bărbați și femei.",
    "la": "Gentium Coniunctarum perspecto et cognito nationes in Constitutione propria iuribus"
    " hominis praecipuis fidem se habere confirmavisse, ipsius hominis dignitati et virtuti, aequis"
    " inter homines, vel virum vel mulierem, iuribus.",
}


def long(*languages: str) -> str:
    """More than 3,000 characters of each language, one after the other."""
    return " ".join(" ".join([DECLARED[language]] * 20) for language in languages)


@pytest.mark.parametrize("language", DECLARED)
def test_each_language_is_told_as_what_it_is(language: str) -> None:
    assert detect_language(DECLARED[language]) == language
    assert detect_language(long(language)) == language


ENGLISH = """
Thank you all for coming out on a night when the rain would have kept most of us at home. We are
here to talk about the bridge, and I want to begin with what we know. It was built for carts and
for cattle, and there are now more than two thousand cars on it each day. The engineers who looked
at it in the spring told us that it can stay open for another three years if nothing heavier than a
van goes over it, and that after this they will not put their names to it. That is not what anybody
in this room wanted to hear, but it is what they said, and I do not think that we should pretend
otherwise. So what can we do? There are three ways to go about it, and each of them has its price.
The first is to mend what is there. It would take a year and a half, and while it is done the only
way over the river is by the mill, which is eleven miles out of your way and back again. If you run
a shop on the square you know what that would do to you, and I have had letters from most of those
shops about it. The second is to build a new bridge beside the old one. We could do that without
closing the road, but it would go through the orchard, and the people whose orchard it is have been
there for as long as the bridge has. They are not against it, they say, but they would like to know
where their trees are to go, and nobody at the county has been able to tell them. The third is to do
nothing, which is what we did when the question was put to us ten years ago, and you can see where
that has brought us. I would rather not have that on my conscience a second time. What I ask of you
tonight is not a vote. It is that you tell us what you would miss, and what you could live without,
so that the plan we take to the county is your plan and not only ours. Some of you have written to
me that the old bridge should be kept for those who walk and for those on bicycles, whatever else is
done, and I think that this is a fine idea, though somebody will have to pay for it. Others have
asked why the lorries from the quarry cannot take the valley road, which was made for them. They
could, and they did until the fence was put up; we are in touch with the owner about that. And there
was a question from the school that I liked very much: if the bridge has to be closed, who will see
to it that the children from the other side are not late in the morning? I do not have an answer to
that one yet, but I promise that there will be one before anything is closed. Now I have talked for
long enough, and there are people here who know more about it than I do. If you would like to speak,
please say who you are and where you live, so that those who could not come will know from the notes
what was said and by whom. We will go on until ten, and then we will all go home and get dry.
Before we begin, let me thank the caretaker, who has kept this hall warm for us, and those who have
made the tea. There are forms by the door for anyone who would rather write to us than speak, and
they can be left with her until the end of the week; we will read every one of them.
"""


def speech(language: str) -> str:
    """Some pages of what people say."""
    if language == "en":
        return " ".join(ENGLISH.split())
    turns = read_debate(DEMO, language="fr").turns
    return " ".join(paragraph.text for turn in turns for paragraph in turn.paragraphs)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_plain_french_and_english_are_told_without_the_model(language: str) -> None:
    assert plain_language(speech(language)) == language


@pytest.mark.parametrize("other", DECLARED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_in_two_languages_is_not_plain(language: str, other: str) -> None:
    if other == language:
        return
    text = speech(language)
    half = len(text) // 2
    for mixed in (
        f"{text} {long(other)}",
        f"{long(other)} {text}",
        f"{text[:half]} {long(other)} {text[half:]}",
    ):
        assert plain_language(mixed) is None


@pytest.mark.parametrize("other", DECLARED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_sentence_by_sentence_it_is_what_the_model_says(language: str, other: str) -> None:
    starts = range(0, 4000, 200)
    mixed = " ".join(f"{speech(language)[at : at + 200]} {DECLARED[other]}" for at in starts)
    assert plain_language(mixed) in (None, classify(mixed)[0])


@pytest.mark.parametrize("language", DECLARED)
def test_one_sentence_again_and_again_is_not_plain(language: str) -> None:
    assert plain_language(long(language)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        speech("fr")[:2500],
        speech("fr").upper(),
        "« Bonjour » 12 % " * 400,
        "人人生而自由" * 200 + speech("fr"),
        "Все люди рождаются свободными. " * 60 + speech("en"),
    ],
)
def test_what_is_short_or_strange_is_left_to_the_model(text: str) -> None:
    assert plain_language(text) is None


def test_the_model_is_not_loaded_where_the_language_is_plain() -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from podcast.reading import read_debate\n"
        f"print(read_debate(Path({str(DEMO)!r})).language, 'py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["fr", "False"]


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("declared", ["fr", "en", "de"])
def test_what_a_page_declares_is_not_believed_against_all_words(code: str, declared: str) -> None:
    assert language_of(speech(code)[:1_200], declared) == code
    assert language_of("Oui.", declared) == declared


@pytest.mark.parametrize("code", ["de", "nl"])
def test_what_a_page_declares_is_believed_where_words_tell_nothing(code: str) -> None:
    assert language_of(DECLARED[code] * 3, code) == code
