"""One run at a time in an output folder, whatever becomes of it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from a11y_export import Options, batch, lock
from a11y_export.errors import ExitCode, UsageError
from tests.conftest import INPUT

_HOLDER = (
    "import sys, time; from pathlib import Path; from a11y_export import lock\n"
    "with lock.held(Path(sys.argv[1])):\n"
    "    print('held', flush=True); time.sleep(3600)\n"
)


@pytest.fixture
def holder(tmp_path):
    """Give a process that holds the folder's lock until it is killed."""
    process = subprocess.Popen([sys.executable, "-c", _HOLDER, str(tmp_path / "out")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"held"
    yield process
    process.kill()
    process.communicate()


def test_a_second_run_is_refused_and_changes_nothing(tmp_path, holder):
    with pytest.raises(UsageError, match="another run is at work") as caught:
        batch.convert([INPUT / "migrana.html"], tmp_path / "out", Options(formats=("pdf",)))
    assert caught.value.exit_code is ExitCode.USAGE
    assert [p.name for p in (tmp_path / "out").iterdir()] == [lock.NAME]


def test_the_command_line_says_so_too(tmp_path, holder):
    done = subprocess.run(
        [sys.executable, "-m", "a11y_export", "convert", str(INPUT), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith(f"error: {tmp_path / 'out'}: another run is at work in this folder.")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal")
def test_the_lock_goes_with_a_process_that_is_killed(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / "out" / lock.NAME).exists()
    with lock.held(tmp_path / "out"):
        pass
    assert list((tmp_path / "out").iterdir()) == []


def test_two_runs_of_one_process_do_not_meet_either(tmp_path):
    with lock.held(tmp_path), pytest.raises(UsageError, match="another run"), lock.held(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away on Windows")
def test_a_lock_file_that_was_taken_away_before_it_was_locked_is_not_trusted(tmp_path, monkeypatch):
    """The last holder removes its file just between another's opening and locking it."""
    real, taken = lock._lock, []

    def slow(file):
        if not taken:
            taken.append(file)
            (tmp_path / lock.NAME).unlink()
        real(file)

    monkeypatch.setattr(lock, "_lock", slow)
    with lock.held(tmp_path), pytest.raises(UsageError), lock.held(tmp_path):
        pass
    assert len(taken) == 1


def test_a_disk_without_locks_keeps_nobody_out(tmp_path, monkeypatch):
    import errno

    def refuses(file):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_lock", refuses)
    with lock.held(tmp_path):
        assert time.monotonic() > 0


def test_an_output_that_cannot_be_a_folder_is_a_usage_error(tmp_path):
    (tmp_path / "file").write_text("")
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(UsageError, match="cannot be written to"), lock.held(output):
            pass
    with lock.held(tmp_path / "new" / "one"):
        pass
    assert list((tmp_path / "new" / "one").iterdir()) == []
