"""Pictures by where they stand: alone in a cell or an item, as a link to themselves, before the text, as a formula."""

import pytest

from a11y_export.model import Figure, ItemList, Paragraph, Table, plain, within
from tests.reading import pages
from tests.reading.pages import PROSE, assert_law_one, blocks, page

END = "<p>Ask the nurse when you are in doubt about any of these, before you go home on that day.</p>"
TABLE = "<table><tr><th>Tablet</th><th>When</th></tr><tr><td>White</td><td>{}</td></tr></table>"


def figures(reading):
    return [b for s in reading.article.sections for block in s.blocks for b in within(block) if isinstance(b, Figure)]


def reasons(reading):
    return [r.reason for r in reading.removals if "picture" in r.rule]


@pytest.mark.parametrize(
    "html",
    [
        TABLE.format("<img src=sun.png width=24 height=24>"),
        "<ul><li>Morning</li><li><img src=sun.png width=24 height=24></li></ul>",
        "<dl><dt>Morning</dt><dd><a href=big/sun.png><img src=sun.png width=30></a></dd></dl>",
        "<p><img src=sun.png width=16 height=16></p>",
    ],
)
def test_a_small_picture_that_nothing_describes_is_content_where_it_stands_alone(html):
    reading = pages.read(page(html + END))
    assert [(f.name, f.alt) for f in figures(reading)] == [("sun.png", "")]
    assert reasons(reading) == []


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (TABLE.format("<img src=sun.png width=24 height=24> at dawn"), "an icon, by its size"),
        (TABLE.format("<img src=sun.png width=24 height=24 alt=''>"), "an icon, by its size"),
        (TABLE.format("<img src=dot.gif width=10 height=1>"), "a picture of one pixel: a spacer or a counter"),
        (TABLE.format("<img src=spacer.gif width=24 height=24>"), "it names no file: a placeholder"),
        ("<ul><li>Call <img src=phone.png width=24></li></ul>", "an icon, by its size"),
        ("<ul><li>Print</li><li><a href=/print><img src=sun.png width=24></a></li></ul>", "an icon, by its size"),
        ("<table><tr><td><img src=c1.gif width=7 height=7></td></tr></table>", "an icon, by its size"),
    ],
)
def test_beside_text_or_as_the_pages_own_it_is_an_icon(html, reason):
    reading = pages.read(page(html + END))
    assert figures(reading) == []
    assert reasons(reading) == [reason]


def test_a_gallery_of_pictures_without_words_is_no_list():
    row = "".join(f"<li><img src={n}.png width=32 height=32></li>" for n in "abc")
    found = blocks(page(f"<ul>{row}</ul>{END}"))
    assert [f.name for f in found[:3] if isinstance(f, Figure)] == ["a.png", "b.png", "c.png"]
    described = blocks(page(f"<ul><li><img src=a.png alt='A spacer'></li>{row}</ul>{END}"))
    assert isinstance(described[0], ItemList)


def test_a_picture_that_is_a_link_to_itself_is_no_decoration():
    picture = "<img alt='' src=120px-Lung.jpg width=120 height=90>"
    thumb = f"<div class=thumb><a href='/wiki/File:Lung.jpg'>{picture}</a></div>"
    assert [f.name for f in figures(pages.read(page(thumb + END)))] == ["120px-Lung.jpg"]
    assert [f.name for f in figures(pages.read(page(thumb)))] == ["120px-Lung.jpg"]  # after the last words, too
    flag = "<p>In <a href='/wiki/Malta'><img alt='' src=23px-Flag.png width=23 height=15></a> it is rare.</p>"
    assert reasons(pages.read(page(flag + END))) == ["marked as decoration"]


@pytest.mark.parametrize(
    "drawn",
    [
        "<svg><title>yes</title><path d='M1 1'/></svg>",
        "<svg role=img aria-label=yes><path d='M1 1'/></svg>",
        "<i class='fa fa-check' role=img aria-label=yes></i>",
        "<div role=img aria-label=yes style='background-image: url(tick.png)'></div>",
    ],
)
def test_a_drawing_that_is_all_a_cell_holds_says_what_it_is_called(drawn):
    reading = pages.read(page(TABLE.format(drawn) + END))
    [table] = [b for s in reading.article.sections for b in s.blocks if isinstance(b, Table)]
    assert table.rows[0][1].blocks == (Figure(None, "yes"),)
    assert_law_one(reading)
    assert [a.text for a in reading.article.added] == ["yes"]


@pytest.mark.parametrize(
    "html",
    [
        TABLE.format("<svg><title>yes</title></svg> in the morning"),
        TABLE.format("<svg aria-hidden=true><title>yes</title></svg>"),
        "<p>Call <svg><title>telephone</title></svg> the ward before noon on the day.</p>",
        "<ul><li>Share</li><li><a href='https://f.example'><svg><title>Facebook</title></svg></a></li></ul>",
    ],
)
def test_other_drawings_are_cut_as_before(html):
    assert figures(pages.read(page(html + END))) == []


def formula(mathml, tex):
    return (
        "<span class=mwe-math-element><span style='display: none'><math><semantics>"
        f"<mrow>{mathml}</mrow><annotation encoding='application/x-tex'>{{\\displaystyle {tex}}}</annotation>"
        f"</semantics></math></span><img src=/svg/f1 aria-hidden=true alt='{{\\displaystyle {tex}}}'></span>"
    )


