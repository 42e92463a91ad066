"""Small words of French and English by what they do in a sentence; used to find noun phrases.

`openers` are what a noun phrase follows (articles, determiners, prepositions), `links` what may
stand inside one; `closed` are all words that can be no part of a title's phrase but as a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's small words, folded to lower case, and its adjectives and verbs by their look.

    `adjectives_first` is true where adjectives stand before their noun.
    """

    openers: frozenset[str]
    links: frozenset[str]
    closed: frozenset[str]
    fillers: frozenset[str]
    adjective: re.Pattern[str]
    verb: re.Pattern[str]
    adjectives_first: bool


_FR_OPENERS = frozenset(
    """le la l' les un une du des de d' au aux ce cet cette ces mon ma mes ton ta tes son sa
    ses notre nos votre vos leur leurs en sur par pour sans avec contre vers entre chaque
    quelques plusieurs toute toutes tous certains certaines quel quelle quels quelles aucune
    aucun""".split()
)
_FR_CLOSED = _FR_OPENERS | frozenset(
    """à a as ai ait aie avais avait avaient avez avons ayant ont aura auront aurait aurions
    être est es suis sommes êtes sont étais était étaient étant été sera seront serait
    seraient soit soient fut furent et ou où mais donc or ni car que qu' qui quoi dont
    lequel laquelle lesquels lesquelles auquel duquel si comme quand lorsque puisque parce
    afin bien très trop plus moins peu beaucoup assez tout aussi encore toujours jamais déjà
    ici là alors ensuite puis enfin ne n' pas point rien personne non oui je j' tu il elle
    on nous vous ils elles me m' te t' se s' y moi toi lui eux soi ça cela ceci c' celui
    celle ceux celles même mêmes autre autres tel telle tels telles dans chez dès depuis
    pendant avant après devant derrière sous jusque jusqu' selon malgré hors voici voilà
    peut peuvent peux pouvez pouvons pouvoir pourrait doit doivent devons devez devoir
    devrait faut fallait fait font faire faites faisons faisait va vais vas vont allons
    allez aller allait veut veulent veux voulons voulez vouloir voudrais dit disent dire
    dites dis disait sait savent sais savons savez savoir voit voient vois voyez voyons voir
    prend prennent prendre mettre met mettent mis mise vient viennent venir venu tient donne
    donnent donner parle parlez parler parlons permet permettent permettre reste restent
    rester trouve trouvent trouver pense penser pensez croit crois croyez croire semble
    semblent appelle appelez passe passer existe existent travaille travaillent travailler
    demande demandent demander utilise utilisent utiliser rend rendent rendre répond
    répondent répondre comprend comprendre concerne concernent essaye essayer essaie
    essaient arrive arrivent arriver regarde regardez regarder entend construire produire
    produit produisent suivre vivre vivons lire écrire connaître connaissez remercie
    remercions merci bonjour bonsoir svp etc ainsi cependant pourtant notamment
    effectivement évidemment justement vraiment absolument simplement également plutôt
    surtout presque environ près loin dessus dessous dedans dehors aujourd'hui hier demain
    maintenant deux trois quatre cinq six sept huit neuf dix onze douze cent mille premier
    première premiers premières deuxième troisième dernier dernière derniers dernières seul
    seule seuls seules propre propres tant autant chacun chacune quelque quelqu' lors via
    versus""".split()
)
_FR_FILLERS = frozenset(
    """chose choses question questions point points exemple exemples fait faits sujet sujets
    fois façon manière sorte type types cas niveau niveaux parole tour temps an ans année
    années jour jours mois semaine semaines heure heures minute minutes moment moments monde
    gens part parti partie parties côté lieu place suite fin début terme termes mot mots
    idée idées effet but réponse réponses propos titre cadre ensemble nombre plupart
    mesdames messieurs madame monsieur président présidente cher chère chers chères collègue
    collègues grand grande grands grandes bon bonne bons bonnes petit petite petits petites
    nouveau nouvelle nouveaux nouvelles vrai vraie beau belle gros grosse trucs truc aspect
    aspects élément éléments raison raisons volet volets plan sens air besoin envie coup
    conclusion introduction mesure plein pleine million millions milliard milliards euro
    euros matière bout pied mise œuvre tas dizaine centaine vingtaine trentaine version
    heureux dessus main plutôt être janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche
    matin soir nuit après-midi""".split()
) - {"nuit"}

