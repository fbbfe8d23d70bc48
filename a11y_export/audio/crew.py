"""The tracks of an article, spoken one after the other or by several processes at once; the bytes are the same.

The voice is one per process, and what it says depends on all that it said since it was loaded. So each stretch is
spoken by a fresh load; the title and the disclaimer, which stand in every file, are stretches that are made once.
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
from a11y_export.audio.engines import SpeechFailed
from a11y_export.audio.joining import Take, joined
from a11y_export.audio.script import TrackScript, spoken_seconds
from a11y_export.audio.speaking import Booth, Sound, spoken
from a11y_export.audio.stretches import Stretch, plan
from a11y_export.errors import ExportError

_ALONE = 20.0  # estimated seconds of speech; what is shorter is not worth a process
Share = Sequence[tuple[int, Stretch]]  # what one process speaks: stretches with their numbers


def takes(scripts: Sequence[TrackScript], booth: Booth, workers: int = 1) -> list[Take]:
    """Give every track, spoken, in order; at most `workers` processes speak at a time.

    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    planned = plan(scripts)
    numbered = list(enumerate(planned.stretches))
    shares = _shares(numbered, booth, workers) if _can_fork() else [numbered]
    children = [_Child(share, booth) for share in shares[1:]]
    try:
        sounds = _one_by_one(shares[0], booth)
        for child in children:
            sounds |= child.sounds()
    finally:
        for child in children:
            child.end()
    return [
        joined(script, [sounds[number] for number in numbers], own)
        for script, numbers, own in zip(scripts, planned.files, planned.own, strict=True)
    ]


def _one_by_one(share: Share, booth: Booth) -> dict[int, Sound]:
    made: dict[int, Sound] = {}
    with ExitStack() as stack:
        behind: list[Mp3Encoder] = []  # still encoding what was spoken last
        for number, stretch in share:
            made[number], encoder = spoken(stretch, f"{number}.stream", booth, stack)
            for before in behind:
                before.finish()
            behind = [encoder]
        for encoder in behind:
            encoder.finish()
    return made


def _shares(stretches: Share, booth: Booth, workers: int) -> list[Share]:
    """Deal out the stretches, the longest first, each to whom it comes earliest."""
    lengths = {number: spoken_seconds(list(stretch.utterances), booth.options) for number, stretch in stretches}
    hands = max(1, min(workers, sum(length >= _ALONE for length in lengths.values())))
    shares: list[list[tuple[int, Stretch]]] = [[] for _ in range(hands)]
    loads = [0.0] * hands
    for number, stretch in sorted(stretches, key=lambda pair: (-lengths[pair[0]], pair[0])):
        hand = loads.index(min(loads))
        shares[hand].append((number, stretch))
        loads[hand] += lengths[number]
    return [sorted(share, key=lambda pair: pair[0]) for share in shares]


def _can_fork() -> bool:
    """Whether a copy of this process is safe: another thread's locks would stay locked in it for ever."""
    return hasattr(os, "fork") and sys.platform != "darwin" and threading.active_count() == 1


class _Child:
    """A copy of this process that speaks a share of the stretches; it never outlives the one that made it."""

    def __init__(self, share: Share, booth: Booth) -> None:
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
                answer: dict[int, Sound] | ExportError = _one_by_one(share, booth)
            except ExportError as error:
                answer = error
            with os.fdopen(writer, "wb") as pipe:
                pickle.dump(answer, pipe)
        finally:
            os._exit(0)  # whatever happened, this copy must not go on with the parent's work

    def sounds(self) -> dict[int, Sound]:
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
        made: dict[int, Sound] = answer
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
