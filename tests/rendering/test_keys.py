"""The cache key of a take: all that its sound depends on, and nothing else."""

import shutil
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import podcast
from podcast.audio.clip import MIDDLE, Pan
from podcast.rendering.jobs import ChunkJob, ChunkLine, TakeJob
from podcast.rendering.keys import chunk_key, gain_key, take_key
from podcast.speaking.identity import Identities
from podcast.speaking.pool import Utterance
from podcast.store import fingerprint
from podcast.store.fingerprint import imported_by, of_modules
from podcast.timecode import Frames, Hertz, Milliseconds
from podcast.voice import Gender, Timbre
from podcast.wording.spoken import Piece, verbatim
from tests.conftest import tone_voice
from tests.key_modules import used_by

SAID = verbatim("Bonjour à tous. Oui.", "fr")
HELLO = Utterance(SAID, tone_voice(1), 7)
PAUSE = Milliseconds(300)


def key(utterance: Utterance, pause: Milliseconds = PAUSE) -> str:
    return take_key(utterance, pause, Identities().of(utterance.voice))


def test_where_it_stands_and_who_says_it_do_not_matter() -> None:
    moved = replace(SAID, pieces=tuple(replace(p, start=5, end=9) for p in SAID.pieces))
    voice = replace(HELLO.voice, id="other", name="Other", description="warm")
    assert key(Utterance(moved, voice, 99)) == key(HELLO)


@pytest.mark.parametrize(
    "change",
    [
        {"pitch": 51},
        {"pitch": None},
        {"rate": 171},
        {"pitch_range": 60},
        {"engine_voice": "t9"},
        {"engine": "espeak"},
        {"language": "en"},
        {"gender": Gender.MALE},
        {"timbre": Timbre(warmth=1.0)},
    ],
)
def test_any_setting_of_the_voice_matters(change: dict[str, object]) -> None:
    assert key(replace(HELLO, voice=replace(HELLO.voice, **change))) != key(HELLO)


def test_every_part_of_the_words_matters() -> None:
    piece = SAID.pieces[0]
    others = [
        replace(SAID, pieces=(replace(piece, ipa="bɔ̃ʒuʁ"),)),
        replace(SAID, pieces=(replace(piece, language="en"),)),
        replace(SAID, pieces=(Piece(piece.words[:3], 0, 3), Piece(piece.words[3:], 3, 20))),
        replace(SAID, sentences=SAID.sentences[:1]),
        replace(SAID, language="en"),
    ]
    keys = {key(replace(HELLO, said=other)) for other in others}
    assert len(keys | {key(HELLO)}) == 6
    assert key(HELLO, Milliseconds(301)) != key(HELLO)


def test_another_state_of_the_engine_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(HELLO)
    monkeypatch.setattr("podcast.speaking.tone.ToneEngine.identity", lambda voice: "other")
    assert key(HELLO) != before


def test_an_engine_of_unknown_state_has_no_identity() -> None:
    strange = replace(HELLO.voice, engine="podcast.speaking.tone:ToneEngine")
    assert Identities().of(strange) is None


def test_real_engines_tell_their_state() -> None:
    for engine in ("espeak", "pyttsx3", "tone"):
        assert Identities().of(replace(tone_voice(1), engine=engine, engine_voice="fr"))


TAKE = TakeJob(HELLO, PAUSE, "a", lasting=True)
LINE = ChunkLine(TAKE, Frames(100), -3.0, -2.0, MIDDLE)
CHUNK = ChunkJob((LINE, LINE), Hertz(44_100), 1, Frames(9_216), None, Frames(20_000), None)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHUNK, lines=(LINE,)),
        replace(CHUNK, channels=2),
        replace(CHUNK, opening=Frames(5_760)),
        replace(CHUNK, after_chime=Frames(5)),
        replace(CHUNK, next_pause=None),
        replace(CHUNK, tail=Frames(44_100)),
        *(
            replace(CHUNK, lines=(LINE, replace(LINE, **change)))
            for change in (
                {"pause": Frames(101)},
                {"gain": -3.1},
                {"ceiling": -2.5},
                {"pan": Pan(0.2)},
                {"take": replace(TAKE, key="b")},
            )
        ),
    ],
)
def test_all_that_is_heard_in_a_chunk_matters(other: ChunkJob) -> None:
    assert chunk_key(other) != chunk_key(CHUNK)


