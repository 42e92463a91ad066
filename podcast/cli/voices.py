"""`podcast voices`: list voices, hear and compare them, fetch neural ones, examine the engines."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options
from podcast.cli.console import Bar, plain, show_table, show_title
from podcast.errors import EngineError, PodcastError, VoiceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.building.audition import Said
    from podcast.casting.engines import EngineReport
    from podcast.speaking.piper.catalogue import CatalogueVoice
    from podcast.voice import EngineVoice, Voice

CATALOGUE = "https://huggingface.co/rhasspy/piper-voices/resolve/main/"
"""Where Piper's voices are published; `voices.json` there lists them."""

_SILENT_ENGINES = ("tone",)  # hums for tests: its voices are nobody's


@click.group(invoke_without_command=True)
@click.option("--language", metavar="CODE", help="Only voices of this language (fr, en, de…).")
@click.option("--gender", type=click.Choice(["female", "male"]), help="Only women or only men.")
@options.flag("--palette", "only_palette", help="Only the voices of the palettes.")
@options.voices
@click.pass_context
def voices(
    context: click.Context,
    language: str | None,
    gender: str | None,
    only_palette: bool,
    voices: Path | None,
) -> None:
    """List the voices of this machine, by language.

    Those with a name are in the palette, from which speakers get theirs; the others can be put
    into it (voices/fr.toml says how).

    \b
    Examples:
      podcast voices
      podcast voices --language fr --gender female --palette
      podcast voices hear Basile
    """
    context.obj = voices
    if context.invoked_subcommand is not None:
        return
    from podcast.casting.palette import NATURAL, languages, palettes

    known = [code for code in languages(voices) if language in (None, code)]
    for palette in [one for code in known for one in palettes(code, voices)]:
        kind = "Natural voices" if palette.narrator.engine == NATURAL else "Palette"
        show_title(f"{kind} for “{palette.language}”")
        rows = [
            [voice.name, _gender(voice), voice.engine, voice.engine_voice, voice.description]
            for voice in (palette.narrator, *palette.voices)
            if gender in (None, _gender(voice))
        ]
        show_table(("Voice", "Gender", "Engine", "Engine voice", "Sounds"), rows)
        click.echo()
    if only_palette and known:
        return
    if not show_engine_voices(language, gender) and not known:
        raise PodcastError(f"This machine has no voice for the language “{language}”.")


def _gender(voice: Voice) -> str:
    return voice.gender.value if voice.gender else ""


def show_engine_voices(language: str | None, gender: str | None = None) -> int:
    """Print the voices of every engine that works, of one language or all, of one gender or all;
    how many they are."""
    from podcast.casting.engines import DEFAULT, DIRECT, engine_of_default_voices
    from podcast.speaking.lookup import engine_names
    from podcast.speaking.pool import list_voices

    default = engine_of_default_voices()
    # pyttsx3 has the same voices as the direct way, where that is the default.
    same = DEFAULT if default == DIRECT else None
    found: list[tuple[str, EngineVoice]] = []
    broken = []
    for name in [default, *(n for n in engine_names() if n not in (default, same))]:
        if name in _SILENT_ENGINES:
            continue
        try:
            found += [(name, voice) for voice in list_voices(name)]
        except EngineError as error:
            if name == default:
                raise
            broken.append(error.engine)
    found = [
        (name, voice)
        for name, voice in found
        if (language is None or voice.language.split("-")[0] == language.lower())
        and (gender is None or (voice.gender is not None and voice.gender.value == gender))
    ]
    if found:
        show_title("All voices of the engines")
        rows = [
            [v.language, v.label, v.gender.value if v.gender else "", name, v.name]
            for name, v in found
        ]
        show_table(("Language", "Voice", "Gender", "Engine", "Engine voice"), rows)
    if broken:
        click.echo(
            f"\nWithout the voices of: {', '.join(broken)} (`podcast voices doctor` says why)."
        )
    return len(found)


