"""The speech engines by name. A new one is a module with the `SpeechEngine` protocol and a row here."""

from __future__ import annotations

from a11y_export.audio.engines.espeak import Espeak
from a11y_export.audio.engines.faulty import Faulty
from a11y_export.audio.engines.protocol import Session, Speech, SpeechEngine, SpeechFailed, Voice
from a11y_export.audio.engines.silent import Silent
from a11y_export.audio.engines.system import System
from a11y_export.errors import UsageError

__all__ = ["ENGINES", "Session", "Speech", "SpeechEngine", "SpeechFailed", "Voice", "engine_named"]

ENGINES: dict[str, SpeechEngine] = {
    "espeak": Espeak(),
    "system": System(),
    "silent": Silent(),
    "faulty-crash": Faulty("crash"),
    "faulty-truncate": Faulty("truncate"),
    "faulty-drop-word": Faulty("drop-word"),
}


def engine_named(name: str) -> SpeechEngine:
    """Give the engine of this name; UsageError when there is none."""
    try:
        return ENGINES[name]
    except KeyError:
        known = ", ".join(sorted(n for n in ENGINES if not n.startswith("faulty")))
        raise UsageError("speech engine", f"'{name}' is not known.", f"Choose from: {known}.") from None
