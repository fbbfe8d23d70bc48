"""The lines of a plain text: wrapped ones joined again, bullets, columns, and what is only drawn."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

_BULLET = re.compile(r"^\s*(?P<mark>[•◦▪‣●○■*·–-]|\d{1,2}[.)])\s+(?P<text>\S.*)$", re.DOTALL)
# A round bullet that was typed as a letter; "o" begins a line in Spanish as well.
_RING = re.compile(r"^\s*(?P<mark>o)\s+(?P<text>[^\W\d_a-zà-ÿ].*)$", re.DOTALL)
# What somebody draws or types around a heading, between two parts or between the rows of a table.
_DRAWN = re.compile(r"([=_*~#.+-])(?:\s?\1){2,}|[|+]?\s*:?[-=]{2,}:?(?:(?:\s*[|+]\s*|\s+):?[-=]{2,}:?)*\s*[|+]?")
_HASHES = re.compile(r"\s*(#{1,6})\s+(?=\S)")
_BOLD = re.compile(r"\*\*(\S(?:[^*]*[^\s*])?)\*\*")
_GAPS, _BARS = re.compile(r" {2,}"), re.compile(r"(?<!\\)\|")
_LETTERED = re.compile(r"\w[.)]\s")
ENDS = (".", "!", "?", ":", ";", "।", "。", "！", "？", "؟", "۔")
_CLOSING = "\"'”’»)]"
_WRAPPED, _WIDEST = 40, 110  # letters that a line has before it is wrapped, and the most that one has
_SPARED, _FEW, _LONG = 20, 5, 2  # one line in so many, five at the most, may be wider than the text is set; longer ones
_SET, _RAGGED = 60, 12
_CELL, _LONGEST_DRAWN = 60, 200
_TABS = (4, 8)  # as wide as editors show them


@dataclass(frozen=True)
class Line:
    """A line as it counts: `alone` when empty lines stand before and after it, or a line is drawn below it.

    `ringed` when several lines of its part begin with "o".
    """

    text: str
    part: int
    alone: bool = False
    ringed: bool = False

    @cached_property
    def plain(self) -> str:
        """The line without white space at its ends."""
        return self.text.strip()

    @cached_property
    def bullet(self) -> re.Match[str] | None:
        """An item's mark and text; "* * *" is drawn."""
        return None if self.is_drawn else _BULLET.match(self.text) or (_RING.match(self.text) if self.ringed else None)

    @cached_property
    def is_drawn(self) -> bool:
        """Whether the line is only drawn: "-----", "* * *", "|---|---|"."""
        return len(self.plain) <= _LONGEST_DRAWN and _DRAWN.fullmatch(self.plain) is not None

    @cached_property
    def is_typed_heading(self) -> bool:
        """Whether the line begins as headings in Markdown do."""
        return _HASHES.match(self.text) is not None

    @cached_property
    def cells(self) -> list[str]:
        """The line as cells, where bars, tabs or gaps part it."""
        if self.is_barred:
            return _BARS.split(self.plain.removeprefix("|").removesuffix("|"))
        return self.text.strip("\n ").split("\t") if self.is_tabbed else _GAPS.split(self.plain)

    @property
    def is_barred(self) -> bool:
        """Whether bars part its cells."""
        return self.plain.count("|") > 1

    @property
    def is_tabbed(self) -> bool:
        """Whether tabs part its cells."""
        return "\t" in self.text.strip("\n ")

    @property
    def offsets(self) -> list[int]:
        """Where in the line each of its cells begins, where gaps part them."""
        return [m.start() for m in re.finditer(r"(?:^|(?<= {2}))\S", self.text)]

    def stops(self, width: int) -> dict[int, int]:
        """Give where a reader sees each cell that is not empty begin, with its number; tabs are as wide as `width`."""
        out: dict[int, int] = {}
        at = 0
        for number, cell in enumerate(self.cells):
            if cell.strip():
                out[at + len(cell) - len(cell.lstrip())] = number
            at = (at + len(cell)) // width * width + width
        return out

    @cached_property
    def is_row(self) -> bool:
        """Whether the line is several cells: where only gaps part them short ones, and no sentence ends before one."""
        if self.bullet or (len(self.cells) < 2 and not self.is_barred):
            return False
        if self.is_barred or self.is_tabbed:
            return True
        short = all(len(cell) <= _CELL for cell in self.cells)
        return short and not any(cell.endswith((".", "!", "?")) for cell in self.cells[:-1])

    def ends(self) -> bool:
        """Whether a sentence ends with the line."""
        return self.plain.rstrip(_CLOSING).endswith(ENDS)


