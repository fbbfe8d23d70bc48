"""Whether an article's review lies too far back, counted from a date that staff give; the clock is never asked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from a11y_export.errors import UsageError

if TYPE_CHECKING:
    from a11y_export.model import Source

_SPAN = re.compile(r"(?P<n>[1-9]\d{0,4})\s?(?P<unit>d|days?|y|years?)?", re.IGNORECASE)
_DATE = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?")
_MOST_YEARS = 200


def iso_day(text: str) -> date | None:
    """Give the day that `text` (YYYY-MM-DD) names, or None."""
    match = _DATE.fullmatch(text)
    return _first_day(text) if match and match["d"] else None


def limit(day: date, within: str) -> date:
    """Give the day that lies `within` ("730 days", "3 years", or days as a number) before `day`; raises UsageError."""
    match = _SPAN.fullmatch(within.strip())
    wrong = UsageError("--review-within", f"“{within}” is no span of time.", "Give days or years: 730 days, 3 years.")
    if match is None:
        raise wrong
    count, unit = int(match["n"]), (match["unit"] or "d").lower()
    if unit.startswith("y") and count > min(_MOST_YEARS, day.year - 1):
        raise wrong
    try:
        if unit.startswith("d"):
            return day - timedelta(days=count)
        return day.replace(year=day.year - count)
    except OverflowError as error:
        raise wrong from error
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - count, day=28)


def warning(source: Source, day: str, within: str) -> str:
    """Give what staff should know of the article's age on `day`, "" when its review is recent enough or not asked for.

    The review's date counts, else the publication's. Of a month or a year alone, the first day counts: what may be too
    old is told.
    """
    today = iso_day(day)
    if not within or today is None:
        return ""
    what, told = ("reviewed", source.reviewed) if source.reviewed else ("published", source.published)
    found = _first_day(told)
    if found is None:
        return "No date of review or publication was found. Check that the article still holds."
    if found >= limit(today, within):
        return ""
    span = f"{within} days" if within.strip().isdecimal() else within.strip()
    whole = len(told) == len("YYYY-MM-DD")
    since = f"on {told}, more than" if whole else f"in {told}, which may be more than"
    return f"The article was last {what} {since} {span} before {day}. Check that it still holds."


def _first_day(text: str) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match["y"]), int(match["m"] or 1), int(match["d"] or 1))
    except ValueError:
        return None
