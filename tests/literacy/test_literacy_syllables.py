"""Syllables and familiar words, against words divided by hand."""

from __future__ import annotations

import pytest

from a11y_export.literacy import dictionary
from a11y_export.literacy.counts import is_difficult
from a11y_export.literacy.spelling import syllables
from a11y_export.literacy.syllables import counter, english, german, spanish


@pytest.mark.parametrize(("word", "count"), [
    ("omeprazole", 4), ("lisinopril", 4), ("colonoscopy", 5), ("Metformin", 3), ("hydrochlorothiazide", 7),
    ("statins", 2), ("corticosteroids", 5), ("metformin's", 3), ("every", 2), ("medicine", 3), ("doctor's", 2),
    ("don't", 1), ("you're", 1), ("you’re", 1), ("they’ll", 1), ("isn't", 2), ("couldn’t", 2), ("o'clock", 2),
    ("nurse's", 2), ("patients’", 2), ("uraemia’s", 4), ("it’d", 2), ("metformin’s", 3), ("long-term", 2),
    ("twenty-four", 3), ("25", 1), ("120/80", 1), ("mmHg", 1), ("NSAIDs", 2),
    ("hypertension", 4), ("pill", 1), ("x", 1),
])
def test_english(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(("word", "count"), [
    # British spelling, which the dictionary does not have.
    ("anaemic", 3), ("uraemia", 4), ("orthopaedic", 4), ("haemophilia", 5), ("hyperkalaemia", 6), ("oestradiol", 4),
    ("foetal", 2), ("dyspnoea", 3), ("litre", 2), ("millilitres", 4), ("paralysed", 3), ("hospitalised", 4),
    ("catheterisation", 6), ("specialise", 3),
    # Words of medicine that it lacks in any spelling.
    ("hypokalemia", 6), ("thalassemia", 5), ("septicemia", 5), ("adalimumab", 5), ("empagliflozin", 5),
    ("semaglutide", 4), ("echocardiogram", 6), ("fibromyalgia", 6), ("endometriosis", 6), ("bronchiectasis", 5),
    ("hemodialysis", 6), ("nebulizer", 4), ("amenorrhea", 5), ("polycythemia", 6), ("myocarditis", 5),
    # Accents, and acronyms that begin with a small letter.
    ("naïve", 2), ("café", 2), ("Sjögren", 2), ("mRNA", 4), ("eGFR", 4),
    # Acronyms that are said as a word, those that are not, and letters beside a figure.
    ("COVID", 2), ("COVID-19", 3), ("MRSA", 2), ("CPAP", 2), ("TIA", 3), ("TIAs", 3), ("ALT", 3), ("PTSD", 4),
    ("A1C", 3), ("HbA1c", 3), ("B12", 2), ("CO2", 3), ("H1N1", 4), ("5mg", 1), ("120/80", 1), ("9:30", 1), ("2", 1),
])
def test_english_words_that_the_dictionary_lacks(word: str, count: int) -> None:
    assert english(word) == count


@pytest.mark.parametrize(("word", "count"), [
    ("safely", 2), ("useless", 2), ("improvement", 3), ("element", 3), ("table", 2), ("centre", 2), ("treated", 2),
    ("doses", 2), ("pills", 1), ("tired", 1), ("watches", 2), ("tubes", 1), ("quick", 1), ("going", 2), ("dying", 2),
    ("create", 2), ("diet", 2), ("patient", 2), ("radio", 3), ("nation", 2), ("precious", 2), ("various", 3),
    ("annual", 3), ("spasm", 2), ("employer", 3), ("area", 3), ("tea", 1), ("sprayed", 1), ("rely", 2), ("mmhg", 1),
])
def test_spelling(word: str, count: int) -> None:
    assert syllables(word) == count


def test_spelling_agrees_with_the_dictionary_on_nine_words_in_ten() -> None:
    known = dictionary.pronunciations()
    words = [w for n, w in enumerate(known) if n % 50 == 0 and w.isalpha() and w.isascii() and len(w) > 3]
    assert len(words) > 2_000
    right = sum(syllables(word) == known.syllables(word) for word in words)
    long = sum((syllables(word) >= 3) == ((known.syllables(word) or 0) >= 3) for word in words)
    assert right > 0.9 * len(words)
    assert long > 0.95 * len(words)


@pytest.mark.parametrize(("word", "count"), [
    ("ojo", 2), ("oído", 3), ("día", 2), ("agua", 2), ("presión", 2), ("cuidado", 3), ("aéreo", 4), ("guía", 2),
    ("queso", 2), ("pingüino", 3), ("muy", 1), ("y", 1), ("rey", 1), ("ciudad", 2), ("países", 3), ("hipoglucemia", 5),
    ("ahora", 3), ("medicina", 4), ("azúcar", 3), ("a", 1), ("cuídese", 3), ("veintiún", 2), ("lingüística", 4),
    ("construí", 2), ("construía", 3), ("antiinflamatorio", 7), ("antiinflamatorios", 7), ("diurético", 4),
    ("limpiáis", 2), ("Uruguay", 3), ("huevo", 2), ("continúa", 4), ("reúne", 3), ("fluido", 2),
])
def test_spanish(word: str, count: int) -> None:
    assert spanish(word) == count


@pytest.mark.parametrize(("word", "count"), [
    ("aber", 2), ("oder", 2), ("Arzt", 1), ("Blutdruck", 2), ("Medikament", 4), ("Quelle", 2), ("Häuser", 2),
    ("Unterzuckerung", 5), ("Bein", 1), ("Haar", 1), ("Patient", 3), ("Patientinnen", 5), ("dient", 1), ("Wien", 1),
    ("Bakterien", 4), ("Allergien", 4), ("Allergie", 3), ("erschien", 2), ("Familien", 4), ("geimpft", 2),
    ("ungeimpfte", 4), ("Geist", 1), ("beurteilen", 4), ("Beule", 2), ("Beutel", 2), ("beenden", 3), ("Beeren", 2),
    ("beinhalten", 4), ("Beine", 2), ("Opioide", 5), ("Hämorrhoiden", 5), ("Toilette", 3), ("Proteine", 4),
    ("Nierensteine", 4), ("Koffein", 3), ("Museum", 3), ("neu", 1), ("Hygiene", 4), ("Yoga", 2), ("Koordination", 6),
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
