"""How old a review is: counted from a given day by the calendar, a month or a year from its first day."""

from datetime import date

import pytest

from a11y_export.errors import UsageError
from a11y_export.model import Source
from a11y_export.options import HandoutOptions, Options
from a11y_export.review import limit, warning


@pytest.mark.parametrize(("within", "expected"), [
    ("30", date(2026, 10, 24)), ("30 days", date(2026, 10, 24)), ("1d", date(2026, 11, 22)),
    ("3 years", date(2023, 11, 23)), ("1y", date(2025, 11, 23)), ("1 year", date(2025, 11, 23)),
])
def test_a_span_is_counted_back_by_the_calendar(within, expected):
    assert limit(date(2026, 11, 23), within) == expected


def test_from_the_29th_of_february():
    assert limit(date(2028, 2, 29), "1 year") == date(2027, 2, 28)
    assert limit(date(2028, 2, 29), "4 years") == date(2024, 2, 29)


@pytest.mark.parametrize("within", ["", "soon", "0", "-3", "3 weeks", "3.5 years", "99999 years", "201 years"])
def test_what_is_no_span_is_refused(within):
    with pytest.raises(UsageError):
        limit(date(2026, 11, 23), within)


def source(**facts):
    return Source("x.html", "0", **facts)


@pytest.mark.parametrize(("facts", "told"), [
    ({"reviewed": "2023-11-23"}, ""),
    ({"reviewed": "2023-11-22"}, "last reviewed on 2023-11-22, more than 3 years before 2026-11-23"),
    ({"reviewed": "2024-01-01", "published": "2009-01-01"}, ""),
    ({"published": "2009-01-01"}, "last published on 2009-01-01, more than 3 years"),
    ({"reviewed": "2023-11"}, "in 2023-11, which may be more than 3 years"),
    ({"reviewed": "2024"}, ""),
    ({"reviewed": "2023"}, "in 2023, which may be more than 3 years"),
    ({}, "No date of review or publication"),
    ({"reviewed": "last week"}, "No date of review or publication"),
])
def test_an_old_review_is_told(facts, told):
    said = warning(source(**facts), "2026-11-23", "3 years")
    assert told in said
    assert bool(said) == bool(told)


def test_nothing_is_told_when_it_was_not_asked_for():
    assert warning(source(), "2026-11-23", "") == ""


def test_without_a_date_it_cannot_be_counted():
    with pytest.raises(UsageError, match="--date"):
        Options(review_within="3 years")
    with pytest.raises(UsageError, match="no span"):
        Options(handout=HandoutOptions(date="2026-11-23"), review_within="soon")
    assert Options(handout=HandoutOptions(date="2026-11-23"), review_within="3 years").age_limit == (
        "2026-11-23", "3 years")
