import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from podcast.casting.palette import load_palette
from podcast.publishing.tags import read_tags
from tests.command import podcast
from tests.conftest import DEMO


def test_help_imports_nothing_slow() -> None:
    code = (
        "import sys; sys.argv = ['podcast', '--help']\n"
        "from podcast.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *sorted(sys.modules))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    loaded = set(printed[printed.index("LOADED") :].split())
    slow = {
        "numpy",
        "pydub",
        "pyttsx3",
        "soxr",
        "PIL",
        "mutagen",
        "lameenc",
        "py3langid",
        "lxml",
        "pypdfium2",
        "num2words",
        "jinja2",
        "piper",
        "onnxruntime",
        "urllib.request",
    }
    assert not loaded & slow
    assert "build" in printed


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["build"],
        ["inspect"],
        ["plan"],
        ["cast"],
        ["words"],
        ["feed"],
        ["serve"],
        ["check"],
        *(["voices", *c] for c in ([], ["hear"], ["compare"], ["sheet"], ["add"], ["doctor"])),
    ],
    ids=" ".join,
)
def test_every_command_has_help_with_an_example(command: list[str]) -> None:
    done = podcast(*command, "--help")
    assert done.returncode == 0
    assert f"podcast {' '.join(command) or 'build'} " in done.stdout.split("\n", 1)[1]


def test_inspect_shows_who_speaks() -> None:
    done = podcast("inspect", DEMO)
    assert done.returncode == 0
    assert "Étienne Rouqueyral" in done.stdout
    assert "(not listed)" in done.stdout


def test_inspect_json_is_the_documented_interface() -> None:
    data = json.loads(podcast("inspect", DEMO, "--json").stdout)
    assert list(data) == [
        "title", "untitled", "subtitle", "date", "date_text", "language", "speakers", "turns",
        "introduction", "headings", "directions", "left_out", "doubts",
    ]  # fmt: skip
    assert list(data["speakers"][0]) == [
        "name", "role", "declared", "moderator", "voice", "civility", "turns", "words",
    ]  # fmt: skip
    assert list(data["turns"][0]) == ["index", "speaker", "line", "text", "lines"]
    assert sum(s["turns"] for s in data["speakers"]) == len(data["turns"])
    assert data["date"] == "2025-10-09"


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = podcast("build", DEMO, "--dry-run", cwd=tmp_path)
    assert done.returncode == 0
    assert "Ouverture" in done.stdout
    assert "About " in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        ("", "empty"),
        ("Personne ne parle ici.", "nobody speaks"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path: Path, content: str | None, says: str) -> None:
    path = tmp_path / "debate.txt"
    if content is not None:
        path.write_text(content)
    done = podcast("build", path, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "episodes").exists()


def test_a_language_without_voices(tmp_path: Path) -> None:
    path = tmp_path / "debatte.txt"
    path.write_text(
        "Sprecher\n\nTeilnehmer :\n\nHans EICHE\n\nGuten Abend, wir sprechen heute über das Wasser"
        " und die Flüsse in unserem Land.\n\nEva LINDE\n\nDas ist ein sehr wichtiges Thema für"
        " uns alle, und ich danke Ihnen für die Einladung.\n\nHans EICHE\n\nFangen wir also an.\n"
    )
    done = podcast("build", path, cwd=tmp_path)
    assert done.returncode == 1
    assert "“de”" in done.stderr
    assert "--language" in done.stderr


