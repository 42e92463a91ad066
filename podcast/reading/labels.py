"""What a label says: a person, an office, a group, a number, and how sure it looks by itself.

A label is read without what parts it from the speech: "M. Patrick Chaize,
rapporteur" in "M. Patrick Chaize, rapporteur. – Merci.".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache

from podcast.language.gender import first_names, names_a_person, names_file
from podcast.language.known_words import is_ordinary
from podcast.reading.lines import FULL_STOPS
from podcast.reading.names import (
    CIVILITY,
    key,
    letters_of,
    looks_like_name,
    without_civility,
    without_nickname,
)

LONGEST_LABEL = 140
"""Characters; what is longer is a sentence."""
UNKNOWN = "?"
"""The name of whoever nobody knew when the transcript was made."""


class LabelKind(Enum):
    """Who a label names."""

    PERSON = "person"
    OFFICE = "office"
    GROUP = "group"
    NUMBERED = "numbered"
    INITIALS = "initials"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Label:
    """A label's text, understood.

    `text` is cleaned of marks around it; `name` is without civility and role (for an office, the
    office); `initials` a legend given with it ("Anne Roux (AR)"); `members` who speaks together
    in a joint label. `strength` says how much it looks like a label before the document is
    asked: 3 for what is hardly anything else, 2 for a full name, 1 for any capitalised word.
    """

    kind: LabelKind
    text: str
    name: str
    civility: str = ""
    role: str | None = None
    initials: str | None = None
    members: tuple[Label, ...] = ()
    strength: float = 1.0

    @property
    def key(self) -> str:
        """What two labels with the same name share, whatever their role and civility."""
        return key(self.name)

    @property
    def named(self) -> bool:
        """Whether it can hardly be but somebody: by a civility, an office, or a first name."""
        return self.strength > 2 or has_first_name(self.name)


_NUMBERED = re.compile(
    r"^(?:unidentified |unknown )?(?:speaker|spk|intervenante?|locuteur|locutrice|orateur|oratrice"
    r"|participante?|personne|voix|voice|homme|femme|man|woman|male|female|interlocuteur"
    r"|interlocutrice|panelist|panellist|guest|invitée?|interviewer|interviewee|enquêtée?"
    r"|répondante?|respondent|audience(?: member)?|public|spectateur|spectatrice|auditeur"
    r"|auditrice|citoyenne?|habitante?|participant e|personne du public|caller|student|élève"
    r"|étudiante?|m[eé]decin|témoin|witness|expert|experte|user|host|mod)"
    r"\s*(?:[-_#]|n[o°]\.?)?\s*(?:\d{1,3}|[A-Z])$",
    re.I,
)
_CODE = re.compile(r"^[A-Z]{1,3}[_-]?\d{1,2}$")  # "P1", "S2": people in a study
_GROUP = re.compile(
    r"^(?:plusieurs\s+\S.*|de\s+nombreu(?:x|ses)\s.*|nombreuses?\s+voix|de\s+nombreuses\s+voix"
    r"|(?:un|une|des|quelques|certaine?s|divers|diverses)\s+(?:autres?\s+)?(?:voix|personnes?)\b.*"
    r"|voix(?:[\s-](?:diverses|off|nombreuses|dans|de\s+la|à|sur)\b.*)?|les\s+(?:députés|sénateurs"
    r"|membres|participants|intervenants|élus|conseillers|voix)\b.*"
    r"|(?:le\s+|la\s+|dans\s+(?:la|le)\s+|depuis\s+la\s+|question\s+(?:de\s+la|du)\s+"
    r"|questions\s+(?:de\s+la|du)\s+|intervention\s+(?:de\s+la|du)\s+)?(?:public|salle|auditoire"
    r"|assemblée|assistance)|public|tous|toutes|tous\s+ensemble|ensemble|le\s+chœur|chœur|chorus"
    r"|(?:the\s+)?audience(?:\s+members?)?(?:\s+questions?)?|(?:an?|another|some|several|many|multiple|overlapping|various|other)"
    r"\s+(?:audience|member|participant|speaker|voice|hon|delegate|senator|person|attendee|man"
    r"|woman|student|juror|people|question).*|hon\.?\s+members?|several\s+hon\.?\s+members?"
    r"|members?|voices?|all|everyone|everybody|both|crowd|floor|(?:from\s+)?the\s+floor"
    r"|unidentified(?:\s+\w+)?(?:\s+\w+)?|unknown(?:\s+\w+)?|inconnue?|indéterminée?"
    r"|(?:\w+\s+)?non\s+identifiée?s?|attendees?|caller|questioner|prospective\s+jurors?"
    r"|multiple\s+(?:speakers|voices))$",
    re.I,
)
_OFFICE_WORDS = (
    r"vice-?\s?présidente?|présidente?|présidence|rapporteur(?:e|euse)?|rapporteuse|co-?rapporteure?"
    r"|(?:premi(?:er|ère)\s+)?ministre(?:\s+déléguée?)?|secrétaire(?:\s+(?:d['’][ée]tat|générale?))?"
    r"|garde\s+des\s+sceaux|maire(?:\s+adjointe?)?|préfète?|sous-préfète?|commissaire"
    r"|modérat(?:eur|rice)|animat(?:eur|rice)|médiat(?:eur|rice)|facilitat(?:eur|rice)"
    r"|présentat(?:eur|rice)|procureure?(?:\s+général[e]?)?|juge|greffi(?:er|ère)|témoin|greffe"
    r"|avocate?(?:\s+générale?)?|bâtonni(?:er|ère)|doyen(?:ne)?|recteur|rectrice|questeure?"
    r"|direct(?:eur|rice)(?:\s+générale?)?|enquêt(?:eur|rice)|intervieweu(?:r|se)|interviewée?"
    r"|journaliste|narrat(?:eur|rice)|interprète|orateur|oratrice|invitée?"
    r"|chair(?:man|woman|person)?|vice[-\s]?chair(?:man|woman)?|co-?chair|(?:deputy\s+)?speaker"
    r"|(?:vice[-\s]+|deputy\s+)?president|moderator|co-?host|host|facilitator|interviewer"
    r"|interviewee|journalist|narrator|(?:prime\s+|deputy\s+prime\s+)?minister"
    r"|secretary(?:\s+of\s+state)?|(?:deputy\s+)?clerk|court|(?:the\s+)?witness|counsel|judge|commissioner"
    r"|reporter|translator|interpreter|(?:deputy\s+)?mayor|chancellor|defendant|plaintiff|prosecutor"
    r"|bailiff|foreperson|convenor|announcer|presenter|operator|guest|respondent|registrar"
    r"|sergeant|attorney[-\s]general|solicitor[-\s]general|governor|senator|usher|officer"
)
_OFFICE = re.compile(
    rf"^(?P<before>(?:(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Mr\.?|Mrs\.?|Ms\.?|Madam|Mister|MR\.?|MME"
    rf"|MADAM)\s+)?(?:(?:le|la|the|l['’]|un|une|a|an)\s*)?)"
    rf"(?P<office>(?:{_OFFICE_WORDS})(?=$|[\s,(]))(?P<rest>.*)$",
    re.I,
)
_OFFICE_REST = re.compile(
    r"^\s*(?:|(?:de|du|des|d['’]|à|au|aux|en|chargée?|auprès|of|for|and|et|générale?|suppléante?"
    r"|par\s+intérim|pour|adjointe?|acting|interim|pro\s+tempore|sortante?|honoraire|\().*)$",
    re.I,
)
_BRACKETS = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<inside>[^()\[\]]{1,100})[)\]]\s*(?P<after>.*)$")
_SUFFIX = re.compile(r",\s+(?=(?:Jr|Sr)\.?$|(?:Jr|Sr)\.?[\s,(]|I{2,3}$|IV$)")  # "Tom Reed, Jr."
_NESTED = re.compile(r"\(([^()]+?)\s*\([^()]+\)\s*\)")
_JOINED = re.compile(r"\s+(?:et|and|&)\s+|\s*[,;/]\s*", re.I)
_PLURAL = re.compile(r"^(?:MM\.|Mmes|Messieurs|Mesdames|Messrs\.?)\s+", re.I)
_OF_SOMEBODY = re.compile(r"^(?P<what>\w+)\s(?:de\s|d['’]|of\s)(?P<who>\S+)\s+\S")
_INITIALS = re.compile(
    r"^(?:[A-ZÀ-Þ]{1,4}|(?:[A-ZÀ-Þ]-){1,3}[A-ZÀ-Þ]|(?:[A-ZÀ-Þ]\.[-\s]?){1,4}[A-ZÀ-Þ]?\.?)$"
)
_ROLE_BORDER = re.compile(r"\s*,\s*|\s+[-–—]\s+|\s*\|\s*")
_VOWELS = re.compile(r"[aeiouy]")
_CONTRIBUTION = re.compile(
    r"^(?:question|intervention|réponse|remarque|prise\s+de\s+parole|témoignage|answer|comment)\s+"
    r"(?:de\s+|d['’]\s*|from\s+|by\s+)(?P<who>(?!la\s|l['’])\S.*)$",
    re.I,
)
_LISTS = re.compile(r"(?:les )?(?:participants|intervenants)|les membres|members")
_FORMAL = re.compile(r"^(?:Monsieur|Madame|Mademoiselle|Messieurs|Mesdames)\b")
ARTICLE = re.compile(r"^(?:(?:le|la|un|une|the|an?)\s+|l['’]\s*)", re.I)
_OTHER = re.compile(r"^(?:d['’])?(?:autres?|other|another)\s+", re.I)
_CIVILITY_ALONE = re.compile(r"^(?:Mrs?|Mme|Mmes|Mlle|Dr|Hon)\.?$")
_INDEFINITE = ("un", "une", "a", "an")
_QUESTION_NUMBER = re.compile(r"^(?:Q|Question)\s?\.?\s?\d{1,4}\s*[.:–—-]?\s+(?=[A-ZÀ-Þ])")
# "01.02 ", "12. ", "<11789 "
_NUMBER = re.compile(r"^<?\d{1,6}(?:[.\s]\d{1,6}){0,3}[.)]?\s+(?=[A-ZÀ-Þ])")
_QUOTED = re.compile(r"^(?:([\"'])|[«“‘])\s?([^«»“”\"‘’]{1,40}?)\s?(?(1)\1|[»”’])$")
_NICK = re.compile(r"^\s*<\s*([^<>/\s]{1,40})\s*>[\s:]*$")
_TAG = re.compile(r"</?[A-Za-z][\w-]*>")
# "Mr. SCOTT of South Carolina": the place tells namesakes apart, so that it stays with the name.
_OF_PLACE = re.compile(r"^(?P<name>\S+(?:\s\S+){0,2}) of [A-ZÀ-Þ]\S*(?:\s[A-ZÀ-Þ]\S*){0,2}$")
_GLUED = re.compile(r"^(M|MM|Mr|Mrs|Ms|Dr)\.(?=[A-ZÀ-Þ][a-zà-ÿ])")
# Words that no role has, and sentences are full of.
_SENTENCE = re.compile(
    r"(?:^|[\s(])(?:(?:j|qu|n|c|m|t)['’]|(?:je|tu|nous|vous|il|elle|ils|elles|on|qui|que|dont|où|ne|a|ai|as|est"
    r"|ont|sont|était|étaient|fut|sera|serait|avait|avaient|va|vont|fait|dit|peut|doit|ce|cela"
    r"|ça|me|te|se|mais|donc|car|parce|si|pas|merci|votre|vos|mes|mon|ma|chers?|chères?"
    r"|oui|non|moi|toi|lui|eux|dire|disant|faire|voir|être|avoir|puis|alors|quand|comme|comment"
    r"|pourquoi|toujours|jamais|aussi|très|trop|bien|là|y|fois|notre|nos|leurs?|cette|cet|ces|quelle?s?"
    r"|\w{3,}(?:aient|rait|iez|erez)|pourr\w+|devr\w+"
    r"|i|you|we|they|he|she|it|is|are|was|were|has|have|had|who|which|that|will|would|can|could"
    r"|when|why|how|what|there|here|then|just|let|also|very|these|those|our|their|yes|yeah|well|okay"
    r"|do|does|did|not|said|says|this|your|my|thank|please|if|but|so)"
    r"(?:['’](?:s|re|ve|ll|d|m))?(?=$|[\s,.)]))",
    re.I,
)
_NO_ROLE = re.compile(rf"^(?:Sir|Madam|Monsieur|Madame)\b|{_SENTENCE.pattern}", re.I)
# Words that parts of documents begin with.
_PARTS = frozenset(
    """attention exemple exemples example remarque nota nb note notes rappel date lieu objet sujet
    titre title auteur auteurs author duree horaire horaires telephone tel email mail courriel
    adresse address site web lien liens link links url blog premierement deuxiemement troisiemement
    bref donc mais alors ainsi enfin resultat resultats result probleme problem solution avantage
    avantages inconvenient inconvenients point points etape etapes step steps article figure
    tableau table update warning tip important break music musique episode duration location time
    compte transcription transcript transcripteur transcripteurs transcribed transcriber credit
    credits photo photos photographie copyright licence license traduction translation video audio
    image source sources reference references voir see cf ps conseil conclusion introduction
    sommaire plan resume summary theme themes topic topics mots keywords ordre proposition
    propositions amendement constat objectif objectifs enjeu enjeux contexte definition question
    questions reponse reponses answer answers first second third finally lastly also however
    previously next today tomorrow aujourd hier demain jingle generique pause intro outro
    propos recueilli recueillis interview entretien edition editorial publie publication paru mise
    version langue language tags categorie categories mardi lundi mercredi jeudi vendredi samedi
    dimanche monday tuesday wednesday thursday friday saturday sunday disclaimer sponsor sponsors
    resolution resolutions decision decisions issue issues resolved by par
    proposed proposal action actions poll topic regrets
    apologies scribe minutes legal notice rappels annexe annexes ps commentaire commentaires
    full read watch listen lire ecouter regarder slides docs documentation github twitter facebook
    linkedin media speakers participants intervenants presents absents excuses agenda
    programme""".split()
)


@cache
def known_first_names() -> frozenset[str]:
    """All first names of `voices/first-names.toml`, without accents, in small letters."""
    return frozenset(name for table in first_names(names_file()).values() for name in table)


def office_label(text: str) -> Label:
    """The label of somebody who is only known by what they do."""
    return Label(LabelKind.OFFICE, text, text, strength=3.0)


def group_label(text: str) -> Label:
    """The label of people who are not told apart."""
    return Label(LabelKind.GROUP, text, text, strength=3.0)


@lru_cache(maxsize=1 << 14)
def read_label(text: str) -> Label | None:
    """What the label `text` says; None where it cannot be one."""
    text = clean_label(text)
    if not text or len(text) > LONGEST_LABEL or _CIVILITY_ALONE.match(text):
        return None
    if (name := unquoted(text)) != text:  # what somebody is called, or a title
        label = read_label(name)
        return replace(label, strength=min(label.strength, 1.0)) if label is not None else None
    if _NUMBERED.match(text):
        return Label(LabelKind.NUMBERED, text, text, strength=3.0)
    if _CODE.match(text) and text[0] != "Q":
        return Label(LabelKind.NUMBERED, text, text, strength=1.0)
    asked = _CONTRIBUTION.match(text)
    if asked and (label := read_label(upper_first(asked["who"]))) is not None:
        return label
    if _LISTS.fullmatch(key(text)):
        return None  # "Les participants :" begins a list
    if _GROUP.match(text) and len(text) <= 80 and not _SENTENCE.search(text):
        return Label(LabelKind.GROUP, text, text, strength=3.0 if " " in text else 2.0)
    if not any(c.isupper() for c in text):
        return _office(text) or _by_profession(text) if ARTICLE.match(text) else None
    return (
        _office_held(text) or _office(text) or _joint(text) or _person(text) or _by_profession(text)
    )


def read_person(text: str) -> Label | None:
    """The label `text`, where it names one person; None for any other."""
    label = read_label(text)
    return label if label is not None and label.kind is LabelKind.PERSON else None


def read_together(text: str) -> Label | None:
    """All who speak together, where `text` is their names with commas between; None where a part
    of it is no person's name, or there is one part only."""
    parts = [part for part in text.split(", ") if part]
    people = [person for part in parts if (person := read_person(part)) is not None]
    if not 1 < len(parts) == len(people):
        return None
    return Label(LabelKind.JOINT, text, text, members=tuple(people), strength=3.0)


