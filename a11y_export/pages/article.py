"""The clean article as XHTML, for every page and book: each sentence with its id, each word with its owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from a11y_export import words
from a11y_export.model import (
    Article,
    Block,
    Blocks,
    Callout,
    DefinitionList,
    Figure,
    ItemList,
    Origin,
    Pagination,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Section,
    Span,
    Table,
    leaf_texts,
    plain,
)
from a11y_export.pages.elements import PROGRAM, SOURCE, Elements, Outline, language_tag, safe_href
from a11y_export.pages.inline import SENTENCE, TextWriter, marked_leaves
from a11y_export.pages.pagebreaks import PageBreaks
from a11y_export.pages.pictures import picture_name
from a11y_export.wording import Phrase, Wording

TITLE, DISCLAIMER, ABOUT = "title", "disclaimer", "about"
NAME, NOTE = "disclaimer-name", "disclaimer-note"
"""The ids of the program's own words about the disclaimer: its heading, and whose it is or that there is none."""
ABOUT_NAME = "about-name"
_ABOUT = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "url")
_DEEPEST = 6
_MOST_COLUMNS, _MOST_ROWS = 1000, 65534  # what HTML allows a cell to span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the article: `key` is its element's id, `section` the id of its section or TITLE, DISCLAIMER, ABOUT.

    `heading` is its heading as one line (empty for none) and `level` that heading's level, without gaps; `outline` is
    what of the markup has an id.
    """

    key: str
    section: str
    heading: Phrase
    level: int
    markup: str
    outline: Outline = ()


def article_body(article: Article, wording: Wording, pictures: str = "pictures") -> str:
    """Give the article as XHTML, from its title to its disclaimer and source, without a body element around it.

    Pictures are referred to as `pictures`/`picture_name(image)`; whoever writes the page writes `picture_files` there.
    """
    return "".join(part.markup for part in article_parts(article, wording, pictures))


def article_parts(
    article: Article, wording: Wording, pictures: str = "pictures", printed: Pagination | None = None,
) -> tuple[Part, ...]:
    """Give the article's parts in reading order: the title, each section, the disclaimer, and where it comes from.

    Where the pages of a `printed` edition begin stands a mark. Without them the last answer is kept: the listening page
    and a talking book are made of the same parts, one after the other.
    """
    global _kept  # nothing in it can change
    if printed is not None:
        return _parts(article, wording, pictures, PageBreaks.of(printed, wording))
    kept = _kept
    if kept is None or kept[0] is not article or kept[1] is not wording or kept[2] != pictures:
        parts = _parts(article, wording, pictures, PageBreaks.of(None, wording))
        kept = _kept = (article, wording, pictures, parts)
    return kept[3]


_kept: tuple[Article, Wording, str, tuple[Part, ...]] | None = None


def _parts(article: Article, wording: Wording, pictures: str, breaks: PageBreaks) -> tuple[Part, ...]:
    text = TextWriter(Elements(article.language), wording, marked_leaves(article), breaks)
    parts = [_title(article, text)]
    level = 1
    for number, section in enumerate(article.sections, 1):
        if words.fold(plain(section.heading)):
            level = min(max(section.level, 2), level + 1, _DEEPEST)
        parts.append(_section(section, f"part{number}", level, text, pictures, article.language))
    parts.append(_disclaimer(article, text, pictures, last=not _told(article)))
    about = _about(article, text)
    return (*parts, about) if about else tuple(parts)


def _title(article: Article, text: TextWriter) -> Part:
    out = text.out = Elements(article.language)
    origin = SOURCE if article.title_origin == "page" else PROGRAM
    with out.element("header", id=TITLE, dir="auto"):
        text.breaks.before_block(out)
        with out.element("h1", data_origin=origin):
            text.leaf((Span(article.title),), counted=origin == SOURCE)
        if not words.fold(article.title):  # a page needs a name all the same
            out.program("p", text.wording.get("handout.large_print"))
    return Part(TITLE, TITLE, Phrase(words.fold(article.title), article.language), 1, out.markup(), out.outline())


def _section(section: Section, key: str, level: int, text: TextWriter, pictures: str, language: str) -> Part:
    out = text.out = Elements(language)
    with out.element("section", id=key, data_origin=SOURCE, dir="auto"):
        out.line()
        if words.fold(plain(section.heading)):
            text.breaks.before_block(out)
            with out.element(f"h{level}"):
                text.leaf(section.heading)
            out.line()
        elif section.heading:  # white space names nothing
            text.following(section.heading)
        _BlockWriter(text, pictures).blocks(section.blocks)
    return Part(key, section.id, Phrase(section.title, language), level, out.markup(), out.outline())


def _disclaimer(article: Article, text: TextWriter, pictures: str, *, last: bool) -> Part:
    out = text.out = Elements(article.language)
    heading = text.wording.get("handout.disclaimer")
    with out.element("section", id=DISCLAIMER, dir="auto"):
        out.line()
        text.breaks.before_block(out)
        out.program("h2", heading, id=NAME)
        text.breaks.place()
        out.line()
        match article.disclaimer.origin:
            case Origin.NONE:
                out.program("p", text.wording.get("handout.disclaimer_none"), id=NOTE)
            case Origin.SUPPLIED:
                out.program("p", text.wording.get("handout.disclaimer_supplied"), id=NOTE)
            case Origin.FOUND:
                pass
            case _:
                assert_never(article.disclaimer.origin)
        if article.disclaimer.origin is not Origin.NONE or article.disclaimer.blocks:
            origin = SOURCE if article.disclaimer.origin is Origin.FOUND else PROGRAM
            with out.element("div", class_="disclaimer-text", data_origin=origin):
                out.line()
                _BlockWriter(text, pictures).blocks(article.disclaimer.blocks)
        if last:
            text.breaks.rest(out)
    return Part(DISCLAIMER, DISCLAIMER, heading, 2, out.markup(), out.outline())


def _about(article: Article, text: TextWriter) -> Part | None:
    """Say where the article comes from and who stands for it: the program's words, from the page's metadata."""
    told = _told(article)
    if not told:
        return None
    out = Elements(article.language)
    heading = text.wording.get("handout.about")
    with out.element("section", id=ABOUT, data_origin=PROGRAM, dir="auto"):
        out.line()
        text.breaks.before_block(out)
        out.program("h2", heading, id=ABOUT_NAME)
        text.breaks.place()
        with out.element("dl", class_="facts"):
            for key, value in told:
                out.line()
                out.program("dt", text.wording.get(f"handout.{'address' if key == 'url' else key}"))
                with out.element("dd"):
                    href = safe_href(value)
                    if href:
                        with out.element("a", href=href, rel="noreferrer"):
                            out.text(value)
                    else:
                        out.text(value)
        text.breaks.rest(out)
    return Part(ABOUT, ABOUT, heading, 2, out.markup(), out.outline())


def _told(article: Article) -> list[tuple[str, str]]:
    """Give what is known of where the article comes from."""
    return [(key, value) for key in _ABOUT if (value := words.fold(getattr(article.source, key)))]


@dataclass(frozen=True, slots=True)
class _BlockWriter:
    """Writes blocks in the order in which `text` has their leaves."""

    text: TextWriter
    pictures: str

    def blocks(self, blocks: Blocks) -> None:
        for block in blocks:
            self.text.breaks.before_block(self.text.out)
            self._block(block)
            self.text.out.line()

    def _block(self, block: Block) -> None:
        out, text = self.text.out, self.text
        match block:
            case Paragraph(spans):
                with out.element("p"):
                    text.leaf(spans)
            case Preformatted():
                with out.element("pre"):
                    text.lines(next(text.leaves))
            case ItemList(items, ordered, start):
                first = start if ordered and start != 1 else None
                with out.element("ol" if ordered else "ul", id=text.named("list"), start=first):
                    out.line()
                    for item in items:
                        with out.element("li"):
                            self.blocks(item)
                        out.line()
            case DefinitionList(entries):
                with out.element("dl"):
                    for entry in entries:
                        out.line()
                        for term in entry.terms:
                            with out.element("dt"):
                                text.leaf(term)
                        for definition in entry.definitions:
                            with out.element("dd"):
                                self.blocks(definition)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Callout():
                self._callout(block)
            case Quote(inner):
                with out.element("blockquote"):
                    self.blocks(inner)
            case _:
                assert_never(block)

    def _table(self, block: Table) -> None:
        out = self.text.out
        name = self.text.wording.get("listen.table")
        lang = name.lang if name.lang != out.language else None
        own = self.text.named("table")
        label = f"{name.text} {own.removeprefix('table')}"  # no two of a page may have one name
        # Only the table moves sideways where it is too wide, and the keyboard can move it.
        with out.element("div", class_="wide", role="region", aria_label=label, lang=lang, tabindex=0), \
                out.element("table", id=own, lang=language_tag(out.language) if lang else None):
            if block.caption:
                with out.element("caption"):
                    self.text.leaf(block.caption)
            for tag, rows in (("thead", block.header), ("tbody", block.rows)):
                if not rows:
                    continue
                out.line()
                with out.element(tag):
                    for row in rows:
                        out.line()
                        self._row(row, top=tag == "thead")

    def _row(self, row: Row, *, top: bool) -> None:
        out = self.text.out
        with out.element("tr"):
            for cell in row:
                # A header cell without words names nothing.
                named = (top or cell.header) and any(words.fold(t) for t in leaf_texts(cell.blocks))
                rows, columns = min(max(cell.rowspan, 1), _MOST_ROWS), min(max(cell.colspan, 1), _MOST_COLUMNS)
                with out.element(
                    "th" if named else "td", scope=("col" if top else "row") if named else None,
                    rowspan=rows if rows > 1 else None, colspan=columns if columns > 1 else None,
                ):
                    self.blocks(cell.blocks)

    def _figure(self, block: Figure) -> None:
        out, wording = self.text.out, self.text.wording
        name = picture_name(block.image)
        found = self.text.following((Span(block.alt),)) if block.alt else None
        sentence = found.sentences[0][2] if found and found.sentences else None
        self.text.breaks.place()
        with out.element("figure", id=self.text.named("figure")):
            if name and block.image is not None:
                phrase = wording.get("figure.no_alt")
                out.empty(
                    "img", class_=SENTENCE if sentence else None, id=sentence, src=f"{self.pictures}/{name}",
                    alt=words.fold(block.alt) or phrase.text, data_origin=PROGRAM,
                    lang=phrase.lang if not sentence and phrase.lang != out.language else None,
                    width=block.image.width or None, height=block.image.height or None,
                )
            else:
                with out.element("div", class_="absent", data_origin=PROGRAM):
                    out.program("p", wording.get("figure.no_picture"), class_="kind")
                    if sentence:
                        with out.element("p"), out.element("span", class_=SENTENCE, id=sentence):
                            out.text(words.fold(block.alt))
            if block.caption:
                with out.element("figcaption"):
                    self.blocks(block.caption)

    def _callout(self, block: Callout) -> None:
        """Write a box with its kind named, unless its own first words do so."""
        out = self.text.out
        phrase = self.text.wording.get(f"callout.{block.kind}")
        first = words.fold(next(leaf_texts(block.blocks), "")).casefold()
        with out.element("div", class_=f"callout {block.kind}", role="note"):
            out.line()
            inner = block.blocks
            if not first.startswith(phrase.text.casefold()):
                out.program("p", phrase, class_="kind")
                out.line()
            elif first == phrase.text.casefold() and isinstance(inner[0], Paragraph):  # the source's own label
                self.text.breaks.before_block(out)
                with out.element("p", class_="kind"):
                    self.text.leaf(inner[0].spans)
                out.line()
                inner = inner[1:]
            self.blocks(inner)
