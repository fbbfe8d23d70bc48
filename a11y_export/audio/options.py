"""How the speech is made: the options of the audio stage, standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from a11y_export.errors import UsageError

RATES = range(80, 301)
PERCENT = range(101)
DISCLAIMERS = ("every", "once")
PAUSES = {"brisk": 0.6, "normal": 1.0, "calm": 1.6}
_OLD_NAMES = {"short": "brisk", "long": "calm"}


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
        object.__setattr__(self, "pauses", _OLD_NAMES.get(self.pauses, self.pauses))
        if self.rate not in RATES:
            raise UsageError(
                "--rate", f"{self.rate} is not a speaking rate.",
                f"Give words a minute from {RATES.start} to {RATES.stop - 1}.",
            )
        if self.pitch not in PERCENT:
            raise UsageError("--pitch", f"{self.pitch} is not a pitch.", "Give percent from 0 to 100.")
        if self.volume not in PERCENT or not self.volume:
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
