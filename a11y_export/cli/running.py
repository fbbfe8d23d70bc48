"""A run over many articles as people see it: each result, the count at the end, and where the time went."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from a11y_export import arrivals, batch, index, manifest, texts
from a11y_export import inputs as found_in
from a11y_export.cli.terminal import Progress, complain, tell, warn
from a11y_export.errors import ExitCode, UsageError
from a11y_export.executors import Executor
from a11y_export.guard import Outcome
from a11y_export.inputs import Input
from a11y_export.limits import Limits
from a11y_export.options import Options
from a11y_export.resume import CORRECTIONS


class Run:
    """Articles converted into one output folder, with all that is told of it. The folder is `batch.opened`."""

    def __init__(
        self, output: Path, options: Options, executor: Executor, workers: int, limits: Limits, *, force: bool,
        quiet: bool,
    ) -> None:
        """Convert with `workers` processes of `executor`; `quiet` tells errors only, `force` makes all anew."""
        self._output, self._options, self._executor = output, options, executor
        self._workers, self._limits, self._force, self._quiet = workers, limits, force, quiet
        self._planned: batch.Plan | None = None
        self._failed: dict[Path, dict[str, Any]] = {}
        self._gone: set[str] = set()

    def once(self, inputs: Sequence[Input], waiting: Collection[Path] = ()) -> ExitCode:
        """Convert what has to be made of `inputs`, and write the index whatever happens; give the exit code.

        Inputs at the paths `waiting` are left alone, and what is known to have failed of them stays told.
        """
        planned = self._planned = batch.plan(
            inputs, self._output, self._options, force=self._force, waiting=waiting
        )
        for name in sorted(set(planned.gone) - self._gone):
            warn(f"{planned.gone[name]}: is no longer there; what was made of it stays in {self._output / name}.")
        self._gone = set(planned.gone)
        for number in sorted(planned.unchanged) if not self._quiet else ():  # what is made anew says so itself
            job = planned.jobs[number]
            if not os.path.lexists(f"{job.path}{CORRECTIONS}") and (told := texts.misnamed(job.path, CORRECTIONS)):
                warn(f"{job.location}: Corrections: {told}")
        self._failed = {path: row for path, row in self._failed.items() if path in waiting}
        codes: Counter[ExitCode] = Counter()
        spent: Counter[str] = Counter()
        began = time.monotonic()
        try:
            for number, outcome in self._outcomes(planned):
                codes[outcome.code] += 1
                spent.update(dict(outcome.stages))
                if outcome.value is None:
                    job = planned.jobs[number]
                    self._failed[job.path] = batch.failure(job, outcome)
        finally:
            written = self._write_index(planned)
        self._tell_counts(planned, codes, spent, time.monotonic() - began)
        codes[ExitCode.OK] += len(planned.unchanged)
        return exit_code(list(codes.elements())) if written else ExitCode.INTERNAL

    def watch(self, folders: Sequence[Path]) -> None:
        """Convert what arrives in the folders, each file once it is still; ends by Ctrl-C only."""
        seen = arrivals.Arrivals()
        tell(f"watching {', '.join(str(f) for f in folders)}; Ctrl-C ends it")
        while True:
            inputs = found_in.find(folders)
            if seen.look(inputs):
                self.once(inputs, seen.waiting)
                self._force = False  # what was made again once is made again when it changes
                seen.done(inputs)
            time.sleep(seen.pause)

    def manifests(self) -> Iterator[dict[str, Any]]:
        """Give the manifest of every article that stands finished after `once`, in the inputs' order."""
        assert self._planned is not None
        for job in self._planned.jobs:
            if job.path not in self._failed and (found := manifest.read(self._output / job.name)) is not None:
                yield found

    def _outcomes(self, planned: batch.Plan) -> Iterator[tuple[int, Outcome]]:
        """Give each outcome as it comes, told and shown."""

        def done(number: int, outcome: Outcome) -> None:
            if outcome.value is None:
                complain(outcome.message)
            elif not self._quiet:
                tell(line(self._output / planned.jobs[number].name, outcome.value, outcome.seconds))
                for warning in outcome.value["warnings"]:
                    warn(f"{outcome.location}: {warning}")

        locations = [job.location for job in planned.jobs]
        progress = Progress(locations, done, quiet=self._quiet, total=len(planned.todo))
        outcomes = batch.run(planned, self._options, self._executor, self._workers, self._limits, progress)
        from a11y_export.pipeline import STAGES  # while the server of children loads the same, and more

        with progress.shown(len(STAGES)):
            for number, outcome in outcomes:
                progress(number, outcome)
                yield number, outcome

    def _write_index(self, planned: batch.Plan) -> bool:
        try:
            index.write(self._output, list(self._failed.values()), planned.gone)
        except OSError as error:
            remedy = "Close it in other programs" if isinstance(error, PermissionError) else "Make room"
            complain(f"{self._output}: the index cannot be written ({error.strerror}). {remedy}, and run again.")
            return False
        return True

    def _tell_counts(
        self, planned: batch.Plan, codes: Counter[ExitCode], spent: Counter[str], seconds: float
    ) -> None:
        """Say what became of all the articles, and where the time went."""
        if self._quiet:
            return
        made, unchanged = codes[ExitCode.OK], len(planned.unchanged)
        if len(planned.jobs) == 1:
            if unchanged:
                tell(f"{self._output / planned.jobs[0].name}: unchanged, not made again; --force makes it anew")
            return
        tell(f"{unchanged} unchanged, {made} made, {codes.total() - made} failed; {seconds:.1f} s")
        whole = sum(spent.values())
        if made > 1 and whole:
            shares = [f"{stage} {took:.1f} s ({took / whole:.0%})" for stage, took in spent.most_common()]
            tell(f"time by stage, all articles: {', '.join(shares)}")


