"""The pages of a book against those of the reopened handout: each once, where it begins, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.epubfile import Book
from a11y_export.proof.htmltext import INLINE, SOURCE, Node, equal, own_text
from a11y_export.wording import Wording

_TYPE = "{http://www.idpf.org/2007/ops}type"
_NAMED = frozenset({"disclaimer-name", "about-name"})  # headings that count as a place
_FEATURES = frozenset({"pageBreakMarkers", "pageNavigation"})


class Printed(NamedTuple):
    """The handout that lies beside a book: its name and SHA-256, and where each page begins (`pdfplaces`)."""

    name: str
    sha256: str
    starts: Sequence[int]


def prove_pages(
    name: str, book: Book, article: Article, bodies: Mapping[str, Node], whole: Node, printed: Printed | None,
) -> list[Check]:
    """Give the checks of a book's pages: none without a handout. `whole` has its parts in the article's order."""
    marks = {path: [e for e in body.iter(etree.Element) if _is_mark(e)] for path, body in bodies.items()}
    labels = _labels(article, len(printed.starts) if printed else 0)
    places, total = _places(whole, labels)
    wanted = [(page, min(start, total)) for page, start in enumerate(printed.starts, 1)] if printed else []
    homes = {labels.get(str(e.get("aria-label")), 0): (path, str(e.get("id"))) for path in marks for e in marks[path]}
    return [
        equal("epub pages begin where the handout's do", name, [*wanted], [*places], "pages"),
        _listed(name, book, [(str(page), *homes.get(page, ("", ""))) for page, _ in wanted]),
        _claimed(name, book, printed),
    ]


def _is_mark(element: Node) -> bool:
    return "pagebreak" in f"{element.get(_TYPE, '')} {element.get('role', '')}"


def _labels(article: Article, pages: int) -> dict[str, int]:
    wording = Wording.load(article.language)
    return {wording.get("handout.page", n=page).text: page for page in range(1, pages + 1)}


def _places(whole: Node, labels: Mapping[str, int]) -> tuple[list[tuple[int, int]], int]:
    """Give (page, places of the article before it) of each mark in order, and how many places there are.

    A mark that is no empty element of both kinds, with a name, is of page 0.
    """
    found: list[tuple[int, int]] = []
    count, within = 0, False
    for step in _steps(whole, ""):
        if isinstance(step, str):
            shown = words.clean(step)
            begun = len(shown.split())
            count += begun - (begun > 0 and within and not shown[:1].isspace())
            within = within if not shown else not shown[-1].isspace()
        elif _is_mark(step):
            kinds = (step.get(_TYPE), step.get("role"), step.tag in {"div", "span"}, len(step), step.text or "")
            good = kinds == ("pagebreak", "doc-pagebreak", True, 0, "") and bool(step.get("id"))
            found.append((labels.get(str(step.get("aria-label")), 0) if good else 0, count))
        else:
            count += 1
    return found, count


def _steps(element: Node, owner: str) -> Iterator[str | Node]:
    """Give the source's texts, white space where blocks part them, and the elements that are marks or places."""
    own = str(element.get("data-origin") or owner)
    own = SOURCE if element.get("class") == "disclaimer-text" else own
    border = " " if element.tag not in INLINE else ""
    yield border
    if _is_mark(element) or element.tag == "figure" or element.get("id") in _NAMED:
        yield element
    yield (element.text or "") if own == SOURCE else ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _steps(child, own)
        yield (child.tail or "") if own == SOURCE else ""
    yield border


def _listed(name: str, book: Book, wanted: list[tuple[str, str, str]]) -> Check:
    """The list of pages leads to each mark by its page's number, in the order of the pages."""
    found: list[object] = []
    lists = 0
    for path in (item.path for item in book.items.values() if "nav" in item.properties):
        for nav in (e for e in book.pages[path].iter("nav") if e.get(_TYPE) == "page-list"):
            lists += 1
            found += [(own_text(a), *book.inside(path, str(a.get("href", "")))) for a in nav.iter("a")]
    if lists != bool(wanted):
        return Check("epub list of pages", name, False, f"{lists} lists for {len(wanted)} pages")
    return equal("epub list of pages", name, [*wanted], found, "pages")


def _claimed(name: str, book: Book, printed: Printed | None) -> Check:
    """The package names the handout by its bytes, and claims pages where there are any."""
    metas = [(str(e.get("property")), words.fold(e.text or "")) for e in book.package.iterfind("metadata/meta")]
    sources = [text for key, text in metas if key == "pageBreakSource"]
    features = {text for key, text in metas if key == "schema:accessibilityFeature"} & _FEATURES
    told = [f"{printed.name}, SHA-256 {printed.sha256}"] if printed else []
    named = {words.fold(e.text or "") for e in book.package.iterfind("metadata/source")}
    good = sources == told and named >= set(told) and features == (_FEATURES if printed else set())
    good = good and [text for key, text in metas if key == "source-of"] == ["pagination"] * len(told)
    said = ", ".join([*sources, *sorted(features)])[:300]
    return Check("epub names the handout of its pages", name, good, said or "none")
