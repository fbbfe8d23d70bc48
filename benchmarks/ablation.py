"""What each idea of the reading is worth: the same pages read with one idea switched off at a time.

``python -m benchmarks.ablation [--pages tuning|held-out|all] [--every N]`` prints for each idea, by collection, F1,
precision, recall and what leaked, as the scorer that lies with the pages counts them. Two processes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from multiprocessing import Pool
from typing import Any
from unittest.mock import patch

from benchmarks import pages
from benchmarks.extraction import extract

CORPORA = ("wcxb", "aeb")
_PROCESSES = 2


def _nothing(*_: object) -> None:
    """Stand in for a step that is switched off."""


def _no_names(_: object) -> set[str]:
    return set()


def _none(*_: object) -> list[object]:
    return []


def _never(*_: object) -> bool:
    return False


def _as_chosen(best: object, *_: object) -> object:
    return best


# By idea, the steps of a11y_export.reading that are replaced, and by what.
IDEAS: dict[str, dict[str, Callable[..., object]]] = {
    "all": {},
    "without the scorecard": {"scorecard.cut_scraps": _nothing},
    "without chrome rules by name": {"chrome.names": _no_names},
    "without consent rules": {"consent.cut_consent": _nothing, "consent.cut_consent_lines": _nothing},
    "without text rules": {"chrome.cut_text_blocks": _nothing},
    "without the fold rule": {"hidden._is_fold": _never},
    "without what calls itself the article": {"content._named": _as_chosen},
    "without trim_tail": {"content.trim_tail": _nothing},
    "without the lead-in": {"leads.lead_in": _none},
    "without what headings announce": {"chrome.announced_by": _none},
    "without the first of several articles": {"content._first_of_several": _as_chosen},
    "without the guard of doses and alarms": {"thresholds.is_dangerous": _never, "chrome.is_dangerous": _never},
}


def read_without(idea: str, page: str) -> dict[str, object]:
    """Read a page with `idea` switched off."""
    with ExitStack() as stack:
        for step, instead in IDEAS[idea].items():
            stack.enter_context(patch(f"a11y_export.reading.{step}", instead))
        return extract(pages.html(page))


def measures(page_values: Sequence[dict[str, Any]]) -> tuple[float, float, float, float]:
    """Give F1, precision, recall and the leaked share of one collection's pages."""
    stick = pages.scorer()
    f1, precision, recall = stick.shingle_scores([v["counts"] for v in page_values if "counts" in v])
    leaked = stick.share(page_values, "leaked")
    return f1, precision, recall, leaked[0] if leaked else 0.0


def chosen(which: str, every: int) -> list[str]:
    """List the pages that are read: one in `every` of those asked for, by their ids' order."""
    wanted = {"tuning": (True,), "held-out": (False,), "all": (True, False)}[which]
    truths = pages.truths().items()
    found = sorted(p for p, t in truths if t["corpus"] in CORPORA and pages.is_tuning(t["url"]) in wanted)
    return found[::every]


def main() -> None:
    """Read and print, one line for each idea and collection."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", choices=("tuning", "held-out", "all"), default="tuning")
    asked.add_argument("--every", type=int, default=1, help="read one page in N")
    options = asked.parse_args()
    found, truths = chosen(options.pages, options.every), pages.truths()
    print(f"{len(found)} pages ({options.pages}, one in {options.every})")
    print(f"{'':38}{'':6}{'F1':>7}{'prec':>7}{'recall':>7}{'leaked':>8}", flush=True)
    with Pool(_PROCESSES) as pool:
        for idea in IDEAS:
            said = dict(zip(found, pool.map(partial(read_without, idea), found, 8), strict=True))
            values = pages.scorer().score({page: truths[page] for page in found}, said).values()
            for corpus in CORPORA:
                own = [v for v in values if v["corpus"] == corpus]
                if own:
                    f1, precision, recall, leaked = measures(own)
                    line = f"{idea:38}{corpus:6}{f1:7.3f}{precision:7.3f}{recall:7.3f}{100 * leaked:7.1f}%"
                    print(line, flush=True)


if __name__ == "__main__":
    main()
