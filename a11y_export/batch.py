"""Many articles: each under its guard, and the index of what stands in the output folder."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from a11y_export import __version__, folders, guard, manifest
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
    owner |= {path.name: found["source"]["path"] for path in _finished(output) if (found := manifest.read(path))}
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


def _finished(output: Path) -> list[Path]:
    if not output.is_dir():
        return []
    return [p for p in sorted(output.iterdir()) if p.is_dir() and "." not in p.name and (p / manifest.NAME).is_file()]


def write_index(output: Path, jobs: Sequence[Job], outcomes: Sequence[guard.Outcome]) -> None:
    """Write index.html, batch.json and batch.csv: every finished article in the folder, and what failed just now."""
    from a11y_export.pages import index_page

    rows = [row(path, found) for path in _finished(output) if (found := manifest.read(path))]
    failed = [
        {"title": o.location, "folder": j.name, "error": o.message, "exit_code": int(o.code)}
        for j, o in zip(jobs, outcomes, strict=True)
        if o.value is None
    ]
    totals = {
        "articles": len(rows) + len(failed),
        "done": len(rows),
        "failed": len(failed),
        "pages": sum(r["pages"] or 0 for r in rows),
        "minutes": round(sum(r["minutes"] or 0.0 for r in rows), 1),
        "words_cut": sum(r["words_cut"] for r in rows),
        "warnings": sum(len(r["warnings"]) for r in rows),
    }
    _write(output / "index.html", index_page([*rows, *failed], totals))
    told = {"schema": 1, "program": f"a11y-export {__version__}", "totals": totals, "articles": rows, "failed": failed}
    _write(output / "batch.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    _write(output / "batch.csv", _csv(rows, failed))


def row(folder: Path, found: dict[str, Any]) -> dict[str, Any]:
    """Give one article's row of the index."""
    whole = [a for a in found["artifacts"] if a["kind"] != "pdf" or not a["section"]]  # its parts say it twice
    pages = [a["pages"] for a in whole if "pages" in a]
    seconds = [a["seconds"] for a in found["artifacts"] if a["kind"] == "mp3"]
    links = [
        {"label": _LABELS[a["kind"]], "href": f"{folder.name}/{a['path']}"}
        for a in whole
        if a["kind"] in _LABELS
    ]
    links += [
        {"label": label, "href": f"{folder.name}/record/{name}"}
        for label, name in _RECORDS
        if (folder / "record" / name).is_file()
    ]
    return {
        "title": found["source"]["title"],
        "language": found["source"]["language"],
        "folder": folder.name,
        "verdict": found["readability"]["verdict"],
        "grade": found["readability"]["grade"],
        "pages": sum(pages) if pages else None,
        "minutes": round(sum(seconds) / 60, 1) if seconds else None,
        "words_cut": found["words"]["removed"],
        "disclaimer": found["disclaimer"]["origin"],
        "warnings": found["warnings"],
        "links": links,
    }


_LABELS = {"pdf": "Large-print PDF", "playlist": "Audio", "html": "Listening page"}
_RECORDS = (
    ("What was cut", "cuts.html"),
    ("Readability", "readability.html"),
    ("Numbers as spoken", "doses.html"),
    ("Spoken script", "script.txt"),
)
_COLUMNS = (
    "title",
    "folder",
    "language",
    "verdict",
    "grade",
    "pages",
    "minutes",
    "words_cut",
    "disclaimer",
    "warnings",
    "error",
)


def _csv(rows: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in (*rows, *failed):
        flat = entry | {"warnings": " | ".join(entry.get("warnings", ()))}
        writer.writerow([_safe(flat.get(column)) for column in _COLUMNS])
    return text.getvalue()


def _safe(value: Any) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
