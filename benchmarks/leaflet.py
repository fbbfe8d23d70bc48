"""The leaflet that `benchmarks.handout` has set: its text, and the process that sets it with this program.

``python -m benchmarks.leaflet WORDS WHOLE RUNS`` makes its handout RUNS times and prints the processor time of each.
The module imports little else, and begins and ends as the program's own processes do, so that the process costs what
the program costs.
"""

from __future__ import annotations

import json
import sys
import time

from a11y_export import starting

if __name__ == "__main__":
    starting.begin()

from a11y_export.model import (
    Article,
    Blocks,
    Disclaimer,
    Origin,
    Paragraph,
    Section,
    Source,
    Span,
)

_SENTENCES = (
    "Take this medicine at the same time each day, with a full glass of water.",
    "Do not stop without asking your doctor, even when you feel well again.",
    "Your nurse will check your blood pressure and write the numbers down for you.",
    "Call the clinic when you feel dizzy, when your ankles swell or when a dose was missed.",
)
_SECTION = 220  # words, about


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


def work(words: int, whole: bool, runs: int) -> None:
    """Make the handout `runs` times in this process; print the processor time of each, and the file's bytes."""
    from a11y_export.handout import HandoutOptions, make_pdf
    from a11y_export.wording import Wording

    starting.loaded()
    told = article(words, whole=whole)
    times, size = [], 0
    for _ in range(runs):
        start = time.process_time()
        size = len(make_pdf(told, HandoutOptions(), Wording.load(told.language))[0])
        times.append(time.process_time() - start)
    print(json.dumps([times, size]))
    starting.end()


if __name__ == "__main__":
    work(int(sys.argv[1]), sys.argv[2] == "1", int(sys.argv[3]))
