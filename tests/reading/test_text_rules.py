"""Short blocks that are cut for what they say: rules that may begin anywhere are tried only after a look for a word."""

import re

import pytest

from a11y_export.reading import rules
from tests.reading.pages import PROSE, cut, kept, page, read

# For each pattern that may begin anywhere a block that it cuts, or several where it has several ways.
SAID = [
    "Please sign up for our weekly newsletter today",
    "Every Friday: subscribe to e-mail updates",
    "By joining you agree to our terms",
    "By clicking here I consent to your rules",
    "Our newsletter is free, join now",
    "All in your inbox: subscribe",
    "You can unsubscribe at any time",
    "Reciba el boletín cada lunes",
    "Para recibir más, suscríbase aquí",
    "Cliquez pour s'abonner gratuitement",
    "Vite, inscrivez-vous à la newsletter",
    "Jetzt Newsletter abonnieren",
    "Clinic of the Hill 2024. All rights reserved.",
    "Clínica del Monte, todos los derechos reservados",
    "Clinique du Mont, tous droits réservés",
    "Klinik am Berg, alle Rechte vorbehalten",
    "Clinica del Monte, tutti i diritti riservati",
    "Kliniek op de heuvel, alle rechten voorbehouden",
    "A lock means you have safely connected to the .gov website",
    "If you buy through our links we may earn a commission",
    "We get products to test and receive compensation from some",
    "We earn a commission when you buy by a link",
]


def anywhere():
    patterns = [p for rule in rules._load("text")["rule"] for p in rule["patterns"]]
    return [p for p in patterns if p.startswith(rules._ANYWHERE)]


@pytest.mark.parametrize("text", [*SAID, *map(str.upper, SAID)])
def test_the_look_for_a_word_lets_through_what_a_pattern_cuts(text):
    assert any(re.fullmatch(pattern, text, re.IGNORECASE) for pattern in anywhere())
    assert rules._is_said_by_rules(text)


@pytest.mark.parametrize("pattern", anywhere())
def test_each_pattern_that_may_begin_anywhere_has_its_block_above(pattern):
    assert any(re.fullmatch(pattern, text, re.IGNORECASE) for text in SAID)


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Slide 2", False),
        ("Go to slide 2 of 5", False),
        ("Image 1 of 5", False),
        ("Print Download PDF (412KB)", False),
        ("Image 1", True),
        ("Slide 2 shows the plan for bad days", True),
        ("Item 3 of the plan", True),
    ],
)
def test_what_moves_between_pictures_is_a_tool_and_a_figures_name_is_none(line, stays):
    reading = read(page(f"<p>{line}</p>{PROSE}"))
    assert (line in kept(reading)) is stays
    if not stays:
        assert cut(reading)[line] == "page tools"
