"""A batch that faults are tried on: pages, an output folder, runs over them, and what must hold after each."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from a11y_export.proof import prove
from benchmarks.pieces import article

_MARK = "A11Y_EXPORT_FAULTS"


class Scene:
    """Pages, an output folder and a folder for temporary files; runs over them, and what must hold after each."""

    def __init__(self, folder: Path, pages: int, formats: str) -> None:
        self.source, self.output, self.temporary = folder / "in", folder / "out", folder / "tmp"
        self.source.mkdir(parents=True)
        self.temporary.mkdir()
        self.formats, self.mark = formats, f"{folder.name}-{os.getpid()}"
        for number in range(pages):
            (self.source / f"page{number:02}.html").write_text(article(number, 3), encoding="utf-8")
        self.faults: list[str] = []

    def start(self, *more: str, **environment: str) -> subprocess.Popen[str]:
        """Start a run."""
        command = [
            sys.executable, "-m", "a11y_export", "convert", str(self.source), "-o", str(self.output), "-j", "2",
            "--formats", self.formats, *more,
        ]
        return subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=os.environ | {_MARK: self.mark, "TMPDIR": str(self.temporary)} | environment,
        )

    def finish(self, run: subprocess.Popen[str], *codes: int) -> str:
        """Wait for a run that must end with one of `codes`; give what it said."""
        _, said = run.communicate(timeout=900)
        self.hold(run.returncode in codes, f"exit {run.returncode} instead of {codes}: {said[-300:]}")
        self.hold("Traceback" not in said, f"a traceback: {said[-600:]}")
        return said

    def hold(self, good: bool, otherwise: str) -> None:
        """Take note of what is wrong."""
        if not good:
            self.faults.append(otherwise)

    def standing(self) -> dict[str, tuple[int, int]]:
        """Give each finished article with what changes when it is made again; every one of them must be whole."""
        found = {}
        for folder in sorted(self.output.iterdir()) if self.output.is_dir() else ():
            if not folder.is_dir() or "." in folder.name:
                continue
            try:
                manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
                whole = bool(manifest["checks"]) and all(c["passed"] for c in manifest["checks"])
                for entry in (*manifest["artifacts"], *manifest["record"]):
                    digest = hashlib.sha256((folder / entry["path"]).read_bytes()).hexdigest()
                    whole = whole and digest == entry["sha256"]
            except (OSError, ValueError, KeyError):
                whole = False
            self.hold(whole, f"{folder.name} is not whole")
            stat = (folder / "manifest.json").stat()
            found[folder.name] = (stat.st_ino, stat.st_mtime_ns)
        return found

    def until_it_works(self, run: subprocess.Popen[str]) -> None:
        """Wait until a run has begun its first article."""
        while run.poll() is None and not list(self.output.glob("*.a11y-new")):
            time.sleep(0.01)

    def workers(self, run: subprocess.Popen[str]) -> tuple[int, list[int]]:
        """Give the run's server of children (0 if there is none) and the processes that convert."""
        parents = dict(_processes(self.mark))
        servers = [pid for pid, parent in parents.items() if parent == run.pid and _says(pid, "forkserver")]
        return (servers[0] if servers else 0), [pid for pid, parent in parents.items() if parent in servers]

    def all_end(self, what: str) -> None:
        """See that no process of a run is left, soon after the run."""
        until = time.monotonic() + 10
        while (left := list(_processes(self.mark))) and time.monotonic() < until:
            time.sleep(0.05)
        self.hold(not left, f"{len(left)} processes left 10 s after {what}")

    def ends_well(self, *more: str) -> None:
        """Make one run to the end: all done, nothing done twice, everything proved, nothing left over."""
        before = self.standing()
        said = self.finish(self.start(*more), 0)
        after = self.standing()
        pages = len(list(self.source.glob("*.html")))
        self.hold(len(after) == pages, f"{len(after)} articles of {pages}")
        if not more:
            self.hold(all(after.get(n) == was for n, was in before.items()), "something was done twice")
        self.hold(all(c.passed for name in after for c in prove(self.output / name)), "something is not proved")
        extra = {p.name for p in self.output.iterdir()} - set(after)
        wanted = {"index.html", "batch.json", "batch.csv", ".a11y-export.json"}
        self.hold(extra == wanted, f"left over or missing: {sorted(extra ^ wanted)}; {said[-200:]}")
        self.all_end("the last run")
        self.hold(not list(self.temporary.iterdir()), f"temporary: {[p.name for p in self.temporary.iterdir()]}")


def _processes(mark: str) -> Iterator[tuple[int, int]]:
    """Give each process that carries the mark, with its parent's number; those that have ended are passed over."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if f"{_MARK}={mark}\0".encode() not in (entry / "environ").read_bytes():
                continue
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            yield int(entry.name), int(fields[1])


def _says(pid: int, word: str) -> bool:
    try:
        return word.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
