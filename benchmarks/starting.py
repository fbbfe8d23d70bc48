"""What a fresh process takes: the command line by itself, and the way to the first article's PDF.

``python -m benchmarks.starting [--runs N]`` runs each command in turn and prints medians: seconds by the clock, and of
the processor for all that it started (also what outlives it). For the articles it also tells how long after the command
was given the PDF stood in its folder, proved. A first round is not counted, so that compiled modules and the disk's
cache are warm. On a busy machine go by the processor's seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.whole import Cost, measured

_PAGE = Path(__file__).parents[1] / "input" / "kidney-stones.html"
_LOOK = 0.002  # seconds between two looks for the file


def commands(output: Path) -> dict[str, list[str]]:
    """Give each command by what it is called; the articles' results go into `output`."""
    own = [sys.executable, "-m", "a11y_export"]
    made = [*own, "convert", str(_PAGE), "-o", str(output), "--quiet"]
    return {
        "Python alone": [sys.executable, "-c", "pass"],
        "--version": [*own, "--version"],
        "--help": [*own, "--help"],
        "convert --help": [*own, "convert", "--help"],
        "convert, PDF": [*made, "--formats", "pdf", "--force"],
        "convert, PDF and MP3": [*made, "--force"],
        "convert, unchanged": made,
    }


def stands_after(command: Sequence[str], output: Path) -> float:
    """Run a command; give the seconds until a PDF stood in a finished folder of `output`, which is empty before."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=kept)
    while not list(output.glob("[!.]*/*.pdf")) or list(output.glob("*.a11y-new")):
        if child.poll() not in (None, 0):
            raise subprocess.CalledProcessError(child.returncode, command)
        time.sleep(_LOOK)
    took = time.perf_counter() - began
    child.wait()
    return took


def main() -> None:
    """Measure every command in turn, and print a table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.starting", description=__doc__)
    asked.add_argument("--runs", type=int, default=9, metavar="N", help="turns; medians are printed")
    runs = asked.parse_args().runs
    costs: dict[str, list[Cost]] = {}
    stood: dict[str, list[float]] = {}
    for turn in range(runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            for name, command in commands(Path(folder, "all")).items():
                cost = measured(command)
                if cost.code:
                    raise subprocess.CalledProcessError(cost.code, command)
                if turn:
                    costs.setdefault(name, []).append(cost)
            for name in ("convert, PDF", "convert, PDF and MP3"):
                output = Path(folder, name)
                took = stands_after(commands(output)[name], output)
                if turn:
                    stood.setdefault(name, []).append(took)
    print(f"medians of {runs}\n| command | wall | processor | PDF stands after |\n|" + " --- |" * 4)
    for name, found in costs.items():
        after = f"{median(stood[name]):.2f} s" if name in stood else ""
        print(f"| {name} | {median(c.wall for c in found):.2f} s | {median(c.cpu for c in found):.2f} s | {after} |")


if __name__ == "__main__":
    main()
