"""The readability page: the verdict in words, sections against the target, hard sentences and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a11y_export.pages.chart import chart
from a11y_export.pages.render import render

UNTITLED = "(before the first heading)"

VERDICTS = {
    "PASS": ("✓", "Passes", "good"),
    "REVIEW": ("△", "Needs review", "look"),
    "TOO_HARD": ("✕", "Too hard", "bad"),
    "TOO_SHORT": ("…", "Too short to score", "look"),
    "NOT_SCORED": ("–", "Not scored", "look"),
}
"""For each verdict a sign, a name and a class: never the colour alone."""


def verdict_shown(verdict: str) -> tuple[str, str, str]:
    """Give the sign, the name and the class of a verdict; one that is not known is shown as it is."""
    return VERDICTS.get(verdict, ("–", verdict or "Not scored", "look"))


def readability_page(article_title: str, language: str, report_dict: Mapping[str, Any]) -> str:
    """Give the page on a readability report as literacy.as_dict() writes it (schema 1); `language` is the article's."""
    formulas = report_dict["formulas"]
    sections = [
        {**part, "heading": part["heading"] or UNTITLED, "estimates": _estimates(part["counts"], formulas)}
        for part in report_dict["sections"]
    ]
    headings = {part["id"]: part["heading"] for part in sections}
    easier_is_more = report_dict["scale"] == "ease"
    target = report_dict["target"]
    verdict = verdict_shown(report_dict["verdict"])
    drawing = None
    if target is not None:
        drawing = chart(
            [(part["heading"], part["score"], part["estimate"]) for part in sections], target,
            easier_is_more=easier_is_more,
        )
    return render(
        "readability.xhtml",
        title=article_title,
        language=language,
        report=report_dict,
        verdict=verdict,
        words=_without(verdict[1], report_dict["words"]),
        sections=sections,
        headings=headings,
        chart=drawing,
        easier_is_more=easier_is_more,
        shown=lambda part, formula: part["score"] if formula == report_dict["formula"] else part["scores"].get(formula),
        estimates=_estimates(report_dict["whole"]["counts"], formulas),
        columns=[f for f in formulas if f["id"] in _COLUMNS],
        sentence_formula=_sentence_formula(report_dict),
        counts=[(label, report_dict["whole"]["counts"][key]) for key, label in _COUNTS.items()],
    )


# The table of sections would be too wide for large print with every formula: the rest stand in a table of their own.
_COLUMNS = frozenset({"smog", "fkgl", "forcast", "szigriszt_pazos", "fernandez_huerta", "wiener", "gulpease"})
_COUNTS = {
    "sentences": "Sentences", "words": "Words", "syllables": "Syllables",
    "polysyllables": "Words of three syllables or more", "monosyllables": "Words of one syllable",
    "letters": "Letters and figures", "difficult": "Words not on the list of familiar words",
    "hard": "Of these, words of three syllables or more", "long_words": "Words of seven letters or more",
}


def _estimates(counts: Mapping[str, int], formulas: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Give the formulas that want a longer text than one with these counts."""
    return frozenset(f["id"] for f in formulas if counts[f["unit"]] < f["least"])


def _without(name: str, sentence: str) -> str:
    """Give the verdict's sentence without the verdict's name, which stands above it already."""
    rest = sentence.removeprefix(f"{name}: ")
    return rest[:1].upper() + rest[1:]


def _sentence_formula(report: Mapping[str, Any]) -> str:
    """Give the name of the formula that scored single sentences: Flesch–Kincaid where the language has it."""
    names = {formula["id"]: formula["name"] for formula in report["formulas"]}
    return str(names.get("fkgl") or next(iter(names.values()), ""))
