"""The blocks of an article: lists, tables, boxes, pictures and the styles within a line, word for word."""

import pytest

from a11y_export.model import (
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Entry,
    Figure,
    ItemList,
    LineBreak,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Style,
    Table,
    leaf_texts,
    plain,
    within,
)
from tests.reading.pages import assert_law_one, blocks, cut, kept, page, read


def p(text):
    return Paragraph((Span(text),))


def _blocks(html):
    assert_law_one(read(page(html)))
    return blocks(page(html))


def _spans(html, **more):
    [paragraph] = blocks(page(f"<p>{html}</p>", **more))
    assert_law_one(read(page(f"<p>{html}</p>", **more)))
    return list(paragraph.spans)


LONG = "Tell your nurse how it went. " * 30 + "Then rest."
BOLD, SUP, SUB = frozenset({Style.BOLD}), frozenset({Style.SUP}), frozenset({Style.SUB})
REF, STRUCK, CODE = frozenset({Style.REF}), frozenset({Style.DELETED}), frozenset({Style.CODE})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Do <b>not</b> stop.", [Span("Do "), Span("not", BOLD), Span(" stop.")]),
        ("Do <em>not</em> stop.", [Span("Do "), Span("not", BOLD), Span(" stop.")]),
        ("Do <span style='font-weight: 700'>not</span> stop.", [Span("Do "), Span("not", BOLD), Span(" stop.")]),
        ("Under 10<sup>9</sup>/L.", [Span("Under 10"), Span("9", SUP), Span("/L.")]),
        ("Drink H<sub>2</sub>O.", [Span("Drink H"), Span("2", SUB), Span("O.")]),
        ("Take <del>5</del> 10 mg.", [Span("Take "), Span("5", STRUCK), Span(" 10 mg.")]),
        ("Take <s>5</s> 10 mg.", [Span("Take "), Span("5", STRUCK), Span(" 10 mg.")]),
        ("Type <code>yes</code>.", [Span("Type "), Span("yes", CODE), Span(".")]),
        (
            "Take 5 <abbr title='milligrams'>mg</abbr>.",
            [Span("Take 5 "), Span("mg", title="milligrams"), Span(".")],
        ),
        ("a  \n b\t c", [Span("a b c")]),
        ("a<b> b</b>", [Span("a"), Span(" b", BOLD)]),
        ("5&nbsp;mg &lt;5% &amp; up", [Span("5\u00a0mg <5% & up")]),
        ("para&shy;cetamol", [Span("para\u00adcetamol")]),
        ("one<br>two", [Span("one"), LineBreak(), Span("two")]),
        ("<br>one<br>two<br>", [Span("one"), LineBreak(), Span("two")]),
        ("un<b>believ</b>able", [Span("un"), Span("believ", BOLD), Span("able")]),
        ("Take 5<!-- not --> mg", [Span("Take 5 mg")]),
        ("2<wbr>000 mg", [Span("2000 mg")]),
        ("<q>well</q>", [Span("well")]),
        ("a<b>b </b>c", [Span("a"), Span("b ", BOLD), Span("c")]),
        ("a <b> b </b> c", [Span("a "), Span("b ", BOLD), Span("c")]),
        ("<b> a</b>", [Span("a", BOLD)]),
        ("one <br> <b> two</b>", [Span("one"), LineBreak(), Span("two", BOLD)]),
        ("<ins>now</ins> <mark>this</mark> <u>too</u>", [Span("now this too")]),
    ],
)
def test_what_stands_within_a_line(html, expected):
    assert _spans(html) == expected


