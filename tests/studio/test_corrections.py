"""Every correction goes to the files that the command line reads, and can be undone."""

from __future__ import annotations

import os
import re
import time

import pytest

from podcast.cli.plan import plan as plan_command
from tests.studio.conftest import DEBATE, Browser, told


def test_what_was_understood(opened: Browser) -> None:
    html = opened.get("/debate/trains/")
    assert 'value="2024-03-12"' in html and 'value="Les trains de nuit"' in html
    page = told(html)
    for text in ("Doutes (2)", "Ada Premier", "Interventions : 3"):
        assert text in page
    assert "C'est bien Bob Second" in page and "Non, c'est Ada Premier" in page
    text = told(opened.get("/debate/trains/turns"))
    assert "Les voyageurs attendent depuis hier soir" in text
    for path in ("paragraph/1", "speaker/0", "words", "themes", "make"):
        assert "<h1>" in opened.get(f"/debate/trains/{path}")
    assert "Les trains de nuit" in opened.get("/")


TURNS = [
    ("Ada Premier", 1),
    ("Bob Second", 3),
    ("Ada Premier", 1),
    ("Petit Carreau", 1),
    ("Ada Premier", 1),
]


@pytest.mark.parametrize(
    ("action", "fields", "written"),
    [
        ("settle", {"place": 3}, 'speaker = "Bob Second"'),
        ("about", {"title": "La nuit", "event": "", "date": "2024"}, 'title = "La nuit"'),
        ("speaker", {"speaker": "Bob Second", "name": "Bo", "role": "Chef"}, 'name = "Bo"'),
        ("voice", {"speaker": "Bob Second", "voice": "Basile"}, 'voice = "Basile"'),
        ("chapter", {"place": 3, "chapter": "Le froid"}, 'chapter = "Le froid"'),
        ("themes", {"place": 1, "theme": "A", "more": "B, C"}, 'themes = ["A", "B", "C"]'),
        ("own_theme", {"title": "Prix", "words": "prix, billet"}, 'words = ["prix", "billet"]'),
        ("ban", {"theme": "Transports"}, 'banned = ["Transports"]'),
        ("person", {"speaker": "Petit Carreau"}, "label = true"),
    ],
)  # fmt: skip
def test_written_undone_and_given_back(
    opened: Browser, action: str, fields: dict[str, object], written: str
) -> None:
    before = opened.plan.read_text()
    where = opened.correct(action, **fields)
    assert f"said={action}" in where and f"\n{written}\n" in opened.plan.read_text()
    opened.get("/debate/trains/")
    after = opened.plan.read_text()
    assert "said=undo" in opened.post("/debate/trains/undo")
    assert opened.plan.read_text() == before
    # Not only at once: whatever is decided can be taken back later, one by one.
    opened.plan.write_text(after)
    page = opened.get("/debate/trains/")
    while (at := page.find('value="give_back"')) > 0:
        form = dict(
            re.findall(
                r'name="(\w+)" value="([^"]*)"', page[at - 300 : at + 600].split("</form>")[0]
            )
        )
        form = {k: v.replace("&#39;", "'").replace("&#34;", '"') for k, v in form.items()}
        assert opened.correct(
            "give_back", **{k: form[k] for k in ("kind", "named", "key", "begins")}
        )
        page = opened.get("/debate/trains/")
    if action != "own_theme":
        assert opened.plan.read_text() == before


def test_who_speaks(opened: Browser) -> None:
    assert opened.turns() == TURNS
    opened.correct("give", place=3, reach="paragraph", name="Ada Premier")
    assert opened.turns() == [("Ada Premier", 1), ("Bob Second", 2), ("Ada Premier", 2), *TURNS[3:]]
    opened.correct("give", place=2, reach="rest", new="Une voix dans la salle", name="Bob Second")
    assert opened.turns()[1:4] == [
        ("Bob Second", 1),
        ("Une voix dans la salle", 1),
        ("Ada Premier", 2),
    ]
    # A turn joined to the one before it is part of it.
    opened.correct("give", place=2, reach="turn", name="Bob Second")
    assert opened.turns()[1] == ("Bob Second", 2)
    opened.correct("give", place=2, reach="paragraph", name="Petit Carreau")
    opened.correct("give", place=1, reach="paragraph", name="Petit Carreau")
    assert opened.turns()[:3] == [("Ada Premier", 1), ("Petit Carreau", 2), ("Ada Premier", 2)]
    for _ in range(5):
        opened.post("/debate/trains/undo")
    assert opened.turns() == TURNS


def test_one_paragraph_within_a_turn(opened: Browser) -> None:
    opened.correct("give", place=2, reach="paragraph", name="Petit Carreau")
    assert opened.turns()[1:4] == [("Bob Second", 1), ("Petit Carreau", 1), ("Bob Second", 1)]
    opened.correct("leave_out", place=2, reach="paragraph")
    assert opened.turns()[1:3] == [("Bob Second", 2), ("Ada Premier", 1)]
    assert "Non lu" in told(opened.get("/debate/trains/turns"))
    assert "par vous" in told(opened.get("/debate/trains/"))
    opened.correct("take_in", place=2, reach="paragraph")
    assert opened.turns()[1:4] == [("Bob Second", 1), ("Petit Carreau", 1), ("Bob Second", 1)]


def test_renamed_and_merged(opened: Browser) -> None:
    opened.correct("give", place=3, reach="rest", name="Petit Carreau")
    opened.correct("speaker", speaker="Petit Carreau", name="Petit Caro", role="")
    assert opened.turns()[2] == ("Petit Caro", 1)
    opened.correct("merge", speaker="Petit Caro", into="Ada Premier")
    assert opened.turns() == [("Ada Premier", 1), ("Bob Second", 2), ("Ada Premier", 4)]
    assert "déjà" not in opened.correct(
        "speaker", 400, speaker="Bob Second", name="Ada Premier", role=""
    )


