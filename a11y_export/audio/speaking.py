"""One stretch spoken: its sound as an MP3 stream in a file, and when each utterance sounds."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from a11y_export.audio import heard
from a11y_export.audio.encode import Mp3Encoder
from a11y_export.audio.engines import Session, Speech, engine_named
from a11y_export.audio.levels import levels
from a11y_export.audio.loudness import limited
from a11y_export.audio.options import PAUSES, SpeechOptions
from a11y_export.audio.stretches import Stretch
from a11y_export.audio.timeline import Timed
from a11y_export.audio.utterance import Utterance

_LEAD_MS = 250  # players cut into the first moment of a file
_BREATH = 45  # words; much longer sentences overrun the engine's buffer, and it leaves words out
_GAP = re.compile(r"\S\s+")


@dataclass(frozen=True, slots=True)
class Booth:
    """Where and how is spoken: the engine, the article's language, the options, the folder for streams."""

    engine: str
    language: str
    options: SpeechOptions
    folder: Path


@dataclass(frozen=True, slots=True)
class Sound:
    """A spoken stretch: the file of its stream, how many samples it has, and when each utterance sounds in it."""

    stream: Path
    rate: int
    samples: int
    timed: tuple[Timed, ...]


def spoken(stretch: Stretch, name: str, booth: Booth, stack: ExitStack) -> tuple[Sound, Mp3Encoder]:
    """Speak one stretch in a session of its own; its encoder, kept by `stack`, may still be at work on the stream.

    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    stream = booth.folder / name
    with engine_named(booth.engine).session(booth.language, booth.options) as session:
        encoder = stack.enter_context(Mp3Encoder(stream, session.rate))
        lead = bytes(2 * (session.rate * round(_LEAD_MS * PAUSES[booth.options.pauses]) // 1000) * stretch.lead)
        encoder.write(lead)
        at = len(lead) // 2
        timed: list[Timed] = []
        for utterance in stretch.utterances:
            speech = _in_breaths(utterance, session)
            pcm = limited(speech.pcm)
            silence = bytes(2 * (session.rate * utterance.pause // 1000))
            encoder.write(pcm + silence)
            marks = tuple((char, at + sample) for char, sample in speech.marks)
            timed.append(Timed(utterance, at, at + speech.samples, marks, levels(pcm)))
            at += speech.samples + len(silence) // 2
        encoder.end()
        return Sound(stream, session.rate, at, tuple(timed)), encoder


def _in_breaths(utterance: Utterance, session: Session) -> Speech:
    """Say an utterance, one that is very long in several breaths, at its commas where it has some."""
    text, sound, marks, at = utterance.spoken, b"", [], 0
    while at < len(text):
        end = _breath_end(text, at)
        sounds = [(low - at, high - at, ipa) for low, high, ipa in utterance.phonemes if at <= low and high <= end]
        speech = session.say(text[at:end], utterance.lang, sounds)
        heard.check(text[at:end], speech, session.rate)
        before = len(sound) // 2
        marks += [(at + char, before + sample) for char, sample in speech.marks]
        sound += speech.pcm
        at = end
    return Speech(sound, tuple(marks))


def _breath_end(text: str, at: int) -> int:
    """Give where the breath that begins at `at` ends, white space after it included."""
    gaps = [match.end() for match in islice(_GAP.finditer(text, at), _BREATH)]
    if len(gaps) < _BREATH:
        return len(text)
    commas = [gap for gap in gaps if text[at:gap].rstrip().endswith((",", ";", ":"))]
    return commas[-1] if commas else gaps[-1]
