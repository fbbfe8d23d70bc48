"""Spoken audio: an article as a script, spoken by an engine, with a timeline that says when each sentence sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y_export.audio.options import SpeechOptions
from a11y_export.lazily import lazily

if TYPE_CHECKING:
    from a11y_export.audio.engines import Voice, engine_named
    from a11y_export.audio.recording import Dose, Recording, Track, record

__all__ = ["Dose", "Recording", "SpeechOptions", "Track", "Voice", "engine_named", "record"]

__getattr__ = lazily(
    __name__,
    {
        "Dose": "recording", "Recording": "recording", "Track": "recording", "Voice": "engines",
        "engine_named": "engines", "record": "recording",
    },
)
