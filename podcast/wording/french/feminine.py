"""Whether a noun is feminine, by its ending: enough to say "vingt et une personnes"."""

from __future__ import annotations

_ENDINGS = tuple(
    "ion té tié ée ure ance ence ette esse ie ise ude euse ère ade nne ine ique ose oire lle rice euve ote otte ule".split()
)
# Those that end so and are masculine, and the feminine ones that do not end so.
_MASCULINE = frozenset(
    "accessoire apogée arrêté athée auditoire augure avion bastion billion caducée camion camée"
    " cantique capitaine caractère champion chèvrefeuille cimetière classique comité comté"
    " conservatoire coryphée critique critère crépuscule derrière diagnostique directoire domaine"
    " domestique décolleté député espion fanion frère galion grade graphique génie générique"
    " hémisphère incendie interrogatoire invité ivoire laboratoire lampion lexique lycée magazine"
    " malaise mercure mille million ministère module moustique murmure musée mystère mémoire"
    " numérique observatoire opuscule parapluie pilote pique-nique plastique politique"
    " portefeuille portique pourboire promontoire pronostique prétoire pygmée pécule périphérique"
    " retraité réfectoire répertoire scarabée scientifique scorpion scrupule silence squelette"
    " stade talion territoire traité trillion trophée vaudeville viatique véhicule élastique".split()
)
_FEMININE = frozenset(
    "aide aile alternative amende amorce approche archive arme attaque attente auberge auréole"
    " baisse bande banderole banque barque base bibliothèque bise boisson bosse bouche bourse"
    " boussole boîte branche brebis bride broche brousse cage caisse carte cartouche casserole"
    " cause cendre chaleur chambre chanson charge chasse chaîne chèvre classe clause clef cloche"
    " clé coche collective combinaison commande commode commune comparaison conquête coopérative"
    " couche couleur couleuvre coupole cour course crasse croix crosse cuisson cuve côte date"
    " demande dent digue directive discothèque dose dot douche douleur défense dépense eau enquête"
    " erreur face faim farce fatigue faute façon femme fenêtre ferme fiche file fin fièvre fleur"
    " foi fois force forme forêt fosse foudre fourmi frange fève fée fête gare gencive glace"
    " gondole grange grâce grève guerre hausse hauteur horloge huile huître hypothèse idole idée"
    " image impasse initiative langue largeur larme lessive lettre leçon liaison liasse ligne"
    " ligue livraison locative loge loi longueur louange lèvre légende main maison manœuvre marche"
    " marge marque masse menace mer minute mitre mode moisson montre mort mouche mousse mère"
    " mésange méthode nage nef neige noix norme note nuit oasis odeur offense offensive offre"
    " ombre once orange page paix paroi parole part pause peau perspective perte peur phase phrase"
    " pierre pile pince piste piège place plage plante plaque plateforme poche porte poudre poêle"
    " prison province prérogative période race rage raison rançon recherche relève remarque"
    " rencontre rente requête ride rive roche rose rosse route rue règle réponse réserve saison"
    " salive saveur seconde secousse serre soif souche source souris surface synagogue sève sœur"
    " table tasse tentative tente terminaison terrasse terre thèse tige toge toile touche tour"
    " trace tranche tribu trousse trêve tuile tâche tête vague valeur vente vertu verve vidange"
    " vis vitre voile voix école écorce éloge équipe étape étoile étuve île œuvre".split()
)
_NEVER = frozenset(
    "et ou mais de du des à au aux en par sur pour dans avec sans ni or car que qui est sont a ont"
    " avait était fut sera".split()
)


def is_numbered(noun: str, number: int) -> bool:
    """Whether `noun` is in the singular or the plural as `number` asks: "voix" is in both."""
    many = noun.endswith(("s", "x", "z"))
    return many == (number > 1) or (many and noun in _FEMININE)


def is_feminine(noun: str) -> bool:
    """Whether `noun` (lower case, singular or plural) is feminine, as far as its form tells."""
    if noun in _NEVER:
        return False
    forms = (noun, noun[:-1]) if noun.endswith(("s", "x")) else (noun,)
    if any(form in _MASCULINE for form in forms):
        return False
    if any(form in _FEMININE for form in forms):
        return True
    return forms[-1].endswith(_ENDINGS) and len(forms[-1]) > 4
