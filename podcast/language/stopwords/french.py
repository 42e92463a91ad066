"""French words that bound a noun phrase, or cannot stand in the title of a chapter.

All in small letters, with their accents, between spaces.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MASCULINE = _words("le un du au ce cet mon ton son quel aucun certain tout chaque")
FEMININE = _words("la une cette ma ta sa quelle aucune certaine toute")
PLURAL = _words(
    """
les des aux ces mes tes ses nos vos leurs quelques plusieurs quels quelles certains certaines
tous toutes différents différentes divers diverses deux trois quatre cinq six sept huit neuf dix
onze douze quinze vingt trente cent mille
"""
)
DETERMINERS = MASCULINE | FEMININE | PLURAL | _words("l' notre votre leur")
PREPOSITIONS = _words(
    """
de d' à en par pour sur sous sans avec contre entre vers dans chez selon malgré depuis après
avant pendant dès parmi envers via
"""
)
# Before "le", "la", "les", "l'", "leur", "en": these make a pronoun of it.
BEFORE_PRONOUN = _words(
    """
je j' tu il elle on nous vous ils elles ne n' me m' te t' se s' qui y lui ça cela -t-il
"""
)

# They stand between the article and the noun, and are no part of what a text is about.
BEFORE_NOUN = _words(
    """
autre autres même mêmes tel telle tels telles seul seule seuls seules propre propres vrai vraie
vrais vraies véritable véritables certain certaine certains certaines différents différentes
divers diverses nombreux nombreuses premier première premiers premières second seconde deuxième
deuxièmes troisième quatrième dernier dernière derniers dernières prochain prochaine prochains
prochaines simple simples fameux fameuse fameuses meilleur meilleure meilleurs meilleures
moindre moindres pire pires bon bonne bons bonnes mauvais mauvaise mauvaises beau bel belle
beaux belles joli jolie jolis jolies gros grosse grosses multiple multiples principal principale
principaux principales énorme énormes quelque quelques plusieurs demi demie tout toute tous
toutes cher chère chers chères pleine plein réel réelle réels réelles deux trois quatre cinq six
sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille
un une importante important formidable excellent excellente excellents excellentes ultime unique
futur future futurs futures nouvel actuel actuelle éventuel éventuelle éventuels éventuelles
sacré sacrée immense immenses
"""
)
# They also stand before the noun, and belong to what is said: "jeunes agriculteurs".
WITH_NOUN = _words(
    """
