"""HTML → a BeautifulSoup tree that knows its places: what stands below an element is asked for without a walk.

BeautifulSoup's own lxml builder spends most of a page's time on events between the two. Here lxml parses the page
whole, and its tree is copied into bs4's objects in one pass, which also numbers elements, text nodes and the borders
between words. The tree is then read, never changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeValueList, NavigableString, PageElement, Tag
from lxml import etree

from a11y_export import words
from a11y_export.reading import shadows, typedlists
from a11y_export.reading.index import Index

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
)  # fmt: skip

# A formula's parts stand apart: <mfrac><mn>1</mn><mn>2</mn></mfrac> is not twelve.
FORMULA = frozenset({"mi", "mn", "mo", "mtext", "ms", "math"})

_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|inline-block|inline-flex)", re.IGNORECASE)
SHIFTS = frozenset({"sup", "sub"})
# Attributes that bs4 gives as lists of words, as it does with "class".
_LISTS = frozenset({"rel", "headers"})
_WHITE = " \t\n\r\f"
# What may be asked for below an element, one bit each.
_INLINE = ("a", "abbr", "b", "em", "i", "input", "label", "math", "script", "small", "span", "strong", "style", "time")
_PARTING, _SPECIAL = BORDERS | FORMULA, UNSEEN | SHIFTS | {"body", "svg"}
_BITS = {name: 1 << at for at, name in enumerate(sorted({*BORDERS, *FORMULA, *_INLINE, *SHIFTS}))}


class Text(NavigableString):
    """A text node. `at` is its number among the visible ones, -1 when it is none; `place` that among the pieces.

    `block` is the nearest element around it that parts words by its name.
    """

    at: int = -1
    place: int = -1
    shown: str = ""
    block: Element
    hidden = False
    next_element = None  # until there is one
    next_sibling = None


class Code(Text):
    """What a script, a style sheet or a template holds: no text of the page."""


class Element(Tag):
    """An element. It holds the elements numbered `at` … `end` - 1 and the visible texts `t0` … `t1` - 1."""

    # What bs4 keeps on each tag, here the same for all of them.
    parser_class = BeautifulSoup
    namespace = None
    _namespaces: dict[str, str] = {}  # noqa: RUF012 - shared on purpose, never changed
    prefix = None
    sourceline = None
    sourcepos = None
    known_xml = False
    hidden = False
    can_be_empty_element = False
    attribute_value_list_class = AttributeValueList
    interesting_string_types: set[type[NavigableString]] | None = {Text}  # noqa: RUF012 - what get_text gives
    cdata_list_attributes = LXMLTreeBuilder.DEFAULT_CDATA_LIST_ATTRIBUTES
    preserve_whitespace_tags = LXMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    next_element = None  # until there is one
    next_sibling = None

    at: int
    end: int
    t0: int
    t1: int
    p0: int
    p1: int
    depth: int
    below: int
    above: int
    tree: Tree


class Soup(BeautifulSoup):
    """The document that bs4's searches begin at."""

    def __init__(self, tree: Tree) -> None:
        """Begin an empty document; `grow` fills it."""
        Tag.__init__(self, name=BeautifulSoup.ROOT_TAG_NAME)
        self.hidden = True
        self.interesting_string_types = {Text}
        self.tree = tree

    @property
    def body(self) -> Element | None:
        """The page's body, None when it has none."""
        return self.tree.body


