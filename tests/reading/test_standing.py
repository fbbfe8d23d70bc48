"""What stands or falls with others: a list with the line before it, a series, a fold's answer, a figure's sentences."""

from __future__ import annotations

import pytest

from a11y_export.model import Figure
from a11y_export.reading import folds
from a11y_export.reading.options import ReadingOptions
from a11y_export.reading.page import parse
from tests.effort import calls_made
from tests.reading.pages import PROSE_TEXT, assert_law_one, kept, read
from tests.reading.test_scorecard import article, weighing

AGAINST, LITTLE_AGAINST, FOR = -3.0, -0.5, 3.0


def staying(inner, points, *, others=FOR):
    """Give the article's text where `points` says what the scorecard makes of the passages, by how they begin."""

    def weigh(passage):
        return next((value for start, value in points.items() if passage.text.startswith(start)), others)

    with weighing(weigh):
        reading = read(article(inner))
    assert_law_one(reading)
    return kept(reading)


WHOM = ("nurses", "carers", "porters")
ITEMS = "".join(f'<li><a href="/course/{name}">A course for {name}</a></li>' for name in WHOM)


@pytest.mark.parametrize(
    ("line", "points", "stays"),
    [
        ("<p>Here are some of the courses:</p>", FOR, True),
        ("<p>Suggested reading:</p>", 0.4, True),
        ("<p>More courses:</p>", AGAINST, False),  # which goes itself
        ("<p>Here are some of the courses.</p>", FOR, False),
        ("<p>Tags:</p>", FOR, False),  # one word
        ('<p><a href="/all">Here are all the courses:</a></p>', FOR, False),
    ],
)
def test_a_list_stays_with_the_line_that_announces_it(line, points, stays):
    start = line.removeprefix("<p>").removeprefix('<a href="/all">')[:9]
    text = staying(f"{line}<ul>{ITEMS}</ul>", {"A course": AGAINST, start: points})
    assert ("A course for nurses" in text, "A course for porters" in text) == (stays, stays)


def series(boxes):
    return "<div class='steps'>" + "".join(f"<div class='step'><h4>{name}</h4></div>" for name in boxes) + "</div>"


NAMES = ["Wash your hands", "Shake the bottle", "Hold your breath", "Breathe out", "Rinse your mouth"]


def test_what_stands_at_the_same_place_of_several_boxes_is_weighed_together():
    text = staying(series(NAMES), {"Hold your": LITTLE_AGAINST})
    assert all(name in text for name in NAMES)
    most = dict.fromkeys((name[:9] for name in NAMES if name != "Breathe out"), AGAINST)
    gone = staying(series(NAMES), most | {"Breathe": 1.0})
    assert not any(name in gone for name in NAMES)


def test_two_boxes_are_no_series():
    text = staying(series(NAMES[:2]), {"Shake": AGAINST})
    assert "Wash your hands" in text
    assert "Shake the bottle" not in text


def test_a_scrap_of_a_list_that_stays_is_not_cut_out_of_it():
    inner = (
        "<ol><li><div><b>19 March</b></div><p>The nurse calls from the ward and asks you to come in on Monday.</p></li>"
        "<li><div><b>21 March</b></div><p>You meet the surgeon, who explains once more what will be done.</p></li></ol>"
    )
    text = staying(inner, {"19 March": -2.0, "21 March": -2.0})
    assert "19 March The nurse calls" in text
    assert "21 March You meet" in text


@pytest.mark.parametrize(
    ("lines", "points", "stays"),
    [
        (["Weight: little with the pot", "Fuel: a canister of gas", "Output: most at full throttle"], -0.9, True),
        (["Weight: little with the pot", "Fuel: a canister of gas", "Output: most at full throttle"], -1.1, False),
        (["Weight: little with the pot", "Fuel: a canister of gas"], -0.9, False),
        (["Ruiz, A.", "Bo, L.", "Lee, C.", "Roe, D."], -0.9, False),
    ],
)
def test_lines_alike_side_by_side_are_a_list_though_they_are_called_none(lines, points, stays):
    inner = "<div>" + "".join(f"<div class='spec'>{line}</div>" for line in lines) + "</div>"
    text = staying(inner, dict.fromkeys(lines, points))
    assert [line in text for line in lines] == [stays] * len(lines)


def test_a_link_of_a_list_that_stays_may_go():
    inner = (
        "<ul><li><p>The nurse calls from the ward and asks you to come in on Monday.</p>"
        "<div><a href='/o'>See offers</a></div></li></ul>"
    )
    text = staying(inner, {"See offers": -9.0, "The nurse calls": 0.8})
    assert "The nurse calls" in text
    assert "See offers" not in text