def exit_code(codes: Sequence[ExitCode]) -> ExitCode:
    """Give the exit code of a run: a single article's own, 9 when some of several failed."""
    failed = [c for c in codes if c is not ExitCode.OK]
    if not failed:
        return ExitCode.OK
    return failed[0] if len(codes) == 1 else ExitCode.SOME_FAILED


def check_watched(paths: Sequence[Path]) -> None:
    """Refuse to watch what is no folder."""
    for path in paths:
        if not found_in.is_folder(path):
            raise UsageError(str(path), "is not a folder, and only folders can be watched.", "Leave out --watch.")


@contextmanager
def interruptible() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) do what Ctrl-C does, so that the index is written and nothing is left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        with suppress(TypeError):  # set by something that is not Python
            signal.signal(signal.SIGTERM, before)


def line(folder: Path, manifest: dict[str, Any], seconds: float) -> str:
    """Say what was made of one article."""
    artifacts, counts, verdict = manifest["artifacts"], manifest["words"], manifest["readability"]
    printed = [a for a in artifacts if a["kind"] == "pdf"]
    whole, parts = [a for a in printed if not a["section"]], [a for a in printed if a["section"]]
    minutes = sum(a.get("seconds", 0.0) for a in artifacts if a["kind"] == "mp3") / 60
    tracks = sum(1 for a in artifacts if a["kind"] == "mp3")
    made = [paper(a["pages"]) for a in whole]
    made += [f"{len(parts)} files by section, {sum(a['pages'] for a in parts)} pages"] * bool(parts)
    made += [f"{tracks} audio files, {minutes:.1f} minutes"] * bool(tracks)
    grade = "no score" if verdict["score"] is None else f"{verdict['formula']} {verdict['score']}"
    return (
        f"{folder}: {', '.join(made)}; {counts['kept']} words kept, {counts['removed']} cut with reason; "
        f"{verdict['verdict']} ({grade}, target {verdict['target']}); {len(manifest['checks'])} checks passed; "
        f"{seconds:.1f} s"
    )


def paper(pages: int) -> str:
    """Say how many pages and sheets."""
    both = (pages + 1) // 2
    if pages == 1:
        return "1 page, 1 sheet"
    return f"{pages} pages, {pages} sheets or {both} printed on both sides"