class Tree:
    """One page's numbered parts. `pieces` are its visible texts in order, with None for each border between words."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self.soup = Soup(self)
        self.elements: list[Element] = []
        # Each element's name, attributes and parent's number (-1 for none), by number: asking bs4's tags takes longer.
        self.names: list[str] = []
        self.attributes: list[dict[str, Any]] = []
        self.parents: list[int] = []
        self.texts: list[Text] = []
        self.pieces: list[Text | None] = []
        self.body: Element | None = None
        # What has been found of tables, by their number: every picture and every word in a cell asks for it.
        self.data_tables: dict[int, bool] = {}
        self.deepest = 0
        self.characters = 0

    @cached_property
    def index(self) -> Index:
        """Which elements have a name, an attribute, or a word in class or id."""
        return Index(self.names, self.attributes)

    @cached_property
    def whole(self) -> str:
        """The visible texts, a line's end between them."""
        return "\n".join(self.texts)

    @cached_property
    def low(self) -> str:
        """The visible texts in small letters, a line's end between them."""
        return self.whole.lower()

    def below_body(self, numbers: list[int]) -> list[Element]:
        """List the elements of these numbers, given in order, that stand below the body."""
        body = self.body
        if body is None:
            return []
        elements = self.elements
        return [elements[at] for at in numbers[bisect_right(numbers, body.at) : bisect_left(numbers, body.end)]]

    def inner(self) -> list[Element]:
        """List the elements below the body, in document order."""
        return self.elements[self.body.at + 1 : self.body.end] if self.body is not None else []

    def fell(self) -> None:
        """Part everything from everything, so that the page's memory is free at once and not at a later collection."""
        for items in (self.elements, self.texts):
            deque(map(dict.clear, map(attrgetter("__dict__"), items)), maxlen=0)  # a loop of the library's own
        self.soup.__dict__.clear()
        self.elements, self.texts, self.pieces, self.body = [], [], [], None
        self.names, self.attributes, self.parents = [], [], []


def grow(html: str) -> Tree:
    """Parse a page as a browser would: without libxml2's depth limit, past which it silently drops text."""
    tree = Tree()
    parser = etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8", remove_pis=True)
    data = html.encode("utf-8", "replace")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:  # nothing but comments, or nothing at all
        root = None
    if root is not None:
        shadows.set_in(root, data)
        _copy(root, tree)
        if typedlists.may_be_typed(tree.whole, data) and typedlists.set_in(root, data):
            tree.fell()
            tree = Tree()
            _copy(root, tree)
    return tree


def _copy(root: etree._Element, tree: Tree) -> None:
    """Copy lxml's tree under `tree.soup`, in document order and without recursion.

    Every page goes through this loop node by node, so each object is filled in at once and no function is called twice.
    """
    soup = tree.soup
    previous: PageElement = soup
    elements, texts, pieces = tree.elements, tree.texts, tree.pieces
    names, all_attributes, parents = tree.names, tree.attributes, tree.parents
    parent: Tag = soup
    contents = soup.contents
    visible = coded = False
    raised = ""
    above = characters = deepest = 0
    at = -1
    block: Tag = soup
    # For each open element what held around it: parent and its number, block, visible, coded, raised, the names above;
    # and if it parts words.
    stack: list[tuple[Tag, int, Tag, bool, bool, str, int, bool]] = []
    new_tag, new_text, bits, is_border, lists = Tag.__new__, str.__new__, _BITS, _PARTING, _LISTS
    kept = bits["pre"] | bits["textarea"]
    classes: dict[str, list[str]] = {}
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walk:
        if event == "start":
            name: str = node.tag  # comments come as an event of their own
            attributes: dict[str, Any] = dict(node.items())
            if "class" in attributes:  # most classes come many times on a page; nobody changes the list
                said = attributes["class"]
                called = classes.get(said)
                if called is None:
                    called = classes[said] = said.split()
                attributes["class"] = called
            if not lists.isdisjoint(attributes):
                for key in lists & attributes.keys():
                    attributes[key] = attributes[key].split()
            tag = new_tag(Element)
            last = contents[-1] if contents else None
            number = len(elements)
            border = visible and (
                name in is_border or ("style" in attributes and name not in UNSEEN and _is_box(attributes))
            )
            if border:
                pieces.append(None)
            inside: list[PageElement] = []
            tag.__dict__ = {
                "name": name, "attrs": attributes, "contents": inside, "parent": parent, "previous_element": previous,
                "previous_sibling": last, "at": number, "t0": len(texts), "p0": len(pieces), "above": above,
                "below": 0, "tree": tree,
            }  # fmt: skip
            previous.next_element = tag
            if last is not None:
                last.next_sibling = tag
            previous = tag
            contents.append(tag)
            elements.append(tag)
            names.append(name)
            all_attributes.append(attributes)
            parents.append(at)
            stack.append((parent, at, block, visible, coded, raised, above, border))
            if len(stack) > deepest:
                deepest = len(stack)
            parent, contents, at = tag, inside, number
            if name in BORDERS:
                block = tag
            above |= bits.get(name, 0)
            value = node.text
            if name in _SPECIAL:
                if name in UNSEEN:
                    visible, coded = False, True
                    tag.interesting_string_types = {Code}
                    if name == "script" and "json" not in attributes.get("type", ""):
                        value = None
                elif name in SHIFTS:
                    raised = name
                elif name == "body":
                    if tree.body is None:
                        tree.body, visible = tag, True
                # A drawing's strokes are many and say nothing.
                elif not tag.above & bits["svg"] and not any(str(text).strip() for text in node.itertext()):
                    walk.skip_subtree()
        else:
            if event == "end":
                done = parent
                known = done.__dict__
                known["end"], known["t1"], known["p1"] = len(elements), len(texts), len(pieces)
                parent, at, block, visible, coded, raised, above, border = stack.pop()
                contents = parent.contents
                if border:
                    pieces.append(None)
                if not stack:
                    break
                parent.__dict__["below"] |= known["below"] | bits.get(known["name"], 0)
            value = node.tail
        if value:
            # White space where a line begins is never seen, and is most of a page's texts; "pre" keeps its own.
            if visible and pieces and pieces[-1] is None and not (above & kept or value.strip(_WHITE)):
                characters += len(value)
                continue
            text = new_text(Code if coded else Text, value)
            last = contents[-1] if contents else None
            if visible:
                characters += len(value)
                text.__dict__ = {
                    "parent": parent, "previous_element": previous, "previous_sibling": last, "block": block,
                    "at": len(texts), "place": len(pieces), "shown": _shifted(value, raised) if raised else value,
                }  # fmt: skip
                texts.append(text)
                pieces.append(text)
            else:
                text.__dict__ = {
                    "parent": parent, "previous_element": previous, "previous_sibling": last, "block": block,
                }  # fmt: skip
            previous.next_element = text
            if last is not None:
                last.next_sibling = text
            previous = text
            contents.append(text)
    tree.deepest, tree.characters = deepest, characters