petit petite petits petites grand grande grands grandes nouveau nouvelle nouveaux nouvelles
jeune jeunes vieux vieil vieille vieilles haut haute hauts hautes long longue longs longues
double doubles ancien ancienne anciens anciennes libre libres basse basses bas court courte
courts courtes
"""
)

_PRONOUNS = """
je j' tu il elle on nous vous ils elles me m' te t' se s' moi toi lui eux soi y ce c' ça cela
ceci celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci celui-là celle-là ceux-là
celles-là qui que qu' quoi dont où lequel laquelle lesquels lesquelles auquel auxquels
auxquelles duquel desquels desquelles rien personne quelqu'un quelqu'une chacun chacune tout
tous autrui mien mienne sien sienne nôtre vôtre nôtres vôtres leur leurs aucun aucune certains
d'autres soi-même eux-mêmes elles-mêmes nous-mêmes moi-même lui-même elle-même vous-même
vous-mêmes l'on
"""
_CONJUNCTIONS = """
et ou mais donc or ni car que qu' si s' comme quand lorsque lorsqu' puisque puisqu' parce afin
quoique quoiqu' tandis alors sinon soit pourquoi comment combien
"""
_PREPOSITIONS = """
à de d' en par pour sur sous sans avec contre entre vers dans chez selon malgré depuis après
avant pendant dès parmi envers via hors outre sauf durant devant derrière jusque jusqu' jusqu'à
près loin autour voici voilà concernant suivant grâce lors quant face hormis excepté moyennant
auprès vis-à-vis travers
"""
_ADVERBS = """
ne n' pas plus moins très trop peu beaucoup assez bien mal mieux pire tant autant aussi si
tellement toujours jamais souvent parfois encore déjà bientôt tôt tard ici là là-bas ailleurs
partout dedans dehors dessus dessous ensuite puis enfin alors ainsi donc peut-être presque
plutôt surtout seulement vraiment simplement également notamment finalement évidemment
effectivement justement absolument aujourd'hui hier demain maintenant auparavant désormais
dorénavant quasi quasiment environ ensemble exprès volontiers vite voire certes pourtant
cependant néanmoins toutefois quand-même oui non merci bonjour bonsoir bravo hélas ok voyons
tiens eh euh ah oh hein bon ben bah stop svp etc autrement davantage longtemps lentement
rapidement actuellement récemment clairement parfaitement directement réellement largement
fortement totalement complètement entièrement particulièrement principalement généralement
habituellement probablement certainement exactement précisément naturellement forcément
heureusement malheureusement rarement régulièrement immédiatement progressivement collectivement
localement honnêtement franchement sincèrement initialement proactivement intégralement
énormément suffisamment extrêmement uniquement strictement purement relativement conjointement
au-delà au-dessus au-dessous là-dedans là-dessus ci-dessus ci-dessous soi-disant tristement
massivement plein pile
"""
# Auxiliaries, modals and the commonest verbs in the forms that are said; other forms are known by
# their endings.
_VERBS = """
ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront
aurais aurait aurions auriez auraient aie aies ait ayons ayez aient eu eue eus eues ayant avoir
eut eurent suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons
serez seront serais serait serions seriez seraient sois soit soyons soyez soient été étant être
fut furent fût vais vas va allons allez vont allais allait allaient irai ira irons irez iront
irait aille aller allé allée allés peux peut pouvons pouvez peuvent pouvais pouvait pouvaient
pourra pourrai pourrons pourrez pourront pourrait pourrais pourrions pourriez pourraient puisse
puissent puissions pu dois doit devons devez doivent devais devait devaient devra devrons
devront devrait devrions devraient doive dû due veux veut voulons voulez veulent voulais voulait
voulaient voudra voudrais voudrait voudraient veuille veuillez voulu faut fallait faudra
faudrait fallu faille sais sait savons savez savent savais savait savaient saura saurait sache
sachez sachant su fais fait faisons faites font faisais faisait faisaient ferai fera feront
ferait feraient fasse fassent faire faisant dis dit disons dites disent disais disait disaient
dirai dira dirait dise disant vois voit voyons voyez voient voyais voyait verra verrons verrez
verrait voie vu vue viens vient venons venez viennent venais venait viendra viendrai viendrait
vienne venu venue venus venues tiens tient tenons tenez tiennent tenait tiendra prends prend
prenons prenez prennent prenait prendra prendre mets met mettons mettez mettent mettait mettra
mettre crois croit croyons croyez croient croyait crus cru pense penses pensons pensez pensent
pensais pensait trouve trouves trouvons trouvez trouvent trouvait parle parles parlons parlez
parlent parlait parlais parlera demande demandes demandons demandez demandent demandait donne
donnes donnons donnez donnent donnait donnera passe passes passons passez passent passait laisse
laissons laissez laissent reste restons restez restent restait semble semblent semblait permet
permettent permettait permettra permettrait rend rendent rendait appelle appelles appelons
appelez appellent appelait rappelle rappelons rappelez arrive arrivons arrivez arrivent arrivait
commence commençons commencez commencent comprends comprend comprenons comprenez comprennent
connais connaît connaissons connaissez connaissent entends entend entendons entendez entendent
attend attends attendons attendez attendent répond réponds répondent répondez existe existent
existait concerne concernent concernait travaille travaillons travaillez travaillent travaillait
utilise utilisons utilisez utilisent crée créent créons regarde regardons regardez regardent
cherche cherchons cherchez cherchent essaie essaye essayons essayez essaient aime aimons aimez
aiment aimerais aimerait espère espérons remercie remercions propose proposons proposez
proposent présente présentent représente représentent représentait tente tentent augmente
augmentent invente oriente alimente raconte racontent explique expliquent indique indiquent
implique impliquent applique appliquent complique communique communiquent revendique fabrique
fabriquent consiste consistent insiste insistent assiste assistent résiste résistent persiste
détermine déterminent termine terminent élimine domine dominent imagine imaginez imaginent
dessine dessinent examine combine éclaire éclairent signale signalent installe installent
constitue constituent contribue contribuent continue continuent évolue évoluent distribue
diminue diminuent pollue polluent attribue évalue évaluent effectue effectuent situe situent tue
tuent étudie étudient vérifie vérifient modifie signifie confie oublie oublient publie publient
bénéficie bénéficient apprécie varie varient justifie identifie simplifie apporte apportent
porte portent importe importent compte comptent coûte coûtent change changent échange pose
posent impose imposent suppose supposent dispose disposent repose reposent expose oppose
opposent ajoute ajoutent écoute écoutez joue jouent touche touchent montre montrent démontre
rencontre entre rentre rentrent montent monte tombe tombent marche marchent tourne tournent
gagne gagnent ouvre ouvrent offre offrent souffre souffrent couvre découvre découvrent suit
suivent vit vivent vivons sert servent sortent sort part partent dort dorment sent sentent ment
perd perdent vend vendent dépend dépendent descend défend défendent étend lit lisent écrit
écrivent inscrit décrit produit produisent conduit conduisent construit construisent réduit
réduisent traduit introduit détruit suffit suffisent agit agissent finit finissent choisit
choisissent réussit réunit réunissent fournit fournissent établit définit définissent remplit
réfléchit garantit reçoit reçoivent conçoit aperçoit perçoit vaut valent souhaite souhaitons
souhaitez souhaitent souligne souligner accompagne accompagnent rejoins rejoint rejoignons
partage partageons partagez partagent dépasse dépassent évite évitent mérite méritent hésite
profite limite limitent cite invite visite habite quitte acceptent accepte respecte respectent
interroge interrogent nécessite nécessitent nécessiter réclame réclament renvoie envoie envoient
emploie emploient paie paient voyage engage engagent oblige obligent exige exigent corrige
dirige protège protègent gère gèrent mène mènent amène amènent emmène lève lèvent enlève achète
achètent complète répète reflète révèle préfère préfèrent considère considèrent génère génèrent
accélère décide décident aide aident valide guide réside préside possède possèdent cède procède
précède soulève conserve conservent observe observent réserve prouve prouvent approuve éprouve
retrouve retrouvent souviens souvient maintient obtient appartient appartiens contient
contiennent soutient soutiennent devient deviennent revient reviennent intervient convient
provient prévient parvient tourner noter notons notez note retiens retient signe gardons garde
chauffe vide allume éteint éteignent rallume ressemble ressemblent ressemblait assure assurent
continuerons apprend apprennent surprend reprend reprendre reprends entreprend y-a-t-il est-ce
"""
CLOSED = (
    DETERMINERS
    | PREPOSITIONS
    | _words(_PRONOUNS + _CONJUNCTIONS + _PREPOSITIONS + _ADVERBS + _VERBS)
)

# Nouns that say nothing of what a text is about: no phrase starts with them, or is one of them.
FILLERS = _words(
    """
