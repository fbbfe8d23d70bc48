"""A crash, a hang or an error in one article costs that article alone."""

import os
import signal
import threading
import time

import pytest

from a11y_export import guard
from a11y_export.errors import ExitCode, NoArticle


def answers(value, progress):
    progress("reading")
    progress("handout")
    return {"value": value}


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
    outcome = run(task, timeout=1.0)  # both tasks sleep for an hour: a guard that waited would not come back
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
