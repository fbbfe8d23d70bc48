"""The readability report as plain data, for readability.json, the manifest and the page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from a11y_export.literacy.counts import counted
from a11y_export.literacy.prepare import parts_rules, steps
from a11y_export.literacy.report import ReadabilityReport
from a11y_export.literacy.scores import FORMULAS
from a11y_export.wording import FALLBACK, Wording, primary

SCHEMA = 1


def as_dict(report: ReadabilityReport) -> dict[str, Any]:
    """Give the report JSON-ready: numbers, texts, lists and None. The keys are stable within a schema number."""
    language = primary(report.language)

    def english(table: str, rule: str) -> str:
        return Wording.load(FALLBACK).get(f"readability_{table}.{rule}").text

    return {
        "schema": SCHEMA,
        "title": report.title,
        "language": report.language,
        "formula": report.formula,
        "formula_name": report.formula_name,
        "scale": report.scale,
        "score": report.score,
        "grade": report.grade,
        "target": report.target,
        "max_grade": report.max_grade,
        "verdict": report.verdict.value,
        "words": report.words,
        "said": {"text": report.said.text, "lang": report.said.lang},
        "estimate": report.estimate,
        "without_terms": report.without_terms,
        "counted": list(counted(language)),
        "whole": asdict(report.whole),
        "sections": [asdict(section) for section in report.sections],
        "disclaimer": asdict(report.disclaimer),
        "hardest_sentences": [asdict(sentence) for sentence in report.hardest_sentences],
        "hardest_words": [asdict(word) for word in report.hardest_words],
        "wordy": [asdict(word) for word in report.wordy],
        "acronyms": [asdict(acronym) for acronym in report.acronyms],
        "passive_sentences": report.passive_sentences,
        "formulas": [
            {
                "id": formula.id, "name": formula.name, "scale": formula.scale.value, "least": formula.least,
                "unit": formula.unit, "source": formula.source,
            }
            for formula in FORMULAS.get(language, ())
        ],
        "preparation": [{"id": rule.id, "reason": english("rule", rule.id)} for rule in steps()],
        "parts": [
            {"kind": rule.id, "counted": rule.when, "reason": english("why", rule.id)} for rule in parts_rules()
        ],
    }
