"""Text in lines: left aligned, ragged right, never hyphenated; each run of it belongs to a content of the tree.

The lines are broken here and not by ReportLab's Paragraph, for what a tagged large-print document needs: a real
space at the end of each wrapped line and none inside a broken word, every run at its own place in the tree, no
markup that a source could reach, and a cost that grows with the length and not with its square.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

from reportlab.lib.colors import Color
from reportlab.pdfbase.ttfonts import TTFont

from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.layout import Anchor, Parts
from a11y_export.tagging.tree import Content, Element

# They hold a number and its unit together: drawn as a space, and never broken at.
_HARD_SPACES = "\u00a0\u202f\u2007\u2009\u2008\u200a"
_BREAK_AFTER = "/-.?&=_,;:+"  # where a word longer than a line is divided rather than just anywhere
_LONGEST = 500  # characters of an unbroken word that are measured as one


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run looks: `size` and `rise` in points, `strike` for a line through it."""

    font: TTFont
    size: float
    colour: Color
    rise: float = 0
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look and one place in the tree; without a `content` it is an artifact.

    `actual` is what the glyphs stand for where that is not `text`; such a run is never divided.
    `link` is the structure element of a link, `target` where it leads and `title` what it is called.
    """

    text: str
    ink: Ink
    content: Content | None = None
    actual: str | None = None
    link: Element | None = None
    target: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Bit:
    """A piece of a run within one word, or the space after a word."""

    run: Run
    text: str
    width: float


@dataclass(slots=True)
class _Word:
    bits: list[_Bit] = field(default_factory=list)
    spaces: list[_Bit] = field(default_factory=list)  # after it: one for each content that has white space there
    ends_line: bool = False

    @property
    def width(self) -> float:
        return sum(bit.width for bit in self.bits)


_Line = list[_Bit]


def advance(font: TTFont, text: str, size: float) -> float:
    """Give the width of `text` in points."""
    return _thousandths(font, text) * size / 1000


@lru_cache(maxsize=8192)  # most words of an article occur more than once, and each is measured for every layout
def _thousandths(font: TTFont, text: str) -> float:
    widths, default = font.face.charWidths, font.face.defaultWidth
    return float(sum(widths.get(ord(char), default) for char in text))


class TextBlock:
    """A paragraph, heading, list item's text or cell's text; a newline in a run's text is a line break."""

    def __init__(
        self, runs: list[Run], leading: float, *, indent: float = 0, label: list[Run] | None = None,
        label_indent: float = 0, before: float = 0, after: float = 0, keep: bool = False, anchor: Anchor | None = None,
    ) -> None:
        self.leading, self.indent, self.before, self.after, self.keep = leading, indent, before, after, keep
        self._label, self._label_indent, self.anchor = label or [], label_indent, anchor
        self._words = _words(runs)
        self._lines: dict[float, list[_Line]] = {}
        self._part: list[_Line] | None = None

    @property
    def labelled(self) -> bool:
        """Whether a list's label stands before it."""
        return bool(self._label)

    @property
    def last_sign(self) -> str:
        """The last character that it draws."""
        return self._words[-1].bits[-1].text[-1:] if self._words else ""

    def label(self, runs: list[Run], indent: float) -> None:
        """Put a list's label before the first line, at `indent`."""
        self._label, self._label_indent = runs, indent

    def join(self, runs: list[Run], other: TextBlock) -> TextBlock:
        """Give one block that says this one's text, then `runs`, then the text of `other`."""
        joined = copy(self)
        joined.after, joined.keep, joined._lines = other.after, other.keep, {}
        between = _words(runs)
        words = [_Word(list(w.bits), list(w.spaces), w.ends_line) for w in self._words]
        if words and between:  # a sign such as a colon stands close
            words[-1] = _Word([*words[-1].bits, *between[0].bits], between[0].spaces)
        joined._words = [*words, *between[1:], *other._words]
        return joined

    def narrowest(self) -> float:
        """Give the width of its longest word."""
        return self.indent + max((word.width for word in self._words), default=0)

    def widest(self) -> float:
        """Give the width of its longest line when nothing wraps."""
        longest = current = 0.0
        for word in self._words:
            current += word.width
            longest = max(longest, current)
            current += sum(bit.width for bit in word.spaces)
            if word.ends_line:
                current = 0
        return self.indent + longest

    def height(self, width: float) -> float:
        """Give the height of its lines."""
        return max(len(self._at(width)), 1 if self._label else 0) * self.leading

    def split(self, width: float, room: float, page: float) -> Parts:
        """Divide it between lines, with two lines at least on either side."""
        lines = self._at(width)
        fit = int((room + 0.01) // self.leading)
        if fit >= len(lines):
            return self, None
        whole_page = room >= page - 0.01
        fit = min(fit, len(lines) - 2)
        if fit < 2 or len(lines) < 4:
            if not whole_page:
                return None, self
            fit = max(1, min(int((room + 0.01) // self.leading), len(lines) - 1))
        return self._cut(lines[:fit], first=True), self._cut(lines[fit:], first=False)

    def _cut(self, lines: list[_Line], *, first: bool) -> TextBlock:
        part = TextBlock([], self.leading, indent=self.indent, label=self._label if first else None,
                         label_indent=self._label_indent, after=0 if first else self.after,
                         before=self.before if first else 0, keep=False if first else self.keep,
                         anchor=self.anchor if first else None)
        part._part = lines
        return part

    def _at(self, width: float) -> list[_Line]:
        if self._part is not None:
            return self._part
        if width not in self._lines:
            self._lines[width] = _break(self._words, max(width - self.indent, 1))
        return self._lines[width]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the label, if any, and the lines."""
        if self.anchor:
            canvas.bookmark(self.anchor.key, top, self.anchor.title, self.anchor.level)
        lines = self._at(width)
        size = max((bit.run.ink.size for line in lines for bit in line), default=self.leading / 1.4)
        if self._label:
            self._draw_lines(canvas, [[_Bit(run, run.text, advance(run.ink.font, run.text, run.ink.size))
                                       for run in self._label]], x + self._label_indent, top, size)
        self._draw_lines(canvas, lines, x + self.indent, top, size)

    def _draw_lines(self, canvas: TaggedCanvas, lines: list[_Line], x: float, top: float, size: float) -> None:
        placed: list[tuple[_Bit, float, float]] = []
        for number, line in enumerate(lines):
            baseline, left = top - self.leading * (number + 0.5) - size * 0.35, x
            for bit in line:
                placed.append((bit, left, baseline))
                left += bit.width
        for _, group in groupby(placed, lambda item: (id(item[0].run.content), item[0].run.actual and id(item[0]))):
            _emit(canvas, list(group))
        _decorate(canvas, placed)


def _words(runs: list[Run]) -> list[_Word]:
    """Give the words of `runs`: white space is folded across their borders, and divides; a border does not."""
    words: list[_Word] = []
    current = _Word()

    def close() -> None:
        nonlocal current
        if current.bits:
            words.append(current)
            current = _Word()

    for run in runs:
        if run.actual is not None:
            current.bits.append(_Bit(run, run.text, advance(run.ink.font, run.text, run.ink.size)))
            continue
        for white, group in groupby(run.text, lambda char: char.isspace() and char not in _HARD_SPACES):
            text = "".join(group)
            if white:
                close()
                if words:
                    _space(words[-1], run)
                if words and "\n" in text:
                    words[-1].ends_line = True
            else:
                drawn = "".join(" " if char in _HARD_SPACES else char for char in text)
                for at in range(0, len(drawn), _LONGEST):
                    part = drawn[at : at + _LONGEST]
                    current.bits.append(_Bit(run, part, advance(run.ink.font, part, run.ink.size)))
    close()
    if words and not words[-1].spaces:  # words end with a space, for readers that know no blocks
        _space(words[-1], replace(words[-1].bits[-1].run, actual=None))
    return words


def _space(word: _Word, run: Run) -> None:
    """Let a space of `run` follow `word`. Two contents may each need one; only the first takes room."""
    if all(bit.run.content is not run.content for bit in word.spaces):
        width = 0.0 if word.spaces else advance(run.ink.font, " ", run.ink.size)
        word.spaces.append(_Bit(run, " ", width))


def _break(words: list[_Word], width: float) -> list[_Line]:
    lines: list[_Line] = []
    line: _Line = []
    used = 0.0
    for word in words:
        if line and used + word.width > width + 0.01:
            lines.append(line)
            line, used = [], 0.0
        bits = word.bits
        while sum(bit.width for bit in bits) > width + 0.01:
            head, bits = _divide(bits, width)
            lines.append(head)
        line = [*line, *bits]
        used += sum(bit.width for bit in bits)
        line += word.spaces
        used += sum(bit.width for bit in word.spaces)
        if word.ends_line:
            lines.append(line)
            line, used = [], 0.0
    if line:
        lines.append(line)
    return lines


def _divide(bits: list[_Bit], width: float) -> tuple[list[_Bit], list[_Bit]]:
    """Divide a word that is longer than a line: after a sign of an address if there is one, else anywhere."""
    head: list[_Bit] = []
    used = 0.0
    for place, bit in enumerate(bits):
        if used + bit.width <= width:
            head.append(bit)
            used += bit.width
            continue
        if bit.run.actual is not None:
            return (head, bits[place:]) if head else ([bit], bits[1:])
        size, font = bit.run.ink.size, bit.run.ink.font
        fit, total = 0, used
        for char in bit.text:
            total += advance(font, char, size)
            if total > width:
                break
            fit += 1
        if fit == 0 and head:
            return head, bits[place:]
        fit = max(fit, 1)
        sign = max(bit.text.rfind(char, 0, fit) for char in _BREAK_AFTER) + 1
        fit = sign if sign > fit // 2 else fit
        parts = [_Bit(bit.run, text, advance(font, text, size)) for text in (bit.text[:fit], bit.text[fit:]) if text]
        return [*head, parts[0]], [*parts[1:], *bits[place + 1 :]]
    return head, []


def _emit(canvas: TaggedCanvas, group: list[tuple[_Bit, float, float]]) -> None:
    """Paint bits of one content as one stretch of marked content."""
    document = canvas._doc
    codes = ["BT"]
    colour: Color | None = None
    for ink, x, y, text in _strings(group):
        if ink.colour is not colour:
            colour = ink.colour
            codes.append(f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg")
        codes.append(f"1 0 0 1 {x:.2f} {y + ink.rise:.2f} Tm")
        for subset, codepoints in ink.font.splitString(text, document):
            codes.append(f"{ink.font.getSubsetInternalName(subset, document)} {ink.size:g} Tf "
                         f"({canvas._escape(codepoints)}) Tj")
    codes.append("ET")
    first = group[0][0].run
    canvas.paint(first.content, "\n".join(codes), "".join(bit.text for bit, _, _ in group), first.actual)


def _strings(group: list[tuple[_Bit, float, float]]) -> list[tuple[Ink, float, float, str]]:
    """Give what can be shown in one go: neighbours of one ink on one line."""
    shown: list[tuple[Ink, float, float, str]] = []
    following = -1.0
    for bit, x, y in group:
        if shown and shown[-1][0] == bit.run.ink and shown[-1][2] == y and abs(x - following) < 0.01:
            ink, left, _, text = shown[-1]
            shown[-1] = (ink, left, y, text + bit.text)
        else:
            shown.append((bit.run.ink, x, y, bit.text))
        following = x + (bit.width or advance(bit.run.ink.font, bit.text, bit.run.ink.size))
    return shown


def _decorate(canvas: TaggedCanvas, placed: list[tuple[_Bit, float, float]]) -> None:
    """Lay links over the text, one area a line, and strike through what is struck."""
    for (link, baseline), group in groupby(placed, lambda item: (item[0].run.link, item[2])):
        if link is not None:
            bits = list(group)
            run = bits[0][0].run
            size = max(bit.run.ink.size for bit, _, _ in bits)
            right = max(left + bit.width for bit, left, _ in bits if bit.text != " " or len(bits) == 1)
            canvas.link(link, (bits[0][1], baseline - size * 0.3, right, baseline + size * 0.9), run.target, run.title)
    for bit, x, y in placed:
        if bit.run.ink.strike and bit.width:
            canvas.saveState()
            canvas.setStrokeColor(bit.run.ink.colour)
            canvas.setLineWidth(max(bit.run.ink.size / 14, 1))
            height = y + bit.run.ink.size * 0.28
            canvas.line(x, height, x + bit.width, height)
            canvas.restoreState()
