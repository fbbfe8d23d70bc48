"""What headings such as “Related articles” announce; pages that scrolled in; quotes that are drawn out of the text."""

from __future__ import annotations

import pytest

from tests.reading.pages import PROSE, assert_law_one, cut, kept, page, read

TITLES = ("Pets and your lungs", "A flight with oxygen", "Snow and cold air")
LINES = (
    "What a cat does to the airways can be measured within an hour.",
    "How to ask the airline, and what the crew can and cannot do.",
    "A scarf over the mouth warms the air before it reaches the chest.",
)
LIST = "<ul>" + "".join(f"<li><a href='/{n}'>{t}</a></li>" for n, t in enumerate(TITLES)) + "</ul>"
CARDS = "".join(f"<div><a href='/{t[0]}'>{t}</a><p>{s}</p></div>" for t, s in zip(TITLES, LINES, strict=True))


@pytest.mark.parametrize("heading", ["What to read next", "Related articles", "Keep exploring", "Weitere Beiträge"])
@pytest.mark.parametrize("what", [LIST, CARDS], ids=["list", "cards"])
def test_the_heading_and_what_it_announces_are_cut(heading, what):
    reading = read(page(f"<h3>{heading}</h3>{what}"))
    assert_law_one(reading)
    assert cut(reading)[heading] == "related"
    assert not any(said in kept(reading) for said in (heading, *TITLES, *LINES))


def test_the_text_goes_on_after_the_next_heading():
    text = kept(read(page(f"<h3>Related articles</h3>{CARDS}<h3>In winter</h3><p>Warm the air before you run.</p>")))
    assert "In winter Warm the air before you run." in text
    assert TITLES[0] not in text


@pytest.mark.parametrize(
    ("heading", "body"),
    [
        ("Related conditions", "<p>Hay fever and eczema often run in the same family as asthma does.</p>"),
        ("More about inhalers", "<p>A spacer brings more of the medicine into the lungs than the inhaler alone.</p>"),
        ("Related topics", "<p>A child with <a href='/e'>eczema</a> may need two creams, one for day and night.</p>"),
    ],
)
def test_a_heading_with_text_of_its_own_stays(heading, body):
    text = kept(read(page(f"<h3>{heading}</h3>{body}")))
    assert heading in text
    assert "may need two" in text or "run in" in text or "brings more" in text


def test_a_card_that_doses_or_forbids_stays():
    warned = "<div><a href='/n'>Nasal sprays</a><p>Do not use one for more than seven days.</p></div>"
    assert "Do not use one" in kept(read(page(f"<h3>More about sprays</h3>{warned}")))


def test_a_table_stays():
    rows = "".join(f"<tr><td><a href='/{n}'>{t}</a></td><td>Ward {n}</td></tr>" for n, t in enumerate(TITLES))
    assert TITLES[2] in kept(read(page(f"<h3>More about lungs</h3><table><tr><th>A<th>B</tr>{rows}</table>")))


def test_it_takes_no_more_than_a_part_of_the_article():
    long = "".join(f"<div><a href='/{n}'>Ward {n}</a> opens at nine and closes at five.</div>" for n in range(40))
    assert "Ward 7" in kept(read(page(f"<h3>In this section</h3>{long}")))


def test_of_pages_that_scrolled_in_only_the_first_is_the_article():
    more = "".join(f"<article><h2>{name}</h2>{PROSE.replace('sthma', name)}</article>" for name in ("gout", "croup"))
    reading = read(page(after=more))
    assert_law_one(reading)
    assert "gout" not in kept(reading)
    assert "A preventer inhaler" in kept(reading)


@pytest.mark.parametrize(
    "frame",
    ["<div class=stream>{}</div>", "<div><div class=day>{}</div><div class=day>{}</div></div>"],
    ids=["a stream beside it", "boxes in a box"],
)
def test_of_a_stream_of_articles_only_the_one_with_the_title_is_the_article(frame):
    articles = [
        f"<article><h1>{name}</h1>{PROSE.replace('sthma', name)}</article>"
        for name in ("gout", "croup", "gall", "mumps")
    ]
    parts = ["".join(articles[:2]), "".join(articles[2:])] if "day" in frame else ["".join(articles)]
    reading = read(page(after="</main>" + frame.format(*parts)))
    assert_law_one(reading)
    assert "gout" not in kept(reading)
    assert "A preventer inhaler" in kept(reading)


def test_parts_in_boxes_of_their_own_are_no_other_articles():
    parts = "".join(f"<section><article><h2>{h}</h2>{PROSE}</article></section>" for h in ("Treatment", "When to call"))
    head = f"<html><body><main><section><article><h1>Asthma</h1>{PROSE}</article></section>{parts}</main></body></html>"
    text = kept(read(head))
    assert "Treatment" in text
    assert "When to call" in text


def test_what_follows_a_short_article_with_the_title_is_no_other_article():
    head = "<html><body><article><h1>Asthma</h1><p>An illness of the lungs, which you can live with.</p></article>"
    reading = read(f"{head}<div><article><h2>At home</h2>{PROSE}</article></div></body></html>")
    assert "A preventer inhaler" in kept(reading)


def test_parts_of_the_article_may_be_articles_too():
    parts = "".join(f"<article><h3>{name}</h3>{PROSE}</article>" for name in ("Spring", "Autumn"))
    text = kept(read(page(after=parts)))
    assert "Spring" in text
    assert "Autumn" in text


def test_a_quote_that_is_drawn_out_stays():
    aside = "<aside><p>“You can hear the smoke of forty years in his chest.”</p></aside>"
    assert "forty years" in kept(read(page(aside)))


@pytest.mark.parametrize(
    "line",
    [
        "A .gov website belongs to an official government organization in the United States.",
        "Secure .gov websites use HTTPS. A lock means that you are safe.",
        "© Lung House 2026. All rights reserved.",
        "Praxis am Anger, alle Rechte vorbehalten",
        "If you buy through links on this page, we may earn a commission.",
        "You have read your last free article this month.",
        "Was this answer useful?",
        "Join us on Sundays. No spam, unsubscribe whenever you like.",
    ],
)
def test_lines_that_any_site_has_are_cut(line):
    assert line not in kept(read(page(f"<p>{line}</p>")))


@pytest.mark.parametrize(
    "line",
    [
        "Doctors earn a commission when patients buy lenses, and that is a problem.",
        "Was this headache the worst of your life? Then call for help.",
        "The copyright in a scan lies with the hospital that made it.",
    ],
)
def test_sentences_on_such_matters_stay(line):
    assert line in kept(read(page(f"<p>{line}</p>")))
