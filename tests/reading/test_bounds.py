"""Large and odd pages: a clear error or the right article, in work that grows with the page. Counted, never timed."""

import pytest

from a11y_export.errors import UnreadableInput
from tests.effort import calls_made
from tests.reading.pages import assert_law_one, kept, page, read

LINE = "Take it daily with water, and rest well after that."
NOTICE = "This page is not a substitute for professional medical advice or treatment."

# What may stand a thousand times on a page: twice as much of it is twice the work, and a little more.
WIDE = {
    "paragraphs": f"<p>{LINE}</p>",
    "inline elements": "<span>one </span>",
    "named inline elements": "<span class='share x'>one </span>",
    "icons": "<i aria-hidden=true>a</i>",
    "arrows beside figures": "<i aria-hidden=true>▲</i> 1 ",
    "signs in cells": "<table><tr><th>a<th>b<tr><td>c<td><i aria-hidden=true>✓</i></table>",
    "icons in cells": "<table><tr><th>a<th>b<tr><td>c<td><i class=fa-check></i></table>",
    "links": "<a href=x>a b c</a> ",
    "links to panels": f"<h4><a href=#p>It</a></h4><div class=p id=p><p>{LINE}</p></div>",
    "numbers to ring": "<div>Ward: 01632 960 417</div>",
    "numbered lines": "<div class=n>1. It</div><div class=n>2. It</div><div class=n>3. It</div>",
    "pages in tables": f"<table><tr><td><a href=x>a b c</a><td><p>{LINE} {LINE}</p></table>",
    "line breaks": "a b c<br>",
    "items": f"<ul><li>{LINE}</ul>",
    "terms": f"<dl><dt>It<dd>{LINE}</dl>",
    "sections": f"<h2>Head</h2><p>{LINE}</p>",
    "folds": f"<button aria-controls=b>It</button><div id=b hidden><p>{LINE}</p></div>",
    "hidden text": f"<p hidden>{LINE}</p>",
    "details": f"<details><summary>It</summary><p>{LINE}</p></details>",
    "dialogs": "<div role=dialog>We use cookies. Accept?</div>",
    "pictures": "<img src=a.png alt=x>",
    "figures": "<figure><img src=a.png alt=x><figcaption>C.</figcaption></figure>",
    "lazy pictures": "<img src=spacer.gif><noscript><img src=b.png></noscript>",
    "buttons": "<button>go</button>",
    "asides": f"<aside><p>{LINE}</p></aside>",
    "raised letters": "10<sup>9</sup> ",
    "comments": "a <!-- x -->",
    "tables": "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
    "huge spans": "<table><tr><td rowspan=99999 colspan=9999>a<td>b</table>",
    "style sheets": "<style>.a{display:none}</style>",
    "short passages": "<p>Word and word.</p>",
    "calls to be cut": "<div><a href=x>Buy it now</a></div>",
    "lists in lists": f"<ul><li>{LINE}<ul><li>{LINE}</ul></ul>",
    "disclaimers": f"<p>{NOTICE}</p>",
    "names of disclaimers": "<h3>Disclaimer</h3>",
    "disclaimers that name a list": "<p>This page does not replace:</p><ul><li>medical advice.</ul>",
    "bylines": "<p>By Ana Lee</p>",
    "facts": '<script type="application/ld+json">{"@type": "Article", "author": "Ana Lee"}</script>',
    "options of a form": "<form><label>a</label><input><select><option>b</select></form>",
    "drawings": "<svg><path/><path/></svg>",
}


@pytest.mark.parametrize("name", WIDE)
def test_twice_as_much_is_twice_the_work(name):
    def work(count):
        html = page(WIDE[name] * count)
        return calls_made(lambda: read(html))

    work(5)
    assert work(800) < 2.4 * work(400)


ROWS = {
    "pictures alone": "<tr><td>x</td><td><img src=i.png width=16 height=16></td></tr>",
    "drawings": "<tr><td>x</td><td><svg><title>yes</title></svg></td></tr>",
    "cells named as chrome is": "<tr><td class=comments>Good.</td><td>Share this</td></tr>",
}


@pytest.mark.parametrize("name", ROWS)
def test_a_table_of_twice_the_rows_is_twice_the_work(name):
    def work(count):
        html = page(f"<p>{LINE}</p><table><tr><th>a</th><th>b</th></tr>{ROWS[name] * count}</table>")
        return calls_made(lambda: read(html))

    work(5)
    assert work(400) < 2.4 * work(200)


DEEP = [
    *("div", "span", "b", "ul><li", "blockquote", "figure", "section", "header", "div class=warning", "a href=x"),
    *("dl><dd", "aside", "div hidden", "details><summary>It</summary", f"div><p>{NOTICE}</p"),
    *("h2", "table><tr><td", "table><tr><th>x</th><td", "svg><g></g"),
]