def sentence_words(text: str) -> int:
    """How many words of `text` sentences have and labels do not: verbs, pronouns."""
    return len(_SENTENCE.findall(text))


def heads_a_part(text: str) -> bool:
    """Whether parts of documents begin with `text`, and hardly anybody is called so: "Source"."""
    words = key(ARTICLE.sub("", text)).split()
    if len(words) == 2 and words[1] in _PARTS and words[0] not in known_first_names():
        return True  # "Next topic"
    if not words or words[0] not in _PARTS:
        return False
    return len(words) == 1 or not looks_like_name(text)


_PRESENTED = re.compile(r"^[^\W\d_][^:.!?]{2,40}?\s(?:par|by)\s+(?P<who>\S.*)$", re.I)
_OF_WHOM = re.compile(r"\s(?:de|d['’]|of|with|avec)\s+(?=\S+\s+\S)")


def label_presenting(text: str) -> Label | None:
    """The person whom a heading says to speak below it: "Introduction par Anne Roux"."""
    match = _PRESENTED.match(text)
    if match is None:
        return None
    who = match["who"].strip()
    parts = _OF_WHOM.split(who, maxsplit=1)
    if len(parts) > 1 and len(parts[0].split()) > 1:
        who = parts[0]
    label = read_person(who)
    return replace(label, strength=3.5) if label is not None else None


