"""Lists: what numbers they begin with, and which definition lists are sound. The walk is the block builder's."""

from __future__ import annotations

from itertools import takewhile

from bs4.element import Tag

from a11y_export.reading.ledger import text_nodes


def start_of(element: Tag) -> int:
    """Give the number that an ordered list begins with, 1 when it says none or nonsense."""
    start = str(element.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def is_definitions(element: Tag) -> bool:
    """Whether a dl holds nothing but terms and definitions, so that none of its words would be passed over."""
    for node in text_nodes(element):
        within = takewhile(lambda parent: parent is not element, node.parents)
        if node.strip() and not any(parent.name in {"dt", "dd"} for parent in within):
            return False
    return element.find(["dt", "dd"]) is not None
