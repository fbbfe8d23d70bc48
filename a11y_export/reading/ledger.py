"""The ledger: every visible word of the page gets exactly one fate, by position.

The universe is the text nodes under ``body`` except in script, style and template. A node's fate is settled once, in
the order in which the reading works (a pinned disclaimer before any cut); what is still open at the end was never
reached by the article and is cut as such. Counts and the record of cuts are derived from the fates, never kept beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from a11y_export import words
from a11y_export.model import Removal

UNSEEN = frozenset({"script", "style", "template"})

# Elements at whose borders a word ends. Everything else is inline, as browsers treat unknown elements.
BORDERS = frozenset(
    {
        "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "canvas", "caption",
        "center", "col", "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "html", "iframe", "img", "amp-img", "legend", "li", "main", "menu", "nav", "noscript",
        "object", "ol", "optgroup", "option", "p", "picture", "pre", "search", "section", "select", "summary",
        "svg", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul", "video",
    }
)


# A formula's parts stand apart: <mfrac><mn>1</mn><mn>2</mn></mfrac> is not twelve.
FORMULA = frozenset({"mi", "mn", "mo", "mtext", "ms", "math"})


_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|inline-block|inline-flex)", re.IGNORECASE)


def is_border(element: Tag) -> bool:
    """Whether words end at the element's borders: by its name, or by a style of its own that sets it as a box."""
    if element.name in BORDERS or element.name in FORMULA:
        return True
    style = element.get("style")
    return isinstance(style, str) and _BLOCK_STYLE.search(style[:2000]) is not None


class Fate(StrEnum):
    """What became of a text node."""

    ARTICLE = "article"
    TITLE = "title"
    METADATA = "metadata"
    DISCLAIMER = "disclaimer"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words of one fate, in page order; `removal` is an index into the removals when removed."""

    fate: Fate
    text: str
    removal: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A text node, or a border (None) between words."""

    node: NavigableString | None
    text: str


class Ledger:
    """The fates of one page's text nodes."""

    def __init__(self, soup: BeautifulSoup) -> None:
        """Number the page's text nodes in document order."""
        self._pieces = pieces(soup.body) if soup.body else []
        self.nodes = [p.node for p in self._pieces if p.node is not None]
        self._text = {id(p.node): p.text for p in self._pieces if p.node is not None}
        self._places = {id(p.node): at for at, p in enumerate(self._pieces) if p.node is not None}
        self._fate: dict[int, tuple[Fate, int | None]] = {}
        self._dead: set[int] = set()
        self._protected: set[int] = set()
        self.removals: list[Removal] = []

    def fate(self, node: NavigableString) -> Fate | None:
        """Give the node's fate, or None while it is open."""
        found = self._fate.get(id(node))
        return found[0] if found else None

    def is_open(self, node: NavigableString) -> bool:
        """Whether the node is visible text whose fate is not settled."""
        return id(node) in self._text and id(node) not in self._fate

    def keep(self, node: NavigableString, fate: Fate) -> None:
        """Settle an open node as kept."""
        if id(node) in self._text:
            self._fate.setdefault(id(node), (fate, None))

    def keep_all(self, element: PageElement, fate: Fate) -> None:
        """Settle every open node in `element` as kept."""
        for node in text_nodes(element):
            self.keep(node, fate)

    def protect(self, element: Tag) -> None:
        """Shield `element`'s words from every later cut: staff asked to keep them."""
        self._protected.update(id(n) for n in text_nodes(element))
        self._protected.update(id(e) for e in element.find_all(True))
        self._protected.add(id(element))

    def is_protected(self, item: PageElement) -> bool:
        """Whether staff asked to keep this node or element."""
        return id(item) in self._protected

    def is_dead(self, element: PageElement) -> bool:
        """Whether the element itself was cut (its pictures with it)."""
        return id(element) in self._dead

    def cut(self, item: PageElement, rule: str, reason: str) -> None:
        """Cut an element or a text node with every open word in it, as one Removal."""
        open_nodes = [n for n in text_nodes(item) if self.is_open(n) and id(n) not in self._protected]
        if isinstance(item, Tag):
            for element in (item, *item.find_all(True)):
                if id(element) not in self._protected:
                    self._dead.add(id(element))
        self._remove(open_nodes, rule, reason, where(item))

    def drop(self, element: Tag, rule: str, reason: str) -> None:
        """Record a cut of something without words, such as a decorative picture."""
        self._dead.add(id(element))
        self.removals.append(Removal(rule, reason, where(element), ""))

    def close(self, rule: str, reason: str) -> None:
        """Cut what is still open: neighbours together, one Removal for each stretch."""
        stretch: list[NavigableString] = []
        for node in self.nodes:
            if self.is_open(node):
                stretch.append(node)
            elif stretch and self._text[id(node)].strip():
                self._remove(stretch, rule, reason, where(stretch[0]))
                stretch = []
        self._remove(stretch, rule, reason, where(stretch[0]) if stretch else "")

    def _remove(self, nodes: list[NavigableString], rule: str, reason: str, place: str) -> None:
        if not nodes:
            return
        index = len(self.removals)
        for node in nodes:
            self._fate[id(node)] = (Fate.REMOVED, index)
        text = self._joined({id(n) for n in nodes})
        if words.tokens(text):
            self.removals.append(Removal(rule, reason, place, text))
        else:
            for node in nodes:
                self._fate[id(node)] = (Fate.REMOVED, None)

    def shown(self, node: NavigableString) -> str:
        """Give a visible node's text as it counts: raised and lowered letters as Unicode's own."""
        return self._text[id(node)]

    def text_of(self, element: PageElement) -> str:
        """Give the words of `element` whose fate is open, folded."""
        return words.fold(self._joined({id(n) for n in text_nodes(element) if self.is_open(n)}))

    def _joined(self, wanted: set[int]) -> str:
        """Join the wanted nodes in page order; a border or a skipped node between them is a space."""
        if not wanted:
            return ""
        out: list[str] = []
        left = len(wanted)
        for piece in self._between(wanted):
            if piece.node is None:
                if out:
                    out.append(" ")
            elif id(piece.node) in wanted:
                out.append(piece.text)
                left -= 1
                if not left:
                    break
            elif out and piece.text:
                out.append(" ")
        return words.fold("".join(out))

    def _between(self, wanted: set[int]) -> list[Piece]:
        spots = [self._places[i] for i in wanted if i in self._places]
        return self._pieces[min(spots) : max(spots) + 1] if spots else []

    def removals_in(self, element: Tag) -> list[Removal]:
        """List the removals that took words of `element`, in page order."""
        found = {self._fate[id(n)][1] for n in text_nodes(element) if id(n) in self._fate}
        return [self.removals[index] for index in sorted(i for i in found if i is not None)]

    def stretches(self) -> list[list[NavigableString]]:
        """List the open text nodes as stretches without a border or a settled word between them."""
        out: list[list[NavigableString]] = [[]]
        for piece in self._pieces:
            if piece.node is None or not self.is_open(piece.node):
                if out[-1]:
                    out.append([])
            else:
                out[-1].append(piece.node)
        return [s for s in out if s]

    def runs(self) -> list[Run]:
        """Give all visible words in page order, as runs of one fate. Every node must be settled."""
        out: list[Run] = []
        current: tuple[Fate, int | None] | None = None
        text: list[str] = []
        for piece in self._pieces:
            if piece.node is None:
                text.append("\n")
                continue
            fate = self._fate[id(piece.node)]
            if fate != current and piece.text.strip():
                _close_run(out, current, text)
                current, text = fate, []
            text.append(piece.text)
        _close_run(out, current, text)
        return out


