"""Syllables and familiar words, against words divided by hand."""

from __future__ import annotations

import pytest

from a11y_export.literacy.counts import is_difficult
from a11y_export.literacy.syllables import counter, english, german, spanish


@pytest.mark.parametrize(("word", "count"), [
    ("omeprazole", 4), ("lisinopril", 4), ("colonoscopy", 5), ("Metformin", 3), ("hydrochlorothiazide", 7),
    ("statins", 2), ("corticosteroids", 5), ("metformin's", 3), ("every", 2), ("medicine", 3), ("doctor's", 2),
    ("don't", 1), ("long-term", 2), ("twenty-four", 3), ("25", 1), ("120/80", 1), ("mmHg", 1), ("NSAIDs", 2),
    ("hypertension", 4), ("pill", 1), ("x", 1),
])
def test_english(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(("word", "count"), [
    ("ojo", 2), ("oído", 3), ("día", 2), ("agua", 2), ("presión", 2), ("cuidado", 3), ("aéreo", 4), ("guía", 2),
    ("queso", 2), ("pingüino", 3), ("muy", 1), ("y", 1), ("rey", 1), ("ciudad", 2), ("países", 3), ("hipoglucemia", 5),
    ("ahora", 3), ("medicina", 4), ("azúcar", 3), ("a", 1),
])
def test_spanish(word: str, count: int) -> None:
    assert spanish(word) == count


@pytest.mark.parametrize(("word", "count"), [
    ("aber", 2), ("oder", 2), ("Arzt", 1), ("Blutdruck", 2), ("Medikament", 4), ("Quelle", 2), ("Häuser", 2),
    ("Unterzuckerung", 5), ("Bein", 1), ("Haar", 1),
])
def test_german(word: str, count: int) -> None:
    assert german(word) == count


def test_no_syllables_for_other_languages() -> None:
    assert counter("fr") is None


@pytest.mark.parametrize("word", [
    "pill", "pills", "doctor's", "walked", "stopped", "taking", "babies", "lower", "911", "B",
])
def test_familiar(word: str) -> None:
    assert not is_difficult(word)


@pytest.mark.parametrize("word", ["hypertension", "diuretics", "kidney", "long-acting-statin"])
def test_difficult(word: str) -> None:
    assert is_difficult(word)
