"""What the page's own style sheets hide, and what they show again."""

from __future__ import annotations

import pytest

from tests.reading.pages import assert_law_one, cut, kept, page, read

SAID = (
    "<p>Rest the leg on two pillows and cool the ankle for ten minutes, four times a day.</p>"
    "<p>Do not put ice straight on the skin, and never sleep with it.</p>"
)


def styled(sheet, body=f"<p>Between.</p><div class=x>{SAID}</div>", around="<style>{}</style>"):
    return read(page(body, head=around.format(sheet)))


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none} @media (min-width:768px){.x{display:block}}",
        ".x{display:none} .y{color:red} .x{display:flex}",
        ".x{display:none} .x.show{display:block}",
        ".x{display:none} .open .x{display:block}",
        ".x{display:none} .x:target{display:block}",
        ".x{visibility:hidden} .done .x{visibility:visible}",
    ],
)
def test_what_the_page_shows_again_is_kept(sheet):
    reading = styled(sheet)
    assert_law_one(reading)
    assert "Do not put ice straight on the skin" in kept(reading)


@pytest.mark.parametrize(
    "sheet",
    [
        ".x{display:none}",
        ".x{display:block} .x{display:none}",
        ".x{display:none} @media print{.x{display:block}}",
        ".x{display:none} @media (max-width:600px){.x{display:block}}",
        ".x{display:none} .xy{display:block}",
        ".y .x{color:red} .x{display:none}}",
        ".x{display:none} .y{ { .z{display:block}",
    ],
)
def test_what_stays_hidden_is_cut(sheet):
    reading = styled(sheet)
    assert_law_one(reading)
    assert "hidden" in cut(reading).values()


def test_a_sheet_for_pages_without_scripts_hides_nothing():
    around = "<noscript><style>{}</style></noscript>"
    assert "Do not put ice" in kept(styled(".x{display:none}", around=around))


def test_a_window_that_a_state_opens_stays_hidden():
    body = f"<p>Between.</p><div class='x tooltip-box'>{SAID}</div>"
    assert "Do not put ice" not in kept(styled(".x{display:none} .x.show{display:block}", body))


def test_a_sheet_of_braces_alone_is_read_in_one_pass():
    assert "hidden" in cut(styled("{" * 60_000 + "}" * 60_000 + ".x{display:none}")).values()
