"""One article becomes one PDF: build the tree and the pieces, settle the pages, write."""

from __future__ import annotations

from a11y_export.handout import loading  # noqa: F401 — before all else that uses ReportLab

# isort: split
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from a11y_export import words
from a11y_export.clinic import Clinic
from a11y_export.handout import clinic as clinics
from a11y_export.handout import fonts, front, qr, scripts
from a11y_export.handout.blocks import Place, Typesetter
from a11y_export.handout.inline import Links, Writer, draw
from a11y_export.handout.look import Look
from a11y_export.handout.options import HandoutOptions
from a11y_export.handout.pagination import page_starts
from a11y_export.handout.parts import Part
from a11y_export.handout.program import ProgramText, program_texts
from a11y_export.model import Article, Origin, Section, leaf_texts, plain
from a11y_export.tagging import (
    Anchor,
    Box,
    Element,
    Ink,
    Marks,
    Metadata,
    Piece,
    Run,
    Sheet,
    Stack,
    TaggedCanvas,
    TextBlock,
    advance,
    balance,
    clusters,
    write,
)
from a11y_export.tagging import Origin as Tag
from a11y_export.wording import Wording

_Decorate: TypeAlias = Callable[[TaggedCanvas, int], None]
# Roles of our own, so that a reader of the file finds them; each stands for a standard one.
ROLES = {"Disclaimer": "Sect", "Callout": "Div", clinics.ROLE: "Sect", qr.ROLE: "Sect"}
_FOOT = 200  # characters of a title that may stand at a page's foot
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Handout(NamedTuple):
    """A finished handout: its pages, what the program says in it in reading order, and what staff should know.

    `starts` tells where in the article each page begins (`model.Pagination`).
    """

    pages: int
    program: tuple[ProgramText, ...]
    warnings: tuple[str, ...]
    starts: tuple[int, ...]


class _Layout(NamedTuple):
    """A handout before it is written: its pages, the tree, and what both were made with."""

    pages: list[Stack]
    sheet: Sheet
    root: Element
    setter: Typesetter


def export_pdf(
    article: Article, path: Path, options: HandoutOptions, wording: Wording, clinic: Clinic | None = None,
    part: Part | None = None,
) -> Handout:
    """Write the large-print PDF of `article` to `path`; see `make_pdf`."""
    data, handout = make_pdf(article, options, wording, clinic, part)
    path.write_bytes(data)
    return handout


def make_pdf(
    article: Article, options: HandoutOptions, wording: Wording, clinic: Clinic | None = None, part: Part | None = None,
) -> tuple[bytes, Handout]:
    """Give the large-print PDF of `article` as bytes, and what there is to know of it.

    `part` says which part of a whole the article is. Raise MissingDependency when a font is not installed, UsageError
    when the clinic's logo is no picture.
    """
    made = _laid_out(article, options, wording, clinic or Clinic(), part)
    look, language = made.setter.look, made.setter.writer.language
    metadata = _metadata(article, language, part)
    running = _running(article, look, wording, made.sheet)
    data = write(made.pages, made.sheet, made.root, metadata, ROLES, running, marks := Marks())
    texts = program_texts(made.root, language)
    warnings = (*made.setter.warnings, *_character_warnings(article))
    return data, Handout(len(made.pages), texts, warnings, page_starts(made.root, marks, len(made.pages)))


def count_pages(article: Article, options: HandoutOptions, wording: Wording, clinic: Clinic | None = None) -> int:
    """Give how many pages the handout would have, without writing it."""
    return len(_laid_out(article, options, wording, clinic or Clinic(), None).pages)


def _laid_out(
    article: Article, options: HandoutOptions, wording: Wording, clinic: Clinic, part: Part | None,
) -> _Layout:
    language = article.language if _LANGUAGE.fullmatch(article.language) else "en"
    scripts.require(language, words.clean(_text(article)))
    look = Look.of(options)
    sheet = look.sheet(options.sheet(language), options.bound(language), turns=options.binding != "single")
    setter = Typesetter(Writer(look, wording, language, Links(options.links)))
    place = Place(sheet.text_width, sheet.text_height)
    root = Element("Document")
    head = [*clinics.band(setter, root, clinic, place), *front.title(setter, root, article)]
    before = root.add(Element("Sect"))
    headings, body = _body(setter, root, article, options, place)
    body += clinics.closing(setter, root, clinic, place)
    if options.qr:
        body += qr.square(setter, root, article, options.qr, place)

    def build(pages: Mapping[str, int]) -> list[Piece]:
        before.kids.clear()  # page numbers are part of its text
        opening = front.subtitle(setter, before, article, place, pages, part)
        return [*head, *opening, *front.contents(setter, before, headings, place, pages), *body]

    pages, _ = balance(build, sheet)
    return _Layout(pages, sheet, root, setter)


def _body(
    setter: Typesetter, root: Element, article: Article, options: HandoutOptions, place: Place,
) -> tuple[list[front.Heading], list[Piece]]:
    """Set everything after the contents; give the headings too."""
    headings: list[front.Heading] = []
    pieces: list[Piece] = []
    level = 1
    for number, section in enumerate(article.sections, 1):
        home = root.add(Element("Sect"))
        title = section.title or words.fold(plain(section.heading))  # a heading of marks alone is still one
        if title:
            level = min(max(section.level, 2), level + 1, 6)  # no level is skipped (ISO 14289-1, 7.4.2)
            heading = front.Heading(f"section-{number}", title, level)
            headings.append(heading)
            pieces.append(_heading(setter, home, section, heading))
        pieces += setter.blocks(home, section.blocks, place)
    headings.append(front.Heading(front.DISCLAIMER, setter.writer.wording.get("handout.disclaimer").text, 2))
    pieces += _disclaimer(setter, root, article, place)
    pieces += front.addresses(setter, root, place)
    pieces += front.about(setter, root, article, options, place)
    return headings, pieces


