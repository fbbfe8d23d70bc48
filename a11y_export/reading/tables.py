"""Tables: which ones hold data, and their cells. The walk over a cell's content is the block builder's."""

from __future__ import annotations

from bs4.element import Tag

_BLOCKS = [
    "p",
    "div",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "blockquote",
    "article",
    "section",
    "form",
]


def is_data(table: Tag) -> bool:
    """Whether a table holds data, not the page's layout."""
    if str(table.get("role") or "").lower() in {"presentation", "none"}:
        return False
    if table.find("table") is not None:
        return False
    rows = rows_of(table)
    widest = max((len(r) for _, r in rows), default=0)
    if widest < 2:
        return False
    if table.find(["th", "caption", "thead"]) is not None:
        return True
    cells = [c for _, row in rows for c in row]
    heavy = sum(1 for c in cells if len(c.get_text().split()) > 120 or len(c.find_all(_BLOCKS)) > 4)
    return len(rows) >= 2 and heavy == 0


def rows_of(table: Tag) -> list[tuple[bool, list[Tag]]]:
    """Give the table's own rows in the source's order, each with whether it stands in a thead."""
    out: list[tuple[bool, list[Tag]]] = []
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        parent = row.find_parent(["thead", "tbody", "tfoot", "table"])
        cells = [c for c in row.find_all(["td", "th"]) if c.find_parent("tr") is row]
        out.append((parent is not None and parent.name == "thead", cells))
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
