"""The article as data: what reading makes and every exporter takes.

Frozen and slotted, without behaviour beyond derived properties. A `match` over blocks or inlines ends in
`assert_never`, so that the type checker finds every exporter that forgot a new kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from a11y_export import words


class Style(StrEnum):
    """What a span's letters mean beyond their text."""

    BOLD = "bold"
    SUB = "sub"
    SUP = "sup"
    DELETED = "deleted"
    REF = "ref"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style. `title` is the full form of an abbreviation, `lang` a BCP 47 tag."""

    text: str
    styles: frozenset[Style] = frozenset()
    href: str | None = None
    lang: str | None = None
    title: str | None = None

    @property
    def plain(self) -> str:
        """The text with superscripts and subscripts as Unicode's own characters."""
        if Style.SUP in self.styles:
            return words.superscript(self.text)
        if Style.SUB in self.styles:
            return words.subscript(self.text)
        return self.text


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph; it separates words."""


Inline = Span | LineBreak
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """Give the text of `inlines`; a line break is a newline, an inline border splits no word."""
    return "".join("\n" if isinstance(i, LineBreak) else i.plain for i in inlines)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, or a heading inside an item, a cell or a box, one level below its section's."""

    spans: Inlines
    heading: bool = False


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is a sequence of blocks, so lists nest. `start` is an ordered list's first number."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a definition list: its terms and what they mean."""

    terms: tuple[Inlines, ...]
    definitions: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """A list of terms with their definitions."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell. `header` is set where the source marks a header; spans count grid columns and rows."""

    blocks: Blocks
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A data table: `header` rows first, then body `rows`, cells as the source has them (spans not expanded)."""

    caption: Inlines
    header: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's bytes as read from beside the page; never opened by name later.

    `shows` says what it shows, for the proof: size, digest of its colours, and its colours in few points.
    """

    data: bytes
    mime: str
    width: int
    height: int
    shows: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its alternative text and caption; `image` is None when the file is not at hand.

    `name` is the page's name for the picture's file. It is for the record alone: neither opened, printed nor spoken.
    """

    image: Image | None
    alt: str
    caption: Blocks = ()
    name: str = ""


def untold(blocks: Blocks, at: int) -> int:
    """Count the pictures from index `at` on that stand one after another and of which nothing is told."""
    count = 0
    while at + count < len(blocks):
        block = blocks[at + count]
        if not isinstance(block, Figure) or block.alt.strip() or block.caption:
            break
        count += 1
    return count


class CalloutKind(StrEnum):
    """What a set-off box is for."""

    WARNING = "warning"
    NOTE = "note"
    TIP = "tip"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Callout:
    """A set-off box: a warning, a note, a tip, key points."""

    kind: CalloutKind
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose line breaks matter."""

    text: str


Block = Paragraph | ItemList | DefinitionList | Table | Figure | Callout | Quote | Preformatted
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (empty for an introduction without one) and what follows it, up to the next heading.

    `level` is 2 to 6 as in HTML; the article's title is level 1 and stands on the article.
    """

    id: str
    heading: Inlines
    level: int
    blocks: Blocks

    @property
    def title(self) -> str:
        """The heading as one line of text, without reference marks."""
        return words.fold(plain(tuple(i for i in self.heading if not _is_ref(i))))


def _is_ref(inline: Inline) -> bool:
    return isinstance(inline, Span) and Style.REF in inline.styles


@dataclass(frozen=True, slots=True)
class Source:
    """Where the article comes from. Dates are ISO 8601 (YYYY-MM-DD, YYYY-MM or YYYY); empty text is unknown."""

    location: str
    sha256: str
    url: str = ""
    site: str = ""
    author: str = ""
    reviewer: str = ""
    owner: str = ""
    published: str = ""
    reviewed: str = ""
    licence: str = ""
    updated: str = ""


class Origin(StrEnum):
    """Whose words the disclaimer is."""

    FOUND = "found"
    SUPPLIED = "supplied"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """The medical disclaimer, verbatim; `blocks` is empty when origin is NONE.

    `where` is empty when it stands in the page's text; else it says which of the page's data hold it: "json-ld".
    """

    blocks: Blocks = ()
    origin: Origin = Origin.NONE
    where: str = ""

    @property
    def on_page(self) -> bool:
        """Whether its words are among the page's visible ones."""
        return self.origin is Origin.FOUND and not self.where

    @property
    def text(self) -> str:
        """The disclaimer as one folded line per leaf block, joined by spaces."""
        return words.fold(" ".join(text for text in leaf_texts(self.blocks)))


