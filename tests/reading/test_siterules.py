"""Rules by selector: what they do, who beats whom, what is refused, and that their work is bounded."""

import itertools
import json

import pytest

from a11y_export.errors import NoArticle, UsageError
from a11y_export.model import Figure, Origin
from a11y_export.reading import ReadingOptions, siterules
from a11y_export.reading import read as read_file
from a11y_export.reading.selectors import SelectorError, steps
from a11y_export.reading.tree import grow
from tests.effort import calls_made
from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, cut, kept, page, read

NOTE = "Staff know that this very line is one of a kind."
BOX = f"<div class='odd'><p>{NOTE}</p></div>"


def _rule(action, selector, reason="as the clinic wishes", **more):
    told = {"action": action, "selector": selector, "reason": reason, **more}
    lines = [f"{key} = {json.dumps(value)}" for key, value in told.items()]  # a JSON string is one of TOML's
    return "\n".join(["[[rule]]", *lines, ""])


def _read(html, *rules):
    reading = read(html, rules="".join(rules))
    assert_law_one(reading)
    return reading


# ---- what each action does -------------------------------------------------------------------------------------------


def test_a_rule_cuts_and_its_reason_is_on_record():
    reading = _read(page(BOX), _rule("cut", "div.odd"))
    assert NOTE not in kept(reading)
    [removal] = [r for r in reading.removals if r.text == NOTE]
    assert (removal.rule, removal.reason) == ("site rule", "as the clinic wishes")
    assert removal.where.endswith("div.odd")


def test_a_rule_keeps_what_the_program_would_cut():
    html = page(f"<div class='share'><p>{NOTE}</p></div><p>The end is near.</p>")
    assert cut(_read(html))[NOTE] == "share"
    assert NOTE in kept(_read(html, _rule("keep", ".share")))


def test_a_rule_brings_in_what_stands_outside_of_the_article():
    html = page(after=f"<aside id='doses'><p>{NOTE}</p></aside>")
    assert NOTE not in kept(_read(html))
    assert kept(_read(html, _rule("keep", "#doses"))).endswith(NOTE)
    html = page().replace("<body>", f"<body><aside id='doses'><p>{NOTE}</p></aside>", 1)
    assert kept(_read(html, _rule("keep", "#doses"))).startswith(NOTE)


def test_what_holds_the_article_and_is_kept_is_the_article():
    inner = f"<article><h1>Asthma</h1>{PROSE}</article>"
    html = f"<html lang=en><body><div id=all><p>{NOTE}</p>{inner}<p>The end.</p></div>"
    assert kept(_read(html, _rule("keep", "#all"))) == " ".join([NOTE, *PROSE_TEXT, "The end."])


def test_a_rule_finds_an_article_where_none_was_found():
    html = "<html lang=en><body><nav><div id=it><p>Drink often, and rest.</p></div></nav></body></html>"
    with pytest.raises(NoArticle):
        read(html)
    assert kept(_read(html, _rule("keep", "#it"))) == "Drink often, and rest."


def test_a_rule_pins_a_disclaimer_beside_those_that_are_found():
    own = "The trust gives these words as they are, with no promise."
    found = "This page is not a substitute for professional medical advice or treatment."
    html = page(after=f"<footer><p class=fine>{own}</p><p class=disclaimer>{found}</p></footer>")
    disclaimer = _read(html, _rule("disclaimer", "p.fine")).article.disclaimer
    assert disclaimer.origin is Origin.FOUND
    assert disclaimer.text == f"{own} {found}"


def test_a_rule_cuts_a_picture_and_keeps_one():
    chart, dot = "<img class=a src=chart.png alt='A chart'>", "<img id=b src=dot.png alt=''>"
    html = page(f"<p>{chart}</p><p>The end.</p><p>{dot}</p><p>It.</p>")
    reading = _read(html, _rule("cut", "img.a"), _rule("keep", "#b"))
    assert [b.name for s in reading.article.sections for b in s.blocks if isinstance(b, Figure)] == ["dot.png"]
    [removal] = [r for r in reading.removals if "img.a" in r.where]
    assert (removal.rule, removal.reason) == ("site rule", "as the clinic wishes")


def test_a_rule_that_finds_nothing_does_nothing():
    html = page(BOX)
    assert _read(html, _rule("cut", ".nowhere"), _rule("keep", "x-y")).removals == _read(html).removals


# ---- who beats whom --------------------------------------------------------------------------------------------------

_PAIRS = [*itertools.permutations(("cut", "keep", "disclaimer"), 2)]


