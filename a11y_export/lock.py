"""One run at a time in an output folder: the system itself holds the lock, and lets go of it when a process dies."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from a11y_export.errors import UsageError

NAME = ".a11y-export.lock"
_TAKEN = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Make the folder `output` where there is none, and keep other runs out of it.

    Raises UsageError when another run is in it, or it cannot be written to. Where the disk knows no locks (some
    networks'), nobody is kept out.
    """
    path = output / NAME
    try:
        output.mkdir(parents=True, exist_ok=True)
        file = _taken(path)
    except OSError as error:
        raise UsageError(
            str(output), f"cannot be written to ({error.strerror}).", "Choose another folder with -o."
        ) from error
    if file is None:
        raise UsageError(
            str(output), "another run is at work in this folder.", "Wait until it has ended, or choose another with -o."
        )
    try:
        yield
    finally:
        # While the lock is held where that can be, so that nobody locks a file that has no name any more.
        if sys.platform != "win32":
            _remove(path)
        os.close(file)
        if sys.platform == "win32":
            _remove(path)


def _taken(path: Path) -> int | None:
    """Give the open, locked file at `path`; None when another process has it."""
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(file)
            same = os.path.samestat(os.fstat(file), path.stat())
        except FileNotFoundError:
            same = False  # its last holder took it away between our opening and locking it
        except OSError as error:
            if error.errno in _TAKEN:
                os.close(file)
                return None
            return file
        if same:
            return file
        os.close(file)


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
