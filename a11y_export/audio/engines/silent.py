"""An engine that says nothing, at the length that speech would have: for tests and for timing a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from a11y_export.audio.engines.marks import word_starts
from a11y_export.audio.engines.phonemes import Phonemes
from a11y_export.audio.engines.protocol import Session, Speech, Voice
from a11y_export.audio.options import SpeechOptions


class SilentSession:
    """Silence of a fixed length per character."""

    rate = 22_050

    def __init__(self, options: SpeechOptions) -> None:
        """Take the length of a character from the rate: five letters and a space to a word."""
        self._per_character = self.rate * 60 // options.rate // 6

    def say(self, text: str, language: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - the protocol's
        """Give silence as long as the text, with a mark for each word."""
        return Speech(
            bytes(2 * len(text) * self._per_character),
            tuple((start, start * self._per_character) for start in word_starts(text)),
        )


class Silent:
    """Silence instead of speech."""

    def voices(self) -> tuple[Voice, ...]:
        """Give the one voice."""
        return (Voice("silent", "Silence", "und"),)

    def speaks(self, voice: str | None, language: str) -> bool:  # noqa: ARG002 - the protocol's
        """Silence is the same in every language."""
        return True

    @contextmanager
    def session(self, language: str, options: SpeechOptions) -> Iterator[Session]:  # noqa: ARG002 - the protocol's
        """Open a session."""
        yield SilentSession(options)
