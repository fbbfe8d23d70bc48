"""A table's cells at their places in the grid, spans expanded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from a11y_export.model import Row


@dataclass(frozen=True, slots=True)
class Place:
    """Which source cell stands at a place: its row among the rows given, and its number within that row."""

    row: int
    cell: int


Grid = list[list[Place | None]]


def places(rows: Sequence[Row]) -> Grid:
    """Give the grid of `rows`: a cell that spans rows or columns stands at every place it covers."""
    grid: Grid = [[] for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for which, cell in enumerate(row):
            while column < len(grid[number]) and grid[number][column] is not None:
                column += 1
            for down in range(min(max(cell.rowspan, 1), len(rows) - number)):
                line = grid[number + down]
                line += [None] * (column + max(cell.colspan, 1) - len(line))
                line[column:column + max(cell.colspan, 1)] = [Place(number, which)] * max(cell.colspan, 1)
            column += max(cell.colspan, 1)
    return grid


def header_columns(header: Grid, columns: int) -> list[tuple[Place, ...]]:
    """Give for each column its headers from top to bottom, each cell once."""
    found: list[tuple[Place, ...]] = []
    for column in range(columns):
        stack: list[Place] = []
        for row in header:
            place = row[column] if column < len(row) else None
            if place is not None and place not in stack:
                stack.append(place)
        found.append(tuple(stack))
    return found
