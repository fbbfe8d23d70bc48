"""Engines that fail in the ways that real ones do; shipped so that every exporter can be tested against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from a11y_export.audio.engines.espeak import Espeak
from a11y_export.audio.engines.phonemes import Phonemes
from a11y_export.audio.engines.protocol import Session, Speech, SpeechFailed, Voice
from a11y_export.audio.options import SpeechOptions

Fault = Literal["crash", "truncate", "drop-word"]


@dataclass(slots=True)
class FaultySession:
    """A real session with one fault, at the third utterance and after."""

    inner: Session
    fault: Fault
    count: int = 0

    @property
    def rate(self) -> int:
        """Samples a second."""
        return self.inner.rate

    def say(self, text: str, language: str, phonemes: Phonemes = ()) -> Speech:
        """Say `text` with the fault."""
        self.count += 1
        if self.count < 3:
            return self.inner.say(text, language, phonemes)
        if self.fault == "crash":
            raise SpeechFailed("faulty engine", "it crashed, as it was told to.")
        if self.fault == "drop-word":
            # What a voice does to a sign or word that it skips: the sound is there, one word of it is not.
            return self.inner.say(re.sub(r"\S*\w\S*\s*$", "", text) or text, language)
        whole = self.inner.say(text, language, phonemes)
        return Speech(whole.pcm[: whole.samples // 2 * 2], whole.marks)


@dataclass(frozen=True, slots=True)
class Faulty:
    """espeak-ng with a fault."""

    fault: Fault

    def voices(self) -> tuple[Voice, ...]:
        """Give espeak-ng's voices."""
        return Espeak().voices()

    def speaks(self, voice: str | None, language: str) -> bool:
        """Whether the voice is one for the language."""
        return Espeak().speaks(voice, language)

    @contextmanager
    def session(self, language: str, options: SpeechOptions) -> Iterator[Session]:
        """Open a session that will fail."""
        with Espeak().session(language, options) as inner:
            yield FaultySession(inner, self.fault)
