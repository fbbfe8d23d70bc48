"""The report: verdicts, the gate, what stands in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from a11y_export.errors import UsageError
from a11y_export.literacy import LiteracyOptions, Verdict, as_dict, assess, gate
from a11y_export.literacy.plain import plain_words
from a11y_export.literacy.terms import Vocabulary, explained_words
from a11y_export.model import Article, DefinitionList, Entry, ItemList, Paragraph, Span, Style
from a11y_export.prose import sentences

Make = Callable[..., Article]
ENGLISH = Vocabulary("en", plain_words())
EASY = "Take one pill with food. "
HARD = "Uncontrolled hypertension eventually precipitates irreversible cardiovascular complications. "
MIDDLE = "Take your medicine with water and call the nurse if you feel sick. "


def test_an_easy_text_passes(make: Make) -> None:
    report = assess(make(EASY * 30), LiteracyOptions())
    # No polysyllables: 3.1291, shown as 3.1.
    assert (report.verdict, report.grade, report.estimate) == (Verdict.PASS, 3.1, False)
    assert report.words.startswith("Passes: SMOG grade 3.1")


def test_a_hard_text_is_too_hard(make: Make) -> None:
    report = assess(make(HARD * 30), LiteracyOptions())
    assert report.verdict is Verdict.TOO_HARD
    assert report.without_terms is not None
    assert report.words.endswith("begin with the hardest sentences and words.")
    assert "nearly all" not in assess(make(HARD * 30), LiteracyOptions(target=10.0)).words


def test_a_little_above_the_target_asks_for_review(make: Make) -> None:
    # One polysyllable per sentence: 3.1291 + 1.043 √30 = 8.84.
    report = assess(make(MIDDLE * 30), LiteracyOptions())
    assert (report.verdict, report.grade) == (Verdict.REVIEW, 8.8)


def test_a_gate_moves_the_border_of_too_hard(make: Make) -> None:
    options = LiteracyOptions(max_grade=8.5)
    report = assess(make(MIDDLE * 30), options)
    assert report.verdict is Verdict.TOO_HARD
    assert not gate(report, options)
    assert gate(report, LiteracyOptions(max_grade=8.8))
    assert gate(report, LiteracyOptions())


@pytest.mark.parametrize(("short", "passes"), [("review", True), ("pass", True), ("fail", False)])
def test_a_short_text_is_estimated_and_not_gated(make: Make, short: str, passes: bool) -> None:
    options = LiteracyOptions(max_grade=8.0, short=short)
    report = assess(make(HARD * 29), options)
    assert (report.verdict, report.estimate) == (Verdict.TOO_SHORT, True)
    assert "29 sentences" in report.words
    assert gate(report, options) is passes


@pytest.mark.parametrize(("language", "said"), [
    ("en", "Too short to score: 1 sentence, and SMOG wants 30."),
    ("es", "1 palabra, y Szigriszt–Pazos pide 100."),
])
def test_one_of_them_is_said_in_the_singular(make: Make, language: str, said: str) -> None:
    assert said in assess(make("Paracetamol.", language=language), LiteracyOptions()).said.text


def test_the_disclaimer_is_scored_apart_and_never_fails_the_gate(make: Make) -> None:
    options = LiteracyOptions(max_grade=8.0)
    report = assess(make(EASY * 30, disclaimer=HARD * 40), options)
    assert gate(report, options)
    assert report.whole.counts.sentences == 30
    assert report.disclaimer.counts.sentences == 40
    assert report.disclaimer.score is not None
    assert report.disclaimer.score > 12


def test_another_formula_can_make_the_headline(make: Make) -> None:
    report = assess(make(MIDDLE * 30), LiteracyOptions(formula="fkgl"))
    # Take your med-i-cine with wa-ter and call the nurse if you feel sick: 13 words, 16 syllables;
    # 0.39 × 13 + 11.8 × 16 / 13 − 15.59 = 5.07 + 14.523 − 15.59 = 4.003
    assert (report.formula, report.grade) == ("fkgl", 4.0)


def test_sections_lists_and_longest(make: Make) -> None:
    items = ItemList(((Paragraph((Span("Rest in bed"),)),), (Paragraph((Span("Eat soup"),)),)))
    article = make("Drink a lot of water.", items)
    (section,) = assess(article, LiteracyOptions()).sections
    assert (section.id, section.heading, section.counts.words, section.list_share) == ("part", "Part", 10, 0.5)
    assert section.longest is not None
    assert (section.longest.text, section.longest.words) == ("Drink a lot of water.", 5)
    assert section.estimate


def test_hardest_sentences_name_their_place(make: Make) -> None:
    report = assess(make(EASY + HARD + EASY), LiteracyOptions())
    first = report.hardest_sentences[0]
    assert (first.id, first.section, first.text) == ("part-003", "part", HARD.strip())  # part-001 is the heading


def test_hardest_words_with_count_place_and_plainer_word(make: Make) -> None:
    report = assess(make("You feel well. Hypertension is silent. Treat hypertension early."), LiteracyOptions())
    row = next(w for w in report.hardest_words if w.word == "hypertension")
    assert (row.count, row.first, row.plain, row.explained) == (2, "part-003", "high blood pressure", False)


def test_names_are_not_called_hard(make: Make) -> None:
    report = assess(make("We thank Nurse Alexandrina Abernathy for help. Then Alexandrina left."), LiteracyOptions())
    assert [w.word for w in report.hardest_words] == []


@pytest.mark.parametrize("text", [
    "You have hypertension (high blood pressure) now.",
    "You have high blood pressure (hypertension) now.",
    "High blood pressure is also called hypertension.",
    "It is known as “hypertension”.",
    "Hypertension means that your blood pressure is high.",
    "You have hypertension, or high blood pressure, now.",
    "Hypertension, a heart problem, is silent.",
])
def test_explained_where_it_stands(make: Make, text: str) -> None:
    assert "hypertension" in explained_words(sentences(make(text)), ENGLISH)


@pytest.mark.parametrize("text", [
    "You have hypertension.",
    "You have hypertension (see page 3).",
    "You have hypertension (140/90).",
    "You have hypertension (HTN).",
    "You have hypertension, diabetes, or both.",
    "Hypertension (such as yours) is silent.",
    "Bring hypertension, a cough, or a fever up.",
])
def test_not_explained(make: Make, text: str) -> None:
    assert "hypertension" not in explained_words(sentences(make(text)), ENGLISH)


def test_a_term_and_a_marked_abbreviation_are_explained(make: Make) -> None:
    article = make(
        DefinitionList((Entry(((Span("Hypertension"),),), ((Paragraph((Span("High blood pressure."),)),),)),)),
        Paragraph((Span("COPD", title="lung disease"), Span(" is common."))),
    )
    assert {"hypertension", "copd"} <= explained_words(sentences(article), ENGLISH)


@pytest.mark.parametrize(("language", "text", "formula"), [
    ("es-MX", "Tome una pastilla con agua todos los días. ", "szigriszt_pazos"),
    ("it", "Prenda una pillola con acqua ogni giorno. ", "gulpease"),
    ("de", "Nehmen Sie jeden Tag eine Tablette mit Wasser ein. ", "wiener"),
])
def test_other_languages_have_their_own_formula(make: Make, language: str, text: str, formula: str) -> None:
    report = assess(make(text * 30, language=language), LiteracyOptions())
    assert (report.formula, report.verdict) == (formula, Verdict.PASS)


def test_a_language_without_a_formula_is_counted_and_said_so(make: Make) -> None:
    options = LiteracyOptions(max_grade=8.0)
    report = assess(make("Prenez un comprimé. " * 30, language="fr"), options)
    assert (report.verdict, report.score, report.whole.counts.words) == (Verdict.NOT_SCORED, None, 90)
    assert "“fr”" in report.words
    assert gate(report, options)


def test_an_article_without_text_is_not_scored(make: Make) -> None:
    report = assess(make(), LiteracyOptions())
    assert (report.verdict, report.whole.longest) == (Verdict.NOT_SCORED, None)


def test_the_record_is_json_and_the_same_each_time(make: Make) -> None:
    article = make(MIDDLE * 30 + HARD, disclaimer=HARD)
    first = json.dumps(as_dict(assess(article, LiteracyOptions())), sort_keys=True, allow_nan=False)
    assert first == json.dumps(as_dict(assess(article, LiteracyOptions())), sort_keys=True)
    record = json.loads(first)
    assert record["schema"] == 1
    assert {"formula", "grade", "target", "verdict", "words", "whole", "sections", "disclaimer"} <= set(record)


def test_a_gate_below_the_target_is_the_target() -> None:
    assert LiteracyOptions(target=8.0, max_grade=6.0).target == 6.0
    assert LiteracyOptions(target=6.0, max_grade=8.0).target == 6.0


@pytest.mark.parametrize("wrong", [
    {"formula": "guess"}, {"short": "maybe"}, {"target": 0.0}, {"target": float("nan")}, {"max_grade": 30.0},
])
def test_senseless_options_are_usage_errors(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        LiteracyOptions(**wrong)  # type: ignore[arg-type]


def test_every_key_of_the_report_stands_in_the_documented_schema(make: Make) -> None:
    article = make(f"{HARD}Ask about your BMI in order to utilize it. It was taken by him. Take one more each day.")
    struck = Paragraph((Span("Take "), Span("5", frozenset({Style.DELETED})), Span(" 10 mg every single day now.")))
    found = as_dict(assess(replace(article, sections=(replace(article.sections[0], blocks=(
        *article.sections[0].blocks, struck,
    )),)), LiteracyOptions(max_grade=9.0)))
    page = (Path(__file__).parents[2] / "docs" / "readability.md").read_text(encoding="utf-8")
    schema = page.partition("## readability.json")[2].partition("## What real pages reach")[0]
    named = set(re.findall(r"`([a-z_]+)(?:\[\])?`", schema))
    assert all(found[key] for key in ("hardest_sentences", "hardest_words", "wordy", "acronyms", "sections", "parts"))
    assert set(_keys(found)) - named == set()


def _keys(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        yield from found
        for key, inside in found.items():
            yield from _keys(inside) if key != "scores" else ()  # by formula id
    elif isinstance(found, list | tuple):
        for inside in found:
            yield from _keys(inside)
