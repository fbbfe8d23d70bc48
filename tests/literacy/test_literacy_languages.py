"""German and Italian articles, as a clinic would save them: their formula, their counts by hand, their page, the gate.

W words, S sentences, Y syllables, P words of three syllables or more, M words of one, I words of seven letters or
more, L letters and figures; each was counted by hand on the two pages beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from a11y_export.literacy import LiteracyOptions, as_dict, assess, gate, why_stopped
from a11y_export.literacy.counts import Counts
from a11y_export.model import Article
from a11y_export.pages import readability_page
from a11y_export.reading import read
from a11y_export.reading.options import ReadingOptions

SAMPLES = Path(__file__).with_name("samples")
Make = Callable[..., Article]


def sample(name: str) -> Article:
    return read(SAMPLES / name, ReadingOptions(), name).article


def test_a_german_article_is_judged_by_the_vienna_formula() -> None:
    report = assess(sample("bluthochdruck.html"), LiteracyOptions(formula="fkgl"))
    assert (report.language, report.formula, report.scale, report.target) == ("de", "wiener", "grade", 8.0)
    sizes = [(part.counts.sentences, part.counts.words) for part in report.sections]
    assert sizes == [(4, 40), (8, 56), (4, 38), (5, 27)]
    # P: Minuten, Manschette, Ramipril, weniger, Oktober.
    assert report.whole.counts == Counts(
        sentences=21, words=161, syllables=226, polysyllables=5, monosyllables=101, letters=675, long_words=14,
    )
    # 0.1935 × 3.10559 (0.60093) + 0.1672 × 7.66667 (1.28187) + 0.1297 × 8.69565 (1.12783) − 0.0327 × 62.73292 (2.05137)
    # − 0.875 = 0.08326
    assert (report.score, report.grade, report.estimate) == (0.1, 0.1, False)
    assert report.hardest_sentences[0].text == "Ihr nächster Termin ist am 5. Oktober 2026."
    assert gate(report, LiteracyOptions(max_grade=8.0))


def test_an_italian_article_is_judged_by_gulpease() -> None:
    report = assess(sample("pressione-alta.html"), LiteracyOptions())
    assert (report.language, report.formula, report.scale, report.target) == ("it", "gulpease", "ease", 60.0)
    assert [(part.counts.sentences, part.counts.words, part.counts.letters) for part in report.sections] == [
        (4, 39, 165), (8, 44, 183), (3, 27, 115), (5, 23, 99),
    ]
    # 89 + (300 × 20 − 10 × 562) / 133 = 89 + 2.85714
    assert (report.score, report.grade, report.verdict) == (91.9, None, "PASS")
    assert report.hardest_sentences[0].text.startswith("Se la spinta è troppo forte")


def test_a_gate_of_grades_says_that_it_cannot_judge_a_scale_of_ease() -> None:
    options = LiteracyOptions(max_grade=8.0, short="fail")
    report = assess(sample("pressione-alta.html"), options)
    assert not gate(report, options)
    assert why_stopped(report).startswith("Gulpease gives no school grade, so a gate of grade 8 cannot judge it")
    assert gate(report, LiteracyOptions(max_grade=8.0))


@pytest.mark.parametrize(("name", "has", "lacks"), [
    ("bluthochdruck.html", ["Words of three syllables or more", "words, 1 of three syllables"], ["list of familiar"]),
    ("pressione-alta.html", ["17 words ·"], ["list of familiar", "three syllables or more", "Syllables"]),
])
def test_a_page_shows_no_count_that_was_not_counted(name: str, has: list[str], lacks: list[str]) -> None:
    article = sample(name)
    page = readability_page(article.title, article.language, as_dict(assess(article, LiteracyOptions())))
    assert "This page is in English" in page
    assert all(text in page for text in has)
    # The rules of preparation are told in every language; they name no counts.
    assert not any(text in page for text in lacks)


def test_a_spanish_page_has_no_list_of_familiar_words_to_count_by(make: Make) -> None:
    article = make("Tome una pastilla con agua cada mañana.", language="es")
    page = readability_page(article.title, "es", as_dict(assess(article, LiteracyOptions())))
    assert "Palabras de tres sílabas o más" in page
    assert "palabras conocidas" not in page


def test_what_is_counted_is_on_record(make: Make) -> None:
    counted = {
        language: as_dict(assess(make("Pain, pan.", language=language), LiteracyOptions()))["counted"]
        for language in ("en", "es", "it", "fr")
    }
    few = {"sentences", "words", "letters", "long_words"}
    assert set(counted["it"]) == set(counted["fr"]) == few
    assert set(counted["es"]) == few | {"syllables", "polysyllables", "monosyllables"}
    assert set(counted["en"]) == set(counted["es"]) | {"difficult", "hard"}
