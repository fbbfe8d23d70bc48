"""What speaks of a page is gathered in one walk, within bounds, whatever the page holds."""

import json

import pytest

from a11y_export.reading import jsonld, marks
from a11y_export.reading.options import ReadingOptions
from a11y_export.reading.page import parse
from tests.reading.pages import assert_law_one, page, read

AUTHOR = {"@type": "Article", "headline": "Living with asthma", "author": {"name": "Ana Lee"}}


def ld(text):
    return page(head=f"<script type='application/ld+json'>{text}</script>")


def deep(levels):
    return '{"@graph": [' * levels + json.dumps(AUTHOR) + "]}" * levels


@pytest.mark.parametrize(
    "html",
    [
        ld(deep(50_000)),
        ld("[" * 100_000 + "]" * 100_000),
        ld('{"a":' * 3_000 + "1" + "}" * 3_000),
        ld("{" + ",".join(f'"k{n}": "{"x" * 90}"' for n in range(9_000)) + "}"),
        ld('{"@type": "Article", "author": ' + " " * 200_000 + "}"),
        ld('{"@type": "Article", "author": "' + "\\u202eeeL anA" * 20_000 + '"}'),
        ld('"author' * 40_000),
        ld("," * 200_000),
        ld('{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}, "name": {"@id": "#a"}}'),
        page(head="".join(f"<meta name='author' content='N{n}'>" for n in range(20_000))),
        page(head="".join(f"<meta name='k{n}' content='v'>" for n in range(20_000))),
        page(head=f"<meta name='author' content='{'Ana ' * 50_000}'>"),
        page(body="<span class='author'>A</span>" * 5_000 + "<time>May 6, 2024</time>" * 3_000),
        page(body=f"<p class='{'author ' * 5_000}'>A</p>"),
        page(body="<div class='byline'>" * 600 + "By Ana Lee" + "</div>" * 600),
        page(before="<h1>" + "x " * 50_000 + "</h1>"),
        page(body="<p>Written by</p>" * 3_000),
        page(body="<p>Reviewed by: " + "-" * 150 + "</p>"),
        page(body="<p>" + "last reviewed " * 20_000 + "</p>"),
        page(body="<p>Last reviewed: " + "1/" * 70 + "</p>"),
        page(title="x | " * 3_000),
        page(head="<link rel='canonical' href='http://['>"),
        page(head="<link rel='canonical' href='https://web.archive.org/web/2014/http://[1'>"),
        page(head="".join("<script type='application/ld+json'>{}</script>" for _ in range(5_000))),
    ],
    ids=lambda html: html[90:130],
)
def test_a_hostile_page_is_read_without_a_traceback(html):
    reading = read(html)
    assert_law_one(reading)
    assert len(reading.article.source.author) < 2_000


def test_bidirectional_overrides_and_nul_do_not_pass_into_names():
    html = page(head="<meta name='author' content='Ana\u202e Lee\u0000'>")
    assert read(html).article.source.author == "Ana Lee"


def test_what_the_walk_keeps_is_bounded():
    names = "".join(f"<meta name='k{n}' content='v'>" for n in range(20_000))
    many = "<i class='author'>A</i>" * 3_000
    found = marks.walk(parse(page(head=names, body=many).encode(), "page", ReadingOptions()).soup)
    assert len(found.metas) <= 3_000
    assert len(found.named) <= 600


def test_a_node_of_another_article_is_not_believed():
    blocks = [json.dumps({"@graph": [{**AUTHOR, "headline": f"Coughs {n}", "author": f"A{n}"} for n in range(5)]})]
    assert [p.name for p in jsonld.read(blocks, ["Coughs 3"], "").authors] == ["A3"]


def test_the_pages_own_node_is_known_by_its_address():
    nodes = [{**AUTHOR, "url": f"https://example.org/{n}", "headline": f"T{n}", "author": f"A{n}"} for n in range(3)]
    said = jsonld.read([json.dumps(nodes)], ["Something else"], "https://www.example.org/2?x=1")
    assert [p.name for p in said.authors] == ["A2"]


@pytest.mark.parametrize(
    "author",
    [
        "Ana Lee", ["Ana Lee"], {"name": "Ana Lee"}, [{"name": "Ana Lee"}], {"@id": "#ana"}, {"name": ["Ana Lee"]},
        {"givenName": "Ana", "familyName": "Lee"}, {"@type": "Person", "name": "Ana Lee", "url": "https://e.org"},
    ],
    ids=str,
)  # fmt: skip
def test_an_author_is_read_in_each_of_its_forms(author):
    block = json.dumps([{**AUTHOR, "author": author}, {"@type": "Person", "@id": "#ana", "name": "Ana Lee"}])
    assert [p.name for p in jsonld.read([block], ["Living with asthma"], "").authors] == ["Ana Lee"]
