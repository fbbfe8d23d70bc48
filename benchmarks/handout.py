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
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from statistics import median

from a11y_export.model import Article, Blocks, Disclaimer, Origin, Paragraph, Section, Source, Span, plain

PEER = "A11Y_EXPORT_WEASYPRINT"
_SENTENCES = (
    "Take this medicine at the same time each day, with a full glass of water.",
    "Do not stop without asking your doctor, even when you feel well again.",
    "Your nurse will check your blood pressure and write the numbers down for you.",
    "Call the clinic when you feel dizzy, when your ankles swell or when a dose was missed.",
)
_SECTION = 220  # words, about
_SIZES = (2_000, 5_000, 10_000, 20_000)
_STYLE = """@font-face { font-family: Hand; src: url(file://%s) }
@page { size: A4; margin: 72pt; @bottom-right { content: "Page " counter(page); font: 18pt Hand } }
body { font: 18pt/1.4 Hand } h1 { font-size: 27pt } h2 { font-size: 22pt } p { margin: 0 0 16pt }
nav a::after { content: ", page " target-counter(attr(href), page) } h2 { break-after: avoid }"""
# What runs in the peer's own Python: the same steps as `work` below.
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


def texts(words: int) -> list[list[str]]:
    """Give sections of paragraphs, `words` words in all, give or take a sentence."""
    sections: list[list[str]] = []
    total = turn = 0
    while total < words:
        paragraphs: list[str] = []
        start = total
        while total < min(words, start + _SECTION):
            said = [_SENTENCES[(turn + n) % len(_SENTENCES)] for n in range(3 + turn % 3)]
            turn += 1
            paragraphs.append(" ".join(said))
            total += sum(len(sentence.split()) for sentence in said)
        sections.append(paragraphs)
    return sections


def article(words: int, *, whole: bool) -> Article:
    """Give the article, or its text as a single paragraph."""
    parts = texts(words)
    if whole:
        parts = [[" ".join(text for part in parts for text in part)]]
    sections = tuple(
        Section(f"s{n}", (Span(f"Part {n} of the article"),), 2, _blocks(part)) for n, part in enumerate(parts, 1))
    told = Disclaimer(_blocks(["This text does not replace the advice of your own doctor."]), Origin.FOUND)
    return Article("Living with high blood pressure", "en-GB", Source("page.html", "0" * 64), "", sections, told)


def _blocks(paragraphs: list[str]) -> Blocks:
    return tuple(Paragraph((Span(text),)) for text in paragraphs)


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


def work(words: int, whole: bool, runs: int) -> None:
    """Make the handout `runs` times in this process; print the processor time of each, and the file's bytes."""
    from a11y_export.handout import HandoutOptions, make_pdf
    from a11y_export.wording import Wording

    told = article(words, whole=whole)
    times, size = [], 0
    for _ in range(runs):
        start = time.process_time()
        size = len(make_pdf(told, HandoutOptions(), Wording.load(told.language))[0])
        times.append(time.process_time() - start)
    print(json.dumps([times, size]))


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
        sys.executable, "-m", "benchmarks.handout", "--work", str(words), str(int(whole)), str(runs)]}
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
    asked.add_argument("--work", nargs=3, type=int, metavar=("WORDS", "WHOLE", "RUNS"), help=argparse.SUPPRESS)
    chosen = asked.parse_args()
    if chosen.work:
        work(chosen.work[0], bool(chosen.work[1]), chosen.work[2])
        return
    from importlib.metadata import version  # not needed by the process that is measured

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
