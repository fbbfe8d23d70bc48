"""Fit the points by which a text reads like a medical disclaimer, to texts of which it is known whether they are one.

``python -m benchmarks.fit_genre`` makes a logistic regression over the texts' traits: those of the tests
(`tests/reading/planted.toml`, `unseen/`), and as texts that are none the paragraphs of the tuning pages and of
our own in which the grammar finds none. Writes a11y_export/reading/rules/genre.json, points in hundredths of a logit.
With ``--try`` nothing is written: each batch of texts, and a part of the pages, is judged by points fitted to the
others.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bs4 import BeautifulSoup

from a11y_export.errors import ExportError
from a11y_export.reading import notices, read_bytes
from a11y_export.reading.genre import traits_of
from a11y_export.reading.rules import bare
from benchmarks import pages

_ROOT = Path(__file__).parent.parent
TARGET = _ROOT / "a11y_export" / "reading" / "rules" / "genre.json"
_TEXTS = _ROOT / "tests" / "reading"
_STRENGTH = 1.0
_WEIGHT = 2.0  # of a text of the tests, beside one for a paragraph of a page
_LEAST_SEEN, _LEAST_POINTS = 2, 3
_LIMITS = (-100, -50, 0, 50, 100, 150)


@dataclass(frozen=True)
class Example:
    """A text's traits, whether it is a disclaimer, and the batch or page that it is of."""

    traits: frozenset[str]
    true: bool
    origin: str
    page: bool = False


def _written(language: str, text: str, label: str, *, true: bool, origin: str) -> list[Example]:
    """Give a text as an example; one that nothing names also as what stands behind “Please note”."""
    plain = bare(" ".join(text.split()))
    own, rest = notices.parted(plain)
    says = notices.says(rest if own else plain, language)
    named = own or (notices.label_of(bare(label)) if label else "")
    seen = (says.letters, says.text, says.spaced, says.language)
    calls = (named,) if named else ("", "notice")
    return [Example(frozenset(traits_of(*seen, called, says.decoys)), true, origin) for called in calls]


def texts() -> list[Example]:
    """Give the texts of the tests, without those worded as nobody words it."""
    out: list[Example] = []
    for file in sorted((_TEXTS / "unseen").glob("*.toml")):
        kinds = tomllib.loads(file.read_text(encoding="utf-8"))
        for kind in ("disclaimer", "decoy"):
            rows = [row for row in kinds.get(kind, ()) if "unusual" not in row]
            true = kind == "disclaimer"
            for row in rows:
                out += _written(row["language"], row["text"], row.get("label", ""), true=true, origin=file.stem)
    planted = tomllib.loads((_TEXTS / "planted.toml").read_text(encoding="utf-8"))
    for language, groups in planted.items():
        for kind, batches in groups.items():
            for html in (h for rows in batches.values() for h in rows):
                soup = BeautifulSoup(html, "lxml")
                heading = soup.find(["h2", "h3"])
                label = heading.extract().get_text() if heading else ""
                true = kind == "disclaimers"
                out += _written(language, soup.get_text(" "), label, true=true, origin="planted")
    return out


def paragraphs(page: str) -> list[Example]:
    """Give the paragraphs of one page, of the test data or a file, that the grammar takes for no disclaimer."""
    seen: dict[frozenset[str], None] = {}

    grammar, told = notices.by_grammar, [False]

    def ask(*asked: Any) -> tuple[str, ...]:
        signs = grammar(*asked)
        told[0] = bool(signs)
        return signs

    def note(*asked: Any) -> int:
        if told[0]:
            return 1000
        seen[frozenset(traits_of(*asked))] = None
        return -1000

    file = _ROOT / page
    data = file.read_bytes() if file.is_file() else pages.html(page).encode("utf-8", "surrogatepass")
    with patch.object(notices, "by_grammar", ask), patch.object(notices, "points_of", note):
        try:
            read_bytes(data, "page.html")
        except ExportError:
            return []
    return [Example(traits, true=False, origin=page, page=True) for traits in seen]


