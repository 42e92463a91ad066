"""Files made from a grammar of their format, as hypothesis strategies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

_odd = st.sampled_from(
    ["", " ", "…", "-", "—", "?", "\u200b", "\u202eabc\u202c", "e" + "\u0301" * 60, "שלום",
     "日本語", "🙂", "\ufeff", "\x00", "\x1b[31m", "<speak>", '<break time="1h"/>', "[[h@l'oU]]",
     "&amp;", "\x01", "&#32;", "1 234 567,89 €", "12/31/2024", "XXXIV", "M.", "A.B.C.", "l'", "n°",
     "50 %",
     "https://example.org/x?y=z", "a@b.c", "©", "½", "²", "9" * 50, "(rires)", "{{x}}", "\\", "//"]
)  # fmt: skip
_words = st.one_of(
    st.text(max_size=40),
    st.text("abcdé ,'’12«»-–?!:;()[]", min_size=1, max_size=60),
    st.sampled_from(["Bonjour à tous.", "Le train roule de nuit, je crois.", "Et vous ?", "Oui.",
                     "I do not think so, and it is late.", "Qu'en pensez-vous ?"]),
    _odd,
)  # fmt: skip
said = st.lists(_words, min_size=1, max_size=6).map(" ".join)
names = st.one_of(
    st.sampled_from(["Ada PREMIER", "Bob SECOND", "M. Tiers", "Mme la présidente", "AP", "Q", "R",
                     "Plusieurs députés", "Le président", "Zoé", "Dr. X", "Speaker 1", "日本"]),
    st.text(min_size=1, max_size=12),
)  # fmt: skip
_forms = st.sampled_from(
    ["{n} : {s}", "**{n} :** {s}", "{n}. – {s}", "{n}\n\n{s}", "[00:01:02] {n} : {s}",
     "{n} (AP): {s}", "**{n}** {s}", "{n} – {s}", "## {s}", "({s})", "- {s}", "> {s}", "{s}",
     "| {n} | {s} |", "Intervenants :\n- {n}, {s}", "Présidence de {n}", "*{s}*", "1. {s}", "{n}:"]
)  # fmt: skip


def _filled(form: str, n: str, s: str) -> str:
    return form.replace("{n}", n).replace("{s}", s)


_blocks = st.lists(st.builds(_filled, _forms, names, said), min_size=1, max_size=14)
_joint = st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n \n"])
_text = st.builds(
    lambda blocks, joint: joint.join(blocks).encode("utf-8", "replace"), _blocks, _joint
)

_tag = st.sampled_from(["p", "b", "div", "table", "tr", "td", "li", "ul", "h1", "h2", "span", "em",
                        "nav", "main", "section", "dl", "dt", "dd", "script", "a", "br", "svg"]
)  # fmt: skip
_html = st.recursive(
    said.map(lambda text: text.replace("<", "&lt;")),
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", _tag, st.lists(inside, max_size=5)
    ),
    max_leaves=30,
).map(lambda body: f"<!doctype html><html><body>{body}".encode("utf-8", "replace"))

_turns = st.lists(st.tuples(names, said), min_size=1, max_size=12)


def _layout_text(turns: list[tuple[str, str]]) -> bytes:
    body = "\n\n".join(f"@ {name}\n{text}" for name, text in turns)
    return f"podcast transcript, version 1\nspeakers:\nturns:\n\n{body}\n".encode(
        "utf-8", "replace"
    )


def _cues(turns: list[tuple[str, str]], *, vtt: bool) -> bytes:
    mark, head = (".", "WEBVTT\n\n") if vtt else (",", "")
    cues = (
        f"{n}\n00:00:{n % 60:02}{mark}000 --> 00:00:{n % 60:02}{mark}900\n"
        + (f"<v {name}>{text}" if vtt else f"{name}: {text}")
        for n, (name, text) in enumerate(turns)
    )
    return (head + "\n\n".join(cues)).encode("utf-8", "replace")


def _tei(turns: list[tuple[str, str]]) -> bytes:
    from html import escape

    body = "".join(f'<u who="{escape(n)}"><seg>{escape(t)}</seg></u>' for n, t in turns)
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    return f"{start}{body}</body></text></TEI>".encode("utf-8", "replace")


_value: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), said, names),
    lambda inside: st.one_of(
        st.lists(inside, max_size=4), st.dictionaries(st.text(max_size=8), inside, max_size=4)
    ),
    max_leaves=8,
)
_turn = st.fixed_dictionaries(
    {"speaker": names, "line": st.integers(-2, 99), "text": st.lists(said, min_size=1, max_size=3)},
    optional={"lines": _value},
)
_place = {"turn": st.integers(-1, 5), "paragraph": st.integers(-1, 3), "line": st.integers(-2, 99)}
_json = st.one_of(
    st.fixed_dictionaries(
        {"title": said, "language": st.sampled_from(["fr", "en", "de", "", "x" * 99]),
         "turns": st.lists(_turn, max_size=6)},
        optional={
            "date": st.one_of(said, st.sampled_from(["2024-05-28", "2024", "日本", "x"])),
            "date_text": said, "subtitle": said,
            "headings": st.lists(st.fixed_dictionaries(
                {**_place, "text": said, "level": st.integers(-9, 99)}), max_size=3),
            "directions": st.lists(st.fixed_dictionaries(
                {**_place, "text": said, "offset": st.integers(-9, 999)}), max_size=3),
            "speakers": st.lists(st.fixed_dictionaries(
                {"name": names}, optional={"role": said, "voice": said, "moderator": _value}),
                max_size=4),
            "doubts": _value, "left_out": _value,
        },
    ),
    st.fixed_dictionaries({"segments": st.lists(st.fixed_dictionaries(
        {"speaker": st.one_of(names, st.integers()), "text": said}), max_size=9)}),
    _value,
).map(lambda value: json.dumps(value).encode())  # fmt: skip

_toml_value = st.one_of(
    said.map(json.dumps), st.integers().map(str), st.booleans().map(lambda b: str(b).lower()),
    st.lists(names.map(json.dumps), max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
    st.sampled_from(["1979-05-27", "inf", "{ }", '{ say = "x" }', '{ ipa = "a" }', "'x'",
                     '""" """']),
)  # fmt: skip


def _toml(headers: list[str], keys: list[str], first: str) -> st.SearchStrategy[bytes]:
    line = st.builds(lambda key, value: f"{key} = {value}", st.sampled_from(keys), _toml_value)
    header = st.builds(
        lambda form, name: form.replace("NAME", json.dumps(name)), st.sampled_from(headers), names
    )
    body = st.lists(st.one_of(line, line, header, said.map(lambda t: "# " + t)), max_size=12)
    return body.map(lambda lines: "\n".join([first, *lines]).encode("utf-8", "replace"))


_GRAMMARS: dict[str, st.SearchStrategy[bytes]] = {
    "text": _text,
    "markdown": _text,
    "html": _html,
    "layout": _turns.map(_layout_text),
    "srt": _turns.map(lambda turns: _cues(turns, vtt=False)),
    "vtt": _turns.map(lambda turns: _cues(turns, vtt=True)),
    "tei": _turns.map(_tei),
    "json": _json,
    "plan": _toml(
        ["[speaker.NAME]", "[[passage]]", "[themes]", "[theme.NAME]", "[episodes]", "[made]"],
        ["name", "role", "voice", "also", "begins", "speaker", "chapter", "themes", "words", "date",
         "title", "banned", "whole", "speakers", "source", "language"],
        'source = "debate.txt"',
    ),
    "lexicon": _toml(["[words]", "[words.NAME]"], ["IA", '"big tech"', "say", "ipa", "spell", "é"],
                     "[words]"),
    "series": _toml(["[person.NAME]", "[feed]"], ["title", "voice", "also", "author", "link",
                     "category", "cover", "language", "explicit"], 'title = "x"'),
}  # fmt: skip
GENERATED = tuple(_GRAMMARS)


def generated(kind: str, number: int, count: int) -> list[bytes]:
    """`count` files of the format `kind`; the same for the same `number`."""
    found: list[bytes] = []

    def keep(data: bytes) -> None:
        found.append(data)

    run: Callable[[], None] = seed(number)(
        settings(
            max_examples=count,
            database=None,
            deadline=None,
            derandomize=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(_GRAMMARS[kind])(keep))
    )
    run()
    return found[:count]
