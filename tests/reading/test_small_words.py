"""Signs, negations and short sections that markup makes small, and no rule may lose."""

import pytest

from a11y_export import words
from a11y_export.model import leaf_texts, plain
from a11y_export.reading import read_bytes

PROSE = "<p>Drink a glass of water with each meal, and tell your nurse when you cannot keep it down.</p>" * 3


def text(html):
    page = f"<html lang='en'><title>T</title><body><article><h1>T</h1>{PROSE}{html}{PROSE}</article></body></html>"
    reading = read_bytes(page.encode())
    found = " ".join(f"{plain(s.heading)} {' '.join(leaf_texts(s.blocks))}" for s in reading.article.sections)
    return words.fold(found), reading


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>Keep it <span aria-hidden='true'>&lt;</span>5% at all times.</p>", "Keep it <5% at all times."),
        ("<p>Store at <span aria-hidden='true'>−</span>20 °C in the dark.</p>", "Store at −20 °C in the dark."),
        ("<p>You must <span class='visually-hidden'>not</span> take it.</p>", "You must not take it."),
        ("<p>It is <span class='sr-only'>less than</span> 5 mg a day.</p>", "It is less than 5 mg a day."),
        ("<p>Take <button>no more than</button> 5 mg a day.</p>", "Take no more than 5 mg a day."),
        ("<p>Take it, <span role='tooltip'>not more than</span> twice.</p>", "Take it, not more than twice."),
    ],
)
def test_a_small_piece_that_matters_is_kept(html, said):
    assert said in text(html)[0]


def test_a_hint_for_screen_readers_is_cut():
    found, _ = text("<p>See <a href='/x'>our guide <span class='sr-only'>(opens in a new tab)</span></a> for help.</p>")
    assert "opens in" not in found


@pytest.mark.parametrize(
    "name",
    ["recommended-dose", "recommendations", "foot-care", "social-anxiety", "respond-to-treatment", "similar-medicines",
     "related-conditions", "helpful-tips", "share-decision", "rating-pain", "ad", "stars", "rail"],
)
def test_a_section_is_not_cut_for_its_id(name):
    section = "<h2>How much</h2><p>Take no more than 5 mg a day. Do not drive after it, and tell your nurse.</p>"
    assert "Take no more than 5 mg a day." in text(f"<section id='{name}'>{section}</section>")[0]


def test_advice_under_an_advertisement_label_is_kept():
    found, _ = text("<div><p>Advertisement</p><p>Do not take ibuprofen with this medicine.</p></div>")
    assert "Do not take ibuprofen" in found
    assert "Advertisement" not in found


def test_a_cut_with_a_dose_in_it_is_a_warning():
    _, reading = text("<div class='related'><p>Never take more than 5 mg of this.</p></div>")
    assert any("Cut as “related”" in w and "5 mg" in w for w in reading.warnings)


def test_boxes_by_style_part_words():
    found, _ = text("<p><span style='display:block'>Take 1</span><span style='display:block'>5 mg tablets</span></p>")
    assert "Take 1 5 mg tablets" in found
