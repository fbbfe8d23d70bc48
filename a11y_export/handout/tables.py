"""Tables: a grid where the columns have room for their words, else each row as a list of "header: value".

In both settings the tree is the same true table, so a screen reader announces row and column either way, and a
cell can be found by its place. In a list the first row carries the header cells themselves; their repetitions in
later rows are for the eye only and therefore artifacts, as a header repeated on a new page is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

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
_WEIGHED_ROWS = 200  # up to these, the way to set the columns that makes the lowest table is looked for
_TALLEST_HEADER = 0.3  # of the text's height that a repeated header may take


class _Placed(NamedTuple):
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
        pieces += setter.paragraph(setter.leaf(element, "Caption"), block.caption, place._replace(bold=True), keep=True)
    rows = [*block.header, *block.rows]
    placed, columns = _place(rows, len(block.header))
    if not placed:
        return pieces
    cells = _set(setter, element, rows, placed, len(block.header), columns, place)
    style = look.grid()
    width = place.width - place.indent
    grid = [GridCell(c.stack, c.row, c.column, c.rowspan, c.colspan, look.colours.panel if c.header else None)
            for c in cells]
    ways = []
    if not place.in_cell and columns <= _MOST_COLUMNS:
        ways = column_widths(grid, columns, width, style.padding, _EASY * look.body)
    if not ways:
        return [*pieces, *_as_list(setter, cells, len(rows), len(block.header), columns, place)]
    header = len(block.header) if len(block.header) < len(rows) else 0
    after = look.paragraph * 1.3
    tried = [Grid(grid, widths, len(rows), header, style, indent=place.indent, after=after)
             for widths in (ways if len(rows) <= _WEIGHED_ROWS else ways[:1])]
    laid = min(tried, key=lambda each: each.height(width))
    if laid.head_height > place.height * _TALLEST_HEADER:
        laid = Grid(grid, laid.widths, len(rows), 0, style, indent=place.indent, after=after)
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
        # A row without a cell of its own would be no row at all in the tree.
        end = next((later for later in range(number + 1, end) if not rows[later]), end)
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
    parts = [element, element]
    if 0 < header < len(rows):
        parts = [element.add(Element("THead")), element.add(Element("TBody"))]
    for number, (row, spots) in enumerate(zip(rows, placed, strict=True)):
        tr = parts[number >= header].add(Element("TR"))
        for cell, (column, rowspan, colspan) in zip(row, spots, strict=True):
            heads = number < header or cell.header
            scope = "Column" if number < header else "Row" if heads else ""
            td = tr.add(Element("TH" if heads else "TD", attributes=cell_attributes(
                scope=scope, rowspan=rowspan, colspan=colspan)))
            within = place._replace(indent=0, depth=0, bold=heads or place.bold, in_cell=True)
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
    labels = _Labels(setter, [c for c in cells if c.row < header], columns)
    grouped: list[list[_Placed]] = [[] for _ in range(rows)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            grouped[row].append(cell)
    pieces: list[Piece] = []
    first = header if labels.simple and rows > header else 0
    for number in range(first, rows):
        lines: list[Piece] = []
        for cell in sorted(grouped[number], key=lambda c: c.column):
            if number < header:
                lines += cell.stack.pieces if cell.row == number else []
            elif cell.row < number:  # a cell that spans rows is said again, for the eye
                if cell.text:
                    said = setter.block(_artifact(setter, cell.text, bold=cell.header), place._replace(indent=0))
                    lines += _line(setter, labels.repeated(cell.column), [said])
            elif first and number == first:
                spanned = [labels.own(column) for column in range(cell.column, cell.column + cell.colspan)]
                heads = [head for head in spanned if head is not None]
                lines += [*heads[:-1], *_line(setter, heads[-1] if heads else None, cell.stack.pieces)]
            else:
                head = labels.repeated(cell.column) if cell.colspan < columns and cell.stack.pieces else None
                lines += _line(setter, head, cell.stack.pieces)
        if lines:
            for line in lines:
                line.after = look.paragraph * 0.2
            pieces.append(Box(Stack(lines), look.record(), indent=place.indent, after=look.paragraph * 0.4, whole=True))
    if pieces:
        pieces[-1].after = look.paragraph * 1.3
    return pieces


class _Labels:
    """What stands before a cell: its headers, from the top row down. A header cell itself is only drawn once."""

    def __init__(self, setter: Typesetter, headers: list[_Placed], columns: int) -> None:
        self._setter = setter
        self._heads: list[list[_Placed]] = [[] for _ in range(columns)]
        for cell in headers:
            for column in range(cell.column, cell.column + cell.colspan):
                self._heads[column] += [cell] if cell.stack.pieces else []
        # Each header is one short text: else they are set on their own, above the rows.
        self.simple = bool(headers) and all(
            len(cell.stack.pieces) <= 1 and all(isinstance(piece, TextBlock) and not piece.labelled
                                                for piece in cell.stack.pieces)
            for cell in headers)

    def own(self, column: int) -> TextBlock | None:
        """Give the label with the header cells themselves, where they begin in this column."""
        return self._join([
            piece if cell.column == column else self._written(cell)
            for cell in self._heads[column] for piece in cell.stack.pieces if isinstance(piece, TextBlock)
        ])

    def repeated(self, column: int) -> TextBlock | None:
        """Give the label as an artifact."""
        return self._join([self._written(cell) for cell in self._heads[column] if cell.text])

    def _written(self, cell: _Placed) -> TextBlock:
        return TextBlock(_artifact(self._setter, cell.text, bold=True),
                         self._setter.look.line_height(self._setter.look.body))

    def _join(self, blocks: list[TextBlock]) -> TextBlock | None:
        if not blocks:
            return None
        joined = blocks[0]
        for block in blocks[1:]:
            joined = joined.join(_artifact(self._setter, ", ", bold=True), block)
        return joined


def _line(setter: Typesetter, head: TextBlock | None, values: list[Piece]) -> list[Piece]:
    """Give "header: value"."""
    if head is None:
        return list(values)
    value = values[0] if values else None
    if isinstance(value, TextBlock) and not value.labelled:
        sign = " " if head.last_sign in ":?!" else ": "
        joined = head.join(_artifact(setter, sign, bold=True), value)
        joined.keep = False
        return [joined, *values[1:]]
    return [head, *values]


def _artifact(setter: Typesetter, text: str, *, bold: bool = False) -> list[Run]:
    return draw(text, setter.look.ink(bold=bold), None, bold=bold, language=setter.writer.language)