def test_the_name_of_a_box_stays_with_its_text():
    said = "It is picked by hand in spring, {0} weeks after the rain."
    box = "<div class='tea'><a class='name' href='/tea/{0}'>Tea number {0}</a><p>" + said + "</p></div>"
    text = staying("<div>" + "".join(box.format(n) for n in range(3)) + "</div>", {"Tea number": AGAINST})
    assert all(f"Tea number {n} {said.format(n)}" in text for n in range(3))


def test_what_answers_a_folded_question_is_cut_only_when_nearly_all_speaks_against_it():
    fold = (
        "<div><h3><button aria-expanded='false' aria-controls='a1'>{0}</button></h3>"
        "<div id='a1' role='region'><p>We ask you to come an hour before, on an empty stomach.</p></div></div>"
    )
    answer = "We ask you to come an hour before, on an empty stomach."
    assert answer in staying(fold.format("When should I come?"), {"We ask": -2.0, "When": AGAINST})
    assert answer not in staying(fold.format("When should I come?"), {"We ask": AGAINST, "When": AGAINST})
    assert answer not in staying(fold.format("The authors and their posts"), {"We ask": -2.0, "The authors": AGAINST})


@pytest.mark.parametrize(
    "fold",
    [
        "<details><summary>{}</summary>{}</details>",
        "<amp-accordion><section><h4>{}</h4>{}</section></amp-accordion>",
    ],
)
def test_folds_without_scripts_are_folds(fold):
    answer = "We ask you to come an hour before, on an empty stomach."
    inner = fold.format("When should I come?", f"<p>{answer}</p>")
    assert answer in staying(inner, {"We ask": -2.0})
    assert answer not in staying(inner.replace("come?", "come"), {"We ask": -2.0})


def test_panels_are_told_by_what_opens_them():
    tree = parse(
        b"<body><a aria-controls='x y'>Open</a><p id=x>One</p><p>Two</p><div id=y><p id=x>Three</p></div>"
        b"<div role=tabpanel>Four</div></body>",
        "page.html",
        ReadingOptions(),
    ).tree
    inside = [str(t) for t in tree.texts if any(first <= t.at < end for first, end in folds.panels(tree))]
    assert inside == ["One", "Three", "Four"]


def test_panels_within_panels_are_no_more_work_than_beside_one_another():
    def work(number):
        page = "<body>" + "".join(f"<a aria-controls='p{n}'>o</a><div id='p{n}'>x" for n in range(number)) + "</body>"
        tree = parse(page.encode(), "page.html", ReadingOptions(max_elements=100_000)).tree
        return calls_made(lambda: folds.panels(tree))

    assert work(400) < 2.5 * work(200)


def test_a_sentence_beside_the_caption_stays_with_its_figure():
    inner = (
        "<figure><figcaption>Fig. 1</figcaption><img src='a.png' alt='A chart of three lines'>"
        "<div><p>Flow of the patients through both periods, who left and why.</p></div></figure>"
    )
    assert "Flow of the patients" in staying(inner, {"Flow": -2.0})
    assert "Flow of the patients" not in staying(inner.replace("figcaption", "b"), {"Flow": -2.0})


def test_the_heading_of_the_sources_stays_with_them():
    inner = "<div class='field__label'>Sources</div><p>The tower captain at Great Ashby checked what is said here.</p>"
    assert "Sources The tower captain" in staying(inner, {"Sources": -2.0})


def test_a_picture_that_can_be_enlarged_stays_though_the_line_below_it_goes():
    inner = "<div><a href='big/lung.jpg'><img src='lung.jpg' alt='A lung'></a><span>Press for more</span></div>"
    with weighing(lambda passage: AGAINST if passage.text.startswith("Press") else FOR):
        reading = read(article(inner))
    assert "Press for more" not in kept(reading)
    figures = [block for s in reading.article.sections for block in s.blocks if isinstance(block, Figure)]
    assert [figure.name for figure in figures] == ["lung.jpg"]


def test_of_one_list_at_the_end_no_item_goes_while_another_stays():
    last = "<ul><li>Chair exercises for the knee, which need no band</li><li><a href='/b'>On stairs</a></li></ul>"
    prose = "".join(f"<p>{text}</p>" for text in PROSE_TEXT)
    text = kept(read(f"<html><body><article><h1>Knees</h1>{prose}{last}</article></body>"))
    assert text.endswith("which need no band On stairs")
