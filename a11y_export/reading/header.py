"""The article's own header: its title on the page, and the blocks around it that may be its byline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from a11y_export import words
from a11y_export.reading.around import within
from a11y_export.reading.ledger import BORDERS, Fate, Ledger
from a11y_export.reading.metadata import Facts
from a11y_export.reading.tree import Text

_AFTER, _BEFORE = 40, 8
_SITE_TAIL = re.compile(r"\s+(?:[|\u2013\u2014·»:]|-)\s+")


def find_title(soup: BeautifulSoup, facts: Facts, ledger: Ledger) -> tuple[str, Tag | None]:
    """Give the title and the element that shows it (None when only the page's head knows it)."""
    said = facts.title or _og_title(soup)
    head = soup.find("title")
    documented = words.fold(head.get_text()) if isinstance(head, Tag) else ""
    wanted = _bag(f"{said} {documented}")
    best: tuple[float, Tag] | None = None
    for level, bonus in (("h1", 0.35), ("h2", 0.0)):
        for element in soup.find_all(level):
            text = ledger.text_of(element)
            if not text or ledger.is_dead(element) or within(element, {"nav", "footer", "aside"}):
                continue
            bag = _bag(text)
            overlap = len(bag & wanted) / len(bag) if bag else 0.0
            score = overlap * min(1.0, len(bag) / 3) + bonus
            if level == "h1" and not wanted:
                score += 0.5
            if (best is None or score > best[0]) and (score >= 0.6 or level == "h1"):
                best = score, element
    if best is not None and (best[0] >= 0.6 or not said):
        return ledger.text_of(best[1]), best[1]
    if said:
        return said, None
    if best is not None:
        return ledger.text_of(best[1]), best[1]
    return _without_site(documented, facts.site), None


def _og_title(soup: BeautifulSoup) -> str:
    for key in ("og:title", "twitter:title", "citation_title", "dc.title"):
        meta = soup.find("meta", attrs={"property": key}) or soup.find("meta", attrs={"name": key})
        if isinstance(meta, Tag) and str(meta.get("content") or "").strip():
            return words.fold(str(meta.get("content"))[:500])
    return ""


def _without_site(title: str, site: str) -> str:
    """Give the document's title without the site's name at its end."""
    parts = _SITE_TAIL.split(title)
    if len(parts) > 1 and (len(parts[-1].split()) <= 4 or parts[-1].casefold() == site.casefold()):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
    return title


def _bag(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"\w+", text)}


def claim_title(element: Tag, ledger: Ledger) -> None:
    """Claim the title's words in the ledger."""
    ledger.keep_all(element, Fate.TITLE)


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees as one line: text nodes without a border between them, and the element that holds them."""

    element: Tag
    nodes: tuple[Text, ...]
    boxes: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The line's words, folded."""
        return words.fold("".join(self.nodes))

    @property
    def spaced(self) -> bool:
        """Whether white space stands between all its boxes, so that they read as one line."""
        pairs = zip(self.boxes, self.boxes[1:], strict=False)
        return all(a.nodes[-1][-1:].isspace() or b.nodes[0][:1].isspace() for a, b in pairs)


def around(title: Tag | None, ledger: Ledger) -> list[Line]:
    """List the short lines around the title in page order: a few before it, and those up to the article's prose."""
    lines = _lines(ledger)
    at = next((i for i, x in enumerate(lines) if title is not None and _is_in(x.nodes[0], title)), None)
    if at is None:
        return lines[:_AFTER]
    out = lines[max(0, at - _BEFORE) : at]
    prose = 0
    for line in lines[at + 1 : at + 1 + _AFTER]:
        if line.element.name in {"h2", "h3"} and prose:
            break
        prose += len(line.text.split()) > 30
        if prose > 1:
            break
        if not _is_in(line.nodes[0], title):
            out.append(line)
    return out


def _is_in(node: Text, element: Tag | None) -> bool:
    return any(p is element for p in node.parents)


def _lines(ledger: Ledger) -> list[Line]:
    """List the page's open lines; a line made of several inline boxes and nothing else gives one line for each."""
    out: list[Line] = []
    for group in ledger.stretches():
        nodes = [n for n in group if n.strip()]
        if not nodes or nodes[0].parent is None:
            continue
        boxes: list[tuple[Tag, list[Text]]] = []
        for node in nodes:
            box = _box(node)
            if boxes and boxes[-1][0] is box:
                boxes[-1][1].append(node)
            else:
                boxes.append((box, [node]))
        parts = tuple(Line(box, tuple(inner)) for box, inner in boxes) if len(boxes) > 1 else ()
        out.append(Line(_block(nodes[0]), tuple(nodes), parts))
    return out


def _box(node: Text) -> Tag:
    """Give the outermost inline element around a text node, or its block when it stands directly in that."""
    element = node.parent
    assert element is not None
    while element.name not in BORDERS and element.parent is not None and element.parent.name not in BORDERS:
        element = element.parent
    return element


def _block(node: Text) -> Tag:
    element = node.parent
    assert element is not None
    while element.name not in BORDERS and element.parent is not None:
        element = element.parent
    return element
