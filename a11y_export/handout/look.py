"""A preset and a theme as what pieces are made with: inks, sizes, distances, frames."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor

from a11y_export import themes
from a11y_export.handout import fonts
from a11y_export.handout.options import HandoutOptions
from a11y_export.tagging import Frame, GridStyle, Ink, Sheet, advance

# English letters in about their usual frequency, to tell how long a line of so many characters is.
_SAMPLE = "the quick brown fox takes one tablet with water each morning and reads on in this handout "


class Colours(NamedTuple):
    """A theme's colours, made once: equal inks share one object."""

    paper: Color
    panel: Color
    text: Color
    link: Color
    accent: Color
    warning: Color
    line: Color


class Look(NamedTuple):
    """Every size in points."""

    body: float
    headings: tuple[float, ...]
    leading: float
    heading_leading: float
    paragraph: float
    margin: float
    line: int
    underlines: bool
    colours: Colours

    @classmethod
    def of(cls, options: HandoutOptions) -> Look:
        """Give the look that `options` ask for."""
        preset, theme = themes.presets()[options.preset], themes.themes()[options.theme]
        scale = (options.size or preset.body) / preset.body
        colours = Colours(*(HexColor(getattr(theme, name)) for name in Colours._fields))
        rules = preset.standard
        return cls(preset.body * scale, tuple(size * scale for size in preset.headings), rules.leading,
                   rules.heading_leading, preset.paragraph * scale, preset.margin, rules.line,
                   rules.emphasis == "underline", colours)

    def ink(self, *, bold: bool = False, size: float | None = None, colour: Color | None = None,
            strike: bool = False, underline: bool = False) -> Ink:
        """Give the ink of running text, or what differs from it."""
        return Ink(fonts.primary(bold=bold), size or self.body, colour or self.colours.text, strike=strike,
                   underline=underline)

    def heading(self, level: int) -> float:
        """Give the size of a heading of `level` (1 is the title)."""
        return self.headings[min(level, len(self.headings)) - 1]

    def line_height(self, size: float) -> float:
        """Give the leading of text of `size`; headings are set no wider than running text."""
        return size * (self.leading if size <= self.body else self.heading_leading)

    def sheet(self, paper: themes.Paper, bound: str = "", *, turns: bool = True) -> Sheet:
        """Give the page: the same margins all around, with the running line in the lower one.

        `bound` is the side of the first page (left, right, or none) with a wider margin, which `turns` with the leaf.
        """
        average = advance(fonts.primary(bold=False), _SAMPLE, self.body) / len(_SAMPLE)
        foot = max(self.margin, 2.6 * self.body + 28)
        return Sheet(paper.width, paper.height, self.margin, self.margin, foot, average * self.line, themes.gutter(),
                     bound, turns)

    def box(self, *, warning: bool = False) -> Frame:
        """Give the frame of a set-off box."""
        edge = self.colours.warning if warning else self.colours.accent
        return Frame(self.body * 0.8, self.colours.panel, edge, 2)

    def record(self) -> Frame:
        """Give the frame of one row of a table that is set as a list."""
        return Frame(self.body * 0.4, None, self.colours.line, 1)

    def quote(self) -> Frame:
        """Give the bar beside a quotation."""
        return Frame(self.body, None, self.colours.accent, 4, bar=True)

    def grid(self) -> GridStyle:
        """Give a table's padding and lines."""
        return GridStyle(self.body * 0.45, self.colours.line, 1)
