"""Prove law 1 against the page itself: every visible word of it stands on the record, once, in its place.

The page is parsed again, here with lxml alone. The words of its text nodes under body, script, style and template left
out, must be the words of the recorded runs: the same characters in the same order, and the same borders between them,
but where a cut stands inside of a word. A plain-text dump is compared as it was decoded.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from a11y_export import words
from a11y_export.model import Check
from a11y_export.proof.borders import borders
from a11y_export.proof.composed import walk

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
UNSEEN = "unseen disclaimer is the page's"
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def prove_source(source: str, folder: Path, *, dump: bool = False) -> list[Check]:
    """Give the checks that the record in `folder` accounts for every visible word of the decoded page, or `dump`."""
    record = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))
    return [_visible(source, record["runs"], dump), *_unseen(source, record.get("added_words", []))]


def _visible(source: str, runs: list[dict[str, Any]], dump: bool) -> Check:
    said = [words.tokens(run["text"]) for run in runs]
    seen = words.tokens(source if dump else visible_text(source))
    # NFC once more over the whole: a mark that stands in another element than its letter joins it only here.
    recorded = normalize("NFC", "".join(t for tokens in said for t in tokens))
    visible = normalize("NFC", "".join(seen))
    if recorded != visible:
        pairs = zip(visible, recorded, strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(visible), len(recorded)))
        evidence = f"the page has “{visible[at : at + 40]}”, the record “{recorded[at : at + 40]}”"
        return Check(NAME, RECORD, False, f"at character {at}: {evidence}")
    glued, split = borders(seen, said)
    wrong = next(iter([*glued, *split]), None)
    joined = "".join(seen)
    evidence = f"{len(visible)} characters in {len(runs)} runs"
    if wrong is not None:
        evidence = f"words are joined or parted otherwise at “{joined[max(0, wrong - 20) : wrong + 20]}”"
    return Check(NAME, RECORD, wrong is None, evidence)


def _unseen(source: str, added: list[dict[str, Any]]) -> list[Check]:
    """Give a check that each paragraph of a disclaimer which no reader sees stands whole in the data it is said to."""
    entries = [(a["origin"], words.tokens(a["text"])) for a in added if a["where"] == "disclaimer"]
    if not entries:
        return []
    held = {origin: [_row(words.tokens(t)) for t in data_texts(source, origin)] for origin, _ in entries}
    missing = [wanted for origin, wanted in entries if not any(_row(wanted) in text for text in held[origin])]
    evidence = f"{sum(len(wanted) for _, wanted in entries)} words in {', '.join(held)}"
    if missing:
        evidence = f"not in the page's data: “{' '.join(missing[0])[:80]}”"
    return [Check(UNSEEN, RECORD, not missing, evidence)]


def _row(tokens: list[str]) -> str:
    return f" {' '.join(tokens)} "


def data_texts(html: str, origin: str) -> list[str]:
    """Give the texts of a page's data: the strings of its JSON-LD, or what its `meta` elements hold."""
    from lxml import etree

    root = etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), _parser())
    if root is None:
        return []
    if origin != "json-ld":
        return [_plain(m.get("content") or "") for m in root.iter("meta")]
    blocks = [s.text or "" for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower()]
    found = []
    for literal in (m.group() for block in blocks for m in _STRING.finditer(block)):
        try:
            found.append(_plain(str(json.loads(literal, strict=False))))
        except ValueError:
            continue
    return found


def _plain(text: str) -> str:
    return re.sub(r"<[^<>]{0,300}>", " ", unescape(text))


def _parser() -> Any:
    from lxml import etree

    return etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8")


def visible_text(html: str) -> str:
    """Give the text of a page's text nodes under body in document order, a space at each border between words.

    Superscripts and subscripts are Unicode's own characters.
    """
    from lxml import etree

    # What stands after "</body>" is shown as well; without the end tags libxml2 reads on to the end.
    whole = re.sub(r"(?i)</(?:body|html)\s*>", "", html.replace("\0", ""))
    root = etree.fromstring(whole.encode("utf-8", "replace"), _parser())
    body = root.find("body") if root is not None else None
    if body is None:
        return ""
    out: list[str] = []
    raised: list[str] = []
    skipped = 0
    for event, part in walk(body):
        if event == "text":
            if not skipped:
                out.append(_shift(part, raised))
            continue
        name = part.tag
        if event == "start":
            skipped += name in _UNSEEN
            if not skipped:
                out.append(" " * _parts(part))
            if name in {"sup", "sub"}:
                raised.append(name)
        else:
            if name in {"sup", "sub"}:
                raised.pop()
            if not skipped:
                out.append(" " * _parts(part))
            skipped -= name in _UNSEEN
    return "".join(out)


def _parts(element: Any) -> bool:
    """Whether words end at the element's borders."""
    return element.tag in _PARTING or _BOX.search((element.get("style") or "")[:2000]) is not None


def _shift(text: str, raised: list[str]) -> str:
    if not raised:
        return text
    return words.superscript(text) if raised[-1] == "sup" else words.subscript(text)
