"""A last page with hardly anything on it is pulled back: a little less white all along, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy

from a11y_export.tagging.layout import Piece, Rule, Stack
from a11y_export.tagging.pages import Sheet, settle

_NEARLY_EMPTY = 0.6  # of the text's height
_TIGHTER = (0.85, 0.7)  # of the white between pieces; closer, and paragraphs are no longer told apart
_MOST_PAGES = 60  # in a longer document one page more or less is nothing


def balance(build: Callable[[Mapping[str, int]], list[Piece]], sheet: Sheet) -> tuple[list[Stack], dict[str, int]]:
    """Settle what `build` makes, with less white between its pieces where that saves a nearly empty last page."""
    pages, known = settle(build, sheet)
    count = len(pages)
    if not 1 < count <= _MOST_PAGES or pages[-1].height(sheet.text_width) > _NEARLY_EMPTY * sheet.text_height:
        return pages, known
    for white in _TIGHTER:
        closer, there = settle(lambda at, white=white: [_closer(piece, white) for piece in build(at)], sheet)  # type: ignore[misc]
        if len(closer) < count:
            return closer, there
    return settle(build, sheet)  # anew: what is built may be part of the tree


def _closer(piece: Piece, white: float) -> Piece:
    """Give `piece` with less white around it; lines across keep theirs."""
    if isinstance(piece, Rule):
        return piece
    same = copy(piece)  # what is laid out within it is shared
    same.before, same.after = piece.before * white, piece.after * white
    return same
