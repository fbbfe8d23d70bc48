"""Runs that are killed, starved and misled: after each, whatever stands is whole, and one more run ends well.

``python -m benchmarks.faults`` prints a table of the faults that were tried and survived; ``--only kill`` tries one
kind. Runs are real ones, of the command line, in processes of their own. Linux; the full and the read-only disk need
the right to mount.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from a11y_export import guard
from a11y_export.limits import Limits
from a11y_export.options import Options
from a11y_export.pipeline import Job, export
from benchmarks.pieces import article
from benchmarks.scene import Scene

_FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def kill(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Kill -9 a batch of fifty articles at random moments, finished ones standing or all being made anew."""
    scene = Scene(folder, 50, "pdf")
    for _ in range(times):
        before = scene.standing()
        anew = ("--force",) if len(before) == 50 else ()
        run = scene.start(*anew)
        if rng.random() < 0.9:  # else among what comes before the first article
            scene.until_it_works(run)
        time.sleep(rng.uniform(0.0, 3.0))
        run.kill()
        run.communicate()
        after = scene.standing()
        scene.hold(set(before) <= set(after) or bool(_old(scene.output)), "a finished article is lost")
        if not anew:
            scene.hold(all(after.get(n) == was for n, was in before.items()), "something was done twice")
        scene.all_end("a kill")
    scene.ends_well()
    return times, scene.faults


def _old(output: Path) -> list[Path]:
    """Give the folders that a kill caught while the new one took their name; the next run brings them back."""
    return [p for p in output.iterdir() if p.suffix == ".a11y-old"]


