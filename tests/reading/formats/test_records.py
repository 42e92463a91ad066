"""JSON of transcription tools and chats, speech corpora, and XML with lists of people besides."""

import json
from pathlib import Path

import pytest

from podcast.errors import TranscriptError
from podcast.reading import read_debate
from podcast.reading.read import read_bytes

TALK = [
    ("Ada Lind", "Shall we open the gate before noon? I have the key."),
    ("Bo Ferris", "No. The hens are still out, and the fox was seen by the mill."),
    ("Ada Lind", "Then we wait until the hens are in."),
    ("Bo Ferris", "Thank you. It takes ten minutes at most."),
]
CODES = {"Ada Lind": 0, "Bo Ferris": 1}


def _words(key: str, **more: object) -> list[dict[str, object]]:
    return [
        {key: word, "speaker": CODES[who], "start": n, **more}
        for who, said in TALK
        for n, word in enumerate(said.split())
    ]


SHAPES = {
    "nested": {"data": {"turns_list": [{"by": {"name": w}, "said": {"text": t}} for w, t in TALK]}},
    "text-first": [{"transcript": t, "speaker": w} for w, t in TALK],
    "pairs": {"talk": [{who: said} for who, said in TALK]},
    "rows": [list(row) for row in TALK],
    "page": {"text": "".join(f"<p><b>{w}:</b> {t}</p>" for w, t in TALK), "media": "a.mp3"},
    "legend": {
        "speakers": [{"id": n, "name": who} for who, n in CODES.items()],
        "monologues": [
            {
                "speaker": CODES[who],
                "elements": [
                    {"type": kind, "value": value}
                    for word in said.split()
                    for kind, value in (("text", word), ("punct", " "))
                ],
            }
            for who, said in TALK
        ],
    },
    "words-beside-text": {
        "text": " ".join(said for _, said in TALK),
        "speakers": {"0": "Ada Lind", "1": "Bo Ferris"},
        "words": _words("word", confidence=0.9),
    },
    "times-name": {
        "speakers": [{"id": n, "name": who} for who, n in CODES.items()],
        "who": [
            {"start_time": f"{a}.{n}", "speaker_label": str(CODES[who])}
            for a, (who, said) in enumerate(TALK)
            for n, _ in enumerate(said.split())
        ],
        "items": [
            {"start_time": f"{a}.{n}", "alternatives": [{"content": word, "confidence": "1"}]}
            for a, (_, said) in enumerate(TALK)
            for n, word in enumerate(said.split())
        ],
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_json(shape: str) -> None:
    debate = read_bytes(json.dumps(SHAPES[shape]).encode(), Path("x.json"))
    assert [(t.speaker, t.paragraphs[0].text) for t in debate.turns] == TALK


def test_a_value_a_line() -> None:
    lines = "\n".join(json.dumps({"user": who, "msg": said}) for who, said in TALK)
    debate = read_bytes(lines.encode(), Path("x.jsonl"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_who_speaks_may_stand_only_where_that_changes() -> None:
    pieces = [
        {"body": sentence.strip() + ".", **({"speaker": who} if not place else {})}
        for who, said in TALK
        for place, sentence in enumerate(said.strip(".?").replace("?", ".").split("."))
    ]
    debate = read_bytes(json.dumps({"segments": pieces}).encode(), Path("x.json"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_json_without_speakers_is_for_one_voice(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"language": "en", "segments": [{"text": t} for _, t in TALK * 2]}))
    with pytest.raises(TranscriptError, match="say --one-voice"):
        read_debate(path)
    assert read_debate(path, one_voice="Ada").turns[0].speaker == "Ada"


def test_a_list_of_things_in_json_is_no_debate() -> None:
    things = [{"name": name, "description": f"A {name.lower()} of oak."} for name in
              ("Chair", "Table", "Lamp", "Bench")]  # fmt: skip
    with pytest.raises(TranscriptError, match="say --one-voice"):
        read_bytes(json.dumps({"items": things}).encode(), Path("x.json"))


def test_what_json_says_besides_is_left_out() -> None:
    data = {"summary": "A gate stays shut for the hens.", "segments": SHAPES["text-first"]}
    debate = read_bytes(json.dumps(data).encode(), Path("x.json"))
    assert [piece.text for piece in debate.left_out if piece.kind == "summary"] == [data["summary"]]


def test_tiers_are_put_in_order_by_their_times() -> None:
    tiers = "".join(
        f'item [{n + 1}]:\nclass = "IntervalTier"\nname = "{who}"\n'
        + "".join(
            f'intervals [{at}]:\nxmin = {at}\ntext = "{said if of == who else ""}"\n'
            for at, (of, said) in enumerate(TALK)
        )
        for who, n in CODES.items()
    )
    grid = f'File type = "ooTextFile"\nObject class = "TextGrid"\nitem []:\n{tiers}'
    debate = read_bytes(grid.encode(), Path("x.TextGrid"))
    assert [(t.speaker, t.paragraphs[0].text) for t in debate.turns] == TALK


def test_tiers_of_exmaralda_are_put_in_order_and_named() -> None:
    points = "".join(f'<tli id="T{at}" time="{at}"/>' for at in range(len(TALK) + 1))
    people = "".join(
        f'<speaker id="S{n}"><abbreviation>{who}</abbreviation></speaker>'
        for who, n in CODES.items()
    )
    tiers = "".join(
        f'<tier id="X{n}" speaker="S{n}" category="v" type="t">'
        + "".join(
            f'<event start="T{at}" end="T{at + 1}">{said}</event>'
            for at, (of, said) in enumerate(TALK)
            if of == who
        )
        + "</tier>"
        for who, n in CODES.items()
    )
    xml = (
        f"<basic-transcription><head><speakertable>{people}</speakertable></head>"
        f"<basic-body><common-timeline>{points}</common-timeline>{tiers}</basic-body>"
        "</basic-transcription>"
    )
    debate = read_bytes(xml.encode(), Path("x.exb"))
    assert [(t.speaker, t.paragraphs[0].text) for t in debate.turns] == TALK


def test_elan_glosses_are_not_speech() -> None:
    slots = "".join(f'<TIME_SLOT TIME_SLOT_ID="t{n}" TIME_VALUE="{n}"/>' for n in range(4))
    tiers = "".join(
        f'<TIER TIER_ID="{who}">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="t{n}"><ANNOTATION_VALUE>{said}'
            "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, (of, said) in enumerate(TALK)
            if of == who
        )
        + f'</TIER><TIER TIER_ID="{who} gloss" PARENT_REF="{who}"><ANNOTATION><REF_ANNOTATION>'
        "<ANNOTATION_VALUE>adv verb noun</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"
        for who in CODES
    )
    text = f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"
    debate = read_bytes(text.encode(), Path("x.eaf"))
    assert [(t.speaker, t.paragraphs[0].text) for t in debate.turns] == TALK


def test_captions_whose_agents_are_explained_and_whose_words_are_elements() -> None:
    codes = {who: f"s{n}" for who, n in CODES.items()}
    agents = "".join(
        f'<ttm:agent xml:id="{code}"><ttm:name>{who}</ttm:name></ttm:agent>'
        for who, code in codes.items()
    )
    cues = "".join(
        f'<p ttm:agent="{codes[who]}">'
        + " ".join(f"<span>{word}</span>" for word in said.split())
        + "</p>"
        for who, said in TALK
    )
    spaces = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    text = f"<tt {spaces}><head>{agents}</head><body><div>{cues}</div></body></tt>"
    debate = read_bytes(text.encode(), Path("x.ttml"))
    assert [(t.speaker, t.paragraphs[0].text) for t in debate.turns] == TALK


def test_an_identifier_beside_a_name_names_nobody() -> None:
    sitting = "".join(
        f'<speech speakername="{who}" person_id="p/{CODES[who]}"><p>{said}</p></speech>'
        for who, said in TALK
    )
    debate = read_bytes(f"<publicwhip>{sitting}</publicwhip>".encode(), Path("x.xml"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_a_list_of_members_after_the_sitting_is_not_the_debate() -> None:
    sitting = "".join(
        f"<turn><person><name>{who}</name></person><p>{said}</p><p>{said}</p></turn>"
        for who, said in TALK
    )
    members = "".join(
        f"<member><name>Ann{a} Of{b}</name><seat>of the river and its two banks</seat></member>"
        for a in "abcdefgh"
        for b in "rstuvwxy"
    )
    debate = read_bytes(f"<sitting>{sitting}{members}</sitting>".encode(), Path("x.xml"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_prose_that_nobody_says_is_a_doubt_with_its_words() -> None:
    turn = "<turn><name>{}</name><p>{}</p></turn>"
    sitting = "".join(turn.format(who, said) for who, said in TALK) * 5
    prose = "<story><para>The mill stood by the river and nobody had mended it.</para></story>" * 20
    debate = read_bytes(f"<book>{sitting}{prose}{sitting}</book>".encode(), Path("x.xml"))
    assert sum(turn.words for turn in debate.turns) == 10 * sum(len(s.split()) for _, s in TALK)
    (message,) = [doubt.message for doubt in debate.doubts if doubt.kind == "left-out"]
    assert message.startswith("220 words")


def test_an_address_is_nobody_and_a_name_no_code() -> None:
    people = [{"name": w, "href": f"https://x.org/{w[:3]}", "id": w.lower()} for w, _ in TALK]
    del people[-1]["id"]
    turns = [
        {"speaker": who, "text_blocks": [{"text": said}]}
        for who, (_, said) in zip(people, TALK, strict=True)
    ]
    data = {"href": "https://x.org/1", "talk": {"sections": [{"turns": turns}]}}
    debate = read_bytes(json.dumps(data).encode(), Path("x.json"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_who_appointed_a_judge_is_not_who_speaks() -> None:
    by = {"Ada Lind": [{"title": "Judge", "appointed_by": "Otto Lund"}], "Bo Ferris": None}
    turns = [{"speaker": {"name": w, "roles": by[w]}, "blocks": [{"text": t}]} for w, t in TALK]
    debate = read_bytes(json.dumps({"turns": turns}).encode(), Path("x.json"))
    assert [turn.speaker for turn in debate.turns] == [who for who, _ in TALK]


def test_rows_may_lack_their_last_cells() -> None:
    text = (
        'who,said,theme\n,"(Rain, outside)",\nAB:,"Yes, we begin.",rivers\n'
        ",And then the boats.,boats\n"
        'CD:,No.,\nAB:,"Why not, I ask?"\nCD:,Because it rains &#8212; as always.,"weather"\n'
    )
    debate = read_bytes(text.encode(), Path("x.csv"))
    assert [turn.speaker for turn in debate.turns] == ["AB", "CD", "AB", "CD"]
    assert debate.turns[-1].paragraphs[0].text == "Because it rains — as always."
