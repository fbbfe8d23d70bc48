"""The words of an XHTML page with their owners, read with lxml from the file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from a11y_export import words
from a11y_export.model import Check

SOURCE, PROGRAM, BORDER = "source", "program", ""
_OWN = "own"
# Elements that stand within a line: their borders split no word.
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "u",
})
_UNSEEN = frozenset({"script", "style", "template"})
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


Node = Any  # an lxml element, whose published types cannot tell str from bytes


class Unreadable(Exception):
    """The file cannot be read as an XHTML page."""


def read_strictly(data: bytes) -> Node:
    """Give the root of a well-formed page; raises Unreadable. Nothing outside of the bytes is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"not well-formed: {error}") from error
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:
        raise Unreadable("it has words of its own for texts")  # which a reader would show, and this one not see
    for element in root.iter(etree.Element):
        tag = element.tag
        if tag[0] == "{":
            element.tag = tag[tag.index("}") + 1:]
    return root


def read_as_browsers(data: bytes) -> Node:
    """Give the root as a parser of HTML sees it; raises Unreadable when there is none."""
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    if root is None:
        raise Unreadable("empty")
    return root


def body_of(root: Node) -> Node:
    """Give the body of a page; raises Unreadable when there is none."""
    body = root.find("body")
    if body is None:
        raise Unreadable("the page has no body")
    return body


def pieces(root: Node, owner: str | None = None) -> Iterator[tuple[str, str]]:
    """Give (owner, text) of each text below `root` in order; a block's border is (BORDER, " ").

    `owner` is whose words those of `root` itself are, instead of what its own attribute says.
    """
    owners: list[str] = []
    raised: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            if element.tail and not unseen:
                yield owners[-1], _shifted(element.tail, raised)
            continue
        name = str(element.tag)
        if event == "start":
            unseen += name in _UNSEEN
            own = owner if element is root else None
            owners.append(own or element.get("data-origin") or (owners[-1] if owners else "nobody"))
            if name in {"sup", "sub"}:
                raised.append(name)
            if unseen:
                continue
            if name not in INLINE:
                yield BORDER, " "
            yield owners[-1], _shifted(element.text, raised)
        else:
            if name not in INLINE:
                yield BORDER, " "
            unseen -= name in _UNSEEN
            owners.pop()
            if name in {"sup", "sub"}:
                raised.pop()
            if element is not root and not unseen:
                yield owners[-1], _shifted(element.tail, raised)


def said_by(body: Node, owner: str) -> list[str]:
    """Give the words of one owner in the page's order; another's words within a line part none."""
    return words.tokens("".join(text for who, text in pieces(body) if who in {owner, BORDER}))


def own_text(element: Node) -> str:
    """Give an element's text as one line, without what is marked as the program's inside it."""
    return words.fold("".join(text for who, text in pieces(element, _OWN) if who != PROGRAM))


def as_held(text: str) -> str:
    """Give text as an XHTML file can hold it: what XML has no way to write stands as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def held(text: str) -> str:
    """Give text as one line, as an XHTML file can hold it."""
    return words.fold(as_held(words.fold(text)))


def _shifted(text: str | None, raised: list[str]) -> str:
    if not text or not raised:
        return text or ""
    return words.superscript(text) if raised[-1] == "sup" else words.subscript(text)


def equal(check: str, artifact: str, expected: list[object], found: list[object], what: str) -> Check:
    """Give the check that two lists are equal; the evidence names the first difference."""
    if expected == found:
        return Check(check, artifact, True, f"{len(found)} {what}")
    for number, (wanted, there) in enumerate(zip(expected, found, strict=False), 1):
        if wanted != there:
            return Check(check, artifact, False, f"{what} {number}: expected {wanted!r:.200}, found {there!r:.200}")
    return Check(check, artifact, False, f"expected {len(expected)} {what}, found {len(found)}")
