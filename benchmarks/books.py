"""Books of real pages: each made, proved and put before epubcheck; and what they cost beside the sound and the handout.

``A11Y_EXPORT_EPUBCHECK=/path/to/epubcheck.jar python -m benchmarks.books [--every N] [--jobs N]`` takes one in N of the
pages that may be looked at and tallies how each ended; it ends with 1 when one failed its proof or epubcheck said
anything, warnings too. With a JDK epubcheck runs once over all books, else once
for each.

``python -m benchmarks.books --cost [--every N]`` prints the processor time (user and system, all processes and threads)
of the samples in input/ and of those pages: PDF and MP3 alone, and what each further format adds; least of three runs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from a11y_export.errors import ExitCode, ExportError
from a11y_export.options import Options
from a11y_export.pipeline import Job, export
from benchmarks import pages

JAR = "A11Y_EXPORT_EPUBCHECK"
_INPUT = Path(__file__).parent.parent / "input"
_RUNS = 3
_NAMED = 8
_BASE = ("pdf", "mp3")
_FURTHER = ("html", "epub")
# epubcheck's own command, once for each file, in one process: most of its time goes into getting ready.
_ALL = """
public class All {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            new com.adobe.epubcheck.tool.EpubChecker().run(new String[] {file, "--json", file + ".json", "--quiet"});
        }
    }
}
"""
Outcome = tuple[ExitCode, str]


def make(page: str, keep: Path) -> Outcome:
    """Convert a page to a proved book, kept in the folder `keep`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(pages.html(page).encode("utf-8", "surrogatepass"))
        try:
            made = export(Job(path, path.name, Path(folder), "page"), Options(formats=("mp3", "epub")), lambda _: None)
        except ExportError as error:
            return error.exit_code, ": ".join(error.what.split(": ")[:2])[:100]
        shutil.copy(Path(folder) / "page" / "page.epub", keep / f"{page}.epub")
    return ExitCode.OK, "proved" if all(check["passed"] for check in made["checks"]) else "not proved"


def checked(books: Sequence[Path], jar: str) -> list[list[str]]:
    """Give what epubcheck says against each book; notes about usage are left out."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "All.java"
        source.write_text(_ALL, encoding="utf-8")
        names = [str(book) for book in books]
        commands = [["-cp", jar, str(source), *names]]
        if not shutil.which("javac"):
            commands = [["-jar", jar, name, "--json", f"{name}.json", "--quiet"] for name in names]
        for command in commands:
            subprocess.run(["java", *command], capture_output=True, check=False, timeout=3600)
    out = []
    for book in books:
        told = json.loads(Path(f"{book}.json").read_text(encoding="utf-8"))["messages"]
        out.append([f"{m['ID']} {m['message']}"[:160] for m in told if m["severity"] not in {"USAGE", "INFO"}])
    return out


def sweep(every: int, jobs: int, jar: str) -> int:
    """Make and check the books, and print the tally; gives 1 when anything is wrong with one."""
    tally: dict[Outcome, list[str]] = defaultdict(list)
    swept = _looked_at()[::every]
    with tempfile.TemporaryDirectory() as folder:
        keep = Path(folder)
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            for page, outcome in zip(swept, pool.map(partial(make, keep=keep), swept), strict=True):
                tally[outcome].append(page)
        books = sorted(keep.glob("*.epub"))
        said = dict(zip((book.stem for book in books), checked(books, jar), strict=True))
    for page, messages in said.items():
        for message in sorted(set(messages)):
            tally[(ExitCode.PROOF_FAILED, f"epubcheck: {message}")].append(page)
    for (code, cause), found in sorted(tally.items()):
        print(f"{len(found):6} {code:3} {code.name.lower()}: {cause}  [{', '.join(found[:_NAMED])}]")
    clean = sum(not messages for messages in said.values())
    print(f"{len(swept):6} pages, {len(said)} books, {clean} without an error or a warning of epubcheck")
    return int(clean < len(said) or any(code in {ExitCode.PROOF_FAILED, ExitCode.INTERNAL} for code, _ in tally))


def _looked_at() -> list[str]:
    return [page for page, truth in sorted(pages.truths().items()) if pages.is_tuning(truth["url"])]


def cost(every: int) -> None:
    """Print what the formats cost, in seconds of processor time, for the samples and for real pages."""
    with tempfile.TemporaryDirectory() as folder:
        saved = [path for path in sorted(_INPUT.iterdir()) if path.is_file()]
        real = []
        for page in _looked_at()[::every]:
            real.append(Path(folder) / f"{page}.html")
            real[-1].write_bytes(pages.html(page).encode("utf-8", "surrogatepass"))
        for name, paths in (("samples", saved), ("pages", real)):
            _print_cost(name, paths)


def _print_cost(name: str, paths: Iterable[Path]) -> None:
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    count = 0
    for path in paths:
        try:
            found = {formats: _least(path, formats) for formats in (
                _BASE, *((*_BASE, further) for further in _FURTHER), (*_BASE, *_FURTHER))}
        except ExportError:
            continue
        count += 1
        for formats, seconds in found.items():
            sums[formats] += seconds
    print(f"{name}: {count} articles, {sums[_BASE]:.2f} s for {'+'.join(_BASE)}")
    for formats, seconds in sums.items():
        print(f"  {'+'.join(formats):20} {seconds:8.2f} s  {100 * (seconds / sums[_BASE] - 1):+6.1f} %")


def _least(path: Path, formats: tuple[str, ...]) -> float:
    return min(_seconds(path, formats) for _ in range(_RUNS))


def _seconds(path: Path, formats: tuple[str, ...]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        before = sum(os.times()[:4])
        export(Job(path, path.name, Path(folder), "page"), Options(formats=formats), lambda _: None)
        return sum(os.times()[:4]) - before


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, or measure the cost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one page of N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="make N books at a time")
    parser.add_argument("--cost", action="store_true", help="measure processor time instead")
    chosen = parser.parse_args(arguments)
    if chosen.cost:
        cost(chosen.every)
        return 0
    return sweep(chosen.every, chosen.jobs, os.environ[JAR])


if __name__ == "__main__":
    sys.exit(main())
