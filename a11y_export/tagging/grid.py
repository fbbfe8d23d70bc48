"""A table of cells: column widths from their words, spans, rows over pages, the header repeated as an artifact."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.layout import Parts, Stack

_SMALL = 0.4  # of a page: a table no higher than this stays whole


@dataclass(slots=True)
class GridCell:
    """A cell's place in the grid and what stands in it."""

    stack: Stack
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    fill: object | None = None


class GridStyle(NamedTuple):
    """Padding in points, the colour and thickness of the lines."""

    padding: float
    line: object
    thickness: float = 1


def column_widths(
    cells: list[GridCell], columns: int, width: float, padding: float, easy: float,
) -> list[list[float]]:
    """Give ways to set the columns' widths within `width`; none when a column would be narrower than a word of it.

    `easy` is a width below which a column is not squeezed while its text would take more.
    """
    least, full = [0.0] * columns, [0.0] * columns
    for cell in sorted(cells, key=lambda c: c.colspan):
        span = range(cell.column, cell.column + cell.colspan)
        sides = 2 * padding
        wide = cell.stack.widest() + sides
        need = max(cell.stack.narrowest() + sides, min(wide, easy + sides))
        for sizes, wanted in ((least, need), (full, wide)):
            lack = wanted - sum(sizes[column] for column in span)
            if lack > 0:
                for column in span:
                    sizes[column] += lack / len(span)
    spare = width - sum(least)
    if spare < 0:
        return []
    wishes = [max(f - m, 0) for m, f in zip(least, full, strict=True)]
    ways = [_even(wishes, spare), *(_weighted(wishes, spare, power) for power in (1.0, 0.5))]
    return [[m + share for m, share in zip(least, shares, strict=True)] for shares in ways]


def _even(wishes: list[float], spare: float) -> list[float]:
    """Share `spare` out evenly, none getting more than it wishes: small wishes are met first."""
    shares = [0.0] * len(wishes)
    left = sorted(range(len(wishes)), key=lambda place: wishes[place])
    while left:
        place = left.pop(0)
        shares[place] = min(wishes[place], spare / (len(left) + 1))
        spare -= shares[place]
    return shares


def _weighted(wishes: list[float], spare: float, power: float) -> list[float]:
    """Share `spare` out by the size of the wishes, raised to `power`."""
    weights = [wish**power for wish in wishes]
    total = sum(weights)
    return [min(wish, spare * weight / total) if total else 0.0 for wish, weight in zip(wishes, weights, strict=True)]


