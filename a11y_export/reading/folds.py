"""Which texts stand in a panel that a reader opens: an accordion's, a tab's."""

from __future__ import annotations

from a11y_export.reading.tree import Tree

FOLDED = "folded"


def panels(tree: Tree) -> list[tuple[int, int]]:
    """Give the ranges of texts, first and past the last, that a control says it opens or that are called a tab's."""
    index, attributes = tree.index, tree.attributes
    said = (str(attributes[at]["aria-controls"]).split() for at in index.find(attributes=("aria-controls",)))
    opened = {name for names in said for name in names}
    found = [at for at in index.find(called=opened) if attributes[at].get("id") in opened]
    found += [at for at in index.find(attributes=("role",)) if attributes[at]["role"] == "tabpanel"]
    ranges = sorted({(tree.elements[at].t0, tree.elements[at].t1) for at in found})
    out: list[tuple[int, int]] = []
    for first, end in ranges:
        if out and first < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        elif first < end:
            out.append((first, end))
    return out