@dataclass(frozen=True, slots=True)
class Added:
    """Words that reached the article from an attribute or from JSON-LD; outside the sum of visible words."""

    origin: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Removal:
    """Words of the page that were cut: by which rule, why, from where."""

    rule: str
    reason: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One health article. `title_origin` is "page" when the title's words stand in the page's own text."""

    title: str
    language: str
    source: Source
    summary: str = ""
    sections: tuple[Section, ...] = ()
    disclaimer: Disclaimer = field(default_factory=Disclaimer)
    title_origin: str = "page"
    added: tuple[Added, ...] = ()

    def tokens(self) -> list[str]:
        """Give every word of the source in reading order: title, sections, then the page's own disclaimer."""
        found = [*words.tokens(self.title)] if self.title_origin == "page" else []
        for section in self.sections:
            found += words.tokens(plain(section.heading))
            for text in leaf_texts(section.blocks):
                found += words.tokens(text)
        if self.disclaimer.origin is Origin.FOUND:
            found += words.tokens(self.disclaimer.text)
        return found


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where the pages of a printed edition begin: for each page how many places of the article stand before it.

    Places are what an edition can be compared by, in reading order: each word (as in `tokens`, and of a disclaimer that
    was supplied), each picture, the heading of the disclaimer and that of where the article comes from. A page begins
    with the first place that stands on it or on a later one. `source` names the edition.
    """

    source: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: `path` relative to its folder with "/", `extent` in pages or seconds, `section` an id or ""."""

    kind: str
    path: str
    sha256: str
    extent: float = 0.0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was proved, or not: by `name`, of the file `artifact`, on what `evidence`."""

    name: str
    artifact: str
    passed: bool
    evidence: str


def within(block: Block) -> Iterator[Block]:
    """Give a block and every block inside it, in reading order."""
    yield block
    inner: Blocks
    match block:
        case ItemList(items):
            inner = tuple(b for item in items for b in item)
        case DefinitionList(entries):
            inner = tuple(b for entry in entries for definition in entry.definitions for b in definition)
        case Table(_, header, rows):
            inner = tuple(b for row in (*header, *rows) for cell in row for b in cell.blocks)
        case Figure(caption=caption):
            inner = caption
        case Callout(blocks=blocks) | Quote(blocks=blocks):
            inner = blocks
        case Paragraph() | Preformatted():
            inner = ()
        case _:
            assert_never(block)
    for below in inner:
        yield from within(below)


def leaf_texts(blocks: Blocks) -> Iterator[str]:
    """Give the text of each leaf of `blocks` in reading order. Alternative texts are not among them."""
    for block in blocks:
        match block:
            case Paragraph(spans):
                yield plain(spans)
            case Preformatted(text):
                yield text
            case ItemList(items):
                for item in items:
                    yield from leaf_texts(item)
            case DefinitionList(entries):
                for entry in entries:
                    for term in entry.terms:
                        yield plain(term)
                    for definition in entry.definitions:
                        yield from leaf_texts(definition)
            case Table(caption, header, rows):
                yield plain(caption)
                for row in (*header, *rows):
                    for cell in row:
                        yield from leaf_texts(cell.blocks)
            case Figure(caption=caption_blocks):
                yield from leaf_texts(caption_blocks)
            case Callout(blocks=inner) | Quote(blocks=inner):
                yield from leaf_texts(inner)
            case _:
                assert_never(block)