@pytest.mark.parametrize(
    ("html", "href"),
    [
        ("<a href='https://example.org/x'>more</a>", "https://example.org/x"),
        ("<a href='mailto:a@example.org'>more</a>", "mailto:a@example.org"),
        ("<a href='tel:112'>more</a>", "tel:112"),
        ("<a href='javascript:alert(1)'>more</a>", None),
        ("<a href='JaVaScRiPt:alert(1)'>more</a>", None),
        ("<a href=' java\nscript:alert(1)'>more</a>", None),
        ("<a href='data:text/html,x'>more</a>", None),
        ("<a href='file:///etc/passwd'>more</a>", None),
        ("<a href='vbscript:x'>more</a>", None),
        ("<a href='/other'>more</a>", None),
        ("<a href='http://[bad'>more</a>", None),
        ("<a>more</a>", None),
    ],
)
def test_a_link_keeps_its_words_and_only_a_safe_address(html, href):
    assert _spans(f"Read {html} here.") == (
        [Span("Read "), Span("more", href=href), Span(" here.")] if href else [Span("Read more here.")]
    )


def test_a_relative_link_is_resolved_against_the_pages_address():
    head = "<link rel='canonical' href='https://example.org/lungs/asthma'>"
    link = Span("skin", href="https://example.org/skin")
    assert _spans("Read of <a href='../skin'>skin</a> next.", head=head) == [Span("Read of "), link, Span(" next.")]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#ref1'>1</a></sup>",
        "<sup>[1]</sup>",
        "<a href='#cite_note-1'>[1]</a>",
        "<sup id='x' class='reference'><a href='#cite-1'>[1]</a></sup>",
        "<a href='#fn3' class='footnote'>3</a>",
    ],
)
def test_a_reference_mark_is_kept_and_known_as_one(mark):
    spans = _spans(f"It is common.{mark} It is mild.")
    assert [s.text for s in spans] == ["It is common.", spans[1].text, " It is mild."]
    assert Style.REF in spans[1].styles


@pytest.mark.parametrize(
    "html", ["10<sup>9</sup>", "5<sup>th</sup>", "<a href='#dose'>the dose table</a>", "type <a href='/two'>2</a>"]
)
def test_a_power_or_a_link_is_no_reference_mark(html):
    assert not any(Style.REF in s.styles for s in _spans(f"It is {html} here."))


def test_lists_nest_and_keep_their_numbers():
    html = (
        "<ol start='3'><li>Shake it.</li><li>Breathe:<ul><li>out</li><li>in</li></ul></li>"
        "<ol><li>slowly</li></ol></ol>"
    )
    inner = ItemList(((p("out"),), (p("in"),)))
    late = ItemList(((p("slowly"),),), ordered=True)
    assert _blocks(html) == [ItemList(((p("Shake it."),), (p("Breathe:"), inner, late)), ordered=True, start=3)]


@pytest.mark.parametrize("start", ["-2", "abc", "", "999999999999", "1.5"])
def test_a_senseless_start_is_one(start):
    [found] = _blocks(f"<ol start='{start}'><li>Shake it.</li><li>Breathe.</li></ol>")
    assert found.start == 1


def test_text_that_stands_loose_in_a_list_is_kept_in_place():
    [found] = _blocks("<ul>before <li>one</li> <b>between</b> <li>two</li> after</ul>")
    assert [plain(item[0].spans) for item in found.items] == ["before", "one", "between", "two", "after"]


def test_items_without_words_are_no_items():
    assert _blocks("<ul><li></li><li> </li><li>one</li></ul>") == [ItemList(((p("one"),),))]
    assert _blocks("<ul><li></li></ul><p>Go on.</p>") == [p("Go on.")]


def test_a_definition_list_keeps_terms_with_their_meanings():
    html = (
        "<dl><dt>Wheeze</dt><dt>Whistle</dt><dd>A sound.</dd><dd>Of the airways.</dd>"
        "<div><dt>Spacer</dt><dd>A tube.</dd></div></dl>"
    )
    assert _blocks(html) == [
        DefinitionList(
            (
                Entry(((Span("Wheeze"),), (Span("Whistle"),)), ((p("A sound."),), (p("Of the airways."),))),
                Entry(((Span("Spacer"),),), ((p("A tube."),),)),
            )
        )
    ]


