"""Readability measured: what share of real pages reaches a target, how fast it is, and what others' programs say.

    python -m benchmarks.readability targets              health pages at or below each grade, by SMOG and FKGL
    python -m benchmarks.readability speed                loading and scoring, beside bare textstat
    python -m benchmarks.readability second NAME WHERE    another program (benchmarks/opinions.py): readability,
                                                          metrics or textacy in a Python, syllable in a folder

Seconds are of processor time. Pages: see benchmarks/pages.py.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from a11y_export.errors import ExportError
from a11y_export.literacy.counts import Counts, count
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.literacy.prepare import prepare
from a11y_export.literacy.report import assess
from a11y_export.literacy.scores import score_all
from a11y_export.literacy.syllables import english
from a11y_export.model import Article, Paragraph, Section, Source, Span
from a11y_export.prose import Kind
from a11y_export.reading import read_bytes
from a11y_export.reading.options import ReadingOptions
from a11y_export.wording import primary
from benchmarks import opinions, pages

GRADES = range(6, 13)
PAGES = 200
WORDS = 40


def articles(ids: list[str]) -> Iterator[Article]:
    """Give the pages' articles that can be read and are English."""
    for page in ids:
        try:
            found = read_bytes(pages.html(page).encode(), f"{page}.html", ReadingOptions()).article
        except ExportError:
            continue
        if primary(found.language) == "en":
            yield found


def targets() -> None:
    """Print how many health pages are at or below each grade."""
    ids = [page for page, truth in sorted(pages.truths().items()) if truth.get("health")]
    found: list[tuple[float, float | None, float, bool]] = []
    for article in articles(ids):
        report = assess(article, LiteracyOptions())
        if report.score is not None:
            found.append((report.score, report.without_terms, report.whole.scores["fkgl"], report.estimate))
    for name, group in (
        ("all", found), ("of 30 sentences or more", [row for row in found if not row[3]]),
    ):
        print(f"{name}: {len(group)} English pages of {len(ids)} health pages")
        print("| at or below grade | " + " | ".join(str(g) for g in GRADES) + " | median |")
        print("| --- |" + " --- |" * (len(GRADES) + 1))
        columns = {
            "SMOG": [row[0] for row in group],
            "SMOG without its own terms": [row[1] for row in group if row[1] is not None],
            "Flesch–Kincaid": [row[2] for row in group],
        }
        for label, scores in columns.items():
            cells = [str(sum(round(s, 1) <= grade for s in scores)) for grade in GRADES]
            print(f"| {label} | {' | '.join(cells)} | {statistics.median(scores):.1f} |")


_SENTENCES = (
    "High blood pressure rarely causes symptoms.", "Medicine can lower that risk for most adults.",
    "Your doctor will take several readings on different days before she gives you medication.",
    "Call the clinic at once if you have chest pain, sudden weakness or trouble with your speech.",
)


def sample(words: int, seed: int = 1) -> Article:
    """Give an article of about so many words, most of them different sentences: so that no cache does the work."""
    draw = random.Random(seed)
    from a11y_export.literacy.dictionary import pronunciations

    vocabulary = [w for w in list(pronunciations())[::7] if w.isalpha() and len(w) > 2]
    blocks, made = [], 0
    while made < words:
        own = draw.choice(_SENTENCES).rstrip(".").split()
        own[3:3] = draw.sample(vocabulary, 4)
        blocks.append(Paragraph((Span(" ".join(own) + "."),)))
        made += len(own)
    whole = Section("s", (Span("S"),), 2, tuple(blocks))
    return Article("A sample", "en", Source("s.html", "0" * 64), sections=(whole,))


def spent(work: Callable[[], object]) -> float:
    """Give the milliseconds of processor time that a call takes."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def speed() -> None:
    """Print the cost of loading and of scoring 2,000 words, cold and warm, beside bare textstat's."""
    from a11y_export.literacy import dictionary

    print(f"import textstat under our dictionary: {spent(dictionary.backend):.1f} ms")
    print(f"load our dictionary: {spent(dictionary.pronunciations):.1f} ms")
    texts = [sample(2_000, seed) for seed in (1, 2)]
    ready = prepare(texts[0])
    text = " ".join(p.text for p in ready)
    assess(sample(10), LiteracyOptions())
    print(f"scores of 2,000 prepared words: {spent(lambda: score_all(count(ready, 'en'), 'en')):.1f} ms")
    for which in ("words new", "words known"):
        print(f"whole report on 2,000 words, {which}: {spent(lambda: assess(texts[1], LiteracyOptions())):.1f} ms")
    code = (
        "import sys, time; text = sys.stdin.read(); at = time.process_time(); import textstat; "
        "names = ['smog_index', 'flesch_kincaid_grade', 'flesch_reading_ease', 'gunning_fog', 'coleman_liau_index', "
        "'dale_chall_readability_score']; imported = time.process_time(); textstat.syllable_count('pill'); "
        "loaded = time.process_time(); [getattr(textstat, n)(text) for n in names]; done = time.process_time(); "
        "print(f'bare textstat: import {1000 * (imported - at):.1f}, dictionary {1000 * (loaded - imported):.1f}, "
        "six scores of the same text {1000 * (done - loaded):.1f} ms')"
    )
    print(subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True).stdout)


def second(which: str, where: str) -> None:
    """Print how far another program agrees on the same prepared sentences of PAGES pages, and why it does not."""
    ids = [page for page, truth in sorted(pages.truths().items()) if pages.is_tuning(truth["url"])]
    ours: list[tuple[Counts, dict[str, float]]] = []
    texts: list[opinions.Text] = []
    for article in articles(ids[:: max(1, len(ids) // (PAGES * 3 // 2))]):
        report = assess(article, LiteracyOptions())
        if report.whole.counts.words < 100 or len(ours) == PAGES:
            continue
        ours.append((report.whole.counts, report.whole.scores))
        texts.append([list(p.words) for p in prepare(article) if p.source.kind is not Kind.DISCLAIMER])
    theirs = opinions.ask(which, where, texts)
    opinions.compare(ours, theirs)
    apart: Counter[tuple[str, int, int]] = Counter()
    for text, other in zip(texts, theirs, strict=True):
        for word in (word for sentence in text for word in sentence):
            own, said = english(word), other.get("words", {}).get(word, 0)
            apart[word.lower(), own, said] += abs(own - said) if said else 0
    print("words apart, by how much they weigh:", ", ".join(
        f"{word} {own}/{said} ({weight})" for (word, own, said), weight in apart.most_common(WORDS) if weight
    ))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["targets"]:
            targets()
        case ["speed"]:
            speed()
        case ["second", which, where] if which in opinions.SCRIPTS:
            second(which, where)
        case _:
            sys.exit(__doc__)