def is_person(name: str) -> bool:
    """Whether a speaker's name is one person's, and not a group's or an office's."""
    label = read_label(name)
    if label is None:
        return not ARTICLE.match(name)
    return label.kind is LabelKind.PERSON


def is_only_a_name(text: str) -> bool:
    """Whether `text` is somebody's name and nothing else: "M. Guichard", "Anne Roux, maire"."""
    if len(text) > LONGEST_LABEL or text.rstrip().endswith(FULL_STOPS):
        return False
    label = read_label(text)
    if label is None or label.kind not in (LabelKind.PERSON, LabelKind.JOINT):
        return False
    return label.strength >= 2.0


def is_group(name: str) -> bool:
    """Whether a speaker's name is that of several, or of one of many: "Plusieurs députés"."""
    return bool(_GROUP.match(name))


def unquoted(text: str) -> str:
    """`text` without quotation marks around all of it."""
    quoted = _QUOTED.match(text)
    return quoted[2] if quoted else text


def clean_label(text: str) -> str:
    """`text` without the marks that stand around a label."""
    if "<" in text:
        nick = _NICK.match(text)
        text = nick[1] if nick else _TAG.sub(" ", text)
    text = text.strip().lstrip(">–—-@*_").strip()
    text = text.rstrip(" :：–—-,;=").strip()
    if not text:
        return ""
    while text.endswith(".") and not re.search(r"(?:^|[\s.-])[A-ZÀ-Þ]\.$|\b(?:Jr|Sr)\.$", text):
        text = text[:-1].rstrip(" :–—-,")
    if text and text[0] in "[(" and text[-1] in "])" and text.count(text[0]) == 1:
        text = text[1:-1].strip()
    for opening, closing in ("()", "[]"):
        if text.startswith(opening) and closing not in text:
            text = text[1:].strip()
        if text.endswith(closing) and opening not in text:
            text = text[:-1].strip()
    text = _NESTED.sub(r"(\1)", _SUFFIX.sub(" ", text))
    text = _GLUED.sub(r"\1. ", _NUMBER.sub("", _QUESTION_NUMBER.sub("", text)))
    return without_nickname(" ".join(text.split())).strip()


