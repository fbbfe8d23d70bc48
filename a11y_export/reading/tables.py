"""Tables: which ones hold data, and their cells. The walk over a cell's content is the block builder's."""

from __future__ import annotations

from itertools import islice

from bs4.element import Tag

from a11y_export.reading.tree import Element, holds, named, text_nodes, within

_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "article", "section", "form"}
)
_HEADS = frozenset({"th", "caption", "thead"})
_CELLS, _ROWS = frozenset({"td", "th"}), frozenset({"tr"})
_TABLE, _PARTS = frozenset({"table"}), frozenset({"thead", "tbody", "tfoot", "table"})

_SHOWN = frozenset({"img", "amp-img", "pre", "iframe", "form", "button"})
_LEAST_ROWS, _MOST_TABLES, _MOST_INNER = 3, 20, 2
_MOST_WORDS, _MOST_SIDE_BY_SIDE = 120, 6


def is_data(table: Element) -> bool:
    """Whether a table holds data, not the page's layout."""
    known = table.tree.data_tables
    if table.at not in known:
        known[table.at] = _holds_data(table)
    return known[table.at]


def _holds_data(table: Element) -> bool:
    if str(table.get("role") or "").lower() in {"presentation", "none"}:
        return False
    if holds(table, _TABLE) and not _holds_few(table):
        return False
    rows = rows_of(table)
    widest = max((len(r) for _, r in rows), default=0)
    if widest < 2:
        return False
    if holds(table, _HEADS):
        return True
    cells = [c for _, row in rows for c in row]
    heavy = sum(1 for cell in cells if _is_heavy(cell))
    if len(rows) == 1:
        return not heavy and len(cells) <= _MOST_SIDE_BY_SIDE and all(map(_says_little, cells))
    if not heavy:
        return True
    # One long cell does not make layout of a table; a cell that holds most of its words does.
    sizes = [_words(cell) for cell in cells]
    return len(rows) >= _LEAST_ROWS and heavy * 5 <= len(cells) and max(sizes) * 2 <= sum(sizes)


def _holds_few(table: Element) -> bool:
    """Whether a table with headers of its own holds another one or two, with less of its words than its own cells."""
    inner = [t for t in islice(named(table, _TABLE), _MOST_INNER + 1) if within(t, _TABLE) is table]
    if len(inner) != sum(1 for _ in islice(named(table, _TABLE), _MOST_INNER + 1)) or len(inner) > _MOST_INNER:
        return False
    own = any(within(head, _TABLE) is table for head in islice(named(table, _HEADS), _MOST_SIDE_BY_SIDE))
    return own and 2 * sum(map(_words, inner)) <= _words(table)


def _says_little(cell: Element) -> bool:
    """Whether a cell holds some words and neither picture nor code: of two such side by side a row is made."""
    return 0 < _words(cell) <= _MOST_WORDS and not holds(cell, _SHOWN)


def _words(element: Element) -> int:
    return sum(len(t.split()) for t in text_nodes(element))


def speaks_for(element: Element, *, within_only: bool = False) -> bool:
    """Whether a table of data keeps an element from being cut for a name or a word: it stands in one, or holds one.

    A column may be called "Comments", a cell "rating": words that elsewhere name what is no article.
    """
    around = within(element, _TABLE) if within(element, _CELLS) is not None else None
    if isinstance(around, Element) and is_data(around):
        return True
    if within_only or not holds(element, _TABLE):
        return False
    return any(len(rows_of(t)) >= _LEAST_ROWS and is_data(t) for t in islice(named(element, _TABLE), _MOST_TABLES))


def _is_heavy(cell: Element) -> bool:
    """Whether a cell holds more than a table of data would: a part of the page's layout."""
    return _words(cell) > _MOST_WORDS or sum(1 for _ in named(cell, _BLOCKS)) > 4


def rows_of(table: Element) -> list[tuple[bool, list[Element]]]:
    """Give the table's own rows in the source's order, each with whether it stands in a thead."""
    out: list[tuple[bool, list[Element]]] = []
    for row in named(table, _ROWS):
        if within(row, _TABLE) is table:
            part = within(row, _PARTS)
            cells = [c for c in named(row, _CELLS) if within(c, _ROWS) is row]
            out.append((part is not None and part.name == "thead", cells))
    return out


def span_of(cell: Tag, name: str, most: int) -> int:
    """Give a cell's rowspan or colspan, 1 when it is missing or makes no sense, `most` at the most."""
    value = str(cell.get(name) or "").strip()
    if not value.isdigit() or len(value) > 6:
        return 1
    return max(1, min(int(value), most))


def is_header(cell: Tag) -> bool:
    """Whether the source marks the cell as a header."""
    return (
        cell.name == "th"
        or cell.get("scope") is not None
        or str(cell.get("role") or "") in {"columnheader", "rowheader"}
    )
