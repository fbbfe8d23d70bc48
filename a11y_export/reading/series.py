"""Weigh what stands at the same place in several boxes made alike together: the names of twelve cards, a price in each.

A site makes a series from one template. Each passage by itself may fall on either side of the line, and four of fifteen
steps would go; so a passage takes most of its points from those at the same place in the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from a11y_export.reading.passages import Passage
from a11y_export.reading.tree import Element

# Of fewer boxes the mean says little. Both figures were settled on sites that the points were not fitted to.
_LEAST_BOXES = 4
_SHARED = 0.7
# One passage that is very sure says no more than this of the others.
_MOST = 4.0


def weigh_together(found: Sequence[Passage], points: Sequence[float], root: Element) -> list[float]:
    """Give the points with those at the same place of four boxes or more brought near to each other.

    The same place: the same elements up to `root`, by tag and first class. The work grows with the passages' depth.
    """
    tree = root.tree
    numbers: dict[tuple[int, str, str], int] = {}
    known = {root.at: -1, -1: -1}  # a text may stand directly in a root that is no block: its block is above

    def place(at: int) -> int:
        """Give the number of the place at which an element stands."""
        climbed = []
        while at not in known:
            climbed.append(at)
            at = tree.parents[at]
        for below in reversed(climbed):
            called = tree.attributes[below].get("class") or ("",)
            own = known[at], tree.names[below], called[0]
            known[below] = numbers.setdefault(own, len(numbers))
            at = below
        return known[at]

    places: dict[int, list[int]] = {}
    for number, passage in enumerate(found):
        places.setdefault(place(passage.block.at), []).append(number)
    out = list(points)
    for members in places.values():
        if len({tree.parents[found[m].block.at] for m in members}) < _LEAST_BOXES:
            continue
        weights = [found[m].size ** 0.5 for m in members]
        bounded = [max(-_MOST, min(_MOST, points[m])) for m in members]
        mean = sum(w * p for w, p in zip(weights, bounded, strict=True)) / sum(weights)
        for m in members:
            out[m] = (1 - _SHARED) * points[m] + _SHARED * mean
    return out
