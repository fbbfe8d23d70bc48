"""A file out of its stretches: their streams one after the other, and when what is said sounds in the whole.

Frames depend on those before them only within one stream, so that streams of one kind can simply be joined. What is
joined begins anew with the encoder's delay: a stretch is heard later than its samples alone would say, by the silence
that fills up the last frames of the stretch before. That silence lies within a pause, and the timeline counts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y_export.audio.frames import decoded_samples
from a11y_export.audio.script import TrackScript
from a11y_export.audio.speaking import Sound
from a11y_export.audio.timeline import Timed, TrackTimeline


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch's place in its file: its stream, its first sample, how many its frames hold, which utterances it says.

    `own` when these are the file's own words, not the title or the disclaimer.
    """

    stream: Path
    start: int
    length: int
    first: int
    last: int
    own: bool


@dataclass(frozen=True, slots=True)
class Take:
    """A spoken file: when what is said, and its pieces in order."""

    timeline: TrackTimeline
    pieces: tuple[Piece, ...]


def joined(script: TrackScript, sounds: Sequence[Sound], own: Sequence[bool]) -> Take:
    """Put a file together; the streams must be finished. ValueError when one does not consist of whole frames."""
    at = samples = 0
    timed: list[Timed] = []
    pieces: list[Piece] = []
    for sound, is_own in zip(sounds, own, strict=True):
        first = len(timed)
        for utterance, spoken in zip(script.utterances[first:], sound.timed, strict=False):
            marks = tuple((char, at + sample) for char, sample in spoken.marks)
            timed.append(Timed(utterance, at + spoken.start, at + spoken.end, marks, spoken.levels))
        length = decoded_samples(sound.stream.stat().st_size, sound.rate)
        pieces.append(Piece(sound.stream, at, length, first, len(timed), is_own))
        samples = at + sound.samples
        at += length
    timeline = TrackTimeline(
        f"{script.name}.mp3", script.number, script.title, script.sections, sounds[0].rate, samples, tuple(timed)
    )
    return Take(timeline, tuple(pieces))
