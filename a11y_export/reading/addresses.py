"""What a page says of a picture: its alternative text, its addresses and its name, lazy loading or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from bs4.element import NavigableString, Tag

from a11y_export import words
from a11y_export.reading import formulas
from a11y_export.reading.icons import sign_of
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.tables import speaks_for
from a11y_export.reading.tree import Element, holds, named, text_nodes

PICTURES = frozenset({"img", "amp-img"})
_WRAPS, _NOSCRIPT = frozenset({"picture", "source", "span", "div", "a"}), frozenset({"noscript"})
_ALONE, _CELLS, _LINK = frozenset({"p", "li", "dd", "td", "th"}), frozenset({"td", "th"}), frozenset({"a"})
_MOST_TEXTS, _MOST_ELEMENTS = 60, 120
_HOLDS_ONE, _TITLE, _LONGEST_SAID = _CELLS | {"li", "dd"}, frozenset({"title"}), 200
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:jpe?g|png|webp|gif|bmp|avif|svg)$", re.IGNORECASE)
_NEAR = 8  # steps that a picture may stand below what is around it
LONGEST_ADDRESS = 4_096
MOST_ADDRESSES = 12
DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp)\s*;\s*base64\s*,", re.IGNORECASE)
# What a page shows until the picture itself is wanted.
_WAITING = re.compile(
    r"(?:^|[-_.])(?:blank|spacer|placeholder|transparent|loading|lazy|loader|1x1|pixel|clear)(?:[-_.]|$)"
)
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-hi-res-src", "data-orig-file", "data-full-src")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
_PICTURE_FILE = re.compile(r"\S{1,2000}\.(?:jpe?g|png|webp|gif|bmp)(?:[?#]\S*)?", re.IGNORECASE)
# An alternative text that describes nothing: the file's name, or the word for any picture.
_NO_DESCRIPTION = re.compile(
    r"[\w%()~+., -]{1,120}\.(?:jpe?g|png|gif|webp|bmp|svg|avif|tiff?)"
    r"|(?:img|dsc|dscn|image|photo|picture|pic|untitled|screenshot|thumbnail|imagen|foto|bild)[-_ ]?\d{0,12}",
    re.IGNORECASE,
)
_DESCRIBED = 3  # words that are a description, and no name
_MARKUP = re.compile(r"<[a-z/][^<>]{0,300}>", re.IGNORECASE)


def alternative(element: Tag) -> str | None:
    """Give the picture's alternative text, "" when it is marked as decoration, None when nothing describes it."""
    alt = element.get("alt")
    is_plain = element.get("role") in {"presentation", "none"}
    if is_plain and len(str(alt or "")[:500].split()) >= _DESCRIBED and element.get("aria-hidden") != "true":
        is_plain = False  # some editors mark every picture so, and have each described all the same
    if is_plain or element.get("aria-hidden") == "true":
        shown = isinstance(element, Element) and isinstance(alt, str) and formulas.pictured(element) is not None
        return words.fold(formulas.source_of(alt[:2000])) if shown and isinstance(alt, str) else ""
    if alt is None:
        alt = element.get("aria-label")
    if alt is None:
        return None
    text = words.fold(unescape(_MARKUP.sub(" ", str(alt)[:2000])))  # some pages escape it twice
    return None if _NO_DESCRIPTION.fullmatch(text) else text


def addresses(element: Tag, *, doubtful: bool = False) -> list[str]:
    """List where the picture's bytes are said to be: files first, then what stands in the page itself.

    Placeholders are left out by their names; a tiny picture in the page may be one as well. With `doubtful`, such a
    name (`is_waiting`) is given where there is no other: the drawing of an inhaler's spacer may be called so, too.
    """
    files: list[str] = []
    within_page: list[str] = []
    waiting: list[str] = []
    for address in _said(element):
        cleaned = address.strip()
        if not cleaned or cleaned in files or cleaned.startswith(("about:", "#", "javascript:")):
            continue
        if is_data(cleaned):
            within_page += [cleaned] * (DATA.match(cleaned) is not None)
        elif is_waiting(cleaned):
            waiting.append(cleaned)
        else:
            files.append(cleaned)
            if len(files) == MOST_ADDRESSES:
                break
    return [*(files or waiting[:doubtful]), *sorted(within_page, key=len, reverse=True)[:2]]