président présidente ministre ministres secrétaire directeur directrice adjoint adjointe député
députés députée maire administrateur conseiller conseillère chef rapporteur rapporteure orateur
oratrice chose choses question questions point points exemple exemples façon façons manière
manières cas sujet sujets fois moment moments instant année années an ans jour jours journée
journées semaine semaines mois soir soirs matin matinée soirée midi minuit minute minutes
seconde secondes siècle part parts partie parties lieu lieux fait faits niveau niveaux type
types genre genres sorte sortes nombre nombres ensemble reste terme termes sens idée idées gens
personne personnes monde côté côtés suite suites fin fins début débuts mesure cadre cadres objet
objets aspect aspects élément éléments contexte effet effets titre titres place places parole
paroles invité invités invitée débat débats colloque monsieur messieurs madame mesdames
mademoiselle collègue collègues réponse réponses propos mot mots phrase phrases raison raisons
cause causes façade tas plupart majorité moitié tiers quart totalité multitude série quantité
cœur sein fond forme formes occasion occasions tour tours cours avis envie peine
applaudissements rires sourires remarque remarques précision conclusions intervention
interventions intervenant intervenants présentation présentations constat constats fil biais
égard regard vue vues perspective échelle registre catégorie œuvre étape étapes phase
possibilité possibilités difficulté difficultés problème problèmes enjeu enjeux défi défis
travers mille million millions milliard milliards euro euros pourcentage pour-cent kilomètre
kilomètres mètre mètres centaine centaines dizaine dizaines douzaine quinzaine vingtaine
trentaine cinquantaine millier milliers janvier février mars avril mai juin juillet août
septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche
printemps été automne hiver bout deux-tiers fameux truc trucs machin bazar chance hasard
d'accord envergure genou but buts moyen moyens quoi pourquoi comment autre autres même mêmes
aujourd'hui hier demain lendemain veille nuance détail détails ampleur tort regret bonjour
bonsoir merci micro rang tribune séance assemblée leur leurs tout tous toute toutes rien chacun
chacune certains uns unes un une deux trois quatre cinq six sept huit neuf dix onze douze alinéa
amendement amendements chargé chargée époque époques longue première dernière meilleure aise
hâte nécessité importance ici là oui non plus moins mieux pire fameuse
"""
)

# They say little alone, and something in a phrase: "temps de travail", "peur du noir".
WEAK = _words(
    """
