"""How the speech is made: the options of the audio stage, standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from a11y_export.errors import UsageError

RATES = range(80, 451)
VOLUMES = range(1, 101)
DISCLAIMERS = ("every", "once")
PAUSES = {"short": 0.6, "normal": 1.0, "long": 1.6}


@dataclass(frozen=True, slots=True)
class SpeechOptions:
    """How the voice speaks and where the disclaimer is spoken; UsageError for what no engine can do.

    At rate 165 with pauses about 140 words a minute are heard. Volume 90 peaks near −3 dB, the limit of audiobook
    practice.
    """

    rate: int = 165
    """Speaking rate in words a minute, 80 to 450."""

    volume: int = 90
    """Volume in percent."""

    voice: str | None = None
    """A voice's id, as `voices` lists them; else the one of the article's language."""

    disclaimer_audio: str = "every"
    """Speak the disclaimer whole at the end of "every" file, or "once" in the first with a pointer in the others."""

    pauses: str = "normal"
    """Pauses between sentences and parts: short, normal or long."""

    def __post_init__(self) -> None:
        """Refuse what no engine can do."""
        if self.rate not in RATES:
            raise UsageError("--rate", f"{self.rate} is not a speaking rate.", "Give words a minute from 80 to 450.")
        if self.volume not in VOLUMES:
            raise UsageError("--volume", f"{self.volume} is not a volume.", "Give percent from 1 to 100.")
        if self.disclaimer_audio not in DISCLAIMERS:
            raise UsageError(
                "--disclaimer-audio", f"'{self.disclaimer_audio}' is not known.",
                f"Choose from: {', '.join(DISCLAIMERS)}.",
            )
        if self.pauses not in PAUSES:
            raise UsageError("--pauses", f"'{self.pauses}' is not known.", f"Choose from: {', '.join(PAUSES)}.")
        if self.voice is not None and (not self.voice or not self.voice.isprintable()):
            raise UsageError("--voice", "the voice's name is empty or not printable.", "List them: a11y-export voices.")
