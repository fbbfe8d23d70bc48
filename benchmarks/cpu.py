"""What reading a page costs: processor time beside that of bare parsers and other readers, in one run.

``python -m benchmarks.cpu [--every N]`` reads one page in N with each of them in turn, so that a busy machine slows all
alike, and prints medians and means in milliseconds of this process's own time. Then it repeats one page's article 1, 2,
4 and 8 times and prints the time for each thousand characters: the same, when the work grows with the page alone.
"""

from __future__ import annotations

import argparse
import gc
import time
import warnings
from collections.abc import Callable
from importlib import import_module
from statistics import fmean, median

from benchmarks import pages
from benchmarks.extraction import extract

_REPEATS = (1, 2, 4, 8)
_TRIES = 3
_TRIAL = f"<html><body><h1>One</h1>{'<p>Two words and then some more, to read them.</p>' * 20}</body></html>"
Reader = Callable[[str], object]


def _lxml(html: str) -> object:
    from lxml import etree

    return etree.fromstring(html.encode(), etree.HTMLParser(huge_tree=True, encoding="utf-8"))


def _bs4(html: str) -> object:
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

    warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
    return BeautifulSoup(html, "lxml")


def _grow(html: str) -> object:
    from a11y_export.reading.tree import grow

    grow(html).fell()
    return None


def _read(html: str) -> object:
    from a11y_export.errors import ExportError
    from a11y_export.reading import read_bytes

    try:
        return read_bytes(html.encode("utf-8", "surrogatepass"), "page.html")
    except ExportError:
        return None


def _trafilatura() -> Reader:
    extract_with: Reader = import_module("trafilatura").extract
    return extract_with


def _readability() -> Reader:
    document = import_module("readability").Document
    return lambda html: document(html).summary()


def _as_it_is(reader: Reader) -> Callable[[], Reader]:
    return lambda: reader


READERS: dict[str, Callable[[], Reader]] = {
    "lxml, the bare parse": _as_it_is(_lxml),
    "bs4 over lxml, the bare parse": _as_it_is(_bs4),
    "our tree (grow)": _as_it_is(_grow),
    "our whole reading": _as_it_is(_read),
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
}


def cost(reader: Reader, html: str) -> float:
    """Give the milliseconds of processor time that `reader` needs for a page, garbage of others not counted."""
    gc.collect()
    start = time.process_time()
    reader(html)
    return 1000 * (time.process_time() - start)


def compare(every: int) -> None:
    """Print each reader's median and mean over one page in `every`."""
    ready: dict[str, Reader] = {}
    for name, make in READERS.items():
        try:
            ready[name] = make()
        except ImportError:
            print(f"{name:32}not installed")
    found = sorted(pages.truths())[::every]
    for reader in ready.values():
        reader(_TRIAL)  # what is loaded once is not the page's cost
    spent: dict[str, list[float]] = {name: [] for name in ready}
    for page in found:
        html = pages.html(page)
        for name, reader in ready.items():
            spent[name].append(cost(reader, html))
    print(f"{len(found)} pages; ms a page{'':12}{'median':>8}{'mean':>8}")
    for name, times in spent.items():
        print(f"{name:32}{median(times):8.1f}{fmean(times):8.1f}")


def grow_larger() -> None:
    """Print what our reading costs by character when one article is repeated."""
    found = [page for page, truth in sorted(pages.truths().items()) if len(str(truth.get("text", ""))) > 4_000]
    article = str(extract(pages.html(found[0])).get("html", ""))
    print(f"one article of {len(article):,} characters, repeated; best of {_TRIES}")
    for times in _REPEATS:
        html = f"<html><body><article><h1>One article</h1>{article * times}</article></body></html>"
        best = min(cost(_read, html) for _ in range(_TRIES))
        print(f"{times:3} times{len(html):10,} characters{best:9.1f} ms{1000 * best / len(html):8.3f} ms a thousand")


def main() -> None:
    """Compare, then repeat."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--every", type=int, default=1, help="read one page in N")
    compare(asked.parse_args().every)
    grow_larger()


if __name__ == "__main__":
    main()
