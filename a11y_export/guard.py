"""One article in a child process of its own: a crash, a hang or an error there costs that article alone.

The child is started afresh for each article (by a server that has the stages loaded, where the system can fork; by
spawning elsewhere), leads a process group of its own, and is ended with its whole group past its limits, or when the
parent ends. This is the only place with a broad except: whatever the stages did not foresee becomes an outcome with
its reason.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from a11y_export import starting
from a11y_export.errors import BY_CODE, ExitCode, ExportError, UsageError
from a11y_export.limits import Limits

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext  # Windows has the second only

_GRACE = 5.0
_LOOK = 0.2
_CHECK = 1.0
_STARTS = 6
_PAUSE = 0.05
# What says that there is no room, or no right, to write.
ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC)})
# What says that somebody else holds a folder or a file: another program, or who has the right to it.
_HELD = frozenset({errno.EACCES, errno.EPERM, errno.EBUSY, errno.EEXIST, errno.ENOTEMPTY})

Progress = Callable[[str], None]
Task = Callable[..., Any]


def unseen(stage: str) -> None:
    """Take note of no progress."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the task's value, or the error's exit code and message.

    `seconds` is its time by the clock, `stages` how much of it went into which, in order.
    """

    location: str
    value: Any = None
    code: ExitCode = ExitCode.OK
    message: str = ""
    seconds: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()

    @property
    def error(self) -> ExportError:
        """The failure as an error of its kind."""
        return BY_CODE.get(self.code, ExportError)("", self.message)


@dataclass(frozen=True, slots=True)
class Work:
    """One guarded piece of work, which can be sent elsewhere: the task is importable, all of it is picklable.

    `after` is called where the guard stands when the task gave no value, to clear up what a killed child left; `check`
    while it runs: what it says, if anything, is why the child is ended.
    """

    task: Task
    arguments: tuple[Any, ...]
    location: str
    limits: Limits = field(default_factory=Limits)
    after: Callable[[], None] | None = None
    check: Callable[[], str] | None = None

    def run(self, progress: Progress = unseen, stop: threading.Event | None = None) -> Outcome:
        """Run the task under a guard here, and give its outcome."""
        outcome = run(self.task, self.arguments, self.location, progress, self.limits, stop, self.check)
        if outcome.value is None and self.after is not None:
            # What cannot be cleared away now (a file that is open, a folder without rights), the next run clears.
            with suppress(OSError):
                self.after()
        return outcome


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
    and a child that it met before its first line would end with a traceback. UsageError when it cannot be started.
    """
    if start_method() != "forkserver":
        return
    from multiprocessing import forkserver

    multiprocessing.get_context("forkserver").set_forkserver_preload(["a11y_export.nursery", *modules])
    if threading.current_thread() is threading.main_thread():
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            forkserver.ensure_running()
        except OSError as error:
            # A socket's path may have some hundred characters, on some systems less.
            said = f"cannot be used for temporary files ({error.strerror or error})."
            raise UsageError(tempfile.gettempdir(), said, "Set TMPDIR to a folder with a short path.") from error
        finally:
            signal.signal(signal.SIGINT, before)


class _Watch:
    """Passes a child's stages on, and keeps how long each took."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._stage, self._since = progress, "start", time.monotonic()
        self.stages: list[tuple[str, float]] = []

    def __call__(self, stage: str) -> None:
        now = time.monotonic()
        self.stages.append((self._stage, now - self._since))
        self._stage, self._since = stage, now
        if stage:
            self._progress(stage)


def run(
    task: Task,
    arguments: tuple[Any, ...],
    location: str,
    progress: Progress = unseen,
    limits: Limits | None = None,
    stop: threading.Event | None = None,
    check: Callable[[], str] | None = None,
) -> Outcome:
    """Run `task(*arguments, progress)` for the article at `location` in a child process; never raises for what it did.

    The task must be importable, its arguments and value picklable. When `stop` is set, or `check` (called about once a
    second) says what is wrong, the child is ended.
    """
    limits = limits or Limits()
    began = time.monotonic()
    watch = _Watch(progress)
    try:
        child, receiver = _start(task, arguments, location, limits)
    except (EOFError, OSError) as error:
        # The system has no room for one process more, or for its pipe: by the next article it may have.
        why = getattr(error, "strerror", None) or "the server of processes ended"
        said = f"{location}: no process could be started ({why}). Run again."
        return Outcome(location, None, ExitCode.INTERNAL, said)
    answer: tuple[str, Any] | None = None
    try:
        answer = _listen(child, receiver, watch, began + limits.timeout, stop, check)
    finally:
        receiver.close()
        late = time.monotonic() - began >= limits.timeout
        halted = answer is not None and answer[0] == "halted"
        ended = halted or late or (stop is not None and stop.is_set())
        _end(child, answered=answer is not None and not halted, died=not ended)
    watch("")
    seconds, stages = time.monotonic() - began, tuple(watch.stages)
    if answer is not None and answer[0] == "done":
        return Outcome(location, answer[1], seconds=seconds, stages=stages)
    if answer is not None and halted:
        code, message = ExitCode.INTERNAL, f"{location}: {answer[1]}"
    elif answer is not None:
        code, message = ExitCode(answer[1][0]), answer[1][1]
    elif late:
        code = ExitCode.INTERNAL
        message = f"{location}: the conversion took longer than {limits.timeout:.0f} seconds and was stopped."
    elif stop and stop.is_set():
        code, message = ExitCode.INTERRUPTED, f"{location}: stopped; nothing of it was published."
    else:
        code, message = ExitCode.INTERNAL, f"{location}: the conversion {_death(child.exitcode)}."
    return Outcome(location, None, code, message, seconds, stages)


def _start(
    task: Task, arguments: tuple[Any, ...], location: str, limits: Limits
) -> tuple[BaseProcess, Any]:
    """Start the child, and give it with the end of the pipe that it answers through (of a kind of its own on Windows).

    The library starts a server anew that has died; one that dies just now fails this start, and the next succeeds.
    """
    context = _context()
    for left in reversed(range(_STARTS)):
        receiver, sender = context.Pipe(duplex=False)
        child = context.Process(target=_child, args=(sender, task, arguments, location, limits))
        try:
            child.start()
        except (EOFError, OSError):
            receiver.close()
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return child, receiver
        finally:
            sender.close()
    raise AssertionError


def _listen(
    child: BaseProcess, receiver: Any, progress: Progress, deadline: float, stop: threading.Event | None,
    check: Callable[[], str] | None,
) -> tuple[str, Any] | None:
    """Pass on the child's progress until it answers; None when it dies, is late or has to stop.

    ("halted", why) when `check` finds something wrong.
    """
    watched, checked = [receiver, child.sentinel], time.monotonic()
    while (left := deadline - time.monotonic()) > 0 and not (stop and stop.is_set()):
        ready = wait(watched, min(left, _LOOK))
        if check is not None and time.monotonic() - checked > _CHECK:
            if wrong := check():
                return "halted", wrong
            checked = time.monotonic()
        if receiver in ready:
            try:
                kind, content = receiver.recv()
            except (EOFError, OSError):
                return None
            if kind != "stage":
                return kind, content
            progress(content)
        elif ready:
            if not _is_there(child):
                return None
            # It is the server that has died, and cannot tell any more how its children end.
            watched = [receiver]
    return None


def _is_there(child: BaseProcess) -> bool:
    """Whether the child's process exists, whatever is said of it."""
    if sys.platform == "win32" or child.pid is None:
        return False
    try:
        os.kill(child.pid, 0)
    except OSError:
        return False
    return True


