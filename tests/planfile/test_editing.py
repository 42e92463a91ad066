"""What a person decides holds, and survives when the transcript changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from podcast.cli import cli
from podcast.narration import phrasebook
from podcast.planfile import PlanError, Work, open_work
from podcast.planfile.writing import plan_of, save
from podcast.planning import plan_whole
from podcast.themes import find_themes
from tests.conftest import DEMO

MERCI = "Merci. Je suis aveugle de naissance"
ROBINET = "Je ne vais pas vous dire que c'est facile."


class Folder:
    """A folder with the demo and its plan, as a person has them before them."""

    def __init__(self, path: Path) -> None:
        self.transcript = path / "demo.txt"
        self.transcript.write_text(DEMO.read_text(encoding="utf-8"), encoding="utf-8")
        self.path = path / "plan.toml"
        self.again()

    def again(self) -> tuple[str, ...]:
        """`podcast plan`; what it says."""
        update = plan_of(self.transcript, self.path)
        save(update)
        return update.notes

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        assert self.text.count(old) == 1, (old, self.text)
        self.path.write_text(self.text.replace(old, new), encoding="utf-8")

    def edit_passage(self, begins: str, key: str, line: str) -> None:
        """Replace the default of `key` in the passage that begins so."""
        head, tail = self.text.split(f'begins = "{begins}', 1)
        at = tail.index(f"\n# {key} = ") + 1
        end = tail.index("\n", at)
        text = head + f'begins = "{begins}' + tail[:at] + line + tail[end:]
        self.path.write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        text = self.transcript.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        self.transcript.write_text(text.replace(old, new), encoding="utf-8")

    def work(self) -> Work:
        return open_work(self.path)

    def chapters(self) -> list[str]:
        work = self.work()
        plan = plan_whole(work.debate, phrasebook("fr"), titles=work.titles)
        return [chapter.title for chapter in plan.chapters]

    def says(self, text: str) -> str:
        """Who says the paragraph in which `text` is."""
        (name,) = [
            turn.speaker
            for turn in self.work().debate.turns
            if any(text in paragraph.text for paragraph in turn.paragraphs)
        ]
        return name


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def insert_before(folder: Folder) -> None:
    folder.change(
        "Bonsoir à toutes et à tous.",
        "Installez-vous.\n\nNous commençons dans un instant.\n\nBonsoir à toutes et à tous.",
    )


def edit_words(folder: Folder) -> None:
    folder.change(MERCI, "Un grand merci. Je suis aveugle de naissance")
    folder.change("laisser couler le robinet", "laisser le robinet ouvert")


def delete_another(folder: Folder) -> None:
    text = folder.transcript.read_text(encoding="utf-8")
    start = text.index("Je bouillonne, mais")
    end = text.index("Inès BELKAROUI", start)
    folder.transcript.write_text(text[:start] + "Passons.\n\n" + text[end:], encoding="utf-8")


CHANGES = [insert_before, edit_words, delete_another]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("rerun", [False, True], ids=["as it was", "plan run again"])
class TestSurvives:
    """With the plan as it was, and with the plan run again after the transcript changed."""

    def test_a_chapter_s_title(self, folder: Folder, change, rerun: bool) -> None:  # type: ignore[no-untyped-def]
        folder.edit_passage(MERCI, "chapter", 'chapter = "L\'oreille et la \\"nuit\\"" # à moi')
        change(folder)
        if rerun:
            folder.again()
        assert 'L\'oreille et la "nuit"' in folder.chapters()
        assert ("# à moi" in folder.text) is True

    def test_another_speaker(self, folder: Folder, change, rerun: bool) -> None:  # type: ignore[no-untyped-def]
        folder.path.write_text(
            folder.text.replace(
                "\n[made]",
                f'\n[[passage]]\nbegins = "{ROBINET}"\nspeaker = "Marcel Tchikaye"\n\n[made]',
            ),
            encoding="utf-8",
        )
        assert folder.again() == ()
        change(folder)
        if rerun:
            folder.again()
        assert folder.says(ROBINET) == "Marcel Tchikaye"
        assert folder.says("18.400 habitants") == "Étienne Rouqueyral"

    def test_a_banned_theme_and_the_title(self, folder: Folder, change, rerun: bool) -> None:  # type: ignore[no-untyped-def]
        folder.edit("# banned = []", 'banned = ["énergie"]')
        folder.edit('# title = "Faut-il', 'title = "Le noir ? " #')
        change(folder)
        if rerun:
            folder.again()
        work = folder.work()
        assert work.debate.title == "Le noir ?"
        themes = find_themes(work.debate, fixed=work.fixed_themes, banned=work.banned)
        assert "Énergie" not in [theme.title for theme in themes.themes]
        assert themes.themes


@pytest.mark.parametrize("change", CHANGES)
def test_run_again_once_is_enough(folder: Folder, change) -> None:  # type: ignore[no-untyped-def]
    folder.edit_passage(MERCI, "chapter", 'chapter = "A"')
    change(folder)
    folder.again()
    text = folder.text
    assert folder.again() == ()
    assert folder.text == text
    assert folder.work().notes == ()


def test_deleted_is_said_and_kept(folder: Folder) -> None:
    folder.edit_passage("Je viendrai.", "chapter", 'chapter = "Rendez-vous"\n# une idée à garder')
    text = folder.transcript.read_text(encoding="utf-8")
    start = text.index("Je viendrai.")
    end = text.index("Bérénice DELAUNETTE", start)
    folder.transcript.write_text(text[:start] + "Chiche.\n\n" + text[end:], encoding="utf-8")
    assert any("“Je viendrai." in note and "chapter" in note for note in folder.work().notes)
    assert "Rendez-vous" not in folder.chapters()
    (note,) = folder.again()
    assert "“Je viendrai." in note and note.endswith("its chapter is left out.")
    assert '#- chapter = "Rendez-vous"' in folder.text
    assert "#- # une idée à garder" in folder.text
    assert folder.again() == ()
    assert '#- chapter = "Rendez-vous"' in folder.text


def test_defaults_follow_the_program(folder: Folder) -> None:
    folder.change("Faut-il éteindre l'éclairage public la nuit ?", "Et la nuit ?")
    folder.again()
    assert '# title = "Et la nuit ?"' in folder.text


def test_a_default_changed_behind_its_number_sign(folder: Folder) -> None:
    folder.edit('# title = "Faut-il', '# title = "Doit-on')
    assert any("behind a #" in note for note in folder.work().notes)
    (note,) = folder.again()
    assert "line 6" in note
    assert '#- title = "Doit-on' in folder.text
    assert '# title = "Faut-il' in folder.text
    assert folder.again() == ()


def test_a_default_changed_behind_its_number_sign_is_kept_with_its_passage(folder: Folder) -> None:
    folder.edit_passage(MERCI, "speaker", '# speaker = "Bob"')
    (note,) = folder.again()
    assert "so that it has no effect" in note
    assert f'#- [[passage]]\n#- begins = "{MERCI}' in folder.text
    assert '\n#- speaker = "Bob"\n' in folder.text


def test_comments_stay(folder: Folder) -> None:
    folder.edit("[themes]", "# Voir avec Inès\n[themes] # ou pas\n# dedans")
    folder.again()
    text = folder.text
    assert "\n# Voir avec Inès\n[themes]" in text
    assert "# ou pas\n" in text and "# dedans\n" in text
    folder.again()
    assert folder.text == text


def test_windows_line_ends_and_mark(folder: Folder) -> None:
    text = folder.text.replace("# banned = []", 'banned = [\n  "Énergie",\n]')
    folder.path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert folder.work().banned == {"Énergie"}
    folder.again()
    assert 'banned = [\n  "Énergie",\n]\n' in folder.text


def test_people_are_renamed_and_joined(folder: Folder) -> None:
    folder.edit('# name = "Inès Belkaroui"', 'name = "Inès B."')
    voice = re.search(r'# role = ""\n# voice = ".+"\n# also = \[\]', folder.text)
    assert voice is not None
    folder.edit(
        voice[0],
        'role = "dans la salle"\nvoice = "Basile"\nalso = ["Bérénice Delaunette"]',
    )
    folder.again()
    debate = folder.work().debate
    names = [speaker.name for speaker in debate.speakers]
    assert "Inès B." in names and "Bérénice Delaunette" not in names
    marcel = debate.speaker("Marcel Tchikaye")
    assert (marcel.role, marcel.voice) == ("dans la salle", "Basile")
    assert folder.says("À un kilomètre et demi") == "Marcel Tchikaye"
    assert all(a.speaker != b.speaker for a, b in zip(debate.turns, debate.turns[1:], strict=False))
    assert '[speaker."Bérénice' not in folder.text
    assert '# speaker = "Inès B."' in folder.text


def test_a_name_that_was_corrected_in_the_transcript(folder: Folder) -> None:
    folder.edit('# role = ""', 'role = "dans la salle"')
    text = folder.transcript.read_text(encoding="utf-8").replace("TCHIKAYE", "TCHIKAYÉ")
    folder.transcript.write_text(text, encoding="utf-8")
    (note,) = folder.again()
    assert "now written “Marcel Tchikayé”" in note
    assert folder.work().debate.speaker("Marcel Tchikayé").role == "dans la salle"
    assert folder.again() == ()


def test_somebody_new(folder: Folder) -> None:
    folder.edit_passage(MERCI, "speaker", 'speaker = "Une voix"')
    with pytest.raises(PlanError, match=r'nobody is called “Une voix”.*\[speaker."Une voix"\]'):
        folder.work()
    folder.edit("[themes]", '[speaker."Une voix"]\nrole = "au fond"\n\n[themes]')
    assert folder.says(MERCI) == "Une voix"
    assert folder.work().debate.speaker("Une voix").role == "au fond"
    folder.again()
    assert folder.says(MERCI) == "Une voix"


def test_a_name_with_a_slip(folder: Folder) -> None:
    folder.edit_passage(MERCI, "speaker", 'speaker = "Marcel Tchikaya"')
    with pytest.raises(PlanError, match="did you mean “Marcel Tchikaye”"):
        folder.work()


def test_a_chapter_in_the_middle_of_a_turn(folder: Folder) -> None:
    folder.edit(
        "\n[made]", f'\n[[passage]]\nbegins = "{ROBINET}"\nchapter = "Le robinet"\n\n[made]'
    )
    assert "Le robinet" in folder.chapters()
    folder.again()
    assert "Le robinet" in folder.chapters()


def test_a_passage_that_a_person_adds_where_there_is_one(folder: Folder) -> None:
    added = f'\n[[passage]]\nbegins = "{MERCI}"\nchapter = "Le bus"\n'
    folder.edit("\n[made]", f"{added}\n[made]")
    folder.again()
    assert folder.text.count(MERCI) == 1
    assert folder.chapters().count("Le bus") == 1
    folder.edit("\n[made]", f"{added}\n[made]")
    with pytest.raises(PlanError, match=r"line \d+ of the plan is about the same paragraph"):
        folder.work()


def test_words_that_are_not_there_or_at_several_places(folder: Folder) -> None:
    folder.edit("\n[made]", '\n[[passage]]\nbegins = "Merci. Je suis aveugel"\n\n[made]')
    with pytest.raises(PlanError, match=r"the nearest is “Merci\. Je suis aveugle de naissance"):
        folder.work()
    folder.edit('"Merci. Je suis aveugel"', '"Je"')
    with pytest.raises(PlanError, match=r"paragraphs begin with “Je” \(lines \d+, .*write more"):
        folder.work()


def test_a_theme_that_is_banned_and_asked_for(folder: Folder) -> None:
    folder.edit("# banned = []", 'banned = ["énergie"]')
    folder.edit_passage(MERCI, "themes", 'themes = ["Énergie"]')
    with pytest.raises(PlanError, match=r"\[themes\], `banned`: “Énergie” is banned"):
        folder.work()


def test_a_speaker_until_the_next_one_who_is_named(folder: Folder) -> None:
    both = (
        '\n[[passage]]\nbegins = "Valbrune, c\'est 18.400"\nspeaker = "Marcel Tchikaye"\n'
        f'\n[[passage]]\nbegins = "{ROBINET}"\nspeaker = "Étienne Rouqueyral"\n'
    )
    folder.edit("\n[made]", f"{both}\n[made]")
    for _ in range(2):
        assert folder.says("18.400 habitants") == "Marcel Tchikaye"
        assert folder.says(ROBINET) == "Étienne Rouqueyral"
        folder.again()


def test_themes_of_a_passage(folder: Folder) -> None:
    folder.edit_passage(MERCI, "themes", 'themes = ["Handicap", "énergie"]')
    for _ in range(2):
        work = folder.work()
        found = find_themes(work.debate, fixed=work.fixed_themes, banned=work.banned).themes
        by_title = {theme.title: theme for theme in found}
        place = next(turn.index for turn in work.debate.turns if MERCI in turn.paragraphs[0].text)
        having = {t for t, theme in by_title.items() if place in _turns(theme)}
        assert having == {"Handicap", "Énergie"}
        assert len(by_title["Énergie"].passages) > 1
        folder.again()


def _turns(theme) -> set[int]:  # type: ignore[no-untyped-def]
    return {one.passage.turn for one in theme.passages}


def test_a_theme_by_words(folder: Folder) -> None:
    folder.edit("[episodes]", '[theme."Chauves-souris"]\nwords = ["chauve-souris"]\n\n[episodes]')
    folder.again()
    work = folder.work()
    found = find_themes(work.debate, fixed=work.fixed_themes, banned=work.banned).themes
    assert "Chauves-souris" in [theme.title for theme in found]
    assert "Chauves-souris" in folder.text.split("Found: ")[1].split("\n")[0]


def test_which_episodes(folder: Folder) -> None:
    folder.edit("# whole = true", "whole = false")
    folder.edit("# speakers = false", 'speakers = ["marcel tchikaye"]')
    folder.again()
    wishes = folder.work().episodes
    assert (wishes.whole, wishes.speakers, wishes.themes) == (False, ("Marcel Tchikaye",), None)


def podcast(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_doubt_is_settled_in_one_line(tmp_path: Path) -> None:
    """As in a real round table: a label is missing, and somebody names themselves."""
    text = DEMO.read_text(encoding="utf-8").replace(
        "\nBerenice DELAUNETTE\n\nLa peur n'est", "\nJe rejoins Étienne ROUQUEYRAL. La peur n'est"
    )
    transcript = tmp_path / "demo.txt"
    transcript.write_text(text, encoding="utf-8")
    update = plan_of(transcript, tmp_path / "plan.toml")
    save(update)
    assert update.doubts == 1
    folder = Folder.__new__(Folder)
    folder.transcript, folder.path = transcript, tmp_path / "plan.toml"
    assert "#: In doubt: Étienne Rouqueyral is named in a turn of their own" in folder.text
    assert len(folder.work().debate.doubts) == 1
    folder.edit_passage("Je rejoins", "speaker", 'speaker = "Bérénice Delaunette"')
    assert folder.says("Je rejoins") == "Bérénice Delaunette"
    assert folder.says("je note que la biodiversité") == "Étienne Rouqueyral"
    assert folder.work().debate.doubts == ()
    assert plan_of(transcript, folder.path).doubts == 0


def test_real_missing_labels(round_table: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    save(plan_of(round_table, path))
    text = path.read_text(encoding="utf-8")
    assert text.count("#: In doubt:") == 2
    for name in ("Jean Cattan", "Laura Létourneau"):
        at = text.index(f'# speaker = "{name}"', text.index(f"In doubt: {name}"))
        text = text[:at] + 'speaker = "Manu Reynaud"' + text[at + len(f'# speaker = "{name}"') :]
    path.write_text(text, encoding="utf-8")
    work = open_work(path)
    assert work.debate.doubts == ()
    assert len(work.debate.turns) == 34
    lines = {turn.paragraphs[0].line: turn.speaker for turn in work.debate.turns}
    assert lines[256] == lines[308] == "Manu Reynaud"
    assert not work.notes


def test_an_earlier_exchange_in_the_same_words_takes_no_decision(folder: Folder) -> None:
    """And where it cannot be told which one is meant, a person is told so."""
    exchange = "Bérénice DELAUNETTE\n\nVous confirmez ?\n\nÉtienne ROUQUEYRAL\n\nOui.\n\n"
    text = folder.transcript.read_text(encoding="utf-8")
    last = text.rindex("Bérénice DELAUNETTE")
    middle = text.index("Marcel TCHIKAYE\n", text.index("\n\n", 400))
    folder.transcript.write_text(text[:last] + exchange + text[last:], encoding="utf-8")
    folder.again()
    folder.edit_passage("Oui.", "chapter", 'chapter = "L\'aveu"')
    folder.again()
    folder.transcript.write_text(
        text[:middle] + exchange + text[middle:last] + exchange + text[last:], encoding="utf-8"
    )
    for _ in range(2):
        debate, titles = folder.work().debate, folder.work().titles
        yes = [turn.index for turn in debate.turns if turn.paragraphs[0].text == "Oui."]
        assert len(yes) == 2
        assert titles == {(yes[1], 1): "L'aveu"}
        assert folder.again() == ()
    folder.transcript.write_text(
        text[:middle] + exchange + text[middle:last] + 2 * exchange + text[last:], encoding="utf-8"
    )
    (note,) = folder.again()
    assert "2 paragraphs begin with “Oui.”" in note
    assert note.endswith("its chapter is left out.")
    assert '#- chapter = "L\'aveu"' in folder.text
