from pathlib import Path

from podcast.reading.read import read_bytes

HEARING = """COUNTY COURT OF VALBRUNE

THE COURT: Call your first witness.

MR. REED: The plaintiff calls Adam Pike.

{sworn}

EXAMINATION

BY MR. REED:

     Q.  Where were you on the evening of the flood?

     A.  I was at home, near the old mill on the river.

     MS. POND:  Objection. It calls for an opinion.

     THE COURT:  Overruled. You may answer.

BY THE WITNESS:

     A.  I was at home, as I said.

CROSS-EXAMINATION

BY MS. POND:

     Q.  Mr. Pike, had you been drinking that evening?

     A.  No, I had not.

     MS. POND:  Thank you. That is all.
"""


def speakers(text: str) -> list[str]:
    debate = read_bytes(text.encode(), Path("hearing.txt"))
    assert "BY" not in " ".join(p.text for turn in debate.turns for p in turn.paragraphs)
    return [turn.speaker for turn in debate.turns][2:]


def test_letters_ask_and_answer_for_whoever_examines_and_the_witness() -> None:
    text = HEARING.format(sworn="THE WITNESS: Adam Pike, of this county.")
    examined = ["Mr. Reed", "The Witness", "Ms. Pond", "The Court", "The Witness"]
    assert speakers(text) == ["The Witness", *examined, "Ms. Pond", "The Witness", "Ms. Pond"]


def test_a_witness_who_is_sworn_in_has_a_name() -> None:
    sworn = "ADAM PIKE, called as a witness, having been duly sworn, testified as follows:"
    assert speakers(HEARING.format(sworn=sworn)).count("Adam Pike") == 3


def test_who_examines_in_french() -> None:
    text = """Audience du tribunal de Valbrune

LE PRÉSIDENT : Appelez le premier témoin.

ME ROUX : Nous appelons Monsieur Tilleul.

LE TÉMOIN : Je suis pêcheur, et j'habite au bord de l'eau.

PAR ME ROUX :

Q. Où étiez-vous le soir de la crue ?

R. J'étais chez moi, près du moulin.

Q. Avez-vous vu monter l'eau ?

R. Oui, très vite, en une heure à peine.

ME LAURIER : Objection, le témoin n'était pas seul.

PAR ME LAURIER :

Q. Qui était avec vous ce soir-là ?

R. Mon frère et les voisins d'en face.
"""
    names = [t.speaker for t in read_bytes(text.encode(), Path("a.txt")).turns]
    assert names[3:7] == [names[3], "Le Témoin", names[3], "Le Témoin"]
    assert "Roux" in names[3]
    assert "Laurier" in names[-2]
    assert names[-1] == "Le Témoin"
