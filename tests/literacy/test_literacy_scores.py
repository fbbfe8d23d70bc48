"""Each formula against a value worked out by hand, and against textstat where textstat counts right."""

from __future__ import annotations

import importlib

import pytest

from a11y_export.literacy import scores
from a11y_export.literacy.counts import Counts, count
from a11y_export.literacy.prepare import Prepared, prepared_line
from a11y_export.prose import Kind, Sentence

# 30 sentences, 300 words, 450 syllables, 48 polysyllables, 200 monosyllables, 1400 letters, 36 difficult, 30 hard,
# 60 long words. Per sentence 10 words; per word 1.5 syllables.
C = Counts(
    sentences=30, words=300, syllables=450, polysyllables=48, monosyllables=200, letters=1400, difficult=36, hard=30,
    long_words=60,
)


def test_smog() -> None:
    # 48 × 30 / 30 = 48; √48 = 6.92820; × 1.043 = 7.22612; + 3.1291 = 10.35522
    assert scores.smog(C) == pytest.approx(10.35522, abs=1e-4)


def test_fkgl() -> None:
    # 0.39 × 10 = 3.9; 11.8 × 1.5 = 17.7; 3.9 + 17.7 − 15.59 = 6.01
    assert scores.fkgl(C) == pytest.approx(6.01)


def test_flesch() -> None:
    # 206.835 − 10.15 − 84.6 × 1.5 (126.9) = 69.785
    assert scores.flesch(C) == pytest.approx(69.785)


def test_fog() -> None:
    # 30 hard in 300 words are 10 %; 0.4 × (10 + 10) = 8
    assert scores.fog(C) == pytest.approx(8.0)


def test_coleman_liau() -> None:
    # L = 1400 / 3 = 466.6667, S = 10; 0.0588 × 466.6667 = 27.44; 0.296 × 10 = 2.96; 27.44 − 2.96 − 15.8 = 8.68
    assert scores.coleman_liau(C) == pytest.approx(8.68)


def test_dale_chall() -> None:
    # 36 in 300 are 12 %, above 5 %; 0.1579 × 12 = 1.8948; 0.0496 × 10 = 0.496; + 3.6365 = 6.0273
    assert scores.dale_chall(C) == pytest.approx(6.0273)


def test_dale_chall_without_the_extra() -> None:
    # 3 in 100 are 3 %: 0.1579 × 3 = 0.4737; 0.0496 × 100 / 10 = 0.496; together 0.9697
    assert scores.dale_chall(Counts(sentences=10, words=100, difficult=3)) == pytest.approx(0.9697)


def test_forcast() -> None:
    # 200 one-syllable words in 300 are 100 in 150; 20 − 100 / 10 = 10
    assert scores.forcast(C) == pytest.approx(10.0)


def test_fernandez_huerta() -> None:
    # 206.84 − 60 × 1.5 (90) − 1.02 × 10 (10.2) = 106.64
    assert scores.fernandez_huerta(C) == pytest.approx(106.64)


def test_szigriszt_pazos() -> None:
    # 206.835 − 62.3 × 1.5 (93.45) − 10 = 103.385
    assert scores.szigriszt_pazos(C) == pytest.approx(103.385)


def test_wiener() -> None:
    # MS 16 %, SL 10, IW 20 %, ES 66.6667 %: 3.096 + 1.672 + 2.594 − 2.18 − 0.875 = 4.307
    assert scores.wiener(C) == pytest.approx(4.307)


def test_gulpease() -> None:
    # 89 + (300 × 30 − 10 × 1400) / 300 = 89 + (9000 − 14000) / 300 = 89 − 16.6667 = 72.3333
    assert scores.gulpease(C) == pytest.approx(72.33333)


# Flesch's own table of styles (The Art of Readable Writing, 1949): syllables per 100 words and words per sentence that
# are typical of a style, and the range of scores that he calls by its name.
@pytest.mark.parametrize(("syllables", "words", "low", "high"), [
    (123, 8, 90, 100), (131, 11, 80, 90), (139, 14, 70, 80), (147, 17, 60, 70), (155, 21, 50, 60), (167, 25, 30, 50),
    (192, 29, 0, 30),
])
def test_fleschs_table_of_styles(syllables: int, words: int, low: int, high: int) -> None:
    counts = Counts(sentences=100, words=100 * words, syllables=syllables * words)
    assert low < scores.flesch(counts) < high


def _prepared(*lines: str) -> list[Prepared]:
    found = []
    for line in lines:
        text = prepared_line(line)
        found.append(Prepared(text, tuple(text[:-1].split()), Sentence("s", "s", Kind.PARAGRAPH, (), line, ())))
    return found


LINES = (
    "High blood pressure rarely causes symptoms.",
    "Medicine can lower that risk for most adults.",
    "Your doctor will take several readings on different days before she gives you medication.",
    "Potassium and sodium are minerals in your blood.",
)


def test_a_passage_counted_by_hand() -> None:
    # high blood pres-sure rare-ly caus-es symp-toms                                     6 words, 10 syllables
    # med-i-cine can low-er that risk for most a-dults                                   8 words, 12 syllables
    # your doc-tor will take sev-ral read-ings on dif-fer-ent days be-fore she gives
    #   you med-i-ca-tion                                                              14 words, 23 syllables
    # po-tas-si-um and so-di-um are min-er-als in your blood                             8 words, 15 syllables
    # polysyllabic: medicine, different, medication, potassium, sodium, minerals
    # one syllable: high blood | can that risk for most | your will take on days she gives you | and are in your blood
    found = count(_prepared(*LINES), "en")
    assert (found.sentences, found.words, found.syllables) == (4, 36, 60)
    assert (found.polysyllables, found.monosyllables) == (6, 20)


def test_textstat_agrees_where_no_sentence_is_short() -> None:
    from a11y_export.literacy import dictionary

    dictionary.backend()
    metrics = importlib.import_module("textstat.backend.metrics")
    prepared = _prepared(*LINES)
    text = " ".join(p.text for p in prepared)
    counts = count(prepared, "en")
    assert scores.smog(counts) == pytest.approx(metrics.smog_index(text, "en_US"), abs=1e-9)
    assert scores.fkgl(counts) == pytest.approx(metrics.flesch_kincaid_grade(text, "en_US"), abs=1e-9)
    assert scores.flesch(counts) == pytest.approx(metrics.flesch_reading_ease(text, "en_US"), abs=1e-9)


def test_short_sentences_are_counted_where_textstat_drops_them() -> None:
    textstat_counts = importlib.import_module("textstat.backend.counts")
    prepared = _prepared("You may have:", "Fever", "Chills", "Pain")
    assert textstat_counts.count_sentences(" ".join(p.text for p in prepared)) == 1
    assert count(prepared, "en").sentences == 4


def test_no_words_no_scores() -> None:
    assert scores.score_all(Counts(), "en") == {}
    assert scores.score_all(C, "fr") == {}


def test_every_english_formula_that_may_be_chosen_gives_a_grade() -> None:
    from a11y_export.literacy.options import FORMULAS

    for name in FORMULAS:
        found = scores.headline("en", name)
        assert found is not None
        assert (found.id, found.scale) == (name, scores.Scale.GRADE)
