"""Articles made at another place: sent there as parcels, compared, and published here; whoever carries them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from a11y_export import elsewhere, executors, parcels
from a11y_export.errors import ExitCode, MissingDependency, UsageError
from a11y_export.guard import Outcome, Progress, Work
from a11y_export.parcels import Made, Parcel

_LOOK = 0.2  # seconds between two looks at whether to stop
_COUNT = 3.0  # seconds between two looks at how many there are to make articles
_PATIENCE = 120.0  # seconds without anybody, after which nobody waits any more
_SILENCE = 10.0  # seconds out of reach, after which the place is given up
_UNIT, _WAY = 64 << 10, 4096  # bytes; so many of them, 256 MB, are on their way
_AWAY = (OSError, RuntimeError)
_ENDED = ("it has ended.", "Start it, and run again: what is made stays.")
_LOST = "the connection to the scheduler was lost"
_ADDRESS = "Give the address that `dask scheduler` prints{}."
_TLS = ", and certificates that go with its own in " + ", ".join(
    f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
)
_TRIPS = 3  # of one article: pictures that only its reading names go along on the next

# An article that is being made, in the place's own words; it has `add_done_callback` and `cancelled`.
Future = Any


class Place(Protocol):
    """Where articles are made; an OSError or RuntimeError when it is out of reach. Any thread may call this."""

    def ask(self, terms: elsewhere.Terms) -> Mapping[str, elsewhere.Identity | BaseException]:
        """Ask everybody there what they are, or what keeps them from saying so, by name."""
        ...

    def hands(self) -> int:
        """Count the articles that can be made at once."""
        ...

    def send(self, parcel: Parcel, terms: elsewhere.Terms) -> Future:
        """Have an article made; fetched by nobody yet."""
        ...

    def fetch(self, future: Future) -> Made | str:
        """Give what was made, or why nothing was."""
        ...

    def take_back(self, future: Future) -> None:
        """See to it that an article is not made, or no further."""
        ...

    def close(self) -> object:
        """Leave the place."""
        ...


class Post:
    """An executor: at most `jobs` articles are on their way to a place and back, or two for each hand there."""

    def __init__(self, place: Place, engine: str = "", jobs: int = 0) -> None:
        """`engine` is the speech engine that the works use, "" for none: its voices must be the same there."""
        self._place, self._jobs, self._terms = place, jobs, elsewhere.Terms(engine)
        self._packing, self._opening = threading.Lock(), threading.Lock()
        self._units = threading.Semaphore(_WAY)

    def warm(self, modules: Sequence[str]) -> None:
        """Have the modules loaded there; MissingDependency when somebody would make other bytes."""
        here = elsewhere.identity(self._terms.engine)
        self._terms = elsewhere.Terms(self._terms.engine, tuple(modules), here)
        try:
            told = self._place.ask(self._terms)
        except ImportError as error:
            raise MissingDependency("--scheduler", f"it lacks the program ({error}).", elsewhere.REMEDY) from error
        except _AWAY as error:
            raise MissingDependency("--scheduler", *_ENDED) from error
        elsewhere.compare(here, told)

    def run(
        self, works: Iterable[tuple[int, Work]], progress: executors.Progress, stop: threading.Event
    ) -> Iterator[executors.Ended]:
        """Run the works there; stages are not told while they run. See `executors.Executor`."""

        def one(work: Work, told: Progress) -> Outcome:
            return self._made(work, told, stop)

        return executors.in_threads(one, works, _Room(self._place, self._jobs), progress, stop)

    def _made(self, work: Work, told: Progress, stop: threading.Event) -> Outcome:
        """Have a work done there and publish it here; what cannot be sent is done here, and fails."""
        wanted: list[str] = []
        for left in reversed(range(_TRIPS)):
            with self._on_the_way(work, wanted) as parcel:
                if parcel is None:
                    break
                future = self._carried(parcel, stop)
            with self._opening:  # one finished folder in memory at a time
                try:
                    made = self._place.fetch(future) if not future.cancelled() else _LOST
                except _AWAY:
                    made = _LOST
                if isinstance(made, str):
                    return _lost(work.location, made, stopped=stop.is_set())
                outcome, files = made
                beside = outcome.value["source"]["beside"] if left and outcome.value else {}
                if not (more := parcels.missed(parcel, beside)):
                    return parcels.unpack(parcel.work, outcome, files)
            wanted = [*parcel.files, *more]
        return work.run(told, stop)

    @contextmanager
    def _on_the_way(self, work: Work, wanted: Sequence[str]) -> Iterator[Parcel | None]:
        """Pack a work, and wait until so many bytes may be on their way; others wait to be packed meanwhile."""
        with self._packing:
            parcel = parcels.pack(work, wanted)
            units = min(parcel.size // _UNIT + 1, _WAY) if parcel is not None else 0
            for _ in range(units):
                self._units.acquire()
        try:
            yield parcel
        finally:
            for _ in range(units):
                self._units.release()

    def _carried(self, parcel: Parcel, stop: threading.Event) -> Future:
        """Wait until an article is made there, or `stop` is set."""
        future, ended = self._place.send(parcel, self._terms), threading.Event()
        future.add_done_callback(lambda _: ended.set())
        while not ended.wait(_LOOK) and not stop.is_set():
            pass
        if future.cancelled():
            stop.wait(2 * _SILENCE)  # where the connection is lost for good, the whole run ends meanwhile
        elif stop.is_set():
            self._place.take_back(future)
        return future


class _Room:
    """How many articles may be on their way. It is asked over and over, and looks at the place now and then."""

    def __init__(self, place: Place, jobs: int) -> None:
        self._place, self._jobs, self._hands = place, jobs, 0
        self._looked, self._reached = float("-inf"), time.monotonic()
        self._manned = self._reached

    def __call__(self) -> int:
        """Give the number; MissingDependency when nobody is there any more to make them."""
        now = time.monotonic()
        if now - self._looked > _COUNT:
            try:
                self._hands, self._looked, self._reached = self._place.hands(), now, now
            except _AWAY:
                self._hands = 0
            self._manned = now if self._hands else self._manned
        if now - self._reached > _SILENCE:
            raise MissingDependency("--scheduler", *_ENDED)
        if now - self._manned > _PATIENCE:
            raise MissingDependency("--scheduler", "it has no workers any more.", "Start some, and run again.")
        return (self._jobs or 2 * self._hands) if self._hands else 0


@contextmanager
def connected(address: str, engine: str = "", jobs: int = 0) -> Iterator[Post]:
    """Give the executor that has works done by the workers of the Dask scheduler at `address`; see `Post`.

    UsageError when none can be used there, MissingDependency without the extra.
    """
    try:
        from a11y_export.cluster import Workers

        workers: Place = Workers(address)
    except ImportError as error:
        remedy = 'Install it: pip install "a11y-export[cluster]".'
        raise MissingDependency("--scheduler", f"{error.name or 'distributed'} is not installed.", remedy) from error
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        said = f"no scheduler can be used at {address} ({_why(address, error)})."
        remedy = _ADDRESS.format(_TLS if address.startswith("tls:") else "")
        raise UsageError("--scheduler", said, remedy) from error
    try:
        yield Post(workers, engine, jobs)
    finally:
        workers.close()


def _why(address: str, error: Exception) -> str:
    """Say in a line why a connection could not be made."""
    if isinstance(error, FileNotFoundError | PermissionError):  # which of them, the system's library does not say
        return f"a file of certificates cannot be read: {error.strerror}"
    causes = [error, *filter(None, [error.__cause__])]
    said = ": ".join(dict.fromkeys(" ".join(str(cause).split())[:300] for cause in causes))
    if said.startswith("in <"):  # how Dask names a connection that there was
        doubt = ", perhaps since it does not trust our certificate" if address.startswith("tls:") else ""
        return f"it hung up{doubt}: {said.split('>: ', 1)[-1]}"
    return said


def _lost(location: str, why: str, *, stopped: bool) -> Outcome:
    """Give the outcome of an article that did not come back."""
    if stopped:
        return Outcome(location, None, ExitCode.INTERRUPTED, f"{location}: stopped; nothing of it was published.")
    said = f"{location}: lost on the cluster ({' '.join(why.split())[:300]}). Run again."
    return Outcome(location, None, ExitCode.INTERNAL, said)