def _office(text: str) -> Label | None:
    match = _OFFICE.match(text)
    if not match:
        return None
    before = match["before"].strip()
    if before and (holder := _office_and_name(text, match)):
        return holder
    if not _OFFICE_REST.match(match["rest"]):
        return None
    brackets = _BRACKETS.match(text)
    if brackets and brackets["after"][:1] in ("", ","):
        inside = _person(brackets["inside"])
        # "Journaliste (Le Bief)" works for it.
        if (
            inside is not None
            and looks_like_name(brackets["inside"])
            and (before or inside.civility or has_first_name(inside.name))
        ):
            office = brackets["name"]
            return Label(LabelKind.PERSON, text, inside.name, inside.civility, office, strength=3.0)
    rest = match["rest"].strip(" ,")
    if _SENTENCE.search(rest) or len(rest.split()) > 14:
        return None
    if not before and rest and rest[0].isupper():
        return None
    civility = before.split()[0] if CIVILITY.match(before + " ") else ""
    formal = _FORMAL.match(before)  # how one speaks to somebody: "Monsieur le président."
    strength = 3.0 if before and not formal else 2.0
    article = re.match(r"\S+\s+(?:le|la|l['’]|the)\b", before, re.I)
    taken = civility if article else before
    name = text[len(taken) :].strip() if civility else text
    return Label(LabelKind.OFFICE, text, name, civility, strength=strength)