def _close_run(out: list[Run], fate: tuple[Fate, int | None] | None, text: list[str]) -> None:
    folded = words.fold("".join(text))
    if fate is not None and folded:
        out.append(Run(fate[0], folded, fate[1]))


def pieces(root: Tag) -> list[Piece]:
    """List text nodes and word borders under `root` in document order; without recursion, depth does not matter."""
    out: list[Piece] = []
    stack: list[tuple[Iterator[PageElement], bool, str]] = [(iter(root.contents), False, "")]
    while stack:
        children, bordered, raised = stack[-1]
        for child in children:
            if isinstance(child, Tag):
                if child.name in UNSEEN:
                    continue
                border = is_border(child)
                if border:
                    out.append(Piece(None, ""))
                stack.append((iter(child.contents), border, child.name if child.name in {"sup", "sub"} else raised))
                break
            if isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                out.append(Piece(child, _shifted(str(child), raised)))
        else:
            stack.pop()
            if bordered:
                out.append(Piece(None, ""))
    return out


def _shifted(text: str, how: str) -> str:
    if how == "sup":
        return words.superscript(text)
    return words.subscript(text) if how == "sub" else text


def text_nodes(item: PageElement) -> list[NavigableString]:
    """List the visible text nodes of `item` in document order."""
    if isinstance(item, NavigableString):
        return [] if isinstance(item, PreformattedString) else [item]
    if not isinstance(item, Tag) or item.name in UNSEEN:
        return []
    return [
        n
        for n in item.descendants
        if isinstance(n, NavigableString)
        and not isinstance(n, PreformattedString)
        and not (n.parent is not None and n.parent.name in UNSEEN)
    ]


def where(item: PageElement) -> str:
    """Give the place of an element as a short path of tags with id or first class, at most five steps."""
    steps: list[str] = []
    element: Tag | None = item if isinstance(item, Tag) else item.parent
    while element is not None and element.name not in {"[document]", "html"} and len(steps) < 5:
        step = element.name
        identity, classes = element.get("id"), element.get_attribute_list("class")
        if identity:
            step += f"#{str(identity)[:40]}"
        elif classes and classes[0]:
            step += f".{str(classes[0])[:40]}"
        steps.append(step)
        element = element.parent
    return " > ".join(reversed(steps))
