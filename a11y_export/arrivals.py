"""Which pages have arrived in watched folders and are whole: nothing of them has changed for a while.

The folders are looked through again and again. No service of the system is asked to tell of changes: those stay silent
on the network drives that clinics share, and that a file is written to its end none of them can say.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from a11y_export.inputs import BESIDE, Input

STILL = 2.0  # seconds without a change, after which a page counts as whole
_PAUSE = 1.0  # seconds between two looks; longer where looking takes long
_SHARE = 10

# Size and time of change of everything that belongs to a page; only ever compared, never subtracted.
Mark = tuple[tuple[str, int, int], ...]


class Arrivals:
    """What was seen of each page at the last look, since when it has been so, and what was done already."""

    def __init__(self, still: float = STILL) -> None:
        self._still = still
        self._marks: dict[Path, tuple[Mark, float]] = {}
        self._done: dict[Path, Mark] = {}
        self.waiting: frozenset[Path] = frozenset()
        """Pages that are still arriving, and those that were done in the state that they are in."""
        self.pause = _PAUSE

    def look(self, inputs: Sequence[Input]) -> bool:
        """Look at every page; tell whether there is something to do: one that is whole and new, or one that is gone."""
        began = time.monotonic()
        marks = {page.path: _mark(page.path) for page in inputs}
        now = time.monotonic()
        self._marks = {
            path: (mark, self._marks[path][1] if path in self._marks and self._marks[path][0] == mark else now)
            for path, mark in marks.items()
        }
        whole = {path for path, (_, since) in self._marks.items() if now - since >= self._still}
        ready = {path for path in whole if self._done.get(path) != marks[path]}
        self.waiting = frozenset(set(marks) - ready)
        self.pause = max(_PAUSE, _SHARE * (now - began))
        return bool(ready) or any(path not in marks for path in self._done)

    def done(self, inputs: Sequence[Input]) -> None:
        """Take note that what was ready at the last look has been done, as it was then."""
        paths = {page.path for page in inputs}
        self._done = {path: mark for path, mark in self._done.items() if path in paths}
        self._done |= {path: self._marks[path][0] for path in paths - self.waiting}


def _mark(page: Path) -> Mark:
    """Give the mark of a page, its corrections and the folder that a browser saved beside it."""
    found = []
    for path in (page, page.with_name(page.name + ".a11y.toml"), *(page.with_name(page.stem + b) for b in BESIDE)):
        found.append(_seen(path))
        if found[-1][1] >= 0 and path.is_dir():
            try:
                found += sorted(_seen(Path(entry)) for entry in os.scandir(path))
            except OSError:
                found.append((path.name, -2, 0))
    return tuple(found)


def _seen(path: Path) -> tuple[str, int, int]:
    try:
        stat = path.stat()
    except (OSError, ValueError):
        return path.name, -1, 0
    return path.name, stat.st_size, stat.st_mtime_ns