class _Rows:
    """All rows of a table with their heights, worked out once and shared by the parts on each page."""

    def __init__(self, cells: list[GridCell], widths: list[float], count: int, header: int, style: GridStyle) -> None:
        self.widths, self.count, self.style = widths, count, style
        self.header = header if header < count else 0
        self.rows: list[list[GridCell]] = [[] for _ in range(count)]
        for cell in cells:
            self.rows[cell.row].append(cell)
        self.crossed = {row for cell in cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
        self.lefts = [0.0, *accumulate(widths)]
        heights = [0.0] * count
        for cell in sorted(cells, key=lambda c: (c.rowspan, c.row)):
            last = cell.row + cell.rowspan - 1
            need = cell.stack.height(self.inner(cell)) + 2 * style.padding
            heights[last] += max(0.0, need - sum(heights[cell.row : last + 1]))
        self.edges = [0.0, *accumulate(heights)]

    def inner(self, cell: GridCell) -> float:
        """Give the width that a cell's content has."""
        return self.lefts[cell.column + cell.colspan] - self.lefts[cell.column] - 2 * self.style.padding

    def heads(self, row: int) -> bool:
        """Whether a row is one cell across all of several columns, and other rows follow: "Red cells"."""
        whole = len(self.rows[row]) == 1 and self.rows[row][0].colspan == len(self.widths) > 1
        return whole and row not in self.crossed and row + 1 < self.count

    def boundary(self, after: int) -> int:
        """Give the first row border behind row `after` that no cell crosses."""
        return next(row for row in range(after + 1, self.count + 1) if row not in self.crossed)


class Grid:
    """A laid-out table. `header` is how many of its first rows are repeated on each page that it reaches."""

    def __init__(
        self, cells: list[GridCell], widths: list[float], rows: int, header: int, style: GridStyle, *,
        indent: float = 0, before: float = 0, after: float = 0,
    ) -> None:
        self.indent, self.before, self.after = indent, before, after
        self.keep: int = False
        self._rows = _Rows(cells, widths, rows, header, style)
        self._start, self._end, self._repeats = 0, rows, False

    def narrowest(self) -> float:
        """Give its width: the columns are set."""
        return self.indent + sum(self._rows.widths)

    def widest(self) -> float:
        """Give its width: the columns are set."""
        return self.narrowest()

    @property
    def widths(self) -> list[float]:
        """The columns' widths."""
        return self._rows.widths

    @property
    def head_height(self) -> float:
        """The height of the rows that are repeated."""
        return self._rows.edges[self._rows.header]

    @property
    def _head(self) -> float:
        """The height of the header that is repeated above this part."""
        return self.head_height if self._repeats else 0.0

    def height(self, width: float) -> float:  # noqa: ARG002 — the columns are set
        """Give the height of its rows, with the repeated header."""
        return self._head + self._rows.edges[self._end] - self._rows.edges[self._start]

    def split(self, width: float, room: float, page: float) -> Parts:
        """Divide it between rows that no cell spans; divide a row only where it is too tall for a page."""
        rows, edges = self._rows, self._rows.edges
        if self.height(width) <= room + 0.01:
            return self, None
        if not self._start and room < page - 0.01 and self.height(width) <= page * _SMALL:
            return None, self
        first = self._start if self._repeats else max(self._start, rows.header)  # the first row after the header
        last = bisect_right(edges, edges[self._start] + room - self._head + 0.01, self._start, self._end + 1) - 1
        while last > first and last in rows.crossed:
            last -= 1
        if last == self._end - 1 > first + 1 and last - 1 not in rows.crossed:
            last -= 1  # no row stands alone on the last page
        while last > first and rows.heads(last - 1) and (last > first + 1 or (room < page - 0.01 and not self._start)):
            last -= 1  # what names the rows below it stands with them
        if last > first:
            return self._window(self._start, last, self._repeats), self._window(last, self._end, bool(rows.header))
        following = rows.boundary(first)
        too_tall = edges[following] - edges[first] > page - edges[rows.header]
        if room >= page - 0.01 or (too_tall and room > page / 2):
            return self._through_rows(room, first, following)
        return None, self

    def _window(self, start: int, end: int, repeats: bool) -> Grid:
        part = copy(self)
        part._start, part._end, part._repeats = start, end, repeats
        return part

    def _through_rows(self, room: float, first: int, following: int) -> Parts:
        """Divide rows `first` up to `following` inside their cells."""
        rows, padding = self._rows, self._rows.style.padding
        header = rows.header
        if rows.edges[header] > room / 2:  # a header too tall to repeat is set once and flows like the rest
            header, first = 0, self._start
        kept_head = [cell for row in rows.rows[:header] for cell in row]
        above = rows.edges[header]
        upper, lower = list(kept_head), list(kept_head)
        shift = first - header
        for row in rows.rows[first:following]:
            for cell in row:
                inner, offset = rows.inner(cell), above + rows.edges[cell.row] - rows.edges[first]
                space = room - offset - 2 * padding
                done, rest = cell.stack.split(inner, max(space, 0), max(room - above - 2 * padding, 1))
                upper.append(_part_of(cell, done, cell.row - shift))
                lower.append(_part_of(cell, rest, cell.row - shift))
        lower += [replace(cell, row=cell.row - shift) for row in rows.rows[following : self._end] for cell in row]
        first_part, second = copy(self), copy(self)
        first_part._rows = _Rows(upper, rows.widths, following - shift, header, rows.style)
        first_part._start, first_part._end = (header if self._repeats else 0), following - shift
        first_part._repeats = self._repeats and header > 0
        second._rows = _Rows(lower, rows.widths, self._end - shift, header, rows.style)
        second._start, second._end, second._repeats = header, self._end - shift, header > 0
        return first_part, second

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the repeated header, an artifact, then the cells with their lines."""
        if self._repeats:
            with canvas.repetition():
                self._window(0, self._rows.header, repeats=False).draw(canvas, x, top, width)
            top -= self._head
        rows, padding, origin = self._rows, self._rows.style.padding, self._rows.edges[self._start]
        left, right = x + self.indent, x + width - self.indent
        for cell in (cell for row in rows.rows[self._start : self._end] for cell in row):
            wide = rows.inner(cell) + 2 * padding
            cell_left = right - rows.lefts[cell.column] - wide if canvas.rtl else left + rows.lefts[cell.column]
            cell_top = top - rows.edges[cell.row] + origin
            tall = rows.edges[cell.row + cell.rowspan] - rows.edges[cell.row]
            canvas.saveState()
            canvas.setStrokeColor(rows.style.line)
            canvas.setLineWidth(rows.style.thickness)
            if cell.fill is not None:
                canvas.setFillColor(cell.fill)
            canvas.rect(cell_left, cell_top - tall, wide, tall, stroke=1, fill=int(cell.fill is not None))
            canvas.restoreState()
            cell.stack.draw(canvas, cell_left + padding, cell_top - padding, wide - 2 * padding)


def _part_of(cell: GridCell, part: object, row: int) -> GridCell:
    return replace(cell, stack=part if isinstance(part, Stack) else Stack([]), row=row)