def test_a_letter_that_a_page_shows_as_a_picture_stays_in_its_sentence():
    reading = pages.read(page(f"<p>With {formula('<mi>m</mi>', 'm')} for the weight, the index is found.</p>{END}"))
    lines = [plain(b.spans) for s in reading.article.sections for b in s.blocks if isinstance(b, Paragraph)]
    assert lines[3] == "With m for the weight, the index is found."
    assert figures(reading) == []
    assert reasons(reading) == ["the formula that it shows is set as text"]
    assert_law_one(reading)


def test_a_formula_that_no_line_can_hold_is_a_picture_described_by_its_source():
    fraction = formula("<mi>B</mi><mo>=</mo><mfrac><mi>m</mi><mi>h</mi></mfrac>", "B={\\frac {m}{h}}")
    reading = pages.read(page(f"<dl><dd>{fraction}</dd></dl>{END}"))
    assert [f.alt for f in figures(reading)] == ["B={\\frac {m}{h}}"]
    assert "B = m h" not in pages.kept(reading)
    assert_law_one(reading)


def apart(picture, head=""):
    """Give a page whose title and lead picture stand outside of what holds the text."""
    return (
        f"<!DOCTYPE html><html lang=en><head><title>Living with asthma</title>{head}</head><body><div class=top>"
        f"<h1>Living with asthma</h1></div><div class=wide>{picture}</div><div class=text>"
        f"{PROSE}{END}</div></body></html>"
    )


@pytest.mark.parametrize(
    ("picture", "head"),
    [
        ("<figure><img src=lung.jpg></figure>", ""),
        ("<div class=featured-image><img src=lung.jpg></div>", ""),
        ("<img src='https://x.org/a/lung.jpg?w=9'>", "<meta property=og:image content='https://x.org/b/lung.jpg'>"),
    ],
)
def test_the_picture_between_title_and_text_leads_the_article(picture, head):
    reading = pages.read(apart(picture, head))
    first = reading.article.sections[0].blocks[0]
    assert isinstance(first, Figure)
    assert first.name == "lung.jpg"
    assert_law_one(reading)


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=lung.jpg>",
        "<figure><a href='/shop'><img src=lung.jpg></a></figure>",
        "<figure class=author><img src=lee.jpg></figure>",
        "<nav><figure><img src=lung.jpg></figure></nav>",
        "<figure><img src=lung.jpg width=24></figure>",
    ],
)
def test_what_else_stands_there_leads_nothing(picture):
    assert figures(pages.read(apart(picture))) == []


def test_a_figure_whose_credit_is_cut_stays():
    credit = "<figure><div><img src=lung.jpg></div><div><span>Photo by Getty Images</span></div></figure>"
    reading = pages.read(page(credit, prose="", title="Lungs").replace("</article>", f"{PROSE}{END}</article>"))
    assert [f.name for f in figures(reading)] == ["lung.jpg"]


# What only seems to name a tick or a cross, or says that it is not one.
OTHERS = (
    *("icon-not-ok", "icon no-check", "mdi-check-off", "icon-check-empty", "fa-check is-false", "fa-check unchecked"),
    *("icon-check-in", "icon-calendar-check", "fa-spell-check", "text-no-wrap", "cell-no-data", "icon-cross-sell"),
    *("fa-red-cross", "icon-no-smoking", "fa-calendar-times", "btn-close", "fa-check d-none", "checkmark"),
)


@pytest.mark.parametrize(
    ("icon", "said"),
    [
        ('<i class="fa fa-check"></i>', ["✓"]),
        ('<i class="fas fa-times-circle" aria-hidden="true"></i>', ["✗"]),
        ('<span class="dashicons dashicons-yes" title="Covered"></span>', ["Covered"]),
        ('<span class="dashicons dashicons-no" aria-label="Not covered"></span>', ["Not covered"]),
        ('<svg class="icon icon--check"><path d="M0 0"></path></svg>', ["✓"]),
        ('<i class="fa fa-minus"></i>', []),  # none, or less: nobody knows
        ('<i class="no-icon"></i>', []),
        ('<i class="fa fa-check fa-times"></i>', []),
        ('<i class="fa fa-check"></i> Yes', []),  # said beside it
        *[(f'<i class="{name}"></i>', []) for name in OTHERS],
        ('<input type=checkbox><span class="icon-check"></span>', []),
        ('<i class="fa fa-check" style="display:none"></i><i class="fa fa-times"></i>', []),
        ('<i class="fa fa-check" style="display:none" aria-label="Yes"></i>', []),
        ('<i class="fa fa-check" hidden></i>', []),
        ('<a role=button href="#"><i class="fa fa-times"></i></a>', []),
        ('<button><i class="fa fa-times"></i></button>', []),
    ],
)
def test_an_icon_that_a_style_sheet_draws_is_told_where_it_is_all_that_a_cell_says(icon, said):
    reading = pages.read(page(TABLE.format(icon) + END))
    assert_law_one(reading)
    assert [f.alt for f in figures(reading)] == said
    assert [a.text for a in reading.article.added if a.origin == "alternative text"] == said


def test_an_icon_outside_of_a_table_of_data_says_nothing():
    reading = pages.read(page('<ul><li><i class="fa fa-check"></i></li></ul><p><i class="fa fa-check"></i></p>' + END))
    assert figures(reading) == []
