"""Read what a PDF says of itself beside its pages: its marks, and where bookmarks and links lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from a11y_export.proof.htmltext import Unreadable, read_strictly


def facts_of(pdf: Any) -> list[str]:
    """Give what a file lacks of what assistive technology relies on."""
    catalog = pdf.Root
    marked: Mapping[str, Any] = catalog.get("/MarkInfo", {})
    shown: Mapping[str, Any] = catalog.get("/ViewerPreferences", {})
    out = [] if bool(marked.get("/Marked", False)) else ["it is not marked as tagged"]
    out += ["its tags are suspect"] if bool(marked.get("/Suspects", False)) else []
    out += [] if bool(shown.get("/DisplayDocTitle", False)) else ["its title is not shown"]
    out += [] if str(shown.get("/PrintScaling", "")) == "/None" else ["it may be printed smaller"]
    out += [] if "/OutputIntents" in catalog else ["its colours are those of no device"]
    out += ["it is encrypted"] if pdf.is_encrypted else []
    out += [
        f"page {n} has no order for the keyboard" for n, page in enumerate(pdf.pages, 1)
        if str(page.obj.get("/Tabs", "")) != "/S" and "/Annots" in page.obj
    ]
    return out


def about_of(pdf: Any) -> dict[str, str]:
    """Give what a file says of itself to libraries and archives: in its old dictionary, and in its XMP packet."""
    out = {key: str(pdf.docinfo.get(f"/{key}", "")) for key in ("Title", "Author", "Subject", "Creator", "Keywords")}
    try:
        root = read_strictly(pdf.Root.Metadata.read_bytes())
    except (AttributeError, Unreadable):
        return out
    said = [e for home in root.iter("Description") for e in home if isinstance(e.tag, str)]
    for key in ("title", "creator", "description", "language", "CreatorTool"):
        out[key] = " ".join("".join(e.itertext()).strip() for e in said if e.tag == key)
    # Of the two parts the first is PDF/UA's: the namespaces are gone here.
    out["part"] = " ".join(str(e.text) for e in said if e.tag in ("part", "conformance"))
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
