"""From a score to a verdict, in one word and in a sentence."""

from __future__ import annotations

from enum import StrEnum

from a11y_export.literacy.counts import Counts
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.literacy.scores import Formula, Scale
from a11y_export.wording import Phrase, Wording


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
"""SMOG grade that one health page in fifty reaches (docs/readability.md, "What real pages reach").

A verdict on a target up to it says so, so that nobody stops looking.
"""

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
    language: str, wording: Wording,
) -> Phrase:
    """Give the verdict as a sentence or two for people, in the wording's language; `language` is the article's."""

    def say(key: str, **values: object) -> str:
        return wording.get(f"readability.{key}", **values).text

    if formula is None:
        said = say("said_no_formula", language=language) if language else say("said_no_language")
    elif score is None:
        said = say("said_no_text")
    else:
        number = say(f"number_{formula.scale}", formula=formula.name, score=f"{score:.1f}")
        if verdict is Verdict.TOO_SHORT:
            n = counts.sentences if formula.unit == "sentences" else counts.words
            size = say(f"{formula.unit}_{1 if n == 1 else 'n'}", n=n)
            said = say("said_short", size=size, formula=formula.name, least=formula.least, number=number)
        else:
            target = f"{target_of(formula, options):g}"
            gated = formula.scale is Scale.GRADE and options.max_grade is not None and verdict is not Verdict.PASS
            key = f"said_{'ease_' * (formula.scale is Scale.EASE)}{verdict.value.lower()}{'_gate' * gated}"
            gate = f"{options.max_grade or 0:g}"
            said = say(key, number=number, target=target, margin=f"{MARGIN:g}", gate=gate)
            if verdict is Verdict.TOO_HARD and formula.id == "smog" and options.target <= USUAL:
                said += f" {say('said_usual')}"
    lead = wording.get(f"readability.verdict_{verdict.value.lower()}")
    return Phrase(f"{lead.text}: {said}", lead.lang)
