"""Whether a noun is feminine, by its ending: enough to say "vingt et une personnes"."""

from __future__ import annotations

_ENDINGS = (
    "ion té tié ée ure ance ence ette esse ie ise ude aine ille elle euse trice ière"
    " ère ade nne ine ique ose ise oire lle rice ture tude logie graphie euve ote otte ule"
).split()
_MASCULINE = frozenset(
    "camion avion lion espion champion million pion scorpion bastion galion trillion billion lampion fion fanion talion camp côté comité été traité pâté arrêté comté député résumé bénéficiaire musée lycée trophée"
    " silence génie incendie parapluie magazine stade grade mercure murmure augure cadre frère père"
    " mystère caractère critère ministère hémisphère cimetière derrière domaine magazine"
    " capitaine silence vote pilote module véhicule pécule scrupule crépuscule opuscule mille"
    " laboratoire territoire auditoire répertoire interrogatoire observatoire prétoire réfectoire"
    " mémoire conservatoire promontoire accessoire directoire pourboire ivoire"
    " ouvrage problème siècle mètre kilomètre titre chapitre cancer vinaigre centre sigle"
    " portefeuille chèvrefeuille vaudeville graphique moustique pique-nique portique pronostique"
    " diagnostique domestique scientifique politique critique plastique lexique périphérique"
    " numérique générique mécanisme cantique viatique élastique classique laïque"
    " employé salarié étudié délégué invité habitant élu conseiller maire bronze diocèse"
    " carrosse colosse malaise gymnase vase cas pas mois"
    " foie pedigree apogée scarabée caducée coryphée athée pygmée camée canapé degré marché café"
    " blé congé pré fossé décolleté supermarché intéressé réfugié accusé blessé associé abonné"
    " assuré retraité handicapé engagé licencié concile domicile automobile squelette".split()
)
_FEMININE = frozenset(
    "personne page heure minute seconde année fois semaine voix femme fille école ville ligne place"
    " tonne voiture entreprise commune famille région mesure loi question réponse étape équipe"
    " salle chambre table lettre phrase porte part main nuit mort œuvre famille maison mission"
    " rue route usine forêt mairie ferme machine norme forme plateforme règle arme larme"
    " proposition journée soirée matinée chaîne piste gare course bourse entreprise boîte fiche"
    " tâche recherche approche branche tranche marche étude carte perte porte plante tente vente"
    " rente attente date note côte faute minute recette recommandation enquête tête fête conquête"
    " requête demande bande commande amende légende offre lettre chose cause pause clause"
    " thèse hypothèse base phase crise prise surprise église valise bise noix croix paix"
    " fin faim main dent part mer cour tour fleur couleur valeur erreur peur sœur chaleur longueur"
    " largeur hauteur douleur saveur odeur peau eau vertu clé clef nef soif fourmi loi foi paroi"
    " tribu brebis souris vis oasis dot façon leçon rançon boisson moisson maison raison saison"
    " prison livraison liaison terminaison combinaison comparaison chanson cuisson"
    " image page plage cage rage nage tige neige piège orange vidange grange frange mésange louange"
    " charge marge auberge horloge éloge loge toge cellule cédule molécule virgule formule pilule"
    " école parole boussole auréole idole coupole banderole gondole casserole"
    " langue vague digue ligue fatigue synagogue banque barque marque remarque attaque plaque"
    " pratique technique politique clinique boutique rubrique fabrique critique musique république"
    " statistique bibliothèque discothèque période méthode mode commode fraude étude habitude"
    " solitude certitude aide ride bride stance aile île pile file ville"
    " tuile huile étoile toile voile poêle idée armée dictée fée dose prose rose névrose chose"
    " cloche poche roche broche coche bouche couche douche souche touche mouche cartouche farce"
    " place glace race trace face surface menace grâce preuve épreuve cuve"
    " étuve rive initiative perspective directive archive alternative tentative prérogative locative"
    " coopérative collective offensive lessive gencive salive grève trêve fève sève relève"
    " réserve verve serre guerre terre pierre bière prière manière matière rivière frontière carrière"
    " cuillère mère commère manœuvre couleuvre fièvre lèvre chèvre lettre fenêtre montre rencontre"
    " huître vitre mitre ombre chambre poudre foudre cendre hausse baisse caisse classe"
    " masse tasse liasse impasse terrasse crasse chasse messe promesse presse adresse richesse dépense"
    " réponse défense offense absence agence urgence fréquence conséquence séquence audience séance"
    " chance avance distance alliance balance enfance sentence once pince province once source force"
    " écorce amorce bourse course secousse mousse trousse brousse fosse bosse crosse rosse".split()
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
    return forms[-1].endswith(tuple(_ENDINGS)) and len(forms[-1]) > 4
