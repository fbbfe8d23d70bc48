"""Lists and tables made of boxes: what their roles say they are, taken at its word where it leaves no text over.

Neighbours that the page runs into one word stay a line: an article has the words that its page shows.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from a11y_export.reading.naming import role
from a11y_export.reading.tree import Element, is_border

_LISTS, _TABLES = frozenset({"list"}), frozenset({"table", "grid", "treegrid"})
_ITEM, _ROW = frozenset({"listitem"}), frozenset({"row"})
_CELL = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
_HEADER = "columnheader"
# What has a shape of its own by its name.
_NAMED = frozenset({"ul", "ol", "menu", "dir", "dl", "table", "tbody", "tr", "td", "th", "li", "nav"})
# Boxes with a role that are looked at, lists and tables of a page, and the parts that make one.
_MOST, _MOST_SHAPES, _LEAST = 4_000, 100, 2


def items_of(element: Element) -> list[Element]:
    """List the items of a list made of boxes, those of lists within it left out; none when it is no such list."""
    if role(element) not in _LISTS or element.name in _NAMED:
        return []
    items = _outermost(element, _ITEM)
    return items if len(items) >= _LEAST and _hold_all(element, items) and _are_parted(items) else []


def rows_of(element: Element) -> list[tuple[bool, list[Element]]]:
    """Give the rows of a table made of boxes, each with whether it is of column headers; none when it is no table."""
    if role(element) not in _TABLES or element.name in _NAMED:
        return []
    rows = [_outermost(row, _CELL) for row in _outermost(element, _ROW)]
    cells = [cell for row in rows for cell in row]
    if len(rows) < _LEAST or max(map(len, rows)) < _LEAST or not (_hold_all(element, cells) and _are_parted(cells)):
        return []
    return [(all(role(cell) == _HEADER for cell in row), row) for row in rows if row]


def shaped(root: Element) -> list[Element]:
    """List the lists and tables of boxes below `root`, in page order."""
    own = [e for e in _roled(root, _MOST) if role(e) in _LISTS | _TABLES]
    return [e for e in own[:_MOST_SHAPES] if items_of(e) or rows_of(e)]


def _outermost(element: Element, roles: frozenset[str]) -> list[Element]:
    """List the elements below with one of these roles that stand in no other of them."""
    found: list[Element] = []
    reached = 0
    for below in _roled(element, _MOST):
        if below.at >= reached and role(below) in roles:
            found.append(below)
            reached = below.end
    return found


def _roled(root: Element, most: int) -> list[Element]:
    """List the first elements below `root` that have a role, in page order."""
    numbers = root.tree.index.attributes.get("role", [])
    first = bisect_left(numbers, root.at + 1)
    end = min(bisect_left(numbers, root.end), first + most)
    return [root.tree.elements[at] for at in numbers[first:end]]


def _hold_all(element: Element, parts: list[Element]) -> bool:
    """Whether no text of the element stands outside of these parts of it."""
    reached = element.t0
    for part in parts:
        if any(text.strip() for text in element.tree.texts[reached : part.t0]):
            return False
        reached = max(reached, part.t1)
    return not any(text.strip() for text in element.tree.texts[reached : element.t1])


def _are_parted(parts: list[Element]) -> bool:
    """Whether words end between any two neighbours: at a box's border, or at white space, as the page reads."""
    for one, other in pairwise(parts):
        between = one.tree.pieces[one.p1 : other.p0]
        spaced = any(piece is None or piece[:1].isspace() or piece[-1:].isspace() for piece in between)
        if not (spaced or is_border(one) or is_border(other)):
            return False
    return True
