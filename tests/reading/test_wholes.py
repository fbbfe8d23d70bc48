"""What stands or falls as a whole: numbered steps, lists made alike, the lines of an address, what announces a list."""

from unittest.mock import patch

import pytest

from a11y_export.reading import scorecard
from tests.reading.pages import PROSE, assert_law_one, kept, page, read


def weighed(html, points):
    """Give what is kept when each passage has the points of the first text that begins it, else all it can have."""

    def weigh(found):
        return [next((p for text, p in points.items() if x.text.startswith(text)), scorecard.SURE) for x in found]

    with patch.object(scorecard, "weigh", weigh):
        reading = read(page(PROSE * 2 + html))
    assert_law_one(reading)
    return kept(reading)


STEPS = "".join(f"<div class=s><p class={name}>{text}</p></div>" for name, text in [
    ("t", "1. The ear is full of glue."), ("t", "2. The surgeon makes a cut."), ("t", "3. The grommet holds it open."),
])  # fmt: skip


def test_steps_numbered_from_one_stay_with_the_one_that_stays():
    assert "2. The surgeon makes a cut. 3. The grommet" in weighed(STEPS, {"2. ": -2, "3. ": -2})
    assert "surgeon" not in weighed(STEPS, {"1. ": -2, "2. ": -2, "3. ": -2})  # none of them stays
    assert "surgeon" not in weighed(STEPS.replace("3. The", "7. The"), {"2. ": -2, "7. ": -2})  # no run of three


@pytest.mark.parametrize(
    "other",
    [
        STEPS.replace("2. The", "2 the"),  # a number without its sign may measure
        STEPS.replace("class=t>2.", "class=u>2."),  # another kind of line
        STEPS.replace("2. The surgeon makes a cut.", "2. <a href=/x>The surgeon makes a cut.</a>"),
    ],
)
def test_what_is_no_run_of_steps_is_weighed_line_by_line(other):
    assert "urgeon makes" not in weighed(other, {"2": -2, "3": -2})


GROUPS = (
    "<div class=g><h4>Sauce</h4><ul class=i><li>A pack of gnocchi</li><li>Three leeks, sliced</li></ul></div>"
    "<div class=g><h4>To finish</h4><ul class=i><li>One lemon</li><li>Chili flakes</li></ul></div>"
)


def test_a_list_made_like_one_that_stays_stays():
    assert "One lemon Chili flakes" in weighed(GROUPS, {"One": -0.9, "Chili": -0.9})
    assert "One lemon" not in weighed(GROUPS, {"One": -1.5, "Chili": -1.5})  # much speaks against it
    other = GROUPS.replace("<ul class=i><li>One", "<ul class=o><li>One")
    assert "One lemon" not in weighed(other, {"One": 0, "Chili": 0})
    linked = GROUPS.replace("One lemon", "<a href=/a>One lemon</a>").replace("Chili", "<a href=/b>Chili</a>")
    assert "One lemon" not in weighed(linked, {"One": -0.9, "Chili": -0.9})


def test_the_smaller_part_of_lists_made_alike_keeps_none():
    said = weighed(GROUPS, {"A pack": -0.5, "Three": -0.5})
    assert "One lemon Chili flakes" in said
    assert "leeks" not in said


ADDRESS = "<p class=address>Netherton Chapel Lane 4<br>Second floor, on the left<br>CB4 2ZZ</p>"


def test_an_address_is_kept_to_its_last_line():
    assert "on the left CB4 2ZZ" in weighed(ADDRESS, {"CB4": -3})
    assert "CB4" not in weighed(ADDRESS, {"Netherton": -3, "Second": -3, "CB4": -3})
    assert "more" not in weighed(ADDRESS.replace("CB4 2ZZ", "<a href=/m>Read more</a>"), {"Read": -3})
    assert "://" not in weighed(ADDRESS.replace("CB4 2ZZ", "https://lungs.example"), {"https": -3})


LIST = "<p>{}</p><ul><li>Columbus, Ohio</li><li>Trenton in New Jersey</li></ul>"


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Within 80 miles of these depots, yes:", True),
        ("在这些城市可以当天取件：", True),
        ("Within 80 miles of these depots, yes", False),
        ("Cities:", False),  # one word may head anything
        ("<a href=/depots>All of our depots are here:</a>", False),
    ],
)
def test_the_line_that_announces_a_list_stays_with_it(line, stays):
    said = weighed(LIST.format(line), {"Within": 0.2, "在": 0.2, "Cities": 0.2, "All": 0.2})
    assert ("Columbus" in said) is True
    assert any(start in said for start in ("Within", "在这", "Cities", "All of")) is stays


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Day unit: 01632 960 417, 7.30am to 8pm", True),
        ("Nurses: <a href='tel:+441632960422'>01632 960 422</a>", True),
        ("Ring the ward on +44 (0)1632 960 417 at night", True),
        ("01632 960 417", False),  # nobody is named
        ("Order 100-200-3 is ready", False),  # too few digits
        ("Order PMID: 1234 5678 90", False),
        ("Order of the charity 1234 567 890", False),
        ("Ring 1-800-555-0166 at night", True),
        ("<a href=/ward>The ward: 01632 960 417</a>", False),
    ],
)
def test_whom_to_ring_is_cut_only_when_much_speaks_against_it(line, stays):
    said = weighed(f"<div>{line}</div>", dict.fromkeys(("Day", "Nurses", "Ring", "01632", "Order", "The ward"), -0.9))
    assert (any(start in said for start in ("Day unit", "Nurses", "Ring the", "Ring 1", "01632", "Order"))) is stays
