"""Corrections as the pages ask for them, as decisions of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from podcast.errors import PodcastError
from podcast.language.sentences import sentences
from podcast.planfile.applying import places_inside
from podcast.planfile.editing import Decision
from podcast.store.toml import Value
from podcast.studio.forms import Form
from podcast.studio.opened import Opened
from podcast.studio.views import checked_place

PARAGRAPH, REST, TURN = "paragraph", "rest", "turn"
"""How far a correction reaches: one paragraph, from it to the end of the turn, the whole turn."""

_FIRST_WORDS = 8  # of a paragraph that is split from another, in the plan; more where they recur


class CorrectionError(PodcastError):
    """What a page asked for cannot be done."""


def reach(debate: Opened, place: int, how_far: str) -> range:
    """Return the places from `place` on, or around it, that belong to its turn as it is now."""
    said = debate.said
    if how_far == PARAGRAPH:
        return range(place, place + 1)
    speaker = said[place]
    after = sum(1 for _ in takewhile(lambda one: one == speaker, said[place:]))
    if how_far == REST:
        return range(place, place + after)
    before = sum(1 for _ in takewhile(lambda one: one == speaker, reversed(said[:place])))
    return range(place - before, place + after)


def given_to(debate: Opened, places: range, name: str) -> list[Decision]:
    """Return the decisions that give `places` to the speaker shown as `name`, or to somebody new
    of that name."""
    name = " ".join(name.split())
    if not name:
        raise CorrectionError("Nobody is named; choose somebody, or write a new name.")
    decisions = []
    if name in debate.people.speakers:
        own = debate.entry_name(name)
    else:
        own = name
        decisions = [Decision(("speaker", name), "name", name)]
    now = [debate.entry_name(said) if said else None for said in debate.said]
    return decisions + _spread(debate, places, "speaker", own, now)


def left_out(debate: Opened, places: range, out: bool) -> list[Decision]:
    """Return the decisions that leave `places` out, or take them in again."""
    return _spread(debate, places, "left_out", out, [said is None for said in debate.said])


def settled(debate: Opened, place: int) -> list[Decision]:
    """Return the decision that who was read at `place` does speak there: a doubt is settled."""
    said = debate.said[place]
    if said is None:
        raise CorrectionError("This paragraph is left out; take it in again first.")
    return [_of_passage(debate, place, "speaker", debate.entry_name(said))]


def labelled(debate: Opened, place: int, label: str, name: str) -> list[Decision]:
    """Return the decisions that `label`, the first words at `place`, is the label of `name`."""
    label = " ".join(label.split())
    if not " ".join(debate.texts[place].text.split()).startswith(label) or not label:
        raise CorrectionError(
            f"The paragraph does not begin with “{label}”; copy its first words, up to where"
            " somebody begins to speak."
        )
    given = given_to(debate, reach(debate, place, REST), name)
    return [*given, _of_passage(debate, place, "label", label)]


def split(debate: Opened, place: int, sentence: int) -> list[Decision]:
    """Return the decision that a paragraph of its own begins at `place` with its `sentence`
    (counted from 0)."""
    texts = [paragraph.text for paragraph in debate.texts]
    parts = sentences(texts[place])
    if not 0 < sentence < len(parts):
        raise CorrectionError("There is no such sentence any more; look at the page again.")
    following = " ".join(parts[sentence:]).split()
    for count in range(min(_FIRST_WORDS, len(following)), len(following) + 1):
        words = " ".join(following[:count])
        if len(places_inside(texts, words)) == 1 and not any(_begins(t, words) for t in texts):
            return [Decision((), "split", (*debate.plan.split, words))]
    raise CorrectionError(
        "What follows stands elsewhere in the same words, so that the plan could not tell the two"
        " apart; split the paragraph one sentence earlier."
    )


def joined(debate: Opened, place: int) -> list[Decision]:
    """Return the decisions that the paragraph at `place`, which the plan split from the one before,
    is part of that again; what was decided of it goes."""
    remaining = tuple(
        words for words in debate.plan.split if not _begins(debate.texts[place].text, words)
    )
    entry = debate.entries.get(place)
    keys = [s.key for s in entry.block.statements if s.key != "begins"] if entry else []
    return [
        *(_of_passage(debate, place, key, None) for key in keys),
        Decision((), "split", remaining or None),
    ]


def is_split(debate: Opened, place: int) -> bool:
    """Whether the plan splits the paragraph at `place` from the one before."""
    return any(_begins(debate.texts[place].text, words) for words in debate.plan.split)


def _begins(text: str, words: str) -> bool:
    return " ".join(text.split()).startswith(words)


def of_speaker(debate: Opened, name: str, wanted: Mapping[str, str]) -> list[Decision]:
    """Return the decisions that make what is said of the speaker shown as `name` what is `wanted`:
    their "name", "role" and "voice"; empty, or as it was read, gives it back to the program."""
    read, own = debate.as_read(name), debate.entry_name(name)
    if name not in debate.people.speakers:
        raise CorrectionError(f"Nobody is called “{name}” any more; look at the page again.")
    new = " ".join(wanted.get("name", name).split())
    if new != name and new in debate.people.speakers:
        raise CorrectionError(
            f"Somebody is called “{new}” already; if they are one person, say so below instead."
        )
    found = {"name": read.name if read else own, "role": (read.role or "") if read else ""}
    decisions = []
    for key, value in wanted.items():
        text = " ".join(value.split())
        back = text == found.get(key, "") or (not text and key != "role")
        decisions.append(Decision(("speaker", own), key, None if back else text))
    return decisions


def merged(debate: Opened, name: str, into: str) -> list[Decision]:
    """Return the decisions that the speakers shown as `name` and `into` are one, called `into`."""
    if name == into or not {name, into} <= debate.people.speakers.keys():
        raise CorrectionError("Choose somebody else, whom they are one person with.")
    own, other = debate.entry_name(name), debate.entry_name(into)
    mine, theirs = debate.entry(name), debate.entry(into)
    also = (theirs.also or () if theirs else ()) + (own,) + (mine.also or () if mine else ())
    decisions = [
        Decision(("speaker", own), key, None) for key in ("name", "role", "voice", "also", "label")
    ]
    return [*decisions, Decision(("speaker", other), "also", tuple(dict.fromkeys(also)))]


def a_person(debate: Opened, name: str, person: bool) -> list[Decision]:
    """Return the decision that somebody is called `name`, or that it is no label at all."""
    return [Decision(("speaker", debate.entry_name(name)), "label", person)]


def of_debate(debate: Opened, wanted: Mapping[str, str]) -> list[Decision]:
    """Return the decisions that make title, event and dates what is `wanted`, by their keys in the
    plan; what is as it was read is given back to the program."""
    read = debate.read
    found = {
        "title": read.title,
        "event": read.subtitle or "",
        "date": read.date or "",
        "date_said": read.date_text or "",
    }
    decisions = []
    for key, value in wanted.items():
        text = " ".join(value.split())
        back = text == found[key] or (key == "title" and not text)
        decisions.append(Decision((), key, None if back else text))
    return decisions


def chapter(debate: Opened, place: int, title: str) -> list[Decision]:
    """Return the decision that the chapter that begins at `place` is called `title`; empty gives
    it back to the program."""
    title = " ".join(title.split())
    return [_of_passage(debate, place, "chapter", title or None)]


def themes_of_passage(debate: Opened, place: int, themes: Sequence[str]) -> list[Decision]:
    """Return the decision that `themes`, and no others, are spoken of from `place` on."""
    wanted = tuple(dict.fromkeys(filter(None, (" ".join(one.split()) for one in themes))))
    return [_of_passage(debate, place, "themes", wanted)]


def banned(debate: Opened, theme: str, is_banned: bool) -> list[Decision]:
    """Return the decision that `theme` is none, or may be one again."""
    now = tuple(one for one in debate.plan.banned or () if one != theme)
    wanted = (*now, theme) if is_banned else now
    return [Decision(("themes",), "banned", wanted or None)]


def own_theme(title: str, words: str) -> list[Decision]:
    """Return the decision that there is a theme `title`, told by `words` (with commas between)."""
    title = " ".join(title.split())
    listed = tuple(filter(None, (" ".join(word.split()) for word in words.split(","))))
    if not title or not listed:
        raise CorrectionError("A theme needs a title, and a word or more that tell it.")
    return [Decision(("theme", title), "words", listed)]


def _spread(
    debate: Opened, places: range, key: str, value: Value, now: Sequence[Value | None]
) -> list[Decision]:
    """Return the decisions by which exactly `places` have `value` for `key`, which holds to the
    end of a turn or the next passage that decides it; `now` are the values of all places."""
    if not places or places.start < 0 or places.stop > len(debate.said):
        raise CorrectionError("There is no such paragraph any more; look at the page again.")
    decisions = []
    start = places.start
    while start < places.stop:
        stop = min(debate.ends[start], places.stop)
        decisions.append(_of_passage(debate, start, key, value))
        decisions += [
            _of_passage(debate, place, key, None)
            for place in range(start + 1, stop)
            if _decided(debate, place, key) is not None
        ]
        if stop < debate.ends[start] and _decided(debate, stop, key) is None:
            before = now[stop]
            if before is not None:
                decisions.append(_of_passage(debate, stop, key, before))
        start = stop
    return decisions


def _decided(debate: Opened, place: int, key: str) -> Value | None:
    entry = debate.entries.get(place)
    found: Value | None = getattr(entry, key) if entry else None
    return found


def _of_passage(debate: Opened, place: int, key: str, value: Value | None) -> Decision:
    return Decision(("passage",), key, value, debate.begins(place))


# --- as forms ask for them ------------------------------------------------------------------------


def asked(action: str, form: Form) -> Callable[[Opened], list[Decision]]:
    """Return what makes the decisions that a form asks for by the name `action`. Raises
    `CorrectionError` where there is no such correction."""
    if action not in _ASKED:
        raise CorrectionError("The studio knows no such correction; go back and try again.")
    decide = _ASKED[action]
    return lambda debate: decide(debate, form)


def _given_back(debate: Opened, form: Form) -> list[Decision]:
    kind, named, begins = form.text("kind"), form.text("named"), form.text("begins")
    header = tuple(filter(None, (kind, named)))
    return [Decision(header, form.text("key"), None, begins)]


def _places(debate: Opened, form: Form) -> range:
    place = checked_place(debate, form.number("place"))
    return reach(debate, place, form.text("reach"))


def _place(debate: Opened, form: Form) -> int:
    return checked_place(debate, form.number("place"))


_ASKED: dict[str, Callable[[Opened, Form], list[Decision]]] = {
    "about": lambda d, f: of_debate(d, f.picked("title", "event", "date", "date_said")),
    "speaker": lambda d, f: of_speaker(d, f.text("speaker"), f.picked("name", "role")),
    "voice": lambda d, f: of_speaker(d, f.text("speaker"), f.picked("voice")),
    "merge": lambda d, f: merged(d, f.text("speaker"), f.text("into")),
    "nobody": lambda d, f: a_person(d, f.text("speaker"), False),
    "person": lambda d, f: a_person(d, f.text("speaker"), True),
    "give": lambda d, f: given_to(d, _places(d, f), f.text("new") or f.text("name")),
    "settle": lambda d, f: settled(d, _place(d, f)),
    "split": lambda d, f: split(d, _place(d, f), f.number("sentence")),
    "join": lambda d, f: joined(d, _place(d, f)),
    "label": lambda d, f: labelled(
        d, _place(d, f), f.text("label"), f.text("new") or f.text("name")
    ),
    "leave_out": lambda d, f: left_out(d, _places(d, f), True),
    "take_in": lambda d, f: left_out(d, _places(d, f), False),
    "chapter": lambda d, f: chapter(d, _place(d, f), f.text("chapter")),
    "themes": lambda d, f: themes_of_passage(
        d, _place(d, f), [*f.texts("theme"), *f.text("more").split(",")]
    ),
    "ban": lambda d, f: banned(d, f.text("theme"), True),
    "unban": lambda d, f: banned(d, f.text("theme"), False),
    "own_theme": lambda d, f: own_theme(f.text("title"), f.text("words")),
    "give_back": _given_back,
}
"""The corrections of the plan, by the names that forms call them."""
