"""The cuts page: every run in order, each cut named in words with its reason and its line, chrome folded."""

from __future__ import annotations

from lxml import etree

from a11y_export import record
from a11y_export.pages import cuts_page
from a11y_export.reading import read
from tests.pages.cuts import REMOVALS, RUNS, SHOWN, cuts, removal, shown
from tests.reading.pages import page
from tests.reading.pages import read as read_html

HTML = "{http://www.w3.org/1999/xhtml}"


def parsed(text):
    return etree.fromstring(text.encode())


def said(element):
    return " ".join(" ".join(element.itertext()).split()).replace(" .", ".")


def body_of(text):
    return said(parsed(text).find(f"{HTML}body"))


def by_id(text):
    return {e.get("id"): e for e in parsed(text).iter() if e.get("id")}


def page_of(html):
    reading = read_html(html)
    text = record.cuts_text(reading)
    return record.cuts_html(reading.article, record.cuts_record(reading, text), text)


def test_every_run_stands_in_order_and_each_cut_with_its_why():
    text = body_of(cuts())
    text = text[text.index("Text that was cut stands in a box"):]
    at = 0
    for run in RUNS:
        at = text.index(run["text"], at) + len(run["text"])
        if run["removal"] is not None and REMOVALS[run["removal"]]["overrule"]:
            cut = REMOVALS[run["removal"]]
            assert text[at:].lstrip().startswith(f"Reason: {cut['reason']}. Place in the source: {cut['where']}")


def test_cuts_are_named_in_words_and_not_only_coloured():
    found = by_id(cuts())
    assert said(found["cut-1"]).startswith("Cut 1: cookie notice · 2 words")
    assert said(found["cut-2"]) == "Cut 2, list mark: •"
    assert said(found["cut-3"]).startswith("Cut 3: a rule of tomorrow · 4 words")
    assert "Holds a dose, a prohibition or an alarm" in said(found["cut-3"])


def test_chrome_is_folded_and_what_is_to_be_looked_at_is_open():
    found = by_id(cuts())
    assert (found["cut-3"].tag, found["cut-3"].get("open")) == (f"{HTML}details", "open")
    for chrome in ("cut-1", "cut-4", "cut-5"):
        fold = found[chrome].getparent()
        assert (fold.tag, fold.get("open")) == (f"{HTML}details", None)
    assert found["cut-4"].getparent() is found["cut-5"].getparent()
    assert said(found["cut-4"].getparent()[0]) == "2 cuts · 5 words: sharing buttons, page footer"


def test_each_cut_has_its_line_and_what_has_none_says_why():
    root = parsed(cuts())
    lines = [said(e) for e in root.iter(f"{HTML}pre") if e.get("class") == "line"]
    for cut in REMOVALS:
        assert not cut["overrule"] or cut["overrule"] in lines
    assert {'cut = ["Drink more"]', 'disclaimer = ["Drink more"]', 'cut = ["Not advice."]'} <= set(lines)
    assert 'disclaimer = ["Not advice."]' not in lines
    assert "This keeps 1 word of another cut, too." in said(root)


def test_what_matters_comes_first():
    more = [
        removal("related", "Read more about stones", 1, inside=True, look=True),
        removal("outside the article", "Do not wait", 2, advice=True, look=True),
    ]
    runs = [{"fate": "removed", "text": r["text"], "removal": n} for n, r in enumerate(more)]
    found = {
        "visible": 7, "kept": 0, "removed": 7, "added": 0, "runs": runs, "removals": more, "added_words": [],
        "warnings": [],
    }
    text = cuts_page("T", "en", "t.a11y.toml", found, [[shown("removed", r["text"])] for r in runs])
    links = [a.get("href") for a in parsed(text).iter(f"{HTML}a")]
    listed = [href for href in links if href.startswith("#cut-")]
    assert listed[:2] == ["#cut-2", "#cut-1"]
    assert said(by_id(text)["cut-2"]).endswith("Next to look at: cut 1 · Back to the list")
    assert not set(links) - {f"#{key}" for key in by_id(text)}


def test_every_link_leads_somewhere_and_no_id_stands_twice(sample):
    path, _ = sample
    reading = read(path)
    text = record.cuts_text(reading)
    cuts = record.cuts_record(reading, text)
    root = parsed(record.cuts_html(reading.article, cuts, text))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {a.get("href") for a in root.iter(f"{HTML}a")} <= {f"#{own}" for own in ids}
    # Every cut has its place, every word of the page is there, and the languages are told apart.
    assert {f"cut-{n}" for n in range(1, len(cuts["removals"]) + 1)} <= set(ids)
    shown = "".join("".join(root.itertext()).split())
    for run in cuts["runs"]:
        assert all("".join(token.split()) in shown for token in run["text"].split())
    own = {e.get("lang") for e in root.iter(f"{HTML}p") if e.get("class") == "text"}
    assert own == {reading.article.language}


