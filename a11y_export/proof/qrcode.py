"""Read a QR code from the paths that draw it: rectangles → modules → the text. It knows no printer of codes.

ISO/IEC 18004: model 2, versions 1 to 13, error correction of level M, one segment of bytes. Paths are exact, so
nothing is corrected: a code that is not whole is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_CENTRES = {  # of the alignment patterns, by version
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42), 9: (6, 26, 46),
    10: (6, 28, 50), 11: (6, 30, 54), 12: (6, 32, 58), 13: (6, 34, 62),
}
_BLOCKS = {  # of level M, by version: how many blocks of how many data bytes
    1: ((1, 16),), 2: ((1, 28),), 3: ((1, 44),), 4: ((2, 32),), 5: ((2, 43),), 6: ((4, 27),), 7: ((4, 31),),
    8: ((2, 38), (2, 39)), 9: ((3, 36), (2, 37)), 10: ((4, 43), (1, 44)), 11: ((1, 50), (4, 51)),
    12: ((6, 36), (2, 37)), 13: ((8, 37), (1, 38)),
}
_FORMAT_MASK, _LEVEL_M, _BYTES = 0x5412, 0, 4
_OTHER_PAINT = frozenset({"S", "s", "f*", "B", "B*", "b", "b*", "Tj", "TJ"})
_MOST = 20_000  # rectangles of a figure
_Square = list[list[bool]]
_BLACK, _WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
_Rectangle = tuple[float, float, float, float]


def drawn_codes(path: Path, pages: Collection[int] | None = None) -> list[str]:
    """Give the text of each figure that the PDF at `path` draws as paths, in order; "" for one that is no QR code.

    `pages` are those that have figures, where that is known.
    """
    import pikepdf

    found: list[str] = []
    if pages is not None and not pages:
        return found
    with pikepdf.open(path) as pdf:
        for page in pdf.pages if pages is None else [pdf.pages[number] for number in pages]:
            for rectangles in _figures(pikepdf.parse_content_stream(page)):
                try:
                    found.append(text(modules(rectangles)))
                except (ValueError, IndexError, KeyError):
                    found.append("")
    return found


def _figures(code: Any) -> Iterator[list[_Rectangle]]:
    """Give the black rectangles of each figure that draws any path; a white one behind them is their ground."""
    drawing: _Drawing | None = None
    for instruction in code:
        name, operands = str(instruction.operator), instruction.operands
        if name == "BDC" and str(operands[0]) == "/Figure":
            drawing = _Drawing()
        elif drawing is not None and name == "EMC":
            if drawing.painted:
                yield [] if drawing.odd else drawing.black
            drawing = None
        elif drawing is not None:
            drawing.do(name, operands)


@dataclass(slots=True)
class _Drawing:
    """What a figure has painted so far; `odd` when it is more than black rectangles on a white ground."""

    colour: tuple[float, ...] = ()
    waiting: list[_Rectangle] = field(default_factory=list)
    black: list[_Rectangle] = field(default_factory=list)
    painted: bool = False
    odd: bool = False

    def do(self, name: str, operands: Any) -> None:
        match name:
            case "rg":
                self.colour = tuple(float(v) for v in operands)
            case "re":
                x, y, wide, tall = (float(v) for v in operands)
                self.waiting.append((x, y, wide, tall))
                self.odd = self.odd or len(self.waiting) > _MOST
            case "f":
                self.painted = True
                if self.colour == _BLACK:
                    self.black += self.waiting
                else:  # another colour, or something painted over it
                    self.odd = self.odd or self.colour != _WHITE or bool(self.black)
                self.waiting = []
            case "q" | "Q" | "Do":
                pass
            case _:  # a picture moves the page to its place, and paints no path
                self.odd = True
                self.painted = self.painted or name in _OTHER_PAINT


def modules(rectangles: list[_Rectangle]) -> _Square:
    """Give the square of dark modules that black rectangles draw; raises ValueError when they draw none."""
    if not rectangles:
        raise ValueError("nothing is drawn")
    side = min(tall for _, _, _, tall in rectangles)
    left, top = min(x for x, _, _, _ in rectangles), max(y + tall for _, y, _, tall in rectangles)
    if side <= 0:
        raise ValueError("no modules")
    size = round((max(x + wide for x, _, wide, _ in rectangles) - left) / side)
    if (size - 17) % 4 or (size - 17) // 4 not in _CENTRES:
        raise ValueError("no size of a code")
    square = [[False] * size for _ in range(size)]
    for x, y, wide, tall in rectangles:
        column, row = (x - left) / side, (top - y - tall) / side
        count = wide / side
        if max(abs(v - round(v)) for v in (column, row, count, tall / side)) > 0.05 or round(tall / side) != 1:
            raise ValueError("off the grid")
        for place in range(round(column), round(column) + round(count)):
            square[round(row)][place] = True
    return square


def text(square: _Square) -> str:
    """Give the text of a code; raises ValueError when it is not one segment of ASCII in level M."""
    size = len(square)
    version = (size - 17) // 4
    places = [(8, c) for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [(r, 8) for r in (7, 5, 4, 3, 2, 1, 0)]
    form = _number(square[r][c] for r, c in places) ^ _FORMAT_MASK
    again = [(r, 8) for r in range(size - 1, size - 8, -1)] + [(8, c) for c in range(size - 8, size)]
    if _number(square[r][c] for r, c in again) ^ _FORMAT_MASK != form or form >> 13 != _LEVEL_M:
        raise ValueError("another kind of code")
    bits = [square[r][c] != _masked(form >> 10 & 7, r, c) for r, c in _path(size, version)]
    codewords = [_number(bits[n : n + 8]) for n in range(0, len(bits) - 7, 8)]
    sizes = [length for count, length in _BLOCKS[version] for _ in range(count)]
    blocks: list[list[int]] = [[] for _ in sizes]
    said = iter(codewords)
    for place in range(max(sizes)):
        for block, length in zip(blocks, sizes, strict=True):
            if place < length:
                block.append(next(said))
    data = [bool(byte >> n & 1) for block in blocks for byte in block for n in range(7, -1, -1)]
    wide = 8 if version < 10 else 16
    count = _number(data[4 : 4 + wide])
    start = 4 + wide
    end = start + 8 * count
    if _number(data[:4]) != _BYTES or end > len(data) or any(data[end : end + 4]):
        raise ValueError("more or other than one segment of bytes")
    return bytes(_number(data[n : n + 8]) for n in range(start, end, 8)).decode("ascii")


def _number(bits: Any) -> int:
    number = 0
    for bit in bits:
        number = number * 2 + bool(bit)
    return number


def _masked(mask: int, r: int, c: int) -> bool:
    """Tell whether the data mask turns the module at row `r` and column `c`."""
    values = (
        (r + c) % 2, r % 2, c % 3, (r + c) % 3, (r // 2 + c // 3) % 2, r * c % 2 + r * c % 3,
        (r * c % 2 + r * c % 3) % 2, ((r + c) % 2 + r * c % 3) % 2,
    )
    return values[mask] == 0


def _path(size: int, version: int) -> Iterator[tuple[int, int]]:
    """Give the places of the data's bits: up and down in columns of two, from the right."""
    upwards = True
    column = size - 1
    while column > 0:
        column -= column == 6  # the timing pattern's
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for place in (column, column - 1):
                if not _fixed(size, version, row, place):
                    yield row, place
        upwards = not upwards
        column -= 2


def _fixed(size: int, version: int, r: int, c: int) -> bool:
    """Tell whether a module belongs to a pattern, the format or the version."""
    if r == 6 or c == 6 or (r < 9 and (c < 9 or c >= size - 8)) or (r >= size - 8 and c < 9):
        return True
    if version >= 7 and ((r < 6 and c >= size - 11) or (c < 6 and r >= size - 11)):
        return True
    centres = _CENTRES[version]
    for y in centres:
        for x in centres:
            corner = (y, x) in {(6, 6), (6, centres[-1]), (centres[-1], 6)}
            if not corner and abs(r - y) <= 2 and abs(c - x) <= 2:
                return True
    return False
