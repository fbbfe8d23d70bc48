"""A last page with hardly anything on it is pulled back: a little less white all along, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy

from a11y_export.tagging.layout import Piece, Rule, Stack
from a11y_export.tagging.pages import Sheet, are_true, settle

_NEARLY_EMPTY = 0.6  # of the text's height
_TIGHTER = (0.85, 0.7)  # of the white between pieces; closer, and paragraphs are no longer told apart
_OTHER = (0.97, 1.03, 0.94, 1.06, 0.9, 1.1, 0.8, 1.2, 1.0)  # until page numbers hold still
_MOST_PAGES = 60  # in a longer document one page more or less is nothing


def balance(build: Callable[[Mapping[str, int]], list[Piece]], sheet: Sheet) -> tuple[list[Stack], dict[str, int]]:
    """Settle what `build` makes, with less white between its pieces where that saves a nearly empty last page.

    Where page numbers move to and fro without end, as a line of the contents is longer with one than with the other, a
    little more or less white ends it: a contents page that leads astray is worse.
    """
    pages, known = settle(build, sheet)
    count = len(pages)
    true = are_true(pages, known)
    is_full = pages[-1].height(sheet.text_width) > _NEARLY_EMPTY * sheet.text_height
    ends_well = is_full or not 1 < count <= _MOST_PAGES
    if true and ends_well:
        return pages, known
    for white in () if ends_well else _TIGHTER:
        pages, known = _with(white, build, sheet)
        if len(pages) < count and are_true(pages, known):
            return pages, known
    for white in (1.0,) if true else _OTHER:
        pages, known = _with(white, build, sheet)  # anew: what is built may be part of the tree
        if are_true(pages, known):
            break
    return pages, known


def _with(
    white: float, build: Callable[[Mapping[str, int]], list[Piece]], sheet: Sheet
) -> tuple[list[Stack], dict[str, int]]:
    return settle(build if white == 1 else lambda at: [_closer(piece, white) for piece in build(at)], sheet)


def _closer(piece: Piece, white: float) -> Piece:
    """Give `piece` with less white around it; lines across keep theirs."""
    if isinstance(piece, Rule):
        return piece
    same = copy(piece)  # what is laid out within it is shared
    same.before, same.after = piece.before * white, piece.after * white
    return same
