"""The default engine: pyttsx3 over the espeak-ng of the espeakng-loader wheel."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from a11y_export.audio.engines import driver
from a11y_export.audio.engines.library import Library, loaded, no_voice
from a11y_export.audio.engines.marks import speakable, word_marks
from a11y_export.audio.engines.pace import setting
from a11y_export.audio.engines.phonemes import Phonemes, places, with_phonemes
from a11y_export.audio.engines.protocol import Session, Speech, SpeechFailed, Voice
from a11y_export.audio.engines.voices import is_for, voice_for
from a11y_export.audio.options import SpeechOptions

# espeak-ng keeps one state for a process: one session at a time.
_one_at_a_time = threading.Lock()


class EspeakSession:
    """One fresh load of espeak-ng, spoken to through pyttsx3."""

    def __init__(self, library: Library, engine: Any, language: str, options: SpeechOptions) -> None:
        """The voice and how it speaks are set with the first utterance."""
        self.rate = library.rate
        self._engine = engine
        self._ids = frozenset(voice.id for voice in library.voices())
        self._language, self._options = language, options
        self._voice = ""
        self._failures: list[BaseException] = []
        engine.connect("error", self._failed)

    def say(self, text: str, language: str, phonemes: Phonemes = ()) -> Speech:
        """Give `text` as sound in the voice for `language`, the words at `phonemes` by their sounds."""
        voice = self._voice_for(language)
        if voice != self._voice:
            self._engine.setProperty("voice", voice)
            self._voice = voice
            # A new voice brings its own settings.
            self._engine.setProperty("rate", setting(self._options.rate, language))
            self._engine.setProperty("pitch", self._options.pitch)
            self._engine.setProperty("volume", self._options.volume / 100)
        given = with_phonemes(text, phonemes) if phonemes else text
        speech = self._said(given, phonemes=bool(phonemes))
        if given.endswith(".") and speech.breaks_off(self.rate):
            # It took the last stop for that of an abbreviation ("the pH.", "al Dr."), and waits for what follows.
            speech = self._said(given.rstrip("."), phonemes=bool(phonemes))
        marks = places(text, given, speech.marks) if phonemes else speech.marks
        if speakable(text) and not (speech.pcm and marks):
            raise SpeechFailed("espeak-ng", f"it said no word of “{text[:60]}”.", "Choose another voice: --voice.")
        return Speech(speech.pcm, marks)

    def _said(self, given: str, *, phonemes: bool) -> Speech:
        """Give a text, in which sounds may stand for words, as sound with the marks of its words."""
        take = driver.Take(phonemes=phonemes)
        self._engine.save_to_file(_apart(given), take)
        self._engine.runAndWait()
        if self._failures:
            raise self._failures.pop()
        return Speech(take.pcm, word_marks(given, take.events, len(take.pcm) // 2))

    def _voice_for(self, language: str) -> str:
        own = language.split("-", 1)[0].lower() == self._language.split("-", 1)[0].lower()
        chosen = self._options.voice
        if own and chosen is not None and is_for(chosen, language, self._ids):
            return chosen
        voice = voice_for(language, self._ids)
        if voice is None:
            raise no_voice(language)
        return voice

    def _failed(self, name: object = None, exception: BaseException | None = None) -> None:  # noqa: ARG002 - pyttsx3 calls so
        # pyttsx3 passes errors of a driver to callbacks and goes on; kept here and raised after the loop.
        self._failures.append(exception or SpeechFailed("pyttsx3", "an error without a name."))


# espeak-ng speaks pairs such as "do not" and "of the" as one word with one event. A no-break space keeps them apart:
# every word then has an event of its own, so that a missing "not" can be seen, and is said more clearly.
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
# Single letters with stops are one word to it as well: "u. a." of German, "e. g. a", "group B. a". There two such
# spaces stand for a stop and its space; with one it would say "dot".
_LETTERS = re.compile(
    r"(?<![^\W_])[^\W\d_]\.(?:(?: [^\W\d_]\.)+(?: [^\W\d_](?![^\W_.])| )?| [a-zß-öø-ÿ](?![^\W_.]))"
)

# A lone letter's stop is taken for an initial, "vitamin C." then breaks off without the pause of a sentence.
_LONE_LETTER = re.compile(r"(?<![^\W_])([^\W\d_])\.+$")


def _apart(text: str) -> str:
    """Give `text`, as long as it is, with its words apart."""
    parted = _LETTERS.sub(lambda run: run[0].replace(". ", "\u00a0\u00a0"), text)
    return _LONE_LETTER.sub(r"\1", _BETWEEN_WORDS.sub("\u00a0", parted))


class Espeak:
    """espeak-ng through pyttsx3."""

    def voices(self) -> tuple[Voice, ...]:
        """Give the wheel's voices, sorted by id."""
        with _one_at_a_time, loaded() as library:
            return library.voices()

    def speaks(self, voice: str | None, language: str) -> bool:
        """Whether the voice, if one is chosen, is for the language or for none that is known."""
        if voice is None:
            return True
        return is_for(voice, language, {v.id for v in self.voices()})

    def phonemes(self, text: str, language: str) -> str:
        """Give the sounds of `text` in the voice for `language`, in IPA."""
        with _one_at_a_time, loaded() as library:
            voice = voice_for(language, {voice.id for voice in library.voices()})
            if voice is None:
                raise no_voice(language)
            library.choose(voice)
            return library.phonemes(_apart(text))

    @contextmanager
    def session(self, language: str, options: SpeechOptions) -> Iterator[Session]:
        """Open a session over a fresh load of the library."""
        import pyttsx3  # only a session needs it

        with _one_at_a_time, loaded() as library:
            driver.register(library)
            try:
                engine = pyttsx3.init(driver.NAME)
                yield EspeakSession(library, engine, language, options)
            finally:
                # pyttsx3 reuses an engine that is still alive; the next session must have its own.
                engine = None
                pyttsx3._activeEngines.pop(driver.NAME, None)
                driver.unregister()