def _end(child: BaseProcess, *, answered: bool, died: bool) -> None:
    """See the child off: let it end if it has `answered`, or say how it `died`; then kill all that is left of it."""
    if answered or died:
        child.join(_GRACE)
    if not answered or child.exitcode != 0:
        if sys.platform != "win32" and child.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        child.kill()
        child.join(_GRACE)


def _death(code: int | None) -> str:
    if sys.platform != "win32" and code == -signal.SIGKILL:
        return "was killed (signal 9), most likely by the system for want of memory"
    if code is not None and code < 0:
        return f"was ended by signal {-code}"
    return f"ended without an answer (exit code {code})"


def _child(sender: Connection, task: Task, arguments: tuple[Any, ...], location: str, limits: Limits) -> None:
    """Run the task and answer; the one broad except of the program."""
    # Ctrl-C reaches every process of the terminal; the parent decides. Told to end, this one ends at once, wherever it
    # is (an exception would be lost in the speech engine's callbacks), and the parent clears up after it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()
    starting.loaded()
    limits.hold()
    try:
        try:
            answer: tuple[str, Any] = ("done", task(*arguments, lambda stage: sender.send(("stage", stage))))
        except ExportError as error:
            # A voice or a logo may be wrong for one article of many: which, the message says.
            said = str(error) if str(error).startswith(location) else f"{location}: {error}"
            answer = ("failed", (int(error.exit_code), said))
        sender.send(answer)
    except BrokenPipeError:
        return  # nobody is listening any more: the parent has ended
    except Exception as error:  # noqa: BLE001  # the guard: see the module's docstring
        with suppress(OSError):
            sender.send(("failed", (int(ExitCode.INTERNAL), f"{location}: {_reason(error, limits)}")))


def _reason(error: Exception, limits: Limits) -> str:
    """Say what went wrong, in one line without a traceback."""
    if isinstance(error, MemoryError):
        return f"takes more than {limits.memory >> 20} MB of memory, and was given up. Give it more with --memory."
    # An operating system's error names paths of this machine, which have no place in a batch's record.
    said = (error.strerror or "") if isinstance(error, OSError) else str(error)
    if isinstance(error, OSError) and error.errno in ROOM:
        return f"the results cannot be written ({said}). Make room in the output folder, and run again."
    if isinstance(error, OSError) and error.errno in _HELD:
        return f"its folder cannot be written ({said}). Close its files in other programs, and run again."
    where = traceback.extract_tb(error.__traceback__)[-1]
    reason = f"{type(error).__name__} in {where.name}: {said[:200]}"
    return f"internal error ({reason}). Please report it with the article's address."


def _end_with_parent() -> None:
    """Lead a process group of one's own, and see to it that the group ends when the parent does, however it ends.

    The parent holds the other end of a pipe. On Linux the kernel itself kills the group when that end closes; no
    thread waits for it, as a process that has threads cannot fork those that speak. Elsewhere one does.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None
    if sys.platform != "win32":
        os.setsid()
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(parent.sentinel, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, fcntl.fcntl(parent.sentinel, fcntl.F_GETFL) | os.O_ASYNC)
        if wait([parent.sentinel], 0):  # it had ended before anybody watched
            os._exit(1)
    else:
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()


def _wait_and_end(parent: int) -> None:
    wait([parent])
    if sys.platform != "win32":
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
