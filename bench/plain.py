"""The script that an ordinary user would write, to compare with: `python -m bench.plain IN OUT`.

One voice after the other through pyttsx3, a WAV for each turn, `+=` in pydub, `export` at the end,
in the format of the program's own episodes. Only who speaks what is taken from the program.
"""

import sys
import tempfile
from pathlib import Path

from podcast.reading import read_debate
from podcast.speaking.espeak.library import provide_library


def main(transcript: str, target: str) -> None:
    """Make the MP3 `target` of `transcript`."""
    debate = read_debate(Path(transcript))
    provide_library()
    import pyttsx3
    from pydub import AudioSegment

    engine = pyttsx3.init()
    voices = ("fr", "fr+m3", "fr+f2", "fr+m1", "fr+f4", "fr+m7", "fr+f1", "fr+m5")
    speakers = [speaker.name for speaker in debate.speakers]
    episode = AudioSegment.silent(500, frame_rate=44_100)
    with tempfile.TemporaryDirectory() as folder:
        for turn in debate.turns:
            wav = Path(folder, f"{turn.index}.wav")
            engine.setProperty("voice", voices[speakers.index(turn.speaker) % len(voices)])
            # By paragraph: pyttsx3 crashes on texts of 20,000 characters.
            for paragraph in turn.paragraphs:
                engine.save_to_file(paragraph.text, str(wav))
                engine.runAndWait()
                if wav.is_file() and wav.stat().st_size > 44:
                    episode += AudioSegment.from_wav(str(wav))
                    wav.unlink()
            episode += AudioSegment.silent(700, frame_rate=44_100)
    episode = episode.set_frame_rate(44_100).set_channels(1)
    episode.export(target, format="mp3", bitrate="64k")
    print(len(episode) / 1000)


if __name__ == "__main__":
    main(*sys.argv[1:])