def test_a_label_and_none(opened: Browser) -> None:
    opened.correct("label", place=3, label="Bob Second", new="Dora Quarte")
    assert opened.turns()[1:3] == [("Bob Second", 2), ("Dora Quarte", 1)]
    assert "nous le dit bien" in told(opened.get("/debate/trains/turns"))
    opened.correct("nobody", speaker="Petit Carreau")
    assert "Petit Carreau : Le prix du billet est raisonnable" in told(
        opened.get("/debate/trains/turns")
    )
    page = opened.correct("label", 400, place=1, label="Personne", new="Dora Quarte")
    assert "does not begin with" in page


def test_a_word(opened: Browser) -> None:
    lexicon = opened.folder / "trains/transcript/trains.lexicon.toml"
    opened.correct("word", written="billet", say="bi-yé", to="words")
    opened.correct("word", written="SNCF", spell="yes", say="")
    assert lexicon.read_text() == '[words]\nbillet = "bi-yé"\nSNCF = { spell = true }\n'
    assert "bi-yé" in opened.get("/debate/trains/words")
    before = lexicon.read_text()
    assert "must begin and end" in opened.correct("word", 400, written="-x-", say="x")
    assert lexicon.read_text() == before
    opened.correct("word", written="billet", say="")
    assert "billet" not in lexicon.read_text()
    for _ in range(3):
        opened.post("/debate/trains/undo")
    assert not lexicon.exists()


def test_the_plan_is_what_podcast_plan_writes(
    opened: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    opened.correct("give", place=3, reach="rest", name="Ada Premier")
    done = CliRunner().invoke(plan_command, [str(opened.plan)], catch_exceptions=False)
    assert "is up to date" in done.output


def test_a_file_that_was_changed_outside(opened: Browser) -> None:
    state = opened.state()
    text = opened.plan.read_text().replace("# title = ", 'title = "Le jour" # ')
    opened.plan.write_text(text)
    page = opened.post("/debate/trains/correct", 409, state=state, action="settle", place=3)
    assert "Les fichiers ont changé" in page and opened.plan.read_text() == text
    assert "Le jour" in opened.get("/debate/trains/")
    opened.correct("settle", place=3)
    # What was changed outside after a correction is not undone either.
    opened.plan.write_text(opened.plan.read_text() + "# à moi\n")
    opened.post("/debate/trains/undo", 409)
    assert "# à moi" in opened.plan.read_text()


def test_two_windows(opened: Browser) -> None:
    state = opened.state()
    opened.post("/debate/trains/correct", state=state, action="settle", place=3)
    page = opened.post(
        "/debate/trains/correct",
        409,
        state=state,
        action="give",
        place=3,
        reach="rest",
        name="Petit Carreau",
    )
    assert "Nothing was written" in page and opened.turns() == TURNS


def test_a_plan_that_is_wrong_is_told_and_left(opened: Browser) -> None:
    good = opened.plan.read_text()
    opened.plan.write_text(good.replace("# title", "titel"))
    page = opened.get("/debate/trains/", 400)
    assert "did you mean" in page or "`titel`" in page
    assert opened.post("/debate/trains/correct", 400, state="x", action="settle", place=3)
    os.utime(opened.plan, (time.time(), time.time()))
    assert opened.plan.read_text() == good.replace("# title", "titel")


def test_the_same_transcript_again(opened: Browser) -> None:
    opened.correct("settle", place=3)
    before = opened.plan.read_text()
    assert opened.upload(DEBATE.encode()).json()["location"].endswith("/debate/trains/")
    assert opened.plan.read_text() == before
    other = opened.upload(DEBATE.replace("nuit", "jour").encode())
    assert other.json()["location"].endswith("/debate/trains-2/")


def test_pasted(browser: Browser) -> None:
    where = browser.post("/paste", text=DEBATE.replace("\n", "\r\n"), called="Trains de nuit")
    assert where.endswith("/debate/trains-de-nuit/")
    assert (browser.folder / "trains-de-nuit/transcript/trains-de-nuit.txt").read_text() == DEBATE


def test_a_turn_is_split_inside_a_paragraph(opened: Browser) -> None:
    before = opened.plan.read_text()
    page = opened.get("/debate/trains/paragraph/1")
    assert "Il y a dans chaque gare un quai" in page.split('name="sentence"')[1]
    where = opened.correct("split", place=1, sentence=1, to="paragraph/2")
    assert where.endswith("/debate/trains/paragraph/2?said=split")
    opened.correct("give", place=2, reach="paragraph", name="Petit Carreau")
    assert opened.turns()[1:4] == [("Bob Second", 1), ("Petit Carreau", 1), ("Bob Second", 2)]
    assert 'split = ["Il y a dans chaque gare un quai"]' in opened.plan.read_text()
    assert "paragraphes coupés" in told(opened.get("/debate/trains/"))
    # Joined again, or undone step by step, all is as before.
    after = opened.plan.read_text()
    assert "Recoller" in opened.get("/debate/trains/paragraph/2")
    opened.correct("join", place=2)
    assert opened.turns() == TURNS and "split" not in opened.plan.read_text()
    opened.post("/debate/trains/undo")
    assert opened.plan.read_text() == after
    for _ in range(2):
        opened.post("/debate/trains/undo")
    assert opened.plan.read_text() == before
    assert "no such sentence" in opened.correct("split", 400, place=1, sentence=7)
