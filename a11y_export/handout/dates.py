"""ISO dates in words of the article's language."""

from __future__ import annotations

import re

from a11y_export.wording import FALLBACK, Wording, primary

_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?")
_MONTH_FIRST = frozenset({"US", "PH"})  # regions (CLDR) that put the month before the day


def in_words(date: str, wording: Wording) -> str:
    """Give an ISO date (YYYY-MM-DD, YYYY-MM) in words: "23 November 2026", "November 23, 2026".

    What is no such date, and every date in a language that has no months of its own here, stays as it is.
    """
    match = _ISO.fullmatch(date)
    if match is None:
        return date
    month = wording.get(f"date.month_{int(match['m'])}")
    if primary(month.lang) == FALLBACK != primary(wording.language):
        return date
    if not match["d"]:
        return wording.get("date.month", month=month.text, year=match["y"]).text
    regions = {part.upper() for part in wording.language.replace("_", "-").split("-")[1:]}
    key = "date.day_us" if regions & _MONTH_FIRST else "date.day"
    return wording.get(key, day=int(match["d"]), month=month.text, year=match["y"]).text
