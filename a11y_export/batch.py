"""Many articles: each under its guard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from a11y_export import folders, guard, index
from a11y_export.inputs import Input, find
from a11y_export.options import Options
from a11y_export.pipeline import Job, export

# Called with an article's place in the list and the stage it has come to, or its outcome when it is done.
Progress = Callable[[int, str | guard.Outcome], None]

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
    "mp3": ("a11y_export.audio.recording", "a11y_export.proof.mp3", "pyttsx3", "mutagen.id3", "lameenc", "miniaudio"),
}


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
    outcomes = run(jobs, options or Options(), workers, _unseen)
    write_index(output, jobs, outcomes)
    return outcomes


def _unseen(number: int, stage: str | guard.Outcome) -> None:
    """Take note of no progress."""


def plan(inputs: Sequence[Input], output: Path) -> list[Job]:
    """Give each input's job, with a folder name that is its own."""
    entries = sorted(output.iterdir()) if output.is_dir() else []
    owner = {path.name.lower(): "" for path in entries if folders.is_foreign(path)}
    owner |= {path.name: found["source"]["path"] for path, found in index.finished(output)}
    names = folders.names([i.location for i in inputs], owner)
    return [Job(i.path, i.location, output, name) for i, name in zip(inputs, names, strict=True)]


def run(
    jobs: Sequence[Job], options: Options, workers: int, progress: Progress, timeout: float = guard.TIMEOUT
) -> list[guard.Outcome]:
    """Convert every job, `workers` at a time, and give the outcomes in the jobs' order.

    Where there are fewer articles than workers, each may use several.
    """
    share = max(1, workers // max(1, len(jobs)))
    guard.warm([m for key in ("", *options.formats) for m in _STAGES.get(key, ())])

    stop = threading.Event()

    def one(number: int, job: Job) -> guard.Outcome:
        task = (replace(job, workers=share), options)
        outcome = guard.run(export, task, job.location, lambda stage: progress(number, stage), timeout, stop)
        if outcome.value is None:
            # What cannot be cleared away now (a file that is open, a folder without rights), the next run clears.
            with suppress(OSError):
                folders.repair(job.output, job.name)
        progress(number, outcome)
        return outcome

    return guard.side_by_side([partial(one, number, job) for number, job in enumerate(jobs)], workers, stop)


def write_index(output: Path, jobs: Sequence[Job], outcomes: Sequence[guard.Outcome]) -> None:
    """Write index.html, batch.json and batch.csv: every finished article in the folder, and what failed just now."""
    failed = [
        {"title": o.location, "folder": j.name, "error": o.message, "exit_code": int(o.code)}
        for j, o in zip(jobs, outcomes, strict=True)
        if o.value is None
    ]
    index.write(output, failed)
