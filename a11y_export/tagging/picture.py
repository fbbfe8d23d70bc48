"""A picture of the page: scaled to its room, never cropped, tagged by the figure that owns it."""

from __future__ import annotations

from copy import copy

from reportlab.lib.utils import ImageReader

from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.layout import Parts, Piece, Stack
from a11y_export.tagging.tree import Content

_SMALLEST = 0.65  # of its size: below that, what is written in a picture is lost
_LEAST = 0.25  # of a page: with less room for the picture, what stands below it goes on the next page


class Picture:
    """`natural` is its width and height in points at full size; it is only ever made smaller."""

    def __init__(
        self, image: ImageReader, natural: tuple[float, float], content: Content, tallest: float, *,
        indent: float = 0, before: float = 0, after: float = 0, keep: int = False,
    ) -> None:
        self.image, self.natural, self.content, self.tallest = image, natural, content, tallest
        self.indent, self.before, self.after, self.keep = indent, before, after, keep

    def narrowest(self) -> float:
        """Give the least width at which it is still of use: a third of its full one."""
        return self.indent + self.natural[0] / 3

    def widest(self) -> float:
        """Give its full width."""
        return self.indent + self.natural[0]

    def _size(self, width: float) -> tuple[float, float]:
        wide, tall = self.natural
        scale = min(1.0, max(width - self.indent, 1) / wide, self.tallest / tall)
        return wide * scale, tall * scale

    def height(self, width: float) -> float:
        """Give its height at `width`."""
        return self._size(width)[1]

    def split(self, width: float, room: float, page: float) -> Parts:
        """Give it whole where it fits, or where a whole page is all there can be."""
        if self.height(width) <= room:
            return self, None
        if room < page - 0.01:
            return None, self
        return self.within(room), None

    def within(self, tallest: float) -> Picture:
        """Give it no higher than `tallest`."""
        smaller = copy(self)  # a caller may lay out again: the piece itself stays as it is
        smaller.tallest = tallest
        return smaller

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it, tagged."""
        wide, tall = self._size(width)
        left, bottom = x + (width - self.indent - wide if canvas.rtl else self.indent), top - tall
        start = len(canvas._code)
        canvas.drawImage(self.image, left, bottom, wide, tall)
        code = "\n".join(canvas._code[start:])
        del canvas._code[start:]
        canvas.picture(self.content, (left, bottom, left + wide, top), code)


class Plate(Stack):
    """A picture with what belongs below it: made smaller, within reason, where that saves it from a new page."""

    def __init__(self, picture: Picture, below: list[Piece], *, before: float = 0, after: float = 0) -> None:
        super().__init__([picture, *below], before=before, after=after)
        self._picture, self._below = picture, below

    def split(self, width: float, room: float, page: float) -> Parts:
        """Give it whole and smaller where that will do, else on the next page, else as small as it takes."""
        full = self._picture.height(width)
        left = room - (self.height(width) - full)
        if left >= full * _SMALLEST:
            return Stack([self._picture.within(left), *self._below], before=self.before, after=self.after), None
        if room < page - 0.01:
            return None, self
        if left >= page * _LEAST:
            return Stack([self._picture.within(left), *self._below], before=self.before, after=self.after), None
        return super().split(width, room, page)
