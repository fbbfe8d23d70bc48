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


def test_a_table_of_data_keeps_its_links():
    cells = "".join(f"<tr><th>{n}</th><td><a href=/{n}>{n} leaflet</a></td></tr>" for n in ("Blue", "Brown", "Green"))
    page = laid_out("").replace("</table>", f"</table><table><tr><th>Spray</th><th>More</th></tr>{cells}</table>")
    assert "Brown leaflet" in kept(read(page))
