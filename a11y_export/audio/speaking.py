"""One track spoken: its sound as an MP3 stream in a file, and when each utterance sounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
from a11y_export.audio.script import TrackScript
from a11y_export.audio.timeline import Timed, TrackTimeline
from a11y_export.audio.utterance import Utterance

_LEAD_MS = 250  # players cut into the first moment of a file
_BREATH = 45  # words; much longer sentences overrun the engine's buffer, and it leaves words out
_GAP = re.compile(r"\S\s+")
Sounds = Mapping[tuple[str, str], Speech]


@dataclass(frozen=True, slots=True)
class Booth:
    """Where and how tracks are spoken: the engine, the article's language, the options, the folder for streams."""

    engine: str
    language: str
    options: SpeechOptions
    folder: Path


@dataclass(frozen=True, slots=True)
class Take:
    """A spoken track: when what is said, and its stream. `body` is a stream of its own for the part's own words.

    A body leaves out the title and the disclaimer, which a file of the whole article says once: it begins with the
    utterance `first`, at the track's sample `start`, and is `samples` long.
    """

    timeline: TrackTimeline
    stream: Path
    body: Path | None = None
    first: int = 0
    start: int = 0
    samples: int = 0


def spoken(
    script: TrackScript, booth: Booth, stack: ExitStack, ready: Sounds,
    kept: dict[tuple[str, str], Speech] | None = None,
) -> tuple[Take, list[Mp3Encoder]]:
    """Speak one track in a session of its own; its encoders, kept by `stack`, may still be at work.

    Sounds that are `ready` are used again; those of the disclaimer, which every file ends with, go into `kept`.
    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    stream = booth.folder / f"{script.name}.stream"
    own = _own(script) if booth.options.single_file and script.number else range(0)
    body = stream.with_suffix(".body") if own else None
    with engine_named(booth.engine).session(booth.language, booth.options) as session:
        encoders = [stack.enter_context(Mp3Encoder(path, session.rate)) for path in (stream, body) if path is not None]
        lead = bytes(2 * (session.rate * round(_LEAD_MS * PAUSES[booth.options.pauses]) // 1000))
        at = len(lead) // 2
        encoders[0].write(lead)
        start = samples = 0
        timed: list[Timed] = []
        for number, utterance in enumerate(script.utterances):
            if number == own.start:
                start = at
            speech = _speech(utterance, session, ready, kept)
            pcm = limited(speech.pcm)
            silence = bytes(2 * (session.rate * utterance.pause // 1000))
            for encoder in encoders if number in own else encoders[:1]:
                encoder.write(pcm + silence)
            marks = tuple((char, at + sample) for char, sample in speech.marks)
            timed.append(Timed(utterance, at, at + speech.samples, marks, levels(pcm)))
            at += speech.samples + len(silence) // 2
            samples = at - start if number in own else samples
        for encoder in encoders:
            encoder.end()
        timeline = TrackTimeline(
            f"{script.name}.mp3", script.number, script.title, script.sections, session.rate, at, tuple(timed)
        )
    return Take(timeline, stream, body, own.start, start, samples), encoders


def _own(script: TrackScript) -> range:
    """Give which utterances of a part are its own: after the title, before the disclaimer or its pointer."""
    kinds = [utterance.kind for utterance in script.utterances]
    first = next(number for number, kind in enumerate(kinds) if kind != "title")
    last = next((n for n, kind in enumerate(kinds) if n > first and kind.startswith("disclaimer")), len(kinds))
    return range(first, last)


def _speech(
    utterance: Utterance, session: Session, ready: Sounds, kept: dict[tuple[str, str], Speech] | None,
) -> Speech:
    """Give an utterance's sound; the disclaimer is spoken once and its sound used in every file."""
    if not utterance.spoken:
        return Speech(b"", ())
    key = (utterance.spoken, utterance.lang)
    fixed = utterance.kind.startswith("disclaimer")
    if fixed and key in ready:
        return ready[key]
    speech = _in_breaths(utterance, session)
    if fixed and kept is not None:
        kept[key] = speech
    return speech


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