def _office_held(text: str) -> Label | None:
    """ "The Minister for Mills (Ada Roe)": whatever the office, a full name says who holds it."""
    brackets = _BRACKETS.match(text)
    if brackets is None or brackets["after"].strip(" ,"):
        return None
    fields = re.findall(r"[^\W\d_]+", brackets["name"].lower())
    if not (
        ARTICLE.match(text)
        or (CIVILITY.match(brackets["inside"]) and all(map(is_ordinary, fields)))
    ):
        return None
    inside = _person(brackets["inside"])
    if inside is None or inside.kind is not LabelKind.PERSON or not looks_like_name(inside.name):
        return None
    words = key(inside.name).split()
    named = len(words) > 1 and (has_first_name(inside.name) or not has_ordinary_word(inside.key))
    if not (inside.civility or named):
        return None  # "The report (Performance Audit)"
    return replace(inside, text=text, role=brackets["name"], strength=3.0)


def has_ordinary_word(plain: str) -> bool:
    """Whether one of the words of a key is in a dictionary."""
    return any(map(is_ordinary, plain.split()))


def _office_and_name(text: str, match: re.Match[str]) -> Label | None:
    """ "Mme la présidente Anne Roux": both at once."""
    words = match["rest"].split()
    for place, word in enumerate(words):
        if not word[0].isupper():
            if "," in word or place > 3:
                return None
            continue
        inside = _person(" ".join(words[place:]))
        if inside is None or inside.kind is not LabelKind.PERSON or _is_ordinary_noun(inside):
            return None  # "The Minister for Social Security"
        office = " ".join([match["office"], *words[:place]])
        civility = match["before"].split()[0]
        if not CIVILITY.match(civility + " "):
            civility = inside.civility
            if len(inside.name.split()) < 2:
                return None  # "Le ministre Untel" hardly is a label
        role = f"{office}, {inside.role}" if inside.role else office
        return Label(LabelKind.PERSON, text, inside.name, civility, role, strength=3.0)
    return None


