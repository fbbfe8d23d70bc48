"""Twice the text is twice the work, also for text that someone made to be slow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from a11y_export.literacy import LiteracyOptions, assess
from a11y_export.literacy.acronyms import unexplained
from a11y_export.literacy.plain import plain_words
from a11y_export.literacy.terms import Vocabulary, explained_words
from a11y_export.model import Article
from a11y_export.prose import sentences
from tests.effort import calls_made

Make = Callable[..., Article]


def test_a_report_on_2_000_words_is_no_more_than_75_calls_a_word(make: Make) -> None:
    article = make(*["Your doctor will take several readings before she gives you medication."] * 182)
    assess(article, LiteracyOptions())
    # With CMUdict at hand and its words known: what is left is looking words up and adding their counts.
    assert calls_made(lambda: assess(article, LiteracyOptions())) < 75 * 2_000


@pytest.mark.parametrize("piece", [
    "Take the pill (in short) or, the COPD, a NSAID called BMI. ", "COPD (NSAID, or the BMI), an A1C ", "is not only ",
    "in order to prior ", "((((((called ", "hypertension, or a ", "AbCdEf ",
])
def test_twice_the_text_is_twice_the_work(make: Make, piece: str) -> None:
    def effort(times: int) -> int:
        article = make(piece * times)
        return calls_made(lambda: assess(article, LiteracyOptions()))

    effort(10)
    assert effort(800) < 2.5 * effort(400)


@pytest.mark.parametrize("text", [
    "A" * 60_000, "a" * 60_000, "aA1" * 20_000, "(" * 30_000, "called " * 8_000, ", or a" * 9_000,
])
def test_one_endless_sentence_is_read_to_its_end(make: Make, text: str) -> None:
    found = sentences(make(text))
    explained_words(found, Vocabulary("en", plain_words()))
    unexplained(found)
