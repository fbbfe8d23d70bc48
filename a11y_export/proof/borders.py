"""Compare where words end, of two texts with the same characters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def borders(seen: Sequence[str], said: Sequence[Sequence[str]]) -> tuple[list[int], list[int]]:
    """Give the character places where `said` joins words that `seen` parts, and where it parts words that `seen` joins.

    `said` is runs of words; between two runs a word may end where `seen` has none (a cut inside of a word).
    """
    own = set(accumulate(len(token) for token in seen))
    ends = set(accumulate(len(token) for run in said for token in run))
    edges = set(accumulate(sum(len(token) for token in run) for run in said))
    return sorted(own - ends), sorted(ends - own - edges)
