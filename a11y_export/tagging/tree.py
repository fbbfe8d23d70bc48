"""The logical structure of a document, built before any layout: elements, and the contents that they hold.

Reading order is the order of this tree and of nothing else. Layout only reports where each content was drawn.

Whose words an element holds is said in the file, in the element's title (``/T``): ``source`` or ``program``.
``/T`` is a free text for people, allowed by ISO 32000-1 (14.7.2) on every structure element and left alone by
ISO 14289-1; attribute owners and structure types of our own would need a class map or a role map to stay
conforming. An element without ``/T`` has the origin of its nearest ancestor with one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Origin(StrEnum):
    """Whose words an element holds; the value is what stands in the file."""

    SOURCE = "source"
    PROGRAM = "program"


@dataclass(eq=False, slots=True)
class Content:
    """A leaf: text (or a picture, with empty text) that layout has to draw exactly once."""

    owner: Element
    text: str


@dataclass(eq=False, slots=True)
class Element:
    """One structure element. `attributes` is (owner, ((key, value), ...)) pairs; strings become PDF names.

    `key` names a text of the program for whoever lists them; it is not written.
    """

    role: str
    origin: Origin | None = None
    lang: str | None = None
    alt: str | None = None
    expansion: str | None = None
    key: str = ""
    attributes: tuple[tuple[str, tuple[tuple[str, str | int], ...]], ...] = ()
    kids: list[Element | Content] = field(default_factory=list)

    def add(self, element: Element) -> Element:
        """Append `element` and give it back."""
        self.kids.append(element)
        return element

    def say(self, text: str) -> Content:
        """Append a content with `text` and give it back."""
        content = Content(self, text)
        self.kids.append(content)
        return content

    def contents(self) -> Iterator[Content]:
        """Give every content below, in reading order."""
        stack: list[Element | Content] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, Content):
                yield node
            else:
                stack.extend(reversed(node.kids))

    def text(self) -> str:
        """Give the text of every content below, joined as it stands."""
        return "".join(content.text for content in self.contents())


def cell_attributes(*, scope: str = "", rowspan: int = 1, colspan: int = 1) -> tuple[
    tuple[str, tuple[tuple[str, str | int], ...]], ...
]:
    """Give a table cell's attributes: the `scope` of a header (Row, Column, Both), and spans where above 1."""
    pairs: list[tuple[str, str | int]] = []
    if scope:
        pairs.append(("Scope", scope))
    if rowspan > 1:
        pairs.append(("RowSpan", rowspan))
    if colspan > 1:
        pairs.append(("ColSpan", colspan))
    return (("Table", tuple(pairs)),) if pairs else ()
