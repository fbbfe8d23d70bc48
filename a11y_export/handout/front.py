"""What stands around the article: title, notice of the disclaimer, contents, addresses, source block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from a11y_export import words
from a11y_export.handout.blocks import Place, Typesetter
from a11y_export.handout.dates import in_words
from a11y_export.handout.inline import safe_target
from a11y_export.handout.options import HandoutOptions
from a11y_export.handout.parts import Part
from a11y_export.model import Article
from a11y_export.model import Origin as Whose
from a11y_export.tagging import Anchor, Element, Origin, Piece, Rule, Run, TextBlock, advance

DISCLAIMER = "disclaimer"  # the bookmark of the box
_FEWEST = 3  # headed sections that make a list of contents worth its page
_TOGETHER = 3  # of them stand at least below the heading, and at the top of a page
_DEEPEST_LISTED = 3  # heading levels in the contents: more of them would hide the article's plan
_ABOUT = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence")
_ONE_LINE = 28  # characters that fit on a line of giant print
_DATES = frozenset({"published", "reviewed", "updated"})


class Heading(NamedTuple):
    """A heading as the contents and the bookmarks show it; `level` has no gaps (2 is the first below the title)."""

    key: str
    title: str
    level: int


def title(setter: Typesetter, root: Element, article: Article) -> list[Piece]:
    """Set the article's title."""
    look, writer = setter.look, setter.writer
    size = look.heading(1)
    origin = Origin.SOURCE if article.title_origin == "page" else Origin.PROGRAM
    element = root.add(Element("H1", origin, key="title"))
    ink = look.ink(bold=True, size=size, colour=look.colours.accent)
    text = words.fold(article.title)
    if text:
        runs = writer.text(element, text, ink, bold=True)
    else:  # a page without a title still needs a heading of the first level
        element.origin, phrase = Origin.PROGRAM, writer.wording.get("handout.large_print")
        text, runs = phrase.text, writer.phrase(element, phrase, ink, bold=True)
    anchor = Anchor("title", text, 0)
    return [TextBlock(runs, look.line_height(size), after=look.paragraph * 0.6, keep=True, anchor=anchor)]


def subtitle(
    setter: Typesetter, home: Element, article: Article, place: Place, pages: Mapping[str, int],
    part: Part | None = None,
) -> list[Piece]:
    """Set the line on the edition, the notice that points to the disclaimer, and who answers for the text.

    The notice comes before names: however many there are, it stands on the first page.
    """
    look = setter.look
    pieces: list[Piece] = [Rule(look.colours.accent, 2, after=look.paragraph)]
    edition = setter.program(home, "P", "handout.large_print", place, bold=True)
    edition.after = look.paragraph * 0.4
    pieces.append(edition)
    if part is not None:
        pieces.append(setter.program(home, "P", "handout.part_of", place, n=part.number, total=part.total))
        pieces[-1].after = look.paragraph * 0.4
    number = pages.get(DISCLAIMER, 0) or 1
    see = "disclaimer_none_see" if article.disclaimer.origin is Whose.NONE else "disclaimer_see"
    pieces.append(setter.program(home, "P", f"handout.{see}", place, n=number))
    pieces += _about(setter, home, article, ("author", "reviewer", "reviewed"), place)
    pieces[-1].after = look.paragraph
    return pieces


def contents(
    setter: Typesetter, home: Element, headings: list[Heading], place: Place, pages: Mapping[str, int],
) -> list[Piece]:
    """Set the contents: a link and a page number for each heading, where there are enough of them."""
    listed = [heading for heading in headings if heading.level <= _DEEPEST_LISTED]
    if sum(heading.key != DISCLAIMER for heading in listed) < _FEWEST:
        return []
    look, writer = setter.look, setter.writer
    pieces: list[Piece] = [heading_piece(setter, home, "handout.contents", 2)]
    toc = home.add(Element("TOC"))
    for heading in listed:
        item = toc.add(Element("TOCI")).add(Element("Reference"))
        link = item.add(Element("Link", Origin.PROGRAM, key="contents.entry"))
        bold = heading.level == 2
        ink = look.ink(bold=bold, colour=look.colours.link)
        phrase = writer.wording.get("handout.page", n=pages.get(heading.key, 0) or 1)
        runs = writer.text(link, f"{heading.title}, ", ink, bold=bold)
        home_of_page = link if phrase.lang == writer.language else link.add(Element("Span"))
        runs += writer.phrase(home_of_page, phrase, look.ink(colour=look.colours.link))
        runs = [run._replace(link=link, target=f"#{heading.key}", title=heading.title[:200]) for run in runs]
        block = setter.block(runs, place._replace(indent=0 if bold else look.body * 1.2))
        block.after = look.paragraph * 0.4
        pieces.append(block)
    for piece in (*pieces[1:_TOGETHER], *pieces[-_TOGETHER:-1]):
        piece.keep = True
    pieces[-1].after = look.paragraph
    pieces.append(Rule(look.colours.line, 1, after=look.paragraph * 1.2))
    return pieces


def heading_piece(setter: Typesetter, home: Element, key: str, level: int, anchor: Anchor | None = None) -> TextBlock:
    """Set a heading that is the program's."""
    element = home.add(Element(f"H{level}", Origin.PROGRAM, key=key))
    look = setter.look
    size = look.heading(level)
    ink = look.ink(bold=True, size=size, colour=look.colours.accent)
    runs = setter.writer.phrase(element, setter.writer.wording.get(key), ink, bold=True)
    return as_heading(setter, runs_block=TextBlock(runs, look.line_height(size), keep=True, anchor=anchor))


