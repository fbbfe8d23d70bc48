"""When each utterance sounds: the record of what was said, where in which file. Data and its JSON form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from a11y_export.audio.utterance import Utterance

SCHEMA = 1
# lameenc writes no Info tag: decoders give 1,105 samples (576 of the encoder, 529 of the decoder) before the first, and
# up to 593 after the last (measured with miniaudio).
ENCODER_DELAY = 1105


@dataclass(frozen=True, slots=True)
class Timed:
    """An utterance with its first sample, the sample after its last, and (character of `spoken`, sample) of words.

    `levels` are the loudness of sixteen equal parts, for whoever has to know the sound again.
    """

    utterance: Utterance
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TrackTimeline:
    """One file's utterances in time. `samples` is its length before encoding; sample 0 is heard after the delay."""

    file: str
    number: int
    title: str
    sections: tuple[str, ...]
    rate: int
    samples: int
    utterances: tuple[Timed, ...]

    @property
    def seconds(self) -> float:
        """The length before encoding, in seconds."""
        return self.samples / self.rate


def to_json(
    language: str, engine: str, tracks: tuple[TrackTimeline, ...], whole: Mapping[str, Any] | None = None,
) -> str:
    """Give the timeline as JSON, an utterance a line; the same tracks give the same text.

    `whole` is what there is to say of the file of the whole article.
    """
    # By hand around the rows: the library's own indenting takes ten times as long.
    head = _row({"schema": SCHEMA, "language": language, "engine": engine, **({"whole": whole} if whole else {})})
    rows = ",\n".join(
        f'{_row(_track(track))[:-1]}, "utterances": [\n'
        + ",\n".join(_row(_utterance(timed)) for timed in track.utterances)
        + "\n]}"
        for track in tracks
    )
    return f'{head[:-1]}, "tracks": [\n{rows}\n]}}\n'


def _row(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _track(track: TrackTimeline) -> dict[str, Any]:
    return {
        "file": track.file,
        "number": track.number,
        "title": track.title,
        "sections": list(track.sections),
        "rate": track.rate,
        "encoder_delay": ENCODER_DELAY,
        "samples": track.samples,
    }


def _utterance(timed: Timed) -> dict[str, Any]:
    said = timed.utterance
    return {
        "id": said.id,
        "kind": said.kind,
        "origin": said.origin,
        "sentence": said.sentence,
        "occurrence": said.occurrence,
        "shown": said.shown,
        "spoken": said.spoken,
        "spans": [[s.start, s.end, s.said, s.rule] for s in said.spans],
        "lang": said.lang,
        "start": timed.start,
        "end": timed.end,
        "marks": [list(mark) for mark in timed.marks],
        "levels": list(timed.levels),
        "phonemes": [list(sound) for sound in said.phonemes],
        "skipped": [list(pair) for pair in said.skipped],
    }