def test_wrong_usage_is_2(tmp_path: Path) -> None:
    assert podcast("build").returncode == 2
    assert podcast("nonsense").returncode == 2
    assert podcast("build", DEMO, "--jobs", "0").returncode == 2
    assert podcast("build", DEMO, "--date", "yesterday").returncode == 2
    assert podcast("build", DEMO, "--speed", "4").returncode == 2
    assert podcast("voices", "compare", "Basile").returncode == 2


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")
    done = podcast("build", DEMO, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "choose another folder" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    debate = tmp_path / "long.txt"  # long enough not to be made before the signal comes
    debate.write_text(DEMO.read_text(encoding="utf-8") * 5, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "podcast", "build", "long.txt", "-o", "out"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A job in the background of a shell, such as these tests may be, ignores Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/long/.*.part")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert "Interrupted" in errors
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [debate]


def test_where_the_first_chapter_can_be_heard_is_told_if_the_rest_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "d.txt").write_text("Ada Premier : Bonjour.\n\nBob Second : Bonjour Ada.\n")
    build = "build", str(tmp_path / "d.txt"), "--engine", "tone", "--no-cache", "-o", str(tmp_path)
    assert "can be heard" not in podcast(*build).stderr
    monkeypatch.setattr("podcast.cli.console.Bar.seconds_left", lambda _: 60.0)
    (line,) = [one for one in podcast(*build).stderr.splitlines() if "can be heard" in one]
    assert line.endswith("first-chapter.mp3")
    assert not Path(line.partition(": ")[2]).exists()
    assert podcast(*build, "-q").stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_ctrl_c_within_an_import_comes_once_that_is_over() -> None:
    """Raised within importlib, it would be swallowed or leave the lock of all imports behind."""
    code = (
        "import sys, time\nfrom podcast.cli import _listen, _stop\n_listen()\npassed = []\n"
        "text = 'stop(2, sys._getframe()); passed.append(1)'\n"
        "inside = compile(text, '<frozen importlib._bootstrap>', 'exec')\n"
        "try:\n    exec(inside, {'stop': _stop, 'sys': sys, 'passed': passed})\n"
        "    time.sleep(60)\n"
        "except KeyboardInterrupt:\n    print(passed)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[1]\n", done.stderr


def test_a_voice_is_heard(tmp_path: Path) -> None:
    done = podcast("voices", "hear", "basile", "--text", "Bonjour.", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.iterdir()
    assert made.suffix == ".mp3"
    assert made.stat().st_size > 5_000


def test_two_voices_are_compared(tmp_path: Path) -> None:
    done = podcast("voices", "compare", "basile", "Octave", "-o", "both.mp3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Basile, then Octave" in done.stdout
    one = podcast("voices", "hear", "basile", "-o", "one.mp3", cwd=tmp_path)
    assert one.returncode == 0
    sizes = [(tmp_path / f"{name}.mp3").stat().st_size for name in ("both", "one")]
    assert sizes[0] > 1.8 * sizes[1]


def test_the_sheet_has_a_chapter_a_voice(tmp_path: Path) -> None:
    done = podcast("voices", "sheet", "--language", "en", "-o", "sheet.mp3", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    palette = load_palette("en")
    chapters = read_tags(tmp_path / "sheet.mp3").chapters
    names = [voice.name for voice in (palette.narrator, *palette.voices)]
    assert [chapter.title for chapter in chapters] == names
    assert all(chapter.start % 1_000 == 0 for chapter in chapters)
    assert f"{len(names)} voices" in done.stdout


def test_an_unknown_voice_lists_those_there_are(tmp_path: Path) -> None:
    done = podcast("voices", "hear", "Xyzzy", cwd=tmp_path)
    assert done.returncode == 1
    assert "Basile (fr)" in done.stderr


def test_voices_lists_palette_and_engine() -> None:
    done = podcast("voices", "--language", "fr")
    assert done.returncode == 0
    assert "Basile" in done.stdout
    assert "French (France)" in done.stdout


def test_the_file_to_correct(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(TALK)
    done = podcast("inspect", source, "--edit")
    edited = tmp_path / "talk.edit.txt"
    assert done.returncode == 0
    assert str(edited) in done.stdout
    edited.write_text(edited.read_text().replace("@ Karine Roux", "@ Marc Roux", 1))
    again = podcast("inspect", edited, "--json")
    assert [t["speaker"] for t in json.loads(again.stdout)["turns"]][1] == "Marc Roux"
    kept = edited.read_text()
    done = podcast("inspect", source, "--edit")
    assert (done.returncode, edited.read_text()) == (1, kept)
    assert "it exists, perhaps with your corrections" in done.stderr
    shown = podcast("inspect", source, "--edit", "-o", "-").stdout
    assert shown.startswith("podcast transcript, version 1")
    assert "// doubt: “Carine Roux” and “Karine Roux”" in shown


TALK = (
    "Carine Roux : Oui. (Rires.)\n\nKarine Roux : Non.\n\nCarine Roux : Si.\n\nKarine Roux : Bon.\n"
)


def test_strict_refuses_while_there_are_doubts(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(TALK)
    done = podcast("build", source, "--strict", "--language", "fr", cwd=tmp_path)
    assert done.returncode == 1
    assert "nearly the same name" in done.stderr
    assert "--edit" in done.stderr
    assert not (tmp_path / "episodes").exists()
    assert podcast("build", source, "--dry-run", "--language", "fr").returncode == 0


def test_what_is_no_speech_can_be_listed(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(TALK)
    shown = podcast("inspect", source, "-v").stdout
    assert "direction  Rires." in shown
    assert "name       Carine Roux :" in shown


def test_standard_input() -> None:
    done = podcast("inspect", "-", "--json", stdin=TALK)
    assert len(json.loads(done.stdout)["turns"]) == 4


def test_json_and_edit_are_two_things() -> None:
    assert podcast("inspect", DEMO, "--json", "--edit").returncode == 2
    assert podcast("inspect", DEMO, "-o", "x").returncode == 2


def test_the_words_that_will_be_said() -> None:
    done = podcast("words", "M. Roy paie 1 500 € à 13h30.")
    assert (done.returncode, done.stdout) == (
        0,
        "Monsieur Roy paie mille cinq cents euros à 13 heures 30.\n",
    )
    assert podcast("words", "5% of $3m", "--lang", "en").stdout.startswith("5 per cent of")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="eSpeak NG tells its phonemes")
def test_the_phonemes_that_will_be_said() -> None:
    lines = podcast("words", "L'IA, oui", "--ipa").stdout.splitlines()
    assert lines[0] == "L'I A, oui"
    assert lines[1].replace("ˈ", "").replace(" ", "") == "lia|wi"


def test_the_narrators_lines_are_shown_in_their_places(tmp_path: Path) -> None:
    path = tmp_path / "debat.txt"
    path.write_text("Ada Roux : Bonjour à tous.\n\nPaul Henry : Merci.\n", encoding="utf-8")
    plain = podcast("words", path).stdout.splitlines()
    whole = podcast("words", path, "--narrator").stdout.splitlines()
    assert plain == ["Bonjour à tous.", "Merci."]
    assert whole.index("Ada Roux.") < whole.index("Bonjour à tous.") < whole.index("Merci.")
    assert podcast("words", "Bonjour", "--narrator").returncode == 2


def test_a_debates_own_lexicon(tmp_path: Path) -> None:
    debate = tmp_path / "debat.txt"
    debate.write_text("Ada : La ZORBAC vient.\n\nBob : La ZORBAC ?\n\nAda : Oui.\n" * 2, "utf-8")
    done = podcast("words", debate, "--unsure")
    assert done.returncode == 0
    assert "   4  ZORBAC  Zorbac" in done.stdout
    assert f"Correct what matters in {tmp_path / 'debat.lexicon.toml'}" in done.stdout.replace(
        "\n", " "
    )

    lexicon = tmp_path / "debat.lexicon.toml"
    lexicon.write_text("[words]\nZORBAC = { spell = true }\n", "utf-8")
    assert "La Z O R B A C vient." in podcast("words", debate).stdout
    assert "Every word is known" in podcast("words", debate, "--unsure").stdout

    lexicon.write_text("[words]\nZORBAC = 3\n", "utf-8")
    for command in ("build", "words"):
        done = podcast(command, debate)
        assert done.returncode == 1
        assert done.stderr.startswith(f"Error: {lexicon}, “ZORBAC”: it must be a text")


def test_unsure_needs_a_transcript(tmp_path: Path) -> None:
    done = podcast("words", tmp_path / "nowhere.txt", "--unsure")
    assert done.returncode == 1
    assert "there is no such file" in done.stderr


def test_what_is_beside_the_episode_is_told(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(TALK)
    done = podcast("build", source, "--language", "fr", "--book", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    told = "one talking book, 6 files of captions, text and chapters, index.html"
    assert f"Beside it: {told}." in done.stdout
    without = ("--no-page", "--no-captions", "--no-chapters")
    done = podcast("build", source, "--language", "fr", *without, cwd=tmp_path)
    assert "Beside it" not in done.stdout
    assert "not for this episode: talk.epub, talk.transcript.html," in done.stdout
