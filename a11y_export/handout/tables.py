"""Tables: a grid where the columns have room for their words, else each row as a list of "header: value".

In both settings the tree is the same true table, so a screen reader announces row and column either way, and a
cell can be found by its place. In a list the first row carries the header cells themselves; their repetitions in
later rows are for the eye only and therefore artifacts, as a header repeated on a new page is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from a11y_export import words
from a11y_export.handout.inline import draw
from a11y_export.model import Row, Table, leaf_texts
from a11y_export.tagging import (
    Box,
    Element,
    Grid,
    GridCell,
    Piece,
    Run,
    Stack,
    TextBlock,
    cell_attributes,
    column_widths,
)

if TYPE_CHECKING:
    from a11y_export.handout.blocks import Place, Typesetter

_MOST_COLUMNS = 100  # a table wider than this is beyond any page and any reader
_EASY = 5.5  # body sizes: a column is not squeezed below this while its text would take more
_TALLEST_HEADER = 0.3  # of the text's height that a repeated header may take


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell with its place in the grid; `text` is what stands in it."""

    row: int
    column: int
    rowspan: int
    colspan: int
    header: bool
    text: str
    stack: Stack


def table(setter: Typesetter, parent: Element, block: Table, place: Place) -> Sequence[Piece]:
    """Set a table with its caption."""
    look, element = setter.look, parent.add(Element("Table"))
    pieces: list[Piece] = []
    if words.count("".join(getattr(inline, "text", " ") for inline in block.caption)):
        pieces += setter.paragraph(setter.leaf(element, "Caption"), block.caption, replace(place, bold=True), keep=True)
    rows = [*block.header, *block.rows]
    placed, columns = _place(rows, len(block.header))
    if not placed:
        return pieces
    cells = _set(setter, element, rows, placed, len(block.header), columns, place)
    style = look.grid()
    width = place.width - place.indent
    grid = [GridCell(c.stack, c.row, c.column, c.rowspan, c.colspan, look.colours.panel if c.header else None)
            for c in cells]
    widths = None
    if not place.in_cell and columns <= _MOST_COLUMNS:
        widths = column_widths(grid, columns, width, style.padding, _EASY * look.body)
    if widths is None:
        return [*pieces, *_as_list(setter, cells, len(rows), len(block.header), columns, place)]
    header = len(block.header) if len(block.header) < len(rows) else 0
    laid = Grid(grid, widths, len(rows), header, style, indent=place.indent, after=look.paragraph * 1.3)
    if laid.head_height > place.height * _TALLEST_HEADER:
        laid = Grid(grid, widths, len(rows), 0, style, indent=place.indent, after=look.paragraph * 1.3)
    return [*pieces, laid]


