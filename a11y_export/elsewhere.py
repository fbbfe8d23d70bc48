"""What a worker on another machine is asked: whether it makes the same bytes as this one, and to make an article."""

from __future__ import annotations

import hashlib
import multiprocessing
import platform
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from a11y_export import __version__, guard, parcels
from a11y_export.errors import ExitCode, MissingDependency, UsageError
from a11y_export.options import libraries

Identity = tuple[tuple[str, str], ...]
REMEDY = "Install the same versions on the scheduler, on every worker and here."


class Terms(NamedTuple):
    """What is asked of a worker: voices of an engine ("" for none), modules to load, and to be what the caller is."""

    engine: str = ""
    modules: tuple[str, ...] = ()
    here: Identity = ()


def match(version: str) -> None:
    """Run on the scheduler, which has no articles to make: MissingDependency unless its program has our version."""
    if version != __version__:
        said = f"it has a11y-export {__version__}, and here is {version}."
        raise MissingDependency("--scheduler", said, REMEDY)


def identity(engine: str = "", modules: Sequence[str] = ()) -> Identity:
    """Give what shapes the bytes that this machine makes: program, libraries, kind of machine, voices of `engine`.

    It is asked in a guarded child, so that a worker that cannot start one is found before anything is sent; `modules`
    are what its children should have loaded. Once told it is remembered; what kept a child from telling is not: it may
    be gone the next time.
    """
    try:
        return _told(engine, tuple(modules))
    except _NotTold as error:
        return (("guard", str(error)),)


class _NotTold(Exception):
    """A child could not tell what it is."""


@lru_cache(maxsize=8)
def _told(engine: str, modules: tuple[str, ...]) -> Identity:
    # A nanny's worker counts as a daemon, which may not have children; the guard's end with it all the same.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    guard.warm(modules)
    outcome = guard.run(_asked, (engine,), "worker")
    if not outcome.value:
        raise _NotTold(outcome.message)
    return tuple(sorted(outcome.value.items()))


def _asked(engine: str, progress: Callable[[str], None]) -> dict[str, str]:
    progress("asked")
    found = {
        "a11y-export": __version__,
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "system": f"{platform.system()} {platform.machine()}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **libraries(),
    }
    if engine:
        from a11y_export.audio import engine_named

        voices = [(v.id, v.name, v.language) for v in engine_named(engine).voices()]
        found[f"voices of {engine}"] = f"{len(voices)} ({hashlib.sha256(repr(voices).encode()).hexdigest()[:12]})"
    return found


def differences(here: Identity, there: Identity) -> str:
    """Say what differs, "" when nothing does."""
    ours, theirs = dict(here), dict(there)
    names = sorted(n for n in ours.keys() | theirs.keys() if ours.get(n) != theirs.get(n))
    return ", ".join(f"{n} {theirs.get(n, 'missing')} there, {ours.get(n, 'missing')} here" for n in names)


def compare(here: Identity, told: Mapping[str, Identity | BaseException]) -> None:
    """Raise MissingDependency when a worker is not the same, or could not say what it is; UsageError without any."""
    if not told:
        raise UsageError("--scheduler", "it has no workers.", "Start some: dask worker, with the scheduler's address.")
    for worker, there in sorted(told.items()):
        wrong = str(there) if isinstance(there, BaseException) else differences(here, there)
        if wrong:
            raise MissingDependency(f"worker {worker}", f"is not the same: {wrong}.", REMEDY)


def make(parcel: parcels.Parcel, terms: Terms, worker: str, wanted: Callable[[], bool]) -> parcels.Made:
    """Make an article here on a worker, while it is `wanted`; not on one that differs: it may have come late."""
    if wrong := differences(terms.here, identity(terms.engine, terms.modules)):
        said = f"{parcel.work.location}: worker {worker} would make other bytes: {wrong}. {REMEDY}"
        return guard.Outcome(parcel.work.location, None, ExitCode.DEPENDENCY, said), {}
    return parcels.made(parcel, lambda: "" if wanted() else "stopped; nothing of it was published.")
