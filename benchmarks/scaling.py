"""What a cluster costs, measured on this machine: a scheduler and two workers that stand beside the local run.

``python -m benchmarks.scaling [--tasks 10000] [--articles 20] [--formats pdf,mp3]`` prints the overhead of small tasks
and the memory of parent and scheduler, the cluster's time beside the local one on the same articles, the bytes of an
article both ways, how fast the parent publishes what comes back, and what the index costs by the number of its rows.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from a11y_export import batch, cluster, executors, index, parcels, post, resume
from a11y_export.guard import Outcome, Work
from a11y_export.inputs import find
from a11y_export.limits import Limits
from a11y_export.options import Options
from a11y_export.pipeline import Job
from benchmarks.whole import WORKERS, lay_out

ROOT = Path(__file__).parent.parent
_ROWS = (1_000, 4_000)


def back(parcel: parcels.Parcel, *_: Any) -> tuple[Outcome, dict[str, bytes]]:
    """Give an outcome at once, so that what is left is the scheduler's work and the way."""
    return Outcome(parcel.work.location, {"source": {"beside": {}}}), {}


@contextmanager
def dask(workers: int) -> Iterator[tuple[str, int]]:
    """Give the address of a scheduler with so many workers, and the scheduler's process number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, given = f"tcp://127.0.0.1:{port}", os.environ | {"PYTHONPATH": str(ROOT)}
    quiet: dict[str, Any] = {"env": given, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    base = [sys.executable, "-m", "dask"]
    started = [subprocess.Popen(
        [*base, "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"], **quiet
    )]
    started += [
        subprocess.Popen([*base, "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"], **quiet)
        for _ in range(workers)
    ]
    try:
        from distributed import Client

        with Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address, started[0].pid
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def memory(pid: int) -> float:
    """Give the MB that a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def small_tasks(address: str, scheduler: int, number: int) -> None:
    """Send so many parcels of 100 kB through the executor, and print what each costs and who holds how much."""
    from benchmarks import scaling

    page = {"page.html": os.urandom(100_000)}
    works = ((n, Work(scaling.back, (), "small")) for n in range(number))
    most, before = [0.0, 0.0], (memory(os.getpid()), memory(scheduler))
    with (
        patch.object(parcels, "pack", lambda work, _: parcels.Parcel(work, page)),
        patch.object(parcels, "missed", lambda *_: []),
        patch.object(parcels, "unpack", lambda _, outcome, __: outcome),
        patch.object(cluster, "_made", scaling.back),
        post.connected(address) as executor,
    ):
        began = time.perf_counter()
        for count, _ in enumerate(executor.run(works, lambda _, __: None, threading.Event())):
            if count % 200 == 0:
                most = [max(most[0], memory(os.getpid())), max(most[1], memory(scheduler))]
        took = time.perf_counter() - began
    print(f"{number} tasks of 100 kB: {1000 * took / number:.2f} ms a task, {number / took:.0f} a second")
    print(f"  parent {before[0]:.0f} MB before, {most[0]:.0f} at most; scheduler {before[1]:.0f} and {most[1]:.0f}")


def whole_articles(address: str, folder: Path, number: int, options: Options) -> Path:
    """Convert the same real pages here and on the cluster, as many at a time; print times and bytes of an article."""
    pages = lay_out(folder / "in", number)
    spoken = options.engine if "mp3" in options.formats else ""
    took: dict[str, float] = {}
    for name in ("local", "cluster", "cluster, warm"):
        output = folder / name
        began = time.perf_counter()
        with ExitStack() as held:
            executor: executors.Executor = executors.local(WORKERS)
            if name != "local":
                executor = held.enter_context(post.connected(address, spoken))
            held.enter_context(batch.opened(output))
            planned = batch.plan(find([folder / "in"]), output, options)
            workers = WORKERS if name == "local" else 1
            made = sum(o.value is not None for _, o in batch.run(planned, options, executor, workers, Limits()))
            index.write(output, [])
        took[name] = time.perf_counter() - began
        each = WORKERS * took[name] / number
        print(f"{name}: {made} of {number} articles in {took[name]:.1f} s, {each:.2f} s of a worker each")
    bytes_in = sum(page.stat().st_size for page in pages) / number / 1e6
    finished = [path for path in (folder / "cluster").glob("*/**/*") if path.is_file()]
    bytes_out = sum(path.stat().st_size for path in finished) / number / 1e6
    print(f"  an article: {bytes_in:.2f} MB in; {bytes_out:.2f} MB in {len(finished) / number:.0f} files out")
    return folder / "cluster"


def publishing(output: Path, folder: Path, number: int) -> None:
    """Print how fast the parent checks, writes and publishes what comes back."""
    finished = next(path for path in sorted(output.iterdir()) if path.is_dir())
    files = {p.relative_to(finished).as_posix(): p.read_bytes() for p in finished.rglob("*") if p.is_file()}
    folder.mkdir()
    began = time.perf_counter()
    for n in range(number):
        work = Work(back, (Job(folder, "a", folder, f"article-{n}"), None), "a")
        assert parcels.unpack(work, Outcome("a", {}), files).value is not None
    took = time.perf_counter() - began
    size = sum(map(len, files.values())) / 1e6
    print(f"publishing {size:.2f} MB: {1000 * took / number:.1f} ms an article, {number / took:.0f} a second")


def indexing(output: Path, folder: Path) -> None:
    """Print what the index and the look at what stands there cost, by the number of finished folders."""
    finished = next(path for path in sorted(output.iterdir()) if path.is_dir())
    for rows in _ROWS:
        target = folder / str(rows)
        target.mkdir(parents=True)
        for n in range(rows):
            (target / f"article-{n}").symlink_to(finished)
        began = time.perf_counter()
        resume.standing(target)
        looked = time.perf_counter() - began
        began = time.perf_counter()
        index.write(target, [])
        took, held = time.perf_counter() - began, memory(os.getpid())
        sizes = [(target / name).stat().st_size / rows for name in ("index.html", "batch.json", "batch.csv")]
        each = f"{1000 * took / rows:.2f} ms a row, look {1000 * looked / rows:.2f} ms"
        print(f"index of {rows}: {each}; parent {held:.0f} MB")
        print("  bytes a row: index.html {:.0f}, batch.json {:.0f}, batch.csv {:.0f}".format(*sizes))


def main() -> None:
    """Measure one after the other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scaling", description=__doc__)
    parser.add_argument("--tasks", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--formats", default="pdf,mp3")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as made, dask(WORKERS) as (address, scheduler):
        folder = Path(made)
        if chosen.tasks:
            small_tasks(address, scheduler, chosen.tasks)
        output = whole_articles(address, folder, chosen.articles, Options(formats=tuple(chosen.formats.split(","))))
        publishing(output, folder / "published", 200)
        indexing(output, folder / "index")


if __name__ == "__main__":
    main()
