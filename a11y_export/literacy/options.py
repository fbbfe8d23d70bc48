"""What a user may choose about the readability check. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from a11y_export.errors import UsageError

FORMULAS = ("smog", "fkgl", "fog", "coleman_liau", "forcast")
SHORT = ("review", "fail", "pass")

LOWEST_GRADE, HIGHEST_GRADE = 1.0, 20.0


@dataclass(frozen=True, slots=True)
class LiteracyOptions:
    """The readability check's options; grades are US school grades; UsageError for what makes no sense.

    `formula` gives the headline for English; other languages have their own. The target is 8 by default: "below the
    8th grade" is the NIH's advice, the AMA's is the 6th.
    """

    formula: str = "smog"
    """Formula of the headline: smog, fkgl, fog, coleman_liau or forcast."""

    target: float = 8.0
    """School grade to aim at."""

    max_grade: float | None = None
    """The gate: an article above this grade fails; also the target, when that is higher."""

    short: str = "review"
    """What a text too short to score means at the gate: review or pass let it through, fail stops it."""

    def __post_init__(self) -> None:
        if self.formula not in FORMULAS:
            raise UsageError(
                "formula", f"“{self.formula}” gives no school grade that I know.", f"Choose {', '.join(FORMULAS)}.",
            )
        if self.short not in SHORT:
            raise UsageError("short", f"“{self.short}” is not one I know.", f"Choose {', '.join(SHORT)}.")
        for name, grade in (("target", self.target), ("max-grade", self.max_grade)):
            if grade is not None and not LOWEST_GRADE <= grade <= HIGHEST_GRADE:  # also refuses nan
                raise UsageError(
                    name, f"{grade} is no school grade.", f"Give a number from {LOWEST_GRADE:g} to {HIGHEST_GRADE:g}.",
                )
        if self.max_grade is not None and self.max_grade < self.target:
            object.__setattr__(self, "target", self.max_grade)  # nobody aims above their own gate