def kill_speaking(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Kill -9 a batch that makes audio, too."""
    scene = Scene(folder, 4, "pdf,mp3")
    for _ in range(times):
        before = scene.standing()
        run = scene.start(*(("--force",) if len(before) == 4 else ()))
        scene.until_it_works(run)
        time.sleep(rng.uniform(0.0, 6.0))
        run.kill()
        run.communicate()
        scene.standing()
        scene.all_end("a kill")
    scene.ends_well()
    return times, scene.faults


def interrupt(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Press Ctrl-C: exit 130, the index written, nothing half-made left at once."""
    scene = Scene(folder, 12, "pdf")
    for _ in range(times):
        run = scene.start("--force")
        scene.until_it_works(run)
        time.sleep(rng.uniform(0.0, 3.0))
        run.send_signal(signal.SIGINT)
        scene.finish(run, 130, 0)
        scene.hold(not [p for p in scene.output.glob("*.a11y-*") if p.is_dir()], "half-made folders are left")
        scene.hold((scene.output / "index.html").is_file(), "no index")
        scene.standing()
        scene.all_end("Ctrl-C")
    scene.ends_well()
    return times, scene.faults


def worker(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Kill processes that convert: each costs its article alone."""
    scene, killed = Scene(folder, 20, "pdf"), 0
    while killed < times:
        run, mine = scene.start("--force"), 0
        while run.poll() is None and killed + mine < times:
            time.sleep(rng.uniform(0.3, 1.5))
            _, workers = scene.workers(run)
            mine += bool(workers) and _kill(rng.choice(workers))
        said = scene.finish(run, 0, 9)
        failed = len(re.findall(r"^error: ", said, re.MULTILINE))
        scene.hold(failed <= mine, f"{failed} articles failed of {mine} processes killed: {said[-300:]}")
        killed += mine
        scene.standing()
    scene.ends_well()
    return killed, scene.faults


def server(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Kill the server of the children: it costs no article."""
    scene, killed = Scene(folder, 20, "pdf"), 0
    while killed < times:
        run = scene.start("--force")
        while run.poll() is None and killed < times:
            time.sleep(rng.uniform(1.0, 3.0))
            pid, workers = scene.workers(run)
            killed += bool(pid and workers) and _kill(pid)
        scene.finish(run, 0)
        scene.standing()
    scene.ends_well()
    return killed, scene.faults


def memory(folder: Path, _: random.Random, times: int) -> tuple[int, list[str]]:
    """Give an article less memory than it takes, in many steps: it fails, or it has the very same bytes."""
    scene = Scene(folder, 1, "pdf")
    scene.ends_well()
    page = next(scene.source.iterdir())
    right = _bytes(scene.output / "page00")
    starved = folder / "starved"
    starved.mkdir()
    done = 0
    for step in range(times):
        limit = (24 << 20) + step * (200 << 20) // times
        job = Job(page, page.name, starved, "page00")
        outcome = guard.run(export, (job, Options(formats=("pdf",))), page.name, limits=Limits(memory=limit))
        if outcome.value is None:
            shutil.rmtree(starved / "page00.a11y-new", ignore_errors=True)
            scene.hold(not (starved / "page00").exists(), f"{limit >> 20} MB: failed and published")
        else:
            done += 1
            scene.hold(_bytes(starved / "page00") == right, f"{limit >> 20} MB: published other bytes")
            shutil.rmtree(starved / "page00")
    scene.hold(0 < done < times, f"{done} of {times} steps had enough: the steps do not straddle the need")
    return times, scene.faults


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@contextmanager
def _disk(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)


def full_disk(folder: Path, _: random.Random, times: int) -> tuple[int, list[str]]:
    """Fill the disk at every stage of a run; with room again, one run ends well."""
    scene = Scene(folder, 4, "pdf")
    for step in range(times):
        with _disk(scene.output, 4096 * (1 + step * 400 // times)):
            scene.finish(scene.start(), 0, 1, 2, 9)
            scene.standing()
            scene.all_end("a full disk")
            _remount(scene.output, "size=64m")
            scene.ends_well()
    return times, scene.faults


def read_only(folder: Path, _: random.Random, times: int) -> tuple[int, list[str]]:
    """Write to a disk that is read-only, with finished articles on it or none."""
    scene = Scene(folder, 2, "pdf")
    with _disk(scene.output, 64 << 20):
        for step in range(times):
            _remount(scene.output, "ro")
            said = scene.finish(scene.start(), 2)
            scene.hold("cannot be written to" in said, f"said: {said[-200:]}")
            _remount(scene.output, "rw")
            if step == 0:
                scene.ends_well()
        scene.ends_well()
    return times, scene.faults


def changing(folder: Path, _: random.Random, times: int) -> tuple[int, list[str]]:
    """Write the pages anew, in place, while they are read: what is made is of one state, and the last one wins."""
    scene, stop = Scene(folder, 6, "pdf"), threading.Event()

    def rewrite() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            page = scene.source / f"page{number % 6:02}.html"
            page.write_text(article(number % 60, 3), encoding="utf-8")
            time.sleep(0.002)

    for _turn in range(times):
        stop.clear()
        writer = threading.Thread(target=rewrite)
        writer.start()
        try:
            scene.finish(scene.start(), 0, 3, 4, 9)
        finally:
            stop.set()
            writer.join()
        scene.standing()
        scene.finish(scene.start(), 0)
        for path in sorted(scene.source.iterdir()):
            manifest = json.loads((scene.output / path.stem / "manifest.json").read_text(encoding="utf-8"))
            last = hashlib.sha256(path.read_bytes()).hexdigest()
            scene.hold(manifest["source"]["sha256"] == last, f"{path.name}: not its last")
    scene.ends_well()
    return times, scene.faults


def clock(folder: Path, rng: random.Random, times: int) -> tuple[int, list[str]]:
    """Let the clock of the day jump by years while runs go on: nothing is late, no byte differs."""
    scene = Scene(folder, 4, "pdf")
    scene.ends_well()
    right = _bytes(scene.output)
    if not _FAKETIME.is_file():
        raise SystemExit("The clock: libfaketime is not there (apt-get install faketime).")
    said = folder / "time"
    for _ in range(times):
        said.write_text("+0")
        run = scene.start(
            "--force", LD_PRELOAD=str(_FAKETIME), FAKETIME_TIMESTAMP_FILE=str(said), FAKETIME_NO_CACHE="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
        )
        while run.poll() is None:
            time.sleep(0.3)
            said.write_text(rng.choice(("+10y", "-20y", "+3d", "-1h", "+0")))
        scene.finish(run, 0)
        now = _bytes(scene.output)
        scene.hold(now == right, f"other bytes: {sorted(k for k in right if now.get(k) != right[k])[:5]}")
    scene.ends_well()
    return times, scene.faults


FAULTS: dict[str, tuple[Callable[[Path, random.Random, int], tuple[int, list[str]]], int]] = {
    "kill": (kill, 100),
    "kill_speaking": (kill_speaking, 12),
    "interrupt": (interrupt, 8),
    "worker": (worker, 20),
    "server": (server, 10),
    "memory": (memory, 40),
    "full_disk": (full_disk, 20),
    "read_only": (read_only, 2),
    "changing": (changing, 4),
    "clock": (clock, 3),
}


def main() -> int:
    """Try the faults, and print what was survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=sorted(FAULTS))
    parser.add_argument("--times", type=int, default=0, help="instead of each fault's own number")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if sys.platform != "linux":
        raise SystemExit("Processes are found by way of /proc: Linux only.")
    print(f"{'fault':16}{'tried':>8}{'survived':>10}{'minutes':>9}", flush=True)
    good = True
    for name in given.only or FAULTS:
        task, times = FAULTS[name]
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            tried, faults = task(Path(folder), random.Random(given.seed), given.times or times)
        good = good and not faults
        took = (time.monotonic() - began) / 60
        print(f"{name:16}{tried:>8}{tried - min(tried, len(faults)):>10}{took:>9.1f}", flush=True)
        for fault in faults[:5]:
            print(f"    {fault}", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
