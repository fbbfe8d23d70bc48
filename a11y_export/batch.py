"""Many articles: each under its guard."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from a11y_export import executors, folders, guard, index, lock, manifest, register, rehearsal, resume
from a11y_export.errors import UsageError
from a11y_export.inputs import Input, find
from a11y_export.job import Job
from a11y_export.limits import Limits, memory_for
from a11y_export.options import Options

_STAGES = {
    "": (
        "a11y_export.pipeline",
        "a11y_export.reading.article",
        "a11y_export.literacy.record",
        "a11y_export.pages",
        "a11y_export.proof.record",
        "a11y_export.proof.source",
        "PIL.Image",
        "jinja2",
    ),
    "pdf": ("a11y_export.handout.document", "a11y_export.proof.pdf", "pikepdf"),
    "html": ("a11y_export.books", "a11y_export.proof.html"),
    "epub": ("a11y_export.books", "a11y_export.proof.epub", "a11y_export.proof.pdfplaces"),
    "daisy202": ("a11y_export.books", "a11y_export.proof.daisy"),
    "daisy202-audio": ("a11y_export.books", "a11y_export.proof.daisy"),
    "m4b": ("a11y_export.books", "a11y_export.proof.m4b", "mutagen.mp4"),
    "mp3": ("a11y_export.audio.recording", "a11y_export.proof.mp3", "pyttsx3", "mutagen.id3", "lameenc", "miniaudio"),
}
_REHEARSED = 2  # articles for each worker, from which on a rehearsal costs less than it saves


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do in the folder `output`: a job for each input, and what stands already.

    `todo` are the numbers of the jobs to do, `unchanged` of those whose results stand; `gone` are the finished folders
    whose page has vanished from the folder that was given, with what it was called.
    """

    output: Path
    jobs: list[Job]
    todo: tuple[int, ...]
    unchanged: frozenset[int]
    gone: dict[str, str]


def convert(
    paths: Sequence[Path], output: Path, options: Options | None = None, workers: int = 1, *, force: bool = False
) -> list[guard.Outcome]:
    """Convert saved pages, or folders of them, into `output`, and write its index; give each article's outcome.

    What stands there unchanged is not made again, unless `force` says so. An article that fails is an outcome with its
    reason, not an exception; raises UsageError for what makes no sense, and when another run is at work in `output`.
    Articles run in child processes, so a script that calls this needs ``if __name__ == "__main__":``.
    """
    options, limits = options or Options(), Limits(memory=memory_for(workers))
    with opened(output):
        planned = plan(find(paths), output, options, force=force)
        ended = dict(run(planned, options, executors.local(workers), workers, limits))
        outcomes = [
            ended.get(number) or guard.Outcome(job.location, manifest.read(output / job.name))
            for number, job in enumerate(planned.jobs)
        ]
        failed = [failure(job, o) for job, o in zip(planned.jobs, outcomes, strict=True) if o.value is None]
        index.write(output, failed, planned.gone)
    return outcomes


@contextmanager
def opened(output: Path) -> Iterator[None]:
    """Take an output folder for oneself, and end well what an earlier run left in it.

    UsageError when it is taken, or a file that is not ours has the name of one of the index's.
    """
    with lock.held(output):
        index.check_free(output)
        folders.repair_all(output)
        yield


def plan(
    inputs: Sequence[Input],
    output: Path,
    options: Options,
    *,
    force: bool = False,
    waiting: Collection[Path] = (),
) -> Plan:
    """Give each input a folder name that stays its own, and find out what has to be made; `output` is `opened`.

    The inputs at the paths `waiting` are left alone for now. UsageError when `output` cannot be written to, or is one
    of the folders that the inputs were found in: the next run would take all of it for results, and find no page.
    """
    if any(root is not None and root.exists() and root.samefile(output) for root in {i.root for i in inputs}):
        raise UsageError(str(output), "is the folder of the articles themselves.", "Choose another folder with -o.")
    standing, known = resume.standing(output), register.load(output)
    owners = register.settle(inputs, output, known, standing)
    if owners != known:
        try:
            register.save(output, owners)
        except OSError as error:
            raise UsageError(
                str(output), f"cannot be written to ({error.strerror}).", "Make room, or choose another folder with -o."
            ) from error
    jobs = [Job(i.path, i.location, output, name) for i, name in zip(inputs, owners, strict=False)]
    asked = cache(options.fingerprint)  # of the first article that stands there; it takes as long as many of them
    now = [number for number, job in enumerate(jobs) if job.path not in waiting]
    unchanged = frozenset(
        n for n in now if not force and resume.unchanged(jobs[n], standing.get(jobs[n].name), asked)
    )
    gone = {name: standing[name].location for name in register.gone(inputs, owners, standing)}
    return Plan(output, jobs, tuple(n for n in now if n not in unchanged), unchanged, gone)


def failure(job: Job, outcome: guard.Outcome) -> dict[str, Any]:
    """Give the index's row of an article that failed."""
    return {"title": outcome.location, "folder": job.name, "error": outcome.message, "exit_code": int(outcome.code)}


def _unseen(number: int, stage: str) -> None:
    """Take note of no progress."""


def run(
    planned: Plan,
    options: Options,
    executor: executors.Executor,
    workers: int,
    limits: Limits,
    progress: executors.Progress = _unseen,
    stop: threading.Event | None = None,
) -> Iterator[executors.Ended]:
    """Convert what has to be made, and give each job's number and outcome as it ends.

    `workers` is how many processes the executor runs at once: with fewer articles, each may use several. What they need
    begins to be loaded at once, the articles when the first outcome is asked for.
    """
    if not planned.todo:
        return iter(())
    executor.warm(modules(options, rehearsed=len(planned.todo) > _REHEARSED * workers))
    return executor.run(works(planned, options, workers, limits), progress, stop or threading.Event())


def modules(options: Options, *, rehearsed: bool = False) -> list[str]:
    """Give the modules that a process which converts articles with `options` should have loaded.

    With `rehearsed`, also those that convert a small article when they are imported: for a process that is forked
    for many articles.
    """
    loaded = [module for key in ("", *options.formats) for module in _STAGES.get(key, ())]
    return loaded + (rehearsal.modules(options.formats) if rehearsed else [])


def works(planned: Plan, options: Options, workers: int, limits: Limits) -> Iterator[tuple[int, guard.Work]]:
    """Give each number and guarded work, made when it is asked for; the `workers` are dealt out, none twice."""
    from a11y_export.pipeline import export

    many = len(planned.todo)
    for place, number in enumerate(planned.todo):
        job = planned.jobs[number]
        hands = max(1, workers // many + (place < workers % many))
        task = (replace(job, workers=hands), options)
        yield number, guard.Work(
            export, task, job.location, limits, partial(folders.repair, job.output, job.name),
            partial(folders.too_large, job.output, job.name, limits.folder),
        )
