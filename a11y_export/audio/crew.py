"""The tracks of an article, spoken one after the other or by several processes at once; the bytes are the same.

The voice is one per process, and what it says depends on all that it said since it was loaded. So each track is
spoken by a fresh load, and the disclaimer, which stands in every file, is made once before the others begin.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack

from a11y_export.audio.encode import Mp3Encoder
from a11y_export.audio.engines import Speech, SpeechFailed
from a11y_export.audio.script import TrackScript, spoken_seconds
from a11y_export.audio.speaking import Booth, Sounds, Take, spoken
from a11y_export.errors import ExportError

_ALONE = 20.0  # estimated seconds of speech; what is shorter is not worth a process


def takes(scripts: Sequence[TrackScript], booth: Booth, workers: int = 1) -> list[Take]:
    """Give every track, spoken, in order; at most `workers` processes speak at a time.

    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    sounds: dict[tuple[str, str], Speech] = {}
    first = _one_by_one(scripts[:1], booth, {}, sounds)
    rest = scripts[1:]
    shares = _shares(rest, booth, workers) if _can_fork() else [rest]
    if len(shares) < 2:
        return [*first, *_one_by_one(rest, booth, sounds)]
    children = [_Child(share, booth, sounds) for share in shares[1:]]
    try:
        made = _one_by_one(shares[0], booth, sounds)
        for child in children:
            made += child.takes()
    finally:
        for child in children:
            child.end()
    return [*first, *sorted(made, key=lambda take: take.timeline.number)]


def _one_by_one(
    scripts: Sequence[TrackScript], booth: Booth, ready: Sounds, kept: dict[tuple[str, str], Speech] | None = None,
) -> list[Take]:
    made: list[Take] = []
    with ExitStack() as stack:
        behind: list[Mp3Encoder] = []  # still encoding what was spoken last
        for script in scripts:
            take, encoders = spoken(script, booth, stack, ready, kept)
            made.append(take)
            for encoder in behind:
                encoder.finish()
            behind = encoders
        for encoder in behind:
            encoder.finish()
    return made


def _shares(scripts: Sequence[TrackScript], booth: Booth, workers: int) -> list[list[TrackScript]]:
    """Deal out the tracks, the longest first, each to whom it comes earliest."""
    lengths = {script.number: spoken_seconds(list(script.utterances), booth.options) for script in scripts}
    hands = max(1, min(workers, sum(length >= _ALONE for length in lengths.values())))
    shares: list[list[TrackScript]] = [[] for _ in range(hands)]
    loads = [0.0] * hands
    for script in sorted(scripts, key=lambda script: (-lengths[script.number], script.number)):
        hand = loads.index(min(loads))
        shares[hand].append(script)
        loads[hand] += lengths[script.number]
    return [sorted(share, key=lambda script: script.number) for share in shares]


def _can_fork() -> bool:
    """Whether a copy of this process is safe: another thread's locks would stay locked in it for ever."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


class _Child:
    """A copy of this process that speaks a share of the tracks; it never outlives the one that made it."""

    def __init__(self, share: Sequence[TrackScript], booth: Booth, ready: Sounds) -> None:
        self._reader, writer = os.pipe()
        parent = os.getpid()
        self._pid = os.fork()
        if self._pid:
            os.close(writer)
            return
        try:
            os.close(self._reader)
            _die_with(parent)
            try:
                answer: list[Take] | ExportError = _one_by_one(share, booth, ready)
            except ExportError as error:
                answer = error
            with os.fdopen(writer, "wb") as pipe:
                pickle.dump(answer, pipe)
        finally:
            os._exit(0)  # whatever happened, this copy must not go on with the parent's work

    def takes(self) -> list[Take]:
        """Give what the child made; raises what it met."""
        with os.fdopen(self._reader, "rb") as pipe:
            data = pipe.read()
        self._reader = -1
        try:
            answer = pickle.loads(data)  # noqa: S301 - written by this program's own copy, through a private pipe
        except (EOFError, pickle.UnpicklingError) as error:
            raise SpeechFailed("speech", "a process that spoke ended without an answer.", "Run again.") from error
        if isinstance(answer, ExportError):
            raise answer
        made: list[Take] = answer
        return made

    def end(self) -> None:
        """See the child off; one that is still speaking is not needed any more."""
        if self._reader >= 0:
            os.close(self._reader)
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _die_with(parent: int) -> None:
    """Ask the system to end this process with its parent (Linux); where it cannot, it ends with its share."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(0)
