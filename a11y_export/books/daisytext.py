"""The article's pages in the words of XHTML 1.0, which players of 2001 know, and in no later ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from xml.parsers import expat

from a11y_export.books.daisyclips import DISCLAIMER, TITLE
from a11y_export.pages.article import ABOUT, Part
from a11y_export.pages.render import render
from a11y_export.wording import Phrase

Attributes = tuple[tuple[str, str], ...]
Piece = tuple[str, str, Attributes]

PICTURE_ENDINGS = (".png", ".jpg", ".gif")
"""What players draw: the format knows no others."""

_TAGS = {"section": "div", "header": "div", "figure": "div", "figcaption": "div"}
_CLASSES = {"section": "part", "header": "part", "figure": "figure", "figcaption": "caption"}
_LATER = frozenset({"role", "tabindex", "dir", "data-origin"})
_DEEPEST = 6
_FAR = 2000  # pieces in which a first letter is looked for


@dataclass(frozen=True, slots=True)
class Headed:
    """A part of the text document: its section, its heading's id, its markup."""

    section: str
    name: str
    markup: str


def xhtml_parts(
    parts: Iterable[Part], pictures: Mapping[str, str], names: Mapping[str, Phrase], levels: Mapping[str, int],
    language: str,
) -> list[Headed]:
    """Give the parts in playing order: title, disclaimer, sections, and where the article comes from.

    `pictures` gives each picture's file by the name that the parts have for it, `names` the headings for sections
    without one of their own. The article's sections stand on level 1 beside the title, so that players, which begin
    there, go from part to part; `levels` gives what each section's level is in the article.
    """
    order = sorted(parts, key=lambda part: {TITLE: 0, DISCLAIMER: 1, ABOUT: 3}.get(part.section, 2))
    deep = depths([None if part.section in names else levels.get(part.section) for part in order])
    out = []
    for part, level in zip(order, deep, strict=True):
        own = names.get(part.section)
        name = f"{part.key}-name"
        tag = "p" if part.section == ABOUT else f"h{level}"
        inserted = own is not None and part.section != TITLE  # the title's element stands there, empty
        pieces = list(_written(_read(part.markup), pictures, "" if inserted else name, tag))
        if own is not None and inserted:
            lang = (("lang", own.lang), ("xml:lang", own.lang)) if own.lang != language else ()
            said = [("open", "h1", (("class", "program"), ("id", name), *lang)), ("text", own.text, ()),
                    ("close", "h1", ()), ("text", "\n", ())]
            pieces[1:1] = said
        out.append(Headed(part.section, name, render("article.xhtml", pieces=pieces)))
    return out


def depths(levels: Iterable[int | None]) -> list[int]:
    """Give how deep each heading stands, from 1 to 6 without gaps; None, for one that has no level, begins anew."""
    above: list[int] = []
    out = []
    for level in levels:
        above = [] if level is None else [*(other for other in above if other < level), level]
        out.append(min(max(len(above), 1), _DEEPEST))
    return out


def _read(markup: str) -> list[Piece]:
    """Take well-formed markup apart again."""
    pieces: list[Piece] = []
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True

    def opened(tag: str, flat: list[str]) -> None:
        pieces.append(("open", tag, tuple(zip(flat[::2], flat[1::2], strict=True))))

    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda tag: pieces.append(("close", tag, ()))
    parser.CharacterDataHandler = lambda text: pieces.append(("text", text, ()))
    parser.Parse(f"<div>{markup}</div>", True)
    return pieces[1:-1]


def _written(pieces: list[Piece], pictures: Mapping[str, str], name: str, heading: str) -> Iterator[Piece]:
    """Give the pieces with today's elements and attributes told in those of 2000."""
    headless = _headless(pieces)
    for number, (kind, tag, given) in enumerate(pieces):
        if kind == "text":
            yield kind, tag, given
            continue
        new = heading if _is_heading(tag) else _TAGS.get(tag, tag)
        if tag == "thead" and number in headless:
            new = "tbody"
        if kind == "close":
            if tag not in {"br", "img"}:
                yield kind, new, given
            continue
        said = dict(given)
        classes = [said.get("class", ""), _CLASSES.get(tag, ""), said.get("data-origin", "")]
        if tag == "h1":
            classes.insert(0, "title")
        if new != tag and tag == "thead":
            classes.append("head")
        kept = {key: value for key, value in given if key not in _LATER and not key.startswith(("aria-", "data-"))}
        kept.pop("class", None)
        if _is_heading(tag) and name:
            kept["id"] = name
        if (own := " ".join(filter(None, classes))):
            kept["class"] = own
        if said.get("dir") == "auto":
            kept["dir"] = _direction(pieces, number)
        if tag == "img":
            yield from _picture(kept, pictures)
            continue
        yield ("empty" if tag == "br" else "open"), new, tuple(sorted(kept.items()))


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal()


def _picture(kept: dict[str, str], pictures: Mapping[str, str]) -> Iterator[Piece]:
    """Give a picture; its description alone where players cannot draw it."""
    file = pictures.get(kept["src"].rpartition("/")[2])
    if file:
        yield "empty", "img", tuple(sorted((kept | {"src": file}).items()))
        return
    rest = {key: value for key, value in kept.items() if key not in {"src", "alt", "width", "height"}}
    rest["class"] = "s" if "id" in rest else "program"
    yield "open", "div", (("class", "absent program"),)
    yield "open", "p", ()
    yield "open", "span", tuple(sorted(rest.items()))
    yield "text", kept["alt"], ()
    for tag in ("span", "p", "div"):
        yield "close", tag, ()


def _headless(pieces: list[Piece]) -> set[int]:
    """Give the places of table heads that no body follows: XHTML has no table of a head alone."""
    found: set[int] = set()
    open_heads: list[int] = []
    waiting: dict[int, set[int]] = {}
    depth = 0
    for number, (kind, tag, _) in enumerate(pieces):
        if tag == "table":
            depth += 1 if kind == "open" else -1
            if kind == "close":
                found.update(waiting.pop(depth + 1, ()))
        elif tag == "thead":
            if kind == "open":
                open_heads.append(number)
            else:
                waiting[depth] = {open_heads.pop(), number}
        elif tag == "tbody" and kind == "open":
            waiting.pop(depth, None)
    return found


def _direction(pieces: list[Piece], number: int) -> str:
    """Give the direction of the first letter from a place on, as browsers find it for "auto"."""
    for kind, text, _ in islice(pieces, number, number + _FAR):
        for char in text if kind == "text" else "":
            strong = unicodedata.bidirectional(char)
            if strong in {"L", "R", "AL"}:
                return "ltr" if strong == "L" else "rtl"
    return "ltr"