def _place(rows: list[Row], header: int) -> tuple[list[list[tuple[int, int, int]]], int]:
    """Give (column, rowspan, colspan) of each row's cells, as HTML places them, and the number of columns.

    Spans are cut where they would leave their part of the table or lie on another cell.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, int, int]]] = []
    columns = 0
    for number, row in enumerate(rows):
        end = header if number < header else len(rows)
        here: list[tuple[int, int, int]] = []
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            colspan = 1
            while colspan < min(max(cell.colspan, 1), _MOST_COLUMNS) and (number, column + colspan) not in taken:
                colspan += 1
            rowspan = max(1, min(cell.rowspan or end, end - number))
            taken.update((r, c) for r in range(number, number + rowspan) for c in range(column, column + colspan))
            here.append((column, rowspan, colspan))
            column += colspan
            columns = max(columns, column)
        placed.append(here)
    return placed, columns


def _set(
    setter: Typesetter, element: Element, rows: list[Row], placed: list[list[tuple[int, int, int]]], header: int,
    columns: int, place: Place,
) -> list[_Placed]:
    """Build the table's rows and cells in the tree, with empty cells where the source's rows are short."""
    cells: list[_Placed] = []
    covered: set[tuple[int, int]] = set()
    for number, (row, spots) in enumerate(zip(rows, placed, strict=True)):
        tr = element.add(Element("TR"))
        for cell, (column, rowspan, colspan) in zip(row, spots, strict=True):
            heads = number < header or cell.header
            scope = "Column" if number < header else "Row" if heads else ""
            td = tr.add(Element("TH" if heads else "TD", attributes=cell_attributes(
                scope=scope, rowspan=rowspan, colspan=colspan)))
            within = replace(place, indent=0, depth=0, bold=heads or place.bold, in_cell=True)
            stack = Stack(setter.blocks(td, cell.blocks, within))
            text = words.fold(" ".join(leaf_texts(cell.blocks)))
            cells.append(_Placed(number, column, rowspan, colspan, heads, text, stack))
            covered.update((r, c) for r in range(number, number + rowspan) for c in range(column, column + colspan))
        for column in range(columns):
            if (number, column) not in covered:
                tr.add(Element("TD"))
                cells.append(_Placed(number, column, 1, 1, False, "", Stack([])))
    return cells


def _as_list(
    setter: Typesetter, cells: list[_Placed], rows: int, header: int, columns: int, place: Place,
) -> list[Piece]:
    """Set each row in a frame, each cell after its header."""
    look = setter.look
    simple = header == 1 and all(c.colspan == 1 for c in cells if c.row == 0)
    labels = ["" for _ in range(columns)]
    for cell in cells:
        if cell.row < header and cell.text:
            for column in range(cell.column, cell.column + cell.colspan):
                labels[column] = f"{labels[column]} – {cell.text}" if labels[column] else cell.text
    own = {cell.column: cell.stack for cell in cells if cell.row == 0} if simple else {}
    grouped: list[list[_Placed]] = [[] for _ in range(rows)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            grouped[row].append(cell)
    pieces: list[Piece] = []
    start = header if simple and rows > header else 0
    for number in range(start, rows):
        lines: list[Piece] = []
        for cell in sorted(grouped[number], key=lambda c: c.column):
            if number < header:
                lines += cell.stack.pieces if cell.row == number else []
            elif cell.row < number:  # a cell that spans rows is said again, for the eye
                lines += _repeat(setter, labels[cell.column], cell.text, place)
            else:
                first = None
                if own and number == start:
                    spanned = range(cell.column, cell.column + cell.colspan)
                    first = Stack([piece for column in spanned for piece in own[column].pieces])
                lines += _line(setter, labels[cell.column], first, cell, place)
        if lines:
            for line in lines:
                line.after = look.paragraph * 0.4
            pieces.append(Box(Stack(lines), look.record(), indent=place.indent, after=look.paragraph * 0.7, whole=True))
    if pieces:
        pieces[-1].after = look.paragraph * 1.3
    return pieces


def _line(setter: Typesetter, label: str, own: Stack | None, cell: _Placed, place: Place) -> list[Piece]:
    """Give "header: value", the header being the header cell itself (`own`) or an artifact."""
    values = list(cell.stack.pieces)
    if own is not None:
        heads = list(own.pieces)
    else:
        heads = [setter.block(_artifact(setter, label, bold=True), place)] if label else []
    if not heads or (not values and own is None):
        return [*heads, *values] if own is not None else values
    last, value = heads[-1], values[0] if values else None
    if isinstance(last, TextBlock) and isinstance(value, TextBlock) and not last.labelled and not value.labelled:
        colon = "" if label.rstrip().endswith((":", "?")) else ":"
        joined = last.join(_artifact(setter, f"{colon} ", bold=True), value)
        joined.indent, joined.keep = 0, False
        return [*heads[:-1], joined, *values[1:]]
    return [*heads, *values]


def _repeat(setter: Typesetter, label: str, text: str, place: Place) -> list[Piece]:
    runs = _artifact(setter, f"{label}: ", bold=True) if label else []
    return [setter.block([*runs, *_artifact(setter, text)], replace(place, indent=0))] if text else []


def _artifact(setter: Typesetter, text: str, *, bold: bool = False) -> list[Run]:
    return draw(text, setter.look.ink(bold=bold), None, bold=bold)
