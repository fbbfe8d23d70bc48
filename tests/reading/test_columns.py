"""Pages that a table lays out, as sites did before style sheets: the cells of links around the article's go."""

import pytest

from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, cut, kept, read

MENU = "<td class=m><a href=/>Home page</a><br><a href=/clinics>Our clinics</a><br><a href=/find>Find us</a></td>"
WARNING = "<td><b>Ring 999 at once when your lips turn blue.</b></td>"


END = "Ask the nurse when you are in doubt about any of these, before you go home on that day."
BARE = "<h1>Living with asthma</h1>" + "<br><br>".join(PROSE_TEXT * 2)  # as such sites write it


def laid_out(beside, *, article=BARE, below=""):
    rows = f"<tr>{beside}<td>{article}</td></tr>{below}"
    return f"<html lang=en><title>Living with asthma</title><body><table width=760>{rows}</table></body></html>"


def test_a_column_and_a_row_of_links_are_cut():
    foot = "<tr><td colspan=2><a href=/legal>Legal notes</a> <a href=/a>A to Z</a></td></tr>"
    more = f"<tr><td>{END}</td></tr>"  # the article goes on in a row of its own: its part of the page is the table
    reading = read(laid_out(MENU, below=more + foot))
    assert_law_one(reading)
    assert kept(reading) == " ".join([*PROSE_TEXT, *PROSE_TEXT, END])
    assert cut(reading)["Home page Our clinics Find us"] == "sidebar"
    assert cut(reading)["Legal notes A to Z"] == "sidebar"


def test_nested_tables_are_asked_each():
    inner = f"<table><tr>{MENU}<td>{PROSE}</td></tr></table>"
    reading = read(laid_out("", article=f"<h1>Living with asthma</h1>{inner}"))
    assert_law_one(reading)
    assert kept(reading) == " ".join(PROSE_TEXT)


@pytest.mark.parametrize("beside", [WARNING, "<td>Inhaler</td>", f"<td>{PROSE}</td>"])
def test_what_is_no_column_of_links_stays(beside):
    reading = read(laid_out(beside))
    assert_law_one(reading)
    words = "Ring 999 at once" if beside == WARNING else "Inhaler" if "Inhaler" in beside else PROSE_TEXT[0]
    assert words in kept(reading)


ROW = "<tr><th><a href=/{0}>{0} spray</a></th><td><a href=/{0}/how>{0} leaflet</a></td></tr>"
DOSES = f"<table><tr><th>Spray</th><th>More</th></tr>{''.join(map(ROW.format, ('Blue', 'Brown', 'Green')))}</table>"
WORK = "<a href=/{0}>A study of thirty people with asthma and of their sprays at home in winter, Lancet</a> "


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (DOSES, "Brown leaflet"),  # a table of data
        ("<a href=/999>Ring 999 at once when lips turn blue</a> <a href=/p>or the ward</a>", "Ring 999 at once"),
        ("In need: <a href=/999>Ring us</a> or write to the ward on the second floor <a href=/w>soon</a>", "In need"),
        ("".join(WORK.format(n) for n in "abc"), "A study of thirty"),
        ("<a href=/one>One link only</a>", "One link only"),
        ("<a href=/a>A b</a> <a href=/b.jpg><img src=b.jpg alt='How to hold the spray'>Hold it</a>", "Hold it"),
    ],
)
def test_what_a_reader_needs_below_the_text_stays(cell, words):
    reading = read(laid_out(MENU, below=f"<tr><td>{END}</td></tr><tr><td>{cell}</td></tr>"))
    assert_law_one(reading)
    cut_here = [r.text for r in reading.removals if "lays out the page" in r.reason]
    assert not [text for text in cut_here if words in text]
    assert "Our clinics" not in kept(reading)


def test_a_table_of_data_with_most_of_the_text_keeps_its_links():
    head = "<tr><th>Spray</th><th>What it does</th></tr>"
    row = "<tr><td><a href=/{0}>{0} one</a> <a href=/{0}/b>{0} two</a></td><td>{1}</td></tr>"
    rows = row.format("a", " ".join(PROSE_TEXT)) + row.format("b", "At night.") + row.format("c", "At noon.")
    body = f"<body><h1>Living with asthma</h1><table>{head}{rows}</table></body>"
    reading = read(f"<html lang=en><title>Living with asthma</title>{body}")
    assert not [r for r in reading.removals if "lays out the page" in r.reason]


def test_the_cell_with_the_title_stays():
    head = "<a href=/a>Home page</a> <a href=/b>Clinics</a><h1><a href=/c>Living with asthma</a></h1>"
    page = laid_out("", below=f"<tr><td>{END}</td></tr>", article="<br><br>".join(PROSE_TEXT * 2))
    reading = read(page.replace("<tr>", f"<tr><td>{head}</td></tr><tr>", 1))
    assert not [r for r in reading.removals if "lays out the page" in r.reason]
    assert reading.article.title == "Living with asthma"
    assert reading.article.title_origin == "page"


def test_cells_of_links_on_a_page_without_an_articles_cell_stay():
    halves = "".join(f"<tr><td>{' '.join(PROSE_TEXT * 2)}</td></tr>" for _ in range(2))
    reading = read(laid_out(MENU, article="<h1>Living with asthma</h1>", below=halves))
    assert not [r for r in reading.removals if "lays out the page" in r.reason]