@pytest.mark.parametrize(("first", "second"), _PAIRS)
def test_keep_and_disclaimer_beat_cut_in_whichever_order_they_stand(first, second):
    reading = _read(page(BOX), _rule(first, "div.odd"), _rule(second, "div.odd p"))
    told = reading.article.disclaimer.text if "disclaimer" in {first, second} else kept(reading)
    assert NOTE in told
    assert NOTE not in cut(reading)


@pytest.mark.parametrize("action", ["cut", "keep", "disclaimer"])
@pytest.mark.parametrize(("staff", "told"), [("cut", "removed"), ("keep", "article"), ("disclaimer", "disclaimer")])
def test_the_corrections_beside_an_article_beat_every_rule(tmp_path, action, staff, told):
    (tmp_path / "a.html").write_text(page(BOX), encoding="utf-8")
    (tmp_path / "a.html.a11y.toml").write_text(f'{staff} = "{NOTE}"', encoding="utf-8")
    reading = read_file(tmp_path / "a.html", ReadingOptions(rules=_rule(action, "div.odd")))
    assert_law_one(reading)
    assert [r.fate.value for r in reading.runs if NOTE in r.text] == [told]


def test_what_is_kept_inside_of_what_is_cut_stays():
    html = page(f"<div class=box><p>Buy our book of the year today.</p><p class=dose>{NOTE}</p></div>")
    reading = _read(html, _rule("cut", ".box"), _rule("keep", ".dose"))
    assert kept(reading).endswith(NOTE)
    assert cut(reading) == {"Buy our book of the year today.": "site rule"}


def test_what_is_cut_inside_of_what_is_kept_stays():
    reading = _read(page(BOX), _rule("cut", ".odd p"), _rule("keep", ".odd"))
    assert NOTE in kept(reading)


def test_of_two_rules_that_cut_the_first_gives_the_reason():
    reading = _read(page(BOX), _rule("cut", ".odd", "one"), _rule("cut", "div.odd", "two"))
    assert [r.reason for r in reading.removals if r.text == NOTE] == ["one"]


def test_a_medical_disclaimer_that_was_found_is_not_cut():
    said = "This page is not a substitute for professional medical advice or treatment."
    html = page(after=f"<div class=fine><p>{said}</p></div>")
    assert _read(html, _rule("cut", ".fine")).article.disclaimer.text == said


# ---- one site's rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "site", "holds"),
    [
        ("https://example.org/a", "example.org", True),
        ("https://www.example.org/a", "example.org", True),
        ("https://EXAMPLE.org:8080/a", "Example.Org", True),
        ("https://badexample.org/a", "example.org", False),
        ("https://example.org.evil.net/a", "example.org", False),
        ("https://example.org/a", "www.example.org", False),
        ("", "example.org", False),
        ("http://[bad", "example.org", False),
    ],
)
def test_a_rule_may_be_bound_to_a_site(address, site, holds):
    html = page(BOX).replace("<head>", f"<head><link rel=canonical href='{address}'>", 1)
    reading = _read(html, _rule("cut", ".odd", site=site))
    assert (NOTE in cut(reading)) is holds


def test_a_site_is_known_by_the_browsers_note_and_a_rule_may_name_several():
    html = "<!-- saved from url=(0021)https://example.org/a -->" + page(BOX)
    assert NOTE in cut(_read(html, _rule("cut", ".odd", site=["example.com", "example.org"])))


# ---- selectors -------------------------------------------------------------------------------------------------------

_DOCUMENT = """<body><div id=a class="x y" lang=en><p>1</p><ul><li class=one>2</li><!-- c -->, <li>3</li><li>4</li></ul>
<p class="y md:flex" title="a > b, c">5 <b>6</b></p></div><p>7 <b data-n="9">8</b></p></body>"""


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("b", "6 8"), ("p b", "6 8"), ("div b", "6"), ("body > p > b", "8"), ("div > b", ""), ("#a.x.y > p", "1 5 6"),
        ("li", "2 3 4"), ("li.one + li", "3"), ("li.one ~ li", "3 4"), ("li + li", "3 4"), ("ul + p", "5 6"),
        ("p ~ p", "5 6"), ("li:not(.one)", "3 4"), (":is(li, b)", "2 3 4 6 8"), ("[data-n]", "8"),
        ("[data-n='9']", "8"),
        ("p[title='a > b, c']", "5 6"), (".md\\:flex", "5 6"), ("b, li.one", "2 6 8"), ("* > b", "6 8"), ("DIV B", "6"),
        ("div p b", "6"), ("div ul ~ p > b", "6"), ("p:where(.y)", "5 6"), (".nothing b", ""),
        ("div ul li + li", "3 4"),
    ],
)  # fmt: skip
def test_a_selector_finds_what_a_browser_would(selector, found):
    tree = grow(f"<html>{_DOCUMENT}</html>")
    rules = _rule("cut", selector)
    shown = [w for e, _ in siterules.find(rules, tree, ()).cut for w in e.get_text().replace(",", " ").split()]
    assert " ".join(shown) == found


