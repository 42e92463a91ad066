"""`podcast words`: what will be said, how it sounds, and what nothing is sure of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from podcast.cli import options as option
from podcast.cli.console import show_table
from podcast.cli.streams import show_json
from podcast.errors import PodcastError

if TYPE_CHECKING:
    from podcast.planfile import Work
    from podcast.wording.lexicon import Lexicon


@click.command()
@click.argument("text")
@click.option("--lang", "--language", "language", metavar="CODE", help="Language of the text.")
@option.flag("--ipa", help="Show the phonemes, too, where the engine tells them.")
@option.flag("--json", "as_json", help="Print words, phonemes and where they come from as JSON.")
@option.flag("--unsure", help="List what no rule or lexicon is sure of, in a transcript.")
@option.flag("--narrator", help="Show what the narrator says in the episode, too, in its place.")
@option.path(
    "--voices",
    file_okay=False,
    exists=True,
    help="Folder whose lexicon/fr.toml and fr.toml are used, too.",
)
def words(
    text: str,
    language: str | None,
    ipa: bool,
    as_json: bool,
    unsure: bool,
    narrator: bool,
    voices: Path | None,
) -> None:
    """Show the words that will be said for TEXT, which may be a transcript's file.

    How words are said is corrected in voices/lexicon/fr.toml, or for one debate in a file beside
    it: debate.lexicon.toml for debate.txt.

    \b
    Examples:
      podcast words "M. Roy paie 1 500 € à l'ANSSI." --ipa
      podcast words "5% of $3m" --lang en
      podcast words debate.txt
      podcast words debate.txt --unsure
      podcast words debate.txt --ipa --narrator
      podcast words "Un café à 2 €." --json
    """
    if as_json and (ipa or unsure):
        raise click.UsageError("--json has the phonemes in it; leave out --ipa and --unsure.")
    path = Path(text)
    is_file = text == "-" or (len(text) < 250 and "\0" not in text and path.is_file())
    if unsure and not is_file:
        raise PodcastError(f"{text}: there is no such file; --unsure looks through a transcript.")
    if narrator and (unsure or not is_file):
        raise click.UsageError("--narrator goes with a transcript, and not with --unsure.")
    from podcast.wording.lexicon import debate_lexicon

    said = [("", text)]
    if is_file:
        from podcast.planfile import open_work

        work = open_work(path, language=language)
        language, path = work.debate.language, work.transcript
        said = [
            (turn.speaker, paragraph.text)
            for turn in work.debate.turns
            for paragraph in turn.paragraphs
        ]
        if narrator:
            said = _with_narrator(work, voices)
    language = language or "fr"
    lexicon = debate_lexicon(path if is_file else Path("-"), language, voices)
    if unsure:
        _show_unsure(said, language, lexicon, path, voices)
    elif as_json:
        _print_json(said, language, lexicon, voices)
    else:
        _show_words(said, language, lexicon, voices, ipa=ipa)


def _with_narrator(work: Work, voices: Path | None) -> list[tuple[str, str]]:
    """Return what is said in the episode, in order, each with who says it ("" for the narrator)."""
    from podcast.building.decide import prepare_album
    from podcast.building.model import BuildOptions
    from podcast.wording.lexicon import debate_lexicon

    album = prepare_album(
        work.debate,
        BuildOptions(voices=voices),
        name=work.transcript.stem,
        lexicon=debate_lexicon(work.transcript, work.debate.language, voices),
        titles=work.titles,
    )
    speakers = {turn.index: turn.speaker for turn in work.debate.turns}
    return [
        ("" if line.turn is None else speakers[line.turn], line.text)
        for line in album.whole.script.lines
    ]


def _show_words(
    texts: list[tuple[str, str]], language: str, lexicon: Lexicon, voices: Path | None, *, ipa: bool
) -> None:
    from podcast.scripting.saying import sayings
    from podcast.wording.spoken_words import words_to_say

    if not ipa:
        for speaker, text in texts:
            click.echo(words_to_say(text, language, lexicon, speaker).words)
        return
    for saying in sayings(texts, language, lexicon=lexicon, voices=voices):
        click.echo(saying.words)
        click.echo(click.style(" | ".join(saying.phonemes.split("\n")), dim=True))


def _print_json(
    texts: list[tuple[str, str]], language: str, lexicon: Lexicon, voices: Path | None
) -> None:
    from podcast.scripting.saying import saying_to_json, sayings

    found = sayings(texts, language, lexicon=lexicon, voices=voices)
    entries = [
        {"speaker": speaker or None, **saying_to_json(saying)}
        for (speaker, _), saying in zip(texts, found, strict=True)
    ]
    show_json({"texts": entries})


def _show_unsure(
    texts: list[tuple[str, str]], language: str, lexicon: Lexicon, path: Path, voices: Path | None
) -> None:
    from functools import partial

    from podcast.casting.palette import load_palette
    from podcast.speaking.espeak.phonemes import espeak_voice, foreign_words, phonemes
    from podcast.store.toml import toml_key
    from podcast.wording.lexicon import lexicon_path
    from podcast.wording.spoken_words import words_to_say
    from podcast.wording.unsure import said_by_lexicon, unsure_words

    try:
        voice = espeak_voice(load_palette(language, voices).narrator)
    except PodcastError:
        voice = ""
    foreign = partial(foreign_words, voice=voice) if voice else None
    found = unsure_words(texts, language, lexicon, foreign)
    if not found:
        click.echo("Every word is known to a rule, a lexicon or the engine.")
        return
    by_lexicon = said_by_lexicon(texts, language, lexicon)
    said = [words_to_say(one.word, language, lexicon) for one in found]
    sounds = phonemes(said, voice) if voice else [""] * len(found)
    rows = [
        [str(one.times), one.word, one.said, sound.replace("\n", " "), one.why]
        for one, sound in zip(found, sounds, strict=True)
    ]
    show_table(("Times", "Word", "Said as", "Phonemes", "Why it is not sure"), rows, right=(0,))
    if by_lexicon:
        words = ", ".join(f"{word} ({times})" for word, times in by_lexicon)
        click.echo(f"\nIn no word list, and said by an entry of a lexicon: {words}.")
    click.echo(
        f"\nCorrect what matters in {lexicon_path(path)}, under [words], one a line:\n"
        f'  {toml_key(found[0].word)} = "how it is said"\n'
        "or with phonemes, or letter by letter:\n"
        f'  {toml_key(found[0].word)} = {{ ipa = "…" }}\n'
        f"  {toml_key(found[0].word)} = {{ spell = true }}"
    )
