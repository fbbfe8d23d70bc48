"""Where guarded works are run: one after another, side by side on this machine, or elsewhere.

An executor knows nothing of articles. It takes works lazily, one more as soon as one has ended, so that a hundred
thousand of them never wait in memory at once; and it gives each outcome as it comes, with the work's number.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from a11y_export import guard
from a11y_export.guard import Outcome, Work

if TYPE_CHECKING:
    from concurrent.futures import Future

# Called with a work's number and the stage it has come to; from any thread.
Progress = Callable[[int, str], None]
Ended = tuple[int, Outcome]

_LOOK = 0.2  # seconds between two looks at the keyboard: a lock alone cannot be interrupted everywhere
_MOST = 1000  # threads


class Executor(Protocol):
    """Something that runs guarded works."""

    def warm(self, modules: Sequence[str]) -> None:
        """Have `modules` loaded where works will be run; called before `run`."""
        ...

    def run(
        self, works: Iterable[tuple[int, Work]], progress: Progress, stop: threading.Event
    ) -> Iterator[Ended]:
        """Run every work by calling its `run` somewhere, and give the outcomes in the order in which they end.

        No more works are taken than can be begun. When `stop` is set, or the iterator is closed or interrupted, no
        more are begun, what is running is ended, and nothing goes on behind the caller's back.
        """
        ...


class Serial:
    """One work at a time, in the caller's own thread; each under its guard all the same."""

    def warm(self, modules: Sequence[str]) -> None:
        """Start the server of children on this machine."""
        guard.warm(modules)

    def run(
        self, works: Iterable[tuple[int, Work]], progress: Progress, stop: threading.Event
    ) -> Iterator[Ended]:
        """Run the works one after another."""
        for number, work in works:
            if stop.is_set():
                return
            yield number, work.run(partial(progress, number), stop)


class Local:
    """At most `workers` works at a time on this machine: a thread for each, which watches over a child process."""

    def __init__(self, workers: int) -> None:
        self._workers = max(1, workers)

    def warm(self, modules: Sequence[str]) -> None:
        """Start the server of children on this machine."""
        guard.warm(modules)

    def run(
        self, works: Iterable[tuple[int, Work]], progress: Progress, stop: threading.Event
    ) -> Iterator[Ended]:
        """Run the works side by side."""

        def one(work: Work, told: Callable[[str], None]) -> Outcome:
            return work.run(told, stop)

        return in_threads(one, works, lambda: self._workers, progress, stop)


def in_threads(
    one: Callable[[Work, Callable[[str], None]], Outcome],
    works: Iterable[tuple[int, Work]],
    room: Callable[[], int],
    progress: Progress,
    stop: threading.Event,
) -> Iterator[Ended]:
    """Call `one(work, told)` in a thread for each work, at most `room()` at a time, and give the outcomes as they end.

    How much room there is may change, and is asked several times a second; `room` may raise, which ends the run. For
    `stop` and all else see `Executor.run`.
    """
    from concurrent.futures import ThreadPoolExecutor
    from queue import Empty, SimpleQueue

    waiting, left = iter(works), True
    ended: SimpleQueue[Future[Ended]] = SimpleQueue()
    running = 0

    def numbered(number: int, work: Work) -> Ended:
        return number, one(work, partial(progress, number))

    with ThreadPoolExecutor(_MOST, "guard") as pool:
        try:
            while running or (left and not stop.is_set()):
                free = min(room(), _MOST)
                while left and running < free and not stop.is_set():
                    if (more := next(waiting, None)) is None:
                        left = False
                        break
                    pool.submit(numbered, *more).add_done_callback(ended.put)
                    running += 1
                with suppress(Empty):
                    done = ended.get(timeout=_LOOK if running or left else 0)
                    running -= 1
                    yield done.result()
        except BaseException:
            stop.set()
            raise


def local(workers: int) -> Executor:
    """Give the executor for `workers` works at a time on this machine."""
    return Serial() if workers <= 1 else Local(workers)
