"""A watched folder: what arrives is converted once it is whole, until Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from a11y_export import arrivals
from a11y_export.arrivals import Arrivals
from a11y_export.errors import ExitCode
from a11y_export.inputs import find
from tests.proof.conftest import PAGE


@pytest.fixture
def at(monkeypatch):
    """Set the clock that arrivals are seen by."""
    now = [0.0]
    monkeypatch.setattr(arrivals.time, "monotonic", lambda: now[0])

    def set_to(seconds):
        now[0] = seconds

    return set_to


def _look(seen, folder):
    """Give whether there is something to do, and the names of the pages that are ready."""
    inputs = find([folder])
    said = seen.look(inputs)
    return said, sorted(page.location for page in inputs if page.path not in seen.waiting)


def test_a_page_is_ready_when_it_has_not_changed_for_a_while(tmp_path, at):
    seen = Arrivals(still=2.0)
    assert _look(seen, tmp_path) == (False, [])
    (tmp_path / "a.html").write_text("half")
    at(1.0)
    assert _look(seen, tmp_path) == (False, [])
    (tmp_path / "a.html").write_text("half and more")
    at(2.5)
    assert _look(seen, tmp_path) == (False, [])
    at(4.4)
    assert _look(seen, tmp_path) == (False, [])
    at(4.5)
    assert _look(seen, tmp_path) == (True, ["a.html"])
    seen.done(find([tmp_path]))
    at(9.0)
    assert _look(seen, tmp_path) == (False, [])


@pytest.mark.parametrize("beside", ["a.html.a11y.toml", "a_files/one.png", "a-Dateien/one.png"])
def test_a_page_waits_for_what_is_saved_beside_it_and_is_done_again_when_that_changes(tmp_path, at, beside):
    seen = Arrivals(still=2.0)
    (tmp_path / "a.html").write_text("page")
    _look(seen, tmp_path)
    at(1.0)
    (tmp_path / beside).parent.mkdir(exist_ok=True)
    (tmp_path / beside).write_text("x")
    assert _look(seen, tmp_path) == (False, [])
    at(2.5)
    assert _look(seen, tmp_path) == (False, [])
    at(3.0)
    assert _look(seen, tmp_path) == (True, ["a.html"])
    seen.done(find([tmp_path]))
    (tmp_path / beside).write_text("xx")
    at(4.0)
    assert _look(seen, tmp_path) == (False, [])
    at(6.0)
    assert _look(seen, tmp_path) == (True, ["a.html"])


def test_a_page_that_goes_is_something_to_do_once(tmp_path, at):
    seen = Arrivals(still=0.0)
    (tmp_path / "a.html").write_text("page")
    assert _look(seen, tmp_path) == (True, ["a.html"])
    seen.done(find([tmp_path]))
    (tmp_path / "a.html").unlink()
    assert _look(seen, tmp_path) == (True, [])
    seen.done(find([tmp_path]))
    assert _look(seen, tmp_path) == (False, [])


def test_a_clock_of_the_day_that_jumps_changes_nothing(tmp_path, at, monkeypatch):
    seen = Arrivals(still=2.0)
    (tmp_path / "a.html").write_text("page")
    os.utime(tmp_path / "a.html", (4e9, 4e9))
    _look(seen, tmp_path)
    monkeypatch.setattr(arrivals.time, "time", lambda: 0.0)
    at(2.0)
    assert _look(seen, tmp_path) == (True, ["a.html"])


def _until(what, seconds=90):
    """Wait for something; the limit only says that the test has failed."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal to a process")
def test_a_drop_box_works(tmp_path):
    box, out = tmp_path / "box", tmp_path / "out"
    box.mkdir()
    watch = subprocess.Popen(
        [sys.executable, "-m", "a11y_export", "convert", str(box), "-o", str(out), "--formats", "pdf", "--watch"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        with (box / "slow.html").open("w", encoding="utf-8") as file:
            for start in range(0, len(PAGE), 400):
                file.write(PAGE[start : start + 400])
                file.flush()
                time.sleep(0.1)
        _until(lambda: (out / "slow" / "manifest.json").exists())
        (box / "bad.html").write_bytes(b"%PDF-1.7")
        _until(lambda: (out / "batch.json").exists() and "bad.html" in (out / "batch.json").read_text(encoding="utf-8"))
        (box / "next.html").write_text(PAGE, encoding="utf-8")
        _until(lambda: (out / "next" / "manifest.json").exists())
        _until(lambda: '"folder": "next"' in (out / "batch.json").read_text(encoding="utf-8"))
    finally:
        watch.send_signal(signal.SIGINT)
        _, said = watch.communicate(timeout=60)
    assert watch.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in said
    # The slow page was made once, when it was whole; what failed was tried once and stays told.
    assert said.count(f"{out / 'slow'}: ") == 1
    assert said.count("bad.html: ") == 1
    told = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    assert sorted(a["folder"] for a in told["articles"]) == ["next", "slow"]
    assert [f["title"] for f in told["failed"]] == ["bad.html"]


def test_only_folders_are_watched(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "a11y_export", "convert", str(tmp_path / "a.html"), "--watch"],
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert "only folders can be watched" in done.stderr
