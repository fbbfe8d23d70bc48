"""Prove law 1 against the page itself: every visible word of it stands on the record, once, in its place.

The page is parsed again, here with lxml alone. The words of its text nodes under body, script, style and template left
out, must be the words of the recorded runs: the same characters in the same order, and the same borders between them,
but where a cut stands inside of a word. A plain-text dump is compared as it was decoded.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import normalize

from a11y_export import words
from a11y_export.model import Check
from a11y_export.proof.borders import borders

_UNSEEN = frozenset({"script", "style", "template"})
# Elements that part words, of the proof's own knowledge: boxes, cells, breaks, pictures, and a formula's parts.
_PARTING = frozenset(
    [
        *("address", "amp-img", "article", "aside", "audio", "blockquote", "body", "br", "button", "canvas", "caption"),
        *("center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html"),
        *("iframe", "img", "legend", "li", "main", "math", "menu", "mi", "mn", "mo", "ms", "mtext", "nav", "noscript"),
        *("object", "ol", "optgroup", "option", "p", "picture", "pre", "search", "section", "select", "summary", "svg"),
        *("table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video"),
    ]
)
_BOX = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|inline-block|inline-flex)", re.IGNORECASE)
NAME, RECORD = "every visible word is on record", "record/cuts.json"


def prove_source(source: str, folder: Path, *, dump: bool = False) -> list[Check]:
    """Give the checks that the record in `folder` accounts for every visible word of the decoded page, or `dump`."""
    runs = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))["runs"]
    said = [words.tokens(run["text"]) for run in runs]
    seen = words.tokens(source if dump else visible_text(source))
    # NFC once more over the whole: a mark that stands in another element than its letter joins it only here.
    recorded = normalize("NFC", "".join(t for tokens in said for t in tokens))
    visible = normalize("NFC", "".join(seen))
    if recorded != visible:
        pairs = zip(visible, recorded, strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(visible), len(recorded)))
        evidence = f"the page has “{visible[at : at + 40]}”, the record “{recorded[at : at + 40]}”"
        return [Check(NAME, RECORD, False, f"at character {at}: {evidence}")]
    glued, split = borders(seen, said)
    wrong = next(iter([*glued, *split]), None)
    joined = "".join(seen)
    evidence = f"{len(visible)} characters in {len(runs)} runs"
    if wrong is not None:
        evidence = f"words are joined or parted otherwise at “{joined[max(0, wrong - 20) : wrong + 20]}”"
    return [Check(NAME, RECORD, wrong is None, evidence)]


def visible_text(html: str) -> str:
    """Give the text of a page's text nodes under body in document order, a space at each border between words.

    Superscripts and subscripts are Unicode's own characters.
    """
    from lxml import etree

    parser = etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8")
    # What stands after "</body>" is shown as well; without the end tags libxml2 reads on to the end.
    whole = re.sub(r"(?i)</(?:body|html)\s*>", "", html.replace("\0", ""))
    root = etree.fromstring(whole.encode("utf-8", "replace"), parser)
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
                out += [" " * _parts(element), _shift(element.text, raised)]
        else:
            skipped -= name in _UNSEEN
            if name in {"sup", "sub"}:
                raised.pop()
            if not skipped and name not in _UNSEEN:
                out.append(" " * _parts(element))
            if element is not body and not skipped:
                out.append(_shift(element.tail, raised))
    return "".join(out)


def _parts(element: Any) -> bool:
    """Whether words end at the element's borders."""
    return element.tag in _PARTING or _BOX.search((element.get("style") or "")[:2000]) is not None


def _shift(text: str | None, raised: list[str]) -> str:
    if not text:
        return ""
    if not raised:
        return text
    return words.superscript(text) if raised[-1] == "sup" else words.subscript(text)
