"""The whole article in one file: the parts' own streams, one after the other, as chapters.

MP3 frames stand alone at the beginning of a stream, so streams of one kind can simply be joined. Each then begins
after the decoder's delay again, which is counted here frame by frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y_export.audio.speaking import Take
from a11y_export.audio.tags import Chapter
from a11y_export.audio.timeline import ENCODER_DELAY

NAME = "whole-article"
# Layer III: kbit/s and samples a second by their numbers in a frame's header, for MPEG-1 and for MPEG-2 and 2.5.
_BITS = ((0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
         (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160))
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


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
        timeline = take.timeline
        stream, first, start, samples = take.stream, 0, 0, timeline.samples
        if take.body is not None:
            stream, first, start, samples = take.body, take.first, take.start, take.samples
        frames = decoded_samples(stream.read_bytes())
        for timed in timeline.utterances[first:]:
            if timed.end <= start + samples:
                shift = at + ENCODER_DELAY - start
                said.append((timed.utterance.id, timed.start + shift, timed.end + shift))
        streams.append(stream)
        chapters.append((timeline.title, timeline.sections, at, at + frames))
        at += frames
    return Whole(tuple(streams), takes[0].timeline.rate, at, tuple(chapters), tuple(said))


def decoded_samples(stream: bytes) -> int:
    """Give how many samples the frames of an MP3 stream hold; ValueError where one does not follow the other."""
    at = samples = 0
    while at + 4 <= len(stream):
        head = int.from_bytes(stream[at:at + 4])
        version, layer = head >> 19 & 3, head >> 17 & 3
        bits, rate = head >> 12 & 15, head >> 10 & 3
        if head >> 21 != 0x7FF or layer != 1 or version == 1 or bits in (0, 15) or rate == 3:
            raise ValueError(f"no MP3 frame at {at}")
        size = 1152 if version == 3 else 576
        at += size * _BITS[version != 3][bits] * 125 // _RATES[version][rate] + (head >> 9 & 1)
        samples += size
    return samples