def test_the_counts_add_up_in_the_table():
    root = parsed(cuts())
    rows = [[said(cell) for cell in row] for row in next(root.iter(f"{HTML}tbody"))]
    assert [row[:1] + row[2:4] for row in rows] == [
        ["a rule of tomorrow", "1", "4"], ["page footer", "1", "3"], ["cookie notice", "1", "2"],
        ["sharing buttons", "1", "2"], ["list mark", "1", "1"], ["decorative picture", "1", "0"],
    ]
    assert "23 on the page = 13 kept + 10 cut" in body_of(cuts())


def test_headings_paragraphs_items_and_rows_stand_as_the_article_has_them():
    html = page(
        "<h2>How much</h2><p>One paragraph of text stands here.</p><ul><li>First item</li><li>Second item</li></ul>"
        "<h3>Table</h3><table><tr><th>Age</th><th>Dose</th></tr><tr><td>2 years</td><td>5 ml</td></tr></table>"
    )
    root = parsed(page_of(html))
    kept = [(e.tag.removeprefix(HTML), e.get("class"), said(e)) for e in root.iter() if "kept " in e.get("class", "")]
    assert kept[0] == ("p", "kept named", "Living with asthma")
    assert [k for k in kept[4:] if k[2]] == [
        ("h3", "kept heading", "How much"), ("p", "kept paragraph", "One paragraph of text stands here."),
        ("p", "kept item", "First item"), ("p", "kept item", "Second item"),
        ("h4", "kept heading", "Table"), ("p", "kept row", "Age Dose"), ("p", "kept row", "2 years 5 ml"),
    ]


def test_a_text_that_goes_on_after_a_mark_is_one_paragraph():
    [paragraph] = [e for e in parsed(cuts()).iter() if e.get("class") == "kept paragraph"]
    assert said(paragraph) == "Drink more Cut 2, list mark: • than 2.5 litres if <5% & well."


def test_the_page_speaks_the_articles_language_where_it_can():
    assert "Qué se quitó: Piedras" in body_of(cuts("Piedras", "es-MX"))
    assert parsed(cuts("T", "es-MX")).get("lang") == "es"
    finnish = parsed(cuts("Kivet", "fi"))
    assert finnish.get("lang") == "en"
    assert {e.get("lang") for e in finnish.iter(f"{HTML}p") if e.get("class") == "text"} == {"fi"}
    reasons = [e for e in parsed(cuts("T", "es")).iter(f"{HTML}span") if (e.text or "").startswith("It is")]
    assert {e.get("lang") for e in reasons} == {"en"}


def test_warnings_pictures_and_added_words_are_listed():
    text = body_of(cuts("Nephro"))
    assert "Warnings of the reading Look at Nephro." in text
    assert "decorative picture: It is decorative picture." in text
    assert "alternative text body > img A stone, Nephro" in text
    assert "No article was found on this page." in text


def test_nothing_cut_says_so():
    found = {
        "visible": 3, "kept": 3, "removed": 0, "added": 0, "removals": [], "added_words": [], "warnings": [],
        "runs": [{"fate": "article", "text": "All of it.", "removal": None}],
    }
    text = body_of(cuts_page("T", "en", "t.a11y.toml", found, [[shown("paragraph", "All of it.")]]))
    assert "Nothing was cut." in text
    assert "No cut stands inside the article" in text


def test_a_hostile_text_stays_text_in_boxes_lines_and_lists():
    hostile = "</details><script>alert(1)</script><b>x</b>]]> &amp; \"q\" {{ 7*7 }}"
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;")
    root = parsed(page_of(page(f"<div class='share'>{escaped}</div><p>{escaped}</p><p>The end is near.</p>")))
    assert len(list(root.iter(f"{HTML}script"))) == 1
    assert not list(root.iter(f"{HTML}b"))
    assert said(root).count("<script>alert(1)</script>") >= 3  # where it was cut, where it was kept, in the list


def test_shown_has_one_list_of_blocks_for_each_run():
    assert len(SHOWN) == len(RUNS)


def test_a_crossed_out_dose_stands_apart_from_the_one_in_its_place():
    text = page_of(page(
        "<p>Take <del>5</del><ins>10</ins> mg of it, <s>not</s> with <span style='text-decoration: line-through'>a "
        "glass of</span> water.</p><div class='share'>Buy <strike>7</strike>12 pills</div>"
    ))
    said = " ".join("".join(parsed(text).find(f"{HTML}body").itertext()).split())
    assert "Take [crossed out: 5] 10 mg of it, [crossed out: not] with [crossed out: a glass of] water." in said
    assert "Buy [crossed out: 7] 12 pills" in said
    assert 'keep = ["Buy 712 pills"]' in said  # the quote finds the page's own words
    assert said.count("510") == said.count('= ["Take 510 mg') == 2  # likewise
    assert [e.text for e in parsed(text).iter(f"{HTML}del")] == ["5", "not", "a glass of", "7"]