def voice_to_hear(
    name: str, language: str | None, folder: Path | None, engine: str | None
) -> tuple[Voice, str]:
    """The voice that is meant by `name`, of a palette or of `engine`, and what it is to say."""
    from podcast.casting.engines import engine_voice, spoken_voice
    from podcast.casting.palette import find_voice, load_palette

    try:
        voice, sample = find_voice(name, language, folder)
    except VoiceError:
        voice_of_engine = engine_voice(name, engine) if engine else None
        if voice_of_engine is None:
            raise
        return voice_of_engine, load_palette(voice_of_engine.language, folder).sample
    return spoken_voice(voice, engine), sample


@voices.command()
@click.argument("names", metavar="NAME", nargs=-1)
@options.flag("--list", "list_them", help="List what there is, and fetch nothing.")
@click.option("--language", metavar="CODE", help="With --list: only this language (fr, fr_BE).")
@options.flag("--yes", help="Fetch without asking, once the licence is shown.")
@click.option(
    "--from",
    "source",
    metavar="URL",
    envvar="PODCAST_VOICES_URL",
    default=CATALOGUE,
    help="Address of the folder that has voices.json.  [default: Piper's on huggingface.co]",
)
@options.path(
    "--model",
    dir_okay=False,
    help="With the name kokoro: a copy of its file that you have; nothing is fetched.",
)
def add(
    names: tuple[str, ...],
    list_them: bool,
    language: str | None,
    yes: bool,
    source: str,
    model: Path | None,
) -> None:
    """Fetch the neural voice NAME for the engine “piper”, or the model of all natural voices
    (kokoro): the only command that uses the network.

    Shows the licence first, and asks. A fetch that was cut goes on where it stopped.

    \b
    Examples:
      podcast voices add --list --language fr
      podcast voices add fr_FR-siwis-medium
      podcast voices add fr_FR-upmc-medium fr_FR-tom-medium --yes
      podcast voices add kokoro
      podcast voices add kokoro --model ~/Downloads/kokoro-v1.0.int8.onnx
    """
    from podcast.casting.palette import NATURAL
    from podcast.speaking.download import checked_base, fetch
    from podcast.speaking.piper.catalogue import find_in_catalogue, of_language, read_catalogue

    if not names and not list_them:
        raise click.UsageError("Say which voice, or list them with --list.")
    if model is not None and names != (NATURAL,):
        raise click.UsageError("--model goes with the name kokoro.")
    if NATURAL in names and not list_them:
        _add_natural(source, model, yes)
        names = tuple(name for name in names if name != NATURAL)
        if not names:
            return
    base = checked_base(source)
    address = f"{base}voices.json"
    catalogue = read_catalogue(fetch(address, 20_000_000), address)
    if list_them:
        found = of_language(catalogue, language)
        if not found:
            raise VoiceError(f"The catalogue has no voice for the language “{language}”.")
        _show_catalogue(found)
        return
    chosen = [find_in_catalogue(name, catalogue) for name in names]
    for voice in chosen:
        _add_voice(voice, base, yes)


def _add_natural(source: str, own: Path | None, yes: bool) -> None:
    from podcast.speaking.download import checked_base, download
    from podcast.speaking.kokoro import model

    place = model.model_file()
    if model.is_the_model(place):
        click.echo(f"kokoro is here already, whole: {place}")
        return
    if own is not None:
        model.copy_model(own)
    else:
        url = model.ADDRESS if source == CATALOGUE else checked_base(source) + model.FILE
        click.echo(
            "Kokoro-82M 1.0, the model of all natural voices, by hexgrad; Apache-2.0. Its French"
            " voice learnt from SIWIS (CC BY 4.0)."
        )
        question = f"Fetch {model.SIZE / 1e6:.0f} MB from {url} into {place.parent}?"
        if not yes and not click.confirm(question, default=True):
            return
        with Bar(model.FILE, quiet=False).running() as bar:
            download(url, place, model.SIZE, model.SHA256, bar)
    click.echo(f"Added {click.style('kokoro', bold=True)}. It needs onnxruntime: {model.NEEDS}")