def test_words_beside_the_terms_of_a_definition_list_are_kept_in_their_order():
    assert _blocks("<dl><dt>Spacer</dt><p>Ask for one with a mask.</p><dd>A tube.</dd></dl><p>End.</p>") == [
        Paragraph((Span("Spacer", BOLD),)),
        p("Ask for one with a mask."),
        p("A tube."),
        p("End."),
    ]


def test_a_data_table_keeps_caption_headers_cells_and_spans():
    html = (
        "<table><caption>Doses by age</caption><thead><tr><th>Age</th><th colspan='2'>Dose</th></tr></thead>"
        "<tbody><tr><th scope='row' rowspan='2'>5 years</th><td>2.5 mg</td><td>&lt;3 times</td></tr>"
        "<tr><td>5 mg</td><td></td></tr></tbody></table>"
    )

    def cell(text, **more):
        return Cell((p(text),) if text else (), **more)

    assert _blocks(html) == [
        Table(
            (Span("Doses by age"),),
            ((cell("Age", header=True), cell("Dose", header=True, colspan=2)),),
            (
                (cell("5 years", header=True, rowspan=2), cell("2.5 mg"), cell("<3 times")),
                (cell("5 mg"), cell("")),
            ),
        )
    ]


@pytest.mark.parametrize(("said", "expected"), [("0", 1), ("-1", 1), ("x", 1), ("1000000000", 1), ("9999", 100)])
def test_a_senseless_span_is_brought_down(said, expected):
    [table] = _blocks(f"<table><tr><th colspan='{said}'>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>")
    assert table.header[0][0].colspan == expected


def test_a_first_row_of_headers_is_a_header_without_thead():
    [table] = _blocks("<table><tr><th>Age</th><th>Dose</th></tr><tr><td>5</td><td>2.5 mg</td></tr></table>")
    assert len(table.header) == 1
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<table role='presentation'><tr><td>{0}</td><td>{1}</td></tr></table>",
        "<table><tr><td>{0}</td></tr><tr><td>{1}</td></tr></table>",
        "<table><tr><td><table><tr><td>{0}</td></tr></table></td><td>{1}</td></tr></table>",
    ],
)
def test_a_layout_table_is_nothing_but_borders(html):
    texts = ("Use your inhaler every day, even when well.", "Keep the other one with you at all times.")
    assert _blocks(html.format(*texts)) == [p(texts[0]), p(texts[1])]


def test_two_short_cells_side_by_side_are_a_row():
    [table] = _blocks("<table><tr><td><b>Do:</b> rest</td><td><b>Don't:</b> run</td></tr></table>")
    assert [[" ".join(leaf_texts(c.blocks)) for c in row] for row in table.rows] == [["Do: rest", "Don't: run"]]


@pytest.mark.parametrize("cell", ["<img src='lung.png' alt='A lung'>", "", "<pre>1\n2</pre>", LONG])
def test_a_single_row_with_a_picture_code_nothing_or_much_is_layout(cell):
    found = _blocks(f"<table><tr><td>{cell}</td><td>Keep it with you at all times.</td></tr></table><p>End.</p>")
    assert not any(isinstance(block, Table) for block in found)
    assert found[-2:] == [p("Keep it with you at all times."), p("End.")]


def test_one_long_cell_makes_no_layout_of_a_table():
    rows = "".join(f"<tr><td>Day {n}</td><td>{'Take it with food and water. ' * 8}</td></tr>" for n in range(4))
    [table] = _blocks(f"<table>{rows}<tr><td>Day 9</td><td>{LONG}</td></tr></table>")
    assert len(table.rows) == 5
    [*_, last] = _blocks(f"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>{LONG}</td></tr></table>")
    assert last == p(LONG)


@pytest.mark.parametrize(
    "told",
    [
        "<td><p><b>Comments</b></p></td>",  # what below a page heads its comments
        "<td><div class='rating-stars'>Comments</div></td>",  # named as a page's tools are
    ],
)
def test_a_cell_of_a_table_of_data_is_not_cut_for_its_name_or_its_words(told):
    html = f"<table><tr><td>Dose</td>{told}</tr><tr><td>5 mg</td><td>not with milk</td></tr></table>"
    [table] = _blocks(html)
    assert " ".join(leaf_texts(table.rows[0][1].blocks)) == "Comments"


