"""English words that bound a noun phrase, or cannot stand in the title of a chapter."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    """
the a an this that these those my your our their his her its some any every each no all both
another which what whose
"""
)
PREPOSITIONS = _words(
    """
of in for with about on at by from into over under through between across against without within
around during like as per via towards toward behind beyond among since until than
"""
)
# What stands after these is a verb.
BEFORE_VERB = _words(
    """
i you we they he she it who to can could will would should shall might may must don't doesn't
didn't can't won't wouldn't couldn't shouldn't i'll you'll we'll they'll he'll she'll it'll i'd
you'd we'd they'd he'd she'd let's not never just also really always often please
"""
)
_SMALL = """
i you he she it we they me him us them myself yourself himself herself itself ourselves
themselves mine yours ours theirs who whom whoever that which what whatever when where why how
and or but so if because while although though unless whether then than there here not no yes
yeah yep nope oh ah wow okay ok hey hi hello thanks thank please well um uh hmm right sure maybe
perhaps just only also too very really quite pretty actually basically literally probably
definitely certainly obviously honestly exactly totally absolutely almost already always never
often sometimes usually still yet again ever even now today tomorrow yesterday once twice soon
later before after ago up down out off away back together apart else instead anyway anyways
however therefore moreover especially particularly mostly mainly simply finally eventually
currently recently i'm i've i'd i'll you're you've you'd you'll he's she's it's we're we've we'd
we'll they're they've they'd they'll that's there's here's what's who's where's how's let's
isn't aren't wasn't weren't don't doesn't didn't can't cannot couldn't won't wouldn't shouldn't
haven't hasn't hadn't ain't gonna wanna gotta kinda sorta is are was were be been being am do
does did done doing have has had having can could will would shall should may might must to more
most less least much many few several enough such same other others own either neither both all
any some every each none nothing something anything everything someone somebody anyone anybody
everyone everybody nobody one ones two three four five six seven eight nine ten hundred thousand
million first second third last next another rather bit lot lots kind sort sorts kinds stuff
whole half able due etc hopefully ultimately essentially largely further furthest way ways far
long near upon nor per throughout prior outside inside regardless plus minus versus vs alike like
unlike anymore whereas overall vice versa
"""
# The commonest verbs; their other forms are made from them.
_VERBS = """
accept achieve act add admit affect agree aim allow answer apologize appear apply argue arrive
ask assume attend avoid base become begin believe belong break breathe bring build buy call care
carry catch cause change check choose claim clean close come compare complain complete confirm
connect consider contain continue contribute convince cost count cover crack create cut deal decide
define deliver demo depend deploy describe deserve design detect determine develop die disappear
discover discuss do download draw drink drive drop eat edit emerge enable encourage end engage
enjoy ensure enter establish excite exist expand expect experience explain explore express face
fail fall feel fight figure fill find finish fit fix focus follow force forget form gain gather
get give go grab grow guess guarantee handle hang happen hate head hear help hide hire hit hold
hope host hurt identify ignore imagine implement improve include increase indicate inspire
install intend interact introduce invest invite involve join jump keep kick know lack land last
launch lay lead learn leave let lie link listen live lock look lose love maintain make manage
matter mean measure meet mention mind miss move need notice occur offer open operate organize
own participate pass pat pay perform pick plan play point post prefer prepare present prevent
produce promise propose protect prove provide publish pull push put raise reach read realize
receive recognize recommend record reduce refer reflect register release rely remain remember
remove repeat replace reply report represent require resolve respond return reveal rise roll run
save say scare see seem select sell send serve set share ship show sign sit sleep solve sound
speak spend split stand start state stay step stick stop store struggle study suck suggest
supply support suppose surprise survive switch take talk teach tell tend test thank think throw
tie touch track transfer travel treat trust try turn type understand update upgrade use visit
vote wait walk want warn wash watch wear welcome win wish wonder work worry write yell
"""
_IRREGULAR = """
became begun began broke broken brought built bought came caught chose chosen cost dealt drew
drawn drove driven ate eaten fell fallen felt fought found flew flown forgot forgotten gave
given went gone got gotten grew grown hung heard hid hidden held hurt kept knew known laid led
learnt left lent lay lost made meant met paid ran read rode rose said saw seen sold sent shook
shone shot showed shown shut sang sat slept spoke spoken spent stood stole stuck struck swam
swept took taken taught told thought threw thrown understood woke wore won wrote written forcing
talking going doing getting trying saying
"""


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = verb[-1] if verb[-1] not in "wxyaeiou" and verb[-2] in "aeiou" else ""
    s = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return (
        verb,
        f"{verb}{s}",
        f"{verb}ed",
        f"{verb}ing",
        f"{verb}{doubled}ed",
        f"{verb}{doubled}ing",
    )


VERBS = frozenset(form for verb in _VERBS.split() for form in _forms(verb)) | _words(_IRREGULAR)
CLOSED = DETERMINERS | PREPOSITIONS | BEFORE_VERB | _words(_SMALL)
# Nouns too, after an article or after a noun: "the Lightning update", "a long walk".
NOUNS_LIKE_VERBS = _words(
    """