peur travail travaux vie public accord désaccord action actions activité activités choix mission
homme hommes femme femmes relation rapport rapports dimension état états chiffre chiffres voix
avenir ligne lignes base bases volonté esprit esprits main mains pied pieds tête têtes œil yeux
dos nez bras noms nom table tables limite signe preuve présence absence conclusion introduction
solution solutions résultat résultats objectif objectifs président présidente ministre ministres
secrétaire directeur directrice adjoint adjointe député députés députée chef article articles
ordre salle heure heures nuit besoin besoins intérêt intérêts rendez-vous temps compte comptes
milieu
"""
)
# Where a complement may follow "en": "en fonction", "en tête" go with a verb.
AFTER_EN = _words(
    """
ligne réseau difficulté danger transition développement santé eau direct liberté
"""
)

# Said as one thing that means little: they part phrases as punctuation does.
EXPRESSIONS = (
    "tout d'abord",
    "en tant que",
    "en tant qu'",
    "en train de",
    "en train d'",
    "en effet",
    "en fait",
    "en revanche",
    "en particulier",
    "en général",
    "en cours",
    "en place",
    "en œuvre",
    "en matière de",
    "en matière d'",
    "en termes de",
    "en termes d'",
    "en terme de",
    "en charge de",
    "en charge du",
    "en ce qui concerne",
    "en tout cas",
    "en même temps",
    "en quelque sorte",
    "en avance",
    "en retard",
    "en commun",
    "en avant",
    "en introduction",
    "en conclusion",
    "en amont",
    "en aval",
    "en soi",
    "en réalité",
    "en vue de",
    "en l'occurrence",
    "au sein de",
    "au sein du",
    "au sein des",
    "au cœur de",
    "au cœur du",
    "au fur et à mesure",
    "au moins",
    "au niveau de",
    "au niveau du",
    "au niveau des",
    "au sens large",
    "au sujet de",
    "au travers de",
    "au travers des",
    "au travers du",
    "au travers d'",
    "au lieu de",
    "au détriment de",
    "au service de",
    "au service du",
    "au service des",
    "au profit de",
    "au regard de",
    "au nom de",
    "au nom du",
    "à travers",
    "à partir de",
    "à partir du",
    "à propos de",
    "à propos du",
    "à la fois",
    "à l'heure",
    "à l'heure où",
    "à l'égard de",
    "à l'intérieur de",
    "à l'extérieur de",
    "à cause de",
    "à cause du",
    "à condition que",
    "à condition de",
    "à condition d'",
    "à mesure que",
    "à disposition",
    "à titre de",
    "à titre personnel",
    "à jour",
    "à terme",
    "à plat",
    "à peu près",
    "à peine",
    "à part",
    "à nouveau",
    "à tout prix",
    "à venir",
    "à l'époque",
    "à l'aide de",
    "à savoir",
    "à toutes et à tous",
    "d'abord",
    "d'accord",
    "d'ailleurs",
    "d'ores et déjà",
    "de fait",
    "de longue date",
    "de plus en plus",
    "de moins en moins",
    "de nouveau",
    "de toute façon",
    "de toutes façons",
    "de temps en temps",
    "de façon",
    "de manière",
    "de suite",
    "de même",
    "de côté",
    "de base",
    "de loin",
    "de près",
    "du coup",
    "du reste",
    "du moins",
    "du tout",
    "un peu",
    "un petit peu",
    "un point c'est tout",
    "tout à fait",
    "tout à l'heure",
    "tout de suite",
    "tout le monde",
    "tout un tas de",
    "tout de même",
    "tout court",
    "par exemple",
    "par contre",
    "par ailleurs",
    "par conséquent",
    "par cœur",
    "par rapport à",
    "par rapport au",
    "par rapport aux",
    "par le biais de",
    "par-dessus le marché",
    "par terre",
    "pour autant",
    "pour l'instant",
    "pour l'heure",
    "pour mémoire",
    "pour rappel",
    "pour conclure",
    "pour finir",
    "pour commencer",
    "sans doute",
    "sans cesse",
    "bien sûr",
    "bien entendu",
    "bien que",
    "c'est-à-dire",
    "c'est à dire",
    "dans le cadre de",
    "dans le cadre du",
    "dans le cadre des",
    "dans le cadre d'",
    "dans la mesure où",
    "dans ce cadre",
    "l'ensemble de",
    "l'ensemble des",
    "l'ensemble du",
    "il y a",
    "y a-t-il",
    "faire partie de",
    "fait partie de",
    "fait partie du",
    "tenir compte de",
    "prendre en compte",
    "se rendre compte",
    "rendre compte",
    "mettre en œuvre",
    "mettre en place",
    "mise en œuvre",
    "mise en place",
    "prise en compte",
    "prise en considération",
    "compte tenu de",
    "compte tenu des",
    "le fait de",
    "le fait que",
    "point de vue",
    "sur le plan",
    "sur le terrain",
    "sur place",
    "sous forme de",
    "vis-à-vis de",
    "grâce à",
    "avoir lieu",
    "a lieu",
    "ont lieu",
    "avoir besoin de",
    "avons besoin de",
    "a besoin de",
    "il n'y a",
    "n'est-ce pas",
    "est-ce que",
    "est-ce qu'",
    "qu'est-ce que",
    "qu'est-ce qui",
)

# "-er", "-ir" and "-re" are infinitives but in these nouns.
NOUNS_LIKE_INFINITIVES = _words(
    """
