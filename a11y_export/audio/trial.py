"""One text tried out: what is said for it, the sounds of that, and a WAV file of it."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

from a11y_export.audio.engines.espeak import Espeak
from a11y_export.audio.options import SpeechOptions
from a11y_export.audio.spoken import Spoken, speak


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as shown, as given to the voice, the sounds of that in IPA, and what the rules changed."""

    shown: str
    spoken: str
    phonemes: str
    changes: tuple[Spoken, ...]


def tried(text: str, language: str) -> Trial:
    """Give how `text` is said in `language` (BCP 47); MissingDependency when no voice speaks it."""
    spans = speak(text, language)
    spoken = "".join(span.said for span in spans)
    sounds = Espeak().phonemes(spoken, language) if spoken.strip() else ""
    return Trial(text, spoken, sounds, tuple(span for span in spans if span.rule))


def write_wav(spoken: str, language: str, path: Path, options: SpeechOptions | None = None) -> None:
    """Write what is said for a text as a WAV file: 16 bits, one channel, the voice's own sample rate."""
    with Espeak().session(language, options or SpeechOptions()) as session:
        pcm = session.say(spoken, language).pcm
        rate = session.rate
    with path.open("wb") as file, wave.open(file) as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