def is_waiting(address: str) -> bool:
    """Whether an address has a name as placeholders have."""
    return not is_data(address) and _WAITING.search(last_step(address).lower()) is not None


def is_data(address: str) -> bool:
    """Whether an address holds the picture itself."""
    return address[:5].lower() == "data:"


def _said(element: Tag) -> Iterator[str]:
    attributes = element.attrs
    # Of a picture that calls itself lazy, "src" is what the page shows until the picture is wanted.
    waits = any("lazy" in str(c).lower() for c in attributes.get("class", ()))
    for key in (*_LAZY, "src") if waits else ("src", *_LAZY):
        if isinstance(value := attributes.get(key), str):
            yield value
    if element.name == "figure" and isinstance(value := attributes.get("itemid"), str):
        yield value * (_PICTURE_FILE.fullmatch(value[:2100].strip()) is not None)
    for key in _SETS:
        if isinstance(value := attributes.get(key), str):
            yield _widest(value)
    for key, value in attributes.items():
        if key.startswith("data-") and isinstance(value, str) and _PICTURE_FILE.fullmatch(value[:2100].strip()):
            yield value
    for source in _sources(element):
        yield from (_widest(v) for key in _SETS if isinstance(v := source.attrs.get(key), str))
    if (twin := unscripted(element)) is not None:
        yield from (v for key in ("src", *_LAZY) if isinstance(v := twin.attrs.get(key), str))
        yield from (_widest(v) for key in _SETS if isinstance(v := twin.attrs.get(key), str))


def _sources(element: Tag) -> list[Tag]:
    """List the sources of the ``picture`` around; to the parser, what follows a source stands in it."""
    found: list[Tag] = []
    around = element.parent
    while around is not None and around.name == "source":
        found.append(around)
        around = around.parent
    if around is None or around.name != "picture":
        return []
    return found or [s for s in around.contents if isinstance(s, Tag) and s.name == "source"]


def _widest(srcset: str) -> str:
    """Give the address of the largest picture in a ``srcset``."""
    best, most, address = "", -1.0, ""
    for token in srcset[:20_000].split():
        if not address:
            address, size, closed = token.rstrip(","), "1x", token.endswith(",")
            following = ""
        else:
            size, comma, following = token.partition(",")
            closed = bool(comma)
        number = size[:-1]
        value = float(number) if number.replace(".", "", 1).isdecimal() and len(number) < 9 else 0.0
        if value > most or (best == address and value != 1.0):
            best, most = address, value
        if closed:
            address = following
    return best


def unscripted(element: Tag) -> Tag | None:
    """Give the same picture for readers without scripts, in a ``noscript`` behind it, or None."""
    spot: Tag = element
    for _ in range(3):
        beside = spot.next_sibling
        while isinstance(beside, NavigableString) and not beside.strip():
            beside = beside.next_sibling
        if isinstance(beside, Tag) and beside.name == "noscript":
            found = [e for e in beside.descendants if isinstance(e, Tag) and e.name == "img"]
            return found[0] if len(found) == 1 else None
        if beside is not None or spot.parent is None or spot.parent.name not in _WRAPS:
            return None
        spot = spot.parent
    return None


def shown(root: Tag) -> list[Element]:
    """List the pictures below `root`, those left out that only repeat the one before them in a ``noscript``."""
    return [e for e in named(root, PICTURES) if not _is_twin(e)]


def is_all_there_is(element: Tag, ledger: Ledger) -> bool:
    """Whether a picture in a ``noscript`` is the only one there is: scripts would have put theirs in its place."""
    noscript = near(element, _NOSCRIPT)
    return noscript is not None and not ledger.is_dead(noscript.parent or noscript) and not _is_twin(element)


def near(element: Tag, names: frozenset[str]) -> Tag | None:
    """Give the nearest element with one of these names that is a few steps above, or None."""
    above = element.parent
    for _ in range(_NEAR):
        if above is None or above.name in names:
            return above
        above = above.parent
    return None


