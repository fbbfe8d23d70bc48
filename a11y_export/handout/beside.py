"""Two pieces side by side: a mark such as a logo or a code, and what is said of it."""

from __future__ import annotations

from a11y_export.tagging import Piece, Stack, TaggedCanvas
from a11y_export.tagging.layout import Parts

_LEAST = 0.4  # of the width: with less beside the mark, its text stands below it


class Beside:
    """`left` at its own width, `right` beside it, in the middle of the height; one below the other where it is narrow.

    `wide` is the width of the left one, in points.
    """

    def __init__(self, left: Piece, wide: float, right: Stack, gap: float, *, before: float = 0, after: float = 0,
                 keep: int = False) -> None:
        self._left, self._wide, self._right, self._gap = left, wide, right, gap
        self.before, self.after = before, after
        self.keep: int = keep

    def _room(self, width: float) -> float:
        """Give what is left for the right one, 0 where that is too little."""
        room = width - self._wide - self._gap
        return room if room >= max(self._right.narrowest(), _LEAST * width) else 0

    def _stack(self) -> Stack:
        return Stack([self._left, self._right], before=self.before, after=self.after)

    def narrowest(self) -> float:
        """Give the greater of the least widths: they can stand one below the other."""
        return max(self._wide, self._right.narrowest())

    def widest(self) -> float:
        """Give the width of both on one line."""
        return self._wide + self._gap + self._right.widest()

    def height(self, width: float) -> float:
        """Give the height of the taller one."""
        room = self._room(width)
        if not room:
            return self._stack().height(width)
        return max(self._left.height(self._wide), self._right.height(room))

    def split(self, width: float, room: float, page: float) -> Parts:
        """Give it whole where it fits; on a page of its own it is divided as if one stood below the other."""
        if self.height(width) <= room + 0.01:
            return self, None
        return self._stack().split(width, room, page) if room >= page - 0.01 else (None, self)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw both."""
        room = self._room(width)
        if not room:
            self._stack().draw(canvas, x, top, width)
            return
        tall = self.height(width)
        mark, said = (x + room + self._gap, x) if canvas.rtl else (x, x + self._wide + self._gap)
        self._left.draw(canvas, mark, top - (tall - self._left.height(self._wide)) / 2, self._wide)
        self._right.draw(canvas, said, top - (tall - self._right.height(room)) / 2, room)
