"""A crash, a hang or an error in one article costs that article alone."""

import errno
import gc
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from a11y_export import executors, guard
from a11y_export.errors import ExitCode, NoArticle
from a11y_export.limits import Limits
from tests.conftest import INPUT, ROOT


def answers(value, progress):
    progress("reading")
    progress("handout")
    return {"value": value}


def collects(progress):
    return gc.isenabled(), gc.get_freeze_count() > 1000


def raises(progress):
    raise NoArticle("page.html", "no article was found on this page.")


def breaks(progress):
    return {}["missing"]


def dies(progress):
    os.kill(os.getpid(), signal.SIGKILL)


def segfaults(progress):
    import ctypes
    import faulthandler

    faulthandler.disable()
    ctypes.string_at(0)


def exits(progress):
    os._exit(3)


def hangs(progress):
    time.sleep(3600)


def ignores(progress):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(3600)


def swallows(progress):
    held = []
    while True:
        held.append(bytearray(10_000_000))


def writes(path, progress):
    with path.open("wb") as file:
        for _ in range(100):
            file.write(bytes(1_000_000))
            file.flush()


def fills(progress):
    raise OSError(errno.ENOSPC, "No space left on device", "/home/somebody/secret")


def held_by_another(progress):
    raise PermissionError(errno.EACCES, "Permission denied", "/home/somebody/secret")


def leaves_a_child(path, way, progress):
    """Fork a copy that would go on for an hour, as the audio does, and then hang or die."""
    pid = os.fork()
    if not pid:
        time.sleep(3600)
        os._exit(0)
    path.write_text(f"{os.getpid()} {pid}")
    progress("forked")
    if way == "hang":
        time.sleep(3600)
    os.kill(os.getpid(), signal.SIGSEGV)


def goes_on(path, progress):
    path.write_text(str(os.getpid()))
    progress("reading")
    time.sleep(0.5)
    return "done"