mer hiver fer cancer enfer ver danger étranger berger verger rocher plancher boulanger
conseiller déjeuner dîner goûter foyer loyer noyer usager passager ménager potager horloger
messager bûcher clocher boucher pêcher archer nucléaire leader manager trader poster master
cluster container twitter hacker tanker avenir loisir plaisir désir soupir souvenir tir cuir
menhir repentir soir espoir trottoir miroir couloir terroir manoir réservoir tiroir rasoir
comptoir abattoir dortoir laboratoir pouvoir savoir devoir mouroir désespoir ordre désordre
cadre cèdre poudre foudre gendre cendre escadre lettre mètre centimètre kilomètre maître ancêtre
hêtre fenêtre livre cuivre givre empire navire cire rire sourire satire
"""
)
INFINITIVES_IN_RE = _words(
    """
dire redire faire refaire défaire lire relire élire écrire décrire inscrire prescrire souscrire
produire construire reconstruire conduire réduire traduire introduire détruire instruire séduire
nuire luire cuire suffire interdire prédire contredire satisfaire plaire taire extraire
distraire croire boire rire sourire rompre interrompre corrompre vaincre convaincre conclure
inclure exclure suivre poursuivre vivre survivre être naître connaître reconnaître paraître
apparaître disparaître mettre permettre promettre remettre revivre éteindre soumettre
transmettre admettre commettre battre combattre débattre abattre
"""
)
INFINITIVES_IN_IER = _words(
    """
étudier vérifier modifier confier copier publier oublier identifier justifier simplifier
bénéficier apprécier associer varier multiplier planifier relier négocier lier plier prier crier
trier nier remercier marier manier allier rallier envier convier expédier remédier concilier
réconcilier qualifier quantifier certifier clarifier diversifier électrifier fortifier
intensifier notifier pacifier purifier rectifier sacrifier signifier spécifier unifier amplifier
"""
)

# Adjectives that their ending does not tell from verbs or nouns.
ADJECTIVES = _words(
    """
