"""Prove law 1 against the page itself: every visible word of it stands on the record, once, in its place.

The page is parsed again, here with lxml alone. The words of its text nodes under body, script, style and template left
out, must be the words of the recorded runs: the same characters in the same order.
"""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import normalize

from a11y_export import words
from a11y_export.model import Check

_UNSEEN = frozenset({"script", "style", "template"})


def prove_source(html: str, folder: Path) -> list[Check]:
    """Give the checks that the record in `folder` accounts for every visible word of the decoded page."""
    runs = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))["runs"]
    # NFC once more over the whole: a mark that stands in another element than its letter joins it only here.
    recorded = normalize("NFC", "".join(t for run in runs for t in words.tokens(run["text"])))
    visible = normalize("NFC", "".join(words.tokens(visible_text(html))))
    if recorded == visible:
        return [
            Check(
                "every visible word is on record",
                "record/cuts.json",
                True,
                f"{len(visible)} characters in {len(runs)} runs",
            )
        ]
    at = next(
        (i for i, (a, b) in enumerate(zip(visible, recorded, strict=False)) if a != b), min(len(visible), len(recorded))
    )
    return [
        Check(
            "every visible word is on record",
            "record/cuts.json",
            False,
            f"at character {at}: the page has “{visible[at : at + 40]}”, the record “{recorded[at : at + 40]}”",
        )
    ]


def visible_text(html: str) -> str:
    """Give the text of a page's text nodes under body in document order; superscripts in Unicode's own characters."""
    from lxml import etree

    parser = etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8")
    root = etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    body = root.find("body") if root is not None else None
    if body is None:
        return ""
    out: list[str] = []
    raised: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if not skipped:
                out.append(_shift(element.tail, raised))
            continue
        name = element.tag
        if event == "start":
            skipped += name in _UNSEEN
            if name in {"sup", "sub"}:
                raised.append(name)
            if not skipped:
                out.append(_shift(element.text, raised))
        else:
            skipped -= name in _UNSEEN
            if name in {"sup", "sub"}:
                raised.pop()
            if element is not body and not skipped:
                out.append(_shift(element.tail, raised))
    return " ".join(out)


def _shift(text: str | None, raised: list[str]) -> str:
    if not text:
        return ""
    if not raised:
        return text
    return words.superscript(text) if raised[-1] == "sup" else words.subscript(text)
