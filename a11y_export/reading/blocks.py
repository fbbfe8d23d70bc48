"""The chosen subtree → sections and blocks. Every text node that is set is claimed in the ledger as kept."""

from __future__ import annotations

from bs4.element import PageElement

from a11y_export.model import (
    Block,
    Blocks,
    Callout,
    Cell,
    DefinitionList,
    Entry,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Section,
    Span,
    Table,
    untold,
)
from a11y_export.reading import addresses, lists, pictures, roles, tables
from a11y_export.reading.callouts import callout_kind
from a11y_export.reading.inline import Ink
from a11y_export.reading.ledger import BORDERS, FORMULA, UNSEEN, Fate, Ledger, is_border, text_nodes
from a11y_export.reading.naming import role
from a11y_export.reading.page import Page
from a11y_export.reading.sections import Heading, sectioned
from a11y_export.reading.sink import Sink, bold, in_bold, one_line
from a11y_export.reading.tree import Element, Text, holds, named, within

_LEVELS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CAPTION, _FIGCAPTION = frozenset({"caption"}), frozenset({"figcaption"})
_LAYOUT = frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup"})
_TABLE, _DEFINITIONS, _TERMS = frozenset({"table"}), frozenset({"dl"}), frozenset({"dt", "dd"})
_ICONS, _CELLS = frozenset({"i", "span"}), frozenset({"td", "th"})
_WHOLE = frozenset({"ul", "ol", "menu", "dir", "dl", "table"})
_NO_FIGURE, _SWALLOWED = frozenset({"table", "pre"}), frozenset({"p", "ul", "ol", "table"})
# Elements nested deeper than this are taken as plain text: no reader needs more, and no stack breaks.
MAX_NESTING = 60