def lines_of(text: str) -> list[Line]:
    """Give a text's lines without the empty ones, paragraphs and items whole."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    parts = [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]
    raw: list[list[Line]] = []
    for at, part in enumerate(parts):
        own = [line for line in part.split("\n") if line.strip()]
        ringed = sum(_RING.match(line) is not None for line in own) > 1
        raw.append([Line(line, at, ringed=ringed) for line in own])
    width = _width([len(line.text.rstrip()) for lines in raw for line in lines])
    out: list[Line] = []
    for lines in raw:
        joined = _joined(lines, width)
        for at, line in enumerate(joined):
            underlined = at + 1 < len(joined) and joined[at + 1].is_drawn and not line.is_drawn
            out.append(replace(line, alone=len(joined) == 1 or (underlined and at == 0)))
    return out


def _width(sizes: list[int]) -> int:
    """Give how wide a text is set, 0 when it is not: its lines are as long as its paragraphs."""
    narrow = sorted((size for size in sizes if size <= _WIDEST), reverse=True)
    if not narrow or len(sizes) - len(narrow) > _LONG:
        return 0
    return narrow[min(len(narrow) // _SPARED, _FEW)]


def _joined(lines: list[Line], width: int) -> list[Line]:
    """Join the lines of one part that were wrapped; those that stand for themselves stay."""
    sizes = [len(line.text.rstrip()) for line in lines]
    if not width and len(lines) > 2 and all(_SET <= size <= _WIDEST for size in sizes[:-1]):
        width = max(sizes) - _RAGGED  # one wrapped paragraph among others that are not
    # What begins with a capital or a figure may be a line of its own, unless others are seen to be wrapped.
    torn = any(_is_full(a, b, width) and not a.ends() and b.plain[:1].islower() for a, b in pairwise(lines))
    out: list[Line] = []
    for at, line in enumerate(lines):
        if at and _goes_on(out[-1], lines[at - 1], line, width, torn=torn):
            out[-1] = replace(out[-1], text=f"{out[-1].text.rstrip()} {line.plain}")
        else:
            out.append(line)
    return out


def _goes_on(whole: Line, last: Line, line: Line, width: int, *, torn: bool) -> bool:
    """Whether a line goes on with the one before it, itself the end of `whole`."""
    if any(x.is_drawn or x.is_typed_heading or x.is_row for x in (last, line)):
        return False
    full = _is_full(last, line, width) and not last.ends()
    if line.bullet:  # “… again on” and “12. March”, “… take 1” and “- 2 tablets”, are one sentence
        number, text = line.bullet["mark"].rstrip(".)"), line.bullet["text"]
        ranged = last.plain[-1:].isdigit() and text[:1].isdigit()
        return full and not whole.bullet and (ranged or (number.isdigit() and int(number) > 1 and not last.bullet))
    small = line.plain[:1].islower() and _LETTERED.match(line.plain) is None
    if whole.bullet and (full or (small and line.text[:1].isspace() and not last.ends())):
        return _LETTERED.match(line.plain) is None
    if not _is_full(last, line, width):
        return False
    return torn if last.ends() or not line.plain[:1].islower() else True


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Whether the next line's first word had no room in a line any more."""
    size, word = len(line.text.rstrip()), (after.plain.split() or [""])[0]
    return bool(width) and _WRAPPED <= size <= _WIDEST and len(word) < _WRAPPED and size + 1 + len(word) > width