public publique publics publiques privé privée privés privées vert verte verts vertes libre
libres ouvert ouverte ouverts ouvertes couvert couverte rural rurale ruraux rurales gratuit
gratuite gratuits gratuites droit droite gauche rouge rouges bleu bleue bleus bleues noir noire
noirs noires blanc blanche blancs blanches jaune jaunes gris grise grises brun brune orangé
orangée orangées froid froide froids froides chaud chaude chauds chaudes sombre sombres clair
claire clairs claires rond ronde rondes fort forte forts fortes faible faibles fixe fixes mixte
mixtes vaste vastes jeune jeunes moderne modernes digne juste justes injuste rare rares riche
riches pauvre pauvres propre sale tiède lent lente rapide rapides solide solides liquide humide
rigide hybride civil civile civils civiles mobile mobiles fragile fragiles utile utiles facile
faciles difficile difficiles agile agiles stérile habile hostile fossile fossiles textile nubile
intérieur intérieure extérieur extérieure extérieurs supérieur supérieure majeur majeure majeurs
majeures mineur mineure antérieur ultérieur meilleur permanent urgent récent intelligent
fréquent cohérent pertinent efficient transparent équivalent compétent violent ardent absent
innocent souterrain permanente urgente récente intelligente cohérente pertinente efficiente
transparente équivalente compétente violente ardente absente innocente dépendante indépendante
croissant vivant indépendant dépendant constant montant roulant volant flottant puissant
français française françaises anglais anglaise anglaises écossais irlandais portugais japonais
japonaise néerlandais marseillais lyonnais bordelais précis précise épais frais fraîche requis
acquis exquis connue reconnue inconnue prévue étendue absolue continue continus continues jolie
infinie établie définie finie garantie réunie laïque laïques bénévole bénévoles agricole
agricoles viticole viticoles scolaire numérique sonore sonores lunaire solaire sensible
allergène durable durables commun commune communs communes moyen moyenne moyens moyennes humain
humaine humains humaines citoyen citoyenne citoyens citoyennes européen européenne européens
européennes ancien ancienne nocturne nocturnes diurne diurnes urbain urbaine urbains urbaines
quotidien quotidienne terrestre maritime maritimes souverain souveraine secret secrète secrets
secrètes complet complète concret concrète discret mondial mondiale proche proches sauvage
sauvages célèbre célèbres énergivore local frugal frugale inclusif actif passif
"""
)
# Participles before these are followed by what they govern: "une expérience menée | à Lyon".
GOVERNED_BY_PARTICIPLE = _words(
    """
à au aux par dans sur sous en avec de d' du des vers chez pour contre entre depuis selon comme
que qu' la le les un une l' afin lors grâce parmi
"""
)
# Nouns that govern another than by "de": "lutte contre le bruit".
GOVERNORS = {
    "contre": _words("lutte luttes combat combats protection recours"),
    "sur": _words("loi lois règlement impact impacts étude études rapport enquête taxe"),
    "à": _words("accès droit droits adaptation retour recours passage aide aides résistance appel"),
    "entre": _words("frontière équilibre différence concurrence égalité partage"),
    "pour": _words("plan plans stratégie programme programmes lutte fonds"),
}
# Verb forms that are nouns after an article: "une marche nocturne", "le partage de données".
NOUNS_LIKE_VERBS = _words(
    """
bien biens marche marches échange échanges aide aides guide guides partage partages note notes
offre offres garde demande demandes visite visites limite limites réserve réserves voyage
voyages montre montres rencontre rencontres écoute porte portes étude règle règles attente
crainte menace recherche recherches commande commandes danse dépense dépenses course mise prise
venue vue entente descente culture monte baisse hausse pause joue touche tombe signe débat
combat tente rente vente paie emploie retraite conserve ferme fermes forme chasse pêche école
charge charges veille vieille paye plante plantes chante vide usage plainte couvre taxe taxes
réforme réformes gare visée mesure mesures essai essais emploi emplois envoi renvoi conseil
conseils appel appels travail réveil recul soutien maintien entretien produit produits écrit
écrits récit fait droit conduit circuit bruit bruits crédit dépôt dit lit lits vent vents
serment ciment suspens
"""
)
