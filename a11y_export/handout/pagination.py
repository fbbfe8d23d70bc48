"""Where each page of a handout begins, told by the places of the article that the page's first words have in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from a11y_export import words
from a11y_export.tagging import Content, Element, Marks, Origin

_INLINE = frozenset({"Span", "Link"})  # their borders part no words
_SUPPLIED = "disclaimer"  # the name of the words of a disclaimer that did not come with the article
_HEADINGS = frozenset({"handout.disclaimer", "handout.about"})
_ABSENT = frozenset({"figure.no_picture", "figure.sign"})
_Step: TypeAlias = tuple[Element | Content | None, bool, bool]  # None for a border; in what is counted, the program's


def page_starts(root: Element, marks: Marks, pages: int) -> tuple[int, ...]:
    """Give how many places of the article stand before each page of the drawn tree; see `Pagination`."""
    first: dict[int, int] = {}
    places = 0
    for page, begun in _begun(root, marks):
        first.setdefault(page, places)
        places += begun
    starts = [places]
    for page in range(pages, 0, -1):
        starts.append(min(first.get(page, places), starts[-1]))
    return tuple(reversed(starts[1:]))


def _begun(root: Element, marks: Marks) -> Iterator[tuple[int, int]]:
    """Give (page, places that begin there) of what is drawn, in reading order; nothing where none begins."""
    stack: list[_Step] = [(root, False, False)]
    within = False  # a word that may go on
    while stack:
        node, counted, own = stack.pop()
        if isinstance(node, Content):
            for page, text in marks.parts(node) if counted else ():
                said = words.clean(text)
                begun = len(said.split())
                if begun and within and not said[0].isspace():
                    begun -= 1
                within = not said[-1].isspace() if said else within
                if begun:
                    yield page, begun
        elif node is None:
            within = False
        else:
            own = own if node.origin is None else node.origin is Origin.PROGRAM
            counted = counted if node.origin is None else not own or node.key == _SUPPLIED
            if (node.role == "Figure" and not own) or node.key in _ABSENT or node.key in _HEADINGS:
                yield from ((page, 1) for page, _ in _where(node, marks))
            border: list[_Step] = [] if node.role in _INLINE else [(None, counted, own)]
            within = within and not border
            stack += border
            stack += [(kid, counted, own) for kid in reversed(node.kids)]


def _where(element: Element, marks: Marks) -> list[tuple[int, str]]:
    """Give the first part of an element that was drawn."""
    return next((parts[:1] for content in element.contents() if (parts := marks.parts(content))), [])
