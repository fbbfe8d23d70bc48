"""What a page hides is cut, what it only folds or fades is kept: case by case."""

import pytest

from tests.effort import calls_made
from tests.reading.pages import assert_law_one, cut, kept, page, read

LINE = "Take the blue one before you run or climb, and wait a little."

SHOWN = [
    "<p>{}</p>",
    "<p hidden=until-found>{}</p>",
    "<p hidden style='display:block'>{}</p>",
    "<p style='display:block'>{}</p>",
    "<p style='--menu-display:none; color:red'>{}</p>",
    "<p style='visibility:visible'>{}</p>",
    "<p style='opacity:0'>{}</p>",
    "<div style='opacity:0; transform:translateY(60px)'><p>{}</p></div>",
    "<div style='font-size:0'><span style='font-size:16px'>{}</span></div>",
    "<p style='font-size:0.8em'>{}</p>",
    "<p style='text-indent:-20px'>{}</p>",
    "<div style='margin-top:-120px'><p>{}</p></div>",
    "<div style='position:relative; left:-50px'><p>{}</p></div>",
    "<div style='height:0; overflow:hidden; padding-bottom:56%'><p>{}</p></div>",
    "<div style='max-height:200px; overflow:hidden'><p>{}</p></div>",
    "<table><tr style='height:0px'><td>One</td><td>{}</td></tr><tr><td>Two</td><td>b</td></tr></table>",
    "<div style='clip:rect(0px, 600px, 200px, 0px)'><p>{}</p></div>",
    "<div aria-hidden=true><p>{}</p></div>",
    "<p aria-hidden=true>{}</p>",
    "<details><summary>When you run</summary><p>{}</p></details>",
    "<details open><summary>When you run</summary><p>{}</p></details>",
    "<div class='accordion-panel' style='display:none'><p>{}</p></div>",
    "<div class='accordion__body' hidden><p>{}</p></div>",
    "<div role=tabpanel hidden><p>{}</p></div>",
    "<div class='tab-pane' style='display:none'><p>{}</p></div>",
    "<div role=region aria-labelledby=x style='display:none'><p>{}</p></div>",
    "<h3>Sport</h3><div hidden><p>{}</p></div>",
    "<h3><button aria-expanded=false>When you run</button></h3><div hidden><p>{}</p></div>",
    "<button aria-controls='a b'>When you run</button><p>It is short.</p><div id=b hidden><p>{}</p></div>",
    "<p><a role=tab href='#t'>Sport</a></p><p>It is short.</p><div id=t style='display:none'><p>{}</p></div>",
    "<p><a data-toggle=collapse data-target='#t'>Sport</a></p><p>So.</p><div id=t hidden><p>{}</p></div>",
    "<p><a data-bs-toggle=collapse href='#t'>Sport</a></p><p>So.</p><div id=t hidden><p>{}</p></div>",
    "<p>Short.</p><a href='#'>Read more</a><div style='display:none'><p>{}</p></div>",
    "<p>Short.</p><div style='display:none'><p>{}</p></div><a href='#'>Show more</a>",
    "<span class='read-more-content' style='display:none'>{}</span>",
    "<div style='max-height:0; overflow:hidden' class='faq-answer'><p>{}</p></div>",
    "<style>.x{{display:none}}</style><p class=x style='display:block'>{}</p>",
    "<style>@media print {{ .x {{ display:none }} }}</style><p class=x>{}</p>",
    "<style media=print>.x{{display:none}}</style><p class=x>{}</p>",
    "<style>@media (max-width: 600px) {{ .x {{ display:none }} }}</style><p class=x>{}</p>",
    "<style>.y .x{{display:none}}</style><p class=x>{}</p>",
    "<style>/* .x{{display:none}} */</style><p class=x>{}</p>",
    "<style>.x:hover{{display:none}} p.x{{color:red}}</style><p class=x>{}</p>",
    "<style>.x{{opacity:0}}</style><p class=x>{}</p>",
    "<p class=hidden>{}</p>",
]

HIDDEN = [
    "<p hidden>{}</p>",
    "<p hidden=hidden>{}</p>",
    "<p hidden=''>{}</p>",
    "<P HIDDEN>{}</P>",
    "<p style='display:none'>{}</p>",
    "<p style='DISPLAY : NONE !important'>{}</p>",
    "<p style='color:red;display:none;'>{}</p>",
    "<div style='display:none'><p style='display:block'>{}</p></div>",
    "<p style='visibility:hidden'>{}</p>",
    "<p style='visibility:collapse'>{}</p>",
    "<p style='font-size:0'>{}</p>",
    "<p style='font-size:0px;line-height:1'>{}</p>",
    "<p style='position:absolute; left:-9999px'>{}</p>",
    "<p style='position:absolute; top:-99999px'>{}</p>",
    "<p style='position:fixed; left:-999em'>{}</p>",
    "<p style='text-indent:-9999px'>{}</p>",
    "<p style='position:absolute; clip:rect(0,0,0,0)'>{}</p>",
    "<p style='position:absolute; clip: rect(1px, 1px, 1px, 1px)'>{}</p>",
    "<p style='clip-path: inset(50%)'>{}</p>",
    "<p style='position:absolute;width:1px;height:1px;overflow:hidden'>{}</p>",
    "<p style='height:0;overflow:hidden'>{}</p>",
    "<p style='max-height:0;overflow:hidden'>{}</p>",
    "<style>.x{{display:none}}</style><p class='y x'>{}</p>",
    "<style>#x{{display:none}}</style><p id=x>{}</p>",
    "<style>a, .z , .x{{color:red; visibility:hidden}}</style><p class=x>{}</p>",
    "<style media=screen>.x{{display:none}}</style><p class=x>{}</p>",
    "<style>.y{{color:red}} /* it */ .x{{position:absolute;left:-9999px}}</style><p class=x>{}</p>",
    "<noscript><p>{}</p></noscript>",
    "<dialog><p>{}</p></dialog>",
    "<dialog open><p>{}</p></dialog>",
    "<div popover id=p><p>{}</p></div><button popovertarget=p>More on it</button>",
    "<div role=dialog hidden><p>{}</p></div>",
    "<div role=tooltip hidden><p>{}</p></div>",
    "<h3>Sport</h3><div role=dialog aria-modal=true hidden><p>{}</p></div>",
    "<button aria-controls=m>Menu</button><nav><div id=m hidden><p>{}</p></div></nav>",
    "<h3>Sport</h3><div hidden><p><a href='/x'>{}</a></p></div>",
    "<p class=sr-only>{}</p>",
    "<p class=visually-hidden>{}</p>",
    "<p class='screen-reader-text'>{}</p>",
]

