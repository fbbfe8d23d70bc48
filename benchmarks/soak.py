"""Hours of good, bad and hostile articles in one process, and what has grown in the end.

``python -m benchmarks.soak --minutes 60`` converts one round after another with one worker, each with pages that are
new, changed, unchanged, gone, unreadable, hostile, and with works that crash, hang and ask for memory without end. Of
the parent and of the server of its children it prints memory, open files, threads, processes and what lies in the
folder for temporary files, as they were when it had warmed up and at the end.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import forkserver, util
from pathlib import Path
from typing import Any

from a11y_export import batch, executors, guard
from a11y_export.errors import ExitCode
from a11y_export.inputs import find
from a11y_export.limits import Limits
from a11y_export.options import Options
from benchmarks.pieces import article, asks_for_memory, crashes, hangs

SAMPLES = Path(__file__).parent.parent / "input"
_WARM = 3  # rounds before the figures of the start are taken


def hostile(rng: random.Random) -> bytes:
    """Give a page that means harm, or none at all."""
    return rng.choice((
        b"", b"%PDF-1.7 not a page", b"\x00" * 5_000, b"<html><body><ul>" + b"<li><a href='/x'>A link</a></li>" * 300,
        b"<div>" * 50_000 + b"deep", b"<p " + b"a='b' " * 100_000 + b">x</p>", b"<html><body><p>" + b"word " * 300_000,
        b"<" * 200_000, "<h1>\u202e\u200b</h1><p>".encode() + rng.randbytes(20_000),
        b"<html lang=en><h1>T</h1><table>" + b"<tr><td rowspan=65000 colspan=1000>Take 2 mg." * 200,
        b"<html lang=en><h1>T</h1><p>Take 2 mg each day, and not more.<img src='file:///etc/passwd'><img src='http://x/'>",
    ))


def state(temporary: Path, output: Path) -> dict[str, int]:
    """Count what may grow: of this process and of the server of its children."""
    gc.collect()
    server: Any = forkserver._forkserver
    out: dict[str, int] = {}
    for name, pid in (("parent", os.getpid()), ("server", server._forkserver_pid)):
        status = dict(
            line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        )
        out[f"{name} memory, kB"] = int(status["VmRSS"].split()[0])
        out[f"{name} threads"] = int(status["Threads"])
        out[f"{name} open files"] = len(list(Path(f"/proc/{pid}/fd").iterdir()))
    out["processes"] = len(_below(os.getpid()))
    out["temporary files"] = len(list(temporary.iterdir()))
    out["unfinished folders"] = sum(p.suffix in {".a11y-new", ".a11y-old"} for p in output.iterdir())
    return out


def _below(pid: int) -> list[int]:
    """Give the processes that stand below `pid`, however deep."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def one_round(number: int, work: Path, rng: random.Random) -> Counter[str]:
    """Convert a round; give how many articles ended how."""
    source, output = work / "in", work / "out"
    source.mkdir(exist_ok=True)
    for path in list(source.iterdir()):
        if path.name.startswith("bad"):
            path.unlink()
    for slot in range(6):
        if slot >= 4 or number == 0 or rng.random() < 0.5:  # some stay as they are
            (source / f"good{slot}.html").write_text(article(rng.randrange(10**9)), encoding="utf-8")
    for slot in range(4):
        (source / f"bad{slot}.html").write_bytes(hostile(rng))
    sample = rng.choice(sorted(p for p in SAMPLES.iterdir() if p.is_file()))
    shutil.copy(sample, source / f"sample{sample.suffix}")
    (source / f"good{rng.randrange(4)}.html").unlink(missing_ok=True)
    ended: Counter[str] = Counter()
    with batch.opened(output):
        formats = ("pdf", "mp3") if number % 5 == 0 else ("pdf",)
        inputs = [page for page in find([source]) if formats == ("pdf",) or not page.location.startswith("good")]
        planned = batch.plan(inputs, output, Options(formats=formats))
        for _, outcome in batch.run(
            planned, Options(formats=formats), executors.local(1), 1, Limits(timeout=120, memory=1 << 30)
        ):
            ended[outcome.code.name] += 1
            if outcome.code in (ExitCode.INTERNAL, ExitCode.PROOF_FAILED):
                print(f"round {number}: {outcome.code.name}: {outcome.message}", flush=True)
        ended["unchanged"] += len(planned.unchanged)
    for task, limits in ((crashes, Limits()), (hangs, Limits(timeout=1)), (asks_for_memory, Limits(memory=600 << 20))):
        outcome = guard.run(task, (), task.__name__, limits=limits)
        ended[task.__name__ if outcome.code is ExitCode.INTERNAL else f"{task.__name__}: WRONG"] += 1
    if number % 10 == 9:
        server: Any = forkserver._forkserver
        os.kill(server._forkserver_pid, 9)
        ended["server killed"] += 1
    return ended


def main() -> int:
    """Run, and say what grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if sys.platform != "linux":
        raise SystemExit("The figures come from /proc: Linux only.")
    rng, ended, began = random.Random(given.seed), Counter[str](), time.monotonic()
    start: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        work, temporary = Path(folder, "work"), Path(folder, "tmp")
        work.mkdir()
        temporary.mkdir()
        util.get_temp_dir()  # the library's own folder, which stays until this process ends, is made elsewhere
        os.environ["TMPDIR"] = str(temporary)
        tempfile.tempdir = str(temporary)
        number = 0
        while time.monotonic() - began < given.minutes * 60 or number <= _WARM:
            ended += one_round(number, work, rng)
            guard.run(rests, (), "rests")  # a server that was killed just now is there again when it is looked at
            now = state(temporary, work / "out")
            number += 1
            start = start if number > _WARM else now
            if number <= _WARM or number % 10 == 0:
                print(f"{(time.monotonic() - began) / 60:6.1f} min, round {number}: {now}", flush=True)
        print(f"\n{number} rounds, {(time.monotonic() - began) / 60:.1f} minutes, {sum(ended.values())} works: "
              + ", ".join(f"{count} {name}" for name, count in sorted(ended.items())))
        print(f"\n{'':24}{f'round {_WARM}':>12}{'end':>12}")
        for key, value in start.items():
            print(f"{key:24}{value:>12}{now[key]:>12}")
    return 0


def rests(progress: guard.Progress) -> str:
    """Do nothing."""
    progress("resting")
    return "rested"


if __name__ == "__main__":
    raise SystemExit(main())
