"""Lists that somebody typed, or that Word wrote as paragraphs, are lists; and no word of them is lost or moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import words
from a11y_export.model import ItemList, Paragraph, leaf_texts, plain
from a11y_export.proof.borders import borders
from a11y_export.proof.source import visible_text
from a11y_export.reading.tree import grow
from tests.effort import calls_made
from tests.reading.pages import assert_law_one, blocks, cut, kept, page, read

GAP = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"


def shape(block):
    """Give a list as (ordered?, start, items), an item as its text or as its text and its lists."""
    if not isinstance(block, ItemList):
        return words.fold(plain(block.spans) if isinstance(block, Paragraph) else " ".join(leaf_texts((block,))))
    items = [tuple(map(shape, item)) if len(item) > 1 else shape(item[0]) for item in block.items]
    return (block.ordered, block.start, items) if block.ordered else items


def told(html):
    assert_law_one(read(page(html)))
    return [shape(block) for block in blocks(page(html))]


def word(mark, text, level=1, *, filtered=False, left=36):
    if filtered:
        sign = f"{mark}{GAP}" if mark[:1].isdigit() else f"<span style='font-family:Symbol'>{mark}{GAP}</span>"
        return f"<p class=MsoListParagraph style='margin-left:{left}.0pt;text-indent:-18.0pt'>{sign}{text}</p>"
    sign = f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}{GAP}</span><![endif]>"
    return f"<p class=MsoNormal style='mso-list:l0 level{level} lfo1'>{sign}{text}</p>\n"


@pytest.mark.parametrize("filtered", [False, True])
def test_words_bullets_are_a_list_without_their_bullets(filtered):
    html = word("·", "Bring your card.", filtered=filtered) + word("·", "Do <b>not</b> eat before.", filtered=filtered)
    assert told(html) == [["Bring your card.", "Do not eat before."]]
    assert set(cut(read(page(html))).values()) == {"list mark"}


def test_words_lists_within_lists():
    html = word("·", "Bring:") + word("o", "your card", 2) + word("o", "your tablets", 2) + word("·", "Do not eat.")
    assert told(html) == [[("Bring:", ["your card", "your tablets"]), "Do not eat."]]
    margins = word("·", "Bring:", filtered=True) + word("o", "your card", filtered=True, left=72)
    assert told(margins + word("§", "Do not eat.", filtered=True)) == [[("Bring:", ["your card"]), "Do not eat."]]


@pytest.mark.parametrize("filtered", [False, True])
def test_words_numbers_are_those_of_the_list(filtered):
    html = "".join(word(f"{n}.", f"Step {n} of the plan.", filtered=filtered) for n in (3, 4, 5))
    assert told(html) == [(True, 3, ["Step 3 of the plan.", "Step 4 of the plan.", "Step 5 of the plan."])]


def test_numbers_that_do_not_go_on_begin_another_list():
    html = word("1.", "Wash your hands.") + word("2.", "Dry them.") + word("1.", "Shake the bottle.")
    assert told(html) == [(True, 1, ["Wash your hands.", "Dry them."]), (True, 1, ["Shake the bottle."])]
    html = word("2.", "Wash your hands.") + word("7.", "Shake the bottle.")
    assert told(html) == [(True, 2, ["Wash your hands."]), (True, 7, ["Shake the bottle."])]


def test_letters_and_roman_numbers_stay_what_they_are():
    html = word("a)", "Wash your hands as shown.") + word("b)", "Dry them as shown.")
    assert told(html) == ["a) Wash your hands as shown.", "b) Dry them as shown."]
    assert told(word("iv.", "Wash your hands as shown.")) == ["iv. Wash your hands as shown."]


@pytest.mark.parametrize("bullet", ["•", "●", "▪", "■", "◦", "‣"])
def test_lines_that_begin_with_a_bullet_are_a_list(bullet):
    html = f"<p>Bring:<br>{bullet} your card<br>\n {bullet}&nbsp;<i>all</i> tablets<br>\nCome early.</p>"
    assert told(html) == ["Bring:", ["your card", "all tablets"], "Come early."]


def test_three_lines_that_begin_with_a_dash_are_a_list_and_two_are_none():
    assert told("<p>- your card<br>- your tablets<br>- your glasses</p>") == [
        ["your card", "your tablets", "your glasses"]
    ]
    assert told("<p>– Are you in pain?<br>– Not now.</p>") == ["– Are you in pain? – Not now."]
    assert not any(isinstance(b, list) for b in told("<p>- your card<br>* your tablets<br>- your glasses</p>"))


def test_lines_in_one_piece_of_type_are_a_list():
    html = "<p><font size=2>• <font color=red>your card</font><br>• <font>your tablets</font></font></p>"
    assert told(html) == [["your card", "your tablets"]]


@pytest.mark.parametrize("tag", ["p", "div"])
def test_paragraphs_that_begin_with_a_bullet_are_a_list(tag):
    html = f"<{tag}>• Bring your card.</{tag}><{tag}><b>•</b> Bring your tablets.</{tag}><{tag}>Come early.</{tag}>"
    assert told(html) == [["Bring your card.", "Bring your tablets."], "Come early."]


def test_one_bullet_makes_no_list():
    assert told("<p>• Bring your card with you, please.</p><p>Come early.</p>") == [
        "• Bring your card with you, please.", "Come early.",
    ]  # fmt: skip


def test_a_bullet_in_an_item_is_not_printed_twice():
    assert told("<ul><li>• Bring your card.</li><li>• Come early.</li></ul>") == [["Bring your card.", "Come early."]]


@pytest.mark.parametrize(
    "html",
    [
        "<p>-5 to +5<br>-3 to +3<br>-1 to +1</p>",  # numbers, and no space behind the sign
        "<pre>- one\n- two\n- three</pre>",
        "<p>Doses: 5 mg • 10 mg • 20 mg</p>",
    ],
)
def test_what_is_no_list_stays_as_it_is(html):
    assert not any(isinstance(block, list) for block in told(html))


def test_a_dose_that_follows_a_bullet_keeps_every_sign():
    html = "<p>• &lt; 5 mg<br>• 0.5 mg<br>• − 3 °C</p>"
    assert told(html) == [["< 5 mg", "0.5 mg", "− 3 °C"]]


@pytest.mark.parametrize(
    "html",
    [
        f"<p class=MsoListParagraph>1.<b>{GAP}Do not take aspirin</b></p>",
        f"<p class=MsoListParagraph>1.<a href='x.html'>{GAP}Do not take more than 5 mg</a> a day.</p>",
        f"<p class=MsoListParagraph><span>≥{GAP}</span>65 years of age</p>",
        "<table><tr><th>Power</th><td>– 2.00<br>– 3.00<br>– 4.50</td></tr></table>",
        "<p>Store at:<br>- 5 degrees<br>- 10 degrees<br>- 15 degrees</p>",
        "<p>Do <span data-mark='list'>not</span> take 5 mg.</p>",
        f"<p>Do <span data-mark='list'>•{' ' * 60}not</span> take 5 mg.</p>",
        word("0.", "Nothing to do on the first day."),
        "<pre>x <span>• a\n<br>• b</span>c</pre>",
        "<p><strong>• Take one tablet<br>• Do not drive</strong>, said the nurse.</p>",
        "<p>Dose<span><br>• 5 mg in the morning<br>• 10 mg at night</span>ly given</p>",
    ],
)
def test_what_is_no_mark_is_not_taken_for_one(html):
    reading = read(page(html))
    assert "list mark" not in {removal.rule for removal in reading.removals}
    seen = words.tokens(visible_text(reading.source))
    assert borders(seen, [words.tokens(run.text) for run in reading.runs]) == ([], [])


def test_bullets_and_numbers_at_one_level_are_lists_of_their_own():
    mixed = word("1.", "Wash your hands.") + word("·", "With soap.") + word("2.", "Dry them.")
    assert told(mixed) == [(True, 1, ["Wash your hands."]), ["With soap."], (True, 2, ["Dry them."])]
    assert told(word("·", "With soap.") + word("1.", "Dry them.")) == [["With soap."], (True, 1, ["Dry them."])]


def test_margins_that_rise_nest_no_deeper_than_words_levels():
    html = "".join(word("·", f"item {n}", filtered=True, left=10 + n) for n in range(300))
    assert grow(html).deepest < 30


def test_lists_in_thousands_take_the_time_of_their_number():
    def work(number):
        html = page("<p>• one<br>• two</p><p>three</p>" * number + "<p>• four</p><p>• five</p><p>six</p>" * number)
        return calls_made(lambda: read(html))

    assert work(400) < 2.5 * work(200)


_LINES = st.lists(
    st.sampled_from(["• one", "- two", "three", "<b>•</b> four", "<i>• five</i>", " ", "·", "<!-- x -->• six", "a •"]),
    max_size=6,
)
_PARTS = st.one_of(
    _LINES.map(lambda lines: f"<p>{'<br>'.join(lines)}</p>"),
    _LINES.map(lambda lines: f"<div>{'<br>'.join(lines)}<p>• seven</p></div>"),
    _LINES.map(lambda lines: "".join(f"<p>{line}</p>" for line in lines)),
    st.builds(word, st.sampled_from(["·", "1.", "2.", "a)", ""]), st.just("eight"), st.integers(1, 3)),
    st.builds(word, st.sampled_from(["·", "1.", "2.", "a)", ""]), st.just("nine"), filtered=st.just(True)),
)


@given(st.lists(_PARTS, max_size=6).map("".join))
def test_no_word_is_lost_or_moved_whatever_is_typed(html):
    assert_law_one(read(page(html)))


def test_the_list_is_spoken_and_set_without_its_marks():
    assert "•" not in kept(read(page("<p>• your card<br>• your tablets</p>")))
