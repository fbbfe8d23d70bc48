"""Lines as they stand on the page: which way each bit runs, where it begins, at which edge the line is aligned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from a11y_export.tagging import bidi
from a11y_export.tagging.lines import Bit, Line, advance


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of a paragraph, their bits in the order of reading. `right` tells that they begin at the right edge."""

    lines: list[Line]
    right: bool = False
    plain: bool = False  # all from left to right

    def __getitem__(self, part: slice) -> Flow:
        """Give some of the lines."""
        return Flow(self.lines[part], self.right, self.plain)

    def place(self, line: Line, left: float, right: float) -> Iterable[tuple[Bit, float]]:
        """Give each bit of `line` with its left edge, in the order of reading."""
        if self.plain:
            return zip(line, accumulate([left, *[bit.width for bit in line]]), strict=False)
        if not line:
            return ()
        order = bidi.visual([bit.level for bit in line])
        blank = sum(bit.width for bit in _trailing(line))  # the spaces at its end stand beyond the edge
        leftward = line[-1].level % 2 == 1
        if self.right:
            left = right - sum(bit.width for bit in line) + (0 if leftward else blank)
        elif leftward:
            left -= blank
        places = [0.0] * len(line)
        for place in order:
            places[place] = left
            left += line[place].width
        return zip(line, places, strict=True)


def flow(lines: list[Line], *, rtl: bool, whole: str | None = None) -> Flow:
    """Give `lines` with their bits parted where the direction changes, in a document of one direction (`rtl`).

    A paragraph of the other direction stands at its own edge, unless it is one line: a dose in a cell, a name.
    `whole` is the text of the paragraph that the lines are a part of.
    """
    text = "".join(bit.text for line in lines for bit in line)
    if not rtl and not bidi.has_rtl(whole or text):
        return Flow(lines, plain=True)
    own = bidi.base(whole or text, rtl=rtl)
    levels = bidi.levels(text, rtl=own)
    out: list[Line] = []
    place = 0
    for line in lines:
        bits: Line = []
        end = place + sum(len(bit.text) for bit in line)
        solid = place + len("".join(bit.text for bit in line).rstrip())
        levels[solid:end] = [int(own)] * (end - solid)  # rule L1
        for bit in line:
            bits += _parted(bit, levels[place : place + len(bit.text)], bits[-1].level if bits else int(own))
            place += len(bit.text)
        out.append(bits)
    return Flow(out, right=rtl if len(lines) < 2 and whole is None else own)


def _parted(bit: Bit, levels: list[int], before: int) -> Iterator[Bit]:
    """Give a bit in parts of one direction each; `before` is the level of what stands before it."""
    if bit.run.actual is not None:  # such as a name for a sign: it goes whole, to the right, in its place of the line
        level = levels[0] if levels else before
        yield bit._replace(level=level if not level % 2 or bidi.has_rtl(bit.text) else level + 1)
        return
    start = 0
    for level, group in groupby(levels):
        end = start + len(list(group))
        text = bit.text[start:end]
        wide = bit.width if text == bit.text else advance(bit.run.ink.font, text, bit.run.ink.size)
        yield Bit(bit.run, text, wide, level)
        start = end


def _trailing(line: Line) -> Iterator[Bit]:
    for bit in reversed(line):
        if not bit.text.isspace():
            return
        yield bit
