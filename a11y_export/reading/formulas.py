"""Formulas that a page hides behind a picture of them, as wikis do: set as text where a line can hold them.

The page shows the picture; the formula itself stands beside it, out of sight, for readers that speak. A letter or a
sum in a line stays the sentence's own words. What needs more than a line (a fraction, a root, a power) would be wrong
as a row of letters: there the picture stays, described by the formula's source.
"""

from __future__ import annotations

import re

from a11y_export.reading.ledger import Ledger
from a11y_export.reading.tree import Element, Tree, holds, named

_MATH, _SOURCES = frozenset({"math"}), ("annotation", "annotation-xml")
_PICTURES = frozenset({"img", "amp-img"})
# What reads the same on one line.
_FLAT = frozenset({"math", "semantics", "mrow", "mstyle", "mpadded", "mspace", "mi", "mn", "mo", "mtext", *_SOURCES})
_WRAPPED = re.compile(r"\{\\(?:display|text)style (.{0,2000})\}", re.DOTALL)
_MOST = 200  # elements of a formula that is looked at


def cut_sources(tree: Tree, ledger: Ledger) -> None:
    """Cut the sources that formulas carry with them: no browser shows them."""
    for element in tree.below_body(tree.index.find(tags=_SOURCES)):
        ledger.cut(element, "hidden", "the source of a formula, which no page shows")


def is_line(hidden: Element) -> bool:
    """Whether a hidden element holds a formula that a line can hold, with a picture of it beside."""
    return holds(hidden, _MATH) and _is_flat(hidden) and _beside(hidden, _PICTURES) is not None


def pictured(picture: Element) -> Element | None:
    """Give the element beside a picture that holds the formula which it shows, or None."""
    found = _beside(picture, None)
    return found if found is not None and (found.name == "math" or holds(found, _MATH)) else None


def source_of(alt: str) -> str:
    """Give a formula's source without the wrapping that only says how large it is set."""
    wrapped = _WRAPPED.fullmatch(alt)
    return wrapped[1].strip() if wrapped else alt


def is_set_as_text(picture: Element) -> bool:
    """Whether the formula that a picture shows is set as text beside it."""
    found = pictured(picture)
    return found is not None and _is_flat(found)


def _is_flat(element: Element) -> bool:
    maths = list(named(element, _MATH)) or [element]
    if len(maths) != 1 or maths[0].end - maths[0].at > _MOST:
        return False
    names = element.tree.names[maths[0].at : maths[0].end]
    return _FLAT.issuperset(names)


def _beside(element: Element, names: frozenset[str] | None) -> Element | None:
    """Give the one other element of its parent, when it has such a name; None when there are others or words."""
    parent = element.parent
    if not isinstance(parent, Element) or len(parent.contents) > 6:
        return None
    others = [c for c in parent.contents if isinstance(c, Element) and c is not element]
    loose = any(not isinstance(c, Element) and str(c).strip() for c in parent.contents)
    if loose or len(others) != 1 or (names is not None and others[0].name not in names):
        return None
    return others[0]
