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
    """Rate in the engine's words a minute, volume in percent, a voice's id, and where the disclaimer is spoken.

    At rate 165 with pauses about 140 words a minute are heard. Volume 90 peaks near −3 dB, the limit of audiobook
    practice. `disclaimer` is "every" (whole at the end of each file) or "once" (whole in the first file, a pointer in
    the others). `pauses` is "short", "normal" or "long".
    """

    rate: int = 165
    volume: int = 90
    voice: str | None = None
    disclaimer: str = "every"
    pauses: str = "normal"

    def __post_init__(self) -> None:
        """Refuse what no engine can do."""
        if self.rate not in RATES:
            raise UsageError("--rate", f"{self.rate} is not a speaking rate.", "Give words a minute from 80 to 450.")
        if self.volume not in VOLUMES:
            raise UsageError("--volume", f"{self.volume} is not a volume.", "Give percent from 1 to 100.")
        if self.disclaimer not in DISCLAIMERS:
            raise UsageError(
                "--disclaimer-audio", f"'{self.disclaimer}' is not known.", f"Choose from: {', '.join(DISCLAIMERS)}."
            )
        if self.pauses not in PAUSES:
            raise UsageError("--pauses", f"'{self.pauses}' is not known.", f"Choose from: {', '.join(PAUSES)}.")
        if self.voice is not None and (not self.voice or not self.voice.isprintable()):
            raise UsageError("--voice", "the voice's name is empty or not printable.", "List them: a11y-export voices.")
