"""The texts of a structure tree with their owners, and the search for its elements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from a11y_export import words
from a11y_export.proof.pdftext import Element

SOURCE, PROGRAM = "source", "program"
# Structure types that stand within a line: their borders split no word.
INLINE = frozenset({"Span", "Link", "Em", "Strong", "Code", "Quote", "Reference", "Note"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the tree and whose it is."""

    origin: str
    text: str


def pieces(element: Element, origin: str) -> Iterator[Piece]:
    """Give the tree's texts in order, with the owner of each; a block's borders part words."""
    own = element.title if element.title in {SOURCE, PROGRAM} else origin
    block = element.role not in INLINE
    if block:
        yield Piece(own, " ")
        yield Piece(PROGRAM if own == SOURCE else SOURCE, " ")
    for kid in element.kids:
        if isinstance(kid, str):
            yield Piece(own, kid)
        else:
            yield from pieces(kid, own)
    if block:
        yield Piece(own, " ")


def text_of(element: Element, origin: str, inherited: str = "") -> str:
    """Give one owner's text in `element` as one line."""
    return words.fold("".join(p.text for p in pieces(element, inherited) if p.origin == origin))


def source(element: Element) -> str:
    """Give the source's text in `element`; what has no owner's name is the source's."""
    return text_of(element, SOURCE, SOURCE)


def every(element: Element) -> Iterator[Element]:
    """Give `element` and all below it, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from every(kid)


def find(element: Element, *roles: str) -> Iterator[Element]:
    """Give the elements of some roles at or below `element`, in reading order."""
    return (below for below in every(element) if below.role in roles)


def table_rows(table: Element) -> list[Element]:
    """Give the rows of a table, those of its head first."""
    return [row for part in (table, *children(table, "THead", "TBody")) for row in children(part, "TR")]


def children(element: Element, *roles: str) -> list[Element]:
    """Give the elements of some roles right below `element`."""
    return [kid for kid in element.kids if isinstance(kid, Element) and kid.role in roles]
