"""What is made at another place, whoever carries it: what goes, what comes back, and what is said when nothing does."""

import hashlib
import json
import pickle
import threading
from concurrent.futures import Future

import pytest

from a11y_export import __version__, elsewhere, post
from a11y_export.errors import ExitCode, MissingDependency, UsageError
from a11y_export.guard import Outcome, Work
from a11y_export.options import Options
from a11y_export.pipeline import Job, export

OPTIONS = Options(formats=("pdf",))


def back(parcel, beside=None):
    """Give a finished folder as one would come back."""
    said = {"source": {"beside": beside or {}}}
    data = b"%PDF"
    told = said | {
        "artifacts": [{"path": "a.pdf", "sha256": hashlib.sha256(data).hexdigest()}], "record": [],
        "checks": [{"passed": True}],
    }
    return Outcome(parcel.work.location, told), {"a.pdf": data, "manifest.json": json.dumps(told).encode()}


class Place:
    """A place that makes an article at once, unless it is told otherwise."""

    def __init__(self, number=2, given=back):
        self.number, self.given, self.sent, self.taken = number, given, [], []

    def ask(self, terms):
        return {"one": elsewhere.identity(terms.engine)}

    def hands(self):
        if isinstance(self.number, Exception):
            raise self.number
        return self.number

    def send(self, parcel, terms):  # noqa: ARG002
        self.sent.append(parcel)
        future = Future()
        if self.given is None:
            future.cancel()
        elif self.given != "never":
            future.set_result(self.given(parcel))
        return future

    def fetch(self, future):
        if future.running() or not future.done():
            return "it was given up"
        return future.result()

    def take_back(self, future):
        self.taken.append(future)

    def close(self):
        pass


def works(folder, number, size=1000):
    folder.mkdir()
    output = folder.parent / "out"
    output.mkdir()
    for n in range(number):
        (folder / f"{n}.html").write_bytes(b"<p>" + b"x" * size)
        job = Job(folder / f"{n}.html", f"{n}.html", output, f"a-{n}")
        yield n, Work(export, (job, OPTIONS), f"{n}.html")


def run(place, given, stop=None, jobs=0):
    return dict(post.Post(place, "", jobs).run(given, lambda _, __: None, stop or threading.Event()))


def test_what_was_made_there_is_published_here(tmp_path):
    ended = run(Place(), works(tmp_path / "in", 5))
    assert sorted(ended) == [0, 1, 2, 3, 4]
    assert all((tmp_path / "out" / f"a-{n}" / "a.pdf").read_bytes() == b"%PDF" for n in range(5))


def test_a_picture_that_was_missed_goes_along_on_the_next_trip_and_no_more_than_three_are_made(tmp_path):
    given = list(works(tmp_path / "in", 1))
    (tmp_path / "in" / "p.png").write_bytes(b"\x89PNG")

    def wants(parcel):
        return back(parcel, {"p.png": "" if "p.png" not in parcel.files else "there"})

    place = Place(given=wants)
    assert run(place, given)[0].value is not None
    assert [sorted(parcel.files) for parcel in place.sent] == [["0.html"], ["0.html", "p.png"]]
    # One that wants something else each time it is asked does not go on for ever.
    for name in "abcdef":
        (tmp_path / "in" / name).write_bytes(b"\x89PNG")
    place = Place(given=lambda parcel: back(parcel, dict.fromkeys("abcdef"[: len(parcel.files)], "")))
    assert run(place, given)[0].value is not None
    assert len(place.sent) == 3


def test_what_cannot_be_sent_fails_here(tmp_path):
    given = list(works(tmp_path / "in", 1))
    (tmp_path / "in" / "0.html").unlink()
    place = Place()
    ended = run(place, given)
    assert ended[0].code is ExitCode.UNREADABLE
    assert place.sent == []


def test_no_more_bytes_are_on_their_way_than_memory_has_room_for(tmp_path, monkeypatch):
    """Of eight articles of a megabyte each, two are on their way where there is room for two and a half."""
    monkeypatch.setattr(post, "_WAY", 40)
    most, now, lock = [0], [0], threading.Lock()
    two = threading.Barrier(2)

    class Slow(Place):
        def send(self, parcel, terms):
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            two.wait(20)
            with lock:
                now[0] -= 1
            return super().send(parcel, terms)

    ended = run(Slow(number=8), works(tmp_path / "in", 8, size=1 << 20))
    assert len(ended) == 8
    assert most == [2]


