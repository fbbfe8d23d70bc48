"""Closed folds of many makes: what a press of a button would show is the article's; what lies over the page is not."""

from __future__ import annotations

import pytest

from tests.reading.pages import PROSE, assert_law_one, cut, kept, page, read

ICE = "<p>Rest the leg on two pillows.</p><p>Do not put ice straight on the skin, and cool it for ten minutes only.</p>"
TOES = "<p>Stand on your toes twenty times in the morning and in the evening.</p>"
NONE = "style='display:none'"
FOLDS = {
    "items with a label": (
        f"<div class=item><span>First days</span><div {NONE}>{ICE}</div></div>"
        f"<div class=item><span>Later</span><div {NONE}>{TOES}</div></div>"
    ),
    "questions of a list": (
        f"<ul><li><strong>First days?</strong><div {NONE}>{ICE}</div></li>"
        f"<li><strong>Later?</strong><div {NONE}>{TOES}</div></li></ul>"
    ),
    "tabs that are links": (
        "<ul><li><a href='#t1'>Later</a></li><li><a href='#t2'>First days</a></li></ul>"
        f"<div id=t1>{TOES}</div><div id=t2 {NONE}>{ICE}</div>"
    ),
    "tabs of one kind": f"<div class='tab on'>{TOES}</div><div class=tab {NONE}>{ICE}</div>",
    "steps": f"<div class='step on'>{TOES}</div><div class=step {NONE}>{ICE}</div>",
    "the rest of a paragraph": (
        f"<p>Rest.<span id=dots>...</span><span id=more {NONE}> Do not put ice straight on the skin today.</span></p>"
        "<button>Read more</button>"
    ),
}


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_a_closed_fold_is_opened(fold):
    reading = read(page(fold))
    assert_law_one(reading)
    assert "Do not put ice straight on the skin" in kept(reading)


@pytest.mark.parametrize("fold", FOLDS.values(), ids=FOLDS)
def test_a_form_around_the_whole_page_changes_nothing(fold):
    body = f"<form method=post><input type=hidden><div><h1>Living with asthma</h1>{PROSE}{fold}</div></form>"
    html = f"<html lang=en><head><title>Living with asthma</title></head><body>{body}</body></html>"
    assert "Do not put ice straight on the skin" in kept(read(html))


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div {NONE}><p>Thank you, we have your message and will write soon.</p></div>",  # alone
        f"<div class=x><p>Wait a moment.</p></div><div class=y {NONE}><p>We could not send this, try again.</p></div>",
        f"<div class=s><p>Rest.</p></div><div class=s {NONE}><p>Tell us your name and your street.</p><input>",
        f"<a href='#w'>Ask us</a><div id=w {NONE}><p>Our nurses reply within two days of your letter.</p></div>",
    ],
)
def test_what_a_script_would_show_on_its_own_stays_hidden(hidden):
    assert "hidden" in cut(read(page(hidden))).values()
