"""When each sentence sounds, in seconds of the finished files: what every book and page is synchronised by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEAD = 0.06
"""Seconds that a clip begins before its first sample: what players miss when they jump into a file."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence in a file, `begin` to `end` in seconds as a decoder gives them; `occurrence` counts from 1."""

    sentence: str
    begin: float
    end: float
    occurrence: int


@dataclass(frozen=True, slots=True)
class SpokenTrack:
    """A sound file: its name, number (0 is the disclaimer), title, the section ids it reads, seconds, and clips."""

    file: str
    number: int
    title: str
    sections: tuple[str, ...]
    seconds: float
    clips: tuple[Clip, ...]


def spoken_tracks(timeline: Path | Mapping[str, Any]) -> tuple[SpokenTrack, ...]:
    """Give the tracks of a timeline, or of the timeline.json at a path, in playing order.

    The program's own words have no clip, nor have sentences without anything to say. ValueError when it is no timeline.
    """
    data = json.loads(timeline.read_text(encoding="utf-8")) if isinstance(timeline, Path) else timeline
    try:
        return tuple(_track(track) for track in data["tracks"])
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"not a timeline: {type(error).__name__}: {error}") from error


def _track(track: Mapping[str, Any]) -> SpokenTrack:
    rate, delay = int(track["rate"]), int(track["encoder_delay"])
    clips = tuple(
        Clip(
            str(said["sentence"]), max(0.0, (int(said["start"]) + delay) / rate - LEAD),
            (int(said["end"]) + delay) / rate, int(said["occurrence"]),
        )
        for said in track["utterances"]
        if said["sentence"] is not None and int(said["end"]) > int(said["start"])
    )
    sections = tuple(str(section) for section in track["sections"])
    seconds = int(track["samples"]) / rate
    return SpokenTrack(str(track["file"]), int(track["number"]), str(track["title"]), sections, seconds, clips)