def fit(examples: Sequence[Example]) -> tuple[int, dict[str, int]]:
    """Give the points to start with and those of each trait."""
    from numpy import array, int32, ones
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(trait for example in examples for trait in example.traits)
    numbers = {trait: at for at, trait in enumerate(sorted(t for t, n in seen.items() if n >= _LEAST_SEEN))}
    columns: list[int] = []
    ends = [0]
    for example in examples:
        columns += sorted(numbers[trait] for trait in example.traits if trait in numbers)
        ends.append(len(columns))
    true = array([example.true for example in examples])
    table = csr_matrix((ones(len(columns)), array(columns, int32), array(ends, int32)), shape=(len(true), len(numbers)))
    model = LogisticRegression(C=_STRENGTH, max_iter=1000, solver="liblinear", random_state=0)
    model.fit(table, true, sample_weight=array([1.0 if example.page else _WEIGHT for example in examples]))
    points = {trait: round(100 * float(model.coef_[0][at])) for trait, at in numbers.items()}
    return round(100 * float(model.intercept_[0])), {t: p for t, p in points.items() if abs(p) >= _LEAST_POINTS}


def points_of(example: Example, start: int, points: dict[str, int]) -> int:
    """Give an example's points."""
    return start + sum(points.get(trait, 0) for trait in example.traits)


def _tried(examples: Sequence[Example], batches: Sequence[str]) -> None:
    """Print what is found of each batch by points fitted to all others, and on how many of the pages left out."""
    parts = {page: at % len(batches) for at, page in enumerate(sorted({e.origin for e in examples if e.page}))}
    for at, batch in enumerate(batches):
        apart = [e.origin == batch or parts.get(e.origin) == at for e in examples]
        start, points = fit([e for e, out in zip(examples, apart, strict=True) if not out])
        judged = [(e, points_of(e, start, points)) for e, out in zip(examples, apart, strict=True) if out]
        for limit in _LIMITS:
            over = [e for e, own in judged if own >= limit]
            _line(batch, limit, over, [e for e, _ in judged])


def _line(batch: str, limit: int, over: Iterable[Example], judged: Iterable[Example]) -> None:
    def counted(some: Iterable[Example]) -> tuple[int, int, int]:
        some = list(some)
        texts_of = [e.true for e in some if not e.page]
        return sum(texts_of), len(texts_of) - sum(texts_of), len({e.origin for e in some if e.page})

    shown = " · ".join(f"{a} of {b}" for a, b in zip(counted(over), counted(judged), strict=True))
    sys.stdout.write(f"{batch:10} {limit:+4d}: disclaimers, others, pages: {shown}\n")


def main() -> None:
    """Fit and write, or try; says how many texts, paragraphs and traits."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--try", action="store_true", dest="tried")
    asked.add_argument("--without", nargs="*", default=[], help="batches that are left out")
    given = asked.parse_args()
    written = [e for e in texts() if e.origin not in given.without]
    chosen = sorted(p for p, t in pages.truths().items() if pages.is_tuning(t.get("url") or p))
    own = [*(_TEXTS / "kinds").glob("*.html"), *(_TEXTS / "texts").glob("*.txt"), *(_ROOT / "input").glob("*.html")]
    chosen += sorted(file.relative_to(_ROOT).as_posix() for file in own)
    with Pool() as pool:
        found = [e for rows in pool.map(paragraphs, chosen, 8) for e in rows]
    if given.tried:
        _tried([*written, *found], sorted({e.origin for e in written} - {"planted"}))
        return
    start, points = fit([*written, *found])
    TARGET.write_text(json.dumps({"start": start, "points": points}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{len(written)} texts, {len(found)} paragraphs of {len(chosen)} pages, {len(points)} traits\n")


if __name__ == "__main__":
    main()
