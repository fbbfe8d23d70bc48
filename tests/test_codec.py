"""The article on record is the article: nothing is lost on the way to JSON and back but a picture's bytes."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings

from a11y_export import codec
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    Disclaimer,
    Figure,
    Image,
    ItemList,
    LineBreak,
    Origin,
    Paragraph,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from tests.articles import articles

_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SLOW
@given(articles)
def test_every_word_comes_back(article):
    back = codec.load(codec.dump(article))
    assert back.tokens() == article.tokens()
    assert back.disclaimer.text == article.disclaimer.text
    assert back.added == article.added


@_SLOW
@given(articles)
def test_what_was_read_back_is_written_the_same(article):
    once = codec.load(codec.dump(article))
    assert codec.dump(once) == codec.dump(codec.load(codec.dump(once)))


def _article(**more):
    return Article("Asthma", "en", Source("a.html", "00"), **more)


def test_an_article_without_pictures_comes_back_equal():
    span = Span("<5 mg", frozenset({Style.BOLD, Style.SUP}), "https://example.org/", "es", "milligrams")
    cell = Cell((Paragraph((span, LineBreak(), Span("b"))),), header=True, rowspan=2, colspan=3)
    blocks = (
        Table((Span("Doses"),), ((cell,),), ((Cell(()),),)),
        ItemList(((Paragraph((Span("one"),)),),), ordered=True, start=4),
        Callout(CalloutKind.WARNING, (Paragraph((Span("Call 112."),)),)),
    )
    article = _article(
        sections=(Section("s01", (Span("When"),), 3, blocks),),
        disclaimer=Disclaimer((Paragraph((Span("Not advice."),)),), Origin.SUPPLIED),
        title_origin="head",
    )
    assert codec.load(codec.dump(article)) == article


def test_a_picture_keeps_its_hash_and_its_measures():
    image = Image(b"bytes", "image/png", 30, 20)
    article = _article(sections=(Section("s01", (), 2, (Figure(image, "An inhaler"),)),))
    said = json.loads(codec.dump(article))
    recorded = said["article"]["sections"][0]["blocks"][0]["image"]
    assert recorded["sha256"] == hashlib.sha256(b"bytes").hexdigest()
    assert (recorded["mime"], recorded["width"], recorded["height"]) == ("image/png", 30, 20)
    back = codec.load(codec.dump(article)).sections[0].blocks[0]
    assert back == Figure(Image(b"", "image/png", 30, 20), "An inhaler")


def test_the_same_article_gives_the_same_text():
    styles = [Style.SUP, Style.BOLD, Style.REF, Style.CODE]
    one = _article(sections=(Section("s01", (Span("a", frozenset(styles)),), 2, ()),))
    other = _article(sections=(Section("s01", (Span("a", frozenset(reversed(styles))),), 2, ()),))
    assert codec.dump(one) == codec.dump(other)


def _recorded(**more):
    source = {"is": "Source", "location": "a", "sha256": "0"}
    return {"is": "Article", "title": "T", "language": "en", "source": source} | more


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '"article"',
        "{}",
        '{"schema": 2, "article": {}}',
        '{"schema": 1}',
        '{"schema": 1, "article": null}',
        '{"schema": 1, "article": []}',
        '{"schema": 1, "article": {"title": "T"}}',
        '{"schema": 1, "article": {"is": "os.system"}}',
        '{"schema": 1, "article": {"is": ["Article"]}}',
        '{"schema": 1, "article": {"is": "Article"}}',
        json.dumps({"schema": 1, "article": {"is": "LineBreak"}}),
        json.dumps({"schema": 1, "article": _recorded(disclaimer={"is": "Disclaimer", "origin": "mine"})}),
        json.dumps({"schema": 1, "article": _recorded(sections=[{"is": "Section", "id": "s01"}])}),
        json.dumps({"schema": 1, "article": _recorded(sections=[{"is": "Span", "text": "a", "styles": ["loud"]}])}),
        json.dumps({"schema": 1, "article": _recorded(sections=[{"is": "Span", "text": "a", "styles": 3}])}),
        json.dumps({"schema": 1, "article": _recorded(sections=[{"is": "Callout", "kind": {}, "blocks": []}])}),
        pytest.param('{"schema": 1, "article": ' + "[" * 100_000, id="nested too deep"),
    ],
)
def test_what_is_no_article_is_a_value_error(text):
    with pytest.raises(ValueError):
        codec.load(text)


def test_a_record_with_the_least_in_it_is_an_article():
    assert codec.load(json.dumps({"schema": 1, "article": _recorded()})).title == "T"
