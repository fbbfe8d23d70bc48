"""A medical disclaimer that stands only in the page's data is taken as the page's own, said to be so, and warned of."""

import json

import pytest

from a11y_export import codec
from a11y_export.model import Added, Origin
from a11y_export.reading import headnotes
from tests.reading.pages import assert_law_one, page, read

SAID = "This information is not a substitute for professional medical advice."
OTHER = "Este contenido no sustituye la consulta con su médico."


def data(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name, text):
    return f'<meta name="{name}" content="{text}">'


@pytest.mark.parametrize(
    ("head", "where"),
    [
        (data({"@type": "MedicalWebPage", "disclaimer": SAID}), "json-ld"),
        (data([{"@type": "Organization", "name": "Hill"}, {"@type": "WebPage", "description": SAID}]), "json-ld"),
        (data({"@graph": [{"@type": "Article", "headline": "Asthma", "hasPart": {"usageInfo": SAID}}]}), "json-ld"),
        (data({"@type": "WebPage", "description": "Asthma at a glance, for patients and carers.\n" + SAID}), "json-ld"),
        (data({"@type": "WebPage", "description": f"<p>{SAID.replace(' is ', '&nbsp;is ')}</p>"}), "json-ld"),
        (meta("description", SAID), "meta description"),
        (meta("disclaimer", SAID), "meta description"),
        (meta("description", SAID) + data({"@type": "WebPage", "description": SAID}), "json-ld"),
    ],
)
def test_it_is_found_in_the_pages_data(head, where):
    reading = read(page(head=head), disclaimer="Ask us first.")
    found = reading.article.disclaimer
    assert (found.text, found.origin, found.where) == (SAID, Origin.FOUND, where)
    assert [a for a in reading.article.added if a.where == "disclaimer"] == [Added(where, "disclaimer", SAID)]
    assert [w for w in reading.warnings if "medical disclaimer" in w and where in w]
    assert_law_one(reading)
    assert codec.load(codec.dump(reading.article)) == reading.article


def test_two_of_them_are_two_paragraphs():
    reading = read(page(head=data({"@type": "WebPage", "description": SAID, "abstract": f"{OTHER}\n{SAID}"})))
    assert [a.text for a in reading.article.added if a.where == "disclaimer"] == [SAID, OTHER]


@pytest.mark.parametrize(
    "more",
    [
        {"after": f"<footer><p>{SAID}</p></footer>"},
        {"after": f"<footer><p>{OTHER}</p></footer>"},
        {"body": f"<p>{SAID}</p>"},
    ],
)
def test_the_pages_own_text_comes_first(more):
    reading = read(page(head=data({"@type": "WebPage", "description": SAID}), **more))
    assert reading.article.disclaimer.where == ""
    assert not [a for a in reading.article.added if a.where == "disclaimer"]
    assert_law_one(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Asthma is a long-term condition. Ask your doctor about a plan, and never stop a preventer by yourself.",
        "We use cookies to show you advertising. Read our terms of use before you use this site.",
        "Long. " * 900 + SAID,
        "",
    ],
)
def test_other_texts_of_the_data_are_none(text):
    reading = read(page(head=data({"@type": "WebPage", "description": text}) + meta("description", text[:200])))
    assert reading.article.disclaimer.origin is Origin.NONE


def test_a_broken_block_is_passed_over():
    head = '<script type="application/ld+json">{"description": "' + SAID + "</script>"
    assert read(page(head=head)).article.disclaimer.origin is Origin.NONE


def test_whether_the_page_is_about_health_is_asked_once_however_often_its_data_leave_it_open(monkeypatch):
    asked = []
    monkeypatch.setattr(headnotes, "is_about_health", lambda text: asked.append(text) or False)
    told = "\n".join(["This information is no substitute for professional advice."] * 50)
    garden = "<p>Roses like a sunny place, and a good soil that holds some water through a long and dry summer.</p>" * 9
    read(page(data({"@type": "Article", "description": told}), prose=garden, title="Roses"))
    assert len(asked) == 1
