"""Read what a PDF says of itself beside its pages: its marks, and where bookmarks and links lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def facts_of(pdf: Any) -> list[str]:
    """Give what a file lacks of what assistive technology relies on."""
    catalog = pdf.Root
    marked: Mapping[str, Any] = catalog.get("/MarkInfo", {})
    shown: Mapping[str, Any] = catalog.get("/ViewerPreferences", {})
    out = [] if bool(marked.get("/Marked", False)) else ["it is not marked as tagged"]
    out += ["its tags are suspect"] if bool(marked.get("/Suspects", False)) else []
    out += [] if bool(shown.get("/DisplayDocTitle", False)) else ["its title is not shown"]
    out += ["it is encrypted"] if pdf.is_encrypted else []
    out += [
        f"page {n} has no order for the keyboard" for n, page in enumerate(pdf.pages, 1)
        if str(page.obj.get("/Tabs", "")) != "/S" and "/Annots" in page.obj
    ]
    return out


def bookmarks_of(catalog: Any, numbers: Mapping[Any, int]) -> list[tuple[str, int]]:
    """Give each bookmark's title and the page that it leads to, in order; -1 for one that leads nowhere."""
    out: list[tuple[str, int]] = []
    stack = [catalog.Outlines.First] if "/Outlines" in catalog and "/First" in catalog.Outlines else []
    while stack and len(out) < 100_000:
        item = stack.pop()
        out.append((str(item.get("/Title", "")), page_of(item, numbers)))
        stack += [item[key] for key in ("/Next", "/First") if key in item]
    return out


def page_of(item: Any, numbers: Mapping[Any, int]) -> int:
    """Give the page that a bookmark or a link leads to; -1 for none."""
    goal = item.get("/Dest", None)
    return -1 if goal is None or not len(goal) else numbers.get(goal[0].objgen, -1)
