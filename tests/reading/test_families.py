"""Families of layout that were once read wrong: forms, notes, dashes, headings, run-in labels."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.model import Debate
from podcast.reading.names import key
from podcast.reading.read import read_bytes

SAID = (
    "Nous avons écouté les habitants, et c'est seulement après que le projet a pris forme.",
    "Je ne suis pas certain que cela suffise. Il faut des moyens, du temps, et des gens.",
    "C'est une question difficile. Quand on regarde les chiffres, on voit que cela baisse.",
    "Au début personne n'y croyait. Et puis un soir, vingt voisins sont venus m'aider.",
    "On me dit souvent que c'est trop cher. Je réponds que ne rien faire coûte davantage.",
    "Nous en reparlerons au printemps, quand les travaux de la digue seront terminés.",
)
ASKED = (
    "Comment est née cette association ?",
    "Vous attendiez-vous à un tel succès ?",
    "Qu'est-ce qui a été le plus difficile ?",
    "Et demain, quels sont vos projets ?",
)
HEADED = (
    "Bonjour Odile, merci de nous recevoir !",
    "Comment êtes-vous venue à la vannerie ?",
    "Parlez-nous un peu de vos premières années.",
    "Vous travaillez surtout l'osier, mais depuis peu aussi le châtaignier.",
    "Combien de temps faut-il pour un panier ?",
    "Un dernier mot pour celles qui voudraient se lancer ?",
)
TWO = "".join(
    f"{name} : {said}\n\n" for name, said in zip(("Anne Roux", "Paul Bay") * 3, SAID, strict=True)
)
INTERVIEW = ["Journaliste", "Invité"]


def read(text: str) -> Debate:
    return read_bytes(text.encode(), Path("x.md"), language="fr")


def speakers(text: str) -> list[str]:
    return [turn.speaker for turn in read(text).turns]


def pairs(asked: tuple[str, ...], form: str) -> str:
    return "".join(form.format(q, a) for q, a in zip(asked, SAID, strict=False))


FORM = "".join(
    f"Point {n} – {what}\nConstat : toiture à refaire\nDécision : étude\nResponsable : {who}"
    f"\nÉchéance : {n} mars\n\n"
    for n, what, who in (
        (1, "Gymnase", "J. Tissier"),
        (2, "Stade", "A. Morel"),
        (3, "Hall", "P. Ouvrard"),
    )
)
FIELDS = "".join(
    f"<p><b>Applicant:</b> {who}</p><p><b>Premises:</b> {n} Mill Road.</p>"
    f"<p><b>Request:</b> To extend the opening hours until midnight on Fridays.</p>"
    for n, who in enumerate(("Marlow Bakery", "Dean Cycles", "Ferry Tavern"), start=4)
)
NOTES = "# Réunion de parents\n\n" + "".join(
    f"**{what} :** {told}\n\n"
    for what, told in (
        ("Cantine", "les menus seront affichés. Plusieurs familles ont signalé un oubli."),
        ("Sorties", "la visite du moulin est confirmée. Il manque deux accompagnateurs."),
        ("Fête", "elle aura lieu le 21 juin. Le comité cherche des tables."),
        ("Divers", "le portail ferme mal ; la mairie a été prévenue."),
    )
)  # fmt: skip
ARTICLE = (
    "# The river path\n\n## History\n\nThe path was laid out in 1820.\n\n## Where does it go?\n\nIt"
    " follows the bank from the lock to the weir.\n\n## Who may use it?\n\nWalkers may, all year."
    "\n\n## Upkeep\n\nVolunteers cut the grass.\n\n## Contact\n\nWrite to the society.\n"
)


@pytest.mark.parametrize(
    "text", [FORM, FIELDS, NOTES, ARTICLE], ids=["form", "page", "notes", "faq"]
)
def test_where_nobody_speaks_nobody_is_found(text: str) -> None:
    with pytest.raises(TranscriptError, match="nobody speaks"):
        read(text)


@pytest.mark.parametrize(
    "form",
    [
        "— {}\n\n{}\n\n",
        "- {}\n\n{}\n\n",
        "<p>– {}</p><p>{}</p>",
        "– {}\n\n– {}\n\n",
        "— {}\n— {}\n\n",
    ],
)
def test_a_dash_asks(form: str) -> None:
    debate = read("<h1>Au moulin</h1>" * form.startswith("<") + pairs(ASKED, form))
    assert [turn.speaker for turn in debate.turns] == INTERVIEW * 4
    assert [turn.paragraphs[0].text for turn in debate.turns[::2]] == list(ASKED)


@pytest.mark.parametrize("form", ["## {}\n\n{}\n\n", "<h3>{}</h3><p>{}</p>"])
def test_headings_of_which_only_some_ask(form: str) -> None:
    title = "<h1>Rencontre</h1>" if form.startswith("<") else "# Rencontre\n\n"
    assert speakers(title + pairs(HEADED, form)) == ["Journaliste", "Odile"] * 6


def test_headings_that_address_whoever_has_labels() -> None:
    text = pairs(HEADED[1:], "## {}\n\nOdile Berthou : {}\n\nJe le dis souvent.\n\n")
    assert speakers(text) == ["Journaliste", "Odile Berthou"] * 5


def test_names_as_headings_below_questions() -> None:
    names = ("**kd_0**", "Aude Perrin")
    text = "# Deux métiers\n\n" + "".join(
        f"## {q}\n\n" + "".join(f"#### {name}\n\n{SAID[n]}\n\n" for n, name in enumerate(names))
        for q in ASKED
    )
    debate = read(text)
    assert [key(turn.speaker) for turn in debate.turns] == ["kd 0", "aude perrin"] * 4
    assert [heading.text for heading in debate.headings] == list(ASKED)


def test_a_name_in_brackets_says_who_is_asked() -> None:
    text = "".join(
        f"### {n}. ({who}) {q}\n\n({who}){mark} {a}\n\n"
        for n, (who, mark, q, a) in enumerate(
            zip(("Lou", "Sami") * 2, (" :", "", "\n\n", ""), ASKED, SAID, strict=False), start=1
        )
    )
    assert speakers(text)[1::2] == ["Lou", "Sami"] * 2


@pytest.mark.parametrize(
    "labels",
    [("M. ROUX.–", "MME BAY.–"), ("Mme Aubry :", "M. Josse :"), ("Mr. HALE.", "Mrs. PIKE.")],
)
def test_labels_inside_a_paragraph(labels: tuple[str, str]) -> None:
    turns = [f"{label} {said}" for label, said in zip(labels * 3, SAID, strict=True)]
    text = "\n\n".join(" ".join(turns[n : n + 3]) for n in (0, 3))
    assert len(speakers(text)) == 6


def test_what_looks_like_a_label_inside_a_turn_stays() -> None:
    text = (
        "Anne Roux : Voici le texte. Article 3 : la commune décide.\n\nPaul Bay : Bien. M. Cam a"
        " répondu.\n\nAnne Roux : Je le sais. Conclusion : il faut voter.\n\nPaul Bay : Oui.\n"
    )
    assert speakers(text) == ["Anne Roux", "Paul Bay"] * 2


def test_numbered_lines_and_the_index_of_a_court() -> None:
    who = ("CHIEF JUSTICE ALDER", "MR. PENNINGTON") * 6
    body = [f"    {name}:  {said}" for name, said in zip(who, SAID * 2, strict=True)]
    pages = [body[n : n + 6] for n in (0, 6)]
    text = "".join(
        "".join(f"{n:2d}   {line}\n\n" for n, line in enumerate(page, 1))
        + "   7\n\n Official - Review\n\n"
        for page in pages
    )
    assert len(speakers(text + " waives 63:9,15      yes 17a 35:1     words 23:17\n")) == 12


def test_a_line_without_number_within_a_numbered_page_is_said() -> None:
    text = "".join(
        f"{n:2d}   {name}:  {said}\n" + "     And so said all of us.\n" * (n == 3)
        for n, (name, said) in enumerate(zip(("MR. ALDER", "MS. BAY") * 3, SAID, strict=True), 1)
    )
    assert "And so said all of us." in " ".join(
        p.text for turn in read(text).turns for p in turn.paragraphs
    )


@pytest.mark.parametrize("entry", ["{}  ....... {}", "{}      {}", "{0}\n   pour {0}     {1}"])
def test_a_table_of_contents_names_nobody(entry: str) -> None:
    listed = ("Anne Roux", "Paul Bay", "La vanne : Zoé Cam", "Les digues")
    contents = "\n".join(entry.format(name, 3 * n) for n, name in enumerate(listed, 1))
    debate = read(f"Intervenants :        Page\n{contents}\n\n{TWO}")
    assert [speaker.name for speaker in debate.speakers] == ["Anne Roux", "Paul Bay"]
    left = [piece.text for piece in debate.left_out if piece.kind == "contents"]
    assert left[1:] == [" ".join(line.split()) for line in contents.split("\n")]


def test_figures_that_do_not_rise_are_no_table_of_contents() -> None:
    votes = "\n".join(f"Bureau {n}       {v}" for n, v in enumerate((40, 12, 31, 7), 1))
    debate = read(f"{TWO}{votes}\n\nAnne Roux : Voilà.\n")
    assert "contents" not in {piece.kind for piece in debate.left_out}


@pytest.mark.parametrize(
    "form",
    [
        "> **{} :** {}\n\n",
        "**{}**\n\n> {}\n\n",
        "{} : « {} »\n\n",
        "<blockquote>{}: {}</blockquote>",
    ],
)
def test_where_speech_is_quoted_the_rest_is_comment(form: str) -> None:
    names = ("Anne Roux", "Paul Bay") * 3
    text = "".join(
        form.format(name, said)
        + ("<p>Ici la bande est coupée.</p>" if "<" in form else "La salle rit.\n\n")
        for name, said in zip(names, SAID, strict=True)
    )
    debate = read("<h1>Un débat</h1>" * ("<" in form) + text)
    assert [turn.speaker for turn in debate.turns] == list(names)
    assert all(len(turn.paragraphs) == 1 for turn in debate.turns)
    assert [doubt.kind for doubt in debate.doubts] == ["comment"]


def doubts(text: str) -> list[tuple[str, int | None]]:
    return [(doubt.kind, doubt.line) for doubt in read(text).doubts]


def test_a_name_that_stands_as_a_label_would_inside_a_turn_is_a_doubt() -> None:
    turns = "".join(f"Anne Roux : {a}\n\nPaul Bay : {b}\n\n" for a, b in pairwise(SAID))
    assert doubts(turns) == []
    assert doubts(turns + "Je cite – Bay : il a raison.\n") == [("unlabelled", 21)]
    assert doubts(turns + "??: Et moi, je ne le crois pas.\n") == [("unknown-speaker", 21)]


def test_a_giant_turn_and_a_guessed_guest_are_doubts() -> None:
    turns = f"Anne Roux : {SAID[0]}\n\nPaul Bay : {SAID[1]}\n\n" * 3
    assert doubts(turns + f"{SAID[2]}\n\n" * 60) == [("giant-turn", 11)]
    told = "Chez Odile Berthou, au bord de la voie\n\n"
    assert (
        doubts("# Au moulin\n\n" + told + pairs(ASKED, "**{}**\n\n{}\n\n"))[0][0] == "guessed-guest"
    )


@pytest.mark.parametrize(
    "phrase",
    [
        "Je mets aux voix : qui est contre ? Personne.",
        "Autre exemple : la cantine, où les enfants attendent debout.",
        "Relevé : adopté à l’unanimité.",
    ],
)
def test_what_is_said_again_and_again_before_a_colon_is_nobody(phrase: str) -> None:
    turns = "".join(
        f"Mme ROUX : {a}\n\n{phrase}\n\nM. BAY : {b} Un autre exemple suit.\n\n"
        for a, b in pairwise(SAID)
    )
    assert set(speakers(turns)) == {"Mme Roux", "M. Bay"}


def test_people_who_are_told_to_speak_speak() -> None:
    verbs = ("demande", "répond", "précise")
    said = [
        f"{n} {v} : « {s} »"
        for n, v, s in zip(("Anne Roux", "Paul Bay") * 3, verbs * 2, SAID, strict=True)
    ]
    assert speakers("\n\n".join(said)) == ["Anne Roux", "Paul Bay"] * 3


def test_references_at_the_end_are_nobody() -> None:
    turns = "".join(f"Anne Roux : {a}\n\nPaul Bay : {b}\n\n" for a, b in pairwise(SAID))
    end = "- Georges Rivat : Histoire des ponts, 1998\n- Lise Morand : Crues, 2004\n"
    assert set(speakers(turns + end)) == {"Anne Roux", "Paul Bay"}


def test_a_bracket_around_or_behind_a_label_is_no_part_of_the_name() -> None:
    turns = "".join(f"Anne Roux : {a}\n\nPaul Bay : {b}\n\n" for a, b in pairwise(SAID))
    turns += f"(Anne Roux : {SAID[1]})\n\nPaul Bay) : {SAID[0]}\n\n(Anne Roux : {SAID[2]}"
    assert speakers(turns) == [*["Anne Roux", "Paul Bay"] * 6, "Anne Roux"]
    assert ")" not in "".join(p.text for turn in read(turns).turns for p in turn.paragraphs)


def test_a_name_is_no_running_head_below_a_title() -> None:
    parts = "".join(
        f"{title}\n\nAnne Roux\n{a}\n\nPaul Bay\n{b}\n\n"
        for title, (a, b) in zip(("Les ponts", "La crue", "Le quai"), pairwise(SAID), strict=False)
    )
    assert speakers(parts) == ["Anne Roux", "Paul Bay"] * 3


def test_remarks_before_the_first_label_are_said_by_somebody_and_a_doubt_says_so() -> None:
    remarks = "".join(f"{said} Je vous en remercie tous.\n\n" for said in SAID)
    debate = read(remarks + "".join(f"Q - {q}\n\nR - {SAID[0]}\n\n" for q in ASKED))
    assert [turn.speaker for turn in debate.turns][:3] == ["Orateur", "Question", "Orateur"]
    assert [doubt.kind for doubt in debate.doubts] == ["text-before-speech"]
    assert len(debate.turns[0].paragraphs) == len(SAID)


def test_two_who_are_named_once_take_turns_at_dashes() -> None:
    text = (
        "# Au bord de l'eau\n\n**Léa Orme** : – Bonjour à vous.\n\nJean Tilleul : - Bonjour !\n\n"
    )
    text += "".join(
        f"*– {asked} ?*\n\n–{said}\n\n"
        for asked, said in (
            ("Vous venez de loin", "Non, de la maison d'en face."),
            ("Et vous y restez", "Tant que la rivière me garde."),
            ("Que pêchez-vous", "Des truites, quand il y en a."),
        )
    )
    debate = read(text)
    assert [turn.speaker for turn in debate.turns] == ["Léa Orme", "Jean Tilleul"] * 4
    assert debate.turns[2].paragraphs[0].text == "Vous venez de loin ?"
    assert [doubt.kind for doubt in debate.doubts] == ["dashes"]


def test_each_interview_below_another_has_its_guest() -> None:
    text = "# Rencontres\n\n"
    for guest, words in (("Mme Orme", "Deux ans."), ("M. Tilleul", "Dix ans, je crois.")):
        text += f"## Échange avec {guest}\n\n"
        for asked in ("Depuis quand êtes-vous là ?", "Et avant, où étiez-vous ?"):
            text += f"**Question :** {asked}\n\n**Réponse :** {words}\n\n"
    assert speakers(text) == ["Question", "Mme Orme"] * 2 + ["Question", "M. Tilleul"] * 2


def test_a_letter_asks_without_a_mark() -> None:
    text = "".join(
        f"MR. REED:  {said}\n\nQ    {asked}\n\n"
        for asked, said in (
            ("Will it rain on the parade?", "Good morning, everyone."),
            ("And about the bridge?", "Perhaps it will; we watch the sky."),
            ("Thank you, sir.", "The bridge is closed until Friday."),
        )
    )
    names = [turn.speaker for turn in read(text + "MS. POND:  Thanks, everybody.\n").turns]
    assert names == ["Mr. Reed", names[1]] * 3 + ["Ms. Pond"]
    assert names[1] != "Mr. Reed"


def test_what_is_commented_out_is_not_read() -> None:
    text = (
        "**Léa Orme :** Bonjour. <!-- 00:00:10 --> Nous parlons des plantes.\n\n<!-- **Jean :**\n"
        "enfin, je crois -->\n\n**Jean Tilleul :** Elles soignent depuis toujours.\n"
    )
    debate = read(text)
    assert [p.text for turn in debate.turns for p in turn.paragraphs] == [
        "Bonjour. Nous parlons des plantes.",
        "Elles soignent depuis toujours.",
    ]
    left = [(piece.text, piece.line) for piece in debate.left_out if piece.kind == "commented out"]
    assert left == [("00:00:10", 1), ("**Jean :** enfin, je crois", 3)]


def test_tags_of_site_generators_are_not_read() -> None:
    text = (
        "{% include video.html vid=page.id %}\n\n**Léa Orme :** Bonjour.\n{: .asker }\n\n"
        "**Jean Tilleul :** Elles soignent {{< mark >}} depuis {toujours}.\n{: .guest }\n"
    )
    debate = read(text)
    assert [p.text for turn in debate.turns for p in turn.paragraphs] == [
        "Bonjour.",
        "Elles soignent depuis {toujours}.",
    ]
    assert [one.kind for one in debate.left_out].count("template tag") == 4


def test_turns_that_begin_inside_a_sentence_are_a_doubt() -> None:
    text = "Entretien avec Odile Serin\n\n"
    for asked in (
        "Comment êtes-vous venue ?",
        "Qui vous l'apprit ?",
        "Que faites-vous ?",
        "Et demain ?",
    ):
        text += f"**{asked} Je dis que**\n\nla rivière.\n\n**{asked}**\n\nOui.\n\n"
    kinds = [doubt.kind for doubt in read(text).doubts]
    assert "cut-sentence" in kinds


def test_a_question_in_bold_that_goes_on_a_sentence_is_none() -> None:
    text = "Entretien avec Odile Serin\n\n"
    for asked in ASKED[:4]:
        text += f"**{asked}**\n\nOui, et j'aime\n\n**beaucoup cela ?**\n\nsurtout le dimanche.\n\n"
    assert [turn.speaker for turn in read(text).turns] == ["Journaliste", "Odile Serin"] * 4


def test_a_letter_is_whose_name_begins_with_it_and_a_doubt_where_two_do() -> None:
    said = ["Lou : J'y suis né.", "Ada : Vraiment ?", "L : Oui.", "Ada : Bien.", "L : J'y reste."]
    debate = read("\n\n".join(said))
    assert {turn.speaker for turn in debate.turns} == {"Lou", "Ada"}
    assert debate.doubts == ()
    both = read("\n\n".join(["Lia : Bonjour.", *said]))
    assert any("“L”" in doubt.message for doubt in both.doubts)


def test_words_that_stand_out_in_a_sentence_ask_nothing() -> None:
    text = "Entretien avec Odile Serin\n\n"
    for asked in ASKED[:4]:
        text += (
            f"**{asked}**\n\nJ'aime le bois, et\n**surtout l'osier qui vient**\nde la rivière.\n\n"
        )
    assert [turn.speaker for turn in read(text).turns] == ["Journaliste", "Odile Serin"] * 4
