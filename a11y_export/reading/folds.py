"""Which texts stand in a panel that a reader opens: an accordion's, a tab's."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_export.reading.tree import Element, Tree

FOLDED = "folded"


def panels(tree: Tree) -> list[tuple[int, int]]:
    """Give the ranges of texts, first and past the last, that a control says it opens or that are called a tab's."""
    index, attributes = tree.index, tree.attributes
    said = (str(attributes[at]["aria-controls"]).split() for at in index.find(attributes=("aria-controls",)))
    opened = {name for names in said for name in names}
    found = [at for at in index.find(called=opened) if attributes[at].get("id") in opened]
    found += [at for at in index.find(attributes=("role",)) if attributes[at]["role"] == "tabpanel"]
    ranges = sorted({(tree.elements[at].t0, tree.elements[at].t1) for at in found} | set(_headed(tree)))
    out: list[tuple[int, int]] = []
    for first, end in ranges:
        if out and first < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        elif first < end:
            out.append((first, end))
    return out


def _headed(tree: Tree) -> Iterator[tuple[int, int]]:
    """Give what stands behind the head of each fold that needs no script: `details`, and AMP's accordions."""
    for element in tree.below_body(tree.index.find(tags=("details", "section"))):
        above = element.parent
        if element.name == "section" and (not isinstance(above, Element) or above.name != "amp-accordion"):
            continue
        head = next((c for c in element.contents if isinstance(c, Element)), None)
        if head is not None and (head.name == "summary" or element.name == "section"):
            yield head.t1, element.t1