UNSEEN = ["<template><p>{}</p></template>", "<script>{}</script>", "<!-- {} -->", "<style>{}</style>"]


@pytest.mark.parametrize("html", SHOWN)
def test_what_is_shown_folded_or_faded_is_kept(html):
    reading = read(page(html.format(LINE) + "<p>The end is near.</p>"))
    assert_law_one(reading)
    assert LINE in kept(reading)


@pytest.mark.parametrize("html", HIDDEN)
def test_what_is_hidden_is_cut_and_on_record(html):
    reading = read(page(html.format(LINE) + "<p>The end is near.</p>"))
    assert_law_one(reading)
    assert LINE not in kept(reading)
    assert any(LINE in text for text in cut(reading))


@pytest.mark.parametrize("html", UNSEEN)
def test_what_is_no_text_of_the_page_has_no_fate(html):
    reading = read(page(html.format(LINE) + "<p>The end is near.</p>"))
    assert LINE not in " ".join(r.text for r in reading.runs)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("Take <span aria-hidden=true>&lt;</span> 5 mg a day.", "Take < 5 mg a day."),
        ("Take <span class=sr-only>less than</span> 5 mg a day.", "Take less than 5 mg a day."),
        ("Do <span class=visually-hidden>not</span> stop it.", "Do not stop it."),
        ("Take it <i class=icon aria-hidden=true>x</i> daily.", "Take it daily."),
        ("Take it <span hidden>twice</span> daily.", "Take it daily."),
    ],
)
def test_small_hidden_pieces_of_a_sentence(html, said):
    assert said in kept(read(page(f"<p>{html}</p><p>The end is near.</p>")))


@pytest.mark.parametrize(
    "style", ["display{}:none", "{}", "clip:rect(0{}", "clip:rect({}0,0,0,0)", "left:-9{}", "height:0{}", "a:b;{}"]
)
def test_a_huge_style_or_sheet_is_no_more_work(style):
    def work(count):
        text = style.format("\t" * count)
        html = page(f"<style>.x{{{text}}}</style><p style='{text}' class=x>{LINE}</p><p>The end is near.</p>")
        return calls_made(lambda: read(html))

    work(1)
    assert work(300_000) < 1.2 * work(1_000)


def test_many_hidden_folds_and_sheets_are_looked_at_once_each():
    def work(count):
        names = ",".join(f".x{n}" for n in range(count))
        folds = f"<button aria-controls=b>It</button><div id=b class=x1 hidden><p>{LINE}</p></div>" * count
        return calls_made(lambda: read(page(f"<style>{names}{{display:none}}</style>{folds}<p>The end is near.</p>")))

    work(1)
    assert work(400) < 5 * work(100)


TOLD = "".join(f"<p>On day {n} you take the tablets, and you write down how you feel.</p>" for n in range(1, 9))
SHOWN_LATER = (
    f"<article style='display:none'>{TOLD}</article>", f"<div hidden>{TOLD}</div>", f"<noscript>{TOLD}</noscript>",
)  # fmt: skip


@pytest.mark.parametrize("wrapped", SHOWN_LATER)
def test_a_page_that_hides_nearly_all_of_its_text_shows_it_by_script(wrapped):
    reading = read(f"<html><body><h1>Your tablets</h1>{wrapped}<p>Our site.</p></body></html>")
    assert "On day 8 you take the tablets" in kept(reading)
    assert_law_one(reading)


def test_a_hidden_copy_of_a_shown_article_stays_cut():
    html = f"<html><body><h1>Your tablets</h1><article>{TOLD}</article><div hidden>{TOLD}</div></body></html>"
    assert kept(read(html)).count("On day 8 ") == 1


LONG = "weeks and then on to the very end of it all"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<span aria-hidden=true>▲</span> 46.9%", "▲ 46.9%"),  # it rose, and did not fall
        ("7.7% <i aria-hidden=true>▼</i>", "7.7% ▼"),
        ("<span aria-hidden=true>✓</span>", "✓"),  # all that the cell says
        ("<span aria-hidden=true>✗</span><span class=sr-only>No</span>", "No"),  # said once
        ("<i class=icon aria-hidden=true>\ue01d</i>", ""),  # a letter of an icon's font
        ("Open <span aria-hidden=true>▼</span>", "Open"),  # no figure: what opens a menu
        (f"2 {LONG} <i aria-hidden=true>▼</i>", f"2 {LONG}"),
    ],
)
def test_a_sign_that_a_cell_needs_is_no_decoration(cell, said):
    table = f"<table><tr><th>Test</th><th>Change</th></tr><tr><td>Iron</td><td>{cell}</td></tr></table>"
    reading = read(page(table))
    assert_law_one(reading)
    assert kept(reading).partition("Change Iron")[2].strip() == said
