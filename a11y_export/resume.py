"""What stands in an output folder already: which articles a run need not make again.

An article is done when its folder is whole and was made of the same bytes with the same options. That is read from the
manifests alone, each time anew; nothing is remembered elsewhere, and no clock is asked.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y_export import index
from a11y_export.job import Job
from a11y_export.manifest import sha256

CORRECTIONS = ".a11y.toml"
_LARGEST = 100_000_000  # bytes; no page that is read has as many
_LARGEST_BESIDE = 20_000_000  # bytes; a larger picture is read as one that is not there


@dataclass(frozen=True, slots=True)
class Standing:
    """What a finished folder says it was made of, and whether all that it names is there in its full size."""

    location: str
    sha256: str
    corrections: str
    beside: Mapping[str, str]
    asked: str
    whole: bool


def standing(output: Path) -> dict[str, Standing]:
    """Give every finished folder in `output` by its name."""
    return {path.name: _standing(path, found) for path, found in index.finished(output)}


def _standing(folder: Path, found: dict[str, Any]) -> Standing:
    """Read a manifest; one that does not say what it should stands for nothing, and its article is made again."""
    try:
        source, base = found["source"], os.fspath(folder)
        whole = bool(found["checks"]) and all(check["passed"] is True for check in found["checks"])
        for entry in (*found["artifacts"], *found["record"]):
            # Its own folders and files, by way of strings: this is done for each file of every article.
            whole = whole and os.stat(f"{base}/{entry['path']}").st_size == entry["bytes"]  # noqa: PTH116
        return Standing(
            str(source["path"]), str(source["sha256"]), str(source["corrections_sha256"]), dict(source["beside"]),
            str(found["asked"]), whole,
        )
    except (KeyError, TypeError, ValueError, OSError, AttributeError):
        return Standing(_location(found), "", "", {}, "", False)


def _location(found: dict[str, Any]) -> str:
    source = found.get("source")
    return str(source.get("path", "")) if isinstance(source, dict) else ""


def unchanged(job: Job, stands: Standing | None, asked: Callable[[], str]) -> bool:
    """Whether what `stands` is what `job` would make with the options whose fingerprint `asked` gives."""
    if stands is None or not stands.whole or stands.location != job.location or stands.asked != asked():
        return False
    page = os.fspath(job.path)
    if digest(page) != stands.sha256 or digest(page + CORRECTIONS) != stands.corrections:
        return False
    return all(_digest_beside(job.path.parent, name) == was for name, was in stands.beside.items())


def digest(path: str, largest: int = _LARGEST) -> str:
    """Give the SHA-256 of a plain file, "" for anything else; a device or a pipe is not opened."""
    try:
        found = os.stat(path)  # noqa: PTH116  # see above
        if not stat.S_ISREG(found.st_mode) or found.st_size > largest:
            return ""
        return sha256(Path(path))
    except (OSError, ValueError):
        return ""


def _digest_beside(folder: Path, name: str) -> str:
    """Give the SHA-256 of a file below the page's folder, "" for one that is not there or leads out of it."""
    try:
        root = Path(os.path.realpath(folder))  # Path.resolve raises where a link leads to itself
        path = Path(os.path.realpath(root / name))
        return digest(os.fspath(path), _LARGEST_BESIDE) if path.is_relative_to(root) else ""
    except (OSError, ValueError):
        return ""
