"""Text in lines, as a piece of the page: a paragraph, a heading, a list's item, the text of a cell."""

from __future__ import annotations

from copy import copy
from itertools import groupby
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.ttfonts import TTFont

from a11y_export.tagging.bidi import has_rtl
from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.directions import Flow, flow
from a11y_export.tagging.glyphs import Glyphs, turned
from a11y_export.tagging.layout import Anchor, Parts
from a11y_export.tagging.lines import Bit, Face, Line, Run, Word, advance, break_lines, words

_SHORT = 6  # lines: a paragraph of so many stays whole where that leaves no more than this white of a page
_WHITE = 0.25
_SEARCHED = 60  # lines: in a longer paragraph a page simply ends with a line
_STOPS = frozenset("।॥。！？؟۔။။།។")  # what ends a sentence in scripts without capitals
_ESCAPED = [escapePDF(bytes([code])) for code in range(256)]  # ReportLab's own, which goes letter by letter
_GIVEN_UP = 4  # lines at most, so that a page ends with a sentence: no "not" is parted from its verb


class TextBlock:
    """A paragraph, heading, list item's text or cell's text; a newline in a run's text is a line break."""

    def __init__(
        self, runs: list[Run], leading: float, *, indent: float = 0, label: list[Run] | None = None,
        label_indent: float = 0, before: float = 0, after: float = 0, keep: int = False, anchor: Anchor | None = None,
        whole: bool = False,
    ) -> None:
        self.leading, self.indent, self.before, self.after, self.keep = leading, indent, before, after, keep
        self._turns = any(has_rtl(run.text) for run in runs)
        for run in runs:  # letters that reach far above or below their line
            if isinstance(run.ink.font, Glyphs):
                self.leading = max(self.leading, run.ink.font.leading * run.ink.size)
        self._label, self._label_indent, self.anchor = label or [], label_indent, anchor
        self.whole = whole  # not divided where it fits on a page
        self._words = words(runs)
        self._lines: dict[float, list[Line]] = {}
        self._flows: dict[tuple[float, bool], Flow] = {}
        self._paragraph: TextBlock | None = None  # what it is a part of
        self._part: tuple[TextBlock, float, int, int] | None = None  # of which block, set how wide, from line, to line

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
        joined.after, joined.keep, joined._lines, joined._flows = other.after, other.keep, {}, {}
        joined.leading = max(self.leading, other.leading)
        joined._turns = self._turns or other._turns or any(has_rtl(run.text) for run in runs)
        between = words(runs)
        said = [Word(list(w.bits), list(w.spaces), w.ends_line) for w in self._words]
        if said and between:  # a sign such as a colon stands close
            said[-1] = Word([*said[-1].bits, *between[0].bits], between[0].spaces)
        joined._words = [*said, *between[1:], *other._words]
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
        """Divide it between lines, two at least on either side; a short paragraph only where it has to be."""
        lines = self._at(width)
        fit = int((room + 0.01) // self.leading)
        if fit >= len(lines):
            return self, None
        whole_page = room >= page - 0.01
        fit = min(fit, len(lines) - 2)
        short = len(lines) <= _SHORT and room < page * _WHITE
        if fit < 2 or len(lines) < 4 or short or (self.whole and len(lines) * self.leading <= page):
            if not whole_page:
                return None, self
            fit = max(1, min(int((room + 0.01) // self.leading), len(lines) - 1))
        done = self._sentences(lines, fit)
        if done:
            return self._cut(done, None, first=True), self._cut(self._words[len(done) :], None, first=False)
        return self._cut([], (width, 0, fit), first=True), self._cut([], (width, fit, len(lines)), first=False)

    def _sentences(self, lines: list[Line], fit: int) -> list[Word]:
        """Give the words up to the last end of a sentence in the first `fit` lines, if a page can end with it."""
        if self._part is not None or len(lines) > _SEARCHED:
            return []
        places = {id(word.spaces[0]): place for place, word in enumerate(self._words[:-1]) if word.spaces}
        found = 0
        for number in range(max(1, fit - _GIVEN_UP), fit):
            for bit in lines[number]:
                place = places.get(id(bit))
                if place is not None and _ends(self._words[place], self._words[place + 1]):
                    found = place + 1
        return self._words[:found]

    def _cut(self, words: list[Word], lines: tuple[float, int, int] | None, *, first: bool) -> TextBlock:
        """Give a part: some words to set anew, or some of the lines that are set at a width."""
        part = TextBlock([], self.leading, indent=self.indent, label=self._label if first else None,
                         label_indent=self._label_indent, after=0 if first else self.after,
                         before=self.before if first else 0, keep=False if first else self.keep,
                         anchor=self.anchor if first else None)
        part._words, part._paragraph, part._turns = words, self._paragraph or self, self._turns
        if lines is not None:
            whole, width, before, _ = self._part or (self, lines[0], 0, 0)
            part._part = (whole, width, before + lines[1], before + lines[2])
        return part

    def _at(self, width: float) -> list[Line]:
        if self._part is not None:
            whole, width, start, end = self._part
            return whole._at(width)[start:end]
        if width not in self._lines:
            self._lines[width] = break_lines(self._words, max(width - self.indent, 1))
        return self._lines[width]

    def _flow(self, width: float, *, rtl: bool) -> Flow:
        """Give the lines with the way that each bit of them runs, in a document of one direction."""
        if self._part is not None:
            whole, width, start, end = self._part
            return whole._flow(width, rtl=rtl)[start:end]
        if (width, rtl) not in self._flows:
            if not rtl and not self._turns:  # nearly every text
                return Flow(self._at(width), plain=True)
            said = self._paragraph._words if self._paragraph else []
            text = "".join(bit.text for word in said for bit in word.bits) or None
            self._flows[width, rtl] = flow(self._at(width), rtl=rtl, whole=text)
        return self._flows[width, rtl]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the label, if any, and the lines; in a document from right to left, from the right edge."""
        if self.anchor:
            canvas.bookmark(self.anchor.key, top, self.anchor.title, self.anchor.level)
        lines = self._flow(width, rtl=canvas.rtl)
        size = max((bit.run.ink.size for line in lines.lines for bit in line), default=self.leading / 1.4)
        if self._label:
            bits = [Bit(run, run.text, advance(run.ink.font, run.text, run.ink.size)) for run in self._label]
            edges = _inward(canvas, x, width, self._label_indent)
            self._draw_lines(canvas, flow([bits], rtl=canvas.rtl), *edges, top, size)
        self._draw_lines(canvas, lines, *_inward(canvas, x, width, self.indent), top, size)

    def _draw_lines(
        self, canvas: TaggedCanvas, lines: Flow, left: float, right: float, top: float, size: float,
    ) -> None:
        placed: list[tuple[Bit, float, float]] = []
        for number, line in enumerate(lines.lines):
            baseline = top - self.leading * (number + 0.5) - size * 0.35
            placed += [(bit, x, baseline) for bit, x in lines.place(line, left, right)]
        for _, group in groupby(placed, lambda item: (id(item[0].run.content), item[0].run.actual and id(item[0]))):
            _emit(canvas, list(group))
        _decorate(canvas, placed)


def _ends(word: Word, following: Word) -> bool:
    """Tell whether a sentence ends with `word`: a full stop or the like, then a capital, a number or ¿ ¡."""
    said = "".join(bit.text for bit in word.bits).rstrip("\"'”’)]»")
    after = "".join(bit.text for bit in following.bits).lstrip("\"'“‘([«")[:1]
    if said[-1:] and said[-1] in _STOPS:
        return True
    return len(said) > 2 and said[-1] in ".!?…" and (after.isupper() or after.isdigit() or after in "¿¡")


def _inward(canvas: TaggedCanvas, x: float, width: float, indent: float) -> tuple[float, float]:
    """Give the left and the right edge of text that is set in from where its lines begin."""
    return (x, x + width - indent) if canvas.rtl else (x + indent, x + width)


def _font(bit: Bit) -> Face:
    """Give the font that draws a bit: what runs to the left is shaped, so that its brackets are turned."""
    font = bit.run.ink.font
    return turned(font) if bit.level % 2 and isinstance(font, TTFont) else font


def _emit(canvas: TaggedCanvas, group: list[tuple[Bit, float, float]]) -> None:
    """Paint bits of one content as one stretch of marked content."""
    document = canvas._doc
    codes = ["BT"]
    colour: Color | None = None
    for bit, x, y, text in _strings(group):
        ink = bit.run.ink
        if ink.colour is not colour:
            colour = ink.colour
            codes.append(f"{colour.red:.4g} {colour.green:.4g} {colour.blue:.4g} rg")
        font = _font(bit)
        if isinstance(font, Glyphs):
            codes += _show(font, text, ink.size, x, y + ink.rise, rtl=bit.level % 2 == 1, document=document)
            continue
        codes.append(f"1 0 0 1 {x:.2f} {y + ink.rise:.2f} Tm")
        for subset, codepoints in font.splitString(text, document):
            codes.append(f"{font.getSubsetInternalName(subset, document)} {ink.size:g} Tf "
                         f"({codepoints.decode('latin-1').translate(_ESCAPED)}) Tj")
    codes.append("ET")
    first = group[0][0].run
    canvas.paint(first.content, "\n".join(codes), "".join(bit.text for bit, _, _ in group), first.actual)


def _show(font: Glyphs, text: str, size: float, x: float, y: float, *, rtl: bool, document: Any) -> list[str]:
    """Give the code that shows a shaped text, in the text's order, be it with each sign left of the last."""
    out: list[str] = []
    coded = [(*font.code(sign, document), sign) for sign in font.shape(text, rtl=rtl).signs]
    for name, group in groupby(coded, lambda each: each[0]):
        parts: list[str] = []
        pen: int | None = None
        for _, code, sign in group:
            if pen is None:
                out.append(f"1 0 0 1 {x + sign.left * size / 1000:.2f} {y:.2f} Tm\n{name} {size:g} Tf")
                pen = sign.left
            parts.append(f"> {pen - sign.left} <{code:04X}" if pen != sign.left else f"{code:04X}")
            pen = sign.left + sign.width
        out.append(f"[<{''.join(parts)}>] TJ")
    return out


def _strings(group: list[tuple[Bit, float, float]]) -> list[tuple[Bit, float, float, str]]:
    """Give what can be shown in one go: neighbours of one ink on one line, unless they are shaped."""
    shown: list[tuple[Bit, float, float, str]] = []
    following = -1.0
    for bit, x, y in group:
        before, _, line, _ = shown[-1] if shown else (bit, x, None, "")
        if (
            line == y and abs(x - following) < 0.01 and (before.run is bit.run or before.run.ink == bit.run.ink)
            and not isinstance(bit.run.ink.font, Glyphs) and not (bit.level % 2 or before.level % 2)
        ):
            one, left, _, text = shown[-1]
            shown[-1] = (one, left, y, text + bit.text)
        else:
            shown.append((bit, x, y, bit.text))
        following = x + (bit.width or advance(bit.run.ink.font, bit.text, bit.run.ink.size))
    return shown


def _decorate(canvas: TaggedCanvas, placed: list[tuple[Bit, float, float]]) -> None:
    """Lay links over the text, one area a line; strike through what is struck, and underline what is stressed so."""
    runs = {id(bit.run): bit.run for bit, _, _ in placed}.values()
    if any(run.link is not None for run in runs):
        _link(canvas, placed)
    if any(run.ink.underline for run in runs):
        _underline(canvas, placed)
    if any(run.ink.strike for run in runs):
        _strike(canvas, placed)


def _link(canvas: TaggedCanvas, placed: list[tuple[Bit, float, float]]) -> None:
    for (link, baseline), group in groupby(placed, lambda item: (item[0].run.link, item[2])):
        bits = [(bit, left) for bit, left, _ in group if bit.text != " "]
        if link is not None and bits:
            run = bits[0][0].run
            size = max(bit.run.ink.size for bit, _ in bits)
            right = max(left + bit.width for bit, left in bits)
            left = min(left for _, left in bits)
            canvas.link(link, (left, baseline - size * 0.3, right, baseline + size * 0.9), run.target, run.title)


def _underline(canvas: TaggedCanvas, placed: list[tuple[Bit, float, float]]) -> None:
    for (below, baseline), group in groupby(placed, lambda item: (item[0].run.ink.underline, item[2])):
        under = list(group)
        while under and under[-1][0].text == " ":
            under.pop()
        if below and under:
            size = under[0][0].run.ink.size
            left, right = min(x for _, x, _ in under), max(x + bit.width for bit, x, _ in under)
            canvas.saveState()
            canvas.setStrokeColor(under[0][0].run.ink.colour)
            canvas.setLineWidth(size / 14)
            canvas.line(left, baseline - size * 0.16, right, baseline - size * 0.16)
            canvas.restoreState()


def _strike(canvas: TaggedCanvas, placed: list[tuple[Bit, float, float]]) -> None:
    for bit, x, y in placed:
        if bit.run.ink.strike and bit.width:
            canvas.saveState()
            canvas.setStrokeColor(bit.run.ink.colour)
            canvas.setLineWidth(max(bit.run.ink.size / 14, 1))
            height = y + bit.run.ink.size * 0.28
            canvas.line(x, height, x + bit.width, height)
            canvas.restoreState()
