"""From pieces to pages: fill them, find out which bookmark fell on which, and draw each once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import NamedTuple

from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.layout import Box, Piece, Rule, Stack, fill
from a11y_export.tagging.metadata import Metadata
from a11y_export.tagging.structure import Marks
from a11y_export.tagging.textblock import TextBlock
from a11y_export.tagging.tree import Element

_PASSES = 5  # page numbers that still move after so many layouts may move for ever


class Sheet(NamedTuple):
    """A page's size and the margins around its text, in points; `measure` caps the length of a line.

    `gutter` is added to the margin on the side that is `bound` (left, right or none) on the first page; with `turns`
    it is the other side on the back of each leaf.
    """

    width: float
    height: float
    margin: float
    top: float
    bottom: float
    measure: float
    gutter: float = 0
    bound: str = ""
    turns: bool = True

    @property
    def column(self) -> float:
        """The width between the margins, the same on each page."""
        return self.width - 2 * self.margin - (self.gutter if self.bound else 0)

    def left(self, page: int) -> float:
        """Give where the text begins on a page (1 is the first)."""
        leads = (self.bound == "left") == (page % 2 == 1 or not self.turns)
        return self.margin + (self.gutter if self.bound and leads else 0)

    @property
    def text_width(self) -> float:
        """The width of the text column."""
        return min(self.column, self.measure)

    @property
    def text_height(self) -> float:
        """The height of the text column."""
        return self.height - self.top - self.bottom


def paginate(pieces: list[Piece], sheet: Sheet) -> list[Stack]:
    """Give the pages as stacks."""
    pages: list[Stack] = []
    left = list(pieces)
    while left:
        count, first, rest = fill(left, sheet.text_width, sheet.text_height, sheet.text_height)
        here = left[:count]
        following = left[count:]
        if first is not None:
            here.append(first)
            following = ([rest] if rest is not None else []) + following[1:]
        pages.append(Stack(here))
        while following and isinstance(following[0], Rule):  # a line that parts two things parts nothing up there
            following = following[1:]
        left = following
    return pages or [Stack([])]


def places(pages: list[Stack]) -> dict[str, int]:
    """Give the page (1 is the first) of each anchor."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        stack: list[Piece] = [page]
        while stack:
            piece = stack.pop()
            if isinstance(piece, TextBlock) and piece.anchor:
                found.setdefault(piece.anchor.key, number)
            elif isinstance(piece, Box):
                stack.append(piece.stack)
            elif isinstance(piece, Stack):
                stack += piece.pieces
    return found


def settle(build: Callable[[Mapping[str, int]], list[Piece]], sheet: Sheet) -> tuple[list[Stack], dict[str, int]]:
    """Give the pages of what `build` makes for given page numbers, and these; `are_true` says whether they are."""
    known: dict[str, int] = {}
    last: dict[str, int] = {}
    pages: list[Stack] = []
    for _ in range(_PASSES):
        pages = paginate(build(known), sheet)
        found = places(pages)
        if found == known:
            break
        last, known = known, found
    else:
        known = last  # what the pages were built with
    return pages, known


def are_true(pages: list[Stack], known: Mapping[str, int]) -> bool:
    """Whether the page numbers that `settle` gives are those of its pages: they may move to and fro without end."""
    return places(pages) == known


def write(
    pages: list[Stack], sheet: Sheet, root: Element, metadata: Metadata, role_map: Mapping[str, str],
    decorate: Callable[[TaggedCanvas, int], None], marks: Marks | None = None,
) -> bytes:
    """Give the PDF. `decorate` draws what stands on every page, as artifacts, before its text.

    `marks`, still empty, is where to note on which page each content was drawn, for callers that want to know.
    """
    file = BytesIO()
    canvas = TaggedCanvas(file, root, metadata, (sheet.width, sheet.height), role_map, marks)
    for number, page in enumerate(pages, 1):
        decorate(canvas, number)
        left = sheet.left(number) + (sheet.column - sheet.text_width if canvas.rtl else 0)
        page.draw(canvas, left, sheet.height - sheet.top, sheet.text_width)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
