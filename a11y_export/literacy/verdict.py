"""From a score to a verdict, in one word and in a sentence."""

from __future__ import annotations

from enum import StrEnum

from a11y_export.literacy.counts import Counts
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.literacy.scores import Formula, Scale


class Verdict(StrEnum):
    """What the score means for the person who must decide about the article."""

    PASS = "PASS"  # noqa: S105 - a verdict, no password
    REVIEW = "REVIEW"
    TOO_HARD = "TOO_HARD"
    TOO_SHORT = "TOO_SHORT"
    NOT_SCORED = "NOT_SCORED"


MARGIN = 1.5
"""Grades above the target that still ask for a look: SMOG's standard error (McLaughlin 1969 gives 1.52)."""

USUAL = 9.0
"""SMOG grade that one health page in fifty reaches (docs/readability.md, "What real pages reach")."""

EASE_TARGETS: dict[str, tuple[float, float]] = {
    "szigriszt_pazos": (55.0, 40.0),
    "gulpease": (60.0, 40.0),
}
"""For scales of ease: (target, below this too hard).

Spanish: 55 is where INFLESZ calls a text normal, 40 where very hard begins (Barrio-Cantalejo et al. 2008). Italian:
below 60 a text is hard for readers with eight years of school, below 40 with thirteen (Lucisano and Piemontese 1988).
"""


def target_of(formula: Formula | None, options: LiteracyOptions) -> float | None:
    """Give the number to reach: a grade not to pass, or for a scale of ease a score not to fall below."""
    if formula is None:
        return None
    return options.target if formula.scale is Scale.GRADE else EASE_TARGETS[formula.id][0]


def judge(formula: Formula | None, score: float | None, counts: Counts, options: LiteracyOptions) -> Verdict:
    """Give the verdict for the headline score, which is rounded to one place as it is shown."""
    if formula is None or score is None:
        return Verdict.NOT_SCORED
    if not formula.enough(counts):
        return Verdict.TOO_SHORT
    if formula.scale is Scale.GRADE:
        limit = options.target + MARGIN if options.max_grade is None else options.max_grade
        if score <= options.target:
            return Verdict.PASS
        return Verdict.REVIEW if score <= limit else Verdict.TOO_HARD
    target, limit = EASE_TARGETS[formula.id]
    if score >= target:
        return Verdict.PASS
    return Verdict.REVIEW if score >= limit else Verdict.TOO_HARD


def in_words(
    verdict: Verdict, formula: Formula | None, score: float | None, counts: Counts, options: LiteracyOptions,
    language: str,
) -> str:
    """Give the verdict as a sentence or two for people, in English."""
    if formula is None:
        return (
            f"Not scored: there is no readability formula here for the language “{language or 'unknown'}”. "
            "The counts are shown, and a person must judge."
        )
    if score is None:
        return "Not scored: no running text was found."
    target = target_of(formula, options)
    number = f"grade {score:.1f}" if formula.scale is Scale.GRADE else f"{score:.1f} of 100"
    shown = f"{formula.name} {number}"
    size = counts.sentences if formula.unit == "sentences" else counts.words
    if verdict is Verdict.TOO_SHORT:
        return (
            f"Too short to score: {size} {formula.unit}, and {formula.name} wants {formula.least}. "
            f"The estimate is {shown}; a person must judge."
        )
    if formula.scale is Scale.EASE:
        ends = {
            Verdict.PASS: f"the target of {target:g} is reached (a higher number is easier).",
            Verdict.REVIEW: f"below the target of {target:g}. Look at the hardest sentences.",
            Verdict.TOO_HARD: f"far below the target of {target:g}: too hard for most patients.",
        }
    else:
        gate = "" if options.max_grade is None else f" and the gate of grade {options.max_grade:g}"
        near = (
            f"by no more than the formula's own error ({MARGIN:g} grades)" if options.max_grade is None
            else f"though not above the gate of grade {options.max_grade:g}"
        )
        ends = {
            Verdict.PASS: f"at or below the target of grade {target:g}.",
            Verdict.REVIEW: f"above the target of grade {target:g}, {near}. Look at the hardest sentences.",
            Verdict.TOO_HARD: f"above the target of grade {target:g}{gate}: too hard for most patients."
                              + _usual(formula, options),
        }
    return f"{_LEAD[verdict]}: {shown}, {ends[verdict]}"


def _usual(formula: Formula, options: LiteracyOptions) -> str:
    """Say that hardly any health page reaches such a target (docs/readability.md), so that nobody stops looking."""
    if formula.id != "smog" or options.target > USUAL:
        return ""
    return " So are nearly all health pages on the web: begin with the hardest sentences and words."


_LEAD = {Verdict.PASS: "Passes", Verdict.REVIEW: "Needs review", Verdict.TOO_HARD: "Too hard"}
