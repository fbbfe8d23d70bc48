"""Which page owns which folder of an output, so that no page's folder is ever renamed or given to another.

A name comes from the page's file and nothing else, so two pages may want the same. What was given once stands in
``.a11y-export.json`` in the output folder: each folder's name, with digests of where its page and the folder that was
given on the command line lie on this machine. It is no result: without it, folders are known by what their manifests
say.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from a11y_export import folders
from a11y_export.inputs import Input
from a11y_export.resume import Standing, digest

NAME = ".a11y-export.json"
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Owner:
    """Digests of where a page lies, and the folder that it was found in ("" for one that was given itself)."""

    place: str
    root: str


def load(output: Path) -> dict[str, Owner]:
    """Give the owner of each folder by its name; nothing where nothing readable is written."""
    try:
        said = json.loads((output / NAME).read_text(encoding="utf-8"))
        if said["schema"] != _SCHEMA:
            return {}
        return {str(name): Owner(str(place), str(root)) for name, (place, root) in said["folders"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def save(output: Path, owners: Mapping[str, Owner]) -> None:
    """Write the owners, whole or not at all."""
    told = {"schema": _SCHEMA, "folders": {name: [o.place, o.root] for name, o in sorted(owners.items())}}
    part = output / f"{NAME}.part"
    part.write_text(json.dumps(told) + "\n", encoding="utf-8", newline="\n")
    part.replace(output / NAME)


def settle(
    inputs: Sequence[Input], output: Path, known: Mapping[str, Owner], standing: Mapping[str, Standing]
) -> dict[str, Owner]:
    """Give the owner of every folder, the inputs' own among them, in their order and before all others.

    A page keeps its folder wherever it is called from. One that is unknown takes a finished folder whose manifest
    names it: if nobody is known to own that folder, or if it was made of the same bytes (the pages were moved).
    """
    wanted = [owner(page) for page in inputs]
    here = {o.place for o in wanted}
    # A name that was given to a page which has no results and is not here now is free again.
    taken = {name: o for name, o in known.items() if o.place in here or name in standing}
    mine = {o.place: name for name, o in taken.items() if not folders.is_foreign(output / name)}
    names = [mine.pop(o.place, "") for o in wanted]
    by_location: dict[str, str] = {}
    for name, stands in standing.items():
        by_location.setdefault(stands.location, name)
    for number, page in enumerate(inputs):
        name = "" if names[number] else by_location.get(page.location, "")
        if not name or name in names:
            continue
        before = taken.get(name)
        # A digest of a plain file: a pipe of that name would be waited for.
        if before is None or (before.place not in here and standing[name].sha256 == digest(os.fspath(page.path)) != ""):
            names[number] = name
    new = [number for number, name in enumerate(names) if not name]
    entries = output.iterdir() if output.is_dir() else ()
    full = dict.fromkeys([*(path.name.lower() for path in entries), *taken, *filter(None, names)], "")
    for number, name in zip(new, folders.names([inputs[n].location for n in new], full), strict=True):
        names[number] = name
    settled = dict(zip(names, wanted, strict=True))
    for name, before in taken.items():
        if name in settled and not settled[name].root and before.place == settled[name].place:
            settled[name] = before  # given itself this time, it still belongs to the folder it was found in
    return settled | {name: o for name, o in taken.items() if name not in settled and o.place not in here}


def gone(inputs: Sequence[Input], owners: Mapping[str, Owner], standing: Mapping[str, Standing]) -> list[str]:
    """Give the finished folders whose page is no longer in the folder, given again now, that it was found in."""
    mine = [owner(page) for page in inputs]
    here, roots = {o.place for o in mine}, {o.root for o in mine if o.root}
    return sorted(name for name, o in owners.items() if o.root in roots and o.place not in here and name in standing)


def owner(page: Input) -> Owner:
    """Give the owner that a page would be."""
    place = os.path.join(_real(page.path.parent), page.path.name)  # noqa: PTH118  # a Path costs as much as the rest
    return Owner(_digest(place), _digest(_real(page.root)) if page.root is not None else "")


@lru_cache(maxsize=4096)
def _real(folder: Path) -> str:
    return os.path.realpath(folder)


def _digest(path: str) -> str:
    return hashlib.sha256(os.path.normcase(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
