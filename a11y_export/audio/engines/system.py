"""The voices that the system has (SAPI5 on Windows, NSSS on macOS), through pyttsx3's stock drivers; opt-in.

A stock driver saves an utterance to a file and may tell which word it has come to. What it tells is held against the
text as for any engine: a voice that tells nothing, or leaves a word out, is refused, since nobody could see a missing
"not". The same input need not give the same bytes: that is the system's affair.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from a11y_export.audio.engines.marks import speakable, word_marks
from a11y_export.audio.engines.phonemes import Phonemes
from a11y_export.audio.engines.protocol import Session, Speech, SpeechFailed, Voice
from a11y_export.audio.engines.sounds import Sound, read_sound
from a11y_export.audio.engines.voices import voice_for
from a11y_export.audio.options import SpeechOptions
from a11y_export.errors import MissingDependency

_DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
_TRIES = 3  # the first save after a driver's start is known to write no file
_OTHER = "Leave out --engine for the voice that comes with the program."
_one_at_a_time = threading.Lock()


class SystemSession:
    """One driver of pyttsx3, spoken to a sentence at a time."""

    def __init__(self, engine: Any, language: str, options: SpeechOptions, folder: Path) -> None:  # pyttsx3 is untyped
        """Say a word to learn the voice's sample rate."""
        self._engine, self._language, self._options, self._folder = engine, language, options, folder
        self._voices = _voices(engine)
        self._voice = ""
        self._events: list[tuple[str, int]] = []
        self._failures: list[BaseException] = []
        engine.connect("started-word", self._reached)
        engine.connect("error", self._failed)
        self._choose(language)
        self.rate = self._saved("One.").rate

    def say(self, text: str, language: str, phonemes: Phonemes = ()) -> Speech:  # noqa: ARG002 - stock drivers take none
        """Give `text` as sound in the voice for `language`; how words sound is left to the voice.

        Marks are where the driver said it was in the text; when, within the sound, goes by the share of letters.
        """
        self._choose(language)
        if not text.strip():
            return Speech(b"", ())
        sound = self._saved(text)
        if sound.rate != self.rate:
            raise SpeechFailed(self._voice, f"its sound changed from {self.rate} to {sound.rate} Hz.", _OTHER)
        samples = len(sound.pcm) // 2
        events = [(place, place * samples // len(text)) for place in self._places(text)]
        marks = word_marks(text, events, samples)
        if speakable(text) and not marks:
            raise SpeechFailed(
                self._voice, f"it does not tell which words it says, so that “{text[:40]}” cannot be checked.", _OTHER
            )
        return Speech(sound.pcm, marks)

    def _choose(self, language: str) -> None:
        ids = {voice.id for voice in self._voices}
        own = language.split("-", 1)[0].lower() == self._language.split("-", 1)[0].lower()
        chosen = self._options.voice if own else None
        voice = chosen if chosen in ids else _for(language, self._voices)
        if voice is None or (chosen is not None and chosen not in ids):
            raise MissingDependency(
                chosen or language, "the system has no such voice.", "List them: a11y-export voices --engine system."
            )
        if voice != self._voice:
            self._engine.setProperty("voice", voice)
            self._engine.setProperty("rate", self._options.rate)
            self._engine.setProperty("volume", self._options.volume / 100)
            self._voice = voice

    def _saved(self, text: str) -> Sound:
        """Let the driver save `text`, and read what it wrote; SpeechFailed when it writes nothing."""
        path = self._folder / ("said.aiff" if sys.platform == "darwin" else "said.wav")
        for _ in range(_TRIES):
            path.unlink(missing_ok=True)
            self._events.clear()
            with redirect_stdout(StringIO()):  # stock drivers print
                self._engine.save_to_file(text, str(path))
                self._engine.runAndWait()
            if self._failures:
                error = self._failures.pop()
                raise SpeechFailed(self._voice, f"it failed ({type(error).__name__}: {error}).", _OTHER) from error
            with suppress(OSError, ValueError):
                if (sound := read_sound(path)).pcm:
                    return sound
        raise SpeechFailed(self._voice or "pyttsx3", f"it wrote no sound for “{text[:40]}”.", _OTHER)

    def _places(self, text: str) -> list[int]:
        """Give where in the text the words begin that the driver reached; some drivers count from 1."""
        return [
            next((at for at in (place, place - 1) if at >= 0 and text.startswith(name, at)), place)
            for name, place in self._events
        ]

    def _reached(self, name: str | None = None, location: int = 0, **_: object) -> None:
        if name and name.strip():  # SAPI5's also tells where its stream begins, without a word
            self._events.append((name.strip(), location))

    def _failed(self, name: object = None, exception: BaseException | None = None) -> None:  # noqa: ARG002 - pyttsx3 calls so
        self._failures.append(exception or SpeechFailed("pyttsx3", "an error without a name."))


class System:
    """The system's own voices, through the stock driver `name`, or the one that pyttsx3 has for this system."""

    def __init__(self, name: str = "") -> None:
        """Take the driver's name in pyttsx3; nothing is loaded yet."""
        self._name = name or _DRIVERS.get(sys.platform, "")

    def voices(self) -> tuple[Voice, ...]:
        """Give the system's voices, sorted by id; MissingDependency where it has no engine."""
        with _one_at_a_time, self._opened() as engine:
            return _voices(engine)

    def speaks(self, voice: str | None, language: str) -> bool:
        """Whether the voice, if one is chosen, is for the language."""
        if voice is None:
            return True
        root = language.replace("_", "-").split("-", 1)[0].lower()
        return any(v.id == voice and v.language.split("-", 1)[0] == root for v in self.voices())

    @contextmanager
    def session(self, language: str, options: SpeechOptions) -> Iterator[Session]:
        """Open the driver; MissingDependency where the system has no engine or no voice for the language."""
        with (
            _one_at_a_time, self._opened() as engine,
            tempfile.TemporaryDirectory(prefix="a11y-voice-", ignore_cleanup_errors=True) as folder,
        ):
            yield SystemSession(engine, language, options, Path(folder))

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        if not self._name:
            # pyttsx3's stock driver for espeak-ng loses words and whole files, and may never come back.
            raise MissingDependency("system voice", "only Windows and macOS have voices that can be reached.", _OTHER)
        import pyttsx3  # only a session needs it

        try:
            engine = pyttsx3.init(self._name)
        except (ImportError, OSError, RuntimeError, KeyError, AttributeError, ValueError) as error:
            # What a driver needs of its system is not there: each of them fails in its own way.
            raise MissingDependency(
                "system voice", f"pyttsx3's driver “{self._name}” cannot be used here ({error}).", _OTHER
            ) from error
        try:
            yield engine
        finally:
            engine = None
            pyttsx3._activeEngines.pop(self._name, None)


def _voices(engine: Any) -> tuple[Voice, ...]:
    """Give the driver's voices with their first language as a BCP 47 tag in lower case, sorted by id."""
    found = []
    for voice in engine.getProperty("voices"):
        languages = [str(tag).replace("_", "-").lower() for tag in voice.languages or () if tag]
        found.append(Voice(str(voice.id), str(voice.name), languages[0] if languages else "und"))
    return tuple(sorted(found, key=lambda voice: voice.id))


def _for(language: str, voices: tuple[Voice, ...]) -> str | None:
    """Give the id of a voice for a BCP 47 tag: its region's, else any of its language."""
    by_tag = {voice.language: voice.id for voice in reversed(voices)}
    tag = voice_for(language, by_tag)
    root = (language or "en").replace("_", "-").split("-", 1)[0].lower()
    near = next((voice.id for voice in voices if voice.language.split("-", 1)[0] == root), None)
    return by_tag[tag] if tag is not None else near
