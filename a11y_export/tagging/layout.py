"""What can be laid out: pieces that know their height, divide over pages, and draw themselves; stacks and boxes.

All lengths are points. Layout is separate from drawing, so page numbers are known before anything is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias

from a11y_export.tagging.canvas import TaggedCanvas


class Piece(Protocol):
    """A thing of the page. `keep` binds it to what follows; `before` and `after` are the white around it.

    A bond that is YIELDING gives in where the two do not fit on one page; for another the second is divided. One that
    is LIGHT gives in already where it would leave much of a page white.
    """

    keep: int
    before: float
    after: float

    def narrowest(self) -> float:
        """Give the least width in which no word has to be broken."""

    def widest(self) -> float:
        """Give the width that it takes when nothing has to wrap."""

    def height(self, width: float) -> float:
        """Give its height at `width`."""

    def split(self, width: float, room: float, page: float) -> Parts:
        """Divide it so that the first part fits into `room`, on a page that is `page` high.

        (None, itself) when nothing should stand there. With room for a whole page some part has to.
        """

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at (x, top); on a canvas from right to left, mirrored within `width`."""


YIELDING, LIGHT = 2, 3
Parts: TypeAlias = tuple[Piece | None, Piece | None]
_WHITE = 0.5  # of a page: rather than leave more white than this before it, a stack that is whole is divided
_BARE = 0.2  # of a page: rather than leave more white than this, a light bond gives in
_SLACK = 0.01  # sums of fractions of a point


class Anchor(NamedTuple):
    """A place that a bookmark leads to; with a `title` the outline shows it at `level` (0 is the top)."""

    key: str
    title: str = ""
    level: int = 0


