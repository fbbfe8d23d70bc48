"""What stands below and above an element: the questions the rules ask most, without a search filter built for each."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bs4.element import PageElement, Tag


def named(root: Tag, names: AbstractSet[str]) -> Iterator[Tag]:
    """Give the elements below `root` with one of these names, in document order."""
    for element in root.descendants:
        if isinstance(element, Tag) and element.name in names:
            yield element


def holds(root: Tag, names: AbstractSet[str]) -> bool:
    """Whether an element with one of these names stands below `root`."""
    return any(isinstance(element, Tag) and element.name in names for element in root.descendants)


def within(item: PageElement, names: AbstractSet[str]) -> Tag | None:
    """Give the nearest element above `item` with one of these names, or None."""
    parent = item.parent
    while parent is not None:
        if parent.name in names:
            return parent
        parent = parent.parent
    return None
