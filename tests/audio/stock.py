"""A driver as pyttsx3's stock ones for Windows and macOS are: it saves an utterance to a file and tells its words.

The sound is real: espeak-ng speaks it. `Habits` are what stock drivers were seen to do, and what a broken one might.
"""

from __future__ import annotations

import array
import sys
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from a11y_export.audio.engines.library import loaded

NAME = "a11y_stock"


@dataclass
class Habits:
    """How the driver behaves; `write` puts samples into a file."""

    counts_from: int = 0
    untold: frozenset[str] = frozenset()
    tells_words: bool = True
    lost_saves: int = 0
    fails: BaseException | None = None
    write: Callable[[Path, bytes, int], None] | None = None
    languages: tuple[tuple[str, str], ...] = (("voice-en", "en_US"), ("voice-es", "es-ES"))
    asked: list[tuple[str, object]] = field(default_factory=list)


def wav(path: Path, pcm: bytes, rate: int) -> None:
    with path.open("wb") as file, wave.open(file) as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)


def stereo(path: Path, pcm: bytes, rate: int) -> None:
    both = array.array("h", (s for sample in array.array("h", pcm) for s in (sample, sample)))
    with path.open("wb") as file, wave.open(file) as sound:
        sound.setnchannels(2)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(both.tobytes())


def aiff(path: Path, pcm: bytes, rate: int) -> None:
    """Write AIFF-C as macOS does: uncompressed, little-endian ("sowt"), the rate an 80-bit number."""
    shift = rate.bit_length() - 1
    extended = (16_383 + shift).to_bytes(2, "big") + (rate << (63 - shift)).to_bytes(8, "big")
    common = (1).to_bytes(2, "big") + (len(pcm) // 2).to_bytes(4, "big") + (16).to_bytes(2, "big") + extended
    chunks = [(b"FVER", b"\xa2\x80\x51\x40"), (b"COMM", common + b"sowt" + b"\0\0"), (b"SSND", bytes(8) + pcm)]
    body = b"AIFC" + b"".join(n + len(c).to_bytes(4, "big") + c + bytes(len(c) % 2) for n, c in chunks)
    path.write_bytes(b"FORM" + len(body).to_bytes(4, "big") + body)


def odd_rate(path: Path, pcm: bytes, _rate: int) -> None:
    wav(path, pcm, 19_000)


def no_wav(path: Path, _pcm: bytes, _rate: int) -> None:
    path.write_bytes(b"RIFF")


def no_aiff(path: Path, _pcm: bytes, _rate: int) -> None:
    path.write_bytes(b"FORM\0\0\0\0AIFF")


class Driver:
    def __init__(self, proxy: Any, habits: Habits) -> None:
        self._proxy, self._habits, self._voice = proxy, habits, "voice-en"

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        pass

    def stop(self) -> None:
        pass

    def destroy(self) -> None:
        pass

    def save_to_file(self, text: str, filename: str) -> None:
        habits = self._habits
        print(f"Audio saved to {filename}")  # noqa: T201 - as pyttsx3's own does
        if habits.fails is not None:
            raise habits.fails
        with loaded() as library:
            library.choose("en-us" if self._voice == "voice-en" else "es")
            pcm, _ = library.synthesise(text.replace(" ", "\u00a0"), phonemes=False)
            rate = library.rate
        self._proxy.notify("started-word", location=1, length=0)  # where the stream begins, as SAPI5's tells it
        at = 0
        for word in text.split():
            at = text.index(word, at)
            if habits.tells_words and word.strip(".,!?:;") not in habits.untold:
                self._proxy.notify("started-word", name=word, location=at + habits.counts_from, length=len(word))
            at += len(word)
        if habits.lost_saves:
            habits.lost_saves -= 1
        else:
            (habits.write or wav)(Path(filename), pcm, rate)
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        assert name == "voices"
        return [SimpleNamespace(id=i, name=i.title(), languages=[tag]) for i, tag in self._habits.languages]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        self._habits.asked.append((name, value))
        if name == "voice":
            self._voice = value


@contextmanager
def stock(habits: Habits) -> Iterator[str]:
    """Make `pyttsx3.init` know the driver, and give its name."""
    module = f"pyttsx3.drivers.{NAME}"
    sys.modules[module] = SimpleNamespace(buildDriver=lambda proxy: Driver(proxy, habits))  # type: ignore[assignment]
    try:
        yield NAME
    finally:
        del sys.modules[module]
