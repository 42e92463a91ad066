"""Themes hold all of a debate, say why, and obey whoever fixes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.cli import cli
from podcast.model import Debate, Heading
from podcast.themes import FixedTheme, Thesaurus, ThesaurusError, find_themes, load_thesaurus
from podcast.themes.evidence import telling
from podcast.themes.stems import Terms, tokens
from podcast.themes.structure import is_procedural
from tests.conftest import DEMO, debate_of

SCHOOL = "Les élèves du lycée et leurs professeurs demandent une autre pédagogie à l'école. " * 14
HOSPITAL = (
    "À l'hôpital, les infirmiers et les médecins soignent chaque patient et sa maladie. " * 14
)
FIELD = "Les agriculteurs sèment le blé, les éleveurs mènent le bétail, sans pesticides. " * 14


def sample() -> Debate:
    return debate_of(
        ("Ann", "Bonjour à tous, merci d'être là."),
        ("Bob", f"{SCHOOL}\n{HOSPITAL}"),
        ("Cat", FIELD),
        ("Ann", "Qu'en est-il des écoles ?"),
        ("Bob", SCHOOL),
        ("Cat", HOSPITAL),
    )


def titles(debate: Debate, **asked: object) -> list[str]:
    return [theme.title for theme in find_themes(debate, **asked).themes]  # type: ignore[arg-type]


def test_passages_not_turns_and_by_first_appearance() -> None:
    found = find_themes(sample())
    assert [theme.title for theme in found.themes] == [
        "Éducation",
        "Santé",
        "Agriculture et alimentation",
    ]
    school = found.themes[0]
    places = [(p.passage.turn, p.passage.first, p.passage.last) for p in school.passages]
    assert places == [(2, 1, 1), (4, 1, 1), (5, 1, 1)]
    assert school.passages[2].question == 4
    assert "élèves" in school.passages[0].words


def test_greetings_are_no_theme() -> None:
    hello = "Bonjour et merci, merci beaucoup, la parole est à vous, merci à tous, bonne soirée."
    assert titles(debate_of(("Ann", hello), ("Bob", hello), ("Ann", hello))) == []


def test_a_person_fixes_themes_by_words_and_by_lines() -> None:
    debate = sample()
    line = debate.turns[2].paragraphs[0].line
    fixed = (
        FixedTheme("Les champs", lines=((line, line),)),
        FixedTheme("Nos soignants", words=("infirmière",)),
        FixedTheme("Jamais dit", words=("sous-marin",)),
    )
    found = find_themes(debate, fixed=fixed, banned=frozenset({"sante"}))
    plan = {theme.title: theme for theme in found.themes if theme.source == "plan"}
    assert set(plan) == {"Les champs", "Nos soignants"}
    assert [p.passage.turn for p in plan["Les champs"].passages] == [3]
    assert [p.words for p in plan["Nos soignants"].passages] == [("infirmiers",)] * 2
    assert "Santé" not in {theme.title for theme in found.themes}


def test_headings_and_announced_rounds_are_themes() -> None:
    debate = debate_of(
        ("Ann", "Première table ronde : la souveraineté alimentaire. Bob, est-ce possible ?"),
        ("Bob", FIELD),
        ("Cat", FIELD),
        ("Ann", "Passons à la question de la piscine municipale. Bob, pouvez-vous répondre ?"),
        ("Bob", f"La piscine coûte cher. {SCHOOL}"),
        ("Cat", HOSPITAL),
        ("Ann", "Revenons à nos moutons. Bob, est-ce possible ?"),
        ("Bob", SCHOOL),
        ("Ann", "Seconde table ronde : la santé au village. Cat, est-ce possible ?"),
        ("Cat", HOSPITAL * 4),
    )
    found = [theme for theme in find_themes(debate).themes if theme.source == "structure"]
    assert [theme.title for theme in found] == [
        "Souveraineté alimentaire",
        "Piscine municipale",
        "Santé au village",
    ]
    assert {p.passage.turn for p in found[1].passages} == {4, 5, 6}
    headed = replace(
        debate, headings=(Heading("Introduction", 1, 1), Heading("Les écoles de demain", 2, 5))
    )
    names = [theme.title for theme in find_themes(headed).themes if theme.source == "structure"]
    assert "Les écoles de demain" in names
    assert "Introduction" not in names


@pytest.mark.parametrize(
    "title", ["Introductions", "Q&A", "Discussion générale", "Conclusion", "Questions de la salle"]
)
def test_what_happens_is_no_theme(title: str) -> None:
    assert is_procedural(title)
    assert not is_procedural(f"{title} de l'eau potable rurale")


def test_terms_are_found_in_any_inflection_and_acronyms_in_capitals() -> None:
    terms = Terms((("transition écologique", 1), ("IA", 2), ("=commune", 3), ("écologie", 4)), "fr")

    def found(text: str) -> list[tuple[int, ...]]:
        return [values for _, values in terms.find(text, tokens(text, "fr"))]

    assert found("Les transitions écologiques de l'IA") == [(1,), (2,)]
    assert found("Il y alla, ia ! Des communs, une commune.") == [(3,)]
    assert found("L'Ecologie, la transition, écologique") == [(4,), (4,)]


def test_a_stem_is_not_enough() -> None:
    terms = Terms((("égalité", 1), ("environnement", 2), ("lycéen", 3)), "fr")
    said = "Il est également venu, environ à midi, pour l'égalité et les lycéennes."
    assert [values for _, values in terms.find(said, tokens(said, "fr"))] == [(1,), (3,)]


CHAT = "Le facteur passe devant la vieille maison bleue, puis il repart sans rien dire à personne. "


def test_what_a_debate_says_everywhere_marks_no_part_of_it() -> None:
    habit = "Mon lycée le veut ainsi."
    turns = [("AB"[n % 2], f"{CHAT * 3}{habit}{CHAT * 3}{habit}") for n in range(12)]
    assert "Éducation" not in titles(debate_of(*turns))
    assert telling({0, 2, 4, 6, 8}, 20) == 0
    assert telling({4, 5, 6, 7, 8}, 20) == 1
    assert telling({4, 5, 6, 7, 8}, 8) == 0
    assert telling({3}, 20) == 1


def test_a_word_thrown_in_is_no_theme_and_the_next_exchange_helps() -> None:
    thrown = f"{CHAT * 6}Mon lycée, mon professeur.{CHAT * 6}"
    quiet = [("AB"[n % 2], CHAT * 8) for n in range(16)]
    assert titles(debate_of(*quiet, ("A", thrown), *quiet, ("B", thrown))) == []
    debate = debate_of(*quiet, ("A", SCHOOL), ("B", thrown), ("A", SCHOOL), *quiet)
    [school] = [theme for theme in find_themes(debate).themes if theme.title == "Éducation"]
    assert {p.passage.turn for p in school.passages} == {17, 18, 19}


def test_a_theme_needs_one_exchange_that_is_wholly_about_it() -> None:
    half = f"{CHAT * 2}Mon lycée est fermé, et mes élèves sont tristes. {CHAT * 2}"
    quiet = [("AB"[n % 2], CHAT * 8) for n in range(10)]
    many = [("AB"[n % 2], half) for n in range(9)]
    assert titles(debate_of(*quiet, *many, *quiet)) == []
    whole = find_themes(debate_of(*quiet, *many, *quiet, ("A", SCHOOL), *quiet)).themes
    assert [len(theme.passages) for theme in whole] == [9]
    # What the debate hardly comes back to, it needs to say more clearly.
    long = quiet * 3
    few = debate_of(*long, ("A", half), ("B", half), *long, ("A", SCHOOL), *long, ("B", SCHOOL))
    [theme] = find_themes(few).themes
    assert [one.passage.turn for one in theme.passages] == [63, 94]


def test_which_headings_are_themes() -> None:
    debate = debate_of(*(("Ada Roy" if n % 2 else "Bob Lévy", CHAT * 6) for n in range(10)))

    def headed(*headings: tuple[str, int]) -> list[str]:
        found = replace(debate, headings=tuple(Heading(text, 1, turn) for text, turn in headings))
        return [one.title for one in find_themes(found).themes if one.source == "structure"]

    assert headed(("La tournée du facteur", 5)) == []  # alone, it parts nothing
    parts = (("La tournée du facteur", 3), ("Le prix du timbre", 7))
    assert headed(*parts) == ["La tournée du facteur", "Le prix du timbre"]
    assert headed(("Lots", 1), ("Lots", 3), ("Lots", 5), *parts[1:]) == [parts[1][0]]  # a formula
    assert headed(("Loi", 3), *parts) == ["La tournée du facteur", "Le prix du timbre"]
    assert headed(("Mme Ada Roy", 1), ("Question de M. Lévy à Mme Roy", 3), *parts[1:]) == [
        parts[1][0]
    ]
    assert headed(("Et là, le facteur a vu que…", 3), *parts[1:]) == [parts[1][0]]  # it breaks off
    assert headed(("Le prix du timbre", 1), ("La tournée du facteur", 9)) == [parts[0][0]]


def test_a_phrase_that_comes_anywhere_is_a_formula() -> None:
    said = "La caisse de résonance est là. La caisse de résonance est belle. "
    rest = [CHAT * 8] * 24

    def debate(places: tuple[int, ...]) -> Debate:
        texts = [said * 2 + text if n in places else text for n, text in enumerate(rest)]
        return debate_of(*(("AB"[n % 2], text) for n, text in enumerate(texts)))

    assert "Caisse de résonance" in titles(debate((4, 5, 6)))
    assert "Caisse de résonance" not in titles(debate((2, 9, 17)))


def test_a_thesaurus_that_is_wrong_says_where(tmp_path: Path) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    for number, (text, said) in enumerate(
        (
            ("title = 'x'", "no theme"),
            ("[[theme]]\nwords = ['a']", "no `title`"),
            ("[[theme]]\ntitle = 'A'\nnouns = ['a']", "`nouns`"),
            ("[[theme]]\ntitle = 'A'\nwords = 'a'", "list of words"),
            ("[[theme]]\ntitle = 'A'\nwords = ['a', 'a']", "twice"),
            ("[[theme]]\ntitle = 'A'", "no words"),
        )
    ):
        code = f"x{'abcdef'[number]}"
        (folder / f"{code}.toml").write_text(text, encoding="utf-8")
        with pytest.raises(ThesaurusError, match=said):
            load_thesaurus(code, tmp_path)
    assert load_thesaurus("zz", tmp_path) == Thesaurus()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_installed_thesauri_are_large_enough(language: str) -> None:
    thesaurus = load_thesaurus(language)
    assert len(thesaurus.themes) >= 25
    assert all(len(theme.terms) >= 30 for theme in thesaurus.themes)


def test_the_command_shows_themes_and_json() -> None:
    shown = CliRunner().invoke(cli, ["themes", str(DEMO)])
    assert shown.exit_code == 0
    assert "Biodiversité" in shown.output
    assert "In no theme" in shown.output
    as_json = CliRunner().invoke(cli, ["themes", str(DEMO), "--json"])
    assert '"unthemed"' in as_json.output


PIECES = st.sampled_from(
    [*"élèves lycée hôpital patient IA le la de ? . merci police train données loi vote".split()]
)
TURNS = st.lists(
    st.lists(st.lists(PIECES, min_size=1, max_size=120).map(" ".join), min_size=1, max_size=4),
    min_size=1,
    max_size=8,
)


@settings(max_examples=80, deadline=None)
@given(
    TURNS, st.sampled_from(["fr", "en", "de"]), st.tuples(st.integers(0, 90), st.integers(0, 90))
)
def test_each_paragraph_is_somewhere_and_nothing_is_invented(
    said: list[list[str]], language: str, lines: tuple[int, int]
) -> None:
    debate = debate_of(
        *(("AB"[n % 2], "\n".join(paragraphs)) for n, paragraphs in enumerate(said)),
        language=language,
    )
    fixed = (FixedTheme("Fixé", ("police",), (lines,)),)
    found = find_themes(debate, fixed=fixed)
    assert found == find_themes(debate, fixed=fixed)
    names = [theme.title for theme in found.themes]
    assert len(set(names)) == len(names)
    held = [one.passage for theme in found.themes for one in theme.passages]
    covered = {
        (passage.turn, number)
        for passage in (*held, *found.unthemed)
        for number in range(passage.first, passage.last + 1)
    }
    assert covered == {
        (turn.index, number)
        for turn in debate.turns
        for number in range(1, len(turn.paragraphs) + 1)
    }
    assert not set(held) & set(found.unthemed)
    for theme in found.themes:
        assert [one.passage for one in theme.passages] == sorted(p.passage for p in theme.passages)
        for one in theme.passages:
            text = " ".join(p.text for p in debate.turns[one.passage.turn - 1].paragraphs)
            assert theme.source == "structure" or all(
                word.casefold() in text.casefold() for word in one.words
            )


def test_what_is_put_to_all_holds_every_answer() -> None:
    names = ("Bob", "Eva", "Léo")
    said = []
    for name in names:
        said += [
            ("Ada", f"{name}, quelle est votre définition du service public ?"),
            (name, "Des guichets, des horaires et des gens qui répondent. " * 12),
        ]
    debate = debate_of(*said)
    leading = tuple(replace(one, moderator=one.name == "Ada") for one in debate.speakers)
    found = find_themes(replace(debate, speakers=leading))
    theme = next(one for one in found.themes if one.title == "Définition du service public")
    assert {one.passage.turn for one in theme.passages} == {1, 2, 3, 4, 5, 6}


def test_what_is_left_out_has_a_reason() -> None:
    found = find_themes(debate_of(("Ada", "Bonjour à tous. " * 30), ("Bob", "Merci bien. " * 30)))
    assert len(found.why) == len(found.unthemed) > 0
    assert all(found.why)
