"""Which files a command works on, and what each is called."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from a11y_export.folders import NEW, OLD
from a11y_export.ours import is_ours

# Files that this program writes: a folder that holds one is output, not input.
_OWN = frozenset({"manifest.json", "batch.json"})
# How browsers name the folder that they put beside a saved page.
BESIDE = ("_files", "-Dateien", "_archivos")
_CORRECTIONS = ".a11y.toml.txt"  # as an editor may call what staff correct: no article
SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml", ".txt"})


@dataclass(frozen=True, slots=True)
class Input:
    """A file, its name relative to the folder that the user gave (its own name when given itself), and that folder."""

    path: Path
    location: str
    root: Path | None = None


def find(paths: Sequence[Path]) -> list[Input]:
    """Give the articles at `paths`, each once: files as given, folders searched for saved pages, in order of name.

    The folders that browsers put beside a page ("<page>_files"), hidden ones and this program's results, also those
    that a killed run left unfinished, are passed over. A path that does not exist stays in the list: reading it will
    say so.
    """
    found: dict[str, Input] = {}
    for path in paths:
        if is_folder(path):
            for file in _walk(path):
                # Not Path.resolve, which raises where a link leads to itself.
                place = os.path.normcase(os.path.realpath(file))
                location = file.relative_to(path).as_posix() if file != path else path.name
                found.setdefault(place, Input(file, location, path))
        else:
            found.setdefault(os.path.normcase(path.absolute()), Input(path, path.name))
    # A file's name may hold bytes that are no text; what is told of it must be.
    named = [replace(i, location=i.location.encode("utf-8", "replace").decode()) for i in found.values()]
    return _told_apart(named)


def _told_apart(inputs: list[Input]) -> list[Input]:
    """Put the folder's name before names that meet, until none do: no two inputs are called the same."""
    while True:
        # Letter case tells apart: where it does not on disk, two such files cannot stand in one folder.
        seen = Counter(i.location for i in inputs)
        if max(seen.values(), default=1) == 1:
            return inputs
        inputs = [i if seen[i.location] == 1 else _longer(i, number) for number, i in enumerate(inputs)]


def _longer(found: Input, number: int) -> Input:
    parts = found.path.absolute().parts
    depth = len(Path(found.location).parts) + 1
    if depth >= len(parts):
        return replace(found, location=f"{number + 1}/{found.location}")
    return replace(found, location="/".join(parts[-depth:]))


def is_folder(path: Path) -> bool:
    """Whether there is a folder at `path`; a name that the system refuses is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _walk(folder: Path) -> list[Path]:
    """Give the saved pages below a folder, and each folder that cannot be looked into: reading it will say so.

    Links to folders are not followed. However deep folders lie in one another, none is a step deeper here.
    """
    out: list[Path] = []
    waiting = [folder]
    while waiting:
        root = waiting.pop()
        try:
            with os.scandir(root) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            out.append(root)
            continue
        files = [entry.name for entry in listed if not _leads_to_folder(entry)]
        if any(is_ours(root / name) for name in _OWN.intersection(files)):
            continue
        out += [root / f for f in files if Path(f).suffix.lower() in SUFFIXES and not _is_passed_over(f)]
        waiting += [root / entry.name for entry in reversed(listed) if _is_searched(entry)]
    return out


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(_CORRECTIONS)


def _is_searched(entry: os.DirEntry[str]) -> bool:
    """Whether pages are looked for in a folder's entry: a folder that is neither hidden, a page's own, nor ours."""
    hidden = entry.name.startswith(".") or entry.name.endswith((*BESIDE, NEW, OLD))
    return not hidden and _leads_to_folder(entry) and not entry.is_symlink()


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False