def stands_alone(element: Tag) -> bool:
    """Whether a picture is all that its paragraph, its item or its cell holds: set there as a figure would be.

    Cells are those of data: of the page's layout they say nothing. No more is a picture alone that leads away.
    """
    around = near(element, _ALONE)
    if not isinstance(around, Element) or _is_large(around) or any(n.strip() for n in text_nodes(around)):
        return False
    if around.name != "p" and leads_away(element):
        return False
    if around.name in _CELLS and not (isinstance(element, Element) and speaks_for(element, within_only=True)):
        return False
    return sum(1 for _ in islice(named(around, PICTURES), 3)) == 1 + (unscripted(element) is not None)


def _is_large(around: Element) -> bool:
    """Whether an element holds more than one picture and what stands around it: looked through for each, it costs."""
    return around.t1 - around.t0 > _MOST_TEXTS or around.end - around.at > _MOST_ELEMENTS


def drawing(element: Element) -> str:
    """Give what a drawing says that is all its cell or item holds (a tick, a cross, a sun); "" for any other.

    It is an ``svg`` with a title, or a box that calls itself a picture and has no words of its own. In a table of data
    it may also be an empty element with a label or a title, or one whose class names a tick or a cross.
    """
    around = near(element, _HOLDS_ONE)
    if not isinstance(around, Element) or _is_large(around) or "hidden" in element.attrs:
        return ""
    if _UNSEEN.search(str(element.attrs.get("style") or "")[:2000]):
        return ""
    if leads_away(element):
        return ""
    own = range(element.t0, element.t1)
    if any(text.strip() for text in text_nodes(around) if text.at not in own) or holds(around, PICTURES):
        return ""
    in_cell = around.name in _CELLS
    if in_cell and not speaks_for(element, within_only=True):
        return ""
    said = element.attrs.get("aria-label") or (element.attrs.get("title") if in_cell else "")
    if element.attrs.get("aria-hidden") == "true":
        return sign_of(element) if in_cell and not any(text.strip() for text in text_nodes(element)) else ""
    if element.name == "svg" and not said:
        title = next(named(element, _TITLE), None)
        said = "".join(text_nodes(title)) if title is not None else ""
    elif element.name != "svg" and any(text.strip() for text in text_nodes(element)):
        return ""
    text = words.fold(str(said or "")[:2000])
    text = "" if len(text) > _LONGEST_SAID or _NO_DESCRIPTION.fullmatch(text) else text
    return text or (sign_of(element) if in_cell else "")


def leads_away(element: Tag) -> bool:
    """Whether a picture is a link to something that is no picture."""
    link = near(element, _LINK)
    address = str(link.get("href") or "") if link is not None else ""
    return bool(address) and not address.startswith("#") and not is_picture(address)


def is_enlarged(element: Tag) -> bool:
    """Whether a picture is a link to a picture: to itself, larger."""
    link = near(element, _LINK)
    return link is not None and is_picture(str(link.get("href") or ""))


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture by its ending, or of the page that a wiki has for one."""
    path = address.partition("?")[0].partition("#")[0]
    return _ENDING.search(path[-8:]) is not None


def _is_twin(element: Tag) -> bool:
    noscript = near(element, _NOSCRIPT)
    if noscript is None:
        return False
    beside = noscript.previous_sibling
    while isinstance(beside, NavigableString) and not beside.strip():
        beside = beside.previous_sibling
    if noscript.parent is not None and noscript.parent.name in PICTURES:
        return True
    return isinstance(beside, Tag) and (beside.name in PICTURES or holds(beside, PICTURES))


def last_step(address: str) -> str:
    """Give the last step of an address, without what follows "?" or "#"."""
    return address[:LONGEST_ADDRESS].partition("?")[0].partition("#")[0].rpartition("/")[2]


def name(element: Tag) -> str:
    """Give the picture's file name as the page has it, "" when its bytes stand in the page or nothing names it."""
    found = next((a for a in addresses(element) if not is_data(a)), "")
    return words.fold(last_step(found))[:200]