def _show_catalogue(found: list[CatalogueVoice]) -> None:
    from podcast.speaking.piper.models import installed_models

    here = {model.name for model in installed_models()[0]}
    rows = [
        [v.name, v.language_name, v.quality, str(v.speakers), f"{v.size / 1e6:.0f} MB",
         "yes" if v.name in here else ""]
        for v in found
    ]  # fmt: skip
    head = ("Voice", "Language", "Quality", "Speakers", "Size", "Here")
    show_table(head, rows, right=(3, 4))


def _add_voice(voice: CatalogueVoice, base: str, yes: bool) -> None:
    from podcast.speaking.download import download, fetch, sum_of
    from podcast.speaking.piper.models import models_folder

    folder = models_folder()
    places = [(voice.config, folder / voice.config.name), (voice.model, folder / voice.model.name)]
    missing = [
        (file, place)
        for file, place in places
        if not (place.is_file() and sum_of(place, file.md5) == file.md5)
    ]
    if not missing:
        click.echo(f"{voice.name} is here already, whole: {folder}")
        return
    card = b""
    if voice.card is not None:
        card = fetch(base + voice.card.path, 200_000)
        text = card.decode("utf-8", errors="replace")
        show_title(f"{voice.name}: what its makers say of it")
        click.echo("\n".join(f"  {plain(line)}" for line in text.strip().splitlines()))
    else:
        click.echo(f"{voice.name}: its makers say nothing of its licence.")
    size = sum(file.size for file, _ in missing)
    question = f"Fetch {size / 1e6:.0f} MB into {folder}?"
    if not yes and not click.confirm(question, default=True):
        return
    for file, place in missing:  # the model comes last: with it, the voice is there
        with Bar(file.name, quiet=file.size < 1_000_000).running() as bar:
            download(base + file.path, place, file.size, file.md5, bar)
    if card:
        (folder / f"{voice.name}.MODEL_CARD").write_bytes(card)
    first = f"{voice.name}#0" if voice.speakers > 1 else voice.name
    click.echo(
        f"Added {click.style(voice.name, bold=True)}."
        f" Hear it: podcast voices hear '{first}' --engine piper"
    )


@voices.command()
def doctor() -> None:
    """Say which speech engines work, where their parts are, and what is missing; let each say a
    sentence, whose bytes should be the same on every machine of a kind.

    Exit code 0 where the default engine works, 1 where it does not.

    \b
    Examples:
      podcast voices doctor
      podcast voices doctor > report.txt
    """
    from podcast.casting.engines import examine_engines
    from podcast.speaking.lookup import GROUP

    findings = examine_engines()
    for finding in findings:
        _show_finding(finding)
    click.echo(
        f"Engines come with packages, under the entry-point group “{GROUP}”.\n"
        f"Python {sys.version.split()[0]}, {sys.platform},"
        f" PODCAST_ESPEAK={os.environ.get('PODCAST_ESPEAK', '(not set)')}"
    )
    for finding in findings:
        if finding.is_default and finding.fault is not None:
            raise PodcastError(f"The default engine does not work. {finding.fault}")


def _show_finding(finding: EngineReport) -> None:
    default = ", the default" if finding.is_default else ""
    if finding.fault is not None:
        state = click.style("does not work", fg="red")
        click.echo(f"{click.style(finding.engine, bold=True)}{default}: {state}")
        click.echo(f"  why   {plain(finding.fault.reason)}")
        if finding.fault.mend:
            click.echo(f"  mend  {plain(finding.fault.mend)}")
    elif finding.facts is not None:
        facts = finding.facts
        number = f"{finding.voices} voice{'' if finding.voices == 1 else 's'}"
        version = f" ({plain(facts.version)})" if facts.version else ""
        click.echo(f"{click.style(finding.engine, bold=True)}{default}: works, {number}{version}")
        width = max((len(name) for name, _ in facts.places), default=0)
        for name, place in facts.places:
            click.echo(f"  {name:<{width}}  {plain(str(place))}")
        if finding.spoken is not None:
            clip = finding.spoken
            checksum = hashlib.sha256(clip.pcm).hexdigest()[:16]
            click.echo(
                f"  said a sentence of {clip.frames / clip.rate:.2f} s in {finding.seconds:.1f} s,"
                f" whose bytes are {checksum}"
            )
        elif finding.speech_fault:
            click.echo(f"  cannot say a sentence: {plain(finding.speech_fault)}")
        for sentence in facts.missing:
            click.echo(f"  missing: {plain(sentence)}")
    click.echo()


