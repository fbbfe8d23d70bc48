"""The ledger: every visible word of the page gets exactly one fate, by position.

The universe is the text nodes under ``body`` except in script, style and template. A node's fate is settled once, in
the order in which the reading works (a pinned disclaimer before any cut); what is still open at the end was never
reached by the article and is cut as such. Counts and the record of cuts are derived from the fates, never kept beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bs4.element import PageElement, Tag

from a11y_export import words
from a11y_export.model import Removal
from a11y_export.reading.tree import BORDERS, FORMULA, UNSEEN, Element, Soup, Text, is_border, text_nodes, within

__all__ = ["BORDERS", "FORMULA", "UNSEEN", "Fate", "Ledger", "Run", "is_border", "text_nodes", "where"]

_NOSCRIPT = frozenset({"noscript"})


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


class Ledger:
    """The fates of one page's text nodes."""

    def __init__(self, soup: Soup) -> None:
        """Open the ledger of a page; no fate is settled yet."""
        self.tree = soup.tree
        self.nodes: list[Text] = self.tree.texts
        self.pieces: list[Text | None] = self.tree.pieces
        # By number; settled through `keep` and `cut` alone.
        self.fates: list[Fate | None] = [None] * len(self.nodes)
        self._cuts: list[int | None] = [None] * len(self.nodes)
        self._shielded = bytearray(len(self.nodes))
        self._dead = bytearray(len(self.tree.elements))
        self._protected = bytearray(len(self.tree.elements))
        self._any_protected = False
        self.removals: list[Removal] = []

    def fate(self, node: Text) -> Fate | None:
        """Give the node's fate, or None while it is open."""
        return self.fates[node.at] if node.at >= 0 else None

    def is_open(self, node: Text) -> bool:
        """Whether the node is visible text whose fate is not settled."""
        return node.at >= 0 and self.fates[node.at] is None

    def is_free(self, node: Text) -> bool:
        """Whether a visible text's fate is open, and staff did not ask to keep it."""
        return self.fates[node.at] is None and not self._shielded[node.at]

    def keep(self, node: Text, fate: Fate) -> None:
        """Settle an open node as kept."""
        self.claim(node, fate)

    def claim(self, node: Text, fate: Fate) -> bool:
        """Settle an open node as kept; whether it was open."""
        if node.at < 0 or self.fates[node.at] is not None:
            return False
        self.fates[node.at] = fate
        return True

    def keep_all(self, element: PageElement, fate: Fate) -> None:
        """Settle every open node in `element` as kept."""
        for node in text_nodes(element):
            self.keep(node, fate)

    def protect(self, element: Tag) -> None:
        """Shield `element`'s words from every later cut: staff asked to keep them."""
        assert isinstance(element, Element)
        self._shielded[element.t0 : element.t1] = b"\1" * (element.t1 - element.t0)
        self._protected[element.at : element.end] = b"\1" * (element.end - element.at)
        self._any_protected = True

    def is_protected(self, item: PageElement) -> bool:
        """Whether staff asked to keep this node or element."""
        if isinstance(item, Text):
            return item.at >= 0 and bool(self._shielded[item.at])
        return isinstance(item, Element) and bool(self._protected[item.at])

    def is_dead(self, element: PageElement) -> bool:
        """Whether the element itself was cut (its pictures with it)."""
        return isinstance(element, Element) and bool(self._dead[element.at])

    def is_gone(self, element: Element) -> bool:
        """Whether an element was cut with all that stands in it, so that nothing of it can be set.

        The picture of a `noscript` may be all there is, and is asked for one by one.
        """
        at, end = element.at, element.end  # those of a slice are no element's of the page
        if self._dead[at : at + 1] != b"\1" or self._dead.count(1, at, end) < end - at or element.name == "noscript":
            return False
        return None not in self.fates[element.t0 : element.t1] and within(element, _NOSCRIPT) is None

    def cut(self, item: PageElement, rule: str, reason: str) -> None:
        """Cut an element or a text node with every open word in it, as one Removal."""
        shielded, fates = self._shielded, self.fates
        open_nodes = [n for n in text_nodes(item) if fates[n.at] is None and not shielded[n.at]]
        if isinstance(item, Element):
            self.bury(item)
        self._remove(open_nodes, rule, reason, item)

    def cut_texts(self, texts: list[Text], rule: str, reason: str) -> None:
        """Cut open texts, given in page order, as one Removal; those that staff keep stay."""
        open_nodes = [n for n in texts if self.fates[n.at] is None and not self._shielded[n.at]]
        if open_nodes:
            self._remove(open_nodes, rule, reason, open_nodes[0])

    def bury(self, element: Element) -> None:
        """Mark an element whose words have all been cut as cut itself, with the pictures in it."""
        if not self._any_protected:
            self._dead[element.at : element.end] = b"\1" * (element.end - element.at)
            return
        for at in range(element.at, element.end):
            if not self._protected[at]:
                self._dead[at] = 1

    def drop(self, element: Tag, rule: str, reason: str) -> None:
        """Record a cut of something without words, such as a decorative picture."""
        assert isinstance(element, Element)
        self._dead[element.at] = 1
        self.removals.append(Removal(rule, reason, where(element), ""))

    def close(self, rule: str, reason: str) -> None:
        """Cut what is still open: neighbours together, one Removal for each stretch."""
        stretch: list[Text] = []
        for node, fate in zip(self.nodes, tuple(self.fates), strict=True):
            if fate is None:
                stretch.append(node)
            elif stretch and node.shown.strip():
                self._remove(stretch, rule, reason, stretch[0])
                stretch = []
        if stretch:
            self._remove(stretch, rule, reason, stretch[0])

    def _remove(self, nodes: list[Text], rule: str, reason: str, item: PageElement) -> None:
        if not nodes:
            return
        text = self._joined(nodes)
        index = len(self.removals) if text else None
        for node in nodes:
            self.fates[node.at], self._cuts[node.at] = Fate.REMOVED, index
        if text:
            self.removals.append(Removal(rule, reason, where(item), text))

    def shown(self, node: Text) -> str:
        """Give a visible node's text as it counts: raised and lowered letters as Unicode's own."""
        return node.shown

    def text_of(self, element: PageElement) -> str:
        """Give the words of `element` whose fate is open, folded."""
        fates = self.fates
        return self._joined([n for n in text_nodes(element) if fates[n.at] is None])

    def cut_words(self, texts: list[Text]) -> str:
        """Give the words of these texts, in page order and folded, when each of them was cut; else ""."""
        if any(self.fates[t.at] is not Fate.REMOVED and not t.isspace() for t in texts):
            return ""
        return self._joined(texts)

    def _joined(self, nodes: list[Text]) -> str:
        """Join nodes in page order, folded; a border or another word between two of them is a space."""
        if not nodes:
            return ""
        if len(nodes) == 1:
            return words.fold(nodes[0].shown)
        pieces = self.tree.pieces[nodes[0].place : nodes[-1].place + 1]
        if nodes[-1].at - nodes[0].at == len(nodes) - 1:  # nothing of another fate between them
            return words.fold("".join([" " if piece is None else piece.shown for piece in pieces]))
        wanted = {node.at for node in nodes}
        out: list[str] = []
        for piece in pieces:
            if piece is None:
                out.append(" ")
            elif piece.at in wanted:
                out.append(piece.shown)
            elif piece.shown:
                out.append(" ")
        return words.fold("".join(out))

    def removals_in(self, element: Tag) -> list[Removal]:
        """List the removals that took words of `element`, in page order."""
        found = {self._cuts[n.at] for n in text_nodes(element)}
        return [self.removals[index] for index in sorted(i for i in found if i is not None)]

    def stretches(self) -> list[list[Text]]:
        """List the open text nodes as stretches without a border or a settled word between them."""
        out: list[list[Text]] = [[]]
        for piece in self.tree.pieces:
            if piece is None or self.fates[piece.at] is not None:
                if out[-1]:
                    out.append([])
            else:
                out[-1].append(piece)
        return [s for s in out if s]

    def runs(self) -> list[Run]:
        """Give all visible words in page order, as runs of one fate. Every node must be settled."""
        out: list[Run] = []
        fate, cut = None, None
        text: list[str] = []
        fates, cuts = self.fates, self._cuts
        for piece in self.tree.pieces:
            if piece is None:
                text.append("\n")
                continue
            shown, at = piece.shown, piece.at
            if (fates[at] is not fate or cuts[at] != cut) and shown and not shown.isspace():
                _close_run(out, fate, cut, text)
                fate, cut, text = fates[at], cuts[at], []
            text.append(shown)
        _close_run(out, fate, cut, text)
        return out


def _close_run(out: list[Run], fate: Fate | None, cut: int | None, text: list[str]) -> None:
    if fate is not None and (folded := words.fold("".join(text))):
        out.append(Run(fate, folded, cut))


def where(item: PageElement) -> str:
    """Give the place of an element as a short path of tags with id or first class, at most five steps."""
    steps: list[str] = []
    element: Tag | None = item if isinstance(item, Tag) else item.parent
    while element is not None and element.name not in {"[document]", "html"} and len(steps) < 5:
        step = element.name
        if identity := element.attrs.get("id"):
            step += f"#{identity[:40]}"
        elif classes := element.attrs.get("class"):
            step += f".{classes[0][:40]}"
        steps.append(step)
        element = element.parent
    return " > ".join(reversed(steps))