FRENCH = Grammar(
    openers=_FR_OPENERS,
    links=frozenset(("de", "d'", "du", "des", "la", "l'", "les", "à", "en")),
    closed=_FR_CLOSED,
    fillers=_FR_FILLERS,
    adjective=re.compile(
        r"(?:iques?|els?|elles?|ales?|aux|ifs?|ives?|eux|euses?|aires?|ibles?|ables?|iens?|iennes?"
        r"|aines?|ois|oises?|ières?|antes?|entes?|ées?|és|ies|urnes?|istes?|ectes?|ens|enne?s?)$"
        r"|^(?:publics?|libres?|ouverts?|ouvertes?|verts?|vertes?|communs?|communes?|local|locaux"
        r"|rural|social|légal|national|global|digital|régional|vocal|central|pénal|général|humain"
        r"|humains|citoyens?|urbains?|privés?|privées?|courts?|longs?|propres?|fortes?|jeunes?"
        r"|sûre?s?|éthiques?|neutres?|pauvres?|riches?|vocales?|noire?s?|blanche?s?|frugale?s?"
        r"|artificiel|personnel|territorial|électoral|environnemental|européen)$"
    ),
    verb=re.compile(
        r"(?:ons|ez|ait|aient|ions|iez|erai|erez|eront|erait|eraient|ira|iront|irait|issent|issait)$"
        r"|(?<!mét)(?<!quart)(?<!pap)(?<!hiv)(?<!chant)(?<!cah)(?<!loy)(?<!dang)(?<!^f)(?<!^m)"
        r"(?<!doss)(?<!calendr)(?<!foy)(?<!fich)(?<!log)(?<!coll)(?<!escal)(?<!cli)er$"
        r"|(?<!ven)(?<!sout)(?<!dés)(?<!souven)(?<!plais)(?<!lois)ir$"
    ),
    adjectives_first=False,
)

_EN_OPENERS = frozenset(
    """the a an this that these those my your his her its our their of in on for with about
    from by to into over under between against without every each some any all no
    more new""".split()
)
_EN_CLOSED = _EN_OPENERS | frozenset(
    """and or but nor so yet if then else because as at while when where why how what which who
    whom whose there here i you he she it we they me him us them myself yourself itself
    himself herself ourselves themselves be am is are was were been being do does did done
    doing have has had having will would can could shall should may might must not n't don't
    doesn't didn't isn't aren't wasn't weren't won't can't couldn't wouldn't shouldn't it's
    i'm i've i'd i'll you're you've you'll we're we've we'll they're they've that's there's
    what's let's who's he's she's just only very really quite too also even still already
    now today yesterday tomorrow again ever never always often sometimes maybe perhaps
    actually basically probably definitely obviously like well yeah yes ok okay right sure
    oh um uh hmm kind sort up down out off back away through after before during until since
    than such same other another both either neither most many much few less least lot lots
    go goes going gone went get gets getting got gotten make makes making made take takes
    taking took taken come comes coming came say says saying said tell tells telling told
    think thinks thinking thought know knows knowing known knew see sees seeing seen saw
    look looks looking want wants wanted wanting need needs needed use uses used using find
    found give gives gave given giving work works worked working try tries tried trying ask
    asks asked asking seem seems feel feels felt put puts keep keeps kept let mean means
    meant happen happens happened talk talks talked talking start started starting show
    shows showed run runs running ran build builds building built call called believe guess
    love loved become became turn turned help helped play moved move agree thank thanks
    hello hi bye one two three four five six seven eight nine ten first second third last
    next once twice gonna gotta wanna able etc whether though although however instead
    rather enough around across along upon onto good great big little long own different
    whole nice better best bad real true""".split()
)
_EN_FILLERS = frozenset(
    """thing things question questions point points example examples fact way ways part parts
    case cases time times year years day days week weeks month months moment people person
    guy guys stuff bit number idea ideas reason reasons side place end beginning word words
    sense kind answer answers course everybody everyone everything something someone
    anything nothing anyone somebody today panel audience conversation show episode break
    couple hour minute hours minutes problem problems""".split()
)

ENGLISH = Grammar(
    openers=_EN_OPENERS,
    links=frozenset(("of",)),
    closed=_EN_CLOSED,
    fillers=_EN_FILLERS,
    adjective=re.compile(r"(?:al|ic|ive|ous|ful|less|able|ible|ary|ed|ing|ent|ant)$"),
    verb=re.compile(r"(?:ly|ize|izes|ized|ise|ised|n't)$"),
    adjectives_first=True,
)

GRAMMARS = {"en": ENGLISH, "fr": FRENCH}
