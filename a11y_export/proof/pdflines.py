"""Where text stands on a page: signs follow one another the way they run, and no text lies on other text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from a11y_export.proof.pdffonts import Font
from a11y_export.proof.pdfglyphs import visible

_NEAR = 0.03  # of the size: two signs that follow one another stand so close
_OVER = 0.12  # of the size: more than this of a text on another is no rounding
_LINE = 0.5  # points: texts whose base lines are no further apart are on one line


@dataclass(slots=True)
class Lines:
    """What a page shows, text by text: (height, left, right, size, what it says); `odd` is what must not be."""

    texts: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    _pen: tuple[float, float] = (0.0, 0.0)

    def move(self, x: float, y: float) -> None:
        """Begin at a place."""
        self._pen = (x, y)

    def show(self, font: Font, size: float, shown: Any) -> None:
        """Take what an operator shows: strings, and the steps between them."""
        if font.width == 1 and len(shown) == 1 and len(text := font.decode(shown[0])) == len(shown[0]):
            self._straight(font, size, shown[0], text)
            return
        signs = list(self._signs(font, size, shown))
        seen = [sign for sign in signs if visible(sign[2])]
        for (left, right, text), (next_left, next_right, following) in pairwise(signs):
            onward, back = abs(next_left - right) <= _NEAR * size, abs(next_right - left) <= _NEAR * size
            both = _way(text) + _way(following)
            if not (onward or back) or (both == "LL" and not onward) or (both == "RR" and not back):
                self.odd.append(f"signs out of their order: {text + following!r}")
                break
        if seen:
            self.texts.append((self._pen[1], min(s[0] for s in seen), max(s[1] for s in seen), size,
                               "".join(s[2] for s in seen)[:40]))

    def _straight(self, font: Font, size: float, codes: bytes, text: str) -> None:
        """Take a plain string: its signs follow one another by their widths."""
        x, y = self._pen
        widths = [font.widths.get(code, font.default) for code in codes]
        right = x + sum(widths) * size / 1000
        self._pen = (right, y)
        said = text.strip()
        if said:
            start = text.index(said)
            end = start + len(said)
            left, right = x + sum(widths[:start]) * size / 1000, right - sum(widths[end:]) * size / 1000
            self.texts.append((y, left, right, size, said[:40]))

    def _signs(self, font: Font, size: float, shown: Any) -> Iterator[tuple[float, float, str]]:
        x, y = self._pen
        for part in shown:
            if isinstance(part, bytes):
                for code in font.codes(part):
                    wide = font.widths.get(code, font.default) * size / 1000
                    yield x, x + wide, font.unicode.get(code, "")
                    x += wide
            else:
                x -= float(part) * size / 1000
        self._pen = (x, y)

    def overlaps(self) -> list[str]:
        """Give the texts that lie on others of their line."""
        found: list[str] = []
        for (y, _, right, size, text), (other, left, _, small, following) in pairwise(
            sorted(self.texts, key=lambda each: (round(each[0] / _LINE), each[1]))
        ):
            if abs(y - other) <= _LINE and left < right - _OVER * min(size, small):
                found.append(f"{following!r} lies on {text!r}")
        return found


def _way(text: str) -> str:
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return kind[0].replace("A", "R")
    return "-"