def as_heading(setter: Typesetter, runs_block: TextBlock) -> TextBlock:
    """Give a heading's block its white: more above than below, so that it belongs to what follows."""
    runs_block.before, runs_block.after = setter.look.paragraph * 1.7, setter.look.paragraph * 0.5
    return runs_block


def addresses(setter: Typesetter, root: Element, place: Place) -> list[Piece]:
    """Set the list of addresses that the marks in the text point to."""
    links = setter.writer.links
    if not links.numbers:
        return []
    look, writer = setter.look, setter.writer
    home = root.add(Element("Sect"))
    pieces: list[Piece] = [heading_piece(setter, home, "handout.links", 2)]
    element = home.add(Element("L", attributes=(("List", (("ListNumbering", "Decimal"),)),)))
    ink = look.ink(bold=True)
    longest = advance(ink.font, f"{len(links.numbers)}.", look.body)  # the face's figures are all of one width
    hang = max(look.body * 2.2, longest + look.body * 0.5)
    for target, number in links.numbers.items():
        li = element.add(Element("LI"))
        label = writer.text(li.add(Element("Lbl", Origin.PROGRAM, key="list.label")), f"{number}.", ink, bold=True)
        pieces.append(_address(setter, li.add(Element("LBody")), target, place, hang, label))
    return pieces


def about(setter: Typesetter, root: Element, article: Article, options: HandoutOptions, place: Place) -> list[Piece]:
    """Set where the article comes from and who stands for it, what kind of copy this is, and when it was printed."""
    source = article.source
    home = root.add(Element("Sect"))
    pieces: list[Piece] = [heading_piece(setter, home, "handout.about", 2)]
    pieces += _about(setter, home, article, _ABOUT, place)
    if source.url:
        pieces.append(labelled(setter, home, "handout.address", source.url, place))
    for piece in pieces[:-1]:
        piece.keep = True  # who stands for the article is read in one go
    if options.copy_notice:
        pieces[-1].after = setter.look.paragraph
        notice = list(_copy_notice(setter, home, article, place))
        for piece in notice[:-1]:
            piece.keep = True
        notice[-1].after = setter.look.paragraph
        pieces += notice
    if options.date:
        day = in_words(options.date, setter.writer.wording)
        pieces.append(labelled(setter, home, "handout.printed", day, place, whole=True))
    return pieces if len(pieces) > 1 else _without(root, home)


def _about(
    setter: Typesetter, home: Element, article: Article, keys: Sequence[str], place: Place,
) -> Iterator[Piece]:
    """Set those of the source's facts that are known, dates in words."""
    for key in keys:
        value = getattr(article.source, key)
        if value:
            said = in_words(value, setter.writer.wording) if key in _DATES else value
            yield labelled(setter, home, f"handout.{key}", said, place, whole=key in _DATES)


def _copy_notice(setter: Typesetter, home: Element, article: Article, place: Place) -> Iterator[Piece]:
    """Say what exceptions for accessible formats ask a copy to say: what it is, whose the text is, and its date.

    Facts only, after the Marrakesh Treaty and 17 U.S.C. 121(b)(1).
    """
    source, date = article.source, in_words(article.source.published, setter.writer.wording)
    for key in (
        "copy_notice", "copy_owner" if source.owner else "copy_no_owner", "copy_published" if date else "copy_no_date",
    ):
        said = setter.program(home, "P", f"handout.{key}", place, name=words.fold(source.owner), date=date)
        said.after = setter.look.paragraph * 0.4
        yield said


def _without(root: Element, home: Element) -> list[Piece]:
    root.kids.remove(home)
    return []


def labelled(
    setter: Typesetter, home: Element, key: str, value: str, place: Place, lang: str | None = None, *,
    whole: bool = False,
) -> Piece:
    """Set "label: value"; a value that is an address is a link. `lang` is the value's, when it is not the article's.

    One that is `whole`, such as a date or a telephone number, stays on one line where it is not too long for that.
    """
    look, writer = setter.look, setter.writer
    element = home.add(Element("P", Origin.PROGRAM, key=key))
    phrase = writer.wording.get(key)
    label = element if phrase.lang == writer.language else element.add(Element("Span"))
    runs = writer.phrase(label, phrase._replace(text=f"{phrase.text}: "), look.ink(bold=True), bold=True)
    target = safe_target(value)
    if target:
        runs += link(setter, element, target)
    else:
        said = words.fold(value)
        said = said.replace(" ", "\u00a0") if whole and len(said) <= _ONE_LINE else said
        runs += writer.text(element if lang is None else element.add(Element("Span", lang=lang)), said, look.ink())
    block = setter.block(runs, place)
    block.after = look.paragraph * 0.4
    return block


def link(setter: Typesetter, home: Element, target: str) -> list[Run]:
    """Set an address of the program's as a link to itself."""
    link = home.add(Element("Link", Origin.PROGRAM, key="link.address"))
    runs = setter.writer.text(link, target, setter.look.ink(colour=setter.look.colours.link))
    return [run._replace(link=link, target=target, title=target[:200]) for run in runs]


def _address(
    setter: Typesetter, home: Element, target: str, place: Place, hang: float, label: list[Run],
) -> Piece:
    look = setter.look
    runs = link(setter, home.add(Element("P")), target)
    block = setter.block(runs, place._replace(indent=place.indent + hang))
    block.label(label, place.indent)
    block.after = look.paragraph * 0.5
    return block