class Builder:
    """Walks a subtree once, in document order."""

    def __init__(
        self, page: Page, ledger: Ledger, language: str, base: str, alts: dict[str, str], fate: Fate = Fate.ARTICLE
    ) -> None:
        """Build in `language`; links resolve against `base`; `alts` are staff's texts for pictures by file name."""
        self._ledger, self._fate = ledger, fate
        self._ink = Ink(base=base, language=language)
        self._depth = 0
        self._boxed = False
        self.album = pictures.Album(page, alts)

    def sections(self, root: Element) -> tuple[Section, ...]:
        """Give the subtree as sections with ids s01, s02 … in reading order."""
        sink = Sink(headings=True)
        if root.name in _WHOLE:  # the article is one list or one table
            self._element(root, self._ink.at(root), sink)
        else:
            self._walk_children(root, self._ink.at(root), sink)
        sink.flush()
        return sectioned(sink.items)

    def blocks(self, elements: tuple[Element, ...]) -> Blocks:
        """Give the elements' content as blocks without sections."""
        sink = Sink(headings=False)
        for element in elements:
            self._element(element, self._ink.at(element), sink)
            sink.flush()
        return sink.blocks

    def _inside(self, element: Element, ink: Ink) -> Blocks:
        sink = Sink(headings=False)
        self._walk_children(element, ink, sink)
        return sink.blocks

    def _walk_children(self, element: Element, ink: Ink, sink: Sink) -> None:
        self._depth += 1
        try:
            if self._depth > MAX_NESTING:
                self._flat(element, ink, sink)
                return
            for child in element.contents:
                self._node(child, ink, sink)
        finally:
            self._depth -= 1

    def _flat(self, element: Element, ink: Ink, sink: Sink) -> None:
        """Take the text of a subtree that is nested too deep, its block borders kept."""
        open_in: list[Element] = []
        for node in element.descendants:
            if isinstance(node, Element) and node.name in BORDERS:
                sink.flush()
                open_in.append(node)
            elif isinstance(node, Text):
                self._text(node, ink, sink)
        sink.flush()

    def _node(self, child: PageElement, ink: Ink, sink: Sink) -> None:
        if isinstance(child, Element):
            self._element(child, ink, sink)
        elif isinstance(child, Text):
            self._text(child, ink, sink)

    def _text(self, node: Text, ink: Ink, sink: Sink) -> None:
        if self._ledger.claim(node, self._fate):
            sink.pending.append(ink.span(str(node)))
        elif node.strip() and sink.pending and self._ledger.fate(node) is not None:
            # Words that were cut here still part their neighbours.
            sink.pending.append(ink.span(" "))

    def _element(self, element: Element, ink: Ink, sink: Sink) -> None:
        name = element.name
        if name in UNSEEN:
            return
        if name == "br":
            sink.pending.append(LineBreak())
        elif name in {"img", "amp-img"}:
            sink.pending.append(ink.span(" "))  # a picture parts words, also one that is dropped
            self._picture(element, element, (), sink)
        elif name in BORDERS and name != "svg" and self._ledger.is_gone(element):
            sink.flush()
        elif name in _LEVELS and not _swallows(element):
            self._heading(element, _LEVELS[name], ink, sink)
        elif name in {"ul", "ol", "menu", "dir"}:
            self._depth += 1  # lists may stand in one another without an item between
            (self._flat if self._depth > MAX_NESTING else self._list)(element, ink, sink)
            self._depth -= 1
        elif name == "dl" and lists.is_definitions(element):
            self._definitions(element, ink, sink)
        elif name == "table":
            self._table(element, ink, sink)
        elif name == "figure":
            self._figure(element, ink, sink)
        elif name == "pre":
            self._preformatted(element, sink)
        elif name == "blockquote":
            blocks = self._inside(element, ink.within(element))
            if blocks:
                sink.put(Quote(blocks))
        elif name in {"summary", "dt"} or (name == "button" and not sink.pending):
            self._heading(element, 3, ink, sink) if sink.headings and name != "dt" else self._bold_line(
                element, ink, sink
            )
        elif name == "hr":
            sink.flush()
        elif (name == "svg" or "role" in element.attrs or _is_icon(element)) and self._by_role(element, ink, sink):
            return
        elif name in BORDERS:
            self._container(element, ink, sink)
        elif name in FORMULA:
            sink.pending.append(ink.span(" "))
            self._walk_children(element, ink.within(element), sink)
            sink.pending.append(ink.span(" "))
        elif is_border(element):
            self._container(element, ink, sink)
        else:
            self._walk_children(element, ink.within(element), sink)

    def _by_role(self, element: Element, ink: Ink, sink: Sink) -> bool:
        """Set a list or a table made of boxes, or a drawing that says something; whether it was one."""
        if element.name == "svg" or role(element) == "img" or _is_icon(element):
            figure = self.album.drawing(element, self._ledger)
            if figure is not None:
                sink.put(figure)
            return figure is not None
        if rows := roles.rows_of(element):
            sink.flush()
            self._rows(rows, (), ink.within(element), sink)
        elif items := roles.items_of(element):
            inner = ink.within(element)
            blocks = tuple(b for item in items if (b := self._inside(item, inner.within(item))))
            if blocks:
                sink.put(ItemList(blocks))
        return bool(rows or items)

    def _container(self, element: Element, ink: Ink, sink: Sink) -> None:
        sink.flush()
        # One box is one box: what stands inside it under names of its own (title, body) makes no further one.
        kind = callout_kind(element) if not self._boxed and element.name in {"div", "section", "aside", "p"} else None
        if role(element) == "heading" and not _swallows(element):
            level = str(element.get("aria-level") or "3")
            self._heading(element, min(max(int(level), 2), 6) if level.isdigit() and len(level) < 3 else 3, ink, sink)
        elif kind is not None:
            self._boxed = True
            blocks = self._inside(element, ink.within(element))
            self._boxed = False
            if blocks:
                sink.put(Callout(kind, blocks))
        else:
            self._walk_children(element, ink.within(element), sink)
        sink.flush()

    def _heading(self, element: Element, level: int, ink: Ink, sink: Sink) -> None:
        inner = Sink(headings=False)
        self._walk_children(element, ink.within(element), inner)
        blocks = inner.blocks
        spans: list[Inline] = []
        rest: list[Block] = []
        for block in blocks:
            if isinstance(block, Paragraph) and not rest:
                spans += [LineBreak()] * bool(spans) + list(block.spans)
            else:
                rest.append(block)  # what stands after something else stays after it
        if spans and sink.headings:
            sink.put(Heading(level, tuple(Span(" ") if isinstance(s, LineBreak) else s for s in spans)))
        elif spans:
            sink.put(bold(Heading(level, tuple(spans))))
        for block in rest:
            sink.put(block)

    def _bold_line(self, element: Element, ink: Ink, sink: Sink) -> None:
        sink.flush()
        for block in self._inside(element, ink.within(element)):
            if isinstance(block, Paragraph):
                block = Paragraph(in_bold(block.spans), heading=element.name != "dt")
            sink.put(block)

    def _list(self, element: Element, ink: Ink, sink: Sink) -> None:
        if sink.headings and lists.is_sections(element):
            self._sections_of(element, ink, sink)
            return
        items: list[Blocks] = []
        loose = Sink(headings=False)
        for child in element.contents:
            if isinstance(child, Element) and child.name == "li":
                if loose.blocks:
                    items.append(loose.blocks)
                    loose = Sink(headings=False)
                blocks = self._inside(child, ink.within(child))
                if blocks:
                    items.append(blocks)
            elif isinstance(child, Element) and child.name in {"ul", "ol"} and items:
                # A list directly inside a list belongs to the item before it.
                nested = Sink(headings=False)
                self._list(child, ink, nested)
                items[-1] += nested.blocks
            else:
                self._node(child, ink, loose)
        if loose.blocks:
            items.append(loose.blocks)
        found = tuple(block for item in items for block in item)
        if found and untold(found, 0) == len(found):  # nothing but pictures of which nothing is told: a gallery
            for block in found:
                sink.put(block)
        elif items:
            sink.put(ItemList(tuple(items), element.name == "ol", lists.start_of(element)))

    def _sections_of(self, element: Element, ink: Ink, sink: Sink) -> None:
        """Walk a list whose items are parts of the article under headings: nothing but boxes."""
        sink.flush()
        for child in element.contents:
            if isinstance(child, Element) and child.name == "li":
                self._container(child, ink.within(child), sink)
            else:
                self._node(child, ink, sink)
        sink.flush()

    def _definitions(self, element: Element, ink: Ink, sink: Sink) -> None:
        entries: list[Entry] = []
        terms: list[Inlines] = []
        meanings: list[Blocks] = []
        for child in named(element, _TERMS):
            if within(child, _DEFINITIONS) is not element:
                continue
            if child.name == "dt":
                if meanings:
                    entries.append(Entry(tuple(terms), tuple(meanings)))
                    terms, meanings = [], []
                terms += [line for b in self._inside(child, ink.within(child)) if (line := one_line((b,)))]
            else:
                blocks = self._inside(child, ink.within(child))
                if blocks:
                    meanings.append(blocks)
        if terms or meanings:
            entries.append(Entry(tuple(terms), tuple(meanings)))
        if entries:
            sink.put(DefinitionList(tuple(entries)))

    def _table(self, element: Element, ink: Ink, sink: Sink) -> None:
        sink.flush()
        if not tables.is_data(element):
            for child in element.contents:
                self._layout(child, ink, sink)
            return
        inner = ink.within(element)
        caption_element = next(named(element, _CAPTION), None)
        caption: Inlines = ()
        if caption_element is not None and within(caption_element, _TABLE) is element:
            caption = self._one_line(caption_element, inner)
        self._rows(tables.rows_of(element), caption, inner, sink)

    def _rows(self, source_rows: list[tuple[bool, list[Element]]], caption: Inlines, inner: Ink, sink: Sink) -> None:
        """Set a table's rows, those at its top that are of headers as its head."""
        header: list[Row] = []
        rows: list[Row] = []
        for in_head, cells in source_rows:
            row = tuple(
                Cell(
                    self._inside(
                        cell, inner.within(cell.parent if isinstance(cell.parent, Element) else cell).within(cell)
                    ),
                    tables.is_header(cell) or in_head,
                    tables.span_of(cell, "rowspan", len(source_rows)),
                    tables.span_of(cell, "colspan", 100),
                )
                for cell in cells
            )
            if not any(cell.blocks for cell in row):
                continue
            all_headers = bool(row) and all(c.header for c in row) and len(row) > 1
            if not rows and (in_head or (all_headers and not header)):
                header.append(row)
            else:
                rows.append(row)
        if header or rows:
            sink.put(Table(caption, tuple(header), tuple(rows)))

    def _layout(self, child: PageElement, ink: Ink, sink: Sink) -> None:
        """Walk a layout table: its rows and cells are nothing but borders."""
        if isinstance(child, Element) and child.name in _LAYOUT:
            sink.flush()
            self._depth += 1
            if self._depth > MAX_NESTING:
                self._flat(child, ink, sink)
            else:
                for inner in child.contents:
                    if child.name in {"td", "th", "caption"}:
                        self._node(inner, ink.within(child), sink)
                    else:
                        self._layout(inner, ink, sink)
            self._depth -= 1
            sink.flush()
        else:
            self._node(child, ink, sink)

    def _one_line(self, element: Element, ink: Ink) -> Inlines:
        return one_line(self._inside(element, ink.within(element)))

    def _figure(self, element: Element, ink: Ink, sink: Sink) -> None:
        """Set a picture with its caption, then the text beside them; where that stands first, walk it like any box."""
        sink.flush()
        images = addresses.shown(element)
        captions = list(named(element, _FIGCAPTION))
        caption = captions[0] if captions else None
        told = range(caption.t0, caption.t1) if caption is not None else range(0)
        own = [n.at in told for n in text_nodes(element) if n.strip()]
        caption_first = own == sorted(own, reverse=True)
        apart = len(images) == 1 and (caption is None or not caption.at < images[0].at < caption.end)
        if apart and len(captions) <= 1 and caption_first and not holds(element, _NO_FIGURE):
            blocks = self._inside(caption, ink.within(caption)) if caption is not None else ()
            self._picture(images[0], element, blocks, sink)
        elif not images and "itemid" in element.attrs and addresses.name(element):
            self._picture(element, element, (), sink)  # only scripts put it there: it is announced
        self._walk_children(element, ink.within(element), sink)
        sink.flush()

    def _picture(self, element: Element, place: Element, caption: Blocks, sink: Sink) -> None:
        if id(element) in self.album.settled:
            return
        figure = self.album.figure(element, place, caption, self._ledger)
        for block in caption if figure is None else (figure,):
            sink.put(block)

    def _preformatted(self, element: Element, sink: Sink) -> None:
        lines: list[str] = []
        for node in element.descendants:
            if isinstance(node, Element) and node.name == "br":
                lines.append("\n")
            elif isinstance(node, Text) and self._ledger.is_open(node):
                self._ledger.keep(node, self._fate)
                lines.append(self._ledger.shown(node))
        text = "".join(lines).strip("\n")
        if text.strip():
            sink.put(Preformatted(text.expandtabs(4)))


def _is_icon(element: Element) -> bool:
    """Whether an element of a cell holds no text: what it shows is drawn by a style sheet."""
    return element.t0 == element.t1 and element.name in _ICONS and within(element, _CELLS) is not None


def _swallows(heading: Element) -> bool:
    """Whether a heading holds running text: its end was forgotten, and what follows stands in it."""
    return holds(heading, _SWALLOWED) and sum(len(t.split()) for t in text_nodes(heading)) > 60