def test_one_that_is_larger_than_the_way_is_wide_comes_through_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(post, "_WAY", 3)
    assert len(run(Place(number=4), works(tmp_path / "in", 4, size=1 << 20))) == 4


def test_a_place_out_of_reach_ends_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(post, "_SILENCE", 0.3)
    with pytest.raises(MissingDependency, match="it has ended"):
        run(Place(ConnectionError("gone")), works(tmp_path / "in", 2))
    assert not (tmp_path / "out").exists()  # nothing was even begun


def test_a_place_without_anybody_ends_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(post, "_PATIENCE", 0.3)
    with pytest.raises(MissingDependency, match="it has no workers any more"):
        run(Place(0), works(tmp_path / "in", 2))


def test_an_article_that_was_lost_says_so_and_the_rest_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(post, "_SILENCE", 0.1)
    monkeypatch.setattr(post, "_COUNT", 0)
    ended = run(Place(given=None), works(tmp_path / "in", 3))
    said = "0.html: lost on the cluster (the connection to the scheduler was lost). Run again."
    assert (ended[0].code, ended[0].message) == (ExitCode.INTERNAL, said)
    assert len(ended) == 3


def test_a_stop_takes_back_what_is_on_its_way(tmp_path):
    place, stop = Place(given="never"), threading.Event()
    threading.Timer(0.5, stop.set).start()
    ended = run(place, works(tmp_path / "in", 20), stop)
    assert len(place.taken) == len(ended) == 4
    assert {outcome.code for outcome in ended.values()} == {ExitCode.INTERRUPTED}


def test_jobs_bound_what_is_on_its_way(tmp_path):
    place, stop = Place(number=50, given="never"), threading.Event()
    threading.Timer(0.5, stop.set).start()
    run(place, works(tmp_path / "in", 20), stop, jobs=3)
    assert len(place.sent) == 3


def test_who_is_not_the_same_gets_nothing():
    here = (("lxml", "6.1"),)
    elsewhere.compare(here, {"one": here, "two": here})
    with pytest.raises(MissingDependency, match=r"worker two: is not the same: lxml 6.0 there, 6.1 here\. Install"):
        elsewhere.compare(here, {"one": here, "two": (("lxml", "6.0"),)})
    with pytest.raises(MissingDependency, match="worker two: is not the same: No module named 'a11y_export'"):
        elsewhere.compare(here, {"one": here, "two": ModuleNotFoundError("No module named 'a11y_export'")})
    with pytest.raises(UsageError, match="it has no workers"):
        elsewhere.compare(here, {})


def test_a_scheduler_of_another_version_is_refused_and_says_so_across_the_wire():
    elsewhere.match(__version__)
    with pytest.raises(MissingDependency) as found:
        elsewhere.match("0.0.1")
    there = pickle.loads(pickle.dumps(found.value))
    assert str(there).startswith(f"--scheduler: it has a11y-export {__version__}, and here is 0.0.1. Install the same")


def test_a_scheduler_without_the_program_is_refused(tmp_path):
    class Bare(Place):
        def ask(self, terms):  # noqa: ARG002
            raise ModuleNotFoundError("No module named 'a11y_export'")

    with pytest.raises(MissingDependency, match=r"it lacks the program \(No module named 'a11y_export'\)"):
        post.Post(Bare()).warm(())


def test_a_scheduler_that_ends_while_it_is_asked_says_so():
    class Gone(Place):
        def ask(self, terms):  # noqa: ARG002
            raise ConnectionError("reset by peer")

    with pytest.raises(MissingDependency, match="it has ended"):
        post.Post(Gone()).warm(())


def test_a_worker_that_could_start_no_child_once_is_asked_again(monkeypatch):
    answers = [Outcome("worker", None, ExitCode.INTERNAL, "worker: no process could be started."),
               Outcome("worker", {"zlib": "1.3"})]
    monkeypatch.setattr(elsewhere.guard, "warm", lambda _: None)
    monkeypatch.setattr(elsewhere.guard, "run", lambda *_: answers.pop(0))
    elsewhere._told.cache_clear()
    try:
        assert elsewhere.identity("none") == (("guard", "worker: no process could be started."),)
        assert elsewhere.identity("none") == (("zlib", "1.3"),)
        assert elsewhere.identity("none") == (("zlib", "1.3"),)
    finally:
        elsewhere._told.cache_clear()