def _by_profession(text: str) -> Label | None:
    """ "La trésorière", "Un pêcheur", "Autres intervenants", "Boulangère": who speaks is named by
    what they do; initials in brackets are a legend."""
    brackets = _BRACKETS.match(text)
    if brackets and not brackets["after"] and are_initials(brackets["inside"], brackets["name"]):
        label = _by_profession(brackets["name"])
        return replace(label, initials=brackets["inside"]) if label is not None else None
    article = ARTICLE.match(text)
    words = _OTHER.sub("", text[article.end() :] if article else text).split()
    known = bool(words) and any(map(names_a_person, (words[0], words[0].removesuffix("s"))))
    if not known or len(words) > 8 or _SENTENCE.search(" ".join(words)):
        return None
    several = _OTHER.search(text) or (article and article[0].strip().lower() in _INDEFINITE)
    kind = LabelKind.GROUP if several else LabelKind.OFFICE
    return Label(kind, text, text, strength=2.5 if article or several else 1.5)


def _joint(text: str) -> Label | None:
    plural = _PLURAL.match(text)
    body = text[plural.end() :] if plural else text
    parts = [part for part in _JOINED.split(body) if part]
    if len(parts) < 2 or len(parts) > 6:
        return None
    if not plural and not re.search(r"\s(?:et|and|&)\s|/", text, re.I):
        return None
    members: list[Label] = []
    for part in parts:
        label = _plain_person(part)
        if label is None and members and _GROUP.match(part):
            label = group_label(part)
        if label is None or (not plural and _is_ordinary_noun(label)):
            return None
        if plural and not label.civility and label.kind is LabelKind.PERSON:
            civility = "M." if plural.group().startswith(("MM", "Mes")) else "Mme"
            label = replace(label, civility=civility, strength=max(label.strength, 2.0))
        members.append(label)
    strength = 3.0 if plural else min(member.strength for member in members)
    return Label(LabelKind.JOINT, text, body, members=tuple(members), strength=strength)