def runs(pid):
    """Tell whether a process runs; one that has ended and waits for its parent does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def ends(pids):
    """Wait until none of the processes runs; the limit only says that the test has failed."""
    deadline = time.monotonic() + 30
    while any(runs(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not any(runs(pid) for pid in pids)


def run(task, *arguments, **more):
    return guard.run(task, arguments, "page.html", guard.unseen, **more)


def test_a_good_task_gives_its_value_and_its_stages():
    stages = []
    outcome = guard.run(answers, (7,), "page.html", stages.append)
    assert outcome.value == {"value": 7}
    assert outcome.code is ExitCode.OK
    assert stages == ["reading", "handout"]


def test_an_expected_error_keeps_its_code_and_words():
    outcome = run(raises)
    assert outcome.code is ExitCode.NO_ARTICLE
    assert str(outcome.error) == "page.html: no article was found on this page."
    assert isinstance(outcome.error, NoArticle)


def test_an_unforeseen_error_becomes_a_reason_without_a_traceback():
    outcome = run(breaks)
    assert outcome.code is ExitCode.INTERNAL
    assert "KeyError in breaks" in outcome.message
    assert "Traceback" not in outcome.message


@pytest.mark.parametrize(("task", "said"), [(dies, "signal 9"), (segfaults, "signal 11"), (exits, "exit code 3")])
def test_a_dead_child_is_an_outcome(task, said):
    outcome = run(task)
    assert outcome.code is ExitCode.INTERNAL
    assert said in outcome.message
    assert outcome.message.startswith("page.html: ")


@pytest.mark.parametrize("task", [hangs, ignores])
def test_a_hang_ends_with_its_time(task, monkeypatch):
    monkeypatch.setattr(guard, "_GRACE", 0.3)
    # Both tasks sleep for an hour: a guard that waited would not come back.
    outcome = run(task, limits=Limits(timeout=1.0))
    assert "took longer than 1 seconds" in outcome.message


def test_a_stop_ends_the_child():
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    outcome = run(hangs, stop=stop)
    assert outcome.code is ExitCode.INTERRUPTED


def test_spawned_children_work_as_well(monkeypatch):
    """Windows has no fork; there every child is spawned."""
    monkeypatch.setattr(guard, "start_method", lambda: "spawn")
    assert run(answers, 1).value == {"value": 1}
    assert run(raises).code is ExitCode.NO_ARTICLE


def test_neighbours_of_a_dying_child_live():
    results = {}

    def one(name, task, *arguments):
        results[name] = guard.run(task, arguments, name, guard.unseen)

    threads = [threading.Thread(target=one, args=a) for a in (("a", answers, 1), ("b", dies), ("c", answers, 2))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results["a"].value == {"value": 1}
    assert results["c"].value == {"value": 2}
    assert results["b"].code is ExitCode.INTERNAL


posix = pytest.mark.skipif(os.name == "nt", reason="limits, groups and signals of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system holds this limit on Linux only")


@linux
def test_memory_without_end_is_an_outcome_that_names_the_way_out():
    outcome = run(swallows, limits=Limits(memory=600 << 20))
    assert outcome.code is ExitCode.INTERNAL
    assert outcome.message == (
        "page.html: takes more than 600 MB of memory, and was given up. Give it more with --memory."
    )


@posix
def test_a_file_without_end_is_stopped_at_its_limit(tmp_path):
    outcome = run(writes, tmp_path / "endless", limits=Limits(file=5_000_000))
    assert outcome.code is ExitCode.INTERNAL
    assert "cannot be written" in outcome.message
    assert (tmp_path / "endless").stat().st_size <= 5_000_000


def test_a_check_that_finds_something_wrong_ends_the_child(monkeypatch):
    monkeypatch.setattr(guard, "_CHECK", 0.0)
    said = iter(["", "", "makes too much."])
    outcome = guard.run(hangs, (), "page.html", check=lambda: next(said))
    assert outcome.code is ExitCode.INTERNAL
    assert outcome.message == "page.html: makes too much."


@posix
def test_a_child_that_does_wrong_is_ended_before_it_is_waited_for(monkeypatch):
    """It was given five seconds to end by itself, in which a disk can be filled."""
    done, kill, join = [], os.killpg, BaseProcess.join
    monkeypatch.setattr(guard, "_CHECK", 0.0)
    monkeypatch.setattr(os, "killpg", lambda *given: done.append("kill") or kill(*given))
    monkeypatch.setattr(BaseProcess, "join", lambda *given: done.append("join") or join(*given))
    assert guard.run(hangs, (), "page.html", check=lambda: "makes too much.").value is None
    assert done == ["kill", "join"]


def test_a_full_disk_is_told_without_the_paths_of_the_machine():
    outcome = run(fills)
    assert outcome.message == (
        "page.html: the results cannot be written (No space left on device). Make room in the output folder, and run "
        "again."
    )


@pytest.mark.parametrize(("error", "why"), [
    (BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"), "Resource temporarily unavailable"),
    (EOFError(), "the server of processes ended"),
])
def test_an_article_for_which_no_process_can_be_started_costs_no_other(monkeypatch, error, why):
    """It ended the whole run: one moment without room for a process more, in a batch of thousands."""
    starts, real = [], BaseProcess.start

    def start(process):
        starts.append(process)
        if len(starts) <= guard._STARTS:
            raise error
        real(process)

    monkeypatch.setattr(BaseProcess, "start", start)
    monkeypatch.setattr(guard, "_PAUSE", 0.0)
    works = [(number, guard.Work(answers, (number,), f"{number}.html")) for number in range(2)]
    (_, first), (_, second) = executors.Serial().run(works, lambda *_: None, threading.Event())
    assert (first.code, first.message) == (
        ExitCode.INTERNAL, f"0.html: no process could be started ({why}). Run again."
    )
    assert second.value == {"value": 1}


def test_a_folder_that_another_program_holds_is_told_with_the_way_out():
    outcome = run(held_by_another)
    assert outcome.code is ExitCode.INTERNAL
    assert outcome.message == (
        "page.html: its folder cannot be written (Permission denied). Close its files in other programs, and run again."
    )


@posix
@pytest.mark.parametrize("way", ["hang", "die"])
def test_what_a_child_started_ends_with_it(tmp_path, way):
    outcome = run(leaves_a_child, tmp_path / "pids", way, limits=Limits(timeout=6.0))
    assert ("signal 11" if way == "die" else "took longer") in outcome.message
    assert ends([int(pid) for pid in (tmp_path / "pids").read_text().split()])


@posix
def test_a_stop_ends_what_a_child_started(tmp_path):
    stop = threading.Event()
    outcome = guard.run(
        leaves_a_child, (tmp_path / "pids", "hang"), "page.html", lambda _: stop.set(), stop=stop
    )
    assert outcome.code is ExitCode.INTERRUPTED
    assert ends([int(pid) for pid in (tmp_path / "pids").read_text().split()])


@posix
def test_when_the_parent_is_killed_everything_ends(tmp_path):
    code = (
        "from pathlib import Path; from a11y_export import guard; from tests.run import test_guard\n"
        f"guard.warm(()); guard.run(test_guard.leaves_a_child, (Path({str(tmp_path / 'pids')!r}), 'hang'), 'x')"
    )
    # A short path: processes talk by sockets in it, whose names the system wants short.
    temporary = Path(tempfile.mkdtemp(prefix="t-"))
    parent = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(temporary)})
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (
        (tmp_path / "pids").exists() and len((tmp_path / "pids").read_text().split()) == 2
    ):
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    assert ends([int(pid) for pid in (tmp_path / "pids").read_text().split()])
    # The server of the children clears up what the parent could not.
    while list(temporary.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert list(temporary.iterdir()) == []
    temporary.rmdir()


@posix
def test_a_folder_for_temporary_files_that_processes_cannot_talk_in_is_named(tmp_path):
    folder = tmp_path / ("x" * 110)
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "a11y_export", "check", INPUT / "kidney-stones.html"], capture_output=True, text=True,
        cwd=ROOT, env=os.environ | {"TMPDIR": str(folder)}, check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.endswith("cannot be used for temporary files (AF_UNIX path too long). Set TMPDIR to a folder "
                                "with a short path.\n")
    assert str(folder) in done.stderr


@posix
def test_a_server_that_is_killed_is_started_again():
    from multiprocessing import forkserver

    guard.warm(())
    for _ in range(3):
        os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)
        assert run(answers, 7).value == {"value": 7}


@posix
def test_a_server_that_is_killed_costs_no_article(tmp_path):
    """What runs goes on and answers; what would begin finds a new server."""
    from multiprocessing import forkserver

    guard.warm(())

    def kill(stage):
        os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)

    outcome = guard.run(goes_on, (tmp_path / "pid",), "page.html", kill)
    assert outcome.value == "done"
    assert ends([int((tmp_path / "pid").read_text())])
    assert run(answers, 7).value == {"value": 7}


@posix
def test_a_hang_ends_though_the_server_was_killed(tmp_path):
    from multiprocessing import forkserver

    guard.warm(())

    def kill(stage):
        os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)

    outcome = guard.run(
        leaves_a_child, (tmp_path / "pids", "hang"), "page.html", kill, limits=Limits(timeout=6.0)
    )
    assert "took longer than 6 seconds" in outcome.message
    assert ends([int(pid) for pid in (tmp_path / "pids").read_text().split()])


@pytest.mark.skipif(guard.start_method() != "forkserver", reason="other children load everything themselves")
def test_a_child_looks_for_garbage_but_not_among_what_the_server_loaded():
    code = (
        "from a11y_export import guard\nfrom tests.run import test_guard\n"
        "guard.warm(()); print(guard.run(test_guard.collects, (), 'page.html').value)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "(True, True)"


def test_the_time_of_each_stage_is_kept_in_order():
    outcome = run(answers, 7)
    assert [stage for stage, _ in outcome.stages] == ["start", "reading", "handout"]
    assert all(seconds >= 0 for _, seconds in outcome.stages)
    assert sum(seconds for _, seconds in outcome.stages) <= outcome.seconds