def test_the_silence_before_a_chunk_is_not_of_it() -> None:
    moved = replace(CHUNK, lines=(replace(LINE, pause=Frames(9)), LINE))
    assert chunk_key(moved) == chunk_key(CHUNK)


def test_what_does_not_last_is_not_kept() -> None:
    passing = replace(TAKE, lasting=False)
    assert chunk_key(replace(CHUNK, lines=(LINE, replace(LINE, take=passing)))) is None
    assert gain_key([TAKE, passing], -2.0) is None
    assert gain_key([TAKE], -2.0) != gain_key([TAKE], -3.0)


RENDERING = """
from pathlib import Path
from podcast.audio.clip import Pan
from podcast.rendering.jobs import ChunkJob, ChunkLine, GainJob, TakeFolders, TakeJob
from podcast.rendering.tasks import measure_gain, render_chunk, render_silence
from podcast.rendering import takes
from podcast.speaking.pool import Utterance
from podcast.speaking.worker import answer
from podcast.voice import Timbre, Voice
from podcast.wording.spoken import verbatim

engine, voice, folder = sys.argv[1:]
own = Voice("v", "V", "fr", None, engine, voice, timbre=Timbre(warmth=2.0, formants=3, de_ess=4.0))
said = verbatim("L'école est ouverte à tous. Bonjour.", "fr")
clip = answer((engine, said, own))  # as its process does
take = TakeJob(Utterance(said, own), 300, "a" * 40, lasting=True)
folders = TakeFolders(Path(folder), 10**7)
gain = measure_gain(GainJob((take,), -2.0), folders).gain
line = ChunkLine(take, 20_000, gain, -2.0, Pan(0.3))
render_chunk(ChunkJob((line, line), 44_100, 2, 9_216, 8_820, None, 44_100), folders)
render_silence(20_000, 10_000, 44_100, 2)
takes.close()
assert hasattr(clip, "pcm"), clip
"""


@pytest.mark.parametrize(
    ("engine", "voice", "module"),
    [
        ("tone", "t1", "podcast.speaking.tone"),
        ("espeak", "fr+m3", "podcast.speaking.espeak.engine"),
        ("pyttsx3", "fr+m3", "podcast.speaking.pyttsx3_engine"),
    ],
)
def test_all_that_makes_a_take_or_a_chunk_is_in_its_key(
    engine: str, voice: str, module: str, tmp_path: Path
) -> None:
    used = used_by(RENDERING, engine, voice, str(tmp_path))
    assert used.modules <= imported_by("podcast.rendering.tasks", module)
    assert "podcast.audio.mixing" in used.modules and module in used.modules
    assert not used.data
    named = of_modules("podcast.rendering.tasks") + of_modules(module)
    packages = {"lameenc", "numpy", "pydub", "soxr", "pyttsx3", "espeakng_loader"} & used.packages
    assert [name for name in packages if f"{name}=" not in named] == []


def test_what_is_installed_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "podcast.speaking.identity.entry_points",
        lambda **wanted: asked.append(wanted) or entry_points(**wanted),
    )
    known = Identities()
    assert {known.of(tone_voice(number)) for number in range(1, 4)} != {None}
    assert len(asked) == 1


def test_what_an_engine_imports_is_in_the_key_of_a_take(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(HELLO)
    states = {"podcast.speaking.tone": "another"}
    monkeypatch.setattr(
        "podcast.speaking.identity.of_modules", lambda name: states.get(name, of_modules(name))
    )
    assert key(HELLO) != before


def test_a_change_of_any_module_that_makes_a_take_makes_another_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "podcast"
    shutil.copytree(Path(podcast.__file__).parent, package, ignore=lambda *_: ["__pycache__"])
    monkeypatch.setattr(fingerprint, "_PACKAGE", package)
    spoken = replace(HELLO, voice=replace(HELLO.voice, engine="espeak", engine_voice="fr"))

    def now() -> str:
        for known in (of_modules, fingerprint._module):
            known.cache_clear()
        return key(spoken)

    before = now()
    unheard = []
    for name in imported_by("podcast.rendering.takes", "podcast.speaking.espeak.engine"):
        path = package.joinpath(*name.split(".")[1:]).with_suffix(".py")
        path = path if path.is_file() else path.with_suffix("") / "__init__.py"
        source = path.read_text()
        path.write_text(f"{source}# changed")
        if now() == before:
            unheard.append(name)
        path.write_text(source)
    (package / "cli" / "build.py").write_text("# not of it")
    assert (unheard, now()) == ([], before)
    monkeypatch.undo()
    now()
