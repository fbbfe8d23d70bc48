"""What stands between the title and the article's part: which of it opens the article, and which does not."""

from __future__ import annotations

import pytest

from a11y_export.model import Figure, plain
from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, kept, read

MORE = "".join(PROSE.replace("sthma", name) for name in ("gout", "croup", "zoster"))
TEXT = [*PROSE_TEXT, *(t.replace("sthma", name) for name in ("gout", "croup", "zoster") for t in PROSE_TEXT)]
SAID = "Doctors in two towns ask parents to look at the red book before term begins."


def parted(between, root="article-body"):
    """Give a page whose title stands in another box than its text, with `between` beside the title."""
    return (
        "<html lang=en><head><title>Living with asthma</title></head><body><div class=top><a href='/'>Home</a></div>"
        f"<div class=hero><h1>Living with asthma</h1>{between}</div>"
        f"<div class=cols><div class='{root}'>{PROSE}{MORE}</div><div class=side><a href='/x'>Most viewed</a></div>"
        "</div></body></html>"
    )


@pytest.mark.parametrize("tag", ["p", "h2", "div"])
def test_a_standfirst_opens_the_article(tag):
    reading = read(parted(f"<{tag} class=sub>{SAID}</{tag}>"))
    assert_law_one(reading)
    assert kept(reading) == " ".join([SAID, *TEXT])


@pytest.mark.parametrize(
    "between",
    [
        "<p>Ana Ruiz is a nurse and writes on lungs for papers.</p>",  # introduces a person
        "<p>Subscribe today and get our stories in your inbox before breakfast.</p>",  # asks
        "<p>Filed under lungs and other things that people ask their nurses about</p>",  # no sentence
        f"<p><a href='/other'>{SAID}</a></p>",  # leads away
        "<p>Good for parents.</p>",  # says too little
        "<p>12 May 2026</p><ul><li><a href='/a'>Lungs</a></li></ul>",
        "<p>If you buy through one of the links on this page we may earn a commission.</p>",
    ],
)
def test_what_else_stands_there_is_cut(between):
    reading = read(parted(between))
    assert_law_one(reading)
    assert kept(reading) == " ".join(TEXT)


def test_what_forbids_is_kept_though_it_asks():
    said = "Do not use our inhaler guide for a child who is younger than four years."
    assert said in kept(read(parted(f"<p>{said}</p>")))


def test_no_more_than_two_standfirsts_are_taken():
    said = [f"{name} people have been treated in the north since the middle of June." for name in ("Two", "Ten", "Six")]
    assert kept(read(parted("".join(f"<p>{s}</p>" for s in said)))) == " ".join([*said[:2], *TEXT])


def test_the_lead_picture_comes_with_its_caption():
    figure = "<figure><img src='v.jpg' alt='A nurse'><figcaption>A nurse at work</figcaption></figure>"
    reading = read(parted(figure))
    assert_law_one(reading)
    first = reading.article.sections[0].blocks[0]
    assert isinstance(first, Figure)
    assert first.name == "v.jpg"
    assert kept(reading) == " ".join(["A nurse at work", *TEXT])


@pytest.mark.parametrize(
    "figure",
    [
        "<a href='/next'><figure><img src='v.jpg' alt='A nurse'></figure></a>",
        "<p class=byline>By Ana Ruiz</p><img src='v.jpg' alt='Ana Ruiz'>",  # a portrait
    ],
)
def test_a_picture_that_leads_away_or_shows_the_author_is_not_taken(figure):
    blocks = [b for s in read(parted(figure)).article.sections for b in s.blocks]
    assert not any(isinstance(b, Figure) for b in blocks)


def test_a_picture_that_the_text_has_as_well_is_taken_once():
    html = parted("<figure><img src='v.jpg' alt='A nurse at work in a clinic'></figure>")
    html = html.replace("<p>Most", "<figure><img src='v.jpg' alt='A nurse at work in a clinic'></figure><p>Most", 1)
    blocks = [b for s in read(html).article.sections for b in s.blocks]
    assert sum(isinstance(b, Figure) for b in blocks) == 1


def test_the_heading_right_before_the_text_stays_with_it():
    html = parted("").replace("<div class='article-body'>", "<h2>What helps</h2><div class='article-body'>")
    reading = read(html)
    assert_law_one(reading)
    assert "What helps" in kept(reading)


def test_a_heading_that_says_the_title_again_does_not():
    html = parted("").replace("<div class='article-body'>", "<h2>Living with asthma</h2><div class='article-body'>")
    said = [plain(s.heading) for s in read(html).article.sections]
    assert "Living with asthma" not in said
