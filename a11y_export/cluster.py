"""The workers of a Dask scheduler as a place where articles are made: all that this program knows of Dask."""

import asyncio
from typing import Any

import dask
from distributed import Client, Security, batched, get_worker
from distributed.comm.core import connect

from a11y_export import __version__, elsewhere
from a11y_export.parcels import Made, Parcel

_CONNECT = 6.0  # seconds; for as long, a lost connection is tried again


class Workers:
    """A `post.Place`; what TLS needs comes from Dask's own settings."""

    def __init__(self, address: str) -> None:
        """Reach a scheduler; OSError, ValueError, TypeError or RuntimeError when that cannot be."""
        asyncio.run(_try(address))  # a client that cannot begin is seen off with a traceback, after twelve seconds
        batched.logger.setLevel("CRITICAL")  # it shows a traceback where a scheduler ends: `hands` tells of that
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
        self._client: Any = Client(address, timeout=_CONNECT, set_as_default=False)
        self.close = self._client.close

    def ask(self, terms: elsewhere.Terms) -> dict[str, Any]:
        """Ask in threads: a worker goes on answering while its children's modules are loaded."""
        self._client.run_on_scheduler(elsewhere.match, __version__)
        return dict(self._client.run(asyncio.to_thread, elsewhere.identity, *terms[:2], on_error="return"))

    def hands(self) -> int:
        """Count the workers' threads."""
        if self._client.status != "running":
            raise ConnectionError("the client looks for the scheduler")
        return sum(self._client.nthreads().values())

    def send(self, parcel: Parcel, terms: elsewhere.Terms) -> Any:
        """Leave it to the scheduler which worker makes it, and how often when workers die."""
        return self._client.submit(_made, parcel, terms, pure=False)

    def fetch(self, future: Any) -> Made | str:
        """Fetch it by way of the scheduler: workers need not be reached from here."""
        if future.status == "error":
            return f"{type(future.exception()).__name__}: {future.exception()}"
        return next(iter(self._client.gather([future], errors="skip")), "it was given up")

    def take_back(self, future: Any) -> None:
        """Cancel it, also when it has begun: `_made` sees that."""
        self._client.cancel([future], force=True)


async def _try(address: str) -> None:
    await (await connect(address, _CONNECT, **Security().get_connection_args("client"))).close()


def _made(parcel: Parcel, terms: elsewhere.Terms) -> Made:
    task = get_worker().state.tasks[get_worker().get_current_task()]
    return elsewhere.make(parcel, terms, get_worker().address, lambda: task.state == "executing")
