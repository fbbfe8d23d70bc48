"""Fit the reader's scorecard to pages whose true article is known.

``python -m benchmarks.fit_scorecard`` makes a logistic regression over the passages' traits, on the tuning pages alone,
every page weighing the same. The true text settles which passage is the article's; cells, captions and preformatted
text teach nothing against themselves, since truths leave them out at will and the reader never cuts them. Writes
a11y_export/reading/rules/scorecard.json.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from unittest.mock import patch

from a11y_export.errors import ExportError
from a11y_export.reading import read_bytes, scorecard, thresholds
from a11y_export.reading.passages import Passage
from benchmarks import pages

TARGET = Path(__file__).parent.parent / "a11y_export" / "reading" / "rules" / "scorecard.json"
_WORD = re.compile(r"\w+")
# A trait counts when it is seen on as many sites; what words say, on more.
_SITES, _SITES_SAID = 3, 8
_SAID = ("says:", "says only:", "opens:", "under:", "asks:")
_STRENGTH = 0.1
_LEAST_POINTS = 0.02
_NEAR = 25
Row = tuple[tuple[str, ...], float, int]  # traits, share of words that are true, words


def rows_of(page: str) -> list[Row]:
    """Give the passages that the scorecard is asked about on one page."""
    seen: list[Passage] = []

    def note(found: list[Passage]) -> list[float]:
        seen.extend(found)
        return [scorecard.SURE] * len(found)

    with patch.object(scorecard, "weigh", note):
        try:
            read_bytes(pages.html(page).encode("utf-8", "surrogatepass"), "page.html")
        except ExportError:
            return []
    texts = [passage.text for passage in seen]
    shares = true_shares(texts, str(pages.truths()[page]["text"]))
    return [(tuple(p.traits), share, p.size) for p, share in zip(seen, shares, strict=True)]


def true_shares(texts: Sequence[str], truth: str) -> list[float]:
    """Give by passage how much of it stands in the truth: four words by four words; short ones by their neighbours."""
    true = _WORD.findall(truth)
    shingles: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(true) - 3):
        shingles[tuple(true[at : at + 4])].append(at)
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(true):
        places[word].append(at)
    said = [_WORD.findall(text) for text in texts]
    shares, spots = [0.0] * len(said), [-1] * len(said)
    for at, own in enumerate(said):
        hits = [shingles.get(tuple(own[i : i + 4]), []) for i in range(len(own) - 3)]
        if hits:
            shares[at] = sum(map(bool, hits)) / len(hits)
            sure = next((hit[0] - i for i, hit in enumerate(hits) if len(hit) == 1), -1)
            spots[at] = sure if shares[at] >= 0.5 else -1
    for at, own in enumerate(said):
        if 0 < len(own) < 4:
            after = next((spots[i] + len(said[i]) for i in range(at - 1, max(-1, at - 30), -1) if spots[i] >= 0), None)
            before = next((spots[i] for i in range(at + 1, min(len(said), at + 30)) if spots[i] >= 0), None)
            for place in places.get(own[0], ()):
                near = after is not None and 0 <= place - after <= _NEAR
                near = near or (before is not None and 0 <= before - place <= _NEAR + len(own))
                if near and true[place : place + len(own)] == own:
                    shares[at], spots[at] = 1.0, place
                    break
    return shares


def _counted(found: dict[str, list[Row]], sites: dict[str, str]) -> dict[str, int]:
    """Give the traits that count, numbered."""
    seen: dict[str, set[str]] = defaultdict(set)
    for page, rows in found.items():
        for traits, _, _ in rows:
            for trait in traits:
                seen[trait].add(sites[page])
    enough = (t for t, on in seen.items() if len(on) >= (_SITES_SAID if t.startswith(_SAID) else _SITES))
    return {trait: at for at, trait in enumerate(sorted(enough))}


def _examples(found: dict[str, list[Row]]) -> Iterator[tuple[tuple[str, ...], int, float]]:
    """Give traits, whether true, and weight of each passage; each page weighs one."""
    for rows in found.values():
        whole = sum(size for _, _, size in rows) or 1
        for traits, share, size in rows:
            true = share >= 0.5
            safe = not thresholds.SAFE.isdisjoint(traits)
            yield traits, int(true), 0.0 if safe and not true else (size / whole) ** 0.75


def fit(found: dict[str, list[Row]], sites: dict[str, str]) -> tuple[float, dict[str, float]]:
    """Give the points to start with and those of each trait."""
    from numpy import array, ones
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    numbers = _counted(found, sites)
    columns: list[int] = []
    ends, true, weight = [0], [], []
    for traits, is_true, own in _examples(found):
        columns += [numbers[trait] for trait in traits if trait in numbers]
        ends.append(len(columns))
        true.append(is_true)
        weight.append(own)
    shape = (len(true), len(numbers))
    weights = array(weight) * 20 * len(found) / sum(weight)
    model = LogisticRegression(C=_STRENGTH, max_iter=300, solver="liblinear", random_state=0)
    model.fit(csr_matrix((ones(len(columns)), columns, ends), shape=shape), array(true), sample_weight=weights)
    points = {trait: round(float(model.coef_[0][at]), 3) for trait, at in numbers.items()}
    return round(float(model.intercept_[0]), 3), {t: p for t, p in points.items() if abs(p) >= _LEAST_POINTS}


def main() -> None:
    """Fit and write; says how many pages, traits and points."""
    truths = pages.truths()
    chosen = sorted(p for p, t in truths.items() if "text" in t and pages.is_tuning(t["url"]))
    with Pool() as pool:
        found = dict(zip(chosen, pool.map(rows_of, chosen, 8), strict=True))
    start, points = fit(found, {page: pages.host(truths[page]["url"]) for page in chosen})
    TARGET.write_text(json.dumps({"start": start, "points": points}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{len(chosen)} pages, {sum(map(len, found.values()))} passages, {len(points)} traits\n")


if __name__ == "__main__":
    main()