act answer base break build call care cause change check claim cost cover cut deal demo design
drink drive drop end experience face fight figure fit focus force form gain guarantee head help
hire hit hope host increase land launch lead link lock look love measure move need notice offer
pass pay plan play point post present promise push raise reach record release reply report
return rise roll run share show sign sound stand start state step store struggle study supply
support surprise switch talk test touch track transfer travel treat trust turn type update
upgrade use visit vote wait walk watch welcome win wish wonder work worry answers changes checks
claims costs deals designs demos experiences fights hosts links measures needs offers payments
plans posts records releases reports routes shares signs states steps stores studies supplies
talks tests tracks transfers types updates upgrades uses visits votes walks works building
buildings meeting meetings feeling feelings training funding learning testing recording
recordings hosting engineering opening
"""
)
NOUNS_IN_ING = _words(
    """
lightning string strings thing things morning evening king ring spring wing ceiling routing
funding hosting testing engineering training meeting building learning recording marketing
programming pricing podcasting editing mining gossiping clearing processing rendering loading
banking housing parking lighting advertising accounting manufacturing planning shopping
networking messaging timing beginning understanding setting settings warning pathfinding scaling
"""
)
# Adjectives end no phrase, and most say nothing.
ADJECTIVES = _words(
    """
good great better best bad worse worst nice cool awesome amazing exciting excited happy glad sad
fun big bigger biggest small smaller little huge large larger new newer old older young younger
early late easy easier hard harder simple complex difficult important interesting different
similar real true false possible impossible free full empty open public private high higher low
lower long short fast slow quick strong weak clear common rare special general main major minor
certain specific particular various current recent available useful useless legit weird crazy
funny sorry wrong correct fine perfect super ready likely cheap expensive safe secure popular
local global modern native single multiple entire complete total average typical normal usual
great-looking relevant tiny massive ideal proper necessary honest tough deep familiar curious
beautiful lovely noteworthy rookie additional prone arbitrary sweet integral adhoc ad-hoc wider
widest faster
fastest slower stronger weaker wildest cleaner nicer primary secondary competitive compatible
custodial fair separate initial formal absolute vague aware alone worth non extra live favorite
favourite
"""
)
EMPTY_ADJECTIVES = _words(
    """
good great better best bad worse worst nice cool awesome amazing exciting excited happy glad sad
big bigger biggest huge little real true same certain particular various different similar sorry
super legit weird crazy funny fine perfect entire whole main interesting important favorite
favourite single multiple own current recent specific new other several actual additional extra
exact
"""
)
FILLERS = _words(
    """
thing things way ways lot lots bit kind sort question questions answer answers point points
example examples case cases time times day days week weeks month months year years hour hours
minute minutes second seconds moment today people person guy guys folks man men woman women
friend friends everyone anybody something anything nothing everything stuff part parts side
sides end ends start beginning fact idea ideas reason reasons matter sense word words term terms
problem problems issue issues level levels number numbers amount couple few handful bunch set
place places world life room area areas chance topic topics talk talks panel audience show
episode conversation discussion thanks thank congratulations round applause laughter kinds sorts
type types form forms piece pieces rest top bottom middle front back course god goodness name
names job work works need needs use uses look hand hands head mind eye eyes feeling feelings
hope love fun sure maybe yeah favorite deal deals one ones stage morning evening tonight
tomorrow yesterday afternoon step steps turn turns line lines half difference differences
opinion opinions thought thoughts experience mean result results effort majority maximum minimum
versa
"""
)
WEAK = _words("update change project team company community version story design help support plan")
EXPRESSIONS = (
    "a lot of",
    "a bit of",
    "a bunch of",
    "a couple of",
    "a handful of",
    "a kind of",
    "kind of",
    "sort of",
    "in terms of",
    "in order to",
    "in front of",
    "in fact",
    "in general",
    "in particular",
    "in the first place",
    "in the end",
    "in a way",
    "in my opinion",
    "in person",
    "of course",
    "at all",
    "at least",
    "at length",
    "at the end of the day",
    "at the end of",
    "at the moment",
    "at the same time",
    "as far as",
    "as well as",
    "as well",
    "as soon as",
    "as long as",
    "as opposed to",
    "because of",
    "by the way",
    "for example",
    "for instance",
    "for sure",
    "on the other hand",
    "on behalf of",
    "on top of",
    "more or less",
    "no matter",
    "so far",
    "such as",
    "that said",
    "the fact that",
    "to be honest",
    "up to date",
    "you know",
    "i mean",
    "i think",
    "i guess",
    "let's say",
    "first of all",
    "feel free",
    "thank you",
    "shout out",
    "instead of",
    "out of",
    "lots of",
    "all sorts of",
    "rid of",
    "front of",
)
