"""One article in a child process of its own: a crash, a hang or an error there costs that article alone.

The child is started afresh for each article (by a server that has the stages loaded, where the system can fork; by
spawning elsewhere) and killed past its time. This is the only place with a broad except: whatever the stages did not
foresee becomes an outcome with its reason.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Any

from a11y_export.errors import BY_CODE, ExitCode, ExportError

TIMEOUT = 600.0
_GRACE = 5.0
_LOOK = 0.2

Progress = Callable[[str], None]
Task = Callable[..., Any]


def unseen(stage: str) -> None:
    """Take note of no progress."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the task's value, or the error's exit code and message; wall-clock seconds."""

    location: str
    value: Any = None
    code: ExitCode = ExitCode.OK
    message: str = ""
    seconds: float = 0.0

    @property
    def error(self) -> ExportError:
        """The failure as an error of its kind."""
        return BY_CODE.get(self.code, ExportError)("", self.message)


def start_method() -> str:
    """Give how children are started here: "forkserver" where there is one, else "spawn"."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def _context() -> ForkServerContext | SpawnContext:
    if start_method() == "forkserver":
        return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


def warm(modules: Sequence[str]) -> None:
    """Start the server that children are forked from, with `modules` loaded; does nothing where there is none.

    It is started with Ctrl-C ignored, and its children inherit that: the key reaches every process of the terminal,
    and a child that it met before its first line would end with a traceback.
    """
    if start_method() != "forkserver":
        return
    from multiprocessing import forkserver

    multiprocessing.get_context("forkserver").set_forkserver_preload(list(modules))
    if threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            forkserver.ensure_running()
        finally:
            signal.signal(signal.SIGINT, before)


def side_by_side(works: Sequence[Callable[[], Outcome]], workers: int, stop: threading.Event) -> list[Outcome]:
    """Do the works, `workers` at a time, and give their outcomes in order; on an interruption, set `stop` for all."""
    with ThreadPoolExecutor(max(1, workers)) as pool:
        futures = [pool.submit(work) for work in works]
        try:
            return [future.result() for future in futures]
        except BaseException:
            stop.set()
            for future in futures:
                future.cancel()
            raise


def run(
    task: Task,
    arguments: tuple[Any, ...],
    location: str,
    progress: Progress,
    timeout: float = TIMEOUT,
    stop: threading.Event | None = None,
) -> Outcome:
    """Run `task(*arguments, progress)` for the article at `location` in a child process; never raises for what it did.

    The task must be importable, its arguments and value picklable. When `stop` is set, the child is ended.
    """
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, task, arguments, location))
    began = time.monotonic()
    child.start()
    sender.close()
    try:
        answer = _listen(receiver, progress, began + timeout, stop)
    except BaseException:
        _end(child)
        raise
    finally:
        receiver.close()
    seconds = time.monotonic() - began
    _end(child, patience=_GRACE if answer is not None else 0.0)
    if answer is None and stop and stop.is_set():
        return Outcome(
            location, None, ExitCode.INTERRUPTED, f"{location}: stopped; nothing of it was published.", seconds
        )
    if answer is None:
        late = seconds >= timeout
        why = f"took longer than {timeout:.0f} seconds and was stopped" if late else _death(child.exitcode)
        return Outcome(location, None, ExitCode.INTERNAL, f"{location}: the conversion {why}.", seconds)
    kind, content = answer
    if kind == "done":
        return Outcome(location, content, seconds=seconds)
    return Outcome(location, None, ExitCode(content[0]), content[1], seconds)


def _listen(
    receiver: Connection,
    progress: Progress,
    deadline: float,
    stop: threading.Event | None,
) -> tuple[str, Any] | None:
    """Pass on the child's progress until it answers; None when it dies, is late or has to stop."""
    while (left := deadline - time.monotonic()) > 0 and not (stop and stop.is_set()):
        if not receiver.poll(min(left, _LOOK)):
            continue
        try:
            kind, content = receiver.recv()
        except (EOFError, OSError):
            return None
        if kind != "stage":
            return kind, content
        progress(content)
    return None


def _end(child: BaseProcess, patience: float = 0.0) -> None:
    """See the child off: wait, then ask it to go, then kill it."""
    child.join(patience)
    if child.is_alive():
        child.terminate()
        child.join(_GRACE)
    if child.is_alive():
        child.kill()
        child.join()


def _death(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was ended by signal {-code}"
    return f"ended without an answer (exit code {code})"


def _child(sender: Connection, task: Task, arguments: tuple[Any, ...], location: str) -> None:
    """Run the task and answer; the one broad except of the program."""
    # Ctrl-C reaches every process of the terminal; the parent decides. Told to end, this one ends at once, wherever it
    # is (an exception would be lost in the speech engine's callbacks), and the parent clears up after it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        try:
            answer: tuple[str, Any] = ("done", task(*arguments, lambda stage: sender.send(("stage", stage))))
        except ExportError as error:
            answer = ("failed", (int(error.exit_code), str(error)))
        sender.send(answer)
    except BrokenPipeError:
        return  # nobody is listening any more: the parent has ended
    except Exception as error:  # noqa: BLE001  # the guard: see the module's docstring
        where = traceback.extract_tb(error.__traceback__)[-1]
        # An operating system's error names paths of this machine, which have no place in a batch's record.
        said = (error.strerror or "") if isinstance(error, OSError) else str(error)
        reason = f"{type(error).__name__} in {where.name}: {said[:200]}"
        message = f"{location}: internal error ({reason}). Please report it with the article's address."
        with suppress(OSError):
            sender.send(("failed", (int(ExitCode.INTERNAL), message)))
