"""The article as XHTML: well-formed whatever it says, each sentence with its id, each word with its owner."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from a11y_export import prose, words
from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    CalloutKind,
    Cell,
    Disclaimer,
    Figure,
    Image,
    ItemList,
    Origin,
    Paragraph,
    Preformatted,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.pages import article_body, article_parts, picture_files, picture_name
from a11y_export.wording import Wording
from tests.articles import articles

HOSTILE = "</p><script>alert(1)</script> & \"q\" 'a' {{ 7*7 }} ]]> \x00\x0b <5%"
PNG = b"\x89PNG\r\n\x1a\nrest"


def article(*blocks: Paragraph | ItemList | Table | Figure | Callout | Preformatted, **changes: object) -> Article:
    given: dict[str, object] = {
        "title": "Doses", "language": "en-US", "source": Source("t.html", "0" * 64),
        "sections": (Section("s01", (Span("Part"),), 2, blocks),), **changes,
    }
    return Article(**given)  # type: ignore[arg-type]


def parsed(made: Article) -> etree._Element:
    return etree.fromstring(f"<body>{article_body(made, Wording.load(made.language))}</body>")


def paragraph(*spans: Span) -> Paragraph:
    return Paragraph(spans)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles)
def test_each_sentence_stands_once_in_order(made: Article) -> None:
    found = [e.get("id") for e in parsed(made).iter() if e.get("class") == "s"]
    assert found == [s.id for s in prose.sentences(made)]


def test_hostile_text_stays_text() -> None:
    span = Span(HOSTILE, href=f"https://x/{HOSTILE}", lang='en"><b>', title=HOSTILE)
    made = article(paragraph(span), title=HOSTILE, source=Source("t", "0", site=HOSTILE, url='javascript:alert("1")'))
    root = parsed(made)
    assert not list(root.iter("script", "b"))
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    assert all(a.get("href").startswith("https://x/") for a in root.iter("a"))
    assert "{{ 7*7 }}" in "".join(root.itertext())


@pytest.mark.parametrize("href", [
    "javascript:alert(1)", " JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "file:///etc", "//x", "x.html", "#x",
    "http://[", "vbscript:x",
])
def test_only_addresses_of_the_web_mail_and_telephone_become_links(href: str) -> None:
    assert not list(parsed(article(paragraph(Span("here", href=href)))).iter("a"))


def test_spans_of_one_link_share_it_and_keep_their_styles() -> None:
    link = "https://example.org/"
    root = parsed(article(paragraph(
        Span("See "), Span("the ", href=link), Span("whole", frozenset({Style.BOLD}), href=link), Span(" 10"),
        Span("9", frozenset({Style.SUP})), Span("/L.", lang="es"),
    )))
    assert ["".join(a.itertext()) for a in root.iter("a")] == ["the whole"]
    assert [e.text for e in root.iter("strong", "sup")] == ["whole", "9"]
    assert [e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in root.iter("span") if e.get("lang")] == ["es"]


def test_crossed_out_words_are_told_in_words_as_well() -> None:
    struck = frozenset({Style.DELETED})
    found = next(parsed(article(paragraph(Span("Take "), Span("two", struck), Span(" one.")))).iter("p"))
    assert words.fold("".join(found.itertext())) == "Take [crossed out: two] one."


def test_a_table_has_scopes_and_spans() -> None:
    def cell(text: str, **more: int) -> Cell:
        return Cell((paragraph(Span(text)),), **more)

    header, row = (cell("Drug", colspan=2), cell("")), (cell("A", header=1, rowspan=2), cell("5"))
    table = Table((Span("Doses"),), (header,), (row,))
    root = parsed(article(table))
    assert [(e.get("scope"), e.get("colspan"), e.get("rowspan")) for e in root.iter("th")] == [
        ("col", "2", None), ("row", None, "2")]
    assert len(list(root.iter("td"))) == 2


def test_headings_skip_no_level_and_lists_keep_their_start() -> None:
    sections = tuple(Section(f"s0{n}", (Span(f"H{n}"),), level, ()) for n, level in enumerate((2, 5, 3, 2), 1))
    root = parsed(article(sections=sections))
    assert [e.tag for e in root.iter("h1", "h2", "h3", "h4", "h5")] == ["h1", "h2", "h3", "h3", "h2", "h2"]
    listed = parsed(article(ItemList(((paragraph(Span("x")),),), ordered=True, start=4)))
    assert next(listed.iter("ol")).get("start") == "4"


def test_a_box_names_its_kind_once() -> None:
    def kinds(text: str) -> list[str]:
        box = Callout(CalloutKind.WARNING, (paragraph(Span(text)),))
        return [str(e.text) for e in parsed(article(box)).iter("p") if e.get("class") == "kind"]

    assert kinds("Call 911.") == ["Warning"]
    assert kinds("Warning: call 911.") == []


def test_a_boxs_own_label_looks_like_one_and_stays_its_own() -> None:
    box = Callout(CalloutKind.WARNING, (Paragraph((Span("Warning"),)), Paragraph((Span("Call 911."),))))
    first, second = parsed(article(box)).xpath("//div[@class='callout warning']/p")
    assert (first.get("class"), "".join(first.itertext()), first.get("data-origin")) == ("kind", "Warning", None)
    assert (second.get("class"), "".join(second.itertext())) == (None, "Call 911.")


def test_pictures_are_named_by_what_they_hold() -> None:
    good, bad = Image(PNG, "image/png", 20, 10), Image(b"<svg onload='x'/>", "image/svg+xml", 20, 10)
    made = article(Figure(good, "A chart"), Figure(bad, "A trap"), Figure(None, ""))
    assert list(picture_files(made)) == [picture_name(good)]
    root = parsed(made)
    assert [(e.get("src"), e.get("alt"), e.get("id")) for e in root.iter("img")] == [
        (f"pictures/{picture_name(good)}", "A chart", "s01-002")]
    assert [e.text for e in root.iter("span") if e.get("id") == "s01-003"] == ["A trap"]


def test_a_supplied_disclaimer_is_the_programs_and_says_so() -> None:
    def owners(origin: Origin, *blocks: Paragraph) -> list[str | None]:
        found: Blocks = blocks
        root = parsed(article(disclaimer=Disclaimer(found, origin)))
        return [e.get("data-origin") for e in root.iter("div") if e.get("class") == "disclaimer-text"]

    text = paragraph(Span("Not advice."))
    assert owners(Origin.FOUND, text) == ["source"]
    assert owners(Origin.SUPPLIED, text) == ["program"]
    assert owners(Origin.NONE) == []


def test_a_number_stays_with_its_unit() -> None:
    assert "2.5\u00a0mg" in article_body(article(paragraph(Span("Take 2.5 mg at 9."))), Wording.load("en"))


def test_parts_are_the_body() -> None:
    made = article(paragraph(Span("One.")))
    parts = article_parts(made, Wording.load("en"))
    assert [p.section for p in parts] == ["title", "s01", "disclaimer"]
    assert "".join(p.markup for p in parts) == article_body(made, Wording.load("en"))
