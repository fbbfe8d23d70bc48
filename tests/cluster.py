"""A real Dask scheduler and its workers on this machine, for the tests of what is made elsewhere."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from pytest_socket import enable_socket

from tests.conftest import ROOT

PAGE = (
    "<html lang=en><head><title>Small</title></head><body><main><h1>Small article {n}</h1><p>Take 2.5 mg once a day "
    "with a full glass of water, and do not take a second dose on the same day, even if you feel unwell.</p>{more}"
    "<p>Call your doctor when the pain does not go away, or when you feel dizzy after you stand up in the morning.</p>"
    "<p>Disclaimer: This page does not replace the advice of your doctor.</p></main></body></html>"
)


def python(*arguments, **environment):
    """Begin a process of the program or of Dask, with its own folder for temporary files."""
    given = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)], env=given, cwd=ROOT, text=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if arguments[0] == "a11y_export" else subprocess.DEVNULL,
        # A shell's background job ignores Ctrl-C, and so would all that it starts.
        preexec_fn=None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def converted(source, output, address, *more, **environment):
    """Begin to convert on the workers of the scheduler at `address`."""
    given = ("convert", source, "-o", output, "--formats", "pdf", "--scheduler", address, *more)
    return python("a11y_export", *given, **environment)


def until(true):
    """Wait for something; the limit only says that the test has failed."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came to be")


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@contextmanager
def running_scheduler(*more, protocol="tcp"):
    """Give the address of a scheduler, and its process."""
    enable_socket()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = python(
        "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--protocol", protocol, "--no-dashboard", *more
    )

    def answers():
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", port)) == 0

    try:
        until(answers)
        yield f"{protocol}://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait()


class Workers:
    """Workers of the scheduler, each with a folder for temporary files that shows what it does."""

    def __init__(self, scheduler):
        # A short path: processes on one machine talk by sockets in it, whose names the system wants short.
        self.folder = Path(tempfile.mkdtemp(prefix="w-"))
        self.scheduler, self.processes = scheduler, []

    def start(self, *more, nanny=False, **environment):
        temporary = self.folder / f"worker-{len(self.processes)}"
        temporary.mkdir()
        self.processes.append(python(
            "dask", "worker", self.scheduler, "--nthreads", 1, "--no-dashboard", *([] if nanny else ["--no-nanny"]),
            "--host", "127.0.0.1", *more, TMPDIR=str(temporary), **environment,
        ))
        return temporary

    def ready(self, **how):
        """Wait until the scheduler counts them all."""
        from distributed import Client

        enable_socket()
        with Client(self.scheduler, set_as_default=False, **how) as client:
            until(lambda: len(client.nthreads()) == len(self.processes))

    def end(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
