"""Dates as pages write them; one that could mean two things is none."""

import pytest

from a11y_export.reading.dates import address_date, find_date, is_all, iso_date, near, order_of, told_date, turned


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
        ("Thu, 07 Mar 2024 10:00:00 GMT", "2024-03-07"),
        ("Thursday, March 7, 2024 at 9:09 am", "2024-03-07"),
        ("2024 Mar 7", "2024-03-07"),
        ("Thu Mar 07 10:15:00 CET 2024", "2024-03-07"),
        ("2024. március 7.", "2024-03-07"),
        ("2024. 3. 7.", "2024-03-07"),
        ("7. března 2024", "2024-03-07"),
        ("7 березня 2024", "2024-03-07"),
        ("7 mars 2024", "2024-03-07"),
        ("7 martie 2024", "2024-03-07"),
        ("7. maaliskuuta 2024", "2024-03-07"),
        ("31. Dezember 2021-06. Januar 2022", "2021-12-31"),
        ("20240307", "2024-03-07"),
        ("20240307T101500Z", "2024-03-07"),
        ("7 mayo, 2024", "2024-05-07"),
        ("31.10.23", "2023-10-31"),
        ("7 मार्च 2024", "2024-03-07"),
        ("७ मार्च २०२४", "2024-03-07"),
        ("2024年3月7日", "2024-03-07"),
        ("7 marca 2024", "2024-03-07"),
        ("7 марта 2024", "2024-03-07"),
        ("7 Mart 2024", "2024-03-07"),
        ("İ 7 March 2024", "2024-03-07"),
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


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2025", "dmy", "2025-04-03"), ("03/04/2025", "mdy", "2025-03-04"), ("3.4.25", "dmy", "2025-04-03"),
        ("10/12/2023 7:38:01 PM", "mdy", "2023-10-12"), ("25/12/2024", "mdy", "2024-12-25"), ("3/4/25", "", ""),
    ],
)  # fmt: skip
def test_an_order_that_is_known_settles_figures(text, order, expected):
    assert iso_date(text, order) == expected


@pytest.mark.parametrize(
    ("language", "others", "expected"),
    [
        ("de", (), "dmy"), ("en-GB", (), "dmy"), ("en-US", (), "mdy"), ("en", (), ""), ("", (), ""),
        ("", ("seen on 25/12/2024",), "dmy"), ("", ("seen on 12/25/2024",), "mdy"),
        ("", ("25/12/2024", "12/25/2024"), ""), ("hi", (), "dmy"), ("es_US", (), "mdy"),
    ],
)  # fmt: skip
def test_the_order_is_told_by_the_language_and_by_other_dates(language, others, expected):
    assert order_of(language, others) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2019/05/12/asthma", "2019-05-12"), ("https://example.org/2019-05-12-a", "2019-05-12"),
        ("https://example.org/a/20190512/asthma", "2019-05-12"), ("https://example.org/2019/05/asthma", ""),
        ("https://example.org/2019/13/12/", ""), ("https://example.org/?d=/2019/05/12/", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_may_name_the_day(url, expected):
    assert address_date(url) == expected


def test_two_days_may_be_one_moment_or_one_date_turned():
    assert near("2019-05-12", "2019-05-13")
    assert near("2018-12-31", "2019-01-01")
    assert not near("2019-05-12", "2019-05-14")
    assert not near("2019-05", "2019-05-12")
    assert turned("2019-05-12", "2019-12-05")
    assert not turned("2019-05-12", "2019-05-12")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1614902400", "2021-03-05"), ("1614902400000", "2021-03-05"), ("2021-03-05T01:00", "2021-03-05"), ("161490", "")],
)
def test_a_value_of_the_head_may_be_seconds(value, expected):
    assert told_date(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/ June 12, 2020 9:49 am EST", True),
        ("Monday, August 11th, 2025 at 11:00 am", True),
        ("18.10.2019 16:06 Uhr", True),
        ("On May 3, 2020 we ate fish", False),
    ],
)
def test_a_text_may_be_a_date_and_nothing_else(text, expected):
    found = find_date(text)
    assert found is not None
    assert is_all(text, found) is expected