def _is_ordinary_noun(label: Label) -> bool:
    """Whether a label is a word that is nobody's first name: "Industry"."""
    if label.kind is not LabelKind.PERSON or label.civility or has_first_name(label.name):
        return False
    return all(map(is_ordinary, label.key.split()))


def _person(text: str) -> Label | None:
    if text in ("Q", "R", "A"):
        return None  # a question, an answer
    letters = letters_of(text)
    # "LOU" and "OMAR" are names, "JBT" and "M.-C." initials.
    word = text.isalpha() and (letters in known_first_names() or _VOWELS.search(letters[1:]))
    if _INITIALS.match(text) and len(letters) <= 4 and not (word and len(text) > 3):
        if text.isalpha() and len(text) == 3 and letters in known_first_names():
            return Label(LabelKind.PERSON, text, text, strength=1.5)
        return Label(LabelKind.INITIALS, text, text, strength=1.0)
    plain = _plain_person(text)
    if plain is not None:
        return plain
    brackets = _BRACKETS.match(text)
    if brackets and not brackets["after"].strip(" ,"):
        label = _person(re.sub(r"\s*\([^()]*\)", "", brackets["name"]))
        if label is None or label.kind is not LabelKind.PERSON:
            return label
        inside = brackets["inside"].strip()
        if are_initials(inside, label.name):
            return replace(label, text=text, initials=inside)
        if _SENTENCE.search(inside):
            return None
        if len(label.name.split()) == 1 and label.civility and _is_first_name(inside):
            return replace(label, text=text, name=f"{inside} {label.name}")  # "M. Roux (Anne)"
        return replace(label, text=text, role=label.role or inside, initials=None)
    if brackets:
        after = brackets["after"].strip()
        if after[0] in "([":  # "Fiona Macaskill (Na h-Innse) (Ind)"
            first = brackets["inside"].strip()
            label = _person(f"{brackets['name']} {after}")
            if label is None or label.kind is not LabelKind.PERSON:
                return None
            role = f"{first}, {label.role}" if label.role else first
            return replace(label, text=text, role=role)
        if not after.startswith((",", "–", "-")):
            return None
        text_without = f"{brackets['name']}{after if after[0] == ',' else ' ' + after}"
        return _person(text_without)
    border = _ROLE_BORDER.search(text)
    if border is None:
        return None
    label = _plain_person(text[: border.start()])
    role = text[border.end() :].strip(" ,")
    if label is not None and "," in border.group() and _is_first_name(role) and not label.civility:
        turned = f"{role} {label.name}"  # "Bachand, André"
        return replace(label, text=text, name=turned, strength=2.5)
    if label is None or not role or len(role.split()) > 16 or _NO_ROLE.search(role):
        return None
    single = len(label.name.split()) == 1 and not label.civility
    strength = label.strength - (0.5 if single else 0.0)
    return replace(label, text=text, role=role, strength=strength)


