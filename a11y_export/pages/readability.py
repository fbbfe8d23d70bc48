"""The readability page: the verdict in words, sections against the target, hard sentences and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from a11y_export.pages.chart import chart
from a11y_export.pages.elements import language_tag
from a11y_export.pages.render import render
from a11y_export.wording import FALLBACK, Wording, primary

VERDICTS = {
    "PASS": ("✓", "good"),
    "REVIEW": ("△", "look"),
    "TOO_HARD": ("✕", "bad"),
    "TOO_SHORT": ("…", "look"),
    "NOT_SCORED": ("–", "look"),
}
"""For each verdict a sign and a class; its name stands in the wording: never the colour alone."""

Say = Callable[..., str]


def verdict_shown(verdict: str, language: str = FALLBACK) -> tuple[str, str, str]:
    """Give the sign, the name and the class of a verdict; one that is not known is shown as it is."""
    known = verdict if verdict in VERDICTS else "NOT_SCORED"
    sign, look = VERDICTS[known]
    name = Wording.load(language).get(f"readability.verdict_{known.lower()}").text
    return sign, name if known == verdict or not verdict else verdict, look


def readability_page(article_title: str, language: str, report_dict: Mapping[str, Any]) -> str:
    """Give the page on a readability report as literacy.as_dict() writes it (schema 1); `language` is the article's.

    It is in the article's language where the program has words in it, else in English, and says so.
    """
    native = Wording.load(language).native
    page_language = primary(language) if native else FALLBACK
    wording = Wording.load(page_language)

    def say(key: str, **values: object) -> str:
        return wording.get(f"readability.{key}", **values).text

    def told(table: str, key: str) -> str:
        return wording.get(f"readability_{table}.{key}").text

    def counted(key: str, n: int, **values: object) -> str:
        return say(f"{key}_{1 if n == 1 else 'n'}", n=n, **values)

    def score(value: float | None, estimate: bool = False) -> str:
        if value is None:
            return "–"
        return say("about", score=number(value)).replace(" ", "\u00a0") if estimate else number(value)

    formulas = report_dict["formulas"]
    sections = [
        {**part, "untitled": not part["heading"], "heading": part["heading"] or say("untitled"),
         "estimates": _estimates(part["counts"], formulas)}
        for part in report_dict["sections"]
    ]
    easier_is_more = report_dict["scale"] == "ease"
    target = report_dict["target"]
    verdict = verdict_shown(report_dict["verdict"], page_language)
    drawing = None
    if target is not None:
        drawing = chart(
            [(part["heading"], part["score"], _value(part, target, say, easier_is_more=easier_is_more))
             for part in sections], target, easier_is_more=easier_is_more,
            estimates=frozenset(at for at, part in enumerate(sections) if part["estimate"]),
        )
    return render(
        "readability.xhtml",
        title=article_title,
        language=language_tag(language) or "",
        page_language=page_language,
        native=native or not language,
        say=say,
        told=told,
        counted=counted,
        score=score,
        report=report_dict,
        verdict=verdict,
        words=_without(verdict[1], report_dict["said"]["text"]),
        sections=sections,
        headings={part["id"]: part for part in sections},
        chart=drawing,
        easier_is_more=easier_is_more,
        struck=(Wording.load(language).get("deleted.start"), Wording.load(language).get("deleted.end")),
        shown=lambda part, formula: part["score"] if formula == report_dict["formula"] else part["scores"].get(formula),
        estimates=_estimates(report_dict["whole"]["counts"], formulas),
        columns=[f for f in formulas if f["id"] in _COLUMNS],
        sentence_formula=_sentence_formula(report_dict),
        plain_words=primary(language) == "en",
    )


# The table of sections would be too wide for large print with every formula: the rest stand in a table of their own.
_COLUMNS = frozenset({"smog", "fkgl", "forcast", "szigriszt_pazos", "fernandez_huerta", "wiener", "gulpease"})


def _value(part: Mapping[str, Any], target: float, say: Say, *, easier_is_more: bool) -> str:
    """Give a section's score in words, for its bar."""
    score = part["score"]
    if score is None:
        return ""
    said = say("about", score=number(score)) if part["estimate"] else number(score)
    if easier_is_more:
        return say("chart_below", score=said) if score < target else said
    return say("chart_above", score=said) if score > target else said


def number(score: float) -> str:
    """Give a score as it is shown, with a minus sign that reads as one."""
    return f"{score:.1f}".replace("-", "\u2212")


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
