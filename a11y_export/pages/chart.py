"""The geometry of the bar chart: sections against the target. The template draws it; the table says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 800
_LEFT, _RIGHT, _TOP, _ROW = 10, 10, 46, 84
_LABEL, _BAR, _HEIGHT = 20, 34, 30  # from the row's top: the label's foot line, the bar; the bar's height
_OVER = 6  # how far the target's line stands out above and below a bar
_LABEL_LETTERS = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """One section's bar in the drawing's own units: `value`, then `label` stand above it."""

    label: str
    value: str
    label_y: int
    y: int
    length: float
    estimate: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars from `left`, with the target as an upright line at `target_x` across each bar, and no label."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    left: int
    bar_height: int
    target_x: float
    target_y: int
    target: str
    over: int


def chart(
    sections: Sequence[tuple[str, float | None, str]], target: float, *, easier_is_more: bool,
    estimates: frozenset[int] = frozenset(),
) -> Chart | None:
    """Give the chart of (heading, score, the score in words) rows; None if no row has a score.

    `estimates` are the numbers of the rows that are estimates. A grade may lie below 0 for the easiest text, and an
    ease above 100: the bar is then as short or as long as it goes.
    """
    scored = [(number, *row) for number, row in enumerate(sections)]
    known = [(number, heading, score, value) for number, heading, score, value in scored if score is not None]
    if not known:
        return None
    top = 100.0 if easier_is_more else max(12.0, target + 2, *(score for _, _, score, _ in known))
    room = WIDTH - _LEFT - _RIGHT

    def length(score: float) -> float:
        return round(room * min(max(score, 0.0), top) / top, 1)

    bars = tuple(
        Bar(
            label=_short(heading), value=value, label_y=_TOP + row * _ROW + _LABEL, y=_TOP + row * _ROW + _BAR,
            length=length(score), estimate=number in estimates,
            over=score < target if easier_is_more else score > target,
        )
        for row, (number, heading, score, value) in enumerate(known)
    )
    x = _LEFT + length(target)
    return Chart(
        bars, WIDTH, _TOP + len(bars) * _ROW, _LEFT, _HEIGHT, round(x, 1), _TOP - 22, f"{target:g}", _OVER,
    )


def _short(heading: str) -> str:
    """Give a heading that fits on a line of the drawing; the table has it whole."""
    return heading if len(heading) <= _LABEL_LETTERS else heading[: _LABEL_LETTERS - 1].rstrip() + "…"