def test_a_table_of_data_is_not_cut_for_a_box_named_as_advertising_is():
    rows = "".join(f"<tr><td>{age}</td><td>{dose} mg</td></tr>" for age, dose in ((1, "2.5"), (5, "5"), (9, "10")))
    [table] = _blocks(f"<div class='promo-wrap'><table>{rows}</table></div>")
    assert len(table.rows) == 3


def test_lists_and_paragraphs_stand_within_cells():
    row = "<tr><td><ul><li>rest</li></ul></td><td><p>a</p><p>b</p></td></tr>"
    [table] = _blocks(f"<table><tr><th>Do</th><th>Why</th></tr>{row}</table>")
    assert [c.blocks for c in table.rows[0]] == [(ItemList(((p("rest"),),)),), (p("a"), p("b"))]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<div class='warning'><p>{}</p></div>", CalloutKind.WARNING),
        ("<div class='alert-box'><p>{}</p></div>", CalloutKind.WARNING),
        ("<div role='alert'><p>{}</p></div>", CalloutKind.WARNING),
        ("<div class='tip'><p>{}</p></div>", CalloutKind.TIP),
        ("<section class='key-points'><p>{}</p></section>", CalloutKind.SUMMARY),
        ("<div class='callout'><p>{}</p></div>", CalloutKind.NOTE),
        ("<aside><p>{}</p></aside>", CalloutKind.NOTE),
    ],
)
def test_a_set_off_box_says_what_it_is_for(html, kind):
    text = "Call 112 if you cannot breathe, and do not wait for the reliever to work."
    assert _blocks(html.format(text)) == [Callout(kind, (p(text),))]


def test_quotes_and_preformatted_text():
    assert _blocks("<blockquote><p>I feel well again.</p></blockquote><p>Go on.</p>") == [
        Quote((p("I feel well again."),)),
        p("Go on."),
    ]
    assert _blocks("<pre>\nMon  1\nTue  2\n</pre><p>Go on.</p>") == [Preformatted("Mon  1\nTue  2"), p("Go on.")]


def test_a_power_in_preformatted_text_is_not_lost():
    assert _blocks("<pre>WBC 4 x 10<sup>9</sup>/L\nH<sub>2</sub>O</pre><p>Go on.</p>") == [
        Preformatted("WBC 4 x 10⁹/L\nH₂O"),
        p("Go on."),
    ]


def test_what_is_raised_within_what_is_lowered_is_raised():
    assert _spans("x<sub>a<sup>2</sup></sub> is it") == [
        Span("x"),
        Span("a", SUB),
        Span("2", SUP),
        Span(" is it"),
    ]


def test_headings_part_the_article_into_sections():
    html = "<h2>Signs</h2><p>You cough.</p><h3>At <b>night</b></h3><p>You cough more.</p><h2>Care</h2><p>Rest.</p>"
    reading = read(page(html))
    found = [(s.id, s.title, s.level) for s in reading.article.sections]
    assert found == [("s01", "", 2), ("s02", "Signs", 2), ("s03", "At night", 3), ("s04", "Care", 2)]
    assert_law_one(reading)


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><h3>How to rest at home</h3></li><li>Walk slowly.</li><li>Drink.</li></ul>",
        "<ol><li><h2>How to rest at home</h2><p>A day is enough.</p></li><li><p>Then walk.</p></li></ol>",
        "<table><tr><th>Do</th><th>Why</th></tr><tr><td><h5>How to rest at home</h5></td><td>{}</td></tr></table>",
        "<div class='tip'><h4>How to rest at home</h4><p>{}</p></div>",
        "<blockquote><div role='heading' aria-level='3'>How to rest at home</div><p>{}</p></blockquote>",
        "<ul><li><details><summary>How to rest at home</summary><p>{}</p></details></li></ul>",
    ],
)
def test_a_heading_inside_an_item_a_cell_or_a_box_is_a_paragraph_that_says_so(html):
    html = html.format("It helps your lungs to heal, and you to sleep.") + "<p>End.</p>"
    found = [inner for block in _blocks(html) for inner in within(block)]
    headings = [block for block in found if isinstance(block, Paragraph) and block.heading]
    assert headings == [Paragraph((Span("How to rest at home", BOLD),), heading=True)]


