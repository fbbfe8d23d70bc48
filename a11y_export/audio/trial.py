"""One text tried out: what is said for it, the sounds of that, and a WAV file of it."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from a11y_export.audio.engines.espeak import Espeak
from a11y_export.audio.lexicon import lexicon
from a11y_export.audio.options import SpeechOptions
from a11y_export.audio.spoken import Spoken, speak


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as shown, as given to the voice, the sounds of that in IPA, and what rules and lexicons changed.

    `changes` are stretches of `shown`; `sounds` are words of `spoken` that a lexicon pronounces, as (start, end, IPA).
    """

    shown: str
    spoken: str
    phonemes: str
    changes: tuple[Spoken, ...]
    sounds: tuple[tuple[int, int, str], ...] = ()


def tried(text: str, language: str, lexicons: Sequence[str] = ()) -> Trial:
    """Give how `text` is said in `language` (BCP 47), with the program's lexicon and the given ones (PLS documents).

    MissingDependency when no voice speaks the language, UsageError for a lexicon that is not usable.
    """
    names = lexicon(lexicons)
    spans = speak(text, language, names.aliases(language))
    spoken = "".join(span.said for span in spans)
    sounds = names.phonemes(spoken, language)
    heard = " ".join(_heard(spoken, language, sounds)) if spoken.strip() else ""
    # Nobody else's words come before the rules here: what was told is the lexicon's.
    changes = tuple(replace(s, rule="lexicon") if s.rule == "say-as" else s for s in spans if s.rule)
    return Trial(text, spoken, heard, changes, sounds)


def _heard(spoken: str, language: str, sounds: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """Give the sounds in order: the lexicon's where it has some, the voice's own between them."""
    at = 0
    for start, end, ipa in (*sounds, (len(spoken), len(spoken), "")):
        if any(char.isalnum() for char in spoken[at:start]):
            yield Espeak().phonemes(spoken[at:start].strip(), language)
        if ipa:
            yield ipa
        at = end


def write_wav(trial: Trial, language: str, path: Path, options: SpeechOptions | None = None) -> None:
    """Write what is said for a text as a WAV file: 16 bits, one channel, the voice's own sample rate."""
    with Espeak().session(language, options or SpeechOptions()) as session:
        pcm = session.say(trial.spoken, language, trial.sounds).pcm
        rate = session.rate
    with path.open("wb") as file, wave.open(file) as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
