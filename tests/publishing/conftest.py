"""An episode with everything beside it, in hums, and a browser to look at its page with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast.building.model import Episode, Production
from podcast.casting.cast import make_cast
from podcast.casting.series import NO_SERIES
from podcast.model import Debate, Direction, Heading
from podcast.narration import phrasebook
from podcast.planning import plan_whole
from podcast.publishing.model import SidecarChoice
from podcast.scripting.script import ScriptWriter
from tests.conftest import debate_of, palette_of_tones
from tests.making import make_episode

DEBATE = debate_of(
    *(
        (
            (
                "Ada Premier",
                f"Question {n}, donc. Que penser des trains de nuit ? Et du prix ?",
            )
            if n % 2
            else (
                "Bob Second",
                f"Ils roulent trop peu, je l'ai dit {n} fois. Il y a, dans chaque gare, un quai"
                " désert, une horloge arrêtée, et quelqu'un qui attend depuis hier soir.\n"
                "As we say in English, the night belongs to those who are on the move."
                " L'œuvre du siècle, c'est le sommeil.",
            )
        )
        for n in range(1, 13)
    )
)


EVIL = (
    "<script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'> ]]> --> & \"'`"
    " </script><!-- {{ 7 * 7 }} {% raw %} \u202eabc\u202c \u200f\u05e9\u200f \x1b[31m \x07 \u2028"
    " \u2029 javascript:alert(1) ../../../etc/passwd C:\\nul 😀 \ud83d\ufffe fin."
)


def hostile() -> Debate:
    name = f"Ada {EVIL} {'long ' * 100}".strip()
    other = "</title></textarea>--><script>window.harmed = 1</script>--"
    debate = debate_of(
        (name, f"Bonjour. {EVIL} Voilà. {'x' * 500} Fin.\n{EVIL}"),
        (other, f"{EVIL}\n<b onclick=window.harmed=1>Oui</b> ? {EVIL}"),
        (name, f"…\n{EVIL}"),
        (other, "C'est tout."),
    )
    return replace(
        debate,
        title=f"../../{EVIL}",
        subtitle=EVIL,
        date_text=EVIL,
        speakers=tuple(replace(speaker, role=EVIL) for speaker in debate.speakers),
        headings=(Heading(EVIL, 1, 2), Heading("</script>", 1, 3, 2)),
        directions=(Direction(EVIL, 1, 2, 1, 10),),
    )


def production_of(debate: Debate) -> Production:
    """The debate with hums for voices."""
    palette = palette_of_tones()
    book = phrasebook(debate.language)
    plan = plan_whole(debate, book)
    cast = make_cast(debate, palette.narrator, palette.voices)
    writer = ScriptWriter(cast, book)
    return Production(debate, palette, plan, cast, writer, writer.write(plan), NO_SERIES)


def made_of(debate: Debate, folder: Path, name: str = "trains") -> tuple[Production, Episode]:
    """The debate hummed into `folder`, with everything beside it, the book too."""
    production = production_of(debate)
    return production, make_episode(
        production, folder, name, jobs=2, wanted=SidecarChoice(book=True)
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the episode."""
    folder = tmp_path_factory.mktemp("debate") / "trains"
    made_of(DEBATE, folder)
    return folder


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "a"
    made_of(hostile(), folder, "a")
    return folder