@pytest.mark.parametrize("tag", DEEP)
def test_nineteen_hundred_deep_every_word_stays_and_each_step_is_climbed_once(tag):
    def html(count):
        return page(f"<{tag}>a " * (count // (1 + tag.count("<"))) + f"<p>{LINE}</p>")

    def work(count):
        text = html(count)
        return calls_made(lambda: read(text))

    reading = read(html(1_900))
    assert_law_one(reading)
    work(50)
    few, many = work(450), work(1_800)
    assert many < 8 * few


HUGE = {
    "a class of ten million letters": f"<p class='{'a' * 10_000_000}'>{LINE}</p>",
    "a style of ten million letters": f"<p style='{'a:b;' * 2_500_000}'>{LINE}</p>",
    "a comment of ten million letters": f"<!-- {'a b ' * 2_500_000} --><p>{LINE}</p>",
    "a script of ten million letters": f"<script>{'a(b) ' * 2_000_000}</script><p>{LINE}</p>",
    "a style sheet of ten million letters": f"<style>{'.a{b:c}' * 1_400_000}</style><p>{LINE}</p>",
    "a style sheet that never ends a rule": f"<style>{'@media x{' * 1_100_000}</style><p>{LINE}</p>",
    "a value of facts in one another": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{LINE}</p>',
    "an id of ten million letters": f"<p id='{'-' * 10_000_000}'>{LINE}</p>",
    "an address of ten million letters": f"<p><a href='{'x' * 10_000_000}'>Day by day:</a> {LINE}</p>",
    "an alternative text of ten million letters": f"<p>{LINE}</p><img src=a.png alt='{'a b ' * 2_500_000}'><p>End.</p>",
    "a picture within the page of ten million letters": f"<p>{LINE}</p><img src='data:image/png;base64,{'A' * 10**7}'>",
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE)
def test_one_huge_part_does_not_cost_the_article(name):
    reading = read(page(HUGE[name]))
    assert LINE in kept(reading)
    assert max(len(r.where) for r in reading.removals) < 2_000 if reading.removals else True


LARGE = {
    "a text of ten million letters": f"<p>{'Word and so on. ' * 625_000}</p>",
    "one letter more than are allowed": f"<p>{'a' * 600_001}</p>",
    "many paragraphs": f"<p>{LINE}</p>" * 12_000,
    "more elements than are allowed": "<b></b>" * 300_001,
    "many more than that": "<b>" * 2_000_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_page_that_is_too_large_says_how_large_it_may_be(name):
    with pytest.raises(UnreadableInput, match=r"page\.html: the page has .*(300,000|600,000).*Save the article alone"):
        read(page(LARGE[name]))


def attributes(count, value=""):
    return "".join(f" a{n}{value}" for n in range(count))


MASKED, EMPTY = '=">"', '=""'
MANY = {
    "names alone": f"<p{attributes(200_000)}>x</p>",
    "with values": f"<p{attributes(1_001, '=b')}>x</p>",
    "with ends of tags in their values": f"<p{attributes(100_000, MASKED)}>x</p>",
    "with tags in their values": f"""<p{attributes(2_000, "='<p>'")}>x</p>""",
    "without spaces": f"<p{attributes(100_000, EMPTY).replace(' ', '/')}>x</p>",
    "after a value that only looks like one": f'<p ="a b=">"{attributes(2_000)}>x</p>',
    "after an equals sign that is none": f'<p a=b="x y=">"{attributes(2_000)}>x</p>',
    "after a script that looks like a tag": f'<script>x<b c="</script><p{attributes(2_000)}>x</p>"',
    "after a comment that looks like a tag": f"<!-- <b c='--><p{attributes(2_000)}>x</p>'",
    "after other tags": f"<p{attributes(900)}>x</p>" * 3 + f"<p{attributes(1_001)}>x</p>",
    "on a tag without an end": f"<p{attributes(2_000)}",
    "on tags in tags": "<a/b=" * 100_000,
}


@pytest.mark.parametrize("name", MANY)
def test_a_tag_with_very_many_attributes_is_refused_before_it_is_parsed(name, monkeypatch):
    monkeypatch.setattr("a11y_export.reading.page.grow", None)
    with pytest.raises(UnreadableInput, match=r"page\.html: a tag on the page has more than 1,000 attributes.*save"):
        read(page(MANY[name]))


FEW = {
    "a thousand attributes": f"<p{attributes(1_000)}>x</p>",
    "a thousand tags with five hundred": f"<p{attributes(500)}>{LINE}</p>" * 100,
    "a comparison in a script": f"<script>if (a <b {attributes(9_000)}) b()</script>",
    "a comparison in a comment": f"<!-- a <b {attributes(9_000)} -->",
    "a comparison in text": f"<p>We found it below that, n <{attributes(9_000)}.</p>",
    "a tag in an old text box": f"<textarea>a <b {attributes(9_000)}</textarea>",
    "an end tag of many words": f"<p>x</p{attributes(9_000)}>",
    "a value of many words": f"<p title='{attributes(90_000)}' lang=en>x</p>",
    "a value of many tags": f"<p title='{'<b c=d>e</b>' * 90_000}' lang=en>x</p>",
    "a value that never ends": f"<p>x</p><p title='{attributes(900)}",
}


@pytest.mark.parametrize("name", FEW)
def test_a_page_without_such_a_tag_is_read(name):
    reading = read(page(f"<p>{LINE}</p>{FEW[name]}"))
    assert LINE in kept(reading)
    assert_law_one(reading)


def test_marks_without_end_on_a_letter_are_refused():
    with pytest.raises(UnreadableInput, match="accents"):
        read(page(f"<p>a{chr(0x301)}{chr(0x323)}" + f"{chr(0x301)}<b>{chr(0x323)}</b>" * 400 + "</p>"))
    assert "e" in kept(read(page(f"<p>Caf{'e' + chr(0x301)} with water, every day.</p>")))
