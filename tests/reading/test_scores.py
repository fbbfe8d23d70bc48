"""How well pages are read must not sink: a small part of the real pages, scored by their own scorer, against a table.

To raise the table after the reading got better: ``python -m tests.reading.test_scores`` prints it with the figures of
now; put its lines in place of those below. To lower a line needs a reason in the commit that does it.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache

import pytest

from benchmarks import pages
from benchmarks.extraction import extract

# What is reached on these pages. The first group must not sink, the second must not rise.
AT_LEAST = {
    "wcxb F1": 0.9676,
    "wcxb precision": 0.9518,
    "wcxb recall": 0.9839,
    "aeb F1": 0.9770,
    "marked headings": 0.9908,
    "marked lists": 0.9672,
    "marked rows": 1.0000,
    "disclaimer named": 1.0000,
    "title": 0.8966,
    "author": 0.8889,
    "published": 0.8125,
}
AT_MOST = {
    "wcxb leaked": 0.0480,
    "disclaimer false alarm": 0.0000,
}
HAIR = 0.003

# Of 256 pages so many are read; of those whose kind is rare, more; with a disclaimer, all.
_SOME, _MORE = 16, 48
_FIELDS = ("title", "author", "published")


@cache
def chosen() -> tuple[str, ...]:
    """Give the pages of the gate: tuning pages alone, by the hash of their ids."""
    found = []
    for page, truth in sorted(pages.truths().items()):
        if not pages.is_tuning(truth["url"]):
            continue
        share = _MORE if truth["corpus"] == "aeb" or truth.get("table_rows") else _SOME
        if truth.get("disclaimer") or hashlib.sha256(page.encode()).digest()[0] < share:
            found.append(page)
    return tuple(found)


@cache
def measured() -> dict[str, float]:
    """Read the pages and give every measure, 0 to 1."""
    stick, truths = pages.scorer(), pages.truths()
    said = {page: extract(pages.html(page)) for page in chosen()}
    values = list(stick.score({page: truths[page] for page in chosen()}, said).values())
    out: dict[str, float] = {}
    of = {corpus: [v for v in values if v["corpus"] == corpus] for corpus in ("wcxb", "aeb")}
    counts = {corpus: [v["counts"] for v in own if "counts" in v] for corpus, own in of.items()}
    out["wcxb F1"], out["wcxb precision"], out["wcxb recall"] = stick.shingle_scores(counts["wcxb"])
    out["aeb F1"] = stick.shingle_scores(counts["aeb"])[0]
    for name in ("marked headings", "marked lists", "marked rows", "disclaimer named"):
        out[name] = stick.share(values, name)[0]
    for name in _FIELDS:
        told = [v[name] for v in values if v.get(name) in {"right", "wrong", "missing"}]
        out[name] = told.count("right") / len(told)
    out["wcxb leaked"] = stick.share(of["wcxb"], "leaked")[0]
    out["disclaimer false alarm"] = stick.share(values, "disclaimer false alarm")[0]
    return out


@pytest.mark.parametrize("measure", AT_LEAST)
@pytest.mark.usefixtures("shared")
def test_no_measure_sinks(measure):
    assert measured()[measure] >= AT_LEAST[measure] - HAIR, f"{measure} sank; see this file's first lines"


@pytest.mark.parametrize("measure", AT_MOST)
@pytest.mark.usefixtures("shared")
def test_no_fault_grows(measure):
    assert measured()[measure] <= AT_MOST[measure] + HAIR, f"{measure} grew; see this file's first lines"


@pytest.mark.usefixtures("shared")
def test_every_measure_is_held_and_the_pages_are_enough():
    assert set(measured()) == {*AT_LEAST, *AT_MOST}
    assert 55 <= len(chosen()) <= 90


def main() -> None:
    """Print the table as it would stand with the figures of now, and what moved."""
    found, before = measured(), AT_LEAST | AT_MOST
    for name, table in (("AT_LEAST", AT_LEAST), ("AT_MOST", AT_MOST)):
        lines = "".join(f'    "{measure}": {found[measure]:.4f},\n' for measure in table)
        sys.stdout.write(f"{name} = {{\n{lines}}}\n")
    moved = [f"{m} {found[m] - before[m]:+.4f}" for m in before if round(found[m], 4) != before[m]]
    sys.stdout.write(f"# {len(chosen())} pages; moved: {', '.join(moved) or 'nothing'}\n")


if __name__ == "__main__":
    main()
