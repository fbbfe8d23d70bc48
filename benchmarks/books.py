"""Books of real pages: each made, proved and put before epubcheck; and what they cost beside the sound and the handout.

``A11Y_EXPORT_EPUBCHECK=/path/to/epubcheck.jar python -m benchmarks.books [--every N] [--jobs N]`` takes one in N of the
pages that may be looked at and tallies how each ended; it ends with 1 when one failed its proof or epubcheck said
anything, warnings too. With a JDK epubcheck runs once over all books, else once
for each.

``python -m benchmarks.books --cost [--every N] [--runs N] [--together]`` prints the processor time (user and system, of
all processes) that `convert` takes for the samples in input/ and for those pages: PDF and MP3 alone, what each further
format adds, and all of them together, but for M4B, which encodes anew; in turn, medians.
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
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from a11y_export.errors import ExitCode, ExportError
from a11y_export.options import Options
from a11y_export.pipeline import Job, export
from benchmarks import pages
from benchmarks.whole import measured

JAR = "A11Y_EXPORT_EPUBCHECK"
_INPUT = Path(__file__).parent.parent / "input"
_NAMED = 8
_BASE = ("pdf", "mp3")
_SWEPT = ("pdf", "mp3", "epub")
_FURTHER = ("html", "epub", "daisy202", "daisy202-audio")
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
    """Convert a page to a proved book with its handout's pages, kept in the folder `keep`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(pages.html(page).encode("utf-8", "surrogatepass"))
        try:
            made = export(Job(path, path.name, Path(folder), "page"), Options(formats=_SWEPT), lambda _: None)
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


def cost(every: int, runs: int, *, each: bool) -> None:
    """Print what the formats cost, in seconds of processor time, for the samples and for real pages."""
    with tempfile.TemporaryDirectory() as folder:
        real = Path(folder) / "pages"
        real.mkdir()
        for page in _looked_at()[::every]:
            (real / f"{page}.html").write_bytes(pages.html(page).encode("utf-8", "surrogatepass"))
        for name, saved in (("samples", _INPUT), ("pages", real)):
            _print_cost(name, saved, Path(folder) / "out", runs, each=each)


def _print_cost(name: str, saved: Path, out: Path, runs: int, *, each: bool) -> None:
    """Convert a folder of pages by the program as one runs it, once for each choice of formats in every turn."""
    alone = [(*_BASE, further) for further in _FURTHER] if each else []
    choices = (_BASE, *alone, (*_BASE, *_FURTHER))
    took: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for _ in range(runs):
        for formats in choices:
            shutil.rmtree(out, ignore_errors=True)
            wanted = ["--formats", ",".join(formats), "--jobs", "1", "-q"]
            command: list[str | Path] = ["convert", saved, "-o", out, *wanted]
            took[formats].append(measured([sys.executable, "-m", "a11y_export", *command]).cpu)
    made = len(list(out.glob("*/manifest.json")))
    base = median(took[_BASE])
    print(f"{name}: {made} articles, {base:.2f} s for {'+'.join(_BASE)} (medians of {runs} turns)")
    for formats, seconds in took.items():
        shares = [100 * (own / alone - 1) for own, alone in zip(seconds, took[_BASE], strict=True)]
        added = f"{median(seconds):8.2f} s  {100 * (median(seconds) / base - 1):+6.1f} %"
        span = f"(by turn {min(shares):+.1f} to {max(shares):+.1f})"
        print(f"  +{'+'.join(formats[len(_BASE):]):40} {added}  {span}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, or measure the cost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.books", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one page of N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="make N books at a time")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="turns of --cost")
    parser.add_argument("--together", action="store_true", help="of --cost, only all formats together")
    parser.add_argument("--cost", action="store_true", help="measure processor time instead")
    chosen = parser.parse_args(arguments)
    if chosen.cost:
        cost(chosen.every, chosen.runs, each=not chosen.together)
        return 0
    return sweep(chosen.every, chosen.jobs, os.environ[JAR])


if __name__ == "__main__":
    sys.exit(main())