def rows_at(lines: Sequence[Line], index: int) -> int:
    """Count the lines from one on that are the rows of a table, 0 when it is none.

    A dose must not come to stand in another column, so that lines of one part are one table or none: where gaps part
    the cells, each row's begin where the others' do, in three rows or more; where bars or tabs do, a row may lack
    cells at its end.
    """
    first = lines[index]
    like = lines[min(index + 1, len(lines) - 1)] if first.is_drawn else first
    if like.is_drawn or not like.is_row or like.part != first.part:
        return 0
    if index and lines[index - 1].part == first.part and lines[index - 1].is_row:
        return 0  # in the midst of lines that are none
    end = index
    while end < len(lines) and lines[end].part == first.part and (lines[end].is_row or lines[end].is_drawn):
        end += 1
    rows = [line for line in lines[index:end] if not line.is_drawn]
    if any((x.is_barred, x.is_tabbed) != (like.is_barred, like.is_tabbed) for x in rows):
        return 0
    if like.is_tabbed and not _are_columns(rows):
        return 0
    parted = like.is_barred or like.is_tabbed
    if any(len(x.cells) > len(like.cells) or (not parted and x.offsets != like.offsets) for x in rows):
        return 0
    return end - index if len(rows) >= (2 if parted else 3) else 0


def _are_columns(rows: Sequence[Line]) -> bool:
    """Whether tabs part all rows into the same full cells, or no cell seems to stand below another column's name.

    Who types a table sets as many tabs as it takes to come below the name.
    """
    if all(len(row.cells) == len(rows[0].cells) and all(cell.strip() for cell in row.cells) for row in rows):
        return True
    for width in _TABS:
        names = rows[0].stops(width)
        if any(names.get(at, number) != number for row in rows for at, number in row.stops(width).items()):
            return False
    return True


def table(lines: Sequence[Line]) -> str:
    """Give rows as a table.

    The first one names the columns where the only line is drawn below it; else, of three columns or more, where it has
    no figure and all others have one.
    """
    rows: list[list[str]] = []
    before = ""
    kept = [line for line in lines if not line.is_drawn]
    columns = len(kept[0].cells)
    for line in lines:
        if line.is_drawn and rows:
            rows[-1][-1] += drawn(line.plain)
        elif line.is_drawn:
            before += drawn(line.plain)
        else:
            bar = drawn("|") if line.is_barred else ""
            cells = [bar + inline(cell.strip()) for cell in line.cells]
            if line.plain[:1] != "|":
                cells[0] = cells[0].removeprefix(bar)
            cells[0], before = before + cells[0], ""
            cells[-1] += bar if line.plain[-1:] == "|" else ""
            rows.append(cells + [""] * (columns - len(cells)))
    ruled = [at for at, line in enumerate(lines) if line.is_drawn and 0 < at < len(lines) - 1]
    figures = [any(map(str.isdigit, line.text)) for line in kept]
    full = columns > 2 and all(cell.strip() for cell in kept[0].cells)
    named = ruled == [lines.index(kept[0]) + 1] or (not ruled and full and not figures[0] and all(figures[1:]))
    tags = ["th" if named and at == 0 else "td" for at in range(len(rows))]
    told = (
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>" for tag, row in zip(tags, rows, strict=True)
    )
    return f"<table>{''.join(told)}</table>"


def drawn(text: str) -> str:
    """Give what is only drawn, to be cut as such."""
    return f'<span data-mark="drawn">{html.escape(text)} </span>'


def inline(text: str) -> str:
    """Give a line's words; what stands between two pairs of stars is bold."""
    out, at = [], 0
    for bold in _BOLD.finditer(text):
        star = '<span data-mark="drawn">**</span>'
        out += [html.escape(text[at : bold.start()]), star, f"<b>{html.escape(bold[1])}</b>", star]
        at = bold.end()
    return "".join([*out, html.escape(text[at:])])


def heading(level: int, line: Line) -> str:
    """Give a heading; the signs that mark it as one stand apart."""
    text, mark = line.plain, ""
    if hashes := _HASHES.match(text):
        mark, text = drawn(hashes[1]), text[hashes.end() :]
    return f"<h{level}>{mark}{inline(text)}</h{level}>"


def paragraph(line: Line) -> str:
    """Give a line as a paragraph, one that is drawn as such."""
    return f"<p>{drawn(line.plain) if line.is_drawn else inline(line.plain)}</p>"
