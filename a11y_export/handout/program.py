"""What the program says in the handout, as a list: the proof compares it with what the finished file says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from a11y_export import words
from a11y_export.tagging import Content, Element, Origin


class ProgramText(NamedTuple):
    """A text of the program: the `key` of its wording (or what it is), its language (BCP 47), the text itself."""

    key: str
    lang: str
    text: str


def program_texts(root: Element, language: str) -> tuple[ProgramText, ...]:
    """Give every program text of the tree, in reading order, each folded to one line."""
    return tuple(_walk(root, language))


def _walk(root: Element, language: str) -> Iterator[ProgramText]:
    stack: list[tuple[Element | Content, str]] = [(root, language)]
    while stack:
        node, lang = stack.pop()
        if isinstance(node, Content):
            continue
        lang = node.lang or lang
        if node.origin is Origin.PROGRAM:
            text = words.fold(node.text())
            if text:
                yield ProgramText(node.key, lang, text)
        else:
            stack.extend((kid, lang) for kid in reversed(node.kids))
