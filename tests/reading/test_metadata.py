"""Who wrote it, who checked it, when, and whose it is: from the page's head, JSON-LD and the visible byline."""

import json

import pytest

from tests.reading.pages import assert_law_one, cut, kept, page, read

LD = {
    "@context": "https://schema.org",
    "@type": "MedicalWebPage",
    "headline": "Living with asthma",
    "author": {"@type": "Person", "name": "Ana Lee"},
    "reviewedBy": [{"@type": "Person", "name": "Dr. J. Roe"}, {"name": "M. Poe, RN"}],
    "datePublished": "2023-05-06T08:00:00Z",
    "lastReviewed": "2024-01-02",
    "copyrightHolder": {"name": "Lung Trust"},
    "publisher": {"@type": "Organization", "name": "Lung Health"},
    "license": "https://creativecommons.org/licenses/by-sa/4.0/",
    "inLanguage": "en-GB",
}


def _ld(data):
    text = data if isinstance(data, str) else json.dumps(data)
    return f"<script type='application/ld+json'>{text}</script>"


def _meta(name, value, key="name"):
    return f"<meta {key}='{name}' content='{value}'>"


def _source(html):
    reading = read(html)
    assert_law_one(reading)
    return reading.article.source


def test_json_ld_tells_everything():
    reading = read(page(head=_ld(LD)).replace(' lang="en"', ""))
    source = reading.article.source
    assert reading.article.language == "en-GB"
    assert (source.author, source.reviewer) == ("Ana Lee", "Dr. J. Roe, M. Poe, RN")
    assert (source.published, source.reviewed) == ("2023-05-06", "2024-01-02")
    assert (source.owner, source.site, source.licence) == ("Lung Trust", "Lung Health", "CC BY-SA 4.0")
    added = {(a.origin, a.where): a.text for a in reading.article.added}
    assert added[("json-ld", "author")] == "Ana Lee"
    assert added[("json-ld", "owner")] == "Lung Trust"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda ld: [{"@type": "WebSite", "name": "x"}, ld],
        lambda ld: {"@graph": [{"@type": "Organization", "name": "x"}, ld]},
        lambda ld: {"@type": "WebPage", "mainEntity": ld},
        lambda ld: f"<!-- {json.dumps(ld)} -->",
        lambda ld: f"//<![CDATA[\n{json.dumps(ld)}\n//]]>",
    ],
)
def test_json_ld_is_found_in_its_usual_wrappings(wrap):
    assert _source(page(head=_ld(wrap(LD)))).author == "Ana Lee"


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", "3", '"x"', "[" * 20_000, '{"@type": "Article", "author": [[[]]]}', '{"@type": ["Article", 3]}',
     '{"@type": "Article", "author": {"name": 3}, "datePublished": 2024, "headline": []}',
     '{"@type": "Article", "author": "https://example.org/ana"}'],
    ids=lambda text: text[:30],
)
def test_broken_json_ld_is_passed_over(text):
    reading = read(page(head=_ld(text)))
    assert reading.article.title == "Living with asthma"
    assert reading.article.source.author == ""


def test_meta_elements_tell_what_json_ld_does_not():
    head = (
        _meta("author", "Ana Lee") + _meta("article:published_time", "2023-05-06T01:02:03Z", "property")
        + _meta("lastReviewed", "2024-01-02") + _meta("og:site_name", "Lung Health", "property")
        + _meta("copyright", "Lung Trust") + "<link rel='canonical' href='https://lungs.example.org/a'>"
    )
    source = _source(page(head=head))
    assert (source.author, source.published, source.reviewed) == ("Ana Lee", "2023-05-06", "2024-01-02")
    assert (source.site, source.owner, source.url) == ("Lung Health", "Lung Trust", "https://lungs.example.org/a")


def test_json_ld_wins_over_meta_and_meta_over_the_visible_byline():
    html = page(head=_ld({"@type": "Article", "author": {"name": "Ana Lee"}}) + _meta("author", "Someone Else"))
    assert _source(html).author == "Ana Lee"
    html = page(head=_meta("author", "Ana Lee")).replace("</h1>", "</h1><p>By Someone Else</p>")
    assert _source(html).author == "Ana Lee"


@pytest.mark.parametrize("value", ["https://example.org/ana", "12345", " "])
def test_an_author_that_is_no_name_is_none(value):
    assert _source(page(head=_meta("author", value))).author == ""


def test_the_site_is_named_by_its_address_when_nothing_else_names_it():
    assert _source(page(head="<link rel='canonical' href='https://www.example.org/a'>")).site == "example.org"
    assert _source(page(head="<link rel='canonical' href='javascript:x'>")).url == ""


