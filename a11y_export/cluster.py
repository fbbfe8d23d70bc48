"""Articles on many machines: the same guarded works, sent to the workers of a Dask scheduler."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from a11y_export import elsewhere, parcels
from a11y_export.errors import ExitCode, MissingDependency, UsageError
from a11y_export.executors import Ended, Progress
from a11y_export.guard import Outcome, Work

if TYPE_CHECKING:
    from distributed import Client, Future

_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:[0-9]{1,5}")
_CONNECT = 6.0  # seconds
_LOOK = 0.2
_COUNT = 5.0  # seconds between two looks at how many workers there are
_ALONE = 120.0  # seconds without any worker, after which nobody waits any more
_BYTES = 256 << 20  # bytes of parcels on their way
_TRIPS = 3  # of one article: pictures that only its reading names go along on the next


class Cluster:
    """Runs works on a scheduler's workers; at most `jobs` are on their way, or two for each of the workers' threads."""

    def __init__(self, client: Client, engine: str = "", jobs: int = 0) -> None:
        """`engine` is the speech engine that the works use, "" for none: its voices must be the same everywhere."""
        self._client, self._engine, self._jobs, self._modules = client, engine, jobs, tuple[str, ...]()
        self._here: elsewhere.Identity = ()

    def warm(self, modules: Sequence[str]) -> None:
        """Have the modules loaded where works are run; MissingDependency when a worker would make other bytes."""
        self._modules = tuple(modules)
        self._here = elsewhere.identity(self._engine)
        try:
            scheduler = self._client.run_on_scheduler(elsewhere.version)
        except ImportError as error:
            raise MissingDependency("--scheduler", f"it lacks the program ({error}).", elsewhere.REMEDY) from error
        if scheduler != elsewhere.version():
            said = f"it has {scheduler}, and here is {elsewhere.version()}."
            raise MissingDependency("--scheduler", said, elsewhere.REMEDY)
        told = self._client.run(_said, self._engine, self._modules, on_error="return")
        for worker, there in sorted(told.items()):
            wrong = str(there) if isinstance(there, BaseException) else elsewhere.differences(self._here, there)
            if wrong:
                raise MissingDependency(f"worker {worker}", f"is not the same: {wrong}.", elsewhere.REMEDY)

    def run(
        self, works: Iterable[tuple[int, Work]], progress: Progress, stop: threading.Event  # noqa: ARG002
    ) -> Iterator[Ended]:
        """Run the works on the workers; stages are not told while they run. See `executors.Executor`."""
        waiting, ended = iter(works), SimpleQueue[Any]()
        running: dict[Future[Any], tuple[int, parcels.Parcel, int]] = {}
        room = _Room(self._client, self._jobs)

        def send(number: int, parcel: parcels.Parcel, trip: int) -> None:
            future = self._client.submit(
                _there, parcel, self._here, self._engine, self._modules, pure=False, retries=0
            )
            running[future] = (number, parcel, trip)
            future.add_done_callback(ended.put)

        try:
            while True:
                while not stop.is_set() and room.for_more(p for _, p, _ in running.values()):
                    if (more := next(waiting, None)) is None:
                        break
                    number, work = more
                    if (parcel := parcels.pack(work)) is None:
                        yield number, work.run(stop=stop)
                    else:
                        send(number, parcel, 1)
                if stop.is_set():
                    self._client.cancel(list(running), force=True)
                if not running:
                    return
                with suppress(Empty):
                    future = ended.get(timeout=_LOOK)
                    number, parcel, trip = running.pop(future)
                    outcome, files = self._result(future, parcel, stopped=stop.is_set())
                    beside = outcome.value["source"]["beside"] if outcome.value else {}
                    wanted = parcels.missed(parcel, beside) if trip < _TRIPS else []
                    if wanted and (again := parcels.pack(parcel.work, [*parcel.files, *wanted])) is not None:
                        send(number, again, trip + 1)
                    else:
                        yield number, parcels.unpack(parcel.work, outcome, files)
        finally:
            self._client.cancel(list(running), force=True)

    def _result(
        self, future: Future[Any], parcel: parcels.Parcel, *, stopped: bool
    ) -> tuple[Outcome, dict[str, bytes]]:
        """Give what a worker gave, or how it was lost."""
        location = parcel.work.location
        with suppress(OSError):  # the scheduler has just been lost
            for found in self._client.gather([future], errors="skip"):
                return found  # type: ignore[no-any-return]
        if stopped:
            said = f"{location}: stopped; nothing of it was published."
            return Outcome(location, None, ExitCode.INTERRUPTED, said), {}
        error = future.exception() if future.status == "error" else None
        why = "the scheduler gave it up, or has ended"
        if error is not None:
            why = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        return Outcome(location, None, ExitCode.INTERNAL, f"{location}: lost on the cluster ({why}). Run again."), {}


class _Room:
    """How much may be on its way; it is asked over and over, and looks at the cluster now and then."""

    def __init__(self, client: Client, jobs: int) -> None:
        self._client, self._jobs = client, jobs
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()

    def for_more(self, running: Iterable[parcels.Parcel]) -> bool:
        now = time.monotonic()
        if self._client.status not in ("running", "connecting"):
            raise MissingDependency("--scheduler", "it has ended.", "Start it, and run again: what is made stays.")
        if now - self._looked > _COUNT and self._client.status == "running":
            with suppress(OSError):
                self._threads, self._looked = sum(self._client.nthreads().values()), now
            self._seen = now if self._threads else self._seen
        if now - self._seen > _ALONE:
            raise MissingDependency("--scheduler", "it has no workers any more.", "Start some, and run again.")
        sizes = [parcel.size for parcel in running]
        return len(sizes) < (self._jobs or 2 * self._threads) and sum(sizes) < _BYTES


@contextmanager
def connected(address: str, engine: str = "", jobs: int = 0) -> Iterator[Cluster]:
    """Give the cluster of the scheduler at `address`; the certificates for tls:// come from Dask's own settings.

    UsageError when none answers or it has no workers, MissingDependency without the extra.
    """
    try:
        import dask
        from distributed import Client, Security
    except ImportError as error:
        remedy = 'Install it: pip install "a11y-export[cluster]".'
        raise MissingDependency("--scheduler", f"{error.name or 'distributed'} is not installed.", remedy) from error
    try:
        # Before there is a client: one that could not begin is seen off with a traceback, after twelve seconds.
        if not _ADDRESS.fullmatch(address):
            raise ValueError("it is not of the form tls://host:8786 or tcp://host:8786")
        if address.startswith("tls") and not Security().get_connection_args("client").get("ssl_context"):
            raise ValueError("Dask's settings name no certificates")
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        said = " ".join(str(error).split())[:200]
        remedy = "Give the address that `dask scheduler` prints; tls:// needs the certificates in Dask's settings."
        raise UsageError("--scheduler", f"no scheduler can be used at {address} ({said}).", remedy) from error
    try:
        if not client.nthreads():
            raise UsageError("--scheduler", f"{address} has no workers.", f"Start some: dask worker {address}.")
        yield Cluster(client, engine, jobs)
    finally:
        client.close(timeout=_CONNECT)


async def _said(engine: str, modules: Sequence[str]) -> elsewhere.Identity:
    """Ask the worker what it is, in a thread: it goes on answering while its children's modules are loaded."""
    return await asyncio.to_thread(elsewhere.identity, engine, modules)


def _there(
    parcel: parcels.Parcel, here: elsewhere.Identity, engine: str, modules: Sequence[str]
) -> tuple[Outcome, dict[str, Any]]:
    """Run on the worker; the child is ended when nobody wants its article any more."""
    from distributed import get_worker
    from distributed.worker import thread_state  # type: ignore[attr-defined]

    worker, key = get_worker(), thread_state.key

    def unwanted() -> str:
        task = worker.state.tasks.get(key)
        return "" if task is not None and task.state == "executing" else "stopped; nothing of it was published."

    return elsewhere.make(parcel, here, engine, modules, worker.address, unwanted)
