"""Dates as pages write them; one that could mean two things is none."""

import pytest

from a11y_export.reading.dates import iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-07", "2024-03-07"),
        ("2024-03-07T10:15:00+01:00", "2024-03-07"),
        ("2024-03", "2024-03"),
        ("2024/3/7", "2024-03-07"),
        ("2024.03.07", "2024-03-07"),
        ("March 7, 2024", "2024-03-07"),
        ("Mar. 7, 2024", "2024-03-07"),
        ("Sept 7 2024", "2024-09-07"),
        ("7 March 2024", "2024-03-07"),
        ("7th of March 2024", "2024-03-07"),
        ("1st April, 2024", "2024-04-01"),
        ("Last reviewed on March 7th, 2024 by Dr. Lee", "2024-03-07"),
        ("March 2024", "2024-03"),
        ("7 de marzo de 2024", "2024-03-07"),
        ("7 de marzo del 2024", "2024-03-07"),
        ("marzo de 2024", "2024-03"),
        ("1er mars 2024", "2024-03-01"),
        ("7. März 2024", "2024-03-07"),
        ("7 marzo 2024", "2024-03-07"),
        ("7 de março de 2024", "2024-03-07"),
        ("7 maart 2024", "2024-03-07"),
        ("25/12/2024", "2024-12-25"),
        ("12/25/2024", "2024-12-25"),
        ("04.04.2024", "2024-04-04"),
    ],
)
def test_a_date_is_read(text, expected):
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["03/04/2025", "3.4.2025", "03-04-2025", "", "soon", "2024", "May help 2024 people", "13/13/2024", "2024-13-01",
     "12345-01-012", "call 112", "99 March 1024", "March 40, 2024", "2024-02-30", "31 April 2024"],
)
def test_what_is_no_date_or_could_be_two_is_none(text):
    assert iso_date(text) == ""
