"""The article's language: the user's word, else the page's where its text agrees, else the text's own."""

import pytest

from a11y_export.reading.language import normal_tag, of_text, settle
from tests.reading.pages import blocks, page, read

ENGLISH = "The pain of a kidney stone can be very bad and it is often on one side of the back or the belly. " * 2
SPANISH = "El dolor de un cálculo en el riñón puede ser muy fuerte y por lo general está en un lado de la espalda. " * 2
GERMAN = "Die Schmerzen sind sehr stark und sie treten auf der einen Seite auf, und es ist nicht gut. " * 2
FRENCH = "La douleur est très forte et elle est sur un côté du dos, et les patients ne sont pas bien. " * 2


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("EN", "en"), ("en-us", "en-US"), ("en_US", "en-US"), ("zh-hant", "zh-Hant"), ("zh-HANT-tw", "zh-Hant-TW"),
     (" es ", "es"), ("", ""), ("english", ""), ("../x", ""), ("e", ""), ("en-", ""), ("en us", ""), ("x" * 400, "")],
)
def test_a_tag_is_brought_into_its_usual_form_or_is_none(tag, expected):
    assert normal_tag(tag) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(ENGLISH, "en"), (SPANISH, "es"), (GERMAN, "de"), (FRENCH, "fr"),
     ("गुर्दे की पथरी का दर्द बहुत तेज़ होता है", "hi"), ("请先咨询医生不要自行停药", "zh"), ("薬を飲んでください", "ja"),
     ("ألم حصوات الكلى شديد", "ar"), ("Боль очень сильная", "ru"), ("", ""), ("Short text.", ""), ("12345 67", "")],
)
def test_the_language_of_a_text(text, expected):
    assert of_text(text) == expected


@pytest.mark.parametrize(
    ("wanted", "declared", "text", "expected", "doubt"),
    [
        (None, "en-GB", ENGLISH, "en-GB", False),
        (None, "", ENGLISH, "en", False),
        (None, "en", SPANISH, "es", True),
        (None, "es-MX", SPANISH, "es-MX", False),
        (None, "fi", "Too short.", "fi", False),
        (None, "", "Too short.", "en", True),
        ("es-mx", "en", ENGLISH, "es-MX", False),
    ],
)
def test_who_has_the_last_word(wanted, declared, text, expected, doubt):
    language, warning = settle(wanted, declared, text)
    assert language == expected
    assert bool(warning) == doubt


def test_a_page_whose_label_is_wrong_is_read_in_its_own_language_with_a_warning():
    reading = read(page(lang="es"))
    assert reading.article.language == "en"
    assert [w for w in reading.warnings if "es" in w and "en" in w]


def test_the_user_has_the_last_word_on_the_language():
    assert read(page(), language="en-GB").article.language == "en-GB"


def test_words_in_another_language_say_so():
    [paragraph] = blocks(page('<p>Ask the <span lang="es">enfermera</span> for help.</p>'))
    found = [(s.text, s.lang) for s in paragraph.spans]
    assert found == [("Ask the ", None), ("enfermera", "es"), (" for help.", None)]
