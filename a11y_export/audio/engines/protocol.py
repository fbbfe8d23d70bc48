"""What a speech engine is: a table of voices, and sessions that turn text into samples."""

from __future__ import annotations

import array
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from a11y_export.audio.engines.phonemes import Phonemes
from a11y_export.audio.options import SpeechOptions
from a11y_export.errors import ExitCode, ExportError

_SILENT = 1000  # of full scale 32,768: the faintest that is no end of a sentence


class SpeechFailed(ExportError):
    """The engine said less than it was given, or stopped."""

    exit_code = ExitCode.DEPENDENCY


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice: `id` is what `--voice` takes, `language` a BCP 47 tag in lower case."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One utterance as sound: 16-bit mono samples, and (character, sample) for words, both rising."""

    pcm: bytes
    marks: tuple[tuple[int, int], ...]

    @property
    def samples(self) -> int:
        """How many samples the sound has."""
        return len(self.pcm) // 2

    def breaks_off(self, rate: int) -> bool:
        """Whether the last hundredth of a second is anything but the silence that ends a sentence."""
        samples = array.array("h", self.pcm[-2 * (rate // 100):])
        if sys.byteorder == "big":
            samples.byteswap()
        return max(map(abs, samples), default=0) > _SILENT


class Session(Protocol):
    """A voice from its start: the same calls in the same order give the same bytes."""

    @property
    def rate(self) -> int:
        """Samples a second."""

    def say(self, text: str, language: str, phonemes: Phonemes = ()) -> Speech:
        """Give `text` as sound in the voice for `language`; SpeechFailed when nothing was said.

        `phonemes` are (start, end, IPA) of words of `text` that are to sound so; marks are places in `text`.
        """


class SpeechEngine(Protocol):
    """Makes sessions; only one may be open at a time."""

    def voices(self) -> tuple[Voice, ...]:
        """Give the voices that can be chosen, sorted by id."""

    def speaks(self, voice: str | None, language: str) -> bool:
        """Whether the voice chosen, if any, is one for `language`; else the language's own voice is taken."""

    def session(self, language: str, options: SpeechOptions) -> AbstractContextManager[Session]:
        """Open a fresh session for an article in `language`."""
