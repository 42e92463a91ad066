"""Words for what the gold tables cannot tell by ear, and for what must not be mistaken."""

import pytest

from podcast.wording.french.liaison import BREAK
from podcast.wording.spoken_words import words_to_say

SAID = """
L'article 1 dispose que | L'article 1 dispose que
L'amendement 41 propose | L'amendement 41 propose
la loi de 1901 organise | la loi de 1901 organise
n+1 équations | n plus 1 équations
de 1 à 3 étoiles | de 1 à 3 étoiles
au 31 route de Lyon | au 31 route de Lyon
Le PS : un parti | Le P S: un parti
J.-M. Verne et M.-C. Dupont | J M Verne et M C Dupont
les P.M.E. et la C.M.U. | les P M E et la C M U
IL N'Y A PAS DE SOLUTION | il n'y a pas de solution
IL Y A 3 CAS | il y a 3 cas
M. LE MAIRE A DIT NON | Monsieur le maire a dit non
RÉUNION DE LA SNCF ET DU MAIRE | réunion de la SNCF et du maire
La SNCF, la RATP et EDF | La SNCF, la R A T P et E D F
Le 1° de l'article 3 | Le premièrement de l'article 3
l'article 5, 3° | l'article 5, troisièmement
Il fait 3° de plus | Il fait 3 degrés de plus
au I de l'article 5, du II | au un de l'article 5, du 2
une aide d'1 M€, plus d'1 % | une aide d'un million d'euros, plus d'un pour cent
adhérent.es et député.es | adhérents et adhérentes et députés
agriculteurs·trices et usagers·ères | agriculteurs et agricultrices et usagers et usagères
heureux·euse, lui·elle, acteur·ices | heureux ou heureuse, lui ou elle, acteurs et actrices
municipal·es, municipal·aux·ales | municipaux et municipales, municipaux et municipales
élu/e/s, étudiants/es, ÉLU·E·S | élus, étudiants et étudiantes, élus
le Maire.les élus | le Maire.les élus
20 %de hausse | 20 pour cent de hausse
2h15min, 5 €50 | 2 heures 15 minutes, 5 euros 50
+/- 3 %, − 3 % | plus ou moins 3 pour cent, moins 3 pour cent
2,01 m | 2 mètres 01
vol. III, chap. III | volume 3, chapitre 3
II. – Le contexte | 2. Le contexte
5 l/100 km, 12 kWh/m²/an | 5 litres aux 100 kilomètres, 12 kilowattheures par mètre carré par an
5 M€/an, 100 euros/tonne | 5 millions d'euros par an, 100 euros par tonne
2x plus, 3x/jour, ×10 | 2 fois plus, 3 fois par jour, fois 10
10^6, 10⁻⁶, mc² | 10 puissance 6, 10 puissance moins 6, mc au carré
réunion du 12/5, le 5/6 décembre | réunion du 12 mai, le 5 et 6 décembre
2023-24, 2024-2025, 2024-2027 | 2023, 24, 2024, 2025, 2024 à 2027
J-7, J+1 | J moins 7, J plus 1
Débat - 15 ans d'eau, il fait - 15 degrés | Débat, 15 ans d'eau, il fait moins 15 degrés
Mes Martin et Durand | Maîtres Martin et Durand
le 1 er mai, 5è étage, Vè République | le premier mai, cinquième étage, cinquième République
oui – bref – non | oui, bref, non
oui — non (presque) – si | oui, non, presque, si
Un — deux—trois | Un, deux, trois
Il viendra : demain ; ou jamais… Bref | Il viendra: demain; ou jamais… Bref
de 10 – 15 % en 2024–2027 | de 10 à 15 pour cent en 2024 à 2027
le plan B, la lettre M, 5 m de haut | le plan B, la lettre M, 5 mètres de haut
Ce, Me, Le, CV, CD | Ce, Me, Le, C V, C D
CaféIA et ChatMD | Café I A et Chat M D
Selon Mary K. Petit et O. Marchesi, oui. | Selon Mary K Petit et O Marchesi, oui.
C'est le plan B. On part. | C'est le plan B. On part.
Pamela Toledo et Daniela Cuevas | Paméla Tolédo et Daniéla Cuévas
Cela va de Maurepas à Aubenas | Cela va de Maurepas à Aubenas
Mme SUELOS et Miguel | Madame Suélosse et Miguel
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_words(line: str) -> None:
    written, said = line.split(" | ")
    assert words_to_say(written, "fr").words == said


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Nicolas et Agnès ont signé.", ["et", "ont"]),
        ("Les cartes et les mesures à Angers.", ["et", "à"]),
        ("Les élus ont dit aux amis anglais.", ["ont", "aux"]),
        ("Un pays ancien et des pays unis.", ["ancien", "et"]),
        ("Pourrons-nous entrer un jour ?", ["entrer", "un"]),
        ("De temps en temps, pas à pas, plus ou moins.", []),
        ("Nous avons un ancien usage des outils.", []),
        ("Les héros et les héroïnes.", ["héros", "et"]),
    ],
)
def test_where_no_liaison_is_made(text: str, broken: list[str]) -> None:
    said = words_to_say(text, "fr")
    after = [said.words[offset + 1 :].split()[0] for offset, p in said.placed() if p.ipa == BREAK]
    assert after == broken


@pytest.mark.parametrize(
    ("text", "words", "ipa"),
    [
        ("Le bon usage.", "bon", "bɔn"),
        ("Son vœu, de son avis.", "son", "sɔ̃n"),
        ("Où dort-elle ?", "-", "|t"),
        ("Comment allez-vous ?", " ", "|t"),
        ("Six hameaux.", "Six", "si"),
        ("Mes homologues.", " ", "|z"),
    ],
)
def test_which_liaison_is_made(text: str, words: str, ipa: str) -> None:
    pieces = words_to_say(text, "fr").pieces
    assert [(p.words, p.ipa) for p in pieces if p.ipa.strip(BREAK)] == [(words, ipa)]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Le livre Artificial life for all est lu.", "Artificial life for all"),
        ("On dit ready to use partout.", "ready to use"),
        ("Le label Design for all aide.", "Design for all"),
        ("Le for intérieur de la maire, un football, un budget.", ""),
        ("Du machine learning en open source.", ""),
    ],
)
def test_an_english_phrase_is_english_throughout(text: str, english: str) -> None:
    pieces = words_to_say(text, "fr").pieces
    assert "".join(piece.words for piece in pieces if piece.language == "en") == english


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("Ces algorithmes et ses enfants.", 0),  # "ces‿algorithmes" is the engine's
        ("Les autres élus, de nombreuses années.", 2),
    ],
)
def test_a_liaison_after_two_consonants_has_a_mute_e(text: str, sounds: int) -> None:
    pieces = words_to_say(text, "fr").pieces
    assert sum(piece.ipa == "|əz" for piece in pieces) == sounds
