"""The geometry of the bar chart: sections against the target. The template draws it; the table says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 800
_LEFT, _RIGHT, _TOP, _ROW = 10, 250, 44, 74
_LABEL_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One section's bar in the drawing's own units: `value` is what stands at its end."""

    label: str
    value: str
    label_y: int
    y: int
    length: float
    estimate: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars from `left`, with the target as an upright line at `target_x`."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    left: int
    bar_height: int
    target_x: float
    target: str


def chart(
    sections: Sequence[tuple[str, float | None, bool]], target: float, *, easier_is_more: bool,
) -> Chart | None:
    """Give the chart of (heading, score, estimate) rows; None if no row has a score.

    A grade may lie below 0 for the easiest text, and an ease above 100: the bar is then as short or as long as it goes.
    """
    scored = [(heading, score, estimate) for heading, score, estimate in sections if score is not None]
    if not scored:
        return None
    top = 100.0 if easier_is_more else max(12.0, target + 2, *(score for _, score, _ in scored))
    room = WIDTH - _LEFT - _RIGHT

    def length(score: float) -> float:
        return round(room * min(max(score, 0.0), top) / top, 1)

    bars = tuple(
        Bar(
            label=_short(heading), value=f"about {score:.1f}" if estimate else f"{score:.1f}",
            label_y=_TOP + number * _ROW + 24, y=_TOP + number * _ROW + 34, length=length(score), estimate=estimate,
            over=score < target if easier_is_more else score > target,
        )
        for number, (heading, score, estimate) in enumerate(scored)
    )
    x = _LEFT + length(target)
    return Chart(bars, WIDTH, _TOP + len(bars) * _ROW + 10, _LEFT, 30, round(x, 1), f"{target:g}")


def _short(heading: str) -> str:
    """Give a heading that fits on a line of the drawing; the table has it whole."""
    return heading if len(heading) <= _LABEL_LETTERS else heading[: _LABEL_LETTERS - 1].rstrip() + "…"
