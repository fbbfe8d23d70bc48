"""What a handout costs: ours beside WeasyPrint's PDF/UA of the same text, in one run: a busy machine slows both.

``A11Y_EXPORT_WEASYPRINT=/path/to/its/python python -m benchmarks.handout [--runs N]`` writes an article of its own with
contents and prints, for each of the two: processor time in one warm process and as whole processes (medians), and the
most memory that a process held; then the time as the article grows, also as a single paragraph. Times are those of the
processor, user and system; the peer lives in an environment of its own. Without one, ours is measured alone.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from importlib.metadata import version
from pathlib import Path
from statistics import median

from a11y_export.model import Article, Paragraph, Section, Span, plain
from benchmarks.leaflet import article

PEER = "A11Y_EXPORT_WEASYPRINT"
_SIZES = (2_000, 5_000, 10_000, 20_000)
_STYLE = """@font-face { font-family: Hand; src: url(file://%s) }
@page { size: A4; margin: 72pt; @bottom-right { content: "Page " counter(page); font: 18pt Hand } }
body { font: 18pt/1.4 Hand } h1 { font-size: 27pt } h2 { font-size: 22pt } p { margin: 0 0 16pt }
nav a::after { content: ", page " target-counter(attr(href), page) } h2 { break-after: avoid }"""
# What runs in the peer's own Python: the same steps as `benchmarks.leaflet.work`.
_THEIRS = """
import json, sys, time
from weasyprint import HTML
html, runs = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2])
times = []
for _ in range(runs):
    start = time.process_time()
    made = HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    times.append(time.process_time() - start)
print(json.dumps([times, len(made)]))
"""


def page(told: Article) -> str:
    """Give the article as a page for the peer: the same text, sizes, letters and contents."""
    import fontpkg_atkinson_hyperlegible as letters

    (font,) = Path(str(letters.__file__)).parent.rglob("*Regular*.ttf")
    parts = [*told.sections, Section("disclaimer", (Span("Medical disclaimer"),), 2, told.disclaimer.blocks)]
    names = [escape(plain(part.heading)) for part in parts]
    listed = "".join(f'<li><a href="#{part.id}">{name}</a></li>' for part, name in zip(parts, names, strict=True))
    body = "".join(
        f'<section><h2 id="{part.id}">{name}</h2>'
        + "".join(f"<p>{escape(plain(block.spans))}</p>" for block in part.blocks if isinstance(block, Paragraph))
        + "</section>"
        for part, name in zip(parts, names, strict=True)
    )
    return (f'<!DOCTYPE html><html lang="en-GB"><head><title>{escape(told.title)}</title><style>{_STYLE % font}</style>'
            f"</head><body><h1>{escape(told.title)}</h1><nav><h2>Contents</h2><ul>{listed}</ul></nav>{body}</body></html>")


def cost(command: list[str]) -> tuple[float, float, list[float]]:
    """Run a process; give its processor time in seconds, its most memory in MB, and the times that it prints."""
    # Compiled modules are kept, as in any installation; both makers run once before they are measured.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, stdout=told, env=kept)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)
        told.seek(0)
        times, _ = json.loads(told.read())
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, times


Commands = dict[str, Callable[[int], list[str]]]


def commands(folder: Path, words: int, *, whole: bool) -> Commands:
    """Give, by maker, the command that makes an article's handout a number of times."""
    made: Commands = {"a11y-export": lambda runs: [
        sys.executable, "-m", "benchmarks.leaflet", str(words), str(int(whole)), str(runs)]}
    peer = os.environ.get(PEER)
    if peer:
        file = folder / f"{words}-{whole}.html"
        file.write_text(page(article(words, whole=whole)), encoding="utf-8")
        made["WeasyPrint"] = lambda runs: [peer, "-c", _THEIRS, str(file), str(runs)]
    return made


def main() -> None:
    """Measure warm, whole and growing, each maker in turn."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--runs", type=int, default=5)
    chosen = asked.parse_args()
    print(f"Python {sys.version.split()[0]}, ReportLab {version('reportlab')}")
    with tempfile.TemporaryDirectory() as folder:
        makers = commands(Path(folder), _SIZES[0], whole=False)
        whole: dict[str, list[float]] = {name: [] for name in makers}
        warm: dict[str, list[float]] = {name: [] for name in makers}
        memory: dict[str, list[float]] = {name: [] for name in makers}
        for command in makers.values():
            cost(command(1))
        for _ in range(chosen.runs):
            for name, command in makers.items():
                spent, held, _ = cost(command(1))
                whole[name].append(spent)
                memory[name].append(held)
                warm[name] += cost(command(4))[2][1:]  # the first warms up
        print(f"{_SIZES[0]:,} words with contents{'':8}{'warm':>10}{'process':>10}{'memory':>10}")
        for name in makers:
            print(f"{name:32}{median(warm[name]) * 1000:7.0f} ms{median(whole[name]) * 1000:7.0f} ms"
                  f"{median(memory[name]):7.0f} MB")
        print(f"warm, ms{'':10}" + "".join(f"{name:>14}" for name in makers))
        for words, one in [*((size, False) for size in _SIZES), *((size, True) for size in _SIZES)]:
            made = commands(Path(folder), words, whole=one)
            row = [median(cost(command(3))[2][1:]) for command in made.values()]
            kind = "one paragraph" if one else "sections"
            print(f"{words:7,} {kind:14}" + "".join(f"{spent * 1000:11.0f} ms" for spent in row), flush=True)


if __name__ == "__main__":
    main()
