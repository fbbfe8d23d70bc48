"""The batch page: one row per article, the failed ones with what went wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from a11y_export.pages.readability import verdict_shown
from a11y_export.pages.render import render

DISCLAIMERS = {
    "found": "found in the article",
    "supplied": "supplied by the clinic",
    "none": "none",
}
"""What each origin of a disclaimer is called on the page."""

_TOTALS = {
    "articles": "Articles", "done": "Finished", "failed": "Failed", "skipped": "Unchanged since the last run",
    "pages": "Pages to print", "minutes": "Minutes of sound", "words_cut": "Words cut", "warnings": "Warnings",
}


def index_page(rows: Sequence[Mapping[str, Any]], totals: Mapping[str, Any]) -> str:
    """Give the page of a batch, in English, in the order of `rows`.

    A finished article's row has "title" and may have "language", "folder", "verdict", "grade", "pages", "minutes",
    "words_cut", "disclaimer" (found, supplied or none), "warnings" (texts) and "links" ({"label", "href"}, href
    relative to the page). A failed one has "error", the reason. `totals` are shown in their own order, without None.
    """
    finished, failed = [], []
    for number, row in enumerate(rows, start=1):
        if row.get("error"):
            failed.append({
                "number": number, "title": row.get("title") or row.get("folder", ""), "error": row["error"],
                "language": row.get("language", ""),
            })
            continue
        links = row.get("links") or ()
        finished.append({
            "number": number,
            "title": row["title"],
            "language": row.get("language", ""),
            "folder": row.get("folder", ""),
            "verdict": verdict_shown(row["verdict"]) if row.get("verdict") else None,
            "grade": row.get("grade"),
            "estimate": row.get("verdict") == "TOO_SHORT",
            "pages": _number(row.get("pages")),
            "minutes": _number(row.get("minutes")),
            "words_cut": _number(row.get("words_cut")),
            "disclaimer": DISCLAIMERS.get(str(row.get("disclaimer", "")), str(row.get("disclaimer", ""))),
            "warnings": tuple(row.get("warnings") or ()),
            "links": [{"label": link["label"], "href": relative(link["href"])} for link in links],
        })
    return render(
        "index.xhtml",
        finished=finished,
        failed=failed,
        totals=[
            (_TOTALS.get(key, key.replace("_", " ").capitalize()), _number(value))
            for key, value in totals.items() if value is not None
        ],
    )


def relative(href: str) -> str:
    """Give a path as a relative address: a colon is quoted, so that no scheme and no script can hide in a file name."""
    return quote(href.lstrip("/\\"), safe="/#")


def _number(value: object) -> str:
    """Give a number as people write it, without needless places; nothing for None."""
    if value is None:
        return ""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
