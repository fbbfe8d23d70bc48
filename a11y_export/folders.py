"""Whole or absent: an article's folder appears under its name only when it is finished and proved.

Work goes on in ``<name>.a11y-new``. To publish, a finished folder that stands there already moves to
``<name>.a11y-old``, the new one takes the name, and the old one is deleted. A kill between any two steps leaves one of
four states, and `repair` ends each of them well. A name never holds a dot, so these never meet another article's
folder. What this program did not make (a folder without a manifest, a file) is never moved or deleted.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

from a11y_export.errors import UsageError
from a11y_export.slugs import short_digest, slug

# Endings that nobody else gives a folder: what carries one is this program's, and may be deleted.
NEW, OLD = ".a11y-new", ".a11y-old"


def names(locations: Sequence[str], owner: dict[str, str]) -> list[str]:
    """Give each input's folder name; distinct, and the same for the same inputs. `owner` says whose a folder is now.

    A name comes from the file's own; where two would meet, or a folder belongs to another input, six digits of the
    location's SHA-256 follow (or of the location with a number, until nobody has that name).
    """
    wanted = [slug(Path(location).stem, "article") for location in locations]
    often, given = Counter(wanted), set(wanted)
    out = []
    for location, name in zip(locations, wanted, strict=True):
        if often[name] == 1 and owner.get(name, location) == location:
            out.append(name)
            continue
        for again in count():
            told = f"{name}-{short_digest(f'{location} {again}' if again else location)}"
            if told not in given and owner.get(told, location) == location:
                break
        given.add(told)
        out.append(told)
    return out


MANIFEST = "manifest.json"


def is_foreign(path: Path) -> bool:
    """Whether something stands at `path`, also a link that leads nowhere, that this program did not make."""
    try:
        return _stands(path) and not (path / MANIFEST).is_file()
    except OSError:  # it may not be looked into
        return True


def start(output: Path, name: str) -> Path:
    """Repair what an earlier run left, and give the empty folder to work in; UsageError when the name is taken."""
    repair(output, name)
    if is_foreign(output / name):
        raise UsageError(str(output / name), "stands in the way, and is not this program's.", "Move it, or change -o.")
    work = output / f"{name}{NEW}"
    work.mkdir()
    return work


def publish(output: Path, name: str) -> Path:
    """Give the finished work its name, in place of what stood there, which stays where that cannot be done."""
    final, work, old = output / name, output / f"{name}{NEW}", output / f"{name}{OLD}"
    if _stands(final):
        _rename(final, old)
    try:
        _rename(work, final)
    except OSError:
        if _stands(old):
            old.rename(final)
        raise
    # The article is published; what cannot be deleted now (a file that is open, on Windows) the next run deletes.
    if _stands(old):
        with suppress(OSError):
            _delete(old)
    return final


def _rename(path: Path, name: Path) -> None:
    """Rename a folder; on Windows a scanner may hold a new one for a moment, and is waited for."""
    for left in reversed(range(_TRIES)):
        try:
            path.rename(name)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


_TRIES, _PAUSE = 20 if sys.platform == "win32" else 1, 0.1  # seconds


def _stands(path: Path) -> bool:
    """Whether anything has this name, also a link that leads nowhere."""
    return os.path.lexists(path)


def _delete(path: Path) -> None:
    """Delete a folder; of a link (to where somebody moved the folder) the link alone."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
    else:
        shutil.rmtree(path)


def too_large(output: Path, name: str, most: int) -> str:
    """Say so when the unfinished work of an article has more than `most` bytes, "" when it has not."""
    total = 0
    for root, _, files in os.walk(output / f"{name}{NEW}"):
        for file in files:
            with suppress(OSError):  # it was there a moment ago
                total += Path(root, file).stat().st_size
    return f"makes more than {most >> 20} MB of files, and was stopped. Divide the article." if total > most else ""


def abandon(output: Path, name: str) -> None:
    """Delete unfinished work; a finished folder of that name stays as it is."""
    shutil.rmtree(output / f"{name}{NEW}", ignore_errors=True)


def repair(output: Path, name: str) -> None:
    """End well what a killed run left: bring back an old folder without a successor, delete the rest."""
    final, work, old = output / name, output / f"{name}{NEW}", output / f"{name}{OLD}"
    if _stands(old):
        if _stands(final):
            with suppress(OSError):
                _delete(old)
        else:
            old.rename(final)
    if _stands(work):
        _delete(work)


def repair_all(output: Path) -> None:
    """Repair every article's folder in `output`; one that cannot be fails when its article's turn comes."""
    if output.is_dir():
        for path in sorted(output.iterdir()):
            if path.suffix in {NEW, OLD}:
                with suppress(OSError):
                    repair(output, path.stem)
