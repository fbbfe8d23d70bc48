"""The espeak-ng library of the espeakng-loader wheel, loaded afresh for each session.

Two facts decide this module. The samples that espeak-ng makes depend on everything it said since the library was
loaded (flutter phase, noise), even after Terminate and Initialize; only a fresh load, about 9 ms, gives the same bytes
again. And pyttsx3's own binding looks for a system library once, at import; it is not used.
"""

from __future__ import annotations

import _ctypes
import ctypes
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path

from a11y_export.audio.engines.protocol import SpeechFailed, Voice
from a11y_export.errors import MissingDependency

# From speak_lib.h of espeak-ng 1.52.
_SYNCHRONOUS, _DO_NOT_EXIT, _BUFFER_MS = 2, 0x8000, 10_000
_UTF8, _PHONEMES, _END_PAUSE = 1, 0x100, 0x1000
_WORD = 1
_RATE, _VOLUME, _PITCH = 1, 2, 3
_IPA = 2
_LONGEST_PATH = 150  # espeak-ng keeps the path in 160 bytes and fails silently beyond


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
        ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("id", ctypes.c_void_p),
    )


class _Voice(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p), ("languages", ctypes.c_char_p), ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte), ("age", ctypes.c_ubyte), ("variant", ctypes.c_ubyte), ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int), ("spare", ctypes.c_void_p),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))
_VoiceList = ctypes.POINTER(ctypes.POINTER(_Voice))


class Library:
    """One load of espeak-ng: the few calls that speech needs, each checked."""

    def __init__(self, dll: ctypes.CDLL, rate: int, data: str) -> None:
        """Bind the calls of a started library, whose voices lie in the folder `data`."""
        self.rate = rate
        self._data = data
        self._dll = dll
        self._synth = dll.espeak_Synth
        self._synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
            ctypes.c_void_p, ctypes.c_void_p,
        ]
        dll.espeak_ListVoices.restype = _VoiceList
        dll.espeak_ListVoices.argtypes = [ctypes.c_void_p]
        dll.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]

    def choose(self, voice: str) -> None:
        """Take the voice of this id or name; MissingDependency when there is none.

        espeak-ng looks for names and files, not for languages: "en-gb" is the file "gmw/en" and no name at all.
        """
        files = {language: file for language, _, file in reversed(self._rows)}
        for name in (files.get(voice), voice):
            if name and "\0" not in name and self._dll.espeak_SetVoiceByName(name.encode()) == 0:
                return
        raise no_voice(voice)

    def set_rate(self, words_a_minute: int) -> None:
        """Set the speaking rate; zero and below make espeak-ng fail later, so they are refused here."""
        if words_a_minute <= 0 or self._dll.espeak_SetParameter(_RATE, words_a_minute, 0) != 0:
            raise SpeechFailed("espeak-ng", f"the rate {words_a_minute} was refused.")

    def set_pitch(self, percent: int) -> None:
        """Set the pitch, 50 being the voice's own."""
        if self._dll.espeak_SetParameter(_PITCH, percent, 0) != 0:
            raise SpeechFailed("espeak-ng", f"the pitch {percent} was refused.")

    def set_volume(self, percent: int) -> None:
        """Set the loudness, 100 being the voice's full."""
        if self._dll.espeak_SetParameter(_VOLUME, percent, 0) != 0:
            raise SpeechFailed("espeak-ng", f"the volume {percent} was refused.")

    def synthesise(self, text: str, *, phonemes: bool = False) -> tuple[bytes, list[tuple[int, int]]]:
        """Give the samples of `text` and its raw word events as (character, sample).

        With `phonemes`, what stands between doubled brackets is sounds; else none may stand there.
        """
        if "\0" in text:
            raise ValueError("NUL would end the text")
        chunks: list[bytes] = []
        events: list[tuple[int, int]] = []
        failures: list[BaseException] = []

        def take(wave: int | None, count: int, event: ctypes._Pointer[_Event]) -> int:
            try:
                index = 0
                while (kind := event[index].type) != 0:
                    if kind == _WORD:
                        events.append((event[index].text_position - 1, event[index].sample))
                    index += 1
                if wave and count > 0:
                    chunks.append(ctypes.string_at(wave, count * 2))
            except BaseException as failure:  # noqa: BLE001 - ctypes would print it and go on; raised again below
                failures.append(failure)
                return 1
            return 0

        callback = _Callback(take)
        self._dll.espeak_SetSynthCallback(callback)
        encoded = text.encode("utf-8", "replace")
        code = self._synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8 | _END_PAUSE | _PHONEMES * phonemes, None, None)
        self._dll.espeak_Synchronize()
        self._dll.espeak_SetSynthCallback(None)
        if failures:
            raise failures[0]
        if code != 0:
            raise SpeechFailed("espeak-ng", f"it returned the error {code}.")
        return b"".join(chunks), events

    def phonemes(self, text: str) -> str:
        """Give the sounds that the chosen voice makes of `text`, in IPA, clause by clause."""
        translate = self._dll.espeak_TextToPhonemes
        translate.restype = ctypes.c_char_p
        translate.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
        kept = ctypes.create_string_buffer(text.replace("\0", " ").encode("utf-8", "replace"))
        rest = ctypes.c_void_p(ctypes.addressof(kept))
        clauses: list[str] = []
        # The library moves the pointer from clause to clause, and clears it at the end.
        while rest.value:
            clauses.append((translate(ctypes.byref(rest), _UTF8, _IPA) or b"").decode("utf-8", "replace").strip())
        return " ".join(clause for clause in clauses if clause)

    def voices(self) -> tuple[Voice, ...]:
        """Give the voices of the wheel, sorted by id; MBROLA voices need files that it lacks."""
        found: dict[str, Voice] = {}
        for language, name, _ in self._rows:
            found.setdefault(language, Voice(language, name, language))
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def _rows(self) -> tuple[tuple[str, str, str], ...]:
        """Language, name and file of each voice; espeak-ng reads all their files for it, 4 ms, so once is enough."""
        if self._data in _known:
            return _known[self._data]
        listed = self._dll.espeak_ListVoices(None)
        rows: list[tuple[str, str, str]] = []
        index = 0
        while listed[index]:
            row = listed[index].contents
            index += 1
            language = (row.languages or b"\0")[1:].split(b"\0")[0].decode("utf-8", "replace")
            file = (row.identifier or b"").decode("utf-8", "replace")
            if language and not file.startswith("mb/"):
                rows.append((language, (row.name or b"").decode("utf-8", "replace"), file))
        _known[self._data] = tuple(rows)
        return _known[self._data]