def _plain_person(text: str) -> Label | None:
    """A name with or without a civility, and nothing else."""
    text = text.strip()
    bare = without_civility(text)
    civility = text[: len(text) - len(bare)].strip()
    name = _first_name_first(bare)
    if civility and len(name.strip(".*")) < 3 and name[0].isupper() and name[-1] in f".*{name}":
        return Label(LabelKind.PERSON, text, name, civility, strength=2.5)
    if civility and (placed := _OF_PLACE.match(name)) and looks_like_name(placed["name"]):
        return Label(LabelKind.PERSON, text, name, civility, strength=3.0)
    if not looks_like_name(name) or _is_of_somebody(name):
        return None
    words = name.split()
    if civility:
        strength = 2.0 if _FORMAL.match(civility) else 3.0
    elif heads_a_part(name):
        strength = 1.0
    elif len(words) > 1:
        strength = 2.5 if has_first_name(name) else 2.0
    else:
        capitals = len(name) > 3 and name.isupper()
        strength = 1.5 if capitals or has_first_name(name) else 1.0
    return Label(LabelKind.PERSON, text, name, civility, strength=strength)


def _is_of_somebody(name: str) -> bool:
    """Whether a title names whose something is: "Discours d'Anne Roux"."""
    match = _OF_SOMEBODY.match(name)
    if match is None or has_first_name(match["what"]) or not has_first_name(match["who"]):
        return False
    return has_ordinary_word(match["what"].lower())


def _first_name_first(name: str) -> str:
    """ "CHAUME Patrick" and "DE LA HAIE Rémi" as one says them."""
    words = name.split()
    shouted = next((i for i, word in enumerate(words) if not _in_capitals(word)), len(words))
    given = words[shouted:]
    surname = any(re.search(r"[^\W\d_]{2}", word) for word in words[:shouted])
    if not 0 < shouted < len(words) or not surname:
        return name
    if any(_in_capitals(word) or not word[0].isupper() for word in given):
        return name
    return " ".join([*given, *words[:shouted]])


def _in_capitals(word: str) -> bool:
    """Whether a word is in capitals, but for a letter or two: "McLAUGHLIN"."""
    return word.isupper() or sum(c.isupper() for c in word) > sum(c.islower() for c in word) > 0


def upper_first(text: str) -> str:
    """`text` with a capital."""
    return text[:1].upper() + text[1:]


def _is_first_name(text: str) -> bool:
    words = text.split()
    return len(words) == 1 and words[0][:1].isupper() and has_first_name(text)


def has_first_name(name: str) -> bool:
    """Whether a word of `name` is a first name that is known."""
    names = known_first_names()
    return any(key(word) in names or key(word.split("-")[0]) in names for word in name.split())


def are_initials(text: str, name: str) -> bool:
    """Whether `text` is made of first letters of `name`: "CD", "ATC" of Ali Taylor-Cipolla."""
    letters = letters_of(text)
    if not 1 <= len(letters) <= 5 or not text.replace(".", "").replace("-", "").isupper():
        return False
    firsts = (word[0] for word in key(name).split())
    return all(letter in firsts for letter in letters)  # each looked for after the one before