def test_text_that_stands_loose_between_blocks_is_a_paragraph_of_its_own():
    assert _blocks("Loose <b>words</b> stand here too.<p>A paragraph.</p>and after it as well, loose.") == [
        Paragraph((Span("Loose "), Span("words", BOLD), Span(" stand here too."))),
        p("A paragraph."),
        p("and after it as well, loose."),
    ]


def test_a_caption_and_the_text_beside_a_picture_are_kept():
    html = (
        "<figure><img src='x.png' alt='An inhaler'><figcaption>Shake it <b>first</b>.</figcaption> Drawing: A. Lee"
        "</figure><p>End.</p>"
    )
    figure, beside, _ = _blocks(html)
    caption = Paragraph((Span("Shake it "), Span("first", BOLD), Span(".")))
    assert figure == Figure(None, "An inhaler", (caption,), "x.png")
    assert beside == p("Drawing: A. Lee")
    reading = read(page(html))
    assert [(a.origin, a.text) for a in reading.article.added] == [("alternative text", "An inhaler")]


def test_decorative_pictures_are_dropped_and_on_record():
    html = "<p>See <img src='a.png' alt=''> here.</p><p><img src='i.png' width='16' height='16'> there.</p><p>End.</p>"
    reading = read(page(html))
    assert [r.rule for r in reading.removals if "picture" in r.rule] == ["decorative picture"] * 2
    assert "See here. there. End." in kept(reading)


def test_a_repeat_within_the_article_is_not_cut():
    text = "Use the spacer every time, and rinse your mouth."
    assert _blocks(f"<p>{text}</p><p>{text}</p>") == [p(text), p(text)]
    assert text not in cut(read(page(f"<p>{text}</p><p>{text}</p>")))


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>\n  <b>one</b>\n  <i>two</i>\n</p>", ["one two"]),
        ("<div>\n <span> Shake it well,</span>\n <span>then wait.</span> </div>", ["Shake it well, then wait."]),
        ("<p>one<br>\n <b>two</b></p>", ["one\ntwo"]),
        ("<pre>\n  one\n\n    two</pre>", ["  one\n\n    two"]),
        ("<p>one</p>\n\n<p>two</p>", ["one", "two"]),
        ("<p>one <img src=a.png alt=''> <b>two</b></p>", ["one two"]),
        ("<p>&nbsp;<b>one</b></p>", ["one"]),
    ],
)
def test_white_space_between_boxes_parts_nothing_and_joins_nothing(html, lines):
    reading = read(page(html))
    assert_law_one(reading)
    found = [t for s in reading.article.sections for t in leaf_texts(s.blocks)]
    assert [t.strip("\u00a0") for t in found[-len(lines):]] == lines


@pytest.mark.parametrize("gone", ["<h4 class=share-bar>Tell a friend</h4>", "<ul class=share-bar><li>Print</ul>"])
def test_what_was_cut_between_two_texts_parts_them(gone):
    assert blocks(page(f"<div>Rinse your mouth.{gone}Then drink.</div>")) == [p("Rinse your mouth."), p("Then drink.")]


def test_the_only_picture_of_what_scripts_would_have_shown_stays_where_all_else_of_it_was_cut():
    lazy = "<figure><noscript><div><img src='spacer.png' alt='A spacer with a mask'></div></noscript></figure>"
    assert [b.alt for b in blocks(page(lazy)) if isinstance(b, Figure)] == ["A spacer with a mask"]
