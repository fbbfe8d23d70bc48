"""Lists: what numbers they begin with, and which definition lists are sound. The walk is the block builder's."""

from __future__ import annotations

from bs4.element import Tag

from a11y_export.reading.tree import Element, holds, named, text_nodes

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TERMS = frozenset({"dt", "dd"})


def start_of(element: Tag) -> int:
    """Give the number that an ordered list begins with, 1 when it says none or nonsense."""
    start = str(element.get("start") or "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def is_definitions(element: Element) -> bool:
    """Whether a dl holds nothing but terms and definitions, so that none of its words would be passed over."""
    told = bytearray(element.t1 - element.t0)
    for part in named(element, _TERMS):
        told[part.t0 - element.t0 : part.t1 - element.t0] = b"\1" * (part.t1 - part.t0)
    return holds(element, _TERMS) and all(told[n.at - element.t0] or n.isspace() for n in text_nodes(element))


def is_sections(element: Element) -> bool:
    """Whether an unordered list is none but parts of the article: most items have a heading and more text under it.

    A numbered list stays one: its numbers say something.
    """
    if element.name == "ol" or not holds(element, _HEADINGS):
        return False
    items = [c for c in element.contents if isinstance(c, Element) and c.name == "li"]
    headed = [item for item in items if holds(item, _HEADINGS)]
    if len(headed) * 2 < len(items) or not headed:
        return False
    said = sum(len(t.strip()) for h in named(element, _HEADINGS) for t in text_nodes(h))
    whole = sum(len(t.strip()) for t in text_nodes(element))
    # A list of one heading and nothing else is that heading, with a bullet for looks.
    return whole >= 3 * said or (len(items) == 1 and whole == said)