# The voices of a folder, once they have been listed.
_known: dict[str, tuple[tuple[str, str, str], ...]] = {}


def no_voice(voice: str) -> MissingDependency:
    """Give the error for a voice or language that the engine lacks."""
    return MissingDependency(voice, "the speech engine has no such voice.", "List them: a11y-export voices.")


@contextmanager
def loaded() -> Iterator[Library]:
    """Load and start espeak-ng; stop and unload it at the end, so that the next load begins afresh."""
    library, data = _paths()
    with ExitStack() as stack:
        folder = stack.enter_context(_short(data))
        try:
            dll = ctypes.CDLL(library)
        except OSError as error:
            raise MissingDependency("espeak-ng", f"its library cannot be loaded ({error}).", _REINSTALL) from error
        stack.callback(_unloader(), dll._handle)
        rate = dll.espeak_Initialize(_SYNCHRONOUS, _BUFFER_MS, os.fsencode(folder), _DO_NOT_EXIT)
        if rate <= 0:
            raise MissingDependency("espeak-ng", f"it did not start (code {rate}).", _REINSTALL)
        stack.callback(dll.espeak_Terminate)
        yield Library(dll, rate, data)


_REINSTALL = "Install it again: pip install --force-reinstall espeakng-loader."


def _paths() -> tuple[str, str]:
    try:
        import espeakng_loader  # only the engine needs it

        return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
    except (ImportError, RuntimeError) as error:
        what = f"the wheel espeakng-loader is not usable ({error})."
        raise MissingDependency("espeak-ng", what, _REINSTALL) from error


def _unloader() -> Callable[[int], object]:
    if sys.platform == "win32":
        return _ctypes.FreeLibrary
    return _ctypes.dlclose


@contextmanager
def _short(data: str) -> Iterator[str]:
    """Give a path to the data that is short enough: itself, or a link that lasts as long as the session."""
    if len(os.fsencode(data)) < _LONGEST_PATH:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="es") as folder:
        link = Path(folder, "espeak-ng-data")
        try:
            link.symlink_to(data, target_is_directory=True)
        except OSError as error:
            raise MissingDependency(
                data, "the path is longer than espeak-ng can take.", "Install the program in a shorter folder."
            ) from error
        yield str(link)
