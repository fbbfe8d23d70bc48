"""Runs of text become words, and words become lines: aligned where they begin, ragged, never hyphenated.

The lines are broken here and not by ReportLab's Paragraph, for what a tagged large-print document needs: a real
space at the end of each wrapped line and none inside a broken word, every run at its own place in the tree, no
markup that a source could reach, and a cost that grows with the length and not with its square.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from reportlab.lib.colors import Color
from reportlab.pdfbase.ttfonts import TTFont

from a11y_export.tagging.breaks import breaks, clusters
from a11y_export.tagging.glyphs import Glyphs
from a11y_export.tagging.tree import Content, Element

# They hold a number and its unit together: drawn as a space, and never broken at.
_HARD_SPACES = "\u00a0\u202f\u2007\u2009\u2008\u200a"
_DRAWN = str.maketrans(dict.fromkeys(_HARD_SPACES, " "))
_WHITE = re.compile(rf"([^\S{_HARD_SPACES}]+)")
# Where a word longer than a line is divided, best first: at a space that holds, between the parts of an address, and
# before its hyphens, since one at a line's end would be taken for the sign of a divided word.
_PLACES = (re.compile(" "), re.compile(r"(?<=[/?&=#])(?![/?&=#])"), re.compile(r"(?<=[.,;:_+])(?!\d)|(?<!-)(?=-)"),
           re.compile(r"(?i)(?<=[^\W\d_][aeiouáéíóúü])(?=[^\W\d_aeiouáéíóúü][aeiouáéíóúü])"))
_NEAR = (0.3, 0.3, 0.5, 0.6)  # of what fits: nothing much shorter, for the sake of a better place
_LONGEST = 500  # characters of an unbroken word that are measured as one

Face: TypeAlias = TTFont | Glyphs


class Ink(NamedTuple):
    """How a run looks: `size` and `rise` in points, `strike` for a line through it, `underline` for one below."""

    font: Face
    size: float
    colour: Color
    rise: float = 0
    strike: bool = False
    underline: bool = False


class Run(NamedTuple):
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


class Bit(NamedTuple):
    """A piece of a run within one word, or the space after a word; with an odd `level` it runs to the left."""

    run: Run
    text: str
    width: float
    level: int = 0


@dataclass(slots=True)
class Word:
    """Bits without a break between them, and the spaces after; in a script without spaces, a sign or a syllable."""

    bits: list[Bit] = field(default_factory=list)
    spaces: list[Bit] = field(default_factory=list)  # after it: one for each content that has white space there
    ends_line: bool = False
    spaceless: bool = False  # some of it is shaped: a line may end within it

    @property
    def width(self) -> float:
        """The width of its bits."""
        return _width(self.bits)


Line: TypeAlias = list[Bit]


def _width(bits: list[Bit]) -> float:
    return bits[0].width if len(bits) == 1 else sum(bit.width for bit in bits)  # nearly all words are one bit


def advance(font: Face, text: str, size: float) -> float:
    """Give the width of `text` in points."""
    return (_thousandths(font, text) if isinstance(font, TTFont) else font.advance(text)) * size / 1000


@lru_cache(maxsize=8192)  # most words of an article occur more than once, and each is measured for every layout
def _thousandths(font: TTFont, text: str) -> float:
    widths, default = font.face.charWidths, font.face.defaultWidth
    return float(sum(widths.get(ord(char), default) for char in text))


def words(runs: list[Run]) -> list[Word]:
    """Give the words of `runs`: white space is folded across their borders, and divides; a border does not."""
    found: list[Word] = []
    current = Word()

    def close() -> None:
        nonlocal current
        if current.spaceless:
            found.extend(_parted(current))
        else:
            found.append(current)
        current = Word()

    for run in runs:
        if run.actual is not None:
            current.bits.append(Bit(run, run.text, advance(run.ink.font, run.text, run.ink.size)))
            continue
        font, size = run.ink.font, run.ink.size
        shaped, blank = isinstance(font, Glyphs), advance(font, " ", size)
        known: dict[str, Bit] = {}  # what the run says once more
        for place, text in enumerate(_WHITE.split(run.text)):
            if not text:
                continue
            if place % 2:  # white space
                if current.bits:
                    close()
                if found:
                    _space(found[-1], run, blank)
                    if "\n" in text:
                        found[-1].ends_line = True
                continue
            current.spaceless |= shaped  # measured when it is parted
            if text in known:
                current.bits.append(known[text])
                continue
            drawn = text if text.isascii() else text.translate(_DRAWN)
            for part in (drawn,) if len(drawn) <= _LONGEST else _measured(font, drawn):
                bit = Bit(run, part, 0 if shaped else advance(font, part, size))
                current.bits.append(bit)
                if part is text:
                    known[text] = bit
    if current.bits:
        close()
    if found and not found[-1].spaces:  # words end with a space, for readers that know no blocks
        last = found[-1].bits[-1].run
        _space(found[-1], last._replace(actual=None), advance(last.ink.font, " ", last.ink.size))
    return found


def _measured(font: Face, text: str) -> Iterator[str]:
    """Give a text in parts of bounded length, none of which ends within a sign if that can be helped."""
    while len(text) > _LONGEST:
        end = _LONGEST if isinstance(font, TTFont) else next(reversed(clusters(text[: _LONGEST + 1])), _LONGEST)
        yield text[:end]
        text = text[end:]
    yield text


def _parted(word: Word) -> list[Word]:
    """Give a word in the parts between which a line may end."""
    ends = breaks("".join(bit.text for bit in word.bits))
    parts = [Word()]
    start = 0
    for bit in word.bits:
        low, high = bisect_left(ends, start), bisect_left(ends, start + len(bit.text))
        if ends[low : low + 1] == [start]:
            parts.append(Word())
            low += 1
        inside = [end - start for end in ends[low:high]] if bit.run.actual is None else []
        for first, last in pairwise([0, *inside, len(bit.text)]):
            if first:
                parts.append(Word())
            text = bit.text[first:last]
            parts[-1].bits.append(Bit(bit.run, text, advance(bit.run.ink.font, text, bit.run.ink.size)))
        start += len(bit.text)
    return parts


def _space(word: Word, run: Run, blank: float) -> None:
    """Let a space of `run`, `blank` wide, follow `word`. Two contents may each need one; only the first takes room."""
    if not word.spaces:
        word.spaces.append(Bit(run, " ", blank))
    elif all(bit.run.content is not run.content for bit in word.spaces):
        word.spaces.append(Bit(run, " ", 0.0))


def break_lines(words: list[Word], width: float) -> list[Line]:
    """Fill lines of `width`; a word longer than a line is divided, without a sign for it."""
    lines: list[Line] = []
    line: Line = []
    used = 0.0
    for word in words:
        wide = word.width
        if line and used + wide > width + 0.01:
            lines.append(line)
            line, used = [], 0.0
        bits = word.bits
        while wide > width + 0.01:
            head, bits = _divide(bits, width)
            lines.append(head)
            wide = _width(bits)
        line += bits
        line += word.spaces
        used += wide
        used += _width(word.spaces)
        if word.ends_line:
            lines.append(line)
            line, used = [], 0.0
    if line:
        lines.append(line)
    return lines


def _divide(bits: list[Bit], width: float) -> tuple[list[Bit], list[Bit]]:
    """Divide a word that is longer than a line, where it is easiest to read on."""
    head: list[Bit] = []
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
        for first, last in pairwise(_signs(font, bit.text)):
            total += advance(font, bit.text[first:last], size)
            if total > width:
                break
            fit = last
        if fit == 0 and head:
            return head, bits[place:]
        fit = _place(bit.text, max(fit, 1)) if isinstance(font, TTFont) else fit or _signs(font, bit.text)[1]
        parts = [Bit(bit.run, text, advance(font, text, size)) for text in (bit.text[:fit], bit.text[fit:]) if text]
        return [*head, parts[0]], [*parts[1:], *bits[place + 1 :]]
    return head, []


def _signs(font: Face, text: str) -> Sequence[int]:
    """Give the places where a text can be divided at all, with its ends."""
    return range(len(text) + 1) if isinstance(font, TTFont) else [0, *clusters(text), len(text)]


def _place(text: str, fit: int) -> int:
    """Give where to divide `text`, of which `fit` characters have room; at least 1, and never before an accent."""
    for pattern, near in zip(_PLACES, _NEAR, strict=True):
        best = max((match.end() for match in pattern.finditer(text, 0, fit + 2) if match.end() <= fit),
                   default=0)
        if best > fit * near:
            return best
    while fit > 1 and fit < len(text) and unicodedata.combining(text[fit]):
        fit -= 1
    return fit
