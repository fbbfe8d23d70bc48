"""What people see: errors, warnings, and progress, all on stderr; data goes to stdout."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from a11y_export import words

if TYPE_CHECKING:
    from a11y_export.guard import Outcome


def complain(message: str) -> None:
    """Print an error for people."""
    tell(f"error: {message}")


def warn(message: str) -> None:
    """Print a warning for people."""
    tell(f"warning: {message}")


def tell(message: str) -> None:
    """Print a line for people; what a file's name or a title could do to a terminal is taken out."""
    print(words.fold(message), file=sys.stderr)


def data(value: Any) -> None:
    """Print a value as JSON on stdout."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def many(values: Iterable[Any]) -> None:
    """Print values as a JSON list on stdout, one after the other: there may be more than fit into memory."""
    print("[", end="")
    for number, value in enumerate(values):
        print(",\n" if number else "\n", json.dumps(value, ensure_ascii=False, indent=2), sep="", end="")
    print("\n]")


class Progress:
    """A bar for each running article and one for all on a terminal; a plain line per article when piped."""

    def __init__(self, locations: list[str], done: Callable[[int, Outcome], None], *, quiet: bool,
                 total: int | None = None) -> None:
        """Take note of how the articles at `locations` go on; `done` is told of each that is finished.

        `total` of them are to be done, all when not given.
        """
        self._locations, self._done, self._quiet = locations, done, quiet
        self._total, self._finished, self._began = len(locations) if total is None else total, 0, time.monotonic()
        self._lock = threading.Lock()
        self._stages = 0
        self._bars: Any = None
        self._tasks: dict[int, Any] = {}
        self._whole: Any = None

    @contextmanager
    def shown(self, stages: int) -> Iterator[None]:
        """Show, on a terminal, how the articles go through `stages` stages."""
        if self._quiet or not sys.stderr.isatty():
            yield
            return
        self._stages, self._bars = stages, _bars()
        with self._bars:
            self._whole = self._bars.add_task("articles", total=self._total, rate="")
            yield

    def __call__(self, number: int, stage: str | Outcome) -> None:
        """Take note that article `number` has come to `stage`, or how it ended. Articles' threads call this."""
        with self._lock:
            self._note(number, stage)

    def _note(self, number: int, stage: str | Outcome) -> None:
        if not isinstance(stage, str):
            if self._bars is not None:
                task = self._tasks.pop(number, None)
                if task is not None:
                    self._bars.remove_task(task)
                self._finished += 1
                rate = 60 * self._finished / max(time.monotonic() - self._began, 0.001)
                self._bars.update(self._whole, advance=1, rate=f"{rate:.1f} a minute")
            self._done(number, stage)
            return
        if self._bars is None:
            return
        name = words.fold(self._locations[number])[-40:]  # a file's name may hold what moves the cursor, or worse
        if number not in self._tasks:
            self._tasks[number] = self._bars.add_task(f"{name}: {stage}", total=self._stages, rate="")
        else:
            self._bars.update(self._tasks[number], description=f"{name}: {stage}", advance=1)


def _bars() -> Any:
    """Give rich's display: a bar for each task, with what is left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
    )
    # One article may take minutes: what is left is told from all that was done in the last hour.
    # Data that goes into a file must not be taken along to the terminal.
    return Bars(
        *columns, console=Console(stderr=True), transient=True, speed_estimate_period=3600,
        redirect_stdout=sys.stdout.isatty(),
    )
