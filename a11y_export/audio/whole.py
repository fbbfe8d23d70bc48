"""The whole article in one file: the streams of the parts' own words, one after the other, as chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y_export.audio.joining import Take
from a11y_export.audio.tags import Chapter
from a11y_export.audio.timeline import ENCODER_DELAY

NAME = "whole-article"
@dataclass(frozen=True, slots=True)
class Whole:
    """The file's streams in order, its chapters in samples, and what it says: (utterance id, first, last sample)."""

    streams: tuple[Path, ...]
    rate: int
    samples: int
    chapters: tuple[tuple[str, tuple[str, ...], int, int], ...]
    utterances: tuple[tuple[str, int, int], ...]

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return self.samples / self.rate

    def marks(self) -> list[Chapter]:
        """Give the chapters in milliseconds."""
        return [
            Chapter(title, start * 1000 // self.rate, end * 1000 // self.rate) for title, _, start, end in self.chapters
        ]

    def to_json(self, file: str) -> dict[str, Any]:
        """Give what the record keeps of the file: places are samples as a decoder gives them, delay included."""
        return {
            "file": file,
            "rate": self.rate,
            "samples": self.samples,
            "chapters": [
                {"title": title, "sections": list(sections), "start": start, "end": end}
                for title, sections, start, end in self.chapters
            ],
            "utterances": [list(row) for row in self.utterances],
        }


def whole(takes: Sequence[Take]) -> Whole:
    """Join the takes: the first whole (title, people, disclaimer), of the others what is their own."""
    at = 0
    streams: list[Path] = []
    chapters: list[tuple[str, tuple[str, ...], int, int]] = []
    said: list[tuple[str, int, int]] = []
    for take in takes:
        timeline, begin = take.timeline, at
        for piece in take.pieces:
            if timeline.number and not piece.own:
                continue
            shift = at + ENCODER_DELAY - piece.start
            timed = timeline.utterances[piece.first:piece.last]
            said += [(t.utterance.id, t.start + shift, t.end + shift) for t in timed]
            streams.append(piece.stream)
            at += piece.length
        chapters.append((timeline.title, timeline.sections, begin, at))
    return Whole(tuple(streams), takes[0].timeline.rate, at, tuple(chapters), tuple(said))
