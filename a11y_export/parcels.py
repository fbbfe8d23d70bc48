"""One article as bytes: sent to where folders are not shared, made there, and its finished folder brought back.

What goes is the page, its corrections, and the pictures beside it; what comes back is the finished folder, file by
file. Neither side takes the other at its word: a path leads nowhere but below its folder, and what is published here
are exactly the bytes that were proved there, by the SHA-256 of the manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from a11y_export import folders
from a11y_export.errors import ExitCode, ExportError
from a11y_export.guard import Outcome, Work
from a11y_export.inputs import BESIDE
from a11y_export.manifest import NAME
from a11y_export.resume import CORRECTIONS

LARGEST = 512 << 20  # bytes of a finished folder: it stands in memory, there and here
_CORRECTIONS = 20_000_000  # bytes
_PICTURE = 20_000_000  # bytes of a picture; the reading takes none that is larger
_PICTURES = 200_000_000  # bytes of all of them; the reading takes no more
_MOST = 500  # files of a browser's folder that are looked at
_SHOWN = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")  # how pictures begin that are set


@dataclass(frozen=True, slots=True)
class Parcel:
    """A work with the files that it reads, by their paths from the page's folder."""

    work: Work
    files: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(map(len, self.files.values()))


# What became of a parcel elsewhere, and the files of the finished folder.
Made = tuple[Outcome, Mapping[str, bytes]]


def pack(work: Work, wanted: Iterable[str] = ()) -> Parcel | None:
    """Give an article's work with its files; None when it cannot be sent: it is best run, and fails, here.

    `wanted` are paths from the page's folder that go along where they are there.
    """
    job, options = work.arguments
    page: Path = job.path
    data = _plain(page, options.reading.max_bytes)
    staff = page.with_name(page.name + CORRECTIONS)
    corrections = _plain(staff, _CORRECTIONS)
    if data is None or (corrections is None and _stands(staff)):
        return None
    files = {page.name: data}
    left = _PICTURES
    for name in dict.fromkeys([*_logo(corrections), *wanted, *_saved_with(page)]):
        found = _beside(page.parent, name)
        if found is not None and len(found) <= left and name not in files:
            files[name] = found
            left -= len(found)
    if corrections is not None:
        files[staff.name] = corrections
    limits = replace(work.limits, folder=min(work.limits.folder, LARGEST))
    return Parcel(replace(work, limits=limits, after=None, check=None), files)


def missed(parcel: Parcel, beside: Mapping[str, str]) -> list[str]:
    """Give the files that were looked for `beside` the page elsewhere, stand here, and did not go along."""
    folder = parcel.work.arguments[0].path.parent
    return [
        name for name, digest in beside.items()
        if not digest and name not in parcel.files and _beside(folder, name) is not None
    ]


def made(parcel: Parcel, check: Callable[[], str]) -> Made:
    """Do the work under its guard in a folder of this machine; give its outcome and the finished folder's files."""
    work = parcel.work
    job, options = work.arguments
    with tempfile.TemporaryDirectory(prefix="a11y-export-", ignore_cleanup_errors=True) as folder:
        source, output = Path(folder, "in"), Path(folder, "out")
        output.mkdir()
        source.mkdir()
        _lay_out(source, parcel.files)
        here = replace(job, path=source / job.path.name, output=output, workers=1)

        def halted() -> str:
            return check() or folders.too_large(output, job.name, work.limits.folder)

        outcome = replace(work, arguments=(here, options), check=halted).run()
        if outcome.value is None:
            return outcome, {}
        finished = output / job.name
        paths = sorted(path for path in finished.rglob("*") if path.is_file())
        if (size := sum(path.stat().st_size for path in paths)) > work.limits.folder:
            why = f"{work.location}: its {size >> 20} MB of files are too many to be sent. Convert it on this machine."
            return replace(outcome, value=None, code=ExitCode.INTERNAL, message=why), {}
        return outcome, {path.relative_to(finished).as_posix(): path.read_bytes() for path in paths}


