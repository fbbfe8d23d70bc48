"""Every executor runs the same works to the same outcomes, never more at a time than it was given."""

import pickle
import threading
from functools import partial
from itertools import islice

import pytest

from a11y_export import executors
from a11y_export.errors import ExitCode, NoArticle
from a11y_export.guard import Outcome, Work
from a11y_export.limits import Limits


def doubles(number, progress):
    progress("reading")
    if number % 3 == 2:
        raise NoArticle(f"{number}.html", "no article was found on this page.")
    return 2 * number


def notes(path):
    path.write_text("cleared")


def cannot(path):
    raise PermissionError(path)


def works(count):
    return [(n, Work(doubles, (n,), f"{n}.html")) for n in range(count)]


def no_progress(number, stage):
    pass


EXECUTORS = [executors.local(1), executors.local(3)]


def test_one_worker_needs_no_thread():
    assert [type(e) for e in EXECUTORS] == [executors.Serial, executors.Local]


@pytest.mark.parametrize("executor", EXECUTORS, ids=["serial", "local"])
def test_every_work_has_its_outcome(executor):
    seen = []
    ended = dict(executor.run(works(7), lambda number, stage: seen.append((number, stage)), threading.Event()))
    assert {n: o.value for n, o in ended.items()} == {0: 0, 1: 2, 2: None, 3: 6, 4: 8, 5: None, 6: 12}
    assert [o.code for o in (ended[2], ended[5])] == [ExitCode.NO_ARTICLE] * 2
    assert sorted(seen) == [(n, "reading") for n in range(7)]


@pytest.mark.parametrize(("executor", "most"), [(EXECUTORS[0], 1), (EXECUTORS[1], 3)], ids=["serial", "local"])
def test_works_are_taken_one_by_one_and_their_outcomes_kept_by_nobody(executor, most):
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield number, Work(doubles, (number,), f"{number}.html")
            number += 1

    ended = executor.run(endless(), no_progress, threading.Event())
    first = list(islice(ended, 5))
    assert len(first) == 5
    assert len(taken) <= 5 + most
    ended.close()
    assert threading.active_count() == 1


@pytest.mark.parametrize("executor", EXECUTORS, ids=["serial", "local"])
def test_a_stop_begins_nothing_more(executor):
    stop = threading.Event()
    ended = []
    for number, _ in executor.run(works(20), no_progress, stop):
        ended.append(number)
        stop.set()
    assert len(ended) <= 3


@pytest.mark.parametrize("executor", EXECUTORS, ids=["serial", "local"])
def test_an_error_of_the_caller_ends_what_runs(executor):
    stop = threading.Event()

    def breaks(number, stage):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(executor.run(works(6), breaks, stop))
    assert threading.active_count() == 1


def test_room_that_is_lost_when_all_is_done_spoils_nothing():
    ended = []

    def room():
        if len(ended) == 3:
            raise OSError("there is nobody any more")
        return 4

    def one(work, told):
        return Outcome(work.location)

    for number, _ in executors.in_threads(one, works(3), room, no_progress, threading.Event()):
        ended.append(number)  # `room` looks at it
    assert sorted(ended) == [0, 1, 2]


def test_room_grows_and_shrinks_while_works_run():
    lock, now, most, allowed = threading.Lock(), [0], {1: 0, 2: 0}, [1]
    two = threading.Barrier(2)

    def one(work, told):
        with lock:
            now[0] += 1
            most[allowed[0]] = max(most[allowed[0]], now[0])
        if allowed[0] == 2:
            two.wait(20)  # the other one is at work, too
        with lock:
            now[0] -= 1
        return Outcome(work.location)

    for count, _ in enumerate(executors.in_threads(one, works(20), lambda: allowed[0], no_progress, threading.Event())):
        if count == 9:
            allowed[0] = 2
    assert most == {1: 1, 2: 2}


def test_a_work_can_be_sent_elsewhere(tmp_path):
    work = Work(doubles, (4,), "4.html", Limits(60.0), partial(notes, tmp_path / "after"))
    assert pickle.loads(pickle.dumps(work)).run().value == 8
    assert not (tmp_path / "after").exists()


def test_what_fails_is_cleared_up_after(tmp_path):
    assert Work(doubles, (2,), "2.html", after=partial(notes, tmp_path / "after")).run().value is None
    assert (tmp_path / "after").read_text() == "cleared"
    assert Work(doubles, (2,), "2.html", after=partial(cannot, tmp_path)).run().code is ExitCode.NO_ARTICLE
