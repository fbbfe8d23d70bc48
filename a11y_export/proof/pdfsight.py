"""Whether what a page draws can be seen: text stands out from its ground, and nothing is painted over it later."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import lru_cache

from a11y_export import themes

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Colour = tuple[float, float, float]

_CONTRAST = 6.9  # themes promise 7:1 (WCAG 2.2, 1.4.6); colours are written with few digits
_MOST = 4_000  # shapes of one page that are looked at
_THICKEST = 12.0  # points: a stroke above this could cover a line of text
BLACK: Colour = (0.0, 0.0, 0.0)
_WHITE: Colour = (1.0, 1.0, 1.0)


class Sight:
    """What one page has drawn so far: its shapes as boxes with their colours, and where its texts begin."""

    def __init__(self) -> None:
        self._path: list[tuple[float, float]] = []
        self._grounds: list[tuple[Box, Colour | None]] = []  # None: a picture
        self._texts: list[tuple[float, float]] = []  # (y, x), sorted

    def path(self, numbers: Sequence[float], *, box: bool = False) -> None:
        """Add points to the path: x and y in turn, or the corner and the sides of a `box`."""
        if box:
            x, y, wide, tall = numbers
            numbers = (x, y, x + wide, y + tall)
        self._path += zip(numbers[::2], numbers[1::2], strict=True)

    def end(self) -> None:
        """Take the path as drawn."""
        self._path = []

    def fill(self, colour: Colour) -> str:
        """Take the path as filled; give what is wrong with that, or nothing."""
        points, self._path = self._path, []
        if not points:
            return ""
        across, up = [x for x, _ in points], [y for _, y in points]
        return self._cover((min(across), min(up), max(across), max(up)), colour)

    def picture(self, box: Box) -> str:
        """Take a picture as drawn in `box`; give what is wrong with that, or nothing."""
        return self._cover(box, None)

    def _cover(self, box: Box, colour: Colour | None) -> str:
        left, bottom, right, top = box
        if len(self._grounds) >= _MOST:
            return "too many shapes"
        self._grounds.append((box, colour))
        found = self._texts[bisect_left(self._texts, (bottom, left)) : bisect_right(self._texts, (top, right))]
        return "text is painted over" if any(left < x < right for y, x in found if bottom < y < top) else ""

    def text(self, place: tuple[float, float], size: float, colour: Colour) -> str:
        """Take a text as begun at `place`; give what keeps it from being seen, or nothing."""
        x, y = place
        insort(self._texts, (y, x))
        inside = (x + size / 20, y + size / 4)
        for (left, bottom, right, top), ground in reversed(self._grounds):
            if left <= inside[0] <= right and bottom <= inside[1] <= top:
                if ground is None:
                    return "text over a picture"
                return _faint(colour, ground)
        return _faint(colour, _WHITE)


def too_thick(width: float) -> bool:
    """Tell whether a stroke of `width` could cover text."""
    return width > _THICKEST


@lru_cache(maxsize=256)
def _faint(colour: Colour, ground: Colour) -> str:
    contrast = themes.contrast(_hex(colour), _hex(ground))
    return f"text that hardly stands out, {contrast:.1f}:1" if contrast < _CONTRAST else ""


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in colour)
