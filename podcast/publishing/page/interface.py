"""The words of the page's own: its buttons, headings and notices, in each language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interface:
    """Every text that the page itself says; braces are filled in by the template or the script."""

    to_player: str
    to_chapters: str
    to_text: str
    synthetic: str
    episodes: str
    kinds: dict[str, str]
    listen: str
    chapters: str
    speakers: str
    text: str
    player: str
    play: str
    pause: str
    previous: str
    following: str
    turn_short: str
    back: str
    forward: str
    slower: str
    faster: str
    speed: str
    search: str
    search_label: str
    results: str
    found: str
    found_one: str
    found_none: str
    first_found: str
    settings: str
    follow: str
    keys: str
    colours: str
    colours_auto: str
    colours_light: str
    colours_dark: str
    colours_contrast: str
    text_size: str
    smaller: str
    larger: str
    help: str
    help_rows: tuple[tuple[str, str], ...]
    help_sentences: str
    files: str
    audio_file: str
    captions_file: str
    transcript_file: str
    chapters_file: str
    book_file: str
    play_from: str
    turns: str
    turn: str
    voice: str
    resumed: str
    no_script: str
    no_audio: str
    narrator: str
    colon: str


FRENCH = Interface(
    to_player="Aller au lecteur",
    to_chapters="Aller aux chapitres",
    to_text="Aller au texte",
    synthetic="Les voix sont des voix de synthèse : personne n'a été enregistré. Ce qu'elles disent"
    " est le texte ci-dessous ; ce que dit la narration a été ajouté.",
    episodes="Épisodes",
    kinds={"whole": "Le débat entier", "speaker": "Par personne", "theme": "Par thème"},
    listen="Écouter",
    chapters="Chapitres",
    speakers="Qui parle",
    text="Le texte",
    player="Lecteur",
    play="Lecture",
    pause="Pause",
    previous="Intervention précédente",
    following="Intervention suivante",
    turn_short="Intervention",
    back="Reculer de {} secondes",
    forward="Avancer de {} secondes",
    slower="Plus lent",
    faster="Plus vite",
    speed="Vitesse",
    search="Rechercher",
    search_label="Rechercher dans le texte",
    results="Phrases trouvées",
    found="{} phrases trouvées",
    found_one="Une phrase trouvée",
    found_none="Rien n'a été trouvé",
    first_found="{} phrases trouvées ; voici les {} premières",
    settings="Réglages et clavier",
    follow="Suivre la lecture dans le texte",
    keys="Raccourcis d'une seule touche",
    colours="Couleurs",
    colours_auto="comme le système",
    colours_light="claires",
    colours_dark="sombres",
    colours_contrast="contraste élevé",
    text_size="Taille du texte",
    smaller="Plus petit",
    larger="Plus grand",
    help="Raccourcis",
    help_rows=(
        ("K", "lecture, pause"),
        ("N", "intervention suivante"),
        ("P", "intervention précédente"),
        ("J", "reculer de 10 secondes"),
        ("L", "avancer de 10 secondes"),
        ("-", "plus lent"),
        ("+", "plus vite"),
        ("S", "aller à la phrase en cours"),
        ("F", "suivre ou non la lecture"),
        ("/", "rechercher"),
    ),
    help_sentences="Dans le texte, Tab mène à une phrase ; les flèches haut et bas passent à la"
    " précédente et à la suivante, Entrée lit à partir d'elle. À la souris, cliquez sur la phrase.",
    files="Fichiers",
    audio_file="Audio (MP3)",
    captions_file="Sous-titres (WebVTT)",
    transcript_file="Transcription (JSON)",
    chapters_file="Chapitres (JSON)",
    book_file="Livre audio, texte et son (EPUB)",
    play_from="Lire à partir de {}",
    turns="{} interventions",
    turn="une intervention",
    voice="voix : {}",
    resumed="Vous en étiez à {}.",
    no_script="Sans JavaScript, la page reste un texte et un lecteur ; chaque heure ouvre l'audio"
    " à cet endroit.",
    no_audio="L'audio ne se charge pas : le fichier {} doit être dans le même dossier que la page.",
    narrator="Narration",
    colon=" :",
)

ENGLISH = Interface(
    to_player="Skip to the player",
    to_chapters="Skip to the chapters",
    to_text="Skip to the text",
    synthetic="The voices are synthetic: nobody was recorded. What they say is the text below; what"
    " the narrator says was added.",
    episodes="Episodes",
    kinds={"whole": "The whole debate", "speaker": "By speaker", "theme": "By theme"},
    listen="Listen",
    chapters="Chapters",
    speakers="Who speaks",
    text="The text",
    player="Player",
    play="Play",
    pause="Pause",
    previous="Previous turn",
    following="Next turn",
    turn_short="Turn",
    back="Back {} seconds",
    forward="Forward {} seconds",
    slower="Slower",
    faster="Faster",
    speed="Speed",
    search="Search",
    search_label="Search the text",
    results="Sentences found",
    found="{} sentences found",
    found_one="One sentence found",
    found_none="Nothing was found",
    first_found="{} sentences found; these are the first {}",
    settings="Settings and keyboard",
    follow="Follow what is heard in the text",
    keys="Single-key shortcuts",
    colours="Colours",
    colours_auto="as the system",
    colours_light="light",
    colours_dark="dark",
    colours_contrast="high contrast",
    text_size="Text size",
    smaller="Smaller",
    larger="Larger",
    help="Shortcuts",
    help_rows=(
        ("K", "play, pause"),
        ("N", "next turn"),
        ("P", "previous turn"),
        ("J", "back 10 seconds"),
        ("L", "forward 10 seconds"),
        ("-", "slower"),
        ("+", "faster"),
        ("S", "go to the sentence being said"),
        ("F", "follow what is heard, or not"),
        ("/", "search"),
    ),
    help_sentences="In the text, Tab leads to a sentence; the up and down arrows go to the one"
    " before and after, Enter plays from it. With a mouse, click on the sentence.",
    files="Files",
    audio_file="Audio (MP3)",
    captions_file="Captions (WebVTT)",
    transcript_file="Transcript (JSON)",
    chapters_file="Chapters (JSON)",
    book_file="Talking book, text and sound (EPUB)",
    play_from="Play from {}",
    turns="{} turns",
    turn="one turn",
    voice="voice: {}",
    resumed="You were at {}.",
    no_script="Without JavaScript the page is still a text and a player; each time opens the audio"
    " there.",
    no_audio="The audio does not load: the file {} must be in the same folder as the page.",
    narrator="Narrator",
    colon=":",
)

INTERFACES = {"fr": FRENCH, "en": ENGLISH}
"""The page's words by ISO 639-1 code."""