def _heading(setter: Typesetter, home: Element, section: Section, heading: front.Heading) -> Piece:
    look = setter.look
    size = look.heading(heading.level)
    runs = setter.writer.inlines(setter.leaf(home, f"H{heading.level}"), section.heading, size, bold=True)
    accent = look.colours.accent if heading.level == 2 else look.colours.text
    runs = [run._replace(ink=run.ink._replace(colour=accent)) for run in runs]
    anchor = Anchor(heading.key, heading.title, heading.level - 1)
    return front.as_heading(setter, TextBlock(runs, look.line_height(size), keep=True, anchor=anchor))


def _disclaimer(setter: Typesetter, root: Element, article: Article, place: Place) -> list[Piece]:
    """Set the disclaimer in full, in a box under its own heading: found, supplied, or the notice that there is none."""
    look, disclaimer = setter.look, article.disclaimer
    home = root.add(Element("Disclaimer"))
    anchor = Anchor(front.DISCLAIMER, setter.writer.wording.get("handout.disclaimer").text, 1)
    heading = front.heading_piece(setter, home, "handout.disclaimer", 2, anchor)
    frame = look.box(warning=True)
    within = place._replace(width=place.width - 2 * frame.padding)
    inside: list[Piece] = []
    if disclaimer.origin is Origin.SUPPLIED:
        inside.append(setter.program(home, "P", "handout.disclaimer_supplied", within, bold=True, keep=True))
        supplied = replace(setter, origin=Tag.PROGRAM, key="disclaimer")
        inside += supplied.blocks(home, disclaimer.blocks, within)
    elif disclaimer.origin is Origin.FOUND:
        inside += setter.blocks(home, disclaimer.blocks, within)
    if not inside:
        inside.append(setter.program(home, "P", "handout.disclaimer_none", within))
    return [heading, Box(Stack(inside), frame, after=look.paragraph, whole=True)]


def _metadata(article: Article, language: str, part: Part | None) -> Metadata:
    title = words.fold(article.title) or "Untitled"
    title = f"{title}: {part.title}" if part and part.title else title
    return Metadata(title, language, words.fold(article.source.author), words.fold(article.summary), "a11y-export")


def _running(article: Article, look: Look, wording: Wording, sheet: Sheet) -> _Decorate:
    """Give what draws every page's ground and its foot: short title and page number, in the same place on each."""
    title = words.fold(article.title)
    ink = look.ink()
    plain = look.ink(bold=True)

    def decorate(canvas: TaggedCanvas, number: int) -> None:
        if look.colours.paper != look.colours.paper.__class__(1, 1, 1):
            canvas.setFillColor(look.colours.paper)
            canvas.rect(0, 0, sheet.width, sheet.height, stroke=0, fill=1)
        page = wording.get("handout.page", n=number).text
        page = page[:1].upper() + page[1:]
        wide = advance(plain.font, page, look.body)
        left, right = sheet.left(number), sheet.left(number) + sheet.column
        room = right - left - wide - look.body * 1.5
        top = sheet.bottom - look.body * 0.6
        with canvas.artifact("Footer"):
            canvas.setStrokeColor(look.colours.line)
            canvas.setLineWidth(1)
            canvas.line(left, top, right, top)
            top -= look.body * 0.35
            leading = look.line_height(look.body)
            short = TextBlock(_shortened(title, ink, room, article.language), leading)
            said = TextBlock(draw(page, plain, None, bold=True), leading)
            near, far = left, right - wide
            if canvas.rtl:  # mirrored, as the page is
                near, far = right - room - look.body, left - look.body
            short.draw(canvas, near, top, room + look.body)
            said.draw(canvas, far, top, wide + look.body)

    return decorate


def _shortened(text: str, ink: Ink, room: float, language: str) -> list[Run]:
    """Give what draws `text` in `room`, or as much of it as fits with an ellipsis: whole words, if it has any.

    What is measured is what is drawn: letters of other fonts, and those that are written out by name.
    """
    runs = draw(text[:_FOOT], ink, None, bold=False, language=language)
    if len(text) <= _FOOT and _wide(runs) <= room:
        return runs
    ends = [at for at in range(1, min(len(text), _FOOT)) if text[at] == " "]
    for places in (ends, clusters(text[:_FOOT])):
        fitting = bisect_right(
            places, room, key=lambda at: _wide(draw(_cut(text, at), ink, None, bold=False, language=language)))
        if fitting:
            return draw(_cut(text, places[fitting - 1]), ink, None, bold=False, language=language)
    return []


def _cut(text: str, at: int) -> str:
    return text[:at].rstrip(" ,;:.–—-(") + "…"


def _wide(runs: list[Run]) -> float:
    return sum(advance(run.ink.font, run.text, run.ink.size) for run in runs)


def _text(article: Article) -> str:
    return " ".join([article.title, *(leaf for section in article.sections for leaf in leaf_texts(section.blocks))])


def _character_warnings(article: Article) -> list[str]:
    found = []
    named = sorted(fonts.unnamed(words.clean(_text(article)), article.language))
    if named:
        found.append(f"No font has these characters; they are written out by name: {' '.join(named)}")
    return found
