"""The readability formulas, each from its publication, on counts made here.

textstat gives the list of familiar words. Its formulas are not called, because each of them counts sentences anew and
drops those of two words or fewer, so that "Call 911." or a bullet "Fever." would vanish; there is no argument to hand
the count in. Where no sentence is that short and CMUdict has every word, textstat's own results agree with these to the
last digit (a test holds this), but for two constants: Coleman–Liau's 0.0588, which textstat rounds, and the familiar
word's endings in Fog and Dale–Chall.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from a11y_export.literacy.counts import Counts


class Scale(StrEnum):
    """What a formula's number is."""

    GRADE = "grade"
    EASE = "ease"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: `least` is the sample it wants, in `unit` ("sentences" or "words"); `source` is its publication."""

    id: str
    name: str
    scale: Scale
    score: Callable[[Counts], float]
    least: int
    unit: str
    source: str

    def enough(self, counts: Counts) -> bool:
        """Whether the sample is as long as the formula wants."""
        size = counts.sentences if self.unit == "sentences" else counts.words
        return size >= self.least


def smog(c: Counts) -> float:
    """Give the SMOG grade: 3.1291 + 1.043 √(polysyllables × 30 / sentences)."""
    return 3.1291 + 1.043 * math.sqrt(c.polysyllables * 30 / c.sentences)


def fkgl(c: Counts) -> float:
    """Give the Flesch–Kincaid grade: 0.39 words/sentence + 11.8 syllables/word − 15.59."""
    return 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59


def flesch(c: Counts) -> float:
    """Give the Flesch reading ease, 100 (easy) to 0: 206.835 − 1.015 words/sentence − 84.6 syllables/word."""
    return 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words


def fog(c: Counts) -> float:
    """Give the Gunning Fog grade: 0.4 (words/sentence + 100 hard/words).

    Hard is three syllables or more and not familiar: the list stands for Gunning's own exceptions.
    """
    return 0.4 * (c.words / c.sentences + 100 * c.hard / c.words)


def coleman_liau(c: Counts) -> float:
    """Give the Coleman–Liau grade: 0.0588 L − 0.296 S − 15.8, letters and sentences per 100 words."""
    return 0.0588 * 100 * c.letters / c.words - 0.296 * 100 * c.sentences / c.words - 15.8


def dale_chall(c: Counts) -> float:
    """Give the Dale–Chall raw score: 0.1579 difficult% + 0.0496 words/sentence, + 3.6365 above 5 % difficult."""
    percent = 100 * c.difficult / c.words
    return 0.1579 * percent + 0.0496 * c.words / c.sentences + (3.6365 if percent > 5 else 0.0)


def forcast(c: Counts) -> float:
    """Give the FORCAST grade: 20 − N/10, N the words of one syllable per 150 words. Sentences play no part."""
    return 20 - 150 * c.monosyllables / c.words / 10


def fernandez_huerta(c: Counts) -> float:
    """Give the Spanish reading ease, 100 (easy) to 0: 206.84 − 60 syllables/word − 1.02 words/sentence."""
    return 206.84 - 60 * c.syllables / c.words - 1.02 * c.words / c.sentences


def szigriszt_pazos(c: Counts) -> float:
    """Give Szigriszt's perspicuity, 100 (easy) to 0: 206.835 − 62.3 syllables/word − words/sentence."""
    return 206.835 - 62.3 * c.syllables / c.words - c.words / c.sentences


def wiener(c: Counts) -> float:
    """Give the first Vienna grade: 0.1935 MS + 0.1672 SL + 0.1297 IW − 0.0327 ES − 0.875, shares in percent."""
    share = 100 / c.words
    return (
        0.1935 * c.polysyllables * share + 0.1672 * c.words / c.sentences
        + 0.1297 * c.long_words * share - 0.0327 * c.monosyllables * share - 0.875
    )


def gulpease(c: Counts) -> float:
    """Give the Italian Gulpease index, 100 (easy) to 0: 89 + (300 sentences − 10 letters) / words."""
    return 89 + (300 * c.sentences - 10 * c.letters) / c.words


_G, _E = Scale.GRADE, Scale.EASE
_ENGLISH = (
    Formula("smog", "SMOG", _G, smog, 30, "sentences", "McLaughlin 1969"),
    Formula("fkgl", "Flesch–Kincaid", _G, fkgl, 100, "words", "Kincaid et al. 1975"),
    Formula("flesch", "Flesch reading ease", _E, flesch, 100, "words", "Flesch 1948"),
    Formula("fog", "Gunning Fog", _G, fog, 100, "words", "Gunning 1952"),
    Formula("coleman_liau", "Coleman–Liau", _G, coleman_liau, 100, "words", "Coleman and Liau 1975"),
    Formula("dale_chall", "Dale–Chall", Scale.RAW, dale_chall, 100, "words", "Dale and Chall 1948"),
    Formula("forcast", "FORCAST", _G, forcast, 150, "words", "Caylor et al. 1973"),
)
FORMULAS: Mapping[str, tuple[Formula, ...]] = {
    "en": _ENGLISH,
    "es": (
        Formula("szigriszt_pazos", "Szigriszt–Pazos", _E, szigriszt_pazos, 100, "words", "Szigriszt Pazos 1993"),
        Formula("fernandez_huerta", "Fernández Huerta", _E, fernandez_huerta, 100, "words", "Fernández Huerta 1959"),
    ),
    "de": (Formula("wiener", "Wiener Sachtextformel 1", _G, wiener, 100, "words", "Bamberger and Vanecek 1984"),),
    "it": (Formula("gulpease", "Gulpease", _E, gulpease, 100, "words", "Lucisano and Piemontese 1988"),),
}
"""By language (primary subtag), the one that makes the headline first; English lets the options choose."""


def headline(language: str, chosen: str) -> Formula | None:
    """Give the formula that makes the headline in a language: the chosen one if the language has it, else its own."""
    known = FORMULAS.get(language, ())
    return next((f for f in known if f.id == chosen), known[0] if known else None)


def score_all(counts: Counts, language: str) -> dict[str, float]:
    """Give every score of the language for some counts, rounded to two places; nothing for a text without words."""
    if not counts.words or not counts.sentences:
        return {}
    return {formula.id: round(formula.score(counts), 2) for formula in FORMULAS.get(language, ())}
