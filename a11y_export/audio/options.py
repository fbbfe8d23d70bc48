"""How the speech is made: the options of the audio stage, standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from a11y_export.errors import UsageError
from a11y_export.speech import DISCLAIMERS, KEYS, OLD_NAMES, PAUSES, PERCENT, RATES, refusal

__all__ = ["DISCLAIMERS", "PAUSES", "PERCENT", "RATES", "SpeechOptions"]


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """How the voice speaks and what files are made; UsageError for what no engine can do.

    Volume 90 peaks near −3 dB, the limit of audiobook practice.
    """

    rate: int = 150
    """Words heard in a minute of running text with normal pauses, 80 to 300."""

    pitch: int = 50
    """Pitch of the voice in percent: 50 is its own, 0 lowest, 100 highest."""

    volume: int = 90
    """Volume in percent."""

    voice: str | None = None
    """A voice's id, as `voices` lists them; else the one of the article's language."""

    disclaimer_audio: str = "every"
    """Speak the disclaimer whole at the end of "every" file, or "once" in the first with a pointer in the others."""

    pauses: str = "normal"
    """Pauses between sentences and parts: calm, normal or brisk."""

    single_file: bool = False
    """Also make one MP3 of the whole article, with chapters; the disclaimer is a chapter of its own."""

    def __post_init__(self) -> None:
        """Refuse what no engine can do."""
        for key in KEYS:
            wrong = refusal(key, getattr(self, key))
            if wrong is not None:
                raise UsageError(f"--{key.replace('_', '-')}", *wrong)
        object.__setattr__(self, "pauses", OLD_NAMES.get(self.pauses, self.pauses))