@dataclass(slots=True)
class Rule:
    """A line across, an artifact."""

    colour: object
    thickness: float = 1
    keep: int = False
    before: float = 0
    after: float = 0

    def narrowest(self) -> float:
        """Give 0: any width will do."""
        return 0

    def widest(self) -> float:
        """Give 0: any width will do."""
        return 0

    def height(self, width: float) -> float:  # noqa: ARG002 — the protocol's
        """Give the line's thickness."""
        return self.thickness

    def split(self, width: float, room: float, page: float) -> Parts:  # noqa: ARG002 — the protocol's
        """Give it whole where there is room."""
        return (self, None) if room >= min(self.thickness, page) else (None, self)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the line."""
        canvas.setStrokeColor(self.colour)
        canvas.setLineWidth(self.thickness)
        canvas.line(x, top - self.thickness / 2, x + width, top - self.thickness / 2)


class Stack:
    """Pieces one below the other. A part never ends with a piece that is kept with the next.

    One that is `whole` is not divided where it fits on a page, unless that would leave much of one white.
    """

    def __init__(
        self, pieces: list[Piece], *, indent: float = 0, before: float = 0, after: float = 0, whole: bool = False,
    ) -> None:
        self.pieces, self.indent, self.before, self.after = pieces, indent, before, after
        self.keep: int = False
        self.whole = whole

    def narrowest(self) -> float:
        """Give the widest of its pieces' least widths."""
        return self.indent + max((piece.narrowest() for piece in self.pieces), default=0)

    def widest(self) -> float:
        """Give the widest of its pieces' full widths."""
        return self.indent + max((piece.widest() for piece in self.pieces), default=0)

    def height(self, width: float) -> float:
        """Give the pieces' heights with the white between them."""
        inner, total, gap = width - self.indent, 0.0, 0.0
        for place, piece in enumerate(self.pieces):
            total += (max(gap, piece.before) if place else 0) + piece.height(inner)
            gap = piece.after
        return total

    def split(self, width: float, room: float, page: float) -> Parts:
        """Fill `room`, dividing the piece that crosses its end where that piece can be divided."""
        if self.whole and room < page * _WHITE and self.height(width) <= page:
            return None, self
        count, first, rest = fill(self.pieces, width - self.indent, room, page)
        head, tail = self.pieces[:count], self.pieces[count:]
        if first is not None:
            head = [*head, first]
            tail = ([rest] if rest is not None else []) + tail[1:]
        return (self._part(head) if head else None), (self._part(tail) if tail else None)

    def _part(self, pieces: list[Piece]) -> Stack:
        return Stack(pieces, indent=self.indent, before=self.before, after=self.after, whole=self.whole)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the pieces from the top down."""
        inner, gap = width - self.indent, 0.0
        for place, piece in enumerate(self.pieces):
            top -= max(gap, piece.before) if place else 0
            piece.draw(canvas, x if canvas.rtl else x + self.indent, top, inner)
            top -= piece.height(inner)
            gap = piece.after


def fill(pieces: list[Piece], width: float, room: float, page: float) -> tuple[int, Piece | None, Piece | None]:
    """Give how many whole pieces fit into `room`, and the two parts of the next one where it can be divided."""
    used, gap, count = 0.0, 0.0, 0
    ends = [0.0]
    for place, piece in enumerate(pieces):
        lead = max(gap, piece.before) if place else 0
        height = piece.height(width)
        if used + lead + height <= room + _SLACK:
            used += lead + height
            gap, count = piece.after, place + 1
            ends.append(used)
            continue
        first, rest = piece.split(width, room - used - lead, page)
        if first is not None:
            return count, first, rest
        break
    if count == len(pieces):
        return count, None, None
    kept = count
    while kept and pieces[kept - 1].keep:  # a heading goes to the next page with what it heads
        kept -= 1
    if room - ends[kept] > page * _BARE:
        kept = next((place for place in range(count, kept, -1) if pieces[place - 1].keep == LIGHT), kept)
    if kept or room < page - _SLACK:
        return kept, None, None
    # Nothing but what is bound on a whole page: rather break a bond, or divide what follows, than come to no end.
    yielding = next((place for place in range(count, 0, -1) if pieces[place - 1].keep >= YIELDING), 0)
    if yielding:
        return yielding, None, None
    if count:
        left = room - used - max(gap, pieces[count].before)
        first, rest = pieces[count].split(width, left, left)
        if first is not None:
            return count, first, rest
    return max(count, 1), None, None


class Frame(NamedTuple):
    """How a box looks: fill and stroke colours (None for none), its padding, and whether only a left bar is drawn."""

    padding: float
    fill: object | None = None
    stroke: object | None = None
    thickness: float = 1
    bar: bool = False


class Box:
    """A stack in a frame; divided over pages, each part has a frame of its own.

    One that is `whole` is only divided where it does not fit on a page.
    """

    def __init__(
        self, stack: Stack, frame: Frame, *, indent: float = 0, before: float = 0, after: float = 0,
        whole: bool = False,
    ) -> None:
        self.stack, self.frame, self.indent, self.whole = stack, frame, indent, whole
        self.before, self.after = before, after
        self.keep: int = False

    @property
    def _sides(self) -> float:
        return self.indent + self.frame.padding * (1 if self.frame.bar else 2)

    @property
    def _ends(self) -> float:
        return self.frame.padding * (0.5 if self.frame.bar else 2)

    def narrowest(self) -> float:
        """Give the stack's least width with the padding."""
        return self.stack.narrowest() + self._sides

    def widest(self) -> float:
        """Give the stack's full width with the padding."""
        return self.stack.widest() + self._sides

    def height(self, width: float) -> float:
        """Give the stack's height with the padding."""
        return self.stack.height(width - self._sides) + self._ends

    def split(self, width: float, room: float, page: float) -> Parts:
        """Divide the stack; both parts keep the frame."""
        if self.whole and room < page:  # else one that is higher than a page begins on a new one, or halfway down
            height = self.height(width)
            if room < height and (height <= page or room < page * _WHITE):
                return None, self
        first, rest = self.stack.split(width - self._sides, room - self._ends, page - self._ends)
        return self._part(first), self._part(rest)

    def _part(self, stack: Piece | None) -> Box | None:
        if not isinstance(stack, Stack):
            return None
        return Box(stack, self.frame, indent=self.indent, before=self.before, after=self.after, whole=self.whole)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the frame, an artifact, and the stack in it."""
        height, frame, left = self.height(width), self.frame, x if canvas.rtl else x + self.indent
        inset = frame.thickness / 2
        canvas.saveState()
        canvas.setLineWidth(frame.thickness)
        if frame.fill is not None:
            canvas.setFillColor(frame.fill)
        if frame.stroke is not None:
            canvas.setStrokeColor(frame.stroke)
        if frame.bar:
            bar = left + width - self.indent - inset if canvas.rtl else left + inset
            canvas.line(bar, top, bar, top - height)
        else:
            canvas.roundRect(left + inset, top - height + inset, width - self.indent - 2 * inset, height - 2 * inset,
                             frame.padding / 2, stroke=int(frame.stroke is not None), fill=int(frame.fill is not None))
        canvas.restoreState()
        inner = left if frame.bar and canvas.rtl else left + frame.padding
        self.stack.draw(canvas, inner, top - self._ends / 2, width - self._sides)