def test_steps_find_what_the_library_finds_whole():
    tree = grow(f"<html>{_DOCUMENT}</html>")
    parts = ("p", "div", "b", "li", ".y", "*", ":not(p)")
    for first, how, second in itertools.product(parts, (" ", " > ", " + ", " ~ "), parts):
        selector = f"{first}{how}{second}"
        wanted = {e.at for e in tree.soup.select(selector)}
        assert siterules._Matcher(tree).all_of(steps(selector)) == wanted, selector


@pytest.mark.parametrize(
    "selector",
    [
        *("", ",", "a,", ",a", "> a", "a >", "a > > b", "a b,", "p..x", "[", "p)", "p(", "a[b=c", "a[b='c]", "#", "."),
        *("a:hover", "p:nth-child(2)", "div:has(p)", "a::before", ":root", "p:not()", "p:not(.a .b)", "p:is(a>b)"),
        *("p:not(:has(a))", "p:-soup-contains('x')", "a/**/b", "a\0b", "a!b", "1a", "a" * 501, "a " * 9),
        "a," * 21 + "a",
    ],
)
def test_a_selector_that_is_none_or_asks_too_much_is_refused(selector):
    with pytest.raises(SelectorError):
        steps(selector)


# ---- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("rule = 3", "something other than rules"),
        ("x = 1", "something other than rules"),
        ("rule = [1]", "something other than rules"),
        ("[[rule]\n", "not valid TOML"),
        ("a = " + "[" * 5_000, "not valid TOML"),
        (_rule("cut", "p") + _rule("cut", "p..x"), "rule 2: the selector “p..x” cannot be used"),
        (_rule("cut", "p:hover"), "rule 1: the selector “p:hover” cannot be used: “:hover” is not taken"),
        (_rule("remove", "p"), "rule 1 has the action “remove”"),
        (_rule("cut", "p", colour="red"), "rule 1 has the unknown key “colour”"),
        (_rule("cut", "p", reason=" "), "rule 1 has no “reason”"),
        ("[[rule]]\naction = 'cut'\nreason = 'x'", "rule 1 has no “selector”"),
        ("[[rule]]\naction = 'cut'\nreason = 'x'\nselector = 3", "rule 1 has no “selector”"),
        ("[[rule]]\nselector = 'p'\nreason = 'x'", "rule 1 has no “action”"),
        (_rule("cut", "p", site="https://example.org/"), "rule 1 has a “site”"),
        (_rule("cut", "p", site=["example.org", 3]), "rule 1 has a “site”"),
        (_rule("cut", "p", site=""), "rule 1 has a “site”"),
        (_rule("cut", "p") * 201, "201 rules"),
        ("#" * 200_001, "characters"),
    ],
)
def test_a_file_that_makes_no_sense_is_a_usage_error_that_says_where(toml, named):
    with pytest.raises(UsageError) as error:
        siterules.parse(toml, "our.toml")
    assert str(error.value).startswith("our.toml: ")
    assert named in str(error.value)
    assert error.value.remedy


def test_a_file_without_rules_and_the_built_in_ones_are_fine():
    assert siterules.parse("", "our.toml") == siterules.parse("\ufeff# none yet\n", "our.toml") == ()
    assert all(rule.reason for rule in siterules.built_in())


# ---- bounds ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "selector", ["div div div div div div div .no", "* * * * * * * *", "div ~ div ~ div ~ div", "* + * + * > * ~ *"]
)
@pytest.mark.parametrize("shape", ["<div>", "<div></div>"])
def test_the_work_of_a_selector_grows_with_the_page_alone(selector, shape):
    def work(count):
        tree = grow(f"<html><body>{shape * count}<p>One.</p>")
        return calls_made(lambda: siterules._Matcher(tree).all_of(steps(selector)))

    work(10)  # what is done once
    small, large = work(150), work(600)
    assert large < 5 * small + 2_000


def test_rules_that_find_everything_are_no_more_work_than_the_page():
    def work(count):
        html = page("<div>" * count + f"<p>{NOTE}</p>" + "</div>" * count)
        return calls_made(lambda: read(html, rules=_rule("keep", "div") + _rule("cut", "div")))

    work(5)
    few, many = work(50), work(500)
    assert many < 11 * few