_text = click.option("--text", help="What to say, instead of the palette's sample sentence.")
_language = click.option(
    "--language", metavar="CODE", help="Palette to look in, where two have the name."
)
_output = options.path("-o", "--output", help="File to write.")
_play = options.flag("--play", help="Play it as well, with the system's player.")


@voices.command()
@click.argument("names", metavar="A B...", nargs=-1, required=True)
@_text
@_language
@_output
@_play
@click.pass_obj
def compare(
    folder: Path | None,
    names: tuple[str, ...],
    text: str | None,
    language: str | None,
    output: Path | None,
    play: bool,
) -> None:
    """Hear the voices A and B (or more) say the same sentence, one after the other.

    \b
    Examples:
      podcast voices compare Basile Octave --play
      podcast voices compare Lucie Agathe --text "Bonjour à tous." -o both.mp3
    """
    from podcast.building.audition import comparison
    from podcast.casting.palette import find_voice
    from podcast.store.files import slug

    if len(names) < 2:
        raise click.UsageError("Name two voices at least; `podcast voices hear` lets you hear one.")
    found = [find_voice(name, language, folder) for name in names]
    voices = [voice for voice, _ in found]
    path = output or Path("-".join(slug(voice.name) for voice in voices) + ".mp3")
    samples = comparison(voices, text or found[0][1])
    _write(samples, path, ", then ".join(voice.name for voice in voices), play=play)


@voices.command()
@click.option("--language", metavar="CODE", help="Which palette (fr, en).", default="fr")
@_output
@_play
@click.pass_obj
def sheet(folder: Path | None, language: str, output: Path | None, play: bool) -> None:
    """Hear every voice of a palette say its name and the sample sentence: one MP3, a chapter a
    voice.

    \b
    Examples:
      podcast voices sheet
      podcast voices sheet --language en -o voices.mp3
    """
    from podcast.building.audition import sheet
    from podcast.casting.engines import palette_of

    palette = palette_of(language, folder)
    path = output or Path(f"voices-{language}.mp3")
    titles = {"fr": "Les voix françaises", "en": "English voices"}
    title = titles.get(palette.language, f"Voices ({palette.language})")
    heard = f"{1 + len(palette.voices)} voices, a chapter each"
    _write(sheet(palette), path, heard, title, play=play, jobs=2)


@voices.command()
@click.argument("name")
@_text
@_language
@options.path("-o", "--output", help="File to write.  [default: the voice's name]")
@_play
@options.engine
@click.pass_obj
def hear(
    folder: Path | None,
    name: str,
    text: str | None,
    language: str | None,
    output: Path | None,
    play: bool,
    engine: str | None,
) -> None:
    """Hear the voice NAME say a sentence: writes an MP3, and plays it if asked.

    With --engine, NAME may also be what that engine calls a voice.

    \b
    Examples:
      podcast voices hear Basile
      podcast voices hear Lucie --text "Bonjour à tous." --play
      podcast voices hear fr_FR-siwis-medium --engine piper
    """
    from podcast.building.audition import comparison
    from podcast.store.files import slug

    voice, sample = voice_to_hear(name, language, folder, engine)
    path = output or Path(f"{slug(voice.name)}.mp3")
    heard = f"{voice.name}, {voice.description or voice.engine_voice}"
    _write(comparison([voice], text or sample), path, heard, play=play)


def _write(
    samples: Sequence[Said], path: Path, heard: str, title: str = "", *, play: bool, jobs: int = 1
) -> None:
    """Write `samples`, in which one hears what is `heard`, and play them if asked."""
    from podcast.building.audition import play_file, write_samples

    write_samples(samples, path, title, jobs)
    click.echo(f"Wrote {path}: {heard}.")
    if play:
        play_file(path)