def unpack(work: Work, outcome: Outcome, files: Mapping[str, bytes]) -> Outcome:
    """Publish what was made elsewhere under the article's name here, once it is what was proved there."""
    if outcome.value is None:
        return outcome
    job = work.arguments[0]
    if not _is_whole(files):
        return _failed(outcome, f"{work.location}: what came back is not what was proved there. Run again.")
    try:
        folder = folders.start(job.output, job.name)
        try:
            _lay_out(folder, files)
            folders.publish(job.output, job.name)
        except BaseException:
            folders.abandon(job.output, job.name)
            raise
    except ExportError as error:
        return _failed(outcome, str(error), error.exit_code)
    except OSError as error:
        why = f"{work.location}: the results cannot be written ({error.strerror}). Make room in the output folder."
        return _failed(outcome, f"{why} Then run again.")
    return replace(outcome, value=json.loads(files[NAME]))


def _failed(outcome: Outcome, why: str, code: ExitCode = ExitCode.INTERNAL) -> Outcome:
    return replace(outcome, value=None, code=code, message=why)


def _is_whole(files: Mapping[str, bytes]) -> bool:
    """Whether the files are the manifest and what it names, byte for byte, each below the folder."""
    try:
        told = json.loads(files[NAME])
        named = {entry["path"]: entry["sha256"] for entry in (*told["artifacts"], *told["record"])}
        good = bool(told["checks"]) and all(check["passed"] is True for check in told["checks"])
    except (KeyError, TypeError, ValueError, RecursionError):
        return False
    there = {path: hashlib.sha256(data).hexdigest() for path, data in files.items() if path != NAME}
    return good and there == named and all(map(_is_inside, files))


def _is_inside(path: str) -> bool:
    """Whether a path leads below the folder that it is put to, on every system."""
    windows, parts = PureWindowsPath(path), PurePosixPath(path).parts
    odd = windows.drive or windows.root or set(path) & set("\\\0")
    return bool(parts) and not odd and not PurePosixPath(path).is_absolute() and ".." not in parts


def _lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into the folder, which is new and has no links."""
    for name, data in files.items():
        if not _is_inside(name):
            raise OSError(0, "a name leads out of the folder")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)


def _plain(path: Path, largest: int) -> bytes | None:
    """Give the bytes of a plain file of bounded size, None for anything else; a device or a pipe is not opened."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > largest:
            return None
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= largest else None


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # the article's own name is at the limit, so no such file can be
        return False


def _beside(folder: Path, name: str) -> bytes | None:
    """Give the bytes of a picture below the page's folder, None for what is not there or leads out of it."""
    try:
        root = Path(os.path.realpath(folder))  # Path.resolve raises where a link leads to itself
        path = Path(os.path.realpath(root / name))
        return _plain(path, _PICTURE) if _is_inside(name) and path.is_relative_to(root) else None
    except (OSError, ValueError):
        return None


def _saved_with(page: Path) -> Iterator[str]:
    """Name the pictures in the folder that a browser put beside the page."""
    for folder in (page.with_name(page.stem + ending) for ending in BESIDE):
        try:
            names = sorted(path.name for path in folder.iterdir())[:_MOST]
        except (OSError, ValueError):
            continue
        yield from (f"{folder.name}/{name}" for name in names if _begins_as_picture(folder / name))


def _begins_as_picture(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(4).startswith(_SHOWN)
    except (OSError, ValueError):
        return False


def _logo(corrections: bytes | None) -> list[str]:
    """Name the clinic's logo in an article's corrections; what is wrong with them, the reading says."""
    try:
        clinic: Any = tomllib.loads((corrections or b"").decode("utf-8-sig")).get("clinic")
    except (ValueError, RecursionError):
        return []
    logo = clinic.get("logo") if isinstance(clinic, dict) else None
    return [logo] if isinstance(logo, str) and logo else []
