"""Many articles: each under its guard."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from a11y_export import executors, folders, guard, index, rehearsal
from a11y_export.inputs import Input, find
from a11y_export.limits import Limits, memory_for
from a11y_export.options import Options
from a11y_export.pipeline import Job, export

_STAGES = {
    "": (
        "a11y_export.reading.article",
        "a11y_export.literacy.record",
        "a11y_export.pages",
        "a11y_export.proof.record",
        "a11y_export.proof.source",
        "PIL.Image",
    ),
    "pdf": (
        "a11y_export.handout.document", "fontTools.subset", "fontTools.varLib.instancer", "a11y_export.proof.pdf",
        "pikepdf",
    ),
    "html": ("a11y_export.books", "a11y_export.proof.html"),
    "epub": ("a11y_export.books",),
    "mp3": ("a11y_export.audio.recording", "a11y_export.proof.mp3", "pyttsx3", "mutagen.id3", "lameenc", "miniaudio"),
}
_REHEARSED = 2  # articles for each worker, from which on a rehearsal costs less than it saves


def convert(
    paths: Sequence[Path], output: Path, options: Options | None = None, workers: int = 1
) -> list[guard.Outcome]:
    """Convert saved pages, or folders of them, into `output`, and write its index; give each article's outcome.

    An article that fails is an outcome with its reason, not an exception; raises UsageError for what makes no sense.
    Articles run in child processes, so a script that calls this needs ``if __name__ == "__main__":``.
    """
    folders.prepare(output)
    folders.repair_all(output)
    jobs = plan(find(paths), output)
    limits = Limits(memory=memory_for(workers))
    ended = dict(run(jobs, options or Options(), executors.local(workers), workers, limits))
    outcomes = [ended[number] for number in range(len(jobs))]
    write_index(output, jobs, outcomes)
    return outcomes


def _unseen(number: int, stage: str) -> None:
    """Take note of no progress."""


def plan(inputs: Sequence[Input], output: Path) -> list[Job]:
    """Give each input's job, with a folder name that is its own."""
    entries = sorted(output.iterdir()) if output.is_dir() else []
    owner = {path.name.lower(): "" for path in entries if folders.is_foreign(path)}
    owner |= {path.name: found["source"]["path"] for path, found in index.finished(output)}
    names = folders.names([i.location for i in inputs], owner)
    return [Job(i.path, i.location, output, name) for i, name in zip(inputs, names, strict=True)]


def run(
    jobs: Sequence[Job],
    options: Options,
    executor: executors.Executor,
    workers: int,
    limits: Limits,
    progress: executors.Progress = _unseen,
    stop: threading.Event | None = None,
) -> Iterator[executors.Ended]:
    """Convert every job, and give its number and outcome as each ends.

    `workers` is how many processes the executor runs at once: with fewer articles, each may use several.
    """
    guard.warm(modules(options, rehearsed=len(jobs) > _REHEARSED * workers))
    return executor.run(works(jobs, options, workers, limits), progress, stop or threading.Event())


def modules(options: Options, *, rehearsed: bool = False) -> list[str]:
    """Give the modules that a process which converts articles with `options` should have loaded.

    With `rehearsed`, also those that convert a small article when they are imported: for a process that is forked
    for many articles.
    """
    loaded = [module for key in ("", *options.formats) for module in _STAGES.get(key, ())]
    formats = [form for form in rehearsal.FORMATS if rehearsed and form in options.formats]
    return loaded + [f"a11y_export.rehearsal.{form}" for form in formats]


def works(
    jobs: Sequence[Job], options: Options, workers: int, limits: Limits
) -> Iterator[tuple[int, guard.Work]]:
    """Give each job's number and guarded work, made when it is asked for; the `workers` are dealt out, none twice."""
    for number, job in enumerate(jobs):
        hands = max(1, workers // len(jobs) + (number < workers % len(jobs)))
        task = (replace(job, workers=hands), options)
        yield number, guard.Work(export, task, job.location, limits, partial(folders.repair, job.output, job.name))


def write_index(output: Path, jobs: Sequence[Job], outcomes: Sequence[guard.Outcome]) -> None:
    """Write index.html, batch.json and batch.csv: every finished article in the folder, and what failed just now."""
    failed = [
        {"title": o.location, "folder": j.name, "error": o.message, "exit_code": int(o.code)}
        for j, o in zip(jobs, outcomes, strict=True)
        if o.value is None
    ]
    index.write(output, failed)
