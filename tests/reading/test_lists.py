"""Long lists of links are the article's where a text introduces them; sources and other sites are none of the site."""

import pytest

from a11y_export.model import ItemList, within
from a11y_export.reading.citations import heads_citations
from tests.reading.pages import assert_law_one, cut, kept, page, read

INTRO = (
    "<p>The groups below help people who have had a stroke, and those who care for them. "
    "All of them are free, and you need no letter from your doctor to go there.</p>"
)
OUTRO = "<p>Tell us when a number has changed. We check the list twice a year, and add nobody who sells anything.</p>"
TOWNS = ("Ashford", "Brook", "Canal", "Dunmore", "East", "Fairview", "Green", "High")
GROUPS = [f"{town} {kind}" for town in TOWNS for kind in ("Choir", "Club", "Walks")]
LINKS = "<ul>" + "".join(f"<li><a href='/g/{n}'>{name}</a></li>" for n, name in enumerate(GROUPS)) + "</ul>"
CHROME = "<ul><li><a href='/'>Start page</a></li><li><a href='/az'>Topics</a></li></ul>"
PLACES = {
    "main": f"<div class=top-bar>{CHROME}</div><main><h1>Help</h1>{{}}</main>",
    "boxes": f"<div><div>{CHROME}</div><div class=c8><h1>Help</h1><div>{{}}</div></div><div>{CHROME}</div></div>",
    "layout": f"<table><tr><td>{CHROME}</td><td><h1>Help</h1>{{}}</td></tr></table>",
    "bare": "<h1>Help</h1>{}",
}


def whole(body, place):
    head = "<!DOCTYPE html><html lang=en><head><title>Help</title></head>"
    return f"{head}<body>{PLACES[place].format(body)}</body></html>"


def items(reading):
    every = [b for s in reading.article.sections for block in s.blocks for b in within(block)]
    return [item for block in every if isinstance(block, ItemList) for item in block.items]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("outro", ["", OUTRO])
def test_a_list_of_links_beside_a_short_text_is_kept_whole(place, outro):
    reading = read(whole(INTRO + LINKS + outro, place))
    assert len(items(reading)) == len(GROUPS)
    assert "Start page" not in kept(reading)
    assert_law_one(reading)


def test_links_at_the_end_are_cut_where_they_are_the_less():
    body = "<ul><li><a href='/a'>Is honey good for coughs?</a></li><li><a href='/b'>Seven myths</a></li></ul>"
    reading = read(page(body))
    assert items(reading) == []
    assert "Is honey good for coughs?" in cut(reading)


@pytest.mark.parametrize(
    ("hosts", "stays"),
    [
        (("lungs.org", "www.walk.co.uk", "breathe.example"), True),
        (("lungs.org", "shop.lungs.org", "www.lungs.org"), False),
        (("facebook.com", "www.walk.co.uk", "breathe.example"), False),
        (("lungs.org", "walk.org"), False),
        (("[::1", "walk.org", "x.org"), False),
    ],
)
def test_links_at_the_end_stay_where_they_lead_to_several_other_sites(hosts, stays):
    row = "".join(f"<li><a href='https://{host}/x'>Group number {n}</a></li>" for n, host in enumerate(hosts))
    assert bool(items(read(page(f"<h2>Who can help</h2><ul>{row}</ul>")))) is stays


@pytest.mark.parametrize(
    "line", ["References", "Sources:", "3. References", "Works cited", "Quellen", "Références", "Bibliografía"]
)
def test_headings_of_sources_are_known(line):
    assert heads_citations(line)
    row = "".join(f"<li><a href='/x/{n}'>A trial of slow breathing in town {n}</a></li>" for n in range(4))
    assert len(items(read(page(f"<h2>{line}</h2><ul>{row}</ul>")))) == 4


@pytest.mark.parametrize("line", ["Sources of vitamin C", "Our references speak for us", "", "Resources", "See also"])
def test_other_headings_are_none(line):
    assert not heads_citations(line)


def test_a_list_that_leads_back_to_its_notes_stays():
    notes = "".join(f"<li><p>Counted in 20{n}1 in four counties. <a href='#r{n}'>↩</a></p></li>" for n in range(2))
    assert len(items(read(page(f"<section class=footnotes><ol>{notes}</ol></section>")))) == 2
