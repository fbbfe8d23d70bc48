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

    `formula` names the one that gives the headline for English; other languages have their own. `target` is the
    grade to aim at, 8 by default ("below the 8th grade" is the NIH's advice, the AMA's is the 6th). `max_grade` is
    the gate, None for none. `short` says what a text too short to score means at the gate: "review" and "pass" let
    it through (the first asks a person to look at it), "fail" stops it.
    """

    formula: str = "smog"
    target: float = 8.0
    max_grade: float | None = None
    short: str = "review"

    def __post_init__(self) -> None:
        if self.formula not in FORMULAS:
            raise UsageError("formula", f"“{self.formula}” is not one I know.", f"Choose {', '.join(FORMULAS)}.")
        if self.short not in SHORT:
            raise UsageError("short", f"“{self.short}” is not one I know.", f"Choose {', '.join(SHORT)}.")
        for name, grade in (("target", self.target), ("max-grade", self.max_grade)):
            if grade is not None and not LOWEST_GRADE <= grade <= HIGHEST_GRADE:  # also refuses nan
                raise UsageError(
                    name, f"{grade} is no school grade.", f"Give a number from {LOWEST_GRADE:g} to {HIGHEST_GRADE:g}.",
                )
        if self.max_grade is not None and self.max_grade < self.target:
            raise UsageError(
                "max-grade", f"the gate ({self.max_grade:g}) stands below the target ({self.target:g}).",
                "Lower the target too, or raise the gate.",
            )
