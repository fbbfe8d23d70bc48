"""Every formula on passages that were counted and worked out by hand, and on examples that others printed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from a11y_export.literacy.counts import Counts, count
from a11y_export.literacy.prepare import prepare
from a11y_export.literacy.scores import FORMULAS, score_all, smog
from a11y_export.model import Article, Paragraph, Section, Source, Span

WORKED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("worked.toml").read_text(encoding="utf-8"))
PASSAGES: list[dict[str, Any]] = WORKED["passage"]
PUBLISHED: list[dict[str, Any]] = WORKED["published"]
SLIPS: list[dict[str, Any]] = WORKED["slip"]
BY_ID = {formula.id: formula for formulas in FORMULAS.values() for formula in formulas}
FIELDS = {
    "W": "words", "S": "sentences", "Y": "syllables", "P": "polysyllables", "M": "monosyllables", "L": "letters",
    "D": "difficult", "H": "hard", "I": "long_words",
}


def test_every_formula_that_is_offered_has_passages_of_its_own() -> None:
    for language, formulas in FORMULAS.items():
        own = [row for row in PASSAGES if row["language"] == language]
        assert len(own) >= 2
        assert all(set(row["scores"]) == {formula.id for formula in formulas} for row in own)


@pytest.mark.parametrize("row", PASSAGES, ids=[row["text"][:30] for row in PASSAGES])
def test_the_numbers_are_those_of_the_division(row: dict[str, Any]) -> None:
    words = [word.split("·") for sentence in row["divided"] for word in sentence.split()]
    difficult = row.get("difficult", ())
    many = {"".join(word) for word in words if len(word) >= 3}
    found = {
        "W": len(words), "S": len(row["divided"]), "Y": sum(map(len, words)),
        "P": sum(len(word) >= 3 for word in words), "M": sum(len(word) == 1 for word in words),
        "L": sum(char.isalnum() for char in row["text"]), "D": len(difficult), "H": sum(w in many for w in difficult),
        "I": sum(len("".join(word)) >= 7 for word in words),
    }
    assert {key: found[key] for key in row["counted"]} == row["counted"]


@pytest.mark.parametrize("row", PASSAGES, ids=[row["text"][:30] for row in PASSAGES])
def test_the_program_counts_and_scores_as_by_hand(row: dict[str, Any]) -> None:
    section = Section("part", (), 2, (Paragraph((Span(row["text"]),)),))
    found = prepare(Article("Test", row["language"], Source("t.html", "0" * 64), sections=(section,)))
    counts = count(found, row["language"])
    assert {key: getattr(counts, FIELDS[key]) for key in row["counted"]} == row["counted"]
    assert score_all(counts, row["language"]) == pytest.approx(row["scores"], abs=0.00501)


@pytest.mark.parametrize("row", PUBLISHED, ids=[row["source"] for row in PUBLISHED])
def test_a_printed_example_comes_out_to_the_printed_digit(row: dict[str, Any]) -> None:
    assert row["read"], "say how the example was read: one from memory alone does not count"
    assert _to_the_digit(row, row["printed"]) == row["printed"]


def test_every_formula_that_is_offered_has_a_printed_example() -> None:
    assert {row["formula"] for row in PUBLISHED} == set(BY_ID)


@pytest.mark.parametrize("row", SLIPS, ids=[row["source"] for row in SLIPS])
def test_a_slip_in_a_printed_example_is_told_and_not_followed(row: dict[str, Any]) -> None:
    assert row["why"]
    assert _to_the_digit(row, row["worked"]) == row["worked"]
    assert _to_the_digit(row, row["printed"]) != row["printed"]


def _to_the_digit(row: dict[str, Any], printed: str) -> str:
    digits = len(printed.partition(".")[2])
    return f"{BY_ID[row['formula']].score(Counts(**row['counts'])):.{digits}f}"


def test_smogs_conversion_table_is_met_within_the_formulas_own_error() -> None:
    least = 0
    for grade, most in enumerate(WORKED["smog_table"]["most"], WORKED["smog_table"]["lowest"]):
        for long_words in (least, most):
            assert abs(smog(Counts(sentences=30, words=300, polysyllables=long_words)) - grade) < 1.5
        least = most + 1
