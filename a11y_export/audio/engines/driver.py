"""A pyttsx3 driver for espeak-ng that does each command before it returns.

The stock driver loses audio (a first save without a file, of two queued saves only the last) and sleeps between
utterances. This one is registered as `pyttsx3.drivers.a11y_espeak` and opened through `pyttsx3.init`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import UnsupportedOperation
from typing import Any

from a11y_export.audio.engines.library import Library

NAME = "a11y_espeak"


@dataclass(slots=True)
class Take:
    """Where `save_to_file` puts an utterance: its samples and raw word events, instead of a file.

    With `phonemes`, what the text has between doubled brackets is sounds.
    """

    pcm: bytes = b""
    events: list[tuple[int, int]] = field(default_factory=list)
    phonemes: bool = False


class Driver:
    """The calls that pyttsx3 makes on a driver, over one loaded library."""

    def __init__(self, proxy: Any, library: Library) -> None:  # pyttsx3 is untyped
        """Serve `proxy`, the queue that pyttsx3 keeps."""
        self._proxy = proxy
        self._library = library
        self._set: dict[str, object] = {}

    def startLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Do all that is queued; the queue's last command ends the loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802 - pyttsx3's name
        """Nothing is left running."""

    def iterate(self) -> Iterator[None]:
        """Do all that is queued, for callers with a loop of their own."""
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        """Nothing is left running."""

    def destroy(self) -> None:
        """The session unloads the library."""

    def say(self, text: str) -> None:
        """Refuse: this driver makes samples, it does not play them."""
        raise UnsupportedOperation(f"this driver plays nothing: {text[:40]!r} is to be saved")

    def save_to_file(self, text: str, take: Take) -> None:
        """Put the sound of `text` into `take`."""
        self._proxy.notify("started-utterance")
        take.pcm, take.events = self._library.synthesise(text, phonemes=take.phonemes)
        self._proxy.notify("finished-utterance", completed=True)

    def getProperty(self, name: str) -> object:  # noqa: N802 - pyttsx3's name
        """Give the voices, or what was set last."""
        return self._library.voices() if name == "voices" else self._set[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802 - pyttsx3's name
        """Set "voice" (an id), "rate" (words a minute), "volume" (0 to 1) or "pitch" (percent)."""
        if name == "voice":
            self._library.choose(value)
        elif name == "rate":
            self._library.set_rate(value)
        elif name == "pitch":
            self._library.set_pitch(value)
        elif name == "volume":
            self._library.set_volume(round(value * 100))
        else:
            raise KeyError(name)
        self._set[name] = value


class Registered:
    """What stands in `sys.modules` as the driver's module while a session is open."""

    def __init__(self, library: Library) -> None:
        """Build drivers over `library`."""
        self._library = library

    def buildDriver(self, proxy: Any) -> Driver:  # noqa: N802 - pyttsx3's name
        """Give the driver that pyttsx3 asks for."""
        return Driver(proxy, self._library)


def register(library: Library) -> None:
    """Make `pyttsx3.init(NAME)` open a driver over `library`."""
    # pyttsx3 asks of a driver's module nothing but buildDriver, so that an object may stand for it.
    sys.modules[f"pyttsx3.drivers.{NAME}"] = Registered(library)  # type: ignore[assignment] # no module, on purpose


def unregister() -> None:
    """Forget the driver, so that none is opened over an unloaded library."""
    sys.modules.pop(f"pyttsx3.drivers.{NAME}", None)