def _byline(*lines, lang="en"):
    return page(lang=lang).replace("</h1>", "</h1>" + "".join(f"<p>{line}</p>" for line in lines))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("By Ana Lee", "author", "Ana Lee"),
        ("Written by Ana Lee, RN", "author", "Ana Lee, RN"),
        ("<span>Written by</span> <a href='/ana'>Ana Lee</a>", "author", "Ana Lee"),
        ("Author: Ana Lee", "author", "Ana Lee"),
        ("Medically reviewed by Dr. J. Roe", "reviewer", "Dr. J. Roe"),
        ("Fact checked by J. Roe", "reviewer", "J. Roe"),
        ("Published: March 7, 2024", "published", "2024-03-07"),
        ("Published on 7 March 2024", "published", "2024-03-07"),
        ("March 7, 2024", "published", "2024-03-07"),
        ("Last reviewed: 2024-03-07", "reviewed", "2024-03-07"),
        ("Reviewed March 7, 2024", "reviewed", "2024-03-07"),
        ("Published: 03/04/2025", "published", ""),
        ("Por Ana Pérez", "author", "Ana Pérez"),
        ("Revisado por la Dra. Ruiz", "reviewer", "Dra. Ruiz"),
        ("Revisado por Dra. Ruiz", "reviewer", "Dra. Ruiz"),
        ("Publicado el 7 de marzo de 2024", "published", "2024-03-07"),
        ("Next review date: March 2027", "reviewed", ""),
        ("Next review date: March 2027", "published", ""),
        ("Próxima revisión: marzo de 2027", "reviewed", ""),
    ],
)
def test_a_visible_byline_is_read(line, field, value):
    reading = read(_byline(line))
    assert getattr(reading.article.source, field) == value
    assert_law_one(reading)


def test_a_bylines_words_are_metadata_and_no_part_of_the_article():
    reading = read(_byline("By Ana Lee", "Published March 7, 2024"))
    assert "Ana" not in kept(reading)
    assert "Ana" not in " ".join(cut(reading))
    said = [run.text for run in reading.runs if run.fate.value == "metadata"]
    assert " ".join(said) == "By Ana Lee Published March 7, 2024"


def test_several_facts_on_one_line_are_told_apart():
    source = _source(_byline("By Ana Lee | Reviewed by J. Roe | March 7, 2024"))
    assert (source.author, source.reviewer, source.published) == ("Ana Lee", "J. Roe", "2024-03-07")


def test_a_label_alone_speaks_for_the_next_line():
    assert _source(_byline("Written by", "Ana Lee")).author == "Ana Lee"
    assert _source(_byline("Medically reviewed by:", "J. Roe, MD")).reviewer == "J. Roe, MD"


@pytest.mark.parametrize(
    "line",
    ["By using a spacer, more medicine reaches the lungs.", "By the age of 5 many children outgrow their wheeze.",
     "Reviewed studies show that it works well.", "Written asthma plans help."],
)
def test_a_sentence_of_the_article_is_no_byline(line):
    reading = read(_byline(line))
    assert line in kept(reading)
    assert reading.article.source.author == reading.article.source.reviewer == ""


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("© 2024 Lung Trust", "Lung Trust"),
        ("Copyright 2019-2024 Lung Trust. All rights reserved.", "Lung Trust"),
        ("(c) 2024 Lung Trust Inc. All rights reserved", "Lung Trust Inc."),
        ("© Lung Trust", "Lung Trust"),
        ("© 2024. Todos los derechos reservados", ""),
        ("© 2024", ""),
    ],
)
def test_the_owner_stands_in_the_small_print(line, owner):
    assert _source(page(after=f"<footer><p>{line}</p></footer>")).owner == owner


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("This page is available under the licence CC BY 4.0.", "CC BY 4.0"),
        ("This text is in the public domain and may be copied.", "public domain"),
        ("Open Government Licence v3.0 applies to all copies.", "Open Government Licence v3.0"),
        ("Keep your driving licence and your care plan with you.", ""),
    ],
)
def test_the_licence_stands_in_the_small_print(line, licence):
    assert _source(page(after=f"<footer><p>{line}</p></footer>")).licence == licence


def test_the_visible_heading_wins_as_title_and_is_of_the_page():
    article = read(page(head=_meta("og:title", "Asthma: all you need | Lung Health", "property"))).article
    assert (article.title, article.title_origin) == ("Living with asthma", "page")


def test_without_a_heading_the_head_gives_the_title_without_the_sites_name():
    html = page(title="Living with asthma | Lung Health").replace("<h1>Living with asthma | Lung Health</h1>", "")
    article = read(html).article
    assert (article.title, article.title_origin) == ("Living with asthma", "head")


def test_without_any_title_the_file_gives_its_name():
    html = page(title="").replace("<h1></h1>", "")
    assert read(html).article.title == "page"


def test_a_sites_name_in_the_first_heading_is_not_the_title():
    told = _meta("og:title", "Living with asthma", "property")
    html = page(before="<header><h1>Lung Health</h1></header>", head=told)
    assert read(html).article.title == "Living with asthma"
