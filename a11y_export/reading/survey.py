"""How much text stands where: counted once for the page, then asked of any element in no time."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate

from a11y_export.reading.tree import Element, Text, Tree, holds

_SENTENCE = re.compile(r"[.!?:;。।](?:\s|$)")
_PROSE = frozenset({"p", "li", "td", "dd", "blockquote", "div", "section"})
_PARTED = frozenset({"p", "div", "ul", "ol", "table", "section"})


# Scripts that write no space between words; about two letters make one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


def size_of(text: str) -> int:
    """Give how many words a text is worth; where no space parts them, two letters count as one."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // 2


_FOLD, _BEHIND = 8, 6
_FEW = 8  # elements that are called as a link's target is: a class of many may be called so, too
_CALLS = re.compile(r"(?:tel|callto|mailto|sms):[^?]", re.IGNORECASE)  # whom to reach, and no page
_PAGES = frozenset({"html", "body", "main", "article"})
_NOWHERE = frozenset({"#", "#!", "javascript:;", "javascript:void(0)", "javascript:void(0);"})


class Survey:
    """Words, letters, letters in links and words of running text, for every element of a page.

    `sizes` are the words of each visible text, by its number.
    """

    def __init__(self, tree: Tree) -> None:
        """Count `tree`'s visible texts."""
        self._tree = tree
        texts = tree.texts
        # Few pages have letters of a script without spaces; of all others the words are counted at once.
        unspaced = _UNSPACED.search("".join(texts)) is not None
        sizes = [size_of(text) for text in texts] if unspaced else [len(text.split()) for text in texts]
        letters = [len(text) - text.count(" ") - text.count("\n") - text.count("\t") for text in texts]
        self._words = [0, *accumulate(sizes)]
        linked = bytearray(len(texts))
        for at in tree.index.find(tags=("a",)):
            link = tree.elements[at]
            href = tree.attributes[at].get("href", "")
            if href in _NOWHERE and self._opens(link):
                continue
            if _CALLS.match(href) or (href[:1] == "#" and self._unfolds(link, href[1:])):
                continue
            linked[link.t0 : link.t1] = b"\1" * (link.t1 - link.t0)
        self.sizes = sizes
        self._letters = [0, *accumulate(letters)]
        self._links = [0, *accumulate(size if link else 0 for size, link in zip(letters, linked, strict=True))]
        self.linked = linked
        self._sentences = self._running()
        self._prose: list[int] = []
        self.count_prose(lambda _: False)

    def _opens(self, link: Element) -> bool:
        """Whether a link that leads nowhere opens what stands behind it: a fold's text."""
        beside = link.parent
        return isinstance(beside, Element) and self.words(beside) - self.words(link) >= _FOLD

    def _unfolds(self, link: Element, target: str) -> bool:
        """Whether a link leads to the panel that it opens: to what holds it, or to what stands right behind it."""
        tree = self._tree
        known = tree.index.called[target][:_FEW] if target in tree.index.called else ()
        panel = next((tree.elements[at] for at in known if tree.attributes[at].get("id") == target), None)
        if panel is None or panel.name in _PAGES or not _FOLD <= self.words(panel) <= self._words[-1] // 2:
            return False  # nothing to open, or all of the page: "to the start"
        return panel.at < link.at < panel.end or link.end <= panel.at <= link.end + _BEHIND

    def words(self, element: Element) -> int:
        """Count the words below `element`."""
        return self._words[element.t1] - self._words[element.t0]

    def letters(self, element: Element) -> int:
        """Count the letters below `element`, white space left out."""
        return self._letters[element.t1] - self._letters[element.t0]

    def link_share(self, element: Element) -> float:
        """Give the share of the element's letters that stand in links, 0 when it has none."""
        whole = self.letters(element)
        return (self._links[element.t1] - self._links[element.t0]) / whole if whole else 0.0

    def link_heavy(self, element: Element) -> bool:
        """Whether at least half of the element's letters stand in links."""
        return self.link_share(element) >= 0.5

    def in_link(self, text: Text) -> bool:
        """Whether a visible text stands in a link."""
        return bool(self.linked[text.at])

    def prose(self, element: Element) -> int:
        """Count the words of the running text below: innermost paragraphs and items that are sentences, not links."""
        return self._prose[element.at]

    def count_prose(self, is_cut: Callable[[Element], bool]) -> None:
        """Count the running text anew, without the blocks that have been cut."""
        self._prose = prose = [0] * len(self._tree.elements)
        for block, size in self._sentences:
            if not is_cut(block):
                prose[block.at] += size
        # A paragraph within a paragraph counts once, as the inner one; children come after their parents.
        parents = self._tree.parents
        for at in range(len(prose) - 1, 0, -1):
            if own := prose[at]:
                prose[parents[at]] += own

    def _running(self) -> list[tuple[Element, int]]:
        """List the blocks of running text with their sizes in words."""
        tree = self._tree
        found: list[tuple[Element, int]] = []
        for block in tree.below_body(tree.index.find(tags=_PROSE)):
            size = self.words(block)
            if size < 8 or (block.name != "p" and holds(block, _PARTED)) or self.link_heavy(block):
                continue
            if _SENTENCE.search("".join(tree.texts[block.t0 : block.t1])):
                found.append((block, size))
        return found