def _is_box(attributes: dict[str, Any]) -> bool:
    style = attributes.get("style")
    return style is not None and _BLOCK_STYLE.search(style[:2000]) is not None


def _shifted(text: str, how: str) -> str:
    return words.superscript(text) if how == "sup" else words.subscript(text)


@cache
def _mask(names: frozenset[str]) -> int:
    return sum(_BITS[name] for name in names) if names <= _BITS.keys() else -1


def holds(root: Tag, names: AbstractSet[str]) -> bool:
    """Whether an element with one of these names stands below `root`."""
    assert isinstance(root, Element)
    return root.below & _mask(frozenset(names)) != 0


def named(root: Tag, names: AbstractSet[str]) -> Iterator[Element]:
    """Give the elements below `root` with one of these names, in document order."""
    assert isinstance(root, (Element, Soup))
    tree = root.tree
    first, end = (0, len(tree.elements)) if isinstance(root, Soup) else (root.at + 1, root.end)
    for at, name in enumerate(tree.names[first:end], first):
        if name in names:
            yield tree.elements[at]


def within(item: PageElement, names: AbstractSet[str]) -> Tag | None:
    """Give the nearest element above `item` with one of these names, or None."""
    parent = item.parent
    if isinstance(parent, Element) and not (parent.above | _BITS.get(parent.name, 0)) & _mask(frozenset(names)):
        return None
    while parent is not None:
        if parent.name in names:
            return parent
        parent = parent.parent
    return None


def text_nodes(item: PageElement) -> list[Text]:
    """List the visible text nodes of `item` in document order."""
    if isinstance(item, Text):
        return [item] if item.at >= 0 else []
    return item.tree.texts[item.t0 : item.t1] if isinstance(item, Element) else []


def names_around(element: Element) -> frozenset[str]:
    """Give the names of `element` and of all elements above it, those that may be asked for."""
    return _named_by(element.above | _BITS.get(element.name, 0))


@lru_cache(maxsize=4096)
def _named_by(mask: int) -> frozenset[str]:
    return frozenset(name for name, bit in _BITS.items() if mask & bit)


def is_border(element: Tag) -> bool:
    """Whether words end at the element's borders: by its name, or by a style of its own that sets it as a box."""
    return element.name in BORDERS or element.name in FORMULA or _is_box(element.attrs)
